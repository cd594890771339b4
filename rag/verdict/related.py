"""What the figures of a claim belong to: so much a day, from one to the other, whose they are, and which in an order.

English; what is said of other languages' figures, `rag.verdict.figures` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.text.terms import stem
from rag.quantities.equality import comparable, same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.rhythm import ADVERBS, Rhythm, rhythms
from rag.quantities.units import UNITS
from rag.verdict.alignment import Alignment, literal
from rag.verdict.derived import derived, is_anew
from rag.verdict.figures import follows
from rag.verdict.negation import denials
from rag.verdict.opposites import EXCLUDED
from rag.verdict.reading import Reading

_RATE = re.compile(
    r"(?:\b(?:an?|per|each|every)\s|/\s?)(?:working |calendar |business |full )?"
    r"(second(?! (?:time|attempt|try|chance|look|one))|minute|hour|day|night|week|month|year)\b"
    r"(?! (?:ago|later|old|earl))",
    re.I,
)
# "Half a year" is no rate.
_PARTED = re.compile(r"[,;.]|\b(?:half|(?:half|quarter|third) of) $", re.I)
# So far behind a measure ends what it is counted by.
_BEHIND = 30
_SLASH = re.compile(r"/(s|sec|min|h|hr|d)\b")
_SHORT = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day"}
_PERIODS = ADVERBS | {"annum": "year", "everyday": "day"}
_TO = re.compile(r"(?:\s+\w+){0,2}\s+to\s+(?:[$€£]|\w+\s+){0,1}", re.I)
_FROM = re.compile(r"(?:\s+\w+){0,2},?\s+(?:up |down )?from\s+(?:[$€£]|\w+\s+){0,1}", re.I)
_BEFORE = re.compile(r"\b(?:from|by|of)\s+(?:[$€£]|a )?$", re.I)
_REACHED = re.compile(r"\bto\s+(?:[$€£]|an? )?$", re.I)
_EXACT = re.compile(r"\b(?:exactly|precisely)\s+(?:[$€£])?$", re.I)
_ASIDE = re.compile(r"\([^()]*\)")
# Telling words so far from a figure, on either side of it, are said of it.
_BESIDE = 2
_SAME = 0.4
_LITERAL, _REPEATED = 0.65, 0.95
_SURE = 0.9
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


def wrong_place(claim: Reading, cited: Reading) -> tuple[str, str] | None:
    """Another place in an order: "the last Saturday" for "the second Saturday": (the evidence's, the claim's)."""
    for one, two in ((_COUNTED, _LAST), (_LAST, _COUNTED)):
        for at, token in enumerate(claim.tokens[:-1]):
            noun = claim.tokens[at + 1]
            if token.low in one and noun.content:
                beside = [cited.tokens[i].low for i, other in enumerate(cited.tokens[1:]) if other.stem == noun.stem]
                if beside and all(word in two for word in beside):
                    return f"{beside[0]} {noun.text}", f"{token.text} {noun.text}"
    return None


def _often(claim: Reading, cited: Reading) -> str:
    """So many times a day in the claim, and other times a day in the evidence."""
    mine, theirs = list(rhythms(claim.text)), list(rhythms(cited.text))
    for one in mine:
        if theirs and not any(one.same(two) for two in theirs) and all(two.counted for two in (one, *theirs)):
            return f"{theirs[0].text} in the source, {one.text} in the answer"
    return ""


def wrong_relation(claim: Reading, cited: Reading) -> str:
    """What is wrong with how figures are related, as a reason for the reader; empty where nothing is."""
    mine, theirs = quantities(claim.text), quantities(cited.text)
    if not mine or not theirs:
        return _often(claim, cited)
    return (
        _exact(claim, mine, theirs)
        or _rate(claim, cited)
        or _often(claim, cited)
        or _turned(claim, mine, cited, theirs)
    )


def exchanged_figure(claim: Reading, cited: Reading, alignment: Alignment) -> Exchanged | None:
    """A figure that the evidence has with something else; None where there is none."""
    mine, theirs = quantities(claim.text), quantities(cited.text)
    if not mine or not theirs:
        return None
    of_the_next = _of_the_next(claim, mine, cited, theirs, alignment)
    reason = (
        of_the_next or _of_another(claim, mine, cited, theirs, alignment) or _turned_beside(claim, mine, cited, theirs)
    )
    # In other words than the evidence's, what stands beside a figure may be another thing.
    return Exchanged(reason, bool(of_the_next) or literal(claim, cited) >= _REPEATED) if reason else None


def _exact(claim: Reading, mine: list[Quantity], theirs: list[Quantity]) -> str:
    """A claim's "exactly 12" where the evidence has "up to 12"."""
    for quantity in mine:
        equal = [other for other in theirs if same(quantity, other)]
        match = _EXACT.search(claim.text[: quantity.start])
        if match and equal and all(other.bound or other.about for other in equal):
            return f"“{match[0].strip()}” is not in the source"
    return ""


