"""What documents are called, and questions that name it, put to the document without its name.

"Which rally did Ada Bell win?" is more like "Ada Bell was a driver" than like "She won the Alpine Rally" two lines on:
a name is so telling that it outweighs what is asked. It has told which document is meant; among the sentences of that
document it tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Vector
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
_WORD = re.compile(r"[\w-]+")
_ARTICLE, _OWNING = re.compile(r"\bthe\s+$", re.I), re.compile(r"['’]s?(?!\w)")
# Characters that may stand between the words of a name.
_APART = 2


@lru_cache(maxsize=1000)
def name_terms(title: str, source: str) -> frozenset[str]:
    """The terms of a document's title and of its file's name; none of a headline."""
    return _name_terms(title) | _name_terms(PurePath(source.replace("\\", "/")).stem)


def _name_terms(name: str) -> frozenset[str]:
    whole, main = content_terms(name), content_terms(_main(name))
    return frozenset(whole if len(whole) <= _LONGEST_NAME else main if len(main) <= _LONGEST_NAME else ())


def _main(title: str) -> str:
    name = _APPOSITION.match(title)
    return name[1] if name else _SUBTITLE.split(title, maxsplit=1)[0]


def without_names(question: Question, names: Mapping[str, tuple[str, str]]) -> dict[str, Question]:
    """The question as it is put to each document that it names, by id.

    `names` has title and source of each document. None is put anew that is in no English, or asks for the name only.
    """
    found: dict[str, Question] = {}
    if not (question.english and question.names):
        return found
    for id_, (title, source) in names.items():
        left = None if _JOINED.search(_main(title)) else _without(question, name_terms(title, source))
        if left and left.content:
            found[id_] = left
    return found


def _without(question: Question, called: frozenset[str]) -> Question | None:
    """The question with "it" for the names that a document is called by; None where it has none."""
    text, parts, at = question.text, list[str](), 0
    for start, end in _runs(text, called.intersection(question.names)):
        owning = _OWNING.match(text, end)
        parts += _ARTICLE.sub("", text[at:start]), "its" if owning else "it"
        at = owning.end() if owning else end
    return analyse("".join([*parts, text[at:]])) if parts else None


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
