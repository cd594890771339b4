"""What a whole-document question covers: documents or sections by their names, and all of their passages, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from index.files.naming import file_name
from index.library import Library
from index.text.terms import content_terms, stem, terms
from index.types import DocumentInfo, Heading, Passage, Span
from rag.passages.headings import Numbered, asked_number, asked_place, numbered, without_number
from rag.whole.overview import Shape, Whole
from rag.whole.wording import CALLED

# Passages that are read for one question; of a larger library, a fair share of each document.
MOST_PASSAGES = 5000
# "Summarise the war" means a document called "The Great War", but not one with a long title that has "war" in it.
_SHARE = 0.5
# A document may be named by what its first lines say: "the article by Bundersen".
_OPENING = 600
# Ends the noun that says what a document is: "Minutes of the board", "Lisbon: a pocket guide".
_PART = re.compile(
    r"[:,;()/–—]|\s-\s|\b(?:of|for|from|in|on|by|to|with|von|vom|der|des|über|für|de|du|del|della|dei|di|do|da|van|sur|sobre)\b",
    re.IGNORECASE,
)
# They are no part of a name that lacks them: "die Hausordnung", and not "Los Angeles".
_ARTICLES = frozenset("im beim der die das dem den des ein eine el la los las le les il lo gli het".split())
_EMAIL = re.compile(r"\be-mail", re.IGNORECASE)
_CLAUSE = re.compile(r"^[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?[ \t]+(?=\S)", re.M)
# Between a heading and its second line stand at most so many characters.
_NO_TEXT = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """A document, or the `spans` of it that were asked for (empty: all of it)."""

    document: DocumentInfo
    spans: tuple[Span, ...] = ()

    def meets(self, passage: Passage) -> bool:
        """Whether a sentence of a passage belongs to it."""
        return any(self.holds(sentence.start) for sentence in passage.sentences)

    def holds(self, offset: int) -> bool:
        """Whether a place of the document belongs to it."""
        return not self.spans or any(span.start <= offset < span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """The passages of one extent that are read; `complete` where that is all of them."""

    extent: Extent
    passages: tuple[Passage, ...]
    complete: bool


def extents(library: Library, whole: Whole, among: Collection[str] = ()) -> list[Extent]:
    """What the question is about, by document title; empty where it names what is not there.

    `among` are the ids of the documents that are asked; empty, all are.
    """
    documents = [info for info in library.documents() if not among or info.id in among]
    if whole.part:
        named = [item for item in documents if whole.named and _is_called(item, whole.named, loose=False)]
        within = named or _of_kind(documents, whole.kind) or documents
        if number := asked_number(whole.part):
            return _numbered_sections(library, within, number)
        if (place := asked_place(whole.part)) is not None:
            return _placed_sections(library, within, place)
        # "The conclusion of the war" is none of a document that is called otherwise.
        within = within if named or whole.loose or not whole.named else _only(documents, whole.named)
        return _sections(library, within, whole.part, share=1.0 if whole.loose else 0.0)
    if not whole.named:
        return [Extent(document) for document in _of_kind(documents, whole.kind) or documents]
    named = [item for item in documents if _is_called(item, whole.named, whole.loose)]
    if whole.sole or (whole.loose and not named):
        named = _only(documents, whole.named)
    if whole.sole:
        # What recipes there are is told by the one document that there is, whatever it is called.
        named = named or (documents if whole.shape is Shape.OUTLINE and len(documents) == 1 else [])
        return [Extent(item) for item in named]
    if named or not whole.loose:
        return [Extent(item) for item in named or _that_open_with(library, documents, whole.named)]
    # A bare topic may be the name of a section; only an overview was asked for by it.
    return [] if whole.shape is Shape.COUNT else _sections(library, documents, whole.named, share=_SHARE)


def readings(library: Library, found: Sequence[Extent], limit: int = MOST_PASSAGES) -> list[Reading]:
    """The passages of each extent: all, or a fair share spread evenly where there are more than `limit`."""
    shares = _shares([extent.document.passages for extent in found], limit)
    results = []
    for extent, share in zip(found, shares, strict=True):
        if share:
            own = [item for item in library.passages(extent.document.id) if extent.meets(item)]
            results.append(Reading(extent, tuple(_spread(own, share)), len(own) <= share))
    return results


def _is_called(document: DocumentInfo, name: str, loose: bool) -> bool:
    called = set(content_terms(document.title)) or {document.title.casefold()}
    file = _file_name(document)
    if name.casefold() in (file.name, document.title.casefold()):
        return True
    asked = set(_without_articles(content_terms(name), called))
    if not asked or not asked <= called | set(content_terms(file.stem)):
        return False
    by_file = asked == set(content_terms(file.stem))
    return not loose or by_file or len(asked) >= _SHARE * len(called) or CALLED.search(name.casefold()) is not None


def _only(documents: Sequence[DocumentInfo], name: str) -> list[DocumentInfo]:
    """The one document that is a thing of this name; none where several are, or none is.

    "The newsletter" is the "Oakfield School Newsletter", and "the council" is not the "council protocol": that is a
    protocol.
    """
    asked = content_terms(_EMAIL.sub("email", name))
    found = []
    for item in documents:
        own = _without_articles(asked, _all_terms(item))
        if own and set(own) <= _all_terms(item) and own[-1] in _nouns(item):
            found.append(item)
    return found if len(found) == 1 else []


def _without_articles(asked: Iterable[str], called: Collection[str]) -> list[str]:
    return [term for term in asked if term not in _ARTICLES or term in called]


def _all_terms(document: DocumentInfo) -> set[str]:
    return set(content_terms(_EMAIL.sub("email", f"{document.title} {_file_name(document).stem}")))


def _nouns(document: DocumentInfo) -> set[str]:
    """What a document is: the last words of its title, of each part of that, and of its file's name."""
    parts = [*_PART.split(document.title), _file_name(document).stem]
    own = [[term for term in content_terms(part) if not term[0].isdigit()] for part in parts]
    return {terms_[-1] for terms_ in own if terms_}


