"""Texts that go from name to name: files renumbered, exchanged, moved with their folder, copied beside themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import assert_consistent, found, statuses
from scripted import Recording, WordEmbedder

from index.library import Library
from index.storage.cache import Cache
from index.storage.catalog import StoredPassage
from index.types import Status


@pytest.fixture
def embedder() -> Recording:
    return Recording(WordEmbedder())


@pytest.fixture
def library(tmp_path: Path, embedder: Recording) -> Iterator[Library]:
    with Library(tmp_path / "home", embedder) as library:
        yield library


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


def write(folder: Path, **birds: str) -> None:
    """Files of these names, each about a bird."""
    folder.mkdir(exist_ok=True)
    for name, bird in birds.items():
        (folder / f"{name}.md").write_text(f"The {bird} winters in the bay.")


def held(library: Library, folder: Path) -> dict[str, str]:
    """Which bird each file's document is about, by its path within the folder; both indexes are looked at too."""
    assert_consistent(library)
    assert library.indexes_amiss() == []
    return {
        Path(info.source).relative_to(folder).as_posix(): library.document(info.id).text.split()[1]
        for info in library.documents()
    }


@pytest.mark.parametrize(
    ("after", "new"),
    [
        ({"a": "bittern", "b": "avocet", "c": "curlew"}, 0),
        ({"a": "curlew", "b": "avocet", "c": "bittern"}, 0),
        ({"a": "avocet", "b": "dunlin", "c": "bittern", "d": "curlew"}, 1),
    ],
)
def test_texts_that_change_their_files_are_not_embedded_again(
    library: Library, docs: Path, embedder: Recording, after: dict[str, str], new: int
) -> None:
    write(docs, a="avocet", b="bittern", c="curlew")
    library.add([docs])
    embedder.embedded.clear()
    write(docs, **after)
    assert library.add([docs]).ok
    assert len(embedder.embedded) == new
    assert held(library, docs) == {f"{name}.md": bird for name, bird in after.items()}
    assert set(statuses(library.add([docs])).values()) == {Status.KEPT}


def test_vectors_do_not_outlive_the_run_that_takes_their_text_out(
    library: Library, docs: Path, embedder: Recording
) -> None:
    write(docs, a="avocet", b="bittern")
    library.add([docs])
    write(docs, a="curlew")
    library.add([docs])
    embedder.embedded.clear()
    write(docs, a="avocet")
    library.add([docs])
    assert len(embedder.embedded) == 1


def test_a_folder_that_is_moved_takes_its_documents_along(library: Library, docs: Path, embedder: Recording) -> None:
    write(docs / "old", a="avocet", b="bittern")
    library.add([docs])
    embedder.embedded.clear()
    (docs / "old").rename(docs / "new")
    assert statuses(library.add([docs])) == {"a.md": Status.MOVED, "b.md": Status.MOVED}
    assert embedder.embedded == []
    assert held(library, docs) == {"new/a.md": "avocet", "new/b.md": "bittern"}


@pytest.mark.parametrize("given", ["the folder", "the name alone"])
def test_a_file_that_becomes_a_folder_and_a_file_again(library: Library, docs: Path, given: str) -> None:
    name = docs / "a.md"
    paths = [docs] if given == "the folder" else [name]
    write(docs, a="avocet")
    library.add(paths)
    name.unlink()
    write(name, inner="avocet")
    assert statuses(library.add(paths)) == {"inner.md": Status.MOVED}
    assert held(library, docs) == {"a.md/inner.md": "avocet"}
    (name / "inner.md").unlink()
    name.rmdir()
    write(docs, a="bittern")
    assert statuses(library.add(paths)) == {"a.md": Status.ADDED, "inner.md": Status.REMOVED}
    assert held(library, docs) == {"a.md": "bittern"}
    name.unlink()
    write(name, inner="curlew")
    assert statuses(library.add(paths)) == {"inner.md": Status.ADDED, "a.md": Status.REMOVED}
    assert held(library, docs) == {"a.md/inner.md": "curlew"}


@pytest.mark.parametrize("copy", ["report copy", "report (1)", "report - Copy", "Copy of report"])
def test_a_copy_beside_a_file_is_the_copy(library: Library, docs: Path, copy: str) -> None:
    """Most of these come before it in the order of names."""
    write(docs, **{"another": "bittern", copy: "avocet", "report": "avocet"})
    report = library.add([docs])
    assert statuses(report) == {
        "another.md": Status.ADDED,
        f"{copy}.md": Status.DUPLICATE,
        "report.md": Status.ADDED,
    }
    assert [file.source for file in report.files] == sorted(file.source for file in report.files)
    assert found(library, "avocet") == ["report.md"]


def test_a_shorter_name_that_comes_later_takes_nothing_away(library: Library, docs: Path) -> None:
    """A document keeps its file, to which its footnotes lead, while that is there."""
    write(docs, **{"report copy": "avocet"})
    library.add([docs])
    write(docs, report="avocet")
    assert statuses(library.add([docs])) == {"report copy.md": Status.KEPT, "report.md": Status.DUPLICATE}


def test_what_is_remembered_of_passages_is_bounded_by_its_size(
    library: Library, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(docs, a="avocet", b="bittern", c="curlew")
    library.add([docs])
    ids = [id_ for info in library.documents() for id_ in library.passage_ids(info.id)]
    passages, read = library.stored(ids), list[str]()

    def reading(wanted: list[str]) -> dict[str, StoredPassage]:
        read.extend(wanted)
        return {id_: passages[id_] for id_ in wanted}

    def read_for(*wanted: str) -> list[str]:
        read.clear()
        assert list(cache.passages(wanted, reading)) == list(wanted)
        return list(read)

    first, second, third = ids
    # Each takes from one to one and a half thousand bytes.
    monkeypatch.setattr("index.storage.cache.ROOM", 3_000)
    cache = Cache()
    assert [read_for(first), read_for(second), read_for(first, second)] == [[first], [second], []]
    assert read_for(third) == [third]
    assert read_for(first, second, third) == [first, second]
    monkeypatch.setattr("index.storage.cache.ROOM", 500)
    cache.forget()
    assert [read_for(first), read_for(first)] == [[first], [first]]
