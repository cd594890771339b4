"""The answerer with a model: evidence in, what the model writes out, with footnotes that are exact spans.

The evidence goes to the model best first, as much of it as the model reads. The order of the prompt: rules, the
conversation, the numbered sources, the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from index.library import Library
from index.types import Passage
from rag.answerer import Aside, Given, Item
from rag.citing.cite import CitedWriter
from rag.citing.locate import Similar
from rag.evidence import Evidence
from rag.gate.refusal import REFUSALS
from rag.model import prompts
from rag.model.budget import Count, fit
from rag.model.faults import nothing
from rag.model.llm import ContextLengthError, Message, Model, ModelError, ModelStream
from rag.model.wire import BROKE_OFF
from rag.shown import shown_passage
from rag.types import REFUSAL, Delta, Turn

# Where the model reads less than the settings say, half of the evidence is tried, then a quarter.
_SHARES = (1, 2, 4)
_SWITCH = "For quotations without a model: FOOTNOTE_ANSWERER=extractive."
_STOPPED = {
    "length": "The model stopped at its limit of {limit} tokens; the answer may be incomplete.",
    "content_filter": "A filter at the server cut the answer off; it may be incomplete.",
    BROKE_OFF: "The model broke off; the answer may be incomplete.",
    "refusal": "The model declined to answer.",
    "tool_calls": "The model wanted to use a tool, and there are none; the answer may be incomplete.",
}
_MARKER = re.compile(r"[\[【［][^\]】］]*[\]】］]?")
# What an answer that comes as a block of Markdown opens with.
_FENCE = re.compile(r"\A\s*(?:`{3,}|~{3,})[ ]?[a-z]*", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")
# What is held back of an answer's beginning, at most: the sentence, and marks around it.
_LONGEST_OPENING = 2 * max(map(len, REFUSALS))


@dataclass(frozen=True, slots=True)
class Brief:
    """One way to put a question to the model: what it is told, and the passages that its markers name, from 1."""

    messages: Sequence[Message]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """How many tokens a model reads and writes at once, how many of them are kept for writing, and who counts."""

    size: int
    reserve: int
    count: Count


class Generative:
    """Answers in a model's words."""

    name = "model"

    def __init__(self, library: Library, model: Model, window: Window, similar: Similar | None = None) -> None:
        self._library = library
        self._model = model
        self._window = window
        self._similar = similar

    def answer(self, evidence: Evidence, history: Sequence[Turn]) -> Iterator[Item]:
        """What the model makes of the evidence. Raises ModelError; before the first word it says how to do without."""
        question, window = evidence.query.text, self._window
        shown = [shown_passage(self._library, item.passage, item.score) for item in evidence.passages]
        fitted = fit(shown, question, history, window=window.size, reserve=window.reserve, count=window.count)
        best = fitted.passages
        counts = list(dict.fromkeys(max(len(best) // share, 1) for share in _SHARES))
        passages = tuple(item.passage for item in evidence.passages)
        briefs = [Brief(prompts.answering(question, best[:n], fitted.history), passages[:n]) for n in counts]
        yield from self.write(briefs)

    def write(self, briefs: Sequence[Brief]) -> Iterator[Item]:
        """What the model writes to the first brief that is not too long for it."""
        brief, stream, first = self._begin(briefs)
        with stream:
            yield Given(brief.passages)
            writer, opening = CitedWriter(brief.passages, self._similar, self._names(brief)), _Opening()
            try:
                for piece in chain((first,), stream):
                    yield from writer.feed(opening.feed(piece))
            except ModelError:
                # What has arrived is shown, although its sentence has no end.
                yield from [*writer.feed(opening.rest), *writer.close()]
                raise
        if opening.refuses:
            yield Delta(REFUSAL)
        else:
            yield from [*writer.feed(opening.rest), *writer.close()]
            if not writer.wrote:
                # Numbers alone tell nothing; blanks do not either.
                raise unanswered(nothing(self._model.name, stream.finish, False, self._window.reserve))
        notes = (*self._notes(stream.finish), *writer.remarks)
        yield Aside(self._model.name, stream.usage, notes, stream.finish)

    def _names(self, brief: Brief) -> list[str]:
        """What each source is called in the prompt."""
        return [f"{self._library.cover(item.document_id).title} {item.heading}" for item in brief.passages]

    def _begin(self, briefs: Sequence[Brief]) -> tuple[Brief, ModelStream, str]:
        """The brief that the model took, its answer, and the first piece of that."""
        try:
            for brief in briefs[:-1]:
                stream = self._model.stream(brief.messages)
                try:
                    return brief, stream, next(stream, "")
                except ContextLengthError:
                    continue
            stream = self._model.stream(briefs[-1].messages)
            return briefs[-1], stream, next(stream, "")
        except ModelError as error:
            raise unanswered(error) from error

    def _notes(self, finish: str) -> tuple[str, ...]:
        note = _STOPPED.get(finish)
        return (note.format(limit=self._window.reserve),) if note else ()


def unanswered(error: ModelError) -> ModelError:
    """An error that came before the first word, with the way to do without a model. None is taken unasked."""
    return type(error)(f"{error} {_SWITCH}")


class _Opening:
    """Holds the beginning of an answer back as long as it may be the agreed refusal and nothing else.

    A model that answers in the language of the question may say it in that.
    """

    def __init__(self) -> None:
        self._held = ""
        self._undecided = True

    def feed(self, piece: str) -> str:
        """What of the answer can be let go."""
        if not self._undecided:
            return piece
        self._held += piece
        letters = _letters(self._held)
        begins = any(refusal.startswith(letters) for refusal in _refusals())
        self._undecided = len(self._held) < _LONGEST_OPENING and begins
        return "" if self._undecided else self._held

    @property
    def refuses(self) -> bool:
        """Whether the answer, now over, was the refusal: whatever its case, marks around it, or a marker after it."""
        return self._undecided and _letters(self._held) in _refusals()

    @property
    def rest(self) -> str:
        """What is still held."""
        return self._held if self._undecided else ""


@cache
def _refusals() -> frozenset[str]:
    return frozenset(map(_letters, REFUSALS))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", _MARKER.sub("", _FENCE.sub("", text))).casefold()
