"""Of whom alone a thing is said: "only the tenant may" for "only the landlord may". English."""

from __future__ import annotations

from rag.quantities.units import NUMBER_WORDS
from rag.verdict.function_words import ARTICLES, POSSESSIVES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_ALONE = frozenset(("only", "solely", "exclusively"))
_SKIPPED = ARTICLES | POSSESSIVES | frozenset("in on at by for to of from with if when".split())
# In a freer wording than this, another word may be another name for the same.
_LITERAL, _SURE = 0.6, 0.95


def other_only(pair: Pair) -> Instead | None:
    """The evidence's word behind "only", and the claim's, which the evidence has elsewhere or nowhere."""
    claim, evidence = pair.claim, pair.evidence
    mine, theirs = _focused(claim), _focused(evidence)
    if len(mine) != 1 or len(theirs) != 1 or pair.literal < _LITERAL:
        return None
    at, place = mine[0], theirs[0]
    one, other = claim.tokens[at], evidence.tokens[place]
    known = pair.alignment.places[at] == place and pair.alignment.strengths[at] >= _SURE
    near = {evidence.tokens[around].stem for around in evidence.clause(place)}
    # "Only Freddie Lisle", "only Lisle"; "only one firm, Orlin", "only Orlin".
    if known or one.stem in near or other.stem in claim.stems or other.low in NUMBER_WORDS:
        return None
    # "Only members", of whom the evidence says "may be used only by": another word of it is focused on.
    before = evidence.low[max(0, place - 2) : place], claim.low[max(0, at - 2) : at]
    alike = before[0] == before[1]
    return (f"only {other.text}", f"only {one.text}") if alike else None


def _focused(text: Reading) -> list[int]:
    """The places of the nouns right behind an "only"."""
    found = list[int]()
    for at, word in enumerate(text.low):
        if word in _ALONE:
            behind = at + 1
            while text.word(behind) in _SKIPPED:
                behind += 1
            if behind < len(text.tokens) and text.tokens[behind].content and text.low[behind].isalpha():
                found.append(behind)
    return found
