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

from index.model.embed import Embedded, Tokens, Vector
from index.model.words import Words
from index.storage.catalog import StoredPassage
from index.text.terms import is_stop, stem
from index.text.unspaced import is_marked
from rag.passages.english import is_english
from rag.passages.roles import Bearer, asked_of, told_by_roles
from rag.question.question import Kind, Question
from rag.ranking.across_words import LITTLE, across_words
from rag.ranking.prepared import PreparedPassage, term_codes, word_vectors
from rag.ranking.told_otherwise import OtherWords, told_otherwise
from rag.ranking.unknown_names import unknown_names
from rag.ranking.unlettered import unlettered

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
# A heading is one run of words.
_WHOLE = np.zeros(1, np.intp)
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
class QuestionTokens:
    """The question's token vectors, shape (tokens, dimension), with the term of each one's word and what it weighs.

    `asking` marks those of the words that ask; all where none does.
    """

    vectors: Vector
    weights: Vector
    terms: tuple[str, ...]
    asking: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages that were found, what is `prepared` of each, and what the two searches made of it, 0 to 1.

    `called` has the terms that each document is called by.
    """

    stored: Sequence[StoredPassage]
    prepared: Sequence[PreparedPassage]
    fused: Vector
    called: Mapping[str, frozenset[str]]

    def only(self, places: Sequence[int]) -> Candidates:
        """Those at some places."""
        prepared = [self.prepared[at] for at in places]
        return Candidates([self.stored[at] for at in places], prepared, self.fused[list(places)], self.called)


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


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as sentences are measured by it, whichever they are.

    Its `vector` and `tokens`; and of each of its content words what it weighs, its vector and its code, with `others`
    for it.
    """

    question: Question
    vector: Vector
    tokens: QuestionTokens
    weights: Vector
    wanted: Vector
    codes: np.ndarray
    others: OtherWords


def sought(question: Question, text: str, embedded: Embedded, table: Words, idf: Mapping[str, float]) -> Sought:
    """The question, whose `text` was `embedded`. `idf` is how rare each term is in the library, 0..1."""
    content = question.content
    weights = [max(table.rarity(c.word), 0.05) * (0.3 + 0.7 * idf.get(c.term, 1.0)) * c.weight for c in content]
    # What stands in no document is at 1, or above.
    no_words = across_words(question, lambda term: idf.get(term, 1.0) < 1)
    weights = [own * (LITTLE if c.term in no_words else 1) for own, c in zip(weights, content, strict=True)]
    return Sought(
        question,
        embedded.vector,
        question_tokens(text, embedded.tokens, table),
        np.array(weights, np.float32),
        word_vectors([c.word for c in content], table),
        term_codes(c.term for c in content),
        told_otherwise(question),
    )


# Some BLAS builds raise the "invalid" flag in products of numbers with nothing wrong in them.
@np.errstate(invalid="ignore")
def sentence_features(asked: Sought, candidates: Candidates) -> Measured:
    """Measure every sentence of the candidates, in order."""
    question, weights, content = asked.question, asked.weights, asked.question.content
    stored, prepared = candidates.stored, candidates.prepared
    share = weights / max(float(weights.sum()), 1e-6)
    near, same = _matches([(item.vectors, item.codes, item.starts) for item in prepared], asked)
    asked.others.put_phrases(near, prepared)
    headings = [(item.heading_vectors, item.heading_codes, _WHOLE) for item in prepared]
    heading_near, heading_same = _matches(headings, asked)
    counts = [len(item.starts) for item in prepared]
    firsts = np.cumsum([0, *counts[:-1]])
    owner = np.repeat(np.arange(len(prepared)), counts)

    # What the document is called is said of all of it: no sentence answers better for saying it again. Nor does one
    # answer worse that says "she" of somebody.
    meant = _meant(question, candidates)
    said = _said([c.term for c in content], meant, candidates, owner)
    near, same = np.maximum(near, said), np.maximum(same, said)
    passage_near = np.maximum(np.maximum.reduceat(near, firsts, axis=0), heading_near)
    passage_same = np.maximum(np.maximum.reduceat(same, firsts, axis=0), heading_same)
    around = _around(near, owner)
    columns = {
        "region_soft": (_region(passage_near, stored) @ share)[owner],
        "cosine": np.concatenate([item.parts @ asked.vector for item in stored]),
        "passage_cosine": np.array([float(item.vector @ asked.vector) for item in stored])[owner],
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
        **_late(asked.tokens, prepared, firsts, owner, _said(asked.tokens.terms, meant, candidates, owner)),
        **(unlettered(near, passage_near[owner], around, share) if is_marked(question.text) else {}),
        "rank": np.asarray(candidates.fused, np.float32)[owner],
        "length": np.log1p(np.array([n for item in prepared for n in item.lengths])) / 5,
        "asks": np.array([float(asks) for item in prepared for asks in item.asks]),
    }
    rows = np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)
    best = passage_near.max(axis=0)
    named = [c for at, c in enumerate(content) if c.term in question.names and best[at] < _KNOWN]
    vocabulary = (term for item in prepared for pairs in item.pairs for pair in pairs for term in pair)
    unknown = unknown_names(named, vocabulary, stored)
    return Measured(rows, unknown, passage_near)


