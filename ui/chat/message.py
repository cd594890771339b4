"""One answer as one chat message: how the question was understood, the text with its chips and marks, what is below it.

Everything here is Markdown or HTML of our own round text that `ui.render` has made safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import shorten

from rag.types import REFUSAL, Answer, EvidencePassage, Usage
from ui.chat.panel import numbered_nearest
from ui.chat.places import address, addresses, at_a_glance, places
from ui.chat.verdicts import checked, insets, summary, worst
from ui.render import arriving, beginning, broken_off, place, plural, safe_markdown

_REFUSAL_SENTENCE = re.compile(r"^the documents do not answer[^.\n]*[.\n]?\s*", re.IGNORECASE)
_ADDING = "Documents are still being added, and were not searched. Ask again when they are there."
# So much of a passage tells it from another.
_BEGINNING = 48


def answer_message(
    answer: Answer,
    turn: str,
    seconds: float,
    *,
    several: bool = False,
    adding: bool = False,
    vote: str = "",
    chosen: int = 0,
) -> str:
    """A finished answer, with the reader's `vote` on it: "up", "down" or none.

    With `several` documents in the library, the nearest passages of a refused answer name theirs; where others are
    still `adding`, it says so. `chosen` is how many the reader had chosen to be asked; 0 where all were.
    """
    blocks = [*(_answered(answer, turn) if answer.answered else _refused(answer, turn, several))]
    if adding and answer.passages and not answer.answered:
        blocks.append(f'<p class="fn-remark">{_ADDING}</p>')
    # Of a greeting there is nothing to tell and nothing to rate.
    below = [_below(answer, turn, seconds, vote, chosen)] if answer.answered or answer.passages else []
    return "\n\n".join([*_understood(answer, turn), *blocks, *below])


def running_message(text: str, progress: str, *, literal: bool) -> str:
    """What has arrived; before the first word, how far long work has come."""
    if text.strip() or not progress:
        return arriving(text, literal=literal)
    return f'<p class="fn-progress">{_line(progress)} …</p>'


def broken_message(text: str, reason: str, turn: str, *, literal: bool = True, askable: bool = True) -> str:
    """What arrived of an answer that was stopped or failed, the reason in one line, and a way to go on.

    That is to try again, or where the question is not `askable` as it stands, to edit it.
    """
    way = f'<a href="#retry-{turn}">Try again</a>' if askable else f'<a href="#reword-{turn}">Edit the question</a>'
    arrived = broken_off(text, literal=literal) + "\n\n" if text.strip() else ""
    return f'{arrived}<p class="fn-broken">{_line(reason)} {way}</p>'


def _answered(answer: Answer, turn: str) -> Iterator[str]:
    literal = answer.answerer == "extractive"
    marks, ends = insets(answer, turn), addresses(answer)
    yield safe_markdown(answer.text, turn, places(answer), literal=literal, insets=marks, ends=ends)
    yield from _remarks(answer)
    if checked(answer):
        yield f'<p class="fn-checks {worst(answer.sentences).value}">{_line(summary(answer.sentences))}</p>'


def _refused(answer: Answer, turn: str, several: bool) -> Iterator[str]:
    agreed = _REFUSAL_SENTENCE.match(answer.text)
    if answer.citations:
        # A model that cites where it says that nothing is said.
        yield safe_markdown(answer.text, turn, places(answer), literal=False, ends=addresses(answer))
    else:
        # Where nothing was looked for, as after a greeting, nothing is refused.
        kind = "fn-refusal" if answer.passages else "fn-said"
        yield f'<p class="{kind}">{REFUSAL if agreed else _line(answer.text)}</p>'
    if agreed and not answer.citations and (rest := _line(answer.text[agreed.end() :])):
        yield f'<p class="fn-searched">{rest}</p>'
    yield from _remarks(answer)
    if answer.passages:
        # Where all are of one document, it is named once.
        of_one = several and len(answer.passages) > len({passage.document_id for passage in answer.passages}) == 1
        whose = f" in “{_line(answer.passages[0].title)}”" if of_one else ""
        labels = _labels(answer.passages, named=several and not of_one)
        chips = "".join(_nearest(item, turn, *one) for item, one in zip(numbered_nearest(answer), labels, strict=True))
        yield f'<p class="fn-near"><span>Nearest passages{whose}</span> {chips}</p>'


def _below(answer: Answer, turn: str, seconds: float, vote: str, chosen: int) -> str:
    copy = f'<a href="#copy-{turn}" title="Copy the answer with its footnotes">Copy with footnotes</a>'
    # Each dot stands before a fact, and is not shown where that begins a line.
    facts = " ".join(
        f"<span>{'<i>· </i>' * (n > 0)}{_line(fact)}</span>" for n, fact in enumerate(_facts(answer, seconds, chosen))
    )
    how = escape(f"Answered by: {answer.answerer}, in {seconds * 1000:,.0f} ms")
    buttons = " ".join([*([copy] if answer.answered else ()), *_votes(turn, vote)])
    return f'<p class="fn-meta"><span class="fn-facts" title="{how}">{facts}</span> <span>{buttons}</span></p>'


def _facts(answer: Answer, seconds: float, chosen: int) -> Iterator[str]:
    if answer.answered:
        documents = len({citation.document_id for citation in answer.citations})
        quoted = f"{plural(len(answer.citations), 'quotation')} from {plural(documents, 'document')}"
        yield quoted if documents else "no quotations"
    if answer.model:
        yield f"written by {answer.model}"
    elif answer.answered:
        yield "word for word, not written by AI"
    if answer.usage:
        yield from _taken(answer.usage)
    if chosen:
        yield f"only {plural(chosen, 'document')} asked"
    # More than one digit tells a reader nothing.
    took = f"{max(seconds, 0.1):.1f} s"
    yield took if answer.answered else f"searched in {took}"


def _taken(usage: Usage) -> Iterator[str]:
    yield f"{plural(usage.prompt_tokens, 'token')} read, {usage.completion_tokens:,} written"
    if usage.cost is not None:
        yield f"cost {usage.cost:.6f}".rstrip("0").rstrip(".")


def _remarks(answer: Answer) -> Iterator[str]:
    return (f'<p class="fn-remark">{_line(note)}</p>' for note in answer.notes)


def _votes(turn: str, vote: str) -> Iterator[str]:
    """Two real buttons. Their names, and which is pressed, the page's script says to those who listen."""
    for kind, said in (("up", "Good answer"), ("down", "Bad answer")):
        pressed = " on" if vote == kind else ""
        yield f'<button class="fn-vote {kind}{pressed}" id="vote-{turn}-{kind}" title="{said}"></button>'


