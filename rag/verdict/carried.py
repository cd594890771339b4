"""How much of a claim its evidence carries: by the words, their near meanings, and at last the embedded model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rag.quantities.units import MEASURES
from rag.verdict.likeness import Likeness
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import POINTING, Reading

# A clause of a claim that is otherwise carried is not, below this.
CLAUSE = 0.3
# Where this much is carried, the one word after an "and" that is not was added.
CLOSE = 0.65
# A clause must be so alike by itself; a word so unlike all others has no counterpart.
ALIKE, UNLIKE = 0.7, 0.3
# A word without a counterpart is in other words what the evidence says, unless it is this unlike all that stands there;
# the first where it is the only one that is not the evidence's own. It has a counterpart from this strength on, and
# counts from this rarity on.
ALONE, ALIEN = 0.25, 0.12
COUNTERPART, TELLING = 0.55, 0.58
# A word that has a counterpart from this strength on is not strange, nor is one more frequent than this rarity. So many
# words at most stand for each other, one of them with a meaning of its own, and so much of the claim must be literal.
_KNOWN, _RARE, _MOST, _LITERAL = 0.5, 0.65, 2, 0.6
# Below this strength a word is told to be absent.
_ABSENT = 0.4
# Beside a figure that is right, so many words may be others than the evidence's without the claim being nothing.
_FEW = 2
_PRONOUNS = POINTING | frozenset("him her his its their them i we my our".split())
# A subject among so many first words of a claim is carried so far by the text around a quotation that says "it".
_SUBJECT, _BY_CONTEXT = 4, 0.8
# "The word X means Y" for "X, literally Y".
_NAMING = frozenset("word words term terms mean means meaning refer refers called named known name phrase".split())


def coverage(pair: Pair) -> float:
    """The share of what the claim says that stands in the evidence, by weight of its words; 0 to 1."""
    return _weighed(pair, range(len(pair.claim.tokens)))


def told(pair: Pair) -> float:
    """The share of what is said of the names: that somebody is named in the quotation does not carry a claim.

    Without words of near meaning, what is said in others is not known; then all of it counts as told.
    """
    if pair.words is None:
        return 1.0
    return _weighed(pair, [at for at in range(len(pair.claim.tokens)) if not _is_named(pair, at)])


def gap(pair: Pair, carried: float, likeness: Likeness) -> str:
    """A clause of the claim that is not in the evidence, of which so much is `carried`; empty where all are."""
    claim = pair.claim
    right = [found for found in pair.figures if pair.equal(found)]
    for clause in _clauses(claim):
        added = claim.low[clause[0]] == "and" and carried >= CLOSE
        enough = 1 if added else 3
        # What counts or measures as the evidence does is no addition, in whatever words.
        start, end = claim.tokens[clause[0]].start, claim.tokens[clause[-1]].end
        measured = any(start <= found.start <= end for found in right)
        if measured or sum(claim.tokens[at].content for at in clause) < enough:
            continue
        if _weighed(pair, clause) < CLAUSE and likeness.clause(claim.text, clause, pair.evidence.text) < ALIKE:
            return claim.text[start:end]
    return ""


def absent(pair: Pair) -> list[str]:
    """The words of a claim that are not in the evidence."""
    return [
        token.text
        for at, token in enumerate(pair.claim.tokens)
        if _says(pair, at)
        and pair.alignment.strengths[at] < _ABSENT
        and token.low not in _NAMING
        and not _stands_for(pair, at)
    ]


def strange(pair: Pair, likeness: Likeness) -> Instead | None:
    """A word that stands where the evidence has another, and has nothing to do with any: "the sale of alcohol", "food".

    Only where most of the claim is in the evidence's own words.
    """
    claim, evidence, strengths = pair.claim, pair.evidence, pair.alignment.strengths
    # In a free wording everything stands elsewhere.
    if pair.words is None or pair.literal < _LITERAL:
        return None
    kept = pair.alignment.reached(_KNOWN)
    stems = [token.stem for token in claim.tokens], [token.stem for token in evidence.tokens]
    for kind, start, end, place, beyond in SequenceMatcher(None, *stems, autojunk=False).get_opcodes():
        mine = [at for at in range(start, end) if claim.tokens[at].content and claim.low[at] not in MEASURES]
        theirs = [at for at in range(place, beyond) if evidence.tokens[at].content and at not in kept]
        slot = kind == "replace" and max(end - start, beyond - place) <= _MOST and len(mine) == len(theirs) == 1
        if not slot or strengths[mine[0]] >= _KNOWN or pair.words.rarity(claim.low[mine[0]]) < _RARE:
            continue
        if likeness.word(claim.text, mine[0], evidence.text) < UNLIKE:
            return evidence.tokens[theirs[0]].text, claim.tokens[mine[0]].text
    return None


def alien(pair: Pair, likeness: Likeness) -> str:
    """A word that has nothing to do with any of the evidence; empty where there is none."""
    claim, evidence = pair.claim, pair.evidence
    # Where all else is said in the evidence's own words, the one that is not must be nearer.
    other = [token for token in claim.tokens if token.content and token.stem not in evidence.stems]
    least = ALONE if len(other) == 1 else ALIEN
    without = (at for at in range(len(claim.tokens)) if _has_none(pair, at))
    unlike = (at for at in without if likeness.word(claim.text, at, evidence.text) < least)
    return next((claim.tokens[at].text for at in unlike), "")


def says_little(pair: Pair) -> bool:
    """Whether a claim is little more than its figures."""
    return bool(pair.figures) and sum(_says(pair, at) for at in range(len(pair.claim.tokens))) <= _FEW


def _says(pair: Pair, at: int) -> bool:
    """Whether a word of the claim tells something and is no part of a figure: these are compared as such."""
    return pair.claim.tokens[at].content and not pair.in_figure(at)


def _has_none(pair: Pair, at: int) -> bool:
    """Whether a telling word of a claim, no figure and no unit, has no counterpart in the evidence."""
    if pair.words is None or not _says(pair, at) or pair.alignment.strengths[at] >= COUNTERPART:
        return False
    return pair.words.rarity(pair.claim.low[at]) >= TELLING


def _is_named(pair: Pair, at: int) -> bool:
    """Whether a word of the claim is a name that the evidence has."""
    sure = pair.claim.tokens[at].text[0].isupper() and pair.alignment.strengths[at] >= 0.9
    return sure and pair.evidence.tokens[pair.alignment.places[at]].text[0].isupper()


def _weighed(pair: Pair, places: Sequence[int]) -> float:
    total = reached = 0.0
    for at in places:
        word, strength = pair.claim.low[at], pair.alignment.strengths[at]
        if not _says(pair, at) or (word in _NAMING and not strength):
            continue
        weight = 0.3 + (pair.words.rarity(word) if pair.words else 0.7)
        total += weight
        reached += weight * (_BY_CONTEXT if _stands_for(pair, at) else strength)
    return reached / total if total else 1.0


def _stands_for(pair: Pair, at: int) -> bool:
    """Whether a word of the claim says who "it" is: what stands around the quotation tells."""
    if pair.alignment.strengths[at] >= _BY_CONTEXT:
        return False
    pointed_at = at <= _SUBJECT and pair.evidence.word(0) in POINTING
    named = pair.claim.tokens[at].name and not _PRONOUNS.isdisjoint(pair.evidence.low)
    return (pointed_at or named) and pair.claim.tokens[at].stem in pair.context().stems


def _clauses(claim: Reading) -> Iterator[list[int]]:
    """The parts of a claim between punctuation marks and before "and", "but" and the like."""
    part: list[int] = []
    for at, token in enumerate(claim.tokens):
        new = part and (
            claim.clauses[at] != claim.clauses[part[-1]]
            or token.low in ("and", "but", "while", "which", "who", "because")
        )
        if new:
            yield part
            part = []
        part.append(at)
    if part:
        yield part
