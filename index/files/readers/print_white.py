"""The white of printed lines: what parts their words, what several lines have in common, and so where columns part.

Columns are found by the white that runs through all lines of a table (as in Nagy and Seth 1984, X-Y cut).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.files.readers.layout import Line, Word

# White between columns, in heights of a line: so wide in some line, and at least so wide in every one; before a word
# that is aligned with the column, to so many points, a space will do.
WIDE, WHITE, _SPACE, ALIGNED = 1.2, 0.4, 0.15, 1.5
# White that parts columns though no line has it wide, if most lines begin behind it.
_CLEAR, MOST = 0.7, 0.7
# So many lines, and this share of those that have the column, show that words align.
_FEWEST, _SHARE = 3, 0.6

# From one edge to the other, in points.
Gap = tuple[float, float]


def gaps(line: Line) -> Iterator[Gap]:
    """The white between the words of a line, from the left."""
    for before, after in zip(line.words, line.words[1:], strict=False):
        if after.left > before.right:
            yield before.right, after.left


def _around(line: Line) -> Iterator[Gap]:
    """The white of a line, that on its left and right included."""
    yield float("-inf"), line.left
    yield from gaps(line)
    yield line.right, float("inf")


def _both(one: Gap, other: Gap, line: Line) -> Gap | None:
    left, right = max(one[0], other[0]), min(one[1], other[1])
    # A long cell may leave no more than a space before the next column, which begins where it does in other lines.
    least = _SPACE if abs(one[1] - other[1]) <= ALIGNED else WHITE
    return (left, right) if right - left >= least * line.height else None


def common_white(white: Sequence[Gap], line: Line) -> list[Gap]:
    """The white between all columns that a further line leaves; none where one of the columns does not go on."""
    common = [both for one in white for other in _around(line) if (both := _both(one, other, line))]
    return common if len(common) == len(white) else []


def crosses(line: Line, white: Sequence[Gap]) -> bool:
    """Whether a line goes on in another column."""
    return any(left <= (one + other) / 2 <= right for left, right in gaps(line) for one, other in white)


def is_apart(line: Line, white: Sequence[Gap]) -> bool:
    """Whether more than a space stands wherever a line goes on in another column."""
    crossed = [gap for gap in gaps(line) if any(gap[0] <= (left + right) / 2 <= gap[1] for left, right in white)]
    return all(gap[1] - gap[0] >= WHITE * line.height for gap in crossed)


def parted(line: Line, white: float) -> list[Word]:
    """What white, in heights of it, parts in a line."""
    pieces = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.left - before.right >= white * line.height:
            pieces.append(word)
        else:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {word.text}", right=word.right)
    return pieces


def columns(lines: Sequence[Line]) -> list[float]:
    """The edges between columns: in the white that all lines have in common, narrow white only where words align."""
    common = [*_around(lines[0])]
    for line in lines[1:]:
        common = [
            (left, right)
            for one in common
            for other in _around(line)
            if (right := min(one[1], other[1])) - (left := max(one[0], other[0])) >= _SPACE * line.height
        ]
    height = median(line.height for line in lines)
    inside = [gap for gap in common if gap[0] > float("-inf") and gap[1] < float("inf")]
    kept = [gap for gap in inside if gap[1] - gap[0] >= WHITE * height or _align(lines, *gap)]
    middles = [(left + right) / 2 for left, right in kept]
    wide = [gap for line in lines for gap in gaps(line) if gap[1] - gap[0] >= WIDE * line.height]
    # Narrow white that no line sets apart by itself is that before a word which many lines have.
    apart = {here[0] for gap in wide if len(here := [m for m in middles if gap[0] <= m <= gap[1]]) == 1}
    return [
        middle
        for middle, (left, right) in zip(middles, kept, strict=True)
        if middle in apart
        or (right - left >= WHITE * height and any(one <= middle <= other for one, other in wide))
        or (right - left >= _CLEAR * height and _begins(lines, right))
    ]


def _align(lines: Sequence[Line], left: float, right: float) -> bool:
    """Whether words on one side of some white begin, or those on the other end, at its edge in most lines."""
    befores = [max((word.right for word in line.words if word.right <= left + 1), default=None) for line in lines]
    afters = [min((word.left for word in line.words if word.left >= right - 1), default=None) for line in lines]
    both = [(b, a) for b, a in zip(befores, afters, strict=True) if b is not None and a is not None]
    end = sum(left - before <= ALIGNED for before, _ in both)
    begin = sum(after - right <= ALIGNED for _, after in both)
    return max(end, begin) >= max(_FEWEST, _SHARE * len(both))


def _begins(lines: Sequence[Line], edge: float) -> bool:
    """Whether in most lines a word begins at the right edge of some white."""
    starts = [min((word.left for word in line.words if word.left >= edge - 1), default=None) for line in lines]
    found = [start for start in starts if start is not None]
    return sum(start - edge <= ALIGNED for start in found) >= max(_FEWEST, MOST * len(found))
