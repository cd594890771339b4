"""Turn questions and answers into Markdown that is safe to show, and into plain text that is good to paste.

Pure text in, text out; nothing here knows Gradio. The promise: whatever a document or a model wrote, the only live
elements in the result are the footnote chips and action links that this file puts there. It holds by construction:
every character that could open a tag, a link, an image or an entity leaves here as a numeric entity, in code as well,
so no disagreement about where code starts and ends can bring anything to life.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape
from pathlib import PurePath

from rag.chain import REFUSAL
from rag.types import Answer, Citation, EvidencePassage, Verdict

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<block>.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)"
    r"|(?P<ticks>`+)(?P<inline>[^\n]+?)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
# One space before a marker goes with it: a chip must not stand alone at the start of a line.
_MARKER = re.compile(r"[ ]?\[(\d{1,3})\]")
# In word-for-word quotations only the one that ends a line is ours; a document may have numbers in brackets of its own.
_LAST_MARKER = re.compile(r"[ ]?\[(\d{1,3})\]$", re.MULTILINE)
_LIVE = re.compile(r"[&<\[\]`~\\@#=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)[ #]*$", re.MULTILINE)
# A line of dashes makes the line above it a heading.
_UNDERLINE = re.compile(r"^([ >]*)-+[ ]*$", re.MULTILINE)
# Four spaces would start a code block, in which entities are shown as they are written.
_DEEP_INDENT = re.compile(r"^[ ]{4,}(?![-*+ ]|\d+[.)])", re.MULTILINE)
_REFUSAL_SENTENCE = re.compile(r"^the documents do not answer[^.\n]*[.\n]?\s*", re.IGNORECASE)

Chip = Callable[[int], str | None]


def inert(text: str) -> str:
    """`text` as Markdown (and as HTML) that shows exactly these words and line breaks, and does nothing else."""
    return "\n".join(_PUNCTUATION.sub(_entity, line.strip()) for line in text.split("\n"))


def safe_markdown(text: str, turn: str, numbers: Collection[int], *, literal: bool = False) -> str:
    """Answer text as safe Markdown. `[n]` becomes the link `[n](#cite-<turn>-<n>)` where `n` is in `numbers`.

    Lists, emphasis, tables and code of a model stay; HTML, images, links and bare addresses become plain text. With
    `literal` nothing counts as Markdown: that is for text which quotes documents word for word.
    """

    def chip(number: int) -> str | None:
        return f'[{number}](#cite-{turn}-{number} "Footnote {number}")' if number in numbers else None

    return _with_chips(text, chip, inert, _LAST_MARKER) if literal else "".join(_code_aware(text, chip))


def streaming_message(text: str) -> str:
    """The part of an answer that has arrived, word for word. Its chips look the same and open nothing yet."""
    return _with_chips(text, lambda number: f'<sup class="fn-wait">{number}</sup>', inert, _LAST_MARKER)


def answer_message(answer: Answer, turn: str, seconds: float, *, several: bool = False) -> str:
    """A finished answer as one message: how the question was understood, the text, and the line below it.

    With `several` documents in the library, the nearest passages of a refused answer name theirs.
    """
    body = _answered(answer, turn, seconds) if answer.answered else _refused(answer, turn, several)
    return _understood(answer) + body


def broken_message(text: str, reason: str, turn: str) -> str:
    """What arrived of an answer that was stopped or failed, the reason in one line, and a way to try again."""
    arrived = streaming_message(text) + "\n\n" if text.strip() else ""
    return f'{arrived}<p class="fn-broken">{_line(reason)} <a href="#retry-{turn}">Try again</a></p>'


def plain_text(answer: Answer) -> str:
    """Question, answer and footnotes as text that reads well pasted anywhere, Markdown included."""
    parts = [answer.question.strip(), answer.text.strip(), "\n".join(map(_footnote, answer.citations))]
    return "\n\n".join(part for part in parts if part) + "\n"


def place(title: str, page: int | None, heading: str) -> str:
    """Where something stands, for people: `Title, p. 3, Heading`."""
    heading = "" if heading.strip().casefold() == title.strip().casefold() else heading.strip()
    return ", ".join(part for part in (title.strip(), f"p. {page}" if page else "", heading) if part)


def source_name(source: str) -> str:
    """The readable end of a source: the file name of a path, and a web address as it is."""
    return source if "://" in source else PurePath(source.replace("\\", "/")).name or source


def plural(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _answered(answer: Answer, turn: str, seconds: float) -> str:
    numbers = {citation.number for citation in answer.citations}
    body = safe_markdown(answer.text, turn, numbers, literal=answer.answerer == "extractive")
    documents = len({citation.document_id for citation in answer.citations})
    facts = [
        f"{plural(len(answer.citations), 'quotation')} from {plural(documents, 'document')}",
        answer.answerer,
        _duration(seconds),
        *_warnings(answer),
    ]
    copy = f'<a href="#copy-{turn}" title="Copy the answer with its footnotes">Copy with footnotes</a>'
    return f'{body}\n\n<p class="fn-meta"><span>{" · ".join(map(_line, facts))}</span> {copy}</p>'


def _refused(answer: Answer, turn: str, several: bool) -> str:
    rest = _line(_REFUSAL_SENTENCE.sub("", answer.text))
    lines = [f'<p class="fn-refusal">{REFUSAL}</p>', f'<p class="fn-searched">{rest}</p>' if rest else ""]
    if answer.passages:
        chips = "".join(_nearest(passage, turn, n, several) for n, passage in enumerate(answer.passages[:5], 1))
        lines.append(f'<p class="fn-near"><span>Nearest passages</span> {chips}</p>')
    return "\n\n".join(line for line in lines if line)


def _nearest(passage: EvidencePassage, turn: str, number: int, several: bool) -> str:
    heading, title = passage.heading.strip(), passage.title.strip()
    if several:
        label = place(_short(title, 40), passage.page, "" if heading == title else _short(heading, 40))
    else:
        label = place(_short(heading or title, 60), passage.page, "")
    return f'<a href="#near-{turn}-{number}"><b>{number}</b> {_line(label)}</a> '


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _understood(answer: Answer) -> str:
    asked, understood = (_words(text) for text in (answer.question, answer.standalone_question))
    if not understood or asked == understood:
        return ""
    return f'<p class="fn-understood">Understood as: {_line(answer.standalone_question)}</p>\n\n'


def _warnings(answer: Answer) -> Iterator[str]:
    weak = sum(sentence.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED) for sentence in answer.sentences)
    partly = sum(sentence.verdict is Verdict.PARTLY for sentence in answer.sentences)
    if weak:
        yield f"{plural(weak, 'sentence')} not supported by a quotation"
    if partly:
        yield f"{plural(partly, 'sentence')} partly supported"


def _footnote(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    where = place(citation.title, citation.page, citation.heading)
    return f"[{citation.number}] “{quote}” ({where}; {source_name(citation.source)})"


def _code_aware(text: str, chip: Chip) -> Iterator[str]:
    end = 0
    text = text.expandtabs(4)
    for match in _CODE.finditer(text):
        yield _with_chips(text[end : match.start()], chip, _prose)
        if match["inline"] is not None:
            yield f"<code>{inert(match['inline'])}</code>"
        else:
            yield f"\n\n<pre><code>{_PUNCTUATION.sub(_entity, match['block'])}</code></pre>\n\n"
        end = match.end()
    yield _with_chips(text[end:], chip, _prose)


def _with_chips(text: str, chip: Chip, make_safe: Callable[[str], str], marker: re.Pattern[str] = _MARKER) -> str:
    # Escaping the whole text first keeps line-wise rules whole; a private-use character stands where a chip will be.
    chips: list[str] = []

    def hold(match: re.Match[str]) -> str:
        link = chip(int(match[1]))
        if link is None:
            return match[0]
        chips.append(link)
        return "\ue000"

    held = marker.sub(hold, text.replace("\ue000", "\ufffd"))
    waiting = iter(chips)
    return re.sub("\ue000", lambda _: next(waiting), make_safe(held))


def _prose(text: str) -> str:
    # A heading inside an answer would break the order of the page's own headings.
    text = _UNDERLINE.sub(r"\1***", _HEADING.sub(r"**\1**", _DEEP_INDENT.sub("", text)))
    return _LIVE.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _line(text: str) -> str:
    """One line of HTML text: no blank line can end the block that it stands in."""
    return escape(" ".join(text.split()))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
