"""The rows of a table that a question picks: the cheapest, all above £1,000, all "in Sales". English.

No single row says that it is the cheapest: all of them are compared, whatever was found of the table, and the answer
says of how many. Where a word of the question is neither in the table nor above it, nothing is picked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms, words
from index.types import Passage
from rag.evidence import Evidence, Picked, ScoredSentence, by_best_sentence
from rag.passages.columns import SEVERAL, Column, Row, Table, columns, tables
from rag.passages.contents import document_terms
from rag.passages.headings import own_heading
from rag.passages.tables import cell_content, is_head, is_row, told
from rag.quantities.clock import CLOCK
from rag.question.counted import counted_thing
from rag.question.superlative import RANKS, TIME, Wish, asks_for_things, is_negated, wish_of
from rag.ranking.features import FEATURES
from rag.ranking.ranked_rows import rows_of_a_place
from rag.ranking.table_words import (
    cells_named,
    heads_named,
    is_asked_about,
    is_of_persons,
    of_rows,
    strange_words,
    with_words,
)
from rag.ranking.timed_rows import GOES, rows_at_a_time

# Passages whose tables are looked at, and sentences among which prose that says it itself counts.
_PASSAGES, _BEFORE = 10, 5
# The score of a row that is picked.
_PICKED = 0.95
# "Below 5 degrees" is told of a scale.
_DEGREES = ({"degree", "C"}, {"degree", "F"})
_EDGE = lazy_pattern(
    r"^(?!.*\b(?:was|were|did|had)\b).*?\b(?P<end>first|last)(?= (?:\w+ )?(?P<goes>train|tram|bus|coach|ferry|boat|"
    r"sailing|crossing|flight|shuttle|service|departure|connection|class|lesson|session|lecture|talk|tour|show|film)\b)",
    re.I,
)
_WHEN = lazy_pattern(r"^\W*when\b", re.I)
_NOTHING = Picked("", ())
_LATEST = {"first": "earliest", "last": "latest"}
_WHO = lazy_pattern(r"\bwho\b", re.I)
_COUNTED = lazy_pattern(
    r"^\W*how many [\w’'-]+ (?:are (?:there|listed)|(?:does|do|did|has|have) .*\b(?:have|has|own|list|offer))\b", re.I
)


def with_picked_rows(evidence: Evidence, passages: Callable[[str], Sequence[Passage]]) -> Evidence:
    """The evidence with the rows first that its question picks; as it was where it picks none.

    `passages` gives all of a document, and raises LibraryError where that is gone.
    """
    question = evidence.query.question
    if not question.english or not evidence.sentences:
        return evidence
    near = [item.passage for item in evidence.passages[:_PASSAGES]]
    if named := rows_at_a_time(evidence, near, passages) or rows_of_a_place(evidence, near, passages):
        return with_picked(evidence, named)
    edge = _EDGE.search(question.text)
    wish = wish_of(_with_time(edge) if edge else question.text)
    if _is_said(evidence, edge, wish) or (wish is None and not asks_for_things(question.text)):
        return evidence
    near = [passage for passage in near if wish or _has_a_word(passage, evidence)]
    picks = [(table, own) for table in tables(near, passages) if (own := _picked(table, wish, evidence))]
    if picked := _meant(picks, evidence):
        # The rows of which something is denied are the others.
        return with_picked(evidence, picked if wish or not is_negated(question.text) else _NOTHING)
    return with_picked(evidence, _NOTHING) if wish and _says_nothing_of(wish, evidence) else evidence


def _with_time(edge: re.Match[str]) -> str:
    """The question for the earliest or the latest instead: "When is the last train?" wants the latest of what goes."""
    question, (start, end) = edge.string, edge.span("end")
    return _WHEN.sub("what time", f"{question[:start]}{_LATEST[edge['end'].casefold()]}{question[end:]}")


def _is_said(evidence: Evidence, edge: re.Match[str] | None, wish: Wish | None) -> bool:
    """Whether something near the top uses the same words: "Our cheapest boat is the Teal"."""
    said = [item.sentence.text for item in evidence.sentences[:_BEFORE]]
    if edge and any(f"{edge['end']} {edge['goes']}".casefold() in text.casefold() for text in said):
        return True
    if wish is None:
        return False
    if wish.bounds:
        # "Delivery within 50 km" is the name of a row.
        rows = (item.sentence.text for item in evidence.sentences[:_BEFORE] if is_row(item.passage, item.sentence))
        return any(own.side for own in wish.bounds) and any(_has_words(text, wish.told) for text in rows)
    told = set(words(wish.told))
    return any(told <= set(words(text)) for text in said)


def _has_words(text: str, told: str) -> bool:
    """Whether a text has these words on end."""
    return f" {' '.join(words(told))} " in f" {' '.join(words(text))} "


def _has_a_word(passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage has any word of the question: else its whole table need not be read."""
    said = document_terms(passage.document_id, (passage,), evidence.called)
    return not said.isdisjoint(evidence.query.question.terms)


def _meant(picks: Sequence[tuple[Table, Picked]], evidence: Evidence) -> Picked | None:
    """What is picked of the first table that the question speaks of; "What is the cheapest?" may be asked of any."""
    meant = next((picked for table, picked in picks if is_asked_about(table, evidence)), None)
    if meant or len(picks) != 1:
        return meant
    table, picked = picks[0]
    return picked if is_of_persons(table) or not _WHO.search(evidence.query.question.text) else None


