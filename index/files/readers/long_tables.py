"""Tables that are longer than a passage: the head stands again every few rows, as in print.

So each passage tells what its cells are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.files.readers.repeated import may_repeat

# The line below a head.
_RULE = re.compile(r"\s*(?:\|\s*)?(?::?-{2,}:?\s*\|\s*)+(?::?-{2,}:?\s*)?")
# Farther in, a line of Markdown is code.
_ROW = re.compile(r" {0,3}\|")
# An upper estimate of the tokens that a text has, and how many of them a passage takes, head included.
_TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]{1,5}|\d{1,3}|\S")
_ROOM = 180


def with_heads(text: str) -> str:
    """The text, where each part of a table that fills a passage is a table of its own, with the head of the whole."""
    lines, found = text.split("\n"), list[str]()
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        found.extend(_parted(lines[at : at + 2], lines[at + 2 : end]) if end > at + 2 else lines[at : at + 1])
        at = max(end, at + 1)
    return "\n".join(found)


def fits(opening: str, rows: Sequence[str]) -> bool:
    """Whether the rows of a table are short enough, on average, to stand below its head in one passage."""
    return sum(map(_tokens, rows)) <= (_ROOM - _tokens(opening)) * len(rows)


def _end(lines: Sequence[str], at: int) -> int:
    """Where the table ends whose head is at `at`; there, if none begins at it."""
    if at + 1 >= len(lines) or not _ROW.match(lines[at]) or not _RULE.fullmatch(lines[at + 1]):
        return at
    end = at + 2
    while end < len(lines) and _ROW.match(lines[end]):
        end += 1
    return end


def _parted(head: Sequence[str], rows: Sequence[str]) -> list[str]:
    """A table by parts that fit in a passage; whole, where its rows are too long for that."""
    opening = "\n".join(head)
    if not fits(opening, rows):
        return [*head, *rows]
    found, parts, own = list(head), 0, len(opening) + sum(map(len, rows))
    room = left = _ROOM - _tokens(opening)
    for at, row in enumerate(rows):
        size = _tokens(row)
        if size > left and at:
            found += ["", *head]
            left = room
            parts += 1
        found.append(row)
        left -= size
        # A head of little but blanks may be as long as it likes.
        if not may_repeat(parts * len(opening), own):
            return [*head, *rows]
    return found


def _tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))
