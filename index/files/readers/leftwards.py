"""Lines that are read from the right, in Hebrew or Arabic: what is read from the left in them, and the marks between.

A PDF has characters where they stand. pdfium orders letters as they are read, but leaves marks beside figures as they
are printed: what is printed ".19:00-" says "-19:00.", and a bracket that opens looks like one that closes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

# No letter that is read so comes earlier in Unicode.
_BEFORE = "\u058f"
# What is read from the left: a figure with what is part of it, a word. (Unicode Bidirectional Algorithm, W4 to W7)
_RIGHTWARDS = re.compile(r"[$€£₪¥]?[^\W_](?:[\w.,:/+@&’'-]*[^\W_])?[%‰°$€£₪¥]?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_leftwards(letter: str) -> bool:
    """Whether a letter is followed by the next one on its left."""
    return letter > _BEFORE and unicodedata.bidirectional(letter) in ("R", "AL")


def reads_leftwards(text: str) -> bool:
    """Whether a line is read from the right: most of its letters are."""
    return not text.isascii() and 2 * sum(map(is_leftwards, text)) > sum(map(str.isalpha, text))


def as_read(characters: Sequence[str], lefts: Sequence[float | None]) -> Iterator[tuple[int, str]]:
    """The characters of such a line as they are read, each with its place in `characters`.

    `lefts` grow in the direction of reading; None where a character has no place on the page.
    """
    for letters, run in groupby(range(len(characters)), key=lambda at: _is_letter(characters[at], lefts[at])):
        places = list(run)
        if letters:
            yield from ((at, characters[at]) for at in _forwards(places, lefts))
        else:
            yield from _run(places, characters, lefts)


def _is_letter(character: str, left: float | None) -> bool:
    """Whether it is read from the right, or has no place among what is not."""
    return left is None or unicodedata.bidirectional(character[0]) in ("R", "AL", "NSM")


def _forwards(places: list[int], lefts: Sequence[float | None]) -> list[int]:
    """The places of letters as they are read: some programs write a word as it is printed, the last letter first."""
    own = [left for at in places if (left := lefts[at]) is not None]
    back = sum(two < one for one, two in pairwise(own))
    return places[::-1] if 2 * back > len(own) - 1 else places


def _run(places: Sequence[int], characters: Sequence[str], lefts: Sequence[float | None]) -> Iterator[tuple[int, str]]:
    """Characters between letters, where each figure, word and mark stands as far on as it is printed."""
    text = "".join(characters[at][:1] for at in places)
    pieces: list[Sequence[int]] = []
    end = 0
    for found in _RIGHTWARDS.finditer(text):
        pieces += ([at] for at in places[end : found.start()])
        pieces.append(places[found.start() : found.end()])
        end = found.end()
    pieces += ([at] for at in places[end:])
    for piece in sorted(pieces, key=lambda piece: min(lefts[at] or 0 for at in piece)):
        for at in piece:
            yield at, characters[at] if len(piece) > 1 else characters[at].translate(_MIRRORED)
