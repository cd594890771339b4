"""Which sentence an answer opens with, where the one with the question's words is not the one that answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.types import Turn

FILES = {
    "report.md": """# Velda Creamery: Annual Report 2022

## The year

In August a leak at the Aldrum plant released whey into the river Lohn. Fish died over two kilometres. The cause was a
cracked valve, and all valves of that type have been replaced.

## Figures

| Item | 2022 | 2021 | 2020 |
|---|---|---|---|
| Milk processed (million litres) | 688 | 731 | 725 |
| Revenue (million florins) | 412 | 371 | 358 |

The managing director came from a brewery in 2018.

## Products

The board has decided to give Ovita one more year. Sales of the oat drink, which we launched in 2020 under the name
Ovita, were below expectations.
""",
    "rules.txt": """PART 2. RENT

(1) The yearly rent of a garden is sixty crowns.

(2) The rent falls due on 1 February of each year.

(3) Where rent is in arrears for more than 90 days, the Warden may end the tenancy.

PART 3. MEANINGS

A shed which is not a permanent structure may be put up without permission. In these rules "permanent structure" means
anything that has a foundation.
""",
    "manual.md": """# Larn 3.4 Manual

## Changes in 3.4

- The command `larn top` is new.
- The attic can be switched off.
""",
    "boiler.md": """# Boiler

| Code | Meaning |
|---|---|
| E07 | The battery is hot because the fan is blocked |
| E08 | The drain is closed |
""",
    "club.md": """# Swimming club

1.1 Anyone may become a member. Children under twelve need the consent of a parent.

| Class | Yearly fee |
|---|---|
| Adults | 120 euros |
| Children | 45 euros |
""",
    "joiner.md": """# A joiner's stock

| Piece | Number | Price | Width |
|---|---|---|---|
| Oak bench | 11 | 340 | 90 |
| Walnut table | 12 | 1,250 | 140 |
""",
    "heron.md": """# Heron 5 kettle: manual

The Heron 5 is a kettle of steel.

## Use

Fill the kettle up to the mark. It holds 1.7 litres. The warranty is two years.
""",
    "plover.md": """# Plover kettle: manual

There are two kettles: the Plover and the Plover Mini.

## Use

Never fill the kettle above the upper line. It holds 1.2 litres. The warranty is three years.
""",
    "harbours.csv": "harbour,ferries\nNorthport,12\nSouthport,14\nEastport,9\n",
    "codes.md": "# Names\n\n- Alpha: Berlin\n- Beta: Paris\n- Gamma: Rome\n",
    "leaflet.txt": """If you forget a tablet

If you remember within eight hours, take the forgotten tablet at once. If it is later than that, leave the forgotten
tablet out and go on as usual.
""",
    "interview.txt": """An interview with Enid Barrow, who was captain of a ferry.

ER: Tell me about the gale of 1983.

EB: Well. It was the second of February, and we had 61 passengers on board. A window of the bridge broke, and a boy hurt
his wrist.

ER: When did you leave the ferries?

EB: In 1999, and I have not been on a boat since.
""",
    "rooms.md": """# Rooms for hire

The Ellison Hall seats 90 and costs 45 pounds an hour. The Garden Room seats 12 and costs 14 pounds an hour. Both have a
screen. Book a room at the desk.

## Roof

Option A: patch repair of the north slope, 11,900 pounds. The work takes a week.

Option B: a new membrane on the whole roof, 38,450 pounds.

| Walk | Length |
|---|---|
| Noup circuit | 11 km |
| Long ridge | 17 km |
""",
    "town.md": """# News

