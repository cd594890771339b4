"""A follow-up that names only what is different, or right: "How much is option A?", "And option B?", "No, option B".

The question before it is asked again with that in place of what it stands for, so that nothing else of it is lost:
what is wanted (how much, when), and of what. Told by form; where the form does not say what is replaced, nothing is.
English.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.conversation.circumstances import BARE_TIME, by_condition, by_means, by_time, says_when
from rag.conversation.names import OWNER, by_name, named, one_name
from rag.conversation.pronouns import points_back
from rag.conversation.same_word import by_same_word
from rag.conversation.subjects import (
    A_PREPOSITION,
    ARTICLE,
    ASKS,
    AUXILIARIES,
    CARRIED,
    DEED,
    HAS_A_VERB,
    OPENS,
    PREPOSITIONS,
    STATE,
    is_plural,
)
from rag.conversation.things import (
    ATTRIBUTE,
    MEASURE,
    SAYING_WHICH,
    SOMEBODY,
    THINGS,
    by_count,
    by_deed,
    by_subject,
    of_its_kind,
)

_MEASURES = "high|tall|long|wide|deep|thick|heavy|old|big|large|fast|far|steep|loud|hot|cold|expensive"
_CAPITALS = r"(?-i:[A-Z])[\w’'-]*(?: (?-i:[A-Z])[\w’'-]*)*\W*$"
_GOES_ON = (
    r"(?:(?:ok(?:ay)?|so|well)\W+)?(?:(?:and|but|or|(?:and )?what about|(?:and )?how about)\s+|"
    # Put right: "No, option B", "Sorry, I meant option B", "Not option A, option B".
    r"(?:(?:no|sorry|oh)\W+)+(?:i meant?\s+)?|i meant?\s+|(?:no\W+)?not (?P<wrong>[^?!.,]+),\s*(?:but\s+)?)"
)
# What needs no "and" before it: "P20?", "In May?", "The Garden Room?", "Does the Garden Room?"
_BARE = (
    rf"(?=(?:the )?(?:[\w-]+ )?[\w-]*\d[\w-]*\W*$|(?:{'|'.join(PREPOSITIONS)}) |the {_CAPITALS}|{BARE_TIME}\W*$)|"
    rf"(?:does|do|did|is|are|was|were|can|has|have) (?=(?:the )?{_CAPITALS})"
)
_CONTINUED = re.compile(rf"\W*{_GOES_ON}", re.I)
# "And does the Garden Room?", "And how many did Osei?"
_DOES_TOO = (
    rf"(?:(?:is|are|was|were|(?:(?:what|when|where|how(?: \w+)?) )?(?:does|do|did|can|has|have|will)) "
    rf"(?=(?:the )?{_CAPITALS}))?"
)
_BEGINS = re.compile(rf"\W*(?:{_GOES_ON}{_DOES_TOO}|{_BARE})(?P<other>(?:[^?!.]|\.(?=\d))+?)\W*", re.I)
# "May" is a month where a preposition or a number stands beside it.
_MAY = re.compile(r"\b(?i:in|since|until|till|by|of|from|during|before|after|last|next) May\b|^May$|\bMay \d+")
_LONGEST = 6
_THREE = 3
# "On Monday" and "at weekends" say when; one of them takes the other's place.
_ALIKE = (
    frozenset(("in", "on", "at", "during", "since", "until", "before", "after")),
    frozenset(("under", "over", "above", "below", "between", "within", "from")),
    frozenset(("with", "without")),
)
_OF_A_THING = frozenset(("of", "for"))
_ENDS_OF_A_THING = re.compile(r"\b(?:of|for) (?:the )?$", re.I)
# "And that of the lamp?"
_THAT_OF = re.compile(rf"^(?:that|those|the ones?) (?=(?:{'|'.join(PREPOSITIONS)}) )", re.I)
# "And to charge?" says what is done, and not where to.
_TO_DO = re.compile(r"to (?-i:[a-z])[\w-]*", re.I)
_IT_DOES = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|can|could|has|have|had|will|would|must|may|might|should|shall) "
    r"(?P<it>he|she|it|they)|\w+ (?P<of>him|it|them)(?=\W*$))\b",
    re.I,
)
_THING = re.compile(
    r"(?!the (?:first|second|third|last|other|same|former|latter)$)(?:the|an?|my|our) (?:[a-z][\w-]* )?[a-z][\w-]*"
)
_PERSONS = frozenset(("he", "she"))
_RANKS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_RANK = re.compile(rf"\b(?:{_RANKS})\b(?! ones?\b)", re.I)
_RANK_ALONE = re.compile(rf"(?:the )?(?P<rank>{_RANKS})(?P<one> one)?", re.I)
_RANKED = re.compile(rf"\b(?:{_RANKS}), (?P<noun>[a-z][\w-]*)")
_THE = re.compile(r"\bthe (?=[a-z])", re.I)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
# "On which days?" after "Are bonfires allowed?"; neither why nor how, which ask of what was answered.
_BARE_PHRASE = re.compile(
    r"\W*(?:(?:and|but|so)\W+)?(?P<word>(?:since |until |from )?when|where|how (?:long|often|far)|for how long|"
    r"(?:on|at|in|for|with|from|by|until) (?:which|what) [\w-]+)\W*",
    re.I,
)
_YES_OR_NO = re.compile(rf"(?:{AUXILIARIES})\b", re.I)
# "And where?" after "When was Ada Bell born?"
_BARE_WORD = re.compile(
    rf"\W*(?:(?:and|but|so)\W+)?(?P<word>when|where|how|why|since when|how often|how much|"
    rf"how (?:{_MEASURES}))\W*",
    re.I,
)
_BY_WORD = re.compile(
    rf"\W*(?P<old>when|where|how|why|(?:what|which) (?:year|day|month|time|date)|"
    rf"how (?:often|much|many \w+|{_MEASURES}))"
    r"(?= (?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|has|have|had)\b)",
    re.I,
)


def replaced(question: str, before: str) -> str:
    """The question before with what this one names in place; empty where this one says more, or what is unclear."""
    before = before.strip()
    if not points_back(before) and (asked := _by_question_word(CARRIED.sub("", before), question)):
        return asked
    begins = _BEGINS.fullmatch(question)
    if begins is None or _is_elliptical(before):
        return ""
    other = _THAT_OF.sub("", begins["other"].strip())
    if carried := CARRIED.search(before):
        if (own := _RANK_ALONE.fullmatch(other)) and (told := _RANKED.search(carried[0])):
            # "Why was it closed? (first, bridge)", "And the second?"
            other = f"the {own['rank']} {told['noun']}"
        other = of_its_kind(other, carried[0])
        return _for_a_pronoun(before[: carried.start()], other, re.search(r"[A-Z\d]", carried[0]) is not None)
    if begins["wrong"]:
        return _by_denial(before, begins["wrong"], other)
    return _in_place(before, other)


def of_the_same(question: str, before: str) -> str:
    """What is asked of "it" once more: "When was it built? (bridge)", "And repaired?", with the same words beside.

    And what another says of it, or when that is so: "And on Sundays?". Empty where nothing of that kind is asked.
    """
    carried, begins = CARRIED.search(before), _BEGINS.fullmatch(question)
    asked = before[: carried.start()] if carried else ""
    other = _THAT_OF.sub("", begins["other"].strip()) if begins else ""
    # "Why? (bridge, closed)" is nothing that could be asked again, and "Where's the bar?" has a verb.
    if carried is None or not HAS_A_VERB.search(asked.replace("’", "'").replace("'s ", " is ")):
        return ""
    found = _by_question_word(asked, question)
    if not found and other and not _is_elliptical(before):
        found = _of_it(asked, other) if points_back(asked) else _in_place(asked, other)
    return f"{found.rstrip()} {carried[0].strip()}" if found else ""


def _in_place(before: str, other: str) -> str:
    """The question before with other words in the place of what they differ from."""
    if found := _first(before, other, _by_rank, by_time, *SAYING_WHICH, by_condition, by_means):
        return found
    if _says_more(other):
        return ""
    return _first(before, other, _by_number, _by_preposition, by_name, by_same_word, *THINGS)


def _of_it(before: str, other: str) -> str:
    """The same for a question that asks of "it", which keeps its subject: only a name may take another's place."""
    if (found := _first(before, other, by_time, by_condition, by_means)) or _says_more(other):
        return found
    if (counted := by_count(before, other)) and is_plural(other):
        return counted
    is_said = STATE.fullmatch(f"x {other}", 1) or MEASURE.fullmatch(other)
    return _first(before, other, by_name, _by_preposition, by_deed, *((by_subject,) if is_said else ()))


