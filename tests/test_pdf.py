"""PDF as it is read: paragraphs, headings by their look, pages, and what is no text of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from loaded import load_bytes
from printed import placed
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from index.errors import DocumentError, EmptyDocumentError
from index.types import Document, Page


def pdf_of(pages: Sequence[Sequence[str]], **options: object) -> bytes:
    """One page per list of lines; a page without lines gets a shape, as a scan has only a picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 720 - 14 * number, line)
        if not lines:
            canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_paragraphs_of_a_pdf_are_whole(tmp_path: Path) -> None:
    style = getSampleStyleSheet()
    words = "The quick brown fox jumps over the lazy dog, and then it sleeps for a while. " * 5
    buffer = io.BytesIO()
    story = [
        Paragraph("A Heading", style["Heading1"]),
        Paragraph(words, style["BodyText"]),
        Paragraph(words, style["BodyText"]),
    ]
    SimpleDocTemplate(buffer, title="On Foxes").build(story)
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert document.text == f"A Heading\n\n{words.strip()}\n\n{words.strip()}"
    assert document.title == "A Heading"


def test_a_pdf_without_headings_has_the_title_that_the_file_gives(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    body = Paragraph("The fox sleeps. " * 20, getSampleStyleSheet()["BodyText"])
    SimpleDocTemplate(buffer, title="On Foxes").build([body])
    assert load_bytes(tmp_path, "a.pdf", buffer.getvalue()).title == "On Foxes"


def printed(tmp_path: Path, *story: tuple[str, str]) -> Document:
    """A PDF of paragraphs, each in a style of reportlab's sheet, or "Bold" for bold letters of the text's size."""
    styles = getSampleStyleSheet()
    styles.add(ParagraphStyle("Bold", parent=styles["BodyText"], fontName="Helvetica-Bold"))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(text, styles[style]) for style, text in story])
    return load_bytes(tmp_path, "a.pdf", buffer.getvalue())


FOX = "The fox sleeps by day in a hollow tree, or in a den that others have left, and hunts at night. " * 4


def test_larger_and_bolder_lines_of_a_pdf_are_its_headings(tmp_path: Path) -> None:
    document = printed(
        tmp_path,
        ("Title", "Animals of the forest"),
        ("Heading2", "1. The fox and all of its relations, as far as they have been seen in this and other forests"),
        ("BodyText", FOX),
        ("Bold", "What does it eat?"),
        ("BodyText", FOX),
        ("Heading2", "2. The hare"),
        ("BodyText", FOX),
    )
    assert [(heading.level, heading.text) for heading in document.headings] == [
        (1, "Animals of the forest"),
        (2, "1. The fox and all of its relations, as far as they have been seen in this and other forests"),
        (3, "What does it eat?"),
        (2, "2. The hare"),
    ]
    assert all(document.text[item.start : item.end] == item.text for item in document.headings)
    assert document.title == "Animals of the forest"


@pytest.mark.parametrize(
    "text",
    [
        "Never feed the fox, whatever it may look like, and keep your dog on a lead in all of the forest. " * 3,
        "Note that the fox is shy.",
        "fox@forest.example",
        "3.141",
    ],
)
def test_what_is_bold_need_not_be_a_heading(tmp_path: Path, text: str) -> None:
    document = printed(tmp_path, ("BodyText", FOX), ("Bold", text), ("BodyText", FOX))
    assert document.headings == ()
    assert " ".join(text.split()) in document.text


def test_a_document_in_bold_has_no_headings_by_that(tmp_path: Path) -> None:
    document = printed(tmp_path, ("Bold", "Foxes"), ("Bold", FOX), ("Bold", "Hares"), ("Bold", FOX))
    assert document.headings == ()


def test_the_head_of_a_table_in_a_pdf_is_no_heading(tmp_path: Path) -> None:
    cells = [["Animal", "Weight"], ["Fox", "7 kg"], ["Hare", "4 kg"]]
    buffer = io.BytesIO()
    table = Table(cells, style=[("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")])
    SimpleDocTemplate(buffer).build([Paragraph(FOX, getSampleStyleSheet()["BodyText"]), table])
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert document.headings == ()
    assert "Animal" in document.text


