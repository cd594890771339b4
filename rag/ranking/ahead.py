"""Work on another core, beside what is done here: the next piece, before it is known to be wanted; another search."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# With more, too much would be begun in vain: most often the first is all that is wanted.
AT_ONCE = min(2, os.cpu_count() or 1)

_others = ThreadPoolExecutor(max(AT_ONCE - 1, 1), thread_name_prefix="footnote-ahead")


def ahead(work: Callable[[T], R], items: Iterable[T], wanted: Callable[[T], bool]) -> Iterator[tuple[T, R]]:
    """Each item with what `work` makes of it, in order, up to the first that is not `wanted`.

    That is asked when all before it have been given. `work` runs on several threads at once, and must let the others
    run, as what computes outside of Python does.
    """
    items = iter(items)
    while some := list(islice(items, AT_ONCE)):
        first, *rest = some
        if not wanted(first):
            return
        begun = [(item, _begin(work, item)) for item in rest]
        try:
            yield first, work(first)
            for item, result in begun:
                if not wanted(item):
                    return
                # What still waits for others who ask at the same time is done here.
                yield item, work(item) if result.cancel() else result.result()
        finally:
            for _, result in begun:
                result.cancel()


def beside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin `work`, which must let others run as above; what is returned waits for its result, or raises its error."""
    result = _begin(lambda _: work(), None)
    return lambda: work() if result.cancel() else result.result()


class Begun(Generic[T, R]):
    """`work`, which must let others run as above, and which can be begun before its result is asked for."""

    # So many results may wait; nobody ever asks for those of questions that turn out to be others.
    _MOST = 4

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work
        self._waiting: dict[T, Callable[[], R]] = {}
        self._changing = Lock()

    def begin(self, item: T) -> None:
        """Begin it for an item that may be asked for."""
        result = beside(lambda: self._work(item))
        with self._changing:
            self._waiting[item] = result
            while len(self._waiting) > self._MOST:
                del self._waiting[next(iter(self._waiting))]

    def __call__(self, item: T) -> R:
        """The result for an item; it raises what `work` raises."""
        with self._changing:
            waiting = self._waiting.pop(item, None)
        return waiting() if waiting else self._work(item)


def _begin(work: Callable[[T], R], item: T) -> Future[R]:
    try:
        return _others.submit(work, item)
    except RuntimeError:  # While the interpreter ends nothing is begun any more.
        return Future()
