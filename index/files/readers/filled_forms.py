"""What was filled into a form beside its label, and drawn marks before their items. Knows geometry only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.files.readers.drawn import Box, Filled
from index.files.readers.layout import Line, Word, usual_size

# In heights of a line: how far a label stands above its field, or behind a box to tick; a letter's width; what parts
# two labels of a line.
_ABOVE, _BEHIND, _WIDTH, _APART = 2.0, 2.5, 0.5, 1.2
# A field of so many heights has several lines, and its text begins at the top.
_LINES = 2.5
# Two things stand on one line whose middles differ by less.
_SAME = 0.6
# A label in small letters right above what is filled in: so small beside that, so near, of so few words; and so many
# of them make a form.
_SMALL, _CLOSE, _FEW_WORDS, _FEWEST = 0.8, 0.8, 8, 3
# A drawn mark: so large, so round, and so far before its item, in heights of that; marks of a list stand below each
# other to so many points.
_SMALLEST, _LARGEST, _ROUND, _NEAR, _ALIGNED = 0.15, 0.6, 0.75, 2.5, 1.0
# Text has the usual size, but for so much.
_ALIKE = 0.15
# Shapes are looked up by their height on the page, in rows of so many points.
_ROW = 10


def with_filled(lines: Sequence[Line], filled: Sequence[Filled]) -> list[Line]:
    """The lines of a page with what its form holds: behind the label on the same line, or below it."""
    told = list(lines)
    usual = usual_size(lines) if lines else 10.0
    fields = [field for field in (_words(one, usual) for one in filled) if field]
    for field in sorted(fields, key=lambda field: (-field[0].top, field[0].left)):
        at = _beside(told, field)
        if at is not None:
            told[at] = _merged(told[at], field)
        else:
            _put_below(told, field, stacked=_is_stacked(field, fields))
    return told


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, where small labels of a form and what stands in larger letters right below them are one."""
    usual = usual_size(lines) if lines else 0.0
    told: list[Line] = []
    count = 0
    for line in lines:
        pairs = _labelled(told[-1], line) if told and line.height <= usual * (1 + _ALIKE) else []
        if pairs:
            told[-1:] = pairs
            count += len(pairs)
        else:
            told.append(line)
    return told if count >= _FEWEST else list(lines)


def _labelled(above: Line, below: Line) -> list[Line]:
    """Each label of a line with what stands below it, or nothing where one has nothing there."""
    small = above.height <= _SMALL * below.height and not (above.apart or above.turned or below.turned)
    if not small or not -_CLOSE < (above.bottom - below.top) / below.height < _CLOSE or not above.words:
        return []
    labels, values = list(_pieces(above)), list(_pieces(below))
    found: list[Line] = []
    for label in labels:
        own = [value.text for value in values if abs(value.left - label.left) <= below.height / 2]
        worded = len(label.text.split()) <= _FEW_WORDS and label.text[0].isupper() and label.text[-1] not in ".,;!"
        if len(own) != 1 or not worded:
            return []
        mark = "" if label.text.endswith((":", "?")) else ":"
        place = replace(label, bottom=below.bottom, top=below.top, bold=False, words=(), apart=True)
        found.append(replace(place, text=f"{label.text}{mark} {own[0]}"))
    return found if len(labels) == len(values) else []


def with_marks(lines: Sequence[Line], shapes: Sequence[Box]) -> list[Line]:
    """The lines of a page with a bullet before each that has one drawn before it; a lone dot is none."""
    by_height: dict[int, list[Box]] = {}
    for shape in shapes:
        by_height.setdefault(_row((shape.top + shape.bottom) / 2), []).append(shape)
    found = {at: mark for at, line in enumerate(lines) if (mark := _mark_of(line, by_height))}
    places = Counter(round(shape.left / _ALIGNED) for shape in found.values())
    return [
        _marked(line, found[at]) if at in found and places[round(found[at].left / _ALIGNED)] > 1 else line
        for at, line in enumerate(lines)
    ]


def _row(height: float) -> int:
    return round(height / _ROW)


