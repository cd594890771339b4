"""Of a table that is longer than a passage, each passage has the head, whatever the file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from loaded import headings_of, load_bytes

from index.chunk import chunk
from index.types import Document

HEAD = ("Fault", "Cause", "What to do")
ROWS = [
    (f"Lamp {number} blinks", f"The filter of pump {number} is clogged", f"Rinse the filter and wait {number} minutes")
    for number in range(1, 25)
]
OPENING = "| Fault | Cause | What to do |\n|---|---|---|\n"


def as_markdown() -> str:
    rows = "".join(f"| {' | '.join(row)} |\n" for row in ROWS)
    return f"# Faults\n\nTurn it off first.\n\n{OPENING}{rows}\n# Parts\n\nAsk for them.\n"


def as_word() -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading("Faults", 1)
    table = document.add_table(rows=0, cols=3)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_heading("Parts", 1)
    document.add_paragraph("Ask for them.")
    document.save(buffer)
    return buffer.getvalue()


def as_page() -> str:
    head = "".join(f"<th>{cell}</th>" for cell in HEAD)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"<h1>Faults</h1><table><tr>{head}</tr>{rows}</table><h1>Parts</h1><p>Ask for them.</p>"


def as_text() -> str:
    lines = "".join(f"{one:20}{two:36}{three}\n" for one, two, three in (HEAD, *ROWS))
    return f"Faults\n\n{lines}\nParts\n\nAsk for them.\n"


def tables_of(document: Document) -> list[str]:
    passages = chunk(document, lambda texts: [len(text) // 4 for text in texts])
    assert all(document.text[passage.start : passage.end] == passage.text for passage in passages)
    return [passage.text for passage in passages if "blinks" in passage.text]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.md", as_markdown()), ("a.docx", as_word()), ("a.html", as_page()), ("a.txt", as_text())],
    ids=["md", "docx", "html", "txt"],
)
def test_each_passage_of_a_long_table_has_its_head(tmp_path: Path, name: str, data: str | bytes) -> None:
    document = load_bytes(tmp_path, name, data if isinstance(data, bytes) else data.encode())
    tables = tables_of(document)
    assert len(tables) > 2
    assert all(OPENING in table for table in tables)
    assert [row[0] for row in ROWS] == [
        line.split(" | ")[0].strip("| ") for line in document.text.splitlines() if "blinks" in line
    ]
    assert [document.text[heading.start : heading.end].strip("# ") for heading in document.headings] == [
        heading for heading, _ in headings_of(document)
    ]


def test_a_short_table_and_one_that_is_code_stay_as_they_are(tmp_path: Path) -> None:
    short = f"{OPENING}| Lamp | Dust | Wipe it |\n"
    code = f"# Tables\n\n```\n{as_markdown()}```\n\n{short}"
    assert load_bytes(tmp_path, "a.md", code.encode()).text == code
