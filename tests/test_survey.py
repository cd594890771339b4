"""Whole-document answers, on a real library: what they say, that it is quoted exactly, and how much they cover."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from scripted import WordEmbedder

from index.library import Library
from index.types import Passage, Sentence
from rag.evidence import Query
from rag.generating.notes import tied
from rag.question.question import analyse
from rag.quoting.extractive import Extractive
from rag.settings import Settings
from rag.types import Delta, EvidencePassage
from rag.whole.listing import items
from rag.whole.overview import Shape, Thing, Whole, recognise
from rag.whole.scope import MOST_PASSAGES, extents, readings
from rag.whole.survey import Survey, survey
from rag.wiring import open_chain, open_library

REPORT = """# The Harbour Report

The harbour of Lindau was opened in March 1811 and has been rebuilt twice since then by the city council.
It was small at first.

## Trade

Grain from Hungary and timber from Norway make up 45 percent of the goods that pass through the harbour today.
Merchants such as Anna Keller said that Hungarian grain was cheaper than grain from France in 1925.

## Safety

The fire of 14 May 1932 destroyed the eastern warehouses and cost the council $2 million in repairs.
Since then the harbour has kept a fire brigade of its own, which Keller led for ten years.
Is that enough? Nobody knows.
"""


@pytest.fixture(scope="module")
def article(indexed_home: Path) -> Iterator[Library]:
    with open_library(Settings(home=indexed_home)) as library:
        yield library


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[dict[str, str]], Library]]:
    """Makes a library of these files, by name; the embedder needs no model."""
    opened: list[Library] = []

    def make_library(files: dict[str, str]) -> Library:
        folder = tmp_path / "files"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        library = Library(tmp_path / "home", WordEmbedder())
        opened.append(library)
        assert library.add([folder]).ok
        return library

    yield make_library
    for library in opened:
        library.close()


def surveyed(library: Library, question: str) -> Survey:
    whole = recognise(question)
    assert whole is not None
    found = survey(library, whole, Query(analyse(question), question))
    assert found is not None
    return found


def written(library: Library, question: str) -> str:
    """The whole answer as text, after checking that every line quotes its document exactly."""
    text = ""
    for item in Extractive(3).overview(surveyed(library, question)):
        if isinstance(item, Delta):
            text += item.text
            continue
        assert item.sentence.text.endswith(f" [{item.quotes[0].number}]")
        for quote in item.quotes:
            assert library.document(quote.document_id).text[quote.start : quote.end] == quote.text
    return text


def all_passages(library: Library, whole: Whole, limit: int = MOST_PASSAGES) -> list[Passage]:
    found = readings(library, extents(library, whole), limit)
    return [passage for item in found for passage in item.passages]


def one(text: str) -> list[Passage]:
    return [Passage("p", "d", 0, len(text), text, None, "", (Sentence(0, len(text), text),))]


def labels(text: str, thing: Thing) -> list[str]:
    return [item.label for item in items(one(text), thing)]


def test_a_summary_goes_through_the_article_section_by_section(article: Library) -> None:
    lines = surveyed(article, "Summarise the article").lines
    assert len(lines) == 8
    assert [line.quote.start for line in lines] == sorted(line.quote.start for line in lines)
    assert len({line.quote.heading for line in lines}) >= 6
    assert not any(line.quote.text.startswith(("It ", "This leaves", "Such ")) for line in lines)


def test_what_it_is_about_is_said_in_two_or_three_sentences_from_the_opening(article: Library) -> None:
    lines = surveyed(article, "What is the article about?").lines
    assert 2 <= len(lines) <= 3
    assert lines[0].quote.heading == "Introduction: an opening for the Kremlin"
    assert any("Trump" in line.quote.text for line in lines)


def test_a_section_that_is_named_is_all_that_its_summary_quotes(article: Library) -> None:
    lines = surveyed(article, "Summarise the section on the rapprochement").lines
    assert {line.quote.heading for line in lines} == {"Why the rapprochement has its limits"}


TERMS = """# The lease

## 1. Rent

The rent is 950 euros. It is due on the first of each month.

## 2. Deposit

| Flat | Deposit |
|---|---|
| Small | 1,900 euros |

- Keys are handed over on payment.

3.1 One cat may be kept. Other animals need consent.

