"""PDF -> Draft: pages of lines from pdfium, put together again as paragraphs by `layout`. Owns pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import DocumentError, EmptyDocumentError
from index.readers.draft import Draft, Raw, canonical, one_line
from index.readers.furniture import without_furniture
from index.readers.layout import Line, joined_pages, page_text, words_of
from index.readers.print_headings import heading_levels
from index.types import Heading, Page

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# pdfium keeps global state: two threads within it crash the process.
_PDFIUM = Lock()
# pdfium's own mark for a hyphen that ends a line; it stands for the line end too.
_HYPHEN_MARK = "\x02"
# Characters of a line that are measured.
_SAMPLES = 5
_FONT_NAME = 100
_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx", re.I)
_LINE_ENDS = frozenset("\r\n" + _HYPHEN_MARK)
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
    pages = without_furniture(pages)
    vocabulary = words_of(line.text for lines in pages for line in lines)
    levels = heading_levels(pages)
    read = [page_text(lines, own, vocabulary) for lines, own in zip(pages, levels, strict=True)]
    texts = [text for text, _ in read]
    blank = [str(number) for number, text in enumerate(texts, 1) if not text]
    if len(blank) == len(texts):
        raise EmptyDocumentError(
            f"{raw.name} has no text on any of its pages: it seems to be scanned. "
            "Run OCR on it first (for example with ocrmypdf), and add the result."
        )
    parts = joined_pages(pages, texts, vocabulary)
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
        return list(_lines(characters))


def _lines(page: PdfTextPage) -> Iterator[Line]:
    """Yield the lines of a page in pdfium's order, with where they stand."""
    import pypdfium2.raw

    count = page.count_chars()
    codes = [pypdfium2.raw.FPDFText_GetUnicode(page, index) for index in range(count)]
    characters = [chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes]
    start = 0
    for index in range(count + 1):
        if index < count and characters[index] not in _LINE_ENDS:
            continue
        hyphen = "-" if index < count and characters[index] == _HYPHEN_MARK else ""
        text = canonical("".join(characters[start:index])).strip() + hyphen
        inked = [place for place in range(start, index) if not characters[place].isspace()]
        if text and inked:
            left = page.get_charbox(inked[0], loose=True)[0]
            # A bracket is higher than a letter, a ligature lower, a footnote's mark stands above: the middle counts.
            boxes = [page.get_charbox(inked[len(inked) * part // _SAMPLES], loose=True) for part in range(_SAMPLES)]
            _, bottom, _, top = sorted(boxes, key=lambda box: box[3] - box[1])[_SAMPLES // 2]
            right = page.get_charbox(inked[-1], loose=True)[2]
            yield Line(text, left, right, bottom, top, all(_is_bold(page, place) for place in (inked[0], inked[-1])))
        start = index + 1


def _is_bold(page: PdfTextPage, place: int) -> bool:
    """Told by the name of the font: what a file gives as its weight is often missing, or that of another scale."""
    import pypdfium2.raw

    name = ctypes.create_string_buffer(_FONT_NAME)
    pypdfium2.raw.FPDFText_GetFontInfo(page, place, name, _FONT_NAME, None)
    return _BOLD.search(name.value) is not None


def _spans(parts: list[str]) -> tuple[Page, ...]:
    """The pages, whose parts of the text adjoin: each takes in what parts it from the next."""
    ends = [*accumulate(map(len, parts))]
    return tuple(Page(number + 1, end - len(parts[number]), end) for number, end in enumerate(ends))


def _blank_note(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]} has no text"
    return f"pages {', '.join(numbers)} have no text"
