"""Steps that are asked for by their number, or by that of the one before or after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.ranking.numbered_steps import step_asked

RECIPES = """# From Tilda's kitchen

## Bean soup

- 400 g white beans
- 1 leek

1. Soak the beans over night.
2. Boil them in fresh water for an hour.
3. Add the leek and a bay leaf.
4. Crush a third of the beans against the pot.

## Oat bread

- 500 g oat flour
- 10 g salt

1. Stir the flour into warm water.
2. Knead in the salt.
3. Let the dough prove under a cloth.
4. Bake it for 50 minutes at 210 °C.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(RECIPES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is the fourth step of the oat bread?", ["4. Bake it for 50 minutes at 210 °C."]),
        ("What comes after step 3 of the bean soup?", ["4. Crush a third of the beans against the pot."]),
        ("What do I do before step three of the oat bread?", ["2. Knead in the salt."]),
        (
            "What comes after step 3?",
            ["4. Bake it for 50 minutes at 210 °C.", "4. Crush a third of the beans against the pot."],
        ),
    ],
)
def test_the_step_of_the_number_is_quoted_or_that_of_each_list(chain: Chain, question: str, found: list[str]) -> None:
    quotes = sorted(citation.quote for citation in chain.ask(question).citations)
    # What comes beside it is only what the document has right after it.
    assert [quote for quote in quotes if quote in found] == found
    assert chain.ask(question).citations[0].quote in found


def test_a_step_that_no_list_has_is_not_made_up(chain: Chain) -> None:
    assert not chain.ask("What comes after step 4?").answered


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("What comes after step 3?", 4),
        ("what is the step following step 12", 13),
        ("Which step comes before step two?", 1),
        ("What does step 5 say?", 5),
        ("the 2nd step", 2),
        ("How long do I wait after step 3?", None),
        ("What is the difference between step 3 and step 4?", None),
        ("Who took the next step in 1912?", None),
        ("How many steps are there?", None),
    ],
)
def test_what_step_a_question_asks_for(question: str, number: int | None) -> None:
    asked = step_asked(question)
    assert (asked[0] if asked else None) == number
