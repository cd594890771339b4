"""Who wrote a document is told in its byline, which shares no word with the question and therefore needs a rule."""

from __future__ import annotations

import re

_WORK = r"(this|the) (article|document|text|report|paper|book|essay|story|piece|post)"
_ASKS = re.compile(
    rf"who (wrote|authored) ({_WORK}|it|this)\b|who (is|was) (the|its) (author|writer)( of {_WORK})?\W*$|"
    rf"(name of )?the (author|writer) of {_WORK}|(written|authored) by whom|by whom was {_WORK}",
    re.I,
)
_BYLINE = re.compile(
    r"^\W*([Bb]y:|by)\s+[A-Z]|^\W*By(\s+([A-Z][\w.’'-]*,?|and|&|de|van|von|of))+\W*$|"
    r"\b([Ww]ritten|[Aa]uthored|[Aa]rticle|[Rr]eport|[Tt]ext|[Pp]aper|[Bb]ook|[Ee]ssay) by [A-Z]|"
    r"^\W*[Aa]uthors?:"
)
# A byline stands near the beginning; further down, "by" opens many a sentence.
_HEAD = 1000


def asks_for_author(question: str) -> bool:
    """Whether the author of the document itself is asked for, not of something that it speaks of."""
    return bool(_ASKS.search(question))


def is_byline(text: str) -> bool:
    """Whether a sentence tells who wrote the text that it stands in."""
    return bool(_BYLINE.search(text))


def is_head_byline(text: str, start: int) -> bool:
    """The same, at the beginning of its document."""
    return start < _HEAD and is_byline(text)
