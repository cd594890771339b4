"""Two things that are compared: each is spoken of, and what a row or a short section tells of it comes whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

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
