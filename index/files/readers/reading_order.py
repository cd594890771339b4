"""The blocks of a printed page in the order in which they are read, where they were drawn in another.

Knows geometry, and no PDF library. The order of drawing is that of reading nearly always, and is believed but where
what is drawn later stands above what came before it, or a column of text left of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.files.readers.layout import Line

# Blocks of so many lines are text, and shorter ones pieces. Of a page of more blocks the order is not looked at.
_TEXT, _MOST_BLOCKS = 3, 120
# In heights of a line: a step up that is none, as before a raised mark, and how far down a block goes on.
_UP, _DOWN = 0.5, 2.5
# Two blocks stand above each other, or side by side, that share so much of the smaller one's width, or height.
_SHARED = 0.3


@dataclass(slots=True)
class _Block:
    """Lines that were drawn one below the other; `at`: where they come in the order of drawing."""

    lines: list[Line]
    at: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_text(self) -> bool:
        return len(self.lines) >= _TEXT

    def is_above(self, other: _Block) -> bool:
        slack = _UP * min(self.lines[-1].height, other.lines[0].height)
        shared = min(self.right, other.right) - max(self.left, other.left)
        return self.bottom >= other.top - slack and shared > _SHARED * min(
            self.right - self.left, other.right - other.left
        )

    def is_left_of(self, other: _Block) -> bool:
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return self.right <= other.left and shared > _SHARED * min(self.top - self.bottom, other.top - other.bottom)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, whose furniture comes first and what is written across it last, as they were given."""
    first = next((at for at, line in enumerate(lines) if not _is_kept(line)), len(lines))
    end = next((at for at, line in enumerate(lines) if line.turned), len(lines))
    blocks = _blocks(lines[first:end])
    if not 1 < len(blocks) <= _MOST_BLOCKS:
        return list(lines)
    ordered = _with_pieces_placed(_texts_in_order(blocks))
    return [*lines[:first], *(line for block in ordered for line in block.lines), *lines[end:]]


def _is_kept(line: Line) -> bool:
    """Whether it is furniture that was kept: it has no width."""
    return line.apart and line.right == line.left


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        block = blocks[-1] if blocks else None
        if block and _goes_on(block, line):
            block.lines.append(line)
            block.left, block.right = min(block.left, line.left), max(block.right, line.right)
            block.bottom = min(block.bottom, line.lowest)
        else:
            blocks.append(_Block([line], len(blocks), line.left, line.lowest, line.right, line.top))
    return blocks


def _goes_on(block: _Block, line: Line) -> bool:
    last = block.lines[-1]
    if line.table or last.table:
        return line.table == last.table
    step = block.bottom - line.bottom
    beside = line.left < block.right and line.right > block.left
    return -_UP * last.height <= step <= _DOWN * max(last.height, line.height) and (beside or step < last.height)


def _texts_in_order(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks with those of text in order, each followed by the pieces that were drawn behind it."""
    groups: list[list[_Block]] = [[]]
    for block in blocks:
        if block.is_text:
            groups.append([])
        groups[-1].append(block)
    before, waiting = groups[0], groups[1:]
    told = list(before)
    while waiting:
        # The first that nothing else comes before; in a ring, the first of all.
        free = (own for own in waiting if not any(_precedes(other[0], own[0]) for other in waiting if other is not own))
        own = next(free, waiting[0])
        waiting.remove(own)
        told += own
    return told


def _precedes(one: _Block, other: _Block) -> bool:
    return one.is_above(other) or one.is_left_of(other)


def _with_pieces_placed(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, where each piece comes behind all that stands above it, and before what stands below.

    One that stands between columns stays: what is above it on the right is read after what is below it on the left.
    """
    told = list(blocks)
    for piece in [block for block in blocks if not block.is_text]:
        place = told.index(piece)
        told.remove(piece)
        last = max((at for at, block in enumerate(told, 1) if block.is_above(piece)), default=0)
        first = min((at for at, block in enumerate(told) if piece.is_above(block)), default=len(told))
        if last <= first:
            place = place if last <= place <= first else last or first
        told.insert(place, piece)
    return told
