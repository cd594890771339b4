"""HTML -> Draft: what a reader of the page would read, block by block. Owns BeautifulSoup."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.errors import DocumentError
from index.files.readers.cells import Cell, spread
from index.files.readers.draft import Block, Draft, Raw, assemble, grouped, one_line, table_row, table_rule
from index.files.readers.encoding import decode
from index.files.readers.numbering import written
from index.files.readers.shadow import show_shadow_trees
from index.files.readers.visible import HEADINGS, is_deep, keep_visible

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Where browsers stop looking for the encoding.
_HEAD_BYTES = 4096
_BLOCK_NAMES = """
    address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary
    table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LISTS = frozenset(("ul", "ol", "menu"))
_CELLS = ["td", "th"]
# A table that holds these lays out a page; it is not data.
_LAID_OUT = ["pre", *HEADINGS]
_TALLEST_HEAD, _MOST_ACROSS = 3, 100
_PARAGRAPHS = ["p", "li", "div", "blockquote", "dd"]
# What says that it is the content is believed where it has so many characters, and this share of what is shown.
_CONTENT, _SHARES = 200, {"main, [role=main]": 0.25, "article": 0.5}
# What was left out around it is told from so many characters on.
_TOLD = 400
_MARKED = re.compile(r"- |\d{1,4}\. |[a-z]{1,2}\. |[A-Za-z]{1,5}\) ")
# How the types of an ordered list are written: as items are, and not as initials or words with a point.
_TYPES = {
    "1": ("decimal", "{}. "),
    "a": ("lowerLetter", "{}. "),
    "A": ("upperLetter", "{}) "),
    "i": ("lowerRoman", "{}) "),
    "I": ("upperRoman", "{}) "),
}
_SPACE = re.compile(r"\s+")
# A raised or lowered figure behind a figure is none of its digits: 10^6, and 1823 with the mark of a note.
_RAISED = {"sup": "\x1e^", "sub": "\x1e "}
# The mark of a note behind a word or a year: not the power of a short unit, nor cents, which are two figures.
_NOTED = re.compile(
    r"(?:(?:(?<=[^\W\d_]{4})|(?<=[^\W\d][.,;:!?”\"')])|(?<=[.!?][”\"')])|(?<=\d{4}[.,;:!?]))\x1e\^\d{1,2}|"
    r"(?<=[\d%][.,;:!?%”])\x1e\^\d)(?![\w\x1e])"
)
# A term that ends as a sentence does needs no colon.
_SAID = re.compile(r"[:?!.]$")
_POWER = re.compile(r"(?P<whole>(?<=\d)\x1e\^(?=\d{1,2}\s?(?:⁄|/\x1e)))|(?<=\d)\x1e(?P<sign>.)(?=\d)|\x1e.")
_BREAK = "\v"
# MathML: 12/5 is not 125.
_FORMULAS = {"mfrac": "/", "msup": "^"}


def read_webpage(raw: Raw) -> Draft:
    """Return the visible text, blocks parted by blank lines, list items and table rows on lines of their own."""
    declared = _CHARSET.search(raw.data, 0, _HEAD_BYTES)
    decoded = decode(raw, declared=declared[1].decode("ascii", "replace") if declared else "")
    try:
        soup = _parse(decoded.text)
        title = one_line(soup.title.get_text()) if soup.title else ""
        show_shadow_trees(soup)
        keep_visible(soup)
        content, left_out = _content(soup)
        text, headings = assemble(_blocks(content))
    except Exception as error:  # whatever the parser raises, the fault lies in the file
        raise DocumentError(
            f"{raw.name} cannot be read as HTML ({type(error).__name__}). "
            "Open it in a browser and save it again, or save its text as .txt."
        ) from error
    # Who misses something must know where it went.
    around = (f"only its main part was read, {left_out:,} characters around it were not",) if left_out >= _TOLD else ()
    return Draft(text, title, (), headings, (*decoded.notes, *around))


