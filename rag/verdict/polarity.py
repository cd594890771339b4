"""Whether a claim says "rose" where its evidence says "fell", or "more" of what that has less of.

English; other languages give no findings here.
"""

from __future__ import annotations

from collections.abc import Collection

from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.units import MEASURES, NUMBER_WORDS
from rag.verdict.alignment import Alignment, literal
from rag.verdict.denying import UN, denied
from rag.verdict.function_words import DETERMINERS, stems
from rag.verdict.opposites import EXCLUDED, PLAIN, TURNED
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading
from rag.verdict.roles import is_passive

_BOUNDS = frozenset("start beginning end close".split())
_KIN = frozenset(
    """
    brother sister father mother son daughter uncle aunt wife husband nephew niece grandmother grandfather grandson
    granddaughter
    """.split()
)
_PARTICLES = frozenset(("up", "down"))
_GOING = frozenset(
    """
    is are was were be been go goes going went gone move moves moved edge edged come comes came drive driven drove push
    pushed prices sales revenue
    """.split()
)
_HOW_MANY = frozenset("most many majority few minority".split())
_PERIODIC = frozenset("hourly daily weekly monthly quarterly yearly annual annually".split())
_BEFORE_VERBS = frozenset("to will would can could may might should must did".split())
_VOTED = stems("defeated beat lost lose won carried")
_ALONE = stems("only exclusively solely alone reserved")
_EVER = frozenset(("always", "never"))
_MOTION = stems("motion proposal bill amendment vote votes")
_DEALT = frozenset("sold bought purchased acquired given received receive receives paid lent borrowed".split())
_COMMON = frozenset(
    "the a an is are was were be been in on at of to by for and or it he she they his her their its than".split()
)
# In a freer wording than this, an opposite may belong to something else.
_LITERAL = 0.6
# A plain one is looked for further off, as long as so much is the same.
_FREE = 0.3
# From this strength of alignment on a word stands for the other.
_SURE = 0.6


def opposite(pair: Pair) -> Instead | None:
    """A word of the claim whose opposite stands in the evidence in its place."""
    claim, evidence = pair.claim, pair.evidence
    if _excludes_others(pair) or not {"except", "excluding"}.isdisjoint(evidence.low):
        return None
    for at, token in enumerate(claim.tokens):
        # "A year" is no opposite of "twelve months", though "yearly" is one of "monthly".
        if token.stem not in EXCLUDED or token.low in MEASURES:
            continue
        if _has_another_sense(claim, at) or _is_said_otherwise(pair, at):
            continue
        least = _FREE if token.stem in PLAIN else _LITERAL
        if literal(claim, evidence, besides=at) < least:
            continue
        for one, two in EXCLUDED[token.stem]:
            if evidence.stems & one or not evidence.stems & two or claim.stems & two:
                continue
            other = _nearest(evidence, two, pair.alignment, at)
            if other < 0 and token.stem in PLAIN:
                other = _only(evidence, two)
            if other >= 0 and not _is_undone(claim, at, evidence, other):
                return evidence.tokens[other].text, token.text
    return None


def _has_another_sense(claim: Reading, at: int) -> bool:
    """Whether a word of the claim means something else here than what it is the opposite of."""
    word, before, after = claim.low[at], claim.word(at - 1), claim.word(at + 1)
    return (
        # "At least" and "at most" are a figure's.
        (before in ("at", "not") and word in ("least", "most", "first", "last"))
        # "The only building" builds nothing.
        or (word.endswith("ing") and (before in DETERMINERS or before in ("only", "sole", "last")))
        # "Falls short" does not fall.
        or after == "short"
        # "Turned down" and "set up" go nowhere.
        or (word in _PARTICLES and at > 0 and before not in _GOING)
        # "The end of June" is a day, and ends nothing.
        or (word in _BOUNDS and after == "of")
    )


