"""Lists and tables as a reader asks for them: the whole list where one is asked for, the row where a thing is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from docx import Document

from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer
from rag.wiring import chain_over, open_library

MANUAL = """# Kettle Pro 200 manual

## In the box

- Kettle Pro 200
- Power base with 1.2 m cable
- Limescale filter
- Quick start card

## 3. First use

1. Rinse the kettle.
2. Let it boil once.

## Descaling

Descale the kettle every four weeks if your water is hard. To descale:

1. Mix half a litre of white vinegar with half a litre of water.
2. Pour the mixture into the kettle and let it stand for one hour. Do not boil it.
3. Boil fresh water twice and pour it away.

## Technical data

| Property | Value |
|---|---|
| Capacity | 1.7 l |
| Power | 2200 W |
| Weight (empty) | 1.1 kg |
| Cable length | 75 cm |
| Noise level | 71 dB |

## Warranty

The warranty lasts two years from the date of purchase. It does not cover limescale damage.
"""
RECIPE = """# Aunt Ilse's Pancakes

Serves four.

## Ingredients

- 250 g flour
- 3 eggs
- half a litre of milk

## Method

1. Whisk the eggs and the milk.
2. Stir in the flour. Let the batter rest.
3. Fry in butter until golden.

## Notes

Pancakes taste best right away. Leftover pancakes can be cut into strips for soup.
"""
FAQ = """<html><head><title>Shop FAQ</title></head><body><h1>Shop FAQ</h1>
<h2>Delivery</h2><p>We deliver within three working days. Delivery is free above 50 euros.</p>
<table><tr><th>Country</th><th>Days</th><th>Cost</th></tr><tr><td>Germany</td><td>3</td><td>4.90 euros</td></tr>
<tr><td>France</td><td>5</td><td>8.90 euros</td></tr><tr><td>Norway</td><td>8</td><td>14.50 euros</td></tr></table>
<h2>Returns</h2><p>To return an item:</p><ol><li>Sign in and open your order.</li><li>Choose the item and a
reason.</li><li>Print the label and drop the parcel at a shop.</li></ol></body></html>"""


def _minutes(path: Path) -> None:
    document = Document()
    document.add_heading("Minutes of the board meeting", 0)
    document.add_heading("Budget", 1)
    document.add_paragraph("Tom presented the budget of 48,000 euros.")
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("Item", "Cost"), ("Roof", "21,000"), ("Heating", "15,000")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_heading("Action items", 1)
    for text in ("Priya books the band by 1 July.", "Tom asks two more builders.", "Helen writes to the council."):
        document.add_paragraph(text, style="List Bullet")
    document.save(str(path))


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("shop")
    (folder / "manual.md").write_text(MANUAL, encoding="utf-8")
    (folder / "recipe.md").write_text(RECIPE, encoding="utf-8")
    (folder / "faq.html").write_text(FAQ, encoding="utf-8")
    _minutes(folder / "minutes.docx")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([folder]).ok
        yield chain_over(library, settings)


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


STEPS = [
    "Mix half a litre of white vinegar with half a litre of water.",
    "Pour the mixture into the kettle and let it stand for one hour. Do not boil it.",
    "Boil fresh water twice and pour it away.",
]
ACTIONS = ["Priya books the band by 1 July.", "Tom asks two more builders.", "Helen writes to the council."]
METHOD = [
    "Whisk the eggs and the milk.",
    "Stir in the flour. Let the batter rest.",
    "Fry in butter until golden.",
]
ROWS = ["Germany | 3 | 4.90 euros", "France | 5 | 8.90 euros", "Norway | 8 | 14.50 euros"]
RETURN = [
    "To return an item:",
    "Sign in and open your order.",
    "Choose the item and a reason.",
    "Print the label and drop the parcel at a shop.",
]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What is in the box?", ["Kettle Pro 200", "Power base with 1.2 m cable", "Limescale filter"]),
        ("How do I descale the kettle?", ["To descale:", *STEPS]),
        ("List the action items", ACTIONS),
        ("What are the action items?", ACTIONS),
        ("How do I return an item?", RETURN),
        ("What are the steps for first use?", ["Rinse the kettle.", "Let it boil once."]),
        ("What ingredients do I need for the pancakes?", ["250 g flour", "3 eggs", "half a litre of milk"]),
        ("How do I make the pancakes?", METHOD),
        ("What are the delivery costs by country?", ROWS),
    ],
)
def test_a_list_that_is_asked_for_is_quoted_whole_and_in_order(chain: Chain, question: str, items: list[str]) -> None:
    answer = chain.ask(question)
    found = quotes(answer)
    start = found.index(items[0])
    assert found[start : start + len(items)] == items
    for citation in answer.citations:
        text = chain.library.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
    numbers = [number for sentence in answer.sentences for number in sentence.citations]
    assert numbers == list(range(1, len(answer.citations) + 1))


def test_a_list_reads_as_one(chain: Chain) -> None:
    assert chain.ask("What is in the box?").text == (
        "Under “In the box”:\n\n- “Kettle Pro 200” [1]\n- “Power base with 1.2 m cable” [2]\n"
        "- “Limescale filter” [3]\n- “Quick start card” [4]"
    )
    text = chain.ask("How do I descale the kettle?").text
    assert text.startswith("Under “Descaling”: “Descale the kettle every four weeks if your water is hard.” [1]\n\n")
    assert "“To descale:” [2]\n\n1. “Mix half a litre" in text


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How long should the vinegar stand?", "2. Pour the mixture into the kettle and let it stand for one hour."),
        ("Who books the band?", ACTIONS[0]),
    ],
)
def test_one_item_answers_a_question_about_one_thing(chain: Chain, question: str, quote: str) -> None:
    assert quotes(chain.ask(question)) == [quote]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("How heavy is the kettle?", "Weight (empty) | 1.1 kg"),
        ("How much does the kettle weigh?", "Weight (empty) | 1.1 kg"),
        ("Is the kettle lighter than a kilo?", "Weight (empty) | 1.1 kg"),
        ("How quiet is the kettle?", "Noise level | 71 dB"),
        ("What is the capacity of the kettle?", "Capacity | 1.7 l"),
        ("How long does delivery to Norway take?", "Norway | 8 | 14.50 euros"),
        ("What does the roof cost?", "Roof | 21,000"),
        ("How long is the cable?", "Cable length | 75 cm"),
    ],
)
def test_a_row_is_found_by_what_its_first_cell_names(chain: Chain, question: str, row: str) -> None:
    answer = chain.ask(question)
    # And no other row of its table.
    assert [quote for quote in quotes(answer) if "|" in quote] == [row]
    assert "|" not in answer.text


def test_a_row_reads_as_its_cells_with_their_heads(chain: Chain) -> None:
    assert chain.ask("How heavy is the kettle?").text == "Under “Technical data”: Weight (empty): 1.1 kg [1]"
    norway = chain.ask("How long does delivery to Norway take?")
    assert norway.text.startswith("Under “Delivery”: Norway: 8 (Days), 14.50 euros (Cost) [1]")
    assert norway.sentences[0].reason == "stands in the quotation"


def test_what_a_document_is_called_does_not_make_a_sentence_of_it_answer(chain: Chain) -> None:
    assert quotes(chain.ask("What can be made of leftover pancakes?"))[0].startswith("Leftover pancakes")
    assert "3 eggs" in quotes(chain.ask("How many eggs are in the pancakes?"))


@pytest.mark.parametrize(
    "question",
    [
        "How powerful is the engine?",
        pytest.param(
            "What is the capacity of the car park?",
            marks=pytest.mark.xfail(reason="refused of this document alone, but not of all of them", strict=True),
        ),
    ],
)
def test_a_row_answers_nothing_about_another_thing(chain: Chain, question: str) -> None:
    assert not chain.ask(question).answered


@pytest.mark.parametrize("question", ["What documents do you have?", "Which files are there?"])
def test_what_the_library_holds_is_told_with_the_beginning_of_each_document(chain: Chain, question: str) -> None:
    answer = chain.ask(question)
    assert "There are 4 documents" in answer.text
    assert [citation.title for citation in answer.citations] == [
        "Aunt Ilse's Pancakes",
        "Kettle Pro 200 manual",
        "Minutes of the board meeting",
        "Shop FAQ",
    ]


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("hi", "Hello! You can ask about “Aunt Ilse's Pancakes”, “Kettle Pro 200 manual”, "),
        ("Hello there, how are you?", "Hello! You can ask about "),
        ("Guten Tag!", "Hallo! Fragen Sie nach “Aunt Ilse's Pancakes”, "),
        # Danish or Swedish.
        ("hej", "Hello! You can ask about "),
        ("こんにちは。", "こんにちは。次の文書について質問できます：“Aunt Ilse's Pancakes”"),
        ("what can you do?", "Ask a question in your own words: "),
        ("Hi! Can you help me?", "Ask a question in your own words: "),
        ("¡Muchas gracias!", "De nada. "),
    ],
)
def test_a_greeting_gets_a_line_that_quotes_nothing(chain: Chain, said: str, begins: str) -> None:
    answer = chain.ask(said)
    assert answer.text.startswith(begins)
    assert not answer.answered
    assert (answer.citations, answer.passages) == ((), ())


def test_of_many_documents_a_greeting_names_the_first(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    many = {f"{number}.txt": f"Log {number}\n\nOn that day {number} boats came in." for number in range(1, 8)}
    with chain_over_files(many) as chain:
        assert chain.ask("hi").text == "Hello! You can ask about “Log 1”, “Log 2”, “Log 3”, “Log 4”, “Log 5” …"


def test_thanks_are_no_question(chain: Chain) -> None:
    answer = chain.ask("Thanks!")
    assert answer.text == "Glad to help. Ask on whenever you like."
    assert not answer.passages


def test_minutes_are_summarised_by_their_name(chain: Chain) -> None:
    answer = chain.ask("Summarise the meeting minutes")
    assert {citation.title for citation in answer.citations} == {"Minutes of the board meeting"}


SOUPS = """# Two soups

