"""Hand items from a producer to the page in small batches: the first at once, the rest every so often."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from rag.model.hangup import Line, on

T = TypeVar("T")
_POLL = 0.1


@dataclass(frozen=True, slots=True)
class _End(Generic[T]):
    error: BaseException | None = None


class Inbox(Generic[T]):
    """Where items wait. Whoever makes them may put further ones in while the next is being made."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[T | _End[T]] = queue.SimpleQueue()

    def put(self, item: T | _End[T]) -> None:
        """Add an item, from any thread."""
        self._queue.put(item)

    def collect(self, stop: threading.Event) -> tuple[list[T], _End[T] | None]:
        """Everything that waits, at least one item unless `stop` is set first."""
        batch: list[T] = []
        while not stop.is_set():
            try:
                item = self._queue.get_nowait() if batch else self._queue.get(timeout=_POLL)
            except queue.Empty:
                if batch:
                    break
                continue
            if isinstance(item, _End):
                return batch, item
            batch.append(item)
        return batch, None


def batches(
    items: Iterator[T], seconds: float, stop: threading.Event, inbox: Inbox[T] | None = None
) -> Iterator[list[T]]:
    """Yield `items` in lists: the first item alone as soon as it is there, then what came in every `seconds`.

    `items` runs in a thread of its own, so a slow producer does not hold up a stop: once `stop` is set nothing more is
    yielded, a request to a model ends, and `items` is closed, at the latest after the item it is working on. An error
    of `items` is raised here. Leaving the iterator early sets `stop`.
    """
    inbox, line = inbox or Inbox(), Line()
    threading.Thread(target=_pump, args=(items, inbox, stop, line), daemon=True).start()
    try:
        while not stop.is_set():
            batch, end = inbox.collect(stop)
            if batch:
                yield batch
            if end is not None:
                if end.error is not None:
                    raise end.error
                return
            time.sleep(seconds if batch else 0)
    finally:
        stop.set()
        # The producer may be waiting for a model.
        line.hang_up()


def _pump(items: Iterator[T], inbox: Inbox[T], stop: threading.Event, line: Line) -> None:
    try:
        with on(line):
            for item in items:
                inbox.put(item)
                if stop.is_set():
                    break
    except BaseException as error:  # noqa: BLE001 - it is raised again where the items are awaited
        inbox.put(_End(error))
        return
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            close()
    inbox.put(_End())
