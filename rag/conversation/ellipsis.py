"""A follow-up that names only what is different, or right: "How much is option A?", "And option B?", "No, option B".

The question before it is asked again with that in place of what it stands for, so that nothing else of it is lost:
what is wanted (how much, when), and of what. Told by form; where the form does not say what is replaced, nothing is.
English.
"""

from __future__ import annotations

import re

from index.text.terms import is_stop, stem
from rag.conversation.circumstances import BARE_TIME, by_condition, by_means, by_time, says_when
from rag.conversation.pronouns import points_back
from rag.conversation.same_word import by_same_word
from rag.conversation.subjects import (
    ARTICLE,
    COUNTED,
    DEED,
    DOES,
    DOES_A_DEED,
    DOES_BARE,
    DONE_TO,
    PREPOSITIONS,
    STATE,
    WHAT_IS,
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
_BEGINS = re.compile(rf"\W*(?:{_GOES_ON}|{_BARE})(?P<other>(?:[^?!.]|\.(?=\d))+?)\W*", re.I)
_CARRIED = re.compile(r"\s*\([^()]*\)$")
# "May" is a month where a preposition or a number stands beside it.
_MAY = re.compile(r"\b(?i:in|since|until|till|by|of|from|during|before|after|last|next) May\b|^May$|\bMay \d+")
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|may|"
    r"has|have|had|if|he|him|his|she|her|hers|it|its|they|them|their|this|that|these|those|there|then|else|one|ones|"
    r"afterwards|later|not|me|you)\b",
    re.I,
)
_LONGEST = 6
_THREE = 3
# What tells one of a kind from another: "the red one".
_FEATURE = (
    "red|orange|yellow|green|blue|white|black|gr[ae]y|brown|pink|purple|violet|golden|silver|small|large|big|little|"
    "long|short|tall|high|low|wide|narrow|thick|thin|medium|old|new|older|newer|cheap|expensive|heavy|hot|cold|warm|"
    "dry|wet|left|right|upper|lower|inner|outer|front|rear|single|double|indoor|outdoor|main|flashing|steady"
)
_FEATURED = re.compile(rf"(?:the|an?) (?P<feature>{_FEATURE}) ones?", re.I)
_OF_A_KIND = re.compile(rf"\b(?:(?P<article>an?) )?(?P<feature>{_FEATURE})(?= [a-z])", re.I)
_ONE_OF_A_KIND = re.compile(r"(?:(?P<article>the|an?) )?(?P<which>[\w-]+) ones?", re.I)
_KIND = re.compile(r"(?P<article>(?:the|an?|my|our|your) )?[\w-]+ (?P<noun>(?-i:[a-z])[\w-]*)", re.I)
# "On Monday" and "at weekends" say when; one of them takes the other's place.
_ALIKE = (
    frozenset(("in", "on", "at", "during", "since", "until", "before", "after")),
    frozenset(("under", "over", "above", "below", "between", "within", "from")),
    frozenset(("with", "without")),
)
_OF_A_THING = frozenset(("of", "for"))
_ENDS_OF_A_THING = re.compile(r"\b(?:of|for) (?:the )?$", re.I)
# "And to charge?" says what is done, and not where to.
_TO_DO = re.compile(r"to (?-i:[a-z])[\w-]*", re.I)
_A_PREPOSITION = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})\b", re.I)
_IT_DOES = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|were|can|could|has|have|had|will|would|must|may|might|should|shall) "
    r"(?P<it>he|she|it|they)|\w+ (?P<of>him|it|them)(?=\W*$))\b",
    re.I,
)
_THING = re.compile(
    r"(?!the (?:first|second|third|last|other|same|former|latter)$)(?:the|an?|my|our) (?:[a-z][\w-]* )?[a-z][\w-]*"
)
_OWNER = re.compile(r"['’]s$")
_PLURAL = re.compile(r"(?:[^\Wsu]s|\bpeople|\bchildren|men)$", re.I)
_MEASURE = re.compile(
    r"high|tall|long|wide|deep|thick|heavy|old|big|large|fast|far|steep|loud|hot|cold|expensive", re.I
)
_MEASURED = re.compile(rf"(?P<how>\W*how )(?:{_MEASURE.pattern})\b", re.I)
# What a thing has, and no other thing: "How much is the lamp?", "And the delivery time?"
ATTRIBUTE = re.compile(
    r".*\b(?:time|number|price|cost|weight|size|length|width|height|depth|colou?r|warranty|guarantee|date|age|address)",
    re.I,
)
# A short number is of the name, as in "Vireo 300"; "May 2024" has a year.
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?!I\b)[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|\d{1,3}\b))*")
_BARE_NOUN = re.compile(r"[a-z][\w-]*(?<!ly)")
_RANKS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_RANK = re.compile(rf"\b(?:{_RANKS})\b(?! ones?\b)", re.I)
_RANK_ALONE = re.compile(rf"(?:the )?(?P<rank>{_RANKS})(?P<one> one)?", re.I)
_RANKED = re.compile(rf"\b(?:{_RANKS}), (?P<noun>[a-z][\w-]*)")
_THE = re.compile(r"\bthe (?=[a-z])", re.I)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
# "And where?" after "When was Ada Bell born?"
_BARE_WORD = re.compile(
    rf"\W*(?:(?:and|but|so)\W+)?(?P<word>when|where|how|why|since when|how often|how much|"
    rf"how (?:{_MEASURES}))\W*",
    re.I,
)
_OPENS = re.compile(r"\W*(?:(?:and|but|so)\W+)?(?P<word>who|what|when|where|how(?: \w+)?)\b", re.I)
_BY_WORD = re.compile(
    rf"\W*(?P<old>when|where|how|why|(?:what|which) (?:year|day|month|time|date)|"
    rf"how (?:often|much|many \w+|{_MEASURES}))"
    r"(?= (?:is|are|was|were|do|does|did|can|could|will|would|should|must|may|has|have|had)\b)",
    re.I,
)


