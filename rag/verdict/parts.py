"""Two parts of a sentence that have changed places around what has not: "rats prey on geckos" turned round.

Told by form: what the claim has before a verb or a preposition, the evidence has after it, word for word,
and the other way round. English; other languages give no findings here.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.verdict.function_words import LIGHT
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading, is_compound

# In a freer wording, what stands before a verb may as well stand behind it.
_LITERAL = 0.75
# Around one of these both orders say the same.
_EVEN = frozenset(
    "and or with nor between as like than is are was were be equals met meets marry married marries together "
    "opposite beside near".split()
)
_ARTICLES = frozenset("a an this that".split())
# From this strength of alignment on, two words are taken for each other; the longest stretches that are looked at.
_SAME, _LONGEST, _WINDOW = 0.5, 6, 40
RELATIVE = frozenset("that which whom".split())
_CHANGES = frozenset("rise fall increase decrease drop decline growth cut jump loss gain reduction".split())


def exchanged_parts(pair: Pair) -> tuple[str, str] | None:
    """The two parts that have changed places, as the claim has them, or None."""
    if pair.literal < _LITERAL:
        return None
    claim = pair.claim
    mine = [at for at, word in enumerate(claim.low) if word not in LIGHT][:_WINDOW]
    equal = _equal(pair, mine)

    def is_run(i: int, j: int, length: int) -> bool:
        return all((i + n, j + n) in equal for n in range(length))

    for i, j in sorted(equal):
        if (i - 1, j - 1) in equal:
            continue
        middle = 1
        while is_run(i, j, middle + 1):
            middle += 1
        before = next((n for n in range(min(i, _LONGEST), 0, -1) if is_run(i - n, j + middle, n)), 0)
        after = next((n for n in range(_LONGEST, 0, -1) if is_run(i + middle, j - n, n)), 0)
        one, joins, two = mine[i - before : i], mine[i : i + middle], mine[i + middle : i + middle + after]
        telling = all(any(claim.tokens[at].content for at in part) for part in (one, joins, two))
        if telling and _turns(claim, one, joins, two):
            return claim.shown(one[0], one[-1]), claim.shown(two[0], two[-1])
    return None


def _equal(pair: Pair, mine: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs of words, by their number without light ones, that are the same or taken for each other."""
    claim, alignment = pair.claim, pair.alignment
    theirs = [(place, token.stem) for place, token in enumerate(pair.evidence.tokens) if token.low not in LIGHT]
    found = set[tuple[int, int]]()
    for i, at in enumerate(mine):
        near = alignment.places[at] if alignment.strengths[at] >= _SAME and not claim.tokens[at].name else -1
        found |= {(i, j) for j, (place, stem) in enumerate(theirs) if place == near or stem == claim.tokens[at].stem}
    return found


def _turns(claim: Reading, one: Sequence[int], joins: Sequence[int], two: Sequence[int]) -> bool:
    """Whether two parts around what joins them say something else the other way round."""
    first, last = one[0], two[-1]
    if last not in claim.clause(first) or any(claim.low[at] in _EVEN for at in joins):
        return False
    # "The loan that the board approved in May": approved in May it was.
    if not RELATIVE.isdisjoint(claim.low[one[-1] + 1 : joins[0]]):
        return False
    # "The rise in house prices": house prices rose.
    if claim.low[one[-1]] in _CHANGES and claim.word(one[-1] + 1) in ("in", "of"):
        return False
    return not is_compound(claim, first, last) and not _is_one_thing(claim, first, last)


def _is_one_thing(text: Reading, first: int, last: int) -> bool:
    """As in "a red flashing light", which flashes red; but "a gecko eating rats"."""
    low = text.low[max(0, first - 1) : last + 1]
    return first > 0 and len(low) > 3 and low[0] in _ARTICLES and low[2].endswith("ing") and not low[-1].endswith("s")
