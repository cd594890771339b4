"""A follow-up that names only what is different: "How much is option A?", "And option B?".

The question before it is asked again with that in place of what it stands for, so that nothing else of it is lost:
what is wanted (how much, when), and of what. Told by form; where the form does not say what is replaced, nothing is.
English.
"""

from __future__ import annotations

import re

from index.terms import is_stop, stem

_BEGINS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|well)\W+)?(?:and|but|or|(?:and )?what about|(?:and )?how about)\s+"
    r"(?P<other>(?:[^?!.]|\.(?=\d))+?)\W*",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|may|"
    r"has|have|had|if|he|him|his|she|her|hers|it|its|they|them|their|this|that|these|those|there|then|else|one|ones|"
    r"afterwards|later|not|me|you)\b",
    re.I,
)
_LONGEST = 6
_PREPOSITION = (
    "in", "on", "at", "during", "since", "until", "before", "after", "by", "for", "from", "to", "with", "without", "of",
    "under", "over", "per", "above", "below", "between", "within",
)  # fmt: skip
# "On Monday" and "at weekends" say when; one of them takes the other's place.
_ALIKE = (
    frozenset(("in", "on", "at", "during", "since", "until", "before", "after")),
    frozenset(("under", "over", "above", "below", "between", "within", "from")),
    frozenset(("with", "without")),
)
# What says when: it adds to a question, and takes the place of nothing but another of its kind.
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)s?"
_PART = r"(?:mornings?|noon|afternoons?|evenings?|nights?|midnight|weekends?|weekdays?|holidays?|easter|christmas)"
_SPAN = r"(?:days?|weeks?|months?|years?|decades?|century|quarter|term|season|time)"
_BARE_TIME = (
    rf"today|tomorrow|yesterday|tonight|now|nowadays|recently|(?:next|last|this|every|each) "
    rf"(?:{_DAY}|{_MONTH}|{_SEASON}|{_PART}|{_SPAN})|(?:the )?(?:day|week|month|year) (?:before|after)"
)
_TIME = re.compile(
    rf"(?:(?:the|early|late|mid|end of)[ -])*(?:{_BARE_TIME}|{_DAY}|{_MONTH}|{_SEASON}|{_PART}|{_SPAN}|"
    rf"1[5-9]\d\d|20\d\d|\d+ ?(?:am|pm|o'clock)|\d+:\d\d)\b.*",
    re.I,
)
_ADVERB = re.compile(_BARE_TIME, re.I)
_NAMED_DAY = re.compile(rf"{_DAY}", re.I)
# What is said of the subject at the end of a question: "When was the pier closed?"
_STATE = re.compile(
    r"(?<=\w)\s+(?:\w+ed|built|held|made|born|dug|sold|found|paid|open|due|free|available|left|won|lost|known|given|"
    r"taken|written|shown|set|begun|drawn|grown|bought|brought|sent|spent|kept|led|read|cut|shut|full|empty|ready)$",
    re.I,
)
_A_PREPOSITION = re.compile(rf"\b(?:{'|'.join(_PREPOSITION)})\b", re.I)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
_COUNTED = re.compile(
    r"\b(?:how many|which)\s+(?P<old>[\w-]+)\s+(?=(?:can|do|does|did|is|are|was|were|may|must|will|have|has|should)\b)",
    re.I,
)
_WHAT_IS = re.compile(
    r"(?:who|what|when|where|how \w+)(?:\s+(?:is|are|was|were)|['’]s)\s+(?P<old>.+?)(?P<end>\s*\?*)", re.I
)
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?!I\b)[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_WORD = re.compile(r"\d+(?:\.\d+)*|[\w’'-]+")
_RANKS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_RANK = re.compile(rf"\b(?:{_RANKS})\b(?! ones?\b)", re.I)
_RANK_ALONE = re.compile(rf"(?:the )?(?P<rank>{_RANKS})(?: one)?", re.I)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DOES = re.compile(
    r".*\b(?:does|do|did|can|will|must|may|should) (?P<old>(?:the|an?|my|our) (?:[\w-]+ )?[\w-]+)(?= [\w-]+\W*$)", re.I
)


def replaced(question: str, before: str) -> str:
    """The question before with what this one names in place; empty where this one says more, or what is unclear."""
    begins = _BEGINS.fullmatch(question)
    before = before.strip()
    if begins is None or before.endswith(")") or _BEGINS.match(before):
        return ""
    other = begins["other"].strip()
    if rank := _by_rank(before, other):
        return rank
    if _ASKS.search(other) or len(other.split()) > _LONGEST:
        return ""
    if when := _by_time(before, other):
        return when
    for rule in (_by_number, _by_preposition, _by_name, _by_same_word, _by_count, _by_subject, _by_doer):
        if found := rule(before, other):
            return found
    return ""


def _by_number(before: str, other: str) -> str:
    """As in "What does clause 3.1 say?", "And 3.3?"."""
    found = list(_NUMBER.finditer(before))
    if len(found) != 1 or not _NUMBER.fullmatch(other):
        return ""
    return before[: found[0].start()] + other + before[found[0].end() :]


def _by_rank(before: str, other: str) -> str:
    """As in "When was the first bridge built?", "And the second?": only what it counts by is another."""
    told, own = _RANK.search(before), _RANK_ALONE.fullmatch(other)
    return before[: told.start()] + own["rank"] + before[told.end() :] if told and own else ""


def _by_time(before: str, other: str) -> str:
    """As in "Which rooms are free today?", "And tomorrow?"; where nothing says when, it is added."""
    asked = before.rstrip(" ?")
    if _ADVERB.fullmatch(other):
        told = next((found for found in _ADVERB.finditer(before) if found.end() >= len(asked)), None)
        return f"{before[: told.start()]}{other}{before[told.end() :]}" if told else f"{asked} {other}?"
    if _NAMED_DAY.fullmatch(other) and not _NAMED_DAY.search(before):
        return f"{asked} on {other}?"
    return ""


def _by_doer(before: str, other: str) -> str:
    """As in "What does the soup need?", "And the bread?"."""
    found = _DOES.match(before)
    if found is None or not _ARTICLE.match(other):
        return ""
    return before[: found.start("old")] + other + before[found.end("old") :]


def _by_preposition(before: str, other: str) -> str:
    """As in "… on Monday?", "And at weekends?"."""
    first = other.split()[0].casefold()
    if first not in _PREPOSITION:
        return ""
    alike = next((row for row in _ALIKE if first in row), frozenset((first,)))
    found = [match for match in _A_PREPOSITION.finditer(before) if match[0].casefold() in alike and match.start()]
    # "In 2019" does not take the place of "in Bergen".
    when = _says_when(other[len(first) :])
    found = [match for match in found if _says_when(_A_PREPOSITION.split(before[match.end() :])[0]) is when]
    if not found:
        return f"{before.rstrip(' ?')} {other}?"
    own = [match for match in found if match[0].casefold() == first] or found
    end = next((m.start() for m in _A_PREPOSITION.finditer(before) if m.start() > own[-1].start()), None)
    rest = before[end:] if end is not None else before[len(before.rstrip(" ?")) :]
    return f"{before[: own[-1].start()]}{other}{' ' if end is not None else ''}{rest}"


def _says_when(text: str) -> bool:
    return _TIME.fullmatch(text.strip(" ?")) is not None


def _by_name(before: str, other: str) -> str:
    """As in "How much snow fell in Bergen?", "And Oslo?"."""
    names = list(_NAME.finditer(before))
    if len(names) != 1 or not _NAME.fullmatch(" " + other, 1):
        return ""
    return before[: names[0].start()] + other + before[names[0].end() :]


def _by_same_word(before: str, other: str) -> str:
    """As in "How much is option A?", "And option B?": what stands on the same sides of the word that both have."""
    own = [match[0] for match in _WORD.finditer(other)]
    told = list(_WORD.finditer(before))
    for at, match in enumerate(told):
        if is_stop(stem(match[0].casefold())):
            continue
        places = [n for n, word in enumerate(own) if word.casefold() == match[0].casefold()]
        if places and len(own) > 1:
            first, last = at - places[0], at + len(own) - 1 - places[0]
            if first > 0 and last < len(told):
                return before[: told[first].start()] + other + before[told[last].end() :]
    return ""


def _by_count(before: str, other: str) -> str:
    """As in "How many books can I borrow?", "And DVDs?"."""
    found = _COUNTED.search(before)
    bare = _ARTICLE.sub("", other, count=1)
    return before[: found.start("old")] + bare + before[found.end("old") :] if found and bare == other else ""


def _by_subject(before: str, other: str) -> str:
    """As in "Who is the treasurer?", "And the secretary?"; where a preposition follows, either part may be meant."""
    found = _WHAT_IS.fullmatch(before)
    if found is None or _A_PREPOSITION.search(found["old"]):
        return ""
    article = _ARTICLE.match(found["old"])
    needs = article and not _ARTICLE.match(other) and other[0].islower()
    state = _STATE.search(found["old"])
    rest = (state[0] if state else "") + found["end"]
    return before[: found.start("old")] + (article[0] if article and needs else "") + other + rest
