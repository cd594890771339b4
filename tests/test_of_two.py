"""Which of two things a follow-up means: "the other one", "the former", "the latter"."""

from __future__ import annotations

import pytest

from rag.conversation.rewrite import stand_alone
from rag.types import Turn


def understood(*questions: str) -> str:
    """The last of the questions, as it is understood after the others."""
    turns: list[Turn] = []
    for question in questions:
        alone = stand_alone(question, turns).text
        turns.append(Turn(question, "“…” [1]", alone))
    return alone


@pytest.mark.parametrize(
    ("questions", "text"),
    [
        (("How much is the small room?", "And the other one?"), "How much is the large room?"),
        (("Who opened the new hall?", "What about the other?"), "Who opened the old hall?"),
        (("Where is the north gate?", "Who mends it?", "And the other one?"), "Who mends the south gate?"),
        # Of the blue, the green and the red bus none is the other.
        (("How much is the red bus?", "And the other one?"), "And the other one? (red, bus)"),
        (("When was the tower built?", "And the other one?"), "And the other one? (tower, built)"),
    ],
)
def test_the_other_one_is_told_by_the_one_that_was_spoken_of(questions: tuple[str, ...], text: str) -> None:
    assert understood(*questions) == text


@pytest.mark.parametrize(
    ("questions", "text"),
    [
        (
            ("What do Ada Bell and Tom Hale think?", "When did the former move to Kelso?"),
            "When did Ada Bell move to Kelso?",
        ),
        (
            ("What do Ada Bell and Tom Hale think?", "Why is that?", "Where does the latter live?"),
            "Where does Tom Hale live?",
        ),
        (("Is the tram or the ferry faster?", "How much is the latter?"), "How much is the ferry?"),
        (("How many beds do the Alba and the Corvo have?", "Who runs the latter?"), "Who runs the Corvo?"),
        # Who was it before is no one of two.
        (
            ("What do Ada Bell and Tom Hale think?", "Who is the former director?"),
            "Who is the former director? (Ada Bell, Tom Hale, think)",
        ),
        (("What does Ada Bell think?", "Where does the latter live?"), "Where does the latter live? (Ada Bell, think)"),
    ],
)
def test_the_former_and_the_latter_are_what_was_named_together(questions: tuple[str, ...], text: str) -> None:
    assert understood(*questions) == text


def test_what_is_said_of_the_one_is_not_carried_to_the_other() -> None:
    turns = [Turn("Who mends it?", "“…” [1]", "Who mends it? (old, clock)")]
    assert stand_alone("Where is the new one kept?", turns).carried == ("mends", "clock")
