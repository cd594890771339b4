"""Word documents: what stands on the paper, in its order, with the numbers and notes that Word stores elsewhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import process_time
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from loaded import headings_of, load_bytes

from index.errors import DocumentError, EmptyDocumentError
from index.files.load import load

LEVELS = (
    ("decimal", "%1.", "Heading1"),
    ("decimal", "%1.%2", ""),
    ("lowerLetter", "(%3)", ""),
    ("lowerRoman", "%4)", ""),
    ("bullet", "\u2022", ""),
)


def docx_bytes(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_is_read_in_order_with_tables_and_headings(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("The Report", 0)
    source.add_paragraph("Before the table.")
    table = source.add_table(2, 2)
    for cell, text in zip(table._cells, ["a", "b", "1", "2"], strict=True):
        cell.text = text
    source.add_heading("A part", 2)
    source.add_paragraph("one", style="List Bullet")
    source.add_paragraph("two", style="List Bullet")
    source.add_paragraph("After.")
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert document.text == (
        "The Report\n\nBefore the table.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA part\n\n- one\n- two\n\nAfter."
    )
    assert headings_of(document) == [("The Report", 1), ("A part", 2)]
    assert [document.text[h.start : h.end] for h in document.headings] == ["The Report", "A part"]
    assert document.title == "The Report"


def test_signs_of_a_word_document_say_what_they_say_on_paper(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1823")
    raised, lowered = "superscript", "subscript"
    for text, style in (("1", raised), (" for 10", ""), ("6", raised), (" of CO", ""), ("2", lowered)):
        run = paragraph.add_run(text)
        if style:
            setattr(run.font, style, True)
    paragraph.add_run(" never shown").font.hidden = True
    for font, char in (("Symbol", "F0B3"), ("Wingdings", "F0FC")):
        run = paragraph.add_run(" five ")
        sign = OxmlElement("w:sym")
        sign.set(qn("w:font"), font)
        sign.set(qn("w:char"), char)
        run._r.append(sign)
    stream = io.BytesIO()
    document.save(stream)
    assert load_bytes(tmp_path, "a.docx", stream.getvalue()).text == "1823^1 for 10^6 of CO2 five ≥ five \ufffd"


def test_a_word_document_without_headings_has_the_title_of_its_properties(tmp_path: Path) -> None:
    source = docx.Document()
    source.core_properties.title = "From the Properties"
    source.add_paragraph("Text.")
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).title == "From the Properties"


def test_a_locked_an_old_and_a_damaged_word_document_are_told_apart(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    with pytest.raises(DocumentError, match="protected with a password"):
        load_bytes(tmp_path, "a.docx", ole + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(DocumentError, match="old .doc format"):
        load_bytes(tmp_path, "a.docx", ole)
    whole = docx_bytes(docx.Document())
    for data in (b"not a zip", whole[: len(whole) // 2], b"PK\x05\x06" + bytes(18)):
        with pytest.raises(DocumentError, match="damaged or not a Word document"):
            load_bytes(tmp_path, "a.docx", data)


def test_an_empty_word_document_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError):
        load_bytes(tmp_path, "a.docx", docx_bytes(docx.Document()))


def test_a_word_document_that_unpacks_to_far_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(3_000_000))
    with pytest.raises(DocumentError, match="would unpack to 3,000,000 bytes"):
        load(path, max_bytes=100_000)


def test_a_word_document_of_far_more_markup_than_the_limit_is_refused(tmp_path: Path) -> None:
    # Read as a tree, it takes some thirty times that in memory; its name need not tell what it is.
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/picture.png", "<w:p/>" * 200_000)
    with pytest.raises(DocumentError, match="holds 1,200,000 bytes of text and markup"):
        load(path, max_bytes=100_000)


def with_clauses(source: docx.document.Document) -> None:
    """Give a document the list of a contract, whose first level the headings have by their style."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for at, (kind, shown, style) in enumerate(LEVELS)
    )
    numbering = source.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    for number, restart in ((77, ""), (78, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>')):
        own = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{restart}</w:num>'
        numbering.append(parse_xml(own))
    style = source.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>'))


def clause(source: docx.document.Document, text: str, level: int, number: int = 77) -> None:
    place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    source.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(place))


def test_the_numbers_that_word_counts_itself_are_text(tmp_path: Path) -> None:
    source = docx.Document()
    with_clauses(source)
    source.add_heading("Term", 1)
    clause(source, "It begins in March.", 1)
    source.add_heading("Rent", 1)
    clause(source, "The rent is 900 euros.", 1)
    clause(source, "The tenant shall not", 1)
    for text, level in (("keep dogs;", 2), ("sublet", 2), ("the flat,", 3), ("a room,", 3), ("at all.", 4)):
        clause(source, text, level)
    clause(source, "Late rent bears interest.", 1)
    clause(source, "It is due at once.", 1, number=78)
    clause(source, "In no list.", 0, number=0)
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert headings_of(document) == [("1. Term", 1), ("2. Rent", 1)]
    assert document.title == "a"
    assert document.text == (
        "1. Term\n\n1.1 It begins in March.\n\n2. Rent\n\n2.1 The rent is 900 euros.\n2.2 The tenant shall not\n"
        "(a) keep dogs;\n(b) sublet\ni) the flat,\nii) a room,\n- at all.\n2.3 Late rent bears interest.\n"
        "2.5 It is due at once.\n\nIn no list."
    )


def test_steps_have_their_numbers(tmp_path: Path) -> None:
    source = docx.Document()
    for text in ("Open the lid.", "Press the knob."):
        source.add_paragraph(text, style="List Number")
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text == "1. Open the lid.\n2. Press the knob."


def test_cells_that_are_merged_stand_in_each_row(tmp_path: Path) -> None:
    source = docx.Document()
    table = source.add_table(4, 3)
    texts = ["Vehicle", "Season", "Price", "Van", "low", "€62", "", "high", "€80", "Deposit", "", "€200"]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text.splitlines() == [
        "| Vehicle | Season | Price |",
        "|---|---|---|",
        "| Van | low | €62 |",
        "| Van | high | €80 |",
        "| Deposit |  | €200 |",
    ]


def noted(source: docx.document.Document, kind: str, *texts: str) -> None:
    """Store the notes as Word does, with the line above them as the first."""
    rows = [f'<w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>']
    rows += [
        f'<w:{kind} w:id="{at}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>' for at, text in enumerate(texts, 1)
    ]
    data = f"<w:{kind}s {nsdecls('w')}>{''.join(rows)}</w:{kind}s>".encode()
    types: Any = {"footnote": CONTENT_TYPE.WML_FOOTNOTES, "endnote": CONTENT_TYPE.WML_ENDNOTES}
    relation = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[kind]
    part = Part(PackURI(f"/word/{kind}s.xml"), types[kind], data, source.part.package)
    source.part.relate_to(part, relation)


def refer(paragraph: Any, kind: str, number: int) -> None:
    mark = OxmlElement(f"w:{kind}Reference")
    mark.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(mark)


def test_notes_stand_below_their_section(tmp_path: Path) -> None:
    source = docx.Document()
    noted(source, "footnote", "Without tax.", "Never cited.", "Paid in March.")
    noted(source, "endnote", "See the annex.")
    source.add_heading("Fees", 1)
    refer(source.add_paragraph("A day costs €62."), "footnote", 1)
    table = source.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Bonus", "€90"
    refer(table.cell(0, 1).paragraphs[0], "footnote", 3)
    source.add_heading("Term", 1)
    refer(source.add_paragraph("It ends in May."), "endnote", 1)
    refer(source.add_paragraph("Or in June."), "endnote", 9)
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text == (
        "Fees\n\nA day costs €62.\n\n| Bonus | €90 |\n\nFootnote 1: Without tax.\n\nFootnote 2: Paid in March.\n\n"
        "Term\n\nIt ends in May.\n\nOr in June.\n\nEndnote 1: See the annex."
    )


def test_headers_and_footers_are_text_once_without_page_numbers(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("Fares", 0)
    source.add_paragraph("An adult pays €4.")
    for section in (source.sections[0], source.add_section()):
        section.footer.is_linked_to_previous = section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Fares"
        section.footer.paragraphs[0].text = "Valid until 31 March 2027.\tPage "
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        field.append(source.add_paragraph("1").runs[0]._r)
        section.footer.paragraphs[0]._p.append(field)
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert document.text == "Fares\n\nAn adult pays €4.\n\nFooter: Valid until 31 March 2027."


def outline(properties: Any, level: int) -> None:
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    properties.append(mark)


def test_headings_are_known_by_their_level_in_the_outline(tmp_path: Path) -> None:
    source = docx.Document()
    style = source.styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH)
    outline(style.element.get_or_add_pPr(), 1)
    outline(source.add_paragraph("Rent")._p.get_or_add_pPr(), 0)
    source.add_paragraph("Late rent", style="Clause")
    source.add_paragraph("Ten euros.")
    outline(source.add_paragraph("The rent is due on the first day. " * 5)._p.get_or_add_pPr(), 2)
    outline(source.add_paragraph("A line of text", style="Clause")._p.get_or_add_pPr(), 9)
    assert headings_of(load_bytes(tmp_path, "a.docx", docx_bytes(source))) == [("Rent", 1), ("Late rent", 2)]


def test_bold_lines_are_the_headings_of_a_document_that_has_no_others(tmp_path: Path) -> None:
    lines = [
        "Staff rules",
        "2. Holidays",
        "You have 25 days.",
        "Ask first",
        "Do.",
        "Rent 900 euros",
        "It is due in May.",
        "End",
    ]
    bold = {"Staff rules", "2. Holidays", "Ask first", "Rent 900 euros", "End"}
    source = docx.Document()
    for line in lines:
        source.add_paragraph().add_run(line).bold = line in bold
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert headings_of(document) == [("Staff rules", 1), ("2. Holidays", 2), ("Ask first", 2)]
    source.add_heading("Annex", 1)
    assert headings_of(load_bytes(tmp_path, "a.docx", docx_bytes(source))) == [("Annex", 1)]


def test_numbered_sections_are_titled_in_a_document_that_has_no_other_headings(tmp_path: Path) -> None:
    source = docx.Document()
    for text in (
        "1. Definitions", "1.1 “Day” means a day of 24 hours.", "2. Fees", "2.1 The fee is 90 euros.", "3. Notices",
        "Write to the office in Kiel.",
    ):  # fmt: skip
        source.add_paragraph(text)
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert headings_of(document) == [("1. Definitions", 2), ("2. Fees", 2), ("3. Notices", 2)]
    assert document.title == "a"


def test_a_box_and_a_table_that_lays_out_text_are_no_rows(tmp_path: Path) -> None:
    source = docx.Document()
    box = source.add_table(1, 1).cell(0, 0)
    box.text = "Ring the bell."
    box.add_paragraph("Wait there.")
    laid_out = source.add_table(1, 2)
    laid_out.cell(0, 0).text = "Menu"
    laid_out.cell(0, 1).paragraphs[0].text = "Prices"
    laid_out.cell(0, 1).paragraphs[0].style = "Heading 2"
    laid_out.cell(0, 1).add_paragraph("Ten euros.")
    data = source.add_table(2, 2)
    for cell, text in zip(data._cells, ["Item", "Fee", "Boat", "€9"], strict=True):
        cell.text = text
    data.cell(0, 0).paragraphs[0].style = "Heading 3"
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert document.text == (
        "Ring the bell.\n\nWait there.\n\nMenu\n\nPrices\n\nTen euros.\n\n| Item | Fee |\n|---|---|\n| Boat | €9 |"
    )
    assert headings_of(document) == [("Prices", 2)]


def test_formulas_keep_their_lines_and_powers(tmp_path: Path) -> None:
    source = docx.Document()
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    run = "<m:r><m:t>{}</m:t></m:r>".format
    fraction = f"<m:f><m:num>{run('12')}</m:num><m:den>{run('a')}{run('+b')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{run('10')}</m:e><m:sup>{run('6')}</m:sup></m:sSup>"
    paragraph = source.add_paragraph("The dose is ")
    paragraph._p.append(parse_xml(f"<m:oMath {math}>{fraction}{run(' of ')}{power}</m:oMath>"))
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text == "The dose is 12/(a+b) of 10^6"


def test_a_clause_that_is_styled_as_a_heading_is_text(tmp_path: Path) -> None:
    source = docx.Document()
    source.add_heading("Term", 1)
    text = "The agreement begins on 1 May 2024 and ends on 30 April 2026, unless one of the parties gives notice."
    source.add_heading(f"{text} That takes three months.", 2)
    document = load_bytes(tmp_path, "a.docx", docx_bytes(source))
    assert headings_of(document) == [("Term", 1)]
    assert document.text == f"Term\n\n{text} That takes three months."


def test_a_text_box_stands_beside_its_paragraph(tmp_path: Path) -> None:
    source = docx.Document()
    paragraph = source.add_paragraph("The bridge is")
    box = (
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Entry costs 12 euros.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    paragraph.add_run(" 40 metres long.")
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text == "The bridge is 40 metres long.\n\nEntry costs 12 euros."


def test_numbers_of_a_list_are_in_the_cells_of_a_table_too(tmp_path: Path) -> None:
    source = docx.Document()
    table = source.add_table(2, 2)
    for row, text in enumerate(("Pay | rent", "Clean")):
        table.cell(row, 0).paragraphs[0].style = source.styles["List Number"]
        table.cell(row, 0).paragraphs[0].text, table.cell(row, 1).text = text, "yes"
    source.add_paragraph("Lock up.", style="List Number")
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text == "| 1. Pay / rent | yes |\n|---|---|\n| 2. Clean | yes |\n\n3. Lock up."


def test_a_list_that_counts_on_through_all_parts_does_so(tmp_path: Path) -> None:
    source = docx.Document()
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
        '<w:lvlText w:val="Clause %2:"/></w:lvl>'
    )
    numbering = source.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("Rent", 0), ("It is due in May.", 1), ("Notice", 0), ("It takes a month.", 1)):
        clause(source, text, level)
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text.splitlines() == [
        "Part I Rent",
        "Clause 1: It is due in May.",
        "Part II Notice",
        "Clause 2: It takes a month.",
    ]


