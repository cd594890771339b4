"""Cheap, readable measurements of how well a sentence answers a question. No model is run here.

`FEATURES` names the columns. All are 0..1 or nearly so; the ranker (`rag.ranking.ranker`) weighs them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Tokens, Vector
from index.model.words import DIMENSION, Words
from index.storage.catalog import StoredPassage
from index.text.terms import is_stop, language_of, language_within, stem, words
from rag.passages.tables import told
from rag.passages.timeline import timed_line
from rag.question.byline import is_byline
from rag.question.question import Kind, Question
from rag.question.signs import is_question, names_in, tells_count, tells_time
from rag.ranking.unknown_names import unknown_names

FEATURES = (
    "cosine",  # question and sentence, late-pooled
    "passage_cosine",  # question and passage
    "soft",  # share of the question's weight that the sentence's words come near
    "passage_soft",  # the same for the passage and its heading
    "around_soft",  # the same for the sentence and its two neighbours
    "heading",  # the same for the heading alone
    "exact",  # the same for the sentence, equal terms only
    "passage_exact",  # the same for the passage and its heading
    "weakest",  # the question's least matched content word, in the passage
    "weakest_around",  # the same in the sentence and its neighbours
    "bigrams",  # share of the question's pairs of neighbouring terms that stand in the sentence
    "names",  # share of the question's names and numbers that stand in the passage
    "kind_met",  # a number, time or name is asked for, and the sentence has one that the question has not
    "kind_missed",  # it is asked for, and the sentence has none
    "rank",  # the passage's fused retrieval score, scaled 0..1 over the candidates
    "length",  # log of the sentence's length in words
    "asks",  # the sentence is itself a question
    # Late interaction (after Khattab & Zaharia 2020, ColBERT): each of the question's tokens finds its nearest one.
    "late",  # mean over the tokens, by the weight of their words
    "late_mean",  # plain mean over the tokens
    "late_weakest",  # the least matched token of a content word
    "late_passage",  # as `late`, in the whole passage
    "late_around",
    "late_asking",  # plain mean over the tokens that ask ("which year"): an answer resembles what asks for it
    "late_back",  # the other way round: mean over the sentence's tokens of the nearest one of the question's
    # What sets a sentence apart: words that most candidates have anyway say little about which of them answers.
    "focus",
    "focus_around",
    "region_soft",
)
# A cosine of word vectors below this says nothing; above it, the words are related.
_RELATED = 0.35
# A name is known where the candidates have it, or a word that is nearly the same to the model; "France" is near to
# "Germany" too, hence the height. Of any other, `rag.ranking.unknown_names` looks for more.
_KNOWN = 0.8
_TOKEN_WORD = re.compile(r"\w+")
_STOP_WEIGHT = 0.15
# The words that ask; the word after one tells for what.
_ASKING = frozenset("who whom whose what which when where why how".split())


@dataclass(frozen=True, slots=True)
class Measured:
    """`rows` has one row per sentence, shape (sentences, len(FEATURES)).

    `unknown` are the question's names and numbers that no candidate has anything near to. `near` says how near each
    passage comes to each content word, 0 to 1, shape (passages, words).
    """

    rows: Vector
    unknown: tuple[str, ...]
    near: Vector


@dataclass(frozen=True, slots=True)
class PreparedPassage:
    """What is measured of a passage, whatever the question: word vectors and term codes, sentence by sentence."""

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
    tokens: NDArray[np.int8]
    token_starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QuestionTokens:
    """The question's token vectors, shape (tokens, dimension), with the term of each one's word and what it weighs.

    `asking` marks those of the words that ask; all where none does.
    """

    vectors: Vector
    weights: Vector
    terms: tuple[str, ...]
    asking: NDArray[np.bool_]


def question_words(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a question stand in it."""
    return tuple(match.span() for match in _TOKEN_WORD.finditer(text))


