"""Whom "he" or "she" stands for in a follow-up, and which name an answer gave to "who?". English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.patterns import BETWEEN
from index.text.stemming import CAPITALS
from index.text.terms import content_terms, is_stop, stem, words
from rag.conversation.pronouns import HERS, ROLE, points_back
from rag.conversation.standalone import TURNS
from rag.conversation.subjects import CARRIED, PREPOSITIONS, words_beside
from rag.passages.said import quotations
from rag.question.nations import SEATS
from rag.types import Turn

_MOST_NAMES = 1
_DAYS = frozenset(map(str.casefold, (*WEEKDAYS, *MONTHS)))
INNER_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
PERSON = re.compile(rf"\b(?:(?P<own>his|hers|{HERS})|he|she|him|her)\b", re.I)
_OF_PERSONS = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|theirs)\b", re.I)
_BEGINS, _HERS = re.compile(r"(?:he|she|his|her)\b", re.I), frozenset(("she", "her"))
_OBJECTS = frozenset(("him", "her"))
_OF_WHOM = re.compile(r"\W*(?:who|whom|whose|which|what (?:person|company))\b", re.I)
_ASKS_WHO = re.compile(r"\b(who|whom|whose|which|where|what (country|city|person|company|official))\b", re.I)
_WHO = re.compile(rf"\b(?:who|whom|whose)\b|\bwhat(?:['’]s| is| was) {BETWEEN}\b(?:called|name)\W*$", re.I)
# "Who leads the choir?", and neither "Who is the treasurer?" nor "Who did Ada Bell meet?"
_WHO_DOES = re.compile(
    r"\W*who (?!(?:do|does|did)\b|(?:is|are|was|were|can|could|may|must|should|will|would|has|have|had) "
    r"(?:(?:the|an?|i|we|you|he|she|it|they|my|our|your|his|her|its|their)\b|(?-i:[A-Z])))",
    re.I,
)
ASKS_FOR_A_NAME = re.compile(r"\W*(?i:who(?:['’]s| is| was)) [A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*\W*$")
# What may stand between a name and the rest of what is said of it: no other name, and no other clause.
_PREDICATE = re.compile(rf"(?<!['’]s) (?!(?:and|or|{'|'.join(PREPOSITIONS)})\b)[^.,;:!?()“”{CAPITALS}]*")
# What parts a name from what its bearer is, behind it.
_ROLE_BEHIND = re.compile(r"(?: \(|, )(?:the |our |a |an )?")
_WRITTEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# A name at the beginning of a sentence: of several words, or before what somebody did.
_FIRST_NAME = re.compile(
    r"(?:^|(?<=[.!?] ))(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+|"
    r"[A-Z][\w’'-]+(?= (?:\w+ed|is|was|has|had|will|would|says|said|won|wrote|led|made|found|took|gave|runs|ran)\b))"
)
# "The Danish architect Kirsten Holm" is not called Danish.
_QUALIFIES = re.compile(r"\b(?:the|an?|his|her|its|our|their) $", re.I)
_NOUN = re.compile(r" [a-z]")
# Whom a title says "he" of, and whom "she".
_TITLES = {"he": ("Mr", "Sir", "Lord", "Mr."), "she": ("Ms", "Mrs", "Miss", "Lady", "Dame", "Ms.", "Mrs.")}
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Master|Sir|Lord|Lady|Dame|Dr|Prof|Professor)\.? (?=[A-Z])")
# Whose family may be meant by "he" or "she" after they were asked about: "Ada Bell's husband".
KIN = {
    "he": "husband|father|brother|son|grandfather|grandson|uncle|nephew|stepfather|boyfriend|widower",
    "she": "wife|mother|sister|daughter|grandmother|granddaughter|aunt|niece|stepmother|girlfriend|widow",
}
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.I)
_WHERE = re.compile(r"\b(?:where|(?:what|which) (?:country|city|town|place))\b", re.I)
# Nobody is called so.
_THING = re.compile(
    r"(?:Gallery|Museum|Hall|House|Street|Road|Lane|Square|Park|Garden|Bridge|Tower|Castle|Palace|Church|Cathedral|School|"
    r"College|University|Institute|Library|Theatre|Hospital|Hotel|Station|Port|Harbour|Island|Lake|River|Bay|Mount|"
    r"Mountain|Valley|Sea|City|Town|County|Company|Bank|Group|Fund|Trust|Society|Association|Club|Council|Committee|"
    r"Court|Ministry|Agency|Office|Department|Party|Union|Treaty|Act|Award|Prize|Festival|Ltd|Inc|GmbH|AG|plc|LLC)s?"
)
KIND = (
    "firm|company|group|contractor|agency|supplier|maker|manufacturer|bank|brand|start-?up|club|team|band|ship|boat|sloop|"
    "ferry|village|town|city|river|island|hotel|model|newspaper|magazine|charity|party|union"
)
_PLACED = re.compile(r"\b(?:in|at|from|near|into|through|across|around|inside|outside|the) $", re.I)
_OWNED_ROLE = re.compile(r"\b(?:his|her) (?P<role>[a-z][\w-]*)\W*$", re.I)


def speaks_of_somebody(question: str) -> bool:
    """Whether it has "he" or "she", in whatever form."""
    return PERSON.search(question) is not None


def says_only_who(question: str) -> bool:
    """Whether it says nothing besides "he" or "she": "and she?"."""
    return not content_terms(PERSON.sub(" ", question))


def in_full(question: str, history: Sequence[Turn]) -> str:
    """The question with a name for "he" or "she"; empty where it is not plain whose."""
    if len(PERSON.findall(question)) != 1 or not points_back(question):
        return ""
    turn = _turn_of_the_person(question, history)
    before = turn.standalone_question or turn.question
    if "(" in before or _OF_WHOM.match(before):
        return ""
    # In "Did St Hugh's ever honour her?" the name is not hers.
    if any(own[0].casefold() in _OBJECTS for own in PERSON.finditer(before) if not own["own"]):
        return ""
    name = only_name(before)
    # "Did Ada Bell meet her?" has a name of its own.
    if not name or _is_no_person(name, before) or _is_a_firm(name, turn.answer) or INNER_NAME.search(question):
        return ""
    name = _relative(question, turn, name) or name
    asked = PERSON.sub(lambda match: f"{name}'s" if match["own"] else name, question)
    return "" if points_back(asked) else asked


def turns_of_persons(history: Sequence[Turn]) -> list[Turn]:
    """The turns that may have named whom "he" or "she" stands for; all, where none did."""
    return [turn for turn in history if _names_a_person(turn)] or list(history)


def _names_a_person(turn: Turn) -> bool:
    before = turn.standalone_question or turn.question
    if _WHO.search(before) or speaks_of_somebody(turn.question):
        return True
    names = [name[0] for name in INNER_NAME.finditer(before) if not is_day(name[0])]
    return any(not (_is_no_person(name, before) or _is_a_firm(name, turn.answer)) for name in names)


def _turn_of_the_person(question: str, history: Sequence[Turn]) -> Turn:
    """The latest turn that does not speak of somebody else: who was "he" a question ago is not "she"."""
    others, female = names_of_the_other(question, history), _FEMALE.search(question) is not None
    turns = turns_of_persons(history[-TURNS:])
    for turn in reversed(turns):
        before = turn.standalone_question or turn.question
        name, asked = only_name(CARRIED.sub("", before)), PERSON.search(turn.question)
        beside = {word for word in words_beside(before) if word[:1].isupper()}
        if not name and beside and beside <= others:
            # "What would that cost? (Ada Bell)" is no more about "him" than what was asked of her.
            continue
        # Of "When did Ada Bell's husband die?" the name is not whom "he" stood for.
        other = (
            asked
            and (_FEMALE.search(asked[0]) is not None) != female
            and not (_relative(asked[0], turn, name) or _relative(question, turn, name))
        )
        if not name or not (other or name in others):
            return turn
        others.add(name)
    return turns[-1]


def names_of_the_other(question: str, history: Sequence[Turn]) -> set[str]:
    """Who "he" cannot be: the names that turns asked about whose answers say "she" of somebody, and never "he"."""
    return {only_name(turn.standalone_question or turn.question) for turn in history if _tells_of_other(question, turn)}


def _tells_of_other(question: str, turn: Turn) -> bool:
    begun = {found[0].casefold() in _HERS for quote in quotations(turn.answer) if (found := _BEGINS.match(quote))}
    return begun == {_FEMALE.search(question) is None}


def _is_no_person(name: str, text: str) -> bool:
    """Whether a name of a text is that of a nation, a place or another thing, as far as its words tell."""
    if name.casefold() in {*SEATS, *SEATS.values()} or _THING.fullmatch(name.split()[-1]):
        return True
    at = text.find(name)
    return at > 0 and _PLACED.search(text[:at]) is not None


def _is_a_firm(name: str, answer: str) -> bool:
    """Whether an answer tells that a name is no person's: "the Swiss firm Orlan"."""
    own = re.escape(name)
    return re.search(rf"\b(?i:{KIND}) {own}\b|\b{own}, (?i:an?|the) (?:[\w-]+ )?(?i:{KIND})\b", answer) is not None


