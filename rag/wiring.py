"""Settings become objects. The only place that picks back-ends, and the three calls that programs make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock

from index.embed import Embedder
from index.errors import SettingsError
from index.library import Library
from rag.chain import Chain
from rag.settings import Settings, load_settings
from rag.types import Answer, Delta, Turn

Say = Callable[[str], None]


def open_library(settings: Settings | None = None, *, say: Say | None = None) -> Library:
    """The library that the settings name. Raises FootnoteError where it cannot be opened."""
    settings = settings or load_settings()
    return Library(
        settings.home,
        make_embedder(settings, say),
        catalog_url=settings.catalog_url,
        max_bytes=settings.max_file_mb * 1_000_000,
    )


def open_chain(settings: Settings | None = None, *, say: Say | None = None) -> Chain:
    """A chain over that library; close it, or use it in a `with`. Raises FootnoteError where it cannot be opened."""
    settings = settings or load_settings()
    library = open_library(settings, say=say)
    try:
        return chain_over(library, settings, say=say)
    except BaseException:
        library.close()
        raise


def chain_over(library: Library, settings: Settings, *, say: Say | None = None) -> Chain:
    """A chain over a library that is open already."""
    from index.weights import model_folder
    from index.words import Words
    from rag.extractive import Extractive
    from rag.ranker import load_ranker
    from rag.retrieve import Retriever

    ranker = load_ranker()
    retriever = Retriever(library, Words(model_folder(settings.home, say)), ranker)
    threshold = ranker.threshold if settings.threshold is None else settings.threshold
    return Chain(library, retriever, Extractive(settings.quotes), threshold=threshold, passages=settings.passages)


def query(question: str, *, history: Sequence[Turn] = (), settings: Settings | None = None) -> Answer:
    """Ask the library; see `rag.types.Answer`. The library stays open in this process until it ends or `close()`.

    Raises FootnoteError, whose message says what happened and what to do.
    """
    return _shared_chain(settings or load_settings()).ask(question, history)


def stream(
    question: str, *, history: Sequence[Turn] = (), settings: Settings | None = None
) -> Iterator[Delta | Answer]:
    """As `query`, piece by piece: `Delta`s whose texts join up to the answer's, then the Answer."""
    return _shared_chain(settings or load_settings()).stream(question, history)


def close() -> None:
    """Close what `query` and `stream` keep open, so that another process can use the library."""
    _shared.close_all()


class _Shared:
    """Chains that module-level calls keep open, one per home."""

    def __init__(self) -> None:
        self._chains: dict[str, Chain] = {}
        # Two threads that ask first must not both open the library: the second would find it in use.
        self._opening = Lock()

    def get(self, settings: Settings) -> Chain:
        key = settings.model_dump_json()
        with self._opening:
            if key not in self._chains:
                self._chains[key] = open_chain(settings)
            return self._chains[key]

    def close_all(self) -> None:
        with self._opening:
            for chain in self._chains.values():
                chain.close()
            self._chains.clear()


_shared = _Shared()


def _shared_chain(settings: Settings) -> Chain:
    return _shared.get(settings)


def make_embedder(settings: Settings, say: Say | None = None) -> Embedder:
    """The embedder that the settings name. Raises SettingsError that lists those that there are."""
    make = _EMBEDDERS.get(settings.embedder)
    if make is None:
        raise SettingsError(
            f"FOOTNOTE_EMBEDDER is {settings.embedder!r}, which is none of: {', '.join(_EMBEDDERS)}. Set one of these."
        )
    return make(settings, say)


def _minilm(settings: Settings, say: Say | None) -> Embedder:
    from index.minilm import MiniLM

    return MiniLM(settings.home, say)


def _openai(settings: Settings, _say: Say | None) -> Embedder:
    from index.openai_embedder import OpenAIEmbedder

    return OpenAIEmbedder(settings.embedding_model, base_url=settings.openai_base_url, api_key=settings.openai_api_key)


_EMBEDDERS: dict[str, Callable[[Settings, Say | None], Embedder]] = {"minilm": _minilm, "openai": _openai}
