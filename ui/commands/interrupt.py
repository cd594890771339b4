"""Ctrl+C while files are being added: the first one stops at the next step, the second ends the process at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import Any


@contextmanager
def stopped_by_interrupt() -> Iterator[Event]:
    """An event that the first Ctrl+C sets. The next one raises KeyboardInterrupt, as ever."""
    stop = Event()
    before = signal.getsignal(signal.SIGINT)

    def interrupt(number: int, frame: Any) -> None:
        signal.signal(number, signal.default_int_handler)
        stop.set()
        _tell("Stopping. Press Ctrl+C again to end at once.")

    # Whoever started us with Ctrl+C ignored, as `nohup` or a script's `&` does, wants it ignored.
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    finally:
        if before is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)


def _tell(text: str) -> None:
    # Not by way of the stream: it may be in the middle of a line when the signal comes, and takes no second writer.
    with suppress(OSError, ValueError):
        os.write(sys.stderr.fileno(), f"\n{text}\n".encode())
