"""Settings become objects. The only place that picks back-ends, and the three calls that programs make."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.forked import keep_for_ever
from index.library import Library
from index.model.embed import Embedder
from index.model.local import LIBRARIES
from rag.chain import Chain
from rag.question.kinds import Kind
from rag.settings import Settings, load_settings
from rag.types import Answer, Delta, Turn

if TYPE_CHECKING:
    from pathlib import Path

    from index.model.words import Words
    from rag.chain import Documents
    from rag.checking.verify import Verifier
    from rag.evidence import Evidence
    from rag.ranking.retrieve import Parts
    from rag.rooms import Rooms

Say = Callable[[str], None]


def open_library(settings: Settings | None = None, *, say: Say | None = None) -> Library:
    """The library that the settings name. Raises FootnoteError where it cannot be opened."""
    settings = _known(settings)
    return Library(
        settings.home,
        make_embedder(settings, say),
        catalog_url=settings.catalog_url,
        max_bytes=settings.max_file_mb * 1_000_000,
        say=say,
    )


def open_chain(settings: Settings | None = None, *, say: Say | None = None) -> Chain:
    """A chain over that library; close it, or use it in a `with`. Raises FootnoteError where it cannot be opened."""
    settings = _known(settings)
    library = open_library(settings, say=say)
    try:
        return chain_over(library, settings, say=say)
    except BaseException:
        library.close()
        raise


def chain_over(library: Library, settings: Settings, *, say: Say | None = None, parts: Parts | None = None) -> Chain:
    """A chain over a library that is open already; `parts` leaves some of the retrieval out, to measure its worth."""
    from index.model.reader import Reader
    from index.model.weights import model_folder, reader_folder
    from index.model.words import Words
    from rag.chain import Rules
    from rag.ranking.ranker import load_ranker
    from rag.ranking.reread import reread
    from rag.ranking.retrieve import ALL_PARTS, Retriever
    from rag.without_model import rooms_without_model

    ranker, folder = load_ranker(), model_folder(settings.home, say)
    words, parts = Words(folder), parts or ALL_PARTS
    looks: list[Callable[[Evidence], Evidence]] = [partial(_pick, library)]
    reader = Reader(reader_folder(settings.home, say), folder) if parts.reading and parts.sentences else None
    if reader:
        looks.append(partial(reread, read=reader, reading=ranker.reading))
    if reranking := make_reranking(settings):
        looks.append(reranking)
    beforehand, eager = reader.warm if reader else None, settings.embedder != "openai"
    retriever = Retriever(library, words, ranker, parts, looks, beforehand, eager=eager)
    rules = Rules(
        threshold=ranker.threshold if settings.threshold is None else settings.threshold,
        passages=settings.passages,
        strict=settings.strict,
        ask_anyway=settings.ask_anyway and settings.wants_model,
    )
    if settings.wants_model:
        return Chain(library, retriever, _rooms_with_model(library, settings, words, folder, say), rules)
    return Chain(library, retriever, rooms_without_model(library, settings.quotes), rules)


def _rooms_with_model(library: Library, settings: Settings, words: Words, folder: Path, say: Say | None) -> Rooms:
    """Raises SettingsError where a model is wanted and nothing says how it is reached."""
    from index.model.minilm import MiniLM
    from rag.checking.verdicts import Verdicts
    from rag.citing.similar import by_vectors
    from rag.generating.condense import Condenser
    from rag.generating.generative import Generative, Window
    from rag.generating.notes import Overviews
    from rag.model.budget import token_counter
    from rag.model.llm import open_model
    from rag.rooms import Rooms

    model = open_model(settings)
    assert model is not None
    # The rules are in every prompt, and earlier turns in many.
    count = lru_cache(maxsize=1000)(token_counter(folder))
    window = Window(settings.model_context, settings.answer_tokens, count)
    # A remote embedder would cost a request for each sentence.
    local = settings.embedder == "minilm"
    similar = by_vectors(library) if local else None
    verifier = make_verifier(settings, words, library.embedder if local else MiniLM(settings.home), say)
    generative = Generative(library, model, window, similar)
    return Rooms(
        understand=Condenser(model, count, window.size, window.reserve),
        answerer=generative,
        overview=Overviews(library, model, generative, window, settings.quotes),
        checked=Verdicts(library, verifier, model if settings.second_opinion else None).checked,
    )


def _pick(library: Library, evidence: Evidence) -> Evidence:
    # Every question would wait for what reads numbers to be imported, and few texts have tables or versions.
    if any("|" in item.passage.text for item in evidence.passages):
        from rag.ranking.picked_rows import with_picked_rows

        evidence = with_picked_rows(evidence, library.passages)
    if not evidence.picked and evidence.query.question.kind is Kind.TIME and evidence.query.question.names:
        from rag.ranking.dated_headings import with_dated_heading

        evidence = with_dated_heading(evidence, library.document)
    return evidence


def make_verifier(
    settings: Settings, words: Words | None = None, embedder: Embedder | None = None, say: Say | None = None
) -> Verifier:
    """The verifier with all that it can use on this machine; the embedded model loads at the first use.

    Raises EmbedderError where its weights cannot be found.
    """
    from index.model.entailment import Entailment
    from index.model.minilm import MiniLM
    from index.model.weights import entailment_folder, model_folder
    from index.model.words import Words
    from rag.checking.verify import Verifier

    folder = model_folder(settings.home, say)
    entails = Entailment(entailment_folder(settings.home, say), folder)
    return Verifier(words or Words(folder), embedder or MiniLM(settings.home), entails)


def query(
    question: str,
    *,
    history: Sequence[Turn] = (),
    standalone_question: str = "",
    documents: Documents = (),
    strict: bool | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Ask the library; see `rag.types.Answer`. The library stays open in this process until it ends or `close()`.

    `standalone_question`, `documents` and `strict` are as in `Chain.stream`. Raises FootnoteError, whose message says
    what happened and what to do.
    """
    chain = shared_chain(settings)
    return chain.ask(question, history, standalone_question=standalone_question, documents=documents, strict=strict)


