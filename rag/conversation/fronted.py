"""A follow-up that names what it is about, and then asks of that: "And Ada Bell, when was she born?". English."""

from __future__ import annotations

import re

from rag.conversation.circumstances import says_when
from rag.conversation.pronouns import HERS, points_back

_NAME = r"(?-i:[A-Z])[\w’'-]+"
_WITH_ARTICLE = (
    r"(?!the (?:first|second|third|last|other|same|former|latter)\b)(?:the|my|our|your) [\w’'-]+(?: [\w’'-]+){0,3}"
)
_FRONTED = re.compile(
    # After "and" one name will do; else "Thanks, when does it open?" would name somebody.
    rf"\W*(?:(?:and|but|so|what about|how about)\s+(?:what about\s+)?(?P<named>{_NAME}(?: {_NAME})*)|"
    rf"(?:(?:and|but|so|what about|how about)\s+)*(?P<topic>{_NAME}(?: {_NAME})+|{_WITH_ARTICLE}))"
    r"\s*[,:;?–—]+\s*(?P<asked>(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|may|"
    r"must|should|will|would)\b.+)",
    re.I,
)
_PRONOUN = re.compile(rf"\b(?:(?P<own>his|its|hers|{HERS})|he|she|it|they|him|her|them)\b", re.I)


def with_its_topic(question: str) -> str:
    """The question with what it names first in place of the one pronoun; empty where it has no such form."""
    found = _FRONTED.fullmatch(question)
    if found is None:
        return ""
    topic, asked = found["named"] or found["topic"], found["asked"]
    topic = topic if topic.istitle() else topic[0].lower() + topic[1:]
    if says_when(topic.split(maxsplit=1)[-1]) or len(_PRONOUN.findall(asked)) != 1 or not points_back(asked):
        return ""
    full = _PRONOUN.sub(lambda match: f"{topic}'s" if match["own"] else topic, asked)
    return "" if points_back(full) else full
