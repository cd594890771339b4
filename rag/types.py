"""A question's nouns: turns of a conversation, citations, and the answer. All frozen.

`Citation.quote == document.text[start:end]`, always: an answer that breaks this is never built.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

# What an answer says where the documents hold none; a model is told to say exactly this.
REFUSAL = "The documents do not answer this question."
# The reason of a sentence that asserts nothing.
NO_CLAIM = "no claim"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange: what was asked, how it was understood, and what was answered (empty when unknown)."""

    question: str
    answer: str = ""
    standalone_question: str = ""


class Verdict(StrEnum):
    """How far a sentence is carried by the quotations that it cites."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Citation:
    """One footnote: an exact span of a document. `number` is what the answer's `[n]` refers to."""

    number: int
    document_id: str
    title: str
    source: str
    page: int | None
    start: int
    end: int
    quote: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of the answer, the footnote numbers that it carries, and the verdict on it.

    `suggested` are numbers of footnotes that would carry it better than its own; no marker in the text names them.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    reason: str = ""
    suggested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidencePassage:
    """A retrieved passage, as it is shown beside the answer. `score` is the evidence score, 0 to 1."""

    id: str
    document_id: str
    title: str
    source: str
    page: int | None
    heading: str
    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model was given and wrote, in tokens; `cost` by the prices set, else as its server tells it, else None."""

    prompt_tokens: int
    completion_tokens: int
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its evidence.

    `answered=False` is a proper outcome: `text` says that the documents do not answer, and `passages` still lists the
    nearest ones. Citations are there only where a model gave some for that. `confidence` is the evidence gate's
    estimate, 0 to 1, that the documents hold an answer. `timings` are seconds per stage. `answerer` is "extractive" or
    "model"; `model` and `usage` tell of the model that wrote it, if one did, all of its calls summed. `notes` are
    remarks for the reader, a sentence each. `finish_reason` is OpenAI's: "stop", "length" where the model came to its
    limit, or "content_filter".
    """

    question: str
    standalone_question: str
    text: str
    answered: bool
    answerer: str
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[EvidencePassage, ...] = ()
    confidence: float = 0.0
    # A dict has no hash, and what took how long makes no other answer.
    timings: dict[str, float] = field(default_factory=dict, hash=False)
    model: str = ""
    usage: Usage | None = None
    notes: tuple[str, ...] = ()
    finish_reason: str = "stop"

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)

    def to_json(self) -> str:
        """All of it as JSON."""
        from rag.export import to_json

        return to_json(self)

    def to_markdown(self) -> str:
        """Question, answer, verdicts and footnotes as Markdown."""
        from rag.export import to_markdown

        return to_markdown(self)

    # What a notebook shows for a cell that ends in an answer.
    _repr_markdown_ = to_markdown

    def to_html(self) -> str:
        """The same as one HTML page that loads nothing and runs nothing."""
        from rag.export import to_html

        return to_html(self)


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of answer text, to be appended to what came before. What was sent is never rewritten."""

    text: str
