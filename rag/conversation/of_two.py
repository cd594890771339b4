"""One of two things that were spoken of: "the other one", "the former", "the latter". English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.conversation.pronouns import ROLE
from rag.conversation.standalone import TURNS
from rag.types import Turn

# What tells two of a kind apart, and what the other one then is.
_PAIRS = (
    "old new, small large, big small, short long, left right, upper lower, inner outer, front rear, indoor outdoor, "
    "north south, east west, first second, full half, single double"
)
# "Small" stands in two: the first counts.
OPPOSITE = dict([both[::step] for both in map(str.split, _PAIRS.split(", ")[::-1]) for step in (1, -1)])
_OTHER = re.compile(r"\bthe other(?: one)?(?=\W*$)", re.I)
_OF_A_KIND = re.compile(rf"\b(?P<feature>{'|'.join(OPPOSITE)}),? (?P<noun>(?-i:[a-z])[\w-]*)\b", re.I)
_ONE_OF_TWO = re.compile(rf"\bthe (?P<which>former|latter)(?P<owner>['’]s)?\b(?! (?:{ROLE})\b)", re.I)
# Bounded, since a question may be of one word of 20,000 characters.
_NAME = r"(?:the )?[A-Z][\w’'-]{0,40}(?: [A-Z][\w’'-]{0,40}){0,3}"
_THING = r"(?:the|an?) [a-z][\w-]{0,40}"
_BOTH = re.compile(rf"\b(?P<former>{_NAME}|{_THING}),? (?:and|or|than|with) (?P<latter>{_NAME}|{_THING})")


def said_which(question: str, history: Sequence[Turn]) -> str:
    """The question with what it means by "the other one", "the former" or "the latter"; as it is where that is unclear.

    "The other one" is told by the one of two of a kind that the question before was about: after the old workshop it is
    the new one. The former and the latter are the two things that a question before named together.
    """
    before = [turn.standalone_question or turn.question for turn in history[-TURNS:]]
    kinds = {found.groups() for found in _OF_A_KIND.finditer(before[-1])} if before else set()
    if len(kinds) == 1 and _OTHER.search(question):
        feature, noun = kinds.pop()
        return _OTHER.sub(f"the {OPPOSITE[feature.casefold()]} {noun}", question)
    both = next((found for text in reversed(before) if (found := _BOTH.search(text))), None)
    if both is None:
        return question
    return _ONE_OF_TWO.sub(lambda one: both[one["which"].casefold()] + (one["owner"] or ""), question)
