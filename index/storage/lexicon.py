"""The lexical index: BM25 over the passages. The only file that imports tantivy.

tantivy is handed terms that are analysed already (`index.text.terms`), so that documents and questions are always
analysed alike and the analysis is the same in every script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from index.errors import LibraryError
from index.storage.faults import plain_errors
from index.text.terms import terms
from index.types import Passage

# A match in the heading or the title says less than one in the passage itself.
HEADING_WEIGHT = 0.4


class Lexicon:
    """Terms of passages on disk. Writes become visible, and durable, at `commit`."""

    def __init__(self, folder: Path) -> None:
        """Raises LibraryError where the folder holds something that cannot be opened."""
        import tantivy

        self._tantivy = tantivy
        self.folder = folder
        self._writer: Any = None
        # Documents whose passages were added since the last commit.
        self._fresh = set[str]()
        with self._plain_errors():
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(_schema(tantivy), path=str(folder))
            analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            self._index.register_tokenizer("terms", analyzer)
            self._searcher = self._index.searcher()

    def __len__(self) -> int:
        """How many passages can be found."""
        return int(self._searcher.num_docs)

    def ids(self) -> set[str]:
        """The ids of all passages that can be found."""
        searcher = self._searcher
        with self._plain_errors():
            found = searcher.search(self._tantivy.Query.all_query(), max(1, len(self)), count=False)
            return {searcher.doc(address).get_first("id") for _, address in found.hits}

    def add(self, rows: Iterable[tuple[Passage, str]]) -> None:
        """Index passages, each with its document's title.

        What was committed of the same documents is replaced; what was added since then, as of a long one, stays.
        """
        with self._writing():
            writer = self._open_writer()
            for passage, title in rows:
                if passage.document_id not in self._fresh:
                    self._fresh.add(passage.document_id)
                    writer.delete_documents_by_term("document", passage.document_id)
                document = self._tantivy.Document()
                document.add_text("id", passage.id)
                document.add_text("document", passage.document_id)
                document.add_text("body", " ".join(terms(passage.text)))
                document.add_text("heading", " ".join(terms(f"{title} {passage.heading}")))
                writer.add_document(document)

    def remove(self, document_id: str) -> None:
        """Forget the passages of a document."""
        with self._writing():
            self._open_writer().delete_documents_by_term("document", document_id)

    def clear(self) -> None:
        """Forget every passage."""
        with self._writing():
            self._open_writer().delete_all_documents()

    def commit(self) -> None:
        """Make what was added and removed visible and durable."""
        with self._writing():
            if self._writer is not None:
                self._writer.commit()
                # The merging threads belong to the writer: waiting for them ends it, and frees the index's lock.
                self._writer.wait_merging_threads()
                self._writer = None
                self._fresh.clear()
            self._index.reload()
            self._searcher = self._index.searcher()

    def search(
        self, weighted_terms: Sequence[tuple[str, float]], limit: int, documents: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """Passage ids and BM25 scores, best first, for terms and their weights, of all documents or of these."""
        searcher = self._searcher
        with self._plain_errors():
            query = self._query(weighted_terms)
            if query is None:
                return []
            if documents:
                query = self._within(query, documents)
            found = searcher.search(query, limit, count=False)
            return [(searcher.doc(address).get_first("id"), float(score)) for score, address in found.hits]

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        with self._plain_errors():
            return int(self._searcher.doc_freq("body", term))

    def _query(self, weighted_terms: Sequence[tuple[str, float]]) -> Any:
        tantivy, schema = self._tantivy, self._index.schema
        clauses = []
        for term, weight in weighted_terms:
            for field, share in (("body", 1.0), ("heading", HEADING_WEIGHT)):
                clause = tantivy.Query.term_query(schema, field, term)
                clauses.append((tantivy.Occur.Should, tantivy.Query.boost_query(clause, weight * share)))
        return tantivy.Query.boolean_query(clauses) if clauses else None

    def _within(self, query: Any, documents: Collection[str]) -> Any:
        """The query, for these documents alone; which they are adds nothing to the scores."""
        tantivy, schema = self._tantivy, self._index.schema
        own = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "document", id_)) for id_ in documents]
        among = tantivy.Query.const_score_query(tantivy.Query.boolean_query(own), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, among)])

    def _open_writer(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=30_000_000, num_threads=1)
            # A process that was killed may have left a file without an entry: the next of that name could not be made.
            self._writer.garbage_collect_files()
        return self._writer

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A writer that failed once takes no more work; what it was given and not told to keep is forgotten.

        A search that fails beside it is no fault of the writer's.
        """
        try:
            with self._plain_errors():
                yield
        except LibraryError:
            self._writer = None
            self._fresh.clear()
            raise

    def _plain_errors(self) -> AbstractContextManager[None]:
        return plain_errors("The lexical index in", self.folder)


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("document", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", stored=False, tokenizer_name="terms", index_option="freq")
    builder.add_text_field("heading", stored=False, tokenizer_name="terms", index_option="freq")
    return builder.build()
