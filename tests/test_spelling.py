"""Slips of the pen in questions, against the words of some documents."""

from __future__ import annotations

import pytest

from index.text.terms import stem
from rag.question.spelling import corrected

DOCUMENTS = frozenset(
    """
    backed longer hired rented summer summers treasurer guarantee compressor salary maternity leave length capacity
    filter brightwater anna wi-fi wi fi wife
    """.split()
)
TERMS = frozenset(map(stem, DOCUMENTS))
ENGLISH = frozenset(
    "lodge rent hive where are there museum salary length filter "
    "who is the what how long does last bike while whale it cost tank in contract of".split()
)


def mended(question: str) -> str:
    return corrected(
        question, lambda term: int(term in TERMS), lambda word: word in ENGLISH, lambda word: word in DOCUMENTS
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("who is the tresurer", "who is the treasurer"),
        ("garantee compresor", "guarantee compressor"),
        ("What is the salery in the contract?", "What is the salary in the contract?"),
        ("maternity lenght", "maternity length"),
        ("Who is Brigthwater?", "Who is Brightwater?"),
        ("where is the wifi", "where is the wi-fi"),
    ],
)
def test_a_slip_is_mended_by_the_words_of_the_documents(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is a whale?",
        "Who is Hanna?",
        "What does the FILTR error of v2.filtr@x mean?",
        "Wie lange dauert die garantie im vertrag?",
        "zzzz qqqq",
        "who is the wive",
        "how long do I bake it",
        "Summerise the museum",
        "who is the lodger",
        "where are the hives",
        "is the renter there",
        "the tresurer " * 40,
    ],
)
def test_what_may_be_meant_stays(question: str) -> None:
    assert mended(question) == question
