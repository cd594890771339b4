"""Which year had more: "higher in 2022 than in 2021" of what fell from £41,200 in 2021 to £37,900 in 2022.

Told only where the evidence has one figure for each of the two years, or says which way it went between them, and where
those figures are no changes themselves ("grew by 12 % in 2021"). And whose year's a figure is: "48 percent in 2016, 61
in 2020", of which a claim has 61 in 2016. English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.patterns import right_before
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.verdict.denying import denials
from rag.verdict.function_words import stems
from rag.verdict.opposites import EXCLUSIVE
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_UP, _DOWN = EXCLUSIVE[0]
_MORE = frozenset("higher more greater larger bigger".split())
_LESS = frozenset("lower less fewer smaller".split())
_YEAR = r"(?:1[5-9]|20)\d\d"
_THAN = re.compile(
    rf"\b(?P<word>{'|'.join((*_MORE, *_LESS))})\b[^.;]*?\bin (?P<one>{_YEAR}),? than "
    rf"(?:[a-z]+ ){{0,4}}?(?P<two>{_YEAR})\b",
    re.I,
)
_SPAN = re.compile(rf"\b(?:from|between) (?P<one>{_YEAR}) (?:to|and|until) (?P<two>{_YEAR})\b", re.I)
# "37,900 in 2022", "37,900 visitors in 2022"
_IN = re.compile(rf"(?: [a-z]+){{0,2}} in (?P<year>{_YEAR})\b", re.I)
_BEFORE = re.compile(r"(\w+)(?: (?:of|about|around|nearly|almost|some|only|just))?\W*$")
# Of what was lost, or how fast it changed, more is something else than more of what there was.
_OF_ANOTHER_KIND = stems("lost loss losses deficit debt debts growth pace inflation change changes")
_ENDS = re.compile(r"[.!?;]\s")
# How fast a thing goes up is no matter of which year had more.
_PACE = frozenset("faster slower quicker slowly quickly rapidly sharply again".split())
# Each part of a sentence must have one figure, so that it is plain of which year that is.
_PARTED = re.compile(
    r"[,;:!?]\s|\.\s|\s(?:and|but|while|whereas|against|compared (?:with|to)|up from|down from)\s|\sto\s(?=[$€£]?\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Years:
    """What a claim says of two years, as (start, end), what the evidence says of them, and whether that is the same."""

    span: tuple[int, int]
    theirs: str
    agree: bool


def years_compared(claim: Reading, evidence: Reading) -> Years | None:
    """The claim's comparison of two years beside the evidence's; None where one of them has none."""
    if denials(claim) or not _PACE.isdisjoint(claim.low):
        return None
    if (_OF_ANOTHER_KIND & claim.stems) != (_OF_ANOTHER_KIND & evidence.stems):
        return None
    mine = _compared(claim)
    theirs = _stated(evidence, mine.one, mine.two) if mine else None
    return Years(mine.span, theirs[0], theirs[1] is mine.more) if mine and theirs else None


def other_year_had_more(pair: Pair) -> Instead | None:
    """What the evidence says of two years and the claim the other way round."""
    claim = pair.claim
    found = years_compared(claim, pair.evidence)
    return (found.theirs, claim.text[slice(*found.span)]) if found and not found.agree else None


@dataclass(frozen=True, slots=True)
class _Said:
    """A comparison of two years: its place, the years, and whether the first is said to have had more."""

    span: tuple[int, int]
    one: int
    two: int
    more: bool


def _compared(claim: Reading) -> _Said | None:
    than = _THAN.search(claim.text)
    if than:
        return _Said(than.span(), int(than["one"]), int(than["two"]), than["word"].casefold() in _MORE)
    return _went(claim)


def _went(text: Reading) -> _Said | None:
    """As in "rose from 2016 to 2020", which had more; None where it went both ways."""
    ways = [token for token in text.tokens if token.stem in _UP | _DOWN and token.low not in _MORE | _LESS]
    spans = list(_SPAN.finditer(text.text))
    if len(ways) != 1 or len(spans) != 1 or int(spans[0]["one"]) >= int(spans[0]["two"]):
        return None
    places = sorted((ways[0].start, ways[0].end, *spans[0].span()))
    return _Said((places[0], places[-1]), int(spans[0]["one"]), int(spans[0]["two"]), ways[0].stem in _DOWN)


def _stated(evidence: Reading, one: int, two: int) -> tuple[str, bool] | None:
    """What the evidence says of two years, and whether the first had more."""
    told = list(_told(evidence))
    first, second = ([found for found, year in told if year == wanted] for wanted in (one, two))
    if len(first) == len(second) == 1 and _are_of_one(evidence, first[0], second[0]):
        # A figure without a year may be of one of them, and of another thing.
        alone = any(found.unit == first[0].unit for found, year in told if not year)
        words = f"{first[0].text} in {one}, {second[0].text} in {two}"
        return None if alone else (words, first[0].value > second[0].value)
    # What another sentence says may be of another thing.
    several = any(year for _, year in told) or _ENDS.search(evidence.text) or "than" in evidence.stems
    went = None if several else _went(evidence)
    if went is None or {went.one, went.two} != {one, two}:
        return None
    return evidence.text[slice(*went.span)], went.more is (went.one == one)


def _are_of_one(text: Reading, one: Quantity, two: Quantity) -> bool:
    """Whether two figures are told of one thing, as far as that they stand in one sentence tells."""
    between = text.text[min(one.end, two.end) : max(one.start, two.start)]
    return one.unit == two.unit and one.value != two.value and not _ENDS.search(between)


def _told(text: Reading) -> Iterator[tuple[Quantity, int]]:
    """The figures that are neither years nor changes, each with the year that it is told of; 0 for none."""
    stems = {token.low: token.stem for token in text.tokens}
    for found in quantities(text.text):
        before = right_before(_BEFORE, text.text, found.start)
        word = before[1].casefold() if before else ""
        # "By 12 %", "grew 12 %", "a rise of 12 %" say how much it changed.
        change = word == "by" or stems.get(word, word) in _UP | _DOWN
        if not (found.date or is_year(found) or found.rank or found.loose or change):
            year = _IN.match(text.text, found.end)
            yield found, int(year["year"]) if year else 0


def other_year(pair: Pair) -> Instead | None:
    """A figure that the claim gives another year than the evidence, which has another figure for that: both as told."""
    dated = list(_dated(pair.claim.text))
    theirs = list(_dated(pair.evidence.text)) if dated else []
    years = {year for _, year in theirs}
    for figure, year in dated:
        alike = [(other, its_year) for other, its_year in theirs if same(other, figure)]
        if year in years and alike and all(its_year != year for _, its_year in alike):
            other, its_year = alike[0]
            return f"{other.text} in {its_year}", f"{figure.text} in {year}"
    return None


def _dated(text: str) -> Iterator[tuple[Quantity, str]]:
    """The only figure of each part that has a year, with that."""
    start = 0
    for end, following in [*(mark.span() for mark in _PARTED.finditer(text)), (len(text),) * 2]:
        own = quantities(text[start:end])
        years = [found for found in own if is_year(found)]
        figures = [found for found in own if not (is_year(found) or found.date or found.rank)]
        if len(figures) == len(years) == 1:
            yield figures[0], years[0].text
        start = following
