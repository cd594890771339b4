"""A question that asks two things gets an answer to each, wherever they stand; one that asks one thing is not cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.question.double import parts_of
from rag.types import Turn

MILL = """# The paper mill at Dorn

## Beginnings

The paper mill was founded by Hedda Winther, a printer's widow from Lund. She borrowed the money from two of her aunts
and from the parish, and she hired nine people in the first year.

The first sheets were sold in the spring of 1848. Most of them went to the newspapers in the capital.

## Today

The mill opens its doors to visitors in May and closes them at the end of September. Tours are given by former workers.

A guided tour costs 14 euros. Children under seven enter free of charge.

## The fire

In 1911 a fire destroyed the drying loft. The cause was never found, although a lamp was suspected.
"""
INNS = {
    "swan.md": """# The Swan

Check-in is from 3 p.m. Parking in the yard costs 12 euros a night. The inn is run by Ines Calado.

The pool opens at 8 a.m. The sauna opens at 4 p.m. and is free for guests.
""",
    "heron.md": """# The Heron

Check-in is from 2 p.m. Parking in front of the house costs 18 euros a night. The manager of the inn is Urs Fankhauser.
""",
}
BAKERY = """# The bakery in Elm Street

The bakery was opened by Tom Birch. A loaf of rye bread costs 5 euros. It gives tours of the oven on Mondays.
"""


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who founded the mill, and when does it open?", ["Who founded the mill?", "when does it open?"]),
        ("What is the fee and who pays it?", ["What is the fee?", "who pays it?"]),
        ("Who wrote it, and what does the mill plan?", ["Who wrote it?", "what does the mill plan?"]),
        (
            "How do I cancel? Is there a discount for students?",
            ["How do I cancel?", "Is there a discount for students?"],
        ),
        ("How hot is the oven, and how thick are the walls?", ["How hot is the oven?", "how thick are the walls?"]),
        ("Can I bring a dog and is there a lift?", ["Can I bring a dog?", "is there a lift?"]),
        (
            "Who built it, how long did it take, and what did it cost?",
            ["Who built it, how long did it take?", "what did it cost?"],
        ),
    ],
)
def test_a_question_that_asks_two_things_is_two(question: str, parts: list[str]) -> None:
    assert list(parts_of(question)) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who founded the mill?",
        "Who founded the mill and ran it?",
        "Where and when was the mill founded?",
        "On which day and at what time is the bell cast?",
        "Who founded the mill and when?",
        "Who designed and who built the mill?",
        "Who succeeded and who preceded Hedda Winther?",
        "Does the lease say who pays and when they pay?",
        "Explain what a deckle is and what it costs.",
        "What is the difference between rag paper and what is sold today?",
        "Is it free if I am a member and what if I am not?",
        "What did she say about what is right and what is wrong?",
        "Which skill, surprisingly for a sailor, did he never acquire?",
        "Wer hat die Mühle gegründet und wann wurde sie eröffnet?",
        "",
    ],
)
def test_a_question_that_asks_one_thing_stays_whole(question: str) -> None:
    assert parts_of(question) == ()


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Who founded the mill, and what does a guided tour cost?", ["Hedda Winther", "14 euros"]),
        ("What does a guided tour cost and who founded the mill?", ["14 euros", "Hedda Winther"]),
        ("When did the fire destroy the loft? When does the mill open for visitors?", ["1911", "in May"]),
        ("Who founded the mill and when did it sell its first sheets?", ["Hedda Winther", "1848"]),
    ],
)
def test_each_of_two_things_is_answered_in_the_order_of_the_question(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, quoted: list[str]
) -> None:
    with chain_of(MILL) as chain:
        answer = chain.ask(question)
    assert answer.answered
    for part, citation in zip(quoted, answer.citations, strict=False):
        assert part in citation.quote
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    first = " ".join(passage.text for passage in answer.passages[:2])
    assert all(part in first for part in quoted)


def test_what_answers_both_stands_once(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> None:
    with chain_of(MILL) as chain:
        quotes = [own.quote for own in chain.ask("Who founded the mill and where was she from?").citations]
    assert "Hedda Winther, a printer's widow from Lund" in quotes[0]
    assert len(quotes) == len(set(quotes))


def test_the_second_is_looked_for_where_the_first_was_found(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"mill.md": MILL, "bakery.md": BAKERY}) as chain:
        answer = chain.ask("Who opened the bakery and when does it give tours?")
        assert {citation.source.rsplit("/", 1)[-1] for citation in answer.citations[:2]} == {"bakery.md"}


def test_two_things_may_be_asked_in_a_conversation(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(MILL) as chain:
        answer = asked(chain, "When was the fire at the mill?", "What did it destroy, and what does a tour cost?")
    assert "drying loft" in answer.citations[0].quote
    assert any("14 euros" in citation.quote for citation in answer.citations)


def test_what_the_documents_do_not_tell_is_refused_as_before(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(MILL) as chain:
        assert not chain.ask("What is the boiling point of ethanol, and who discovered it?").answered


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("When is check-in at the Swan, and who is the manager of the Heron?", ["3 p.m.", "Urs Fankhauser"]),
        ("What does parking cost at the Heron, and what does it cost at the Swan?", ["18 euros", "12 euros"]),
        ("When does the pool open, and when does the sauna open?", ["8 a.m.", "4 p.m."]),
    ],
)
def test_each_is_answered_for_what_it_names(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]], question: str, quoted: list[str]
) -> None:
    with chain_over_files(INNS) as chain:
        quotes = [citation.quote for citation in chain.ask(question).citations]
    assert [part for part, quote in zip(quoted, quotes, strict=True) if part in quote] == quoted


def test_what_answers_only_one_of_two_says_so(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files(INNS) as chain:
        answer = chain.ask("What does parking cost at the Swan, and what does a ticket to the Olympic Games cost?")
    assert answer.answered
    assert [citation.quote for citation in answer.citations] == ["Parking in the yard costs 12 euros a night."]
    assert answer.text.endswith("\n\nNothing was found on “What does a ticket to the Olympic Games cost?”")
    assert len(answer.sentences) == 1


def test_only_the_chosen_documents_answer_either_part_in_a_conversation_too(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    before = Turn("When was the fire at the mill?", "On the fire: “In 1911 a fire destroyed the drying loft.” [1]")
    with chain_over_files({"mill.md": MILL, "bakery.md": BAKERY}) as chain:
        answer = chain.ask("Where is rye bread sold, and who is Tom Birch?", [before], documents=["mill.md"])
    assert not answer.answered
    assert {passage.source.rpartition("/")[2] for passage in answer.passages} == {"mill.md"}
