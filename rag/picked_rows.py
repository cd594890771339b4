"""The rows of a table that a question picks: the cheapest, all above £1,000, all "in Sales". English.

No single row says that it is the cheapest: all of them are compared, whatever was found of the table, and the answer
says of how many. Where a word of the question is neither in the table nor above it, nothing is picked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from index.terms import content_terms, stem, terms, words
from index.types import Passage
from rag.columns import SEVERAL, Column, Row, Table, columns, tables
from rag.features import FEATURES
from rag.question import ContentWord
from rag.retrieve import Evidence, Picked, ScoredSentence, by_best_sentence
from rag.superlative import TIME, Wish, asks_for_things, wish_of
from rag.tables import ASKED_AS, is_row
from rag.verdict.clock import CLOCK

# Passages whose tables are looked at, and sentences among which prose that says it itself counts.
_PASSAGES, _BEFORE = 10, 5
# The score of a row that is picked.
_PICKED = 0.95
# What comes so near to a word of the question is another word for it: "yacht" for "boat".
_NEAR = 0.45
# They name nothing in particular.
_ANY = frozenset(
    map(
        stem,
        "have has cost costs earn earns paid pay pays weigh weighs last lasts take takes born list show name give find "
        "tell item entry row record one option value top sort kind type come offer get make built founded opened made "
        "date year much many long old work works belong belongs live lives stand stands".split(),
    )
)
# They are meant by a table whose first column has names.
_PERSONS = frozenset(map(stem, "person people employee worker colleague member staff somebody".split()))
_NAMES = frozenset(map(stem, "name employee person people member staff worker colleague".split()))


def with_picked_rows(evidence: Evidence, passages: Callable[[str], Sequence[Passage]]) -> Evidence:
    """The evidence with the rows first that its question picks; as it was where it picks none.

    `passages` gives all of a document, and raises LibraryError where that is gone.
    """
    question = evidence.query.question
    wish = wish_of(question.text) if question.english and evidence.sentences else None
    if not question.english or (wish is None and not asks_for_things(question.text)) or _is_said(evidence, wish):
        return evidence
    for table in tables([item.passage for item in evidence.passages[:_PASSAGES]], passages):
        picked = _by_value(table, wish, evidence) if wish else _by_name(table, evidence)
        if picked:
            return _with(evidence, picked)
    # "The heaviest" is told by no row of a table without weights.
    best = evidence.sentences[0]
    if wish and not wish.bound and is_row(best.passage, best.sentence) and not evidence.known:
        return _with(evidence, Picked("", ()))
    return evidence


def _is_said(evidence: Evidence, wish: Wish | None) -> bool:
    """Whether something near the top uses the same words: "Our cheapest boat is the Teal"."""
    if wish is None or wish.bound:
        return False
    told = set(words(wish.told))
    return any(told <= set(words(item.sentence.text)) for item in evidence.sentences[:_BEFORE])


def _by_value(table: Table, wish: Wish, evidence: Evidence) -> Picked | None:
    strange = _strange(table, evidence, {*wish.columns, *map(stem, wish.words)})
    if strange is None:
        return None
    places, among = set(range(len(table.rows))), list[str]()
    for word in strange:
        having = {place for place in places if word.term in terms(" ".join(table.rows[place].cells))}
        # "The cheapest boat in Lisbon" is one of those with "Lisbon".
        if having:
            places = having
            among.append(word.word)
    found = _column(table, wish, evidence) if len(places) >= SEVERAL else None
    if not found:
        return None
    column, sign = found
    values = {place: value for place, value in column.values.items() if place in places}
    told = _of_rows(len(values), among)
    if wish.bound:
        chosen = [place for place, value in values.items() if wish.meets(value)]
        return _rows(f"{len(chosen)} {told}, “{column.name}” {wish.told}", [table.rows[place] for place in chosen])
    chosen = sorted(values, key=lambda place: -sign * values[place])
    # Those with the same value come along.
    least = sign * values[chosen[min(wish.count, len(chosen)) - 1]] if chosen else 0.0
    ends = ("latest", "earliest") if column.unit in (TIME, CLOCK) else ("highest", "lowest")
    chosen = [place for place in chosen if sign * values[place] >= least]
    return _rows(f"the {ends[sign < 0]} “{column.name}” {told}", [table.rows[place] for place in chosen])


def _by_name(table: Table, evidence: Evidence) -> Picked | None:
    """The rows in which a whole cell is named: "Who works in Sales?" asks for all with "Sales"."""
    strange = _strange(table, evidence, set())
    if not strange:
        return None
    asked = {word.term for word in evidence.query.question.content}
    left, named = set(range(len(table.rows))), list[str]()
    for at, head in enumerate(table.head):
        own = {place: row.cells[at] for place, row in enumerate(table.rows) if at < len(row.cells)}
        own = {place: cell for place, cell in own.items() if _is_named(cell, head, asked)}
        if own:
            left &= own.keys()
            named += dict.fromkeys(own.values())
    said = set(content_terms(" ".join(named)))
    if not SEVERAL <= len(left) < len(table.rows) or any(word.term not in said for word in strange if word.weight == 1):
        return None
    told = f"{len(left)} {_of_rows(len(table.rows), [])} with " + " and ".join(f"“{name}”" for name in named)
    return _rows(told, [table.rows[place] for place in sorted(left)])


def _is_named(cell: str, head: str, asked: set[str]) -> bool:
    """Whether a question has all words of a cell; of a number, also of its column: "6 berths"."""
    own = content_terms(cell)
    bare = all(not term[0].isalpha() for term in own)
    return bool(own) and asked.issuperset(own) and not (bare and not _heads_named(head, asked))


def _heads_named(head: str, asked: set[str]) -> bool:
    return any(not {term, *ASKED_AS.get(term, ())}.isdisjoint(asked) for term in content_terms(head))


def _of_rows(count: int, among: Sequence[str]) -> str:
    return f"of {count} rows" + (f" with “{' '.join(among)}”" if among else "")


def _strange(table: Table, evidence: Evidence, used: set[str]) -> list[ContentWord] | None:
    """The words of the question that only rows can have; None where one has no place in the table at all."""
    content = evidence.query.question.content
    first = table.rows[0].passage
    known = set(terms(" ".join((table.heading, *table.head)))) | evidence.called.get(first.document_id, frozenset())
    known |= {term for head in known for term in ASKED_AS.get(head, ())} | _ANY | used
    known |= _PERSONS if not _NAMES.isdisjoint(terms(table.head[0])) else set()
    near = [evidence.near[id_] for id_ in {row.passage.id for row in table.rows} & evidence.near.keys()]
    nearest = np.max(near, axis=0) if near else np.zeros(len(content))
    held = {term for row in table.rows for cell in row.cells for term in terms(cell)}
    other = [
        word
        for word, nearness in zip(content, nearest, strict=True)
        if word.term not in known | held and nearness < _NEAR
    ]
    carried = [word for word in content if word.weight < 1]
    # Of what was spoken of before, anything of this table is enough.
    if any(word.weight == 1 for word in other) or (carried and set(carried) <= set(other)):
        return None
    return [word for word in content if word.term in held - known]


def _column(table: Table, wish: Wish, evidence: Evidence) -> tuple[Column, int] | None:
    """The column that a question picks by, and 1 where the greatest is wanted, else -1; None where it is not clear."""
    found = [own for own in columns(table) if not wish.bound or _is_comparable(own, wish)]
    asked = {word.term for word in evidence.query.question.content}
    named = [own for own in found if _heads_named(own.name, asked)]
    for signs in (wish.first, wish.columns):
        own = [(column, signs[name]) for column in found for name in column.terms if name in signs]
        if own:
            return _only(own, named)
    if wish.bound:
        # A bare number may be of anything.
        alike = named or [own for own in found if own.unit and own.unit == wish.unit]
        return _only([(own, wish.side) for own in alike], named)
    return _only([(own, wish.units[own.unit]) for own in found if own.unit in wish.units], named)


def _only(found: Sequence[tuple[Column, int]], named: Sequence[Column]) -> tuple[Column, int] | None:
    """The one column, or the one that the question names; of times of day the first, as what departs arrives later."""
    names = {own.name for own in named}
    kept = [item for item in found if item[0].name in names] or list(found)
    clear = len({own.name for own, _ in kept}) == 1 or all(own.unit == CLOCK for own, _ in kept)
    return kept[0] if kept and clear else None


def _is_comparable(column: Column, wish: Wish) -> bool:
    if TIME in (column.unit, wish.unit):
        return column.unit == wish.unit or (column.years and wish.unit == TIME)
    return not (column.unit and wish.unit) or column.unit == wish.unit


def _rows(told: str, rows: Sequence[Row]) -> Picked:
    return Picked(told, tuple((row.passage, row.sentence) for row in rows))


def _with(evidence: Evidence, picked: Picked) -> Evidence:
    """The evidence with the rows that are picked before all others."""
    measured = {(item.passage.id, item.sentence.start): item for item in evidence.sentences}
    unmeasured = np.zeros(len(FEATURES), np.float32)
    first = [
        replace(measured.pop((passage.id, row.start), ScoredSentence(passage, row, 0.0, unmeasured)), score=_PICKED)
        for passage, row in picked.rows
    ]
    rest = [replace(item, score=min(item.score, _PICKED)) for item in measured.values()]
    sentences = (*first, *rest)
    passages = by_best_sentence(evidence.passages, sentences)
    return replace(evidence, sentences=sentences, passages=passages, known=True, picked=picked)
