"""Rows that a question names by their first cell: by a number only where that counts or numbers what the table tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

FILES = {
    "course.md": """# Beekeeping for beginners

The course tells who may keep bees in the town and how. Those who park at the hall pay nothing on any evening.

## Programme

| Evening | Talk | Practice |
|---|---|---|
| 4 | The life of a queen | Marking |
| 7 | Wax and honey | Building a frame |
| 11 | Wintering | Weighing a hive |
""",
    "town.md": """# Notes from the town hall

## Buses

The town extends bus line 7 from the mill to the quarry. The new stretch opens in May.

## Parking

Cars may park at the harbour for up to four hours without a fee. Those who park longer pay two crowns an hour.
""",
    "dryer.md": """# Tumble dryer

## Fault signals

| Signal | Cause |
|---|---|
| 4 | The filter is full of fluff |
| 6 | The door is open |
""",
}


@pytest.fixture(scope="module")
def chain(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files(FILES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("From where to where is bus line 7 extended?", "The town extends bus line 7"),
        ("What do I pay if I park at the harbour for seven hours?", "Those who park longer pay two crowns"),
    ],
)
def test_a_number_of_something_else_names_no_row(chain: Chain, question: str, first: str) -> None:
    answer = chain.ask(question)
    assert answer.citations[0].quote.startswith(first)
    assert not any("|" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("What is the talk of evening 7 about?", "7 | Wax and honey"),
        ("What do we practise on evening eleven?", "11 | Wintering"),
        ("What does signal 4 mean?", "4 | The filter is full"),
        ("What does 6 on the dryer mean?", "6 | The door is open"),
    ],
)
def test_a_number_of_what_the_table_tells_names_its_row(chain: Chain, question: str, row: str) -> None:
    assert chain.ask(question).citations[0].quote.strip("| ").startswith(row)