def test_a_note_whose_mark_was_struck_out_is_none(tmp_path: Path) -> None:
    source = docx.Document()
    noted(source, "footnote", "Without tax.", "Or in June.")
    struck = source.add_paragraph("The fee is 40.")
    refer(struck, "footnote", 1)
    mark = struck.runs[-1]._r
    deleted = OxmlElement("w:del")
    mark.addprevious(deleted)
    deleted.append(mark)
    refer(source.add_paragraph("It is due in May."), "footnote", 2)
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text == "The fee is 40.\n\nIt is due in May.\n\nFootnote 1: Or in June."


def test_a_row_that_begins_in_a_later_column_stays_below_its_heads(tmp_path: Path) -> None:
    source = docx.Document()
    table = source.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Class", "Summer", "Winter"), strict=True):
        cell.text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    for cell, text in zip(table.rows[1].cells, ("30", "40"), strict=False):
        cell.text = text
    behind = OxmlElement("w:gridBefore")
    behind.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(behind)
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text == "| Class | Summer | Winter |\n|---|---|---|\n|  | 30 | 40 |"


def in_list(source: docx.document.Document, level: str, times: int) -> None:
    """Add paragraphs in a list of one level, whose XML is given."""
    numbering = source.part.numbering_part.element
    own = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    numbering.insert(0, parse_xml(own))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for _ in range(times):
        clause(source, "So.", 0)


