"""An outline of Emacs' Org mode, saved as text -> Draft: its headings and its text.

What only the editor reads is left out: settings, drawers and comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.files.readers.draft import Block, Draft, assemble
from index.files.readers.paired import paired

# A setting, such as each file begins with, and a heading: code has lines that begin with either.
_SETTING = re.compile(r"^#\+(?:title|author|options|startup|date)\s*:", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^#\+title\s*:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(
    r"^(\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?(?:\[#[A-Z]\][ \t]*)?(.+?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*$",
    re.MULTILINE,
)
_UNSEEN = re.compile(
    r"^[ \t]*:\w+:[ \t]*\n(?:[ \t]*:[\w-]+:.*\n){0,50}[ \t]*:END:[ \t]*\n?|"
    r"^[ \t]*#\+(?!caption|author|date)\w+(?::.*|[ \t].*)?(?:\n|\Z)|^[ \t]*#(?:[ \t].*)?(?:\n|\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_SAID = re.compile(r"^[ \t]*#\+(?=(?:caption|author|date):)", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]]+\]\[)?([^\[\]]+)\]\]")
# Code is shown as it is.
_CODE = (
    re.compile(r"^[ \t]*#\+begin_(?:src|example)\b", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^[ \t]*#\+end_(?:src|example)[ \t]*$", re.MULTILINE | re.IGNORECASE),
)
_DEEPEST = 9


def is_org_source(text: str) -> bool:
    """Whether a text is such an outline."""
    return _SETTING.search(text) is not None and _HEADING.search(text) is not None


def read_org_source(text: str, notes: tuple[str, ...], with_tables: Callable[[str], str]) -> Draft:
    """The outline as a document. `with_tables` gives a text's tables their bars."""
    title = _TITLE.search(text)
    blocks = [Block(title[1] if title else "", 1), *_blocks(text, 1 if title else 0, with_tables)]
    told, headings = assemble(blocks)
    return Draft(told, title[1].strip() if title else "", headings=headings, notes=notes)


def _blocks(text: str, above: int, with_tables: Callable[[str], str]) -> Iterator[Block]:
    """The headings, each so many levels below its own, and what stands between them."""
    at = 0
    for found in _HEADING.finditer(text):
        yield Block(with_tables(_shown(text[at : found.start()])))
        yield Block(_LINK.sub(r"\1", found[2]), min(len(found[1]) + above, _DEEPEST))
        at = found.end()
    yield Block(with_tables(_shown(text[at:])))


def _shown(text: str) -> str:
    return "".join(_code(piece) if code else _told(piece) for piece, code in paired(text, *_CODE))


def _told(text: str) -> str:
    return _LINK.sub(r"\1", _SAID.sub("", _UNSEEN.sub("", text)))


def _code(block: str) -> str:
    """The lines between the first and the last, which only name it."""
    return "\n".join(["", *block.split("\n")[1:-1], ""])
