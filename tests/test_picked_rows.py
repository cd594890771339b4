"""Rows of a table that a question picks by their values: the table is compared as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer, Turn
from rag.wiring import chain_over, open_library

BOATS = """# Boats for hire

| Boat | Berths | Price per week | Built | Handover |
|---|---|---|---|---|
| Siskin | 4 | £820 | 1998 | 08:30 |
| Dunlin | 6 | £1,150 | 2011 | 14:15 |
| Avocet | 2 | £540 | 2004 | 10:00 |
| Gannet | 8 | £1,480 | 2017 | 16:45 |
| Total | 20 | £3,990 | | |

A deposit of £200 is due with the booking.
"""
HIVES = [
    (f"Hive {number}", ("heather", "clover", "lime")[number % 3], 12 + number * 7 % 90, 2009 + number % 14)
    for number in range(1, 121)
]
TABLE = "Hive,Pasture,Honey (kg),Founded\n" + "".join(f"{','.join(map(str, row))}\n" for row in HIVES)


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "boats.md").write_text(BOATS, encoding="utf-8")
    (folder / "hives.csv").write_text(TABLE, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([folder]).ok
        yield chain_over(library, settings)


def first_cells(answer: Answer) -> list[str]:
    return [citation.quote.strip("| ").split(" | ")[0] for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "boats"),
    [
        ("Which boat is the cheapest?", ["Avocet"]),
        ("Which boat is the most expensive?", ["Gannet"]),
        ("Which is the oldest boat?", ["Siskin"]),
        ("Which boat was built most recently?", ["Gannet"]),
        ("Which boat has the fewest berths?", ["Avocet"]),
        ("What are the two cheapest boats?", ["Avocet", "Siskin"]),
        ("What does the cheapest boat cost?", ["Avocet"]),
        ("Which boats cost more than £1,000?", ["Dunlin", "Gannet"]),
        ("Which boats cost less than £820?", ["Avocet"]),
        ("Which boats cost no more than £820?", ["Siskin", "Avocet"]),
        ("Which boats have at least 6 berths?", ["Dunlin", "Gannet"]),
        ("How many boats were built after 2004?", ["Dunlin", "Gannet"]),
        ("Which boats were built since 2004?", ["Dunlin", "Avocet", "Gannet"]),
        ("Which boats have their handover before 12:00?", ["Siskin", "Avocet"]),
        ("What is the cheapest yacht?", ["Avocet"]),
    ],
)
def test_rows_are_picked_by_what_is_asked_for(chain: Chain, question: str, boats: list[str]) -> None:
    answer = chain.ask(question)
    assert first_cells(answer) == boats
    assert "4 rows" in answer.text


def test_a_table_is_compared_as_a_whole_however_long(chain: Chain) -> None:
    best = max(honey for _, _, honey, _ in HIVES)
    answer = chain.ask("Which hive has the most honey?")
    assert first_cells(answer) == [name for name, _, honey, _ in HIVES if honey == best]
    assert answer.text.startswith("The highest “Honey (kg)” of 120 rows:")
    document = chain.library.document(answer.citations[0].document_id)
    assert all(document.text[own.start : own.end] == own.quote for own in answer.citations)


def test_only_rows_with_what_else_is_asked_for_count(chain: Chain) -> None:
    lime = {name: honey for name, pasture, honey, _ in HIVES if pasture == "lime"}
    answer = chain.ask("Which lime hive has the least honey?")
    assert first_cells(answer) == [name for name, honey in lime.items() if honey == min(lime.values())]
    assert "of 40 rows with “lime”" in answer.text


def test_rows_are_listed_by_what_one_of_their_cells_says(chain: Chain) -> None:
    answer = chain.ask("Which hives were founded in 2012?")
    assert first_cells(answer) == [name for name, _, _, founded in HIVES if founded == 2012]
    answer = chain.ask("Which hives stand on clover?")
    assert answer.text.startswith("40 of 120 rows with “clover”, the first 20:")
    assert first_cells(answer) == [name for name, pasture, _, _ in HIVES if pasture == "clover"][:20]


@pytest.mark.parametrize(
    "question",
    [
        "Which car is the cheapest?",
        "Which boats cost more than £5,000?",
        "Which hives do not stand on clover?",
        "Why is the Avocet the cheapest?",
        "Which boat is the heaviest?",
        "Who is the oldest skipper?",
    ],
)
def test_nothing_is_picked_by_what_the_table_does_not_tell(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


def test_prose_that_says_it_itself_is_quoted(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> None:
    said = "The cheapest boat is the Dunlin, as her week includes the fuel."
    with chain_of(f"{BOATS}\n{said}\n") as chain:
        assert chain.ask("Which is the cheapest boat?").citations[0].quote == said


def test_a_row_that_was_picked_is_what_the_next_question_is_about(chain: Chain) -> None:
    asked = [
        "Which boat is the cheapest?",
        "And the most expensive?",
        "When was it built?",
        "Which has the most berths?",
    ]
    said, history = [], list[Turn]()
    for question in asked:
        answer = chain.ask(question, history)
        said.append(first_cells(answer))
        history.append(Turn(question, answer.text, answer.standalone_question))
    assert said == [["Avocet"], ["Gannet"], ["Gannet"], ["Gannet"]]


TOOLS = """# Hardware

