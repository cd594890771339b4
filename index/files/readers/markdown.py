"""Markdown -> Draft. The source stays as it is, so that a quotation stands in the file; headings are found.

Only a table gets the bars that it leaves out, and the head of a long one stands there again. What nobody reads on a
page is left out: comments, and what front matter says to programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from index.files.readers.bare_tables import with_bars
from index.files.readers.draft import Draft, Line, Raw, canonical, lines_of
from index.files.readers.encoding import decode
from index.files.readers.front_matter import front_matter
from index.files.readers.long_tables import with_heads
from index.files.readers.plain import wiki_heading
from index.files.readers.ruled_tables import with_ruled_tables
from index.types import Heading

_LONGEST_HEADING = 400
_ATX = re.compile(r" {0,3}(#{1,6})((?:[ \t].*)?)")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_SETEXT = re.compile(r" {0,3}(={2,}|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^\n]*)")
# What cannot be the text of a setext heading: indented code, a quote, a list item, a table, a rule, an HTML block.
_OTHER_BLOCK = re.compile(r"(?: {4}|\t|\s*(?:[>|<]|[-+*][ \t]|\d{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$))")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
# What opens code, or a comment; a run of backticks with more of them after it is code within a line.
_OPENING = re.compile(r"^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<ticks>`+)|<!--", re.MULTILINE)
# Lines of code, if a blank one stands before them.
_INDENTED = re.compile(r"(?:\A|\n[ \t]*(?=\n))(?:(?:\A|\n)(?: {4}|\t)[^\n]*)+")
_CLOSED = "-->"
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|~~|(?<=\s)\{#[^}]*\}$")


def read_markdown(raw: Raw) -> Draft:
    """Return the source verbatim, but for the rules of canonical text, comments and the form of front matter.

    The title of the front matter is the first heading, unless the text begins with it too.
    """
    decoded = decode(raw)
    source = canonical(decoded.text)
    front = front_matter(source)
    body = _with_heads(_without_comments(source[front.end :]))
    headings = list(markdown_headings(body))
    title = front.title if front.title and (not headings or headings[0].text != front.title) else ""
    above = "".join(f"{part}\n\n" for part in (title, front.lines) if part)
    headings = [replace(found, start=found.start + len(above), end=found.end + len(above)) for found in headings]
    if title:
        headings.insert(0, Heading(title, 0, len(title), 1))
    return Draft(canonical(above + body), front.title, (), tuple(headings), decoded.notes)


def _without_comments(text: str) -> str:
    """The text without what stands between `<!--` and `-->`, unless that is code."""
    kept: list[str] = []
    at = start = paragraph = 0
    # The last ones first: those that were passed are let go of.
    indented = [found.span() for found in _INDENTED.finditer(text)][::-1] if "<!--" in text else []
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if fence := opening["fence"]:
            closing = re.compile(rf"^[ \t]*{re.escape(fence)}[`~]*[ \t]*$", re.MULTILINE).search(text, at)
            at = closing.end() if closing else len(text)
        elif ticks := opening["ticks"]:
            # Code within a line ends with its paragraph.
            paragraph = paragraph if at <= paragraph else _found(text, "\n\n", at)
            code = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, paragraph)
            at = code.end() if code else at
        else:
            # "<!-->" is a whole comment.
            short = next((sign for sign in (">", "->") if text.startswith(sign, at)), "")
            end = at if short else _found(text, _CLOSED, at)
            while indented and indented[-1][1] < opening.start():
                indented.pop()
            if indented and indented[-1][0] <= opening.start():
                continue
            if end < len(text):
                kept.append(text[start : opening.start()])
                start = end + len(short or _CLOSED)
            at = end
    return "".join((*kept, text[start:]))


def _with_heads(text: str) -> str:
    """The text, where tables have all their bars, and long ones their head again every few rows, unless it is code."""
    lines = {line.start: line.text for line in lines_of(text)}
    # The line that stands for a fenced block is empty.
    outside = {line.start for line in _outside_fences(lines_of(text)) if line.text == lines[line.start]}
    runs = groupby(lines_of(text), key=lambda line: line.start in outside)
    texts = ((is_text, "\n".join(line.text for line in run)) for is_text, run in runs)
    return "\n".join(with_heads(with_bars(with_ruled_tables(run))) if is_text else run for is_text, run in texts)


def _found(text: str, sign: str, start: int) -> int:
    """Where a sign stands; at the end of the text if nowhere."""
    at = text.find(sign, start)
    return len(text) if at < 0 else at


def markdown_headings(text: str) -> Iterator[Heading]:
    """Yield the headings, in order; the span of a setext heading takes in its underline.

    A setext heading is taken only where one line stands above the line of dashes: below several lines, people mean a
    rule.
    """
    above: Line | None = None
    opens_paragraph = True
    for line in _outside_fences(lines_of(text)):
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
