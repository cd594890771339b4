"""Of how many a claim speaks: "all" where its evidence has "some", "only" where it has no such word, no "some" at all.

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from rag.quantities.quantities import quantities
from rag.quantities.units import UNITS
from rag.verdict.denying import NEGATORS, bounds_amount
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

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
# From this of them on, a word says that it is most of something, or all of it.
_MOSTLY, _WHOLLY = _QUANTIFIERS["most"], _QUANTIFIERS["all"]
# So near behind one of them stands what it is said of.
_SCOPE = 3
# In a freer wording than this, how many are meant may be in other words.
_LITERAL = 0.5
_UNIVERSAL = frozenset(
    """
    all every everyone everybody everything everywhere always whatever whoever wherever any entire entirely altogether
    completely wholly whole only sole solely never unanimous unanimously
    """.split()
)
_WITH_ONE_VOICE = frozenset(("unanimous", "unanimously"))
_NONE_AGAINST = re.compile(r"\b\d+\s?[-–]\s?0\b|\bto (?:nil|nothing|0)\b")
# Where the evidence has one of these, it may well speak of all, or of one alone.
_SWEEPING = _UNIVERSAL | frozenset(
    """
    no none nobody nothing nowhere nor not both each throughout without but except just exclusively full fully totally
    total alone merely until unless once must ever second
    confined limited restricted condition provided sole
    """.split()
)
_PARTS_OF_TIME = frozenset("winter summer spring autumn morning afternoon evening night season".split())
_AT_ALL = frozenset("times costs events".split())
_NONE = frozenset("none no not neither".split())
_ALL = frozenset("all every each both".split())
_EXCEPTING = frozenset("but except apart excluding".split())
# A claim's "only" takes in no more than these words of the evidence.
_SO_LITTLE = frozenset(("few", "otherwise"))
_WHEN = frozenset("when after until once later".split())
_DENYING = frozenset("not no without if whether never before".split())
_PARTIAL = frozenset(
    """
    some several few many most mostly mainly partly partially often sometimes usually generally largely
    majority tend tends numerous
    """.split()
)
_EXCEPT = re.compile(r"\b(?:except|excluding|apart from|other than)(?: on| for| the)* (?P<what>\w+)", re.I)
_OTHER_THAN = re.compile(r"\b(?:any|no)(?:one|body)? (?:else|other than)\b", re.I)
_INCLUDING = re.compile(r"\b(?:including|even)(?: on| for| the)* (?P<what>\w+)", re.I)
_UNLIKE = re.compile(r"\bunlike (?:the majority of|most|other|many)?(?: other)?\s?(?P<what>\w+)", re.I)
_LIKE = re.compile(r"(?<!un)\blike (?:the majority of|most|other|many)?(?: other)?\s?(?P<what>\w+)", re.I)
# Other ways to speak of a part.
_PARTLY = _PARTIAL | frozenset(
    """
    number minority frequently repeatedly rarely again limited lot lots one two three more range handful plenty set
    series group typically predominantly above regularly part certain various nearly almost half least different
    much multiple recur recurs common commonly main chiefly primarily
    """.split()
)
_ALL_THAT = re.compile(r"all (?:that )?(?:he|she|they|it|we|i|you|the \w+) [^,;.]{2,40} (?:is|was|were|are)\b", re.I)
# Who "only heard of it through the press" heard of it late.
_LEARNT = frozenset("heard learned learnt discovered realised realized began became".split())

_EXCEPT_FROM = re.compile(
    r"\b(?:except|excluding|apart from|other than)(?: on| for| in| at| those in)*(?: the)? (\w+)", re.I
)
_APART = NEGATORS | frozenset("except excluding apart other save only unlike but however although".split())
# In a freer wording than this, what is left out may be told otherwise.
_LITERAL_OF_THE_REST = 0.85


def widened(pair: Pair) -> Instead | None:
    """The evidence's word for a part of something and the claim's for more of it."""
    if pair.literal < _LITERAL:
        return None
    raised = _raised(pair)
    if raised:
        return raised
    sweeping = _sweeping(pair.claim, pair.evidence)
    if sweeping:
        return "", sweeping
    partial = _dropped(pair)
    return (partial, "") if partial else None


def turned_exception(pair: Pair) -> Instead | None:
    """What the evidence takes out and the claim takes in, or the other way round."""
    claim, evidence = pair.claim, pair.evidence
    for one, two in ((_EXCEPT, _INCLUDING), (_INCLUDING, _EXCEPT), (_UNLIKE, _LIKE), (_LIKE, _UNLIKE)):
        for theirs in one.finditer(evidence.text):
            what = theirs["what"].casefold()
            mine = next((found for found in two.finditer(claim.text) if found["what"].casefold() == what), None)
            if mine and not two.search(evidence.text):
                return theirs[0], mine[0]
    return None


def all_of_several(pair: Pair) -> Instead | None:
    """A claim's "all", where the evidence denies it of one: "Models P4 and P6 have it; model P2 has none"."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _LITERAL or not (_EXCEPTING | _NONE | {"almost", "nearly"}).isdisjoint(claim.low):
        return None
    if not _ALL.isdisjoint(evidence.low):
        return None
    for at, token in enumerate(claim.tokens[:-1]):
        thing = claim.tokens[at + 1]
        if token.low not in ("all", "every") or not thing.content:
            continue
        places = [place for place, other in enumerate(evidence.tokens) if other.stem == thing.stem]
        parts = {evidence.clauses[place] for place in places}
        around = (near for place in places for near in evidence.clause(place))
        denied = next((evidence.low[near] for near in around if evidence.low[near] in _NONE), "")
        if len(parts) > 1 and denied:
            return denied, f"{token.text} {thing.text}"
    return None


