"""Conversations, kept in memory for as long as the server runs and found by the browser tab's own secret token."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from rag.types import Answer, Turn
from ui.chat.message import answer_message, broken_message, running_message
from ui.render import inert, plain_text, rich_text, shown_lines, without_markers

Message = dict[str, Any]
_UNCHECKED = "What arrived has no footnotes, and was not fully checked."


@dataclass(slots=True)
class Exchange:
    """One question and what became of it. Changes while the answer arrives, hence not frozen.

    Exactly one of three: running (`answer` and `reason` empty), finished (`answer`), broken off (`reason`).
    """

    question: str
    # As the reader wants it to be understood; empty where that was left to us.
    standalone: str = ""
    # The question that the reader has put in these other words.
    instead_of: str = ""
    turn: str = field(default_factory=lambda: secrets.token_hex(8))
    # What the chain is told of the conversation before it.
    history: list[Turn] = field(default_factory=list)
    text: str = ""
    # What had arrived of an attempt before; shown again where this one breaks off with nothing.
    earlier: str = ""
    progress: str = ""
    # The ids of the documents that are asked; of none, all are.
    documents: tuple[str, ...] = ()
    # Whether what arrives quotes documents word for word, with no Markdown in it.
    literal: bool = True
    answer: Answer | None = None
    reason: str = ""
    # Whether asking the same again may help.
    askable: bool = True
    started: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0
    several: bool = False
    adding: bool = False
    vote: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    _final: str = ""

    def finish(self, answer: Answer, *, several: bool = False, adding: bool = False) -> None:
        """Record the finished answer and how long it took, unless it was broken off meanwhile.

        `several`: there is more than one document. `adding`: others are still being added.
        """
        if not self.reason:
            self.several, self.adding, self.seconds = several, adding, time.perf_counter() - self.started
            self.answer = answer

    def break_off(self, reason: str, *, askable: bool = True) -> None:
        """End it, for `reason` where it was still running; whoever works on it stops."""
        if self.answer is None and not self.reason:
            self.reason, self.askable = reason, askable
        self.stop.set()

    def rate(self, vote: str) -> None:
        """Record the reader's vote on the answer: "up", "down", or none where it is taken back."""
        self.vote, self._final = vote, ""

    def message(self) -> str:
        """The answer's side as safe Markdown. What is final is rendered once: every update shows it again."""
        if not self._final and self.answer is not None:
            how: dict[str, Any] = {"several": self.several, "adding": self.adding, "vote": self.vote}
            self._final = answer_message(self.answer, self.turn, self.seconds, **how, chosen=len(self.documents))
        elif not self._final and self.reason:
            self._final = broken_message(
                self.arrived, self.ending, self.turn, literal=self.literal, askable=self.askable
            )
        return self._final or running_message(self.text, self.progress, literal=self.literal)

    def plain(self) -> str:
        """Question and answer as plain text, with the reason where it was broken off; empty while it is running."""
        if self.answer is not None:
            return plain_text(self.answer)
        arrived = without_markers(self.arrived, literal=self.literal)
        parts = [self.question.strip(), arrived.strip(), f"({self.ending})"]
        return "\n\n".join(filter(None, parts)) + "\n" if self.reason else ""

    def rich(self) -> str:
        """The same as HTML."""
        return rich_text(self.answer) if self.answer is not None else shown_lines(self.plain().strip())

    @property
    def ending(self) -> str:
        """Why it was broken off; of a model's words also that nobody held them against the documents."""
        return f"{self.reason} {_UNCHECKED}" if self.arrived.strip() and not self.literal else self.reason

    @property
    def arrived(self) -> str:
        """What there is of the answer: of this attempt, else of the one before."""
        return self.text if self.text.strip() else self.earlier


@dataclass(slots=True)
class Conversation:
    """The exchanges of one browser tab, oldest first."""

    exchanges: list[Exchange] = field(default_factory=list)

    def begin(
        self, question: str, standalone: str = "", *, documents: tuple[str, ...] = (), literal: bool = True
    ) -> Exchange:
        """Start an exchange. What the reader wants to be understood is its question, and stands above its answer.

        Asking again what was just broken off takes its place, and is understood as it was.
        """
        exchange = Exchange(
            standalone or question, standalone, question if standalone else "", documents=documents, literal=literal
        )
        if self.exchanges and self.exchanges[-1].reason and _same(self.exchanges[-1].question, exchange.question):
            broken = self.exchanges.pop()
            exchange.standalone = standalone or broken.standalone
            exchange.instead_of = exchange.instead_of or broken.instead_of
            exchange.earlier = broken.arrived
        exchange.history = self._history(exchange)
        self.exchanges.append(exchange)
        return exchange

    def find(self, turn: str) -> Exchange | None:
        """The exchange of `turn` where it is finished, or None where this conversation has none by that name."""
        return next((found for found in self.exchanges if found.turn == turn and found.answer is not None), None)

    def messages(self) -> list[Message]:
        """The whole conversation as chat messages; a running answer with no text yet has none."""
        messages: list[Message] = []
        for exchange in self.exchanges:
            messages.append({"role": "user", "content": inert(exchange.question)})
            if exchange.text or exchange.progress or exchange.answer or exchange.reason:
                messages.append({"role": "assistant", "content": exchange.message()})
        return messages

    def _history(self, upto: Exchange) -> list[Turn]:
        """The finished turns; without those that `upto` asks again in other words."""
        again = upto.instead_of.split()
        done = (found for found in self.exchanges if not again or again not in _put(found))
        answers = (found.answer for found in done if found.answer is not None)
        return [Turn(answer.question, answer.text, answer.standalone_question) for answer in answers]


def _put(exchange: Exchange) -> list[list[str]]:
    """The words of a question as it was asked, and of the one before that it puts in other words."""
    return [exchange.question.split(), exchange.instead_of.split()]


def _same(one: str, two: str) -> bool:
    """Whether it is one question: the page asks again with what it shows, where blanks are run together."""
    return one.split() == two.split()


class Conversations:
    """The conversations by token, the least recently used forgotten beyond `limit`. Safe to use from threads.

    Each page that is opened has one: those in which nothing was asked make no other forgotten.
    """

    def __init__(self, limit: int = 200) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._by_token: OrderedDict[str, Conversation] = OrderedDict()

    def of(self, token: str) -> Conversation:
        """The conversation of `token`, begun if it is new."""
        with self._lock:
            conversation = self._by_token.setdefault(token, Conversation())
            self._by_token.move_to_end(token)
            for asked in (True, False):
                alike = [other for other, held in self._by_token.items() if bool(held.exchanges) is asked]
                for other in alike[: -self._limit]:
                    del self._by_token[other]
            return conversation

    def copy(self, token: str, to: str) -> None:
        """Give `to` what is finished in the conversation of `token`: both go on from there, each by itself."""
        exchanges = [exchange for exchange in self.of(token).exchanges if exchange.answer or exchange.reason]
        self.of(to).exchanges.extend(exchanges)
