"""No question, claim or text takes time that grows much faster than its length: one alone would stop all others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest

from index.text.letters import is_dateline
from index.text.patterns import right_before
from index.text.sentences import sentence_spans
from rag.chain import Chain
from rag.checking.verify import TOO_LONG, Cited, Verifier
from rag.conversation.rewrite import stand_alone
from rag.passages.apart import values
from rag.quantities.clock import times_of
from rag.quantities.implied import implied
from rag.quantities.quantities import quantities
from rag.question.double import parts_of
from rag.question.measures import measure_asked
from rag.question.question import LONGEST_QUESTION
from rag.question.superlative import wish_of
from rag.settings import Settings
from rag.types import Turn, Verdict
from rag.wiring import open_chain

# Seconds of the processor for a text of three times the longest question, and for such a question. Each took several
# times as long where a pattern was sought from every place to the end, or from the beginning to every place.
_AT_MOST, _ASKED_AT_MOST = 3.0, 8.0


def _filled(unit: str, length: int = LONGEST_QUESTION) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@pytest.fixture(scope="module")
def chain(indexed_home: Path) -> Iterator[Chain]:
    with open_chain(Settings(home=indexed_home)) as chain:
        yield chain


@pytest.mark.parametrize(
    ("read", "opening", "unit"),
    [
        (values, "", "more than 5 "),
        (values, "", "5 kg "),
        (values, "", "a"),
        (lambda text: list(times_of(text)), "", "a-"),
        (quantities, "", "5 kg "),
        (quantities, "", "half "),
        (quantities, "", "three "),
        (quantities, "", "10:30-11:00 "),
        (lambda text: list(implied(text, quantities(text)[:1000])), "", "5 % "),
        (parts_of, "What is it and why", "."),
        (measure_asked, "", "what does it say of "),
        (wish_of, "which is over ", "5 or "),
        (is_dateline, "", "1, "),
    ],
)
def test_a_long_text_is_read_in_little_time(read: Callable[[str], object], opening: str, unit: str) -> None:
    text = opening + _filled(unit, 3 * LONGEST_QUESTION) + "x"
    start = process_time()
    read(text)
    assert process_time() - start < _AT_MOST


def test_a_long_run_of_written_line_ends_is_cut_in_little_time() -> None:
    text = _filled("\\n", 60 * LONGEST_QUESTION)
    start = process_time()
    assert sentence_spans(text)
    assert process_time() - start < _AT_MOST


@pytest.mark.parametrize(
    "question",
    [
        _filled("who, "),
        _filled("and who "),
        _filled("between 1 and 2 "),
        _filled("A long text. ", LONGEST_QUESTION - 30) + "What is the difference between war and peace?",
        "What is " + _filled(", ", LONGEST_QUESTION - 40) + " of the war?",
        "What is " + _filled("-", LONGEST_QUESTION - 40) + " of the war?",
    ],
    ids=lambda text: text[:12],
)
def test_a_long_question_is_answered_in_little_time(chain: Chain, question: str) -> None:
    chain.ask("What does Russia want?")
    start = process_time()
    chain.ask(question[:LONGEST_QUESTION])
    assert process_time() - start < _ASKED_AT_MOST


def test_a_conversation_about_a_long_quotation_is_followed_in_little_time() -> None:
    talk = [Turn(_filled('"Ada" '), "The deposit is 50 euros. [1]")]
    start = process_time()
    stand_alone("And how much is it?", talk)
    assert process_time() - start < _AT_MOST


def test_a_claim_is_checked_against_a_long_quotation_in_little_time() -> None:
    start = process_time()
    Verifier().check("The hall costs 45 euros on Monday, and 120 in 1921.", [Cited(_filled("1 ", 8000))])
    assert process_time() - start < _ASKED_AT_MOST


@pytest.mark.parametrize("unit", ["{}% ", "{}-2{} ", "19{} ", "{} {}21, ", "two and a half ", "{} two forty "])
def test_a_claim_of_figures_is_checked_against_a_long_table_of_them_in_little_time(unit: str) -> None:
    def table(length: int, first: int) -> str:
        return "".join(unit.format(at % 89 + 10, at % 7) for at in range(first, first + length // 4))[:length]

    start = process_time()
    Verifier().check(table(1100, 3), [Cited(table(8000, 0))])
    Verifier().check("It doubled to about 40% of 300 people in 1999, up from 250.", [Cited(table(8000, 0))])
    assert process_time() - start < _ASKED_AT_MOST


def test_a_claim_that_is_no_sentence_is_not_called_supported() -> None:
    claim, verifier = _filled("The hall costs 45 euros, "), Verifier()
    start = process_time()
    assert verifier.check(claim, [Cited("The hall costs 45 euros.")]).reason == TOO_LONG
    assert verifier.check(claim, [Cited("The hall costs 45 euros.")]).verdict is Verdict.PARTLY
    assert verifier.check(claim, [Cited(claim)]).verdict is Verdict.SUPPORTED
    assert process_time() - start < _ASKED_AT_MOST


def test_what_stands_before_a_place_is_looked_for_near_it() -> None:

    over = re.compile(r"\bover\W+$")
    assert right_before(over, "It costs over 5 euros", len("It costs over "))
    assert not right_before(over, "moreover 5", len("moreover "))
    assert not right_before(over, "over" + " " * 500 + "5", 504)
