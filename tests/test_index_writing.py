"""While documents are written into the indexes, a minute for a large file: it is told, and can be stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from built import assert_consistent, found, of_an_earlier_version, statuses, write_docs
from scripted import Recording, WordEmbedder

from index.errors import LibraryError
from index.library import Library
from index.progress import Progress
from index.storage.catalog import Catalog
from index.storage.mark import mark_of
from index.types import Status


@pytest.fixture(autouse=True)
def _two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.storage.projections.WRITTEN", 2)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of seven passages, beside a small one."""
    docs = write_docs(tmp_path / "docs")
    large = docs / "large.txt"
    large.write_text("\n\n".join(f"The curlew{number} was ringed on the mud of the bay. " * 20 for number in range(7)))
    return large


def at(wanted: str, do: Callable[[], object]) -> Progress:
    """Does it where the build tells of this."""

    def listen(_: float, text: str) -> None:
        if text == wanted:
            do()

    return listen


def written(home: Path) -> dict[str, int]:
    """When the files of the lexical index were written."""
    return {path.name: path.stat().st_mtime_ns for path in (home / "lexicon").iterdir()}


def test_writing_is_told_step_by_step(tmp_path: Path, large: Path) -> None:
    told = list[tuple[float, str]]()
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([large], progress=lambda share, text: told.append((share, text)))
    assert [text for _, text in told] == [
        "Reading large.txt",
        "Embedding 0 of 7 passages",
        *(f"Writing {done} of 7 passages" for done in (0, 2, 4, 6)),
        "Done",
    ]
    shares = [share for share, _ in told]
    assert shares == sorted(set(shares))


@pytest.mark.parametrize("step", ["Writing 0 of 7 passages", "Writing 4 of 7 passages"])
def test_who_stops_it_finds_nothing_of_the_file_and_all_else(tmp_path: Path, large: Path, step: str) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([large.with_name("bees.txt")])
        stop = Event()
        (file,) = library.add([large], progress=at(step, stop.set), stop=stop).files
        assert file.status is Status.STOPPED
        assert [Path(info.source).name for info in library.documents()] == ["bees.txt"]
        assert library.unfinished() == []
        assert library.indexes_amiss() == []
        assert_consistent(library)
        assert statuses(library.add([large])) == {"large.txt": Status.ADDED}
        assert_consistent(library)


def test_what_a_file_held_before_stays_where_that_is_stopped(tmp_path: Path, large: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        text = large.read_text()
        large.write_text("The plover is ringed too.")
        library.add([large])
        large.write_text(text)
        stop = Event()
        (file,) = library.add([large], progress=at("Writing 4 of 7 passages", stop.set), stop=stop).files
        assert (file.status, "The earlier version stays" in file.detail) == (Status.STOPPED, True)
        assert found(library, "plover") == ["large.txt"]
        assert_consistent(library)


def test_what_is_cut_anew_is_written_to_its_end(tmp_path: Path, large: Path) -> None:
    """What it was before is gone by then: to stop would lose the text."""
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([large])
        of_an_earlier_version(library)
        stop = Event()
        (file,) = library.add([large], progress=at("Writing 4 of 7 passages", stop.set), stop=stop).files
        assert file.status is Status.UPDATED
        assert found(library, "curlew3") == ["large.txt"]
        assert_consistent(library)


def test_what_was_interrupted_waits_on_where_it_is_stopped_again(
    tmp_path: Path, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However little it lacks, it is not finished before anybody can stop that.
    monkeypatch.setattr("index.storage.projections.FEW", 0)

    class Killed(BaseException):
        pass

    def kill() -> None:
        raise Killed

    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([large.with_name("bees.txt")])
        with pytest.raises(Killed):
            library.add([large], progress=at("Embedding 0 of 7 passages", kill))
        assert library.unfinished() == [str(large)]
        stop = Event()
        library.add([large], progress=at("Writing 4 of 7 passages", stop.set), stop=stop)
        assert library.unfinished() == [str(large)]
        assert library.indexes_amiss() == []
        assert len(library._open().store) == library.size() == 1


def test_who_closes_the_library_meanwhile_has_no_index_written_again(tmp_path: Path, large: Path) -> None:
    home = tmp_path / "home"
    library = Library(home, WordEmbedder())
    library.add([large.with_name("bees.txt")])
    closing = Thread(target=library.close)

    def close() -> None:
        closing.start()
        while not library._closed:
            pass

    with pytest.raises(LibraryError, match="closed before everything was added"):
        library.add([large], progress=at("Writing 4 of 7 passages", close))
    closing.join()
    said = list[str]()
    with Library(home, Recording(WordEmbedder()), say=said.append) as again:
        assert again.size() == 8
        assert not any("again" in text for text in said)
        assert isinstance(again.embedder, Recording)
        assert again.embedder.embedded == []
        assert_consistent(again)


def test_a_library_of_an_earlier_version_is_not_written_again(tmp_path: Path, large: Path) -> None:
    """Its catalog has no mark, and its indexes have one that was reckoned from the documents."""
    home = tmp_path / "home"
    with Library(home, WordEmbedder()) as library:
        library.add([large.parent])
    catalog = Catalog(home / "catalog.sqlite3")
    for name in ("chroma", "lexicon"):
        (home / name / "written-from").write_text(mark_of(catalog.entries("ready")))
    catalog.close()
    with sqlite3.connect(home / "catalog.sqlite3") as database:
        assert database.execute("DELETE FROM settings WHERE name = 'mark'").rowcount == 1
    database.close()
    before = written(home)
    with Library(home, WordEmbedder()) as library:
        assert library.size() == 9
        assert written(home) == before
        library.remove(library.named("bees.txt"))
    before = written(home)
    with Library(home, WordEmbedder()) as library:
        assert library.size() == 8
    assert written(home) == before
