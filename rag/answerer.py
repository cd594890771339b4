"""What an answerer is: evidence in, sentences with exact quotations out. Back-ends share this protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from rag.retrieve import Evidence
from rag.types import AnswerSentence


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact span of a document that a sentence of the answer rests on."""

    document_id: str
    start: int
    end: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, ready to be shown: `sentence.text` carries its `[n]`, `quotes` are in order of n."""

    sentence: AnswerSentence
    quotes: tuple[Quote, ...]


class Answerer(Protocol):
    """Writes an answer from evidence that is held to be good enough."""

    name: str

    def answer(self, evidence: Evidence, limit: int) -> Iterator[Statement]:
        """The answer, statement by statement; at most `limit` quotations."""