def test_pages_tile_the_text_and_blank_ones_are_noted(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "my_scan.pdf", pdf_of([["One."], [], ["Three."], ["Four."], []]))
    assert document.text == "One.\n\nThree.\n\nFour."
    assert document.pages == (Page(1, 0, 6), Page(2, 6, 6), Page(3, 6, 14), Page(4, 14, 19), Page(5, 19, 19))
    assert [document.page_at(offset) for offset in (0, 6, 14)] == [1, 3, 4]
    assert document.notes == ("pages 2, 5 have no text",)
    assert document.title == "my scan"


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    animals = ("fox", "hare", "wolf", "bear")
    lines = ["The {} sleeps by day in a hollow tree, or in a den that others", "have left, and the {} hunts at night."]
    pages = [
        [
            "Forest report 2021 - Revision 3",
            "",
            lines[0].format(animal),
            lines[1].format(animal),
            "",
            f"Page {number} of 4",
        ]
        for number, animal in enumerate(animals, 1)
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    sentences = [" ".join(lines).format(animal, animal) for animal in animals]
    assert document.text == "\n\n".join(["Forest report 2021 - Revision 3", *sentences])
    assert document.page_at(document.text.index("The bear")) == 4


@pytest.mark.parametrize("line", ["Chapter {}", "Invoice 20{}7", "The {} wolves howl."])
def test_what_differs_from_page_to_page_is_text(tmp_path: Path, line: str) -> None:
    pages = [[line.format(number), "", f"Words of page {number} alone."] for number in range(1, 5)]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    for number in range(1, 5):
        assert line.format(number) in document.text


def test_titles_of_slides_and_records_stay_though_they_are_alike(tmp_path: Path) -> None:
    style = getSampleStyleSheet()
    story: list[Flowable] = []
    for animal in ("fox", "hare", "wolf"):
        story += [Paragraph("Status", style["Title"]), Paragraph(f"The {animal} sleeps. " * 9, style["BodyText"])]
        story += [Paragraph("Injuries: none", style["BodyText"]), PageBreak()]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(story)
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert [heading.text for heading in document.headings] == ["Status"] * 3
    assert document.text.count("Injuries: none") == 3


def test_a_raised_mark_is_no_figure_of_a_number(tmp_path: Path) -> None:
    text = "The treaty was signed in 1823<super>1</super> by the two princes of the northern valley and its towns. " * 2
    document = printed(tmp_path, ("BodyText", text))
    assert "18231" not in document.text
    assert "1823 1 by" in document.text


def test_letters_that_are_set_apart_are_words(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 720, "METHODS AND DATA", charSpace=6)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 690, "Of the options a b c d only the last was taken, and the others were left.", charSpace=0)
    canvas.showPage()
    canvas.save()
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert [heading.text for heading in document.headings] == ["METHODS AND DATA"]
    assert "options a b c d only" in document.text


def test_a_watermark_is_neither_title_nor_in_a_sentence(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(3):
        canvas.drawString(
            72, 720, f"The fox sleeps by day in hollow tree {number} of the forest, or in a den that others"
        )
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 80)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        canvas.drawString(72, 706, f"have left, and the hare of tree {number} hunts at night.")
        canvas.showPage()
    canvas.save()
    document = load_bytes(tmp_path, "fox.pdf", buffer.getvalue())
    assert document.title == "fox"
    assert document.text.count("DRAFT") == 1
    assert document.text.count("a den that others have left, and the hare") == 3


def test_pages_that_are_alike_keep_their_text(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "a.pdf", pdf_of([["Void."], ["Void."], ["Void."]]))
    assert document.text == "Void.\n\nVoid.\n\nVoid."


def test_a_sentence_goes_on_over_a_page(tmp_path: Path) -> None:
    pages = [
        ["Leases", "", "The tenant shall keep the gar-", "", "7"],
        ["Leases", "", "den, and the garden gate, in", "", "8"],
        ["Leases", "", "good order.", "", "9"],
        ["Leases", "", "The landlord may look at them.", "", "10"],
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    assert document.text == (
        "The tenant shall keep the garden, and the garden gate, in good order.\n\nThe landlord may look at them."
    )
    assert [document.text[page.start : page.end] for page in document.pages][1] == "den, and the garden gate, in "


FULL = "The survey teams walked both banks of the river, which took them four days in spring and"


def test_a_sentence_goes_on_with_a_name_over_a_page_and_a_column(tmp_path: Path) -> None:
    text = load_bytes(
        tmp_path, "a.pdf", pdf_of([[FULL, FULL], ["October. The otters were back.", "They were shy."]])
    ).text
    assert "four days in spring and October. The otters were back." in text
    left = [(60, line, "The survey teams walked both banks of the river,") for line in (1, 2)]
    right = [(330, line, "October was wet, and cold, and quite dark. It was") for line in (1, 2)]
    assert "river, October was wet" in load_bytes(tmp_path, "b.pdf", placed([*left, *right])).text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["The survey of the river.", FULL], "October has thirty-one days, and a fox."),
        (
            [FULL, "• Reports are due on the first Monday of each month, when the office in the town is open, and"],
            "Staff.",
        ),
        ([FULL, "The survey teams walked both banks of the river, and"], "Otters are shy."),
    ],
)
def test_a_line_that_had_room_or_stands_alone_does_not_go_on(tmp_path: Path, above: list[str], below: str) -> None:
    text = load_bytes(tmp_path, "a.pdf", pdf_of([above, [below, "They were shy."]])).text
    assert f"\n\n{below}" in text


