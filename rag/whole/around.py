"""What stands around a quotation of an earlier answer, after it or before it: the document, read on.

The quotation is found by its words, for a conversation is handed on as text; programs need not keep its footnotes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.library import Library
from index.text.languages import ENGLISH
from index.text.terms import terms
from index.types import Passage, Sentence
from rag.passages.quotable import is_quotable
from rag.passages.readable import readable
from rag.passages.said import stands_in
from rag.passages.tables import row_text
from rag.whole.overview import Shape, Whole

Place = tuple[Passage, Sentence]
# Sentences before a quotation and after it, of its section; and those of one step on or back.
_BEFORE, _AFTER, _STEP = 2, 3, 4
# Passages among which a quotation is looked for, and words of it that they are found by.
_TRIED, _WORDS = 20, 40
_OPENINGS = {
    Shape.AROUND: "Around this quotation:",
    Shape.AFTER: "It goes on:",
    Shape.BEFORE: "Before that:",
}
_NOTHING = {
    Shape.AFTER: "The document ends there.",
    Shape.BEFORE: "The document begins there.",
}


def read_around(library: Library, whole: Whole, among: Collection[str]) -> tuple[list[Place], str]:
    """The sentences that are asked for, in order, and what is said before them; both empty where it stands nowhere."""
    place = quoted(library, whole.term, among)
    if place is None:
        return [], ""
    passages = library.passages(place[0].document_id)
    every = [(passage, own) for passage in passages for own in passage.sentences]
    said = [own for own in every if own[1] == place[1] or is_quotable(*own)]
    at = next(number for number, (_, own) in enumerate(said) if own == place[1])
    found = _chosen(said, at, whole.shape)
    opening = (_OPENINGS if found else _NOTHING)[whole.shape] if whole.language == ENGLISH else ""
    return found, opening


def _chosen(said: Sequence[Place], at: int, shape: Shape) -> list[Place]:
    if shape is Shape.AFTER:
        return list(said[at + 1 : at + 1 + _STEP])
    if shape is Shape.BEFORE:
        return list(said[max(at - _STEP, 0) : at])
    near = said[max(at - _BEFORE, 0) : at + _AFTER + 1]
    heading = said[at][0].heading
    own = [place for place in near if place[0].heading == heading]
    # A section of one sentence is seen among those beside it.
    return own if len(own) > 1 else list(near)


def quoted(library: Library, quote: str, among: Collection[str]) -> Place | None:
    """The sentence that was quoted, or the row that was told; None where the documents do not have it any more."""
    words = list(dict.fromkeys(terms(quote)))[:_WORDS]
    found = library.search_terms([(word, 1.0) for word in words], _TRIED, among)
    stored = library.stored(id_ for id_, _ in found)
    places = [
        (item.passage, own)
        for id_, _ in found
        if (item := stored.get(id_)) is not None
        for own in item.passage.sentences
    ]
    exact = (place for place in places if readable(place[1].text) == quote)
    within = (place for place in places if stands_in([quote], readable(place[1].text)))
    rows = (place for place in places if (row := row_text(*place)) and quote.endswith(row))
    return next(exact, None) or next(rows, None) or next(within, None)
