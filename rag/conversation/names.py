"""A name that stands where another stood: "What does Moscow want?", "And Kyiv?", "And what do the Germans offer?".

Alone it takes the other's place in the question before it; in a whole question of its own it leaves the other behind.
English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.text.terms import is_stop, stem
from rag.conversation.circumstances import says_when
from rag.conversation.persons import KIN
from rag.conversation.pronouns import ROLE, points_back
from rag.conversation.subjects import ARTICLE, AUXILIARIES, OPENS, PREPOSITIONS, REACTS, is_plural, words_beside

OWNER = re.compile(r"['’]s$")
# A short number is of the name, as in "Vireo 300"; "May 2024" has a year.
NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?!I\b)[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|\d{1,3}\b))*")
# A name with what tells its place in a question, and what its bearer does, is or has.
_PLACED = re.compile(
    rf"\b(?:(?P<aux>{AUXILIARIES})|(?P<preposition>{'|'.join(PREPOSITIONS)})|"
    rf"who (?P<done>(?!(?:{AUXILIARIES})\b)[\w-]+)) "
    r"(?:(?P<it>he|she|it|they)\b|(?:the )?(?P<name>(?-i:(?!I\b)[A-Z][\w-]*(?: [A-Z][\w-]*)*)))(?P<owner>['’]s)?"
    rf"(?: (?!(?:{'|'.join(PREPOSITIONS)}|and|or)\b)(?P<deed>(?-i:[a-z])[\w-]*))?",
    re.I,
)
_SOMEBODY = rf"(?:{KIN['he']}|{KIN['she']}|{ROLE})"
# A word in small letters without an article, and without the sign of whose it is.
_SMALL_WORD = re.compile(r"(?<!\bthe )(?<!\ba )(?<!\ban )\b[a-z]+\b(?!-)")
_SHORT = 2
# What is asked so of somebody is no part of what was said of another.
_OF_ITSELF = re.compile(r"who|where|when|how old", re.I)
_BE = frozenset(("is", "are", "was", "were"))
_OF_MANY = re.compile(r"(?:\b(?P<do>do|does) )?(?P<the>the )?$", re.I)


def named(text: str) -> bool:
    """Whether it is a name, with or without an article."""
    return NAME.fullmatch(" " + ARTICLE.sub("", text, count=1), 1) is not None


def one_name(text: str) -> re.Match[str] | None:
    """The name of a question, if it has one and no other."""
    names = list(NAME.finditer(text))
    return names[0] if len(names) == 1 else None


def by_name(before: str, other: str) -> str:
    """As in "How much snow fell in Bergen?", "And Oslo?", or "When was Ada Bell born?", "And Ada Bell's brother?"."""
    name = one_name(before)
    if name and re.fullmatch(rf"{re.escape(name[0])}['’]s (?:[\w-]+ )?{_SOMEBODY}", other):
        return before[: name.start()] + other + before[name.end() :]
    if name is None or not named(other) or says_when(name[0]) is not says_when(other):
        return ""
    bare = ARTICLE.sub("", other, count=1)
    bare = bare if OWNER.search(name[0]) else OWNER.sub("", bare)
    return _in_number(before[: name.start()], name[0], other, bare) + bare + before[name.end() :]


def _in_number(head: str, old: str, other: str, new: str) -> str:
    """What stands before a name, for another: "do the Germans" of many, and "does Kyiv" of one."""
    told = _OF_MANY.search(head)
    many = is_plural(new)
    if told is None or is_plural(old) is many:
        return head
    do = told["do"] and ("do " if many else "does ")
    the = "the " if ARTICLE.match(other) else ""
    # "The pump P10" keeps its article for the P20: there neither is many.
    return f"{head[: told.start()]}{do or ''}{the}"


def left_behind(question: str, before: str) -> frozenset[str]:
    """The words of the question before that a whole question about another name has its own for.

    "And what does Berlin offer?" after "What does Moscow demand of Kyiv?" is neither about Moscow nor about a demand,
    but about Kyiv. Where it is asked why or how, or how somebody reacts, that is about what was said; and where else
    another kind of thing is asked, only of whom it is.
    """
    own, told = OPENS.match(question), OPENS.match(before)
    if own is None or told is None or REACTS.search(question):
        return frozenset()
    alike = own["word"].casefold() == told["word"].casefold()
    if not alike and (not _OF_ITSELF.fullmatch(own["word"]) or points_back(question)):
        return frozenset()
    named_here = [
        found
        for found in _PLACED.finditer(question)
        if found["name"]
        and _is_whole(found)
        and (alike or (_place(found) == "subject" and found["name"] not in before))
    ]
    places = {_place(found): found["name"] for found in named_here}
    words = set[str]()
    for found in _PLACED.finditer(before):
        if places.get(_place(found), found["name"]) == found["name"]:
            continue
        # "He" stands for the first name that was carried.
        whose = next((word for word in words_beside(before) if word[:1].isupper()), "")
        words |= {word for word in (found["name"] or whose, found["deed"], found["done"]) if word}
    return frozenset(words)


def is_among(word: str, names: Collection[str]) -> bool:
    """Whether a word or a name is one of these, or ends with one: Hale is Tom Hale."""
    return word.split()[-1] in {name.split()[-1] for name in names if name}


def in_capitals(question: str, told: Sequence[str]) -> str:
    """The question with its names as the conversation has them: "and kyiv?".

    Where it has capitals of its own, or the word stands in small letters too or after an article, it is left.
    """
    if any(letter.isupper() for letter in question[1:]):
        return question
    said = " ".join(told)
    small = set(re.findall(r"\b[a-z][\w-]*", said))
    names = {word for name in NAME.finditer(said) for word in name[0].split() if len(word) > _SHORT}
    # "Will" and an abbreviation stay as they were typed.
    written = {name.casefold(): name for name in names if name[1:].islower() and not is_stop(stem(name.casefold()))}
    written = {folded: name for folded, name in written.items() if folded not in small}
    return _SMALL_WORD.sub(lambda word: written.get(word[0], word[0]), question)


def _place(found: re.Match[str]) -> str:
    return "subject" if found["aux"] else (found["preposition"] or "object").casefold()


def _is_whole(found: re.Match[str]) -> bool:
    """Whether it is said what the bearer of a name does: "And how many did Hale?" has that of the question before."""
    return not found["aux"] or found["aux"].casefold() in _BE or found["deed"] is not None
