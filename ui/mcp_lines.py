"""What arrives over stdin and would get no answer: a line that is no message of MCP, or one with nothing behind it.

The package drops the first without a word, and a client would wait for ever. When stdin ends, it drops what it is
working on, and a pipe such as `cat requests | footnote mcp` would see only some of its answers.
"""

from __future__ import annotations

from collections.abc import Hashable
from contextvars import Context
from types import TracebackType
from typing import Any

from anyio import EndOfStream, move_on_after, sleep
from mcp.shared.message import SessionMessage
from mcp.types import (
    INVALID_REQUEST,
    PARSE_ERROR,
    ErrorData,
    JSONRPCError,
    JSONRPCNotification,
    JSONRPCRequest,
    JSONRPCResponse,
    jsonrpc_message_adapter,
)
from pydantic import ValidationError

from ui.server.halves import without_halves

_NO_JSON = "This line is no JSON. Send each message as one line of JSON in UTF-8."
_NO_MESSAGE = "This is no message of JSON-RPC 2.0. Send one object with `jsonrpc`, `id`, `method` and `params`."
_BYTE_ORDER_MARK = "\ufeff"
# Seconds for the answers that are due when stdin ends. A pipe wants them; a client that has gone does not.
_PATIENCE = 10.0


class _Passing:
    """A stream of the package's, and nothing else."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def aclose(self) -> None:
        """Close the stream below."""
        await self._stream.aclose()

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.aclose()


class Answers(_Passing):
    """What is sent, with a look at which requests are still `due` an answer."""

    def __init__(self, leaving: Any) -> None:
        super().__init__(leaving)
        self.due: set[Hashable] = set()

    async def send(self, item: SessionMessage) -> None:
        """Send a message."""
        await self._stream.send(item)
        if isinstance(item.message, JSONRPCResponse | JSONRPCError):
            self.due.discard(item.message.id)


class Lines(_Passing):
    """The messages of `arriving`; who sent what is none is told by way of `answers`, and the last line is answered."""

    def __init__(self, arriving: Any, answers: Answers) -> None:
        super().__init__(arriving)
        self._answers = answers

    @property
    def last_context(self) -> Context | None:
        """The context in which the latest message was sent; the package runs its handler in it."""
        return getattr(self._stream, "last_context", None)

    async def receive(self) -> SessionMessage:
        """The next message. Raises the package's EndOfStream after the last."""
        while True:
            try:
                item = await self._stream.receive()
            except EndOfStream:
                await self._until_answered()
                raise
            heard = _heard(item) if isinstance(item, Exception) else item
            if isinstance(heard, SessionMessage):
                self._count(heard.message)
                return heard
            if heard is not None:
                await self._answers.send(SessionMessage(heard))

    def __aiter__(self) -> Lines:
        return self

    async def __anext__(self) -> SessionMessage:
        try:
            return await self.receive()
        except EndOfStream:
            raise StopAsyncIteration from None

    def _count(self, message: Any) -> None:
        if isinstance(message, JSONRPCRequest):
            self._answers.due.add(message.id)
        elif isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled":
            self._answers.due.discard((message.params or {}).get("requestId"))

    async def _until_answered(self) -> None:
        with move_on_after(_PATIENCE):
            while self._answers.due:
                await sleep(0.05)


def _heard(error: Exception) -> SessionMessage | JSONRPCError | None:
    """The message after all, or what is to be told; None of an empty line."""
    if not isinstance(error, ValidationError):
        return _told(PARSE_ERROR, _NO_JSON)
    line = _line(error)
    if line is None:
        return _told(INVALID_REQUEST, _NO_MESSAGE, _id(error))
    mended = without_halves(line.lstrip(_BYTE_ORDER_MARK))
    if not mended.strip():
        return None
    try:
        return SessionMessage(jsonrpc_message_adapter.validate_json(mended, by_name=False))
    except ValidationError as still:
        told = (PARSE_ERROR, _NO_JSON) if _line(still) is not None else (INVALID_REQUEST, _NO_MESSAGE, _id(still))
        return _told(*told)


def _line(error: ValidationError) -> str | None:
    """The line that could not be read as JSON; None where it could."""
    first = error.errors()[0]
    return str(first["input"]) if first["type"] == "json_invalid" else None


def _id(error: ValidationError) -> str | int | None:
    """The id of the request. One of the forms that a message has lacks something, and so names the whole."""
    wholes = [fault["input"] for fault in error.errors() if fault["type"] == "missing"]
    found = wholes[0].get("id") if wholes and isinstance(wholes[0], dict) else None
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _told(code: int, message: str, asked: str | int | None = None) -> JSONRPCError:
    return JSONRPCError(jsonrpc="2.0", id=asked, error=ErrorData(code=code, message=message))
