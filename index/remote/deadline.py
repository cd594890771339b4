"""Ends a read that takes too long, or that nobody waits for any more: of a response by closing its connection for good.

A socket's own timeout begins anew with each byte, so a server that only keeps the line warm would never end; and a
thread that waits in a read does not hear that its reader has gone.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Deadline:
    """Ends one read by `end`: unless a first word comes in `first` seconds, each in `between`, and all in `whole`."""

    def __init__(self, end: Callable[[], None], *, first: float, between: float, whole: float) -> None:
        self._end_read = end
        self._between = between
        now = time.monotonic()
        self._end = now + whole
        self._due = min(now + first, self._end)
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.expired = False

    def __enter__(self) -> Deadline:
        threading.Thread(target=self._watch, name="model-deadline", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._over.set()

    def heard(self) -> None:
        """A word came: the next one has its time."""
        self._due = min(time.monotonic() + self._between, self._end)

    def cut(self) -> None:
        """End the read, in whichever thread it waits. After the response is done this does nothing."""
        with self._lock:
            # The connection may serve another request by now.
            if self._over.is_set():
                return
            self._over.set()
            self._end_read()

    def _watch(self) -> None:
        while not self._over.wait(max(self._due - time.monotonic(), 0.001)):
            if time.monotonic() >= self._due:
                self.expired = True
                self.cut()


def closing(response: Any) -> Callable[[], None]:
    """What closes the connection of an httpx response, from any thread."""

    def close() -> None:
        stream = response.extensions.get("network_stream")
        sock = stream and stream.get_extra_info("socket")
        with suppress(OSError):
            # The plain call: that of a TLS socket takes its layer away from the thread that reads.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    return close
