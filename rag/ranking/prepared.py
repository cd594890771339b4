"""What is measured of a passage, whatever the question: its words as vectors and codes, and what its sentences tell."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Vector
from index.model.words import DIMENSION, Words
from index.storage.catalog import StoredPassage
from index.text.terms import is_stop, language_of, language_within, stem, words
from rag.passages.roles import Bearer, bearers_in
from rag.passages.stands_for import said_of
from rag.passages.tables import told
from rag.passages.timeline import timed_line
from rag.question.byline import is_byline
from rag.question.signs import is_question, names_in, tells_count, tells_time


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """Word vectors and term codes, sentence by sentence, and what each sentence tells."""

    vectors: Vector
    codes: np.ndarray
    starts: np.ndarray
    heading_vectors: Vector
    heading_codes: np.ndarray
    pairs: tuple[frozenset[tuple[str, str]], ...]
    times: tuple[bool, ...]
    counts: tuple[bool, ...]
    bylines: tuple[bool, ...]
    proper: tuple[frozenset[str], ...]
    lengths: tuple[int, ...]
    asks: tuple[bool, ...]
    meant: tuple[frozenset[str], ...]
    bearers: tuple[Bearer, ...]
    tokens: NDArray[np.int8]
    token_starts: NDArray[np.int64]


def prepare(stored: StoredPassage, table: Words) -> PreparedPassage:
    """Measure a passage once; the result serves every question."""
    sentences = stored.passage.sentences
    texts = [told(stored.passage, sentence) for sentence in sentences]
    language = language_of(stored.passage.text)
    tokens = [words(text, language_within(text, language)) for text in texts]
    content = [[word for word in sentence if not is_stop(stem(word))] for sentence in tokens]
    named = words(stored.passage.heading, language_within(stored.passage.heading, language))
    heading = [word for word in named if not is_stop(stem(word))]
    # One empty row leads each sentence, so that none is without a row.
    flat = [item for sentence in content for item in ("", *sentence)]
    starts = np.cumsum([0] + [len(sentence) + 1 for sentence in content[:-1]])
    stems = [[stem(word) for word in sentence] for sentence in tokens]
    small, token_starts = _led(stored)
    return PreparedPassage(
        vectors=word_vectors(flat, table),
        codes=term_codes(stem(word) if word else "" for word in flat),
        starts=starts,
        heading_vectors=word_vectors(["", *heading], table),
        heading_codes=term_codes(["", *map(stem, heading)]),
        pairs=tuple(frozenset(zip(sentence, sentence[1:], strict=False)) for sentence in stems),
        # The time of a line is that of all its sentences.
        times=tuple(
            tells_time(text) or bool(timed_line(stored.passage, sentence))
            for text, sentence in zip(texts, sentences, strict=True)
        ),
        counts=tuple(map(tells_count, texts)),
        bylines=tuple(is_byline(sentence.text) for sentence in sentences),
        proper=tuple(
            frozenset(stem(word) for name in names_in(sentence.text) for word in words(name)[:1])
            for sentence in sentences
        ),
        lengths=tuple(len(sentence) for sentence in tokens),
        asks=tuple(is_question(sentence.text) for sentence in sentences),
        meant=said_of(stored.passage),
        bearers=bearers_in(stored.passage),
        tokens=small,
        token_starts=token_starts,
    )


def _led(stored: StoredPassage) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """The passage's token vectors with an empty row before each sentence's, and where these rows are."""
    vectors, owners = stored.tokens.vectors, stored.tokens.owners
    firsts = np.searchsorted(owners, np.arange(len(stored.passage.sentences)))
    return np.insert(vectors, firsts, 0, axis=0), firsts + np.arange(len(firsts))


def word_vectors(items: Sequence[str], table: Words) -> Vector:
    """The vectors of words, shape (words, DIMENSION); zeros for an empty one."""
    if not items:
        return np.zeros((0, DIMENSION), np.float32)
    zero = np.zeros(DIMENSION, np.float32)
    return np.stack([table.vector(word) if word else zero for word in items])


def term_codes(terms: Iterable[str]) -> np.ndarray:
    """A number per term, shape (terms,)."""
    return np.array([term_code(term) for term in terms], np.int64)


def term_code(term: str) -> int:
    """The number of a term; the empty one gets a number that no question has."""
    return zlib.crc32(term.encode()) if term else -1
