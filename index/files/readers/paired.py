"""What stands between an opening and a closing sign, told from the rest, in time that grows with the text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator


def paired(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Yield consecutive pieces that together are `text`, and of each whether it is a pair of signs with its inside."""
    at = 0
    while begin := opening.search(text, at):
        end = closing.search(text, begin.end())
        # Where no sign closes this one, none closes a later one.
        if end is None:
            break
        yield text[at : begin.start()], False
        yield text[begin.start() : end.end()], True
        at = end.end()
    yield text[at:], False


def without_paired(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The text without such pairs and what stands within them."""
    return "".join(piece for piece, inside in paired(text, opening, closing) if not inside)
