"""What is deleted is gone: from both searches at once, and from every file of the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted import WordEmbedder

from index.library import Library
from index.types import Status

MARKER = "zebraquux"


def files_with(home: Path, marker: str) -> list[str]:
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and marker.encode() in path.read_bytes()
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(20):
        text = "\n\n".join(f"Document{number} tells of item{n} and of more. " * 10 for n in range(10))
        (folder / f"{number}.txt").write_text(text)
    (folder / "secret.txt").write_text(f"The secret word is {MARKER}. " * 40)
    return folder


def test_a_removed_document_is_in_no_search_and_in_no_file(tmp_path: Path, docs: Path) -> None:
    home = tmp_path / "home"
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
        assert files_with(home, MARKER) != []
        secret = next(d for d in library.documents() if d.source.endswith("secret.txt"))
        report = library.remove(secret.id)
        assert (report.status, report.source) == (Status.REMOVED, str(docs / "secret.txt"))
        assert library.search_terms([(MARKER, 1.0)], 10) == []
        assert library.frequency(MARKER) == 0
        hits = library.search_vectors(library.embed(MARKER).vector, 10_000)
        assert all(MARKER not in item.passage.text for item in library.stored(id_ for id_, _ in hits).values())
        assert len(hits) == library.size() == library.status().passages
        assert files_with(home, MARKER) == []
        assert len(library.documents()) == 20
    assert files_with(home, MARKER) == []
    assert (docs / "secret.txt").exists()


def test_text_that_was_edited_out_of_a_file_is_in_no_file_either(tmp_path: Path, docs: Path) -> None:
    home = tmp_path / "home"
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
        (docs / "secret.txt").write_text("There is nothing to hide.")
        library.add([docs])
        assert files_with(home, MARKER) == []
        (docs / "secret.txt").unlink()
        library.add([docs])
        assert files_with(home, "nothing to hide") == []


def test_a_removed_file_can_be_added_again(tmp_path: Path, docs: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        for _ in range(2):
            report = library.add([docs / "secret.txt"])
            assert report.files[0].status is Status.ADDED
            assert len(library.search_terms([(MARKER, 1.0)], 10)) == report.files[0].passages
            library.remove(library.documents()[0].id)
            assert library.search_terms([(MARKER, 1.0)], 10) == []