## Carrot and ginger soup

Ingredients:

- 900 g carrots
- 30 g fresh ginger

Chop the carrots and fry them with the ginger for five minutes. Simmer for half an hour.

## Fish soup

Ingredients:

- 1 kg cod
- 200 ml white wine

Soak the saffron in the wine. Cook the fish for six minutes.
"""


@pytest.fixture(scope="module")
def soups(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(SOUPS) as chain:
        yield chain


def test_a_list_is_found_under_a_heading_that_has_more_words(soups: Chain) -> None:
    found = quotes(soups.ask("What do I need for the carrot soup?"))
    # What stands below the list comes after it.
    assert found[:3] == ["Ingredients:", "900 g carrots", "30 g fresh ginger"]


def test_one_of_what_a_list_has_is_not_all_of_it(soups: Chain) -> None:
    assert "1 kg cod" not in quotes(soups.ask("What wine goes in the fish soup?"))
    assert "1 kg cod" in quotes(soups.ask("What ingredients are in the fish soup?"))


DUTIES = """# Lease

## 4. Duties

The Tenant agrees:

- to report any leak to the Landlord within 48 hours;
- to clean the windows twice a year;
- to keep the garden tidy.

## 5. Access

The Landlord may come in on 24 hours' notice.
"""


def test_an_item_that_goes_on_from_its_lead_comes_with_it(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(DUTIES) as chain:
        answer = chain.ask("Who cleans the windows?")
    assert quotes(answer) == ["The Tenant agrees:", "to clean the windows twice a year;"]
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert "\n\n- “to clean the windows twice a year;” [2]" in answer.text


NEIGHBOURS = {
    "pump.md": """# Garden pump PX

