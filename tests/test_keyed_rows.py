"""Rows that a question names, or tells all of: by a number alone only where that counts what the table tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.types import Turn

FILES = {
    "course.md": """# Beekeeping for beginners

The course tells who may keep bees in the town and how. Those who park at the hall pay nothing on any evening.

## Programme

| Evening | Talk | Practice |
|---|---|---|
| 4 | The life of a queen | Marking |
| 7 | Wax and honey | Building a frame |
| 11 | Wintering | Weighing a hive |
""",
    "town.md": """# Notes from the town hall

## Buses

The town extends bus line 7 from the mill to the quarry. The new stretch opens in May.

## Parking

Cars may park at the harbour for up to four hours without a fee. Those who park longer pay two crowns an hour.
""",
    "dryer.md": """# Tumble dryer

## Fault signals

| Signal | Cause |
|---|---|
| 4 | The filter is full of fluff |
| 6 | The door is open |
""",
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("From where to where is bus line 7 extended?", "The town extends bus line 7"),
        ("What do I pay if I park at the harbour for seven hours?", "Those who park longer pay two crowns"),
    ],
)
def test_a_number_of_something_else_names_no_row(chain: Chain, question: str, first: str) -> None:
    answer = chain.ask(question)
    assert answer.citations[0].quote.startswith(first)
    assert not any("|" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("What is the talk of evening 7 about?", "7 | Wax and honey"),
        ("What do we practise on evening eleven?", "11 | Wintering"),
        ("What does signal 4 mean?", "4 | The filter is full"),
        ("What does 6 on the dryer mean?", "6 | The door is open"),
    ],
)
def test_a_number_of_what_the_table_tells_names_its_row(chain: Chain, question: str, row: str) -> None:
    assert chain.ask(question).citations[0].quote.strip("| ").startswith(row)


STORE = """# Garden store

| Article | Kind | Price | In stock | Grower | Size |
|---|---|---|---|---|---|
| Box hedge small | hedges | 9.00 | 14 | Lindqvist | 30 cm |
| Box hedge tall | hedges | 21.00 | 0 | Lindqvist | 80 cm |
| Quince Vranja | trees | 34.00 | 6 | Oakfield | 150 cm |
| Medlar Royal | trees | 36.00 | 0 | Oakfield | 160 cm |

## Butt

| | Amber | Slate |
|---|---|---|
| Volume of the butt | 120 l | 210 l |
| Weight | 4 kg | 7 kg |

The butt Slate is too big for a balcony, so measure the place first.

## The place

The store stands at the mill, which Tessa Quill has owned since 1951. Bring your own bags to the store.
"""


@pytest.fixture(scope="module")
def store(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"store.md": STORE}) as opened:
        yield opened


def rows(chain: Chain, question: str) -> list[str]:
    return [citation.quote.strip("| ").split(" | ")[0] for citation in chain.ask(question).citations]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who grows the box hedges?", {"Box hedge small", "Box hedge tall"}),
        ("How big is the Quince Vranja?", {"Quince Vranja"}),
        ("Which articles are out of stock?", {"Box hedge tall", "Medlar Royal"}),
        ("Which trees are out of stock?", {"Medlar Royal"}),
    ],
)
def test_a_row_is_asked_for_by_its_cells_and_the_heads_of_others(store: Chain, question: str, names: set[str]) -> None:
    assert set(rows(store, question)) == names


@pytest.mark.parametrize("question", ["How big is the butt Slate?", "How much does the butt hold?"])
def test_a_volume_is_how_big_a_thing_is_and_what_it_holds(store: Chain, question: str) -> None:
    assert rows(store, question)[0] == "Volume of the butt"


@pytest.mark.parametrize(
    "question",
    ["Who waters the box hedges?", "Which articles are out of fashion?", "Why does Oakfield grow the medlar?"],
)
def test_what_no_column_tells_is_told_by_no_row(store: Chain, question: str) -> None:
    assert not store.ask(question).answered


MILL = """# The mill at Tarn

The mill stands by the river. It grinds oats and barley for the whole valley. Two brothers built the mill in 1840.
Tessa Quill has owned the mill since 1951. Jon Abel runs the mill and lives in it with his own family.

## Press

| | |
|---|---|
| Owner | Rosa Quint |
| Weight | 900 kg |
"""


def test_who_owns_something_is_its_owner(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> None:
    with chain_of(MILL) as mill:
        assert mill.ask("Who is the owner of the mill?").citations[0].quote.startswith("Tessa Quill has owned")
        assert rows(mill, "Who owns the press?") == ["Owner"]


def test_what_is_ones_own_has_no_owner(store: Chain) -> None:
    assert store.ask("Must I bring my own bags?").citations[0].quote == "Bring your own bags to the store."


# The columns of a price list have little to do with each other, and read as no answer.
LIST = "Number,Product,Group,Unit,Price,Left,Supplier,Note\n" + "".join(
    f"K-{number},{name},{group},{unit},{price},{left},{supplier},{note}\n"
    for number, (name, group, unit, price, left, supplier, note) in enumerate(
        [
            ("Wall paint white 5 l", "Paint", "tin", "31.00", 40, "Colorit", "washable"),
            ("Wall paint white 10 l", "Paint", "tin", "54.00", 22, "Colorit", "washable"),
            ("Flat brush 50 mm", "Brushes", "piece", "4.80", 90, "Borstell", ""),
            ("Masking tape", "Helpers", "roll", "3.20", 140, "Klebwerk", "50 m"),
            ("Ladder 6 steps", "Helpers", "piece", "79.00", 5, "Steigauf", "aluminium"),
        ],
        101,
    )
)


def test_a_supplier_is_who_supplies(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"list.csv": LIST}) as chain:
        answer = chain.ask("Who supplies the wall paints?")
        assert [citation.quote.split(" | ")[0] for citation in answer.citations] == ["K-101", "K-102"]
        assert answer.confidence > 0.5
        assert not chain.ask("Who mixes the wall paints?").answered


CREW = """# The ferry

