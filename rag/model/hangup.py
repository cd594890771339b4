"""Work done side by side for one asker, who may hang up on all of it at once (`index.remote.hangup`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index.remote.hangup import further_line, on

S = TypeVar("S")
T = TypeVar("T")


def side_by_side(work: Callable[[S], T], items: Iterable[S], most: int) -> Iterator[T]:
    """The work on each of some items, in order, `most` of them at a time.

    Where one fails, or whoever waits lets go, all that is under way is hung up on.
    """
    line, pool = further_line(), ThreadPoolExecutor(most)

    def run(item: S) -> T:
        with on(line):
            return work(item)

    try:
        yield from pool.map(run, items)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        line.hang_up()
