"""A server on loopback that writes what it likes to the socket, which no HTTP server would."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

JSON = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\n\r\n"


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that answers each request with what `answer` writes to the socket."""
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            with suppress(OSError):
                threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()

    def one(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            _whole_request(connection)
            answer(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        over.set()


def dripping(head: bytes) -> Callable[[socket.socket], None]:
    """A byte now and then: a timeout of the socket would begin anew with each."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(240):
            time.sleep(0.05)
            connection.sendall(b"x")

    return answer


def _whole_request(connection: socket.socket) -> None:
    # A connection that closes before all was read is reset, and what was answered lost.
    with connection.makefile("rb") as asked:
        head = b"".join(iter(asked.readline, b"\r\n")).lower()
        _, _, length = head.partition(b"content-length:")
        asked.read(int(length.split(b"\r\n")[0] or 0))
