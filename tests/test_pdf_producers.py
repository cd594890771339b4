"""What programs that print PDFs do to a text: each test has one habit of one of them."""

from __future__ import annotations

import io
from pathlib import Path

import printed
import pytest
from printed import Piece
from reportlab.pdfgen.canvas import Canvas

from index.files.load import load
from index.types import Document

# Letters of bitmaps: each is drawn by the same procedure, and has the name of its number.
BITMAPS = b"""%%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length %d>> stream
%s
endstream endobj
5 0 obj <</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 500 700]/FirstChar 0/LastChar 255
/Widths[%s]/CharProcs<<%s>>/Encoding<</Type/Encoding/Differences[0 %s]>>>> endobj
6 0 obj <</Length 37>> stream
500 0 0 0 500 700 d1 0 0 500 700 re f
endstream endobj
trailer <</Root 1 0 R>>
"""


def read(folder: Path, data: bytes) -> Document:
    (folder / "a.pdf").write_bytes(data)
    return load(folder / "a.pdf", max_bytes=10_000_000)


def placed(folder: Path, *pages: list[Piece], size: float = 10) -> Document:
    return read(folder, printed.placed(*pages, size=size))


def in_bitmaps(text: bytes) -> bytes:
    content = b"BT /F1 10 Tf 50 700 Td <%s> Tj ET" % text.hex().encode()
    numbers = range(256)
    widths = b" ".join(b"%d" % (250 if number == 32 else 500) for number in numbers)
    procedures = b" ".join(b"/a%d 6 0 R" % number for number in numbers)
    return BITMAPS % (len(content), content, widths, procedures, b"".join(b"/a%d" % number for number in numbers))


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (b"O\x0ecers \x0cnd the \x0doods", "Officers find the floods"),
        (b"O\x1ecers \x1cnd the \x1doods", "Officers find the floods"),
        (b"\x12Gr\xfc\xffe\x10, \x13c\xf7ur\x14", "„Grüße“, «cœur»"),
        (b"\x88 A word \x16 of two", "• A word — of two"),
    ],
)
def test_letters_of_tex_bitmaps_are_those_that_tex_means(tmp_path: Path, printed: bytes, text: str) -> None:
    assert read(tmp_path, in_bitmaps(printed)).text == text


def test_words_that_a_program_breaks_are_whole(tmp_path: Path) -> None:
    lines = [
        "Efficient filtering reduced the number of reports, applied con-",
        "sistently, by a third; reports of the forty-",
        "two vessels, and of the long-term plan of the well-",
        "known office, are the observa-",
        "tions that the long-",
        "term plan of the year 1823 asks for, a pre-",
        "and a post-war one.",
    ]
    text = placed(tmp_path, [(50, at, line) for at, line in enumerate(lines)]).text
    assert text == (
        "Efficient filtering reduced the number of reports, applied consistently, by a third; reports of the forty-two "
        "vessels, and of the long-term plan of the well-known office, are the observations that the long-term plan "
        "of the year 1823 asks for, a pre- and a post-war one."
    )


def test_a_word_made_of_two_that_the_text_has_too_is_whole(tmp_path: Path) -> None:
    lines = [
        "The order is placed with the mill in writing, how much and if ever it comes, with-",
        "in a month. How-",
        "ever, a well-made sack of the mill is a well-",
        "made one.",
    ]
    text = placed(tmp_path, [(50, at, line) for at, line in enumerate(lines)]).text
    assert text.endswith("comes, within a month. However, a well-made sack of the mill is a well-made one.")


def test_where_lines_break_no_words_a_hyphen_at_their_end_stays(tmp_path: Path) -> None:
    lines = ["The office has bought three ships this year, all of them high-", "speed ones."]
    assert "high-speed ones" in placed(tmp_path, [(50, at, line) for at, line in enumerate(lines)]).text


def test_ragged_lines_run_on_below_a_running_head_that_is_wider(tmp_path: Path) -> None:
    lines = [
        "The district maintains eleven allotment sites with 734 plots in all.",
        "Demand continued to exceed supply in all of the year, compared with",
        "187 households of a year earlier. The average time was two years.",
        "Rents were left unchanged.",
    ]
    head = [(50.0, -2.0, "Northfield District Council"), (300.0, -2.0, "Internal"), (450.0, -2.0, "Annual Report")]
    others = [[*head, (50.0, 0.0, text)] for text in ("The wells are deep.", "No site is far away.")]
    text = placed(tmp_path, [*head, *((50.0, float(at), line) for at, line in enumerate(lines))], *others).text
    assert text.split("\n\n")[:2] == ["Northfield District Council Internal Annual Report", " ".join(lines)]


