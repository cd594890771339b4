"""Tables whose rows stand for bands of values: a value that is asked about has the row that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

RULES = """# Toll bridge of Enwick

The bridge is closed in high wind. Tolls are paid at the northern gate.

## Lorries

| Load | Toll |
|---|---|
| up to 3 kg | 2.50 |
| 3-8 kg | 4.75 |
| more than 8 kg | 7.20 |

## Season passes

| Months as a holder | Discount |
|---|---|
| Under 6 months | none |
| 6 months to 3 years | one tenth |
| Over 3 years | one quarter |

## On foot

| Who | Fee |
|---|---|
| Child (under 7) | nothing |
| Child (7–14) | 20 pence |
| Adult (15+) | 50 pence |
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(RULES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("What is the toll for a load of 5 kg?", "3-8 kg"),
        ("What is the toll for a load of 2,500 g?", "up to 3 kg"),
        ("What is the toll for a load of 11 kg?", "more than 8 kg"),
        ("What discount do I get on a season pass after two years?", "6 months to 3 years"),
        ("What discount has a holder of a season pass after 40 months?", "Over 3 years"),
        ("What discount has the holder of a season pass after four weeks?", "Under 6 months"),
        ("What is the fee for a child of 9 years on foot?", "Child (7–14)"),
        ("What is the fee for a 5-year-old child on foot?", "Child (under 7)"),
    ],
)
def test_the_row_whose_band_holds_the_value_answers_alone(chain: Chain, question: str, row: str) -> None:
    quotes = [citation.quote for citation in chain.ask(question).citations]
    assert [quote.split(" | ")[0] for quote in quotes] == [row]


def test_a_value_of_another_measure_is_in_no_band(chain: Chain) -> None:
    answer = chain.ask("What is the toll for a load of 5 metres?")
    assert not answer.answered or len(answer.citations) > 1
