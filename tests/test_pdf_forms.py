"""Forms as PDFs: what was filled in and typed upon a page is text, and stands with its label."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from loaded import load_bytes
from reportlab.pdfgen.canvas import Canvas

Drawing = Callable[[Canvas], None]


def text_of(folder: Path, draw: Drawing) -> str:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return load_bytes(folder, "a.pdf", buffer.getvalue()).text


def field(canvas: Canvas, value: str, left: float, bottom: float, width: float = 120, height: float = 18) -> None:
    name = f"{left} {bottom}"
    canvas.acroForm.textfield(name=name, value=value, x=left, y=bottom, width=width, height=height, fontSize=10)


def test_what_a_form_holds_stands_behind_its_label(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Annual income")
        field(canvas, "58,400", 200, 695)
        canvas.drawString(60, 640, "Remarks")
        field(canvas, "", 200, 635)
        canvas.drawString(60, 600, "I moved on")
        field(canvas, "4 June", 120, 595, 60)
        canvas.drawString(190, 600, "to Ludby.")

    assert text_of(tmp_path, draw) == "Annual income 58,400\nRemarks\n\nI moved on 4 June to Ludby."


def test_what_a_form_holds_stands_behind_the_label_above_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for left, label, value in ((60, "Family name", "Sorensen"), (250, "First name", "Gro")):
            canvas.drawString(left, 720, label)
            field(canvas, value, left, 696)
        canvas.drawString(60, 640, "Why?")
        field(canvas, "The office moved to Ludby,\nand so did we.", 60, 580, 300, 54)

    told = "Family name: Sorensen\n\nFirst name: Gro\n\nWhy? The office moved to Ludby, and so did we."
    assert text_of(tmp_path, draw) == told


def test_fields_below_each_other_are_the_cells_of_a_table(tmp_path: Path) -> None:
    rows = [("Ticket", "38.00"), ("Lunch", "12.50"), ("Taxi", "21.00")]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Item")
        canvas.drawString(300, 700, "Amount")
        for at, (item, amount) in enumerate(rows, 1):
            field(canvas, item, 60, 696 - 22 * at)
            field(canvas, amount, 300, 696 - 22 * at)

    table = "| Item | Amount |\n|---|---|\n| Ticket | 38.00 |\n| Lunch | 12.50 |\n| Taxi | 21.00 |"
    assert text_of(tmp_path, draw) == table


def test_boxes_to_tick_say_whether_they_are_ticked(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for at, (label, ticked) in enumerate((("Paid by card", True), ("Paid in cash", False))):
            canvas.acroForm.checkbox(name=label, x=60, y=697 - 20 * at, size=12, checked=ticked)
            canvas.drawString(80, 700 - 20 * at, label)

    assert text_of(tmp_path, draw) == "☒ Paid by card\n☐ Paid in cash"


def test_what_is_typed_upon_a_page_is_text_and_a_comment_beside_it_is_not(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "The fee for the course is 60 euros.")
        canvas.freeTextAnnotation("From June on the fee is 75 euros.", DA="/Helv 10 Tf 0 g", Rect=[60, 600, 400, 620])
        canvas.textAnnotation("Ask Marta.", Rect=[500, 690, 520, 710])

    assert text_of(tmp_path, draw) == "The fee for the course is 60 euros.\n\nFrom June on the fee is 75 euros."


def test_small_labels_of_a_printed_form_stand_before_what_is_below_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for at, (label, value) in enumerate((("Surname", "Marwood"), ("Birthplace", "Ludby"), ("Children", "3"))):
            canvas.setFont("Helvetica", 7)
            canvas.drawString(60, 700 - 40 * at, label)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, 688 - 40 * at, value)
        canvas.drawString(60, 560, "The permit is valid for one year, and costs 36 euros.")

    told = (
        "Surname: Marwood\n\nBirthplace: Ludby\n\nChildren: 3\n\nThe permit is valid for one year, and costs 36 euros."
    )
    assert text_of(tmp_path, draw) == told


def test_bullets_that_are_drawn_part_the_items_of_a_list(tmp_path: Path) -> None:
    items = ("a survey of the house that is not older than two years", "two quotes", "the consent of the owner")

    def draw(canvas: Canvas) -> None:
        for at, item in enumerate(items):
            canvas.circle(66, 703 - 13 * at, 1.8, stroke=0, fill=1)
            canvas.drawString(76, 700 - 13 * at, item)
        # A single dot marks no list.
        canvas.circle(166, 603, 1.8, stroke=0, fill=1)
        canvas.drawString(176, 600, "Velm on the map")

    assert text_of(tmp_path, draw) == "\n".join(f"• {item}" for item in items) + "\n\nVelm on the map"
