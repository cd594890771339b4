"""A table of another thing, however long, answers nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rag.settings import Settings
from rag.wiring import chain_over, open_library

ROWS = "\n".join(f"| Power of kettle {number} | {2000 + number} W |" for number in range(1, 21))


def test_more_rows_of_another_thing_than_are_passed_over_are_no_answer(
    new_home: Callable[[], Path], tmp_path: Path
) -> None:
    (tmp_path / "kettles.md").write_text(f"# Kettles\n\n| Property | Value |\n|---|---|\n{ROWS}\n", encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([tmp_path]).ok
        answer = chain_over(library, settings).ask("What is the power of the diesel locomotive?")
    assert not answer.answered
    assert answer.passages
