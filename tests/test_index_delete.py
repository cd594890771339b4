"""What is deleted is gone: from both searches at once, and from every file of the library."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from scripted import WordEmbedder

from index.errors import LibraryError
from index.library import Library
from index.types import Status
from rag.doctor import rebuild

MARKER = "zebraquux"


def files_with(home: Path, marker: str) -> list[str]:
    """Files of the library that hold a word, in any case and in both encodings that SQLite has."""
    forms = [form.encode(code) for form in (marker, marker.upper()) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


def repair(home: Path) -> None:
    with Library(home, WordEmbedder(), any_embedder=True) as library:
        assert rebuild(library, lambda text: None).ok


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


def test_many_documents_are_removed_in_about_the_time_of_one(tmp_path: Path, docs: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([docs])
        first, *others = [document.id for document in library.documents()]
        began = time.process_time()
        library.remove(first)
        one = time.process_time() - began
        began = time.process_time()
        reports = library.remove_all([*others[:15], others[0][:10]])
        assert time.process_time() - began < 5 * one
        assert [report.document_id for report in reports] == others[:15]
        assert [document.id for document in library.documents()] == others[15:]
        with pytest.raises(LibraryError, match="No document has the id 'ffff'"):
            library.remove_all([others[15], "ffff"])
        assert [document.id for document in library.documents()] == others[15:]


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


def test_a_file_that_becomes_a_copy_of_another_leaves_no_text_of_its_own(tmp_path: Path, docs: Path) -> None:
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([docs])
        (docs / "secret.txt").write_bytes((docs / "3.txt").read_bytes())
        statuses = {Path(file.source).name: file.status for file in library.add([docs]).files}
        assert statuses["secret.txt"] is Status.DUPLICATE
        assert files_with(tmp_path / "home", MARKER) == []


def test_vector_files_hold_nothing_of_this_process_beyond_their_elements(tmp_path: Path, docs: Path) -> None:
    """As hnswlib begins an index, it writes out memory that it never filled."""
    home = tmp_path / "home"
    with Library(home, WordEmbedder()) as library:
        library.add([docs / "secret.txt", docs / "0.txt"])
        stored = library.size()
    (header,) = (home / "chroma").glob("*/header.bin")
    elements, size = struct.unpack_from("<QQ", header.read_bytes(), 20)
    assert (elements, size) == (stored, 332)
    vectors, lengths = (header.with_name(name).read_bytes() for name in ("data_level0.bin", "length.bin"))
    assert (len(vectors), len(lengths)) == (33_200, 400)
    assert all(any(vectors[at : at + size]) for at in range(0, elements * size, size))
    assert not any(vectors[elements * size :])
    assert not any(lengths[elements * 4 :])


def test_the_letters_of_removed_text_are_not_in_the_full_text_index_of_chroma(tmp_path: Path, docs: Path) -> None:
    """It keeps every three letters with their places, from which the text could be put together again."""
    database = tmp_path / "home" / "chroma" / "chroma.sqlite3"
    (docs / "secret.txt").write_text("The word is \u03c8\u03c8\u03c8\u03c8\u03c8. " * 40, encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        library.add([docs])
        library.remove(next(d.id for d in library.documents() if d.source.endswith("secret.txt")))
    assert "\u03c8".encode() not in database.read_bytes()


def test_a_repair_leaves_no_files_of_the_collection_before(tmp_path: Path, docs: Path) -> None:
    home = tmp_path / "home"
    with Library(home, WordEmbedder()) as library:
        library.add([docs])
    before = {path.name for path in (home / "chroma").iterdir() if path.is_dir()}
    repair(home)
    after = {path.name for path in (home / "chroma").iterdir() if path.is_dir()}
    assert (len(before), len(after), before & after) == (1, 1, set())


def remove_add_and_repair(home: Path, docs: Path, rounds: int) -> list[tuple[int, str, list[str]]]:
    """Where a removed word was seen: the round, after what, and the files. Each round has a word of its own."""
    seen = []
    for number in range(rounds):
        word = f"zebra{number}quux"
        (docs / "secret.txt").write_text("\n\n".join(f"The secret {word} tells of item{n}. " * 12 for n in range(6)))
        with Library(home, WordEmbedder()) as library:
            library.add([docs])
            library.remove(next(d.id for d in library.documents() if d.source.endswith("secret.txt")))
            seen.append((number, "removal", files_with(home, word)))
            (docs / "more.txt").write_text(f"More of thing{number}. " * 30)
            library.add([docs / "more.txt"])
            seen.append((number, "addition", files_with(home, word)))
        for _ in range(2):
            repair(home)
            seen.append((number, "repair", files_with(home, word)))
    return [item for item in seen if item[2]]


def test_removed_text_does_not_come_back_in_any_file(tmp_path: Path, docs: Path) -> None:
    assert remove_add_and_repair(tmp_path / "home", docs, rounds=3) == []


@pytest.mark.slow
def test_removed_text_does_not_come_back_in_any_file_in_many_new_libraries(tmp_path: Path, docs: Path) -> None:
    """What stands in memory that was never filled is chance, so it is tried often."""
    for number in (3, 4, 5, *range(8, 20)):
        (docs / f"{number}.txt").unlink()
    for number in range(15):
        assert remove_add_and_repair(tmp_path / f"home{number}", docs, rounds=1) == []
