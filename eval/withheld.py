"""A library that acts as if it did not hold some passages, for as long as one question takes.

Searches ask for as many results more as are withheld, so nothing else changes; only BM25's own term statistics, inside
the lexical index, still count the withheld passages, and a document's whole text still has theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from index.library import Library
from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.terms import terms
from index.types import Passage


class Withheld:
    """Passes everything on to a library. What is withheld is so for the thread that asks, not for others."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._hidden: ContextVar[frozenset[str]] = ContextVar("hidden", default=frozenset())

    @contextmanager
    def without(self, passage_ids: Iterable[str]) -> Iterator[None]:
        """Withhold these passages inside the block."""
        token = self._hidden.set(frozenset(passage_ids))
        try:
            yield
        finally:
            self._hidden.reset(token)

    def search_vectors(self, vector: Vector, limit: int, documents: Collection[str] = ()) -> list[tuple[str, float]]:
        """As `Library.search_vectors`."""
        return self._kept(self._library.search_vectors(vector, limit + len(self._hidden.get()), documents), limit)

    def search_terms(
        self, weighted_terms: Sequence[tuple[str, float]], limit: int, documents: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """As `Library.search_terms`."""
        return self._kept(self._library.search_terms(weighted_terms, limit + len(self._hidden.get()), documents), limit)

    def stored(self, passage_ids: Iterable[str]) -> dict[str, StoredPassage]:
        """As `Library.stored`."""
        hidden = self._hidden.get()
        return self._library.stored(id_ for id_ in passage_ids if id_ not in hidden)

    def all_stored(self, document_id: str) -> list[StoredPassage]:
        """As `Library.all_stored`."""
        hidden = self._hidden.get()
        return [item for item in self._library.all_stored(document_id) if item.passage.id not in hidden]

    def passages(self, document_id: str) -> list[Passage]:
        """As `Library.passages`."""
        hidden = self._hidden.get()
        return [passage for passage in self._library.passages(document_id) if passage.id not in hidden]

    def passage_ids(self, document_id: str) -> list[str]:
        """As `Library.passage_ids`."""
        hidden = self._hidden.get()
        return [id_ for id_ in self._library.passage_ids(document_id) if id_ not in hidden]

    def size(self, documents: Collection[str] = ()) -> int:
        """As `Library.size`."""
        hidden = self._library.stored(self._hidden.get()).values()
        return self._library.size(documents) - sum(not documents or p.passage.document_id in documents for p in hidden)

    def frequency(self, term: str) -> int:
        """As `Library.frequency`."""
        hidden = self._library.stored(self._hidden.get()).values()
        return max(self._library.frequency(term) - sum(term in _terms(item.passage.text) for item in hidden), 0)

    def _kept(self, found: list[tuple[str, float]], limit: int) -> list[tuple[str, float]]:
        hidden = self._hidden.get()
        return [(id_, score) for id_, score in found if id_ not in hidden][:limit]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)


@lru_cache(maxsize=1000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(text))
