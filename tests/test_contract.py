"""One citation contract: whichever way a question is asked, its citations are the same objects, key by key."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from openai import OpenAI
from serving import serving

from index.sample import sample_path
from rag import query
from rag.chain import Chain
from rag.llamaindex import as_query_engine
from rag.settings import Settings
from rag.wiring import close, open_chain

QUESTION = "What does Moscow demand?"
ROOT = Path(__file__).resolve().parents[1]
Citations = list[dict[str, Any]]


def by_number(annotations: Any) -> Citations:
    """The citations of annotations; one that is marked twice counts once."""
    found = {note["citation"]["number"]: note["citation"] for note in annotations}
    return [found[number] for number in sorted(found)]


@pytest.fixture(scope="module")
def expected(indexed_home: Path) -> Citations:
    """What `query()` gives, as plain data. The library is closed again: other processes open it next."""
    answer = query(QUESTION, settings=Settings(home=indexed_home))
    close()
    return [asdict(citation) for citation in answer.citations]


# Not for the session: while it is there, no other process and no `query()` can open the library.
@pytest.fixture
def chain(indexed_home: Path, expected: Citations) -> Iterator[Chain]:
    with open_chain(Settings(home=indexed_home)) as chain:
        yield chain


@pytest.fixture
def page(indexed_home: Path, chain: Chain) -> Iterator[str]:
    """The server of `footnote chat`: page and API."""
    from ui.chat.app import create_app

    with serving(create_app(Settings(home=indexed_home), chain)) as address:
        yield address


async def ask_mcp(server: Any) -> Citations:
    async with Client(server) as client:
        result = await client.call_tool("ask", {"question": QUESTION})
    content: Any = result.structured_content
    return list(content["answer"]["citations"])


def test_the_citations_are_exact_and_have_these_keys(expected: Citations) -> None:
    text = sample_path().read_text(encoding="utf-8")
    assert len(expected) >= 2
    for citation in expected:
        assert list(citation) == [
            "number",
            "document_id",
            "title",
            "source",
            "page",
            "start",
            "end",
            "quote",
            "heading",
        ]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_command_line_prints_the_same(indexed_home: Path, expected: Citations) -> None:
    words = [sys.executable, "-m", "ui.cli", "--home", str(indexed_home), "ask", "--json", QUESTION]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert json.loads(done.stdout)["citations"] == expected


def test_mcp_over_stdio_gives_the_same(indexed_home: Path, expected: Citations) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", "--home", str(indexed_home), "mcp"], cwd=ROOT
    )
    assert asyncio.run(ask_mcp(server)) == expected


def test_mcp_over_http_gives_the_same(indexed_home: Path, chain: Chain, expected: Citations) -> None:
    from ui.mcp_server import create_http_app

    with serving(create_http_app(Settings(home=indexed_home), chain)) as address:
        assert asyncio.run(ask_mcp(f"{address}/mcp")) == expected


def test_llama_index_gets_the_same(chain: Chain, expected: Citations) -> None:
    response = as_query_engine(chain).query(QUESTION)
    assert [node.metadata for node in response.source_nodes] == expected


def test_the_api_and_the_page_give_the_same(page: str, expected: Citations) -> None:
    client = OpenAI(base_url=f"{page}/v1", api_key="any")
    asked: Any = {"model": "footnote", "messages": [{"role": "user", "content": QUESTION}]}
    whole = client.chat.completions.create(**asked)
    assert by_number(whole.choices[0].message.model_dump()["annotations"]) == expected
    assert whole.model_dump()["footnote"]["citations"] == expected
    *_, last = client.chat.completions.create(**asked, stream=True)
    assert by_number(last.choices[0].delta.model_dump()["annotations"]) == expected
    assert last.model_dump()["footnote"]["citations"] == expected
    # Visitors of the page are told the file's name, and not where the server keeps it.
    shown = [{**citation, "source": Path(citation["source"]).name} for citation in expected]
    assert [note["citation"] for note in evidence_pane(page)["notes"]] == shown


def evidence_pane(page: str) -> dict[str, Any]:
    """What the page's server sends a browser for the evidence pane when a question is asked."""
    with httpx.Client(base_url=page, timeout=30) as browser:
        config = browser.get("/config").json()
        names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        (step,) = [
            step
            for step in config["dependencies"]
            if [names[part] for part in step["outputs"]][:3] == ["chat", "ask", "pane"]
            and [names[part] for part in step["inputs"]][:2] == ["value-asked", "value-token"]
        ]
        request = {"fn_index": step["id"], "data": [QUESTION, "tab", "", "", ""], "session_hash": "contract"}
        assert browser.post("/gradio_api/queue/join", json=request).status_code == 200
        told = browser.get("/gradio_api/queue/data", params={"session_hash": "contract"}).text
    events = [json.loads(line.removeprefix("data: ")) for line in told.splitlines() if line.startswith("data: ")]
    panes = [pane for event in events for pane in found_panes(event)]
    return panes[-1]


def found_panes(data: Any) -> Iterator[dict[str, Any]]:
    """Every value in what was sent that is a state of the evidence pane."""
    if isinstance(data, dict) and data.get("kind") == "footnote":
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from found_panes(part)


def test_beyond_loopback_the_page_goes_on_and_the_api_asks_for_a_key(indexed_home: Path, chain: Chain) -> None:
    from ui.chat.app import create_app

    with serving(create_app(Settings(home=indexed_home, host="0.0.0.0"), chain)) as address:
        assert httpx.get(address).status_code == 200
        refused = httpx.get(f"{address}/v1/models")
    assert refused.status_code == 403
    assert "Set FOOTNOTE_API_KEY" in refused.json()["error"]["message"]
