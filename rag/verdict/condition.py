"""What is said on a condition, and when: "if wages are not raised" does not say that they were raised.

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.verdict.alignment import Alignment, literal
from rag.verdict.negation import denials
from rag.verdict.reading import Reading

_UNLESS = frozenset("unless only except without".split())
_NOT = frozenset("not no never cannot none neither nor nobody nothing".split())
_IS = frozenset("is are remains remain".split())
_WAS = frozenset("was were remained".split())
_ARTICLES = frozenset("a an the its his her their".split())
_ENDS = frozenset("was were until till remained former formerly once no".split())
_CONDITIONS = frozenset("if unless provided whether".split())
# What is feared, doubted or denied is not told as a fact either.
_SUPPOSED = frozenset(
    "fear fears feared doubt doubts doubted deny denies denied wonder wonders imagine imagines".split()
)
# A claim with one of these leaves something open, or has a condition of its own.
_OPEN = frozenset(
    """
    if unless provided providing when whenever whether once until till while where would could may might can should must
    condition conditions case cases depends depending subject without otherwise assuming long after before only
    """.split()
)
# In a freer wording than this, a condition may be in other words.
_LITERAL = 0.6
# So many words of a claim must be found in the condition, and this sure it must be of each.
_FEWEST, _SURE = 2, 0.5
_CLOSE = 4
_REACH = 7
_ABLE = frozenset("can could may might will".split())
_AFTER = frozenset(
    "before after once until till if unless when need needs needed require requires required not no cannot".split()
)
_ELSE = frozenset("until since because when after before who which".split())
_WAIVES = re.compile(
    r"\b(?:even (?:if|when|where|though)|regardless of|irrespective of|no matter|whether or not|"
    r"in (?:any|either) case)\b",
    re.I,
)
_REQUIRES = re.compile(
    r"\b(?:only (?:if|when|where|after|with)|unless|provided(?: that)?|on condition|as long as|subject to)\b", re.I
)
_BESIDE = re.compile(r"\b(before|after|in|on|at|during)\s+(?:the\s+)?$", re.I)
_UNTIL_OR_SINCE = re.compile(
    r"\b(until|till|up to|before|since|from|after|as of)(?: (?:the|about|version|release|chapter|page))?\s$", re.I
)
_UP_TO = frozenset(("until", "till", "up to", "before"))
_TIMED = _UP_TO | {"since", "from", "after"}
_MORE_OR_LESS = re.compile(
    r"\b(more than|greater than|fewer than|less than|over|under|above|below|exceed\w*)\s+(?:an?\s+|the\s+)?$", re.I
)


def dropped_condition(claim: Reading, evidence: Reading, alignment: Alignment) -> str:
    """The evidence's word for a condition, where the claim says as a fact what stands there as one; else empty."""
    if any(token.low in _OPEN for token in claim.tokens) or literal(claim, evidence) < _LITERAL:
        return ""
    told = [at for at, token in enumerate(claim.tokens) if token.content and alignment.strengths[at] >= _SURE]
    places = {alignment.place(at) for at in told}
    for start, token in enumerate(evidence.tokens):
        if token.low not in _CONDITIONS | _SUPPOSED or (token.low == "provided" and not token.opens):
            continue
        if token.low in _SUPPOSED and (_is_noun(evidence, start) or _SUPPOSED & {own.low for own in claim.tokens}):
            continue
        clause = evidence.clauses[start]
        inside = {at for at in range(start + 1, len(evidence.tokens)) if evidence.clauses[at] == clause}
        if len(places) < _FEWEST or not places <= inside:
            continue
        # "Whether it lasts is asked since the island elected …": what stands further on is no condition.
        between = {token.low for token in evidence.tokens[start : min(places)]}
        if min(places) - start <= _CLOSE and not between & _ELSE:
            return token.text
    return ""


def awaited(claim: Reading, evidence: Reading, alignment: Alignment) -> str:
    """The evidence's "before", where the claim says as a fact what can only be after something: else empty.

    "Trials are needed before it can be recommended" does not recommend it.
    """
    if {token.low for token in claim.tokens} & _AFTER or literal(claim, evidence) < _LITERAL:
        return ""
    told = [at for at, token in enumerate(claim.tokens) if token.content and alignment.strengths[at] >= _SURE]
    places = {alignment.place(at) for at in told}
    for start, token in enumerate(evidence.tokens):
        following = [other.low for other in evidence.tokens[start : start + _REACH]]
        if token.low in ("before", "until") and not token.opens and _ABLE & set(following):
            beyond = set(range(start + 1, len(evidence.tokens)))
            if len(places) >= _FEWEST and places <= beyond and min(places) - start <= _CLOSE:
                return token.text
    return ""


