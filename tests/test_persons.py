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
        (("Who designed it?", "When was she born?"), "Kirsten Holm"),
        (("Who announced the decision?", "And her deputy?", "What did he admit?"), "deputy"),
    ],
)
def test_he_or_she_is_the_person_that_was_last_spoken_of(questions: tuple[str, ...], first: str) -> None:
    assert asked(*questions).carried[0] == first


def test_a_place_or_a_gallery_is_nobody() -> None:
    questions = ("What did Ruth Calloway announce?", "What is in Salt Gallery?", "What did she say about the floor?")
    assert asked(*questions).text == "What did Ruth Calloway say about the floor?"
