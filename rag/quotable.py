"""What of a document can stand as a quotation by itself."""

from __future__ import annotations

import re

from index.terms import content_terms
from index.types import Passage, Sentence
from rag.tables import is_head

_BULLET = re.compile(r"[-*+•‣]\s+(?=\S)")
_ROW = re.compile(r"\|\s*(\S.*?)\s*\|\s*")
_NUMBERING = re.compile(r"^[\s#*]*(\d+(\.\d+)*[.)]?\s+)?|[\s#*:]*$")


def is_quotable(passage: Passage, sentence: Sentence) -> bool:
    """False for the head of a table, a bare heading, and what has no word of content, such as "Yes."."""
    if not content_terms(sentence.text):
        return False
    if passage.heading and _bare(sentence.text) == _bare(passage.heading):
        return False
    return not is_head(passage, sentence)


def without_mark(sentence: Sentence) -> Sentence:
    """The item of a list without the mark before it, a row without its edges; a number tells something and stays."""
    mark = _BULLET.match(sentence.text)
    if mark:
        return Sentence(sentence.start + mark.end(), sentence.end, sentence.text[mark.end() :])
    row = _ROW.fullmatch(sentence.text)
    return Sentence(sentence.start + row.start(1), sentence.start + row.end(1), row[1]) if row else sentence


def _bare(text: str) -> str:
    return _NUMBERING.sub("", text).casefold()
