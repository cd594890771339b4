"""A build whose embedder fails or refuses a text: nothing that could be found is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from built import assert_consistent, found, of_an_earlier_version, statuses, write_docs
from scripted import Failing, Recording, WordEmbedder

from index.errors import EmbedderError, TextRefusedError
from index.library import Library
from index.model.embed import Embedded, EmbedInput
from index.text.terms import terms
from index.types import Status


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_docs(tmp_path / "docs")


def test_a_new_name_is_searched_for_also_where_the_build_broke_off(tmp_path: Path, docs: Path) -> None:
    embedder = Failing(WordEmbedder(), good=10_000)
    (docs / "alpha.txt").write_text("Ants dig tunnels.")
    with Library(tmp_path / "home", embedder) as library:
        library.add([docs])
        (docs / "alpha.txt").rename(docs / "bravo.txt")
        (docs / "dogs.txt").write_text("Dogs bark.")
        embedder.good = len(embedder.embedded)
        with pytest.raises(EmbedderError):
            library.add([docs])
        embedder.good = 10_000
        library.add([docs])
        assert library.search_terms([(term, 1.0) for term in terms("bravo")], 5)
        assert library.search_terms([(term, 1.0) for term in terms("alpha")], 5) == []


def test_an_embedder_that_fails_half_way_loses_nothing(tmp_path: Path, docs: Path) -> None:
    embedder = Failing(WordEmbedder(), good=10_000)
    with Library(tmp_path / "home", embedder) as library:
        library.add([docs])
        (docs / "bees.txt").write_text("Bees dance.")
        (docs / "dogs.txt").write_text("Dogs bark.")
        embedder.good = len(embedder.embedded) + 1
        with pytest.raises(EmbedderError, match="Try again"):
            library.add([docs])
        embedder.good = 10_000
        assert found(library, "honey") == ["bees.txt"]
        assert found(library, "bark") == []
        report = library.add([docs])
        assert Status.FAILED not in statuses(report).values()
        assert found(library, "honey") == []
        assert found(library, "dance") == ["bees.txt"]
        assert found(library, "bark") == ["dogs.txt"]
        assert_consistent(library)


def test_what_an_embedder_failed_on_waits_and_the_rest_can_be_asked(tmp_path: Path, docs: Path) -> None:
    embedder = Failing(WordEmbedder(), good=10_000)
    with Library(tmp_path / "home", embedder) as library:
        library.add([docs])
        (docs / "dogs.txt").write_text("Dogs bark.")
        embedder.good = len(embedder.embedded)
        with pytest.raises(EmbedderError):
            library.add([docs])
    again = Failing(WordEmbedder(), good=0)
    with Library(tmp_path / "home", again) as library:
        assert library.size() == 2
        assert len(library.documents()) == 2
        assert [hit for hit, _ in library.search_terms([("honey", 1.0)], 5)]


def to_be_made_anew(library: Library) -> None:
    """An upgrade after which the documents are cut and embedded in another way."""
    of_an_earlier_version(library)
    with sqlite3.connect(library.home / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE vectors SET key = 'old ' || key")
        catalog.execute("UPDATE passages SET vector_key = 'old ' || vector_key")
    catalog.close()


def test_a_text_that_is_made_anew_stays_until_its_vectors_are_there(tmp_path: Path, docs: Path) -> None:
    embedder = Failing(WordEmbedder(), good=10_000)
    with Library(tmp_path / "home", embedder) as library:
        library.add([docs])
        to_be_made_anew(library)
        embedder.good = len(embedder.embedded)
        with pytest.raises(EmbedderError):
            library.add([docs])
        embedder.good = 10_000
        assert found(library, "honey") == ["bees.txt"]
        assert statuses(library.add([docs])) == {"bees.txt": Status.UPDATED, "cats.md": Status.UPDATED}
        assert found(library, "honey") == ["bees.txt"]
        assert_consistent(library)


def test_a_text_that_is_refused_when_it_is_made_anew_stays_as_it_was(tmp_path: Path, docs: Path) -> None:
    class Refusing(Recording):
        refuses = False

        def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
            if self.refuses and any("honey" in item.text for item in inputs):
                raise TextRefusedError("It refuses the text.")
            return super().embed(inputs)

    embedder = Refusing(WordEmbedder())
    with Library(tmp_path / "home", embedder) as library:
        library.add([docs])
        to_be_made_anew(library)
        embedder.refuses = True
        report = library.add([docs])
        assert statuses(report) == {"bees.txt": Status.FAILED, "cats.md": Status.UPDATED}
        assert report.files[0].detail.endswith("The earlier version stays in the library.")
        embedder.refuses = False
        assert found(library, "honey") == ["bees.txt"]
        assert_consistent(library)


def test_what_is_refused_takes_no_vectors_of_what_is_made_anew_beside_it(tmp_path: Path, docs: Path) -> None:
    class Refusing(WordEmbedder):
        def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
            if any("wasps" in item.text for item in inputs):
                raise TextRefusedError("It refuses the text.")
            return super().embed(inputs)

    with Library(tmp_path / "home", Refusing()) as library:
        library.add([docs])
        to_be_made_anew(library)
        (docs / "wasps.txt").write_text("The wasps are to be refused.")
        assert statuses(library.add([docs])) == {
            "bees.txt": Status.UPDATED,
            "cats.md": Status.UPDATED,
            "wasps.txt": Status.FAILED,
        }
        assert found(library, "honey") == ["bees.txt"]
        assert_consistent(library)
