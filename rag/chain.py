"""A question's whole way, on one screen: understand, retrieve, gate, answer, check. All surfaces come through here."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LibraryError, QuestionError, UnknownDocumentError
from index.library import Library
from index.text.terms import terms
from rag.answerer import Item, Quote
from rag.conversation.standalone import Standalone
from rag.evidence import EVEN, Evidence, Query, ScoredPassage, ScoredSentence
from rag.gate.gate import confidence
from rag.gate.refusal import refusal
from rag.given import document_names, heard, strictness
from rag.outcome import Outcome
from rag.passages.said import quotations, stands_in
from rag.queries import asked_of_all, in_context, in_documents, in_language_of_found, names_a_thing, query_of
from rag.question.question import clean_question
from rag.ranking.other_rows import without_other_rows
from rag.ranking.retrieve import Retriever
from rag.rooms import Plan, Progress, Rooms, Understood
from rag.shown import shown_citation, shown_passage
from rag.types import REFUSAL as REFUSAL
from rag.types import Answer, Delta, EvidencePassage, Turn

# Below this confidence a question that seemed to stand alone is looked for once more, in the light of the conversation.
SECOND_LOOK = 0.45
# So sure is the gate of a part's answer that does not read as one.
LIKELY = 0.8
# What the gate and a model say; the reader has it in the language of the question.
_REFUSED = Delta(REFUSAL)
# Of so few words of a question one is enough to speak to it.
_FEW = 2
# Names of documents: one or several; None: of all.
Documents = Iterable[str | Path] | str | Path | None
_GONE = "A document that this answer draws on was removed or changed meanwhile. Ask again."
# Of the reasons to stop, those that leave an answer unfinished, as the OpenAI protocol names them.
_CUT_OFF = ("length", "content_filter")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a chain goes by. `threshold` is the gate's; with `ask_anyway` a model is asked below it too."""

    threshold: float
    passages: int
    strict: bool = False
    ask_anyway: bool = False


