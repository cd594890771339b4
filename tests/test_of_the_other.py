"""Follow-ups that ask the same of another thing: what tells of the one before is no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.conversation.of_the_other import Swap, swap, swapped
from rag.types import Turn


@pytest.mark.parametrize(
    ("before", "question", "old", "new"),
    [
        ("What does a lost key cost?", "What does a lost padlock cost?", {"key"}, {"padlock"}),
        ("Are dogs allowed?", "Are cats allowed?", {"dog"}, {"cat"}),
        ("Who is the treasurer?", "Who is the secretary?", {"treasur"}, {"secretari"}),
        ("How heavy is the Bell tower?", "How heavy is the Hale tower?", {"bell"}, {"hale"}),
        ("How fast does it fold? (Vireo)", "How fast does the Kestrel fold?", {"vireo"}, {"kestrel"}),
    ],
)
def test_two_questions_may_differ_by_one_thing(before: str, question: str, old: set[str], new: set[str]) -> None:
    found = swap(question, before)
    assert found is not None
    assert set(found.old) == old
    assert set(found.new) == new


@pytest.mark.parametrize(
    ("before", "question"),
    [
        # One sentence may tell both of the same thing.
        ("When was the pier built?", "When was the pier closed?"),
        ("When does it open?", "When does it close?"),
        ("How high is the dam?", "How wide is the dam?"),
        ("What is the price of the lamp?", "What is the weight of the lamp?"),
        ("When was Ada Bell born?", "When did Ada Bell die?"),
        ("Which flat is the cheapest?", "Which flat is the dearest?"),
        # "Every day" is also Monday.
        ("When does it open on Mondays?", "When does it open on Sundays?"),
        ("How many boats came in 2019?", "How many boats came in 2020?"),
        # Another question.
        ("What is included?", "What does a tour cost?"),
        ("Where is the pump?", "Who is the director?"),
    ],
)
def test_what_differs_otherwise_is_no_other_thing(before: str, question: str) -> None:
    assert swap(question, before) is None


def test_all_things_that_the_same_was_asked_of_are_others() -> None:
    history = [Turn("Are dogs allowed?"), Turn("And tents?", "", "Are tents allowed?")]
    assert swapped("Are cats allowed?", history) == Swap(frozenset({"dog", "tent"}), frozenset({"cat"}))
    assert swapped("When is the museum open?", history) is None


@pytest.fixture(scope="module")
def camp(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> Iterator[Chain]:
    files = {
        "camp.md": """# Camp site at Lake Orrin: rules

Dogs are not allowed on the beach. Picnics are allowed on the lawn. A lost key costs 12 euros. Students pay four euros
a night, and children pay nothing.

## Boats

The Kestrel is a rowing boat for three. It weighs 80 kilograms. It was painted in May.

The Vireo is a canoe of 1998. It has two paddles.

For beginners we recommend the Kestrel. Families are happier with the Vireo.
""",
        "talks.md": """# Talks on the dam

The Emirate of Talmar is opposed to Brenia's dam and demands half of the water for its fields. It wants the talks to be
held in Varnholm.

Ministers met on Monday. Before that they had dined with the king. The talks will end on 9 May. If they fail, a court
decides. Brenia has not spoken.
""",
    }
    with chain_over_files(files) as opened:
        yield opened


@pytest.mark.parametrize(
    "questions",
    [
        ("What does a lost key cost?", "And a lost padlock?"),
        ("Are dogs allowed?", "And cats?"),
        ("Are dogs allowed?", "And picnics?", "And cats?"),
        # "It" is the other boat.
        ("How heavy is the Kestrel?", "And the Vireo?"),
        # Its name stands there only as an owner's.
        ("What does Talmar demand?", "And what does Brenia demand?"),
    ],
)
def test_what_is_told_only_of_the_thing_before_is_refused(camp: Chain, questions: tuple[str, ...]) -> None:
    assert asked(camp, questions[0]).answered
    assert not asked(camp, *questions).answered


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("Are dogs allowed?", "And picnics?"), "Picnics are allowed"),
        # One sentence tells of both.
        (("What do students pay?", "And children?"), "children pay nothing"),
        (("Which boat do you recommend for beginners?", "And for families?"), "Families are happier"),
        (("When did the ministers meet?", "And before that?"), "Before that they had dined"),
    ],
)
def test_what_tells_of_the_other_is_quoted_first(camp: Chain, questions: tuple[str, ...], holds: str) -> None:
    assert holds in asked(camp, *questions).citations[0].quote


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        # What was told has nothing of what differs.
        (("When do the talks end?", "And if they fail?"), "If they fail"),
        # What was told has all that is asked now.
        (("When was the Vireo built?", "What is it?"), "canoe of 1998"),
    ],
)
def test_what_differs_weighs_more_than_what_is_repeated(camp: Chain, questions: tuple[str, ...], holds: str) -> None:
    assert holds in asked(camp, *questions).citations[0].quote
