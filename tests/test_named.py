"""A question that names what a document is called by, put to that document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.question.named import name_terms, party_terms, without_names
from rag.question.question import analyse

LIFE = """# Oda Brennmoen (1862–1931)

Oda Brennmoen was a Norwegian botanist and polar traveller. She was the first to describe the lichens of the island of
Senja.

## Life

She was born in Narvik, the fourth of seven children. In 1883 she entered the university of Uppsala. Six years later she
sailed to Spitsbergen aboard the Freya. On that voyage she lost two fingers to frostbite. In 1895 she wed the teacher
Nils Lie.
"""


@pytest.fixture(scope="module")
def life(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"life.md": LIFE}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("title", "question", "put"),
    [
        ("Ada Bell (1902–1988)", "Which rally did Ada Bell win?", "Which rally did it win?"),
        ("Ada Bell", "Who was Bell's husband?", "Who was its husband?"),
        ("Ada Bell-Moore", "Where did Ada Bell-Moore live?", "Where did it live?"),
        ("Ada Bell-Moore, engineer of the northern railways", "When did Ada Bell-Moore die?", "When did it die?"),
        ("Bell Wins, Rivals Lose at Last in Rome", "When did Bell die?", None),
        ("Tarn 40", "How long is the Tarn 40?", "How long is it?"),
        ("Orbel report 2024", "What did Orbel earn in 2024?", "What did it earn in 2024?"),
        ("Ada Bell", "Who was Ada Bell?", None),
        ("Ada Bell", "Who was her husband?", None),
        ("Ada Bell and Tom Fry", "Which rally did Ada Bell win?", None),
        ("Bell wins the Alpine Rally at last", "Which rally did Bell win?", None),
        ("Report 2024", "What was earned in 2024?", None),
        ("Okafor agreement", "How long does the Okafor contract last?", "How long does the contract last?"),
        ("Minutes, April 2023", "What was agreed in April 2023?", "What was agreed?"),
        ("2023-04 minutes", "Who came to the April 2023 meeting?", "Who came to the meeting?"),
        ("Minutes, April 2023", "What changed between March 2023 and April 2023?", "What changed?"),
        ("Minutes, April 2023", "What was agreed in May 2023?", None),
    ],
)
def test_the_name_is_left_out_where_it_tells_nothing(title: str, question: str, put: str | None) -> None:
    found = without_names(analyse(question), {"d": (title, "notes.md"), "other": ("Rules", "rules.txt")})
    assert {id_: own.text for id_, own in found.items()} == ({"d": put} if put else {})


def test_years_in_brackets_are_no_part_of_a_name() -> None:
    found = name_terms("Ada Vance Bell (1871–1949)", "scan.pdf")
    assert found == name_terms("Ada Vance Bell", "scan.pdf")
    assert "bell" in found


@pytest.mark.parametrize(
    ("title", "source"),
    [("Minutes", "2023-04 minutes.md"), ("Minutes", "minutes-Apr-23.txt"), ("Hall committee, April 2023", "a.md")],
)
def test_a_month_is_known_however_it_is_written(title: str, source: str) -> None:
    assert name_terms(title, source) >= {"apr", "april", "04"}


def test_a_long_number_and_a_small_word_are_no_month() -> None:
    assert name_terms("Plan", "may order 2023123.txt") == {"plan", "may", "order", "2023123"}


def test_an_agreement_is_called_by_its_parties() -> None:
    opening = "LEASE\n\nThis lease is made between Oskar Bram and Tilda Roos, for the flat in Quay Street 4."
    assert party_terms(opening) == {"oskar", "bram", "tilda", "roo"}
    assert party_terms("The agreement was signed by Oskar Bram, and lies between two files.") == frozenset()


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Which ship did Oda Brennmoen sail on?", "the Freya"),
        ("What did Oda Brennmoen lose to frostbite?", "two fingers"),
        ("Who did Oda Brennmoen marry?", "Nils Lie"),
        ("Who was Brennmoen's husband?", "Nils Lie"),
        ("Where was Oda Brennmoen born?", "Narvik"),
        ("Who was Oda Brennmoen?", "botanist"),
    ],
)
def test_the_answer_comes_before_the_sentence_with_the_name(life: Chain, question: str, quoted: str) -> None:
    assert quoted in life.ask(question).citations[0].quote
