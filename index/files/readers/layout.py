"""Lines on a page -> paragraphs: which line ends are only the width of the page. Knows geometry, and no PDF library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.files.readers.line_ends import Spelling, is_broken
from index.text.items import ITEM


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points, with y growing upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line and its box, in points, with y growing upwards; `bold` from its first letter to its last.

    The rows of one table have its number; other lines have 0. What is written across the page is `turned`. A row that
    is put together has the lines that it was as its `parts`. What is `apart` stands in no sentence, and lines
    of `code` are none of a paragraph.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False
    words: tuple[Word, ...] = ()
    table: int = 0
    turned: bool = False
    parts: tuple[Line, ...] = ()
    apart: bool = False
    code: bool = False

    @property
    def lowest(self) -> float:
        """Where a line ends below, or the lowest of its parts."""
        return min((part.bottom for part in self.parts), default=self.bottom)

    @property
    def height(self) -> float:
        """The height of a letter's box, which grows with the size of the font."""
        return self.top - self.bottom

    @property
    def numbered(self) -> bool:
        """Whether the line begins with the number of a section: "2.1 Term" is a heading of its own, if it is one."""
        return _NUMBERED.match(self.text) is not None

    @property
    def dotted(self) -> bool:
        """Whether dots lead to the number at its end, as in a table of contents."""
        return _LEADER.search(self.text) is not None


_NUMBERED = re.compile(r"(?:\d{1,2}\.){1,4}\d{0,2}\s|§ ?\d")
# What leads to the number at the end of a line, or the white before it, in heights of the line.
_LEADER = re.compile(r"(?:[.…_]\s?){4,}\s?\d+$")
_FIGURE_LAST = re.compile(r"[\W_]*\d[\d.,]*\W*")
_SET_APART = 1.2
_LIST_ITEM = re.compile(rf"{ITEM}\s")
# The mark of a note may stand behind it: "is disputed.1".
_SENTENCE_END = re.compile(r"[.!?:。！？][\"'”’»)\]]*$|(?<=[a-zà-öø-ÿ]{4}[.!?])[\"'”’»)]?\d{1,2}(?:,\d{1,2})*$")
# A line of so many letters, with less white between them than this share of their height, has them set apart for looks;
# between its words is more of it.
_SPACED, _SPACING, _WIDER = 6, 0.8, 1.5
# Distances in units of the line's height.
_NEW_SIZE = 0.15
_INDENT = 0.8
_LOOSER = 0.35
_SPACE = 0.25
# Within a paragraph that is not set wide: the distance from line to line in heights; so many lines, and this share,
# have it where others are paragraphs, of which so few go on with what stands above.
_SINGLE, _FEWEST_NEAR, _SHARE_NEAR, _GOING_ON = 1.4, 2, 0.1, 0.25
# In characters; shorter lines may be labels, an address or the cells of a table.
_LINE_OF_TEXT = 40
# So many of them make a block of an address, or of entries.
_BLOCK = 3


def whole_words(words: Sequence[Word]) -> list[Word]:
    """The words of a line whose letters are all set apart, "M E T H O D S"; any other line's as they are."""
    gaps = [after.left - before.right for before, after in pairwise(words)]
    usual = median(gaps) if gaps else 0.0
    single = all(len(word.text) == 1 and not word.text.isdigit() for word in words)
    if not single or len(words) < _SPACED or usual > _SPACING * (words[0].top - words[0].bottom):
        return list(words)
    begins = [0, *(at for at, gap in enumerate(gaps, 1) if gap > _WIDER * usual), len(words)]
    runs = [words[one:two] for one, two in pairwise(begins)]
    return [replace(own[0], text="".join(word.text for word in own), right=own[-1].right) for own in runs]


def usual_size(lines: Sequence[Line]) -> float:
    """The height of the lines that most characters stand in."""
    characters = Counter[float]()
    for line in lines:
        characters[round(line.height, 1)] += len(line.text)
    return max(characters, key=lambda height: characters[height], default=1.0) or 1.0


