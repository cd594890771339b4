"""What every reader takes and returns, and the rules of canonical text. No vendor is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.files.readers.long_tables import with_heads
from index.types import Heading, Page


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as bytes. `name` is its name as shown in messages; no part may unpack to much more than `max_bytes`."""

    name: str
    data: bytes
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a file: canonical text, offsets into it, and the title that the file gives itself."""

    text: str
    title: str = ""
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading (`level` 1 to 9), list item or table row.

    Neighbours with the same `group`, other than 0, belong to one list or table and stand on adjoining lines.
    """

    text: str
    level: int = 0
    group: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, without its line end, and where it starts."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the line ends, before its line end."""
        return self.start + len(self.text)


# What parts the head of a table from its rows, as in Markdown; the head says of each row what its cells are.
_RULE = "|---"

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, and where a word may be broken: "bud\xadget" is found as "budget". (Thai parts words by \u200b.)
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u2060\ufeff]|(?<=[A-Za-z])[\u200b-\u200d]+(?=[A-Za-z])")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
# What is marked as a heading and is longer is a paragraph in its letters: as a heading it could not be quoted.
_LONGEST_HEADING = 200


def canonical(text: str) -> str:
    r"""Return `text` with `\n` line ends, no control characters but `\n` and `\t`, soft hyphens or byte order marks.

    Whatever blank space ends it becomes one `\n` if it held a line end, and nothing otherwise. The result is a fixed
    point: canonical text is returned as it is. It can always be encoded as UTF-8.
    """
    text = _LINE_ENDS.sub("\n", _ANSI.sub("", text))
    text = _SURROGATES.sub("\ufffd", _UNWANTED.sub("", text))
    body = text.rstrip()
    return body + "\n" if "\n" in text[len(body) :] else body


def one_line(text: str) -> str:
    """Return canonical `text` with every run of blank space as one space."""
    return _BLANKS.sub(" ", canonical(text)).strip()


def grouped(part: str) -> str:
    """A part of a formula, in brackets where it is more than one figure or name."""
    part = part.strip()
    return part if re.fullmatch(r"[\w.,]*", part) else f"({part})"


def table_row(cells: Sequence[str]) -> str:
    """One row of a table as a line; a table of one column is a list of lines."""
    return f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)


def table_rule(columns: int) -> str:
    """The line below the head of a table."""
    return _RULE * columns + "|"


def assemble(blocks: Iterable[Block]) -> tuple[str, tuple[Heading, ...]]:
    """Join `blocks` with blank lines into canonical text, and say where its headings stand. Empty ones are left out.

    A long table has its head again every few rows.
    """
    parts: list[str] = []
    headings: list[Heading] = []
    offset = group = 0
    for block in _with_heads(blocks):
        text = one_line(block.text) if block.level else canonical(block.text).strip("\n")
        level = block.level if len(text) <= _LONGEST_HEADING else 0
        if not text.strip():
            continue
        if parts:
            parts.append("\n" if block.group and block.group == group else "\n\n")
            offset += len(parts[-1])
        if level:
            headings.append(Heading(text, offset, offset + len(text), level))
        parts.append(text)
        offset += len(text)
        group = block.group
    return "".join(parts), tuple(headings)


def _with_heads(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, where the lines of each list or table are one."""
    for (group, level), run in groupby(blocks, key=lambda block: (block.group, block.level)):
        if not group or level:
            yield from run
        else:
            texts = (canonical(block.text).strip("\n") for block in run)
            yield Block(with_heads("\n".join(filter(str.strip, texts))), 0, group)


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of canonical text."""
    start = 0
    for line in text.split("\n"):
        yield Line(line, start)
        start += len(line) + 1