def _mark_of(line: Line, shapes: Mapping[int, Sequence[Box]]) -> Box | None:
    height = line.height
    if line.turned or not line.words:
        return None
    for shape in (one for row in range(_row(line.bottom), _row(line.top) + 1) for one in shapes.get(row, ())):
        across, up = shape.right - shape.left, shape.top - shape.bottom
        middle = (shape.top + shape.bottom) / 2
        small = _SMALLEST * height <= min(across, up) and max(across, up) <= _LARGEST * height
        round_ = min(across, up) >= _ROUND * max(across, up)
        if small and round_ and line.bottom < middle < line.top and 0 < line.left - shape.right < _NEAR * height:
            return shape
    return None


def _marked(line: Line, shape: Box) -> Line:
    mark = Word("•", shape.left, shape.right, line.bottom, line.top)
    return replace(line, text=f"• {line.text}", left=shape.left, words=(mark, *line.words))


def _words(one: Filled, usual: float) -> tuple[Word, ...]:
    """The words of a field, as if they were printed in it."""
    box, left = one.box, one.box.left + 1
    high = box.top - box.bottom > _LINES * usual
    middle = box.top - usual if high else (box.top + box.bottom) / 2
    words: list[Word] = []
    for text in one.text.split():
        right = left + _WIDTH * usual * len(text)
        words.append(Word(text, left, right, middle - usual / 2, middle + usual / 2))
        left = right + _WIDTH * usual / 2
    return tuple(words)


def _beside(lines: Sequence[Line], field: Sequence[Word]) -> int | None:
    """The line that a field belongs to: one that stands left of it, or right behind it as that of a box to tick."""
    first, last = field[0], field[-1]
    middle, height = (first.top + first.bottom) / 2, first.top - first.bottom
    nearest: tuple[float, int] | None = None
    for at, line in enumerate(lines):
        if line.turned or not line.words or abs((line.top + line.bottom) / 2 - middle) > _SAME * height:
            continue
        before = [word.right for word in line.words if word.left < first.left]
        behind = line.left - last.right
        off = first.left - max(before) if before else behind if 0 <= behind < _BEHIND * height else None
        if off is not None and (nearest is None or off < nearest[0]):
            nearest = off, at
    return nearest[1] if nearest else None


def _merged(line: Line, field: Sequence[Word]) -> Line:
    words = tuple(sorted((*line.words, *field), key=lambda word: word.left))
    return replace(
        line, text=" ".join(word.text for word in words), left=words[0].left, right=words[-1].right, words=words
    )


def _is_stacked(field: Sequence[Word], fields: Sequence[Sequence[Word]]) -> bool:
    """Whether fields stand right below each other, as in a table to fill in."""
    height = field[0].top - field[0].bottom
    return any(
        abs(other[0].left - field[0].left) < height and 0 < abs(other[0].top - field[0].top) < (_ABOVE + 0.5) * height
        for other in fields
    )


def _put_below(lines: list[Line], field: Sequence[Word], *, stacked: bool) -> None:
    """Put a field below its label, which it follows there; where it has none, at its place from above."""
    text, height = " ".join(word.text for word in field), field[0].top - field[0].bottom
    own = Line(text, field[0].left, field[-1].right, field[0].bottom, field[0].top, words=tuple(field))
    for at in range(len(lines) - 1, -1, -1) if not stacked else ():
        pieces = list(_pieces(lines[at]))
        for place, piece in enumerate(pieces):
            near = -_SAME * height <= piece.bottom - own.top <= _ABOVE * height and not piece.turned
            if near and piece.left - height <= own.left <= piece.right:
                mark = "" if piece.text.endswith((":", "?")) else ":"
                label = replace(piece, text=f"{piece.text}{mark} {text}", apart=True, words=())
                lines[at : at + 1] = [*pieces[:place], label, *pieces[place + 1 :]]
                return
    above = [at for at, line in enumerate(lines) if line.bottom >= own.top - height / 2 and not line.turned]
    lines.insert(max(above, default=-1) + 1, own)


def _pieces(line: Line) -> Iterator[Line]:
    """The line, parted where far more than a space stands: labels side by side."""
    start = 0
    for at in range(1, len(line.words) + 1):
        words = line.words[start:at]
        if at == len(line.words) or line.words[at].left - words[-1].right >= _APART * line.height:
            text = " ".join(word.text for word in words)
            yield replace(line, text=text, left=words[0].left, right=words[-1].right, words=words)
            start = at
    if not line.words:
        yield line
