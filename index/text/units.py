"""The units of a text: its paragraphs, with code and the lines that stand alone parted from them.

A line that is a list item, a heading, a table row or an entry of a record is a unit; lines that were broken to fit a
page stay together. Sentences are looked for within a unit only (`index.text.sentences`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.code_lines import parted
from index.text.items import BULLETS, DASHES, LETTER, NUMBER
from index.text.patterns import lazy_pattern
from index.text.stamps import stamped
from index.text.wrapping import is_apart, is_wrapped
from index.types import Span

_QUOTE = r">[ \t]?"
# The marks before a quoted line, in e-mails and Markdown.
QUOTE_MARKS = lazy_pattern(rf"(?:{_QUOTE})+")
# What stands around a line and is none of its words.
_AROUND = "> \t\n"
# Lines that are units of their own: headings, list items, table rows, code fences, and blocks of HTML within Markdown;
# also where they are quoted.
_BLOCK = r"</?(?:table|t[rdh]|thead|tbody|[uo]l|li|d[ltd]|details|summary|div|p|h[1-6])\b[^>\n]*>"
_OWN_LINE = lazy_pattern(rf"(?:{_QUOTE})*\s*(?:#{{1,6}}\s|[{BULLETS}]\s|\||```|~~~|{_BLOCK})")
# So are these, unless a sentence goes on there, as in "employed some\n120. They left".
_NUMBERED_LINE = lazy_pattern(
    rf"(?:{_QUOTE})*\s*({NUMBER}(?=\s)|{LETTER}(?=\s)|[{DASHES}](?=\s)|"
    r"\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s+[^\W\d_a-z])|\[\d{1,3}\](?=\s))"
)
_MARK_AT_END = lazy_pattern(r"[.:;!?…。：；！？][\"'”’»)\]*_]*$")
_LAST_NUMBER = lazy_pattern(r"\d+(?=\D*$)")
# "Date: 12 May", "**Date:** 12 May": beside another such line, as in the head of an e-mail, it is a unit of its own.
_FIELD = lazy_pattern(rf"(?:{_QUOTE})*[ \t]*(\*\*|__|)[^\W\d_][\w /().&'’-]{{0,30}}(?::\1|\1:)[ \t]+\S")
# So are "Sunday      closed" and a definition that ends with ";", beside others. Neither is code.
_SET_APART = lazy_pattern(r"(?=.{3,300}$)[^={}#;|]*?[^\s={}#;|](?:[ ]{3,}|[ ]*\t\s*)[^\s={}#;|][^={}#;|]*$")
_CLAUSE_END = lazy_pattern(r"(?!.*\w\()(?:[^\s={}]+ ){3}[^={}]*;(?: (?:and|or|und|oder|et|ou|y|o|e))?$")
# "Soup ........ £4.50" is one too: dots lead from a name to what it is, or costs.
_LED = lazy_pattern(
    r"(?=[^\n]{3,300}$)[^\n]*?[^\W_]\W{0,3}?(?:(?:[.…·_][ ]?){6,}(?=[^\s.…·_])|(?:[.…·_][ ]?){4,}(?=\W{0,4}\d))"
)
_QUOTATION = ('"', "“", "„", "«", "‘")
# "2. Fees" above its first clause: a number, a few words without a mark, and another sentence below.
_CLAUSE_TITLE = lazy_pattern(
    r"\s*\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+[^\W\d_a-z][^.!?:;,|\n]{0,50}\n(?=[ \t]*(?:\d|[^\W\d_a-z]))"
)
# So much of the line below such a title is looked at.
_BELOW = 20


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: where it stands, its text as it is, and bare of what stands around its words.

    `wrapped`: the line before it had no room for its first word, so that a sentence may go on here.
    """

    span: Span
    text: str
    bare: str
    wrapped: bool


def units(text: str, start: int, end: int, *, unbroken: bool) -> Iterator[tuple[Span, bool]]:
    """The units of a part of a text, in order; the flag tells code. `unbroken`: no line was broken to fit a page."""
    lines: list[Span] = []
    line = start
    while line < end:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop + 1
        if text[line:stop].strip(_AROUND):
            lines.append(Span(line, stop))
        else:
            yield from _of_paragraph(text, lines, unbroken)
            lines = []
        line = stop
    yield from _of_paragraph(text, lines, unbroken)


def is_row(text: str) -> bool:
    """Whether a unit is a row of a table, "| Max. head | 8 m |", or of a list with dots: its marks end nothing."""
    return text.lstrip().startswith("|") or _LED.match(text.strip()) is not None


def _of_paragraph(text: str, lines: Sequence[Span], unbroken: bool) -> Iterator[tuple[Span, bool]]:
    for run, code in parted(text, lines):
        edges = [run[0].start, run[-1].end]
        # Nothing parts a line that is alone.
        cuts = () if code or len(run) == 1 else _cuts(text, run, unbroken)
        yield from ((Span(*edge), code) for edge in pairwise(sorted({*edges, *cuts})))


