"""Footnote as parts of a llama-index program: a retriever and a query engine.

What a node stands for is in its metadata. The quotation or passage is its text, word for word as in the document.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.chain import Chain
from rag.search import search
from rag.settings import Settings
from rag.types import Answer, Citation, EvidencePassage
from rag.wiring import shared_chain

_PLACE = ("document_id", "title", "source", "page", "start", "end", "heading")


def as_retriever(over: Chain | Settings | None = None, *, limit: int = 5) -> BaseRetriever:
    """A retriever of passages, `limit` at most. `over` is a chain, or the settings of a library; None: the default.

    A library that settings name stays open as for `rag.query`, until `rag.wiring.close()`.
    """
    return _Retriever(_chain(over), limit)


def as_query_engine(over: Chain | Settings | None = None) -> BaseQueryEngine:
    """A query engine that answers with footnotes. Its response's `source_nodes` are the citations, in their order.

    The metadata of a source node is the citation; that of the response is the whole answer (`Answer.to_dict`).
    """
    return _QueryEngine(_chain(over))


def _chain(over: Chain | Settings | None) -> Chain:
    return over if isinstance(over, Chain) else shared_chain(over)


class _Retriever(BaseRetriever):  # type: ignore[misc]  # llama_index is not typed for mypy here.
    def __init__(self, chain: Chain, limit: int) -> None:
        self._footnote, self._limit = chain, limit
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_passage_node(passage) for passage in search(self._footnote, query_bundle.query_str, self._limit)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class _QueryEngine(BaseQueryEngine):  # type: ignore[misc]
    def __init__(self, chain: Chain) -> None:
        self._footnote = chain
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> Response:
        return _response(self._footnote.ask(query_bundle.query_str))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def _response(answer: Answer) -> Response:
    return Response(answer.text, [_citation_node(citation) for citation in answer.citations], answer.to_dict())


def _passage_node(passage: EvidencePassage) -> NodeWithScore:
    metadata = {name: getattr(passage, name) for name in _PLACE}
    return NodeWithScore(node=_node(passage.id, passage.text, metadata), score=passage.score)


def _citation_node(citation: Citation) -> NodeWithScore:
    name = f"{citation.document_id}:{citation.start}-{citation.end}"
    # A quotation was chosen, not ranked.
    return NodeWithScore(node=_node(name, citation.quote, asdict(citation)), score=None)


def _node(name: str, text: str, metadata: dict[str, Any]) -> TextNode:
    # Models are shown the text; places are for programs.
    return TextNode(id_=name, text=text, metadata=metadata, excluded_llm_metadata_keys=list(metadata))
