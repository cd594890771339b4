"""A small folder of documents, and what a library holds of them after a build."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.library import Library
from index.text.terms import terms
from index.types import BuildReport, Status


def write_docs(folder: Path) -> Path:
    folder.mkdir()
    (folder / "bees.txt").write_text("Bees make honey. They live in hives.")
    (folder / "cats.md").write_text("# Cats\n\nCats hunt mice. They sleep all day.")
    return folder


def statuses(report: BuildReport) -> dict[str, Status]:
    return {Path(file.source).name: file.status for file in report.files}


def found(library: Library, word: str) -> list[str]:
    """Names of the documents that both searches find for a word; a difference between them is an error."""
    lexical = library.stored(id_ for id_, _ in library.search_terms([(term, 1.0) for term in terms(word)], 50))
    best = {p.passage.document_id for p in lexical.values()}
    dense = library.stored(id_ for id_, _ in library.search_vectors(library.embed(word).vector, 50))
    by_text = {p.passage.document_id for p in dense.values() if word.lower() in p.passage.text.lower()}
    assert best == by_text
    return sorted(Path(library.document(id_).source).name for id_ in best)


def assert_consistent(library: Library) -> None:
    """The catalog, Chroma and the lexical index hold the same passages."""
    ids = {passage.id for document in library.documents() for passage in library.passages(document.id)}
    assert {id_ for id_, _ in library.search_vectors(library.embed("anything").vector, 10_000)} == ids
    assert library.size() == len(ids) == library.status().passages
    for document in library.documents():
        text = library.document(document.id).text
        for passage in library.passages(document.id):
            assert text[passage.start : passage.end] == passage.text
        assert set(library.stored(p.id for p in library.passages(document.id))) <= ids


def of_an_earlier_version(library: Library) -> None:
    """Make the library's documents those that the reading rules of an earlier version made."""
    with sqlite3.connect(library.home / "catalog.sqlite3") as catalog:
        catalog.execute("UPDATE documents SET recipe = 'passages-200-1/words-v1'")
    catalog.close()