def _parse(markup: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup
    from bs4.builder import ParserRejectedMarkup

    with warnings.catch_warnings():
        # It warns that XHTML or a line of text may not be what was meant. It is what we were given.
        warnings.simplefilter("ignore")
        try:
            return BeautifulSoup(markup.replace("\x00", ""), "lxml")
        except ParserRejectedMarkup:
            # lxml refuses a page without a single element; there is nothing to read in it.
            return BeautifulSoup("", "lxml")


def _content(soup: BeautifulSoup) -> tuple[Tag, int]:
    """The one `main` of a page, or its one `article`, and how many characters stand around it.

    These are menus, banners, other articles.
    """
    for named, share in _SHARES.items():
        # Comments are articles within the article.
        shown = [tag for tag in soup.select(named) if tag.find_parent(tag.name) is None]
        if len(shown) == 1:
            own, whole = len(_inside(shown[0])), len(_inside(soup))
            return (shown[0], whole - own) if own >= max(_CONTENT, share * whole) else (soup, 0)
    return soup, 0


def _blocks(tag: Tag, group: int = 0) -> Iterator[Block]:
    """Yield the blocks in `tag`; text that stands between blocks is a block too. `group` is that of the list around."""
    from bs4 import Tag

    if is_deep(tag):
        yield from _flat(tag, group)
        return
    _number(tag)
    line: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag) and _holds_block(child):
            yield Block(_tidy(line), 0, group)
            line = []
            yield from _block(child, group)
        else:
            line.append(_words(child))
    yield Block(_tidy(line), 0, group)


def _flat(tag: Tag, group: int) -> Iterator[Block]:
    """Yield the text of what is nested too deep to be taken level by level, in as many blocks, and no more."""
    from bs4 import Tag

    # The block that each element stands in.
    around = {id(tag): tag}
    line, last = list[str](), tag
    for node in tag.descendants:
        within = around[id(node.parent)]
        if isinstance(node, Tag):
            around[id(node)] = node if node.name in _BLOCKS else within
            line += [_BREAK] if node.name == "br" else []
            continue
        if within is not last:
            yield Block(_tidy(line), 0, group)
            line, last = [], within
        line.append(_words(node))
    yield Block(_tidy(line), 0, group)


def _holds_block(tag: Tag) -> bool:
    """True when `tag` is a block or has one within. (`Tag.find` with this many names is ten times slower.)"""
    return tag.name in _BLOCKS or any(getattr(within, "name", None) in _BLOCKS for within in tag.descendants)


def _block(tag: Tag, group: int) -> Iterator[Block]:
    if level := HEADINGS.get(tag.name):
        yield Block(_tidy([_inside(tag)]), level)
    elif tag.name == "pre":
        yield Block(_inside(tag, verbatim=True).strip("\n"), 0, group)
    elif tag.name == "table" and not _lays_out(tag):
        yield from _table(tag, group or id(tag))
    elif tag.name in _LISTS:
        yield from _blocks(tag, group or id(tag))
    elif tag.name == "dl":
        yield from _definitions(tag, group)
    elif tag.name == "li":
        yield from _item(tag, group or id(tag.parent))
    else:
        yield from _blocks(tag, group)


def _definitions(tag: Tag, group: int) -> Iterator[Block]:
    """Yield each term with what is said of it on one line, since neither is read without the other."""
    from bs4 import Tag

    terms: list[str] = []
    for child in tag.children:
        if not isinstance(child, Tag):
            continue
        if child.name == "dt" and not child.find(list(HEADINGS)):
            terms.append(_tidy([_inside(child)]).replace("\n", " "))
            continue
        for block in _definitions(child, group) if child.name == "div" else _blocks(child, group):
            if any(terms) and block.text:
                if block.level or _MARKED.match(block.text) or block.text.startswith("|"):
                    yield from (Block(term, 0, group) for term in terms)
                else:
                    # What is said may be said of several.
                    term = ", ".join(filter(None, terms))
                    block = Block(f"{term}{' ' if _SAID.search(term) else ': '}{block.text}", 0, group)
                terms = []
            yield block
    yield from (Block(term, 0, group) for term in terms)


