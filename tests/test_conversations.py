"""Conversations over several documents: what the second question gets, given the first and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.types import Answer, Turn

FILES = {
    "staff.md": """# Merle & Sons, a carpenter's workshop

The workshop was set up in 1974 and has 21 joiners. It makes stairs, doors and windows of oak. The director is Lena
Merle.

The van costs 40 euros a day.
""",
    "mower.md": """# Tarka 40 lawn mower: manual

The Tarka 40 is a robot mower for lawns of up to 600 square metres.

## Battery

The battery of the Tarka 40 lasts 70 minutes. Charging takes two hours.

## Error codes

| Code | Meaning | Remedy |
|---|---|---|
| F1 | Blade jammed | Take the grass out of the blade |
| F2 | Wire cut | Look for the gap in the wire |
""",
    "school.md": """# Westbrook School: who is who

The parents' council is chaired by Ines Moreau, room 12, telephone 318. The head teacher is Paul Brandt, room 2,
telephone 301. Lunch costs four pounds.
""",
    "news.txt": """The lighthouse at Orrin Head is closed to visitors because a storm broke its stairs.

The council met on Tuesday. Its next meeting is on 4 June.
""",
}


@pytest.fixture(scope="module")
def boats_and_bikes(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> Iterator[Chain]:
    files = {
        "boats.md": """# Norrel boats

A rowing boat costs 12 euros an hour. Students get a discount of ten per cent. Dogs are allowed on board.

## Damage

Whoever loses an oar pays 30 euros.
""",
        "bikes.md": """# Tavik bikes

A city bike costs 9 euros a day. Students get a discount of five per cent. Helmets are lent for nothing.

## Damage

Whoever loses a key pays 15 euros.
""",
    }
    with chain_over_files(files) as opened:
        yield opened


def first(answer: Answer) -> str:
    return answer.citations[0].quote if answer.citations else "refused"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Why is the lighthouse closed?", "The lighthouse at"),
        ("When is the next meeting?", "Its next meeting"),
        ("Who is Moreau?", "The parents' council"),
        # These two are about the row.
        ("And what do I do then?", "F2 |"),
        ("What is its remedy?", "F2 |"),
    ],
)
def test_after_a_row_was_told_only_what_asks_of_it_gets_it_again(chain: Chain, question: str, begins: str) -> None:
    assert first(asked(chain, "What does error F2 mean on the Tarka?", question)).startswith(begins)


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("Who chairs the parents' council?", "What is her telephone number?"), "318"),
        (("When was Merle & Sons set up?", "How many joiners does it have?"), "21 joiners"),
    ],
)
def test_a_sentence_that_was_quoted_and_answers_again_is_quoted_again(
    chain: Chain, questions: tuple[str, str], holds: str
) -> None:
    assert holds in first(asked(chain, *questions))


def test_else_what_was_quoted_gives_way(chain: Chain) -> None:
    told = asked(chain, "How long does the battery of the Tarka last?")
    assert "70 minutes" in first(told)
    assert "two hours" in first(asked(chain, told.question, "And how long does it charge?"))


def test_what_is_asked_again_of_another_thing_is_sought_in_the_document_spoken_of(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    files = {
        "fern.md": "# Fern\n\nThe rent is £780 a month. A deposit of £900 was paid.\n",
        "gull.md": "# Gull\n\nThe fare is £780 a month. A deposit of £300 was paid.\n",
    }
    with chain_over_files(files) as chain:

        def scores(before: str) -> dict[str, float]:
            evidence = chain.evidence("and the deposit?", [Turn(before, chain.ask(before).text, before)])
            assert evidence.query.text == "what is the deposit?"
            return {item.sentence.text: item.score for item in evidence.sentences}

        rent, fare = scores("what is the rent?"), scores("what is the fare?")
        assert rent["A deposit of £900 was paid."] > fare["A deposit of £900 was paid."]
        assert fare["A deposit of £300 was paid."] > rent["A deposit of £300 was paid."]


@pytest.mark.parametrize(
    ("before", "question", "quoted"),
    [
        (
            "What does a rowing boat cost?",
            "Is there a discount for students?",
            "Students get a discount of ten per cent.",
        ),
        (
            "What does a city bike cost?",
            "Is there a discount for students?",
            "Students get a discount of five per cent.",
        ),
        # What another document answers better is its own.
        ("What does a city bike cost?", "Are dogs allowed on board?", "Dogs are allowed on board."),
        ("What does a rowing boat cost?", "Who pays for a lost key?", "Whoever loses a key pays 15 euros."),
        (
            "What does a city bike cost?",
            "What discount for students has Norrel?",
            "Students get a discount of ten per cent.",
        ),
    ],
)
def test_of_two_documents_that_answer_alike_the_one_spoken_of_does(
    boats_and_bikes: Chain, before: str, question: str, quoted: str
) -> None:
    assert first(asked(boats_and_bikes, before, question)) == quoted


@pytest.fixture(scope="module")
def rules(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    text = """# Rules of the van

The rent is £65 a day. If the toilet is not emptied, the company charges £90 for it. A lost key costs £280.

Swimming from the jetty is forbidden. The jetty lost two of its posts in the storm of March. The key is at the desk.
"""
    with chain_over_files({"rules.md": text}) as opened:
        yield opened


def test_how_much_that_is_may_be_told_by_what_was_just_quoted(rules: Chain) -> None:
    for question in ("How much is that?", "And how much does that cost?"):
        assert "£90" in first(asked(rules, "What happens if the toilet is not emptied?", question))


def test_why_is_not_answered_by_what_it_asks_about(rules: Chain) -> None:
    before = "Is swimming from the jetty forbidden?"
    assert first(asked(rules, before)) == "Swimming from the jetty is forbidden."
    assert first(asked(rules, before, "Why?")) != "Swimming from the jetty is forbidden."