def _labels(passages: Sequence[EvidencePassage], *, named: bool) -> list[tuple[str, str]]:
    """What each passage is called, in two parts: `named` by its document, else by its heading, and where it stands.

    Where that is what another is called too, its first words are added or come in their place.
    """
    labels = [_label(passage, named) for passage in passages]
    begun = [shorten(beginning(passage.text), _BEGINNING, placeholder=" …") for passage in passages]
    return [
        _apart(passages[n], labels[n], begun[n], named) if _alike(n, labels, begun) else labels[n]
        for n in range(len(labels))
    ]


def _alike(at: int, labels: list[tuple[str, str]], begun: list[str]) -> bool:
    """Whether another is called the same, and its first words are others."""
    return any(label == labels[at] and words != begun[at] for label, words in zip(labels, begun, strict=True))


def _apart(passage: EvidencePassage, label: tuple[str, str], words: str, named: bool) -> tuple[str, str]:
    return (label[0], words) if named else (words, place("", passage.page, ""))


def _label(passage: EvidencePassage, named: bool) -> tuple[str, str]:
    heading, title = passage.heading.strip(), passage.title.strip()
    first = title if named else heading or title
    rest = place("", passage.page, heading if named and heading != title else "")
    if not named and first == title and not rest:
        # The place is that of all of them: what it says is not.
        first = shorten(beginning(passage.text), _BEGINNING, placeholder=" …") or title
    return first, rest


def _nearest(numbered: tuple[int, EvidencePassage], turn: str, first: str, rest: str) -> str:
    number, passage = numbered
    # The page cuts each of both where its line ends.
    parts = [
        f"<span><b>{number}</b> {_line(first)}{',' * bool(rest)}</span>",
        f"<span>{_line(rest)}</span>" if rest else "",
    ]
    says = escape(at_a_glance(passage.text))
    link = f'href="#near-{turn}-{number}{address(passage)}" title="{says}"'
    return f"<a {link}>{' '.join(filter(None, parts))}</a> "


def _understood(answer: Answer, turn: str) -> Iterator[str]:
    asked, understood = (_words(text) for text in (answer.question, answer.standalone_question))
    if not understood or asked == understood:
        return
    edit = f'<a href="#edit-{turn}" title="Edit how the question was understood, and ask again">Edit</a>'
    words = f"Understood as: <span>{_line(answer.standalone_question)}</span>"
    yield f'<p class="fn-understood">{words}\u00a0{edit}</p>'


def _line(text: str) -> str:
    """One line of HTML text: no blank line can end the block that it stands in."""
    return escape(" ".join(text.split()))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
