"""Strict mode: of a model's answer, only what something supports leaves, wholly or partly.

What claims nothing goes with the supported sentence after it. A heading, a lead-in and a table's header are
everything's that stands below them, and stay where the first of that is withheld. A list whose lead-in is withheld
gets `[…]` in its place, lest it seem to belong to the sentence above. Footnotes count from 1 over what is shown:
nothing was sent before its verdict, so no number changes for a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answerer import Aside, Item, Statement
from rag.citing.grammar import CODE_SPAN, FOOTNOTE
from rag.types import Delta, Verdict
from rag.verdict.claims import is_title

WITHHELD = "The model's answer is withheld: no footnote of it supports what it says."
_OMITTED = "\n\n[…]\n\n"
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]")
_LEADS_IN = re.compile(r"[:：][\s*_]*(?:\[\d{1,3}\][\s*_]*)*\Z")
# The beginning or end of a block of code; three ticks within a line are no block.
_BLOCK = re.compile(r"^[ \t>]*(```|~~~)(?!.*\1)", re.MULTILINE)
_CODE_OR_FOOTNOTE = re.compile(f"{CODE_SPAN.pattern}|{FOOTNOTE.pattern}")


def only_supported(items: Iterator[Item]) -> Iterator[Item]:
    """The items without sentences that nothing supports. Text is held until the verdict on its sentence is there."""
    waiting: list[Item] = []
    frame, numbers = _Frame(), _Numbers()
    text, sentences, shown = "", 0, False
    withheld: list[Statement] = []
    for item in items:
        if isinstance(item, Delta):
            text += item.text
        elif not isinstance(item, Statement):
            yield item
        elif item.sentence.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED):
            sentences += 1
            withheld.append(item)
            frame.withhold(text, item)
            text = ""
        else:
            sentences += 1
            own = _released(frame.release(text, item), item, opens=not (shown or waiting))
            waiting += numbers.counted(own, item)
            text = ""
            if item.quotes:
                shown = True
                yield from waiting
                waiting = []
    # Where nothing was withheld and nothing claimed, the model says in its own words that it found nothing.
    if shown or (waiting and not withheld):
        yield from waiting
    elif sentences:
        yield Delta(WITHHELD)
    else:
        yield Delta(text)
    if withheld:
        yield Aside(notes=(_withheld_note(withheld),))


class _Frame:
    """What stands above the next sentence, and before it in its line, where the sentences before it are withheld."""

    def __init__(self) -> None:
        self._above = ""
        # What the line begins with; None where nothing of it is withheld.
        self._opening: str | None = None
        # Whether what comes is a list whose lead-in is withheld.
        self._bare = False

    def release(self, text: str, statement: Statement) -> str:
        """A sentence in its frame."""
        above, opening, rest = self._placed(text, statement)
        if self._bare and _is_bare_item(above, opening):
            above = _OMITTED
        self._above, self._opening, self._bare = "", None, False
        return above + opening + rest

    def withhold(self, text: str, statement: Statement) -> None:
        """Keep the frame of a sentence for the one after it."""
        above, opening, _ = self._placed(text, statement)
        leads_in = _LEADS_IN.search(statement.sentence.text) is not None
        self._bare = leads_in or (self._bare and _is_bare_item(above, opening))
        self._above, self._opening = above, opening

    def _placed(self, text: str, statement: Statement) -> tuple[str, str, str]:
        """The whole lines above a sentence, what its line has before it, and the rest."""
        at = max(text.rfind(statement.sentence.text), 0)
        line = text.rfind("\n", 0, at) + 1
        opening = text[line:at] if line or self._opening is None else self._opening
        return _joined(self._above, text[:line]), opening, text[at:]


class _Numbers:
    """Footnotes anew from 1, in the order in which they are shown."""

    def __init__(self) -> None:
        self._new: dict[int, int] = {}

    def counted(self, text: str, statement: Statement) -> tuple[Delta, Statement]:
        """A sentence's text and the statement on it, with their numbers."""
        quotes = tuple(
            replace(quote, number=self._new.setdefault(quote.number, len(self._new) + 1)) for quote in statement.quotes
        )
        if quotes == statement.quotes:
            return Delta(text), statement
        citations = tuple(quote.number for quote in quotes)
        sentence = replace(statement.sentence, text=self._written(statement.sentence.text), citations=citations)
        return Delta(self._written(text)), replace(statement, sentence=sentence, quotes=quotes)

    def _written(self, text: str) -> str:
        return _CODE_OR_FOOTNOTE.sub(self._footnote, text)

    def _footnote(self, match: re.Match[str]) -> str:
        number = FOOTNOTE.fullmatch(match[0])
        return f"[{self._new[int(number[1])]}]" if number else match[0]


def _is_bare_item(above: str, opening: str) -> bool:
    return bool(_ITEM.match(opening)) and not above.strip()


def _joined(above: str, text: str) -> str:
    """What stands above the next sentence, where what came after `above` was withheld.

    A heading ends what stood under the heading before it, a lead-in what stood under the lead-in before it.
    """
    lines = text.splitlines()
    if not text.strip() or not above.strip():
        return text if text.strip() else above or text
    if any(line.lstrip().startswith("#") for line in lines):
        return text
    if any(line.rstrip(" *_").endswith((":", "：")) or is_title(line) for line in lines):
        return "".join(line for line in above.splitlines(keepends=True) if line.lstrip().startswith("#")) + text
    return above + text


def _released(text: str, statement: Statement, *, opens: bool) -> str:
    """A sentence's text with what leads in to it; a block of code before it is not its own, and nobody checked it."""
    sentence = statement.sentence.text
    if _BLOCK.search(text):
        text = "\n\n" + (sentence if not _BLOCK.search(sentence) else "")
    return text.lstrip() if opens else text


def _withheld_note(withheld: Sequence[Statement]) -> str:
    count, elsewhere = len(withheld), sum(bool(statement.better) for statement in withheld)
    what, whose, it = ("1 sentence is", "its", "it") if count == 1 else (f"{count} sentences are", "their", "them")
    note = f"{what} withheld, because no footnote of {whose} own supports {it}"
    if not elsewhere:
        return f"{note}."
    told = "another quotation" if count == 1 else f"other quotations, of {elsewhere} of them,"
    return f"{note}; {told} would."
