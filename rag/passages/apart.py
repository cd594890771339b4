"""Rows and items that a day, a month or a number sets apart: a question that names one of them wants no other.

"Which course is on Thursday?" is not answered by the items for Monday and Wednesday, nor what five beeps mean by what
three do, however alike they read. Only rows of one table and items of one list exclude each other so: a sentence may
name another day for any reason. English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.items import ITEM_LINE
from index.text.patterns import lazy_pattern, right_before
from index.text.terms import is_stop, stem, terms
from index.types import Passage, Sentence
from rag.passages.contents import passage_terms
from rag.passages.tables import is_row, table_head, told
from rag.quantities.units import NUMBER_WORDS

# By what something is set apart ("day", or the term of what is counted), and the values of that.
Values = Mapping[str, frozenset[int]]

_OTHER_VALUE = 0.2
_ITEM = lazy_pattern(ITEM_LINE)
_SEVERAL = 2
_DAYS = [name[:3] for name in WEEKDAYS]
# Short forms have a capital, and so have March and May: "sat", "sun" and "may" are other words.
_DAY = rf"\b(?:(?i:(?:{'|'.join(WEEKDAYS)})s?)|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b"
_MONTH = rf"\b(?:{'|'.join(MONTHS)})\b"
# The name of something, and not the first word of a text: what has a number behind it is one of several.
_NAME = lazy_pattern(rf"\w\W+(?!{_DAY}|{_MONTH})[A-Z][a-z]+ $")
_WITH_NUMBER = lazy_pattern(r"\b(?P<word>[A-Za-z]+) \d{1,3}\b")
_NUMBERS = {word: int(value) for word, value in NUMBER_WORDS.items() if 1 <= value <= 12}
_NUMBER = rf"(?<![\w.,])(?<![^\W\d_]-)(?:\d{{1,3}}|(?i:{'|'.join(_NUMBERS)}))\b(?![.,:]\d)"
_TO = r"\.?(?: (?:to|till|until|through) | ?[-–—] ?)"
_DAYS_TOLD, _MONTHS_TOLD, _COUNTED = (
    lazy_pattern(rf"(?P<first>{value})(?:(?:{to})(?P<last>{value}))?{rest}")
    for value, to, rest in (
        (_DAY, _TO, ""),
        (_MONTH, _TO, ""),
        (_NUMBER, rf"{_TO}| or ", r"(?P<what>(?:[ -][A-Za-z]+){1,2})"),
    )
)
# It begins with a word: from within one it would be sought in vain for every letter.
_OFTEN = lazy_pattern(
    rf"(?<![A-Za-z])(?P<what>(?:[A-Za-z]+ ){{1,2}})(?:(?P<word>once|twice)|(?P<number>{_NUMBER}) times)\b"
)
# Whatever day it is.
_ALWAYS = lazy_pattern(r"\b(?:daily|week(?:day|end)s?|(?:every|each|any|all) days?|days a week)\b", re.I)
# "More than three" and "after 5 years" name no value, but where others begin.
_BOUND = lazy_pattern(
    r"\b(?:than|to|over|under|above|below|least|most|after|before|from|since|within|every|each|about|around|nearly|per|first|"
    r"last|next|another)\W+$",
    re.I,
)
_A_NUMBER = lazy_pattern(rf"\d|\b(?:{'|'.join(_NUMBERS)}|\w+teen|\w+ty|an?|half)\b", re.I)
# Their steps are more than one value: who has been there six years is told by the row for five.
_MEASURES = frozenset(
    map(
        stem,
        "second minute hour day night week month year metre meter kilometre mile foot inch gram kilo kilogram kg km m "
        "cm mm g ton tonne pound dollar euro cent crown person people guest adult child unit piece item percent "
        "degree".split(),
    )
)


def apart(question: str, stored: Sequence[StoredPassage]) -> Vector:
    """For every sentence of the candidates, in order, what is left of its score: less where a sibling is asked for."""
    asked, banded, kept = values(question), banded_rows(question, stored), list[float]()
    if not (asked or banded):
        return np.ones(sum(len(item.passage.sentences) for item in stored), np.float32)
    for passage in (item.passage for item in stored):
        own = dict(_siblings(passage)) if asked else {}
        meant = {what for found in own.values() for what in asked if asked[what] & found.get(what, frozenset())}
        for place, sentence in enumerate(passage.sentences):
            found = own.get(place, {})
            other = any(what in found and not asked[what] & found[what] for what in meant)
            in_band = banded.get((passage.id, sentence.start), True)
            kept.append(_OTHER_VALUE if other or not in_band else 1.0)
    return np.array(kept, np.float32)


def banded_rows(question: str, stored: Sequence[StoredPassage]) -> dict[tuple[str, int], bool]:
    """The rows that stand for bands of values, by passage and start, and whether each holds the question's."""
    if not (_A_NUMBER.search(question) and any("|" in item.passage.text for item in stored)):
        return {}
    # What reads numbers takes a while to import.
    from rag.passages.bands import bands

    found = ((item.passage.id, bands(question, item.passage)) for item in stored)
    return {(id_, start): held for id_, rows in found for start, held in rows.items()}


