"""Tables of PDFs: read as rows in Markdown, and nothing else taken for one."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import printed
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import Piece
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from index.files.load import load
from index.files.readers.layout import Line, Word
from index.files.readers.print_tables import with_tables

BODY = getSampleStyleSheet()["BodyText"]
TEXT = "The pool is open on all days of the year, and the sauna from October until the end of April. " * 3
FEES = [["Fee", "Adults", "Children"], ["Pool", "4.50", "2.00"], ["Sauna", "12.00", "not admitted"]]


def read(folder: Path, *story: Flowable) -> str:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(list(story))
    return read_bytes(folder, buffer.getvalue())


def read_bytes(folder: Path, data: bytes) -> str:
    (folder / "a.pdf").write_bytes(data)
    return load(folder / "a.pdf", max_bytes=10_000_000).text


def placed(folder: Path, *pieces: Piece, font: str = "Helvetica") -> str:
    return read_bytes(folder, printed.placed(pieces, font=font))


def test_a_table_becomes_rows_below_its_head(tmp_path: Path) -> None:
    text = read(tmp_path, Paragraph(TEXT, BODY), Table(FEES), Paragraph(TEXT, BODY))
    rows = "| Fee | Adults | Children |\n|---|---|---|\n| Pool | 4.50 | 2.00 |\n| Sauna | 12.00 | not admitted |"
    assert text == f"{TEXT.strip()}\n\n{rows}\n\n{TEXT.strip()}"


def test_lines_of_a_cell_stay_together(tmp_path: Path) -> None:
    answers = [
        ["<b>Question</b>", "<b>Answer of the committee</b>"],
        ["May dogs be brought?", "Only on a lead, and never into the hall. Guide dogs are admitted at all times."],
        ["Is there parking?", "For forty cars, behind the hall."],
    ]
    cells = [[Paragraph(cell, BODY) for cell in row] for row in answers]
    text = read(tmp_path, Table(cells, colWidths=[150, 200]))
    assert text.splitlines() == [
        "| Question | Answer of the committee |",
        "|---|---|",
        "| May dogs be brought? | Only on a lead, and never into the hall. Guide dogs are admitted at all times. |",
        "| Is there parking? | For forty cars, behind the hall. |",
    ]


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(tmp_path: Path) -> None:
    rows = [[f"{day} May", f"Grocer {day}", f"{day}.20", f"50{day}.10"] for day in range(10, 100)]
    head = ["Date", "Details", "Paid out", "Balance"]
    text = read(tmp_path, Paragraph("Statement", getSampleStyleSheet()["Title"]), Table([head, *rows], repeatRows=1))
    assert text.count("| Date | Details | Paid out | Balance |\n|---|---|---|---|\n") == 3
    assert all(f"| {' | '.join(row)} |" in text for row in rows)


def test_a_document_with_tables_has_headings_too(tmp_path: Path) -> None:
    styles = getSampleStyleSheet()
    story = [
        Paragraph("Fees", styles["Heading1"]),
        Table([*FEES, *FEES[1:]] * 4),
        Paragraph("Rules", styles["Heading1"]),
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([*story, Paragraph(TEXT, BODY)])
    (tmp_path / "a.pdf").write_bytes(buffer.getvalue())
    assert [heading.text for heading in load(tmp_path / "a.pdf", max_bytes=10_000_000).headings] == ["Fees", "Rules"]


def test_a_centred_head_belongs_to_its_columns_in_their_order(tmp_path: Path) -> None:
    head = [(85, 0, "Zone"), (200, 0, "Adult"), (300, 0, "Child")]
    rows = [
        (left, n, text) for n in range(1, 5) for left, text in ((50, f"Zone {n}"), (160, f"{n}.40"), (260, f"{n}.20"))
    ]
    assert placed(tmp_path, *head, *rows).splitlines()[:3] == [
        "| Zone | Adult | Child |",
        "|---|---|---|",
        "| Zone 1 | 1.40 | 1.20 |",
    ]


def test_what_has_no_head_gets_none(tmp_path: Path) -> None:
    facts = [["Invoice", "2024-117"], ["Date", "5 May 2024"], ["Due", "4 June 2024"]]
    assert read(tmp_path, Table(facts)) == "| Invoice | 2024-117 |\n| Date | 5 May 2024 |\n| Due | 4 June 2024 |"


def test_a_head_of_several_lines_belongs_to_its_columns(tmp_path: Path) -> None:
    head = [(50, 0, "Year"), (120, 0, "Bees,"), (120, 1, "restored"), (220, 0, "Bees,"), (220, 1, "control")]
    rows = [(50, 2 + n, f"{2014 + n}") for n in range(3)]
    cells = [(120, 2 + n, f"{14 + n}.2") for n in range(3)] + [(220, 2 + n, f"{13 + n}.6") for n in range(3)]
    body = sorted(rows + cells, key=lambda piece: (piece[1], piece[0]))
    assert placed(tmp_path, *head, *body).splitlines()[:3] == [
        "| Year | Bees, restored | Bees, control |",
        "|---|---|---|",
        "| 2014 | 14.2 | 13.6 |",
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        [(left, n, text) for n in range(4) for left, text in ((50, f"2.{n}"), (90, f"Clause {'abcd'[n]} is agreed"))],
        # A list whose marks stand apart, the contents of a book, and text in two columns.
        [(left, n, text) for n in range(4) for left, text in ((50, f"{n + 1}."), (90, f"Item {'abcd'[n]}"))],
        [(left, n, text) for n in range(4) for left, text in ((50, f"Part {'abcd'[n]}"), (400, str(3 + 2 * n)))],
        [
            (left, n, text)
            for n in range(6)
            for left, text in (
                (50, "The fox sleeps by day in a tree or a den that it has"),
                (310, "left by others, and it hunts at night, when all the rest"),
            )
        ],
    ],
)
def test_what_only_stands_apart_is_no_table(tmp_path: Path, pieces: Sequence[tuple[float, float, str]]) -> None:
    assert "|" not in placed(tmp_path, *pieces)


def test_a_program_is_no_table(tmp_path: Path) -> None:
    pieces = [(left, n, text) for n in range(3) for left, text in ((50, f"name{n}"), (150, "= 12"), (250, "# a note"))]
    assert "|" not in placed(tmp_path, *pieces, font="Courier")
    assert "|" in placed(tmp_path, *pieces)


words = st.lists(st.tuples(st.integers(0, 40), st.text("abc12|", min_size=1, max_size=6)), min_size=1, max_size=5)


@given(st.lists(words, max_size=12))
def test_no_word_is_lost_or_told_twice(page: list[list[tuple[int, str]]]) -> None:
    lines = []
    for number, placed_words in enumerate(page):
        left, own = 0.0, list[Word]()
        for gap, text in placed_words:
            left += gap
            own.append(Word(text, left, left + 5 * len(text), 700 - 12.0 * number, 711 - 12.0 * number))
            left = own[-1].right + 3
        text = " ".join(word.text for word in own)
        lines.append(Line(text, own[0].left, own[-1].right, own[0].bottom, own[0].top, words=tuple(own)))
    told = " ".join(line.text for line in with_tables(lines) if not line.text.startswith("|---"))
    given_ = " ".join(line.text for line in lines).replace("|", "/")
    assert Counter(told.replace("|", " | ").replace("/", " / ").split()) - Counter("|" for _ in told) - Counter(
        "/" for _ in told
    ) == Counter(given_.replace("/", " / ").split()) - Counter("/" for _ in given_)


def test_code_between_rows_is_not_lost() -> None:
    def line(at: int, *words: str, code: bool = False) -> Line:
        low = 700 - 12 * at
        placed = tuple(Word(word, 50 + 80 * n, 80 + 80 * n, low, low + 10) for n, word in enumerate(words))
        left, right, bottom, top = placed[0].left, placed[-1].right, placed[0].bottom, placed[0].top
        return Line(" ".join(words), left, right, bottom, top, words=() if code else placed)

    lines = [line(0, "one", "two", "three"), line(1, "code", code=True), line(2, "six", "seven", "eight")]
    assert "code" in [told.text for told in with_tables([*lines, line(3, "nine", "ten", "eleven")])]


def test_a_page_of_very_many_lines_that_are_no_table_is_looked_at_once(tmp_path: Path) -> None:
    # Numbers that rise are those of pages.
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 1)
    for number in range(360):
        canvas.drawString(50, 800 - 2 * number, "ab")
        canvas.drawString(100, 800 - 2 * number, str(number))
    canvas.save()
    began = time.thread_time()
    assert "ab 359" in read_bytes(tmp_path, buffer.getvalue())
    assert time.thread_time() - began < 3