3.2 No dog may be kept.
"""
NOVEL = "THE SALT ROAD\n\nCHAPTER TWO\n\nIn Which It Rains\n\nThe rain had followed Anselm down from the pass.\n"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "What does section 1 of the lease say?",
            "Under “1. Rent”: “The rent is 950 euros.” [1]\n\n“It is due on the first of each month.” [2]",
        ),
        (
            "What is said about deposit?",
            "- Small: 1,900 euros [1]\n- “Keys are handed over on payment.” [2]\n\n“3.1 One cat may be kept.” [3]\n\n"
            "“Other animals need consent.” [4]\n\n“3.2 No dog may be kept.” [5]",
        ),
        (
            "What does clause 3.1 of the lease say?",
            "Under “2. Deposit”: “3.1 One cat may be kept.” [1]\n\n“Other animals need consent.” [2]",
        ),
        (
            "What does clause 3.2 say?",
            "Under “2. Deposit”: “3.2 No dog may be kept.” [1]",
        ),
        (
            "What happens in chapter two?",
            "Under “In Which It Rains”: “The rain had followed Anselm down from the pass.” [1]",
        ),
    ],
)
def test_a_section_is_found_by_its_number_or_name_and_a_short_one_shown_whole(
    make: Callable[[dict[str, str]], Library], question: str, expected: str
) -> None:
    library = make({"lease.md": TERMS, "novel.txt": NOVEL, "note.txt": "The cellar is dry."})
    assert written(library, question) == expected


def test_a_row_of_a_single_column_is_quoted(make: Callable[[dict[str, str]], Library]) -> None:
    library = make({"signs.md": "# Signs\n\n## Colours\n\n| Colour |\n| --- |\n| Red |\n| Blue |\n"})
    assert written(library, "Summarise the section on colours") == "- “Red” [1]\n- “Blue” [2]"


def test_what_is_said_about_a_topic_that_is_no_heading_is_an_ordinary_question(article: Library) -> None:
    whole = recognise("What is said about the weather in Lindby?")
    assert whole
    assert survey(article, whole, Query(analyse("x"), "x")) is None


def test_the_countries_of_the_article_are_all_listed_in_order_with_their_mentions(article: Library) -> None:
    text = written(article, "List every country named in the article")
    names = [line[2:].split(" (")[0].split(" [")[0] for line in text.splitlines() if line.startswith("- ")]
    assert names == [
        "Russia", "United States", "Ukraine", "Soviet Union", "China", "Iran", "North Korea", "Germany", "Poland"
    ]  # fmt: skip
    assert "- Iran [5]\n- North Korea [5]" in text
    assert text.startswith("Countries found in the text: 9.")


def test_people_are_listed_by_their_full_names_and_the_answer_says_how_they_are_told(article: Library) -> None:
    text = written(article, "Who is mentioned?")
    assert "told by their form" in text
    assert [line.split(" (")[0] for line in text.splitlines() if line.startswith("- ")] == [
        "- Gerard Bundersen",
        "- Donald Trump",
        "- Vladimir Putin",
    ]


def test_an_outline_is_the_headings_each_with_its_own_place(article: Library) -> None:
    lines = written(article, "Give me an outline of the article").splitlines()
    assert lines[0] == "- How the Kremlin Is Using Trump’s Turn in Russia Policy [1]"
    assert lines[2] == "  - Breaking with eight decades of policy [3]"
    assert len(lines) == 8


def test_a_word_is_counted_exactly_and_its_first_places_are_quoted(article: Library) -> None:
    text = written(article, "How many times is NATO mentioned?")
    document = article.document(article.documents()[0].id)
    assert document.text.count("NATO") == 5
    assert text.startswith("“NATO” stands 5 times in the text, first here:\n\n")
    assert text.count("“") >= 6
    assert "[5]" in text


def test_a_word_in_a_heading_is_counted_and_its_line_quoted(make: Callable[[dict[str, str]], Library]) -> None:
    library = make({"report.md": REPORT})
    assert "“# The Harbour Report” [1]" in written(library, "How many times is the word report mentioned?")


def test_where_nothing_of_the_kind_stands_the_answer_says_so_and_quotes_nothing(article: Library) -> None:
    assert written(article, "List all percentages") == "No percentages were found in the text."
    assert written(article, 'How often does the word "bread" appear?') == (
        "“bread” stands nowhere in the text that was searched."
    )
    assert surveyed(article, "List all percentages").lines == ()


def test_a_topic_or_document_that_is_not_there_is_left_to_the_ordinary_way(article: Library) -> None:
    for question in ("Summarise Trump", "summarise report.pdf", "Summarise the section on bread"):
        whole = recognise(question)
        assert whole is not None
        assert survey(article, whole, Query(analyse(question), question)) is None


def test_the_lists_of_a_small_report(make: Callable[[dict[str, str]], Library]) -> None:
    library = make({"report.md": REPORT})

    def listed(thing: Thing) -> list[str]:
        return [item.label for item in items(all_passages(library, Whole(Shape.LIST, thing)), thing)]

    assert listed(Thing.COUNTRIES) == ["Hungary", "Norway", "France"]
    assert listed(Thing.DATES) == ["March 1811", "1925", "14 May 1932"]
    assert listed(Thing.PERCENTAGES) == ["45 percent"]
    assert listed(Thing.SUMS) == ["$2 million"]
    assert listed(Thing.PEOPLE) == ["Anna Keller"]
    assert listed(Thing.NUMBERS) == ["1811", "45 percent", "1925", "14", "1932", "$2 million", "ten"]


def test_a_summary_avoids_questions_and_sentences_that_lean_on_another(
    make: Callable[[dict[str, str]], Library],
) -> None:
    library = make({"report.md": REPORT})
    quotes = [line.quote.text for line in surveyed(library, "Summarise the report").lines]
    assert 2 <= len(quotes) <= 3
    assert not {"Is that enough?", "Nobody knows.", "It was small at first."} & set(quotes)


def test_of_two_documents_the_one_that_is_named_is_summarised(make: Callable[[dict[str, str]], Library]) -> None:
    library = make(
        {"report.md": REPORT, "bees.txt": "Bees\n\n" + "Bees of many kinds visit the clover in the field. " * 3}
    )
    assert {line.title for line in surveyed(library, "Summarise the Harbour Report").lines} == {""}
    assert "Lindau" in written(library, "Summarise report.md")
    assert "Lindau" not in written(library, "Summarise the document about bees")


@pytest.mark.parametrize(
    "question", ["Summarise the manual", "What is this manual about?", "List all dates in the manual"]
)
def test_a_document_that_is_called_by_its_kind_is_the_one_that_is_meant(
    make: Callable[[dict[str, str]], Library], question: str
) -> None:
    library = make(
        {
            "report.md": REPORT,
            "pump.md": "# Pump User Manual\n\nThe pump of May 1999 moves forty litres of water a minute.\n",
        }
    )
    text = written(library, question)
    assert "1999" in text
    assert "Lindau" not in text
    assert "1811" not in text


NEWSLETTER = """# Hillfoot School Newsletter

