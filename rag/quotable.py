"""What of a document can stand as a quotation by itself, and what the head of its table says of a row."""

from __future__ import annotations

import re

from index.terms import content_terms
from index.types import Passage, Sentence

# The line below a table's head in Markdown.
_RULE = re.compile(r"\s*\|?(\s*:?-{2,}:?\s*\|)+[\s:-]*")
_BULLET = re.compile(r"[-*+•‣]\s+(?=\S)")
_NUMBERING = re.compile(r"^[\s#*]*(\d+(\.\d+)*[.)]?\s+)?|[\s#*:]*$")


def is_quotable(passage: Passage, sentence: Sentence) -> bool:
    """False for the head of a table, a bare heading, and what has no word of content, such as "Yes."."""
    if not content_terms(sentence.text):
        return False
    if passage.heading and _bare(sentence.text) == _bare(passage.heading):
        return False
    return not (_is_row(sentence.text) and _RULE.match(passage.text, sentence.end - passage.start))


def without_mark(sentence: Sentence) -> Sentence:
    """The item of a list without the mark before it; a number tells something and stays."""
    mark = _BULLET.match(sentence.text)
    return Sentence(sentence.start + mark.end(), sentence.end, sentence.text[mark.end() :]) if mark else sentence


def table_head(passage: Passage, sentence: Sentence) -> str:
    """The cells at the head of the table that a row stands in; empty where there is none in the passage."""
    if not _is_row(sentence.text):
        return ""
    above = passage.text[: sentence.start - passage.start].splitlines()
    for at in range(len(above) - 1, 0, -1):
        if not _is_row(above[at]):
            return ""
        if _RULE.fullmatch(above[at]):
            return ", ".join(cell.strip() for cell in above[at - 1].strip(" |").split("|") if cell.strip())
    return ""


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _bare(text: str) -> str:
    return _NUMBERING.sub("", text).casefold()