def test_a_quotation_in_larger_letters_is_no_heading(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(70, 700, "“A brick with a hole costs less than a dinner.”")
    canvas.setFont("Helvetica", 10)
    for at in range(5):
        canvas.drawString(50, 660 - 12 * at, "Special bricks with a hollow inside can be built into new walls.")
    canvas.save()
    assert not read(tmp_path, buffer.getvalue()).headings


def test_a_running_head_with_another_title_in_each_chapter_is_none_of_the_text(tmp_path: Path) -> None:
    chapters = {"The River": "fox", "The Mills": "hare", "The Floods": "heron"}
    pages: list[list[tuple[float, float, str]]] = []
    for title, animal in chapters.items():
        number = len(pages) + 1
        pages += [
            [
                (50.0, 0.0, f"{number}"),
                (450.0, 0.0, title.upper()),
                (50.0, 4.0, title),
                (50.0, 6.0, f"A {animal} asks the"),
            ],
            [(50.0, 0.0, title.upper()), (500.0, 0.0, f"{number + 1}"), (50.0, 4.0, f"miller, as each {animal} does.")],
        ]
    assert placed(tmp_path, *pages).text == "\n\n".join(
        f"{title}\nA {animal} asks the miller, as each {animal} does." for title, animal in chapters.items()
    )


def test_a_name_beside_a_number_that_counts_stays_if_it_is_nowhere_else(tmp_path: Path) -> None:
    names = ["Ada Fifield", "Bruno Griffin", "Carla Hook"]
    pages = [[(50.0, 0.0, name), (400.0, 0.0, f"{at}"), (50.0, 4.0, "You owe a fee.")] for at, name in enumerate(names)]
    text = placed(tmp_path, *pages).text
    assert all(name in text for name in names)


def test_marks_that_are_drawn_last_stand_in_front_of_their_items(tmp_path: Path) -> None:
    items = ["Leave the gaps open.", "Put up a box at a height of five", "metres at least.", "Count the birds."]
    text = [(70.0, float(at), item) for at, item in enumerate(items)]
    marks = [(55.0, 0.0, "1."), (55.0, 1.0, "2."), (55.0, 3.0, "3.")]
    assert placed(tmp_path, [*text, (50.0, 6.0, "The birds come back in May."), *marks]).text == (
        "1. Leave the gaps open.\n2. Put up a box at a height of five metres at least.\n3. Count the birds.\n\n"
        "The birds come back in May."
    )


def test_a_head_that_is_drawn_last_is_no_part_of_the_table_below_it(tmp_path: Path) -> None:
    cells = [("Code", "Width", "Height"), ("FT-15", "110", "145"), ("FT-25", "110", "151"), ("FT-80", "200", "218")]
    rows = [(50.0 + 120 * at, 6.0 + line, cell) for line, row in enumerate(cells) for at, cell in enumerate(row)]
    text = placed(tmp_path, [*rows, (50.0, 0.0, "Fenwick Instruments"), (290.0, 0.0, "Data sheet")]).text
    table = "| Code | Width | Height |\n|---|---|---|\n| FT-15 | 110 | 145 |"
    assert text.startswith(f"Fenwick Instruments Data sheet\n\n{table}")


def test_dots_of_a_table_of_contents_are_no_columns(tmp_path: Path) -> None:
    dots = [(150.0 + 8 * at, line, ".") for line in (1.0, 2.0) for at in range(30)]
    lines = [(50.0, 0.0, "1"), (65.0, 0.0, "The River"), (400.0, 0.0, "2"), (65.0, 1.0, "1.1 Sources")]
    ends = [(400.0, 1.0, "2"), (65.0, 2.0, "1.2 Tributaries"), (400.0, 2.0, "3")]
    pieces = sorted([*lines, *ends, *dots], key=lambda piece: (piece[1], piece[0]))
    text = placed(tmp_path, pieces).text
    assert text.splitlines()[0] == "1 The River 2" and "|" not in text


@pytest.mark.parametrize("raised", ["1", "¹"])
def test_a_footnote_parts_no_sentence_that_goes_on_over_column_or_page(tmp_path: Path, raised: str) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    left = [
        "Fisheries file reports.",
        "",
        "Masters complained about the flood",
        f"of letters.{raised} In contrast to them we",
    ]
    right = ["investigate the work.* It starts", "when a report is written.", "", "A report is read by an officer who"]
    for column, note in ((left, "1 The oldest is of 1823,"), (right, "* All of it,")):
        x = 50 if column is left else 300
        canvas.setFont("Helvetica", 10)
        for at, line in enumerate(column):
            canvas.drawString(x, 700 - 12 * at, line)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(x, 640, note)
        canvas.drawString(x, 630, "as far as we know.")
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 700, "acts on it.")
    canvas.save()
    document = read(tmp_path, buffer.getvalue())
    assert document.text.split("\n\n") == [
        "Fisheries file reports.",
        f"Masters complained about the flood of letters.{raised} In contrast to them we investigate the work.* "
        "It starts when a report is written.",
        "1 The oldest is of 1823, as far as we know.",
        "* All of it, as far as we know.",
        "A report is read by an officer who acts on it.",
    ]
    assert document.page_at(document.text.index("* All")) == 1
    assert document.page_at(document.text.index("acts on it")) == 2


