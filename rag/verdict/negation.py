"""Negations that a claim adds to its evidence, or drops.

Each cue ("not", "no", "failed") is held against the cues beside the words of the evidence that its own words stand
for, so that "did not succeed" and "failed" agree. English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.text.terms import stem
from rag.quantities.units import NUMBER_WORDS
from rag.verdict.alignment import Alignment, literal
from rag.verdict.opposites import EXCLUDED
from rag.verdict.reading import Reading

NEGATORS = frozenset("not no never neither nor none nobody nothing nowhere without".split())
# They deny in their own way, and may stand for "not"; one that the other side lacks is no finding.
DENIALS = frozenset(
    stem(word)
    for word in """
    fail failed failure refuse deny lack lacking prevent avoid bar barred forbidden forbade silent earliest but reject
    decline miss missing absence absent unable impossible unlikely doubt ban forbid prohibit stop only until unless
    except hardly rarely barely scarcely seldom few fewer less little end lose lost dislike free void exclude instead
    rather than unknown unchanged died before dismiss abandon cancel abolish halt cease suspend resist resistant
    immune cease forget forgotten ignore withhold deprive block freeze expire lapse escape differ different still yet
    abstain abstained dropout withdrew withdraw false ineffective wrong against too exempt nonetheless late beyond
    outside rule unclear reject turned dispute contrary otherwise zero leave omit skip bypass postpone defer put spare
    first
    """.split()
)
# With a "not" or "never" before it, each of these says yes.
_UNDONE = frozenset(
    stem(word)
    for word in """
    fail failed miss missed deny denied refuse refused reject rejected lack lacked lose lost forgot exclude excluded
    stop stopped prevent avoid omit ignore ignored forget forgotten leave unable impossible doubt abandon
    """.split()
)
# In a wording that is freer than this, one text's "not" may be in the other's verb: "did not reach", "fell short of".
_LITERAL = 0.85
_REACH = 9
_DENYING = frozenset("deny denies denied denying".split())
_WITHOUT = frozenset("lack lacks lacked lacking".split())
FAILING = frozenset("fail fails failed failing refuse refuses refused decline declines declined unable".split())
_YET, _IS_YET = frozenset(("yet",)), frozenset("has have had having is are was were be remains remain".split())
_ONLY = frozenset(map(stem, ("only", "solely", "exclusively")))
_NEEDED = frozenset(map(stem, ("need", "needs", "must", "requires", "required", "if")))
_DOUBLED = frozenset(("never", "not", "no", "nobody", "none", "cannot"))
_CONTRAST = re.compile(
    r"\bnot\b.*,? \b(?:but|rather|instead)\b|[,;] not\b|\b(?:and|but) not\b|\b(?:rather|instead) (?:than|of)\b", re.I
)
_COMPARED = frozenset(
    """
    more less fewer later sooner larger smaller bigger higher lower better worse older younger shorter greater drier
    wetter hotter colder warmer cheaper faster slower heavier lighter richer poorer stronger weaker
    """.split()
)
TOO = re.compile(r"\btoo \w+(?: \w+){0,3} to\b", re.I)
_CONDITIONS = frozenset("if when where unless should".split())
_BUT = frozenset("without unless except until".split())
# From this strength of alignment on, two words are taken to be one predicate.
_THE_SAME = 0.85
_SCOPE = 3
# So far behind a "never" stands what it bounds.
_WITHIN = 6
_PREFIX = re.compile(r"^(?:un|in|im|dis|de|non|ir|il)")
# Before so long a word these turn its meaning: "demilitarized", but not "discover".
_TURNS = re.compile(
    r"(?:un|dis|de|non)\w{6,}|(?:in|ir|il)\w{5,}|im(?:poss|pat|perf|pol|pract|prec|prop|prob|pur|mor|mat|mob)\w+"
)
_TO_COME = frozenset(map(stem, "will shall later soon pending awaited awaits".split()))
_GOING_ON = frozenset(map(stem, "still remain remains".split()))
# So many letters are no word that "un" turns: "unit" is no "it".
_UN_LEAST = 3
UN = re.compile(r"un(?!der|i|til|cle|like|less)\w{4,}")
LESS = re.compile(r"\w{3,}less")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that turns or softens what follows it; `scope` are the places of the words that it speaks of."""

    at: int
    word: str
    scope: tuple[int, ...]
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim and its evidence disagree on yes or no: the cue that one of them has alone."""

    word: str
    added: bool


def negations(claim: Reading, evidence: Reading, alignment: Alignment) -> list[Turned]:
    """Negations that only one side has, about something of which both speak in much the same words."""
    turned = list(prefixed(claim, evidence)), list(prefixed(evidence, claim))
    # "Militarized" is in the evidence's "demilitarized".
    with_prefix = sum(cue.plain for cues_of in turned for cue in cues_of) / max(len(claim.content), 1)
    if literal(claim, evidence) + with_prefix < _LITERAL:
        return []
    mine = [*plain_denials(claim), *cues(claim, DENIALS, plain=False), *turned[0]]
    theirs = [*plain_denials(evidence), *cues(evidence, DENIALS, plain=False), *turned[1]]
    mine, theirs = _once(mine), _once(theirs)
    if TOO.search(evidence.text):
        # "Too small to be shown" is "cannot be shown".
        mine = [cue for cue in mine if cue.word != "not"]
    mine, theirs = _uncancelled(mine, evidence), _uncancelled(theirs, claim)
    back = backwards(alignment)
    for agree in (_alike, _both_plain, _one_plain):
        pairs = sorted(
            (distance, i, j)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
            if agree(a, b)
            and (distance := _distance(a, b, alignment, back)) <= _REACH
            and (agree is not _one_plain or _speaks_of_it(b, evidence, claim, back.__contains__))
        )
        used_mine: set[int] = set()
        used_theirs: set[int] = set()
        for _, i, j in pairs:
            if i not in used_mine and j not in used_theirs:
                used_mine.add(i)
                used_theirs.add(j)
        mine = [cue for i, cue in enumerate(mine) if i not in used_mine]
        theirs = [cue for j, cue in enumerate(theirs) if j not in used_theirs]
    # What is denied in other words than the evidence's may be its meaning turned twice: "silent", "need not speak".
    added = [
        Turned(cue.word, True)
        for cue in mine
        if cue.plain
        and (not cue.scope or any(alignment.strengths[at] >= _THE_SAME for at in cue.scope[:1]))
        and not is_contrary(cue, claim, evidence)
    ]
    missing = [
        Turned(cue.word, False)
        for cue in theirs
        if cue.plain and _spoken_of(cue, back, claim, evidence) and not is_contrary(cue, evidence, claim)
    ]
    # "Without oxygen they cannot grow" has two, and says yes.
    return added if len(missing) == 2 and not any(token.low in NEGATORS for token in claim.tokens) else added + missing


def plain_denials(text: Reading) -> list[Cue]:
    """What denies whatever follows it: "not", "without", "failed to" and "has yet to"."""
    low = [token.low for token in text.tokens]
    # The other half of "neither … nor" is no finding, but stands for a "not".
    failing = [Cue(at, "nor", (at + 1,), plain=False) for at, word in enumerate(low[:-1]) if word == "nor"]
    failing += [replace(cue, plain=True) for cue in cues(text, FAILING, plain=False) if _goes_on_to(low, cue.at)]
    failing += cues(text, _WITHOUT, plain=True)
    # "Has yet to confirm"
    failing += [
        cue
        for cue in cues(text, _YET, plain=True)
        if cue.at and low[cue.at - 1] in _IS_YET and _goes_on_to(low, cue.at)
    ]
    # "Denied that it had paid"
    failing += [
        cue for cue in cues(text, _DENYING, plain=True) if low[cue.at + 1 : cue.at + 2] in (["that"], ["having"])
    ]
    return _without_doubled([*cues(text, NEGATORS, plain=True), *failing])


def _goes_on_to(low: list[str], at: int) -> bool:
    return low[at + 1 : at + 2] == ["to"] and at + 2 < len(low) and low[at + 2].isalpha()


def exchanged_denial(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """What the evidence affirms and the claim denies, and the other way round: "from fees, not from gifts"."""
    mine, theirs = list(cues(claim, NEGATORS, plain=True)), list(cues(evidence, NEGATORS, plain=True))
    if len(mine) != 1 or len(theirs) != 1 or literal(claim, evidence) < _LITERAL:
        return None
    alike = _same_form(claim, mine[0].at, evidence, theirs[0].at)
    if not mine[0].scope or not theirs[0].scope or not (alike or (_contrasts(claim) and _contrasts(evidence))):
        return None
    one, two = claim.tokens[mine[0].scope[0]].stem, evidence.tokens[theirs[0].scope[0]].stem
    denied_here, denied_there = _until_turned(claim, mine[0]), _until_turned(evidence, theirs[0])
    exchanged = one in evidence.stems - denied_there and two in claim.stems - denied_here
    return (claim.tokens[mine[0].scope[0]].text, evidence.tokens[theirs[0].scope[0]].text) if exchanged else None


def _until_turned(text: Reading, cue: Cue) -> set[str]:
    """The stems of what is denied, no further than a "but"."""
    turns = (at for at in range(cue.at, len(text.tokens)) if text.tokens[at].low in ("but", "rather", "instead"))
    end = next(turns, len(text.tokens))
    return {text.tokens[at].stem for at in cue.scope if at < end}


def _same_form(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """Whether both deny with the same two words, the second a small one: "not from"."""
    one, two = claim.tokens[at : at + 2], evidence.tokens[place : place + 2]
    return [t.low for t in one] == [t.low for t in two] and not any(t.content for t in one[1:])


def _contrasts(text: Reading) -> bool:
    """Whether a text sets what it denies against what it affirms: "not the rock but the air"."""
    return bool(_CONTRAST.search(text.text))


def denials(reading: Reading) -> int:
    """How many words of a text deny."""
    return sum(token.low in NEGATORS and not _no_denial(reading, at) for at, token in enumerate(reading.tokens))


def turned_prefix(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A word with "un" before it in one text and bare in the other, all else being there: (evidence's, claim's)."""
    if denials(claim) != denials(evidence):
        return None
    mine, theirs = ({token.low: token.text for token in text.tokens} for text in (claim, evidence))
    content = {token.low: token.stem for token in claim.tokens if token.content}
    for own, other in ((mine, theirs), (theirs, mine)):
        for word in (word for word in own if word not in other):
            bare = word[2:]
            turns = word.startswith("un") and len(bare) > _UN_LEAST and bare in other and bare not in own
            if turns and {stem for low, stem in content.items() if low not in (word, bare)} <= evidence.stems:
                return (other[bare], own[word]) if own is mine else (own[word], other[bare])
    return None


