"""What one would write with llama-index: its vector index and retriever, or its CitationQueryEngine.

The embedder is Footnote's, so that only the way of retrieving and citing differs. Vectors are kept in Chroma where
llama-index's own package for it is installed, else in memory. The citing engine needs a model to write; a mock one
stands in, and what it would be shown is what is cited.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.schema import NodeWithScore
from pydantic import PrivateAttr

from eval.cases import Case, DataError, Place, Source
from eval.measures import DEPTH
from eval.records import Shown
from index.model.embed import Embedder, EmbedInput
from index.text.sentences import sentence_spans

# The sizes that llama-index itself sets for an index and for citations, in tokens.
_NODE, _NODE_OVERLAP = 1024, 200
_CITATION, _CITATION_OVERLAP = 512, 20
_RANKED = 30


class LlamaIndexSession:
    """The documents in a VectorStoreIndex with llama-index's own chunk sizes."""

    def __init__(self, sources: Sequence[Source], embedder: Embedder, folder: Path | None, *, cites: bool) -> None:
        """`folder` is for Chroma's files; None keeps the vectors in memory."""
        self._texts = {source.key: source.text for source in sources}
        documents = [Document(text=source.text, id_=source.key) for source in sources]
        model = _Embedding(embedder)
        splitter = _splitter(embedder, _NODE, _NODE_OVERLAP)
        self._index = VectorStoreIndex.from_documents(
            documents, embed_model=model, transformations=[splitter], storage_context=_storage(folder)
        )
        self._retriever = self._index.as_retriever(similarity_top_k=_RANKED)
        self._engine = self._engine_over(embedder) if cites else None

    def ask(self, case: Case) -> Shown:
        """The nodes, best first; cited are those that a reader is shown."""
        if case.without:
            raise DataError("llama-index cannot be asked with passages withheld. Choose another system.")
        started = time.perf_counter()
        if self._engine:
            nodes = self._engine.query(case.question).source_nodes
        else:
            nodes = self._retriever.retrieve(case.question)
        seconds = time.perf_counter() - started
        passages = tuple(self._place(node) for node in nodes)
        return Shown(
            passages=passages,
            scores=tuple(float(node.score or 0.0) for node in nodes),
            cited=passages if self._engine else passages[:DEPTH],
            understood=case.question,
            written=False,
            timings={"answer": seconds},
        )

    def close(self) -> None:
        """Nothing is open that has to be closed."""

    def _engine_over(self, embedder: Embedder) -> Any:
        return CitationQueryEngine.from_args(
            self._index,
            llm=MockLLM(max_tokens=1),
            similarity_top_k=DEPTH,
            text_splitter=_splitter(embedder, _CITATION, _CITATION_OVERLAP),
        )

    def _place(self, found: NodeWithScore) -> Place:
        """Where a node stands. The citing engine numbers its pieces in a line of its own above the text."""
        node = found.node
        key = node.ref_doc_id
        text = node.get_content()
        if self._engine:
            text = text.partition("\n")[2].rstrip("\n")
        start = self._texts[key].find(text, 0 if self._engine else node.start_char_idx or 0)
        if start < 0:
            raise DataError(f"A piece of llama-index does not stand in {key!r}. Report this with the data set's name.")
        return Place(key, start, start + len(text))


def _storage(folder: Path | None) -> StorageContext:
    if folder is None:
        return StorageContext.from_defaults()
    from llama_index.vector_stores.chroma import ChromaVectorStore

    store = ChromaVectorStore.from_params("documents", persist_dir=str(folder / "chroma"))
    return StorageContext.from_defaults(vector_store=store)


def _splitter(embedder: Embedder, size: int, overlap: int) -> SentenceSplitter:
    # Its own sentence function and tokenizer read data files that not every installation can open.
    return SentenceSplitter(
        chunk_size=size,
        chunk_overlap=overlap,
        chunking_tokenizer_fn=_sentences,
        tokenizer=lambda text: [0] * embedder.count_tokens([text])[0],
    )


def _sentences(text: str) -> list[str]:
    """The text in pieces of one sentence each, blank space included."""
    ends = [span.end for span in sentence_spans(text)]
    cuts = [0, *ends[:-1], len(text)] if ends else [0, len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


class _Embedding(BaseEmbedding):  # type: ignore[misc]
    """The embedder that Footnote uses, as llama-index wants it."""

    _embedder: Any = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.fingerprint, embed_batch_size=32)
        self._embedder = embedder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [item.vector.tolist() for item in self._embedder.embed([EmbedInput(text) for text in texts])]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)
