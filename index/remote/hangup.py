"""Hanging up on a server from another thread, whatever the request is waiting for: a connection, headers, or a word.

Who waits for an answer works on a `Line`; what is read from a connection meanwhile is read on that line, and
hanging up ends the read at once. A thread that waits in a read hears nothing else. The connections are httpx's, whose
pool takes a network backend (httpcore's documented interface); that the pool is told apart from its owner is ours.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx


class Line:
    """What one asker waits for. Safe to use from threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: list[httpcore.NetworkStream] = []
        self._branches: list[Line] = []
        self.hung_up = False

    def branch(self, line: Line) -> None:
        """Let `line` be hung up with this one."""
        with self._lock:
            self._branches.append(line)
            if self.hung_up:
                line.hang_up()

    def hang_up(self) -> None:
        """End every read that is under way on this line and its branches, and let none begin."""
        with self._lock:
            self.hung_up = True
            for line in self._branches:
                line.hang_up()
            for stream in self._reading:
                sock = stream.get_extra_info("socket")
                if sock is not None:
                    with suppress(OSError):
                        # The plain call: that of a TLS socket takes its layer away from the thread that reads.
                        socket.socket.shutdown(sock, socket.SHUT_RDWR)

    @contextmanager
    def reading(self, stream: httpcore.NetworkStream) -> Iterator[None]:
        """A read on this line. Raises httpcore.ReadError where it has been hung up."""
        with self._lock:
            if self.hung_up:
                raise httpcore.ReadError("nobody waits for it")
            self._reading.append(stream)
        try:
            yield
        finally:
            with self._lock:
                self._reading.remove(stream)


_LINE: ContextVar[Line | None] = ContextVar("line", default=None)


@contextmanager
def on(line: Line) -> Iterator[None]:
    """What this thread does meanwhile, it does on the line."""
    token = _LINE.set(line)
    try:
        yield
    finally:
        _LINE.reset(token)


def further_line() -> Line:
    """A line that is hung up with the one that this thread is on, and may be so alone."""
    line = Line()
    if own := _LINE.get():
        own.branch(line)
    return line


def is_hung_up() -> bool:
    """Whether nobody waits for what this thread does."""
    line = _LINE.get()
    return line is not None and line.hung_up


def heeding(client: httpx.Client) -> httpx.Client:
    """The client, each of whose reads heeds the line that it is made on."""
    for transport in _transports(client):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if isinstance(backend, httpcore.NetworkBackend):
            pool._network_backend = _Backend(backend)  # type: ignore[union-attr]  # noqa: SLF001
    return client


def _transports(client: httpx.Client) -> list[httpx.BaseTransport]:
    # Those behind a proxy are mounted beside the usual one.
    return [client._transport, *(mounted for mounted in client._mounts.values() if mounted)]  # noqa: SLF001


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(self, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_tcp(*arguments, **options))

    def connect_unix_socket(self, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.connect_unix_socket(*arguments, **options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        line = _LINE.get()
        if line is None:
            return self._inner.read(max_bytes, timeout)
        with line.reading(self._inner):
            return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(*arguments, **options))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
