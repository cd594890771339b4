"""What comes first, and what of what: causes before effects, the earlier before the later, in claim and evidence.

A connective ("because", "after", "led to", "and then") parts a sentence into what goes before and what follows from it.
Where the claim has on one side what the evidence has on the other, the order is turned. English; no findings elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rag.quantities.quantities import quantities
from rag.verdict.alignment import Alignment, literal
from rag.verdict.implied import singles
from rag.verdict.negation import NEGATORS
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
_ADJECTIVES, _DETERMINERS = frozenset(("following", "given")), frozenset("the a an its his her their any".split())
_BE = frozenset("is are was were be been being".split())
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


def turned_order(claim: Reading, cited: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """Words of the claim's two sides whose order is the other way round in the evidence: (first, second)."""
    if literal(claim, cited) < _LITERAL:
        return None
    theirs = list(_orders(cited))
    turned: Order | None = None
    for mine in _orders(claim):
        for other in theirs:
            if {mine.word, other.word} & _REASONS and {mine.word, other.word} & _TIMES:
                continue
            first, second = _sides(claim, mine.first, alignment, other), _sides(claim, mine.second, alignment, other)
            if _mostly(first, 1) and _mostly(second, -1):
                turned = turned or mine
            # Of several connectives one may part the sentence elsewhere; one that agrees is enough.
            elif _mostly(first, -1) and _mostly(second, 1):
                return None
    if turned is None:
        return None
    return _word(claim, turned.first, alignment), _word(claim, turned.second, alignment)


def _sides(claim: Reading, places: frozenset[int], alignment: Alignment, other: Order) -> list[int]:
    """For each word that both have: -1 where it stands on the evidence's first side, 1 on its second."""
    found = []
    for at in places:
        place = alignment.place(at)
        if claim.tokens[at].content and alignment.strengths[at] >= _SURE:
            found.append((place in other.second) - (place in other.first))
    return [side for side in found if side]


def _mostly(sides: list[int], side: int) -> bool:
    right = sides.count(side)
    return right > 0 and right >= 2 * (len(sides) - right)


def _word(claim: Reading, places: frozenset[int], alignment: Alignment) -> str:
    return next(
        claim.tokens[at].text for at in sorted(places) if claim.tokens[at].content and alignment.strengths[at] >= _SURE
    )


def _orders(text: Reading) -> Iterator[Order]:
    measures = [found for found in (*quantities(text.text), *singles(text.text)) if found.unit]
    times = [found for found in quantities(text.text) if found.date or found.text.isdigit()]
    for at, token in enumerate(text.tokens):
        if token.low not in _FROM_AFTER and token.low not in _FROM_BEFORE:
            continue
        # "The following day", "its given name"
        if token.low in _ADJECTIVES and at and text.tokens[at - 1].low in _DETERMINERS:
            continue
        # "After 50 cycles" says how long, not what came first; "is due to reopen" gives no reason.
        following = text.tokens[at + 1].low if at + 1 < len(text.tokens) else ""
        measured = any(token.end < found.start <= token.end + 2 for found in measures)
        if measured or following[:1].isdigit() or (token.low == "due" and at and text.tokens[at - 1].low in _BE):
            continue
        # "Closed until at least 12 March", "a year later than planned": no two things follow each other.
        dated = any(token.end < found.start <= token.end + _NEAR for found in times)
        if dated or following == "than":
            continue
        # "Until it is full or until the time is up": neither parts the whole.
        if sum(other.low == token.low for other in text.tokens) > 1:
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
    clause = (i for i in range(at) if text.clauses[i] == text.clauses[at])
    return any(text.tokens[i].low in NEGATORS for i in clause)


def _parts(text: Reading, at: int) -> tuple[frozenset[int], frozenset[int]]:
    """The words before and after a connective within its sentence; where it opens one, its clause and the rest."""
    begin, end = _sentence(text, at)
    before = [i for i in range(begin, at) if text.tokens[i].content]
    after = [i for i in range(at + 1, end) if text.tokens[i].content]
    # "After take-off, and they returned", "dry, as heat causes": no further than the clause.
    if before and text.tokens[at].low in _FROM_AFTER:
        after = [i for i in after if text.clauses[i] == text.clauses[at]]
    elif before:
        before = [i for i in before if text.clauses[i] == text.clauses[at]] or before
    if not before:
        own = [i for i in after if text.clauses[i] == text.clauses[at]]
        return frozenset(after[len(own) :]), frozenset(own)
    return frozenset(before), frozenset(after)


def _sentence(text: Reading, at: int) -> tuple[int, int]:
    begin = next((i for i in range(at, 0, -1) if text.tokens[i].opens), 0)
    return begin, next((i for i in range(at + 1, len(text.tokens)) if text.tokens[i].opens), len(text.tokens))
