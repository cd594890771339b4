"""Which words of a question have a place in a table: they name cells, columns or what its rows are. English.

A word that has none is what nothing in the table tells of, and no row of it answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.text.calendar_names import WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms
from rag.evidence import Evidence
from rag.passages.columns import Table, cells_of
from rag.passages.tables import asked_as, cell_content, cell_terms
from rag.question.question import ContentWord

# What comes so near to a word of the question is another word for it: "yacht" for "boat".
_NEAR = 0.45
# So many letters that begin the head of a column and a word make them kin.
_KIN = 5
# They name nothing in particular.
_ANY = frozenset(
    map(
        stem,
        "have has cost costs earn earns paid pay pays weigh weighs last lasts take takes born list show name give find "
        "tell item entry row record one option value top sort kind type come offer get make built founded opened made "
        "date year much many long old work works belong belongs live lives stand stands play plays perform performs "
        "appear appears speak speaks".split(),
    )
)
# They are meant by a table whose first column has names.
_PERSONS = frozenset(
    map(stem, "person people employee worker colleague member staff somebody everyone everybody".split())
)
_NAMES = frozenset(map(stem, "name employee person people member staff worker colleague".split()))
# "Friday 18 July" is named by its day.
_DAYS = frozenset(stem(day.casefold()) for day in WEEKDAYS)
# What a column is asked for by, besides the word at its head.
_RELATED = {stem("manager"): frozenset(map(stem, "report reports reporting managed".split()))}
# What the rows are, which may be called otherwise than in the table: "yacht" for "boat".
_THING = lazy_pattern(
    r"\b(?:which|what|how many|list|show|name|all|every)(?: (?:me|all|every|the|of))* ([\w’'-]+)", re.I
)


def strange_words(table: Table, evidence: Evidence, used: set[str], told: str = "") -> list[ContentWord] | None:
    """The words of the question that only rows can have; None where one has no place in the table at all.

    `used` are the terms by which rows are picked, and `told` the words before the name of what is picked.
    """
    question = evidence.query.question
    content = question.content
    known = _called(table, evidence)
    known |= {term for head in known for term in (*asked_as(head), *_RELATED.get(head, ()))} | used
    of_persons = is_of_persons(table)
    known |= _PERSONS if of_persons else set()
    # A supplier supplies.
    known |= {word.term for word in content for head in known if len(head) > _KIN and head[:_KIN] == word.term[:_KIN]}
    # "Rowing" is a team where a cell says so, whatever rows are.
    cells = cells_of(table)
    known |= {term for term in _ANY if (term,) not in cells}
    near = [evidence.near[id_] for id_ in {row.passage.id for row in table.rows} & evidence.near.keys()]
    nearest = np.max(near, axis=0) if near else np.zeros(len(content))
    held = set[str]().union(*cells)
    thing = set[str]() if of_persons else _thing(question.text, told)
    missing = {
        word.term
        for word, nearness in zip(content, nearest, strict=True)
        if word.term not in known | held and not (nearness >= _NEAR and word.term in thing)
    }
    # Of what was spoken of before, anything of this table is enough.
    if missing & question.own_terms or (question.carried_terms and question.carried_terms <= missing):
        return None
    return [word for word in content if word.term in held - known]


def with_words(table: Table, words: Sequence[ContentWord]) -> set[int]:
    """The places of the rows that have all of the words: of "the cheapest boat in Lisbon" those with "Lisbon"."""
    return {place for place, row in enumerate(table.rows) if all(word.term in row.terms for word in words)}


def of_rows(count: int, among: Sequence[ContentWord]) -> str:
    """How many rows something is told of, and the words that all of them have."""
    return f"of {count} row{'s' * (count != 1)}" + (f" with “{' '.join(word.word for word in among)}”" if among else "")


def is_asked_about(table: Table, evidence: Evidence) -> bool:
    """Whether a word of the question, and not one of any table, is in its head, its heading, its title or its cells."""
    own = _called(table, evidence).union(*cells_of(table))
    return not (own - _ANY).isdisjoint(evidence.query.question.terms)


def _called(table: Table, evidence: Evidence) -> set[str]:
    """The terms of the head of a table, of the heading above it, and of what its document is called."""
    id_ = table.rows[0].passage.document_id
    return {*terms(" ".join((table.heading, *table.head))), *evidence.called.get(id_, ())}


def cells_named(table: Table, at: int, asked: set[str]) -> dict[int, str]:
    """The cells of a column that a question names, by the place of their row."""
    own = {place: row.cells[at] for place, row in enumerate(table.rows) if at < len(row.cells)}
    return {place: cell for place, cell in own.items() if _is_named(cell, table.head[at], asked)}


def _is_named(cell: str, head: str, asked: set[str]) -> bool:
    """Whether a question has all words of a cell; of a number, also of its column: "6 berths"."""
    if asked.isdisjoint(cell_terms(cell)):
        return False
    own = cell_content(cell)
    dated = any(term[0].isdigit() for term in asked)
    own = own[:1] if own and own[0] in _DAYS and not dated else own
    bare = all(not term[0].isalpha() for term in own)
    return bool(own) and asked.issuperset(own) and not (bare and not heads_named(head, asked))


def heads_named(head: str, asked: set[str]) -> bool:
    """Whether a question has a word of the head of a column, or what asks for it."""
    return any(not {*asked_as(term), *_RELATED.get(term, ())}.isdisjoint(asked) for term in cell_content(head))


def is_of_persons(table: Table) -> bool:
    """Whether its first column has the names of people."""
    return not _NAMES.isdisjoint(terms(table.head[0]))


def _thing(question: str, told: str) -> set[str]:
    """The terms that may name what the rows are: "yacht" in "Which yacht ...?" and in "the cheapest yacht"."""
    named = [found[1] for found in _THING.finditer(question)]
    after = question.casefold().partition(told.casefold())[2].split() if told else []
    return set(terms(" ".join([*named, *after[:1]])))
