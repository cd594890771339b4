"""The MCP server with the SDK's own client: over a real subprocess, over HTTP, and what a person does wrong."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import httpx
import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from openai_server import Reply, ScriptedServer, chunk
from serving import serving

from index.sample import sample_path
from rag.settings import Settings
from rag.wiring import open_chain
from ui.mcp_server import create_http_app, create_server

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ["ask", "get_passage", "list_documents", "search"]
T = TypeVar("T")


@pytest.fixture(scope="module")
def server(indexed_home: Path) -> Iterator[Any]:
    with open_chain(Settings(home=indexed_home)) as chain:
        yield create_server(chain)


def with_client(server: Any, use: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Client(server) as client:
            return await use(client)

    return asyncio.run(run())


def call(server: Any, tool: str, **arguments: Any) -> Any:
    return with_client(server, lambda client: client.call_tool(tool, arguments))


def test_the_server_tells_its_version(server: Any) -> None:
    async def told(client: Client) -> str:
        assert client.server_info
        return client.server_info.version

    assert with_client(server, told) == version("footnote-rag")


def test_the_tools_say_what_they_take_and_give(server: Any) -> None:
    tools = with_client(server, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in tools) == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
    (ask,) = [tool for tool in tools if tool.name == "ask"]
    assert ask.output_schema is not None
    citation = ask.output_schema["$defs"]["Citation"]["properties"]
    assert list(citation)[:4] == ["number", "document_id", "title", "source"]


def test_a_citation_can_be_read_in_its_passage(server: Any) -> None:
    answer = call(server, "ask", question="What does Moscow demand?").structured_content["answer"]
    assert answer["answered"] is True
    citation = answer["citations"][0]
    got = call(server, "get_passage", document_id=citation["document_id"], start=citation["start"]).structured_content
    passage = got["passage"]
    assert citation["quote"] in passage["text"]
    text = sample_path().read_text(encoding="utf-8")
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert passage["title"] == citation["title"]
    after = call(server, "get_passage", document_id=citation["document_id"], start=got["next"]).structured_content
    assert after["passage"]["start"] == got["next"] >= passage["end"]
    assert after["previous"] == passage["start"]


def test_a_question_without_an_answer_is_a_result_with_the_nearest_passages(server: Any) -> None:
    result = call(server, "ask", question="How do bees make honey?")
    assert result.is_error is False
    answer = result.structured_content["answer"]
    assert answer["answered"] is False
    assert answer["citations"] == []
    assert answer["passages"]


def test_search_gives_passages_and_no_answer(server: Any) -> None:
    passages = call(server, "search", query="ceasefire", limit=2).structured_content["passages"]
    assert len(passages) == 2
    assert "ceasefire" in passages[0]["text"]
    assert passages[0]["score"] >= passages[1]["score"]


def test_the_documents_are_listed(server: Any) -> None:
    (document,) = call(server, "list_documents").structured_content["documents"]
    assert document["source"] == str(sample_path())
    assert document["state"] == "ready"


def test_of_many_documents_some_are_listed_and_all_counted(chain_over_files: Any) -> None:
    names = [f"{place}-{number}.md" for place in ("harbour", "pier") for number in range(3)]
    with chain_over_files({name: f"# Report on the {name}\n\nBoats came." for name in names}) as chain:
        server = create_server(chain)
        piers = call(server, "list_documents", containing=" PIER-", limit=2).structured_content
        nothing = call(server, "list_documents", containing="lighthouse").structured_content
    assert [document["title"] for document in piers["documents"]] == [
        "Report on the pier-0.md",
        "Report on the pier-1.md",
    ]
    assert piers["total"] == 3
    assert nothing == {"documents": [], "total": 0}


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {"question": " "}, "The question is empty."),
        (
            "get_passage",
            {"document_id": "ffff", "start": 0},
            "There is no document 'ffff'. Take `document_id` from a citation, or from list_documents.",
        ),
        ("search", {"query": "x", "limit": 0}, "limit: Input should be greater than or equal to 1. Send arguments as"),
        ("ask", {}, "question: Field required. Send arguments as the tool describes them."),
        (
            "ask",
            {"question": "Who?", "documents": ["nope.md"]},
            "No document has the id, file name or title 'nope.md'. List the documents with: list_documents",
        ),
        (
            "ask",
            {"question": "Who?", "document": "a.md"},
            "There is no argument 'document'. The arguments are",
        ),
        ("answer", {}, "There is no such tool. The tools are ask, search, list_documents, get_passage."),
    ],
)
def test_what_goes_wrong_is_told_in_a_line(server: Any, tool: str, arguments: dict[str, Any], message: str) -> None:
    result = call(server, tool, **arguments)
    assert result.is_error is True
    assert result.content[0].text.startswith(message)
    # Commands of the terminal and pages about a library of ours are no help to a client.
    assert not re.search("Traceback|footnote index|https?://|pydantic", result.content[0].text)


def test_a_place_beyond_the_document_is_told(server: Any) -> None:
    (document,) = call(server, "list_documents").structured_content["documents"]
    result = call(server, "get_passage", document_id=document["id"], start=10_000_000)
    assert result.is_error is True
    assert "ends before character 10000000. Take `start` from a citation." in result.content[0].text


def test_a_heading_that_is_cited_leads_to_the_passage_below_it(server: Any) -> None:
    answer = call(server, "ask", question="What are the sections of the article?").structured_content["answer"]
    citation = answer["citations"][1]
    place = {"document_id": citation["document_id"], "start": citation["start"]}
    passage = call(server, "get_passage", **place).structured_content["passage"]
    assert citation["quote"] in passage["heading"]


@pytest.mark.slow
def test_over_stdio_stdout_holds_the_protocol_alone_even_when_verbose(new_home: Callable[[], Path]) -> None:
    home = new_home()
    hello = (
        '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
        '"clientInfo":{"name":"t","version":"1"}}}\n{"jsonrpc":"2.0","method":"notifications/initialized"}\n'
        '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_documents","arguments":{}}}\n'
    )
    words = [sys.executable, "-m", "ui.cli", "--home", str(home), "--verbose", "mcp"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(hello)
        server.stdin.flush()
        lines = [server.stdout.readline() for _ in range(2)]
        # The client leaves while the model is still being loaded.
        rest, logged = server.communicate(timeout=30)
    assert server.returncode == 0, logged
    assert [line[:17] for line in lines] == ['{"jsonrpc":"2.0",'] * 2
    assert '"structuredContent":{"documents":[],"total":0}' in lines[1]
    assert rest == ""


@pytest.mark.slow
def test_a_second_process_on_the_same_library_is_told_in_one_line(empty_home: Path) -> None:
    with open_chain(Settings(home=empty_home)):
        words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "mcp"]
        done = subprocess.run(
            words, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"footnote: The library in {empty_home} is in use by process {os.getpid()}")
    assert done.stderr.count("\n") == 1


def test_the_command_serves_http_until_it_is_stopped(empty_home: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "mcp", "--http", "--port", str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        ready = server.stdout.readline()
        assert ready == f"Footnote is ready at http://127.0.0.1:{port}/mcp (Ctrl+C stops it)\n"
        tools = with_client(f"http://127.0.0.1:{port}/mcp", lambda client: client.list_tools()).tools
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
    assert sorted(tool.name for tool in tools) == TOOLS


def test_http_asks_for_the_key_and_for_nothing_more(empty_home: Path) -> None:
    settings = Settings(home=empty_home, api_key="s3cret")
    with open_chain(settings) as chain, serving(create_http_app(settings, chain)) as address:
        at, key = f"{address}/mcp", {"authorization": "Bearer s3cret"}
        assert httpx.post(at, json={}).status_code == 401
        assert httpx.post(at, json={}, headers={"authorization": "Bearer no"}).status_code == 401
        assert httpx.post(at, json={}, headers={"origin": "http://evil.example"}).status_code == 401
        assert httpx.post(at, json={}, headers={"host": "evil.example"}).status_code == 401
        assert asyncio.run(names_with_headers(at, key)) == TOOLS
        # An inspector in a browser, and a client in a container.
        elsewhere = {**key, "origin": "http://localhost:6274", "host": "host.docker.internal:7860"}
        assert asyncio.run(names_with_headers(at, elsewhere)) == TOOLS


def test_http_without_a_key_refuses_other_sites_and_names(empty_home: Path) -> None:
    settings = Settings(home=empty_home, allowed_origins="http://localhost:6274")
    with open_chain(settings) as chain, serving(create_http_app(settings, chain)) as address:
        for foreign in ({"origin": "http://localhost:3000"}, {"host": "evil.example"}):
            for response in (
                httpx.post(f"{address}/mcp", json={}, headers=foreign),
                httpx.get(f"{address}/mcp", headers=foreign),
            ):
                assert response.status_code == 403
                assert "FOOTNOTE_ALLOWED_" in response.json()["error"]["message"]
        assert asyncio.run(names_with_headers(f"{address}/mcp", {"origin": "http://localhost:6274"})) == TOOLS


async def names_with_headers(at: str, headers: dict[str, str]) -> list[str]:
    async with (
        httpx2.AsyncClient(headers=headers) as http,
        Client(streamable_http_client(at, http_client=http)) as client,
    ):
        return sorted(tool.name for tool in (await client.list_tools()).tools)


def test_a_call_that_is_cancelled_ends_the_model_s_request(new_home: Callable[[], Path]) -> None:
    endless = Reply(events=(chunk({"content": "one "}),) * 600, pause=0.02)

    async def cancel(server: Any, asked: Callable[[], bool]) -> None:
        async with Client(server) as client:
            call = asyncio.create_task(client.call_tool("ask", {"question": "What does Russia want?"}))
            while not asked():
                await asyncio.sleep(0.05)
            call.cancel()
            await asyncio.wait([call])
            await asyncio.sleep(1)

    with ScriptedServer([endless]) as model:
        settings = Settings(home=new_home(), openai_base_url=model.url, model="scripted", threshold=0.0)
        with open_chain(settings) as chain:
            assert chain.library.add([sample_path()]).ok
            asyncio.run(cancel(create_server(chain), lambda: bool(model.asked)))
            assert model.gone.wait(2)


def test_an_answer_that_breaks_off_is_given_as_far_as_it_came(new_home: Callable[[], Path]) -> None:
    half = Reply(events=(chunk({"content": "Moscow wants recognition [1]. It "}),), drop=True)
    with ScriptedServer([half] * 5) as model:
        settings = Settings(home=new_home(), openai_base_url=model.url, model="scripted", threshold=0.0)
        with open_chain(settings) as chain:
            assert chain.library.add([sample_path()]).ok
            result = call(create_server(chain), "ask", question="What does Russia want?")
    assert result.is_error
    reason, _, text = result.content[0].text.partition("\n\nWhat arrived before:\n")
    assert "connection" in reason
    assert text.startswith("Moscow wants recognition [1]")
