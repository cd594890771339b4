"""Numbers that count the lines of a page in its margin, as in bills, transcripts and manuscripts for review.

They stand in no sentence. Knows geometry, and no PDF library. Numbers of a list look alike: those of lines stand before
every line of running text, or before every fifth or tenth one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.files.readers.layout import Line, Word

_NUMBER = re.compile(r"\d{1,4}")
_STEPS = (5, 10)
# So many numbers are a row of them: of each line, or of each fifth one.
_FEWEST, _FEWEST_OF_STEPS = 5, 2
# In heights of a line: what parts a number from the text, how far numbers may stand from one another, what lies on
# one line.
_WHITE, _ALIGNED, _SAME = 0.4, 1.0, 0.5
# Of running text so many lines begin with a small letter; and so long is one.
_SMALL, _LINE_OF_TEXT = 0.3, 25


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number in the margin, the place of its line on the page, and what that line says besides."""

    number: int
    at: int
    word: Word
    text: str


def without_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without the numbers that count them, left or right of the text."""
    for on_left in (True, False):
        found = _in_margin(lines, on_left=on_left)
        if _counts_lines(found) or _counts_steps(found, lines):
            gone = {one.at for one in found}
            bare = (_bare(line, on_left=on_left) if at in gone else line for at, line in enumerate(lines))
            return [line for line in bare if line.words or line.text]
    return list(lines)


def _in_margin(lines: Sequence[Line], *, on_left: bool) -> list[_Numbered]:
    """The numbers that stand at the edge of a page, below one another, from above."""
    found = [
        _Numbered(int(word.text), at, word, " ".join(other.text for other in rest) or _beside(lines, line))
        for at, line in enumerate(lines)
        if line.words and not line.turned
        for word, rest in [_parted(line, on_left=on_left)]
        if _NUMBER.fullmatch(word.text) and (not rest or _white(word, rest) >= _WHITE * line.height)
    ]
    texts = [word for line in lines if not line.turned for word in line.words]
    if len(found) < _FEWEST_OF_STEPS:
        return []
    # Above and below the text a page has its own number.
    edge = median(one.word.right if on_left else -one.word.left for one in found)
    height = median(word.top - word.bottom for word in texts)
    aligned = [one for one in found if abs((one.word.right if on_left else -one.word.left) - edge) <= _ALIGNED * height]
    own = {id(one.word) for one in aligned}
    inside = sum((word.left if on_left else -word.right) < edge for word in texts if id(word) not in own)
    return sorted((one for one in aligned if one.text), key=lambda one: -one.word.top) if not inside else []


def _parted(line: Line, *, on_left: bool) -> tuple[Word, tuple[Word, ...]]:
    return (line.words[0], line.words[1:]) if on_left else (line.words[-1], line.words[:-1])


def _white(word: Word, rest: Sequence[Word]) -> float:
    return max(rest[0].left - word.right, word.left - rest[-1].right)


def _beside(lines: Sequence[Line], number: Line) -> str:
    """The text on the line of a number that was drawn apart."""
    middle = (number.top + number.bottom) / 2
    return next((line.text for line in lines if line is not number and line.bottom < middle < line.top), "")


def _counts_lines(found: Sequence[_Numbered]) -> bool:
    """Whether numbers count each line, of a text that runs on from line to line."""
    if len(found) < _FEWEST or any(two.number != one.number + 1 for one, two in pairwise(found)):
        return False
    small = sum(one.text[0].islower() for one in found)
    return small >= _SMALL * len(found) and median(len(one.text) for one in found) >= _LINE_OF_TEXT


def _counts_steps(found: Sequence[_Numbered], lines: Sequence[Line]) -> bool:
    """Whether numbers count each fifth or tenth line: so many stand between them."""
    heights = list(_rows(lines)) if len(found) >= _FEWEST_OF_STEPS else []
    return any(
        all(
            one.number % step == 0
            and two.number == one.number + step
            and sum(two.word.bottom - _SAME < height < one.word.bottom - _SAME for height in heights) == step
            for one, two in pairwise(found)
        )
        for step in (_STEPS if heights else ())
    )


def _rows(lines: Sequence[Line]) -> Iterator[float]:
    """How high each printed line stands, whatever pieces it has."""
    last: Line | None = None
    for line in sorted((line for line in lines if not line.turned), key=lambda line: -line.bottom):
        if last is None or last.bottom - line.bottom > _SAME * line.height:
            yield line.bottom
            last = line


def _bare(line: Line, *, on_left: bool) -> Line:
    _, rest = _parted(line, on_left=on_left)
    if not rest:
        return replace(line, text="", words=())
    text = " ".join(word.text for word in rest)
    return replace(line, text=text, left=rest[0].left, right=rest[-1].right, words=rest)
