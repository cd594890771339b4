"""A question's whole way, on one screen: rewrite, retrieve, gate, answer, cite. Every surface comes through here."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from index.errors import LibraryError
from index.library import Library
from rag.answerer import Answerer, Quote, Statement
from rag.gate import confidence
from rag.question import analyse, clean_question
from rag.retrieve import Evidence, Query, Retriever, ScoredPassage
from rag.rewrite import TURNS, Standalone, quotations, stand_alone
from rag.types import Answer, Citation, Delta, EvidencePassage, Turn

REFUSAL = "The documents do not answer this question."


class Chain:
    """Answers questions about one library. Made by `rag.open_chain`; safe to use from threads."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        answerer: Answerer,
        *,
        threshold: float,
        passages: int,
    ) -> None:
        self.library = library
        self._retriever = retriever
        self._answerer = answerer
        self._threshold = threshold
        self._passages = passages

    def __enter__(self) -> Chain:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """The finished answer. Raises QuestionError where it cannot be asked, LibraryError where nothing is indexed."""
        *_, last = self.stream(question, history)
        assert isinstance(last, Answer)
        return last

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Delta | Answer]:
        """Pieces of the answer's text as they come, and last the Answer, whose text is all of them joined."""
        clock = _Clock()
        question = clean_question(question)
        alone = stand_alone(question, history)
        clock.mark("rewrite")
        evidence = self._retriever.retrieve(_query(question, alone, history))
        if not evidence.sentences:
            self._demand_documents()
        clock.mark("retrieve")
        sure = confidence(evidence, self._retriever.ranker)
        clock.mark("gate")
        text, statements = "", list[Statement]()
        for item in self._answerer.answer(evidence, history) if sure >= self._threshold else (Delta(REFUSAL),):
            if isinstance(item, Statement):
                statements.append(item)
            else:
                text += item.text
                yield item
        clock.mark("answer")
        yield self._finish(question, alone, evidence, sure, text, statements, clock)

    def _demand_documents(self) -> None:
        if not self.library.documents():
            raise LibraryError(
                f"The library in {self.library.home} has no documents yet. Add some with: footnote index add PATH"
            )

    def _finish(
        self,
        question: str,
        alone: Standalone,
        evidence: Evidence,
        sure: float,
        text: str,
        statements: Sequence[Statement],
        clock: _Clock,
    ) -> Answer:
        quotes = {quote.number: quote for statement in statements for quote in statement.quotes}
        citations = [self._citation(quotes[number]) for number in sorted(quotes)]
        sentences = tuple(statement.sentence for statement in statements)
        passages = tuple(self._shown(item) for item in evidence.passages[: self._passages])
        clock.mark("cite")
        return Answer(
            question=question,
            standalone_question=alone.text,
            text=text,
            answered=bool(sentences),
            answerer=self._answerer.name,
            sentences=sentences,
            citations=tuple(citations),
            passages=passages,
            confidence=sure,
            timings=clock.seconds,
        )

    def _citation(self, quote: Quote) -> Citation:
        cover = self.library.cover(quote.document_id)
        return Citation(
            number=quote.number,
            document_id=quote.document_id,
            title=cover.title,
            source=cover.source,
            page=cover.page_at(quote.start),
            start=quote.start,
            end=quote.end,
            quote=quote.text,
            heading=quote.heading,
        )

    def _shown(self, item: ScoredPassage) -> EvidencePassage:
        passage = item.passage
        cover = self.library.cover(passage.document_id)
        return EvidencePassage(
            id=passage.id,
            document_id=passage.document_id,
            title=cover.title,
            source=cover.source,
            page=passage.page,
            heading=passage.heading,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            score=item.score,
        )


def _query(question: str, alone: Standalone, history: Sequence[Turn]) -> Query:
    recent = history[-TURNS:] if alone.carried else ()
    said = [quote for turn in recent for quote in quotations(turn.answer)]
    return Query(analyse(question, alone.carried), alone.text, frozenset(said))


class _Clock:
    """Seconds per stage, from one mark to the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._at = time.perf_counter()

    def mark(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._at
        self._at = now
