"""Takes away the marks by which a model says that its turn is over; some servers let them stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MARKS = (
    "</s>", "<|im_end|>", "<|eot_id|>", "<|end|>", "<|endoftext|>", "<|end_of_text|>", "<end_of_turn>",
    "<｜end▁of▁sentence｜>",
)  # fmt: skip
_LAST = re.compile(rf"(?:(?:{'|'.join(map(re.escape, _MARKS))})\s*)+\Z")


def unmarked(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without marks at their end. Within the text such a mark stays: it may be what is spoken of."""
    held = ""
    for piece in pieces:
        text = held + piece
        at = _may_end(text)
        held = text[at:]
        if at:
            yield text[:at]
    if rest := _LAST.sub("", held):
        yield rest


def _may_end(text: str) -> int:
    """Where the text's last marks begin, or what may become one; its length where there is none."""
    half = next((at for at in range(max(len(text) - _LONGEST, 0), len(text)) if _begins_mark(text[at:])), len(text))
    whole = _LAST.search(text[:half])
    return whole.start() if whole else half


_LONGEST = max(map(len, _MARKS))


def _begins_mark(tail: str) -> bool:
    return any(mark.startswith(tail) for mark in _MARKS)
