"""The rows of the time of day that a question names: "When does the 9:41 get in?", however it is written. English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from index.text.patterns import lazy_pattern, right_before
from index.text.terms import stem, terms
from index.types import Passage
from rag.evidence import Evidence, Picked
from rag.passages.columns import columns, tables
from rag.passages.quotable import without_mark
from rag.passages.tables import told_with_heading
from rag.quantities.clock import CLOCK, Time, times_of
from rag.question.measures import measure_asked
from rag.ranking.table_words import heads_named, of_rows, strange_words, with_words

# It is asked what is then, or goes then, and not what is by then. A bare "9.41" may be a time.
_BESIDE = lazy_pattern(
    r"\b(?:after|before|by|until|till|between|from|since|past|around|about|than|and|or|to)\W+$", re.I
)
_DOTTED = lazy_pattern(r"(?<![\d.,:$€£])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.,]|\s?(?:%|[$€£]))")
_SPOKEN = lazy_pattern(r"\b(?:past|to)\b", re.I)
_HALF_DAY = lazy_pattern(r"[ap]\.?m\b|\bin the\b|\bat night\b", re.I)
_NOON = 720
# What goes or happens at a time.
GOES = frozenset(
    map(
        stem,
        "leave leaves depart departs departing go goes start starts begin begins get gets reach reaches come comes "
        "arrive arrives run runs call calls happen happens time".split(),
    )
)


def rows_at_a_time(
    evidence: Evidence, near: Sequence[Passage], passages: Callable[[str], Sequence[Passage]]
) -> Picked | None:
    """The rows of the time that the question names, of the first table of the passages `near` that has such.

    `passages` gives all of a document.
    """
    question = evidence.query.question
    asked = _asked_time(question.text)
    if asked is None:
        return None
    time, is_exact = asked
    named, measure = question.text[time.start : time.end], measure_asked(question.text)
    for table in tables([passage for passage in near if "|" in passage.text], passages):
        strange = strange_words(table, evidence, {*terms(named), *GOES})
        if strange is None:
            continue
        places = with_words(table, strange)
        found = [own for own in columns(table) if own.unit == CLOCK]
        # "Which arrives at 9:41?" names the column; "When does the 9:41 arrive?" names another.
        for column in sorted(found, key=lambda own: not heads_named(own.name, question.terms)):
            values = {place: value for place, value in column.values.items() if place in places}
            rows = [table.rows[place] for place in _at(time.minutes, values, is_exact)]
            tells = (measure is None or measure.search(told_with_heading(row.passage, row.sentence)) for row in rows)
            if any(tells):
                told = f"{len(rows)} {of_rows(len(values), strange)}, “{column.name}” at {named}"
                return Picked(told, tuple((row.passage, without_mark(row.sentence)) for row in rows))
    return None


def _at(minutes: int, values: Mapping[int, float], is_exact: bool) -> list[int]:
    """The places with that time; where it may be of the morning or of the evening, else with the other one."""
    same = [place for place, value in values.items() if value == minutes]
    return same or [place for place, value in values.items() if not is_exact and value % _NOON == minutes % _NOON]


def _asked_time(question: str) -> tuple[Time, bool] | None:
    """The one time that a question names, and whether it tells morning from evening.

    "After 9:41" names no row, and "9.41" is a time where a table has it.
    """
    clear = _DOTTED.sub(r"\1:\2", question)
    found = list(times_of(clear)) if any(char.isdigit() for char in question) or _SPOKEN.search(question) else []
    if len(found) != 1 or right_before(_BESIDE, question, found[0].start):
        return None
    time = found[0]
    return time, time.minutes > _NOON or _HALF_DAY.search(question[time.start : time.end]) is not None
