"""Who said something, where the sentence that says it has no name; and where to write to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import open_chain

BRIDGE = """The town council of Wexley voted on Tuesday to close the old bridge to cars.

Mayor Judith Okafor defended the vote. "We had two engineers tell us that the timber is rotten," she told reporters.
"I will not wait until somebody dies."

Shopkeepers on the far side were angry. The bakery expects to lose a third of its customers.

For repairs write to service@wexley.example within thirty days.
"""


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path]) -> Iterator[Chain]:
    home = new_home()
    (home / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with open_chain(Settings(home=home)) as chain:
        assert chain.library.add([home / "bridge.txt"]).ok
        yield chain


def test_what_somebody_said_of_himself_answers_who_said_it(chain: Chain) -> None:
    answer = chain.ask('Who said "I will not wait until somebody dies"?')
    assert any("I will not wait" in citation.quote for citation in answer.citations), answer.text


def test_who_speaks_is_named_by_the_sentence_before(chain: Chain) -> None:
    answer = chain.ask("Who said that the timber is rotten?")
    assert any("Judith Okafor" in citation.quote for citation in answer.citations), answer.text


def test_an_address_has_none_of_the_words_that_it_is_asked_for_by(chain: Chain) -> None:
    answer = chain.ask("What's the email address?")
    assert "service@wexley.example" in answer.text
