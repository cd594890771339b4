"""A section whose heading asks what is asked answers as a whole, or at least with the sentence that it opens with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

ALLOTMENTS = """# Allotments: questions and answers

## How do I resign?

By post, to the office in Mill Lane. Half plots end with the season. Full plots end in December. Whoever moves away gets
back what was paid for the remaining months of a full plot.

## Why was my plot inspected?

Mostly because a neighbour has complained of weeds. Once they are cleared, the inspector strikes it off the list within
a week. Plots are also visited when no one has been seen on them since Easter, as we then suppose them to be given up.

## What does a plot cost?

A half plot costs 40 crowns a year. Water is charged at 3 crowns a butt. A shed costs 12 crowns a year besides.

## Can I keep hens?

On half plots only. Whoever wants to keep hens builds a run of wire. A cockerel is not allowed.

## How do I reach the gate warden?

By bell. The gate warden lives in the lodge. If the gate is locked, members may keep their tools in the lodge.

## The gate

Nobody may climb over it. It stands open until dusk.
"""
STUDY = """# Roof gardens and swifts

## Methods

The study took two summers. We watched forty roofs.

## Weaknesses

Observers knew which roofs were planted. All of the roofs were in one town. The study ended before the young birds came
back.

## Results

Swifts bred on more of the planted roofs. On bare roofs their number fell.
"""


@pytest.fixture(scope="module")
def allotments(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(ALLOTMENTS) as chain:
        yield chain


@pytest.fixture(scope="module")
def study(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(STUDY) as chain:
        yield chain


def quotes(chain: Chain, question: str) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in chain.ask(question).citations]


def test_a_heading_asked_word_for_word_is_answered_below_it(allotments: Chain) -> None:
    assert quotes(allotments, "how do I resign") == [
        "By post, to the office in Mill Lane.",
        "Half plots end with the season.",
        "Full plots end in December.",
        "Whoever moves away gets back what was paid for the remaining months of a full plot.",
    ]


def test_what_a_heading_asks_in_other_words_is_answered_by_its_first_sentence(allotments: Chain) -> None:
    found = quotes(allotments, "Why was my plot checked?")
    assert found[0] == "Mostly because a neighbour has complained of weeds."
    assert len(found) <= 3


def test_what_a_heading_asks_of_one_thing_has_its_first_sentence_too(allotments: Chain) -> None:
    found = quotes(allotments, "How do I resign from a full plot?")
    assert "full plot" in found[0].lower()
    assert "By post, to the office in Mill Lane." in found


@pytest.mark.parametrize("question", ["What does the water cost?", "How much does a shed cost?"])
def test_what_a_heading_does_not_ask_is_answered_by_itself(allotments: Chain, question: str) -> None:
    assert "A half plot costs 40 crowns a year." not in quotes(allotments, question)[:1]


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Can I keep a cockerel?", "On half plots only."),
        ("Can I keep a goat?", "On half plots only."),
    ],
)
def test_the_opening_of_what_is_asked_of_another_thing_is_not_shown(
    allotments: Chain, question: str, opening: str
) -> None:
    assert opening not in quotes(allotments, question)


def test_what_if_names_no_section(allotments: Chain) -> None:
    assert quotes(allotments, "What about the gate?") != ["Nobody may climb over it.", "It stands open until dusk."]
    assert quotes(allotments, "What if the gate is locked?")[0].startswith("If the gate is locked")


@pytest.mark.parametrize("question", ["What are the weaknesses?", "What are the weaknesses of this study?"])
def test_the_study_names_the_text_itself(study: Chain, question: str) -> None:
    assert quotes(study, question) == [
        "Observers knew which roofs were planted.",
        "All of the roofs were in one town.",
        "The study ended before the young birds came back.",
    ]


def test_what_is_asked_of_another_thing_is_not_the_section(study: Chain) -> None:
    assert "Observers knew which roofs were planted." not in quotes(study, "What are the results of the young birds?")


FERRY = """# Season tickets of the ferry

## Who can buy one?

Anyone who lives on the island or works there. Bring a letter from your employer or a bill with your address.

## How much does it cost?

The season ticket costs 84 crowns. Yes, the season ticket also carries one bicycle, and dogs travel free with their
owners.

## How do I renew it?

At the harbour office, or by post. The old ticket must be handed in.
"""


def test_an_opening_that_answers_best_stands_first(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> None:
    with chain_of(FERRY) as chain:
        answer = chain.ask("How much does the season ticket cost?")
    assert answer.citations[0].quote == "The season ticket costs 84 crowns."
