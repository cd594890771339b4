"""What the doctor finds wrong before anybody asks, and what is said of a library that lost a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.errors import LibraryError
from index.lock import LibraryLock
from rag.doctor import diagnose
from rag.settings import Settings
from rag.wiring import open_library


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"reranker": "nope"}, "FOOTNOTE_RERANKER is 'nope'"),
        ({"answerer": "model"}, "A model is to answer, and there is neither a key nor an address for one."),
    ],
)
def test_what_every_question_would_fail_of_is_found(indexed_home: Path, settings: dict[str, Any], told: str) -> None:
    checks = {check.name: check for check in diagnose(Settings(home=indexed_home, **settings))}

    assert not checks["answers"].ok
    assert checks["answers"].detail.startswith(told)


def test_the_doctor_says_who_answers(indexed_home: Path) -> None:
    checks = {check.name: check for check in diagnose(Settings(home=indexed_home))}

    assert (checks["answers"].ok, checks["answers"].detail) == (True, "made of quotations")


def test_a_catalog_that_is_lost_is_told_once(empty_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tide.txt"
    file.write_text("The tide turns at noon.", encoding="utf-8")
    settings = Settings(home=empty_home)
    with open_library(settings) as library:
        library.add([file])
    (empty_home / "catalog.sqlite3").unlink()

    said = list[str]()
    for _ in range(2):
        with open_library(settings, say=said.append) as library:
            library.warm()
            assert not library.documents()

    lost = [
        text for text in said if text.startswith(f"The catalog in {empty_home} is new and its search indexes are not")
    ]
    assert len(lost) == 1
    assert lost[0].endswith("Restore catalog.sqlite3 from a backup, or add your files again.")


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("no folder", encoding="utf-8")

    for home in (file, file / "home"):
        with pytest.raises(LibraryError, match="a file has its name, or that of a folder above it"):
            LibraryLock(home)
