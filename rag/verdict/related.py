"""What the figures of a claim belong to: from the one to the other, whose they are, and which in an order.

English; what is said of other languages' figures, `rag.verdict.figures` says.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from index.text.patterns import right_before
from index.text.terms import stem
from rag.quantities.equality import comparable
from rag.quantities.quantity import Quantity, is_year
from rag.verdict.opposites import EXCLUDED
from rag.verdict.pair import Instead, Pair, other_figure
from rag.verdict.reading import Reading, Token

_LISTED = re.compile(r"\s*(?:,|,? and|,? or|,? as well as)(?: again)?(?: (?:at|in|on))? ")
_TO = re.compile(r"(?:\s+\w+){0,2}\s+to\s+(?:[$€£]|\w+\s+){0,1}", re.I)
_FROM = re.compile(r"(?:\s+\w+){0,2},?\s+(?:up |down )?from\s+(?:[$€£]|\w+\s+){0,1}", re.I)
_BEFORE = re.compile(r"\b(?:from|by|of)\s+(?:[$€£]|a )?$", re.I)
_REACHED = re.compile(r"\bto\s+(?:[$€£]|an? )?$", re.I)
_EXACT = re.compile(r"\b(?:exactly|precisely)\s+(?:[$€£])?$", re.I)
_MORE_OR_LESS = re.compile(
    r"\b(more than|greater than|fewer than|less than|over|under|above|below|exceed\w*)\s+(?:an?\s+|the\s+)?$", re.I
)
_ASIDE = re.compile(r"\([^()]*\)")
# Telling words so far from a figure, on either side of it, are said of it.
_BESIDE = 2
# No more figures begin before one and end behind it.
_WITHIN = 8
_start = attrgetter("start")
# A word of the claim is told in the evidence from the first strength of alignment on, and for sure from the second.
_TOLD, _SURE = 0.4, 0.9
_LITERAL, _REPEATED = 0.65, 0.95
_LOST = stem("lost")
# What stands beyond one of these is said of something else: "£300 for members and £450 for others".
_JOINS = frozenset("and but while whereas".split())
_COUNTED = frozenset("first second third fourth fifth sixth".split())
_LAST = frozenset("last final".split())


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A figure of one thing told of another, as a reason for the reader, and whether that is sure."""

    reason: str
    sure: bool


def wrong_place(pair: Pair) -> Instead | None:
    """Another place in an order: "the last Saturday" for "the second Saturday"."""
    claim, evidence = pair.claim, pair.evidence
    for one, two in ((_COUNTED, _LAST), (_LAST, _COUNTED)):
        for token, noun in pairwise(claim.tokens):
            if token.low in one and noun.content:
                beside = [before.low for before, other in pairwise(evidence.tokens) if other.stem == noun.stem]
                if beside and two.issuperset(beside):
                    return f"{beside[0]} {noun.text}", f"{token.text} {noun.text}"
    return None


def inexact(pair: Pair) -> str:
    """A claim's "exactly 12" where the evidence has "up to 12", as a reason; empty for none."""
    for figure in pair.figures:
        exactly = right_before(_EXACT, pair.claim.text, figure.start)
        equal = pair.equal(figure) if exactly else ()
        if exactly and equal and all(other.bound or other.about for other in equal):
            return f"“{exactly[0].strip()}” is not in the source"
    return ""


def passed_bound(pair: Pair) -> Instead | None:
    """A claim's "more than 1,204" where the evidence has just that number."""
    for figure in pair.figures:
        word = right_before(_MORE_OR_LESS, pair.claim.text, figure.start)
        # "Under the 1494 treaty"
        if not word or figure.date or is_year(figure) or not _is_counted_out(figure):
            continue
        equal = pair.equal(figure)
        if equal and all(other.value == figure.value and _is_bare(pair.evidence.text, other) for other in equal):
            return equal[0].text, f"{word[1].lower()} {figure.text}"
    return None


