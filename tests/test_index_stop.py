"""Whoever stops a build keeps what is searchable, is told of every other file, and can add the same again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from index import build
from index.library import Library
from index.types import BuildReport, Status
from rag.settings import Settings
from rag.wiring import open_library


@pytest.fixture
def library(new_home: Callable[[], Path]) -> Iterator[Library]:
    with open_library(Settings(home=new_home())) as library:
        yield library


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{bird}.txt" for bird in ("avocet", "bittern", "curlew", "dunlin")]
    for file in files:
        file.write_text(f"The {file.stem} winters on the mud of Marlow Bay.")
    return files


def stopped_at(library: Library, files: list[Path], text: str, nth: int = 1) -> BuildReport:
    """A build that is stopped where it tells of `text` for the nth time."""
    stop, heard = Event(), list[str]()

    def listen(_: float, said: str) -> None:
        heard.append(said)
        if sum(text in one for one in heard) == nth:
            stop.set()

    return library.add(files, progress=listen, stop=stop)


def statuses(report: BuildReport) -> dict[str, Status]:
    return {Path(file.source).stem: file.status for file in report.files}


@pytest.mark.parametrize("text", ["Reading avocet", "Reading dunlin", "Embedding"])
def test_nothing_is_left_of_what_was_not_searchable_yet(library: Library, files: list[Path], text: str) -> None:
    report = stopped_at(library, files, text)
    assert set(statuses(report).values()) == {Status.STOPPED}
    assert len(report.files) == len(files)
    assert all("stopped" in file.detail for file in report.files)
    assert report.ok
    assert library.documents() == []
    assert library.unfinished() == []
    assert library.size() == 0
    assert set(statuses(library.add(files)).values()) == {Status.ADDED}
    assert library.size() == len(files)


def test_what_is_searchable_by_then_stays(library: Library, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "GROUP", 2)
    report = stopped_at(library, files, "Reading curlew")
    added, stopped = Status.ADDED, Status.STOPPED
    assert statuses(report) == {"avocet": added, "bittern": added, "curlew": stopped, "dunlin": stopped}
    assert {info.title for info in library.documents()} == {"avocet", "bittern"}


def test_a_file_that_was_to_be_updated_stays_as_it_was_with_its_copies(library: Library, files: list[Path]) -> None:
    first = files[0]
    copy = first.with_name("copy of avocet.md")
    library.add([first])
    copy.write_text(first.read_text())
    library.add([copy])
    (before,) = library.documents()
    first.write_text("The avocet breeds in May.")
    copy.unlink()
    (file,) = stopped_at(library, [first], "Embedding").files
    assert file.status is Status.STOPPED
    assert "The earlier version stays" in file.detail
    assert [info.id for info in library.documents()] == [before.id]
    assert library.copies(before.id) == [str(copy)]
    assert "winters" in library.document(before.id).text


def test_a_folder_that_was_not_read_whole_takes_nothing_out(library: Library, files: list[Path]) -> None:
    folder = files[0].parent
    library.add([folder])
    files[3].unlink()
    stop = Event()
    stop.set()
    report = library.add([folder], stop=stop)
    assert {file.status for file in report.files} == {Status.STOPPED}
    assert len(library.documents()) == len(files)


def test_what_waits_stands_for_no_other_file(library: Library, files: list[Path]) -> None:
    """Two files that come to hold one new text: where that is stopped, neither has lost what it held before."""
    first, second = files[:2]
    library.add([second])
    for file in (first, second):
        file.write_text("The egret winters on the mud of Marlow Bay.")
    assert statuses(stopped_at(library, [first, second], "Embedding")) == {
        "avocet": Status.STOPPED,
        "bittern": Status.STOPPED,
    }
    (kept,) = library.documents()
    assert "bittern winters" in library.document(kept.id).text


def test_a_text_that_goes_from_one_file_to_another_is_not_lost(library: Library, files: list[Path]) -> None:
    first, second = files[:2]
    library.add([first, second])
    second.write_text(first.read_text())
    first.write_text("The egret winters on the mud of Marlow Bay.")
    stopped_at(library, [first, second], "Embedding")
    texts = [library.document(info.id).text for info in library.documents()]
    assert any("avocet winters" in text for text in texts)
    assert any("bittern winters" in text for text in texts)
    library.add([first, second])
    texts = sorted(library.document(info.id).text.split()[1] for info in library.documents())
    assert texts == ["avocet", "egret"]


@pytest.mark.parametrize("text", ["Reading dunlin", "Reading avocet"])
def test_copies_stay_copies_where_a_text_was_to_be_cut_anew(
    library: Library, files: list[Path], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    copy = files[3]
    copy.write_text(files[0].read_text())
    library.add(files)
    (before,) = [info for info in library.documents() if info.title == "avocet"]
    copies = library.copies(before.id)
    assert copies == [str(copy)]
    monkeypatch.setattr("index.storage.projections.recipe", lambda fingerprint: f"another/{fingerprint}")
    home = library.home
    library.close()
    with open_library(Settings(home=home)) as again:
        stopped_at(again, [copy, *files[:3]], text)
        assert again.copies(before.id) == copies
        assert len(again.documents()) == 3
