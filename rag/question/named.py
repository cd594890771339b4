"""What documents are called, and questions that name it, put to the document without its name.

"Which rally did Ada Bell win?" is more like "Ada Bell was a driver" than like "She won the Alpine Rally" two lines on:
a name is so telling that it outweighs what is asked. It has told which document is meant; among the sentences of that
document it tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Vector
from index.text.calendar_names import MONTH_NUMBERS, MONTHS, SHORT_MONTHS
from index.text.patterns import lazy_pattern
from index.text.stemming import CAPITALS
from index.text.terms import content_terms, stem, words
from rag.question.question import Question, analyse

# A title of more content words is a headline: it says something of its subject, and calls the document nothing, but for
# what stands before its colon, dash or bracket ("Isle of Sarnay: a guide for walkers", "Ada Bell (1902–1988)"), and a
# name before its comma ("Ada Bell, engineer of the northern railways").
_LONGEST_NAME = 4
_SUBTITLE = re.compile(r"\s*:\s+|\s+[–—-]\s+|\s+[(\[]")
_APPOSITION = re.compile(rf"((?:[{CAPITALS}][\w’'.-]* )+[{CAPITALS}][\w’'.-]*), (?=[^\W\d_{CAPITALS}])")
# Of two whose names are joined, the name tells which is asked about.
_JOINED = re.compile(r"\s(?:and|&|or|vs?\.?|versus)\s|[,/+]", re.I)
# "2023-04", "2023_04_12"; with a capital, as "may" and "mar" are other words.
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d[-_. ](0[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(rf"(?<![^\W_])(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})(?![^\W\d_])")
MONTH_TERMS = frozenset(map(stem, MONTH_NUMBERS))
# "In May 2023", "between May 2023 and June 2023"; with what stands before it.
_IN_MONTH = lazy_pattern(
    rf"(?:,? (?:in|of|for|from|during|between|and|or|to))*,? "
    rf"((?:{'|'.join((*MONTHS, *SHORT_MONTHS))}),? (?:19|20)\d\d|(?:19|20)\d\d-\d\d)(?![\w-])(?:['’]s)?"
)
# "This agreement is made between Castle Court Ltd and Penrose & Sons, hereafter the Contractor."
_PARTIES = lazy_pattern(
    r"\b(?:[Aa]greement|[Cc]ontract|[Ll]ease|[Dd]eed|AGREEMENT|CONTRACT|LEASE|DEED)\b[^.]*?\b"
    rf"(?:between|BETWEEN):?\s+([{CAPITALS}][^.;:]{{1,80}}?),?\s+(?:and|AND)\s+(?:\(?2\)\s*)?([{CAPITALS}][^,;.(\n]{{1,60}})"
)
# So much of a text is its opening.
OPENING = 600
# "The Miller contract" is the contract, to itself.
DOCUMENT_WORDS = (
    r" (?:agreement|article|contract|deal|deed|guide|handbook|invoice|lease|letter|manual|meeting|memo|minutes|"
    r"newsletter|offer|page|paper|plan|policy|proposal|quote|report|sheet|statement|tender)s?\b"
)
_OF_DOCUMENT = lazy_pattern(DOCUMENT_WORDS)
_WORD = re.compile(r"[\w-]+")
_ARTICLE, _OWNING = re.compile(r"\bthe\s+$", re.I), re.compile(r"['’]s?(?!\w)")
# Characters that may stand between the words of a name.
_APART = 2


# Of a large library all names are looked at for a question that has any.
@lru_cache(maxsize=20_000)
# Every question asks for those of the documents that it finds.
@lru_cache(maxsize=10_000)
def name_terms(title: str, source: str) -> frozenset[str]:
    """The terms of a document's title and of its file's name, none of a headline; with the month that either has."""
    file = PurePath(source.replace("\\", "/")).stem
    return _own_terms(title, source) | _month_terms(file) | (_month_terms(title) if _name_terms(title) else frozenset())


def _month_terms(name: str) -> frozenset[str]:
    """A month in all ways to write it: "2023-04 minutes" and "Minutes, Apr 2023" are both of April."""
    numbers = {int(found[1]) for found in _YEAR_AND_MONTH.finditer(name)}
    numbers |= {MONTH_NUMBERS[found.casefold()] for found in _MONTH.findall(name)}
    ways = {word for word, number in MONTH_NUMBERS.items() if number in numbers}
    return frozenset(map(stem, ways)).union(f"{number:02}" for number in numbers)


@lru_cache(maxsize=10_000)
def _own_terms(title: str, source: str) -> frozenset[str]:
    """The same without the months: "in April" tells what is asked for, and stays where it stands."""
    return _name_terms(title) | _name_terms(PurePath(source.replace("\\", "/")).stem)


def _name_terms(name: str) -> frozenset[str]:
    whole, main = content_terms(name), content_terms(_main(name))
    return frozenset(whole if len(whole) <= _LONGEST_NAME else main if len(main) <= _LONGEST_NAME else ())


def _main(title: str) -> str:
    name = _APPOSITION.match(title)
    return name[1] if name else _SUBTITLE.split(title, maxsplit=1)[0]


@lru_cache(maxsize=1000)
def party_terms(opening: str) -> frozenset[str]:
    """The terms of those between whom an agreement is made, by how it opens; none of another text."""
    found = _PARTIES.search(opening[:OPENING])
    return frozenset(content_terms(f"{found[1]} {found[2]}")) if found else frozenset()


def named_by(names: Collection[str], called: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The ids of the documents that have most of the names in what they are `called`: of "Tarn 17 Pro" not Tarn 17.

    What they are all called by tells none of them, nor does a number alone.
    """
    asked = frozenset(names)
    has = {id_: own & asked for id_, own in called.items() if not asked.isdisjoint(own)}
    shared = frozenset.intersection(*has.values()) if len(has) == len(called) else frozenset[str]()
    has = {id_: own - shared for id_, own in has.items()}
    has = {id_: own for id_, own in has.items() if not all(map(str.isdecimal, own))}
    return frozenset(id_ for id_, own in has.items() if not any(own < other for other in has.values()))


