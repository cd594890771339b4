"""Which word of the evidence each word of a claim stands for: the same term, a derived form, or a near meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.model.embed import Vector
from index.model.words import Words
from rag.verdict.forms import akin, named_alike
from rag.verdict.opposites import one_side
from rag.verdict.reading import Reading, Token

# A word of near meaning counts from this similarity on, and as fully the same from the second.
NEAR, SAME = 0.36, 0.62
# From this strength on a word of the evidence is that of the claim.
_FAIRLY = 0.6
# Where a word stands several times in the evidence, the place whose neighbours agree is meant.
_NEIGHBOUR = 0.1
# "The speaker" of a text that says "I".
_SPEAKER = frozenset("speaker author writer narrator".split())
_FIRST_PERSON = frozenset("i me my we us our".split())


@dataclass(frozen=True)
class Alignment:
    """For each word of a claim: the place in the evidence (-1: none), and how sure that is, 0 to 1."""

    places: tuple[int, ...]
    strengths: tuple[float, ...]

    def reached(self, strength: float) -> frozenset[int]:
        """The places in the evidence that a word of the claim has with at least this strength."""
        pairs = zip(self.places, self.strengths, strict=True)
        return frozenset(place for place, sure in pairs if place >= 0 and sure >= strength)

    @cached_property
    def back(self) -> dict[int, int]:
        """The place in the claim of each word of the evidence that one is fairly surely for."""
        pairs = zip(self.places, self.strengths, strict=True)
        return {place: at for at, (place, sure) in enumerate(pairs) if place >= 0 and sure >= _FAIRLY}


def align(claim: Reading, evidence: Reading, words: Words | None) -> Alignment:
    """Match every word of the claim; words of the evidence may serve twice."""
    scores = _scores(claim.tokens, evidence.tokens, words)
    if not scores.size:
        return Alignment((-1,) * len(claim.tokens), (0.0,) * len(claim.tokens))
    exact = (scores >= 1.0).astype(np.float32)
    votes = np.zeros_like(scores)
    votes[1:, 1:] += exact[:-1, :-1]
    votes[:-1, :-1] += exact[1:, 1:]
    votes[2:, 2:] += exact[:-2, :-2] / 2
    votes[:-2, :-2] += exact[2:, 2:] / 2
    best = np.argmax(scores + _NEIGHBOUR * votes * (scores > 0), axis=1)
    strengths = scores[np.arange(len(best)), best]
    places = np.where(strengths > 0, best, -1)
    return Alignment(tuple(int(p) for p in places), tuple(float(s) for s in strengths))


def literal(claim: Reading, evidence: Reading, *, besides: int = -1) -> float:
    """The share of a claim's content words that stand in the evidence as they are; 0 to 1.

    In a short sentence one word is many: `besides` is the place of one that is left out.
    """
    stems = [token.stem for at, token in enumerate(claim.tokens) if token.content and at != besides]
    return sum(stem in evidence.stems for stem in stems) / max(len(stems), 1)


def _scores(claim: tuple[Token, ...], evidence: tuple[Token, ...], words: Words | None) -> Vector:
    scores = np.zeros((len(claim), len(evidence)), np.float32)
    if not scores.size:
        return scores
    if words is not None:
        cosines = _vectors(claim, words) @ _vectors(evidence, words).T
        scores = np.where(cosines >= NEAR, np.clip((cosines - NEAR) / (SAME - NEAR) * 0.5 + 0.4, 0, 0.9), 0.0)
        # Names and figures have no near meanings.
        hard = np.array([token.name or not token.content for token in claim])
        scores[hard] = 0.0
        # Nor has a sentence's first word, which may be one, the meaning of a name.
        openers = np.array([token.opens and token.text[0].isupper() for token in claim])
        scores[np.ix_(openers, np.array([token.name for token in evidence]))] = 0.0
    for j, two in enumerate(evidence):
        for i, one in enumerate(claim):
            if one.stem == two.stem:
                scores[i, j] = 1.0
            elif two.content and one.content and akin(one.low, two.low):
                scores[i, j] = 0.95 if not (one.name and two.name) or named_alike(one.low, two.low) else 0.0
            elif one_side(one.stem, two.stem) or (one.low in _SPEAKER and two.low in _FIRST_PERSON):
                scores[i, j] = 0.9
    return scores.astype(np.float32)


def _vectors(tokens: tuple[Token, ...], words: Words) -> Vector:
    return np.stack([words.vector(token.low) for token in tokens])
