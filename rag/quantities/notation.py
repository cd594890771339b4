"""Figures as other countries write them, brought into the English notation without moving a character.

"310.000", "310 000" and "310’000" are 310,000; "3,5" is 3.5. What may be either ("1.200") stays as it is, and is
compared as both.
"""

from __future__ import annotations

import re

# Blanks, also those that do not break, and apostrophes.
_MARKS = " \u00a0\u202f\u2009'’"
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_MARKS}]\d{{3}})+(?![\d])")
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.])|(?<![\d.,])\d{1,3}\.\d{3},\d{1,2}(?![\d.])")
_COMMA = re.compile(r"(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])(?!\.\d)")
_SWAP = str.maketrans(".,", ",.")
# So a thousand is written here and a fraction there.
EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def in_english(text: str) -> str:
    """The text with its figures in English notation; as long as before, every word where it was."""
    text = _GROUPED.sub(lambda match: re.sub(rf"[{_MARKS}]", ",", match[0]), text)
    text = _DOTTED.sub(lambda match: match[0].translate(_SWAP), text)
    return _COMMA.sub(lambda match: match[0].replace(",", "."), text)
