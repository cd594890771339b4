"""Words that a line end breaks: whether the hyphen is part of the word, or only of the page.

Knows words, and neither geometry nor a PDF library. The document is asked first: it may have the word elsewhere, whole
or with its hyphen, and a program that breaks words leaves so many hyphens that they are no accident.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.text.terms import language_of
from index.text.unspaced import UNSPACED

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN_WORD = re.compile(r"([^\W_]+)[-\u2010]$")
_WORD_AT_START = re.compile(r"\w+")
# Scripts that put no spaces between words, and their marks, put none where a line ends either.
_UNSPACED_END = re.compile(rf"[{UNSPACED}\u3000-\u301f\uff00-\uff60]")
# Here the hyphen stands for a word left out: "pre- and postwar".
_AFTER_OPEN_HYPHEN = frozenset("and or und oder y et".split())
# What takes a hyphen of its own in English and French; no program breaks other words behind it.
_TAKES_HYPHEN = frozenset(
    "self well non half hors arrière twenty thirty forty fifty sixty seventy eighty ninety".split()
)
# So does what stands behind a verb or a pronoun in French: "peut-être", "celui-ci".
_TAKEN_BY_HYPHEN = frozenset("ci là il ils elle elles on je tu nous vous moi toi lui leur ce même mêmes être".split())
# In English a hyphen parts two vowels that are alike: "co-occurrence", "re-enter".
_BEFORE_ITS_LIKE = frozenset("co re pre de anti semi multi ultra micro macro meta intra infra extra".split())
# English words that are made of two which every text has, and never take a hyphen between them.
_NEVER_TAKES_HYPHEN = frozenset(
    "within without into onto upon throughout another cannot become becomes overall already always also although "
    "almost altogether however whoever whatever whenever wherever whichever whereas whereby wherein therefore thereby "
    "therein thereof thereafter hereby herein hereafter moreover nevertheless nonetheless nowhere nobody nothing "
    "somewhere somebody someone something somehow somewhat sometimes anywhere anybody anyone anything anyway "
    "everywhere everybody everyone everything meanwhile otherwise likewise instead himself herself itself myself "
    "themselves ourselves yourself inside outside".split()
)
# No program leaves fewer letters on a line.
_LEAST = 2
# In unbroken text one line in a hundred ends with a hyphen, in text whose words are broken one in twenty or more.
_FEWEST, _SHARE = 2, 0.02
# So many lines tell the language.
_TELLING = 200


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a document writes: its words in lower case, hyphenated ones as one, and whether its lines break words."""

    words: frozenset[str]
    breaks_words: bool

    @classmethod
    def of(cls, pages: Sequence[Sequence[str]]) -> Spelling:
        """That of the lines of pages. What a line end may have broken tells nothing of words."""
        words = {
            match[0].lower()
            for lines in pages
            for above, text in pairwise(["", *lines])
            for match in _WORD.finditer(text, _end_of_broken(above, text))
            if not text.startswith("-", match.end()) or match.end() + 1 < len(text)
        }
        broken = sum(_halves(above, below) is not None for lines in pages for above, below in pairwise(lines))
        lines = [line for own in pages for line in own]
        # Few other languages have a hyphen in words that begin small.
        foreign = broken and language_of("\n".join(lines[:_TELLING])) not in ("english", "")
        return cls(frozenset(words), bool(foreign) or broken >= max(_FEWEST, _SHARE * len(lines)))

    def run_on(self, text: str, below: str) -> str:
        """Join a line to the text before it; a word that was broken for want of room becomes whole."""
        halves = _halves(text, below)
        if halves and self._is_whole(*halves):
            return text[:-1] + below
        unspaced = _UNSPACED_END.search(text[-1:]) and _UNSPACED_END.match(below)
        return text + below if unspaced or (is_broken(text) and not _open(below)) else f"{text} {below}"

    def _is_whole(self, one: str, two: str) -> bool:
        """Whether two halves are one word without a hyphen. Where nothing tells, "wellknown" would be worse."""
        if one + two in self.words or one + two in _NEVER_TAKES_HYPHEN:
            return True
        hyphened = f"{one}-{two}" in self.words or {one, two} <= self.words or one in _TAKES_HYPHEN
        hyphened = hyphened or two in _TAKEN_BY_HYPHEN or (one in _BEFORE_ITS_LIKE and one[-1] == two[0])
        broken = one.isalpha() and min(len(one), len(two)) >= _LEAST
        return self.breaks_words and broken and not hyphened


def is_broken(text: str) -> bool:
    """Whether a line ends within a word."""
    return _BROKEN_WORD.search(text[-60:]) is not None


def _end_of_broken(above: str, text: str) -> int:
    """Where a word that the line above begins ends; 0 where there is none."""
    rest = _WORD_AT_START.match(text) if is_broken(above) else None
    return rest.end() if rest else 0


def _open(below: str) -> bool:
    rest = _WORD_AT_START.match(below)
    return not rest or rest[0] in _AFTER_OPEN_HYPHEN


def _halves(above: str, below: str) -> tuple[str, str] | None:
    """Both halves, in lower case, of a word that may be whole; a capital or a figure behind a hyphen keeps it."""
    broken, rest = _BROKEN_WORD.search(above[-60:]), _WORD_AT_START.match(below)
    if not broken or not rest or not rest[0].islower() or rest[0] in _AFTER_OPEN_HYPHEN:
        return None
    return broken[1].lower(), rest[0]
