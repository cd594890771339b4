"""A table of another thing, however long, answers nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rag.chain import Chain
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


JOBS = """# Boat club: plan for the spring

The club meets on the first Sunday of each month.

## Jobs

| No. | Job | Member | Before |
|---|---|---|---|
| 1 | Painting of the slipway | Nell Avery | 12 April |
| 2 | Mending of the crane | Piet Brandt | 20 April |
| 3 | Letter to the harbour office | Una Doyle | 2 May |
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is responsible for the mending of the crane?", "Piet Brandt"),
        ("Deadline for painting the slipway", "12 April"),
        ("Who is in charge of the letter to the harbour office?", "Una Doyle"),
    ],
)
def test_a_row_is_found_though_no_head_has_the_word_that_is_asked(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, said: str
) -> None:
    with chain_of(JOBS) as chain:
        answer = chain.ask(question)
    assert [said in citation.quote for citation in answer.citations] == [True]