def _is_said_otherwise(pair: Pair, at: int) -> bool:
    """Whether an opposite in the evidence may come to the same, by what else the two say."""
    claim, evidence, token = pair.claim, pair.evidence, pair.claim.tokens[at]
    return (
        # "Quarterly" is no opposite of "every three months".
        (token.low in _PERIODIC and _PERIODIC.isdisjoint(evidence.low))
        # "Later than the others" is "the others earlier than": see below. What rose was "lower before than after".
        or ("than" in claim.low and (token.low == "lower" or (token.stem in TURNED and "than" in evidence.low)))
        # "His sister persuaded him" of her brother.
        or (token.low in _KIN and _his_or_hers(claim, at) != _his_or_hers(evidence))
        # "Few received it": most did not.
        or (token.low in _HOW_MANY and not pair.denies_alike)
        # "Never leave it unattended": somebody is always there.
        or (token.low in _EVER and _undone(claim) != _undone(evidence))
        or _is_voted_on(token.stem, evidence)
    )


def _excludes_others(pair: Pair) -> bool:
    """As in "only women play it": men do not; "only for three hours or more": for less than that, not."""
    return bool(_ALONE & (pair.claim.stems ^ pair.evidence.stems)) and not pair.denies_alike


def _is_voted_on(term: str, evidence: Reading) -> bool:
    """A motion that is lost is defeated, and one that is carried won."""
    return term in _VOTED and bool(_MOTION & evidence.stems)


def _undone(text: Reading) -> int:
    """How many words of a text deny by how they begin, as "unattended", or are "without"."""
    return sum(bool(UN.fullmatch(word)) or word == "without" for word in text.low)


def _is_undone(claim: Reading, at: int, evidence: Reading, other: int) -> bool:
    """Whether what stands before one of two opposites, or behind it, undoes it."""
    return (
        denied(claim, at)
        or denied(evidence, other)
        # As in "will not start unless the guard is closed", which an open one prevents.
        or "unless" in evidence.low[max(0, other - 4) : other]
        # As in "kept from closing", which stays open.
        or (claim.word(at - 1) == "from" and claim.low[at].endswith("ing"))
        # As in "before they cool", "while still warm".
        or ("before" in claim.low[max(0, at - 3) : at] and _is_going_on(evidence, other))
        # "Lost up to a third": no more than that.
        or (evidence.low[other] == "up" and evidence.word(other + 1) == "to")
        # "More than once" may be twice.
        or evidence.word(other - 1) == "than"
        or _ends_there(evidence, other, claim)
    )


def _is_going_on(evidence: Reading, at: int) -> bool:
    return not {"still", "while"}.isdisjoint(evidence.low[max(0, at - 3) : at])


def _his_or_hers(text: Reading, kin: int = -1) -> str:
    """Whose relation somebody is, "his" or "her"; by default the first one's in the text; "" where that is not said."""
    at = kin if kin >= 0 else next((at for at, word in enumerate(text.low) if word in _KIN), 0)
    return text.word(at - 1) if text.word(at - 1) in ("his", "her") else ""


def _ends_there(evidence: Reading, at: int, claim: Reading) -> bool:
    """Whether the one state ends where the claim says that the other begins: "open until eight", "closes at eight"."""
    rest = range(at + 1, evidence.clause(at).stop)
    end = next((place for place in rest if evidence.low[place] in ("until", "till")), None)
    if end is None or not {"until", "till"}.isdisjoint(claim.low):
        return False
    after = evidence.text[evidence.tokens[end].end :]
    until = next(iter(quantities(after)), None)
    if until and not after[: until.start].strip():
        return any(same(own, until) for own in quantities(claim.text))
    return bool({token.stem for token in evidence.tokens[end + 1 : end + 2]} & claim.stems)


def turned_comparison(pair: Pair) -> Instead | None:
    """A comparison, or a deal, whose word is turned and whose sides are not."""
    claim, evidence = pair.claim, pair.evidence
    if _excludes_others(pair):
        return None
    for at, token in enumerate(claim.tokens):
        if token.stem not in TURNED or _is_voted_on(token.stem, evidence):
            continue
        # "More than three hours" is a figure's bound, and looked into there; "automatic defeat" is the loser's.
        if literal(claim, evidence, besides=at) < _LITERAL or _bounds(claim, at) or _is_defeat(claim, at):
            continue
        for one, two in TURNED[token.stem]:
            if evidence.stems & one or not evidence.stems & two or claim.stems & two:
                continue
            other = _nearest(evidence, two, pair.alignment, at)
            if other >= 0 and _turns(pair, at, other):
                return evidence.tokens[other].text, token.text
    return None


