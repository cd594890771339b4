"""The list of documents: read once, however often it is asked for, and never older than the last change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from built import write_docs
from scripted import WordEmbedder

from index.errors import LibraryError, UnknownDocumentError
from index.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        yield library


class Statements(logging.Handler):
    """What the catalog's database is asked, with the values."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())

    def since(self) -> list[str]:
        """Those since this was called last."""
        heard, self.heard = self.heard, []
        return heard


@pytest.fixture
def asked() -> Iterator[Callable[[], list[str]]]:
    """What the catalog's database was asked since this was called last."""
    logger, statements = logging.getLogger("peewee"), Statements()
    before = logger.level, logger.propagate
    logger.addHandler(statements)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    yield statements.since
    logger.removeHandler(statements)
    logger.level, logger.propagate = before


def names(library: Library) -> list[str]:
    return sorted(Path(info.source).name for info in library.documents())


def test_asking_some_documents_does_not_read_them_all_each_time(
    library: Library, tmp_path: Path, asked: Callable[[], list[str]]
) -> None:
    library.add([write_docs(tmp_path / "docs")])
    bees = library.named("bees.txt")
    # This is how it looks where the text of every document is gone through.
    assert sum("length(" in statement for statement in asked()) == 1
    for _ in range(3):
        assert library.named("bees.txt") == library.document(bees[:6]).id == bees
        assert library.size([bees]) == 1
        assert names(library) == ["bees.txt", "cats.md"]
    statements = asked()
    assert statements
    assert not any("length(" in statement for statement in statements)


def test_what_is_asked_of_the_catalog_does_not_grow_with_the_library(
    library: Library, tmp_path: Path, asked: Callable[[], list[str]]
) -> None:
    """One question for each document, when one of four thousand is removed, took half of the time."""
    counts = dict[int, tuple[int, int]]()
    for many in (10, 80):
        docs = tmp_path / str(many)
        docs.mkdir()
        for number in range(many):
            (docs / f"{number:03}.txt").write_text(f"Buoy {number} of {many} was painted in spring.")
        assert library.add([docs]).ok
        (docs / "more.txt").write_text(f"Lamp {many} is green.")
        asked()
        assert library.add([docs / "more.txt"]).ok
        added = len(asked())
        library.remove(library.named("more.txt"))
        counts[many] = added, len(asked())
    assert len(library.documents()) == 90
    assert counts[10] == counts[80]


def test_to_make_documents_ready_does_not_look_at_all_others(
    library: Library, tmp_path: Path, asked: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was done for each group: the time of a build grew with the square of the documents."""
    monkeypatch.setattr("index.build.GROUP", 10)
    listed = list[int]()
    assert library.add([write_docs(tmp_path / "docs")]).ok
    for many in (20, 80):
        docs = tmp_path / str(many)
        docs.mkdir()
        for number in range(many):
            (docs / f"{number:03}.txt").write_text(f"Buoy {number} of {many} was painted in spring.")
        asked()
        assert library.add([docs]).ok
        # This is how it looks where those that are ready are listed: by what they hold now, when a build begins.
        listed.append(sum("SELECT" in told and '"recipe"' in told and "['ready']" in told for told in asked()))
    assert listed == [1, 1]


def test_every_change_is_seen_at_once(library: Library, tmp_path: Path) -> None:
    docs = write_docs(tmp_path / "docs")
    assert library.documents() == []
    library.add([docs])
    assert names(library) == ["bees.txt", "cats.md"]
    (docs / "bees.txt").rename(docs / "wasps.txt")
    library.add([docs])
    assert names(library) == ["cats.md", "wasps.txt"]
    (docs / "wasps.txt").write_text("Wasps sting more than once.")
    library.add([docs])
    wasps = library.named("wasps.txt")
    assert library.document(wasps).text == "Wasps sting more than once."
    library.remove(wasps)
    assert names(library) == ["cats.md"]
    assert library.size([wasps]) == 0
    with pytest.raises(UnknownDocumentError):
        library.named("wasps.txt")
    library.set_aside(sound=True)
    library.rebuild()
    assert names(library) == ["cats.md"]


def test_what_is_searchable_is_listed_while_the_rest_is_added(library: Library, tmp_path: Path) -> None:
    """A build takes hours where there is much: the list of its beginning will not do."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(300):
        (docs / f"{number:03}.txt").write_text(f"Buoy {number} was painted in spring.")
    seen = list[int]()
    library.add([docs], progress=lambda *_: seen.append(len(library.documents())))
    assert {0, 256, 300} == set(seen)
    assert seen == sorted(seen)


def test_who_asks_while_it_changes_never_keeps_what_was_before(library: Library, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    going, seen = [True], list[int]()

    def ask() -> None:
        while going:
            seen.append(len(library.documents()))

    asking = [Thread(target=ask) for _ in range(4)]
    for thread in asking:
        thread.start()
    try:
        for number, file in enumerate(files, 1):
            file.write_text(f"Lamp {number} is green.")
            library.add([file])
            assert len(library.documents()) == number
    finally:
        going.clear()
        for thread in asking:
            thread.join()
    assert set(seen) <= {0, 1, 2, 3, 4, 5}


def test_the_list_of_a_library_that_was_closed_is_no_more_to_be_had(tmp_path: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([write_docs(tmp_path / "docs")])
        assert len(library.documents()) == 2
    with pytest.raises(LibraryError, match="closed"):
        library.documents()
