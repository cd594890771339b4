"""What a claim adds to a sentence that it otherwise repeats: "…, when it was first used by the police".

Told by form: all else of the claim stands in the evidence in the same order, and there the evidence has nothing
else that the addition could be in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from index.model.words import Words
from rag.quantities.quantity import Quantity
from rag.verdict.alignment import Alignment, literal
from rag.verdict.reading import POINTING, Context, Reading
from rag.verdict.tiles import LIGHT, Stretches, between

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


def addition(
    claim: Reading, evidence: Reading, alignment: Alignment, figures: Sequence[Quantity], context: Context
) -> str:
    """The words that a claim adds, as they stand in it; empty where it adds none. `figures` are its own, with units.

    Who "it" is, the text around the evidence may tell.
    """
    if literal(claim, evidence) < _LITERAL:
        return ""
    measured = [at for at, token in enumerate(claim.tokens) if any(f.start <= token.start < f.end for f in figures)]
    unused = _unused(claim, evidence, alignment)
    stems = [token.stem for token in claim.tokens], [token.stem for token in evidence.tokens]
    steps = SequenceMatcher(None, *stems, autojunk=False).get_opcodes()
    repeated = sum(end - start for kind, start, end, _, _ in steps if kind == "equal")
    for kind, start, end, place, beyond in steps:
        if kind == "equal" or repeated < max(_REPEATED * (len(claim.tokens) - (end - start)), end - start):
            continue
        new = [
            at
            for at in range(start, end)
            if claim.tokens[at].content and alignment.strengths[at] < _CARRIED and at not in measured
        ]
        if start == 0 and _names(claim, range(end), [token.low for token in evidence.tokens[place:beyond]], context):
            continue
        instead = any(evidence.tokens[at].content for at in range(place, beyond))
        last = end == len(claim.tokens) or any(claim.tokens[at].low in ("and", "or") for at in range(start, end))
        # Whatever is near to it, all of the evidence is said already.
        other = [at for at in range(start, end) if _is_new(claim, at, evidence) and at not in measured]
        said = sum(claim.tokens[at].tells and at not in other for at in range(start, end))
        inserted = len(other) > said and last and not instead and end - start >= _CLAUSE and repeated >= _LONG
        if inserted or (len(new) >= _FEWEST and 2 * len(unused) <= len(new)):
            return claim.text[claim.tokens[start].start : claim.tokens[end - 1].end]
    return ""


def _names(claim: Reading, subject: range, theirs: Sequence[str], context: Context) -> bool:
    """Whether the claim begins with the name of what the evidence only points at, and the text around that has it."""
    if not set(theirs) & POINTING:
        return False
    said = context().stems
    return all(claim.tokens[at].stem in said for at in subject if claim.tokens[at].content)


def insertion(claim: Reading, evidence: Reading, alignment: Alignment, found_in: Stretches, words: Words) -> str:
    """The words that a claim puts between two that follow each other in the evidence; empty where it puts none.

    All else of the claim stands there in the same order. What closes the claim counts where a clause ends there too.
    """
    found = found_in()
    pairs = [pair for block in found for pair in block.pairs]
    said = sum(token.low not in LIGHT for token in claim.tokens)
    in_order = all(one.final + 1 == two.first for one, two in pairwise(found))
    if not in_order or len(pairs) < max(_LONG, _MOSTLY * said):
        return ""
    for (at, place), (after, beyond) in pairwise([*pairs, (len(claim.tokens), -1)]):
        here = between(claim, at, after) if after < len(claim.tokens) else list(range(at + 1, after))
        if beyond < 0:
            beyond = place + 1 if _clause_ends(evidence, place) else len(evidence.tokens)
        instead = [n for n in range(place + 1, beyond) if evidence.tokens[n].low not in LIGHT]
        new = [n for n in here if _is_strange(claim, n, alignment, words)]
        if new and not instead:
            return claim.text[claim.tokens[here[0]].start : claim.tokens[here[-1]].end]
    return ""


def _clause_ends(text: Reading, at: int) -> bool:
    return at + 1 >= len(text.tokens) or text.clauses[at + 1] != text.clauses[at]


def _is_strange(claim: Reading, at: int, alignment: Alignment, words: Words) -> bool:
    token = claim.tokens[at]
    rare = words.rarity(token.low) >= _TELLING
    return token.content and alignment.strengths[at] < _UNLIKE and rare and token.low not in _LINKING


def _is_new(claim: Reading, at: int, evidence: Reading) -> bool:
    return claim.tokens[at].content and claim.tokens[at].stem not in evidence.stems


def _unused(claim: Reading, evidence: Reading, alignment: Alignment) -> set[int]:
    """The places of the evidence's telling words that the claim has nothing for."""
    used = alignment.reached(_CARRIED)
    return {
        at
        for at, token in enumerate(evidence.tokens)
        if token.content and at not in used and token.stem not in claim.stems
    }
