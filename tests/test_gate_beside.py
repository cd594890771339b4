"""What is on the subject and tells of another matter or event is no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.types import Turn

HARBOURS = """# Two harbours

## Skarvik

Skarvik has a quay of granite and a crane that lifts nine tonnes. Its harbour master, Liv Tangen, has kept the log since
2004. She wants the mole made longer, because the swell comes in from the north-west in winter and breaks the moorings.
The fish hall employs 62 people and sells cod and ling. A berth costs 240 crowns a night, with water and power. The
lighthouse on the point was lit in 1887 by Oskar Dahl and burns without a keeper now. Ice is made on the quay.

The council would like to bring a ferry. Nils Ekeland, who leads the council, calls the present road a disgrace: it is
closed by snow on thirty days a year. He has written to the ministry twice. The school has 90 pupils, and eleven of them
come by boat. Its roof was blown off in the storm of 2011 and was replaced with slate.

## Brunvoll

Brunvoll lies inside the fjord and is never rough. The harbour is shallow, and boats of more than two metres of draught
wait outside. Yachts stay in the basin behind the church, where the shower is new. The smokehouse cures mackerel over
alder and sends it to four towns. A path leads to the waterfall in half an hour. The shop opens on weekdays.

The boatyard of the Moe family has built wooden boats for three generations, each for a customer who is known by name.
Eight people work there. A boat of twenty feet takes them a winter. Kari Moe, who draws the lines, says that plastic
boats are easy to buy and hard to love. She learned to draw in Bergen.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(HARBOURS) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        # Who is named says something, of another thing.
        "What does Kari Moe think of the ferry to Skarvik?",
        "What does Nils Ekeland think about wooden boats?",
        # Both are named, each in a paragraph of its own.
        "What did Oskar Dahl say about Nils Ekeland?",
        "What does Nils Ekeland say about Kari Moe?",
        # A year and a storm, and nobody's death.
        "When did Oskar Dahl die?",
        "How many people were killed in the storm?",
    ],
)
def test_what_is_beside_the_point_is_refused(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What does Kari Moe think of plastic boats?", "easy to buy"),
        ("What does Ekeland say about the road?", "a disgrace"),
        ("What is cured in the smokehouse of Brunvoll?", "mackerel"),
        ("When was the lighthouse of Skarvik lit?", "1887"),
        ("What does a berth in Skarvik cost?", "240 crowns"),
        ("How many people work at the boatyard?", "Eight people"),
    ],
)
def test_what_the_document_tells_is_answered(chain: Chain, question: str, quoted: str) -> None:
    assert quoted in chain.ask(question).text


PORT = """# The port of Selby

## Mayor

Mayor Rolf Berg wants a garage at the station, and a weaker union of the dockers. Berg thinks that the harbour is small.

## Eight decades

For almost eighty years, the union of the dockers was what kept wages high in the harbour. Yet before the new term was
a hundred days old, the union had been shaken. The council seeks closer relations with the owners.

## Wages

Wages at the harbour are paid on Fridays. Who works at night gets a fifth more.
"""


def test_the_age_of_another_thing_is_nobodys_also_in_a_conversation(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(PORT) as chain:
        history: list[Turn] = []
        for question in ("What does Rolf Berg want?", "Does he want the union to be weaker?"):
            answer = chain.ask(question, history=history)
            assert answer.answered
            history.append(Turn(question, answer.text))
        assert not chain.ask("How old is Berg?", history=history).answered
        assert not chain.ask("How old is Berg?").answered