class Chain:
    """Answers questions about one library. Made by `rag.open_chain`; safe to use from threads."""

    def __init__(self, library: Library, retriever: Retriever, rooms: Rooms, rules: Rules) -> None:
        self.library = library
        self._retriever = retriever
        self._rooms = rooms
        self._rules = rules

    def __enter__(self) -> Chain:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        standalone_question: str = "",
        documents: Documents = (),
        strict: bool | None = None,
        progress: Progress | None = None,
    ) -> Answer:
        """The finished answer; see `stream`."""
        *_, last = self.stream(
            question,
            history,
            standalone_question=standalone_question,
            documents=documents,
            strict=strict,
            progress=progress,
        )
        assert isinstance(last, Answer)
        return last

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        standalone_question: str = "",
        documents: Documents = (),
        strict: bool | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Delta | Answer]:
        """Pieces of the answer's text as they come, and last the Answer, whose text is all of them joined.

        A `standalone_question` is searched for as it is; without one the question is made to stand alone. Only these
        `documents` are asked, each by its id, its file's name or path, or its title; where none is given, all are.
        `strict` withholds sentences of a model that nothing supports; None: as the settings say. `progress` hears of
        long work before the first piece. Closing the iterator ends a model's request at once.

        Raises QuestionError where it cannot be asked, UnknownDocumentError for a document that is not there,
        LibraryError where nothing is indexed or what is quoted was removed meanwhile, and ModelError where the model
        gives no answer, or breaks off: the last two also after the pieces that came.
        """
        strict = self._rules.strict if strictness(strict) is None else strict
        among = self._among(documents)
        try:
            yield from self._stream(question, heard(history), standalone_question, among, bool(strict), progress)
        except UnknownDocumentError:
            raise LibraryError(_GONE) from None

    def _stream(
        self,
        question: str,
        history: Sequence[Turn],
        edited: str,
        among: frozenset[str],
        strict: bool,
        progress: Progress | None,
    ) -> Iterator[Delta | Answer]:
        clock = _Clock()
        question = clean_question(question)
        if not history and not edited:
            # Most such questions are searched for as they are written.
            self._retriever.expect(question)
        spelled = self._retriever.spelled(question)
        understood = self._understand(spelled, history, edited)
        clock.mark("rewrite")
        query = in_documents(among, query_of(spelled, understood.standalone, history))
        plan = self._overview(query, history, progress) or self._plan(query, history, clock)
        clock.mark("retrieve")
        outcome = Outcome(understood.usage)
        # Let go of unread, this ends the request behind it.
        with closing(_closable(self._rooms.checked(plan.items, strict))) as items:
            for item in items:
                item = Delta(refusal(question, plan.evidence.query.question.language)) if item == _REFUSED else item
                outcome.take(item)
                if isinstance(item, Delta):
                    yield item
        clock.mark("answer")
        yield self._finish(question, plan, outcome, clock)

    def evidence(self, question: str, history: Sequence[Turn] = (), documents: Documents = ()) -> Evidence:
        """All that is found for a question, before anybody judges it or writes.

        `documents` are as in `stream`. Raises QuestionError, UnknownDocumentError.
        """
        question = self._retriever.spelled(clean_question(question))
        query = query_of(question, self._understand(question, history, "").standalone, history)
        return self._retriever.retrieve(in_documents(self._among(documents), query))

    def _among(self, documents: Documents) -> frozenset[str]:
        return frozenset(self.library.all_named(document_names(documents)))

    def _understand(self, question: str, history: Sequence[Turn], edited: str) -> Understood:
        if not isinstance(edited, str):
            raise QuestionError("The standalone question is no text. Give a string, or leave it out.")
        if edited.strip():
            return Understood(Standalone(clean_question(edited)))
        if history and not self.library.size():
            # Nothing can be found, in whatever words it is asked: no model is paid to find them.
            return Understood(Standalone(question))
        return self._rooms.understand(question, history)

    def _overview(self, query: Query, history: Sequence[Turn], progress: Progress | None) -> Plan | None:
        whole = asked_of_all(query, history)
        return self._rooms.overview(whole, query, progress or _quiet) if whole else None

    def _plan(self, query: Query, history: Sequence[Turn], clock: _Clock) -> Plan:
        """The gate stands here: below the threshold nobody writes, and no model is paid."""
        evidence, sure = self._as_it_is(query, history, *self._find(query))
        if local := in_language_of_found(evidence):
            evidence, sure = self._find(local)
        loose = bool(history) and not query.follows
        bare = loose and names_a_thing(query)
        if loose and (sure < SECOND_LOOK or bare):
            again, surer = self._find(in_context(query, history))
            # Else an unrelated question would get the answer before, and a refusal would seem to have misunderstood.
            better = surer > sure or (bare and self._was_spoken_of(again, history[-1]))
            if better and surer >= self._rules.threshold and _speaks_to(query, again):
                evidence, sure = _as_understood(evidence, again), surer
        evidence, sure = self._of_this_one(evidence, sure, history)
        if not evidence.passages:
            self._demand_documents()
        clock.mark("retrieve")
        writes = sure >= self._rules.threshold or (self._rules.ask_anyway and bool(evidence.passages))
        answerer = self._rooms.answerer
        items = answerer.answer(evidence, history) if writes else iter((_REFUSED,))
        return Plan(answerer.name, evidence, items, sure)

    def _as_it_is(self, query: Query, history: Sequence[Turn], found: Evidence, sure: float) -> tuple[Evidence, float]:
        """What is found without the words of the conversation, where these lead astray: "What are the risks?"."""
        # What the conversation's subject has no answer to is not to be answered of another.
        if not query.follows or query.parts or not found.sentences or sure < self._rules.threshold:
            return found, sure
        from rag.conversation.astray import leads_astray, may_lead_astray
        from rag.conversation.rewrite import carries_a_name, is_whole, names_nothing_beside, unlinked

        text = unlinked(query.question.text)
        whole = is_whole(text)
        plain = whole and not carries_a_name(query.text)
        astray = (whole and may_lead_astray(found)) or names_nothing_beside(query.text)
        if not (plain or astray):
            return found, sure
        # Such a question fits something in any document; what is spoken of is likely in the same one.
        spoken_of = frozenset({found.sentences[0].passage.document_id})
        alone, surer = self._find(in_documents(spoken_of, query_of(text, Standalone(text), history)))
        if surer < self._rules.threshold:
            return found, sure
        if not (astray and leads_astray(found, sure, alone, surer)):
            # Words of the conversation that found nothing else and name nothing need not be shown to anybody.
            return (replace(found, query=alone.query) if plain and _same_best(found, alone) else found), sure
        # A short question fits much: alone it is no surer.
        return alone, min(sure, surer)

    def _of_this_one(self, evidence: Evidence, sure: float, history: Sequence[Turn]) -> tuple[Evidence, float]:
        """Without what tells of the thing before, where another is asked about ("And the padlock?"), or was told."""
        query = evidence.query
        if not history or query.parts or not query.question.english or sure < self._rules.threshold:
            return evidence, sure
        from rag.conversation.told_before import without_repetition

        kept = without_repetition(evidence, history)
        same = kept is evidence or kept.known
        return kept, sure if same else min(sure, confidence(kept, self._retriever.ranker))

    def _was_spoken_of(self, evidence: Evidence, turn: Turn) -> bool:
        """Whether the best sentence is of a document that the turn quotes: "Delivery time?" is that of its gate."""
        if not evidence.sentences:
            return False
        text = self.library.document(evidence.sentences[0].passage.document_id).text
        return bool(stands_in(quotations(turn.answer), text))

    def _find(self, query: Query) -> tuple[Evidence, float]:
        """The evidence for a query, and how sure it is that it answers."""
        evidence = without_other_rows(self._retriever.retrieve(query))
        sure = confidence(evidence, self._retriever.ranker)
        return self._with_parts(evidence, sure) if query.parts and evidence.sentences else (evidence, sure)

    def _with_parts(self, whole: Evidence, sure: float) -> tuple[Evidence, float]:
        """The evidence with what answers each part of its query, and how sure the surest is."""
        answers, unsaid = list[ScoredSentence | None](), list[str]()
        for part in whole.query.parts:
            before = next((own for own in reversed(answers) if own), whole.sentences[0])
            near = replace(part, documents=frozenset({before.passage.document_id}))
            # "It" is likely that of the part before, unless it is said whose.
            leans = part.follows and not part.question.names
            found = [self._find(query) for query in ((near, part) if leans else (part,))]
            best = max(own for _, own in found)
            answers.append(next((own for own in (self._surely(*each) for each in found) if own), None))
            if best < self._rules.threshold and not part.follows:
                unsaid.append(part.question.text)
            sure = max(sure, best)
        first = {own.passage.id: ScoredPassage(own.passage, 1.0, 1.0) for own in answers if own}
        rest = [item for item in whole.passages if item.passage.id not in first]
        told = unsaid if any(answers) else []
        return replace(whole, passages=(*first.values(), *rest), parts=tuple(answers), unsaid=tuple(told)), sure

    def _surely(self, evidence: Evidence, sure: float) -> ScoredSentence | None:
        """The best sentence, where the gate lets it pass, and it is known, reads as an answer or is likely one."""
        best = evidence.sentences[0] if evidence.sentences and sure >= self._rules.threshold else None
        return best if best and (evidence.known or (best.read or EVEN) > EVEN or sure >= LIKELY) else None

    def _demand_documents(self) -> None:
        if not self.library.documents():
            raise LibraryError(
                f"The library in {self.library.home} has no documents yet. Add some with: footnote index add PATH"
            )

    def _finish(self, question: str, plan: Plan, outcome: Outcome, clock: _Clock) -> Answer:
        quotes = outcome.quotes()
        # "I'm sorry, the sources do not say" is no answer, in whatever words, nor is what a model declines.
        answered = outcome.claims and outcome.finish != "refusal"
        sentences = outcome.sentences() if answered else ()
        citations = tuple(shown_citation(self.library, quote) for quote in quotes)
        passages = tuple(self.shown(item) for item in _seen(plan, quotes)[: self._rules.passages])
        clock.mark("cite")
        return Answer(
            question=question,
            standalone_question=plan.evidence.query.text,
            text=outcome.text,
            answered=answered,
            answerer=plan.answerer,
            sentences=sentences,
            citations=citations,
            passages=passages,
            confidence=float(answered) if plan.confidence is None else plan.confidence,
            timings=clock.seconds,
            model=outcome.model,
            usage=outcome.usage,
            notes=outcome.notes,
            finish_reason=outcome.finish if outcome.finish in _CUT_OFF else "stop",
        )

    def shown(self, item: ScoredPassage) -> EvidencePassage:
        """What was found as readers get it."""
        return shown_passage(self.library, item.passage, item.score)


