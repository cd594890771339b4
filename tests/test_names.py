"""A name in a follow-up: what it leaves behind of the questions before, and how it is written."""

from __future__ import annotations

import pytest

from rag.conversation.names import in_capitals
from rag.conversation.rewrite import stand_alone
from rag.conversation.standalone import Standalone
from rag.types import Turn


def understood(*questions: str, quoted: str = "…") -> Standalone:
    """The last of the questions, as it is understood after the others."""
    turns: list[Turn] = []
    for question in questions[:-1]:
        turns.append(Turn(question, f"“{quoted}” [1]", stand_alone(question, turns).text))
    return stand_alone(questions[-1], turns)


@pytest.mark.parametrize(
    ("questions", "text"),
    [
        (("What does Moscow demand?", "And what do the Europeans want?"), "What do the Europeans want?"),
        (("When was Ada Bell born?", "And when did Tom Hale die?"), "When did Tom Hale die?"),
        (("What is Berlin's position?", "And what is Paris's plan?"), "What is Paris's plan?"),
        (("Who is Ada Bell?", "And who is Tom Hale?"), "Who is Tom Hale?"),
        (("When was Ada Bell born?", "And when did Tom Hale die?", "Where?"), "Where did Tom Hale die?"),
        # What else was said may still be needed.
        (("What does Moscow demand of Kyiv?", "And what does Berlin offer?"), "What does Berlin offer? (Kyiv)"),
        (("How many points does Orrin have?", "And how many has Kelder got?"), "How many has Kelder got? (points)"),
        (
            ("What does Moscow say about the treaty?", "And what does Kyiv think?", "And what does Berlin fear?"),
            "What does Berlin fear? (treaty)",
        ),
        (
            ("What does Moscow say about the treaty?", "And what does Kyiv say about it?"),
            "What does Kyiv say about it? (treaty)",
        ),
        # Nor does it come from the turns before that.
        (
            ("How heavy is the pump?", "What does Moscow demand?", "And what does Berlin offer?"),
            "What does Berlin offer?",
        ),
        # Of whom something else is asked, that is no part of it either; and of a third turn, what belongs to that.
        (("What was Ada Bell's job?", "And where does Tom Hale come from?"), "Where does Tom Hale come from?"),
        (
            ("What does Ada Bell want to build?", "Who supports Ada Bell?", "And who supports Hale?"),
            "Who supports Hale?",
        ),
        (
            ("How many points does Orrin have?", "And how many has Kelder got?", "When were they founded?"),
            "When were they founded? (Kelder, got, points)",
        ),
    ],
)
def test_a_name_in_a_question_of_its_own_leaves_the_one_in_its_place_behind(
    questions: tuple[str, ...], text: str
) -> None:
    assert understood(*questions).text == text


@pytest.mark.parametrize(
    ("questions", "carried"),
    [
        # Why somebody does it, how he reacts and what he says about it is about what was said.
        (("What does Moscow demand?", "And why does Kyiv refuse?"), ("Moscow", "demand")),
        (("What does Moscow demand?", "And what does Kyiv answer?"), ("Moscow", "demand")),
        (("What does Moscow demand?", "And what does Kyiv say about it?"), ("Moscow", "demand")),
        # A thing may be that of the name, and a name in another place takes none.
        (("What does the Kestrel cost?", "And what does the battery weigh?"), ("Kestrel", "cost")),
        (("What was decided about Elm Street?", "And what does Tom Hale say?"), ("Elm Street", "decided")),
        (("What does Moscow demand?", "And what does it offer?"), ("Moscow", "demand")),
    ],
)
def test_else_what_was_said_is_what_it_is_about(questions: tuple[str, ...], carried: tuple[str, ...]) -> None:
    assert understood(*questions).carried == carried


@pytest.mark.parametrize(
    ("questions", "quoted", "text"),
    [
        (("When was Kelder founded?", "When did Orrin win?", "and kelder?"), "…", "When did Kelder win?"),
        (("What did Ada Bell study?", "and hale?"), "She and Tom Hale read law.", "What did Hale study?"),
    ],
)
def test_a_name_may_be_typed_in_small_letters(questions: tuple[str, ...], quoted: str, text: str) -> None:
    assert understood(*questions, quoted=quoted).text == text


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("and the bell?", "It was sold to Ada Bell."),
        ("and will it open?", "It was sold to Will Hale."),
        ("and fish?", "It is sold by Tom Fish, who has fish."),
    ],
)
def test_but_what_may_be_another_word_stays_small(question: str, quoted: str) -> None:
    assert in_capitals(question, [quoted]) == question