def _cuts(text: str, spans: Sequence[Span], unbroken: bool) -> Iterator[int]:
    """Where units begin within a paragraph, and where titles of clauses end."""
    lines = _lines(text, spans)
    alone = {at for at, line in enumerate(lines) if _OWN_LINE.match(line.text)}
    own = alone | _items(lines) | _quotes(lines) | _fields(lines) | _rows(lines) | _entries(lines)
    own |= stamped([line.bare for line in lines])
    if unbroken:
        own |= {at for at in range(1, len(lines)) if _stands_apart(lines[at - 1], lines[at])}
    for span in (spans[at] for at in own):
        yield span.start
        if _CLAUSE_TITLE.match(text, span.start, min(span.end + _BELOW, spans[-1].end)):
            yield span.end


def _lines(text: str, spans: Sequence[Span]) -> list[_Line]:
    texts = [text[span.start : span.end] for span in spans]
    bare = [own.strip(_AROUND) for own in texts]
    width = max(map(len, bare))
    wrapped = [is_wrapped(before, own, width) for before, own in zip(["", *bare], bare, strict=False)]
    return [_Line(*own) for own in zip(spans, texts, bare, wrapped, strict=True)]


def _stands_apart(before: _Line, line: _Line) -> bool:
    return not line.wrapped and is_apart(before.bare, line.bare)


def _quotes(lines: Sequence[_Line]) -> set[int]:
    """Lines where another one is quoted: what a mail answers is another's, and so is what that answered."""
    found = (QUOTE_MARKS.match(line.text) for line in lines)
    return _changes([marks[0].count(">") if marks else 0 for marks in found])


def _rows(lines: Sequence[_Line]) -> set[int]:
    """Lines where the rows of a table begin or end."""
    return _changes([line.text.startswith("|") for line in lines])


def _changes(values: Sequence[int]) -> set[int]:
    """The places of values that differ from the one before; before the first is nothing."""
    return {at for at, (before, own) in enumerate(pairwise([0, *values])) if before != own}


def _fields(lines: Sequence[_Line]) -> set[int]:
    """Fields beside others, and the line below them, unless that goes on: "Mary: It cost a deal at that | time"."""
    like = [_FIELD.match(line.text) is not None for line in lines]
    found: set[int] = set()
    above = False
    for at, line in enumerate(lines):
        field = like[at] and (above or any(like[at + 1 : at + 2]))
        if field or (above and not line.wrapped):
            found.add(at)
        above = field
    return found


def _entries(lines: Sequence[_Line]) -> set[int]:
    """Lines beside one whose parts dots lead or blanks set apart, or below one of several definitions."""
    led = [_LED.match(line.bare) is not None for line in lines]
    spread = [_SET_APART.match(line.text.strip()) is not None for line in lines]
    ended = [_CLAUSE_END.match(line.bare) is not None for line in lines]
    several = sum(ended) > 1
    found: set[int] = set()
    for at in range(1, len(lines)):
        set_apart = spread[at - 1] and (spread[at] or any(spread[max(at - 2, 0) : at - 1]))
        if led[at] or led[at - 1] or set_apart or (several and _defines(lines, ended, at)):
            found.add(at)
    return found


def _defines(lines: Sequence[_Line], ended: Sequence[bool], at: int) -> bool:
    """Whether a line is a definition: the line above ends one, or leads in to the first."""
    above, line = lines[at - 1], lines[at]
    quotes = line.bare.startswith(_QUOTATION)
    # In hard-wrapped text a clause may end where the line does.
    below = ended[at - 1] or (above.bare.endswith(":") and (ended[at] or quotes))
    return below and (quotes or not line.wrapped)


def _items(lines: Sequence[_Line]) -> set[int]:
    """Lines that begin with a number, a letter or a dash, and open an item.

    In hard-wrapped text a sentence may go on with one: where the line before has no mark at its end and no room for it,
    and nothing else of the paragraph is counted on.
    """
    marks = {at: mark[1] for at, line in enumerate(lines) if (mark := _NUMBERED_LINE.match(line.text))}
    counted = Counter(_shape(mark) for mark in marks.values())
    return {
        at
        for at, mark in marks.items()
        if not lines[at].wrapped or _MARK_AT_END.search(lines[at - 1].bare) or _is_listed(mark, counted)
    }


def _shape(mark: str) -> str:
    """What the marks of a list have in common, but for their numbers."""
    return mark if _LAST_NUMBER.search(mark) else re.sub(r"\w+", "a", mark)


def _is_listed(mark: str, counted: Counter[str]) -> bool:
    """Whether a mark is the first of a list, or comes before or after another of the paragraph."""
    number = _LAST_NUMBER.search(mark)
    if number is None:
        return counted[_shape(mark)] > 1
    beside = (mark[: number.start()] + str(int(number[0]) + step) + mark[number.end() :] for step in (-1, 1))
    return int(number[0]) == 1 or any(counted[other] for other in beside)