The mayor, a niece of Alma Prewitt, opened the library in Thornley Bridge on Monday with Ian Gask. The library is named
after Alma Prewitt, a mill worker who left it her savings.
""",
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What caused the leak at Aldrum?", "The cause was a"),
        ("What is Ovita?", "under the name"),
        ("What counts as a permanent structure?", "means"),
        ("Who was Alma Prewitt?", "a mill worker"),
        ("How much milk did Velda process in 2021?", "731"),
        ("What happened in the gale of 1983?", "second of February"),
        ("When did she leave the ferries?", "In 1999"),
        ("I forgot a tablet and it is ten hours late, what now?", "within eight hours"),
    ],
)
def test_what_answers_comes_first(chain: Chain, question: str, first: str) -> None:
    answer = chain.ask(question)
    assert answer.answered, answer.text
    assert first in answer.citations[0].quote


def test_the_year_of_no_column_is_refused(chain: Chain) -> None:
    assert chain.ask("What was the revenue of Velda in 2021?").answered
    assert not chain.ask("What was the revenue of Velda in 2018?").answered


def test_a_code_that_stands_nowhere_is_not_answered_by_its_neighbour(chain: Chain) -> None:
    assert chain.ask("What does error E07 mean?").citations[0].quote.startswith("E07")
    assert not chain.ask("What does error E09 mean?").answered


def test_the_reason_may_stand_in_the_row_itself(chain: Chain) -> None:
    assert "fan is blocked" in chain.ask("Why error E07?").text


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        *((f"Does {name} have {count} ferries?", f"{name} | {count}")
          for name, count in (("Northport", 12), ("Southport", 14), ("Eastport", 9))),
        ("Northport 12", "Northport | 12"),
        *((f"Is {name} in {city}?", f"{name}: {city}")
          for name, city in (("Alpha", "Berlin"), ("Beta", "Paris"), ("Gamma", "Rome"))),
    ],
)  # fmt: skip
def test_a_row_or_an_item_that_the_question_repeats_confirms_it(chain: Chain, question: str, quoted: str) -> None:
    assert [citation.quote for citation in chain.ask(question).citations][0] == quoted


def test_what_stood_second_before_may_be_the_answer_now(chain: Chain) -> None:
    asked = "What is the rent of a garden?"
    before = chain.ask(asked)
    answer = chain.ask("When is it due?", [Turn(asked, before.text)])
    assert "1 February" in answer.citations[0].quote


@pytest.mark.parametrize("question", ["How did the revenue change?", "What changed after the gale?"])
def test_a_list_of_a_document_that_is_not_asked_about_answers_nothing(chain: Chain, question: str) -> None:
    assert all("larn top" not in citation.quote for citation in chain.ask(question).citations)


def test_what_holds_otherwise_stands_behind_what_it_differs_from(chain: Chain) -> None:
    quotes = [citation.quote for citation in chain.ask("What do I do with a forgotten tablet?").citations]
    assert [quote.split(",")[0] for quote in quotes[:2]] == [
        "If you remember within eight hours",
        "If it is later than that",
    ]


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Which is cheaper, the Garden Room or the Ellison Hall?", {"The Garden Room seats", "The Ellison Hall seats"}),
        ("Does option B cost more than option A?", {"Option A: patch repair", "Option B: a new"}),
        ("What is the difference between option A and option B?", {"Option A: patch repair", "Option B: a new"}),
        ("Compare the Noup circuit with the long ridge", {"Noup circuit |", "Long ridge |"}),
        # Each is named by the title of its manual.
        ("Which kettle holds more, the Heron or the Plover?", {"It holds 1.2", "It holds 1.7"}),
    ],
)
def test_a_comparison_quotes_both_and_nothing_else(chain: Chain, question: str, quoted: set[str]) -> None:
    quotes = [citation.quote for citation in chain.ask(question).citations]
    assert len(quotes) == len(quoted)
    assert all(any(quote.startswith(begins) for quote in quotes) for begins in quoted), quotes


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Do children need permission from a parent?", "Children under twelve need"),
        ("What do children pay?", "Children | 45 euros"),
        ("How much does the club cost for adults?", "Adults | 120 euros"),
        # No currency stands there, and the head says that it is a price.
        ("How much is the walnut table?", "Walnut table | 12"),
        ("What is the price of the oak bench?", "Oak bench | 11"),
    ],
)
def test_a_row_comes_first_unless_a_sentence_says_more_of_what_is_asked(
    chain: Chain, question: str, quoted: str
) -> None:
    assert chain.ask(question).citations[0].quote.startswith(quoted)


def test_what_has_only_one_of_the_two_is_answered_as_any_other_question(chain: Chain) -> None:
    answer = chain.ask("Which is cheaper, the Garden Room or the Silver Barn?")
    assert all("Silver" not in citation.quote for citation in answer.citations)
    assert not answer.answered or "Garden Room" in answer.text


REASONS = """# Orlen Mill

The mill at Orlen ground its last flour in 1931. Cheap flour from overseas had ruined it. The road was moved uphill in
1936, because the river Orlen took the old one each spring.
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Why did the mill at Orlen stop grinding flour?", ("The mill at Orlen", "Cheap flour")),
        ("Why was the road at Orlen moved?", ("The road was moved",)),
    ],
)
def test_the_reason_of_something_else_does_not_come_first(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, first: tuple[str, ...]
) -> None:
    with chain_of(REASONS) as chain:
        assert chain.ask(question).citations[0].quote.startswith(first)


HEDGES = """# Birds in hedges

## Questions

Studies before ours were short. We wanted to know two things. Does the width of a hedge matter? Do ditches help?

## Results

The presence of a ditch had no effect that could be measured. Wide hedges held most nests.
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Do ditches help?", "The presence of a ditch"),
        ("What did they ask about ditches?", "Do ditches help?"),
    ],
)
def test_a_question_of_the_document_that_nothing_follows_gives_way_to_what_tells(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, first: str
) -> None:
    with chain_of(HEDGES) as chain:
        assert chain.ask(question).citations[0].quote.startswith(first)


LIFE = """Clara Wenlock was born in Whitby in 1878. Her first post was with a firm in Newcastle. In 1912 she had married
the physician Robert Ashby, whom she had met on a train. They had two daughters, who went to school in Durham.

She died in Durham in 1951 and was buried beside her husband in the churchyard of St Oswald. The head teacher spoke at
the grave of Clara, and so did the mayor. Joan Pell, the head teacher, had been her pupil.
"""


@pytest.mark.parametrize(
    ("question", "named"),
    [("Who was her husband?", "Robert Ashby"), ("Who was the head teacher?", "Joan Pell, the head teacher")],
)
def test_who_somebody_is_is_told_by_the_sentence_that_names_him(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, named: str
) -> None:
    with chain_of(LIFE) as chain:
        assert named in " ".join(chain.ask(question).citations[0].quote.split())
