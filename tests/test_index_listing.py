"""The list of documents: read once, however often it is asked for, and never older than the last change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from built import write_docs
from scripted import WordEmbedder

from index.errors import LibraryError, UnknownDocumentError
from index.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        yield library


@pytest.fixture
def read() -> Iterator[list[str]]:
    """What is asked of the database from now on that goes through the text of every document."""
    statements = list[str]()

    def listen(_: object, __: object, statement: str, *___: object) -> None:
        if "length(documents.text)" in statement:
            statements.append(statement)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", listen)
    yield statements
    sa.event.remove(sa.engine.Engine, "before_cursor_execute", listen)


def names(library: Library) -> list[str]:
    return sorted(Path(info.source).name for info in library.documents())


def test_asking_some_documents_does_not_read_them_all_each_time(
    library: Library, tmp_path: Path, read: list[str]
) -> None:
    library.add([write_docs(tmp_path / "docs")])
    bees = library.named("bees.txt")
    read.clear()
    for _ in range(3):
        assert library.named("bees.txt") == library.document(bees[:6]).id == bees
        assert library.size([bees]) == 1
        assert names(library) == ["bees.txt", "cats.md"]
    assert read == []


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
