"""HTML -> Draft: what a reader of the page would read, block by block. Owns BeautifulSoup."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.errors import DocumentError
from index.readers.draft import Block, Draft, Raw, assemble, one_line
from index.readers.encoding import decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Where browsers stop looking for the encoding.
_HEAD_BYTES = 4096
_DROPPED = frozenset(
    "head script style noscript template nav footer aside form iframe svg canvas object audio video "
    "button select textarea rt rp".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu"))
_CELLS = frozenset(("td", "th"))
# A table that holds these lays out a page; it is not data.
_LAID_OUT = ["table", "h1", "h2", "h3", "h4", "h5", "h6"]
# A form that holds these is the page itself, as some servers send it.
_WHOLE_PAGE = ["main", "article", "h1"]
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BREAK = "\v"
_AROUND_BREAK = re.compile(f" *{_BREAK} *")


def read_webpage(raw: Raw) -> Draft:
    """Return the visible text, blocks parted by blank lines, list items and table rows on lines of their own."""
    declared = _CHARSET.search(raw.data, 0, _HEAD_BYTES)
    decoded = decode(raw, declared=declared[1].decode("ascii", "replace") if declared else "")
    try:
        soup = _parse(decoded.text)
        text, headings = assemble(_Reading().blocks(_events(soup)))
        title = one_line(soup.title.get_text()) if soup.title else ""
    except Exception as error:  # whatever the parser raises, the fault lies in the file
        raise DocumentError(
            f"{raw.name} cannot be read as HTML ({type(error).__name__}). "
            "Open it in a browser and save it again, or save its text as .txt."
        ) from error
    return Draft(text, title, (), headings, decoded.notes)


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


def _events(root: Tag) -> Iterator[tuple[str, Tag | str]]:
    """Yield ("open", tag), ("text", characters) and ("close", tag) in document order, without what is not shown.

    No recursion: a page may be nested as deep as it likes.
    """
    from bs4 import NavigableString, Tag
    from bs4.element import CData

    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.children))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "close", parent
        elif isinstance(child, Tag):
            if not _is_hidden(child):
                stack.append((child, iter(child.children)))
                yield "open", child
        elif type(child) in (NavigableString, CData):  # subclasses are comments, declarations, scripts
            yield "text", str(child)


def _is_hidden(tag: Tag) -> bool:
    if tag.name == "form" and tag.find(_WHOLE_PAGE):
        return False
    return (
        tag.name in _DROPPED
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(str(tag.get("style") or "")))
    )


class _Reading:
    """The state of one pass over a page: the block that is being written, and what it stands in."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._prefix = ""
        self._level = 0
        self._verbatim = 0
        self._lists = 0
        self._row = 0
        self._cells = 0
        self._group = 0
        self._groups = 0
        self._data_tables: set[int] = set()

    def blocks(self, events: Iterable[tuple[str, Tag | str]]) -> Iterator[Block]:
        """Fold the events into blocks."""
        for kind, item in events:
            if isinstance(item, str):
                self._pieces.append(item if self._verbatim else _SPACE.sub(" ", item))
                continue
            if item.name in _BLOCKS:
                yield from self._boundary()
            if kind == "open":
                self._open(item)
            else:
                self._close(item)
        yield from self._boundary()

    def _boundary(self) -> Iterator[Block]:
        """End the block at hand; within a row of data, a block is only a space."""
        if self._row:
            self._pieces.append(" ")
            return
        text = "".join(self._pieces)
        if not self._verbatim:
            text = _AROUND_BREAK.sub("\n", _SPACE_BUT_BREAK.sub(" ", text)).strip()
        self._pieces = []
        if text.strip():
            yield Block(self._prefix + text.replace("\xad", ""), self._level, self._group)
            self._prefix = ""

    def _open(self, tag: Tag) -> None:
        name = tag.name
        self._level = _HEADINGS.get(name, self._level)
        if name == "br":
            self._pieces.append("\n" if self._verbatim else _BREAK)
        elif name == "pre":
            self._verbatim += 1
        elif name in _LISTS:
            self._lists += 1
            self._enter_group(self._lists == 1)
        elif name == "li":
            self._prefix = "- "
        elif name == "table" and not self._row and not tag.find(_LAID_OUT):
            self._data_tables.add(id(tag))
            self._enter_group(True)
        elif name == "tr" and self._data_tables:
            self._row, self._cells = self._row + 1, 0
        elif name in _CELLS and self._row:
            self._pieces.append(" | " if self._cells else "")
            self._cells += 1

    def _close(self, tag: Tag) -> None:
        raise NotImplementedError
