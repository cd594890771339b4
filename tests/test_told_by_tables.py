"""What tables tell: prices below their heading or as "free", the most of something in one row, all of a day."""

from __future__ import annotations

import pytest

from rag.chain import Chain

FILES = {
    "trade.md": """# The islands of Orm

Traders sail from Orm to the coast in spring.

## Prices

| Ware | Bid | Offer |
|---|---|---|
| Wool | 3 | 7 |
| Tin | 5 | 12 |

## Crews

| Ship | Sailors |
|---|---|
| Petrel | 14 |
| Fulmar | 22 |
""",
    "tours.csv": """Tour,Guide,Price
Lighthouse walk,Hedda,£6
Bat night,Per,free
Seal trip,Ane,£31
Moss course,Lars,£12
""",
    "talks.csv": """Date,From,Place,Speaker,Subject
Thursday 4 May,10:00,Great Hall,Ines Bark,Peat
Thursday 4 May,11:00,Loft,Tor Weil,Moss
Friday 5 May,09:00,Great Hall,Ada Lunn,Fens
Friday 5 May,10:00,Loft,Paul Reet,Reeds
Friday 5 May,14:00,Great Hall,Mo Karr,Eels
Friday 12 May,09:00,Loft,Nina Oss,Otters
Friday 12 May,10:00,Loft,Kay Flint,Herons
""",
    "form.md": """# Filling in the luggage form

| Field | Kind | Meaning |
|---|---|---|
| owner | text | name and street |
| `mass_g` | number | weight in grams, at most 28000 |
| `lock` | text | the number of the lock |
| `insured` | yes or no | whether the trunk is insured |
""",
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does tin cost?", "Tin | 5 | 12"),
        ("How much does wool cost to buy?", "Wool | 3 | 7"),
        ("Which tour is the cheapest?", "Bat night | Per | free"),
        ("Which tour is the most expensive?", "Seal trip | Ane | £31"),
        ("What is the maximum weight of a trunk?", "`mass_g` | number"),
        ("What is the heaviest trunk?", "`mass_g` | number"),
    ],
)
def test_a_table_tells_it(chain: Chain, question: str, first: str) -> None:
    assert chain.ask(question).citations[0].quote.strip("| ").startswith(first)


@pytest.mark.parametrize("question", ["What does the Petrel cost?", "Which ship is the heaviest?"])
def test_a_number_below_another_heading_is_no_price_and_no_weight(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("Who speaks in the Great Hall on Friday?", ["Ada Lunn", "Mo Karr"]),
        ("Who speaks on Friday 12 May?", ["Nina Oss", "Kay Flint"]),
        ("Who speaks in the Loft on Friday?", ["Paul Reet", "Nina Oss", "Kay Flint"]),
    ],
)
def test_a_day_of_the_week_names_all_rows_of_that_day(chain: Chain, question: str, speakers: list[str]) -> None:
    assert [cited.quote.strip("| ").split(" | ")[3] for cited in chain.ask(question).citations] == speakers
