"""A lone yes or no that opens an answer is quoted with what follows it."""

from __future__ import annotations

import pytest

from rag.chain import Chain

FILES = {
    "pool.md": """# The lido at Farrow

## Do you lend towels?

Yes. A deposit of five crowns is taken for each.

## The slide

**May children use the slide alone?** No. From the age of nine a parent may watch from the meadow.

**Is the water heated?** Not at all. In August the lake reaches twenty-two degrees by itself.

## The keeper

The keeper was asked whether he swims. He said one word.

Never. The keeper has feared deep water since a flood in his childhood.

## Prizes

Two children reached the buoy. No. The prize of the swimming club went to a dog that year.
""",
}


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Do you lend towels?", "Yes. A deposit of five crowns is taken for each."),
        (
            "May children use the slide alone?",
            "No. From the age of nine a parent may watch from the meadow.",
        ),
        ("Is the water heated?", "Not at all. In August the lake reaches twenty-two degrees by itself."),
        (
            "What has the keeper feared since his childhood?",
            "Never. The keeper has feared deep water since a flood in his childhood.",
        ),
    ],
)
def test_a_lone_yes_or_no_is_quoted_with_what_follows_it(chain: Chain, question: str, quote: str) -> None:
    assert chain.ask(question).citations[0].quote == quote


def test_a_no_that_opens_no_answer_stays_where_it_is(chain: Chain) -> None:
    found = [cited.quote for cited in chain.ask("Who got the prize of the swimming club?").citations]
    assert found[0] == "The prize of the swimming club went to a dog that year."
