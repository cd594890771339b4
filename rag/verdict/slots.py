"""Words of a claim that stand where the evidence has others: "the sale of alcohol" for "the sale of food".

Only where most of the claim is in the evidence's own words: in a free wording everything stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.words import Words
from rag.verdict.alignment import Alignment
from rag.verdict.reading import Reading

# The share of a claim's content words that must stand in the evidence as they are.
_LITERAL = 0.6
# So many content words at most stand for each other.
_MOST = 3
# A word that has a counterpart from this strength on is not strange, nor is one more frequent than this rarity.
_MATCHED, _RARE = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Slot:
    """The places of a claim's unmatched words, and of the words that stand there in the evidence."""

    mine: tuple[int, ...]
    theirs: tuple[int, ...]


def slots(claim: Reading, cited: Reading, alignment: Alignment, words: Words) -> Iterator[Slot]:
    """The slots of a claim in which a word stands that the evidence has nothing for."""
    content = [at for at, token in enumerate(claim.tokens) if token.content]
    literal = sum(claim.tokens[at].stem in cited.stems for at in content)
    if literal < _LITERAL * len(content):
        return
    kept = {
        place for place, strength in zip(alignment.places, alignment.strengths, strict=True) if strength >= _MATCHED
    }
    stems = [[token.stem for token in text.tokens] for text in (claim, cited)]
    for kind, start, end, place, beyond in SequenceMatcher(None, *stems, autojunk=False).get_opcodes():
        mine = [at for at in range(start, end) if claim.tokens[at].content]
        theirs = tuple(at for at in range(place, beyond) if cited.tokens[at].content and at not in kept)
        strange = tuple(
            at for at in mine if alignment.strengths[at] < _MATCHED and words.rarity(claim.tokens[at].low) >= _RARE
        )
        if kind == "replace" and strange and theirs and max(len(mine), len(theirs)) <= _MOST:
            yield Slot(strange, theirs)
