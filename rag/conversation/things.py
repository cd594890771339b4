"""A follow-up that names another thing: "Who is the treasurer?", "And the secretary?".

Each rule puts it where the question before has its subject, its object, or what is counted or done; `SAYING_WHICH` are
those for "the red one" and "how much flour", `THINGS` the others, in the order in which they are tried. English.
"""

from __future__ import annotations

import re

from index.text.terms import is_stop, stem
from rag.conversation.names import NAME, named
from rag.conversation.pronouns import ROLE
from rag.conversation.subjects import (
    A_PREPOSITION,
    ARTICLE,
    ASKS,
    COUNTED,
    DEED,
    DOES,
    DOES_A_DEED,
    DOES_BARE,
    DONE_TO,
    MANY_ARE,
    PREPOSITIONS,
    STATE,
    WHAT_IS,
    WHO_DOES,
    is_plural,
)

# What tells one of a kind from another: "the red one".
_FEATURE = (
    "red|orange|yellow|green|blue|white|black|gr[ae]y|brown|pink|purple|violet|golden|silver|small|large|big|little|"
    "long|short|tall|high|low|wide|narrow|thick|thin|medium|old|new|older|newer|cheap|expensive|heavy|hot|cold|warm|"
    "dry|wet|left|right|upper|lower|inner|outer|front|rear|single|double|indoor|outdoor|main|flashing|steady"
)
_FEATURED = re.compile(rf"(?:the|an?) (?P<feature>{_FEATURE}) ones?", re.I)
_FEATURED_AT_END = re.compile(rf"(?P<where>(?:{'|'.join(PREPOSITIONS)}) |){_FEATURED.pattern}", re.I)
_OF_A_KIND = re.compile(rf"\b(?:(?P<article>an?) )?(?P<feature>{_FEATURE})(?= [a-z])", re.I)
_ONE_OF_A_KIND = re.compile(r"(?:(?P<article>the|an?) )?(?P<which>[\w-]+) ones?", re.I)
# A feature and what has it, as they stand in a question, and as words beside one.
_FEATURE_OF = re.compile(rf"\b(?P<feature>{_FEATURE}),? (?P<noun>(?-i:[a-z])[\w-]*)\b", re.I)
_MADE = re.compile(r"(?:(?:re-?)?elected|appointed|made|chosen|named|nominated) ", re.I)
_KIND = re.compile(r"(?P<article>(?:the|an?|my|our|your) )?[\w-]+ (?P<noun>(?-i:[a-z])[\w-]*)", re.I)
SOMEBODY = re.compile(rf"(?:the|an?|my|our|your) (?:[\w-]+ )?(?:{ROLE}|loser|runner-up)", re.I)
MEASURE = re.compile(r"high|tall|long|wide|deep|thick|heavy|old|big|large|fast|far|steep|loud|hot|cold|expensive", re.I)
_MEASURED = re.compile(rf"(?P<how>\W*how )(?:{MEASURE.pattern})\b", re.I)
# What a thing has, and no other thing: "How much is the lamp?", "And the delivery time?"
ATTRIBUTE = re.compile(
    r".*\b(?:time|number|price|cost|weight|size|length|width|height|depth|colou?r|warranty|guarantee|date|age|address)",
    re.I,
)
# "And how much flour?"
_HOW_MANY = re.compile(r"(?P<asks>how many|how much|which) (?P<of>[\w-]+)", re.I)
# "Do mothers have"
_MANY_DO = re.compile(
    r"(?:do|did|can|may|must|should|will|have|are|were) (?!(?:you|they|we)\b)(?-i:[a-z])[\w-]*[^\Wsui]s\b", re.I
)
_BARE_NOUN = re.compile(r"[a-z][\w-]*(?<!ly)")


def _by_feature(before: str, other: str) -> str:
    """As in "What does the orange light mean?", "And the red one?"."""
    one, found = _FEATURED.fullmatch(other), list(_OF_A_KIND.finditer(before))
    if one is None or len(found) != 1:
        return ""
    told, feature = found[0], one["feature"].lower()
    article = ("an " if feature[0] in "aeiou" else "a ") if told["article"] else ""
    return before[: told.start()] + article + feature + before[told.end() :]


def of_its_kind(other: str, told: str) -> str:
    """What "the old one" is, if a question before told of one thing with such a feature: "the old workshop"."""
    own, found = _FEATURED_AT_END.fullmatch(other), list(_FEATURE_OF.finditer(told))
    return f"{own['where']}the {own['feature']} {found[0]['noun']}" if own and len(found) == 1 else other


def _by_one(before: str, other: str) -> str:
    """As in "How much is a half plot?", "And a full one?": another of the kind that is asked about."""
    own = _ONE_OF_A_KIND.fullmatch(other)
    found = WHAT_IS.fullmatch(before) or DOES.match(before) or DONE_TO.match(before) or WHO_DOES.match(before)
    if own is None or found is None or is_stop(stem(own["which"].casefold())):
        return ""
    state = STATE.search(found["old"])
    told = _KIND.fullmatch(found["old"][: state.start()] if state else found["old"])
    if told is None or told["noun"] == "one" or is_plural(told["noun"]) is not other.casefold().endswith("ones"):
        return ""
    article = f"{own['article']} " if own["article"] else told["article"] or ""
    rest = before[found.start("old") + told.end() :]
    return f"{before[: found.start('old')]}{article}{own['which']} {told['noun']}{rest}"


