"""Whether a claim says "will" where its evidence says "may", "rose" where it says "fell", "all" where it says "some".

English; other languages give no findings here.
"""

from __future__ import annotations

from index.terms import stem
from rag.verdict.alignment import Alignment
from rag.verdict.negation import backwards, cues, denied
from rag.verdict.opposites import EXCLUDED, TURNED
from rag.verdict.reading import Reading

_POSSIBLE = frozenset("may might could possibly perhaps maybe potentially".split())
_PLANNED = frozenset(
    stem(word)
    for word in "plan planning plans intend expected expect hope aim propose proposed likely probably consider".split()
)
_REPORTED = frozenset("reportedly allegedly apparently supposedly purportedly".split())
_SOFT = frozenset(
    stem(word)
    for word in """
    may might could possibly perhaps maybe potentially plan intend expect hope aim propose likely probably
    reportedly allegedly apparently supposedly purportedly rumoured can would should if suggest suggests seem appear
    believe think thought say said claim accuse consider unconfirmed rumour estimate must potential possible
    possibility possible able allow allowed risk chance suspect threaten want ought cannot
    """.split()
)
_FUTURE = frozenset("will going shall to due".split())
# How much each takes in; to raise it is to say more.
_QUANTIFIERS = {
    word: level
    for level, row in enumerate(
        (
            "few",
            "some several sometimes",
            "many often",
            "most mostly usually majority",
            "all every each always everyone everybody entire entirely",
        )
    )
    for word in row.split()
}


def dropped_hedge(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The hedge of the evidence that a claim leaves out, and the certain word that it has instead ("" for none)."""
    back = backwards(alignment)
    soft = bool(claim.stems & _SOFT)
    future = next((token.low for token in claim.tokens if token.low in ("will", "shall")), "")
    for cue in cues(evidence, _POSSIBLE | _REPORTED | _PLANNED, plain=True):
        if cue.word == "could" and any(token.low == "not" for token in evidence.tokens[cue.at + 1 : cue.at + 3]):
            continue
        if evidence.tokens[cue.at - 1].low in ("less", "more", "as", "least", "most") and cue.at:
            continue
        planned = cue.word in _PLANNED or stem(cue.word) in _PLANNED
        if soft or (planned and claim.stems & _FUTURE) or not any(at in back for at in cue.scope[:1]):
            continue
        if not evidence.tokens[cue.at].name:
            return evidence.tokens[cue.at].low, future
    return None


def opposite(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A word of the claim whose opposite stands in the evidence in its place: (evidence's, claim's)."""
    for at, token in enumerate(claim.tokens):
        for one, two in EXCLUDED.get(token.stem, ()):
            if not evidence.stems & one and evidence.stems & two:
                other = _nearest(evidence, two, alignment, at)
                turned = denied(claim, at) or denied(evidence, other)
                if other >= 0 and not claim.stems & two and not turned:
                    return evidence.tokens[other].low, token.low
    return None


def turned_comparison(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A comparison, or a deal, whose word is turned and whose sides are not: (evidence's word, claim's)."""
    for at, token in enumerate(claim.tokens):
        for one, two in TURNED.get(token.stem, ()):
            if not evidence.stems & one and evidence.stems & two and not claim.stems & two:
                other = _nearest(evidence, two, alignment, at)
                if other >= 0 and not _sides_change(at, other, claim, evidence, alignment):
                    return evidence.tokens[other].low, token.low
    return None


def raised_quantifier(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A word like "all" where the evidence has "some" of the same thing: (evidence's, claim's)."""
    for at, token in enumerate(claim.tokens):
        level = _QUANTIFIERS.get(token.low)
        if level is None or level < 3 or token.stem in evidence.stems:
            continue
        if level == 4 and "onli" in evidence.stems and "onli" not in claim.stems:
            return "only", token.low
        scope = [
            alignment.place(near)
            for near in range(at + 1, min(at + 4, len(claim.tokens)))
            if claim.tokens[near].content
        ]
        for place, other in enumerate(evidence.tokens):
            lower = _QUANTIFIERS.get(other.low, 9) < level
            if lower and any(0 < found - place <= 3 for found in scope[:1]):
                return other.low, token.low
    return None


def _nearest(evidence: Reading, members: frozenset[str], alignment: Alignment, at: int) -> int:
    """The member that stands where the claim's word would, judged by the words around it; -1 where none is near."""
    around = [alignment.place(near) for near in range(max(0, at - 3), min(at + 4, len(alignment.places))) if near != at]
    spots = [spot for spot in around if spot >= 0]
    found = [
        (min((abs(place - spot) for spot in spots), default=99), place)
        for place, t in enumerate(evidence.tokens)
        if t.stem in members
    ]
    distance, place = min(found, default=(99, -1))
    return place if distance <= 3 else -1


def _sides_change(at: int, pivot: int, claim: Reading, evidence: Reading, alignment: Alignment) -> bool:
    """Whether what stands on one side of a comparison in the claim stands on the other in the evidence.

    The sides are those of "than" where both have it, else those of the comparing word itself.
    """
    than, other_than = _than(claim), _than(evidence)
    if than and other_than:
        at, pivot = than, other_than
    spots = [
        (spot < at, place < pivot)
        for spot, place in enumerate(alignment.places)
        if place >= 0 and alignment.strengths[spot] >= 0.6 and claim.tokens[spot].stem not in _COMMON and spot != at
    ]
    crossed = [mine != theirs for mine, theirs in spots if than or mine]
    return any(crossed) and (bool(than) or sum(crossed) * 2 >= len(crossed))


def _than(reading: Reading) -> int:
    return next((at for at, token in enumerate(reading.tokens) if token.low == "than"), 0)


_COMMON = frozenset(
    "the a an is are was were be been in on at of to by for and or it he she they his her their its than".split()
)
