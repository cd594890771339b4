"""Work on another core, beside what is done here: the next piece, before it is known to be wanted; another search."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

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


def _begin(work: Callable[[T], R], item: T) -> Future[R]:
    try:
        return _others.submit(work, item)
    except RuntimeError:  # While the interpreter ends nothing is begun any more.
        return Future()