def by_deed(before: str, other: str) -> str:
    """As in "When does school start?", "And end?"."""
    told = DOES_A_DEED.search(before) if DEED.fullmatch(other) else None
    return before[: told.start("old")] + other + before[told.end("old") :] if told else ""


def _by_doer(before: str, other: str) -> str:
    """As in "What does the soup need?", "And the bread?", and "Can I wash the bin?", "And the filter?"."""
    found = DOES.match(before) or DONE_TO.match(before)
    if found is None or not ARTICLE.match(other) or _is_owner(other, found["old"]):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _is_owner(other: str, old: str) -> bool:
    """Whether a name follows on a thing: after "Is the bulb included?" the Vireo has a bulb and is none."""
    return named(other) and not NAME.search(f" {old}", 1)


def _by_object(before: str, other: str) -> str:
    """As in "Who leads the choir?", "And the orchestra?"; after "Who won the cup?" the loser is no cup."""
    found = WHO_DOES.match(before)
    if found is None or not ARTICLE.match(other) or STATE.search(f"x {other}", 1):
        return ""
    of_a_thing = not (NAME.search(f" {found['old']}", 1) or SOMEBODY.fullmatch(found["old"]))
    if of_a_thing and SOMEBODY.fullmatch(other):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _by_kind(before: str, other: str) -> str:
    """As in "What does coffee cost?", "And tea?", and "Are dogs allowed?", "And cats?".

    "What do members pay?", "And parking?" is about something else.
    """
    found = DOES_BARE.match(before) or MANY_ARE.match(before)
    if found is None or not _BARE_NOUN.fullmatch(other) or is_stop(stem(other)) or is_stop(stem(found["old"])):
        return ""
    if ATTRIBUTE.fullmatch(other) or STATE.fullmatch(f"x {other}", 1) or ASKS.fullmatch(found["old"]):
        return ""
    if found["does"].casefold() != "does" and not (is_plural(found["old"]) and is_plural(other)):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _by_how_many(before: str, other: str) -> str:
    """As in "How much salt do I need?", "And how much flour?"."""
    found, own = COUNTED.search(before), _HOW_MANY.fullmatch(other)
    if found is None or own is None or own["asks"].casefold() != found["asks"].casefold():
        return ""
    return before[: found.start("old")] + own["of"] + before[found.end("old") :]


def by_count(before: str, other: str) -> str:
    """As in "How many books can I borrow?", "And DVDs?", or "How much salt do I need?", "And flour?".

    "Which class may I book?", "And trains?" are of two kinds: one is asked for, and the others are many.
    "How much leave do mothers have?", "And fathers?" counts no fathers.
    """
    found = COUNTED.search(before)
    if found is None or ARTICLE.match(other) or (is_plural(other) and _MANY_DO.match(before, found.end())):
        return ""
    if found["asks"].casefold() == "which" and is_plural(found["old"]) is not is_plural(other):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def by_subject(before: str, other: str) -> str:
    """As in "Who is the treasurer?", "And the secretary?"; where a preposition follows, either part may be meant."""
    found = WHAT_IS.fullmatch(before)
    if found is None or A_PREPOSITION.search(found["old"]) or _is_owner(other, found["old"]):
        return ""
    if MEASURE.fullmatch(other):
        # "How high is the dam?", "And how wide", or only "And wide?"
        return _MEASURED.sub(rf"\g<how>{other}", before, count=1) if _MEASURED.match(before) else ""
    if (made := _MADE.match(found["old"])) and not ARTICLE.match(other):
        # "Who was elected treasurer?", "And chair?"
        return before[: found.start("old") + made.end()] + other + found["end"]
    article = ARTICLE.match(found["old"])
    needs = article and not ARTICLE.match(other) and other[0].islower()
    state = STATE.search(found["old"])
    if STATE.fullmatch(f"x {other}", 1):
        # "When was the pier built?", "And closed?"
        return before[: found.start("old") + state.start()] + f" {other}" + found["end"] if state else ""
    of_a_thing = before[:3].casefold() == "how" or NAME.search(f" {found['old']}", 1)
    if of_a_thing and ATTRIBUTE.fullmatch(other) and not ATTRIBUTE.fullmatch(found["old"]):
        return ""
    # "How long are potatoes boiled?", "And the fish poached?"
    rest = (state[0] if state and not STATE.search(other) else "") + found["end"]
    return before[: found.start("old")] + (article[0] if article and needs else "") + other + rest


SAYING_WHICH = (_by_feature, _by_one, _by_how_many)
THINGS = (by_count, by_deed, by_subject, _by_doer, _by_object, _by_kind)
