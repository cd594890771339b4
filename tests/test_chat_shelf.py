"""What the Documents tab is sent: a list of thousands is long, and pages ask for news of it every second or so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted import WordEmbedder

from index.errors import LibraryError
from index.library import Library
from ui.chat.documents import Shelf
from ui.chat.uploads import Arrival, Uploads


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    file = tmp_path / "numbat.txt"
    file.write_text("Numbats eat termites.")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([file])
        yield library


@pytest.fixture
def shelf(library: Library) -> Shelf:
    return Shelf(library, Uploads(library.home))


def test_a_page_that_has_the_list_is_not_sent_it_again(shelf: Shelf, library: Library, tmp_path: Path) -> None:
    first = shelf.show()
    assert [row["title"] for row in first["documents"]] == ["numbat"]
    again = shelf.show(listed=first["listed"])
    assert (again["documents"], again["listed"]) == (None, first["listed"])
    assert again["at"] > first["at"]
    # Another page has it not.
    assert shelf.show()["documents"] == first["documents"]
    (tmp_path / "quokka.txt").write_text("Quokkas eat leaves.")
    library.add([tmp_path / "quokka.txt"])
    later = shelf.show(listed=first["listed"])
    assert [row["title"] for row in later["documents"]] == ["numbat", "quokka"]
    assert later["listed"] > first["listed"]


def test_a_document_that_was_taken_out_is_off_the_list_whoever_has_it(shelf: Shelf) -> None:
    first = shelf.show()
    shown = shelf.remove(first["documents"][0]["id"])
    assert shown["documents"] == []
    assert shelf.show(listed=first["listed"])["documents"] == []


def test_after_a_list_that_could_not_be_read_it_is_sent_again(
    shelf: Shelf, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was told so has a later number than the list had before."""

    def fail() -> None:
        raise LibraryError("The disk is gone. Bring it back.")

    first = shelf.show()
    with monkeypatch.context() as broken:
        broken.setattr(library, "documents", fail)
        unread = shelf.show(listed=first["listed"])
        assert unread["unread"]
    shown = shelf.show(listed=unread["listed"])
    assert shown["documents"] == first["documents"]
    assert shown["listed"] > unread["listed"]


def test_how_far_an_upload_is_is_told_without_the_list(
    shelf: Shelf, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = library.add

    def slow(paths, *, progress, **rest):  # type: ignore[no-untyped-def]
        for tenth in range(3):
            progress(tenth / 10, f"Reading page {tenth}")
            time.sleep(0.15)
        return add(paths, progress=progress, **rest)

    monkeypatch.setattr(library, "add", slow)
    file = tmp_path / "bilby.txt"
    file.write_text("Bilbies dig.")
    first, *steps, last = shelf.add([Arrival(file, file.name)])
    assert [row["title"] for row in first["documents"]] == ["numbat"]
    assert len(steps) >= 3
    assert [step["documents"] for step in steps] == [None] * len(steps)
    assert [row["title"] for row in last["documents"]] == ["bilby", "numbat"]