def in_turn(*rows: list[list[str]]) -> list[tuple[float, float, str]]:
    """The lines of cells, cell after cell, as word processors write them."""
    pieces: list[tuple[float, float, str]] = []
    top = 0.0
    for row in rows:
        pieces += [(50.0 + 80 * at, top + line, text) for at, cell in enumerate(row) for line, text in enumerate(cell)]
        top += max(map(len, row))
    return pieces


def test_a_row_whose_cells_come_one_by_one_is_whole(tmp_path: Path) -> None:
    rows = in_turn(
        [["Site"], ["Plots"], ["Rent"], ["Remark"]],
        [["Mill Road,", "plot group", "A"], ["10"], ["£40.50"], ["halved", "in 2016"]],
        [["Station", "Approach"], ["16"], ["£42.50"], ["has a well,", "closed until", "next year"]],
        [["Eastgate"], ["18"], ["£44.50"], ["no water"]],
    )
    after = [(50.0, 11.0, "The table is that of the year before, and nothing has been left out of it since.")]
    assert placed(tmp_path, [*rows, *after]).text == (
        "| Site | Plots | Rent | Remark |\n|---|---|---|---|\n"
        "| Mill Road, plot group A | 10 | £40.50 | halved in 2016 |\n"
        "| Station Approach | 16 | £42.50 | has a well, closed until next year |\n"
        "| Eastgate | 18 | £44.50 | no water |\n\n"
        "The table is that of the year before, and nothing has been left out of it since."
    )


def test_short_columns_of_text_are_read_one_after_another(tmp_path: Path) -> None:
    left = ["The river has shaped the valley", "since the last ice age, and the", "people have learned of it."]
    right = ["In wet years the water rises in", "a few hours; in dry years the", "mills stand still."]
    columns = [(x, float(at), line) for x, lines in ((50.0, left), (300.0, right)) for at, line in enumerate(lines)]
    assert placed(tmp_path, columns).text == f"{' '.join(left)}\n\n{' '.join(right)}"


def test_a_head_of_two_lines_and_a_row_that_spans_all_columns(tmp_path: Path) -> None:
    rows = [
        [(50, "Site"), (150, "Plots"), (240, "Rent in each year"), (400, "Tenancies")],
        [(220, "Residents"), (300, "Others"), (380, "Begun"), (450, "Ended")],
        [(50, "Sites that lie to the north")],
        [(50, "Mill Road"), (150, "10"), (220, "£40.50"), (300, "£44.00"), (380, "0"), (450, "1")],
        [(50, "Long Meadow"), (150, "19"), (220, "£43.50"), (300, "£47.00"), (380, "3"), (450, "2")],
        [(50, "Sites that lie to the south")],
        [(50, "Eastgate"), (150, "40"), (220, "£50.50"), (300, "£54.00"), (380, "2"), (450, "1")],
        [(50, "Weaver Street"), (150, "34"), (220, "£48.50"), (300, "£52.00"), (380, "0"), (450, "2")],
    ]
    text = placed(tmp_path, [(float(x), float(at), cell) for at, row in enumerate(rows) for x, cell in row]).text
    assert text.splitlines()[:5] == [
        "| Site | Plots | Rent in each year Residents | Rent in each year Others | Tenancies Begun | Tenancies Ended |",
        "|---|---|---|---|---|---|",
        "| Sites that lie to the north |  |  |  |  |  |",
        "| Mill Road | 10 | £40.50 | £44.00 | 0 | 1 |",
        "| Long Meadow | 19 | £43.50 | £47.00 | 3 | 2 |",
    ]
    assert text.splitlines()[-1] == "| Weaver Street | 34 | £48.50 | £52.00 | 0 | 2 |"