def _item(tag: Tag, group: int) -> Iterator[Block]:
    """Yield a list item's blocks, the first of them with its mark, unless that is the item of a list within."""
    mark = _mark(tag)
    for block in _blocks(tag, group):
        if block.text and not block.level:
            yield Block(block.text if _MARKED.match(block.text) else mark + block.text, 0, group)
            mark = ""
        else:
            yield block


def _mark(item: Tag) -> str:
    """A dash, or the number that a browser shows."""
    parent = item.parent
    kind = _TYPES.get(str(parent.get("type", "1"))) if parent is not None and parent.name == "ol" else None
    return kind[1].format(written(int(str(item["value"])), kind[0])) if kind else "- "


def _number(tag: Tag) -> None:
    """Give each item of an ordered list its number; an item may set its own, from which the next ones count."""
    items = tag.find_all("li", recursive=False) if tag.name == "ol" else []
    step = -1 if tag.has_attr("reversed") else 1
    at = _whole(tag.get("start"), 1 if step > 0 else len(items))
    for item in items:
        at = _whole(item.get("value"), at)
        item["value"] = str(at)
        at += step


def _whole(value: object, usual: int) -> int:
    return int(value) if isinstance(value, str) and value.isdecimal() else usual


def _lays_out(table: Tag) -> bool:
    """Whether a table parts a page into places: what stands in the largest of them are paragraphs, and no entry."""
    if table.find(_LAID_OUT):
        return True
    if table.find("table"):
        # A cell of data may hold a table of its own.
        return not _own(table, ["th", "caption"]) or sum(len(_cells(row)) > 1 for row in _own(table, "tr")) <= 1
    rows = [_cells(row) for row in _own(table, "tr")]
    largest = max((cell for row in rows for cell in row), key=lambda cell: len(cell.get_text()), default=None)
    if largest is None or table.find(["th", "caption"]):
        return False
    paragraphs = [tag.get_text().strip() for tag in largest.find_all(_PARAGRAPHS) if not tag.find(_PARAGRAPHS)]
    if max(map(len, rows)) == 1 or table.get("role") in ("presentation", "none"):
        return sum(map(bool, paragraphs)) > 1
    said = sum(bool(_SAID.search(text)) for text in paragraphs)
    written = sum(map(_holds_text, rows))
    if written > 1 and 2 * written >= len(rows):
        return True
    # Data has rows of several cells; of a page's places one row is enough.
    return said > 1 and sum(len(row) > 1 for row in rows) == 1 and 2 * len(largest.get_text()) > len(table.get_text())


def _holds_text(row: list[Tag]) -> bool:
    """Whether a cell has several paragraphs that say something, as what is written in a forum."""
    texts = ([tag for tag in cell.find_all(_PARAGRAPHS) if not tag.find(_PARAGRAPHS)] for cell in row)
    return any(sum(bool(_SAID.search(tag.get_text().strip())) for tag in own) > 1 for own in texts)


def _table(tag: Tag, group: int) -> Iterator[Block]:
    head = _head(tag)
    lines = _own(tag, ["caption", "tr"])
    rows = iter(spread([_cell(cell) for cell in _cells(line)] for line in lines if line.name == "tr"))
    upper = _upper_heads(tag, head)
    for line in lines:
        cells = next(rows) if line.name == "tr" else []
        if any(line is row for row in upper):
            continue
        if line is head and upper:
            cells = _over_one_another(spread(_each_column(row) for row in [*upper, line]))
        yield Block(table_row(cells) if any(cells) else _tidy([_inside(line)]), 0, group)
        if line is head:
            yield Block(table_rule(len(cells)), 0, group)


def _upper_heads(table: Tag, head: Tag | None) -> list[Tag]:
    """The rows of a head above its last one, which `head` is: what they say stands over several columns."""
    rows = _own(table, "tr")
    return next((rows[:at] for at, row in enumerate(rows) if row is head), [])


def _each_column(row: Tag) -> list[Cell]:
    """The cells of a row, those of several columns once for each."""
    return [replace(cell, across=1) for cell in map(_cell, _cells(row)) for _ in range(min(cell.across, _MOST_ACROSS))]