@pytest.mark.parametrize("level", [
    f'<w:lvlText w:val="{"%1" * 5000}"/>',
    f'<w:start w:val="32000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{"%1" * 9}"/>',
    f'<w:start w:val="32000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="{"%1" * 9}"/>',
], ids=["thousands of places", "letters", "Roman"])  # fmt: skip
def test_no_number_of_a_list_is_longer_than_a_line_or_some(tmp_path: Path, level: str) -> None:
    source = docx.Document()
    in_list(source, level, 50)
    text = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text
    assert text.count("So.") == 50
    assert max(map(len, text.splitlines())) < 500


def test_letters_begin_again_behind_thirty(tmp_path: Path) -> None:
    source = docx.Document()
    in_list(source, '<w:start w:val="779"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>', 3)
    lines = load_bytes(tmp_path, "a.docx", docx_bytes(source)).text.splitlines()
    assert lines == [f"{'y' * 30}) So.", f"{'z' * 30}) So.", "a) So."]


@pytest.mark.parametrize("ring", [False, True])
def test_styles_that_are_made_from_each_other_without_end_are_read_in_little_time(tmp_path: Path, ring: bool) -> None:
    source = docx.Document()
    for at in range(600):
        based = f'<w:basedOn w:val="S{at - 1 if at else 599}"/>' if at or ring else ""
        style = f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="S{at}"><w:name w:val="S{at}"/>{based}</w:style>'
        source.styles.element.append(parse_xml(style))
    for _ in range(300):
        paragraph = source.add_paragraph("So.")
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="S599"/>'))
    data, start = docx_bytes(source), process_time()
    assert load_bytes(tmp_path, "a.docx", data).text.count("So.") == 300
    assert process_time() - start < 5