def replaced(question: str, before: str) -> str:
    """The question before with what this one names in place; empty where this one says more, or what is unclear."""
    before = before.strip()
    if asked := _by_question_word(before, question):
        return asked
    begins = _BEGINS.fullmatch(question)
    if begins is None or _is_elliptical(before):
        return ""
    other = begins["other"].strip()
    if carried := _CARRIED.search(before):
        if (own := _RANK_ALONE.fullmatch(other)) and (told := _RANKED.search(carried[0])):
            # "Why was it closed? (first, bridge)", "And the second?"
            other = f"the {own['rank']} {told['noun']}"
        return _for_a_pronoun(before[: carried.start()], other, re.search(r"[A-Z\d]", carried[0]) is not None)
    if begins["wrong"]:
        return _by_denial(before, begins["wrong"], other)
    for rule in (_by_rank, by_time, _by_feature, _by_one, by_condition, by_means):
        if found := rule(before, other):
            return found
    if _ASKS.search(_MAY.sub(" ", other)) or len(other.split()) > _LONGEST:
        return ""
    for rule in (
        _by_number,
        _by_preposition,
        _by_name,
        by_same_word,
        _by_count,
        _by_deed,
        _by_subject,
        _by_doer,
        _by_kind,
    ):
        if found := rule(before, other):
            return found
    return ""


def of_the_same(question: str, before: str) -> str:
    """What is asked of "it" once more: "When was it built? (bridge)", "And repaired?", with the same words beside.

    Empty where nothing of that kind is asked.
    """
    carried, begins = _CARRIED.search(before), _BEGINS.fullmatch(question)
    asked = before[: carried.start()] if carried else ""
    if not points_back(asked):
        return ""
    other = begins["other"].strip() if begins else ""
    is_said = STATE.fullmatch(f"x {other}", 1) or _MEASURE.fullmatch(other)
    found = _by_deed(asked, other) or (_by_subject(asked, other) if is_said else "")
    return f"{found.rstrip()} {carried[0].strip()}" if carried and found else ""


def is_another(question: str, before: str) -> bool:
    """Whether both name a thing and nothing else: after "What about bees?", "And hens?" is no longer about bees.

    "And the airport?" and "And parking?" may be those of a town that was named just before.
    """
    own, told = (
        _BEGINS.fullmatch(_CARRIED.sub("", text)) if _CONTINUED.match(text) else None for text in (question, before)
    )
    if own is None or told is None:
        return False
    new, old = (found["other"].strip() for found in (own, told))
    if ARTICLE.match(new) or ATTRIBUTE.fullmatch(new) or _named(new) is not _named(old):
        return False
    return all(_names_only(text) for text in (new, old))


