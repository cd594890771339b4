"""What a killed build leaves unfinished: nobody waits for it who asks, it can be removed, and the next add ends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from scripted import Recording, WordEmbedder

from index.errors import UnknownDocumentError
from index.library import Library
from index.types import Status
from rag.doctor import _catalog
from ui.chat.documents import Shelf
from ui.chat.uploads import Uploads

SMALL = "The avocet winters on the mud of Marlow Bay."


def big(word: str = "egret") -> str:
    """More passages than are finished by the way."""
    return "\n\n".join(f"The {word} of year {year} built {year} nests by the river. " * 20 for year in range(400))


def broken_off(home: Path, *files: Path) -> None:
    """Add files, with vectors for none of them, as a process leaves them that is killed."""

    def kill(_: float, text: str) -> None:
        if text.startswith("Embedding"):
            raise KeyboardInterrupt

    with Library(home, WordEmbedder()) as library, suppress(KeyboardInterrupt):
        library.add(files, progress=kill)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library with one small document, and a big one that was not finished."""
    (tmp_path / "small.txt").write_text(SMALL)
    (tmp_path / "big.txt").write_text(big())
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add(tmp_path / "small.txt")
    broken_off(tmp_path / "home", tmp_path / "big.txt")
    return tmp_path / "home"


@pytest.fixture
def embedder() -> Recording:
    return Recording(WordEmbedder())


@pytest.fixture
def library(home: Path, embedder: Recording) -> Iterator[Library]:
    with Library(home, embedder) as library:
        yield library


def titles(library: Library) -> list[str]:
    return [info.title for info in library.documents()]


def test_who_searches_does_not_wait_for_it(library: Library, embedder: Recording) -> None:
    library.warm()
    found = library.search_vectors(library.embed("egret").vector, 10)
    assert len(found) == library.size() == 1
    assert embedder.embedded == ["egret"]
    assert titles(library) == ["small"]
    assert [(info.title, info.state) for info in library.pending()] == [("big", "pending")]
    assert library.status().unfinished == 1


def test_a_few_passages_are_finished_at_once(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text(SMALL)
    broken_off(tmp_path / "home", tmp_path / "small.txt")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.size() == 1
        assert titles(library) == ["small"]


def test_the_next_add_goes_on_with_it(library: Library, home: Path) -> None:
    other = home.parent / "other.txt"
    other.write_text("The bittern booms.")
    told: list[str] = []
    assert library.add(other, progress=lambda _, text: told.append(text)).count(Status.ADDED) == 1
    assert titles(library) == ["big", "other", "small"]
    assert library.pending() == []
    assert any("Finishing the indexing of “big”" in text for text in told)
    assert library.search_terms([("egret", 1.0)], 1)


def test_a_repair_ends_it(library: Library) -> None:
    library.rebuild()
    assert titles(library) == ["big", "small"]


def test_who_stops_the_next_add_leaves_it_as_it_was(library: Library, home: Path, embedder: Recording) -> None:
    stop = Event()

    def listen(_: float, text: str) -> None:
        if text.startswith("Finishing"):
            stop.set()

    report = library.add(home.parent / "big.txt", progress=listen, stop=stop)
    assert [file.status for file in report.files] == [Status.STOPPED]
    assert [info.title for info in library.pending()] == ["big"]
    assert embedder.embedded == []


def test_it_is_removed_by_name_without_being_finished(library: Library, embedder: Recording) -> None:
    (removed,) = library.remove_all(library.all_named(["big.txt"], pending=True))
    assert (removed.status, removed.detail) == (Status.REMOVED, "big")
    assert library.pending() == []
    assert titles(library) == ["small"]
    assert embedder.embedded == []


def test_it_is_nothing_that_could_be_asked_or_shown(library: Library) -> None:
    with pytest.raises(UnknownDocumentError):
        library.named("big.txt")


def test_what_a_file_would_have_become_goes_with_it(tmp_path: Path) -> None:
    file = tmp_path / "birds.txt"
    file.write_text(SMALL)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add(file)
    file.write_text(big())
    broken_off(tmp_path / "home", file)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert titles(library) == ["birds"]
        assert library.unfinished() == [str(file)]
        (removed,) = library.remove_all(library.all_named(["birds.txt"], pending=True))
        assert removed.status is Status.REMOVED
        assert titles(library) == []
        assert library.pending() == []


class Sparing(WordEmbedder):
    """Has too little memory for what tells of an egret, where it is counted or where it is embedded."""

    def __init__(self, where: str, fault: type[BaseException] = MemoryError) -> None:
        super().__init__()
        self._where, self._fault = where, fault

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        self._demand("count", texts)
        return super().count_tokens(texts)

    def embed(self, inputs: Sequence) -> list:  # type: ignore[type-arg]
        self._demand("embed", [item.text for item in inputs])
        return super().embed(inputs)

    def _demand(self, where: str, texts: Sequence[str]) -> None:
        if where == self._where and any("egret" in text for text in texts):
            raise self._fault


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    names = {"avocet.txt": SMALL, "egret.txt": big() * 3, "whimbrel.txt": "The whimbrel whistles seven times."}
    for name, text in names.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in names]


@pytest.mark.parametrize("where", ["count", "embed"])
def test_a_file_that_takes_too_much_memory_fails_alone(tmp_path: Path, files: list[Path], where: str) -> None:
    with Library(tmp_path / "home", Sparing(where)) as library:
        report = library.add(files)
        assert [file.status for file in report.files] == [Status.ADDED, Status.FAILED, Status.ADDED]
        assert "egret.txt needs more memory than there is. Split it" in report.files[1].detail
        assert titles(library) == ["avocet", "whimbrel"]
        assert library.pending() == []


def test_what_was_given_before_a_large_file_is_safe_from_it(tmp_path: Path, files: list[Path]) -> None:
    """Where memory runs out in the tokenizer, the process is gone."""
    with Library(tmp_path / "home", Sparing("count", KeyboardInterrupt)) as library, suppress(KeyboardInterrupt):
        library.add(files)
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert titles(library) == ["avocet"]


def test_a_large_file_can_be_stopped_while_it_is_read(tmp_path: Path, files: list[Path]) -> None:
    stop, counted = Event(), list[int]()

    class Stopping(WordEmbedder):
        def count_tokens(self, texts: Sequence[str]) -> list[int]:
            counted.append(len(texts))
            stop.set()
            return super().count_tokens(texts)

    with Library(tmp_path / "home", Stopping()) as library:
        (file,) = library.add(files[1], stop=stop).files
    assert file.status is Status.STOPPED
    assert counted == [1000]


def test_the_page_lists_it_and_can_take_it_out(library: Library, home: Path) -> None:
    shelf = Shelf(library, Uploads(home))
    shown = {row["title"]: row for row in shelf.show()["documents"]}
    assert shown["small"]["state"] == "ready"
    assert shown["big"]["state"] == "not finished; goes on with the next upload"
    left = shelf.remove(shown["big"]["id"])
    assert [row["title"] for row in left["documents"]] == ["small"]
    assert [report["status"] for report in left["reports"]] == ["Removed"]


def test_doctor_says_that_it_waits(library: Library) -> None:
    told = _catalog(library)
    assert (told.ok, told.detail) == (True, "1 documents, 1 not finished (add them again, or remove them); ok")
