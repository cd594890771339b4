"""Whether the lines of a text are paragraphs, or parts of them, broken where a page ended."""

from __future__ import annotations

from index.text.patterns import lazy_pattern

# Who breaks lines to fit a page breaks them before so many characters.
_PAGE = 100
# An address or a checksum is longer than any page is wide.
_UNBREAKABLE = lazy_pattern(r"[!-~]{40,}")
# Before a shorter line nothing was wrapped.
_WRAPPED = 40
# So short a line is a title or an entry where lines are not broken.
_SHORT = 80
_ENDED = lazy_pattern(r"[.!?…。！？][\"'”’»)\]*_]*$")
_GOES_ON = (",", ";", ":", "-", "–", "—", "(", "/", "&")


def is_long(line: str) -> bool:
    """Whether a line is longer than those that were broken to fit a page."""
    return len(line) > _PAGE and len(_UNBREAKABLE.sub("", line)) > _PAGE


def in_long_lines(text: str) -> bool:
    """Whether most of a text stands in lines that nobody broke: there a line end is the end of a paragraph."""
    lines = [line for line in text.split("\n") if not line.startswith("|")]
    return 2 * sum(len(line) for line in lines if is_long(line)) > sum(map(len, lines))


def is_wrapped(before: str, own: str, width: int) -> bool:
    """Whether a line may go on with the one before: that had no room for its first word."""
    # A line of other blanks than those that part words has no word.
    first = next(iter(own.split(None, 1)), "")
    return len(before) >= _WRAPPED and bool(first) and len(before) + 1 + len(first) > width


def is_apart(before: str, own: str) -> bool:
    """Whether a short line of a text in long lines is no part of the sentence in the line below it, as a title is none.

    Of two short lines without a mark nothing tells that: they may be an address.
    """
    begins = own.lstrip("\"“‘'*_")[:1]
    said = begins.isalnum() and not begins.islower() and (is_long(own) or _ENDED.search(own))
    return bool(before and said) and len(before) <= _SHORT and not before.endswith(_GOES_ON)
