"""Run a synchronous iterator in a thread of its own, and hand its items on: to asynchronous code, or in batches.

Whoever leaves early stops it: a request to a model ends, and the iterator is closed in its thread, after the item that
it is working on.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from index.remote.hangup import Line, on

T = TypeVar("T")
_POLL = 0.1


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class Inbox(Generic[T]):
    """Where items wait. Whoever makes them may put further ones in while the next is being made."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[T | _End] = queue.SimpleQueue()

    def put(self, item: T | _End) -> None:
        """Add an item, from any thread."""
        self._queue.put(item)

    def collect(self, stop: threading.Event, silence: float) -> tuple[list[T], _End | None]:
        """Everything that waits, at least one item unless `stop` is set or `silence` seconds pass first."""
        batch: list[T] = []
        until = time.monotonic() + silence
        while not stop.is_set() and (batch or time.monotonic() < until):
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
    items: Iterator[T],
    seconds: float,
    stop: threading.Event,
    inbox: Inbox[T] | None = None,
    *,
    silence: float = math.inf,
) -> Iterator[list[T]]:
    """Yield `items` in lists: the first item alone as soon as it is there, then what came in every `seconds`.

    A slow producer does not hold up a stop: once `stop` is set nothing more is yielded. An error of `items` is raised
    here. Leaving the iterator early sets `stop`; as it can be left only where it yields, an empty list comes after
    each `silence` of so many seconds.
    """
    inbox = inbox or Inbox()
    with _producing(items, inbox.put, stop):
        while not stop.is_set():
            batch, end = inbox.collect(stop, silence)
            if batch or (end is None and not stop.is_set()):
                yield batch
            if end is not None:
                if end.error is not None:
                    raise end.error
                return
            time.sleep(seconds if batch else 0)


async def in_thread(items: Iterator[T]) -> AsyncGenerator[T]:
    """Yield `items` as soon as each is there; an error of theirs is raised here."""
    loop = asyncio.get_running_loop()
    inbox: asyncio.Queue[T | _End] = asyncio.Queue()

    def tell(item: T | _End) -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended: nobody listens.
            loop.call_soon_threadsafe(inbox.put_nowait, item)

    with _producing(items, tell, threading.Event()):
        while not isinstance(item := await inbox.get(), _End):
            yield item
        if item.error is not None:
            raise item.error


@contextlib.contextmanager
def _producing(items: Iterator[T], tell: Callable[[T | _End], None], stop: threading.Event) -> Iterator[None]:
    """Tell each of `items`, then the end, from a thread of its own, until the block is left or `stop` is set."""
    line = Line()
    threading.Thread(target=_pump, args=(items, tell, stop, line), daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        # The producer may be waiting for a model.
        line.hang_up()


def _pump(items: Iterator[T], tell: Callable[[T | _End], None], stop: threading.Event, line: Line) -> None:
    end = _End()
    try:
        with on(line):
            for item in items:
                tell(item)
                if stop.is_set():
                    break
    except BaseException as error:  # noqa: BLE001 - it is raised again where the items are awaited
        end = _End(error)
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            close()
        tell(end)
