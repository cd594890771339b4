"""Where a text stands in the same text as a reader of files makes it, which gives bars and repeated heads to tables.

Words tell what is the same: readers change what is between them, and add some. The offsets of a data set stay what
they are; places are led from one text to the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from eval.cases import Place

_WORD = re.compile(r"[^\s|]+")
# Of a stretch with more words than this, whose lines differ, nothing is told: comparing them takes too long.
_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Same:
    """Characters that both texts have: where they begin in either, and how many there are."""

    source: int
    read: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts share, in order. `share` is how much of the source's words that is."""

    same: Sequence[Same]
    source_length: int
    read_length: int
    share: float

    def to_source(self, place: Place) -> Place:
        """Where a place of the text as it is read stands in the source; empty where all of it was added."""
        inside = [own for own in self.same if own.read < place.end and place.start < own.read + own.length]
        if not inside:
            at = bisect_right(self.same, place.start, key=lambda own: own.read)
            start = self.same[at - 1].source + self.same[at - 1].length if at else 0
            return Place(place.document, start, start)
        first, last = inside[0], inside[-1]
        start = first.source + max(place.start - first.read, 0)
        return Place(place.document, start, last.source + min(place.end - last.read, last.length))

    def to_read(self, place: Place) -> Place:
        """Where a place of the source stands in the text as it is read, with what was added at its edges."""
        before = [own for own in self.same if own.source <= place.start]
        after = [own for own in self.same if own.source + own.length >= place.end]
        start, end = 0, self.read_length
        if before:
            start = before[-1].read + min(place.start - before[-1].source, before[-1].length)
        if after:
            end = after[0].read + max(place.end - after[0].source, 0)
        return Place(place.document, start, max(start, end))


def aligned(source: str, read: str) -> Alignment:
    """The alignment of a text and of what a reader made of it."""
    same = _widened(list(_joined(_same(source, read))), source, read)
    words = sum(len(word[0]) for word in _WORD.finditer(source))
    shared = sum(len(word[0]) for own in same for word in _WORD.finditer(source, own.source, own.source + own.length))
    return Alignment(same, len(source), len(read), shared / words if words else 1.0)


def _same(source: str, read: str) -> Iterator[Same]:
    ours, theirs = _lines(source), _lines(read)
    one, two = ([tuple(word[0] for word in line) for line in lines] for lines in (ours, theirs))
    for _, low, high, start, end in SequenceMatcher(None, one, two).get_opcodes():
        own, other = ([word for line in lines for word in line] for lines in (ours[low:high], theirs[start:end]))
        if max(len(own), len(other)) > _MOST_WORDS and one[low:high] != two[start:end]:
            continue
        yield from _same_words(own, other)


def _same_words(own: Sequence[re.Match[str]], other: Sequence[re.Match[str]]) -> Iterator[Same]:
    ours, theirs = ([word[0] for word in words] for words in (own, other))
    if ours == theirs:
        pairs = list(zip(own, other, strict=True))
    else:
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        pairs = [(own[at + n], other[to + n]) for at, to, size in blocks for n in range(size)]
    for word, found in pairs:
        yield Same(word.start(), found.start(), len(word[0]))


def _joined(words: Iterator[Same]) -> Iterator[Same]:
    """Words whose neighbours stand as far apart in both texts, as one: what is between them is the same, or blank."""
    last: Same | None = None
    for word in words:
        if last and word.source - last.source == word.read - last.read:
            last = Same(last.source, last.read, word.source + word.length - last.source)
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def _widened(same: Sequence[Same], source: str, read: str) -> list[Same]:
    """Each with what stands around its words in both texts, such as the bars of a row."""
    found: list[Same] = []
    ends = [*same, Same(len(source), len(read), 0)][1:]
    at = to = 0
    for own, following in zip(same, ends, strict=True):
        start, begin, end = own.source, own.read, own.source + own.length
        while start > at and begin > to and source[start - 1] == read[begin - 1]:
            start, begin = start - 1, begin - 1
        apart = begin - start
        while end < following.source and end + apart < following.read and source[end] == read[end + apart]:
            end += 1
        found.append(Same(start, begin, end - start))
        at, to = end, end + apart
    return found


def _lines(text: str) -> list[list[re.Match[str]]]:
    """The words of each line."""
    lines: list[list[re.Match[str]]] = []
    at = 0
    for line in text.split("\n"):
        lines.append(list(_WORD.finditer(text, at, at + len(line))))
        at += len(line) + 1
    return lines