def without_code(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with no line as code where most are: a typescript has paragraphs."""
    code = sum(len(line.text) for lines in pages for line in lines if line.code)
    if code <= sum(len(line.text) for lines in pages for line in lines) / 2:
        return [list(lines) for lines in pages]
    return [[replace(line, code=False) for line in lines] for lines in pages]


def page_text(
    lines: Sequence[Line], levels: Sequence[int], spelling: Spelling
) -> tuple[str, list[tuple[int, int, int]]]:
    """Return the page's text: a space where a paragraph runs on, a line end or a blank line where something ends.

    With it where the headings stand in it: start, end, and level, which `levels` has for each line.
    """
    text = lines[0].text if lines else ""
    pitch = _usual_pitch(lines)
    column = _right_margins(lines)
    by_hand = _broken_by_hand(lines, pitch)
    # Where the paragraph that is a heading begins, while one is read.
    headings = [(0, len(text), levels[0])] if lines else []
    for number in range(1, len(lines)):
        above, below = lines[number - 1], lines[number]
        same = levels[number - 1] == levels[number] and above.table == below.table and not above.apart
        parted = not same or (levels[number] and below.numbered)
        no_room = _had_no_room(lines[max(number - 2, 0) : number], below, column[number - 1])
        gap = "\n\n" if parted else " " if levels[number] else _gap(above, below, column[number - 1], pitch, no_room)
        gap = "\n" if gap == " " and not levels[number] and number in by_hand else gap
        text = text + gap + below.text if gap != " " else spelling.run_on(text, below.text)
        start = headings[-1][0] if gap == " " else len(text) - len(below.text)
        if gap == " ":
            headings.pop()
        headings.append((start, len(text), levels[number]))
    return text, [heading for heading in headings if heading[2]]


def joined_pages(
    pages: Sequence[Sequence[Line]], texts: Sequence[str], notes: Sequence[str], spelling: Spelling
) -> list[str]:
    r"""Return the texts of pages so that together they are the document's: each with what parts it from the next.

    That is a blank line, or where a sentence goes on over the page a space; nothing after the last page that has text.
    The footnotes of a page end it, or stand above the paragraph that goes on over it.
    """
    parts = list(texts)
    printed = [number for number, text in enumerate(texts) if text]
    for number, after in zip(printed, [*printed[1:], -1], strict=True):
        above, gap, last = texts[number].rpartition("\n\n")
        pieces, end = [texts[number], notes[number]], "\n\n" if after >= 0 else ""
        # Above the only paragraph of a page they may part the sentence that comes from the page before.
        room = gap or not notes[number]
        if room and after == number + 1 and _runs_over(pages[number], pages[after]):
            whole = spelling.run_on(last, texts[after])
            pieces, end = [above, notes[number], whole[: len(whole) - len(texts[after])]], ""
        parts[number] = "\n\n".join(filter(None, pieces)) + end
    return parts


def _runs_over(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the first line of a page goes on with the last sentence of the page before."""
    last, first = above[-1], below[0]
    if first.apart or (last.code and first.code) or _LIST_ITEM.match(first.text) or not _alike(last, first):
        return False
    unfinished = first.text[0].islower() and not _SENTENCE_END.search(last.text)
    return unfinished or is_broken(last.text) or _had_no_room(above, first, _right_margins(above)[-1])


def _alike(line: Line, other: Line) -> bool:
    return abs(line.height - other.height) <= _NEW_SIZE * max(line.height, 1.0) and line.bold == other.bold


def _had_no_room(above: Sequence[Line], below: Line, margin: float) -> bool:
    """Whether a column ends within a sentence for want of room: so do the line that ends it and the one before that."""
    if len(above) < 2 or not _alike(above[-1], below) or below.table or _LIST_ITEM.match(below.text):
        return False
    before, last = above[-2:]
    text = len(last.text) >= _LINE_OF_TEXT and not (last.table or _LIST_ITEM.match(last.text) or is_entry(last))
    filled = _same_left(before, last) and before.top > last.top and before.right + _first_word(last) > margin
    return text and filled and not _SENTENCE_END.search(last.text) and last.right + _first_word(below) > margin


def _usual_pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from line to line, as a share of their height.

    Where most paragraphs have one line, the white between them is more usual than the distance within one.
    """
    steps = [
        ((above.bottom - below.bottom) / above.height, below.text[0].islower())
        for above, below in pairwise(lines)
        if above.height > 0 and 0 < above.bottom - below.bottom < 3 * above.height
    ]
    usual = median(step for step, _ in steps) if steps else 1.2
    near = [step for step, _ in steps if step <= _SINGLE]
    far = [goes_on for step, goes_on in steps if step > _SINGLE]
    # In double-spaced text most lines go on with the one above.
    if usual > _SINGLE and len(near) >= max(_FEWEST_NEAR, _SHARE_NEAR * len(steps)) and sum(far) < _GOING_ON * len(far):
        return median(near)
    return usual


def _right_margins(lines: Sequence[Line]) -> list[float]:
    """Return for each line how far right the lines of its column reach: those near it that begin at its left edge."""
    return [
        max(other.right for other in lines[max(0, number - 8) : number + 9] if _same_left(line, other))
        for number, line in enumerate(lines)
    ]


def _broken_by_hand(lines: Sequence[Line], pitch: float) -> set[int]:
    """The lines that a writer began, as those of an address: several short ones, each with a capital or a figure first.

    The longest of them leaves no room for another word, and tells nothing by that.
    """
    found: set[int] = set()
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not _is_line_of_block(lines[at - 1], lines[at], pitch):
            if at - start >= _BLOCK:
                found.update(range(start + 1, at))
            start = at
    return found


def _is_line_of_block(above: Line, line: Line, pitch: float) -> bool:
    step = (above.bottom - line.bottom) / max(above.height, 1.0)
    short = max(len(above.text), len(line.text)) < _LINE_OF_TEXT and not (above.table or line.table)
    begun = line.text[0].isupper() or line.text[0].isdigit()
    ended = above.text[-1].isalnum() and not is_broken(above.text)
    near = 0.3 <= step <= pitch + _LOOSER and _same_left(above, line)
    alike = abs(above.height - line.height) <= _NEW_SIZE * max(line.height, 1.0)
    return short and begun and ended and near and alike


def _same_left(line: Line, other: Line) -> bool:
    return abs(line.left - other.left) <= 2 * max(line.height, 1.0)


def _gap(above: Line, below: Line, margin: float, pitch: float, no_room: bool) -> str:
    r"""Return what parts two lines: " " within a paragraph, "\n" within a list or table, "\n\n" elsewhere."""
    if above.table or is_entry(above):
        return "\n"
    height = max(above.height, 1.0)
    step = (above.bottom - below.bottom) / height
    unfinished = below.text[0].islower() and not _SENTENCE_END.search(above.text)
    unfinished = unfinished or is_broken(above.text)
    if abs(step) < 0.3:  # two pieces of one printed line, as in the cells of a table
        return " "
    if step < 0 or step > 3 * max(pitch, 1.0):  # another column, or a far place: only an unfinished sentence runs on
        return " " if unfinished or (step < 0 and no_room) else "\n\n"
    if above.code and below.code:
        return "\n\n" if step > pitch + _LOOSER else "\n"
    new_size = abs(above.height - below.height) > _NEW_SIZE * height and not unfinished
    if new_size or step > pitch + _LOOSER:
        return "\n\n"
    if _LIST_ITEM.match(below.text):
        return "\n"
    if below.left - above.left > _INDENT * height and not (unfinished or _hangs(above, below)):
        return "\n\n"
    if unfinished or above.right + _first_word(below) > margin:
        return " "
    # The next word would have fitted, so the writer ended this line: a paragraph after a sentence, else a row.
    return "\n\n" if _SENTENCE_END.search(above.text) else "\n"


def _hangs(above: Line, below: Line) -> bool:
    """Whether a line goes on below the first word of an item, behind its mark."""
    marked = len(above.words) > 1 and _LIST_ITEM.match(above.text) is not None
    return marked and abs(above.words[1].left - below.left) <= _SPACE * above.height


def _first_word(line: Line) -> float:
    """The width of a line's first word and of the space before it."""
    if line.words:
        return line.words[0].right - line.left + _SPACE * line.height
    return (line.right - line.left) / len(line.text) * (len(line.text.split(maxsplit=1)[0]) + 1)


def is_entry(line: Line) -> bool:
    """Whether a line ends with a number that is set apart: an entry of a table of contents, or of a menu."""
    if line.dotted or len(line.words) < 2 or not _FIGURE_LAST.fullmatch(line.words[-1].text):
        return line.dotted
    return line.words[-1].left - line.words[-2].right >= _SET_APART * line.height