def asks_alike(question: str, before: str) -> bool:
    """Whether both ask the same of "it": after "Who voted against it?" nobody who "proposed it" need have voted."""
    own, told = (_OPENS.match(text) for text in (question, before))
    if own is None or told is None or own["word"].casefold() != told["word"].casefold():
        return False
    return points_back(question) and points_back(_CARRIED.sub("", before))


def _names_only(text: str) -> bool:
    """Whether a few words say neither when nor where nor what became of something."""
    if _ASKS.search(text) or says_when(text) or STATE.search(f"x {text}", 1) or len(text.split()) > _THREE:
        return False
    return not (_A_PREPOSITION.search(text) or DEED.fullmatch(text) or _RANK_ALONE.fullmatch(text))


def _by_question_word(before: str, question: str) -> str:
    """As in "When was Ada Bell born?", "And where?"."""
    bare, asked = _BARE_WORD.fullmatch(question), _CARRIED.sub("", before)
    told = _BY_WORD.match(asked)
    if not bare or not told or points_back(before) or told["old"].casefold() == bare["word"].casefold():
        return ""
    return bare["word"].capitalize() + asked[told.end("old") :]


def _is_elliptical(question: str) -> bool:
    """Whether it has no question of its own that could be asked again."""
    bare = _BEGINS.fullmatch(question)
    return _CONTINUED.match(question) is not None or (bare is not None and not _ASKS.search(bare["other"]))


def _for_a_pronoun(before: str, other: str, named: bool) -> str:
    """As in "How much is a battery for it?", "And for the lamp?", or "How long does it last?", "And the Kestrel?".

    The words that were carried for the pronoun go with it. Where they have a name, "the charger" may be that thing's.
    """
    if _ASKS.search(other):
        return ""
    if told := _IT_DOES.search(before) if _named(other) or (_THING.fullmatch(other) and not named) else None:
        it = "it" if told["it"] else "of"
        asked = before[: told.start(it)] + _OWNER.sub("", other) + before[told.end(it) :]
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


def _by_feature(before: str, other: str) -> str:
    """As in "What does the orange light mean?", "And the red one?"."""
    one, found = _FEATURED.fullmatch(other), list(_OF_A_KIND.finditer(before))
    if one is None or len(found) != 1:
        return ""
    told, feature = found[0], one["feature"].lower()
    article = ("an " if feature[0] in "aeiou" else "a ") if told["article"] else ""
    return before[: told.start()] + article + feature + before[told.end() :]


def _by_one(before: str, other: str) -> str:
    """As in "How much is a half plot?", "And a full one?": another of the kind that is asked about."""
    own = _ONE_OF_A_KIND.fullmatch(other)
    found = WHAT_IS.fullmatch(before) or DOES.match(before) or DONE_TO.match(before)
    if own is None or found is None or is_stop(stem(own["which"].casefold())):
        return ""
    state = STATE.search(found["old"])
    told = _KIND.fullmatch(found["old"][: state.start()] if state else found["old"])
    if told is None or told["noun"] == "one" or _is_plural(told["noun"]) is not other.casefold().endswith("ones"):
        return ""
    article = f"{own['article']} " if own["article"] else told["article"] or ""
    rest = before[found.start("old") + told.end() :]
    return f"{before[: found.start('old')]}{article}{own['which']} {told['noun']}{rest}"


def _by_deed(before: str, other: str) -> str:
    """As in "When does school start?", "And end?"."""
    told = DOES_A_DEED.search(before) if DEED.fullmatch(other) else None
    return before[: told.start("old")] + other + before[told.end("old") :] if told else ""


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


def _by_doer(before: str, other: str) -> str:
    """As in "What does the soup need?", "And the bread?", and "Can I wash the bin?", "And the filter?"."""
    found = DOES.match(before) or DONE_TO.match(before)
    if found is None or not ARTICLE.match(other) or _is_owner(other, found["old"]):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _is_owner(other: str, old: str) -> bool:
    """Whether a name follows on a thing: after "Is the bulb included?" the Vireo has a bulb and is none."""
    return _named(other) and not _NAME.search(f" {old}", 1)


