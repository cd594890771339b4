"""Denials in a freer wording: a claim denies and nothing in its evidence does, or the other way round.

Where both deny, in whatever words, one's "not" may be in the other's verb, and nothing is said; `rag.verdict.negation`
looks at wordings that are near. English; other languages give no findings here.
"""

from __future__ import annotations

import re

from index.terms import stem
from rag.verdict.alignment import Alignment
from rag.verdict.negation import DENIALS, FAILING, LESS, NEGATORS, UN, Cue, Turned, plain_denials
from rag.verdict.opposites import EXCLUDED
from rag.verdict.reading import Reading

# Beside those of `negation`, what may be another way to say no.
_NO = DENIALS | frozenset(
    stem(word)
    for word in """
    off offline out open below under minimum maximum limit lowest least worst down away alone minor weak poor small
    short hard
    difficult apart nobody oppose opposed hidden secret close closed shut broken empty zero half drop discontinued
    """.split()
)
_PREFIX = re.compile(
    r"(?:un|in|im|dis|non|ir|il|mis|anti)(?!to\b|side|clud|volv|stitut|terest|creas|form|vest|dustr)\w{4,}"
)
# They deny nothing by themselves.
_BESIDE = frozenset(map(stem, ("still", "yet", "too")))
# "Not all birds migrate", "neither won": the other side may say it of some, or of both.
_OF_SOME = frozenset("all every each everyone everything always both necessarily only".split())
# From this strength of alignment on, what the evidence denies is what the claim speaks of.
_THE_SAME = 0.85


def one_sided(claim: Reading, evidence: Reading, alignment: Alignment) -> Turned | None:
    """The one denial of a claim or its evidence where the other side has no word that could stand for it."""
    mine, theirs = plain_denials(claim), plain_denials(evidence)
    for cue in mine:
        # What failed to be done was done, in the same word.
        if cue.word in FAILING and not theirs and claim.tokens[cue.scope[0]].stem in evidence.stems:
            return Turned(cue.word, True)
    if len(mine) == 1 and not theirs and not _may_deny(evidence) and not _may_deny(claim, _BESIDE, besides=mine[0].at):
        return None if _contrary(mine[0], claim, evidence) else Turned(mine[0].word, True)
    if (
        len({cue.word for cue in theirs}) == 1
        and not mine
        and not _may_deny(claim)
        and not _may_deny(evidence, besides=theirs[0].at)
    ):
        cue = theirs[0]
        after = [token.low for token in evidence.tokens[cue.at + 1 : cue.at + 2]]
        told = {p for p, strength in zip(alignment.places, alignment.strengths, strict=True) if strength >= _THE_SAME}
        if cue.word != "neither" and not _OF_SOME & {*after} and cue.scope[:1] and cue.scope[0] in told:
            return None if _contrary(cue, evidence, claim) else Turned(cue.word, False)
    return None


def _may_deny(text: Reading, harmless: frozenset[str] = frozenset(), *, besides: int = -1) -> bool:
    """Whether a text has a word that may deny, whatever it is said of, but its denial at the place `besides`."""
    return any(
        at != besides
        and token.low not in NEGATORS
        and not (token.low == "little" and at and text.tokens[at - 1].low == "a")
        and (
            (token.stem in _NO and token.stem not in harmless)
            or _PREFIX.fullmatch(token.low)
            or UN.fullmatch(token.low)
            or LESS.fullmatch(token.low)
        )
        for at, token in enumerate(text.tokens)
    )


def _contrary(cue: Cue, own: Reading, other: Reading) -> bool:
    """Whether what one text denies is the contrary of what the other says: "not open", "closed"."""
    return any(two & other.stems for at in cue.scope[:2] for _, two in EXCLUDED.get(own.tokens[at].stem, ()))