def test_an_upper_head_that_keeps_to_its_column_stands_in_the_next_too(tmp_path: Path) -> None:
    rows = [["Code", "Width", "Flow", ""], ["", "", "Least", "Most"], ["FT-15", "110", "0.5", "50"]]
    rows += [["FT-25", "110", "1.5", "150"], ["FT-50", "200", "6", "600"]]
    pieces = [(50.0 + 100 * at, float(n), cell) for n, row in enumerate(rows) for at, cell in enumerate(row) if cell]
    assert placed(tmp_path, pieces).text.splitlines()[:3] == [
        "| Code | Width | Flow Least | Flow Most |",
        "|---|---|---|---|",
        "| FT-15 | 110 | 0.5 | 50 |",
    ]


def test_the_number_of_a_page_goes_where_it_stands_in_another_place(tmp_path: Path) -> None:
    animals = ["fox", "hare", "heron", "otter"]
    pages = [[(300.0, 0.0, f"{at}"), (50.0, 4.0, f"A {name} asks the miller.")] for at, name in enumerate(animals, 2)]
    opening = [(50.0, 4.0, "No animal of the valley has ever seen the"), (50.0, 5.0, "sea."), (300.0, 50.0, "1")]
    text = placed(tmp_path, opening, *pages).text
    assert text.split("\n\n")[:2] == ["No animal of the valley has ever seen the sea.", "A fox asks the miller."]


def test_lines_of_text_with_a_wide_gap_are_no_rows_around_a_title(tmp_path: Path) -> None:
    pieces = [
        (50.0, 0.0, "As many others do, TeX"),
        (190.0, 0.0, "takes its options by key and value; below you find"),
        (50.0, 1.0, "a description of every key and of the values that it may have, each"),
        (50.0, 2.0, "with its default. In TeX"),
        (190.0, 2.0, "and in all that came after it, some of them differ."),
    ]
    assert "|" not in placed(tmp_path, pieces).text


def test_addresses_side_by_side_are_read_one_after_another_above_a_table(tmp_path: Path) -> None:
    blocks = in_turn(
        [["Sent to", "Ada Fifield", "Quay 4"], ["Billed to", "B. Griffin", "Mill 7"], ["Date", "Due", "Code"]]
    )
    cells = [["Item", "Amount", "Price"], ["Door", "2", "£640"], ["Fitting", "9", "£382"]]
    table = [(50.0 + 80 * at, 5.0 + line, cell) for line, row in enumerate(cells) for at, cell in enumerate(row)]
    text = placed(tmp_path, [*blocks, *table]).text
    assert "| Item | Amount | Price |\n|---|---|---|\n| Door | 2 | £640 |" in text
    assert text.index("Quay 4") < text.index("Billed to") < text.index("Mill 7") < text.index("Due")


@pytest.mark.parametrize(("words", "end"), [(8, "\n"), (0, " ")])
def test_lines_of_code_stay_on_their_lines_unless_all_is_in_typewriter_letters(
    tmp_path: Path, words: int, end: str
) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 10)
    for at in range(words):
        canvas.drawString(50, 760 - 12 * at, "The command prints the height of the tide for every hour of the day.")
    canvas.setFont("Courier", 10)
    for at, line in enumerate(["tidewatch --station holyhead --unit", "m --hours 24 and", "tidewatch today"]):
        canvas.drawString(50, 600 - 12 * at, line)
    canvas.save()
    text = read(tmp_path, buffer.getvalue()).text
    assert text.endswith(f"tidewatch --station holyhead --unit{end}m --hours 24 and{end}tidewatch today")
