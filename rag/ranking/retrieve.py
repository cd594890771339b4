"""A question's evidence: passages found by meaning and by words, fused, then scored sentence by sentence.

Each list's scores are scaled to 0..1 for the question at hand and added: min-max fusion beat reciprocal ranks in our
measurements (docs/evaluation.md). Every candidate gets its cosine, whichever search found it; what the lexical search
did not find has nothing of that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Thread

import numpy as np

from index.library import Library
from index.model.embed import Embedded, Vector
from index.model.words import Words
from index.storage.catalog import StoredPassage
from index.text.terms import stem, words
from rag.evidence import Evidence, Query, ScoredPassage, ScoredSentence, by_best_sentence, scaled
from rag.question.brief import asked_of
from rag.question.byline import Asked, asked_of_document, tells
from rag.question.named import OPENING, dealt, name_terms, named_by, party_terms, without_names
from rag.question.question import MOST_TERMS, Kind, Question
from rag.question.spelling import corrected
from rag.ranking.ahead import Begun, beside
from rag.ranking.elsewhere import shares_elsewhere
from rag.ranking.features import Candidates, Sought, question_words, sentence_features, sought
from rag.ranking.kept import shares
from rag.ranking.keyed_rows import of_keyed_rows
from rag.ranking.labelled_lines import of_labelled_lines
from rag.ranking.numbered_steps import of_numbered_steps
from rag.ranking.prepared import PreparedPassage, prepare
from rag.ranking.ranker import Ranker
from rag.ranking.told_otherwise import searched_too

# The constant of reciprocal rank fusion (Cormack et al. 2009), where a measurement asks for that.
_RANK_CONSTANT = 60
# How many passages each search may put forward.
CANDIDATES = 30
# Passages in which a form of a word is looked for.
_FORMS = 20
# Passages whose measurements are kept between questions.
_PREPARED = 4000
# So many passages of documents that are named, if there are no more of these than so; of one there is nothing to tell.
_OF_NAMED, _MOST_NAMED, _SEVERAL = 10, 4, 2
# Who wrote a text, and when, is told at its edges, in words that the question seldom has; that has at least this score.
_TELLS = 0.99
_BYLINE_TERMS = ("by", "author", "written")


@dataclass(frozen=True, slots=True)
class Parts:
    """What takes part in a retrieval: everything, unless somebody measures what each part is worth.

    Without `sentences` a sentence scores as its passage was fused; with `by_rank` the two searches are fused by rank.
    """

    dense: bool = True
    lexical: bool = True
    sentences: bool = True
    reading: bool = True
    by_rank: bool = False


ALL_PARTS = Parts()


class Retriever:
    """Finds and scores evidence in one library. Safe to use from threads."""

    def __init__(
        self,
        library: Library,
        words: Words,
        ranker: Ranker,
        parts: Parts = ALL_PARTS,
        again: Sequence[Callable[[Evidence], Evidence]] = (),
        beforehand: Callable[[], None] | None = None,
        *,
        eager: bool = True,
    ) -> None:
        """Each of `again` takes a second look at what was found (`rag.ranking.reread`, `rag.ranking.rerank`).

        `beforehand` makes ready for that, while the first question is searched for. An `eager` one embeds what it is
        told to `expect`, which costs a request where the model is elsewhere.
        """
        self._library = library
        self._again = again
        self._beforehand = beforehand
        self._parts = parts
        self._words = words
        self.ranker = ranker
        self._prepared: dict[str, PreparedPassage] = {}
        self._embed = Begun(self._embedded)
        self._eager = eager

    def expect(self, text: str) -> None:
        """Begin with what a search for a text needs first, before it is known that there will be one."""
        if self._eager:
            self._embed.begin(asked_of(text))

    def retrieve(self, query: Query) -> Evidence:
        """The evidence for a query; empty where the library is. Of a long text what it asks is searched for."""
        query = replace(query, text=asked_of(query.text))
        if self._beforehand:
            Thread(target=_quietly, args=(self._beforehand,), daemon=True).start()
            self._beforehand = None
        self._library.warm()
        embedded = self._embed(query.text)
        vector = embedded.vector
        # Vectors of a script that the model cannot read say nothing, and must not crowd out what the words find.
        parts = self._parts if query.question.readable else replace(self._parts, dense=False, lexical=True)
        by_meaning = (
            beside(partial(self._library.search_vectors, vector, CANDIDATES, query.documents)) if parts.dense else list
        )
        most = CANDIDATES if parts.dense else 2 * CANDIDATES
        terms_ = self._weighted_terms(query) if parts.lexical else []
        lexical = self._library.search_terms(terms_, most, query.documents) if parts.lexical else []
        # All that needs no candidates is done while the other search runs.
        asked = self._sought(query.question, query.text, embedded)
        dense = by_meaning()
        stored = list(self._library.stored(dict.fromkeys(id_ for id_, _ in (*dense, *lexical))).values())
        if not stored:
            return Evidence(query, (), ())
        parties = _parties(query.question, stored)
        if named := self._named(query, stored, parties):
            some = (
                self._library.search_vectors(vector, _OF_NAMED, named) if parts.dense else [],
                self._library.search_terms(terms_, _OF_NAMED, named) if parts.lexical else [],
            )
            dense, lexical = [*dict([*some[0], *dense]).items()], [*dict([*some[1], *lexical]).items()]
            stored = list(self._library.stored(dict.fromkeys(id_ for id_, _ in (*dense, *lexical))).values())
        fused = _fuse_ranks(stored, dense, lexical) if parts.by_rank else _fuse(stored, vector, dict(lexical), parts)
        names = self._names_of(stored)
        called = {id_: name_terms(*own) | parties.get(id_, frozenset()) for id_, own in names.items()}
        candidates = Candidates(stored, [self._prepare(item) for item in stored], fused, called)
        measured = sentence_features(asked, candidates)
        # In a conversation, the text has more than the question.
        alone = parts.sentences and query.text == query.question.text
        unnamed = without_names(query.question, names, parties) if alone else {}
        if parts.sentences:
            scores = self.ranker.sentences(query.question, measured.rows)
            scores = self._in_order(unnamed, candidates, scores)
        else:
            scores = np.repeat(fused, [len(item.passage.sentences) for item in stored])
        scores = scores * shares(query, stored, called)
        scores = scores * shares_elsewhere(query.question, stored, scores)
        known = _known(query.question, candidates, scores)
        scores = np.maximum(scores, known)
        passages, sentences = _scored(candidates, scores, measured.rows)
        found = Evidence(
            query,
            passages,
            sentences,
            unknown=measured.unknown,
            searched=self._library.size(query.documents),
            called=called,
            near={item.passage.id: row for item, row in zip(stored, measured.near, strict=True)},
            known=0 < scores.max() <= known.max(),
            unnamed={id_: question.text for id_, question in unnamed.items()},
        )
        for look in self._again:
            found = look(found)
        return found

    def spelled(self, question: str) -> str:
        """The question without slips of the pen, as far as the documents' words tell."""
        library = self._library
        return corrected(question, library.frequency, lambda word: self._words.rarity(word) < 1, self._stands)

    def _stands(self, word: str) -> bool:
        """Whether a word, or the parts of "wi-fi" in a row, is written so in a passage that has forms of it."""
        parts = words(word)
        found = self._library.search_terms([(stem(part), 1.0) for part in parts], _FORMS)
        stored = self._library.stored(id_ for id_, _ in found).values()
        texts = (words(f"{item.passage.heading} {item.passage.text}") for item in stored)
        return any(text[at : at + len(parts)] == parts for text in texts for at in range(len(text)))

    def _embedded(self, text: str) -> Embedded:
        return self._library.embed(text, question_words(text))

    def _weighted_terms(self, query: Query) -> list[tuple[str, float]]:
        content = [(item.term, item.weight) for item in query.question.content]
        content += searched_too(query.question)
        if query.question.kind is Kind.AUTHOR:
            content += [(term, 0.5) for term in _BYLINE_TERMS if term not in {own for own, _ in content}]
        return content or [(term, 1.0) for term in query.question.sequence[:MOST_TERMS]]

    def _idf(self, question: Question) -> dict[str, float]:
        """How rare each term is in this library, 0..1."""
        size = self._library.size()
        top = math.log1p(size + 0.5)
        return {
            item.term: math.log1p(max(size - df, 0) / (df + 0.5)) / top
            for item in question.content
            for df in [self._library.frequency(item.term)]
        }

    def _sought(self, question: Question, text: str, embedded: Embedded) -> Sought:
        return sought(question, text, embedded, self._words, self._idf(question))

    def _in_order(self, unnamed: Mapping[str, Question], candidates: Candidates, scores: Vector) -> Vector:
        """The scores, those of each document in the order that they have for the question that is put to it."""
        sizes = [len(item.passage.sentences) for item in candidates.stored]
        for question in dict.fromkeys(unnamed.values()):
            own = [unnamed.get(item.passage.document_id) == question for item in candidates.stored]
            some = candidates.only([at for at, is_own in enumerate(own) if is_own])
            embedded = self._embed(question.text)
            measured = sentence_features(self._sought(question, question.text, embedded), some)
            places = np.flatnonzero(np.repeat(own, sizes))
            scores = dealt(scores, places, self.ranker.sentences(question, measured.rows))
        return scores

    def _names_of(self, stored: Sequence[StoredPassage]) -> dict[str, tuple[str, str]]:
        """The title and the source of each document; empty where it is gone by now."""
        wanted = list(dict.fromkeys(item.passage.document_id for item in stored))
        return dict.fromkeys(wanted, ("", "")) | self._library.names(wanted)

    def _named(
        self, query: Query, stored: Sequence[StoredPassage], parties: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        """The documents that a question names, where a search of all has not found all of them.

        Of forty contracts that read alike it finds what the one that is asked about says no likelier than the others'.
        """
        listed = self._library.documents()
        if len(listed) < _SEVERAL or not query.question.names:
            return frozenset()
        called = {info.id: name_terms(info.title, info.source) for info in listed}
        called |= {id_: called.get(id_, frozenset()) | own for id_, own in parties.items()}
        named = named_by(query.question.names, called)
        found = Counter(item.passage.document_id for item in stored)
        among = query.documents or frozenset(called)
        named &= among.intersection(info.id for info in listed if found[info.id] < info.passages)
        return named if len(named) <= _MOST_NAMED else frozenset()

    def _prepare(self, stored: StoredPassage) -> PreparedPassage:
        found = self._prepared.get(stored.passage.id)
        if found is None:
            if len(self._prepared) > _PREPARED:
                self._prepared.clear()
            found = self._prepared[stored.passage.id] = prepare(stored, self._words)
        return found


def _quietly(make_ready: Callable[[], None]) -> None:
    """What fails here fails again where it is needed, and is told there."""
    with suppress(Exception):
        make_ready()


def _parties(question: Question, stored: Sequence[StoredPassage]) -> dict[str, frozenset[str]]:
    """Who made each agreement among several documents, if the question names any: it is called by them."""
    openings = [item.passage for item in stored if item.passage.start < OPENING]
    if not question.names or all(item.passage.document_id == stored[0].passage.document_id for item in stored):
        return {}
    found = {own.document_id: terms_ for own in openings if (terms_ := party_terms(own.text))}
    # Who made them all tells none from another.
    shared = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset[str]()
    return {id_: own - shared for id_, own in found.items()}


def _fuse(stored: Sequence[StoredPassage], vector: Vector, lexical: dict[str, float], parts: Parts) -> Vector:
    dense = np.array([float(item.vector @ vector) for item in stored], np.float32)
    words = np.array([lexical.get(item.passage.id, 0.0) for item in stored], np.float32)
    votes = [scaled(scores) for scores, counts in ((dense, parts.dense), (words, parts.lexical)) if counts]
    return np.asarray(np.mean(votes, axis=0), np.float32)


def _fuse_ranks(stored: Sequence[StoredPassage], *lists: Sequence[tuple[str, float]]) -> Vector:
    shares = [{id_: 1 / (_RANK_CONSTANT + rank) for rank, (id_, _) in enumerate(found, 1)} for found in lists]
    return scaled(np.array([sum(own.get(item.passage.id, 0.0) for own in shares) for item in stored], np.float32))


def _known(question: Question, candidates: Candidates, scores: Vector) -> Vector:
    """For every sentence of the candidates, in order, the score that a rule gives it; 0 for most."""
    stored, called = candidates.stored, candidates.called
    known = [
        of_keyed_rows(question, stored, scores, called),
        of_numbered_steps(question, stored, called),
        of_labelled_lines(question, stored, called),
    ]
    if asked := asked_of_document(question.text):
        known.append(_of_edges(asked, candidates))
    return np.asarray(np.max(known, axis=0), np.float32)


def _of_edges(asked: Asked, candidates: Candidates) -> Vector:
    """Nearly the best score for what a document tells of itself; of several documents, the nearest one's first."""
    return np.array(
        [
            (_TELLS + (1 - _TELLS) * float(base))
            * tells(asked, candidates.called[item.passage.document_id], item.passage, own)
            for item, base in zip(candidates.stored, candidates.fused, strict=True)
            for own in item.passage.sentences
        ],
        np.float32,
    )


def _scored(
    candidates: Candidates, scores: Vector, rows: Vector
) -> tuple[tuple[ScoredPassage, ...], tuple[ScoredSentence, ...]]:
    """The passages and all their sentences, best first each; `scores` and `rows` are those of the sentences."""
    found = [item.passage for item in candidates.stored]
    owned = [(passage, own) for passage in found for own in passage.sentences]
    sentences = [ScoredSentence(*own, score, row) for own, score, row in zip(owned, scores.tolist(), rows, strict=True)]
    sentences.sort(key=lambda item: (-item.score, item.passage.document_id, item.sentence.start))
    passages = [
        ScoredPassage(passage, 0.0, base) for passage, base in zip(found, candidates.fused.tolist(), strict=True)
    ]
    return by_best_sentence(passages, sentences), tuple(sentences)