def _titled(asked: Sequence[str], candidates: Candidates) -> NDArray[np.float32]:
    """Which of the terms are in what the document of each passage is called; shape (passages, terms)."""
    called = [candidates.called[item.passage.document_id] for item in candidates.stored]
    return np.array([[term in own for term in asked] for own in called], np.float32).reshape(len(called), len(asked))


def _meant(question: Question, candidates: Candidates) -> list[frozenset[str]]:
    """For each sentence the terms of whom it speaks of by a pronoun, or by a role that a name has in its document."""
    bearers = _bearers(question, candidates)
    found = list[frozenset[str]]()
    for stored, item in zip(candidates.stored, candidates.prepared, strict=True):
        own = bearers.get(stored.passage.document_id, ())
        if own and is_english(stored.passage.text):
            texts = [sentence.text for sentence in stored.passage.sentences]
            # "Who is the mayor?" is answered by who says it, and not by all that she does.
            found += told_by_roles(texts, item.meant, own, roles_too=question.kind is not Kind.NAME)
        else:
            found += item.meant
    return found


def _bearers(question: Question, candidates: Candidates) -> dict[str, tuple[Bearer, ...]]:
    """Who has a role in each document that its candidates give to one name alone, where either is asked about."""
    of_document: dict[str, list[Bearer]] = {}
    for stored, item in zip(candidates.stored, candidates.prepared, strict=True):
        of_document.setdefault(stored.passage.document_id, []).extend(item.bearers)
    return {id_: asked_of(own, question.text, question.terms) for id_, own in of_document.items() if own}


def _said(
    asked: Sequence[str], meant: Sequence[frozenset[str]], candidates: Candidates, owner: NDArray[Any]
) -> NDArray[np.float32]:
    """Which of the terms are said of each sentence without standing there, shape (sentences, terms).

    The document is called so, or who is `meant` in it.
    """
    wanted = frozenset(asked)
    said: NDArray[np.float32] = _titled(asked, candidates)[owner]
    for at, own in enumerate(meant):
        if not wanted.isdisjoint(own):
            said[at] = np.maximum(said[at], [term in own for term in asked])
    return said


def _matches(runs: Sequence[tuple[Vector, np.ndarray, np.ndarray]], asked: Sought) -> tuple[Vector, Vector]:
    """How near each run of words comes to each wanted one, and whether it has it; shape (runs, words) each.

    `runs` are in pieces: the vectors and the codes of the words of each, and where in these its runs begin.
    """
    vectors, own, begins = zip(*runs, strict=True)
    starts = _end_to_end(begins, own)
    all_own = np.concatenate(own)
    same = (all_own[:, None] == asked.codes[None, :]).astype(np.float32)
    near = np.maximum(np.clip((np.concatenate(vectors) @ asked.wanted.T - _RELATED) / (1 - _RELATED), 0, 1), same)
    asked.others.put(near, all_own, asked.others.near)
    asked.others.put(same, all_own, asked.others.same)
    return np.maximum.reduceat(near, starts, axis=0), np.maximum.reduceat(same, starts, axis=0)


def _end_to_end(starts: Sequence[np.ndarray], pieces: Sequence[np.ndarray]) -> np.ndarray:
    """Places in pieces, as places in all of them one behind the other."""
    offsets = np.cumsum([0, *map(len, pieces[:-1])])
    return np.concatenate([own + offset for own, offset in zip(starts, offsets, strict=True)])


def _late(
    asked: QuestionTokens,
    prepared: Sequence[PreparedPassage],
    firsts: NDArray[Any],
    owner: NDArray[Any],
    said: NDArray[np.float32],
) -> dict[str, Vector]:
    """Cosine of each question token to its nearest token in a sentence, gathered in many ways; 0 where there are none.

    `said` tells for each sentence which of the tokens are said of it without standing there.
    """
    if not len(asked.vectors):
        nothing = np.zeros(len(owner), np.float32)
        return {n: nothing for n in FEATURES if n.startswith(("late", "focus"))}
    tokens = np.concatenate([item.tokens for item in prepared]).astype(np.float32)
    starts = _end_to_end([item.token_starts for item in prepared], [item.tokens for item in prepared])
    near = tokens @ asked.vectors.T / 127**2
    nearest = np.asarray(np.maximum.reduceat(near, starts, axis=0), np.float32)
    lengths = np.diff([*starts, len(tokens)]) - 1
    back = np.add.reduceat(near.max(axis=1), starts) / np.maximum(lengths, 1)
    nearest = np.maximum(nearest, said)
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
