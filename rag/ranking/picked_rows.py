"""The rows of a table that a question picks: the cheapest, all above £1,000, all "in Sales". English.

No single row says that it is the cheapest: all of them are compared, whatever was found of the table, and the answer
says of how many. Where a word of the question is neither in the table nor above it, nothing is picked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.text.calendar_names import WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms, words
from index.types import HEADING_PATH, Passage
from rag.evidence import Evidence, Picked, ScoredSentence, by_best_sentence
from rag.passages.columns import SEVERAL, Column, Row, Table, cells_of, columns, tables
from rag.passages.quotable import without_mark
from rag.passages.tables import asked_as, cell_content, cell_terms, is_head, is_row, told, told_with_heading
from rag.quantities.clock import CLOCK, times_of
from rag.question.counted import counted_thing
from rag.question.measures import measure_asked
from rag.question.question import ContentWord
from rag.question.superlative import RANKS, TIME, Wish, asks_for_things, is_negated, wish_of
from rag.ranking.features import FEATURES

# Passages whose tables are looked at, and sentences among which prose that says it itself counts.
_PASSAGES, _BEFORE = 10, 5
# The score of a row that is picked.
_PICKED = 0.95
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
# "Below 5 degrees" is told of a scale.
_DEGREES = ({"degree", "C"}, {"degree", "F"})
# They are meant by a table whose first column has names.
_PERSONS = frozenset(
    map(stem, "person people employee worker colleague member staff somebody everyone everybody".split())
)
_NAMES = frozenset(map(stem, "name employee person people member staff worker colleague".split()))
# "Friday 18 July" is named by its day.
_DAYS = frozenset(stem(day.casefold()) for day in WEEKDAYS)
# What a column is asked for by, besides the word at its head.
_RELATED = {stem("manager"): frozenset(map(stem, "report reports reporting managed".split()))}
# Of a time of day: it is asked what is then, or goes then, and not what is by then. A bare "9.41" may be a time.
_BESIDE = lazy_pattern(
    r"\b(?:after|before|by|until|till|between|from|since|past|around|about|than|and|or|to)\W+$", re.I
)
_DOTTED = lazy_pattern(r"(?<![\d.,:$€£])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.,]|\s?(?:%|[$€£]))")
_SPOKEN = lazy_pattern(r"\b(?:past|to)\b", re.I)
_HALF_DAY = lazy_pattern(r"[ap]\.?m\b|\bin the\b|\bat night\b", re.I)
_NOON = 720
_GOES = frozenset(
    map(
        stem,
        "leave leaves depart departs departing go goes start starts begin begins get gets reach reaches come comes "
        "arrive arrives run runs call calls happen happens time".split(),
    )
)
_EDGE = lazy_pattern(
    r"^(?!.*\b(?:was|were|did|had)\b).*?\b(?P<end>first|last)(?= (?:\w+ )?(?P<goes>train|tram|bus|coach|ferry|boat|"
    r"sailing|crossing|flight|shuttle|service|departure|connection|class|lesson|session|lecture|talk|tour|show|film)\b)",
    re.I,
)
_WHEN = lazy_pattern(r"^\W*when\b", re.I)
_LATEST = {"first": "earliest", "last": "latest"}
# What the rows are, which may be called otherwise than in the table: "yacht" for "boat".
_THING = lazy_pattern(
    r"\b(?:which|what|how many|list|show|name|all|every)(?: (?:me|all|every|the|of))* ([\w’'-]+)", re.I
)
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
    if timed := _at_a_time(evidence, passages):
        return with_picked(evidence, timed)
    # "When is the last train?" wants the latest of what goes.
    edge, asked = _EDGE.search(question.text), question.text
    if edge:
        end = edge["end"].casefold()
        if any(
            f"{end} {edge['goes']}".casefold() in item.sentence.text.casefold() for item in evidence.sentences[:_BEFORE]
        ):
            return evidence
        asked = _WHEN.sub("what time", f"{asked[: edge.start('end')]}{_LATEST[end]}{asked[edge.end('end') :]}")
    wish = wish_of(asked)
    if (wish is None and not asks_for_things(question.text)) or _is_said(evidence, wish):
        return evidence
    near = [item.passage for item in evidence.passages[:_PASSAGES] if wish or _has_a_word(item.passage, evidence)]
    picks = [(table, own) for table in tables(near, passages) if (own := _picked(table, wish, evidence))]
    # "What is the cheapest?" may be asked of any table that has prices.
    meant = next((picked for table, picked in picks if _is_spoken_of(table, evidence)), None)
    one = len(picks) == 1 and (_is_of_persons(picks[0][0]) or not _WHO.search(question.text))
    picked = meant or (picks[0][1] if one else None)
    if picked:
        # The rows of which something is denied are the others.
        return with_picked(evidence, Picked("", ()) if is_negated(question.text) and not wish else picked)
    # "The heaviest" is told by no row of a table without weights, unless it speaks of weight itself: "Weight | 9 kg".
    best = evidence.sentences[0]
    if (
        wish
        and not wish.bounds
        and (is_row(best.passage, best.sentence) or is_head(best.passage, best.sentence))
        and not evidence.known
        and {*wish.first, *wish.columns}.isdisjoint(terms(told(best.passage, best.sentence)))
    ):
        return with_picked(evidence, Picked("", ()))
    return evidence


def _has_a_word(passage: Passage, evidence: Evidence) -> bool:
    """Whether a passage has any word of the question: else its whole table need not be read."""
    said = {*terms(f"{passage.heading} {passage.text}"), *evidence.called.get(passage.document_id, ())}
    return any(word.term in said for word in evidence.query.question.content)


def _picked(table: Table, wish: Wish | None, evidence: Evidence) -> Picked | None:
    picked = _by_value(table, wish, evidence) if wish else None
    # "In 2012" may also be a cell.
    by_name = wish is None or not any(own.side for own in wish.bounds) and bool(wish.bounds)
    return picked or (_by_name(table, evidence) or _counted(table, evidence) if by_name else None)


def _is_spoken_of(table: Table, evidence: Evidence) -> bool:
    """Whether a word of the question, and not one of any table, is in its head, its heading, its title or its cells."""
    id_ = table.rows[0].passage.document_id
    own = {*terms(" ".join((table.heading, *table.head))), *evidence.called.get(id_, ())}
    own.update(*cells_of(table))
    return any(word.term in own - _ANY for word in evidence.query.question.content)


def _is_said(evidence: Evidence, wish: Wish | None) -> bool:
    """Whether something near the top uses the same words: "Our cheapest boat is the Teal"."""
    if wish is None or wish.bounds:
        return False
    told = set(words(wish.told))
    return any(told <= set(words(item.sentence.text)) for item in evidence.sentences[:_BEFORE])


def _by_value(table: Table, wish: Wish, evidence: Evidence) -> Picked | None:
    goes = {*_GOES, *map(stem, _LATEST)} if _EDGE.search(evidence.query.question.text) else set[str]()
    strange = _strange(table, evidence, {*wish.columns, *map(stem, wish.words), *goes}, wish.told)
    if strange is None:
        return None
    places, among = set(range(len(table.rows))), list[str]()
    for word in strange:
        having = {place for place in places if word.term in table.rows[place].terms}
        # "The cheapest boat in Lisbon" is one of those with "Lisbon".
        if not having:
            return None
        places = having
        among.append(word.word)
    found = _column(table, wish, evidence)
    if not found:
        return None
    column, sign = found
    values = {place: value for place, value in column.values.items() if place in places}
    if wish.bounds:
        chosen = [place for place, value in values.items() if wish.meets(value, column.unit)]
        told = f"{len(chosen)} {_of_rows(len(places), among)}, “{column.name}” {wish.told}"
        return _rows(told, [table.rows[place] for place in chosen])
    end = (("latest", "earliest") if column.unit in (TIME, CLOCK) else ("highest", "lowest"))[sign < 0]
    chosen = _at_the_end({place: sign * value for place, value in values.items()}, wish)
    told = f"the {wish.rank} {end}" if wish.rank else f"the {end}"
    return _rows(f"{told} “{column.name}” {_of_rows(len(values), among)}", [table.rows[place] for place in chosen])


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
    strange = _strange(table, evidence, set())
    if not strange:
        return None
    asked = {word.term for word in evidence.query.question.content}
    left, told = set(range(len(table.rows))), list[str]()
    named = {at: own for at in range(len(table.head)) if (own := _naming(table, at, asked))}
    said = {term for own in named.values() for cell in own.values() for term in cell_content(cell)}
    # Who reports to somebody is in the column of managers, and not in the row of that one.
    heads = {at: own for at, own in named.items() if _heads_named(table.head[at], asked)}
    for at, own in named.items():
        elsewhere = {cell for other, cells in heads.items() if other != at for cell in cells.values()}
        if at in heads or not elsewhere.issuperset(own.values()):
            left &= own.keys()
            told.append(" or ".join(f"“{cell}”" for cell in dict.fromkeys(own.values())))
    if not SEVERAL <= len(left) < len(table.rows) or any(word.term not in said for word in strange if word.weight == 1):
        return None
    with_ = f"{len(left)} {_of_rows(len(table.rows), [])} with " + " and ".join(told)
    return _rows(with_, [table.rows[place] for place in sorted(left)])


def _naming(table: Table, at: int, asked: set[str]) -> dict[int, str]:
    """The cells of a column that a question names, by the place of their row."""
    own = {place: row.cells[at] for place, row in enumerate(table.rows) if at < len(row.cells)}
    return {place: cell for place, cell in own.items() if _is_named(cell, table.head[at], asked)}


def _at_a_time(evidence: Evidence, passages: Callable[[str], Sequence[Passage]]) -> Picked | None:
    """The rows of the time of day that a question names: "When does the 9:41 get in?", however it is written."""
    question = evidence.query.question.text
    asked = _asked_time(question)
    if asked is None:
        return None
    start, end, minutes, is_exact = asked
    measure = measure_asked(question)
    near = [item.passage for item in evidence.passages[:_PASSAGES] if "|" in item.passage.text]
    for table in tables(near, passages):
        strange = _strange(table, evidence, {*terms(question[start:end]), *_GOES})
        if strange is None:
            continue
        words_ = {word.term for word in evidence.query.question.content}
        found = [own for own in columns(table) if own.unit == CLOCK]
        # "Which arrives at 9:41?" names the column; "When does the 9:41 arrive?" names another.
        for column in sorted(found, key=lambda own: not _heads_named(own.name, words_)):
            values = {
                place: value
                for place, value in column.values.items()
                if all(word.term in table.rows[place].terms for word in strange)
            }
            same = [place for place, value in values.items() if value == minutes]
            if not same and not is_exact:
                same = [place for place, value in values.items() if value % _NOON == minutes % _NOON]
            rows = [replace(own, sentence=without_mark(own.sentence)) for own in (table.rows[place] for place in same)]
            if rows and (
                measure is None or any(measure.search(told_with_heading(row.passage, row.sentence)) for row in rows)
            ):
                among = [word.word for word in strange]
                told = f"{len(same)} {_of_rows(len(values), among)}, “{column.name}” at {question[start:end]}"
                return _rows(told, rows)
    return None


def _asked_time(question: str) -> tuple[int, int, int, bool] | None:
    """Where the one time that a question names stands, its minutes, and whether it tells morning from evening.

    "After 9:41" names no row, and "9.41" is a time where a table has it.
    """
    clear = _DOTTED.sub(r"\1:\2", question)
    found = list(times_of(clear)) if any(char.isdigit() for char in question) or _SPOKEN.search(question) else []
    if len(found) != 1 or _BESIDE.search(question, 0, found[0].start):
        return None
    start, end, minutes = found[0].start, found[0].end, found[0].minutes
    return start, end, minutes, minutes > _NOON or _HALF_DAY.search(question[start:end]) is not None


def _counted(table: Table, evidence: Evidence) -> Picked | None:
    """All rows, for who asks how many there are of what the first column or the heading is called."""
    question = evidence.query.question.text
    thing = counted_thing(question)
    called = {*terms(table.head[0]), *terms(table.heading.rpartition(HEADING_PATH)[2])}
    if thing not in called or not _COUNTED.match(question) or _strange(table, evidence, set()) != []:
        return None
    return _rows(f"{len(table.rows)} rows", table.rows)


def _is_named(cell: str, head: str, asked: set[str]) -> bool:
    """Whether a question has all words of a cell; of a number, also of its column: "6 berths"."""
    if asked.isdisjoint(cell_terms(cell)):
        return False
    own = cell_content(cell)
    dated = any(term[0].isdigit() for term in asked)
    own = own[:1] if own and own[0] in _DAYS and not dated else own
    bare = all(not term[0].isalpha() for term in own)
    return bool(own) and asked.issuperset(own) and not (bare and not _heads_named(head, asked))


def _heads_named(head: str, asked: set[str]) -> bool:
    return any(not {*asked_as(term), *_RELATED.get(term, ())}.isdisjoint(asked) for term in cell_content(head))


def _of_rows(count: int, among: Sequence[str]) -> str:
    return f"of {count} row{'s' * (count != 1)}" + (f" with “{' '.join(among)}”" if among else "")


def _strange(table: Table, evidence: Evidence, used: set[str], told: str = "") -> list[ContentWord] | None:
    """The words of the question that only rows can have; None where one has no place in the table at all.

    `used` are the terms by which rows are picked, and `told` the words before the name of what is picked.
    """
    question = evidence.query.question
    content = question.content
    first = table.rows[0].passage
    known = set(terms(" ".join((table.heading, *table.head)))) | evidence.called.get(first.document_id, frozenset())
    known |= {term for head in known for term in (*asked_as(head), *_RELATED.get(head, ()))} | used
    of_persons = _is_of_persons(table)
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
    other = [
        word
        for word, nearness in zip(content, nearest, strict=True)
        if word.term not in known | held and not (nearness >= _NEAR and word.term in thing)
    ]
    carried = [word for word in content if word.weight < 1]
    # Of what was spoken of before, anything of this table is enough.
    if any(word.weight == 1 for word in other) or (carried and set(carried) <= set(other)):
        return None
    return [word for word in content if word.term in held - known]


def _is_of_persons(table: Table) -> bool:
    return not _NAMES.isdisjoint(terms(table.head[0]))


def _thing(question: str, told: str) -> set[str]:
    """The terms that may name what the rows are: "yacht" in "Which yacht ...?" and in "the cheapest yacht"."""
    named = [found[1] for found in _THING.finditer(question)]
    after = question.casefold().partition(told.casefold())[2].split() if told else []
    return set(terms(" ".join([*named, *after[:1]])))


def _column(table: Table, wish: Wish, evidence: Evidence) -> tuple[Column, int] | None:
    """The column that a question picks by, and 1 where the greatest is wanted, else -1; None where it is not clear."""
    found = [own for own in columns(table) if not own.coarse or wish.by_year]
    found = [own for own in found if not wish.bounds or _is_comparable(own, wish)]
    asked = {word.term for word in evidence.query.question.content}
    named = [own for own in found if _heads_named(own.name, asked)]
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
