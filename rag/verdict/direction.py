"""What comes first, and what of what: causes before effects, the earlier before the later, in claim and evidence.

A connective ("because", "after", "led to", "and then") parts a sentence into what goes before and what follows from it.
Where the claim has on one side what the evidence has on the other, the order is turned. English; no findings elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.quantities.implied import singles
from rag.quantities.quantities import quantities
from rag.verdict.denying import NEGATORS
from rag.verdict.function_words import ARTICLES, BE, POSSESSIVES
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading

# What follows the word comes first in time, or is the reason.
_FROM_AFTER = frozenset("because after since following owing due thanks given".split())
# What stands before the word comes first.
_FROM_BEFORE = frozenset(
    """
    before until then afterwards later led leads caused causes forced therefore thus hence preceded prompted prompts
    """.split()
)
# These tell of reasons alone, and of time alone.
_REASONS = frozenset("because owing due thanks given led leads caused causes forced therefore thus hence".split())
_TIMES = frozenset("before until then afterwards later preceded".split())
_ADJECTIVES, _BEFORE_ADJECTIVES = frozenset(("following", "given")), ARTICLES | POSSESSIVES | {"any"}
_SURE = 0.85
# A date so many characters after a connective is what it speaks of.
_NEAR = 16
# In a freer wording, words stand on either side for other reasons.
_LITERAL = 0.55


@dataclass(frozen=True, slots=True)
class Order:
    """The places of the words on the two sides of a connective: `first` happens, or is the reason."""

    word: str
    first: frozenset[int]
    second: frozenset[int]


def turned_order(pair: Pair) -> tuple[str, str] | None:
    """Words of the claim's two sides whose order is the other way round in the evidence: (first, second)."""
    if pair.literal < _LITERAL:
        return None
    theirs = list(_orders(pair.evidence))
    turned: Order | None = None
    for mine in _orders(pair.claim):
        for other in theirs:
            if {mine.word, other.word} & _REASONS and {mine.word, other.word} & _TIMES:
                continue
            first, second = _sides(pair, mine.first, other), _sides(pair, mine.second, other)
            if (_mostly(first, 1) and _mostly(second, -1)) or _is_crossed(pair, mine, other):
                turned = turned or mine
            # Of several connectives one may part the sentence elsewhere; one that agrees is enough.
            elif _mostly(first, -1) and _mostly(second, 1):
                return None
    if turned is None:
        return None
    one, two = (min(at for at in side if _is_told(pair, at)) for side in (turned.first, turned.second))
    return pair.claim.tokens[one].text, pair.claim.tokens[two].text


def _is_crossed(pair: Pair, mine: Order, theirs: Order) -> bool:
    """Whether both ends are exchanged, whatever is told beside them: "open it and wait before you switch it off"."""
    if mine.word != theirs.word or mine.word not in ("before", "after"):
        return False
    back = pair.alignment.back
    second = {pair.alignment.places[at] for at in mine.second if _is_told(pair, at) and not pair.in_figure(at)}
    ends = {back[at] for at in theirs.second if at in back and not pair.in_figure(back[at])}
    kept = 2 * len(ends) > sum(not pair.in_stated(at) for at in theirs.second)
    return bool(second and ends) and second <= theirs.first and kept and ends <= mine.first


def _is_told(pair: Pair, at: int) -> bool:
    """Whether a word of the claim says something that the evidence says too."""
    return pair.claim.tokens[at].content and pair.alignment.strengths[at] >= _SURE


def _sides(pair: Pair, places: frozenset[int], other: Order) -> list[int]:
    """For each word that both have: -1 where it stands on the evidence's first side, 1 on its second."""
    theirs = [pair.alignment.places[at] for at in places if _is_told(pair, at)]
    return [1 if place in other.second else -1 for place in theirs if place in other.first | other.second]


def _mostly(sides: list[int], side: int) -> bool:
    right = sides.count(side)
    return right > 0 and right >= 2 * (len(sides) - right)


def _orders(text: Reading) -> Iterator[Order]:
    measures = [found for found in (*quantities(text.text), *singles(text.text)) if found.unit]
    times = [found for found in quantities(text.text) if found.date or found.text.isdigit()]
    for at, token in enumerate(text.tokens):
        if token.low not in _FROM_AFTER and token.low not in _FROM_BEFORE:
            continue
        # "The following day", "its given name"
        if token.low in _ADJECTIVES and text.word(at - 1) in _BEFORE_ADJECTIVES:
            continue
        # "After 50 cycles" says how long, not what came first; "is due to reopen" gives no reason.
        following = text.word(at + 1)
        measured = any(token.end < found.start <= token.end + 2 for found in measures)
        if measured or following[:1].isdigit() or (token.low == "due" and text.word(at - 1) in BE):
            continue
        # "Closed until at least 12 March", "a year later than planned": no two things follow each other.
        dated = any(token.end < found.start <= token.end + _NEAR for found in times)
        if dated or following == "than":
            continue
        # "Until it is full or until the time is up": neither parts the whole.
        if text.low.count(token.low) > 1:
            continue
        # What does not happen before another thing happens after it, or not at all.
        if token.low in ("until", "before") and _denies(text, at):
            continue
        before, after = _parts(text, at)
        if not before or not after:
            continue
        # "After which" it goes on.
        if (token.low in _FROM_AFTER and following != "which") or following == "by":
            yield Order(token.low, after, before)
        else:
            yield Order(token.low, before, after)


def _denies(text: Reading, at: int) -> bool:
    """Whether what stands before a word is denied: "is not changed until it is cool", "no walls before 1300"."""
    return not NEGATORS.isdisjoint(text.low[text.clause(at).start : at])


def _parts(text: Reading, at: int) -> tuple[frozenset[int], frozenset[int]]:
    """The words before and after a connective within its sentence; where it opens one, its clause and the rest."""
    sentence = text.sentence(at)
    telling = frozenset(i for i in sentence if text.tokens[i].content)
    before, after = (frozenset(i for i in telling if i < at), frozenset(i for i in telling if i > at))
    clause = frozenset(text.clause(at))
    if not before:
        return after - clause, after & clause
    # "After take-off, and they returned", "dry, as heat causes": no further than the clause.
    if text.low[at] in _FROM_AFTER:
        return before, after & clause
    return before & clause or before, after
