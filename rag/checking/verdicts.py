"""Each sentence of a model's answer gets its verdict as it comes; in strict mode `rag.checking.strict` has its say.

`rag.checking.verify` judges, by the sentence's own quotations and then by the other evidence. A second opinion, where
the settings ask for one, comes from the model and can only lower a verdict; where it fails, nothing changes.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.library import Library
from index.text.terms import content_terms
from index.types import Passage, Sentence
from rag.answerer import Aside, Given, Item, Quote, Statement
from rag.checking.strict import only_supported
from rag.checking.verify import Cited, Verifier
from rag.citing.quotations import unfound_quotations
from rag.model import prompts
from rag.model.hangup import side_by_side
from rag.model.llm import Model, ModelError
from rag.types import NO_CLAIM, Verdict

logger = logging.getLogger(__name__)

# Sentences of the other evidence that are held against a claim, those first that share most with it.
_OTHERS = 40
_AT_ONCE = 4
_ORDER = (Verdict.SUPPORTED, Verdict.PARTLY, Verdict.UNSUPPORTED)
_SECOND = {
    Verdict.PARTLY: "asked again, the model finds only a part of this in the quotation",
    Verdict.UNSUPPORTED: "asked again, the model does not find this in the quotation",
}


class Verdicts:
    """Checks what follows a `Given`; other statements are quotations by construction and keep their verdict."""

    def __init__(self, library: Library, verifier: Verifier, second: Model | None = None) -> None:
        self._library = library
        self._verifier = verifier
        self._second = second

    def checked(self, items: Iterator[Item], strict: bool) -> Iterator[Item]:
        """The items with verdicts. With `strict`, text is held until the verdict on its sentence is there."""
        judged = self._judged(items)
        if self._second is not None:
            judged = _reviewed(self._second, judged, live=not strict)
        return only_supported(judged) if strict else judged

    def _judged(self, items: Iterator[Item]) -> Iterator[Item]:
        evidence: _Evidence | None = None
        for item in items:
            if isinstance(item, Given):
                evidence = _Evidence(self._library, item.passages)
            elif isinstance(item, Statement) and evidence is not None:
                yield self._judge(item, evidence)
            else:
                yield item

    def _judge(self, statement: Statement, evidence: _Evidence) -> Statement:
        """The statement with its verdict. A model that runs in circles says the same hundreds of times."""
        if statement not in evidence.judged:
            evidence.judged[statement] = self._checked(statement, evidence)
        return evidence.judged[statement]

    def _checked(self, statement: Statement, evidence: _Evidence) -> Statement:
        text = statement.sentence.text
        others = evidence.others(text, statement.quotes)
        check = self._verifier.check(
            text,
            [evidence.cited(quote) for quote in statement.quotes],
            [evidence.cited(quote) for quote in others],
        )
        verdict, reason = check.verdict, check.reason
        # "They do not say “free of charge”" quotes nothing that has to stand there.
        for quotation in unfound_quotations(text, evidence.passages)[:1] if reason != NO_CLAIM else ():
            verdict, reason = Verdict.UNSUPPORTED, f"the quotation “{quotation}” stands nowhere in the evidence"
        sentence = replace(statement.sentence, verdict=verdict, reason=reason)
        return replace(statement, sentence=sentence, better=tuple(others[at] for at in check.better))


class _Evidence:
    """The passages of one answer. Terms of a sentence are read when they are first needed."""

    def __init__(self, library: Library, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self._library = library
        self._terms: list[tuple[Quote, frozenset[str]]] = []
        self.judged: dict[Statement, Statement] = {}

    def cited(self, quote: Quote) -> Cited:
        """A quotation with the text around it, headings included: they may say who "he" is."""
        title = self._library.cover(quote.document_id).title
        around = next((item.text for item in self.passages if _holds(item, quote)), "")
        return Cited(quote.text, "\n".join(filter(None, (title, quote.heading, around))))

    def others(self, claim: str, quotes: Sequence[Quote]) -> list[Quote]:
        """Sentences that the claim does not cite and shares terms with, the likest first."""
        terms, own = frozenset(content_terms(claim)), {quote.span for quote in quotes}
        shared = [(len(terms & other), quote) for quote, other in self._read() if quote.span not in own]
        likest = heapq.nlargest(_OTHERS, shared, key=lambda pair: pair[0])
        return [quote for count, quote in likest if count]

    def _read(self) -> list[tuple[Quote, frozenset[str]]]:
        if not self._terms:
            self._terms = [
                (_quote(passage, sentence), frozenset(content_terms(sentence.text)))
                for passage in self.passages
                for sentence in passage.sentences
            ]
        return self._terms


def _quote(passage: Passage, sentence: Sentence) -> Quote:
    return Quote(0, passage.document_id, sentence.start, sentence.end, sentence.text, passage.heading)


def _holds(passage: Passage, quote: Quote) -> bool:
    return passage.document_id == quote.document_id and passage.start <= quote.start < passage.end


def _reviewed(model: Model, items: Iterator[Item], *, live: bool) -> Iterator[Item]:
    """Statements with a second opinion, when all are written; with `live` the other items go ahead of them."""
    waiting: list[Item] = []
    for item in items:
        if live and not isinstance(item, Statement):
            yield item
        else:
            waiting.append(item)
    for reviewed in side_by_side(lambda item: _review(model, item), waiting, _AT_ONCE):
        yield from reviewed


def _review(model: Model, item: Item) -> tuple[Item, ...]:
    if not isinstance(item, Statement) or not item.quotes or item.sentence.verdict not in _ORDER[:2]:
        return (item,)
    if item.sentence.reason == NO_CLAIM:
        return (item,)
    try:
        reply = model.complete(
            prompts.second_opinion(item.sentence.text, [quote.text for quote in item.quotes]), temperature=0
        )
    except ModelError as error:
        logger.warning("no second opinion: %s", error)
        return (item,)
    opinion = prompts.opinion(reply.text)
    if opinion is None or _ORDER.index(opinion) <= _ORDER.index(item.sentence.verdict):
        return item, Aside(usage=reply.usage)
    sentence = replace(item.sentence, verdict=opinion, reason=_SECOND[opinion])
    return replace(item, sentence=sentence), Aside(usage=reply.usage)
