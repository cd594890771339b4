"""Footnote as parts of a llama-index program: a retriever and a query engine.

What a node stands for is in its metadata. The quotation or passage is its text, word for word as in the document:
characters `start_char_idx` to `end_char_idx` of the document whose id is its `ref_doc_id`.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

import llama_index.core
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.schema import CBEventType, EventPayload
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from index.errors import QuestionError
from rag.chain import Chain, Documents
from rag.given import document_names
from rag.search import search
from rag.settings import Settings
from rag.types import Answer, Citation, EvidencePassage
from rag.wiring import shared_chain

_PLACE = ("document_id", "title", "source", "page", "start", "end", "heading")


def as_retriever(over: Chain | Settings | None = None, *, limit: int = 5, documents: Documents = ()) -> BaseRetriever:
    """A retriever of passages, `limit` at most; their scores are 0 to 1, best first.

    `over` is a chain, or the settings of a library; None: the default. A library that settings name stays open as for
    `rag.query`, until `rag.close()`. Only these `documents` are searched, each by its id, its file's name or path, or
    its title; where none is given, all are. Raises QuestionError for a limit or documents that are none;
    `retrieve` raises what `Chain.evidence` does.
    """
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise QuestionError(f"The limit is no whole number but {limit!r:.80}. Set it to 1 or more.")
    return _Retriever(_chain(over), limit, document_names(documents))


def as_query_engine(over: Chain | Settings | None = None, *, documents: Documents = ()) -> BaseQueryEngine:
    """A query engine that answers with footnotes. Its response's `source_nodes` are the citations, in their order.

    The metadata of a source node is the citation; that of the response is the whole answer (`Answer.to_dict`). `over`
    and `documents` are as in `as_retriever`. `query` raises what `Chain.ask` does.
    """
    return _QueryEngine(_chain(over), document_names(documents))


def _chain(over: Chain | Settings | None) -> Chain:
    return over if isinstance(over, Chain) else shared_chain(over)


class _Retriever(BaseRetriever):  # type: ignore[misc]  # llama_index is not typed for mypy here.
    def __init__(self, chain: Chain, limit: int, documents: list[str]) -> None:
        self._footnote, self._limit, self._documents = chain, limit, documents
        super().__init__(callback_manager=llama_index.core.Settings.callback_manager)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = search(self._footnote, query_bundle.query_str, self._limit, self._documents)
        return [_passage_node(passage) for passage in found]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class _QueryEngine(BaseQueryEngine):  # type: ignore[misc]
    def __init__(self, chain: Chain, documents: list[str]) -> None:
        self._footnote, self._documents = chain, documents
        super().__init__(callback_manager=llama_index.core.Settings.callback_manager)

    def _query(self, query_bundle: QueryBundle) -> Response:
        asked = {EventPayload.QUERY_STR: query_bundle.query_str}
        # llama-index tells of retrievers itself, and leaves this to each query engine.
        with self.callback_manager.event(CBEventType.QUERY, payload=asked) as event:
            response = _response(self._footnote.ask(query_bundle.query_str, documents=self._documents))
            event.on_end(payload={EventPayload.RESPONSE: response})
        return response

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def _response(answer: Answer) -> Response:
    return Response(answer.text, [_citation_node(citation) for citation in answer.citations], answer.to_dict())


def _passage_node(passage: EvidencePassage) -> NodeWithScore:
    metadata = {name: getattr(passage, name) for name in _PLACE}
    return NodeWithScore(node=_node(passage.id, passage.text, passage, metadata), score=passage.score)


def _citation_node(citation: Citation) -> NodeWithScore:
    name = f"{citation.document_id}:{citation.start}-{citation.end}"
    # A quotation was chosen, not ranked.
    return NodeWithScore(node=_node(name, citation.quote, citation, asdict(citation)), score=None)


def _node(name: str, text: str, place: EvidencePassage | Citation, metadata: dict[str, Any]) -> TextNode:
    return TextNode(
        id_=name,
        text=text,
        start_char_idx=place.start,
        end_char_idx=place.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=place.document_id)},
        metadata=metadata,
        # Models are shown the text, rerankers too; places are for programs.
        excluded_llm_metadata_keys=list(metadata),
        excluded_embed_metadata_keys=list(metadata),
    )
