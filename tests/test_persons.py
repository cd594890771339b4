"""Whom "he" and "she" stand for over several turns, and which name an answer gives."""

from __future__ import annotations

import pytest

from rag.conversation.rewrite import stand_alone
from rag.conversation.standalone import Standalone
from rag.types import Turn

ANSWERS = {
    "Who runs the shop?": "“Agnes Torvald, 71, who runs the shop, refuses to leave.” [1]",
    "Who announced the decision?": "“Ruth Calloway announced the decision.” [1]",
    "Who wrote the report?": "“The report was written by the geologist Henrik Brandt.” [1]",
    "When did Orlan win the contract?": "“In May the Swiss firm Orlan won the contract.” [1]",
    "Who answers complaints?": "“Mr Peter Vance answers complaints.” [1]\n\n“Ms Rosalind Achebe runs the depot.” [2]",
    "What is the nurse called?": "“The nurse for heart patients is Carol Amadi.” [1]",
    "And Kelder's?": "“Kelder's manager, Graham Pike, blamed the referee.” [1]",
    "Who offered his resignation?": "“Foss offered his resignation; Calloway declined it.” [1]",
    "Who designed it?": "“It was designed by the Danish architect Kirsten Holm.” [1]",
}


def asked(*questions: str) -> Standalone:
    """The last of the questions, as it is understood after the others."""
    turns: list[Turn] = []
    for question in questions[:-1]:
        turns.append(Turn(question, ANSWERS.get(question, "“…” [1]"), stand_alone(question, turns).text))
    return stand_alone(questions[-1], turns)


@pytest.mark.parametrize("before", ["What did Hale say?", "When was Ruth Calloway warned?"])
@pytest.mark.parametrize(
    "question",
    [
        "What did the geologist find in his report?",
        "What did the shopkeeper say about her house?",
        "What must the renter do if he has an accident?",
        "Why did the deputy offer his resignation?",
        "Which neighbour regrets his decision?",
        "When will the museum reopen its gallery?",
    ],
)
def test_who_is_named_in_the_question_is_nobody_else(before: str, question: str) -> None:
    assert asked(before, question) == Standalone(question)


@pytest.mark.parametrize("question", ["What did the report say about her?", "What did the director say about her?"])
def test_but_another_may_have_spoken_of_her(question: str) -> None:
    assert asked("When was Ruth Calloway warned?", question).text == question.replace("her", "Ruth Calloway")


@pytest.mark.parametrize(
    ("questions", "first"),
    [
        (("Who runs the shop?", "How many people live in Lower Kelder?", "Why does she stay?"), "Agnes Torvald"),
        (("Who wrote the report?", "When did Orlan win the contract?", "What did he say?"), "Henrik Brandt"),
        (("Who announced the decision?", "How high is the dam?", "What did she say?"), "Ruth Calloway"),
        (("Who answers complaints?", "How can I reach him?"), "Peter Vance"),
        (("Who offered his resignation?", "Why?"), "Foss"),
        (("What is the nurse called?", "How can I reach her?"), "Carol Amadi"),
        # Who was asked for by what "And Kelder's?" stands for.
        (("Who is Orrin's manager?", "And Kelder's?", "What did he say?"), "Graham Pike"),
        (("Who designed it?", "When was she born?"), "Kirsten Holm"),
        (("Who announced the decision?", "And her deputy?", "What did he admit?"), "deputy"),
    ],
)
def test_he_or_she_is_the_person_that_was_last_spoken_of(questions: tuple[str, ...], first: str) -> None:
    assert asked(*questions).carried[0] == first


def test_a_place_or_a_gallery_is_nobody() -> None:
    questions = ("What did Ruth Calloway announce?", "What is in Salt Gallery?", "What did she say about the floor?")
    assert asked(*questions).text == "What did Ruth Calloway say about the floor?"


def test_who_did_one_thing_is_not_asked_who_did_another() -> None:
    assert "Ruth Calloway" not in asked("Who announced the decision?", "And who criticised it?").carried
    assert "Ruth Calloway" in asked("Who announced the decision?", "And who is her deputy?").carried


def test_nobody_is_called_by_days_in_the_plural() -> None:
    pottery = Turn(
        "Where is pottery taught?", "“It is on Wednesdays in the old cellar.” [1]", "Where is pottery taught?"
    )
    assert stand_alone("is it full?", [pottery]).carried == ("pottery", "taught")


def test_who_was_named_brings_nothing_else_of_what_that_was_asked_beside() -> None:
    turn = Turn(
        "Who is the teacher?",
        "“The teacher is Salome Graf.” [1]",
        "Who is the teacher? (unemployed, pottery, Toy Museum)",
    )
    assert stand_alone("Since when does she teach?", [turn]).carried == ("Salome Graf", "Toy Museum")
    assert stand_alone("And is it full?", [turn]).carried[:3] == ("Salome Graf", "teacher", "unemployed")


def test_he_is_the_assistant_that_was_just_asked_about() -> None:
    turn = Turn("and her assistant?", "“…” [1]", "and her assistant? (Salome Graf, teacher)")
    assert stand_alone("what does he do", [turn]).carried == ("assistant", "Salome Graf")


def test_of_whom_an_answer_says_she_is_nobody_that_he_stands_for() -> None:
    bell = Turn("What does Ada Bell want?", "“She wants a port.” [1]", "What does Ada Bell want?")
    hale = Turn("And what does Tom Hale want?", "“He wants a park.” [1]", "What does Tom Hale want?")
    cost = Turn("What would that cost?", "“It would cost 9 pounds.” [1]", "What would that cost? (Tom Hale, want)")
    assert "Ada Bell" in stand_alone("And her reasons?", [bell, hale, cost]).text
    assert "Tom Hale" in stand_alone("And his reasons?", [hale, bell]).text
    # Where an answer speaks of both, the latest is meant.
    both = Turn("What does Eva Lund want?", "“She wants a dam.” [1]\n\nAlso: “He wants none.” [2]")
    assert "Eva Lund" in stand_alone("And his reasons?", [bell, both]).text


def test_the_answer_to_who_is_no_name_of_the_question() -> None:
    turn = Turn("Who made the Orrin Clock?", "“The Orrin Clock was made in 1741 by Tom Hale in Kelso.” [1]")
    assert "Tom Hale" in stand_alone("How much did he get for it?", [turn]).text


def test_the_answer_to_where_is_a_place() -> None:
    turn = Turn("Where is the workshop?", "“It is kept as Ada Bell left it.” [1]", "Where is the workshop?")
    assert stand_alone("Is it open?", [turn]).carried == ("workshop",)
