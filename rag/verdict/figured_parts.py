"""Figures that belong to another part of a sentence: "48 percent in 2016, 61 in 2020", "adults pay 12, children 5".

The parts are told by marks and small words between them, and each must have one figure, so that it is plain whose that
is. English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.quantities.clock import CLOCK
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_BETWEEN = re.compile(
    r"[,;:!?]\s|\.\s|\s(?:and|but|while|whereas|against|compared (?:with|to)|up from|down from)\s|\sto\s(?=[$€£]?\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a text with one figure besides a year: that, its year, if there is one, and its first telling word."""

    figure: Quantity
    year: str
    opens: Token | None


def other_year(pair: Pair) -> Instead | None:
    """A figure that the claim gives another year than the evidence, which has another figure for that: both as told."""
    dated = [part for part in _parts(pair.claim) if part.year]
    theirs = [part for part in _parts(pair.evidence) if part.year] if dated else []
    for mine in dated:
        alike = [part for part in theirs if same(part.figure, mine.figure)]
        years = {part.year for part in theirs}
        if mine.year in years and alike and all(part.year != mine.year for part in alike):
            return f"{alike[0].figure.text} in {alike[0].year}", f"{mine.figure.text} in {mine.year}"
    return None


def other_owner(pair: Pair) -> Instead | None:
    """Of whom the evidence says a figure, and of whom the claim does, where that has another one there."""
    claim, evidence = pair.claim, pair.evidence
    found = list(_parts(claim))
    # In other words, another word may come first.
    if len(found) != 1 or any(token.content and token.stem not in evidence.stems for token in claim.tokens):
        return None
    [mine], theirs = found, list(_parts(evidence))
    alike = [part for part in theirs if same(part.figure, mine.figure)]
    if len(alike) != 1 or mine.opens is None:
        return None
    [own] = alike
    if own.opens is None or own.opens.stem in claim.stems:
        return None
    others = (part for part in theirs if part is not own and part.figure.unit == own.figure.unit)
    told = any(part.opens and part.opens.stem == mine.opens.stem for part in others)
    return (own.opens.text, mine.opens.text) if told else None


def _parts(text: Reading) -> Iterator[_Part]:
    """The parts that have one figure, in order."""
    start = 0
    ends = [*((mark.start(), mark.end()) for mark in _BETWEEN.finditer(text.text)), (len(text.text),) * 2]
    for end, following in ends:
        own = quantities(text.text[start:end])
        years = [found for found in own if is_year(found)]
        figures = [found for found in own if not is_year(found) and not found.date and not found.rank]
        if len(figures) == 1 and len(years) <= 1:
            figure = figures[0]
            at = range(start + figure.start, start + figure.end)
            listed = figure.unit == CLOCK and text.text[start : at.start].strip().lower() in ("at", "also at")
            words = (t for t in text.tokens if start <= t.start < end and t.content and t.start not in at)
            yield _Part(figure, years[0].text if years else "", None if listed else next(words, None))
        start = following
