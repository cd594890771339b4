"""Among documents made after one pattern, the one that a question names answers; what only the others say does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from index.types import Passage
from rag.chain import Chain
from rag.passages.contents import documents_alike, documents_beside, documents_meant
from rag.question.question import analyse
from rag.types import Turn

CONTRACT = """SERVICE AGREEMENT

This agreement is made between Castle Court Ltd and {party}. It covers the cleaning of the offices.

1. Fees

The Contractor is paid {fee} a month. Invoices are settled within {days} days.

2. Ending

{ending}

3. Insurance

The Contractor keeps liability insurance of {cover}.
"""
ENDS = "Either side may end the agreement with {} notice in writing."
NO_NOTICE = "The agreement ends when its term has run, and is renewed only in writing."
# Name, party as the text has it, fee, days, notice, cover. A party that the text does not name is in the file's name.
ON_COVER = "the Contractor named on the cover"
CONTRACTS = (
    ("Contract Miller v3", ON_COVER, "£1,240", 14, "three months", "£2 million"),
    ("Contract Baker signed", ON_COVER, "£860", 30, "", "£5 million"),
    ("Contract Delacroix v1", ON_COVER, "£415", 21, "six weeks", "£1 million"),
    ("scan 31", "Penrose & Sons, hereafter the Contractor", "£310", 10, "four weeks", "£3 million"),
    ("scan 32", "Whitlock & Sons, hereafter the Contractor", "£530", 45, "five weeks", "£4 million"),
)
MINUTES = """# Minutes of the hall committee

## Present

{chair} took the chair. {came} members were there.

## Money

The treasurer reported a balance of {balance}.

## Business

The committee agreed {deed}.
"""
MEETINGS = (
    ("2023-03", "Mr Dacre", 7, "£3,720", "to let the scouts use the hall"),
    ("2023-04", "Ms Orr", 13, "£2,910", "to paint the main room"),
    ("2023-10", "Mrs Pike", 11, "£2,655", "to buy forty folding chairs"),
    ("2024-04", "Mr Lyle", 12, "£7,310", "to order solar panels"),
)
# The capital of a country, and a text of another kind that calls it by another name.
CITY = """# Moscow

Moscow is the capital of Russia and has 13 million inhabitants. The metro opened in 1935.
"""
TALKS = """# Talks end without a result

