"""Papers of an office, a club and a household: what is asked of them in passing, and where the answer stands aside."""

from __future__ import annotations

import pytest

from rag.chain import Chain
from rag.types import Answer, Turn

FILES = {
    "boats.md": """# Boat hire

| Boat | Hour | Half day | Day |
|---|---|---|---|
| Canoe | £9 | £24 | £38 |
| Kayak | £7 | £19 | £31 |

A deposit of £50 is taken for each boat.
""",
    "coffee.md": """# Brewing coffee

The jug holds one litre. Coffee keeps warm for forty minutes.

## Brewing coffee

1. Fill the tank with cold water.
2. Put a paper filter into the basket.
3. Press the left button once.
""",
    "minutes.md": """# Minutes of the garden club, 4 March

Present: Grace Oduya (chair), Tom Lindner (treasurer), Pryva Nairova (secretary), Bill Harker and Doreva Weisz.

## Actions

- Tom to order three hoses.
- Grace to write to the council.
""",
    "lease.md": """# Lease

## 1 Rent

1.1 The rent is £640 a month.

1.2 It falls due on the first.

## 2 Garden

2.1 The tenant waters the beds.

2.2 The hedge is cut in August by the landlord.

## Keys

Two keys are handed over.
""",
    "talk.txt": """HOST: Today we meet Dayo Adeleke, who has kept the tower for nineteen years, as her mother did.

HOST: How many visitors do you get?

ADELEKE: Last year it was 23,000, most of them in summer.
""",
    "bell.md": """# Ada Bellini

Ada Bellini was born on 4 June 1887 in Torvik, where her father kept a shop. She studied plants in Lund. Her mother gave
her a lens. Ada Bellini died of pneumonia on 2 May 1951 in Castra. She never married.
""",
    "walking.txt": """On slow walks

Nobody hurries through a wood. The philosopher Annika Thorsen calls leisure the only serious work.
""",
    "old_policy.md": "# Working from home, 2022\n\nEmployees pay for their own internet connection at home.\n",
    "new_policy.md": (
        "# Working from home, 2024\n\nThe company pays an allowance of £30 a month for the employees' own internet "
        "connection at home, and provides a screen.\n"
    ),
}


def quoted(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does a canoe cost for a whole day?", "Canoe | £9 | £24 | £38"),
        ("How many visitors does the tower get?", "23,000"),
        ("When was Ada Bellini born?", "1887"),
    ],
)
def test_what_answers_comes_first(chain: Chain, question: str, first: str) -> None:
    assert first in quoted(chain.ask(question))[0]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("How do I brew coffee?", ["Fill the tank", "paper filter", "left button"]),
        ("What are the action items?", ["three hoses", "the council"]),
        ("List all boats", ["Canoe", "Kayak"]),
        ("List all people mentioned in the minutes", ["Grace", "Tom", "Pryva Nairova", "Bill Harker", "Doreva Weisz"]),
    ],
)
def test_a_list_that_is_asked_for_by_name_is_given_whole(chain: Chain, question: str, items: list[str]) -> None:
    answer = chain.ask(question)
    assert answer.answered
    for item in items:
        assert item in answer.text


def test_the_last_clause_of_a_section_ends_there(chain: Chain) -> None:
    assert quoted(chain.ask("What does clause 2.2 of the lease say?")) == [
        "2.2 The hedge is cut in August by the landlord."
    ]


def test_nobody_is_the_author_of_a_text_that_names_none(chain: Chain) -> None:
    assert not chain.ask("Who is the author of the text on slow walks?").answered


def test_a_longer_sentence_on_the_same_is_no_repetition(chain: Chain) -> None:
    said = " ".join(quoted(chain.ask("Do employees pay for their own internet connection at home?")))
    assert "pay for their own" in said
    assert "£30 a month" in said


def test_what_was_told_may_tell_the_next_thing_too(chain: Chain) -> None:
    first = chain.ask("When did Ada Bellini die?")
    turn = Turn(first.question, first.text, first.standalone_question)
    then = chain.ask("And where?", history=[turn])
    assert then.standalone_question == "Where did Ada Bellini die?"
    assert "Castra" in quoted(then)[0]
