"""Plain text that was set in pages, as RFCs are: what each page repeats beside its form feed is taken out.

A sentence that goes on over a page would else be quoted with the foot of one and the head of the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBERS = re.compile(r"\d+|(?<=\s)[ivxlc]+(?=\W*$)")
_BLANKS = re.compile(r"\s+")
# So many pages, and this share of them, repeat what is a running head or foot; it has no more lines.
_FEWEST, _SHARE, _MOST_LINES = 2, 0.5, 3
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
# So long a line of text is that ends for want of room.
_FILLED = 50


def without_page_breaks(text: str) -> str:
    """The text without form feeds and the running heads and feet beside them; as it is, where pages repeat nothing."""
    if text.count("\f") < _FEWEST:
        return text
    pages = [page.splitlines() for page in text.split("\f")]
    heads = _stripped(pages)
    feet = _stripped([page[::-1] for page in heads])
    bare = [page[::-1] for page in feet]
    if bare == [_trimmed(page) for page in pages]:
        return text
    told: list[str] = []
    for page in filter(None, bare):
        told += ([] if not told or _goes_on(told[-1], page[0]) else [""]) + page
    return "\n".join(told) + "\n"


def _stripped(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the lines that most of them begin with, and without blank ones there."""
    told = [_trimmed(page) for page in pages]
    for _ in range(_MOST_LINES):
        forms = [_form(page[0]) if page else "" for page in told]
        counts = Counter(filter(None, forms))
        running = {form for form, count in counts.items() if count >= max(_FEWEST, _SHARE * (len(told) - 1))}
        if not running:
            break
        told = [_trimmed(page[1:] if form in running else page) for form, page in zip(forms, told, strict=True)]
    return told


def _form(line: str) -> str:
    """A line whose numbers count for nothing; what has no letter and no number is none."""
    form = _BLANKS.sub(" ", _NUMBERS.sub("#", line)).strip()
    return form if any(sign.isalnum() or sign == "#" for sign in form) else ""


def _trimmed(lines: list[str]) -> list[str]:
    """The lines without blank ones before and behind them."""
    inked = [at for at, line in enumerate(lines) if line.strip()]
    return lines[inked[0] : inked[-1] + 1] if inked else []


def _goes_on(above: str, below: str) -> bool:
    """Whether the first line of a page goes on with the paragraph at the end of the page before."""
    if _ENDED.search(above) or _indent(above) != _indent(below):
        return False
    return below.strip()[:1].islower() or len(above.strip()) >= _FILLED


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