def is_day(name: str) -> bool:
    """Whether it is a day or a month, which nobody is called."""
    return name.casefold() in _DAYS or name.casefold().removesuffix("s") in _DAYS


def only_name(question: str) -> str:
    """The one name that a question has behind its first word; empty where it has none or several."""
    found = (match[0] for match in INNER_NAME.finditer(question) if not is_day(match[0]))
    names = {name.removesuffix("'s").removesuffix("’s") for name in found}
    return names.pop() if len(names) == 1 else ""


def _relative(question: str, turn: Turn, name: str) -> str:
    """Whom of somebody's family "he" or "she" stands for, if the question before was about one; else empty.

    After "What about his deputy?" it is the deputy.
    """
    before = turn.standalone_question or turn.question
    kin, other = (KIN["she"], KIN["he"]) if _FEMALE.search(question) else (KIN["he"], KIN["she"])
    told = re.search(rf"\b{re.escape(name)}['’]s? (?P<kin>{kin})\b", before)
    if told is None and any(own["own"] for own in PERSON.finditer(turn.question)):
        told = re.search(
            rf"\b{re.escape(name)}['’]s? (?!(?:{other})\b)(?P<kin>(?:{ROLE})\b|[a-z][\w-]*(?=\W*$))", before
        )
    return f"{name}'s {told['kin']}" if told else ""


