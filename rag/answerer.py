"""What an answerer is: evidence in, text and sentences with exact quotations out. Back-ends share this protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.retrieve import Evidence
from rag.types import AnswerSentence, Delta, Turn


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a document that a sentence of the answer rests on; `number` is its footnote's."""

    number: int
    document_id: str
    start: int
    end: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer that has been written. `quotes` are those that its `[n]` refer to, in order.

    A quotation that several sentences rest on has one number, and is among the quotes of each.
    """

    sentence: AnswerSentence
    quotes: tuple[Quote, ...]


class Answerer(Protocol):
    """Writes an answer from evidence that is held to be good enough."""

    name: str

    def answer(self, evidence: Evidence, history: Sequence[Turn]) -> Iterator[Delta | Statement]:
        """The answer's text in pieces, and after the last piece of each sentence the Statement of it.

        The pieces joined are the answer's text; what was sent is never rewritten.
        """
