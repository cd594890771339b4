"""Lines such as "Weight: 1.6 kg", where a question asks for them in other words: "How heavy is it?". English.

Only where it asks of what the document is about, and for nothing else: "When is the next meeting?" is not told by the
"Date:" of the minutes. A line with a box to tick tells whether it is so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.items import ITEM
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, stem, terms
from index.types import Passage, Sentence
from rag.passages.quotable import has_box, is_envelope
from rag.passages.tables import ASKED_AS
from rag.question.measures import lacks_measure
from rag.question.question import Question

# Such a line has at least this score; and one with a box that has all the words.
_LABELLED, _BOXED = 0.9, 1.0
_LINE = lazy_pattern(
    rf"\s*(?:{ITEM}\s+)?[*_]{{0,2}}(?P<label>[A-Z][\w -]{{1,24}}?)(?: ?\([^()\n]*\))?[*_]{{0,2}}:[*_]{{0,2}} +\S"
)
# Before it on its line stands at most the mark of an item.
_MARKS = " \t-*+•–—"
_MOST_WORDS = 2
# "Noise level" is asked for as noise is, "Total price" as the price.
_NO_NAME = frozenset(map(stem, "level rating total time net gross".split()))
# What a label stands for beside what the first cell of a row may.
_ASKED_AS = ASKED_AS | {stem(name): frozenset(("where",)) for name in ("venue", "location", "place", "address")}
# Words of the asking, which nothing tells more about.
_ASKING = frozenset(map(stem, "take last place long much many cost get have held happen".split()))
_LASTS = frozenset(map(stem, ("last", "take")))
_LENGTH = stem("length")
# Whether it is so is asked of a line with a box, whose other words it has, but for those that every form may be
# asked by.
_WHETHER = lazy_pattern(r"\W*(?:was|were|is|are|has|have|had|did|does|do)\b(?!.*\b(?:or|how|wh\w+)\b)", re.I)
_OF_FORMS = frozenset(
    map(
        stem,
        "include included part delivered delivery tick ticked check checked mark marked complete completed".split(),
    )
)


def of_labelled_lines(
    question: Question, stored: Sequence[StoredPassage], called: Mapping[str, frozenset[str]]
) -> Vector:
    """For every sentence of the candidates, in order: nearly the best score where it is such a line, else 0."""
    found = [(item.passage, own) for item in stored for own in item.passage.sentences]
    asked = question.terms
    said = asked | set(question.sequence) if question.english else set[str]()

    whether = question.english and _WHETHER.match(question.text) is not None

    def is_boxed(passage: Passage, line: Sentence) -> bool:
        if not has_box(line.text):
            return False
        rest = asked - called[passage.document_id] - _OF_FORMS - set(terms(passage.heading))
        return bool(rest) and rest.issubset(terms(line.text))

    def is_meant(passage: Passage, line: Sentence) -> bool:
        key = _asked_by(passage, line, said)
        # The date of a mail is not that of what it is about.
        if not key or is_envelope(passage, line):
            return False
        about = {*called[passage.document_id], *terms(passage.heading)}
        return asked - key - _ASKING <= about and not lacks_measure(question.text, line.text)

    scores = np.zeros(len(found), np.float32)
    for at, (passage, line) in enumerate(found):
        if whether and is_boxed(passage, line):
            scores[at] = _BOXED
        elif ":" in line.text and is_meant(passage, line):
            scores[at] = _LABELLED
    return scores


def _asked_by(passage: Passage, line: Sentence, said: Collection[str]) -> set[str]:
    """The terms of a question that ask in other words for what a line is labelled as; none for most."""
    label = _LINE.match(line.text)
    before = passage.text[: line.start - passage.start].rpartition("\n")[2]
    if label is None or before.strip(_MARKS) or len(label["label"].split()) > _MOST_WORDS:
        return set()
    own = content_terms(label["label"])
    own = [term for term in own if term not in _NO_NAME] or own
    met = [_ASKED_AS.get(term, frozenset[str]()).intersection(said) for term in own]
    # "How long does it take?" asks for no length, and "How long was the longest?" for one of several.
    if not own or not all(met) or (_LENGTH in own and not _LASTS.isdisjoint(said)):
        return set()
    key = set().union(*met)
    return set() if any(term.endswith("est") for term in key) else key
