"""Rows and lines as offices write them: money in any column, units at the head, codes, places and boxes to tick."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.gate.contacts import contact_first
from rag.passages.apart import values
from rag.question.measures import lacks_measure

FILES = {
    "prices.md": """# Price list of the timber yard, spring

| Item | Description | Unit | Price |
|---|---|---|---|
| 1.02 | Larch board 27 x 95 mm | m | 3.20 |
| 2.11 | Oak post 120 x 120 mm | piece | 61.00 |
| 4.17 | Cutting to length | cut | 1.90 |
| 4.18 | Delivery within 20 km | trip | 29.00 |
| 4.19 | Delivery within 50 km | trip | 54.00 |
| 5.02 | Hire of the trailer | day | 35.00 |
| 6.20 | Stainless screws 5 x 60 | box of 200 | 27.40 |
""",
    "account.csv": """Date,Description,Paid out,Paid in,Balance
03.06,Rent June Hall Lane 4,"9,400.00",,"2,940.10"
05.06,Transfer from Okafor Ltd,,"6,250.00","9,190.10"
09.06,Electricity Norda Energy,318.75,,"8,871.35"
12.06,Insurance Vesta annual premium,"1,120.00",,"7,751.35"
""",
    "bill.md": """# Bill 118 of the roofers

| Pos. | Service | Quantity | Unit price | Amount |
|---|---|---|---|---|
| 1 | Scaffolding, north side | 1 | 1,450.00 | 1,450.00 |
| 2 | Roof tiles, red | 620 | 1.35 | 837.00 |
| 4 | Labour, apprentice | 30 h | 24.00 | 720.00 |
""",
    "lift.md": """# Acceptance of lift 4

## Defects

| No. | Defect | Found on | To be mended by | Cost (GBP) |
|---|---|---|---|---|
| 1 | Door closes too hard | 2 April | Lift Co | 180 |
| 2 | Handrail loose | 2 April | Caretaker | 25 |
| 3 | Display dark | 9 April | Lift Co | 210 |
""",
    "staff.md": """# Staff of the clinic

Extensions are dialled with 0 first from outside the building.

| Name | Position | Room | Extension |
|---|---|---|---|
| Ines Calder | Head of administration | 1.04 | 310 |
| Priya Anand | Physiotherapist | 2.11 | 324 |
| Sanna Lund | Radiographer | 2.17 | 329 |
""",
    "bores.md": """# Boreholes of the water union

| Bore | Depth (m) | Diameter (cm) | Drilled |
|---|---|---|---|
| B-11 | 42 | 20 | 1998 |
| B-12 | 63.5 | 25 | 2004 |

## Pumps

| Pump | Weight (kg) | Lift |
|---|---|---|
| Orla 2 | 31 | 40 m |
| Orla 5 | 58 | 75 m |
""",
    "inventory.csv": """Code,Article,Location,Purchased,Yield (l/min)
W-01,Pump Grano 40,Yard,2019,22
W-03,Pump Grano 60,Cellar,2021,17
L-22,Projector Lumo,Office,2023,
C-07,Stacking chair,Store room 2,2017,
""",
    "orders.csv": """Order no.,Client,Goods,Qty
2201,Mason & Kay,Desk lamp,12
2202,Oriel School,Chair blue,60
2203,Dr Fenn,Filing cabinet,1
""",
    "cup.md": """# Rowing cup, results of the eights

| Place | Crew | Played | Lost | Points |
|---|---|---|---|---|
| 1 | Thamesmead | 12 | 1 | 22 |
| 2 | Isis Blue | 12 | 4 | 16 |
| 3 | Lune | 12 | 7 | 10 |
| 4 | Wear | 12 | 9 | 6 |
""",
}
ROUTES = """# Ways to walk

| Way | Length | Walk |
|---|---|---|
| Oster | 12 km | 4 h |
| Helm | 21 km | 7 h |
"""
FORM = """# Inspection of the boiler house

## Checks

☒ Test run done
☐ Safety valve replaced by the owner

## Readings

Operating pressure: 1.8 bar
Depth of the sump: 0.9 m
Meter reading water: 318 m³
"""
ACTIONS = """# Minutes of the allotment society

The society met in the barn. The fair takes place on 11 July.

## Action items