def _of_kind(documents: Sequence[DocumentInfo], kind: str) -> list[DocumentInfo]:
    """Those that are called by the word: for "the manual" the User Manual, for "the article" article.txt."""
    if not kind:
        return []
    return [item for item in documents if stem(kind) in terms(f"{item.title} {_file_name(item).stem}")]


def _file_name(document: DocumentInfo) -> PurePath:
    return PurePath(file_name(document.source).casefold())


def _that_open_with(library: Library, documents: Sequence[DocumentInfo], name: str) -> list[DocumentInfo]:
    asked = set(content_terms(name))
    found = []
    for item in documents if asked else ():
        opening = " ".join(passage.text for passage in library.passages(item.id)[:2])[:_OPENING]
        if asked <= set(content_terms(f"{opening} {item.title} {_file_name(item).stem}")):
            found.append(item)
    return found


def _numbered_sections(library: Library, documents: Sequence[DocumentInfo], asked: Numbered) -> list[Extent]:
    """The sections of this number; where some are called as it is asked ("CHAPTER SEVEN"), only those."""

    def of_number(heading: Heading) -> bool:
        own = numbered(heading.text)
        return own is not None and own.number == asked.number and own.kind in ("", asked.kind)

    found = _extents(library, documents, of_number)
    called = _extents(library, documents, lambda heading: numbered(heading.text) == asked)
    return called or found or _numbered_lines(library, documents, asked.number)


def _placed_sections(library: Library, documents: Sequence[DocumentInfo], place: int) -> list[Extent]:
    """The section at this place, below the title."""
    found = []
    for item in documents:
        headings = library.cover(item.id).headings
        level = top_level(headings)
        places = [at for at, heading in enumerate(headings) if heading.level == level]
        if -len(places) <= place < len(places):
            at = places[place]
            found.append(Extent(item, (Span(headings[at].start, _section_end(headings, at)),)))
    return found


def top_level(headings: Sequence[Heading]) -> int:
    """The level of a document's sections: the highest that has more than one heading, since a title stands alone."""
    levels = Counter(heading.level for heading in headings)
    return next((level for level, count in sorted(levels.items()) if count > 1), min(levels, default=1))


def _numbered_lines(library: Library, documents: Sequence[DocumentInfo], number: str) -> list[Extent]:
    """The clauses that begin with this number, "4.2 The deposit …", each up to the next that has one, or a heading."""
    if not number[0].isdigit():
        return []
    found = []
    for item in documents:
        text = library.document(item.id).text
        clauses = list(_CLAUSE.finditer(text))
        headings = (heading.start for heading in library.cover(item.id).headings)
        ends = sorted([*(match.start() for match in clauses), *headings, len(text)])
        spans = [
            Span(match.start(), next(end for end in ends if end > match.start()))
            for match in clauses
            if match["number"] == number
        ]
        if spans:
            found.append(Extent(item, tuple(spans)))
    return found


def _sections(library: Library, documents: Sequence[DocumentInfo], name: str, *, share: float = 0.0) -> list[Extent]:
    """The sections whose heading has all the words of the name, which is at least `share` of the heading."""
    asked = set(content_terms(without_number(name) if share else name))
    return _extents(library, documents, lambda heading: _says(heading, asked, share)) if asked else []


def _extents(library: Library, documents: Sequence[DocumentInfo], wanted: Callable[[Heading], bool]) -> list[Extent]:
    """The sections below the headings that are wanted, each with its subsections."""
    found = []
    for item in documents:
        headings = library.cover(item.id).headings
        places = [at for at, heading in enumerate(headings) if wanted(heading)]
        if places:
            found.append(Extent(item, tuple(Span(headings[at].start, _section_end(headings, at)) for at in places)))
    return found


def _says(heading: Heading, asked: set[str], share: float) -> bool:
    own = set(content_terms(without_number(heading.text) if share else heading.text))
    return asked <= own and len(asked) >= share * len(own)


def _section_end(headings: Sequence[Heading], at: int) -> int:
    """Where the next section begins that is no part of this one; the last ends with the document, wherever that is.

    What stands right below a heading without any text between is its second line: "CHAPTER SEVEN", "In Which It Rains".
    """
    level, before = headings[at].level, headings[at].end
    for other in headings[at + 1 :]:
        second = other.start - before <= _NO_TEXT
        if other.level <= level and not second:
            return other.start
        before = other.end if second else -_NO_TEXT
    return 2**62


def _shares(sizes: Sequence[int], limit: int) -> list[int]:
    """How much of each may be taken: small ones whole, the rest evenly."""
    shares, left = [0] * len(sizes), limit
    waiting = sorted(range(len(sizes)), key=lambda at: sizes[at])
    for done, at in enumerate(waiting):
        shares[at] = min(sizes[at], left // (len(waiting) - done))
        left -= shares[at]
    return shares


def _spread(items: Sequence[Passage], count: int) -> list[Passage]:
    """`count` of them, the first among them, evenly apart."""
    if len(items) <= count:
        return list(items)
    return [items[at * len(items) // count] for at in range(count)]