def _rate(claim: Reading, cited: Reading) -> str:
    """A claim's "a day" where the evidence has "a year", or nothing of the kind."""
    rates = _rates(claim)
    if not rates:
        return ""
    known = _rates(cited)
    named = {_PERIODS.get(token.low, token.low) for token in cited.tokens}
    often = list(rhythms(cited.text))
    counts = [found.value for found in quantities(claim.text) if not found.unit]
    theirs = quantities(cited.text)
    anew = is_anew(claim, cited)
    for rate, (words, measure) in rates.items():
        if anew and (derived(measure, theirs, claim, cited) or follows(measure, cited.text, theirs)):
            continue
        if any(one.same(two) for one in rhythms(claim.text) for two in often):
            continue
        # "In 24 hours": in a day.
        one_of_it = Quantity(words, 0, 0, 1.0, UNITS[rate])
        if any(other.unit and same(one_of_it, other) for other in theirs):
            continue
        # "Every fifteen minutes": four an hour.
        if any(_comes_to(count, one, two) for count in counts for one in rhythms(claim.text) for two in often):
            continue
        if rate not in known and (known or rate not in named):
            return f"“{words}” is not in the source"
    return ""


def _comes_to(count: float, mine: Rhythm, theirs: Rhythm) -> bool:
    """Whether so many at the claim's pace are as many as the evidence's."""
    return replace(mine, a_day=count * mine.a_day).same(theirs)


def _rates(text: Reading) -> dict[str, tuple[str, Quantity]]:
    """What is told by the second, hour, day and so on: the words for that, and how much it is."""
    spelled = _SLASH.sub(lambda match: f"/{_SHORT[match[1]]}", text.text)
    return {
        match[1].lower(): (match[0], measure)
        for measure in quantities(spelled)
        if measure.date is None
        for match in [_RATE.search(spelled, measure.end)]
        if match and match.end() <= measure.end + _BEHIND and not _PARTED.search(spelled[measure.end : match.start()])
    }


def _turned(claim: Reading, mine: list[Quantity], cited: Reading, theirs: list[Quantity]) -> str:
    """A course that is turned: "from 20 to 10" for "from 10 to 20"."""
    # Lost by four votes to five is defeated by five to four.
    if (_LOST in claim.stems) != (_LOST in cited.stems):
        return ""
    known = [(one.value, two.value) for one, two in _courses(cited.text, theirs)]
    for one, two in _courses(claim.text, mine):
        course = (one.value, two.value)
        if course[0] != course[1] and course[::-1] in known and course not in known:
            return f"{two.text} comes first in the source, {one.text} in the answer"
    return ""


