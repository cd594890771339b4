"""Word documents that were worked on: changes that are tracked, fields of old forms, and formulas."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from loaded import load_bytes

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
DELETED = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def text_of(folder: Path, *body: str) -> str:
    source = docx.Document()
    for at, part in enumerate(body):
        source.element.body.insert(at, parse_xml(part.replace(">", f" {nsdecls('w')} {MATH}>", 1)))
    buffer = io.BytesIO()
    source.save(buffer)
    return load_bytes(folder, "a.docx", buffer.getvalue()).text


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def sign(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def mark(kind: str, within: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{within}</w:fldChar></w:r>'


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next_one(tmp_path: Path) -> None:
    body = (
        f"<w:p>{DELETED}{run('Quiet hours are from ')}<w:del><w:r><w:delText>ten.</w:delText></w:r></w:del></w:p>",
        f"<w:p>{DELETED}<w:del><w:r><w:delText>They end at six.</w:delText></w:r></w:del></w:p>",
        f"<w:p>{run('nine to seven.')}</w:p>",
        f"<w:p>{run('Pets are welcome.')}</w:p>",
    )
    assert text_of(tmp_path, *body) == "Quiet hours are from nine to seven.\n\nPets are welcome."


def test_what_a_deleted_mark_joins_has_one_number(tmp_path: Path) -> None:
    listed = "<w:pPr><w:pStyle w:val='ListNumber'/>{}</w:pPr>".format
    body = (
        f"<w:p>{listed('<w:rPr><w:del/></w:rPr>')}{run('Members pay ')}</w:p>",
        f"<w:p>{listed('')}{run('55 euros.')}</w:p>",
        f"<w:p>{listed('')}{run('Guests pay nothing.')}</w:p>",
    )
    assert text_of(tmp_path, *body) == "1. Members pay 55 euros.\n2. Guests pay nothing."


def test_a_field_within_the_code_of_another_one_is_not_shown(tmp_path: Path) -> None:
    inner = (
        f"{mark('begin')}<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>{mark('separate')}{run('7')}{mark('end')}"
    )
    code = f"{mark('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 7</w:instrText></w:r>"
    field = f"{code}{mark('separate')}{run('a full')}{mark('end')}"
    assert text_of(tmp_path, f"<w:p>{run('It is ')}{field}{run(' member.')}</w:p>") == "It is a full member."


def test_fields_of_old_forms_say_what_was_chosen(tmp_path: Path) -> None:
    def chosen(data: str, label: str) -> str:
        return f"<w:p>{mark('begin', f'<w:ffData>{data}</w:ffData>')}{mark('end')}{run(f' {label}')}</w:p>"

    lines = "".join(f"<w:listEntry w:val='{entry}'/>" for entry in ("Bergen", "Velm"))
    body = (
        chosen("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "Test run done"),
        chosen("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "Paid"),
        chosen(f"<w:ddList><w:result w:val='1'/>{lines}</w:ddList>", "is the office."),
    )
    assert text_of(tmp_path, *body) == "☒ Test run done\n\n☐ Paid\n\nVelm is the office."


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (f"<m:rad><m:deg/><m:e>{sign('16')}</m:e></m:rad>", "√16"),
        (f"<m:rad><m:deg>{sign('3')}</m:deg><m:e>{sign('a+b')}</m:e></m:rad>", "³√(a+b)"),
        (f"{sign('U')}<m:d><m:e>{sign('a-b')}</m:e></m:d>", "U(a-b)"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{sign('x')}</m:e></m:d>", "[x]"),
        (f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{sign('i=1')}</m:sub><m:sup>{sign('n')}</m:sup>"
         f"<m:e>{sign('w')}</m:e></m:nary>", "∑_(i=1)^n w"),
        (f"<m:sSubSup><m:e>{sign('x')}</m:e><m:sub>{sign('1')}</m:sub><m:sup>{sign('2')}</m:sup></m:sSubSup>", "x_1^2"),
    ],
    ids=["a root", "a cube root", "brackets", "other brackets", "a sum", "an index and a power"],
)  # fmt: skip
def test_a_formula_keeps_the_signs_that_word_draws(tmp_path: Path, formula: str, text: str) -> None:
    assert text_of(tmp_path, f"<w:p>{run('It is ')}<m:oMath>{formula}</m:oMath></w:p>") == f"It is {text}"
