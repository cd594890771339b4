"""Two parts of a sentence that have changed places around what joins them: "rats prey on geckos" turned round.

Told by form: what the claim has before a verb or preposition, the evidence has after it, word for word, and the other
way round. English; other languages give no findings here.
"""

from __future__ import annotations

from rag.verdict.alignment import Alignment, literal
from rag.verdict.reading import Reading, is_compound

_LITERAL = 0.75
# They say nothing of who does what.
_LIGHT = frozenset("the a an will would shall should must may might can could has have had also".split())
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


def exchanged_parts(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The two parts that have changed places, as the claim has them, or None."""
    if literal(claim, evidence) < _LITERAL:
        return None
    mine = [at for at, token in enumerate(claim.tokens) if token.low not in _LIGHT][:_WINDOW]
    theirs = [at for at, token in enumerate(evidence.tokens) if token.low not in _LIGHT]

    def alike(i: int, j: int) -> bool:
        one, two = claim.tokens[mine[i]], evidence.tokens[theirs[j]]
        sure = alignment.place(mine[i]) == theirs[j] and alignment.strengths[mine[i]] >= _SAME
        return one.stem == two.stem or (sure and not one.name)

    def run(i: int, j: int, length: int) -> bool:
        inside = i >= 0 and j >= 0 and i + length <= len(mine) and j + length <= len(theirs)
        return inside and all(alike(i + n, j + n) for n in range(length))

    def telling(i: int, length: int) -> bool:
        return any(claim.tokens[mine[i + n]].content for n in range(length))

    for i in range(1, len(mine) - 1):
        for j in range(1, len(theirs) - 1):
            if not alike(i, j) or (alike(i - 1, j - 1)):
                continue
            middle = 1
            while run(i, j, middle + 1):
                middle += 1
            joins = [claim.tokens[mine[i + n]].low for n in range(middle)]
            if not telling(i, middle) or _EVEN & set(joins):
                continue
            before = next((n for n in range(min(i, _LONGEST), 0, -1) if run(i - n, j + middle, n)), 0)
            after = next((n for n in range(_LONGEST, 0, -1) if run(i + middle, j - n, n)), 0)
            whole = (
                before and after and len({claim.clauses[mine[n]] for n in range(i - before, i + middle + after)}) == 1
            )
            # "The rise in house prices": house prices rose.
            last = mine[i - 1]
            named = [token.low for token in claim.tokens[last : last + 2]]
            # "The loan that the board approved in May": approved in May it was.
            related = {token.low for token in claim.tokens[last + 1 : mine[i]]}
            whole = whole and not related & RELATIVE
            whole = whole and not (named[0] in _CHANGES and named[1:] in (["in"], ["of"]))
            whole = whole and not is_compound(claim, mine[i - before], mine[i + middle + after - 1])
            whole = whole and not _is_one_thing(claim, mine[i - before], mine[i + middle + after - 1])
            if whole and telling(i - before, before) and telling(i + middle, after):
                return _shown(claim, mine[i - before], mine[i - 1]), _shown(
                    claim, mine[i + middle], mine[i + middle + after - 1]
                )
    return None


def _is_one_thing(text: Reading, first: int, last: int) -> bool:
    """As in "a red flashing light", which flashes red; but "a gecko eating rats"."""
    low = [token.low for token in text.tokens[max(0, first - 1) : last + 1]]
    return first > 0 and len(low) > 3 and low[0] in _ARTICLES and low[2].endswith("ing") and not low[-1].endswith("s")


def _shown(claim: Reading, first: int, last: int) -> str:
    return claim.text[claim.tokens[first].start : claim.tokens[last].end]
