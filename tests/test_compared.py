"""Two things that are compared: each is spoken of, and what a row or a short section tells of it comes whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

RULES = """# Absence and Holiday Rules of Tarn Mills

## 1. Illness

Ring the gate before six in the morning if you cannot come.

## 2. Leave for mothers

Mothers may stay at home for a year. Full wages are paid for 20 weeks.

## 3. Leave for fathers

Fathers have three weeks. They are paid in full. The weeks may be split.
"""


def quotes(chain: Chain, question: str) -> list[str]:
    return [citation.quote for citation in chain.ask(question).citations]


def test_who_compares_two_sections_gets_both_whole(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(RULES) as chain:
        found = quotes(chain, "Compare leave for mothers and leave for fathers")
    assert found == [
        "Mothers may stay at home for a year.",
        "Full wages are paid for 20 weeks.",
        "Fathers have three weeks.",
        "They are paid in full.",
        "The weeks may be split.",
    ]


NAMES = "Aled Bryn Cerys Dewi Elin Ffion Gwyn Huw Idris Lowri Mair Nia Owain Rhys Sian Tegan".split()
TOWNS = ("Usk", "Neath", "Barry")
STAFF = "name,craft,town,master\n" + "".join(
    f"{name} Rees,{('mason', 'joiner')[at % 2]},{TOWNS[at % 3]},{'Huw Rees' if at % 2 else 'Guild'}\n"
    for at, name in enumerate(NAMES)
)


def test_a_row_that_names_both_is_about_the_first(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"staff.csv": STAFF}) as chain:
        found = quotes(chain, "Compare Bryn Rees and Huw Rees")
    assert {quote.partition(" | ")[0] for quote in found} == {"Bryn Rees", "Huw Rees"}


KETTLES = """# Aero 20 and Aero 20 Plus: kettles

## Models

The Aero 20 holds 1.2 litres and boils in four minutes. It has a lid of glass.

The Aero 20 Plus holds 1.7 litres and boils in three minutes. Its lid is made of steel.

You can upgrade the Aero 20 to the Aero 20 Plus by ordering part 77.

## Care

Descale the kettle every month with vinegar. Never put the base under water.
"""
SEATS = """# The Orpheum: subscriptions

1.1 The Matinee subscription covers six concerts, one drink in the interval and a seat in rows 12 to 30.

1.2 The Gala subscription covers ten concerts, two drinks in the interval and a seat in rows 1 to 11.

1.3 A change from Matinee to Gala is possible at any time. A change from Gala to Matinee is possible in June only.
"""


@pytest.mark.parametrize(
    "question",
    [
        "difference between the Aero 20 and the Plus",
        "What is the difference between the Aero 20 and the Aero 20 Plus?",
    ],
)
def test_a_thing_is_compared_with_the_one_whose_name_is_longer_by_a_word(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str
) -> None:
    with chain_of(KETTLES) as chain:
        found = quotes(chain, question)
    assert sorted(found) == [
        "The Aero 20 Plus holds 1.7 litres and boils in three minutes.",
        "The Aero 20 holds 1.2 litres and boils in four minutes.",
    ]


@pytest.mark.parametrize(
    "question",
    ["What is the difference between Matinee and Gala?", "How does Matinee differ from Gala?", "Matinee or Gala?"],
)
def test_what_names_both_and_compares_nothing_gives_way_to_what_tells_the_same_of_each(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str
) -> None:
    with chain_of(SEATS) as chain:
        found = quotes(chain, question)
    assert sorted(quote[:4] for quote in found) == ["1.1 ", "1.2 "]


def test_who_asks_whether_one_or_the_other_is_so_compares_nothing(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(KETTLES) as chain:
        assert quotes(chain, "Can I use water or vinegar to descale it?")[0].startswith("Descale the kettle")
