"""Footnotes of printed pages: they stand at the end of a column, where a sentence may go on into the next.

Knows geometry and marks, and no PDF library. What is smaller than the text, stands at the foot, and begins with a mark
that the text has too, is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.files.readers.layout import Line

# As a share of the size that most of the text has.
_SMALLER = 0.94
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"(\d{1,3}|[¹²³⁴-⁹⁰]{1,3}|[*†‡§¶]+)[.)]?\s*(?=[^\W\d_]|[\"“„«'‘(])")


def without_footnotes(lines: Sequence[Line], usual: float) -> tuple[list[Line], list[list[Line]]]:
    """The lines of a page but its footnotes, and those of each; text of the `usual` size is no footnote."""
    text: list[Line] = []
    notes: list[list[Line]] = []
    at = 0
    while at < len(lines):
        end = _end_of_notes(lines, at, usual)
        if end == at:
            text.append(lines[at])
        for line in lines[at:end]:
            mark = _MARK.match(line.text)
            if mark and _is_set(lines, mark[1], usual):
                notes.append([])
            notes[-1].append(line)
        at = max(end, at + 1)
    return text, notes


def _end_of_notes(lines: Sequence[Line], start: int, usual: float) -> int:
    """Where the footnotes that begin at a line end; there, where none begins."""
    mark = _MARK.match(lines[start].text)
    if not mark or not _is_small(lines[start], usual) or not _is_set(lines, mark[1], usual):
        return start
    end = start + 1
    while end < len(lines) and _is_small(lines[end], usual) and lines[end].top < lines[end - 1].top:
        end += 1
    left, right = min(line.left for line in lines[start:end]), max(line.right for line in lines[start:end])
    below = any(
        line.top < lines[start].bottom and line.left < right and line.right > left
        for line in (*lines[:start], *lines[end:])
    )
    return start if below else end


def _is_small(line: Line, usual: float) -> bool:
    return not line.table and not line.turned and line.height <= _SMALLER * usual


def _is_set(lines: Sequence[Line], mark: str, usual: float) -> bool:
    """Whether a mark stands behind a word of the text, raised by its font or as a character of its own."""
    behind = re.compile(rf"[^\W\d_][^\w\s]{{0,3}} ?{re.escape(mark.translate(_RAISED))}(?![.,]?\w)")
    return any(behind.search(line.text.translate(_RAISED)) for line in lines if not _is_small(line, usual))
