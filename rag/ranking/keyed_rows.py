"""Rows of tables that a question names by their first cell, as "E2" or "heavy": the ranker sees few words in them.

So does "after three years of service" name the row "2 to 5 years", and "Who supplies the hoses?" those with "hose" in
a table with a column "Supplier"; and a line of a timeline is a row of its time and of what was then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.patterns import lazy_pattern
from index.text.terms import is_stop, stem, terms
from index.types import Passage, Sentence
from rag.passages.apart import banded_rows
from rag.passages.contents import document_terms, passage_terms
from rag.passages.headings import own_heading
from rag.passages.tables import (
    is_head,
    is_number,
    is_row,
    row_key,
    row_speaks_of,
    row_told,
    table_head,
    told,
    told_with_heading,
)
from rag.passages.timeline import line_is_of, line_tells
from rag.question.counted import lacks_count
from rag.question.measures import lacks_measure, measure_asked
from rag.question.question import Kind, Question
from rag.question.signs import asks_reason, is_question

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
# What a column is called that only numbers its rows, and what a row is then asked for as.
_NUMBERING = lazy_pattern(r"(?:no|nos|nr|num|number|pos|position|item|ref|line|row|entry|point|serial no)?\W*", re.I)
_NUMBERED_BY = frozenset(map(stem, "item number no position pos row entry point".split()))
# How much of a measure is asked for, which the measure itself tells.
_HOW = frozenset(map(stem, "high tall deep wide long far fast heavy".split()))
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
    passages = [item.passage for item in stored]
    # Most texts have no table, and most questions ask for no time.
    if not (_asks_by_time(question) or any("|" in passage.text for passage in passages)):
        return np.zeros(len(scores), np.float32)
    asked = _Asked(question, passages, called)
    named = [bool(key) and asked.is_named(key, *line) for key, line in zip(asked.keys, asked.lines, strict=True)]
    of_table = dict[tuple[str, ...], set[str]]()
    for key, line, own in zip(asked.keys, asked.lines, named, strict=True):
        if own:
            of_table.setdefault(_table_of(*line), set()).update(key)
    banded = banded_rows(question.text, stored)
    in_band = asked.in_bands(banded)

    def answers(passage: Passage, row: Sentence, *, is_named: bool) -> bool:
        holds = banded.get((passage.id, row.start))
        if holds is not None:
            return holds and passage.id in in_band
        known = is_named or asked.is_told(of_table, passage, row) or asked.is_then(passage, row)
        return known and not _lacks_amount(question.text, passage, row)

    keyed = [answers(*line, is_named=own) for line, own in zip(asked.lines, named, strict=True)]
    # The head of the table has the words of its columns, and is never quoted.
    heads = (own for line, own in zip(asked.lines, scores, strict=True) if own > _KEYED and is_head(*line))
    least = max([_KEYED, *map(float, heads)]) if any(keyed) else _KEYED
    return np.array(keyed, np.float32) * (least + (1 - least) * scores)


class _Asked:
    """What a question asks of the rows among the `lines` of the candidates: each sentence with its passage.

    `keys` has for each of them the terms of the question that name it by its first cell; none for most.
    """

    def __init__(self, question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]) -> None:
        self._question, self._passages, self._called = question, passages, called
        self._terms, self._carried = question.terms, question.carried_terms
        self._content = self._terms - _MEASURING
        self._at_a_time = _names_a_time(question.text) and not asks_reason(question.text)
        self._told = dict[str, list[set[str]]]()
        self.lines = [(passage, own) for passage in passages for own in passage.sentences]
        every = self._terms | set(question.sequence)
        # What is asked now names a row before what was spoken of.
        self._asked = every - self._carried
        self.keys = [self._key(*line) for line in self.lines]
        if self._carried and not any(self.keys):
            self._asked = every
            self.keys = [self._key(*line) for line in self.lines]

    def is_named(self, key: set[str], passage: Passage, row: Sentence) -> bool:
        """Whether a row that has a key is meant by it."""
        # "How heavy is the engine?" is not answered by the weight of a kettle: the document must speak of the rest.
        if not self._is_spoken_of(self._content - key, passage.document_id):
            return False
        # After a question about E2, "How do I fix it?" is about its row, and "Why is the bridge closed?" is not.
        fresh = self._content - self._carried
        goes_on = not fresh or not key & self._carried or row_speaks_of(passage, row, fresh)
        return goes_on and not self._is_said_elsewhere(key, passage, row)

    def is_told(self, keys: Mapping[tuple[str, ...], set[str]], passage: Passage, row: Sentence) -> bool:
        """Whether a row has what is asked below the heads that ask for it, or a line of a timeline tells when.

        "Who supplies the hoses?" is told by each row of hoses; the cheapest of them only the whole table tells. What is
        asked of somebody stands in the row of that name, and not in those that name the same person elsewhere: `keys`
        are those that rows of each table are named by.
        """
        if self._question.kind is Kind.TIME and line_tells(passage, row, self._terms):
            return True
        # "How high does it lift?" is told by a column "Lift" that has metres.
        tells = row_told(passage, row, self._terms)
        if not tells and not self._terms.isdisjoint(_HOW):
            tells = row_told(passage, row, self._terms - _HOW)
        tells = tells & self._asked
        return bool(tells) and not tells <= keys.get(_table_of(passage, row), set()) and not _wants_more(self._question)

    def is_then(self, passage: Passage, row: Sentence) -> bool:
        """Whether a line begins with the time that the question names: "What happened at 15:20?"."""
        if not self._at_a_time:
            return False
        rest = self._content - _HAPPENING - self._called[passage.document_id] - set(terms(passage.heading))
        return line_is_of(passage, row, self._question.text, rest)

    def in_bands(self, banded: Mapping[tuple[str, int], bool]) -> set[str]:
        """The passages whose band that holds the question's value is meant; `banded` are all rows that have a band."""
        held = {id_ for (id_, _), holds in banded.items() if holds}
        if not held:
            return set()
        # What reads numbers takes a while to import.
        from rag.passages.bands import measured

        value = measured(self._question.text)
        rest = self._content - value - _HAPPENING
        # "Years" may be of service or of age, and the other words tell.
        has = {own.id: len(rest & passage_terms(own)) for own in self._passages if own.id in held}
        most = max(has.values())

        # "What happens after three days?" is answered by what says "after three days", and by no band that holds them.
        def is_meant(passage: Passage) -> bool:
            said = not rest and any(value <= own for own in self._prose(passage.document_id))
            return not said and self._is_spoken_of(self._content, passage.document_id)

        meant = (own for own in self._passages if has.get(own.id) == most and (most or not rest))
        return {own.id for own in meant if is_meant(own)}

    def _key(self, passage: Passage, row: Sentence) -> set[str]:
        """The terms asked that name a row, and neither count something else nor only name the document."""
        key, called = row_key(passage, row, self._asked), self._called[passage.document_id]
        other = key and (
            _counts_others(key, self._question, passage, row, called)
            or _names_the_document(key, self._question, called)
        )
        return set() if other else key

    def _is_spoken_of(self, rest: set[str], id_: str) -> bool:
        return 2 * len(rest & document_terms(id_, self._passages, self._called)) >= len(rest)

    def _is_said_elsewhere(self, key: set[str], passage: Passage, row: Sentence) -> bool:
        """Whether a sentence of the document says of what a row is named by what the row does not.

        "Do children need permission?" is answered by what says "children" and "permission", not by what children pay,
        and "Where is the X200 repaired?" by what is said of repairs below the heading "X200", not by its price.
        """
        id_ = passage.document_id
        more = self._content - key - self._called[id_] - set(terms(told(passage, row)))
        return bool(more) and any(key <= said and not more.isdisjoint(said) for said in self._prose(id_))

    def _prose(self, id_: str) -> list[set[str]]:
        """The terms of each sentence of a document, and of its heading; where a measure is asked for, of what has one.

        Once for each: many rows of a document may have the same name.
        """
        if id_ not in self._told:
            measure = measure_asked(self._question.text)
            lines = ((own, one) for own in self._passages if own.document_id == id_ for one in own.sentences)
            self._told[id_] = [
                {*terms(one.text), *terms(own_heading(own.heading))}
                for own, one in lines
                if not (is_row(own, one) or is_question(one.text))
                and (measure is None or measure.search(one.text) is not None)
            ]
        return self._told[id_]


