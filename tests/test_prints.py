"""Pages printed from a browser or an office: what stands around them, and paragraphs of one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from loaded import load_bytes
from printed import placed
from reportlab.pdfgen.canvas import Canvas

TEXT = [(72, 4.0, "The pier was closed in May, and it"), (72, 5.0, "opens again in the spring.")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            [(30, 0, "11/30/26, 10:54 PM"), (250, 0, "Pier news")],
            [(30, 60, "https://a.example/pier.html"), (540, 60, "1/1")],
        ),
        (
            [(30, 0, "Pier news"), (300, 0, "https://a.example/pier")],
            [(30, 60, "1 of 1"), (480, 60, "30/11/2026, 22:54")],
        ),
    ],
    ids=["date above, address below", "address above, date below"],
)
def test_when_and_from_where_a_page_was_printed_is_none_of_its_text(
    tmp_path: Path, above: list[tuple[float, float, str]], below: list[tuple[float, float, str]]
) -> None:
    text = load_bytes(tmp_path, "a.pdf", placed([*above, *TEXT, *below])).text
    assert text == "The pier was closed in May, and it opens again in the spring."


def test_an_address_at_the_end_of_a_page_stays(tmp_path: Path) -> None:
    page = [*TEXT, (72, 7.0, "More is told at"), (72, 8.0, "https://a.example/pier")]
    assert load_bytes(tmp_path, "a.pdf", placed(page)).text.endswith("https://a.example/pier")


def test_paragraphs_of_one_line_stay_apart(tmp_path: Path) -> None:
    page = [
        (72, 2.0, "Jon Tarr, harbour board of Norvik, on the fourth of May"),
        (72, 4.0, "To the members of the board and all who keep a boat there"),
        (72, 6.0, "The roofer wants 12,400 crowns for the slates, and he can start"),
        (72, 7.0, "on the first of June."),
        (72, 9.0, "Please tell me by Friday whether he may begin with the work"),
        (72, 11.0, "Nora Beck, treasurer"),
        (72, 12.0, "Chapel Trust"),
    ]
    paragraphs = load_bytes(tmp_path, "a.pdf", placed(page)).text.split("\n\n")
    assert paragraphs[1:3] == [
        "To the members of the board and all who keep a boat there",
        "The roofer wants 12,400 crowns for the slates, and he can start on the first of June.",
    ]
    assert len(paragraphs) == 5


def test_a_text_with_wide_lines_keeps_its_paragraphs_together(tmp_path: Path) -> None:
    lines = ["The roofer wants 12,400 crowns for the slates, and he can start", "on the first of June, if the board"]
    lines += [
        "lets him have the scaffold that stands in the yard of the mill and",
        "was lent to us by the shipyard in May.",
    ]
    page = [(72, 2.0 * at, line) for at, line in enumerate(lines)]
    assert load_bytes(tmp_path, "a.pdf", placed(page)).text.count("\n\n") == 0


def test_an_item_goes_on_below_its_first_word_with_a_capital(tmp_path: Path) -> None:
    page = [
        (72, 2.0, "1."),
        (90, 2.0, "The boat sank in the night, and the board was warned on the 29th of"),
        (90, 3.0, "December that a ring was loose."),
        (72, 4.5, "2."),
        (90, 4.5, "The board has to look at each of the berths and rings every seven days"),
        (90, 5.5, "Sundays included."),
    ]
    text = load_bytes(tmp_path, "a.pdf", placed(page)).text
    assert "on the 29th of December that a ring was loose." in text
    assert "every seven days Sundays included." in text


def raised(*pieces: tuple[str, float]) -> bytes:
    """A line of pieces behind one another, each so many points above it; what is raised is smaller."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    left = 72.0
    for text, height in pieces:
        size = 7 if height else 10
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, 700 + height, text)
        left += canvas.stringWidth(text, "Helvetica", size)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 680, "The gauge was read each day, and nobody changed it.")
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([("It holds 5 × 10", 0), ("4", 4), (" litres.", 0)], "It holds 5 × 10^4 litres."),
        ([("It is below 10", 0), ("-3", 4), (" grams.", 0)], "It is below 10^-3 grams."),
        ([("It was built in 1910", 0), ("4", 4), (" by Moll.", 0)], "It was built in 1910 4 by Moll."),
        ([("From 10", 0), ("-30", 0), (" grams.", 0)], "From 10-30 grams."),
    ],
    ids=["ten times", "a negative power", "a note's mark", "a span"],
)
def test_powers_of_ten_are_told_from_marks_of_notes(tmp_path: Path, pieces: list[tuple[str, float]], told: str) -> None:
    assert load_bytes(tmp_path, "a.pdf", raised(*pieces)).text.startswith(told)


def test_an_entry_of_a_menu_is_no_heading_over_its_small_print(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    dishes = [
        ("Pea soup", "6.00", "with mint and a slice of rye bread, or without"),
        ("Cod", "18.00", "in a batter of beer, with chips and mushy peas"),
    ]
    for at, (dish, price, small) in enumerate(dishes):
        canvas.setFont("Helvetica", 13)
        canvas.drawString(72, 700 - 40 * at, dish)
        canvas.drawString(300, 700 - 40 * at, price)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 686 - 40 * at, small)
    canvas.save()
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert document.headings == ()
    assert "Cod 18.00" in document.text