def _over_one_another(rows: Sequence[Sequence[str]]) -> list[str]:
    """What the rows of a head say of each column, each thing once: "Departs Sunday"."""
    return [" ".join(dict.fromkeys(filter(None, column))) for column in zip_longest(*rows, fillvalue="")]


def _cell(tag: Tag) -> Cell:
    # A bar would part it.
    text = _tidy([_inside(tag)]).replace("\n", " ").replace("|", "/")
    return Cell(text, _whole(tag.get("colspan"), 1) or 1, _whole(tag.get("rowspan"), 1))


def _cells(row: Tag) -> list[Tag]:
    table = row.find_parent("table")
    return [cell for cell in row.find_all(_CELLS) if cell.find_parent("table") is table]


def _own(table: Tag, names: str | list[str]) -> list[Tag]:
    """What stands in a table, but not in a table within."""
    return [tag for tag in table.find_all(names) if tag.find_parent("table") is table]


def _head(table: Tag) -> Tag | None:
    """The last row of the head of further ones: it says so, or its cells do, but for an empty first one."""
    rows = _own(table, "tr")
    cells = _cells(rows[0]) if len(rows) > 1 else []
    told = bool(cells) and rows[0].find_parent("thead") is not None
    named = cells[0:0] if told else [cell for at, cell in enumerate(cells) if at or cell.get_text().strip()]
    if not (len(cells) > 1 and (told or named) and all(cell.name == "th" for cell in named)):
        return None
    return _last_of_head(rows)


def _last_of_head(rows: Sequence[Tag]) -> Tag:
    """The last row of a head that begins with the first row: as far as its cells reach, or what says that it is one."""
    last = max(_whole(cell.get("rowspan"), 1) for cell in _cells(rows[0]))
    within = rows[0].find_parent("thead")
    count = sum(row.find_parent("thead") is within for row in rows) if within else last
    # Only where there is more below.
    return rows[count - 1] if 1 < count <= min(_TALLEST_HEAD, len(rows) - 1) else rows[0]


def _inside(tag: Tag, *, verbatim: bool = False) -> str:
    if is_deep(tag):
        return " ".join(block.text for block in _flat(tag, 0))
    return "".join(_words(child, verbatim=verbatim) for child in tag.children)


def _words(node: PageElement, *, verbatim: bool = False) -> str:
    """Return the text shown for `node` within one block, with a mark for each line break."""
    from bs4.element import CData, NavigableString, Tag

    if isinstance(node, Tag):
        if node.name == "br":
            return "\n" if verbatim else _BREAK
        if node.name in _FORMULAS and not verbatim:
            parts = [_words(child) for child in node.children if isinstance(child, Tag)]
            return _FORMULAS[node.name].join(map(grouped, parts))
        # An element of the page's own may be a block, which nothing here tells.
        space = " " if (node.name in _BLOCKS or "-" in node.name) and not verbatim else ""
        quote = ("\u201c", "\u201d") if node.name == "q" else ("", "")
        raised = "" if verbatim else _RAISED.get(node.name, "")
        return space + quote[0] + raised + _inside(node, verbatim=verbatim) + quote[1] + space
    # The subclasses of NavigableString are comments, declarations and scripts.
    if type(node) not in (NavigableString, CData):
        return ""
    return str(node) if verbatim else _SPACE.sub(" ", str(node))


def _parting(raised: re.Match[str]) -> str:
    """What parts a raised or lowered figure from the one before it; 1 and 1⁄2 is no power."""
    return " " if raised["whole"] else raised["sign"] or ""


def _tidy(pieces: list[str]) -> str:
    """Return one block's text: single spaces, its line breaks, and no soft hyphens, which are not shown either."""
    text = _POWER.sub(_parting, _NOTED.sub("", "".join(pieces)))
    lines = text.replace("\xad", "").split(_BREAK)
    return "\n".join(_SPACE.sub(" ", line).strip() for line in lines).strip()
