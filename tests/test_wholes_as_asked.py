"""Whole documents as they are asked for: so many sentences, how one ends, a section by its place, a poem about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.passages.said import quotations
from rag.whole.overview import Shape, recognise

REPORT = """# The mills of Arden

By Nora Blythe

The valley of Arden once had eleven water mills, and today the river turns the wheels of only two of them. Both grind
the grain of the farms around them. This report tells how that came about and what the two have done to stay.

## The great flood

In the spring of 1902 the river rose four metres in one night and carried six of the mills away. Nobody was killed,
because the miller of Upper Arden had rung the bell. The owners had no insurance, and only one of them built again.

## Electricity

From 1921 the farms could grind their own grain with electric motors, which cost less than the carrier. Three more
mills closed within ten years. The mill at Low Bridge made electricity itself, and so it stayed.

## What is left

The two mills that are left sell flour to bakers in the city, who pay twice the usual price. Their owners train four
apprentices between them. Whether the river will turn more wheels again depends on them.

## References

County archive of Arden, box 14, letters of the mill owners.
"""
LEASE = """# Lease

The rent is 900 crowns a month, and it is paid in advance on the first day of the month.

## Conclusions

Both sides keep a copy of this paper. Nothing else was agreed.

## Appendix

A list of keys is kept by the caretaker.
"""


@pytest.fixture(scope="module")
def mills(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"mills.md": REPORT}) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("Summarise the report in two sentences.", 2),
        ("Give me three takeaways.", 3),
        ("What is the report about in one sentence?", 1),
        ("Quote the most important sentence.", 1),
        ("The main points in 4 bullet points, please", 4),
        ("Summarise it in 50 words", 2),
    ],
)
def test_as_many_sentences_are_quoted_as_are_asked_for(mills: Chain, question: str, most: int) -> None:
    answer = mills.ask(question)

    assert answer.answered
    assert len(answer.citations) == most


@pytest.mark.parametrize(
    "question", ["How does the report end?", "What is the conclusion?", "What does the author conclude?"]
)
def test_the_end_of_a_text_is_not_its_references(mills: Chain, question: str) -> None:
    said = quotations(mills.ask(question).text)

    assert said[-1] == "Whether the river will turn more wheels again depends on them."
    assert len(said) == 3


def test_a_section_for_the_conclusion_is_the_end(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"lease.md": LEASE}) as chain:
        answer = chain.ask("How does the document end?")

    assert quotations(answer.text) == ["Both sides keep a copy of this paper.", "Nothing else was agreed."]


def test_the_beginning_is_not_the_byline(mills: Chain) -> None:
    for question in ("How does the report begin?", "What is the first sentence of the report?", "What can I ask?"):
        assert quotations(mills.ask(question).text)[0].startswith("The valley of Arden once had"), question


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Explain the second section.", "Electricity"),
        ("What does the first section say?", "The great flood"),
        ("Summarise the third section of the report", "What is left"),
        ('summary of "The great flood"', "The great flood"),
    ],
)
def test_a_section_is_called_by_its_place_or_its_name(mills: Chain, question: str, heading: str) -> None:
    answer = mills.ask(question)

    assert {own.heading.rpartition(" › ")[2] for own in answer.citations} == {heading}


@pytest.mark.parametrize("question", ["What does the author think?", "What is the author's opinion?", "In a nutshell?"])
def test_what_an_author_thinks_is_what_the_text_says(mills: Chain, question: str) -> None:
    assert recognise(question, talked=False) == recognise("What is the gist?", talked=False)
    assert mills.ask(question).answered


@pytest.mark.parametrize(
    "question",
    [
        "Translate the first paragraph into German.",
        "Can you write me a poem about the mills?",
        "Write a tweet about this",
        "Quiz me.",
    ],
)
def test_what_must_be_written_takes_a_model(mills: Chain, question: str) -> None:
    answer = mills.ask(question)

    assert not answer.answered
    assert answer.text.startswith("That has to be written, and without a model answers are quotations.")


@pytest.mark.parametrize(
    "question",
    [
        "How does the contract end?",
        "How does the war end?",
        "What is the conclusion of the talks?",
        "What are the three points of the plan?",
        "Who wrote the poem about the mills?",
        "What does the author of the letter think?",
    ],
)
def test_other_questions_are_none_about_the_whole(question: str) -> None:
    found = recognise(question)

    assert found is None or found.shape not in {Shape.END, Shape.BEGINNING, Shape.WRITING, Shape.GIST}