def _first(before: str, other: str, *rules: Callable[[str, str], str]) -> str:
    """What the first of some rules makes of it that makes anything."""
    return next((found for rule in rules if (found := rule(before, other))), "")


def is_another(question: str, before: str) -> bool:
    """Whether both name a thing and nothing else: after "What about bees?", "And hens?" is no longer about bees.

    "And the airport?" and "And parking?" may be those of a town that was named just before.
    """
    own, told = (
        _BEGINS.fullmatch(CARRIED.sub("", text)) if _CONTINUED.match(text) else None for text in (question, before)
    )
    if own is None or told is None:
        return False
    new, old = (found["other"].strip() for found in (own, told))
    if ARTICLE.match(new) or ATTRIBUTE.fullmatch(new) or named(new) is not named(old):
        return False
    return all(_names_only(text) for text in (new, old))


def asks_alike(question: str, before: str) -> bool:
    """Whether both ask the same of "it": after "Who voted against it?" nobody who "proposed it" need have voted."""
    own, told = (OPENS.match(text) for text in (question, before))
    if own is None or told is None or own["word"].casefold() != told["word"].casefold():
        return False
    return points_back(question) and points_back(CARRIED.sub("", before))


def _names_only(text: str) -> bool:
    """Whether a few words say neither when nor where nor what became of something."""
    if ASKS.search(text) or says_when(text) or STATE.search(f"x {text}", 1) or len(text.split()) > _THREE:
        return False
    return not (A_PREPOSITION.search(text) or DEED.fullmatch(text) or _RANK_ALONE.fullmatch(text))