def _says_nothing_of(wish: Wish, evidence: Evidence) -> bool:
    """Whether the best sentence is a row that tells of no "heaviest", as one would that speaks of weight itself."""
    best = evidence.sentences[0]
    if (
        wish.bounds
        or evidence.known
        or not (is_row(best.passage, best.sentence) or is_head(best.passage, best.sentence))
    ):
        return False
    return {*wish.first, *wish.columns}.isdisjoint(terms(told(best.passage, best.sentence)))


def _picked(table: Table, wish: Wish | None, evidence: Evidence) -> Picked | None:
    picked = _by_value(table, wish, evidence) if wish else None
    # "In 2012" may also be a cell.
    by_name = wish is None or not any(own.side for own in wish.bounds) and bool(wish.bounds)
    return picked or (_by_name(table, evidence) or _counted(table, evidence) if by_name else None)


def _by_value(table: Table, wish: Wish, evidence: Evidence) -> Picked | None:
    goes = {*GOES, *map(stem, _LATEST)} if _EDGE.search(evidence.query.question.text) else set[str]()
    strange = strange_words(table, evidence, {*wish.columns, *map(stem, wish.words), *goes}, wish.told)
    found = _column(table, wish, evidence) if strange is not None else None
    if strange is None or found is None:
        return None
    places, (column, sign) = with_words(table, strange), found
    if not places:
        return None
    values = {place: value for place, value in column.values.items() if place in places}
    if wish.bounds:
        chosen = [place for place, value in values.items() if wish.meets(value, column.unit)]
        told = f"{len(chosen)} {of_rows(len(places), strange)}, “{column.name}” {wish.told}"
        return _rows(told, [table.rows[place] for place in chosen])
    end = (("latest", "earliest") if column.unit in (TIME, CLOCK) else ("highest", "lowest"))[sign < 0]
    chosen = _at_the_end({place: sign * value for place, value in values.items()}, wish)
    told = f"the {wish.rank} {end}" if wish.rank else f"the {end}"
    return _rows(f"{told} “{column.name}” {of_rows(len(values), strange)}", [table.rows[place] for place in chosen])


def _at_the_end(values: Mapping[int, float], wish: Wish) -> list[int]:
    """The places with the greatest values, or with the one of the rank that is wanted; all that have the same value."""
    steps = sorted(set(values.values()), reverse=True)
    if wish.rank:
        wanted = steps[RANKS[wish.rank] - 1 : RANKS[wish.rank]]
        return [place for place, value in values.items() if value in wanted]
    best = sorted(values, key=lambda place: -values[place])
    least = values[best[: wish.count][-1]] if best else 0.0
    return [place for place in best if values[place] >= least]


def _by_name(table: Table, evidence: Evidence) -> Picked | None:
    """The rows in which a whole cell is named: "Who works in Sales?" asks for all with "Sales"."""
    strange = strange_words(table, evidence, set())
    if not strange:
        return None
    asked = evidence.query.question.terms
    left, told = set(range(len(table.rows))), list[str]()
    named = {at: own for at in range(len(table.head)) if (own := cells_named(table, at, asked))}
    said = {term for own in named.values() for cell in own.values() for term in cell_content(cell)}
    # Who reports to somebody is in the column of managers, and not in the row of that one.
    heads = {at: own for at, own in named.items() if heads_named(table.head[at], asked)}
    for at, own in named.items():
        elsewhere = {cell for other, cells in heads.items() if other != at for cell in cells.values()}
        if at in heads or not elsewhere.issuperset(own.values()):
            left &= own.keys()
            told.append(" or ".join(f"“{cell}”" for cell in dict.fromkeys(own.values())))
    unsaid = {word.term for word in strange if word.weight == 1} - said
    if unsaid or not SEVERAL <= len(left) < len(table.rows):
        return None
    with_ = f"{len(left)} {of_rows(len(table.rows), [])} with " + " and ".join(told)
    return _rows(with_, [table.rows[place] for place in sorted(left)])


def _counted(table: Table, evidence: Evidence) -> Picked | None:
    """All rows, for who asks how many there are of what the first column or the heading is called."""
    question = evidence.query.question.text
    thing = counted_thing(question)
    called = {*terms(table.head[0]), *terms(own_heading(table.heading))}
    if thing not in called or not _COUNTED.match(question) or strange_words(table, evidence, set()) != []:
        return None
    return _rows(f"{len(table.rows)} rows", table.rows)


def _column(table: Table, wish: Wish, evidence: Evidence) -> tuple[Column, int] | None:
    """The column that a question picks by, and 1 where the greatest is wanted, else -1; None where it is not clear."""
    found = [own for own in columns(table) if not own.coarse or wish.by_year]
    found = [own for own in found if not wish.bounds or _is_comparable(own, wish)]
    asked = evidence.query.question.terms
    named = [own for own in found if heads_named(own.name, asked)]
    for signs in (wish.first, wish.columns):
        own = [(column, signs[name]) for column in found for name in column.terms if name in signs]
        if own:
            return _only(own, named)
    # What is out of stock is told by a column of that name alone.
    if wish.bounds and any(own.side or own.unit for own in wish.bounds):
        # A bare number may be of anything, and a year may tell when something else was done.
        alike = named or [own for own in found if own.unit not in ("", TIME) and own.unit == wish.unit]
        return _only([(own, 1) for own in alike], named)
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
    alike = column.unit == wish.unit or {column.unit, wish.unit} in _DEGREES
    return not (column.unit and wish.unit) or alike


def _rows(told: str, rows: Sequence[Row]) -> Picked:
    return Picked(told, tuple((row.passage, row.sentence) for row in rows))


def with_picked(evidence: Evidence, picked: Picked) -> Evidence:
    """The evidence with what is picked before all others."""
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
