"""Markdown -> Draft. The source stays as it is, so that a quotation stands in the file; only headings are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.readers.draft import Draft, Raw, canonical
from index.readers.encoding import decode
from index.readers.plain import Line, lines_of, wiki_heading
from index.types import Heading

_LONGEST_HEADING = 400
_ATX = re.compile(r" {0,3}(#{1,6})((?:[ \t].*)?)")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_SETEXT = re.compile(r" {0,3}(={2,}|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
# What cannot be the text of a setext heading: indented code, a quote, a list item, a table, a rule, an HTML block.
_OTHER_BLOCK = re.compile(r"(?: {4}|\t|\s*(?:[>|<]|[-+*][ \t]|\d{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$))")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[\w-]+:|---)(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:[ \t]*(.+)$((?:\n[ \t]+.*)*)", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^>]*>|<!--.*?-->")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|~~|(?<=\s)\{#[^}]*\}$")


def read_markdown(raw: Raw) -> Draft:
    """Return the source verbatim, but for the rules of canonical text, with the title of its front matter if any."""
    decoded = decode(raw)
    text = canonical(decoded.text)
    front = _FRONT_MATTER.match(text)
    title = _FRONT_TITLE.search(front[0]) if front else None
    headings = tuple(markdown_headings(text, front.end() if front else 0))
    return Draft(text, _front_title(title) if title else "", (), headings, decoded.notes)


def _front_title(title: re.Match[str]) -> str:
    """A title of front matter, which may stand in quotation marks, or folded on the lines below."""
    lines = (title[2] or "").split() if title[1].strip()[:1] in (">", "|") else [title[1].strip().strip("\"'")]
    return " ".join(lines)


def markdown_headings(text: str, start: int = 0) -> Iterator[Heading]:
    """Yield the headings after `start`, in order; the span of a setext heading takes in its underline.

    A setext heading is taken only where one line stands above the line of dashes: below several lines, people mean a
    rule.
    """
    above: Line | None = None
    opens_paragraph = True
    for line in _outside_fences(line for line in lines_of(text) if line.start >= start):
        words = ""
        atx = _ATX.fullmatch(line.text) if len(line.text) <= _LONGEST_HEADING else None
        if atx:
            words = _plain(_CLOSING.sub("", atx[2].strip()))
            if words:
                yield Heading(words, line.start, line.end, len(atx[1]))
        elif wiki := wiki_heading(line):
            words = wiki.text
            yield wiki
        elif above and (setext := _SETEXT.fullmatch(line.text)):
            words = _plain(above.text)
            if words:
                yield Heading(words, above.start, line.end, 1 if setext[1][0] == "=" else 2)
        blank = not line.text.strip() or bool(atx) or bool(words)
        above = line if opens_paragraph and not blank and _can_be_setext(line.text) else None
        opens_paragraph = blank


def _can_be_setext(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not _OTHER_BLOCK.match(line)


def _outside_fences(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that are not code; each fenced block is one empty line."""
    fence = ""
    for line in lines:
        mark = _FENCE.fullmatch(line.text)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        # A run of backticks with more of them after it is code within a line.
        elif mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
            yield Line("", line.start)
        else:
            yield line


def _plain(markup: str) -> str:
    """Return the words of a heading without links, emphasis, tags and `{#anchor}`."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _TAG.sub("", markup.strip()))).strip()