def denied(reading: Reading, at: int) -> bool:
    """Whether a negation stands right before a word."""
    return any(token.low in NEGATORS for token in reading.tokens[max(0, at - 4) : max(0, at)])


def cues(reading: Reading, cue_words: frozenset[str], *, plain: bool) -> Iterator[Cue]:
    """The words of a text that are among `cue_words`, each with what it speaks of."""
    tokens = reading.tokens
    for at, token in enumerate(tokens):
        if token.low not in cue_words and token.stem not in cue_words:
            continue
        if plain and token.low in NEGATORS and _no_denial(reading, at):
            continue
        telling = [i for i, other in enumerate(tokens) if other.content and other.low not in _YET]
        clause = [i for i in telling if reading.clauses[i] == reading.clauses[at]]
        after = [i for i in clause if at < i < at + 9]
        before = [i for i in reversed(clause) if at - 6 < i < at]
        beyond = [i for i in telling if at < i < at + 5]
        yield Cue(at, token.low, tuple((after or before or beyond)[:_SCOPE]), plain)


def _once(found: list[Cue]) -> list[Cue]:
    """One cue for each word; the plain one comes first. The "yet" of a "not yet" is none of its own."""
    if any(cue.word == "not" for cue in found):
        found = [cue for cue in found if cue.plain or cue.word != "yet"]
    return list({cue.at: cue for cue in reversed(found)}.values())[::-1]


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


