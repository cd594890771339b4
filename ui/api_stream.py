"""Hand items from a synchronous iterator to asynchronous code, each as soon as it is there."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rag.model.hangup import Line, on

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


async def in_thread(items: Iterator[T]) -> AsyncGenerator[T]:
    """Yield `items`, which run in a thread of their own; an error of theirs is raised here.

    Leaving early, by a break or because the task was cancelled, stops them: a request to a model ends, and `items` is
    closed in its thread, after the item that it is working on.
    """
    loop = asyncio.get_running_loop()
    inbox: asyncio.Queue[T | _End] = asyncio.Queue()
    stop, line = threading.Event(), Line()

    def tell(item: T | _End) -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended: nobody listens.
            loop.call_soon_threadsafe(inbox.put_nowait, item)

    threading.Thread(target=_pump, args=(items, tell, stop, line), daemon=True).start()
    try:
        while not isinstance(item := await inbox.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
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
