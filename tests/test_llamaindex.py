"""Footnote inside a llama-index program: nodes that say where they stand, and answers with their citations."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import MetadataMode

from index.errors import QuestionError
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
        # A model is shown the passage, not its offsets.
        assert node.node.get_content(MetadataMode.LLM) == node.node.get_content()
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
