"""Footnote inside a llama-index program: nodes that say where they stand, and answers with their citations."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.core.callbacks.schema import EventPayload
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore, TextNode

from index.errors import QuestionError, UnknownDocumentError
from index.sample import sample_path
from rag import as_query_engine, as_retriever
from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import close, open_chain

QUESTION = "What does Moscow demand?"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def chain(indexed_home: Path) -> Iterator[Chain]:
    with open_chain(Settings(home=indexed_home)) as chain:
        yield chain


def assert_is_cut_from(node: NodeWithScore, text: str) -> None:
    """By what llama-index itself calls the place of a node."""
    assert isinstance(node.node, TextNode)
    assert text[node.node.start_char_idx : node.node.end_char_idx] == node.node.get_content()
    assert node.node.ref_doc_id == node.node.metadata["document_id"]


def test_a_retriever_gives_passages_with_their_place_and_score(chain: Chain) -> None:
    retriever = as_retriever(chain, limit=3)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(QUESTION)
    text = sample_path().read_text(encoding="utf-8")
    assert len(nodes) == 3
    assert [node.score for node in nodes] == sorted((node.score for node in nodes), reverse=True)
    for node in nodes:
        place = node.node.metadata
        assert set(place) == {"document_id", "title", "source", "page", "start", "end", "heading"}
        assert text[place["start"] : place["end"]] == node.node.get_content()
        # A model is shown the passage, not its offsets; so is a reranker or an embedder.
        assert node.node.get_content(MetadataMode.LLM) == node.node.get_content()
        assert node.node.get_content(MetadataMode.EMBED) == node.node.get_content()
        assert_is_cut_from(node, text)
    assert [node.node.node_id for node in asyncio.run(retriever.aretrieve(QUESTION))] == [
        node.node.node_id for node in nodes
    ]


def test_a_query_engine_answers_with_its_citations_as_source_nodes(chain: Chain) -> None:
    engine = as_query_engine(chain)
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query(QUESTION)
    answer = chain.ask(QUESTION)
    assert str(response) == answer.text
    assert [node.node.get_content() for node in response.source_nodes] == [c.quote for c in answer.citations]
    for node in response.source_nodes:
        assert_is_cut_from(node, sample_path().read_text(encoding="utf-8"))
    assert response.metadata is not None
    assert response.metadata["answered"] is True
    assert str(asyncio.run(engine.aquery(QUESTION))) == answer.text


def test_a_refusal_has_no_source_nodes(chain: Chain) -> None:
    response = as_query_engine(chain).query("How do bees make honey?")
    assert response.source_nodes == []
    assert response.metadata is not None
    assert response.metadata["answered"] is False


def test_what_cannot_be_asked_is_our_error(chain: Chain) -> None:
    with pytest.raises(QuestionError, match="The question is empty"):
        as_query_engine(chain).query(" ")
    with pytest.raises(QuestionError, match="The question is empty"):
        as_retriever(chain).retrieve(" ")
    for limit in (0, -1):
        with pytest.raises(QuestionError, match=f"^{limit} passages cannot be searched for. Set the limit"):
            as_retriever(chain, limit=limit).retrieve(QUESTION)


@pytest.mark.parametrize("limit", ["3", 2.5, None, True])
def test_a_limit_that_is_no_number_is_told_at_once(chain: Chain, limit: Any) -> None:
    with pytest.raises(QuestionError, match="^The limit is no whole number but .*. Set it to 1 or more.$"):
        as_retriever(chain, limit=limit)


def test_both_may_ask_some_documents_only(chain_over_files: Any) -> None:
    files = {name: f"# {name}\n\nThe keeper of the {name} is called {name.title()}son." for name in ("pier", "mole")}
    with chain_over_files({f"{name}.md": text for name, text in files.items()}) as chain:
        question = "What is the keeper called?"
        nodes = as_retriever(chain, documents="mole.md").retrieve(question)
        response = as_query_engine(chain, documents=["mole.md"]).query(question)
        with pytest.raises(UnknownDocumentError, match="'quay.md'"):
            as_retriever(chain, documents=["quay.md"]).retrieve(question)
    assert {node.metadata["title"] for node in nodes} == {"mole"}
    assert "Moleson" in str(response)


def test_callbacks_hear_of_both(chain: Chain) -> None:
    engine, retriever = as_query_engine(chain), as_retriever(chain)
    heard = LlamaDebugHandler(print_trace_on_end=False)
    engine.callback_manager = retriever.callback_manager = CallbackManager([heard])
    response = asyncio.run(engine.aquery(QUESTION))
    retriever.retrieve(QUESTION)
    begun, ended = heard.get_event_pairs(CBEventType.QUERY)[0]
    assert begun.payload == {EventPayload.QUERY_STR: QUESTION}
    assert ended.payload == {EventPayload.RESPONSE: response}
    assert len(heard.get_event_pairs(CBEventType.RETRIEVE)) == 1


def test_an_engine_of_llama_index_reads_what_the_retriever_finds(chain: Chain) -> None:
    engine = RetrieverQueryEngine.from_args(as_retriever(chain, limit=2), llm=MockLLM())
    response = engine.query(QUESTION)
    assert len(response.source_nodes) == 2
    # It repeats what it is asked.
    assert all(node.node.get_content() in str(response) for node in response.source_nodes)
    assert "document_id" not in str(response)


def test_settings_name_a_library_that_close_closes(empty_home: Path) -> None:
    settings = Settings(home=empty_home)
    assert as_retriever(settings).retrieve(QUESTION) == []
    close()
    with open_chain(settings) as again:
        assert again.library.documents() == []


def test_importing_rag_does_not_import_llama_index() -> None:
    code = "import sys, rag; rag.query; print('llama_index' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
