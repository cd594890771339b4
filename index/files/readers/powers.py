"""Powers of ten on printed pages, whose figures are raised: 10^3 is not 103, and 10^-3 not 10 less 3.

Other raised figures may be the marks of notes; they are words of their own. Knows geometry, and no PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.files.readers.layout import Word

SIGNS = "-−–+"
_POWER = re.compile(rf"(?P<sign>[{SIGNS}])?\d{{1,3}}(?!\w)")
_FIGURE = re.compile(r".*\d")
# "4.2 × 10": no note is marked there.
_TIMES_TEN = re.compile(r"[×·∙⋅xX*]10")
# As a share of the height of a figure, and the white before a power in the same unit.
_RAISED, _NEAR = 0.1, 0.3


def with_powers(words: Sequence[Word]) -> list[Word]:
    """The words of a line, where a power stands in one word with what it is a power of."""
    told: list[Word] = []
    for word in words:
        if told and _is_power(told, word):
            # The place of the line is that of its figures.
            whole = replace(told[-1], text=f"{told[-1].text}^{word.text}", right=word.right)
            told[-1] = whole
        else:
            told.append(word)
    return told


def _is_power(before: Sequence[Word], word: Word) -> bool:
    base, found = before[-1], _POWER.match(word.text)
    height = base.top - base.bottom
    if not found or not _FIGURE.fullmatch(base.text) or word.left - base.right > _NEAR * height:
        return False
    # Set smaller and higher, and not on the next line.
    raised = _RAISED * height < word.bottom - base.bottom < height and word.top - word.bottom < height
    tens = _TIMES_TEN.search((before[-2].text[-1:] if len(before) > 1 else "") + base.text)
    return raised and (found["sign"] is not None or (tens is not None and tens.end() == len(tens.string)))
