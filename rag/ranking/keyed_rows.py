"""Rows of tables that a question names by their first cell, as "E2" or "heavy": the ranker sees few words in them.

So does "after three years of service" name the row "2 to 5 years", and "Who supplies the hoses?" those with "hose" in
a table with a column "Supplier"; and a line of a timeline is a row of its time and of what was then.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.terms import is_stop, stem, terms
from index.types import HEADING_PATH, Sentence
from rag.passages.apart import banded_rows
from rag.passages.tables import is_number, is_row, row_key, row_speaks_of, row_told, table_head, told, told_with_heading
from rag.passages.timeline import line_is_of, line_tells
from rag.question.counted import lacks_count
from rag.question.measures import lacks_measure, measure_asked
from rag.question.question import Kind, Question
from rag.question.signs import asks_reason, is_question
from rag.ranking.kept import spoken_of

# A row that is asked for by its first cell has at least this score.
_KEYED = 0.9
# Words of questions about a measure or a code, which no text need have.
_MEASURING = frozenset(
    map(
        stem,
        "take last long much many get have need do cost costs mean "
        "model version type kind machine device product".split(),
    )
)
_PRICE = re.compile(r"[$€£¥]\s?\d+|\d+\s?[$€£¥%]")
_HOW_LONG = re.compile(r"\bhow long\b", re.I)
_RATE = re.compile(
    r"\b(?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|year)\b|/ ?(?:s|min|h|day)\b", re.I
)
# Words that ask for all that was at a time.
_HAPPENING = frozenset(
    map(
        stem,
        "happen happens happened occur occurs occurred take takes took place event events go goes went going do does "
        "did done time year day date geschah passiert passierte passé arrivé pasó ocurrió sucedió successo "
        "accadde".split(),
    )
)


def of_keyed_rows(
    question: Question, stored: Sequence[StoredPassage], scores: Vector, called: Mapping[str, frozenset[str]]
) -> Vector:
    """For every sentence of the candidates, in order: nearly the best score where it is such a row, else 0."""
    terms_ = {word.term for word in question.content}
    content, asked = terms_ - _MEASURING, terms_ | set(question.sequence)
    found = [(item, own) for item in stored for own in item.passage.sentences]
    carried = {word.term for word in question.content if word.weight < 1}
    # What is asked now names a row before what was spoken of.
    now, fresh = asked - carried, content - carried

    def key_of(item: StoredPassage, row: Sentence, said: Collection[str]) -> set[str]:
        key = row_key(item.passage, row, said)
        other = key and (
            _counts_others(key, question, item, row, called)
            or _names_the_document(key, question, called[item.passage.document_id])
        )
        return set() if other else key

    asked = now if any(key_of(item, own, now) for item, own in found) else asked
    measure = measure_asked(question.text)

    @cache  # Many rows of a document may have the same name.
    def said(id_: str) -> list[set[str]]:
        own = ((item.passage, one) for item, one in found if item.passage.document_id == id_)
        told_ = ((passage, one) for passage, one in own if not is_row(passage, one) and not is_question(one.text))
        return [
            {*terms(one.text), *terms(passage.heading.rpartition(HEADING_PATH)[2])}
            for passage, one in told_
            if measure is None or measure.search(one.text)
        ]

    # "Do children need permission?" is answered by what says "children" and "permission", not by what children pay, and
    # "Where is the X200 repaired?" by what is said of repairs below the heading "X200", not by its price. Where a
    # measure is asked for, only what has one says more.
    def says_more(key: set[str], item: StoredPassage, row: Sentence) -> bool:
        id_ = item.passage.document_id
        more = content - key - called[id_] - set(terms(told(item.passage, row)))
        return bool(more) and any(key <= has and not more.isdisjoint(has) for has in said(id_))

    # After a question about E2, "How do I fix it?" is about its row, and "Why is the bridge closed?" is not.
    def goes_on(key: set[str], item: StoredPassage, row: Sentence) -> bool:
        return not fresh or not key & carried or row_speaks_of(item.passage, row, fresh)

    # "How heavy is the engine?" is not answered by the weight of a kettle: the document must speak of the rest.
    def speaks_of(rest: set[str], item: StoredPassage) -> bool:
        return 2 * len(spoken_of(rest, item.passage.document_id, stored, called)) >= len(rest)

    banded, value = banded_rows(question.text, stored), set[str]()
    if banded:
        # What reads numbers takes a while to import.
        from rag.passages.bands import measured

        value = measured(question.text)
    rest = content - value - _HAPPENING
    meant = _in_bands(rest, banded, stored)

    # "What happens after three days?" is answered by what says "after three days", and not by any band that holds them.
    def is_in_band(item: StoredPassage) -> bool:
        told_ = not rest and any(value <= has for has in said(item.passage.document_id))
        return item.passage.id in meant and not told_ and speaks_of(content, item)

    def is_named(item: StoredPassage, row: Sentence) -> bool:
        key = key_of(item, row, asked)
        apart = bool(key) and speaks_of(content - key, item) and goes_on(key, item, row)
        return apart and not says_more(key, item, row)

    named = [is_named(item, own) for item, own in found]
    keys = dict[tuple[str, ...], set[str]]()
    for (item, own), is_ in zip(found, named, strict=True):
        if is_:
            keys.setdefault(_table_of(item, own), set()).update(row_key(item.passage, own, asked))

    # "Who supplies the hoses?" is told by each row of hoses; the cheapest of them only the whole table tells. What is
    # asked of somebody stands in the row of that name, and not in those that name the same person elsewhere.
    def is_told(item: StoredPassage, row: Sentence) -> bool:
        if question.kind is Kind.TIME and line_tells(item.passage, row, terms_):
            return True
        tells = row_told(item.passage, row, terms_) & asked
        return bool(tells) and not tells <= keys.get(_table_of(item, row), set()) and not _wants_more(question.text)

    figured = any(char.isdigit() for char in question.text)

    # "What happened at 15:20?" names the line that begins so.
    def is_then(item: StoredPassage, row: Sentence) -> bool:
        if not figured:
            return False
        rest = content - _HAPPENING - called[item.passage.document_id] - set(terms(item.passage.heading))
        return line_is_of(item.passage, row, question.text, rest) and not asks_reason(question.text)

    keyed = [
        is_in_band(item)
        if banded.get(place := (item.passage.id, own.start))
        else place not in banded
        and (is_ or is_told(item, own) or is_then(item, own))
        and not lacks_measure(question.text, _without_rates(question.text, told_with_heading(item.passage, own)))
        and not lacks_count(question.text, told(item.passage, own))
        for (item, own), is_ in zip(found, named, strict=True)
    ]
    return np.array(keyed, np.float32) * (_KEYED + (1 - _KEYED) * scores)


def _without_rates(question: str, row: str) -> str:
    """How long something lasts is not told by a column "Litres a day"."""
    return _RATE.sub("", row) if _HOW_LONG.search(question) else row


def _table_of(item: StoredPassage, row: Sentence) -> tuple[str, ...]:
    """What the rows of one table share: their document, their heading and the head of their columns."""
    return item.passage.document_id, item.passage.heading, *table_head(item.passage, row)


def _wants_more(question: str) -> bool:
    """Whether no row answers by itself: rows are compared, those that are not so are wanted, or it is asked why."""
    # What reads numbers takes a while to import.
    from rag.question.superlative import has_superlative, is_negated, wish_of

    compares = has_superlative(question) or wish_of(question) is not None
    return compares or is_negated(question) or asks_reason(question)


def _counts_others(
    key: set[str], question: Question, item: StoredPassage, row: Sentence, called: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a row is named by a number alone, and the words beside it are none of its table's.

    "Week 9" names the row 9 of a column "Week", and "nine hours", "line 9" or "9 €" does not.
    """
    if not all(is_number(term) for term in key):
        return False
    if any(term in key for found in _PRICE.findall(question.text) for term in terms(found)):
        return True
    head = " ".join((item.passage.heading, *table_head(item.passage, row)))
    own = {*terms(head, question.language), *called[item.passage.document_id], *_MEASURING}
    said = question.sequence
    beside = [
        {term for term in (*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]) if not is_stop(term)}
        for at, found in enumerate(said)
        if found in key
    ]
    return bool(beside) and not any(not near or near & own for near in beside)


def _names_the_document(key: set[str], question: Question, called: frozenset[str]) -> bool:
    """Whether a question has the words that a row is named by only in the document's name: "Sugar" of "Sugar Hill"."""
    own = called.intersection(question.names)
    said, rest = question.sequence, own - key
    beside = ({*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]} for at, term in enumerate(said) if term in key)
    return key <= own and bool(rest) and all(not rest.isdisjoint(near) for near in beside)


def _in_bands(content: set[str], banded: Mapping[tuple[str, int], bool], stored: Sequence[StoredPassage]) -> set[str]:
    """The passages with the rows that are meant: "years" may be of service or of age, and the other words tell."""
    has = {
        item.passage.id: len(content & set(terms(f"{item.passage.heading} {item.passage.text}")))
        for item in stored
        if any(held for (id_, _), held in banded.items() if id_ == item.passage.id)
    }
    return {id_ for id_, count in has.items() if count == max(has.values()) and (count or not content)}