def stream(
    question: str,
    *,
    history: Sequence[Turn] = (),
    standalone_question: str = "",
    documents: Documents = (),
    strict: bool | None = None,
    settings: Settings | None = None,
) -> Iterator[Delta | Answer]:
    """As `query`, piece by piece: `Delta`s whose texts join up to the answer's, then the Answer."""
    chain = shared_chain(settings)
    return chain.stream(question, history, standalone_question=standalone_question, documents=documents, strict=strict)


def _known(settings: Settings | None) -> Settings:
    """Those that were given, or the environment's. Raises SettingsError for what is none, as an empty dict."""
    if settings is None or isinstance(settings, Settings):
        return settings or load_settings()
    raise SettingsError(
        f"The settings are no Settings but {type(settings).__name__}. "
        "Make them with rag.settings.load_settings(home=...), or leave them out."
    )


def close() -> None:
    """Close what `query` and `stream` keep open, so that another process can use the library."""
    _shared.close_all()


class _Shared:
    """What module-level calls keep open: one library for all settings that open it alike, and a chain for each."""

    def __init__(self) -> None:
        self._libraries: dict[str, Library] = {}
        self._chains: dict[str, Chain] = {}
        # Two threads that ask first must not both open the library: the second would find it in use.
        self._opening = Lock()
        self._process = os.getpid()

    def get(self, settings: Settings) -> Chain:
        remote = _OPENS_REMOTE if settings.embedder == "openai" else set()
        # One folder has many names.
        own = settings.model_copy(update={"home": settings.home.resolve()})
        key, opens = own.model_dump_json(), own.model_dump_json(include=_OPENS | remote)
        with self._opening:
            if key not in self._chains:
                if opens not in self._libraries:
                    self._libraries[opens] = open_library(settings)
                self._chains[key] = chain_over(self._libraries[opens], settings)
            return self._chains[key]

    def close_all(self) -> None:
        if self._process != os.getpid():
            self._set_aside()
        with self._opening:
            for library in self._libraries.values():
                library.close()
            self._libraries.clear()
            self._chains.clear()

    def _set_aside(self) -> None:
        """Begin anew in a process that was forked. A thread that only the other one has may have held the lock."""
        keep_for_ever(self._libraries, self._chains)
        for library in self._libraries.values():
            library.close()
        self._libraries, self._chains = {}, {}
        self._opening, self._process = Lock(), os.getpid()


# The settings that decide what a library is, and those that do so where its embedder is remote.
_OPENS = {"home", "embedder", "embedding_model", "catalog_url"}
_OPENS_REMOTE = {"openai_base_url", "openai_api_key"}
_shared = _Shared()


def shared_chain(settings: Settings | None) -> Chain:
    """The chain that `query` and `stream` keep open for these settings (None: the usual ones), until `close`."""
    return _shared.get(_known(settings))


def make_embedder(settings: Settings, say: Say | None = None) -> Embedder:
    """The embedder that the settings name. Raises SettingsError that lists those that there are."""
    make = _EMBEDDERS.get(settings.embedder)
    if make is None:
        raise SettingsError(
            f"FOOTNOTE_EMBEDDER is {settings.embedder!r}, which is none of: {', '.join(_EMBEDDERS)}. Set one of these."
        )
    return make(settings, say)


def _minilm(settings: Settings, say: Say | None) -> Embedder:
    from index.model.minilm import MiniLM

    return MiniLM(settings.home, say)


def _openai(settings: Settings, _say: Say | None) -> Embedder:
    from index.model.openai_embedder import OpenAIEmbedder

    model = settings.embedding_model or _OPENAI_MODEL
    return OpenAIEmbedder(model, base_url=settings.openai_base_url, api_key=settings.openai_api_key)


def _local(settings: Settings, _say: Say | None) -> Embedder:
    from index.model.local.embedder import LocalEmbedder

    return LocalEmbedder(settings.embedder, settings.embedding_model)


_OPENAI_MODEL = "text-embedding-3-small"
_EMBEDDERS: dict[str, Callable[[Settings, Say | None], Embedder]] = {
    "minilm": _minilm,
    "openai": _openai,
    **dict.fromkeys(LIBRARIES, _local),
}


def make_reranking(settings: Settings) -> Callable[[Evidence], Evidence] | None:
    """The second look at evidence that the settings ask for. Raises SettingsError that lists those that there are."""
    if not settings.reranker:
        return None
    if settings.reranker not in LIBRARIES:
        raise SettingsError(
            f"FOOTNOTE_RERANKER is {settings.reranker!r}, which is none of: {', '.join(LIBRARIES)}. "
            "Set one of these, or unset it."
        )
    from index.model.local.reranker import LocalReranker
    from rag.ranking.rerank import rerank

    return partial(rerank, score=LocalReranker(settings.reranker, settings.reranker_model))
