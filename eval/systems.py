"""The systems that can be measured, as a table: Footnote, Footnote with one part off, and what one would write instead.

A system indexes the documents of one library and is then asked, from several threads at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from eval.cases import Case, DataError, Source
from eval.footnote import open_footnote
from eval.records import Shown
from index.model.embed import Embedder
from index.progress import Progress
from rag.ranking.retrieve import ALL_PARTS, Parts
from rag.settings import Settings


class Session(Protocol):
    """One library, indexed by one system."""

    def ask(self, case: Case) -> Shown:
        """What the case's question gets, with what the case withholds out of sight."""

    def close(self) -> None:
        """Let go of the library."""


Open = Callable[[Sequence[Source], Settings, Embedder, Path, Progress], Session]


@dataclass(frozen=True, slots=True)
class System:
    """A row: what it is, how it is opened on documents in an empty folder, and whether it can refuse an answer.

    Whoever opens it is told how far its indexing is, as far as it knows. `notes` are what a reader of its figures must
    know.
    """

    what: str
    open: Open
    refuses: bool = True
    # Measured only where it is named.
    costs: bool = False
    notes: Callable[[], Sequence[str]] = tuple


def _footnote(parts: Parts, answerer: str = "extractive") -> Open:
    """Without a model, unless a row asks for one: a key that happens to be set must not be spent on every case."""

    def opened(
        sources: Sequence[Source], settings: Settings, embedder: Embedder, folder: Path, progress: Progress
    ) -> Session:
        own = settings.model_copy(update={"answerer": answerer})
        return open_footnote(sources, own, embedder, folder, parts, progress)

    return opened


def _llama_index(*, cites: bool) -> Open:
    def opened(
        sources: Sequence[Source], settings: Settings, embedder: Embedder, folder: Path, progress: Progress
    ) -> Session:
        # llama-index takes seconds to import.
        from eval.llamaindex import LlamaIndexSession

        return LlamaIndexSession(sources, embedder, folder if _has_chroma() else None, cites=cites)

    return opened


def _has_chroma() -> bool:
    try:
        version("llama-index-vector-stores-chroma")
    except PackageNotFoundError:
        return False
    return True


def _store() -> Sequence[str]:
    """Which vector store llama-index has here."""
    return () if _has_chroma() else ("llama-index kept its vectors in memory: its Chroma store is not installed.",)


SYSTEMS: dict[str, System] = {
    "footnote": System("Footnote as it is", _footnote(ALL_PARTS)),
    "footnote-model": System(
        "Footnote with the model that the settings name; it is paid for every case",
        _footnote(ALL_PARTS, "model"),
        costs=True,
    ),
    "footnote-dense": System("Footnote without the lexical search", _footnote(Parts(lexical=False))),
    "footnote-lexical": System("Footnote without the search by meaning", _footnote(Parts(dense=False))),
    "footnote-no-sentences": System("Footnote without sentence scores", _footnote(Parts(sentences=False))),
    "footnote-rrf": System(
        "both searches fused by reciprocal ranks, no sentence scores", _footnote(Parts(sentences=False, by_rank=True))
    ),
    "footnote-dense-only": System(
        "the search by meaning alone, no sentence scores", _footnote(Parts(lexical=False, sentences=False))
    ),
    "footnote-lexical-only": System("BM25 alone, no sentence scores", _footnote(Parts(dense=False, sentences=False))),
    "llama-index": System(
        "llama-index's VectorStoreIndex over Chroma and its retriever, same embedder",
        _llama_index(cites=False),
        refuses=False,
        notes=_store,
    ),
    "llama-index-citation": System(
        "llama-index's CitationQueryEngine over the same, no model",
        _llama_index(cites=True),
        refuses=False,
        notes=_store,
    ),
}


def system_named(name: str) -> System:
    """A row of the table. Raises DataError that lists them."""
    if name not in SYSTEMS:
        raise DataError(f"There is no system {name!r}. The systems are: {', '.join(SYSTEMS)}.")
    return SYSTEMS[name]
