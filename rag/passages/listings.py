"""Lists of a document as wholes: what leads in to them, and their items; also the rows of a table.

Which of them a question asks for says `rag.ranking.lists`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from index.text.items import ITEM_LINE, LETTER
from index.types import HEADING_PATH, Passage, Sentence
from rag.passages.headings import without_number
from rag.passages.quotable import is_title
from rag.passages.tables import is_row

_ITEM = re.compile(ITEM_LINE)
# "(a)" and "(1)" stand below "10.".
_BELOW = re.compile(rf"\s*(?:\(\d{{1,3}}\)|{LETTER})\s")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s")
_ENDED = re.compile(r"[.!?][\"”’')\]]*\s*$")
# White space, and the line end before an item.
_BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """A list or the rows of a table. `lead` is the sentence that ends with a colon before it, if any.

    `passage` is the one that was found, with those of its section that adjoin it. `heading` is that of its section, or
    a bare line that stands as one above it. An item has its mark and all of its sentences.
    """

    passage: Passage
    heading: str
    lead: Sentence | None
    items: tuple[Sentence, ...]
    rows: bool = False

    @property
    def names(self) -> list[str]:
        """What it is called: its heading with those above it, that alone, and its lead."""
        path = [without_number(part) for part in self.heading.split(HEADING_PATH)]
        led = (without_number(self.lead.text),) if self.lead else ()
        return [*dict.fromkeys((" ".join(path), path[-1])), *led]

    @property
    def part(self) -> bool:
        """Whether it is a part of another list: what leads in to it is an item, and no sentence by itself."""
        return self.lead is not None and not self.lead.text.rstrip().endswith(":")

    @property
    def clauses(self) -> bool:
        """Whether its items are sections of a law, numbered through it and with parts of their own."""
        first = _NUMBER.match(self.items[0].text)
        if self.rows or first is None:
            return False
        apart = all("\n\n" in self.passage.text[self._at(one.end) : self._at(two.start)] for one, two in self._pairs())
        return any(map(_is_below, self.items)) or (int(first[1]) > 1 and apart)

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence is the lead, or in one of the items."""
        parts = (*self.items, *((self.lead,) if self.lead else ()))
        return any(part.start <= sentence.start and sentence.end <= part.end for part in parts)

    def _pairs(self) -> Iterator[tuple[Sentence, Sentence]]:
        return pairwise(self.items)

    def _at(self, place: int) -> int:
        return place - self.passage.start


def listings(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The lists in passages, best passage first; one that was cut between two passages is whole again."""
    done: set[str] = set()
    for passage in passages:
        if passage.id in done:
            continue
        section = _section(passage, passages)
        done.update(part.id for part in section)
        yield from _within(_whole(passage, section), frozenset(part.start for part in section))


def _section(passage: Passage, passages: Sequence[Passage]) -> list[Passage]:
    """The found passages of the same section that adjoin this one, in order."""
    section = [passage]
    same = [p for p in passages if p.document_id == passage.document_id and p.heading == passage.heading]
    for part in sorted(same, key=lambda p: p.start):
        if 0 <= part.start - section[-1].end <= _BETWEEN:
            section.append(part)
    for part in sorted(same, key=lambda p: -p.start):
        if 0 <= section[0].start - part.end <= _BETWEEN:
            section.insert(0, part)
    return section


def _whole(passage: Passage, section: Sequence[Passage]) -> Passage:
    """A passage with those that adjoin it as one, so that rows have their head and a list is whole."""
    if len(section) == 1:
        return passage
    text = ""
    for part in section:
        # Only white space stands between them.
        text += "\n" * (part.start - section[0].start - len(text)) + part.text
    sentences = tuple(sentence for part in section for sentence in part.sentences)
    return replace(passage, start=section[0].start, end=section[-1].end, text=text, sentences=sentences)


# Several rules look at the lists of the passages of one question.
@lru_cache(maxsize=500)
def _within(passage: Passage, begins: frozenset[int]) -> tuple[Listing, ...]:
    """The lists of a passage, which may be made of several that begin at these places."""
    rows = tuple(sentence for sentence in passage.sentences if is_row(passage, sentence))
    found = [Listing(passage, passage.heading, None, rows, rows=True)] if rows else []
    for listing in _of_items(passage, begins):
        found += [listing, *_parts(listing)]
    return tuple(found)


def _of_items(passage: Passage, begins: Collection[int]) -> Iterator[Listing]:
    lead: Sentence | None = None
    heading = passage.heading
    items: list[Sentence] = []
    before: Sentence | None = None
    for sentence in passage.sentences:
        if _ITEM.match(sentence.text):
            if not items:
                lead = before if before and before.text.rstrip().endswith(":") else None
                bare = before is not None and is_title(passage, before)
                heading = before.text.strip() if before and bare else passage.heading
            items.append(sentence)
        # What goes on in another passage is too long for an item of a list that is wanted whole.
        elif items and sentence.start not in begins and (longer := _joined(passage, items[-1], sentence)):
            items[-1] = longer
        elif items:
            yield Listing(passage, heading, lead, tuple(items))
            items = []
        before = sentence
    if items:
        yield Listing(passage, heading, lead, tuple(items))


def _parts(listing: Listing) -> Iterator[Listing]:
    """The lists within one: items (a) to (d) below "10. A coop shall"."""
    before: Sentence | None = None
    for below, run in groupby(listing.items, _is_below):
        items = tuple(run)
        if below and before and not _ENDED.search(before.text):
            yield Listing(listing.passage, listing.heading, before, items)
        before = items[-1]


def _is_below(item: Sentence) -> bool:
    return _BELOW.match(item.text) is not None


def _joined(passage: Passage, item: Sentence, more: Sentence) -> Sentence | None:
    """An item with a further sentence of its line; None where that is on another line."""
    text = passage.text[item.start - passage.start : more.end - passage.start]
    if "\n" in text[item.end - item.start : more.start - item.start]:
        return None
    return Sentence(item.start, more.end, text)


def is_item(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence stands on a line that begins as an item of a list."""
    text, start = passage.text, sentence.start - passage.start
    return _ITEM.match(text, text.rfind("\n", 0, start) + 1) is not None