## Tools

| Tool | Price | Weight | In stock | Added | Supplier |
|---|---|---|---|---|---|
| Claw hammer | €14.50 | 0.9 kg | 40 | 12/03/2024 | Bolt & Sons |
| Sledge hammer | €39.00 | 5.4 kg | 6 | 03/11/2023 | Bolt & Sons |
| Hand saw | €22.90 | 650 g | 18 | 25/01/2024 | Hartwell |
| Spirit level | €31.00 | 1.1 kg | | 07/07/2022 | Hartwell |
| Cordless drill | €129.00 | 1.8 kg | 9 | 30/09/2023 | Hartwell |

## Paints

| Paint | Price | Colour |
|---|---|---|
| Signal | €27.50 | red |
| Chalk | €18.00 | white |
| Meadow | €26.00 | green |
"""
STATIONS = """# Weather stations

| Station | Mean January temperature | Opened | Closed |
|---|---|---|---|
| Falun | -5.8 °C | 1964 | |
| Kiruna | -13.2 °C | 1951 | 2012 |
| Lund | 0.4 °C | 1948 | 2013 |
| Visby | -0.3 °C | 1939 | |
"""
MEMBERS = """name,team,city,manager,joined,fee,weight_kg
Ada Brook,Rowing,Leeds,Board,2012-03-04,120,70
Ben Cole,Rowing,York,Ada Brook,2013-05-11,95,82
Cara Dunn,Sailing,Leeds,Ada Brook,2012-09-30,140,64
Dov Elm,Sailing,Hull,Cara Dunn,2016-01-15,80,91
Eve Fox,Diving,Leeds,Cara Dunn,2011-02-20,130,58
"""


@pytest.fixture(scope="module")
def club(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"tools.md": TOOLS, "stations.md": STATIONS, "members.csv": MEMBERS}) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "rows", "told"),
    [
        ("Which tool is the lightest?", ["Hand saw"], "of 5 rows"),
        ("Which tools weigh between 1 and 2 kg?", ["Spirit level", "Cordless drill"], "between 1 and 2 kg"),
        ("Which tools cost more than 20 and less than 35 euros?", ["Hand saw", "Spirit level"], "2 of 5 rows"),
        ("Which tools were added in 2023?", ["Sledge hammer", "Cordless drill"], "“Added” in 2023"),
        ("What is the second cheapest tool?", ["Hand saw"], "the second lowest “Price”"),
        ("What is the cheapest red paint?", ["Signal"], "of 1 row with “red”"),
        ("Which paints are green or red?", ["Signal", "Meadow"], "“red” or “green”"),
        ("Which tools does Hartwell supply?", ["Hand saw", "Spirit level", "Cordless drill"], "with “Hartwell”"),
        ("How many paints are there?", ["Signal", "Chalk", "Meadow"], "3 rows"),
        ("Which stations have a temperature below -5 degrees?", ["Falun", "Kiruna"], "2 of 4 rows"),
        ("Which station is the warmest in January?", ["Lund"], "of 4 rows"),
        ("Which stations were closed after 2000?", ["Kiruna", "Lund"], "2 of 4 rows"),
        ("Who joined in 2012 or 2013?", ["Ada Brook", "Ben Cole", "Cara Dunn"], "in 2012 or 2013"),
        ("Who joined between 2012 and 2013?", ["Ada Brook", "Ben Cole", "Cara Dunn"], "between 2012 and 2013"),
        ("Who joined after March 2012?", ["Ben Cole", "Cara Dunn", "Dov Elm"], "after March 2012"),
        ("Who pays 120 euros or more?", ["Ada Brook", "Cara Dunn", "Eve Fox"], "120 euros or more"),
        ("Who pays more than £120?", ["Cara Dunn", "Eve Fox"], "more than £120"),
        ("Which members weigh more than 80 kg?", ["Ben Cole", "Dov Elm"], "“weight_kg” more than 80 kg"),
        ("Who pays the highest fee in rowing?", ["Ada Brook"], "of 2 rows with “rowing”"),
        ("List everyone who reports to Ada Brook", ["Ben Cole", "Cara Dunn"], "with “Ada Brook”"),
    ],
)
def test_bounds_ranks_units_and_days_are_read(club: Chain, question: str, rows: list[str], told: str) -> None:
    answer = club.ask(question)
    assert first_cells(answer) == rows
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who is the youngest member?",
        "Who is the oldest?",
        "Which members won in 2013?",
        "Who left after 2012?",
        "Who does not live in Leeds?",
        "Which boats cost more than 100?",
        "What is the cheapest?",
        "Which tools weigh more than 1 kg and cost less than 30 euros?",
        "Which member with a fee under 100 joined most recently?",
    ],
)
def test_no_row_is_picked_by_another_column_or_half_of_what_is_asked(club: Chain, question: str) -> None:
    assert " rows" not in club.ask(question).text


ANTS = """# Ant nests