def _raised(pair: Pair) -> Instead | None:
    claim, evidence = pair.claim, pair.evidence
    if not _EXCEPTING.isdisjoint(claim.low):
        return None
    only = "onli" in evidence.stems and "onli" not in claim.stems
    for at, token in enumerate(claim.tokens):
        # "Only in dry weather": not in any.
        if token.low == "any" and only and pair.denies_alike and "any" not in evidence.stems and _is_free(claim, at):
            return "only", "any"
        level = _QUANTIFIERS.get(token.low, 0)
        if level < _MOSTLY or token.stem in evidence.stems or _all_long(claim, at) or _all_that(claim, at):
            continue
        if level == _WHOLLY and token.low != "always" and only:
            return "only", token.low
        telling = (near for near in range(at + 1, min(at + 4, len(claim.tokens))) if claim.tokens[near].content)
        scope = next((pair.alignment.places[near] for near in telling), -1)
        for place, other in enumerate(evidence.low):
            # "Few received it": most did not.
            lower = _QUANTIFIERS.get(other, 9) < level and (other != "few" or pair.denies_alike)
            if lower and 0 < scope - place <= _SCOPE:
                return other, token.low
    return None


def _is_free(text: Reading, at: int) -> bool:
    """Whether "any" leaves the choice: "in any weather", and not "if any" or "any group must"."""
    return text.word(at - 1) in ("in", "at", "by", "to", "from", "for", "with", "of", "on")


def _sweeping(claim: Reading, evidence: Reading) -> str:
    """The claim's word for all, or for one alone, where nothing in the evidence is so sweeping."""
    if not _EXCEPTING.isdisjoint(claim.low) or not _SWEEPING.isdisjoint(evidence.low):
        return ""
    for at, token in enumerate(claim.tokens):
        if token.low not in _UNIVERSAL or not _DENYING.isdisjoint(claim.low[:at]):
            continue
        counted = quantities(" ".join(other.text for other in claim.tokens[at + 1 : at + 3]))
        limits = token.low == "only" and _only_so_much(claim, at, evidence)
        if not (counted or limits or _means_less(claim, at, evidence)):
            return token.low
    return ""


