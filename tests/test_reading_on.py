"""Questions that point at the answer before: "Tell me more about [2]", "And the third?", "Go on"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.conversation.pointed import pointed_at
from rag.passages.said import quotations
from rag.types import Answer, Turn
from rag.whole.overview import Shape

FERRY = """# The ferry of Lund

The ferry of Lund was built in 1931. It carries nine cars. The captain is Ida Krog.

## The winter

In winter the fjord freezes. The ferry then lies at the pier of Haug. Its engine is warmed every morning. A watchman
sleeps on board. The ice breaks in April.

## The fares

A car costs 12 crowns.
"""
BEFORE = [Turn("What is it about?", "“The first thing.” [1]\n\nUnder “Two”: “A second one.” [2]\n\n- “Three.” [3]")]


@pytest.fixture(scope="module")
def ferry(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"ferry.md": FERRY}) as chain:
        yield chain


def _talk(chain: Chain, *questions: str) -> list[Answer]:
    said, answers = list[Turn](), list[Answer]()
    for question in questions:
        answer = chain.ask(question, said)
        said.append(Turn(answer.question, answer.text, answer.standalone_question))
        answers.append(answer)
    return answers


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Tell me more about [2].", "A second one."),
        ("[3]?", "Three."),
        ("Could you please explain footnote 1 in more detail?", "The first thing."),
        ("What does the third quotation mean?", "Three."),
        ("Elaborate on point 2", "A second one."),
        ("And the last point?", "Three."),
        ("Show me the context of citation 2", "A second one."),
        ("Mehr zu [2], bitte", "A second one."),
    ],
)
def test_a_footnote_is_named_by_its_number_or_its_place(question: str, quote: str) -> None:
    pointed = pointed_at(question, BEFORE)

    assert pointed is not None
    assert (pointed.shape, pointed.term) == (Shape.AROUND, quote)


@pytest.mark.parametrize(
    "question",
    [
        "What does note 2 say?",
        "What is the second point on the agenda?",
        "Does [1] contradict [2]?",
        "Is the first point of the contract valid?",
        "And the third?",
        "What comes after the second year?",
        "Can I go on the ferry?",
        "What is 2?",
    ],
)
def test_other_questions_point_at_nothing(question: str) -> None:
    assert pointed_at(question, BEFORE) is None


def test_nothing_is_pointed_at_before_there_is_an_answer() -> None:
    assert pointed_at("Tell me more about [1].", []) is None
    assert pointed_at("Go on", [Turn("Who?", "The documents do not answer this question.")]) is None


def test_around_a_quotation_stands_what_its_section_says(ferry: Chain) -> None:
    _, around = _talk(ferry, "Where does the ferry lie in winter?", "Tell me more about [1].")

    assert around.answered
    assert around.standalone_question == "Tell me more about [1]."
    assert quotations(around.text) == [
        "In winter the fjord freezes.",
        "The ferry then lies at the pier of Haug.",
        "Its engine is warmed every morning.",
        "A watchman sleeps on board.",
        "The ice breaks in April.",
    ]
    text = ferry.library.document(around.citations[0].document_id).text
    assert all(text[own.start : own.end] == own.quote for own in around.citations)


def test_an_answer_goes_on_up_to_the_end_of_its_document(ferry: Chain) -> None:
    _, on, end, over = _talk(ferry, "Who sleeps on board?", "Go on", "Continue please", "What comes next?")

    assert quotations(on.text) == ["The ice breaks in April.", "A car costs 12 crowns."]
    assert not end.answered
    assert end.text == "The document ends there."
    assert over.text == end.text


def test_what_stands_before_a_quotation(ferry: Chain) -> None:
    _, before, first = _talk(ferry, "How many cars does it carry?", "What comes before that?", "What stands before it?")

    assert quotations(before.text) == ["The ferry of Lund was built in 1931."]
    assert first.text == "The document begins there."


def test_after_one_point_the_next_is_that_of_the_same_answer(ferry: Chain) -> None:
    first, _, again = _talk(ferry, "Summarise the document.", "Tell me more about the second point", "And the first?")

    assert again.standalone_question == "And the first?"
    assert quotations(first.text)[0] in quotations(again.text)


def test_what_only_points_at_an_answer_is_not_carried_on(ferry: Chain) -> None:
    *_, later = _talk(ferry, "Who is the captain of the ferry?", "Explain footnote 1.", "And in winter?")

    assert "footnote" not in later.standalone_question.casefold()
    assert "Haug" in later.text or "fjord" in later.text


def test_a_quotation_that_has_gone_is_looked_for_as_any_other(ferry: Chain) -> None:
    before = [Turn("Where is it?", "“The whale was never seen again by anybody.” [1]")]

    assert not ferry.ask("Tell me more about [1].", before).answered
