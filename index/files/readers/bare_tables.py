"""Tables in plain text and Markdown that are written otherwise than with a bar at each end of each line.

People leave the outer bars out, rule with single dashes, or paste what a program prints, with `+` or corners where
lines cross. Here they get the form that every other table has. A head and its rule make a table where they have as
many cells (GitHub Flavored Markdown, section 4.10); rows end where a line has no bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

# A head of one cell without bars would be a heading with a line below it.
_RULE = re.compile(
    r" {0,3}(?:[|+]?[ \t]*:?[-=]+:?[ \t]*(?:[|+][ \t]*:?[-=]+:?[ \t]*)+[|+]?|[|+][ \t]*:?[-=]+:?[ \t]*[|+])[ \t]*"
)
# What closes a printed table, or parts its rows.
_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
# The same in characters that are made for it; a tree of folders has some of them too, but no such line.
_BOXED_RULE = re.compile(r"[ \t]*[┌├└┏┣┗┡╔╠╚╞╟╘╒]?[─━═]+(?:[┬┼┴┳╋┻╇╈┿╂╦╬╩╪╤╧╫╥╨][─━═]+)+[┐┤┘┓┫┛┩╗╣╝╡╢╛╕]?[ \t]*")
_BOXED_BAR = re.compile(r"[│┃║]")
_DASHES = re.compile(r"[-=]+")
# Four spaces make a line code; a quotation, an item and a heading are blocks of their own.
_OTHER_BLOCK = re.compile(r" {4}|\t|\s*(?:[>#]|[-+*][ \t]|\d{1,9}[.)][ \t])")


def with_bars(text: str) -> str:
    """The text, where each row of such a table begins and ends with a bar, and nothing else parts them."""
    lines, found, at = _unboxed(text.split("\n")), list[str](), 0
    if not any("|" in line for line in lines):
        return text
    while at < len(lines):
        end = _end(lines, at)
        if end == at:
            found.append(lines[at])
            at += 1
            continue
        if found and _BORDER.fullmatch(found[-1]):
            found.pop()
        found += [_barred(lines[at]), _ruled(lines[at + 1]), *_rows(lines[at + 1], lines[at + 2 : end])]
        at = end
    return "\n".join(found)


def _unboxed(lines: list[str]) -> list[str]:
    """The lines, where what is drawn with lines between its cells has bars and dashes."""
    if not any(map(_BOXED_RULE.fullmatch, lines)):
        return lines
    found: list[str] = []
    for _, block in groupby(lines, key=lambda line: bool(_BOXED_BAR.search(line) or _BOXED_RULE.fullmatch(line))):
        own = list(block)
        if any(map(_BOXED_RULE.fullmatch, own)):
            own = [_dashed(line) if _BOXED_RULE.fullmatch(line) else _BOXED_BAR.sub("|", line) for line in own]
        found += own
    return found


def _dashed(line: str) -> str:
    return re.sub(r"[^\s-]", "+", re.sub(r"[─━═]", "-", line))


def _end(lines: Sequence[str], at: int) -> int:
    """Where the table ends whose head is at `at`; there, if none begins at it."""
    if at + 1 >= len(lines) or not _is_row(lines[at]) or not _RULE.fullmatch(lines[at + 1]):
        return at
    if _cells(lines[at]) != _cells(_ruled(lines[at + 1])):
        return at
    end = at + 2
    while end < len(lines) and (_is_row(lines[end]) or _BORDER.fullmatch(lines[end])):
        end += 1
    return end


def _rows(rule: str, lines: Sequence[str]) -> Iterator[str]:
    """The rows below a rule; where borders part them, the lines between two borders are one."""
    blocks = [list(run) for border, run in groupby(lines, key=lambda line: bool(_BORDER.fullmatch(line))) if not border]
    # A grid has "=" below its head, and a border below each row.
    ruled = len(blocks) > 1 or ("=" in rule and "+" in rule)
    for block in blocks:
        rows = [_BAR.split(_barred(line))[1:-1] for line in block]
        if ruled and len(block) > 1 and len({len(row) for row in rows}) == 1:
            joined = (" ".join(" ".join(cell).split()) for cell in zip(*rows, strict=True))
            yield f"| {' | '.join(joined)} |"
        else:
            yield from map(_barred, block)


def _is_row(line: str) -> bool:
    return _BAR.search(line) is not None and not _OTHER_BLOCK.match(line)


def _cells(line: str) -> int:
    return len(_BAR.findall(_barred(line))) - 1


def _ruled(line: str) -> str:
    return _barred(_DASHES.sub(lambda dashes: "-" * max(len(dashes[0]), 3), line).replace("+", "|"))


def _barred(line: str) -> str:
    own = line.strip()
    left = "" if own.startswith("|") else "| "
    right = "" if own.endswith("|") and not own.endswith("\\|") else " |"
    return f"{left}{own}{right}" if left or right else line