def is_in_its_band(question: str, asked: Collection[str], passage: Passage, row: Sentence) -> bool:
    """Whether a row stands for a band that holds the question's value, and its passage has all else that is `asked`."""
    if "|" not in row.text or not _A_NUMBER.search(question):
        return False
    from rag.passages.bands import OF_A_MEASURE, bands, measured

    rest = set(asked) - measured(question) - OF_A_MEASURE
    return bands(question, passage).get(row.start, False) and rest <= passage_terms(passage)


def lacks_value(question: str, best: Passage, found: Sequence[Passage]) -> bool:
    """Whether a day or a number is asked for that nothing found has, while the best passage sets others of it apart."""
    # What lies within a bound need not be named by it.
    named = values(_without_names(question, best))
    asked = {what: own for what, own in named.items() if what not in _MEASURES and " " not in what}
    own = [named for _, named in _siblings(best)] if asked else []
    wanted = [what for what in asked if sum(what in named for named in own) >= _SEVERAL]
    said = [named for passage in found for named in _all_values(passage)] if wanted else []
    return any(not any(asked[what] & named.get(what, frozenset()) for named in said) for what in wanted)


def _without_names(question: str, best: Passage) -> str:
    """The question without the numbers of rows: the 3 of "What does defect 3 cost?", where the table is of defects."""
    if "|" not in best.text:
        return question
    heads = {" ".join(table_head(best, own)) for own in best.sentences if is_row(best, own)}
    own = set(terms(" ".join((best.heading, *heads))))

    def without(found: re.Match[str]) -> str:
        return found["word"] if stem(found["word"].casefold()) in own else found[0]

    return _WITH_NUMBER.sub(without, question)


def sets_apart(question: str, texts: Sequence[str]) -> bool:
    """Whether a question names a day, a month or a number of some of the texts, where others have another."""
    asked = values(question)
    named = [values(text) for text in texts] if asked else []
    return any(
        any(asked[what] & own.get(what, frozenset()) for own in named)
        and any(what in own and not asked[what] & own[what] for own in named)
        for what in asked
    )


@lru_cache(maxsize=2000)
def values(text: str) -> Values:
    """The days, months and numbers of things that a text names."""
    found: dict[str, set[int]] = defaultdict(set)
    if _ALWAYS.search(text):
        found["day"].update(range(7))
    for kind, pattern, names in (("day", _DAYS_TOLD, _DAYS), ("month", _MONTHS_TOLD, MONTHS)):
        for match in pattern.finditer(text):
            first, last = (_place(match[side] or match["first"], names) for side in ("first", "last"))
            found[kind].update((first + step) % len(names) for step in range((last - first) % len(names) + 1))
    for match in _COUNTED.finditer(text):
        # The 2 of "How high does the Orla 2 lift?" counts nothing.
        if right_before(_NAME, text, match.start()):
            continue
        bound = right_before(_BOUND, text, match.start())
        first, last = (_number(match[side] or match["first"]) for side in ("first", "last"))
        for term in _terms(match["what"]):
            # "Within 50 km" is apart from "within 20 km" alone.
            found[f"{bound[0].strip().casefold()} {term}" if bound else term].update(range(first, last + 1))
    for match in _OFTEN.finditer(text):
        number = _number(match["number"]) if match["number"] else 1 + (match["word"].casefold() == "twice")
        for term in _terms(match["what"]):
            found[term].add(number)
    return {what: frozenset(own) for what, own in found.items()}


def _all_values(passage: Passage) -> Iterator[Values]:
    """What its text names, and what its rows name with the head of their table."""
    yield values(f"{passage.heading}\n{passage.text}")
    yield from (named for _, named in _siblings(passage))


def _siblings(passage: Passage) -> Iterator[tuple[int, Values]]:
    """The rows and the items of a passage, with what sets them apart: the place of each among its sentences."""
    for place, sentence in enumerate(passage.sentences):
        if is_row(passage, sentence) or _ITEM.match(sentence.text):
            yield place, values(told(passage, sentence))


def _terms(what: str) -> list[str]:
    return [term for word in re.findall(r"[a-z]+", what.casefold()) if not is_stop(term := stem(word))]


def _place(name: str, names: Sequence[str]) -> int:
    return next(at for at, own in enumerate(names) if name.casefold()[: len(own)] == own.casefold())


def _number(written: str) -> int:
    return _NUMBERS.get(written.casefold()) or int(written)
