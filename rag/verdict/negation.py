"""Negations that a claim adds to its evidence, or drops.

Each cue ("not", "no", "failed") is held against the cues beside the words of the evidence that its own words stand
for, so that "did not succeed" and "failed" agree. English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from index.text.terms import stem
from rag.verdict.alignment import Alignment
from rag.verdict.denying import DENIALS, NEGATORS, TOO, Cue, cues, denials, is_contrary, plain_denials, prefixed
from rag.verdict.function_words import stems
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

# With a "not" or "never" before it, each of these says yes.
_UNDONE = stems(
    """
    fail failed miss missed deny denied refuse refused reject rejected lack lacked lose lost forgot exclude excluded
    stop stopped prevent avoid omit ignore ignored forget forgotten leave unable impossible doubt abandon
    """
)
# In a wording that is freer than this, one text's "not" may be in the other's verb: "did not reach", "fell short of".
_LITERAL = 0.85
_REACH = 9
_ONLY = stems("only solely exclusively")
_NEEDED = stems("need needs must requires required if")
_CONTRAST = re.compile(
    r"\bnot\b.*,? \b(?:but|rather|instead)\b|[,;] not\b|\b(?:and|but) not\b|\b(?:rather|instead) (?:than|of)\b", re.I
)
_CONDITIONS = frozenset("if when where unless should".split())
_BUT = frozenset("without unless except until".split())
# From this strength of alignment on, two words are taken to be one predicate.
_THE_SAME = 0.85
# So many letters are no word that "un" turns: "unit" is no "it".
_UN_LEAST = 3


def negations(pair: Pair) -> list[Instead]:
    """Negations that only one side has, about something of which both speak in much the same words."""
    claim, evidence, alignment = pair.claim, pair.evidence, pair.alignment
    turned = list(prefixed(claim, evidence)), list(prefixed(evidence, claim))
    # "Militarized" is in the evidence's "demilitarized".
    telling = {token.low for token in claim.tokens if token.content}
    with_prefix = sum(cue.plain for cues_of in turned for cue in cues_of) / max(len(telling), 1)
    if pair.literal + with_prefix < _LITERAL:
        return []
    mine, theirs = _denying(claim, turned[0]), _denying(evidence, turned[1])
    if TOO.search(evidence.text):
        # "Too small to be shown" is "cannot be shown".
        mine = [cue for cue in mine if cue.word != "not"]
    mine, theirs = _uncancelled(mine, evidence), _uncancelled(theirs, claim)

    def one_plain(a: Cue, b: Cue) -> bool:
        return (a.plain or b.plain) and _speaks_of_it(b, evidence, claim, alignment.back)

    for agree in (_alike, _both_plain, one_plain):
        mine, theirs = _unmatched(mine, theirs, alignment, agree)
    # What is denied in other words than the evidence's may be its meaning turned twice: "silent", "need not speak".
    added = [
        ("", cue.word)
        for cue in mine
        if cue.plain
        and (not cue.scope or alignment.strengths[cue.scope[0]] >= _THE_SAME)
        and not is_contrary(cue, claim, evidence)
    ]
    missing = [
        (cue.word, "")
        for cue in theirs
        if cue.plain and _spoken_of(cue, alignment.back, claim, evidence) and not is_contrary(cue, evidence, claim)
    ]
    # "Without oxygen they cannot grow" has two, and says yes.
    return added if len(missing) == 2 and NEGATORS.isdisjoint(claim.low) else added + missing


def _denying(text: Reading, prefixes: Sequence[Cue]) -> list[Cue]:
    """Whatever denies in a text, one cue for each word; the plain one comes first."""
    found = [*plain_denials(text), *cues(text, DENIALS, plain=False), *prefixes]
    # The "yet" of a "not yet" is none of its own.
    if any(cue.word == "not" for cue in found):
        found = [cue for cue in found if cue.plain or cue.word != "yet"]
    return list({cue.at: cue for cue in reversed(found)}.values())[::-1]


def _unmatched(
    mine: Sequence[Cue], theirs: Sequence[Cue], alignment: Alignment, agree: Callable[[Cue, Cue], bool]
) -> tuple[list[Cue], list[Cue]]:
    """The cues of both sides without those that stand for each other, the nearest first."""
    pairs = sorted(
        (distance, i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
        if agree(a, b) and (distance := _distance(a, b, alignment)) <= _REACH
    )
    used_mine, used_theirs = set[int](), set[int]()
    for _, i, j in pairs:
        if i not in used_mine and j not in used_theirs:
            used_mine.add(i)
            used_theirs.add(j)
    return (
        [cue for i, cue in enumerate(mine) if i not in used_mine],
        [cue for j, cue in enumerate(theirs) if j not in used_theirs],
    )


def exchanged_denial(pair: Pair) -> tuple[str, str] | None:
    """What the claim affirms and the evidence denies, and the other way round: "from fees, not from gifts"."""
    claim, evidence = pair.claim, pair.evidence
    mine, theirs = list(cues(claim, NEGATORS, plain=True)), list(cues(evidence, NEGATORS, plain=True))
    if len(mine) != 1 or len(theirs) != 1 or pair.literal < _LITERAL:
        return None
    alike = _same_form(claim, mine[0].at, evidence, theirs[0].at)
    if not mine[0].scope or not theirs[0].scope or not (alike or (_contrasts(claim) and _contrasts(evidence))):
        return None
    one, two = claim.tokens[mine[0].scope[0]], evidence.tokens[theirs[0].scope[0]]
    denied_here, denied_there = _until_turned(claim, mine[0]), _until_turned(evidence, theirs[0])
    exchanged = one.stem in evidence.stems - denied_there and two.stem in claim.stems - denied_here
    return (one.text, two.text) if exchanged else None


def _until_turned(text: Reading, cue: Cue) -> set[str]:
    """The stems of what is denied, no further than a "but"."""
    turns = (at for at in range(cue.at, len(text.low)) if text.low[at] in ("but", "rather", "instead"))
    end = next(turns, len(text.low))
    return {text.tokens[at].stem for at in cue.scope if at < end}


def _same_form(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """Whether both deny with the same two words, the second a small one: "not from"."""
    same = claim.low[at : at + 2] == evidence.low[place : place + 2]
    return same and not any(token.content for token in claim.tokens[at + 1 : at + 2])


def _contrasts(text: Reading) -> bool:
    """Whether a text sets what it denies against what it affirms: "not the rock but the air"."""
    return bool(_CONTRAST.search(text.text))


def turned_prefix(pair: Pair) -> Instead | None:
    """A word with "un" before it in one text and bare in the other, all else being there."""
    if not pair.denies_alike:
        return None
    mine, theirs = ({token.low: token.text for token in text.tokens} for text in (pair.claim, pair.evidence))
    content = {token.low: token.stem for token in pair.claim.tokens if token.content}
    for own, other in ((mine, theirs), (theirs, mine)):
        for word in (word for word in own if word not in other):
            bare = word[2:]
            turns = word.startswith("un") and len(bare) > _UN_LEAST and bare in other and bare not in own
            if turns and {stem for low, stem in content.items() if low not in (word, bare)} <= pair.evidence.stems:
                return (other[bare], own[word]) if own is mine else (own[word], other[bare])
    return None


def _uncancelled(found: list[Cue], other: Reading) -> list[Cue]:
    """The cues without those that come to a yes, where the other text denies nothing: "never missed", "not until"."""
    if denials(other) or "until" in other.stems:
        return found
    words = {cue.at: cue.word for cue in found}
    gone: set[int] = set()
    # "Not covered without", "may not unless": only with.
    if (_ONLY | _NEEDED) & other.stems and _BUT & {cue.word for cue in found} and len(found) > 1:
        gone = {cue.at for cue in found if cue.plain}
    for cue in found:
        denied_too = [at for at in cue.scope[:1] if cue.plain and at in words]
        if denied_too and stem(words[denied_too[0]]) in _UNDONE - other.stems:
            gone |= {cue.at, *denied_too}
        if cue.plain and any(at > cue.at and word == "until" for at, word in words.items()):
            gone.add(cue.at)
    return [cue for cue in found if cue.at not in gone]


def _alike(a: Cue, b: Cue) -> bool:
    return stem(a.word) == stem(b.word)


def _both_plain(a: Cue, b: Cue) -> bool:
    return a.plain and b.plain


def _speaks_of_it(cue: Cue, own: Reading, other: Reading, back: Collection[int]) -> bool:
    """Whether what a word denies is in the other text too: "ending a dispute" says nothing of "did not vote"."""
    if cue.scope and all(own.tokens[at].stem in DENIALS for at in cue.scope):
        # The "dispute" that ends: it is only what another word is about.
        return cue.plain
    after = [at for at in cue.scope if at > cue.at]
    return cue.plain or not after or any(at in back or own.tokens[at].stem in other.stems for at in after)


def _distance(mine: Cue, theirs: Cue, alignment: Alignment) -> int:
    """How far apart two cues stand, by the words that they speak of; in words of the evidence."""
    places, back = alignment.places, alignment.back
    if places[mine.at] == theirs.at:
        return 0
    spots = [places[at] for at in mine.scope if places[at] >= 0]
    spots += [theirs.at for at in theirs.scope if at in back and abs(back[at] - mine.at) <= 2]
    near = [abs(spot - at) for spot in spots for at in (theirs.at, *theirs.scope[:1])]
    return min(near, default=_REACH + bool(spots))


def _spoken_of(cue: Cue, back: Collection[int], claim: Reading, evidence: Reading) -> bool:
    """Whether the claim speaks of what the evidence's cue denies; a condition may be left out: "if it does not fit"."""
    before = evidence.low[evidence.clause(cue.at).start : cue.at]
    if (_CONDITIONS - set(claim.low)).intersection(before):
        return False
    return any(at in back for at in cue.scope[:1]) or sum(at in back for at in cue.scope) >= 2