def _means_less(claim: Reading, at: int, evidence: Reading) -> bool:
    """Whether a sweeping word says no more than the evidence: a manner of speaking, a time, a bound."""
    word, before = claim.low[at], claim.word(at - 1)
    return (
        (word == "all" and before in ("above", "after", "at", "first", "in") and not _takes_in(claim, at))
        or claim.low[at : at + 3] == ("all", "the", "same")
        or (word == "any" and "than" in claim.low[max(0, at - 3) : at])
        or _all_that(claim, at)
        or _all_long(claim, at)
        or (word in ("whole", "every") and _is_time(claim, at + 1))
        or (word == "whole" and claim.word(at + 1).startswith("number"))
        or (word in _WITH_ONE_VOICE and _NONE_AGAINST.search(evidence.text) is not None)
        or (word == "never" and bounds_amount(claim, at))
    )


def _takes_in(claim: Reading, at: int) -> bool:
    """As in "at all sites", and not "not at all" or "at all times"."""
    if claim.ends_clause(at):
        return False
    after = claim.tokens[at + 1]
    return after.content and after.low.endswith("s") and not _is_time(claim, at + 1) and after.low not in _AT_ALL


def _only_so_much(claim: Reading, at: int, evidence: Reading) -> bool:
    """As in "only a few", "only a local anaesthetic", "only when she was 30": so little, so late; no more is denied."""
    return (
        not _SO_LITTLE.isdisjoint(evidence.stems)
        or _OTHER_THAN.search(evidence.text) is not None
        or claim.word(at + 1) in ("a", "an")
        or claim.word(at + 1) in _LEARNT
        or not _WHEN.isdisjoint(claim.low[at + 1 : at + 6])
    )


def _is_time(text: Reading, at: int) -> bool:
    """As in "every Thursday", for what is weekly."""
    word = text.word(at)
    return word in UNITS or word in _PARTS_OF_TIME or word.endswith("day")


def _all_long(text: Reading, at: int) -> bool:
    """As in "all winter long", for "throughout the winter"."""
    return text.low[at] == "all" and _is_time(text, at + 1)


def _all_that(text: Reading, at: int) -> bool:
    """As in "all he wanted was a boat": nothing else."""
    return _ALL_THAT.match(text.text, text.tokens[at].start) is not None


def _dropped(pair: Pair) -> str:
    """The evidence's word for a part, where the claim speaks of the same thing and of no part."""
    evidence = pair.evidence
    if any(word in _PARTLY or word[0].isdigit() for word in pair.claim.low):
        return ""
    for place, word in enumerate(evidence.low):
        superlative = word == "most" and evidence.word(place + 1).endswith("ly")
        if superlative or word not in _PARTIAL or evidence.word(place - 1) in ("the", "at", "for", "so", "unlike"):
            continue
        telling = (at for at in range(place + 1, min(place + 5, len(evidence.low))) if evidence.tokens[at].content)
        scope = next(telling, -1)
        if scope in pair.alignment.back and scope in evidence.clause(place):
            return word
    return ""


def excepted(pair: Pair) -> Instead | None:
    """A claim that says of a thing what the evidence says of all but that."""
    claim, evidence = pair.claim, pair.evidence
    if not _APART.isdisjoint(claim.low) or pair.literal < _LITERAL_OF_THE_REST:
        return None
    found = _EXCEPT_FROM.search(evidence.text)
    if found is None:
        return None
    at = evidence.place(found.start(1))
    if at >= len(evidence.tokens) or not evidence.tokens[at].content:
        return None
    # "Except on Mondays between May and July": of other Mondays it is true.
    rest = range(at + 1, evidence.sentence(at).stop)
    told = {token.stem for token in claim.tokens if token.tells}
    if any(evidence.tokens[other].tells for other in rest) or not told <= evidence.stems:
        return None
    thing = evidence.tokens[at].stem
    mine = next((token.text for token in claim.tokens if token.stem == thing), "")
    return (found[0], mine) if mine and evidence.only(thing) == at else None
