"""Tables whose columns a rule of dashes tells, as Pandoc, reStructuredText and many programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import load_bytes

SIMPLE = """Some kinds:

  Breed      Weight (kg)   Colour
  -------- ------------- --------
  Holm                32 grey
  Skarn               41 brown

  : Weights"""
MARKED = """=========  ========
Shelf      Colour
=========  ========
Top        White
Bottom     Ochre and
           red
=========  ========"""
TALL = """------------------------------------------
 Name       Origin            Lambs a year
---------- ----------------- -------------
 Ribe       The marshes               1.4
            of the south

 Tolk       The high moor             2.1
------------------------------------------"""
HEADLESS = """-----  ------
Top    White
Mid    Ochre
-----  ------"""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SIMPLE, "| Breed | Weight (kg) | Colour |\n|---|---|---|\n| Holm | 32 | grey |\n| Skarn | 41 | brown |\n"),
        (MARKED, "| Shelf | Colour |\n|---|---|\n| Top | White |\n| Bottom | Ochre and red |"),
        (
            TALL,
            "| Name | Origin | Lambs a year |\n|---|---|---|\n"
            "| Ribe | The marshes of the south | 1.4 |\n| Tolk | The high moor | 2.1 |",
        ),
        (HEADLESS, "| Top | White |\n| Mid | Ochre |"),
    ],
    ids=["below its head", "with equals signs", "with rows of several lines", "without a head"],
)
def test_a_rule_tells_the_columns_of_few_rows(tmp_path: Path, name: str, text: str, told: str) -> None:
    assert told in load_bytes(tmp_path, name, text.encode()).text


@pytest.mark.parametrize(
    "text",
    [
        "The mill stands\n---- ----\nby the river, and its wheel turns all year.",
        "Some words here\n\n--- ---\n\nOther words.",
        "```\nName   Size\n-----  ----\nA      1\n```",
    ],
    ids=["words where the columns part", "a line between paragraphs", "code"],
)
def test_a_rule_of_no_table_stays(tmp_path: Path, text: str) -> None:
    assert load_bytes(tmp_path, "a.md", text.encode()).text == text


def test_lines_of_one_cell_of_a_grid_come_together(tmp_path: Path) -> None:
    line = "+-----+------+"
    grid = "\n".join(
        [line, "| Day | At   |", "+=====+======+", "| Mon | nine |", "|     | five |", line, "| Tue | ten  |", line]
    )
    assert load_bytes(tmp_path, "a.txt", grid.encode()).text == (
        "| Day | At   |\n|-----|------|\n| Mon | nine five |\n| Tue | ten  |"
    )