def _without_doubled(found: list[Cue]) -> list[Cue]:
    """The cues without a "never" or "not" and the "without" behind it, which come to a yes: "never run without it"."""
    gone: set[int] = set()
    plain = [cue for cue in found if cue.plain]
    for one, two in pairwise(sorted(plain, key=lambda cue: cue.at)):
        if one.word in _DOUBLED and two.word == "without" and two.at - one.at <= _REACH:
            gone |= {one.at, two.at}
    return [cue for cue in found if cue.at not in gone]


def is_contrary(cue: Cue, own: Reading, other: Reading) -> bool:
    """Whether what one text denies is the contrary of what the other says, and it does not: "not open", "closed"."""
    said = other.stems - own.stems
    # "Yet to be announced", "will be announced".
    not_yet = cue.word == "yet" or any(token.low == "yet" for token in own.tokens[cue.at + 1 : cue.at + 2])
    if not_yet and _TO_COME & other.stems:
        return True
    # "Not yet left", "still in".
    if _GOING_ON & said and any(token.low in ("yet", "longer") for token in own.tokens[cue.at + 1 : cue.at + 3]):
        return True
    return any(two & said for at in cue.scope[:2] for _, two in EXCLUDED.get(own.tokens[at].stem, ()))


def _no_denial(reading: Reading, at: int) -> bool:
    """As in "not only", "no. 5", "neither … nor" (counted once), "no doubt", "than those who did not"."""
    low = [token.low for token in reading.tokens]
    after = low[at + 1] if at + 1 < len(low) else ""
    return (
        (low[at] == "not" and after in ("only", "just", "merely", "least", "long", "far", "unlike", "surprisingly"))
        or (low[at] == "no" and reading.tokens[at].opens and _ends_clause(reading, at))
        or (low[at] == "not" and at and low[at - 1] == "or" and "whether" in low[:at])
        or (low[at] == "neither" and "not" in low[max(0, at - 8) : at])
        or (low[at] == "nor" and "neither" in low[max(0, at - 12) : at])
        or (low[at] == "no" and (after[:1].isdigit() or after == "doubt" or _is_compared(low[at + 1 : at + 3])))
        or (low[at] == "never" and bounds_amount(low, at))
        or (low[at] in ("not", "never") and after.startswith("exceed"))
        or (low[at] == "not" and _is_compared(low[at + 1 : at + 2]) and bounds_amount(low, at))
        or (low[at] == "not" and "who" in low[max(0, at - 2) : at] and _ends_clause(reading, at))
    )