def _by_kind(before: str, other: str) -> str:
    """As in "What does coffee cost?", "And tea?"; "What do members pay?", "And parking?" is about something else."""
    found = DOES_BARE.match(before)
    if found is None or not _BARE_NOUN.fullmatch(other) or is_stop(stem(other)) or is_stop(stem(found["old"])):
        return ""
    if ATTRIBUTE.fullmatch(other) or STATE.fullmatch(f"x {other}", 1) or _ASKS.fullmatch(found["old"]):
        return ""
    if found["does"].casefold() != "does" and not (_is_plural(found["old"]) and _is_plural(other)):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _by_preposition(before: str, other: str) -> str:
    """As in "… on Monday?", "And at weekends?"."""
    first = other.split()[0].casefold()
    if first not in PREPOSITIONS or _TO_DO.fullmatch(other):
        return ""
    other = first + other[len(first) :]
    alike = next((row for row in _ALIKE if first in row), frozenset((first,)))
    # "The warranty of the Kestrel", "and for the Vireo?"
    name = _one_name(before) if first in _OF_A_THING and _named(other[len(first) :].strip()) else None
    if name and _ENDS_OF_A_THING.search(before[: name.start()]):
        return _by_name(before, other[len(first) :].strip())
    found = [match for match in _A_PREPOSITION.finditer(before) if match[0].casefold() in alike and match.start()]
    # "In 2019" does not take the place of "in Bergen".
    when = says_when(other[len(first) :])
    found = [match for match in found if says_when(_A_PREPOSITION.split(before[match.end() :])[0]) is when]
    if not found:
        return f"{before.rstrip(' ?')} {other}?"
    own = [match for match in found if match[0].casefold() == first] or found
    end = next((m.start() for m in _A_PREPOSITION.finditer(before) if m.start() > own[-1].start()), None)
    rest = before[end:] if end is not None else before[len(before.rstrip(" ?")) :]
    return f"{before[: own[-1].start()]}{other}{' ' if end is not None else ''}{rest}"


def _by_name(before: str, other: str) -> str:
    """As in "How much snow fell in Bergen?", "And Oslo?"."""
    name = _one_name(before)
    if name is None or not _named(other) or says_when(name[0]) is not says_when(other):
        return ""
    bare = ARTICLE.sub("", other, count=1)
    bare = bare if _OWNER.search(name[0]) else _OWNER.sub("", bare)
    return before[: name.start()] + bare + before[name.end() :]


def _one_name(text: str) -> re.Match[str] | None:
    names = list(_NAME.finditer(text))
    return names[0] if len(names) == 1 else None


def _named(text: str) -> bool:
    """Whether it is a name, with or without an article."""
    return _NAME.fullmatch(" " + ARTICLE.sub("", text, count=1), 1) is not None


def _by_count(before: str, other: str) -> str:
    """As in "How many books can I borrow?", "And DVDs?".

    "Which class may I book?", "And trains?" are of two kinds: one is asked for, and the others are many.
    """
    found = COUNTED.search(before)
    if found is None or ARTICLE.match(other):
        return ""
    if found["asks"].casefold() == "which" and _is_plural(found["old"]) is not _is_plural(other):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _is_plural(noun: str) -> bool:
    return _PLURAL.search(noun) is not None


def _by_subject(before: str, other: str) -> str:
    """As in "Who is the treasurer?", "And the secretary?"; where a preposition follows, either part may be meant."""
    found = WHAT_IS.fullmatch(before)
    if found is None or _A_PREPOSITION.search(found["old"]) or _is_owner(other, found["old"]):
        return ""
    if _MEASURE.fullmatch(other):
        # "How high is the dam?", "And how wide", or only "And wide?"
        return _MEASURED.sub(rf"\g<how>{other}", before, count=1) if _MEASURED.match(before) else ""
    article = ARTICLE.match(found["old"])
    needs = article and not ARTICLE.match(other) and other[0].islower()
    state = STATE.search(found["old"])
    if STATE.fullmatch(f"x {other}", 1):
        # "When was the pier built?", "And closed?"
        return before[: found.start("old") + state.start()] + f" {other}" + found["end"] if state else ""
    of_a_thing = before[:3].casefold() == "how" or _NAME.search(f" {found['old']}", 1)
    if of_a_thing and ATTRIBUTE.fullmatch(other) and not ATTRIBUTE.fullmatch(found["old"]):
        return ""
    # "How long are potatoes boiled?", "And the fish poached?"
    rest = (state[0] if state and not STATE.search(other) else "") + found["end"]
    return before[: found.start("old")] + (article[0] if article and needs else "") + other + rest
