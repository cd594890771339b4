"""How often something is, and how much of it goes into a time: "15 litres a minute" for "15 litres an hour".

English; what is said of other languages' figures, `rag.verdict.figures` says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.quantities.rhythm import ADVERBS, Rhythm, rhythms
from rag.quantities.units import UNITS
from rag.verdict.derived import derived, is_anew
from rag.verdict.figures import follows
from rag.verdict.pair import Pair, other_figure
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
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-4])(?:[:.][0-5]\d(?: ?[ap]\.?m\b)?| ?[ap]\.?m\b)", re.I)
_SEVERAL = 2
_SLASH = re.compile(r"/(s|sec|min|h|hr|d)\b")
_SHORT = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day"}
_PERIODS = ADVERBS | {"annum": "year", "everyday": "day"}


def other_rate(pair: Pair) -> str:
    """A claim's "a day" where the evidence has "a year", or nothing of the kind, as a reason; empty for none."""
    claim, evidence, stated = pair.claim, pair.evidence, pair.stated
    rates = _rates(claim) if stated else {}
    if not rates:
        return ""
    mine, theirs = list(rhythms(claim.text)), list(rhythms(evidence.text))
    counts = [found.value for found in pair.figures if not found.unit]
    # As often, or "every fifteen minutes": four an hour.
    if any(_comes_to(count, one, two) for count in (1.0, *counts) for one in mine for two in theirs):
        return ""
    known = _rates(evidence)
    named = {_PERIODS.get(word, word) for word in evidence.low}
    anew = is_anew(claim, evidence)
    for rate, (words, measure) in rates.items():
        if anew and (derived(measure, stated, claim, evidence) or follows(measure, evidence.text, stated)):
            continue
        # "In 24 hours": in a day.
        one_of_it = Quantity(words, 0, 0, 1.0, UNITS[rate])
        if any(other.unit and same(one_of_it, other) for other in stated):
            continue
        if rate not in known and (known or rate not in named):
            return f"“{words}” is not in the source"
    return ""


def other_rhythm(pair: Pair) -> str:
    """So many times a day in the claim, and other times a day in the evidence, as a reason; empty for none."""
    mine, theirs = list(rhythms(pair.claim.text)), list(rhythms(pair.evidence.text))
    if _listed(pair, mine, theirs):
        return ""
    for one in mine:
        if theirs and not any(one.same(two) for two in theirs) and all(two.counted for two in (one, *theirs)):
            return other_figure(theirs[0].text, one.text)
    return ""


def _listed(pair: Pair, mine: Sequence[Rhythm], theirs: Sequence[Rhythm]) -> bool:
    """Whether a claim counts what the evidence lists: "twice a day" for "at 9:15 and at 16:40 every day"."""
    times = len({match[0] for match in _CLOCK.finditer(pair.evidence.text)})
    if len(theirs) != 1 or times < _SEVERAL:
        return False
    return all(_comes_to(times, theirs[0], one) or one.same(theirs[0]) for one in mine)


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
