"""What a claim adds to a sentence that it otherwise repeats: "…, when it was first used by the police".

Told by form: all else of the claim stands in the evidence in the same order, and there the evidence has nothing
else that the addition could be in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from rag.verdict.function_words import LIGHT
from rag.verdict.pair import Pair
from rag.verdict.reading import POINTING
from rag.verdict.tiles import between

# The share of the claim's content words, and of its words outside the addition, that the evidence must have as such.
_LITERAL, _REPEATED = 0.5, 0.9
# In so long a repetition, so many words where the evidence has none are an addition with one that is new.
_LONG, _CLAUSE = 8, 2
# So much of the claim repeats; a word is put in where it is rarer and less like any of the evidence's than this.
_MOSTLY, _TELLING, _UNLIKE = 0.75, 0.58, 0.4
_LINKING = frozenset(
    """
    also both however then thus therefore indeed still again even just only about approximately around roughly some
    nearly almost respectively namely such together each all overall
    """.split()
)
# A word is carried from this strength of alignment on; so many that are not make an addition.
_CARRIED, _FEWEST = 0.5, 2


def addition(pair: Pair) -> str:
    """The words that a claim adds, as they stand in it; empty where it adds none."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _LITERAL:
        return ""
    unused = _unused(pair)
    stems = [token.stem for token in claim.tokens], [token.stem for token in evidence.tokens]
    steps = SequenceMatcher(None, *stems, autojunk=False).get_opcodes()
    repeated = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    for kind, start, end, place, beyond in steps:
        if kind == "equal" or repeated < max(_REPEATED * (len(claim.tokens) - (end - start)), end - start):
            continue
        if start == 0 and _names(pair, range(end), evidence.low[place:beyond]):
            continue
        telling = [at for at in range(start, end) if claim.tokens[at].content and not pair.in_figure(at)]
        new = [at for at in telling if pair.alignment.strengths[at] < _CARRIED]
        instead = any(evidence.tokens[at].content for at in range(place, beyond))
        last = end == len(claim.tokens) or not {"and", "or"}.isdisjoint(claim.low[start:end])
        # Whatever is near to it, all of the evidence is said already.
        other = [at for at in telling if claim.tokens[at].stem not in evidence.stems]
        said = sum(claim.tokens[at].tells and at not in other for at in range(start, end))
        inserted = len(other) > said and last and not instead and end - start >= _CLAUSE and repeated >= _LONG
        if inserted or (len(new) >= _FEWEST and 2 * len(unused) <= len(new)):
            return claim.shown(start, end - 1)
    return ""


def _names(pair: Pair, subject: range, theirs: Sequence[str]) -> bool:
    """Whether the claim begins with the name of what the evidence only points at, and the text around that has it."""
    if POINTING.isdisjoint(theirs):
        return False
    telling = (pair.claim.tokens[at] for at in subject if pair.claim.tokens[at].content)
    return all(token.stem in pair.context().stems for token in telling)


def insertion(pair: Pair) -> str:
    """The words that a claim puts between two that follow each other in the evidence; empty where it puts none.

    All else of the claim stands there in the same order. What closes the claim counts where a clause ends there too.
    """
    claim, evidence, blocks = pair.claim, pair.evidence, pair.blocks
    places = [each for block in blocks for each in block.pairs]
    said = sum(word not in LIGHT for word in claim.low)
    in_order = all(one.final + 1 == two.first for one, two in pairwise(blocks))
    if not in_order or len(places) < max(_LONG, _MOSTLY * said):
        return ""
    for (at, place), (after, beyond) in pairwise([*places, (len(claim.tokens), -1)]):
        here = between(claim, at, after) if after < len(claim.tokens) else list(range(at + 1, after))
        if beyond < 0:
            beyond = place + 1 if evidence.ends_clause(place) else len(evidence.tokens)
        instead = any(word not in LIGHT for word in evidence.low[place + 1 : beyond])
        if not instead and any(_is_strange(pair, n) for n in here):
            return claim.shown(here[0], here[-1])
    return ""


def _is_strange(pair: Pair, at: int) -> bool:
    token = pair.claim.tokens[at]
    unlike = token.content and pair.alignment.strengths[at] < _UNLIKE and token.low not in _LINKING
    return unlike and pair.words is not None and pair.words.rarity(token.low) >= _TELLING


def _unused(pair: Pair) -> set[int]:
    """The places of the evidence's telling words that the claim has nothing for."""
    used = pair.alignment.reached(_CARRIED)
    return {
        at
        for at, token in enumerate(pair.evidence.tokens)
        if token.content and at not in used and token.stem not in pair.claim.stems
    }