def _by_question_word(before: str, question: str) -> str:
    """As in "When was Ada Bell born?", "And where?", or "Are bonfires allowed?", "On which days?"."""
    if (bare := _BARE_PHRASE.fullmatch(question)) and _YES_OR_NO.match(before):
        return f"{bare['word'].capitalize()} {before[0].lower()}{before[1:]}"
    bare, told = _BARE_WORD.fullmatch(question), _BY_WORD.match(before)
    if not bare or not told or told["old"].casefold() == bare["word"].casefold():
        return ""
    return bare["word"].capitalize() + before[told.end("old") :]


def _says_more(other: str) -> bool:
    """Whether a follow-up has too much of its own to be only what differs."""
    return ASKS.search(_MAY.sub(" ", other)) is not None or len(other.split()) > _LONGEST


def _is_elliptical(question: str) -> bool:
    """Whether it has no question of its own that could be asked again."""
    bare = _BEGINS.fullmatch(question)
    return _CONTINUED.match(question) is not None or (bare is not None and not ASKS.search(bare["other"]))


def _for_a_pronoun(before: str, other: str, has_name: bool) -> str:
    """As in "How much is a battery for it?", "And for the lamp?", or "How long does it last?", "And the Kestrel?".

    The words that were carried for the pronoun go with it. Where they have a name, "the charger" may be that thing's.
    """
    if ASKS.search(other):
        return ""
    told = _IT_DOES.search(before)
    # "Where did he go? (Ada Bell)", "And the founder?" is about another person.
    somebody = told and told["it"] and told["it"].casefold() in _PERSONS and SOMEBODY.fullmatch(other)
    if told and (named(other) or somebody or (_THING.fullmatch(other) and not has_name)):
        it = "it" if told["it"] else "of"
        if it == "of" and one_name(before):
            # "What does Moscow say about it?", "And Kyiv?"
            return ""
        asked = before[: told.start(it)] + OWNER.sub("", other) + before[told.end(it) :]
    else:
        asked = _by_preposition(before, other)
    return asked if points_back(before) and not points_back(asked) else ""


def _by_denial(before: str, wrong: str, other: str) -> str:
    """As in "Do mothers have leave?", "Not mothers, fathers"."""
    bare, right = ARTICLE.sub("", wrong.strip(), count=1), ARTICLE.sub("", other, count=1)
    told = re.search(rf"\b{re.escape(bare)}\b", before, re.I)
    return before[: told.start()] + right + before[told.end() :] if told else ""


def _by_number(before: str, other: str) -> str:
    """As in "What does clause 3.1 say?", "And 3.3?"."""
    found = list(_NUMBER.finditer(before))
    if len(found) != 1 or not _NUMBER.fullmatch(other):
        return ""
    return before[: found[0].start()] + other + before[found[0].end() :]


def _by_rank(before: str, other: str) -> str:
    """As in "When was the first bridge built?", "And the second?": only what it counts by is another.

    "When was the bridge built?", "No, the first one." counts by what the question before did not.
    """
    told, own = _RANK.search(before), _RANK_ALONE.fullmatch(other)
    if told and own:
        return before[: told.start()] + own["rank"] + before[told.end() :]
    things = (
        list(_THE.finditer(before)) if own and own["one"] and not re.search(rf"\b(?:{_RANKS})\b", before, re.I) else []
    )
    return f"{before[: things[0].end()]}{own['rank']} {before[things[0].end() :]}" if own and len(things) == 1 else ""


def _by_preposition(before: str, other: str) -> str:
    """As in "… on Monday?", "And at weekends?"."""
    first = other.split()[0].casefold()
    if first not in PREPOSITIONS or other.casefold() == first or _TO_DO.fullmatch(other):
        return ""
    other = first + other[len(first) :]
    alike = next((row for row in _ALIKE if first in row), frozenset((first,)))
    # "The warranty of the Kestrel", "and for the Vireo?"
    name = one_name(before) if first in _OF_A_THING and named(other[len(first) :].strip()) else None
    if name and _ENDS_OF_A_THING.search(before[: name.start()]):
        return by_name(before, other[len(first) :].strip())
    found = [match for match in A_PREPOSITION.finditer(before) if match[0].casefold() in alike and match.start()]
    # "In 2019" does not take the place of "in Bergen".
    when = says_when(other[len(first) :])
    found = [match for match in found if says_when(A_PREPOSITION.split(before[match.end() :])[0]) is when]
    if not found:
        return f"{before.rstrip(' ?')} {other}?"
    own = [match for match in found if match[0].casefold() == first] or found
    end = next((m.start() for m in A_PREPOSITION.finditer(before) if m.start() > own[-1].start()), None)
    rest = before[end:] if end is not None else before[len(before.rstrip(" ?")) :]
    return f"{before[: own[-1].start()]}{other}{' ' if end is not None else ''}{rest}"
