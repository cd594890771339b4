"""Follow-ups that name what they are about before they ask of it."""

from __future__ import annotations

import pytest

from rag.conversation.rewrite import stand_alone
from rag.conversation.standalone import Standalone
from rag.types import Turn

BEFORE = [Turn("Who mends laptops?", "“Sana Malik mends them.” [1]", "Who mends laptops?")]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("And Ewan Price, when does he work?", "when does Ewan Price work?"),
        ("Ewan Price: where is his office?", "where is Ewan Price's office?"),
        ("And Tom, what does he do?", "what does Tom do?"),
        ("The pool, how deep is it?", "how deep is the pool?"),
        ("What about the Kestrel? How much is it?", "How much is the Kestrel?"),
        ("and the old mill – who owns it?", "who owns the old mill?"),
    ],
)
def test_the_name_takes_the_place_of_the_pronoun(question: str, asked: str) -> None:
    assert stand_alone(question, BEFORE) == Standalone(asked)


@pytest.mark.parametrize(
    "question",
    [
        # Nobody is called Thanks, and it is not next week that is open.
        "Really, when does she work?",
        "And the next week, is it open?",
        "The first, when is it?",
        # Two of them, or none that points back.
        "And the boiler, who mends it and what does it cost?",
        "And the pool, is it allowed to swim?",
    ],
)
def test_nothing_else_that_stands_first_does(question: str) -> None:
    assert stand_alone(question, BEFORE).asked == question
