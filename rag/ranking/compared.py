"""Questions that compare two things: each of them has to be spoken of, or nothing is compared. English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.text.patterns import lazy_pattern
from index.text.terms import content_terms
from rag.evidence import ScoredSentence
from rag.passages.quotable import is_quotable, without_mark
from rag.passages.tables import is_row, row_cells

_COMPARES = (
    lazy_pattern(
        r".*\b(?:differences?|distinction|comparison|compares?|compared|contrast|differ)\b (?:(?:between|of|from) )?"
        r"(?P<one>[^?]+?) (?:and|with|to|from|versus|vs\.?) (?P<two>[^?]+?)\W*",
        re.I,
    ),
    # "Which is cheaper, the Garden Room or the Ellison Hall?", "Is the hall larger than the Garden Room?"
    lazy_pattern(r".*\b(?:which|what|who)\b[^?]*[,:] (?P<one>[^?,]+?) or (?P<two>[^?,]+?)\W*", re.I),
    lazy_pattern(
        r"(?:is|are|was|were|does|do|did|has|have) (?P<one>[^?]+?) "
        r"(?:\w+er|more \w+|less \w+|fewer \w+|more|less|fewer) than (?P<two>[^?]+?)\W*",
        re.I,
    ),
)
_NAME = lazy_pattern(r"\b(?:[A-Z]|\d)[\w’'-]*")
_LETTER = lazy_pattern(r"\b[A-Z]\b")
# What a thing is called, and not a clause.
_LONGEST = 6
# A sentence about one of the two must score this share of the best one.
_SHARE = 0.01
# A section of so many sentences is quoted whole.
_SHORT = 4
_COMPARING = frozenset(content_terms("compare comparison difference different distinction contrast differ versus"))
# More cells than any row has.
_NOWHERE = 10_000


def of_both(
    question: str, items: Sequence[ScoredSentence], called: Mapping[str, frozenset[str]]
) -> list[ScoredSentence]:
    """For a question that compares, the best sentence on each of the two, the better one first.

    `called` has the terms of each document's title and file name.
    None for any other question, and where the best sentence of all speaks of both; a row that names both in different
    cells is about the first.
    """
    sides = next(_sides(question), None)
    if sides is None or not items or (not _is_row(items[0]) and sides[0] | sides[1] <= _terms(items[0].sentence.text)):
        return []
    # The words of a row are names, and the ranker sees few in them.
    near = [item for item in items if _is_row(items[0]) or item.score >= items[0].score * _SHARE]
    told = [_best_on(own, other, near, called) for own, other in (sides, sides[::-1])]
    found = [item for item in told if item is not None]
    # One alone, or one sentence that speaks of both, is no comparison.
    if len({id(item) for item in found}) < len(sides):
        return []
    both = sorted(found, key=items.index)
    return _sections(question, both) or both


def _sections(question: str, both: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """What stands below two short headings that a question compares, if it asks for nothing else: all of it."""
    headed = [_terms(item.passage.heading) for item in both]
    only = _terms(question) <= headed[0] | headed[1] | _COMPARING and headed[0] != headed[1]
    said = [[own for own in item.passage.sentences if is_quotable(item.passage, own)] for item in both]
    if not only or any(_is_row(item) for item in both) or max(map(len, said)) > _SHORT:
        return []
    return [
        replace(item, sentence=without_mark(own))
        for item, sentences in zip(both, said, strict=True)
        for own in sentences
    ]


def _sides(question: str) -> Iterator[tuple[set[str], set[str]]]:
    """The terms that only one of the two things has, and those that only the other has."""
    for pattern in _COMPARES:
        found = pattern.fullmatch(question)
        if found and max(len(found[side].split()) for side in ("one", "two")) <= _LONGEST:
            one, two = _called(found["one"]), _called(found["two"])
            if one - two and two - one:
                yield one - two, two - one


def _best_on(
    own: set[str], other: set[str], near: Sequence[ScoredSentence], called: Mapping[str, frozenset[str]]
) -> ScoredSentence | None:
    """The best sentence on one of the two; of rows the one that names it first, which is its own."""
    found = [item for item in near if _speaks_of(item, own, other, called)]
    if found and _is_row(found[0]):
        found = [item for item in found if _is_row(item)]
        return min(found, key=lambda item: _place(item, own))
    return next(iter(found), None)


def _called(name: str) -> set[str]:
    """What tells a thing from others: of "Sleep mode" its name, of "the fox" the word."""
    names = " ".join(_NAME.findall(name))
    return _terms(names or name)


def _terms(text: str) -> set[str]:
    """The content terms; with "A", which in "option A" is none of the words that say nothing."""
    return {*content_terms(text), *_LETTER.findall(text)}


def _speaks_of(item: ScoredSentence, own: set[str], other: set[str], called: Mapping[str, frozenset[str]]) -> bool:
    """Whether a sentence, or else what it stands under, names one of the two and not the other.

    A manual names its machine in the title and seldom again.
    """
    if _is_row(item) and (place := _place(item, own)) < _NOWHERE:
        return place < _place(item, other)
    said = _terms(item.sentence.text)
    headed = _terms(item.passage.heading) | called.get(item.passage.document_id, frozenset())
    return (own <= said and not other <= said) or (own <= headed and not other <= headed | said)


def _is_row(item: ScoredSentence) -> bool:
    return is_row(item.passage, item.sentence)


def _place(item: ScoredSentence, own: set[str]) -> int:
    """In which cell of a row a thing is named."""
    cells = row_cells(item.passage, item.sentence)
    return next((at for at, cell in enumerate(cells) if own <= _terms(cell)), _NOWHERE)
