"""Denials in a freer wording: a claim denies and nothing in its evidence does, or the other way round.

Where both deny, in whatever words, one's "not" may be in the other's verb, and nothing is said; `rag.verdict.negation`
looks at wordings that are near. English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.verdict.denying import (
    DENIALS,
    FAILING,
    LESS,
    NEGATORS,
    TOO,
    UN,
    Cue,
    is_contrary,
    plain_denials,
    prefixed,
)
from rag.verdict.function_words import stems
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

# Beside those of `denying`, what may be another way to say no.
_NO = DENIALS | stems(
    """
    off offline out open below under minimum maximum limit lowest least worst down away alone minor weak poor small
    short hard difficult apart nobody oppose opposed hidden secret close closed shut broken empty zero half drop
    discontinued whether unlike owe owed owing outstanding
    """
)
_PREFIX = re.compile(
    r"(?:un|in|im|dis|non|ir|il|mis|anti)(?!to\b|side|clud|volv|stitut|terest|creas|form|vest|dustr)\w{4,}"
)
_YET = frozenset("still yet too".split())
# "Not all birds migrate", "neither won": the other side may say it of some, or of both.
_OF_SOME = frozenset("all every each everyone everything always both necessarily only".split())
_BOUNDS = frozenset("more less fewer later earlier longer sooner better worse other".split())
_TURNING = frozenset("only hardly but except rather".split())
# A denied word stands within so many words of its denial, and a denial within so many of what it speaks of.
_RIGHT_BEHIND, _NEAR = 3, 6
# From this strength of alignment on, what the evidence denies is what the claim speaks of.
_THE_SAME = 0.85


def one_sided(pair: Pair) -> Instead | None:
    """A denial of a claim or its evidence where the other side has no word that could stand for it."""
    claim, evidence = pair.claim, pair.evidence
    mine, theirs = _denials(claim, evidence), _denials(evidence, claim)
    for cue in mine:
        # What failed to be done was done, in the same word.
        done = cue.word in FAILING and any(claim.tokens[at].stem in evidence.stems for at in cue.scope[:1])
        if done and not theirs:
            return "", cue.word
    if len(mine) == 1 and not theirs and not _may_deny(claim, besides=mine[0].at) and not _may_deny(evidence):
        return None if is_contrary(mine[0], claim, evidence) else ("", mine[0].word)
    # "No tree without a permit" has two, and says yes.
    if len({cue.word for cue in theirs}) == 1 and not mine and not _may_deny(claim):
        return _dropped(pair, theirs[0])
    return None


def nearby(pair: Pair) -> Instead | None:
    """A denial of two words that follow each other, where the other side has both together and denies nothing near.

    Told of the place alone, so that what is denied elsewhere in either text makes no difference.
    """
    claim, evidence, alignment = pair.claim, pair.evidence, pair.alignment
    for cue in plain_denials(claim):
        places = [alignment.places[at] for at in cue.scope[:2] if alignment.strengths[at] >= _THE_SAME]
        said = _pairs(claim, cue) and _together([places], cue) and not _denies_near(evidence, places)
        if said and not is_contrary(cue, claim, evidence):
            return "", cue.word
    theirs = plain_denials(evidence)
    for cue in theirs if len(theirs) == 1 else ():
        back = [[at for at, place in enumerate(alignment.places) if place == own] for own in cue.scope[:2]]
        sure = [[at for at in own if alignment.strengths[at] >= _THE_SAME] for own in back]
        spots = [[a, b] for a in sure[0] for b in sure[1]] if len(sure) == 2 else []
        together = _together(spots, cue)
        excused = cue.word == "without" or _commands(evidence, cue) or "until" in evidence.stems
        excused = excused or is_contrary(cue, evidence, claim) or any(_denies_near(claim, each) for each in together)
        if _pairs(evidence, cue) and together and not excused:
            return cue.word, ""
    return None


def _pairs(text: Reading, cue: Cue) -> bool:
    """Whether a denial speaks of two words right behind it, and bounds nothing: "no more than five weeks"."""
    # "The president, not his deputy": set against what is affirmed.
    if cue.at and text.ends_clause(cue.at - 1):
        return False
    behind = len(cue.scope) > 1 and 0 < cue.scope[0] - cue.at <= _RIGHT_BEHIND
    return behind and text.word(cue.at + 1) not in _BOUNDS | _OF_SOME


def _together(spots: Sequence[Sequence[int]], cue: Cue) -> list[Sequence[int]]:
    """Those pairs of places that are as close as the denied words, and in their order."""
    reach = max(cue.scope[1] - cue.scope[0] + 1, _RIGHT_BEHIND) if len(cue.scope) > 1 else 0
    return [each for each in spots if len(each) == 2 and 0 < each[1] - each[0] <= reach]


def _denies_near(text: Reading, places: Sequence[int]) -> bool:
    clauses = {text.clauses[at] for at in places}
    around = range(max(0, min(places) - _NEAR), min(len(text.tokens), max(places) + _NEAR + 1))
    return any(
        text.low[at] in NEGATORS | _TURNING or _is_denial(text, at)
        for at in around
        # ", but the charging point …" turns another clause than the one before.
        if text.clauses[at] in clauses or text.low[at] not in _TURNING
    )


def _commands(text: Reading, cue: Cue) -> bool:
    """Whether something is forbidden: "Do not water from above" may be told by what else would come."""
    return text.word(cue.at - 1) == "do" and text.tokens[cue.at - 1].opens


def _dropped(pair: Pair, cue: Cue) -> Instead | None:
    """The denial of the evidence that a claim leaves out, which speaks of the same thing and denies nothing of it."""
    evidence = pair.evidence
    if not pair.alignment.reached(_THE_SAME).intersection(cue.scope[:1]) or _may_deny(evidence, besides=cue.at):
        return None
    if cue.word == "neither" or evidence.word(cue.at + 1) in _OF_SOME or is_contrary(cue, evidence, pair.claim):
        return None
    # "I am not asking for patience; I am asking for a year": the same is affirmed beside it.
    denied = evidence.tokens[cue.scope[0]].stem
    again = (at for at, token in enumerate(evidence.tokens) if at not in cue.scope and token.content)
    return None if any(evidence.tokens[at].stem == denied for at in again) else (cue.word, "")


def _denials(text: Reading, other: Reading) -> list[Cue]:
    """What denies: "not", "without", "failed to", and a word like "unpaid" where the other text has "paid"."""
    return [cue for cue in (*plain_denials(text), *prefixed(text, other)) if cue.plain]


def _may_deny(text: Reading, *, besides: int = -1) -> bool:
    """Whether a text has a word that may deny, whatever it is said of, but for its denial at the place `besides`."""
    return any(at != besides and _is_denial(text, at) for at in range(len(text.tokens)))


def _is_denial(text: Reading, at: int) -> bool:
    token = text.tokens[at]
    if token.low == "too" and TOO.match(text.text, token.start):
        return True
    # "A little", "still open"; but "still to be built".
    if (token.low == "little" and text.word(at - 1) == "a") or (token.low in _YET and text.word(at + 1) != "to"):
        return False
    formed = _PREFIX.fullmatch(token.low) or UN.fullmatch(token.low) or LESS.fullmatch(token.low)
    return token.low not in NEGATORS and bool(token.stem in _NO or formed)