def test_a_page_that_is_set_across_is_read_as_its_readers_turn_it(tmp_path: Path) -> None:
    rows = [("Ship", "Flag", "Length"), ("Elsa Berg", "Norway", "142 m"), ("Corvina", "Malta", "176 m")]
    for angle, rotation in ((90, 90), (90, 0), (-90, 270), (180, 180)):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(600, 600))
        canvas.setPageRotation(rotation)
        canvas.translate(300, 300)
        canvas.rotate(angle)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                canvas.drawString(-240 + 150 * column, 200 - 16 * row, cell)
        canvas.drawString(-240, 100, "The Corvina called twice.")
        canvas.save()
        assert load_bytes(tmp_path, "a.pdf", buffer.getvalue()).text == (
            "| Ship | Flag | Length |\n|---|---|---|\n| Elsa Berg | Norway | 142 m |\n| Corvina | Malta | 176 m |\n\n"
            "The Corvina called twice."
        )


def test_a_word_broken_at_a_line_end_is_joined_where_the_document_tells_how(tmp_path: Path) -> None:
    lines = [
        "An international and a well-",
        "known treaty is inter-",
        "national, and pre-",
        "and postwar, covid-",
        "19 too.",
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of([lines]))
    assert (
        document.text
        == "An international and a well-known treaty is international, and pre- and postwar, covid-19 too."
    )


def test_rows_of_a_pdf_stay_on_their_lines(tmp_path: Path) -> None:
    lines = ["A line of text that is as long as the page is wide.", "Berlin 3", "Paris 4"]
    assert load_bytes(tmp_path, "a.pdf", pdf_of([lines])).text == (
        "A line of text that is as long as the page is wide. Berlin 3\nParis 4"
    )


def test_a_pdf_with_letters_of_no_size_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 11)
    for row in range(4):
        for column, text in enumerate(("Boat", "Length", "Price")):
            canvas.drawString(60 + 150 * column, 700 - 16 * row, f"{text} {row}")
    canvas.setFont("Helvetica", 0.01)
    canvas.drawString(60, 630, "hidden mark")
    canvas.save()
    assert "Length 2" in load_bytes(tmp_path, "a.pdf", stream.getvalue()).text


def test_a_scanned_pdf_is_empty_and_needs_ocr(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError, match="seems to be scanned. Run OCR"):
        load_bytes(tmp_path, "a.pdf", pdf_of([[], []]))


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="protected with a password"):
        load_bytes(tmp_path, "a.pdf", pdf_of([["Secret."]], encrypt=StandardEncryption("word", canPrint=0)))


def test_a_pdf_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canModify=0)
    assert load_bytes(tmp_path, "a.pdf", pdf_of([["Open."]], encrypt=lock)).text == "Open."


def test_a_damaged_pdf_and_one_without_pages_are_refused(tmp_path: Path) -> None:
    empty = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(DocumentError, match="has no pages|damaged"):
        load_bytes(tmp_path, "a.pdf", empty)
    for data in (b"not a pdf", b"%PDF-1.7\n", pdf_of([["Text."]])[:200]):
        with pytest.raises(DocumentError, match="damaged or not a PDF"):
            load_bytes(tmp_path, "a.pdf", data)


@pytest.mark.parametrize(
    "line", ["Invoice no. 2024-10{}", "Report of {} June 2024", "Case study {}", "Total: 10{} EUR"]
)
@pytest.mark.parametrize("count", [2, 4])
def test_a_number_that_rises_with_the_pages_may_tell_what_each_is_of(tmp_path: Path, line: str, count: int) -> None:
    pages = [[line.format(n), "", f"Words of page {n} alone.", f"More of {n}."] for n in range(1, count + 1)]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    for number in range(1, count + 1):
        assert line.format(number) in document.text


def test_titles_of_one_word_beside_a_number_stay(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, title in enumerate(("Introduction", "Methods", "Results", "Discussion"), 1):
        canvas.drawString(72, 720, str(number))
        canvas.drawString(110, 720, title)
        canvas.drawString(72, 690, f"What is said about {number} stands here, and not elsewhere.")
        canvas.drawString(72, 676, f"It takes so many lines: {number * 7}.")
        canvas.showPage()
    canvas.save()
    text = load_bytes(tmp_path, "a.pdf", buffer.getvalue()).text
    for title in ("Introduction", "Methods", "Results", "Discussion"):
        assert title in text


def test_of_very_many_blank_pages_the_count_is_told(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "a.pdf", pdf_of([["Only this page was typed."], *[[]] * 60]))
    assert document.notes == ("60 pages have no text",)