def ended(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """What was "until" some year or event, told as it is: (evidence's words, claim's)."""
    mine = next((token for token in claim.tokens if token.low in _IS), None)
    if mine is None or {token.low for token in claim.tokens} & _ENDS or literal(claim, evidence) < _LITERAL:
        return None
    # "Not a member until 1963": it is one.
    if denials(evidence):
        return None
    told = {alignment.place(at) for at, token in enumerate(claim.tokens) if token.content}
    for end, token in enumerate(evidence.tokens):
        if token.low not in ("until", "till"):
            continue
        before = [at for at in range(end) if evidence.clauses[at] == evidence.clauses[end]]
        # "Was extended until 2030" may be so still.
        was = next((at for at in before if evidence.tokens[at].low in _WAS and _names(evidence, at + 1)), None)
        if was is not None and told <= set(before):
            theirs = evidence.tokens[was]
            return f"{theirs.text} … {token.text}", mine.text
    return None


def _names(evidence: Reading, at: int) -> bool:
    return any(token.low in _ARTICLES for token in evidence.tokens[at : at + 2])


def _is_noun(text: Reading, at: int) -> bool:
    """As in "without doubt" and "the fear of it"."""
    before, after = text.tokens[max(0, at - 1) : at], text.tokens[at + 1 : at + 2]
    small = any(not token.content and token.low not in ("i", "we", "they", "he", "she", "not") for token in before)
    return not before or small or any(token.low in ("of", "about") for token in after)


def waived_condition(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """The evidence's "only if" where the claim has "even if": (evidence's, claim's)."""
    mine, theirs = _WAIVES.search(claim.text), _REQUIRES.search(evidence.text)
    if not mine or not theirs or _WAIVES.search(evidence.text) or literal(claim, evidence) < _LITERAL:
        return None
    return theirs[0], mine[0]


def unless_as_if(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """The evidence's "unless" where the claim has "if", and both deny as much: (evidence's, claim's)."""
    own = next((token for token in claim.tokens if token.low in ("if", "when")), None)
    theirs = next((token for token in evidence.tokens if token.low == "unless"), None)
    if own is None or theirs is None or any(token.low in _UNLESS for token in claim.tokens):
        return None
    mine = {token.stem for token in claim.tokens if token.content and token.start > own.start}
    end = theirs.start + len(evidence.text[theirs.start :].partition(". ")[0])
    named = {token.stem for token in evidence.tokens if token.content and theirs.start < token.start < end}
    said = [sum(token.low in _NOT for token in text.tokens) for text in (claim, evidence)]
    alike = 2 * len(mine & named) > len(mine) and said[0] == said[1] and literal(claim, evidence) >= _LITERAL
    return (theirs.text, own.text) if alike else None


def shifted_time(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A date of the claim with "before" or "after" that the evidence has with "in" or "on": (evidence's, claim's)."""
    if denials(claim) != denials(evidence):
        # "Not before 2028" is "in 2028 at the earliest".
        return None
    theirs = [(found, _word_before(evidence.text, found, _BESIDE)) for found in quantities(evidence.text)]
    for mine in quantities(claim.text):
        word = _word_before(claim.text, mine, _BESIDE)
        if not _is_time(mine) or word not in ("before", "after"):
            continue
        words = [(other, own) for other, own in theirs if _is_time(other) and same(mine, other)]
        if words and all(own in ("in", "on", "at", "during") for _, own in words):
            other, own = words[0]
            return f"{own} {other.text}", f"{word} {mine.text}"
    return None


def other_side_of(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A time that something was so until, and of which the claim has it from then on, or the other way round.

    In the evidence's own words only: what is "open until nine" is "closed from nine".
    """
    told = {token.stem for token in claim.tokens if token.content and token.low not in _TIMED}
    # "Was open until 2010 and has been closed since" has both.
    words = {token.low for token in evidence.tokens} & (_TIMED - {"from"})
    if denials(claim) != denials(evidence) or not told <= evidence.stems:
        return None
    theirs = [(found, _side(evidence.text, found)) for found in quantities(evidence.text)]
    for mine in quantities(claim.text):
        side = _side(claim.text, mine)
        sides = [(other, own) for other, own in theirs if side and same(mine, other)]
        both = any((word in _UP_TO) == (side in _UP_TO) for word in words)
        if sides and not both and all(own and (own in _UP_TO) != (side in _UP_TO) for _, own in sides):
            other, own = sides[0]
            return f"{own} {other.text}", f"{side} {mine.text}"
    return None


def _side(text: str, quantity: Quantity) -> str:
    """The "until" or "since" right before a time, folded; empty where there is none."""
    return _word_before(text, quantity, _UNTIL_OR_SINCE)


def passed_bound(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A claim's "more than 1,204" where the evidence has just that number: (evidence's, claim's)."""
    theirs = quantities(evidence.text)
    for mine in quantities(claim.text):
        word = _word_before(claim.text, mine, _MORE_OR_LESS)
        equal = [other for other in theirs if same(mine, other)]
        # "Under the 1494 treaty"
        if not word or _is_time(mine) or not _is_exact(mine):
            continue
        if equal and all(other.value == mine.value and _is_bare(evidence.text, other) for other in equal):
            return equal[0].text, f"{word} {mine.text}"
    return None


def _is_bare(text: str, quantity: Quantity) -> bool:
    return not quantity.bound and not quantity.about and not _word_before(text, quantity, _MORE_OR_LESS)


def _is_exact(quantity: Quantity) -> bool:
    """Whether a number is no round one: who counts 1,204 ships says neither more nor less."""
    digits = "".join(character for character in quantity.text if character.isdigit()).rstrip("0")
    return len(digits) > 2


def _is_time(quantity: Quantity) -> bool:
    return quantity.date is not None or (quantity.text.isdigit() and len(quantity.text) == 4)


def _word_before(text: str, quantity: Quantity, pattern: re.Pattern[str]) -> str:
    match = pattern.search(text[: quantity.start])
    return match[1].lower() if match else ""
