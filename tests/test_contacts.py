"""How somebody is reached: the sentence that has it comes first, and where none has, it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

WORKSHOP = """# Piano workshop Orlow

## Contact

The customer service of the workshop answers letters within a week, and questions by e-mail to post@orlow.example. The
workshop is open from Monday to Friday between 9:00 and 17:00 and can be reached at +44 20 7946 0755. Pictures of all
pianos are at www.orlow.example.

## Staff

Ida Marlow, who lives at 14 Ferry Lane in Whitby, tunes the pianos. She came to the workshop on 03.05.2019. The owner of
the workshop is Conrad Orlow.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(WORKSHOP) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the phone number of customer service?", "+44 20 7946 0755"),
        ("customer service phone number", "+44 20 7946 0755"),
        ("What is the e-mail address of the workshop?", "post@orlow.example"),
        ("What is the website of the workshop?", "www.orlow.example"),
    ],
)
def test_the_sentence_that_has_the_contact_comes_first(chain: Chain, question: str, told: str) -> None:
    assert told in chain.ask(question).citations[0].quote


@pytest.mark.parametrize("question", ["What is Ida Marlow's phone number?", "e-mail address of Ida Marlow"])
def test_a_street_or_a_date_is_no_telephone_number(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str
) -> None:
    staff = WORKSHOP.partition("## Staff")[2]
    with chain_of(f"# Piano workshop Orlow\n\n## Staff{staff}") as chain:
        assert not chain.ask(question).answered


def test_who_asks_about_an_email_asks_for_no_address(chain: Chain) -> None:
    assert chain.ask("How soon are letters answered by customer service?").answered
    assert chain.ask("Who answers e-mail?").answered


def test_the_number_of_a_thing_is_no_telephone_number(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    letter = "# A letter\n\nMona Quill of customer service asks for the batch number of the strings, which is 4471.\n"
    with chain_of(letter) as chain:
        assert not chain.ask("What is Mona Quill's phone number?").answered
    with chain_of("# A letter\n\nMona Quill of customer service can be called: the number is 4471.\n") as chain:
        assert chain.ask("What is Mona Quill's phone number?").answered