def without_names(
    question: Question,
    names: Mapping[str, tuple[str, str]],
    parties: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, Question]:
    """The question as it is put to each document that it names, by id.

    `names` has title and source of each document, `parties` who made it, where it is an agreement. None is put anew
    that is in no English, or asks for the name only.
    """
    found: dict[str, Question] = {}
    if not (question.english and question.names):
        return found
    for id_, (title, source) in names.items():
        own = _own_terms(title, source) | (parties or {}).get(id_, frozenset())
        joined = _JOINED.search(_IN_MONTH.sub("", _main(title)).rstrip(", "))
        left = None if joined else _without(question, own - MONTH_TERMS, name_terms(title, source))
        if left and left.content:
            found[id_] = left
    return found


def _without(question: Question, called: frozenset[str], dated: frozenset[str]) -> Question | None:
    """The question with "it" for the names that a document is called by, and without the month and year of its name.

    None where it has none of them. `dated` are the names with all ways to write a month.
    """
    asked, parts, at = question.text, list[str](), 0
    text = _undated(asked, dated)
    for start, end in _runs(text, called.intersection(question.names)):
        owning = _OWNING.match(text, end)
        if not owning and _OF_DOCUMENT.match(text, end) and _ARTICLE.search(text[at:start]):
            parts.append(text[at:start].rstrip())
        else:
            parts += _ARTICLE.sub("", text[at:start]), "its" if owning else "it"
        at = owning.end() if owning else end
    left = "".join([*parts, text[at:]])
    return analyse(left) if left != asked else None


def _undated(text: str, called: frozenset[str]) -> str:
    """The text without months of a year, if a document is called by one: its minutes do not say it of each decision."""
    if not any(map(str.isdecimal, called)):
        return text
    asked = [set(map(stem, words(found[1]))) for found in _IN_MONTH.finditer(text)]
    return _IN_MONTH.sub("", text) if any(date <= called for date in asked) else text


def _runs(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where names stand, neighbours as one. A number is one only beside a word: a year tells what is asked for."""
    runs: list[tuple[int, int]] = []
    if not names:
        return runs
    for word in _WORD.finditer(text):
        start, end = word.span()
        terms = [stem(part) for part in words(word.group())]
        if not terms or not names.issuperset(terms):
            continue
        if runs and start - runs[-1][1] <= _APART:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return [(start, end) for start, end in runs if not text[start:end].isdecimal()]


def dealt(scores: Vector, places: NDArray[np.intp], other: Vector) -> Vector:
    """The same scores, of which those at `places` are dealt out anew: the best one where `other` is the best."""
    new = scores.copy()
    new[places[np.argsort(-other, kind="stable")]] = np.sort(scores[places])[::-1]
    return new