def _is_bare(text: str, quantity: Quantity) -> bool:
    return not (quantity.bound or quantity.about or right_before(_MORE_OR_LESS, text, quantity.start))


def _is_counted_out(quantity: Quantity) -> bool:
    """Whether a number is no round one: who counts 1,204 ships says neither more nor less."""
    digits = "".join(character for character in quantity.text if character.isdigit()).rstrip("0")
    return len(digits) > 2


def turned_course(pair: Pair) -> str:
    """A course that is turned, "from 20 to 10" for "from 10 to 20", as a reason; empty for none."""
    # Lost by four votes to five is defeated by five to four.
    if (_LOST in pair.claim.stems) != (_LOST in pair.evidence.stems):
        return ""
    known = [(one.value, two.value) for one, two in _courses(pair.evidence.text, pair.stated)]
    for one, two in _courses(pair.claim.text, pair.figures):
        course = (one.value, two.value)
        if course[0] != course[1] and course[::-1] in known and course not in known:
            return f"{two.text} comes first in the source, {one.text} in the answer"
    return ""


def _courses(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Two figures each, the one that something went from and the one that it came to; or the parts of a result."""
    for one, two in pairwise(found):
        if one.date or two.date:
            continue
        if _TO.fullmatch(text, one.end, two.start) and right_before(_BEFORE, text, one.start):
            yield one, two
        elif _FROM.fullmatch(text, one.end, two.start) and right_before(_REACHED, text, one.start):
            yield two, one


def exchanged_figure(pair: Pair) -> Exchanged | None:
    """A figure that the evidence has with something else; None where there is none."""
    of_the_next = _of_the_next(pair)
    reason = of_the_next or _of_another(pair) or _turned_beside(pair)
    # In other words than the evidence's, what stands beside a figure may be another thing.
    return Exchanged(reason, bool(of_the_next) or pair.literal >= _REPEATED) if reason else None


def _of_the_next(pair: Pair) -> str:
    """A figure of the one verb with the other: "automated in 1959" for "electrified in 1959 and automated in 1987"."""
    claim, evidence = pair.claim, pair.evidence
    for figure in pair.figures:
        word = _right_before(claim, figure)
        equal = pair.equal(figure)
        if word is None or not equal or pair.alignment.strengths[word] < _SURE:
            continue
        place = pair.alignment.places[word]
        # Beyond a joining word, and behind the figure that it is told with.
        joined = evidence.word(place - 1) in _JOINS
        beyond = all(one.start < evidence.tokens[place].start for one in equal)
        if not (joined and beyond) or any(place in _beside(evidence, other, pair.stated) for other in equal):
            continue
        for other in pair.stated:
            if comparable(figure, other) and _right_before(evidence, other) == place and not pair.is_told(other):
                return other_figure(other.text, figure.text)
    return ""


def _right_before(text: Reading, figure: Quantity) -> int | None:
    """The place of the telling word right before a figure, small words between; None for none, or another figure."""
    for at in range(text.place(figure.start) - 1, -1, -1):
        if text.tokens[at].tells:
            return at if text.tokens[at].content else None
    return None


def _of_another(pair: Pair) -> str:
    """A figure beside which the evidence has nothing of the claim, where another figure has what the claim names."""
    claim, evidence, alignment, stated = pair.claim, pair.evidence, pair.alignment, pair.stated
    told = alignment.reached(_TOLD)
    for figure in pair.figures:
        # What has no unit counts all sorts of things; but a year is a year.
        if figure.date or not (figure.unit or is_year(figure)):
            continue
        equal = pair.equal(figure)
        beside = [_beside(evidence, other, stated) for other in equal]
        # Where nothing stands beside one of them, it may be anything's.
        if not equal or not all(beside) or any(places & told for places in beside):
            continue
        near = (at for at in _beside(claim, figure, pair.figures) if alignment.strengths[at] >= _TOLD)
        # "Fiscal" may stand with either year.
        meant = {alignment.places[at] for at in near if _is_once(evidence, alignment.places[at])}
        # "Missed it by 0.06 seconds": in both it is how far, and only what also is may be in its place.
        by = _follows_by(claim, figure) and any(_follows_by(evidence, other) for other in equal)
        for other in stated:
            alike = comparable(figure, other) and (figure.unit or is_year(other)) and other not in equal
            # "Sails at 9:15 and at 16:40": it does at both.
            listed = any(_listed(evidence.text, *sorted((one, other), key=_start)) for one in equal)
            free = alike and not listed and (not by or _follows_by(evidence, other)) and not pair.is_told(other)
            if free and _beside(evidence, other, stated) & meant:
                return other_figure(other.text, figure.text)
    return ""


def _listed(text: str, one: Quantity, two: Quantity) -> bool:
    return _LISTED.fullmatch(text, one.end, two.start) is not None


def _follows_by(text: Reading, figure: Quantity) -> bool:
    return text.text[: figure.start].rstrip().endswith(" by")


def _turned_beside(pair: Pair) -> str:
    """A figure with the opposite of what the evidence says right beside it: "fell by 8 %", where others rose."""
    claim, evidence = pair.claim, pair.evidence
    # In other words, or with a "not" or an "until", the opposite may say the same.
    if pair.literal < _LITERAL or not pair.denies_alike or "until" in evidence.stems:
        return ""
    # "Three days later than the others": see `polarity.turned_comparison`; of "lower in 2016 than in 2020", `years`.
    if "than" in claim.low and ("than" in evidence.low or "lower" in claim.stems):
        return ""
    for figure in pair.figures:
        equal = [] if figure.rank else pair.equal(figure)
        beside = [[evidence.tokens[at] for at in _beside(evidence, other, pair.stated)] for other in equal]
        if not beside or not all(beside):
            continue
        near = [claim.tokens[at] for at in _beside(claim, figure, pair.figures)]
        for word in near:
            turned = _turned(word, near, beside)
            if turned:
                return other_figure(f"{turned.text} {equal[0].text}", f"{word.text} {figure.text}")
    return ""


def _turned(word: Token, near: Sequence[Token], beside: Sequence[Sequence[Token]]) -> Token | None:
    """The opposite of a word that stands beside all of some figures, where it does not stand beside the claim's too."""
    for one, two in EXCLUDED.get(word.stem, ()):
        turned = [[token for token in tokens if token.stem in two] for tokens in beside]
        agree = any(token.stem in one for tokens in beside for token in tokens)
        if all(turned) and not agree and not any(token.stem in two for token in near):
            return turned[0][0]
    return None


def _is_once(text: Reading, at: int) -> bool:
    """Whether a word is there once."""
    return sum(token.stem == text.tokens[at].stem for token in text.tokens) == 1


def _beside(text: Reading, figure: Quantity, figures: Sequence[Quantity]) -> set[int]:
    """The places of the telling words right before and after a figure, up to the next one."""
    # "315 m (1,033 ft) span"
    asides = _asides(text.text)
    own = _around(asides, figure.start)
    found: set[int] = set()
    for places in (range(text.place(figure.start) - 1, -1, -1), range(text.place(figure.end), len(text.tokens))):
        taken = 0
        for at in places:
            token = text.tokens[at]
            if _around(asides, token.start) not in (None, own):
                continue
            if _is_inside(token, figures) or taken == _BESIDE or token.low in _JOINS:
                break
            if token.content:
                found.add(at)
                taken += 1
    return found


@lru_cache(maxsize=64)
def _asides(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _ASIDE.finditer(text))


def _around(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The one of some spans that a place lies within, its edges aside."""
    before = bisect_left(spans, (at, 0)) - 1
    return spans[before] if before >= 0 and spans[before][0] < at < spans[before][1] else None


def _is_inside(token: Token, figures: Sequence[Quantity]) -> bool:
    """Whether a word is a part of one of some figures, which stand in their order and may lie within each other."""
    end = bisect_right(figures, token.start, key=_start)
    return any(other.start <= token.start < other.end for other in figures[max(0, end - _WITHIN) : end])