The Kremlin demands that the four provinces be handed over. Its envoy left Geneva on Friday. The next round of talks is
planned for 12 March.
"""
Over = Callable[[Mapping[str, str]], AbstractContextManager[Chain]]


def _contracts() -> dict[str, str]:
    return {
        f"{name}.txt": CONTRACT.format(
            party=party, fee=fee, days=days, ending=ENDS.format(notice) if notice else NO_NOTICE, cover=cover
        )
        for name, party, fee, days, notice, cover in CONTRACTS
    }


@pytest.fixture(scope="module")
def contracts(chain_over_files: Over) -> Iterator[Chain]:
    with chain_over_files(_contracts()) as opened:
        yield opened


@pytest.fixture(scope="module")
def minutes(chain_over_files: Over) -> Iterator[Chain]:
    files = {
        f"{month} minutes.md": MINUTES.format(chair=chair, came=came, balance=balance, deed=deed)
        for month, chair, came, balance, deed in MEETINGS
    }
    with chain_over_files(files) as opened:
        yield opened


def _first(chain: Chain, question: str) -> str:
    answer = chain.ask(question)
    return answer.citations[0].quote if answer.answered else ""


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What is the notice period in the Miller contract?", "three months"),
        ("How much notice must be given to Penrose?", "four weeks"),
        ("What do we pay Whitlock?", "£530"),
        ("How much do we pay Baker?", "£860"),
    ],
)
def test_the_contract_that_is_named_answers(contracts: Chain, question: str, quoted: str) -> None:
    assert quoted in _first(contracts, question)


@pytest.mark.parametrize("contract", ["Baker", "Turner"])
def test_what_only_the_other_contracts_say_is_refused(contracts: Chain, contract: str) -> None:
    assert not contracts.ask(f"What is the notice period in the {contract} contract?").answered


def test_of_forty_alike_the_one_that_is_named_is_found(chain_over_files: Over) -> None:
    names = (
        "Abbott Barlow Castell Dorsey Elwood Farrow Gantry Hadley Ingram Jessop Kendal Larkin Mercer "
        "Norris Oakes Pardoe Quince Radley Selwyn Tranter Upton Vickers Wardle Yardley Zeller Amory "
        "Brandt Cullen Devlin Esher Fulton Gorman Hollis Irvine Jardine Kessler Lomax Mundy Naylor "
        "Orchard"
    ).split()
    files = {
        f"Contract {name} v1.txt": CONTRACT.format(
            party=ON_COVER, fee=f"£{at + 200}", days=14, ending=ENDS.format(f"{at + 3} weeks"), cover="£2 million"
        )
        for at, name in enumerate(names)
    }
    with chain_over_files(files) as chain:
        found = [_first(chain, f"What is the notice period in the {name} contract?") for name in names[::3]]
    assert [f"{at + 3} weeks" in quote for at, quote in zip(range(0, 40, 3), found, strict=True)] == [True] * 14


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What was the balance in March 2023?", "£3,720"),
        ("What was the balance in April 2023?", "£2,910"),
        ("What was the balance in 2023-10?", "£2,655"),
        ("Who took the chair in April 2024?", "Mr Lyle"),
        ("How many members were at the April 2023 meeting?", "13 members"),
    ],
)
def test_the_month_of_a_file_name_tells_whose_minutes_are_meant(minutes: Chain, question: str, quoted: str) -> None:
    assert quoted in _first(minutes, question)


@pytest.mark.parametrize("month", ["August 2023", "March 2024"])
def test_a_month_without_minutes_is_refused(minutes: Chain, month: str) -> None:
    assert not minutes.ask(f"Who took the chair in {month}?").answered


def test_another_month_is_of_the_same_year(minutes: Chain) -> None:
    before = minutes.ask("What was the balance in April 2023?")
    turn = Turn(before.question, before.text, before.standalone_question)
    assert minutes.ask("And in October?", [turn]).citations[0].quote == "The treasurer reported a balance of £2,655."


def test_each_of_two_that_are_named_is_quoted(minutes: Chain) -> None:
    quotes = " ".join(item.quote for item in minutes.ask("Who took the chair in March 2023 and April 2024?").citations)
    assert "Mr Dacre" in quotes
    assert "Mr Lyle" in quotes


@pytest.mark.parametrize(
    ("question", "quoted"),
    [("When is the next round of talks with Moscow?", "12 March"), ("When did the metro of Moscow open?", "1935")],
)
def test_a_text_of_another_kind_answers_about_what_is_named(chain_over_files: Over, question: str, quoted: str) -> None:
    with chain_over_files({"Moscow.md": CITY, "talks.md": TALKS}) as chain:
        assert quoted in _first(chain, question)


def _passages(*texts: str) -> list[Passage]:
    return [Passage(f"p{at}", f"d{at}", 0, len(text), text, None, "", ()) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("How heavy is the Tarn 17 Pro?", {"d1"}),
        ("How heavy is the Tarn?", {"d0", "d1"}),
        ("How heavy is the Fell 20?", set()),
        ("How heavy is 17?", set()),
        ("Which is heavier, the Fell 12 or the Tarn 17 Pro?", {"d1", "d2"}),
        # The second word of the name is nowhere.
        ("How heavy is a Tarn Deluxe?", set()),
        # All are called kettles.
        ("How heavy is the Kettle?", set()),
    ],
)
def test_a_name_means_the_documents_that_have_all_of_it(question: str, meant: set[str]) -> None:
    called = {
        "d0": frozenset({"tarn", "17", "kettl"}),
        "d1": frozenset({"tarn", "17", "pro", "kettl"}),
        "d2": frozenset({"fell", "12", "kettl"}),
    }
    found = _passages("It weighs 1.1 kg.", "It weighs 1.4 kg.", "It weighs 0.9 kg.")
    assert documents_meant(analyse(question), found, called) == meant


def test_only_what_reads_like_a_named_document_is_another() -> None:
    called = {"d0": frozenset({"hexley"}), "d1": frozenset({"oslo"}), "d2": frozenset({"canal"})}
    found = _passages(
        "A town with a mayor, a council of twelve and a market.",
        "A town with a council, a mayor and two markets.",
        "Boats carried coal to the coast until the railway came.",
    )
    question = analyse("Who is the mayor of Hexley?")
    assert documents_alike(question, found, called) == {"d1"}
    assert documents_beside(question, found, called) == frozenset()
    assert documents_beside(analyse("Who are the mayors of Hexley and Oslo?"), found, called) == {"d0", "d1"}