def bounds_amount(low: list[str], at: int) -> bool:
    """As in "never free for more than ten weeks", which says how much at most."""
    return any(
        low[i] in _COMPARED and low[i + 1] == "than" and (low[i + 2][0].isdigit() or low[i + 2] in NUMBER_WORDS)
        for i in range(at + 1, min(at + _WITHIN, len(low) - 2))
    )


def _is_compared(following: list[str]) -> bool:
    """As in "no more than five" and "no drier month", which say how much."""
    return bool(following) and following[0] in _COMPARED


def _ends_clause(reading: Reading, at: int) -> bool:
    return at + 1 == len(reading.tokens) or reading.clauses[at + 1] != reading.clauses[at]


def prefixed(reading: Reading, other: Reading) -> Iterator[Cue]:
    """Words like "unbroken" and "childless" that the other text has not."""
    for at, token in enumerate(reading.tokens):
        if token.stem in other.stems or not token.content:
            continue
        rest = _PREFIX.sub("", token.low)
        prefixed = rest != token.low and len(rest) > 3 and stem(rest) in other.stems
        if prefixed or UN.fullmatch(token.low) or LESS.fullmatch(token.low):
            turns = _TURNS.fullmatch(token.low) or UN.fullmatch(token.low)
            yield Cue(at, token.low, (at,), bool(prefixed and turns))


def _alike(a: Cue, b: Cue) -> bool:
    return stem(a.word) == stem(b.word)


def _both_plain(a: Cue, b: Cue) -> bool:
    return a.plain and b.plain


def _one_plain(a: Cue, b: Cue) -> bool:
    return a.plain or b.plain


def _speaks_of_it(cue: Cue, own: Reading, other: Reading, met: Callable[[int], bool]) -> bool:
    """Whether what a word denies is in the other text too: "ending a dispute" says nothing of "did not vote"."""
    if cue.scope and all(own.tokens[at].stem in DENIALS for at in cue.scope):
        # The "dispute" that ends: it is only what another word is about.
        return cue.plain
    after = [at for at in cue.scope if at > cue.at]
    return cue.plain or not after or any(met(at) or own.tokens[at].stem in other.stems for at in after)


def backwards(alignment: Alignment) -> dict[int, int]:
    """The place in the claim of each word of the evidence that has one."""
    return {place: at for at, place in enumerate(alignment.places) if place >= 0 and alignment.strengths[at] >= 0.6}


def _distance(mine: Cue, theirs: Cue, alignment: Alignment, back: dict[int, int]) -> int:
    """How far apart two cues stand, by the words that they speak of; in words of the evidence."""
    spots = [alignment.place(at) for at in mine.scope if alignment.place(at) >= 0]
    spots += [theirs.at for at in theirs.scope if at in back and abs(back[at] - mine.at) <= 2]
    if alignment.place(mine.at) == theirs.at:
        return 0
    near = [abs(spot - at) for spot in spots for at in (theirs.at, *theirs.scope[:1])]
    return min(near, default=_REACH + bool(spots))


def _spoken_of(cue: Cue, back: dict[int, int], claim: Reading, evidence: Reading) -> bool:
    """Whether the claim speaks of what the evidence's cue denies; a condition may be left out: "if it does not fit"."""
    clause = [at for at in range(cue.at) if evidence.clauses[at] == evidence.clauses[cue.at]]
    if any(evidence.tokens[at].low in _CONDITIONS - {token.low for token in claim.tokens} for at in clause):
        return False
    return any(at in back for at in cue.scope[:1]) or sum(at in back for at in cue.scope) >= 2