def asked_role(turn: Turn) -> list[str]:
    """Of "And her deputy?" the deputy, whom "he" or "she" stands for after it."""
    found = _OWNED_ROLE.search(turn.question)
    return [found["role"]] if found else []


def answered_names(turn: Turn, question: str) -> list[str]:
    """Where the earlier question asked who or which: the name that its answer quotes nearest to the question's words.

    Of one who did something it is rather the name that these words are said of. "He" is likely that; after "Who is
    Jonas Adler?" he is whom the question names. `question` is the follow-up: nobody calls a place or Ms Bell "he".
    """
    # "And Kelder's?" was understood as "Who is Kelder's manager?".
    told = CARRIED.sub("", turn.standalone_question or turn.question)
    if not (_ASKS_WHO.search(told) or _WHO.search(told)) or ASKS_FOR_A_NAME.match(told):
        return []
    if speaks_of_somebody(question) and _WHERE.search(told):
        return []
    # "Who voted against it?", "And who proposed it?": somebody else did.
    if _WHO.search(told) and _WHO.search(question) and not _OF_PERSONS.search(question):
        return []
    asked = {stem(word) for word in words(told)}
    for quote in quotations(turn.answer):
        names = [match for match in _names_in(quote) if not _is_of_the_other(match[0], question)]
        # Nobody asks for a name that he says: of "Who made the Planet Clock?" that is not the clock.
        names = [match for match in names if not asked.issuperset(stem(word) for word in words(match[0]))]
        if _WHO.search(told):
            names = [match for match in names if not _qualifies(quote, match)]
        elif _WHERE.search(told):
            names = [match for match in names if _PLACED.search(quote[: match.start()])]
        if not names:
            continue
        said = [word.start() for word in _WRITTEN.finditer(quote) if not asked.isdisjoint(content_terms(word[0]))]
        names.sort(key=lambda name: min((abs(name.start() - at) for at in said), default=0))
        # In "Tom Bell (treasurer), Jane Pratt (chair)" the treasurer is nearer to Pratt.
        names.sort(key=lambda name: not any(_ROLE_BEHIND.fullmatch(quote, name.end(), at) for at in said))
        if _WHO_DOES.match(told):
            # In "Mrs Bell has the chair in place of Tom Hale" the chair is nearer to Hale.
            names.sort(key=lambda name: not _is_subject(quote, name.end(), said))
        found = [_TITLE.sub("", match[0].removesuffix("’s").removesuffix("'s")) for match in names]
        return list(dict.fromkeys(found))[:_MOST_NAMES]
    return []


def _names_in(quote: str) -> list[re.Match[str]]:
    first = [match for match in _FIRST_NAME.finditer(quote) if not is_stop(stem(match[0].split()[0].casefold()))]
    ends = {match.end() for match in first}
    inner = [match for match in INNER_NAME.finditer(quote) if not is_day(match[0]) and match.end() not in ends]
    return sorted([*first, *inner], key=lambda match: match.start())


def _is_of_the_other(name: str, question: str) -> bool:
    """Whether a title tells that a follow-up with "he" or "she" does not mean this name."""
    told = PERSON.search(question)
    other = "he" if told and _FEMALE.search(told[0]) else "she"
    return told is not None and name.split()[0] in _TITLES[other]


def _qualifies(quote: str, name: re.Match[str]) -> bool:
    """Whether a name says no more than of which kind somebody is: "the Danish architect"."""
    before, after = quote[: name.start()], quote[name.end() :]
    return " " not in name[0] and _QUALIFIES.search(before) is not None and _NOUN.match(after) is not None


def _is_subject(text: str, end: int, said: Sequence[int]) -> bool:
    """Whether the name that ends there goes before some of these places in its clause, and a verb after it."""
    return any(_PREDICATE.fullmatch(text, end, at) for at in said if at > end)
