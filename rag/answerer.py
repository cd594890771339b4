"""What an answerer is: evidence in, text and sentences with exact quotations out. Back-ends share this protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from index.types import Passage
from rag.evidence import Evidence
from rag.types import AnswerSentence, Delta, Turn, Usage


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a document that a sentence of the answer rests on; `number` is its footnote's.

    One that no marker names yet has the number 0.
    """

    number: int
    document_id: str
    start: int
    end: int
    text: str
    heading: str

    @property
    def span(self) -> tuple[str, int, int]:
        """Where it stands; two quotes are the same where this is."""
        return self.document_id, self.start, self.end


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer that has been written. `quotes` are those that its `[n]` refer to, in order.

    A quotation that several sentences rest on has one number, and is among the quotes of each. `better` are quotations
    that would carry the sentence where its own do not.
    """

    sentence: AnswerSentence
    quotes: tuple[Quote, ...]
    better: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The passages that a model was given, in the order of its markers. What follows is to be checked by them."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """What is to be told of an answer beside its text. An answer may have several: usages add up, notes follow on.

    `finish` is why the model stopped, as `rag.model.messages.Reply` has it.
    """

    model: str = ""
    usage: Usage | None = None
    notes: tuple[str, ...] = ()
    finish: str = ""


Item: TypeAlias = Delta | Statement | Given | Aside


class Answerer(Protocol):
    """Writes an answer from evidence that is held to be good enough."""

    name: str

    def answer(self, evidence: Evidence, history: Sequence[Turn]) -> Iterator[Item]:
        """The answer's text in pieces, and after the last piece of each sentence the Statement of it.

        The pieces joined are the answer's text; what was sent is never rewritten. Without a Statement nothing was
        answered, and the text says so.
        """