## Crew

| Name | Cabin | Relieved by |
|---|---|---|
| Ole Brandt | 7 | Signe Moe |
| Signe Moe | 3 | Arne Lie |
| Arne Lie | 5 | |
| Kari Dahl | 6 | Signe Moe |

## Spare parts

| Part | What it is | Price | On board |
|---|---|---|---|
| 1 | Shackle | 6 € | 4 |
| 2 | Gasket | 9 € | 30 |
| 4 | Impeller | 8 € | 5 |
| 14 | Fuse | 2 € | 11 |

## Kiosk

| Item | In stock |
|---|---|
| Rope candy | 12 |
| Chart | out of stock |
| Whistle | 2 |
| Torch | 0 |
"""


@pytest.fixture(scope="module")
def ferry(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"ferry.md": CREW}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which cabin is Signe Moe in?", ["Signe Moe"]),
        ("By whom is Signe Moe relieved?", ["Signe Moe"]),
        ("What is part 2?", ["2"]),
        ("How much is part 4?", ["4"]),
    ],
)
def test_the_row_of_a_name_goes_before_rows_that_have_it_elsewhere(
    ferry: Chain, question: str, names: list[str]
) -> None:
    assert rows(ferry, question) == names


def test_who_is_asked_about_next_is_asked_for_by_name(ferry: Chain) -> None:
    first = ferry.ask("Which cabin is Ole Brandt in?")
    turn = Turn(first.question, first.text, first.standalone_question)
    assert ferry.ask("And Signe Moe?", history=[turn]).citations[0].quote.strip("| ").startswith("Signe Moe | 3")


def test_a_price_names_no_row_by_its_number(ferry: Chain) -> None:
    assert rows(ferry, "Which part costs 2 €?")[0] == "14"


def test_what_is_out_of_stock_may_be_told_in_words(ferry: Chain) -> None:
    assert set(rows(ferry, "Which items are out of stock?")) == {"Chart", "Torch"}


GAME = """# Copper Road

Copper Road is a game of trade for a long evening. Dice are thrown by whoever sits nearest to the window.

## Prices

| Good | Buy | Sell |
|---|---|---|
| Copper | 3 | 5 |
| Silk | 4 | 9 |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who throws the dice in Copper Road?", "Dice are thrown"),
        ("At what price can I sell copper?", "Copper | 3 | 5"),
        ("What do I sell copper for in Copper Road?", "Copper | 3 | 5"),
    ],
)
def test_a_word_of_the_name_of_the_document_names_no_row(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, first: str
) -> None:
    with chain_of(GAME) as chain:
        assert chain.ask(question).citations[0].quote.startswith(first)


DRYERS = """# Dehumidifiers compared

Three machines ran for a month in the same cellar.

## At a glance

| Model | Price | Litres a day | Weight |
|---|---|---|---|
| Corvo 20 | £229 | 12.9 | 14.2 kg |
| Lumen Air | £319 | 11.2 | 12.5 kg |
| Hestia Pro | £415 | 14.6 | 17.9 kg |

## Corvo 20

It has a socket for a hose, and castors that roll on carpet. The maker promises three years.

## Lumen Air

It is quieter than a library. Guarantee: two years.

## Hestia Pro

It dried a wet wall in six days, where the Corvo 20 took nine. It is repaired in Stoke, and spare parts are promised
for ten years.
"""
LEAVE = """# Staff handbook

## When you are ill

Sick pay depends on how long you have been with us.

| Service | Full pay |
|---|---|
| Less than 6 months | none |
| 6 months to 2 years | 4 weeks |
| 2 to 5 years | 8 weeks |

## Absence without permission

If you do not come, we try to reach you on the first day. After three days without word we write to your home address.
"""


@pytest.fixture(scope="module")
def compared(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"dryers.md": DRYERS, "leave.md": LEAVE}) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "first"),
    [
        # What the table has no column for is told below the heading of the same name.
        ("Where is the Hestia Pro repaired?", "It is repaired in Stoke"),
        ("Does the Corvo 20 have castors?", "It has a socket for a hose, and castors"),
        ("How long is the Lumen Air guaranteed?", "Guarantee: two years."),
        ("What does the Hestia Pro cost?", "| Hestia Pro |"),
        ("How heavy is the Lumen Air?", "| Lumen Air |"),
        # A band of years of service holds three days too.
        ("What happens after three days?", "After three days without word"),
        ("How much sick pay do I get after 3 years?", "| 2 to 5 years |"),
    ],
)
def test_a_row_answers_only_what_its_table_tells(compared: Chain, question: str, first: str) -> None:
    quote = compared.ask(question).citations[0].quote
    assert quote.lstrip("| ").startswith(first.lstrip("| "))