def question_tokens(text: str, tokens: Tokens, table: Words) -> QuestionTokens:
    """Weigh each token by its word; a stop word's weighs little, not nothing."""
    folded = [text[start:end].casefold() for start, end in question_words(text)]
    asking = [not _ASKING.isdisjoint(pair) for pair in zip(folded, ["", *folded], strict=False)]
    weights = np.array([_token_weight(folded[owner], table) for owner in tokens.owners], np.float32)
    asks = np.array([asking[owner] for owner in tokens.owners], bool)
    return QuestionTokens(
        tokens.vectors.astype(np.float32),
        weights,
        tuple(stem(folded[owner]) for owner in tokens.owners),
        asks if asks.any() else ~asks,
    )


def _token_weight(folded: str, table: Words) -> float:
    return _STOP_WEIGHT if is_stop(stem(folded)) else max(table.rarity(folded), 0.2)


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
        vectors=_vectors(flat, table),
        codes=_codes(flat),
        starts=starts,
        heading_vectors=_vectors(["", *heading], table),
        heading_codes=_codes(["", *heading]),
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
        tokens=small,
        token_starts=token_starts,
    )


def _led(stored: StoredPassage) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """The passage's token vectors with an empty row before each sentence's, and where these rows are."""
    vectors, owners = stored.tokens.vectors, stored.tokens.owners
    firsts = np.searchsorted(owners, np.arange(len(stored.passage.sentences)))
    return np.insert(vectors, firsts, 0, axis=0), firsts + np.arange(len(firsts))


# Some BLAS builds raise the "invalid" flag in products of numbers with nothing wrong in them.
@np.errstate(invalid="ignore")
def sentence_features(
    question: Question,
    vector: Vector,
    stored: Sequence[StoredPassage],
    prepared: Sequence[PreparedPassage],
    fused: Vector,
    table: Words,
    idf: dict[str, float],
    asked: QuestionTokens,
    called: Mapping[str, frozenset[str]],
) -> Measured:
    """Measure every sentence of the candidates, in order. `idf` is how rare each term is in the library, 0..1.

    `called` has the terms that each document is called by.
    """
    content = question.content
    weights = np.array(
        [max(table.rarity(c.word), 0.05) * (0.3 + 0.7 * idf.get(c.term, 1.0)) * c.weight for c in content], np.float32
    )
    share = weights / max(float(weights.sum()), 1e-6)
    wanted, codes = _vectors([c.word for c in content], table), _codes_of_stems([c.term for c in content])
    near, same = _matches(prepared, wanted, codes)
    heading_near, heading_same = _heading_matches(prepared, wanted, codes)
    counts = [len(item.starts) for item in prepared]
    firsts = np.cumsum([0, *counts[:-1]])
    owner = np.repeat(np.arange(len(prepared)), counts)

    # What the document is called is said of all of it: no sentence answers better for saying it again.
    titled = _titled([c.term for c in content], stored, called)[owner]
    near, same = np.maximum(near, titled), np.maximum(same, titled)
    passage_near = np.maximum(np.maximum.reduceat(near, firsts, axis=0), heading_near)
    passage_same = np.maximum(np.maximum.reduceat(same, firsts, axis=0), heading_same)
    around = _around(near, owner)
    columns = {
        "region_soft": (_region(passage_near, stored) @ share)[owner],
        "cosine": np.concatenate([item.parts @ vector for item in stored]),
        "passage_cosine": np.array([float(item.vector @ vector) for item in stored])[owner],
        "soft": near @ share,
        "passage_soft": (passage_near @ share)[owner],
        "around_soft": around @ share,
        "heading": (heading_near @ share)[owner],
        "exact": same @ share,
        "passage_exact": (passage_same @ share)[owner],
        "weakest": _weakest(passage_near, weights)[owner],
        "weakest_around": _weakest(around, weights),
        "bigrams": _bigrams(question, prepared),
        "names": _names(question, passage_same)[owner],
        **_kinds(question, prepared),
        **_late(asked, prepared, firsts, owner, _titled(asked.terms, stored, called)[owner]),
        "rank": np.asarray(fused, np.float32)[owner],
        "length": np.log1p(np.array([n for item in prepared for n in item.lengths])) / 5,
        "asks": np.array([float(asks) for item in prepared for asks in item.asks]),
    }
    rows = np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)
    best = passage_near.max(axis=0)
    named = [c for at, c in enumerate(content) if c.term in question.names and best[at] < _KNOWN]
    vocabulary = (term for item in prepared for pairs in item.pairs for pair in pairs for term in pair)
    unknown = unknown_names(named, vocabulary, stored)
    return Measured(rows, unknown, passage_near)


