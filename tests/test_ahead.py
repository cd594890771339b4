"""What is begun ahead comes in order, and changes nothing of what comes."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from rag.ranking.ahead import AT_ONCE, Begun, ahead, beside


def always(_: int) -> bool:
    return True


def test_everything_wanted_comes_in_order() -> None:
    assert list(ahead(lambda n: n * n, range(7), always)) == [(n, n * n) for n in range(7)]
    assert list(ahead(lambda n: n, [], always)) == []


def test_what_is_wanted_is_asked_when_all_before_it_has_come() -> None:
    came = list[int]()

    def few(item: int) -> bool:
        assert came == list(range(item))
        return item < 3

    for item, result in ahead(lambda n: -n, range(9), few):
        assert result == -item
        came.append(item)
    assert came == [0, 1, 2]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = list[int]()

    def items() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    next(ahead(lambda n: n, items(), always))
    assert len(taken) == AT_ONCE


def test_the_next_is_begun_beside_the_first() -> None:
    together = threading.Barrier(AT_ONCE, timeout=10)
    assert [item for item, _ in ahead(lambda _: together.wait(), range(AT_ONCE), always)] == [*range(AT_ONCE)]


def test_what_fails_ahead_fails_where_it_is_wanted_and_nowhere_else() -> None:
    def work(item: int) -> int:
        if item == 1:
            raise ValueError("the second")
        return item

    assert list(ahead(work, range(2), lambda item: item < 1)) == [(0, 0)]
    found = ahead(work, range(2), always)
    assert next(found) == (0, 0)
    with pytest.raises(ValueError, match="the second"):
        next(found)


def test_many_who_ask_at_once_get_their_own() -> None:
    def asked(begin: int) -> list[tuple[int, int]]:
        return list(ahead(lambda n: n + 1, range(begin, begin + 50), always))

    with ThreadPoolExecutor(8) as pool:
        for begin, found in enumerate(pool.map(asked, range(20))):
            assert found == [(n, n + 1) for n in range(begin, begin + 50)]


def test_who_waits_for_nobody_is_not_held_up_by_those_who_are_slow() -> None:
    """The thread beside is at work for somebody else all the while: the work is done without it."""
    go_on = threading.Event()

    def slow(item: int) -> int:
        if item == 1:
            go_on.wait(30)
        return item

    other = ThreadPoolExecutor(1)
    held = other.submit(lambda: list(ahead(slow, range(2), always)))

    def done() -> list[tuple[int, int]]:
        return list(ahead(lambda n: n, range(6), always))

    try:
        assert ThreadPoolExecutor(1).submit(done).result(timeout=10) == [(n, n) for n in range(6)]
    finally:
        go_on.set()
    assert held.result(timeout=10) == [(0, 0), (1, 1)]
    other.shutdown()


def test_questions_that_are_asked_while_the_interpreter_ends_are_answered() -> None:
    code = """
import threading
from rag.ranking.ahead import ahead

def late():
    threading.main_thread().join()
    print(list(ahead(lambda n: n + 1, range(3), lambda n: True)))

threading.Thread(target=late).start()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[(0, 1), (1, 2), (2, 3)]\n", done.stderr


def test_work_beside_gives_its_result_when_it_is_asked_for() -> None:
    begun = threading.Event()

    def work() -> int:
        begun.set()
        return 7

    result = beside(work)
    assert begun.wait(10)
    assert result() == 7


def test_work_beside_raises_where_it_is_asked_for() -> None:
    def work() -> None:
        raise ValueError("no index")

    result = beside(work)
    with pytest.raises(ValueError, match="no index"):
        result()


def test_work_beside_that_waits_for_others_is_done_by_who_asks_for_it() -> None:
    held, here = threading.Event(), threading.get_ident()
    busy = [beside(held.wait) for _ in range(AT_ONCE)]
    try:
        assert beside(threading.get_ident)() == here
    finally:
        held.set()
    assert all(wait() for wait in busy)


def test_what_was_begun_for_an_item_is_its_result_once() -> None:
    done = list[str]()
    began = threading.Event()

    def work(item: str) -> str:
        done.append(item)
        began.set()
        return item.upper()

    measured = Begun(work)
    measured.begin("first")
    assert began.wait(10)
    assert measured("second") == "SECOND"
    assert measured("first") == "FIRST"
    assert done == ["first", "second"]
    assert measured("first") == "FIRST"
    assert done == ["first", "second", "first"]


def test_what_failed_ahead_is_told_to_who_asks_for_it_and_to_nobody_else() -> None:
    def work(item: int) -> float:
        return 1 / item

    measured = Begun(work)
    measured.begin(0)
    assert measured(2) == 0.5
    with pytest.raises(ZeroDivisionError):
        measured(0)


def test_results_that_nobody_asks_for_are_not_kept() -> None:
    class Large:
        pass

    given = list[weakref.ref[Large]]()

    def work(item: int) -> Large:
        result = Large()
        given.append(weakref.ref(result))
        return result

    measured = Begun(work)
    for item in range(40):
        measured.begin(item)
    # Behind all of them: one thread begins them in order.
    assert beside(lambda: True)()
    gc.collect()
    assert sum(result() is not None for result in given) < 10
