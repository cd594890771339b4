"""Who does what: the subject and the object of a verb that a claim and its evidence share.

Without a grammar, a verb is told by the small words around it, a subject by standing right before it and an object by
standing right after it. Where that is unsure (a passive, a phrase with a preposition in between) nothing is said.
English; no findings elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.text.calendar_names import MONTHS, WEEKDAYS
from rag.quantities.units import NUMBER_WORDS, SCALE
from rag.verdict.denying import denied
from rag.verdict.forms import akin
from rag.verdict.function_words import DETERMINERS, PASSIVE, stems
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading
from rag.verdict.roles import object_of

_BE = PASSIVE | {"am"}
_ARTICLES = DETERMINERS - {"any"}
_FOLLOWING = _ARTICLES | frozenset(
    "some any all both that how why which what whether if it them him himself herself itself themselves".split()
)
_PREPOSITIONS = frozenset(
    """
    of in on at to by from with for into onto over under between among about against during through after before
    without within than as per via upon inside outside near along across toward towards around behind beyond above
    below beneath beside throughout since until although though while
    """.split()
)
# They may stand between a verb and its subject.
_BETWEEN = frozenset(
    "will would may might can could shall should must do does did has have had not never also still now then only "
    "first".split()
)
_TIMES = frozenset(
    "second minute hour day night week weekend month quarter season year decade century morning afternoon evening "
    "today tonight yesterday tomorrow".split()
) | frozenset(map(str.casefold, (*WEEKDAYS, *MONTHS)))
_RELATIVE = frozenset("who which that".split())
_MUTUAL = ("marr", "met", "meet", "divorc", "resembl", "border", "adjoin", "merg", "equal", "match")
# What does these of itself may be made to.
_OF_ITSELF = stems(
    "ended began started opened closed finished resumed continued changed moved grew broke melted sank burnt "
    "exploded increased doubled improved stopped ran"
)
_SURE = 0.95
# In a freer wording, the same verb may be said of others.
_LITERAL = 0.75


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Beside one verb the evidence has `theirs` and the claim `mine`, which stands elsewhere in the evidence."""

    verb: str
    theirs: str
    mine: str


def exchanged(pair: Pair) -> Exchanged | None:
    """The first subject or object of the claim that is another one's in the evidence."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _LITERAL:
        return None
    # "Dogs need a ticket unless carried in a bag": one in a bag needs none.
    if "unless" in evidence.stems and not pair.denies_alike:
        return None
    for at, place in enumerate(pair.alignment.places):
        if pair.alignment.strengths[at] < _SURE or not _same_verb(claim, at, evidence, place):
            continue
        # "Did not fine the firm but fined its director": what one text denies, the other says of somebody else.
        if denied(claim, at) != denied(evidence, place):
            continue
        # "The strike ended", "they ended the strike"
        both = _takes_object(claim, at) == _takes_object(evidence, place)
        for part in (_subject, _object) if both or claim.tokens[at].stem not in _OF_ITSELF else ():
            found = _differs(claim, at, evidence, place, part)
            # "Ten had seen one", of the farmers who were asked.
            if found and not (found.theirs[0].isdigit() or found.theirs.casefold() in NUMBER_WORDS):
                return found
    return None


def _same_verb(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """Whether two words are one verb, in the active in both texts, as far as the words around them tell."""
    token = claim.tokens[at]
    # Who marries is married.
    if token.low.startswith(_MUTUAL):
        return False
    if not token.content or token.name or token.low in _PREPOSITIONS or token.low.endswith("ings"):
        return False
    sides = ((claim, at), (evidence, place))
    return all(_may_be_verb(*side) for side in sides) and any(_takes_object(*side) for side in sides)


def _may_be_verb(text: Reading, at: int) -> bool:
    if not 0 < at < len(text.tokens) - 1 or "'" in text.gap(at - 1, at):
        return False
    before = text.low[at - 1]
    # "240,000 people a year": what is counted does nothing.
    counted = before[0].isdigit() or before in NUMBER_WORDS or before in SCALE
    # "Was followed" is a passive, "has been following" is none.
    passive = not text.low[at].endswith("ing") and not _BE.isdisjoint(text.low[max(0, at - 3) : at])
    return not (counted or passive or before in _ARTICLES or before in _PREPOSITIONS - {"to"})


def _takes_object(text: Reading, at: int) -> bool:
    return not text.ends_clause(at) and (text.low[at + 1] in _FOLLOWING or text.tokens[at + 1].name)


def _differs(
    claim: Reading, at: int, evidence: Reading, place: int, part: Callable[[Reading, int], Sequence[int]]
) -> Exchanged | None:
    my_part, their_part = part(claim, at), part(evidence, place)
    mine, theirs = [claim.tokens[i] for i in my_part], [evidence.tokens[i] for i in their_part]
    if not mine or not theirs or mine[0].stem not in evidence.stems:
        return None
    # "Freezes well", "stop taking": how it is done, or another verb.
    if any(word == "well" or word.endswith(("ly", "ing")) for word in (mine[0].low, theirs[0].low)):
        return None
    # "Passed last year": when, and not what.
    if mine[0].low in _TIMES or theirs[0].low in _TIMES:
        return None
    # One member of a list stands for itself: "Denmark, Germany and Chile have sent".
    if _listed(claim, my_part) or _listed(evidence, their_part):
        return None
    if any(one.stem == two.stem or akin(one.low, two.low) for one in mine for two in theirs):
        return None
    return Exchanged(claim.tokens[at].text, theirs[0].text, mine[0].text)


def _listed(text: Reading, places: Sequence[int]) -> bool:
    return not {"and", "or"}.isdisjoint((text.word(min(places) - 1), text.word(max(places) + 1)))


def _subject(text: Reading, verb: int) -> list[int]:
    """The places of the words that a verb's subject is made of, the last one first; none where that is unsure."""
    at, related = verb - 1, False
    while at >= 0 and (text.low[at] in _BETWEEN | _RELATIVE or text.low[at].endswith("ly")):
        related = related or text.low[at] in _RELATIVE
        at -= 1
    if at < 0 or (text.clauses[at] != text.clauses[verb] and not related):
        return []
    found: list[int] = []
    for i in range(at, -1, -1):
        token = text.tokens[i]
        if text.clauses[i] != text.clauses[at]:
            break
        if token.content:
            found.append(i)
        elif token.low in _PREPOSITIONS and token.low != "of" and not related:
            return []
        elif token.low in _ARTICLES and found and text.word(i - 1) != "of":
            # "The experiments showed the spider …": here begins who does it.
            break
        elif token.low not in _ARTICLES and token.low != "of":
            break
    return found if found and found[0] == at else []


def _object(text: Reading, verb: int) -> Sequence[int]:
    """The places of the words right after a verb and its article, the last one first."""
    return object_of(text, verb, _ARTICLES)[::-1]
