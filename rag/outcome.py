"""What has come of an answer while it is written: its text, its sentences, what it cost. The one that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rag.answerer import Aside, Item, Quote, Statement
from rag.types import NO_CLAIM, AnswerSentence, Delta, Usage


class Outcome:
    """Takes an answer's items one by one; read it when they are over."""

    def __init__(self, spent: Usage | None) -> None:
        """`spent` is what understanding the question has cost."""
        self.text = ""
        self._statements: list[Statement] = []
        self._asides = [Aside(usage=spent)]

    def take(self, item: Item) -> None:
        """One more item."""
        if isinstance(item, Delta):
            self.text += item.text
        elif isinstance(item, Statement):
            self._statements.append(item)
        elif isinstance(item, Aside):
            self._asides.append(item)

    @property
    def model(self) -> str:
        """The model that wrote it, if one did."""
        return next((aside.model for aside in self._asides if aside.model), "")

    @property
    def finish(self) -> str:
        """Why the model that wrote it stopped; empty where none did."""
        return next((aside.finish for aside in self._asides if aside.finish), "")

    @property
    def usage(self) -> Usage | None:
        """What all calls of the model took together; None where none did, or the server does not tell."""
        return total(aside.usage for aside in self._asides)

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks for the reader."""
        return tuple(note for aside in self._asides for note in aside.notes)

    @property
    def claims(self) -> bool:
        """Whether anything is asserted. A footnote makes no claim of "the sources do not say this"."""
        return any(statement.sentence.reason != NO_CLAIM for statement in self._statements)

    def quotes(self) -> list[Quote]:
        """All quotations by number: those that the text names, then those that are suggested."""
        named = {quote.number: quote for statement in self._statements for quote in statement.quotes}
        quotes = {quote.span: quote for _, quote in sorted(named.items())}
        for quote in (quote for statement in self._statements for quote in statement.better):
            quotes.setdefault(quote.span, replace(quote, number=max(named, default=0) + 1 + len(quotes) - len(named)))
        return list(quotes.values())

    def sentences(self) -> tuple[AnswerSentence, ...]:
        """The sentences, suggestions numbered."""
        numbers = {quote.span: quote.number for quote in self.quotes()}
        return tuple(
            replace(statement.sentence, suggested=tuple(numbers[quote.span] for quote in statement.better))
            for statement in self._statements
        )


def total(usages: Iterable[Usage | None]) -> Usage | None:
    """Tokens and cost together, of those that are known."""
    known = [usage for usage in usages if usage is not None]
    if not known:
        return None
    costs = [usage.cost for usage in known if usage.cost is not None]
    return Usage(
        sum(usage.prompt_tokens for usage in known),
        sum(usage.completion_tokens for usage in known),
        # Prices are of a million tokens: what stands further behind is none of them.
        round(sum(costs), 12) if costs else None,
    )
