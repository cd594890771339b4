"""Words of a claim that stand where the evidence has others: "the sale of alcohol" for "the sale of food".

Only where most of the claim is in the evidence's own words: in a free wording everything stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.model.words import Words
from rag.quantities.units import FRACTIONS, UNITS
from rag.verdict.alignment import Alignment, literal
from rag.verdict.reading import Reading

# The share of a claim's content words that must stand in the evidence as they are.
_LITERAL = 0.6
# So many words at most stand for each other, one of them with a meaning of its own.
_MOST = 2
# A word that has a counterpart from this strength on is not strange, nor is one more frequent than this rarity.
_KNOWN, _RARE = 0.5, 0.65
# They are compared as figures.
_MEASURES = UNITS.keys() | FRACTIONS.keys()


@dataclass(frozen=True, slots=True)
class Slot:
    """The places of a claim's word and of the one that stands there in the evidence."""

    mine: int
    theirs: int


def slots(claim: Reading, cited: Reading, alignment: Alignment, words: Words) -> Iterator[Slot]:
    """The slots of a claim in which a word stands that the evidence has nothing for."""
    if literal(claim, cited) < _LITERAL:
        return
    kept = {place for place, strength in zip(alignment.places, alignment.strengths, strict=True) if strength >= _KNOWN}
    mine_all, theirs_all = ([token.stem for token in text.tokens] for text in (claim, cited))
    for kind, start, end, place, beyond in SequenceMatcher(None, mine_all, theirs_all, autojunk=False).get_opcodes():
        mine = [at for at in range(start, end) if claim.tokens[at].content and claim.tokens[at].low not in _MEASURES]
        theirs = [at for at in range(place, beyond) if cited.tokens[at].content and at not in kept]
        short = max(end - start, beyond - place) <= _MOST and len(mine) == len(theirs) == 1
        strange = short and alignment.strengths[mine[0]] < _KNOWN and words.rarity(claim.tokens[mine[0]].low) >= _RARE
        if kind == "replace" and strange:
            yield Slot(mine[0], theirs[0])