## Dates

The summer fair of the school is on 4 June, and all the neighbours are invited. Anna Keller opens it.
"""
RECIPE = "## {}\n\nServes four.\n\n### Method\n\nBoil it for an hour.\n\n"
COOKERY = "# Aunt Ada's Recipes\n\n" + "".join(map(RECIPE.format, ("Pea soup", "Plum tart", "Rye bread")))
STUDY = """# Harbour Study

## 1. Methods

We dug.

## 2. Conclusion

The harbour should be dredged each year.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the newsletter about?", "The summer fair of the school is on 4 June"),
        ("Summarise the newsletter", "The summer fair of the school is on 4 June"),
        ("List all dates in the newsletter", "- 4 June"),
        ("Who is mentioned in the school newsletter?", "- Anna Keller"),
        ("How many recipes are there?", "There are 3 sections:"),
        ("What is the conclusion of the harbour study?", "“The harbour should be dredged each year.”"),
    ],
)
def test_a_noun_that_one_document_is_called_by_means_that_document(
    make: Callable[[dict[str, str]], Library], question: str, told: str
) -> None:
    library = make({"news.md": NEWSLETTER, "cook.md": COOKERY, "study.md": STUDY, "report.md": REPORT})
    text = written(library, question)
    assert told in text
    assert "Lindau" not in text