| Nest | Height | Found on |
|---|---|---|
| Mill lane | 42 cm | 3 May 2021 |
| Old quarry | 1.1 m | 12 June 2019 |
| Weir | 35–40 cm | 1 May 2022 |
"""


def test_units_that_differ_and_ranges_are_not_compared(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(ANTS) as chain:
        assert "rows" not in chain.ask("Which nest is the tallest?").text
        assert first_cells(chain.ask("Which nest was found most recently?")) == ["Weir"]


def test_a_table_that_was_changed_is_compared_anew(new_home: Callable[[], Path], tmp_path: Path) -> None:
    path = tmp_path / "boats.md"
    path.write_text(BOATS, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([path]).ok
        chain = chain_over(library, settings)
        assert first_cells(chain.ask("Which boat is the cheapest?")) == ["Avocet"]
        path.write_text(BOATS.replace("£540", "£2,540"), encoding="utf-8")
        assert library.add([path]).ok
        assert first_cells(chain.ask("Which boat is the cheapest?")) == ["Siskin"]


TRAINS = """# Tarn valley railway

| Departs Kelm | Arrives Ostry | Train | Notes |
|---|---|---|---|
| 6:12 | 7:05 | R1 | no bicycles |
| 8:20 | 9:10 | R3 | |
| 9:41 | 10:52 | S7 | steam engine |
| 17:30 | 18:24 | R9 | dining car |
| 21:15 | 22:08 | R11 | Fridays only |

Tickets are sold in the train. Dogs travel free.
"""


@pytest.fixture(scope="module")
def trains(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"trains.md": TRAINS}) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When does the 9:41 arrive?", "9:41"),
        ("Which train leaves at 9.41?", "9:41"),
        ("Which train arrives at 10:52?", "9:41"),
        ("What leaves at 5.30 pm?", "17:30"),
        ("When does the train at half past five arrive?", "17:30"),
        ("What time is the first train?", "6:12"),
        ("When does the last train arrive in Ostry?", "21:15"),
    ],
)
def test_a_time_of_day_names_its_row_however_it_is_written(trains: Chain, question: str, first: str) -> None:
    assert first_cells(trains.ask(question)) == [first]


@pytest.mark.parametrize(
    "question",
    [
        "Is there a train at 4 pm?",
        "How much is the 9:41?",
        "Is the office open at 9:41?",
        "When was the first train built?",
        "When does the first bus leave?",
    ],
)
def test_what_a_timetable_does_not_tell_is_not_read_off_it(trains: Chain, question: str) -> None:
    assert not trains.ask(question).answered
