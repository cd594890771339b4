"""Whether a claim says "will" where its evidence says "may", "rose" where it says "fell".

English; other languages give no findings here.
"""

from __future__ import annotations

from index.text.terms import stem
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.units import FRACTIONS, NUMBER_WORDS, UNITS
from rag.verdict.alignment import Alignment, literal, literal_besides
from rag.verdict.negation import UN, Cue, backwards, cues, denials, denied
from rag.verdict.opposites import EXCLUDED, PLAIN, TURNED
from rag.verdict.reading import Reading
from rag.verdict.roles import is_passive

_POSSIBLE = frozenset("may might could possibly perhaps maybe potentially".split())
_PLANNED = frozenset(
    stem(word)
    for word in "plan planning plans intend expected expect hope aim propose proposed likely probably consider".split()
)
_REPORTED = frozenset("reportedly allegedly apparently supposedly purportedly".split())
_SOFT = frozenset(
    stem(word)
    for word in """
    may might could possibly perhaps maybe potentially plan intend expect hope aim propose likely probably
    reportedly allegedly apparently supposedly purportedly rumoured can would should if suggest suggests seem appear
    believe think thought say said claim accuse consider unconfirmed rumour estimate must potential possible
    possibility possible able allow allowed risk chance suspect threaten want ought cannot forecast predict anticipate
    foresee envisage
    """.split()
)
_BOUNDS = frozenset("start beginning end close".split())
_DETERMINERS = "a an the this that these those his her its their our my your no any each every".split()
_SURELY = frozenset("will shall must".split())
_FUTURE = frozenset("will going shall to due".split())
_BELIEVED = frozenset(
    stem(word)
    for word in """
    believe believed think thought suspect suspected suggest hint indicate appear seem assume reckon guess consider
    """.split()
)
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
_VOTED = frozenset(map(stem, ("defeated", "beat", "lost", "lose", "won", "carried")))
_ALONE = frozenset(map(stem, "only exclusively solely alone reserved".split()))
_EVER = frozenset(("always", "never"))
_MOTION = frozenset(map(stem, ("motion", "proposal", "bill", "amendment", "vote", "votes")))
_DEALT = frozenset("sold bought purchased acquired given received receive receives paid lent borrowed".split())
# In a freer wording than this, an opposite or a hedge may belong to something else.
_LITERAL = 0.6
# A plain one is looked for further off, as long as so much is the same.
_FREE = 0.3
# "The indicator" has the stem of "indicates".
_NO_VERB = ("or", "ors", "ion", "ions")
# So many words before "is planned" must be the claim's, if there are so many.
_PLANNED_OF = 2
_SEEMING = frozenset(map(stem, ("appear", "appeared", "seem", "seemed")))
# Other ways to leave it open, beside those of `_SOFT`.
_OPEN = frozenset(
    stem(word)
    for word in """
    whether motion proposal weigh question opinion view promise pledge legend anticipate right entitle permit consent
    idea indication
    """.split()
)