@pytest.mark.parametrize(
    "question",
    ["What is the school about?", "Who is mentioned in the fair?", "How many songs are there?",
     "What is the conclusion of the fair?", "Explain the newsletter", "How many dates are in the newsletter?"],
)  # fmt: skip
def test_a_noun_that_no_document_is_called_by_is_left_to_the_ordinary_way(
    make: Callable[[dict[str, str]], Library], question: str
) -> None:
    library = make({"news.md": NEWSLETTER, "cook.md": COOKERY})
    whole = recognise(question)
    assert whole is None or survey(library, whole, Query(analyse(question), question)) is None


def test_a_table_is_summarised_by_rows_that_read_with_their_head(make: Callable[[dict[str, str]], Library]) -> None:
    prices = "Item,Unit,Price\n" + "".join(f"Oak board {n} cm,piece,{n}.50\n" for n in range(20, 60))
    text = written(make({"prices.csv": prices}), "Summarise prices.csv")
    assert re.search(r"Oak board \d\d cm: piece \(Unit\), \d\d\.50 \(Price\) \[1\]", text)
    assert "|" not in text


def test_where_no_document_is_called_by_the_kind_all_are_meant(make: Callable[[dict[str, str]], Library]) -> None:
    library = make({"report.md": REPORT, "bees.txt": "Bees of many kinds visit the clover in the eastern field."})
    assert written(library, "Summarise the article").startswith("Drawn from both documents.")
    assert written(library, "Summarise all reports").startswith("Drawn from both documents.")


def test_of_several_documents_each_has_its_share_and_the_answer_says_how_many(
    make: Callable[[dict[str, str]], Library],
) -> None:
    library = make({"report.md": REPORT, "bees.txt": "Bees of many kinds visit the clover in the eastern field."})
    text = written(library, "Summarise all documents")
    assert text.startswith("Drawn from both documents.\n\nFrom “")
    assert "From “The Harbour Report”:\n\n" in text
    assert "“Bees of many kinds visit the clover in the eastern field.”" in text


def test_of_many_documents_a_bounded_number_is_drawn_from_and_the_answer_admits_it(
    make: Callable[[dict[str, str]], Library],
) -> None:
    subjects = ("Rivers", "Bridges", "Clocks", "Violins", "Lanterns", "Carpets", "Windmills", "Ovens")
    kinds = ("old", "new", "small", "large")
    library = make(
        {
            f"{kind} {subject}.txt": f"{subject} of the {kind} kind were made by hand in the valley for many years."
            for subject in subjects
            for kind in kinds
        }
    )
    found = surveyed(library, "Summarise the documents")
    assert found.opening == "Drawn from 12 of 32 documents."
    assert len(found.lines) == 12
    assert len({line.quote.document_id for line in found.lines}) == 12


def test_all_passages_come_in_order_and_a_large_library_gives_each_document_its_share(
    make: Callable[[dict[str, str]], Library],
) -> None:
    library = make(
        {
            "long.txt": "\n\n".join(f"Paragraph {n} speaks of the river. " * 30 for n in range(30)),
            "short.txt": "One short remark about a bridge.",
        }
    )
    whole = Whole(Shape.SUMMARY)
    every = all_passages(library, whole)
    assert len(every) == sum(item.passages for item in library.documents())
    few = all_passages(library, whole, 6)
    assert len(few) == 6
    assert few[0] == every[0]
    assert few[-1].text == "One short remark about a bridge."
    assert [passage.start for passage in few[:5]] == sorted(passage.start for passage in few[:5])