def _titled(
    asked: Sequence[str], stored: Sequence[StoredPassage], called: Mapping[str, frozenset[str]]
) -> NDArray[np.float32]:
    """Which of the terms are in what the document of each passage is called; shape (passages, terms)."""
    found = [[term in called[item.passage.document_id] for term in asked] for item in stored]
    return np.array(found, np.float32).reshape(len(stored), len(asked))


def _matches(prepared: Sequence[PreparedPassage], wanted: Vector, codes: np.ndarray) -> tuple[Vector, Vector]:
    """How near each sentence comes to each question word, and whether it has it; shape (sentences, words) each."""
    vectors = np.concatenate([item.vectors for item in prepared])
    own = np.concatenate([item.codes for item in prepared])
    offsets = np.cumsum([0] + [len(item.codes) for item in prepared[:-1]])
    starts = np.concatenate([item.starts + offset for item, offset in zip(prepared, offsets, strict=True)])
    return _of_words(vectors, own, starts, wanted, codes)


def _late(
    asked: QuestionTokens,
    prepared: Sequence[PreparedPassage],
    firsts: NDArray[Any],
    owner: NDArray[Any],
    titled: NDArray[np.float32],
) -> dict[str, Vector]:
    """Cosine of each question token to its nearest token in a sentence, gathered in many ways; 0 where there are none.

    `titled` tells for each sentence which of the tokens its document is called by.
    """
    if not len(asked.vectors):
        nothing = np.zeros(len(owner), np.float32)
        return {n: nothing for n in FEATURES if n.startswith(("late", "focus"))}
    tokens = np.concatenate([item.tokens for item in prepared]).astype(np.float32)
    offsets = np.cumsum([0] + [len(item.tokens) for item in prepared[:-1]])
    starts = np.concatenate([item.token_starts + offset for item, offset in zip(prepared, offsets, strict=True)])
    near = tokens @ asked.vectors.T / 127**2
    nearest = np.asarray(np.maximum.reduceat(near, starts, axis=0), np.float32)
    lengths = np.diff([*starts, len(tokens)]) - 1
    back = np.add.reduceat(near.max(axis=1), starts) / np.maximum(lengths, 1)
    nearest = np.maximum(nearest, titled)
    share = asked.weights / asked.weights.sum()
    heavy = asked.weights > _STOP_WEIGHT if (asked.weights > _STOP_WEIGHT).any() else asked.weights > 0
    around = _around(nearest, owner)
    return {
        "late_around": around @ share,
        "focus": _standing_out(nearest) @ share,
        "focus_around": _standing_out(around) @ share,
        "late": nearest @ share,
        "late_mean": nearest.mean(axis=1),
        "late_asking": nearest[:, asked.asking].mean(axis=1),
        "late_back": back,
        "late_weakest": nearest[:, heavy].min(axis=1),
        "late_passage": (np.maximum.reduceat(nearest, firsts, axis=0) @ share)[owner],
    }


def _heading_matches(prepared: Sequence[PreparedPassage], wanted: Vector, codes: np.ndarray) -> tuple[Vector, Vector]:
    vectors = np.concatenate([item.heading_vectors for item in prepared])
    own = np.concatenate([item.heading_codes for item in prepared])
    starts = np.cumsum([0] + [len(item.heading_codes) for item in prepared[:-1]])
    return _of_words(vectors, own, starts, wanted, codes)


def _of_words(
    vectors: Vector, own: np.ndarray, starts: np.ndarray, wanted: Vector, codes: np.ndarray
) -> tuple[Vector, Vector]:
    """How near each run of words, which begin at `starts`, comes to each wanted one, and whether it has it."""
    same = (own[:, None] == codes[None, :]).astype(np.float32)
    near = np.maximum(np.clip((vectors @ wanted.T - _RELATED) / (1 - _RELATED), 0, 1), same)
    return np.maximum.reduceat(near, starts, axis=0), np.maximum.reduceat(same, starts, axis=0)


