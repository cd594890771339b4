"""Files of delimited text: a row is found, quoted with its head, and by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from index.chunk import chunk
from index.files.load import load
from index.types import Document
from rag.chain import Chain

PLANTS = "Plant,Height (cm),Price (EUR),Blooms in\n" + "".join(
    f"{name},{20 + 3 * at},{4 + at}.50,{month}\n"
    for at, (name, month) in enumerate(
        [
            ("Alpine aster", "June"), ("Bee balm", "July"), ("Candytuft", "April"), ("Day lily", "July"),
            ("Elecampane", "August"), ("Foxglove", "June"), ("Globe thistle", "August"), ("Hellebore", "February"),
            ("Iris", "May"), ("Jacob's ladder", "May"), ("Knapweed", "July"), ("Lungwort", "March"),
            ("Meadow rue", "June"), ("Navelwort", "April"), ("Obedient plant", "September"), ("Peony", "May"),
            ("Queen of the prairie", "July"), ("Red campion", "June"), ("Speedwell", "June"), ("Toad lily", "October"),
        ]
    )
)  # fmt: skip
STAFF = (
    "Number,Name,Department,Job,Office,Began on,Manager,Salary (EUR),Work phone,Car park,Contract,Weekly hours,"
    "Days of leave left,Home town,Certificates held,Next appraisal due,Notes on working from home\n"
    "S-17,Ida Brandt,Finance,Controller,Delft,1 March 2019,Mia Falk,61000,015 555 0117,none,permanent,36,"
    '12,Gouda,none,June,"Two days a week, never in the last week of a quarter"\n'
    "S-18,Olav Prins,Sales,Account manager,Delft,1 May 2021,Mia Falk,54500,015 555 0118,P4,permanent,40,"
    '9,Leiden,none,July,"On Tuesdays and Thursdays, after the customer has agreed"\n'
)


def text_of(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return load(folder / name, max_bytes=10_000_000).text


def passages_of(whole: Document) -> list[str]:
    return [passage.text for passage in chunk(whole, lambda texts: [len(text) // 3 for text in texts])]


def test_a_question_about_a_row_quotes_that_row_with_its_head(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"plants.csv": PLANTS, "staff.csv": STAFF}) as chain:
        for question, row in {
            "What is the price of the globe thistle?": "Globe thistle | 38 | 10.50 | August",
            "When does the toad lily bloom?": "Toad lily | 77 | 23.50 | October",
        }.items():
            answer = chain.ask(question)
            assert answer.citations[0].quote == row
            assert "(Price (EUR))" in answer.text
        assert chain.ask("What is the work phone of Olav Prins?").citations[0].quote == "Work phone: 015 555 0118"


def test_each_passage_of_a_long_table_has_the_head(tmp_path: Path) -> None:
    (tmp_path / "plants.csv").write_text(PLANTS)
    passages = passages_of(load(tmp_path / "plants.csv", max_bytes=100_000))
    assert len(passages) > 1
    assert all(passage.startswith("| Plant | Height (cm) | Price (EUR) | Blooms in |\n|---|") for passage in passages)


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.csv", 'Kurs;Preis\r\n"Malen; Öl";1,50\r\n\r\nTon;2,50\r\n'.encode("cp1252"),
         "| Kurs | Preis |\n|---|---|\n| Malen; Öl | 1,50 |\n| Ton | 2,50 |"),
        ("c.tsv", b"Sales of 2024\nName\tNote\nAnn\tred, blue\nBob\t\"none\nyet\"\n",
         "| Name | Note |\n|---|---|\n| Ann | red, blue |\n| Bob | none yet |"),
        ("b.tsv", "Name\tNote\nAnn\tred, blue\nBob\tnone, yet\n".encode("utf-16"),
         "| Name | Note |\n|---|---|\n| Ann | red, blue |\n| Bob | none, yet |"),
        ("c.csv", b'Fees 2024,,\n,,\nName,Fee,\n"Ann ""A"" Lee","3\neuros",\nBob,x|y,\n',
         '| Name | Fee |\n|---|---|\n| Ann "A" Lee | 3 euros |\n| Bob | x/y |'),
        ("d.csv", b"sep=;\nA;B\nx,y;z\nw;v\n", "| A | B |\n|---|---|\n| x,y | z |\n| w | v |"),
        ("e.csv", b'Size,Name\n12" pipe,long\n"open,short\nplain,wide\n',
         '| Size | Name |\n|---|---|\n| 12" pipe | long |\n| open,short |  |\n| plain | wide |'),
        ("f.csv", b"Ann,12.50\nBob,13.00\n", "| Ann | 12.50 |\n| Bob | 13.00 |"),
        ("h.csv", b"Apfel;1,50\nBirne;2,30\nKirsche;4,10\n",
         "| Apfel | 1,50 |\n| Birne | 2,30 |\n| Kirsche | 4,10 |"),
        ("i.csv", b"Kunde|Ort, Land\nBell|Riga, LV\nBerg|Oslo, NO\n",
         "| Kunde | Ort, Land |\n|---|---|\n| Bell | Riga, LV |\n| Berg | Oslo, NO |"),
        ("j.csv", b"name,room,phone,city\nAnn,twelve\nJan,nine\nEva,six\n",
         "| name | room | phone | city |\n|---|---|---|---|\n| Ann | twelve |  |  |\n| Jan | nine |  |  |\n"
         "| Eva | six |  |  |"),
        ("g.csv", b"Country,2021,2022\nNorway,4,5\n", "| Country | 2021 | 2022 |\n|---|---|---|\n| Norway | 4 | 5 |"),
    ],
    ids=["semicolons", "tabs-below-a-title", "tabs", "title-and-quotes", "said", "stray-quotes", "no-head",
         "commas-in-figures", "commas-in-names", "empty-ends", "years"],
)  # fmt: skip
def test_fields_are_parted_as_the_file_means_it(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    assert text_of(tmp_path, name, data).rpartition("\n\n")[2] == text


@pytest.mark.parametrize("text", ["One line after another.\nAnd no table.\n", "apples\npears\n", "This, and that."])
def test_what_is_no_table_is_read_as_it_is(tmp_path: Path, text: str) -> None:
    assert text_of(tmp_path, "a.csv", text.encode()) == text


@pytest.mark.parametrize(
    "row",
    [
        "{0},part {0},{0}.50\n",
        pytest.param('{0},"open {0},x\n', marks=pytest.mark.slow),
        pytest.param("{0},'a', \"b\" ,'c {0}\n", marks=pytest.mark.slow),
    ],
)
def test_a_long_table_takes_time_that_grows_with_it(tmp_path: Path, row: str) -> None:
    def cost(rows: int) -> float:
        path = tmp_path / f"{rows}.csv"
        path.write_text("Key,Name,Price\n" + "".join(row.format(at) for at in range(rows)))
        began = time.process_time()
        assert passages_of(load(path, max_bytes=10_000_000))
        return time.process_time() - began

    cost(100)
    # What else the machine does only adds to a run: the least of a few is compared.
    few, many = (min(cost(rows) for _ in range(times)) for rows, times in ((4_000, 3), (16_000, 2)))
    assert many < 12 * few


REVIEW = (
    "The ferry was late, and the crew was kind to all of us on the way over to the island and back in the evening. " * 9
)


@pytest.mark.parametrize(
    ("head", "record", "heading"),
    [
        ("Code,Review,Stars", 'R{n},"{text}",five', "R{n}"),
        ("Answer,Question", '"{text}",Is crossing {word} good?', "Is crossing {word} good?"),
        ("Answer,Remark", '"{text}","{text}"', ""),
    ],
)
def test_a_long_text_in_a_record_stands_below_its_name_and_is_none(
    tmp_path: Path, head: str, record: str, heading: str
) -> None:
    words = ("one", "two", "three")
    rows = [record.format(n=n, text=f"{REVIEW}It was {word}.", word=word) for n, word in enumerate(words)]
    (tmp_path / "reviews.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    passages = chunk(load(tmp_path / "reviews.csv", max_bytes=100_000), lambda texts: [len(t) // 4 for t in texts])
    for n, word in enumerate(words):
        headings = {passage.heading for passage in passages if f"It was {word}." in passage.text}
        assert headings == {heading.format(n=n, word=word)}