def _asks_by_time(question: Question) -> bool:
    """Whether lines of a timeline may be asked for: when something was, or what was at a time."""
    return question.kind is Kind.TIME or _names_a_time(question.text)


def _names_a_time(question: str) -> bool:
    return any(char.isdigit() for char in question)


def _lacks_amount(question: str, passage: Passage, row: Sentence) -> bool:
    """Whether a measure or a number of things is asked for that a row has none of."""
    measured = told_with_heading(passage, row)
    # How long something lasts is not told by a column "Litres a day".
    measured = _RATE.sub("", measured) if _HOW_LONG.search(question) else measured
    return lacks_measure(question, measured) or lacks_count(question, told(passage, row))


def _table_of(passage: Passage, row: Sentence) -> tuple[str, ...]:
    """What the rows of one table share: their document, their heading and the head of their columns."""
    return passage.document_id, passage.heading, *table_head(passage, row)


def _wants_more(question: Question) -> bool:
    """Whether no row answers by itself: rows are compared, those that are not so are wanted, or it is asked why."""
    # What reads numbers takes a while to import.
    from rag.question.superlative import has_superlative, is_negated, wish_of

    text = question.text
    return has_superlative(text) or wish_of(text) is not None or is_negated(text) or asks_reason(text)


def _counts_others(key: set[str], question: Question, passage: Passage, row: Sentence, called: frozenset[str]) -> bool:
    """Whether a row is named by a number alone, and the words beside it are none of its table's.

    "Week 9" names the row 9 of a column "Week", and "nine hours", "line 9" or "9 €" does not.
    """
    if not all(is_number(term) for term in key):
        return False
    if any(term in key for found in _PRICE.findall(question.text) for term in terms(found)):
        return True
    heads = table_head(passage, row)
    head = " ".join((passage.heading, *heads))
    own = {*terms(head, question.language), *called, *_MEASURING}
    # "Item 4" and "position 4" are the row 4, however its table calls that.
    own |= _NUMBERED_BY if heads and _NUMBERING.fullmatch(heads[0]) else set()
    beside = [{term for term in near if not is_stop(term)} for near in _beside(key, question)]
    return bool(beside) and not any(not near or near & own for near in beside)


def _names_the_document(key: set[str], question: Question, called: frozenset[str]) -> bool:
    """Whether a question has the words that a row is named by only in the document's name: "Sugar" of "Sugar Hill"."""
    own = called.intersection(question.names)
    rest = own - key
    return key <= own and bool(rest) and all(not rest.isdisjoint(near) for near in _beside(key, question))


def _beside(key: set[str], question: Question) -> Iterator[set[str]]:
    """The terms before and after each term of a key, wherever the question has it."""
    said = question.sequence
    return ({*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]} for at, term in enumerate(said) if term in key)
