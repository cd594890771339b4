"""Of how many a claim speaks: "all" where its evidence has "some", "only" where it has no such word, no "some" at all.

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from rag.quantities.quantities import quantities
from rag.quantities.units import UNITS
from rag.verdict.alignment import Alignment, literal
from rag.verdict.negation import backwards, bounds_amount, denials
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
_EXCEPTING = frozenset("but except apart excluding".split())
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


def widened(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The evidence's word for a part of something and the claim's for more of it; "" for a word that is not there."""
    if literal(claim, evidence) < _LITERAL:
        return None
    raised = _raised(claim, evidence, alignment)
    if raised:
        return raised
    sweeping = _sweeping(claim, evidence)
    if sweeping:
        return "", sweeping
    partial = _dropped(claim, evidence, alignment)
    return (partial, "") if partial else None


def turned_exception(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """What the evidence takes out and the claim takes in, or the other way round: (the evidence's, the claim's)."""
    for one, two in ((_EXCEPT, _INCLUDING), (_INCLUDING, _EXCEPT), (_UNLIKE, _LIKE), (_LIKE, _UNLIKE)):
        for theirs in one.finditer(evidence.text):
            what = theirs["what"].casefold()
            mine = next((found for found in two.finditer(claim.text) if found["what"].casefold() == what), None)
            if mine and not two.search(evidence.text):
                return theirs[0], mine[0]
    return None


def _raised(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    if any(token.low in _EXCEPTING for token in claim.tokens):
        return None
    turned = denials(claim) != denials(evidence)
    only = "onli" in evidence.stems and "onli" not in claim.stems
    for at, token in enumerate(claim.tokens):
        level = _QUANTIFIERS.get(token.low)
        # "Only in dry weather": not in any.
        if token.low == "any" and only and not turned and "any" not in evidence.stems and _is_free(claim, at):
            return "only", "any"
        if level is None or level < 3 or token.stem in evidence.stems:
            continue
        if _all_long(claim, at) or _all_that(claim, at):
            continue
        if level == 4 and token.low != "always" and only:
            return "only", token.low
        scope = [
            alignment.place(near)
            for near in range(at + 1, min(at + 4, len(claim.tokens)))
            if claim.tokens[near].content
        ]
        for place, other in enumerate(evidence.tokens):
            # "Few received it": most did not.
            lower = _QUANTIFIERS.get(other.low, 9) < level and not (other.low == "few" and turned)
            if lower and any(0 < found - place <= 3 for found in scope[:1]):
                return other.low, token.low
    return None


def _is_free(text: Reading, at: int) -> bool:
    """Whether "any" leaves the choice: "in any weather", and not "if any" or "any group must"."""
    before = text.tokens[at - 1].low if at else ""
    return before in ("in", "at", "by", "to", "from", "for", "with", "of", "on")


def _sweeping(claim: Reading, evidence: Reading) -> str:
    """The claim's word for all, or for one alone, where nothing in the evidence is so sweeping."""
    excepted = any(token.low in _EXCEPTING for token in claim.tokens)
    if excepted or any(token.low in _SWEEPING for token in evidence.tokens):
        return ""
    for at, token in enumerate(claim.tokens):
        if token.low not in _UNIVERSAL:
            continue
        before = {other.low for other in claim.tokens[:at]}
        manner = token.low == "all" and at and claim.tokens[at - 1].low in ("above", "after", "at", "first", "in")
        manner = manner or (token.low == "any" and "than" in [other.low for other in claim.tokens[max(0, at - 3) : at]])
        manner = manner or [other.low for other in claim.tokens[at : at + 3]] == ["all", "the", "same"]
        manner = manner or _all_that(claim, at)
        manner = manner or (token.low == "whole" and _is_time(claim, at + 1)) or _all_long(claim, at)
        manner = manner or (token.low == "only" and "otherwise" in evidence.stems)
        manner = manner or (token.low == "every" and _is_time(claim, at + 1)) or _is_whole_number(claim, at)
        manner = manner or (token.low in _WITH_ONE_VOICE and _NONE_AGAINST.search(evidence.text) is not None)
        manner = manner or (token.low == "never" and bounds_amount([other.low for other in claim.tokens], at))
        counted = bool(quantities(" ".join(other.text for other in claim.tokens[at + 1 : at + 3])))
        # "Only a few", "only a local anaesthetic", "only when she was 30": so little, so late; no more is denied.
        little = token.low == "only" and (
            "few" in evidence.stems
            or _OTHER_THAN.search(evidence.text)
            or [other.low for other in claim.tokens[at + 1 : at + 2]] in (["a"], ["an"])
            or any(other.low in _WHEN for other in claim.tokens[at + 1 : at + 6])
            or any(other.low in _LEARNT for other in claim.tokens[at + 1 : at + 2])
        )
        if not (manner or little) and not counted and not before & _DENYING:
            return token.low
    return ""


def _is_time(text: Reading, at: int) -> bool:
    """As in "every Thursday", for what is weekly."""
    low = text.tokens[at].low if at < len(text.tokens) else ""
    return low in UNITS or low in _PARTS_OF_TIME or low.endswith("day")


def _all_long(text: Reading, at: int) -> bool:
    """As in "all winter long", for "throughout the winter"."""
    return text.tokens[at].low == "all" and _is_time(text, at + 1)


def _all_that(text: Reading, at: int) -> bool:
    """As in "all he wanted was a boat": nothing else."""
    return _ALL_THAT.match(text.text, text.tokens[at].start) is not None


def _is_whole_number(text: Reading, at: int) -> bool:
    return text.tokens[at].low == "whole" and any(t.low.startswith("number") for t in text.tokens[at + 1 : at + 2])


def _dropped(claim: Reading, evidence: Reading, alignment: Alignment) -> str:
    """The evidence's word for a part, where the claim speaks of the same thing and of no part."""
    if any(token.low in _PARTLY or token.low[0].isdigit() for token in claim.tokens):
        return ""
    back = backwards(alignment)
    for place, token in enumerate(evidence.tokens):
        superlative = token.low == "most" and any(t.low.endswith("ly") for t in evidence.tokens[place + 1 : place + 2])
        if (
            superlative
            or token.low not in _PARTIAL
            or (place and evidence.tokens[place - 1].low in ("the", "at", "for", "so", "unlike"))
        ):
            continue
        scope = [at for at in range(place + 1, min(place + 5, len(evidence.tokens))) if evidence.tokens[at].content]
        if scope and scope[0] in back and evidence.clauses[scope[0]] == evidence.clauses[place]:
            return token.low
    return ""