def dropped_hedge(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """The hedge of the evidence that a claim leaves out, and the certain word that it has instead ("" for none)."""
    if literal(claim, evidence) < _LITERAL:
        return None
    back = backwards(alignment)
    # "Must" leaves something open only where nothing weaker is said.
    obliged = "must" in claim.stems and "may" in evidence.stems
    soft = any(token.low in ("open", "projected", "outlook") for token in claim.tokens)
    soft = soft or bool(claim.stems & ((_SOFT | _OPEN) - ({"must"} if obliged else set())))
    future = next((t.low for at, t in enumerate(claim.tokens) if t.low in _SURELY and not _is_noun(claim, at)), "")
    for cue in cues(evidence, _POSSIBLE | _REPORTED | _PLANNED | _BELIEVED, plain=True):
        if (
            _leaves_nothing_open(evidence, cue.at)
            or _is_thing(evidence, cue.at)
            or evidence.tokens[cue.at].low in ("like", "assuming")
        ):
            continue
        planned = cue.word in _PLANNED or stem(cue.word) in _PLANNED
        if soft or (planned and claim.stems & _FUTURE) or not _is_told(cue, claim, evidence, back):
            continue
        if not evidence.tokens[cue.at].name and not cue.word.endswith(_NO_VERB):
            return evidence.tokens[cue.at].text, future
    return None


def _is_noun(text: Reading, at: int) -> bool:
    return at > 0 and text.tokens[at - 1].low in ("a", "the", "his", "her", "their", "this")


def _is_thing(text: Reading, at: int) -> bool:
    """As in "supported the plan", which leaves nothing open; "the plan to build" does."""
    opens = [token.low for token in text.tokens[at + 1 : at + 2]] in (["to"], ["for"], ["of"], ["that"])
    before = [token.low for token in text.tokens[max(0, at - 1) : at]]
    return not opens and before in ([word] for word in _DETERMINERS)


def _leaves_nothing_open(evidence: Reading, at: int) -> bool:
    """As in "so that he could sleep", "could not", "more likely", "than planned", "a rash appeared"."""
    low = [token.low for token in evidence.tokens]
    if low[at] == "could" and ("not" in low[at + 1 : at + 3] or "so that" in " ".join(low[max(0, at - 6) : at])):
        return True
    if low[at] == "may" and {"no", "not", "nobody", "neither", "nor", "none"} & set(low[max(0, at - 5) : at + 2]):
        return True
    if low[at] == "may" and "only" in low[at + 1 : at + 5]:
        return True
    if stem(low[at]) in _SEEMING and low[at + 1 : at + 2] != ["to"]:
        return True
    return at > 0 and low[at - 1] in ("less", "more", "as", "least", "most", "than")


def _is_told(cue: Cue, claim: Reading, evidence: Reading, back: dict[int, int]) -> bool:
    """Whether the claim says what the evidence leaves open; with what may be no hedge, in the same words."""
    if (
        stem(cue.word) in _PLANNED
        and cue.at
        and evidence.tokens[cue.at - 1].low in ("is", "are", "was", "were", "be", "been")
    ):
        # "A second plant in Lindby is planned for 2027": what is planned stands before it.
        before = [
            at
            for at in range(cue.at)
            if evidence.tokens[at].content and evidence.clauses[at] == evidence.clauses[cue.at]
        ]
        agree = denials(claim) == denials(evidence)
        return agree and bool(before) and all(at in back for at in before[-_PLANNED_OF:])
    if stem(cue.word) not in _BELIEVED and cue.word != "could":
        return any(at in back for at in cue.scope[:1])
    same = [at in back and evidence.tokens[at].stem == claim.tokens[back[at]].stem for at in cue.scope]
    return sum(same) >= 2


def opposite(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A word of the claim whose opposite stands in the evidence in its place: (evidence's, claim's)."""
    if any(token.low in ("except", "excluding") for token in evidence.tokens):
        return None
    for at, token in enumerate(claim.tokens):
        # "Quarterly" is no opposite of "every three months".
        if token.low in _PERIODIC and not any(other.low in _PERIODIC for other in evidence.tokens):
            continue
        # "At least" and "at most" are a figure's.
        if at and claim.tokens[at - 1].low in ("at", "not") and token.low in ("least", "most", "first", "last"):
            continue
        # "The only building" builds nothing.
        if at and token.low.endswith("ing") and claim.tokens[at - 1].low in (*_DETERMINERS, "only", "sole", "last"):
            continue
        # "Falls short" does not fall.
        if [other.low for other in claim.tokens[at + 1 : at + 2]] == ["short"]:
            continue
        # "Turned down" and "set up" go nowhere.
        if token.low in _PARTICLES and at and claim.tokens[at - 1].low not in _GOING:
            continue
        # "The end of June" is a day, and ends nothing.
        if token.low in _BOUNDS and [other.low for other in claim.tokens[at + 1 : at + 2]] == ["of"]:
            continue
        # "Later than the others" is "the others earlier than": see below. What rose was "lower before than after".
        if _than(claim) and (token.low == "lower" or (token.stem in TURNED and _than(evidence))):
            continue
        # "His sister persuaded him" of her brother.
        if token.low in _KIN and _his_or_hers(claim, at) != _his_or_hers(evidence):
            continue
        # "Few received it": most did not.
        if token.low in _HOW_MANY and denials(claim) != denials(evidence):
            continue
        # "Only women play it": men do not.
        if _ALONE & (claim.stems ^ evidence.stems) and denials(claim) != denials(evidence):
            continue
        # "Never leave it unattended": somebody is always there.
        if token.low in _EVER and (_undone(claim) != _undone(evidence)):
            continue
        # A motion that is lost is defeated, and one that is carried won.
        if token.stem in _VOTED and _MOTION & evidence.stems:
            continue
        least = _FREE if token.stem in PLAIN else _LITERAL
        if token.stem not in EXCLUDED or literal_besides(claim, evidence, at) < least:
            continue
        # "A year" is no opposite of "twelve months", though "yearly" is one of "monthly".
        for one, two in EXCLUDED.get(token.stem, ()) if token.low not in UNITS.keys() | FRACTIONS.keys() else ():
            if not evidence.stems & one and evidence.stems & two:
                other = _nearest(evidence, two, alignment, at)
                if other < 0 and token.stem in PLAIN:
                    other = _only(evidence, two)
                turned = denied(claim, at) or denied(evidence, other) or _is_condition(evidence, other)
                turned = turned or _is_kept_from(claim, at) or _is_yet_to_come(claim, at, evidence, other)
                # "More than once" may be twice.
                turned = turned or (other > 0 and evidence.tokens[other - 1].low == "than")
                if other >= 0 and not claim.stems & two and not turned and not _ends_there(evidence, other, claim):
                    return evidence.tokens[other].text, token.text
    return None


def _undone(text: Reading) -> int:
    """How many words of a text deny by how they begin, as "unattended", or are "without"."""
    return sum(bool(UN.fullmatch(token.low)) or token.low == "without" for token in text.tokens)


def _is_kept_from(text: Reading, at: int) -> bool:
    """As in "kept from closing", which stays open."""
    return at > 0 and text.tokens[at - 1].low == "from" and text.tokens[at].low.endswith("ing")


def _is_yet_to_come(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """As in "before they cool", "while still warm"."""
    before = {token.low for token in claim.tokens[max(0, at - 3) : at]}
    return "before" in before and any(t.low in ("still", "while") for t in evidence.tokens[max(0, place - 3) : place])


def _is_condition(evidence: Reading, at: int) -> bool:
    """As in "will not start unless the guard is closed", which an open one prevents."""
    return any(token.low == "unless" for token in evidence.tokens[max(0, at - 4) : max(0, at)])


def _his_or_hers(text: Reading, kin: int = -1) -> str:
    """Whose relation somebody is, "his" or "her"; by default the first one's in the text; "" where that is not said."""
    at = kin if kin >= 0 else next((at for at, token in enumerate(text.tokens) if token.low in _KIN), 0)
    return text.tokens[at - 1].low if at and text.tokens[at - 1].low in ("his", "her") else ""


def _ends_there(evidence: Reading, at: int, claim: Reading) -> bool:
    """Whether the one state ends where the claim says that the other begins: "open until eight", "closes at eight"."""
    clause = (place for place in range(at + 1, len(evidence.tokens)) if evidence.clauses[place] == evidence.clauses[at])
    end = next((place for place in clause if evidence.tokens[place].low in ("until", "till")), None)
    if end is None or any(token.low in ("until", "till") for token in claim.tokens):
        return False
    after = evidence.text[evidence.tokens[end].end :]
    until = next(iter(quantities(after)), None)
    if until and not after[: until.start].strip():
        return any(same(own, until) for own in quantities(claim.text))
    return bool({token.stem for token in evidence.tokens[end + 1 : end + 2]} & claim.stems)


def turned_comparison(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """A comparison, or a deal, whose word is turned and whose sides are not: (evidence's word, claim's)."""
    # "Only for three hours or more": for less than that, not.
    if _ALONE & (claim.stems ^ evidence.stems) and denials(claim) != denials(evidence):
        return None
    for at, token in enumerate(claim.tokens):
        if token.stem in _VOTED and _MOTION & evidence.stems:
            continue
        if token.stem not in TURNED or literal_besides(claim, evidence, at) < _LITERAL:
            continue
        # "More than three hours" is a figure's bound, and looked into there; "automatic defeat" is the loser's.
        if _bounds(claim, at) or _is_defeat(claim, at):
            continue
        for one, two in TURNED.get(token.stem, ()):
            if not evidence.stems & one and evidence.stems & two and not claim.stems & two:
                other = _nearest(evidence, two, alignment, at)
                if (
                    other >= 0
                    # "Can be borrowed", "are lent", and who "was given" and "received": both are true.
                    and not (token.low in _DEALT and (is_passive(claim, at) or is_passive(evidence, other)))
                    and denied(claim, at) == denied(evidence, other)
                    and not _of_another(claim, at, evidence, other, alignment)
                    and not _sides_change(at, other, claim, evidence, alignment)
                    and not _compares_another(claim, at, evidence, other)
                ):
                    return evidence.tokens[other].text, token.text
    return None


def _is_defeat(text: Reading, at: int) -> bool:
    """Whether "defeat" is what somebody suffers."""
    return text.tokens[at].low == "defeat" and text.tokens[max(0, at - 1)].low not in _BEFORE_VERBS


def _bounds(text: Reading, at: int) -> bool:
    after = [token.low for token in text.tokens[at + 1 : at + 3]]
    return after[:1] == ["or"] or (after[:1] == ["than"] and len(after) == 2 and _is_number(after[1]))


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS


def _nearest(evidence: Reading, members: frozenset[str], alignment: Alignment, at: int) -> int:
    """The member that stands where the claim's word would, judged by the words around it; -1 where none is near."""
    around = [alignment.place(near) for near in range(max(0, at - 3), min(at + 4, len(alignment.places))) if near != at]
    spots = [spot for spot in around if spot >= 0]
    found = [
        (min((abs(place - spot) for spot in spots), default=99), place)
        for place, t in enumerate(evidence.tokens)
        if t.stem in members
    ]
    distance, place = min(found, default=(99, -1))
    return place if distance <= 3 else -1


def _only(evidence: Reading, members: frozenset[str]) -> int:
    """The place of the one member in the evidence; -1 where there are several."""
    places = [at for at, token in enumerate(evidence.tokens) if token.stem in members]
    return places[0] if len(places) == 1 else -1


def _of_another(claim: Reading, at: int, evidence: Reading, place: int, alignment: Alignment) -> bool:
    """Whether the evidence's "more" belongs to a word that the claim's "less" does not speak of: "more difficult"."""
    if evidence.tokens[place].low not in ("more", "less") or not _precedes(evidence, place):
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
    return any(token.content and text.clauses[at + 1] == text.clauses[at] for token in text.tokens[at + 1 : at + 2])


def _sides_change(at: int, pivot: int, claim: Reading, evidence: Reading, alignment: Alignment) -> bool:
    """Whether what stands on one side of a comparison in the claim stands on the other in the evidence.

    The sides are those of "than" where both have it, else those of the comparing word itself.
    """
    than, other_than = _than(claim), _than(evidence)
    if than and other_than:
        at, pivot = than, other_than
    spots = [
        (spot < at, place < pivot)
        for spot, place in enumerate(alignment.places)
        if place >= 0 and alignment.strengths[spot] >= 0.6 and claim.tokens[spot].stem not in _COMMON and spot != at
    ]
    crossed = [mine != theirs for mine, theirs in spots if than or mine]
    return any(crossed) and (bool(than) or sum(crossed) * 2 >= len(crossed))


def _than(reading: Reading) -> int:
    return next((at for at, token in enumerate(reading.tokens) if token.low == "than"), 0)


_COMMON = frozenset(
    "the a an is are was were be been in on at of to by for and or it he she they his her their its than".split()
)