def _speaks_to(query: Query, evidence: Evidence) -> bool:
    """Whether the passage of the best sentence has most of the question's own words, or one of two, and a name of its.

    "What is the password of the harbour office?" is not answered by how many passengers the harbour has.
    """
    passage = evidence.sentences[0].passage
    there = {*terms(f"{passage.heading} {passage.text}"), *evidence.called.get(passage.document_id, ())}
    own, names = {item.term for item in query.question.content}, query.question.names
    said = len(own & there)
    return (not names or not there.isdisjoint(names)) and (said > len(own) / 2 or (said > 0 and len(own) <= _FEW))


def _as_understood(own: Evidence, again: Evidence) -> Evidence:
    """What is found again with words of the conversation; where these name nothing and find no other, not shown."""
    from rag.conversation.rewrite import carries_a_name

    plain = _same_best(own, again) and not carries_a_name(again.query.text)
    return replace(again, query=own.query) if plain else again


def _same_best(one: Evidence, other: Evidence) -> bool:
    best = [(own.sentences[0].passage.id, own.sentences[0].sentence) for own in (one, other) if own.sentences]
    return len(best) > 1 and best[0] == best[1]


def _seen(plan: Plan, quotes: Sequence[Quote]) -> Sequence[ScoredPassage]:
    """The passages, best first; of whole documents, those that are quoted."""
    if plan.confidence is not None:
        return plan.evidence.passages
    return sorted(plan.evidence.passages, key=lambda item: not any(_holds(item, quote) for quote in quotes))


def _holds(item: ScoredPassage, quote: Quote) -> bool:
    passage = item.passage
    return passage.document_id == quote.document_id and passage.start <= quote.start < passage.end


def _closable(items: Iterator[Item]) -> Generator[Item]:
    yield from items


def _quiet(_: float, __: str) -> None:
    """Nobody wants to know."""


class _Clock:
    """Seconds per stage, from one mark to the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._at = time.perf_counter()

    def mark(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._at
        self._at = now