- [x] Order the meters (Vesely, by 20 February)
- [ ] Book the band (Hallam, by 1 March)
- [ ] Repair the east gate (Brandt, by 15 March)
"""


@pytest.mark.parametrize(
    ("question", "row"),
    [
        # A heading that says more than "Prices" hides no price.
        ("What is the price of item 4.17?", "Cutting to length"),
        ("What does item 5.02 cost?", "35.00"),
        ("What is the fee for cutting to length?", "1.90"),
        ("What does delivery within 50 km cost?", "54.00"),
        # Money is what is written as money in a column of payments.
        ("How much was the rent for June?", "9,400.00"),
        ("How much did we pay for electricity?", "318.75"),
        ("What did the insurance cost?", "1,120.00"),
        # A bill numbers its rows, and its column of prices has the rates.
        ("What is the amount of position 4?", "720.00"),
        ("What does defect 3 cost?", "210"),
        ("What is the hourly rate of the apprentice?", "24.00"),
        ("What is the phone number of the radiographer?", "329"),
        # The unit stands at the head.
        ("How deep is bore B-12?", "63.5"),
        ("How heavy is the Orla 5?", "58"),
        ("How high does the Orla 2 lift?", "40 m"),
        # A column is asked for in other words, and a code names its row.
        ("Where is W-03 kept?", "Cellar"),
        ("How much does pump W-01 yield?", "22"),
        ("When was the projector bought?", "2023"),
        ("How many matches did Wear lose?", "9"),
        ("Who came second?", "Isis Blue"),
        ("Which crew took third place?", "Lune"),
        ("Which crew came last?", "Wear"),
        ("Which crew won the rowing cup?", "Thamesmead"),
    ],
)
def test_a_row_answers_what_its_table_tells(chain: Chain, question: str, row: str) -> None:
    answer = chain.ask(question)
    assert answer.answered
    assert row in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "What is the price of item 4.20?",
        "Who works in room 2.12?",
        "What was the balance on 25.06?",
        "What did order 2205 hold?",
        "What does defect 5 cost?",
        "How heavy is the Orla 7?",
        "What does the hire of the chainsaw cost?",
        "Who came seventh?",
        "Which crew won in Henley?",
    ],
)
def test_a_row_that_is_not_there_is_not_answered_by_its_neighbours(chain: Chain, question: str) -> None:
    answer = chain.ask(question)
    assert not answer.answered


def test_the_positions_of_a_bill_are_no_places(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(FILES["bill.md"]) as chain:
        assert "Roof tiles" not in chain.ask("Who came second?").text


def test_what_is_counted_may_be_told_by_a_unit(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> None:
    with chain_of(ROUTES) as chain:
        assert "7 h" in chain.ask("How many hours is Helm?").text
        assert not chain.ask("How many tonnes are carried to Helm?").answered


def test_a_quotation_keeps_the_box_that_tells_whether_it_is_so(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(FORM) as chain:
        done, unticked = chain.ask("Was the test run done?"), chain.ask("Did the owner replace the safety valve?")
    assert [citation.quote for citation in done.citations] == ["☒ Test run done"]
    assert [citation.quote for citation in unticked.citations] == ["☐ Safety valve replaced by the owner"]
    assert "“☐ Safety valve replaced by the owner”" in unticked.text


def test_an_item_with_a_box_answers_whether_it_is_so(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(ACTIONS) as chain:
        booked, ordered = chain.ask("Has the band been booked?"), chain.ask("Were the meters ordered?")
        assert not chain.ask("Has the roof been mended?").answered
    assert [citation.quote for citation in booked.citations] == ["[ ] Book the band (Hallam, by 1 March)"]
    assert [citation.quote for citation in ordered.citations] == ["[x] Order the meters (Vesely, by 20 February)"]


def test_a_labelled_line_of_another_thing_answers_nothing(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(FORM) as chain:
        assert "318 m³" in chain.ask("What is the meter reading for water?").text
        assert not chain.ask("What is the meter reading for gas?").answered


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much was the rent?", "03.06 Date, Rent Description, 9,400.00 Paid out"),
        ("How much was the rent?", "Rent Item, 12,000 Budget"),
        ("How deep is the well?", "W-03 Well, 27.5 Depth (m)"),
        ("How heavy is the pump?", "31 Weight [kg]"),
        ("How long does it take?", "Oster Way, 45 min Walk"),
        ("How long does it take?", "Oster Way, 4 Walk (h)"),
    ],
)
def test_a_row_has_the_measure_that_its_head_tells(question: str, text: str) -> None:
    assert not lacks_measure(question, text)


def test_a_bare_count_in_such_a_column_is_no_money() -> None:
    assert lacks_measure("How much was the rent?", "Chairs Article, 46 Amount")


def test_a_bound_sets_apart_what_names_the_same_one() -> None:
    assert values("Delivery within 50 km") == {"within km": frozenset({50})}
    assert values("How high does the Orla 2 lift?") == {}


def test_a_row_without_a_number_gives_way_to_none(chain: Chain) -> None:
    assert contact_first("What is the phone number of the radiographer?", []) == []
    assert "324" in chain.ask("What is the phone number of Priya Anand?").text


@pytest.mark.parametrize(
    ("question", "line"), [("Has the flue been cleaned?", "☒ Flue cleaned"), ("Were leaks found?", "☐ Leaks found")]
)
def test_a_few_words_beside_a_box_are_an_answer(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, line: str
) -> None:
    form = "# Yearly check\n\n☒ Flue cleaned\n☐ Leaks found\n☒ Pressure measured\n\nThe check was made by L. Okoro.\n"
    with chain_of(form) as chain:
        assert chain.ask(question).citations[0].quote == line