def _around(near: Vector, owner: np.ndarray) -> Vector:
    """Each sentence's matches joined with those of its neighbours in the same passage."""
    joined = near.copy()
    together = (owner[1:] == owner[:-1])[:, None]
    joined[1:] = np.maximum(joined[1:], near[:-1] * together)
    joined[:-1] = np.maximum(joined[:-1], near[1:] * together)
    return joined


def _standing_out(near: Vector) -> Vector:
    """How far each sentence's matches stand above those of the other candidates, in quarters of a standard deviation.

    Words that most candidates have anyway, such as the subject of the document, tell little about which one answers.
    """
    return np.asarray(np.clip((near - near.mean(axis=0)) / (near.std(axis=0) + 0.05), -1.5, 4) / 4, np.float32)


def _region(near: Vector, stored: Sequence[StoredPassage], reach: int = 2500) -> Vector:
    """Each passage's matches joined with those of the candidates that stand near it in the same document."""
    starts = np.array([item.passage.start for item in stored])
    documents = np.array([zlib.crc32(item.passage.document_id.encode()) for item in stored])
    close = (np.abs(starts[:, None] - starts[None, :]) <= reach) & (documents[:, None] == documents[None, :])
    return np.stack([near[row].max(axis=0) for row in close])


def _weakest(near: Vector, weights: Vector) -> Vector:
    """The least matched word, where missing a light word counts for less than missing a heavy one."""
    if not near.shape[1]:
        return np.zeros(len(near), np.float32)
    return np.asarray((1 - (1 - near) * (weights / weights.max())).min(axis=1), np.float32)


def _bigrams(question: Question, prepared: Sequence[PreparedPassage]) -> Vector:
    pairs = {
        (a, b)
        for a, b in zip(question.sequence, question.sequence[1:], strict=False)
        if not (is_stop(a) and is_stop(b))
    }
    return np.array([len(pairs & own) / max(len(pairs), 1) for item in prepared for own in item.pairs], np.float32)


def _names(question: Question, passage_same: Vector) -> Vector:
    wanted = [at for at, c in enumerate(question.content) if c.term in question.names]
    if not wanted:
        return np.ones(len(passage_same), np.float32)
    return np.asarray(passage_same[:, wanted].mean(axis=1), np.float32)


def _kinds(question: Question, prepared: Sequence[PreparedPassage]) -> dict[str, Vector]:
    asked = set(question.sequence)
    if question.kind is Kind.TIME:
        met = [found for item in prepared for found in item.times]
    elif question.kind is Kind.NUMBER:
        met = [found for item in prepared for found in item.counts]
    elif question.kind is Kind.AUTHOR:
        met = [found for item in prepared for found in item.bylines]
    elif question.kind is Kind.NAME:
        met = [bool(names - asked) for item in prepared for names in item.proper]
    else:
        nothing = np.zeros(sum(len(item.starts) for item in prepared), np.float32)
        return {"kind_met": nothing, "kind_missed": nothing}
    met_column = np.array(met, np.float32)
    # Any text has names and numbers, few have a byline: where one is asked for, it is as good as the answer.
    strength = 3.0 if question.kind is Kind.AUTHOR and any(met) else 1.0
    return {"kind_met": strength * met_column, "kind_missed": 1 - met_column}


def _vectors(items: Sequence[str], table: Words) -> Vector:
    if not items:
        return np.zeros((0, DIMENSION), np.float32)
    zero = np.zeros(DIMENSION, np.float32)
    return np.stack([table.vector(word) if word else zero for word in items])


def _codes(items: Sequence[str]) -> np.ndarray:
    return _codes_of_stems([stem(word) if word else "" for word in items])


def _codes_of_stems(stems: Sequence[str]) -> np.ndarray:
    """A number per term; the empty one gets a number that no question has."""
    return np.array([zlib.crc32(item.encode()) if item else -1 for item in stems], np.int64)