def _courses(text: str, found: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Two figures each, the one that something went from and the one that it came to; or the parts of a result."""
    for one, two in zip(found, found[1:], strict=False):
        if one.date or two.date:
            continue
        between = text[one.end : two.start]
        if _TO.fullmatch(between) and _BEFORE.search(text[: one.start]):
            yield one, two
        elif _FROM.fullmatch(between) and _REACHED.search(text[: one.start]):
            yield two, one


def _of_another(
    claim: Reading, mine: list[Quantity], cited: Reading, theirs: list[Quantity], alignment: Alignment
) -> str:
    """A figure beside which the evidence has nothing of the claim, where another figure has what the claim names."""
    told = alignment.reached(_SAME)
    for quantity in mine:
        # What has no unit counts all sorts of things; but a year is a year.
        if quantity.date or not (quantity.unit or is_year(quantity)):
            continue
        near = _beside(claim, quantity, mine)
        met = [alignment.place(at) for at in near if alignment.strengths[at] >= _SAME]
        # "Fiscal" may stand with either year.
        meant = {place for place in met if _is_once(cited, place)}
        equal = [other for other in theirs if same(quantity, other)]
        if not equal or any(_beside(cited, other, theirs) & told for other in equal):
            continue
        # "Missed it by 0.06 seconds": in both it is how far, and only what also is may be in its place.
        by = _follows_by(claim, quantity) and any(_follows_by(cited, other) for other in equal)
        rivals = [
            other
            for other in theirs
            if other not in equal
            and comparable(quantity, other)
            and (quantity.unit or is_year(other))
            and (not by or _follows_by(cited, other))
            and not any(same(own, other) for own in mine)
            and _beside(cited, other, theirs) & meant
        ]
        if rivals and all(_beside(cited, other, theirs) for other in equal):
            return f"{rivals[0].text} in the source, {quantity.text} in the answer"
    return ""


def _follows_by(text: Reading, figure: Quantity) -> bool:
    return text.text[: figure.start].rstrip().endswith(" by")


def _of_the_next(
    claim: Reading, mine: list[Quantity], cited: Reading, theirs: list[Quantity], alignment: Alignment
) -> str:
    """A figure of the one verb with the other: "automated in 1959" for "electrified in 1959 and automated in 1987"."""
    for quantity in mine:
        equal = [other for other in theirs if same(quantity, other)]
        words = _right_beside(claim, quantity)
        meant = {alignment.place(at) for at in words if alignment.strengths[at] >= _SURE}
        if not meant or not equal or any(_beside(cited, other, theirs) & meant for other in equal):
            continue
        for other in theirs:
            free = comparable(quantity, other) and not any(same(own, other) for own in mine)
            for at in _right_beside(cited, other) & meant if free else ():
                if (
                    at
                    and cited.tokens[at - 1].low in _JOINS
                    and all(one.start < cited.tokens[at].start for one in equal)
                ):
                    return f"{other.text} in the source, {quantity.text} in the answer"
    return ""


def _right_beside(text: Reading, figure: Quantity) -> set[int]:
    """The place of the telling word right before a figure, small words between."""
    before = [at for at, token in enumerate(text.tokens) if token.start < figure.start]
    telling = next((at for at in reversed(before) if text.tokens[at].content or text.tokens[at].low[0].isdigit()), -1)
    return {telling} if telling >= 0 and text.tokens[telling].content else set()


def _turned_beside(claim: Reading, mine: list[Quantity], cited: Reading, theirs: list[Quantity]) -> str:
    """A figure with the opposite of what the evidence says right beside it: "fell by 8 %", where others rose."""
    # In other words, or with a "not" or an "until", the opposite may say the same.
    if literal(claim, cited) < _LITERAL or denials(claim) != denials(cited) or "until" in cited.stems:
        return ""
    # "Three days later than the others": see `polarity.turned_comparison`; of "lower in 2016 than in 2020", `years`.
    if _than(claim) and (_than(cited) or "lower" in claim.stems):
        return ""
    for quantity in mine:
        if quantity.rank:
            continue
        near = [claim.tokens[at] for at in _beside(claim, quantity, mine)]
        equal = [other for other in theirs if same(quantity, other)]
        beside = [[cited.tokens[at] for at in _beside(cited, other, theirs)] for other in equal]
        for word in near if equal and all(beside) else ():
            for one, two in EXCLUDED.get(word.stem, ()):
                turned = [[token for token in tokens if token.stem in two] for tokens in beside]
                agree = any(token.stem in one for tokens in beside for token in tokens)
                if all(turned) and not agree and not any(token.stem in two for token in near):
                    return (
                        f"{turned[0][0].text} {equal[0].text} in the source, {word.text} {quantity.text} in the answer"
                    )
    return ""


def _than(text: Reading) -> bool:
    return any(token.low == "than" for token in text.tokens)


def _is_once(text: Reading, at: int) -> bool:
    """Whether a word is there once."""
    return sum(token.stem == text.tokens[at].stem for token in text.tokens) == 1


def _beside(text: Reading, figure: Quantity, figures: list[Quantity]) -> set[int]:
    """The places of the telling words right before and after a figure, up to the next one."""
    inside = {at for at, t in enumerate(text.tokens) if any(f.start <= t.start < f.end for f in figures)}
    # "315 m (1,033 ft) span"
    aside = [match.span() for match in _ASIDE.finditer(text.text) if not match.start() < figure.start < match.end()]
    shown = [at for at, t in enumerate(text.tokens) if not any(start < t.start < end for start, end in aside)]
    before = [at for at in shown if text.tokens[at].start < figure.start]
    after = [at for at in shown if text.tokens[at].start >= figure.end]
    found: set[int] = set()
    for places in (reversed(before), after):
        taken = 0
        for at in places:
            if at in inside or taken == _BESIDE or text.tokens[at].low in _JOINS:
                break
            if text.tokens[at].content:
                found.add(at)
                taken += 1
    return found
