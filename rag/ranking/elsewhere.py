"""What is left of a sentence's score where a question is in another language than English: shares of 1.

The embedded model knows little of these languages: to it a French sentence is near a Spanish question, and one that
only names the office near one that asks for its telephone number.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.languages import ENGLISH
from index.text.terms import is_readable, language_of
from rag.passages.tables import told
from rag.question.properties import property_asked
from rag.question.question import Question
from rag.ranking.told_otherwise import spoken_in

# A sentence without the number or the address by which somebody is reached, where another of the best document has it.
_WITHOUT_CONTACT = 0.3
# Where a sentence in the question's language scores the first share at least of the best one, those in another come to
# the second share of it at most: what they say is still heard of, behind it.
_ALIKE, _BEHIND = 0.5, 0.95


def shares_elsewhere(question: Question, stored: Sequence[StoredPassage], scores: Vector) -> Vector:
    """For every sentence of the candidates, in order, by the scores that they have so far."""
    if question.english:
        return np.ones(len(scores), np.float32)
    left = _of_its_language(question, stored, scores)
    return left * _with_contact(question, stored, scores * left)


def _with_contact(question: Question, stored: Sequence[StoredPassage], scores: Vector) -> Vector:
    asked = property_asked(question.text, spoken_in(question))
    everywhere = np.ones(len(scores), np.float32)
    if asked is None or not asked.anywhere:
        return everywhere
    owner = [item.passage for item in stored for _ in item.passage.sentences]
    own = owner[int(scores.argmax())].document_id
    texts = (told(item.passage, sentence) for item in stored for sentence in item.passage.sentences)
    has = [
        passage.document_id == own and asked.told.search(text) is not None
        for passage, text in zip(owner, texts, strict=True)
    ]
    return np.where(has, 1, _WITHOUT_CONTACT).astype(np.float32) if any(has) else everywhere


def _of_its_language(question: Question, stored: Sequence[StoredPassage], scores: Vector) -> Vector:
    counts = [len(item.passage.sentences) for item in stored]
    own = np.repeat(np.array([_is_own(question, item.passage.text) for item in stored], bool), counts)
    best = float(scores[own].max(initial=0))
    foreign = float(scores[~own].max(initial=0))
    if not _ALIKE * foreign <= best < foreign:
        return np.ones(len(scores), np.float32)
    return np.where(own, 1, _BEHIND * best / foreign).astype(np.float32)


def _is_own(question: Question, text: str) -> bool:
    """Whether a text is in the question's language, or does not tell: few words, and a table of figures, do not."""
    script, language = _spoken(text)
    return script == question.readable and language in (question.language, ENGLISH)


@lru_cache(maxsize=4096)
def _spoken(text: str) -> tuple[bool, str]:
    """Whether a text is in Latin letters, and its language; English where it is not sure, and for other scripts."""
    return is_readable(text), language_of(text)
