"""What is said to a model and what comes back: messages, a whole reply, and a reply that is still being written."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from rag.model.wire import Heard
from rag.types import Usage


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote. `usage` is None where the server does not tell it.

    `finish` says why it stopped: `stop`; `length` or `content_filter`: the text is cut off; `refusal`: the text says
    that it will not; `tool_calls`: it wanted a tool as well, and there are none.
    """

    text: str
    usage: Usage | None
    finish: str


class ModelStream:
    """The text of one answer, piece by piece. After the last piece, `usage` and `finish` are as in `Reply`.

    Iterating raises ModelError. `close` ends the request at once, from any thread; so does letting go of the stream.
    """

    def __init__(self, pieces: Generator[str], heard: Heard) -> None:
        self._pieces = pieces
        self._heard = heard

    @property
    def usage(self) -> Usage | None:
        """Tokens and their price, as far as the server told them."""
        return self._heard.usage

    @property
    def finish(self) -> str:
        """Why the answer ended; empty until it has."""
        return self._heard.finish

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return next(self._pieces)

    def __enter__(self) -> ModelStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nobody reads on: hang up."""
        self._heard.left = True
        if self._heard.deadline:
            self._heard.deadline.cut()
        # A thread that is reading finds the connection closed and ends by itself.
        with suppress(ValueError):
            self._pieces.close()
