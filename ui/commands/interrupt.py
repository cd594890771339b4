"""What Ctrl+C does where it is to do something else than to raise KeyboardInterrupt wherever the program just is."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import Any

from ui.commands.output import end_at_once

Handler = Callable[[int, Any], None]


@contextmanager
def stopped_by_interrupt() -> Iterator[Event]:
    """An event that the first Ctrl+C sets. The next one raises KeyboardInterrupt, as ever."""
    stop = Event()

    def interrupt(number: int, _frame: Any) -> None:
        signal.signal(number, signal.default_int_handler)
        stop.set()
        _tell("\nStopping. Press Ctrl+C again to end at once.\n")

    with _at_interrupt(interrupt):
        yield stop


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Ctrl+C ends the process at once, with exit code 130: for what only reads.

    KeyboardInterrupt may be raised where Python passes over it, or within an import that another thread waits for then.
    """

    def interrupt(_number: int, _frame: Any) -> None:
        if sys.stderr.isatty():
            _tell("\n")
        end_at_once(130)

    with _at_interrupt(interrupt):
        yield


@contextmanager
def _at_interrupt(handler: Handler) -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    # Whoever started us with Ctrl+C ignored, as `nohup` or a script's `&` does, wants it ignored.
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(text: str) -> None:
    # Not by way of the stream: it may be in the middle of a line when the signal comes, and takes no second writer.
    with suppress(OSError, ValueError):
        os.write(sys.stderr.fileno(), text.encode())
