"""The step of a list that is asked for by its number: "What is step 4?", "the fourth step", "What comes after step 3?".

Of lists that number their items; a recipe need not call them steps. Where there are several, the other words of the
question tell which is meant, and where it has none, all are. English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms
from rag.passages.contents import passage_terms
from rag.quantities.units import NUMBER_WORDS, ORDINALS
from rag.question.question import Question

# Such an item has at least this score.
_NAMED = 0.9
_MOST = 12
_CARDINALS = {word: int(value) for word, value in NUMBER_WORDS.items() if 1 <= value <= _MOST}
_ORDINALS = {word: value for word, value in ORDINALS.items() if value <= _MOST}
_STEP = lazy_pattern(
    rf"(?:\b(?P<side>after|before|follows?|following|precedes?|preceding) (?:the )?)?"
    rf"(?:\bstep (?:no\.? |number )?(?P<cardinal>\d{{1,2}}|{'|'.join(_CARDINALS)})\b|"
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) step\b)",
    re.I,
)
# "How long do I wait after step 3?" asks for no step.
_ASKS_FOR_IT = lazy_pattern(
    r"\W*(?:(?:and|so|ok(?:ay)?)\W+)?(?:what|which)(?:['’]s)?\b(?: (?:is|are|was|do|does|did|must|should|can|will|"
    r"has|have|need|to|be|done|i|you|we|one|they|the|step|next|right|directly|immediately|comes?|happens?))* $",
    re.I,
)
_ITEM = lazy_pattern(r"\s*(?:[*_]*step )?\(?(?P<number>\d{1,2})[.):]", re.I)
# Words of the asking, which no text need have.
_ASKING = frozenset(
    map(
        stem,
        "step number no instruction come follow precede next happen do say tell read mean describe explain involve "
        "give show right directly immediately need".split(),
    )
)


def of_numbered_steps(
    question: Question, stored: Sequence[StoredPassage], called: Mapping[str, frozenset[str]]
) -> Vector:
    """For every sentence of the candidates, in order: nearly the best score where it is the step asked for, else 0."""
    count = sum(len(item.passage.sentences) for item in stored)
    asked = step_asked(question.text) if question.english else None
    if asked is None:
        return np.zeros(count, np.float32)
    number, words_ = asked
    rest = question.terms - _ASKING - set(terms(words_))
    found = [
        (match := _ITEM.match(sentence.text)) is not None
        and int(match["number"]) == number
        and rest <= passage_terms(item.passage) | called[item.passage.document_id]
        for item in stored
        for sentence in item.passage.sentences
    ]
    return np.array(found, np.float32) * _NAMED


def is_another_step(question: str, sentence: str) -> bool:
    """Whether a step is asked for by its number, and a sentence is an item with another one."""
    item, asked = _ITEM.match(sentence), step_asked(question)
    return item is not None and asked is not None and int(item["number"]) != asked[0]


def step_asked(question: str) -> tuple[int, str] | None:
    """The number of the step that is asked for, and the words that tell it; None where there is none, or several."""
    found = list(_STEP.finditer(question))
    if len(found) != 1:
        return None
    first = found[0]
    number, side = _number(first), (first["side"] or "").casefold()
    if side and not _ASKS_FOR_IT.fullmatch(question, 0, first.start()):
        return None
    shift = 0 if not side else -1 if side.startswith(("before", "preced")) else 1
    return number + shift, first[0]


def _number(step: re.Match[str]) -> int:
    written = (step["cardinal"] or step["ordinal"]).casefold()
    told = _CARDINALS.get(written) or _ORDINALS.get(written)
    return told or int(written.rstrip("stndrh"))
