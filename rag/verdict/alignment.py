"""Which word of the evidence each word of a claim stands for: the same term, a derived form, or a near meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.model.embed import Vector
from index.model.words import Words
from index.text.calendar_names import MONTH_NUMBERS
from index.text.terms import stem
from rag.question.nations import SEATS
from rag.verdict.opposites import one_side
from rag.verdict.reading import Reading, Token

# A word of near meaning counts from this similarity on, and as fully the same from the second.
NEAR, SAME = 0.36, 0.62
# Two forms of one name or word share at least so many first letters and differ in at most so many last ones.
_SHARED, _ENDING = 4, 4
# Where a word stands several times in the evidence, the place whose neighbours agree is meant.
_NEIGHBOUR = 0.1
_PREFIX = re.compile(r"^(?:un|in|im|dis|de|non|ir|il)")
_DEMONYMS = """
    france french; spain spanish spaniard; netherlands dutch holland; britain british uk england english; usa
    america american; greece greek; denmark danish dane; switzerland swiss; wales welsh; turkey turkish turk; poland
    polish pole; ireland irish; finland finnish; sweden swedish swede; scotland scottish scot; norway norwegian;
    germany german; ukraine ukrainian; mars martian; jew jews jewish; arab arabs arabic; west western; east eastern;
    north northern; south southern
"""
_NATION = {word: group.split()[0] for group in _DEMONYMS.split(";") for word in group.split()}


# What may be left of one name where another has something else, or nothing.
_NAME_ENDINGS = frozenset(
    """
    s n an ans ian ians ean eans ish ese er ers i y yy iy ij ic e es a as ia o os us um ist ists ite ites ism ize ised
    ized ization isation en ens ra ri ro t te al als ical
    """.split()
) | {""}
_OPENERS = frozenset(
    "contrary according unlike thanks owing due given besides apart aside instead nothing nobody none".split()
)
# "The speaker" of a text that says "I".
_SPEAKER = frozenset("speaker author writer narrator".split())
_FIRST_PERSON = frozenset("i me my we us our".split())


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each word of a claim: the place in the evidence (-1: none), and how sure that is, 0 to 1."""

    places: tuple[int, ...]
    strengths: tuple[float, ...]

    def reached(self, strength: float) -> frozenset[int]:
        """The places in the evidence that a word of the claim has with at least this strength."""
        pairs = zip(self.places, self.strengths, strict=True)
        return frozenset(place for place, sure in pairs if place >= 0 and sure >= strength)

    def place(self, at: int) -> int:
        """The place of one word of the claim in the evidence, or -1."""
        return self.places[at]


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


def literal(claim: Reading, evidence: Reading) -> float:
    """The share of a claim's content words that stand in the evidence as they are; 0 to 1."""
    stems = [token.stem for token in claim.tokens if token.content]
    return sum(stem in evidence.stems for stem in stems) / max(len(stems), 1)


def literal_besides(claim: Reading, evidence: Reading, at: int) -> float:
    """The same of the claim's other content words than the one at a place: in a short sentence one is many."""
    stems = [token.stem for i, token in enumerate(claim.tokens) if token.content and i != at]
    return sum(stem in evidence.stems for stem in stems) / max(len(stems), 1)


def replaced(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A capitalised word between two that the evidence has in the same order around another: (evidence's, claim's).

    A name may stand elsewhere in the evidence: what counts is who stands here.
    """
    last, end = len(claim.tokens) - 1, len(evidence.tokens) - 1
    for at, token in enumerate(claim.tokens):
        if not token.content or not token.text[0].isupper() or (alignment.strengths[at] >= NEAR and not token.name):
            continue
        if token.opens and token.low in _OPENERS:
            continue
        place = alignment.place(at - 1) + 1 if at else 0
        beyond = alignment.place(at + 1) == place + 1 if at < last else place == end
        sure = (not at or alignment.strengths[at - 1] >= 1.0) and (at == last or alignment.strengths[at + 1] >= 1.0)
        if sure and beyond and place <= end:
            other = evidence.tokens[place]
            # What opens a sentence has a capital whatever it is.
            if token.opens and not other.opens:
                continue
            theirs = other.content and other.text[0].isupper() and other.stem not in claim.stems
            # "Feb." for February.
            if MONTH_NUMBERS.get(token.low, -1) == MONTH_NUMBERS.get(other.low):
                continue
            if theirs and not named_alike(token.low, other.low) and not seated(token.low, other.low):
                return other.text, token.text
    return None


def seated(a: str, b: str) -> bool:
    """Whether two folded names stand for one government: "Moscow", "the Kremlin" and "Russia"."""
    one, two = _government(a), _government(b)
    return bool(one) and one == two


def akin(a: str, b: str) -> bool:
    """Whether two folded words are forms of one: "Russia" and "Russian", "Cadria" and "Cadrian"."""
    if a in _NATION and _NATION[a] == _NATION.get(b):
        return True
    if a[:_SHARED] != b[:_SHARED]:
        # A negation in a prefix is for `polarity` to see.
        undone = _undone(a, b) or _undone(b, a)
        return undone and min(len(a), len(b)) >= _SHARED
    shared = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        shared += 1
    longest = max(len(a), len(b))
    return shared >= _SHARED and longest - shared <= _ENDING and shared * 2 > longest + 1


def named_alike(a: str, b: str) -> bool:
    """Whether two folded names are forms or spellings of one: "Cadria", "Cadrian", but not "Dunmore", "Dunmow"."""
    if a in _NATION and _NATION[a] == _NATION.get(b):
        return True
    shared = next((at for at, (one, two) in enumerate(zip(a, b, strict=False)) if one != two), min(len(a), len(b)))
    return shared >= _SHARED and a[shared:] in _NAME_ENDINGS and b[shared:] in _NAME_ENDINGS


def _undone(a: str, b: str) -> bool:
    """Whether a word is another with a negation before it: "unstaffed" and "staff"."""
    rest = _without_negation(a)
    return bool(rest) and rest == stem(b)


@lru_cache(maxsize=4096)
def _without_negation(word: str) -> str:
    """The stem of what a negation stands before in a word; empty where none does. Every pair of words is asked."""
    rest = _PREFIX.sub("", word)
    return stem(rest) if rest not in ("", word) else ""


@lru_cache(maxsize=4096)
def _government(name: str) -> str:
    return SEATS.get(name) or next((nation for nation in SEATS.values() if akin(name, nation)), "")


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
