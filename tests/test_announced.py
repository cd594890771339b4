"""A sentence that announces brings what it announces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

VERGES = """# Verges

## Mowing

We see two reasons why late mowing is harmful. First, short grass leaves the queens no cover in autumn. Second, the
cuttings smother their burrows. The county mows in October.

## Caveats

The study has limitations. We did not measure salt. Only one county took part.

Queens that left were counted as dead.

## Money

The tax rose for several reasons, among them the new school and the higher price of gas. It is paid in May.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(VERGES) as chain:
        yield chain


def quotes(chain: Chain, question: str) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in chain.ask(question).citations]


def test_as_many_sentences_follow_as_are_announced(chain: Chain) -> None:
    assert quotes(chain, "Why is late mowing bad?") == [
        "We see two reasons why late mowing is harmful.",
        "First, short grass leaves the queens no cover in autumn.",
        "Second, the cuttings smother their burrows.",
    ]


def test_none_of_another_paragraph(chain: Chain) -> None:
    found = quotes(chain, "What are the limitations of the study?")
    assert found == ["The study has limitations.", "We did not measure salt.", "Only one county took part."]


def test_an_item_of_a_list_brings_what_stands_right_behind_it(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    first = "- Late mowing is harmful for two reasons. Short grass gives no cover. Cuttings smother burrows."
    with chain_of(f"# Verges\n\n## Mowing\n\n{first}\n- The county mows in October.\n") as chain:
        assert quotes(chain, "Why is late mowing bad?") == [
            "Late mowing is harmful for two reasons.",
            "Short grass gives no cover.",
            "Cuttings smother burrows.",
        ]


def test_what_is_said_in_the_same_breath_stands_alone(chain: Chain) -> None:
    assert quotes(chain, "Why did the tax rise?")[1:2] != ["It is paid in May."]


HEDGES = """# Hedges

## Trial

The trial has several drawbacks. The hedges were of one age. Birds were counted on dry days. All plots lay in one
valley. Nobody counted at night.

It ends in March.

## Staff

Two people work here.
"""


def test_all_that_is_announced_comes_where_all_is_asked_for(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(HEDGES) as chain:
        assert quotes(chain, "List all drawbacks of the trial") == [
            "The trial has several drawbacks.",
            "The hedges were of one age.",
            "Birds were counted on dry days.",
            "All plots lay in one valley.",
            "Nobody counted at night.",
        ]


FERRY = """# The ferry

## Winter

When the river froze the ferry was laid up. The ferryman would not leave it at the quay, for fear of the ice. Instead,
he had it hauled into the barn of the mill.

Instead of a pilot there is a rope.

## Summer

In summer the ferry crosses every hour.

Instead, one may take the bridge.
"""


@pytest.fixture(scope="module")
def ferry(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(FERRY) as chain:
        yield chain


def test_what_was_done_instead_follows(ferry: Chain) -> None:
    found = quotes(ferry, "Why would the ferryman not leave the ferry at the quay?")
    assert "Instead, he had it hauled into the barn of the mill." in found
    assert "Instead of a pilot there is a rope." not in found


def test_instead_in_another_paragraph_follows_nothing(ferry: Chain) -> None:
    assert quotes(ferry, "How often does the ferry cross in summer?")[:2] == ["In summer the ferry crosses every hour."]


UNEASY = """The patrols of Hexley

Volunteers walk along the river at night in yellow coats and hand out water and sweets.

The police were uneasy about the patrols for another reason. A superintendent wrote that somebody without training would
sooner or later drown in an attempt to save a life. Nobody has so far.
"""


def test_one_sentence_follows_where_one_reason_is_announced(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(UNEASY) as chain:
        found = quotes(chain, "Why were the police uneasy about the patrols?")
    assert found[1].startswith("A superintendent wrote") and len(found) == 2


STRIKE = """Ferry strike enters its second week

Crews walked out again on Monday morning and left three islands without a service for the eighth day running.

Not everyone blames them. Elspeth Rae, who has the hotel on Hennay, says that the crews were promised new cabins in 2019
and still sleep four to a room.

The Sunday sailings may go. The company lost two million pounds last winter.
"""


def test_a_few_words_that_open_a_paragraph_bring_what_follows(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(STRIKE) as chain:
        found = quotes(chain, "Why does not everyone blame the crews?")
        assert found[0] == "Not everyone blames them."
        assert found[1].startswith("Elspeth Rae")
        assert quotes(chain, "Which sailings may go?") == ["The Sunday sailings may go."]
