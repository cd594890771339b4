"""Tables that are typed without outer bars, or pasted from a database, are read as tables; other bars stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import load_bytes

from index.files.readers.bare_tables import with_bars

TABLES = {
    "no outer bars": "Boat | Seats\n--- | ---:\nPedal boat | 2\nCanoe | 3",
    "single dashes": "|Boat|Seats|\n|-|-|\n|Pedal boat|2|\n|Canoe|3|",
    "as PostgreSQL prints it": " Boat       | Seats\n------------+-------\n Pedal boat | 2\n Canoe      | 3",
    "as MySQL prints it": "+----+---+\n| Boat | Seats |\n+----+---+\n| Pedal boat | 2 |\n| Canoe | 3 |\n+----+---+",
    "of reStructuredText": "+--+--+\n| Boat | Seats |\n+==+==+\n| Pedal boat | 2 |\n+--+--+\n| Canoe | 3 |\n+--+--+",
    "in box characters": (
        "┌────────────┬───────┐\n│ Boat       │ Seats │\n├────────────┼───────┤\n│ Pedal boat │ 2     │\n"
        "│ Canoe      │ 3     │\n└────────────┴───────┘"
    ),
    "as rich prints it": (
        "┏━━━━━━━━━━━━┳━━━━━━━┓\n┃ Boat       ┃ Seats ┃\n┡━━━━━━━━━━━━╇━━━━━━━┩\n│ Pedal boat │ 2     │\n"
        "│ Canoe      │ 3     │\n└────────────┴───────┘"
    ),
    "as Org mode has it": "| Boat | Seats |\n|---+---|\n| Pedal boat | 2 |\n| Canoe | 3 |",
}  # fmt: skip


def cells(line: str) -> list[str]:
    assert line.startswith("|") and line.endswith("|")
    return [cell.strip() for cell in line[1:-1].split("|")]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", ["boats.md", "boats.txt"])
def test_a_table_in_another_form_is_read_as_every_table_is(tmp_path: Path, name: str, table: str) -> None:
    text = load_bytes(tmp_path, name, f"Our boats are these.\n\n{table}\n\nWe open at nine.\n".encode()).text
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == "Our boats are these." and lines[-1] == "We open at nine."
    head, rule, *rows = lines[1:-1]
    assert cells(head) == ["Boat", "Seats"] and set("".join(cells(rule))) <= set("-:")
    assert all(len(cell.strip(":")) >= 3 for cell in cells(rule))
    assert [cells(row) for row in rows] == [["Pedal boat", "2"], ["Canoe", "3"]]


@pytest.mark.parametrize(
    "text",
    [
        ".\n├── docs\n│   ├── a.md\n│   └── b.md\n└─┬ src\n  └── c.py",
        "Boats | and bees\n---\nA heading with a bar.",
        "    a | b\n    --|--\n    1 | 2",
        "Two cells | here\n--- | --- | ---\nand | three | below",
        "> a | b\n> --|--\n> 1 | 2",
        "Run ls | wc and read on.\nIt counts.",
        "| Boat | Seats |\n| --- | ---: |\n| Canoe | 3 |",
    ],
)
def test_what_is_no_such_table_stays_as_it_is(text: str) -> None:
    assert with_bars(text) == text


def test_code_in_markdown_stays_as_it_is(tmp_path: Path) -> None:
    text = load_bytes(tmp_path, "a.md", b"Type this.\n\n```\na | b\n--|--\n1 | 2\n```\n\nDone.\n").text
    assert "\na | b\n--|--\n1 | 2\n" in text
