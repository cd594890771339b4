"""PDF -> Draft: pages of lines from pdfium, put together again as paragraphs by `layout`. Owns pypdfium2."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import DocumentError, EmptyDocumentError
from index.files.readers.draft import Draft, Raw, canonical, one_line
from index.files.readers.drawn import Box, Edges, filled, small_shapes
from index.files.readers.filled_forms import with_filled, with_labels, with_marks
from index.files.readers.footnotes import without_footnotes
from index.files.readers.furniture import without_furniture
from index.files.readers.layout import Line, Word, joined_pages, page_text, usual_size, whole_words, without_code
from index.files.readers.leftwards import as_read, is_leftwards, reads_leftwards
from index.files.readers.line_ends import Spelling
from index.files.readers.line_numbers import without_line_numbers
from index.files.readers.powers import SIGNS, with_powers
from index.files.readers.print_headings import heading_levels
from index.files.readers.print_tables import with_tables
from index.files.readers.reading_order import in_reading_order
from index.types import Heading, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# pdfium keeps global state: two threads within it crash the process.
_PDFIUM = Lock()
# pdfium's own mark for a hyphen that ends a line; it stands for the line end too.
_HYPHEN_MARK = "\x02"
# White between characters of a word is less, in heights of a character; figures are never spaced.
_SPACE, _SPACE_OF_FIGURES = 0.18, 0.08
# A character goes on with a line: it overlaps its height so much, and stands so far back or on; a raised one stands so
# much higher.
_OVERLAP, _BACK, _ON, _RAISED = 0.6, 0.2, 0.5, 0.1
# In radians.
_STRAIGHT = 0.05
# Enough characters tell which way a page is written.
_EVERY = 7
_FONT_NAME = 100
# Of more blank pages nobody reads the numbers.
_NAMED_PAGES = 50
_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx", re.I)
_TYPEWRITER = re.compile(rb"mono|courier|cmtt|consol|typewriter|menlo|code", re.I)
_LINE_ENDS = frozenset("\r\n" + _HYPHEN_MARK)
# Fonts of bitmaps, as TeX makes them, have no names, and their letters have none: only their places in TeX's encodings
# (OT1, T1, and TS1 for the bullet) tell which they are. Other letters stand there where they stand in Latin-1.
_BITMAPS = dict(enumerate("ff fi fl ffi ffl “ ” „ « » – —".split(), 0x0B))
_BITMAPS |= dict(enumerate("ff fi fl ffi ffl".split(), 0x1B)) | {0x88: "•", 0xD7: "Œ", 0xF7: "œ", 0xFF: "ß"}
# Bullets of the fonts Symbol and Wingdings, which have places of their own.
_BULLETS = str.maketrans({0xF0B7: "•", 0xF0A7: "▪", 0xF0A8: "☐", 0xF06F: "☐", 0xF0D8: "‣", 0xF0FC: "✓", 0xF02D: "–"})
# What programs write when nobody gave the document a title: a placeholder, or the name of a file.
_NOT_A_TITLE = re.compile(
    r"\(?(untitled|anonymous|unspecified|title|document ?\d*|slide \d+|no title|unknown|powerpoint.*)\)?"
    r"|(microsoft|adobe) \w+ - .*|([a-z]:\\|/|\w+://).*|.*\.(docx?|pdf|pptx?|xlsx?|odt|rtf|tex|dvi|indd|html?|txt)|\W*\d*\W*",
    re.IGNORECASE,
)


def read_pdf(raw: Raw) -> Draft:
    """Return the text of all pages, joined by blank lines; the page spans tile it.

    Raises DocumentError for a damaged or locked file, EmptyDocumentError when no page has text.
    """
    with _PDFIUM:
        title, pages = _extract(raw)
    pages = without_furniture([with_tables(lines) for lines in without_code(pages)])
    pages = [in_reading_order(lines) for lines in pages]
    spelling = Spelling.of([[line.text for line in lines] for lines in pages])
    usual = usual_size([line for lines in pages for line in lines])
    parted = [without_footnotes(lines, usual) for lines in pages]
    pages, footnotes = [text for text, _ in parted], [notes for _, notes in parted]
    levels = heading_levels(pages)
    read = [page_text(lines, own, spelling) for lines, own in zip(pages, levels, strict=True)]
    texts = [text for text, _ in read]
    blank = [str(number) for number, text in enumerate(texts, 1) if not text]
    if len(blank) == len(texts):
        raise EmptyDocumentError(
            f"{raw.name} has no text on any of its pages: it seems to be scanned. "
            "Run OCR on it first (for example with ocrmypdf), and add the result."
        )
    notes = ["\n\n".join(page_text(lines, [0] * len(lines), spelling)[0] for lines in own) for own in footnotes]
    parts = joined_pages(pages, texts, notes, spelling)
    spans = _spans(parts)
    headings = [
        Heading(text[start:end], page.start + start, page.start + end, level)
        for (text, found), page in zip(read, spans, strict=True)
        for start, end, level in found
    ]
    return Draft("".join(parts), title, spans, tuple(headings), (_blank_note(blank),) if blank else ())


def _extract(raw: Raw) -> tuple[str, list[list[Line]]]:
    """Return the title and the lines of every page; all that pdfium holds is released."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(raw.data)) as document:
            if not len(document):
                raise DocumentError(f"{raw.name} has no pages. Print or export it to PDF again.")
            document.init_forms()
            return _title(document), [_page_lines(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            message = f"{raw.name} is protected with a password. Save a copy without it, and add that copy."
        else:
            message = f"{raw.name} is damaged or not a PDF. Open it in a viewer and print it to a new PDF."
        raise DocumentError(message) from error


def _title(document: PdfDocument) -> str:
    title = one_line(document.get_metadata_value("Title"))
    return "" if _NOT_A_TITLE.fullmatch(title) else title


def _page_lines(document: PdfDocument, index: int) -> list[Line]:
    with closing(document[index]) as page, closing(page.get_textpage()) as characters:
        upright = _Upright(characters)
        lines = without_line_numbers(list(_lines(upright)))
        lines = with_marks(lines, [upright.turned(box) for box in small_shapes(page)])
        lines = with_filled(lines, [one._replace(box=upright.turned(one.box)) for one in filled(page)])
        lines = with_labels(lines)
        # A watermark or a stamp in the margin stands in no sentence.
        return sorted(lines, key=lambda line: line.turned)


class _Upright:
    """The characters of a page whose boxes are turned until most of them stand upright: tables are set across pages."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page
        inked = range(0, page.count_chars(), _EVERY)
        self._quarters, self.leftwards = 0, False
        # Where pdfium has a character that is read elsewhere.
        self._places: dict[int, int] = {}
        self._quarters = Counter(map(self._quarters_of, inked)).most_common(1)[0][0] if inked else 0
        self.leftwards = sum(map(self._direction_of, inked)) < 0

    @property
    def _as_parameter_(self) -> Any:
        # What pdfium's own functions take.
        return self._page.raw

    def count_chars(self) -> int:
        return int(self._page.count_chars())

    def get_charbox(self, place: int, *, loose: bool) -> Edges:
        """Left, bottom, right and top."""
        box = self._page.get_charbox(self._places.get(place, place), loose=loose)
        return self.turned(box) if self._quarters or self.leftwards else box

    def turned(self, box: Edges) -> Box:
        """A box of the page, turned as its characters are."""
        left, bottom, right, top = box
        for _ in range(self._quarters):
            left, bottom, right, top = -top, left, -bottom, right
        # A page that is read from the right is measured from there.
        return Box(-right, bottom, -left, top) if self.leftwards else Box(left, bottom, right, top)

    def as_read(self, start: int, characters: Sequence[str]) -> list[str]:
        """The characters of a line that is read from the right, in that order; they are found at their new places."""
        import pypdfium2.raw

        lefts: list[float | None] = []
        for place, character in enumerate(characters, start):
            printed = character and not pypdfium2.raw.FPDFText_IsGenerated(self, place)
            left, _, right, _ = self.get_charbox(place, loose=True) if printed else (0.0, 0.0, 0.0, 0.0)
            lefts.append((left if self.leftwards else -right) if printed else None)
        told = list(as_read(characters, lefts))
        self._places |= {start + place: start + at for place, (at, _) in enumerate(told)}
        return [character for _, character in told]

    def is_turned(self, place: int) -> bool:
        """Whether a character stands otherwise than most."""
        off = abs(self._angle(place) - self._quarters * math.pi / 2)
        return _STRAIGHT < off < math.tau - _STRAIGHT

    def _angle(self, place: int) -> float:
        import pypdfium2.raw

        return float(pypdfium2.raw.FPDFText_GetCharAngle(self, place))

    def _direction_of(self, place: int) -> int:
        """1 for a letter that is followed by one on its right, -1 by one on its left."""
        import pypdfium2.raw

        letter = chr(min(pypdfium2.raw.FPDFText_GetUnicode(self, place), sys.maxunicode))
        return -1 if is_leftwards(letter) else int(letter.isalpha())

    def _quarters_of(self, place: int) -> int:
        return round(self._angle(place) / (math.pi / 2)) % 4


def _lines(page: _Upright) -> Iterator[Line]:
    """Yield the lines of a page in pdfium's order, with where they stand."""
    count = page.count_chars()
    characters = _unbroken(page, [_character(page, index) for index in range(count)])
    start = 0
    for index in range(count + 1):
        if index < count and characters[index] not in _LINE_ENDS:
            continue
        hyphen = "-" if index < count and characters[index] == _HYPHEN_MARK else ""
        if reads_leftwards("".join(characters[start:index])):
            characters[start:index] = page.as_read(start, characters[start:index])
        inked = [place for place in range(start, index) if characters[place] and not characters[place].isspace()]
        words = with_powers(whole_words(list(_words(page, characters, inked))))
        if words:
            words[-1] = replace(words[-1], text=words[-1].text + hyphen)
            # A bracket is higher than a letter, a ligature lower, a footnote's mark stands above: the middle counts.
            middle = sorted(words, key=lambda word: word.top - word.bottom)[len(words) // 2]
            turned = page.is_turned(inked[0])
            fonts = [_font(page, place) for place in (inked[0], inked[-1])]
            yield Line(
                " ".join(word.text for word in words),
                min(word.left for word in words),
                max(word.right for word in words),
                # The height of what is written across says nothing of its size.
                middle.top - 1 if turned else middle.bottom,
                middle.top,
                not turned and all(map(_BOLD.search, fonts)),
                # A program is set in columns too, and is no table.
                () if turned or any(map(_TYPEWRITER.search, fonts)) else tuple(words),
                turned=turned,
                # The lines of a listing may have numbers.
                code=all(map(_TYPEWRITER.search, fonts[words[0].text.isdigit() :])),
            )
        start = index + 1


def _character(page: _Upright, place: int) -> str:
    """What is printed at a place: one character, or the letters of a ligature."""
    import pypdfium2.raw

    code = pypdfium2.raw.FPDFText_GetUnicode(page, place)
    # The line ends that pdfium makes itself belong to no font.
    if code in _BITMAPS and not _font(page, place) and not pypdfium2.raw.FPDFText_IsGenerated(page, place):
        return _BITMAPS[code]
    return chr(code).translate(_BULLETS) if code <= sys.maxunicode else "\ufffd"


def _unbroken(page: _Upright, characters: list[str]) -> list[str]:
    """The characters without line ends before one that stands right behind the one before it.

    pdfium takes a page of few words for one that is written from above, and a raised figure for another line.
    """
    told = list(characters)
    last = -1
    for place, character in enumerate(characters):
        if character == _HYPHEN_MARK:
            last = -1
        elif not character.isspace():
            between = characters[last + 1 : place]
            if last >= 0 and not _LINE_ENDS.isdisjoint(between) and _goes_on(page, last, place):
                raised = characters[last].isdigit() and character.isdigit() and _is_raised(page, last, place)
                told[last + 1 : place] = [" " if raised else ""] + [""] * (len(between) - 1)
            last = place
    return told


def _goes_on(page: _Upright, one: int, two: int) -> bool:
    """Whether a character stands right behind another, on its line."""
    _, low, right, high = page.get_charbox(one, loose=True)
    left, lower, _, higher = page.get_charbox(two, loose=True)
    height, least = max(high - low, higher - lower), min(high - low, higher - lower)
    overlaps = min(high, higher) - max(low, lower) > _OVERLAP * least
    return bool(overlaps and -_BACK * height < left - right < _ON * height)


def _is_raised(page: _Upright, one: int, two: int) -> bool:
    _, low, _, high = page.get_charbox(one, loose=True)
    return bool(abs(page.get_charbox(two, loose=True)[1] - low) > _RAISED * (high - low))


def _words(page: _Upright, characters: Sequence[str], inked: Sequence[int]) -> Iterator[Word]:
    """The words of a line, by the characters of it that have ink.

    White between two of them parts words, with a space or without: cells of a table may have none between them.
    """
    boxes = [page.get_charbox(place, loose=True) for place in inked]
    first = 0
    for at in range(1, len(inked) + 1):
        if at < len(inked) and not any(map(str.isspace, characters[inked[at - 1] + 1 : inked[at]])):
            (_, bottom, right, top), (left, lower, _, higher) = boxes[at - 1], boxes[at]
            # On a page that is read from the right figures begin where they end, and letters stand apart within words.
            if page.leftwards:
                continue
            one, two = characters[inked[at - 1]].isdigit(), characters[inked[at]].isdigit()
            # "1823" and the mark of a footnote are no five figures, and ten to the power of -3 is not ten less three.
            figures = one and (two or characters[inked[at]] in SIGNS)
            raised = figures and lower - bottom > _RAISED * (top - bottom) > 0 and higher - lower < top - bottom
            if not raised and left - right < (_SPACE_OF_FIGURES if one or two else _SPACE) * (top - bottom):
                continue
        own = boxes[first:at]
        heights = sorted(own, key=lambda box: box[3] - box[1])
        _, bottom, _, top = heights[len(heights) // 2]
        text = canonical("".join(characters[place] for place in inked[first:at]))
        if text:
            yield Word(text, min(box[0] for box in own), max(box[2] for box in own), bottom, top)
        first = at


def _font(page: _Upright, place: int) -> bytes:
    """The name of a character's font. What a file gives as weight is often missing, or that of another scale."""
    import pypdfium2.raw

    name = ctypes.create_string_buffer(_FONT_NAME)
    pypdfium2.raw.FPDFText_GetFontInfo(page, place, name, _FONT_NAME, None)
    return name.value


def _spans(parts: list[str]) -> tuple[Page, ...]:
    """The pages, whose parts of the text adjoin: each takes in what parts it from the next."""
    ends = [*accumulate(map(len, parts))]
    return tuple(Page(number + 1, end - len(parts[number]), end) for number, end in enumerate(ends))


def _blank_note(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} has no text"
    if len(numbers) > _NAMED_PAGES:
        return f"{len(numbers):,} pages have no text"
    return f"pages {', '.join(numbers)} have no text"
