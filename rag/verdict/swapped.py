"""Whether two words of a claim stand where the other one stands in the evidence: "Poland sold tanks to Germany".

Judged by their neighbours: where exchanging the two would make the claim agree with the evidence, and as it stands it
does not, they have changed places. A passive ("was beaten by") has neighbours of its own and raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.quantities.units import NUMBER_WORDS
from rag.verdict.function_words import ARTICLES
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading

_JOINING = frozenset("and or with nor both between as like than".split())
# In a freer wording everything has other neighbours.
_LITERAL = 0.85
_EDGE = frozenset(["^"])
# How many neighbours must speak for the exchange; names change places more often than other words.
_NAMES, _WORDS = 2.0, 3.0
# Beginning or end of the sentence says less than a word.
_EDGE_WEIGHT = 0.5
# "They were granted visas", "visas were granted to them"
_DEALT = re.compile(r"\b(?:granted|given|awarded|offered|paid|sent|denied|promised|shown|lent|issued|allotted)\b", re.I)
_DEALT_TO = re.compile(_DEALT.pattern + r" to\b", re.I)

Unit = frozenset[str]
# Members of one list stand no farther apart, in units.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class _Units:
    """A text without articles, a run of capitalised words being one unit; `names` says which are such runs."""

    stems: tuple[Unit, ...]
    shown: tuple[str, ...]
    names: tuple[bool, ...]
    content: tuple[bool, ...]
    joins: tuple[bool, ...]


def swapped(pair: Pair) -> tuple[str, str] | None:
    """The two words of the claim that have changed places, or None."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _LITERAL:
        return None
    mine, theirs = _units(claim), _units(evidence)
    follows = _neighbours(theirs)
    shared = [at for at in range(len(mine.stems)) if _may_swap(mine, at) and _places(mine.stems[at], theirs)]
    for a, b in _pairs(shared, mine, theirs):
        # What both are called ("coach") tells neither from the other.
        own, other = mine.stems[a] - mine.stems[b], mine.stems[b] - mine.stems[a]
        straight = _agreement(mine, a, own, follows) + _agreement(mine, b, other, follows)
        one, two = _agreement(mine, a, other, follows), _agreement(mine, b, own, follows)
        # "Lerwick-bound ferries"
        if f"{mine.shown[a]}-" in claim.text or f"{mine.shown[b]}-" in claim.text:
            continue
        if _DEALT.search(claim.text) and bool(_DEALT_TO.search(claim.text)) != bool(_DEALT_TO.search(evidence.text)):
            continue
        needed = _NAMES if mine.names[a] and mine.names[b] else _WORDS
        if one and two and one + two - straight >= needed:
            return mine.shown[a], mine.shown[b]
    return None


def _may_swap(text: _Units, at: int) -> bool:
    """Whether a unit may be somebody or something: an adverb or a number stands anywhere."""
    word = text.shown[at].casefold()
    return text.content[at] and not word.endswith("ly") and word not in NUMBER_WORDS


def _units(text: Reading) -> _Units:
    runs: list[list[int]] = []
    for at, token in enumerate(text.tokens):
        if token.low in ARTICLES:
            continue
        goes_on = runs and runs[-1][-1] == at - 1 and text.clauses[at] == text.clauses[at - 1]
        if goes_on and token.name and _large(text, runs[-1]):
            runs[-1].append(at)
        else:
            runs.append([at])
    stems = tuple(frozenset(text.tokens[at].stem for at in run) for run in runs)
    shown = tuple(" ".join(text.tokens[at].text for at in run) for run in runs)
    content = tuple(any(text.tokens[at].content for at in run) for run in runs)
    joins = tuple(text.tokens[run[0]].low in _JOINING for run in runs)
    return _Units(stems, shown, tuple(_large(text, run) for run in runs), content, joins)


def _large(text: Reading, run: Sequence[int]) -> bool:
    return all(text.tokens[at].text[0].isupper() and text.tokens[at].content for at in run)


def _neighbours(units: _Units) -> set[tuple[str, str]]:
    """Every word with each word of the unit after it; "^" stands for both ends of the text."""
    chain = [_EDGE, *units.stems, _EDGE]
    return {(x, y) for one, two in pairwise(chain) for x in one for y in two}


def _places(unit: Unit, text: _Units) -> list[int]:
    same = [at for at, other in enumerate(text.stems) if unit == other]
    return same or [at for at, other in enumerate(text.stems) if unit <= other or other <= unit]


def _pairs(shared: Sequence[int], mine: _Units, theirs: _Units) -> Iterator[tuple[int, int]]:
    places = {mine.stems[at]: frozenset(_places(mine.stems[at], theirs)) for at in shared}
    apart: dict[tuple[Unit, Unit], bool] = {}
    for i, a in enumerate(shared):
        for b in shared[i + 1 :]:
            one, two = mine.stems[a], mine.stems[b]
            if one <= two or two <= one or _joined(mine, a, b):
                continue
            if (one, two) not in apart:
                near = ((x, y) for x in places[one] for y in range(x - _NEAR, x + _NEAR + 1) if y in places[two])
                apart[one, two] = not any(_joined(theirs, min(x, y), max(x, y)) for x, y in near)
            if apart[one, two]:
                yield a, b


def _joined(text: _Units, a: int, b: int) -> bool:
    """Whether two units stand side by side or are members of one list."""
    between = text.joins[a + 1 : b]
    return not between or (len(between) < _NEAR and any(between))


def _agreement(text: _Units, at: int, unit: Unit, follows: set[tuple[str, str]]) -> float:
    """How many neighbours of a place the evidence has beside a unit too."""
    before = text.stems[at - 1] if at else _EDGE
    after = text.stems[at + 1] if at + 1 < len(text.stems) else _EDGE
    left = any((x, y) in follows for x in before for y in unit) * (_EDGE_WEIGHT if before is _EDGE else 1.0)
    right = any((x, y) in follows for x in unit for y in after) * (_EDGE_WEIGHT if after is _EDGE else 1.0)
    return left + right
