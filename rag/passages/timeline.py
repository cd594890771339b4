"""Lines that begin with a time, as those of a timeline or a log: it is the time of all that the line tells.

"15:01 The page is updated. Nadia takes over.": when she did stands at the head of the line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.text.calendar_names import MONTHS, SHORT_MONTHS, WEEKDAYS
from index.text.items import ITEM
from index.text.patterns import lazy_pattern
from index.text.terms import terms
from index.types import Passage, Sentence
from rag.passages.neighbours import place_of
from rag.passages.tables import is_row, row_cells, told
from rag.quantities.clock import times_of

_MONTH = rf"(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})\b\.?"
_CLOCK = r"\d{1,2}(?:[:.h]\d\d)(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
_DATE = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|"
    rf"{_MONTH} \d{{1,2}}(?:,? \d{{4}})?\b|{_MONTH} \d{{4}}|(?:1[5-9]|20)\d\d(?: ?[-–] ?\d{{2,4}})?"
)
_ZONE = r"[A-Z]{2,4}\b"
_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
# What follows begins anew: "1983 was a good year" and "9.30 euros" open no line of a timeline.
_TIMED = lazy_pattern(
    rf"\s*(?:{ITEM}\s+)?[*_\[(]*"
    rf"(?P<time>(?i:{_DAY},? )?(?i:{_DATE}|{_CLOCK}|{_DAY})(?:,? (?i:{_CLOCK}))?(?: {_ZONE})?)"
    r"[*_\])]*(?:\s*[:–—-][*_]*\s+|\s+)(?=[*_\"“‘(]*[A-Z])"
)
_ITEM = lazy_pattern(rf"\s*{ITEM}\s")
# No line of a timeline tells more.
_MOST = 4


def timed_line(passage: Passage, sentence: Sentence) -> Sequence[Sentence]:
    """The sentences of such a line from its time up to this one; none where a sentence stands on no such line."""
    own, at = passage.sentences, place_of(passage, sentence)
    for first in range(at, max(at - _MOST, -1), -1):
        text, start = passage.text, own[first].start - passage.start
        if not text[:start].rpartition("\n")[2].strip():
            line = text[text.rfind("\n", 0, start) + 1 :]
            if _TIMED.match(line):
                return own[first : at + 1]
            if _ITEM.match(line):
                break
        if first and text[own[first - 1].end - passage.start : start].count("\n") > 1:
            break
    return ()


def line_tells(passage: Passage, sentence: Sentence, asked: Collection[str]) -> bool:
    """Whether a sentence and those before it on such a line have all terms, and this one some of them."""
    line = timed_line(passage, sentence)
    said = {term for own in line for term in terms(own.text)}
    return bool(line) and said.issuperset(asked) and not set(terms(sentence.text)).isdisjoint(asked)


def line_is_of(passage: Passage, sentence: Sentence, question: str, asked: Collection[str]) -> bool:
    """Whether a sentence stands on such a line, whose time a question tells, and the line has all that is asked.

    So does a row of a table whose first cell is a time of day.
    """
    if is_row(passage, sentence):
        return _row_is_of(passage, sentence, question, asked)
    line = timed_line(passage, sentence)
    begins = line and _TIMED.match(passage.text[line[0].start - passage.start :])
    if not begins:
        return False
    asked_times, own = tuple(times_of(question)), tuple(times_of(begins["time"]))
    if asked_times and {time.minutes for time in asked_times}.isdisjoint(time.minutes for time in own):
        return False
    head = {term for term in terms(begins["time"]) if term[0].isdigit()}
    if not asked_times and head.isdisjoint(terms(question)):
        return False
    # "3:20 pm" may be written 15:20.
    written = {term for time in asked_times for term in terms(question[time.start : time.end])}
    return (set(asked) - written).issubset(term for one in line for term in terms(one.text))


def _row_is_of(passage: Passage, row: Sentence, question: str, asked: Collection[str]) -> bool:
    asked_times = tuple(times_of(question))
    own = {time.minutes for time in times_of(row_cells(passage, row)[0])} if asked_times else set[int]()
    written = {term for time in asked_times for term in terms(question[time.start : time.end])}
    same = not own.isdisjoint(time.minutes for time in asked_times)
    return same and (set(asked) - written).issubset(terms(told(passage, row)))
