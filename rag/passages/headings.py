"""Sections by their headings, and by the numbers of these.

"Section 4", "CHAPTER SEVEN" and "IV. Terms" say their number in different ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.patterns import lazy_pattern
from index.types import HEADING_PATH
from rag.quantities.units import NUMBER_WORDS

_WORDS = tuple(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 20)
_ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
)  # fmt: skip
_KIND = (
    r"section|chapter|part|paragraph|clause|article|item|point|appendix|annex|abschnitt|kapitel|artikel|sección|"
    r"capítulo|cláusula|§"
)
_NUMBER = rf"(?:\d+(?:\.\d+)*|{'|'.join(_WORDS)}|{'|'.join(sorted(_ROMAN, key=len, reverse=True))}|[a-z])"
# How a question names a section by its number, folded.
PART_NUMBER = rf"(?:{_KIND})s?\s?(?:no\.? )?{_NUMBER}(?=$| of | in | from )"
# And by its place among the others: "the second section".
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
PLACED_PART = lazy_pattern(
    rf"(?:the )?(?P<part>(?P<place>{'|'.join(_ORDINALS)}|last|final) (?P<kind>section|chapter|part|heading))", re.I
)
_PART = lazy_pattern(rf"(?P<kind>{_KIND})s?\s?(?:no\.? )?(?P<number>{_NUMBER})", re.I)
_HEADING = lazy_pattern(
    rf"^\W*(?:(?P<kind>{_KIND})\s*)?(?P<number>{_NUMBER})(?P<end>[.):]+(?=\s|$)|(?=\s*[–—:-])|(?=\s)|$)\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a section, in digits or as a letter, and what it is called: "chapter", empty where nothing is."""

    kind: str
    number: str


def own_heading(path: str) -> str:
    """The heading of a section, of a path that has those above it too."""
    return path.rpartition(HEADING_PATH)[2]


def asked_number(part: str) -> Numbered | None:
    """The number by which a question names a section: chapter 7 for "chapter seven"; None where it names no number."""
    found = _PART.fullmatch(part)
    return Numbered(found["kind"].casefold(), _digits(found["number"])) if found else None


def asked_place(part: str) -> int | None:
    """Which of the sections a question means by its place, from 0; -1 is the last. None where it names no place."""
    found = PLACED_PART.fullmatch(part)
    place = found["place"].casefold() if found else ""
    return None if not place else _ORDINALS.index(place) if place in _ORDINALS else -1


def numbered(heading: str) -> Numbered | None:
    """The number that a heading begins with; None where it has none."""
    found = _HEADING.match(heading)
    # "A word on fees", "I agree" and "Two ways to pay" begin with no number.
    counts = found and (found["kind"] or found["number"][0].isdigit() or (found["end"] and found["number"].isupper()))
    return Numbered((found["kind"] or "").casefold(), _digits(found["number"])) if found and counts else None


def without_number(heading: str) -> str:
    """The heading without the number before it."""
    return _HEADING.sub("", heading, count=1) if numbered(heading) else heading


def _digits(number: str) -> str:
    folded = number.casefold()
    for row in (_WORDS, _ROMAN):
        if folded in row:
            return str(row.index(folded) + 1)
    return folded