@pytest.mark.parametrize(
    ("thing", "text", "expected"),
    [
        (Thing.COUNTRIES, "Give us turkey, said the Turkish cook in the U.S. and the UK.",
         ["Turkey", "United States", "United Kingdom"]),
        (Thing.COUNTRIES, "South Korea, Papua New Guinea and Guinea-Bissau met; New Mexico did not.",
         ["South Korea", "Papua New Guinea", "Guinea-Bissau"]),
        (Thing.COUNTRIES, "Native Americans crossed the Indian Ocean.", []),
        (Thing.COUNTRIES, "Frankreich und Österreich", ["France", "Austria"]),
        (Thing.PLACES, "From Berlin to Latin America.", ["Berlin", "Latin America"]),
        (Thing.DATES, "In the 1930s, on 6 October 1973, May 5 and 2020-01-31 and in the 19th century.",
         ["1930s", "6 October 1973", "May 5", "2020-01-31", "19th century"]),
        (Thing.DATES, "There were 1500 people and 2000 copies in 1999.", ["1999"]),
        (Thing.PERCENTAGES, "About 3.5% to 4 per cent, twenty percent.", ["3.5%", "4 per cent", "twenty percent"]),
        (Thing.SUMS, "It cost €1,000, $2.5 billion and 30 million dollars.",
         ["€1,000", "$2.5 billion", "30 million dollars"]),
        (Thing.QUOTATIONS, "She said “not today” and left.", ["“not today”"]),
        (Thing.ABBREVIATIONS, "NATO and the EU, not THE PRESIDENT: he.", ["NATO", "EU"]),
        (Thing.ADDRESSES, "See https://example.org/a, or write to me@example.org.",
         ["https://example.org/a", "me@example.org"]),
        (Thing.EMAILS, "See https://example.org/a, or write to me@example.org.", ["me@example.org"]),
        (Thing.PHONES, "Call 112, or +44 20 7946 0011 (fax 020-7946-0012). In 2018-2019 it was 01.02.2024; 1234567.",
         ["112", "+44 20 7946 0011", "020-7946-0012"]),
        (Thing.PHONES, "| Gate | 040 555 0117 | 1,250,000 | 12 345 678 | 0.75 | 2024-05-01 |", ["040 555 0117"]),
        (Thing.PEOPLE, "Despite President Lincoln, Mary Barker wrote on. Barker said so in Washington.",
         ["Lincoln", "Mary Barker"]),
        (Thing.PEOPLE, "Councillor Peter Lund left. Its spokeswoman, Diane Whitlock, said nothing.",
         ["Peter Lund", "Diane Whitlock"]),
        (Thing.ORGANISATIONS, "The University of Paris and NATO met the Ministry of Finance in Bonn.",
         ["University of Paris", "NATO", "Ministry of Finance"]),
    ],
)  # fmt: skip
def test_things_are_told_apart(thing: Thing, text: str, expected: Sequence[str]) -> None:
    assert labels(text, thing) == expected


def test_lists_of_a_long_text_take_little_time() -> None:
    text = "In 1941, Franklin Roosevelt of the United States spoke to Congress about 45 percent of France. " * 6
    passages = one(text) * 500
    started = time.process_time()
    assert [item.label for item in items(passages, Thing.PEOPLE)] == ["Franklin Roosevelt"]
    assert items(passages, Thing.COUNTRIES)[0].mentions == 3000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("- The pier rose [3].", ["- The pier rose [3]."]),
        (
            "Source 3:\n- The pier rose high\n- It cost nine million",
            ["- The pier rose high [3]", "- It cost nine million [3]"],
        ),
        ("Here are the notes:\n- The pier rose high (3).", ["- The pier rose high [3]"]),
        ("**[4] The harbour**\n- Cranes came in\n", ["- Cranes came in [4]"]),
        ("[3]\n- The pier rose high", ["- The pier rose high [3]"]),
        ("- The pier of oak rose\n- Cats sleep by day", ["- The pier of oak rose [3]"]),
        ("[1]\n- The pier of oak rose [1]", ["- The pier of oak rose [3]"]),
        ("NONE", []),
    ],
)
def test_notes_are_tied_to_the_source_that_stands_above_or_behind_them(written: str, lines: list[str]) -> None:
    read = [
        EvidencePassage(f"{n}", "d", "Harbour", "h.txt", None, "", 0, 10, text, 1.0)
        for n, text in enumerate(("The pier of oak rose high and cost nine million.", "Cranes came in May."))
    ]
    assert list(tied(written, 4, read, 3)) == lines


def test_a_long_section_is_told_by_more_than_a_few_of_its_sentences(
    new_home: Callable[[], Path], tmp_path: Path
) -> None:
    built = "mill school church bridge harbour brewery station library theatre hospital airport museum".split()
    history = " ".join(f"In {1800 + 9 * n} the village built its {word} by the lake." for n, word in enumerate(built))
    text = (
        f"# Lake Orla\n\nThe lake lies in the north.\n\n## History\n\n{history}\n\n## Sights\n\nThe mill can be seen.\n"
    )
    (tmp_path / "lake.md").write_text(text, encoding="utf-8")
    with open_chain(Settings(home=new_home())) as chain:
        assert chain.library.add([tmp_path / "lake.md"]).ok
        answer = chain.ask("Summarise the history section")
    assert len(answer.citations) == 8
    assert all("by the lake" in citation.quote for citation in answer.citations)