The pump empties a pond of ten cubic metres in an hour.

## When it stops

| Sign | Cause | Remedy |
|---|---|---|
| Yellow lamp and fault F3 | Filter blocked | Rinse the filter |
| Yellow lamp and fault F5 | Motor too hot | Wait for an hour |
""",
    "booking.md": """# Booking service for developers

## Faults

| Code | Meaning |
|---|---|
| 410 | the room is gone |
| 411 | the guest has no name |
""",
    "school.md": """# School letter

## Parking

Cars on the grass annoy our neighbours. Please leave them at the station. A teacher will be there at eight.
""",
    "mail.txt": """Dear Ruth,

I have seen two places for the party. Parking is easy at the Lamb Hotel, where eight cars fit into the yard. The barn at
Hollow Farm is larger, but nobody can get there by bus.
""",
    "policy.md": """# Bicycle insurance

## A. Theft

A locked bicycle is covered up to 900 euros. Rust is covered in the first year only. Not covered are:

- bicycles that are hired out
- bicycles without a lock

## B. How to claim

Write to us within a month. Please enclose:

- the claim form, signed
- the bill of the shop
- a picture of the lock
""",
}
CLAIM = ["Please enclose:", "the claim form, signed", "the bill of the shop", "a picture of the lock"]


@pytest.fixture(scope="module")
def neighbours(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> Iterator[Chain]:
    with chain_over_files(NEIGHBOURS) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("fault F3", ["Yellow lamp and fault F3 | Filter blocked | Rinse the filter"]),
        ("What does F5 mean?", ["Yellow lamp and fault F5 | Motor too hot | Wait for an hour"]),
        ("List all faults", ["410 | the room is gone", "411 | the guest has no name"]),
        ("Which documents do I need for a claim?", CLAIM),
    ],
)
def test_a_list_comes_from_the_document_that_is_asked_about(
    neighbours: Chain, question: str, quoted: list[str]
) -> None:
    assert quotes(neighbours.ask(question)) == quoted


def test_a_section_of_another_thing_is_not_shown_for_its_heading(neighbours: Chain) -> None:
    answer = neighbours.ask("What parking does the Lamb Hotel have?")
    assert {citation.title for citation in answer.citations} == {"mail"}


def test_who_asks_for_yes_or_no_gets_no_list(neighbours: Chain) -> None:
    assert quotes(neighbours.ask("Is rust covered?")) == ["Rust is covered in the first year only."]


MARKS = """# Lease

