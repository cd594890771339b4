"""What is searched for and what was found for it, as the rooms of an answer hand it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from index.model.embed import Vector
from index.types import Passage, Sentence
from rag.passages.readable import readable
from rag.question.question import Question

# The log-odds of an even chance, beside which `ScoredSentence.read` and `Evidence.heard` are looked at.
EVEN = 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: the analysed question, and the text of it that is embedded.

    `said` are the quotations of the answers before, as far back as it leans on them, and `answers` the first of each
    that it leans on, which its reader has certainly read. `follows` tells that the question was put anew in the light
    of a conversation. `documents` are the ids of those that are asked; empty, all are. `parts` are the queries of a
    question that asks several things (`rag.question.double`).
    """

    question: Question
    text: str
    said: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    follows: bool = False
    documents: frozenset[str] = frozenset()
    parts: tuple[Query, ...] = ()

    def was_told(self, sentence: Sentence) -> bool:
        """Whether an answer before began with it."""
        return bool(self.answers) and readable(sentence.text) in self.answers


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a candidate passage. `score` is the estimate, 0 to 1, that it answers.

    Where some were read (`rag.ranking.reread`), `ranked` is what the score was before, and `read` what the reader says
    of this one, as log-odds, if it read it.
    """

    passage: Passage
    sentence: Sentence
    score: float
    features: Vector
    ranked: float | None = None
    read: float | None = None


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A candidate passage. `score` is that of its best sentence, `fused` what the two searches alone made of it."""

    passage: Passage
    score: float
    fused: float


@dataclass(frozen=True, slots=True)
class Picked:
    """The rows that a question picks by their values (`rag.ranking.picked_rows`), and by what, with of how many."""

    told: str
    rows: tuple[tuple[Passage, Sentence], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was found for a question, best first.

    `unknown` are names in it that nothing found comes near to; `searched` is how many passages the library has.
    `called` has the terms of each found document's title and file name, `near` for each found passage how near it comes
    to each content word of the question, 0 to 1. `known` tells that the best sentence is so by a rule, as a row that is
    asked for by its first cell, and not only by measurement. `unnamed` has the wording of the question that is put to
    each document which it names (`rag.question.named`). `heard` is what the gate hears of the reading
    (`rag.ranking.reread`): the log-odds of an answer; None where nothing was read. `picked` are the rows that answer
    together, if any do. `parts` has for each part of the question the sentence that reads as an answer to it, or None,
    and `unsaid` the parts that nothing answers.
    """

    query: Query
    passages: tuple[ScoredPassage, ...]
    sentences: tuple[ScoredSentence, ...]
    unknown: tuple[str, ...] = ()
    searched: int = 0
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: Mapping[str, Vector] = field(default_factory=dict)
    known: bool = False
    unnamed: Mapping[str, str] = field(default_factory=dict)
    heard: float | None = None
    picked: Picked | None = None
    parts: tuple[ScoredSentence | None, ...] = ()
    unsaid: tuple[str, ...] = ()


def scaled(scores: Vector) -> Vector:
    """Scores from 0 to 1; all 0 where none differs."""
    low, high = float(scores.min()), float(scores.max())
    return np.zeros_like(scores) if high - low < 1e-9 else (scores - low) / (high - low)


def by_best_sentence(
    passages: Sequence[ScoredPassage], sentences: Sequence[ScoredSentence]
) -> tuple[ScoredPassage, ...]:
    """The passages, best first: each is as good as its best sentence."""
    best: dict[str, float] = {}
    for item in sentences:
        best[item.passage.id] = max(best.get(item.passage.id, 0.0), item.score)
    scored = [replace(item, score=best.get(item.passage.id, item.score)) for item in passages]
    return tuple(sorted(scored, key=lambda item: (-item.score, -item.fused, item.passage.id)))
