"""From when on and until when something is so: "was open until 2010" does not say that it is open.

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from index.text.patterns import right_before
from rag.quantities.equality import same
from rag.quantities.quantity import Quantity, is_year
from rag.verdict.denying import denials
from rag.verdict.function_words import ARTICLES, POSSESSIVES
from rag.verdict.pair import Instead, Pair

_IS = frozenset("is are remains remain".split())
_WAS = frozenset("was were remained".split())
_ENDS = frozenset("was were until till remained former formerly once no".split())
_NAMES = ARTICLES | POSSESSIVES
# In a freer wording than this, a time may be in other words.
_LITERAL = 0.6
_BESIDE = re.compile(r"\b(before|after|in|on|at|during)\s+(?:the\s+)?$", re.I)
_UNTIL_OR_SINCE = re.compile(
    r"\b(until|till|up to|before|since|from|after|as of)(?: (?:the|about|version|release|chapter|page))?\s$", re.I
)
_UP_TO = frozenset(("until", "till", "up to", "before"))
_TIMED = _UP_TO | {"since", "from", "after"}


def ended(pair: Pair) -> Instead | None:
    """What was "until" some year or event, told as it is."""
    claim, evidence = pair.claim, pair.evidence
    mine = next((token for token in claim.tokens if token.low in _IS), None)
    if mine is None or not _ENDS.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    # "Not a member until 1963": it is one.
    if denials(evidence):
        return None
    told = {pair.alignment.places[at] for at, token in enumerate(claim.tokens) if token.content}
    for end, token in enumerate(evidence.tokens):
        if token.low not in ("until", "till"):
            continue
        before = range(evidence.clause(end).start, end)
        # "Was extended until 2030" may be so still.
        states = (
            at for at in before if evidence.low[at] in _WAS and _NAMES.intersection(evidence.low[at + 1 : at + 3])
        )
        was = next(states, None)
        if was is not None and told <= set(before):
            theirs = evidence.tokens[was]
            return f"{theirs.text} … {token.text}", mine.text
    return None


def shifted_time(pair: Pair) -> Instead | None:
    """A date of the claim with "before" or "after" that the evidence has with "in" or "on"."""
    claim, evidence = pair.claim, pair.evidence
    if not pair.denies_alike:
        # "Not before 2028" is "in 2028 at the earliest".
        return None
    theirs = [(found, _word_before(evidence.text, found, _BESIDE)) for found in pair.stated]
    for mine in pair.figures:
        word = _word_before(claim.text, mine, _BESIDE)
        if not _is_time(mine) or word not in ("before", "after"):
            continue
        words = [(other, own) for other, own in theirs if _is_time(other) and same(mine, other)]
        if words and all(own in ("in", "on", "at", "during") for _, own in words):
            other, own = words[0]
            return f"{own} {other.text}", f"{word} {mine.text}"
    return None


def _is_time(quantity: Quantity) -> bool:
    return quantity.date is not None or is_year(quantity)


def other_side_of(pair: Pair) -> Instead | None:
    """A time that something was so until, and of which the claim has it from then on, or the other way round.

    In the evidence's own words only: what is "open until nine" is "closed from nine".
    """
    claim, evidence = pair.claim, pair.evidence
    told = {token.stem for token in claim.tokens if token.content and token.low not in _TIMED}
    # "Was open until 2010 and has been closed since" has both.
    words = set(evidence.low) & (_TIMED - {"from"})
    if not pair.denies_alike or not told <= evidence.stems:
        return None
    theirs = [(found, _side(evidence.text, found)) for found in pair.stated]
    for mine in pair.figures:
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


def _word_before(text: str, quantity: Quantity, pattern: re.Pattern[str]) -> str:
    match = right_before(pattern, text, quantity.start)
    return match[1].lower() if match else ""
