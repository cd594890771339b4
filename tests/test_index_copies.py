"""Copies of a file in a folder: told of as such, whatever becomes of the text that they hold, and no burden."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from built import assert_consistent, found, statuses
from scripted import WordEmbedder

from index.errors import TextRefusedError
from index.library import Library
from index.model.embed import Embedded, EmbedInput
from index.types import BuildReport, Status


class Refusing(WordEmbedder):
    """Takes no text about wasps until it is told to."""

    refuses = True

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        if self.refuses and any("wasps" in item.text for item in inputs):
            raise TextRefusedError("This text is refused. Leave it out.")
        return super().embed(inputs)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Each file with its copy right behind it, as a file manager leaves them."""
    (tmp_path / "docs").mkdir()
    for number, animal in enumerate(("bees", "cats", "wasps")):
        for name in ("a", "b"):
            (tmp_path / "docs" / f"{number}{name}.txt").write_text(f"The {animal} of house {number} sleep by day.")
    return tmp_path / "docs"


def test_a_copy_behind_each_file_does_not_part_the_work(tmp_path: Path, docs: Path) -> None:
    """To make single files searchable takes ten times as long as to make all of them searchable together."""
    told = list[str]()
    with Library(tmp_path / "home", WordEmbedder()) as library:
        report = library.add([docs], progress=lambda _, text: told.append(text))
        assert [text for text in told if text.startswith("Embedding")] == ["Embedding 0 of 3 passages"]
        assert [(Path(file.source).name, file.status) for file in report.files] == [
            (f"{number}{name}.txt", status)
            for number in range(3)
            for name, status in (("a", Status.ADDED), ("b", Status.DUPLICATE))
        ]
        assert found(library, "wasps") == ["2a.txt"]
        (document,) = [info.id for info in library.documents() if info.source.endswith("2a.txt")]
        assert library.copies(document) == [str(docs / "2b.txt")]
        assert_consistent(library)


def test_the_same_text_in_other_bytes_does_not_part_it_either(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("1a.txt", "1b.txt", "2a.txt", "2b.txt")]
    for file in files:
        file.write_bytes(b"Otters of river %c.%s" % (file.name[0].encode(), b"\r\n" if "b" in file.name else b"\n"))
    told = list[str]()
    with Library(tmp_path / "home", WordEmbedder()) as library:
        report = library.add(files, progress=lambda _, text: told.append(text))
        assert [text for text in told if text.startswith("Embedding")] == ["Embedding 0 of 2 passages"]
        assert [file.status for file in report.files] == [Status.ADDED, Status.DUPLICATE] * 2
        assert_consistent(library)


def test_a_copy_of_what_was_stopped_is_stopped_too(tmp_path: Path, docs: Path) -> None:
    stop = Event()

    def listen(_: float, text: str) -> None:
        if text.startswith("Embedding"):
            stop.set()

    with Library(tmp_path / "home", WordEmbedder()) as library:
        report: BuildReport = library.add([docs], progress=listen, stop=stop)
        assert [file.status for file in report.files] == [Status.STOPPED] * 6
        assert library.documents() == []
        again = statuses(library.add([docs]))
        assert [again[f"{number}{name}.txt"] for number in range(3) for name in "ab"] == [
            Status.ADDED,
            Status.DUPLICATE,
        ] * 3
        assert_consistent(library)


def test_a_copy_of_what_is_refused_fails_with_it(tmp_path: Path, docs: Path) -> None:
    embedder = Refusing()
    with Library(tmp_path / "home", embedder) as library:
        report = library.add([docs])
        assert [file.status for file in report.files[2:]] == [
            Status.ADDED,
            Status.DUPLICATE,
            Status.FAILED,
            Status.FAILED,
        ]
        assert "refused" in report.files[-1].detail
        assert len(library.documents()) == 2
        embedder.refuses = False
        again = statuses(library.add([docs]))
        assert (again["2a.txt"], again["2b.txt"]) == (Status.ADDED, Status.DUPLICATE)
        assert_consistent(library)