def _turns(pair: Pair, at: int, other: int) -> bool:
    """Whether a word and its converse in the evidence say two things: of the same sides, in the same voice."""
    claim, evidence = pair.claim, pair.evidence
    # "Can be borrowed", "are lent", and who "was given" and "received": both are true.
    if claim.low[at] in _DEALT and (is_passive(claim, at) or is_passive(evidence, other)):
        return False
    return (
        denied(claim, at) == denied(evidence, other)
        and not _of_another(claim, at, evidence, other, pair.alignment)
        and not _sides_change(at, other, claim, evidence, pair.alignment)
        and not _compares_another(claim, at, evidence, other)
    )


def _is_defeat(text: Reading, at: int) -> bool:
    """Whether "defeat" is what somebody suffers."""
    return text.low[at] == "defeat" and text.word(at - 1) not in _BEFORE_VERBS


def _bounds(text: Reading, at: int) -> bool:
    after, number = text.word(at + 1), text.word(at + 2)
    return after == "or" or (after == "than" and (number[:1].isdigit() or number in NUMBER_WORDS))


def _nearest(evidence: Reading, members: Collection[str], alignment: Alignment, at: int) -> int:
    """The member that stands where the claim's word would, judged by the words around it; -1 where none is near."""
    places = alignment.places
    spots = [places[near] for near in range(max(0, at - 3), min(at + 4, len(places))) if near != at]
    found = [
        (min((abs(place - spot) for spot in spots if spot >= 0), default=99), place)
        for place, token in enumerate(evidence.tokens)
        if token.stem in members
    ]
    distance, place = min(found, default=(99, -1))
    return place if distance <= 3 else -1


def _only(evidence: Reading, members: Collection[str]) -> int:
    """The place of the one member in the evidence; -1 where there are several."""
    places = [at for at, token in enumerate(evidence.tokens) if token.stem in members]
    return places[0] if len(places) == 1 else -1


def _of_another(claim: Reading, at: int, evidence: Reading, place: int, alignment: Alignment) -> bool:
    """Whether the evidence's "more" belongs to a word that the claim's "less" does not speak of: "more difficult"."""
    if evidence.low[place] not in ("more", "less") or not _precedes(evidence, place):
        return False
    return place + 1 not in alignment.places or not _precedes(claim, at)


def _compares_another(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """Whether the evidence compares another of its names: "the Kett is the shorter", "the Kett … the longer Sarn"."""
    mine, theirs = _compared(claim, at), _compared(evidence, place)
    return bool(mine and theirs and mine != theirs and mine in evidence.stems)


def _compared(text: Reading, at: int) -> str:
    """The name that a comparing word stands right before, else the last one before it; "" for none."""
    after = [token.stem for token in text.tokens[at + 1 : at + 2] if token.name]
    return next(iter(after), next((token.stem for token in reversed(text.tokens[:at]) if token.name), ""))


def _precedes(text: Reading, at: int) -> bool:
    """Whether a word that says something follows at once."""
    return not text.ends_clause(at) and text.tokens[at + 1].content


def _sides_change(at: int, pivot: int, claim: Reading, evidence: Reading, alignment: Alignment) -> bool:
    """Whether what stands on one side of a comparison in the claim stands on the other in the evidence.

    The sides are those of "than" where both have it, else those of the comparing word itself.
    """
    than = "than" in claim.low
    if than and "than" in evidence.low:
        at, pivot = claim.low.index("than"), evidence.low.index("than")
    spots = [
        (spot < at, place < pivot)
        for spot, place in enumerate(alignment.places)
        if place >= 0 and alignment.strengths[spot] >= _SURE and claim.tokens[spot].stem not in _COMMON and spot != at
    ]
    crossed = [mine != theirs for mine, theirs in spots if than or mine]
    return any(crossed) and (than or sum(crossed) * 2 >= len(crossed))