The tenant must provide:

- a deposit of 900 euros
- proof of insurance

The landlord must provide:

{0} a fence around the garden
{1} two keys to the cellar
"""


@pytest.mark.parametrize("marks", [("(a)", "(b)"), ("–", "–"), ("▪", "▪"), ("☐", "☐"), ("(i)", "(ii)")])
def test_items_of_any_mark_are_the_list_below_their_lead(
    chain_of: Callable[[str], AbstractContextManager[Chain]], marks: tuple[str, str]
) -> None:
    with chain_of(MARKS.format(*marks)) as chain:
        text = chain.ask("What must the landlord provide?").text
    assert text.index("The landlord must provide:") < text.index("a fence around the garden")
    assert text.index("a fence around the garden") < text.index("two keys to the cellar")
    assert "deposit" not in text


TOWNS = (
    "Ahlen Borken Coesfeld Datteln Emsdetten Greven Haltern Ibbenburen Kamen Lengerich Marl Neuss Olfen Papenburg "
    "Rheine Steinfurt Telgte Unna Velen Werne Xanten Zeven"
).split()
FEES = "# Swimming club\n\n## Membership fees\n\n| Town | Junior | Adult | Family |\n|---|---|---|---|\n" + "".join(
    f"| {town} | {20 + at} euros | {50 + at} euros | {90 + at} euros |\n" for at, town in enumerate(TOWNS)
)


def test_each_row_of_a_table_over_two_passages_reads_as_itself(
    chain_of: Callable[[str], AbstractContextManager[Chain]],
) -> None:
    with chain_of(FEES) as chain:
        answer = chain.ask("What are the membership fees?")
    # A long list is said to be cut.
    assert answer.text.startswith("Under “Membership fees”, the first 20 of 22:")
    assert len(answer.sentences) == 20
    for at, sentence in enumerate(answer.sentences):
        cells = f"{20 + at} euros (Junior), {50 + at} euros (Adult), {90 + at} euros (Family)"
        assert f"{TOWNS[at]}: {cells} [{at + 1}]" in sentence.text


def test_a_list_is_asked_for_by_how_many_things_it_has(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    rules = ["Each lock has a keeper.", "There can only be one keeper at a time.", "A lock without a keeper is closed."]
    lock = (
        "# What is a lock?\n\nA third kind of crew runs a lock, under a set of rules that the office checks.\n\n"
        "## Lock rules\n\nFirst, a look at the rules. Keep these in mind:\n\n"
        + "".join(f"- {rule}\n" for rule in rules)
        + "\n## Boats\n\nBoats wait below the lock. The rules of a lock hold for boats too.\n"
    )
    with chain_over_files({"lock.md": lock}) as chain:
        found = [cited.quote for cited in chain.ask("What are the three rules of a lock?").citations]
        assert [quote for quote in found if quote in rules] == rules