def test_a_note_stands_once_however_often_it_is_referred_to(tmp_path: Path) -> None:
    source = docx.Document()
    noted(source, "footnote", "Without tax.")
    paragraph = source.add_paragraph("The fee is 40.")
    for _ in range(100):
        refer(paragraph, "footnote", 1)
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text == "The fee is 40.\n\nFootnote 1: Without tax."


@pytest.mark.parametrize(("body", "text"), [
    ("<w:p><w:r><w:t>Costs </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>30</w:t></w:r>"
     "<w:r><w:t>40 euros.</w:t></w:r></w:p>", "Costs 40 euros."),
    ("<w:p><w:r><w:t>Name:</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>"
     "<w:t> Tap to enter text.</w:t></w:r></w:sdtContent></w:sdt></w:p>", "Name:"),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rent</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40</w:t></w:r></w:p></w:tc>"
     "</w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>Fee</w:delText></w:r></w:del></w:p></w:tc>"
     "<w:tc><w:p/></w:tc></w:tr></w:tbl>", "| Rent | 40 |"),
], ids=["struck out by hand", "a field to be filled in", "a row that was deleted"])  # fmt: skip
def test_what_is_struck_out_or_still_to_be_written_is_no_text(tmp_path: Path, body: str, text: str) -> None:
    source = docx.Document()
    source.element.body.insert(0, parse_xml(body.replace(">", f" {nsdecls('w')}>", 1)))
    assert load_bytes(tmp_path, "a.docx", docx_bytes(source)).text == text
