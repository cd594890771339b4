"""What rules leave of a sentence's score, and what the gate makes of a thing that is nowhere."""

from __future__ import annotations

import pytest

from rag.chain import Chain
from rag.ranking.kept import is_mere_speech
from rag.types import Turn

FILES = {
    "manual.md": """# AquaMax 300

Thank you for choosing the AquaMax 300.

## Guarantee

Norvent guarantees the appliance for 3 years from the date of purchase. The guarantee does not cover filters.

## Troubleshooting

| Code | Cause |
|---|---|
| E2 | The tank is full |
| E4 | The coil is iced up |
| Max. head | 11 m |
""",
    "novel.txt": """The ferry

"Tonight," said Odile.

Odile was the daughter of a salt merchant from Tresk. She put three coins on the table.
""",
    "faq.md": """# The library

**Q: How much does a card cost?**
A: Nothing at all. A lost card is replaced for two pounds.

## What happens if I bring a book back late?

We charge 20p a day. Children pay nothing.

## Rooms

Every room has wifi and a screen.
""",
    "mail.txt": """From: Karen Whit <karen@school.example>
To: Daniel Osei
Date: Mon, 12 May 2025
Subject: The roof

> Option A: patch repair of the north slope
> only, 11,900 pounds. Scaffolding is
> included in both prices.

The governors met on Thursday.
""",
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How long is the guarantee on the AquaMax 300?", "Norvent guarantees the appliance for 3 years"),
        ("Who is Odile?", "Odile was the daughter of a salt merchant"),
        ("How much does a card cost?", "A: Nothing at all."),
        ("What happens if I bring a book back late?", "We charge 20p a day."),
        ("Is scaffolding included?", "Scaffolding is\n> included in both prices."),
        ("What does E4 mean?", "E4 | The coil is iced up"),
        ("What is the max. head?", "Max. head | 11 m"),
        ("how much is the lost crad", "A lost card is replaced for two pounds."),
    ],
)
def test_what_is_asked_for_is_quoted_first(chain: Chain, question: str, first: str) -> None:
    answer = chain.ask(question)
    assert answer.citations[0].quote.startswith(first)
    assert ">" not in answer.text


@pytest.mark.parametrize("question", ["Does the AquaMax have a heat exchanger?", "What is photosynthesis?"])
def test_a_thing_that_is_nowhere_is_no_answer(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


def test_what_goes_on_is_looked_for_in_what_was_quoted(chain: Chain) -> None:
    first = chain.ask("How long is the guarantee on the AquaMax 300?")
    second = chain.ask("Does it cover filters?", [Turn(first.question, first.text, first.standalone_question)])
    assert second.citations[0].quote == "The guarantee does not cover filters."


@pytest.mark.parametrize(
    ("text", "mere"),
    [
        ("“Tonight,” said Odile.", True),
        ('"No," he answered.', True),
        ("“The letter is blank on both sides,” said Odile.", False),
        ("Odile said nothing.", False),
    ],
)
def test_a_word_and_who_said_it_tell_little(text: str, mere: bool) -> None:
    assert is_mere_speech(text) is mere
