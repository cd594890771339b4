"""The page's server without a browser: the port, the headers, and what it sends for each token."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from desk import QUESTION, model_desk
from openai_server import text
from serving import page_app, serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from rag.settings import Settings
from rag.wiring import open_chain
from ui.chat.actions import Actions
from ui.chat.app import create_app
from ui.chat.conversation import Conversations
from ui.server.listener import ServerError, listen
from ui.server.producer import batches
from ui.server.readiness import Readiness
from ui.server.security import SecurityMiddleware


def test_a_busy_port_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"Port {port} is in use.*--port {port + 1} or FOOTNOTE_PORT={port + 1}"):
            listen("127.0.0.1", port)


def test_a_head_without_end_is_refused() -> None:
    """It is held in memory until it ends, before anything can ask for a key."""
    with (
        serving(PlainTextResponse("here")) as address,
        socket.create_connection(port_of(address), timeout=10) as client,
    ):
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + b"a" * 200_000)
        assert client.recv(100).startswith(b"HTTP/1.1 400")
        assert httpx.get(address).text == "here"


def port_of(address: str) -> tuple[str, int]:
    host, port = address.removeprefix("http://").split(":")
    return host, int(port)


@pytest.mark.parametrize(("reranker", "offline"), [("", True), ("fastembed", False)])
def test_the_hub_is_out_of_reach_unless_a_model_of_the_users_may_be_there(
    monkeypatch: pytest.MonkeyPatch, empty_home: Path, reranker: str, offline: bool
) -> None:
    for name in ("HF_HUB_OFFLINE", "GRADIO_TEMP_DIR"):
        monkeypatch.setenv(name, "before")
        monkeypatch.delenv(name)
    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        create_app(settings.model_copy(update={"reranker": reranker}), chain, Readiness(chain))
    assert ("HF_HUB_OFFLINE" in os.environ) is offline


def fetch(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async def page(_: Request) -> Response:
        return HTMLResponse("<script>1</script><script src=a.js></script><scripted>")

    async def stream(_: Request) -> Response:
        # As Gradio lets pages of other local servers read its own.
        opened = {"access-control-allow-origin": "http://localhost:3000", "access-control-allow-credentials": "true"}
        return StreamingResponse((part for part in ("a", "b")), media_type="text/event-stream", headers=opened)

    async def change(_: Request) -> Response:
        return PlainTextResponse("changed")

    routes = [Route("/", page), Route("/stream", stream), Route("/change", change, methods=["POST"])]
    app = SecurityMiddleware(Starlette(routes=routes), Settings(), "/v1")

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:7860") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(send())


def test_every_script_of_a_page_carries_the_nonce_of_its_policy() -> None:
    first, second = fetch("/", accept="text/html"), fetch("/", accept="text/html")
    nonce = re.search(r"'nonce-([^']+)'", first.headers["content-security-policy"])
    assert nonce is not None
    assert first.text == f'<script nonce="{nonce[1]}">1</script><script nonce="{nonce[1]}" src=a.js></script><scripted>'
    assert nonce[1] not in second.text
    assert "unsafe-inline" not in first.headers["content-security-policy"].split("script-src")[1].split(";")[0]


def test_a_stream_passes_and_has_the_policy() -> None:
    response = fetch("/stream")
    assert response.text == "ab"
    assert "default-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {}, 200),
        ("GET", {"host": "localhost:7860"}, 200),
        ("GET", {"host": "evil.example:7860"}, 403),
        ("POST", {"origin": "http://127.0.0.1:7860"}, 200),
        ("POST", {"origin": "http://evil.example"}, 403),
        ("POST", {"origin": "null"}, 403),
    ],
)
def test_other_sites_are_refused(method: str, headers: dict[str, str], status: int) -> None:
    assert fetch("/" if method == "GET" else "/change", method, **headers).status_code == status


def test_no_page_of_another_origin_may_read_what_is_sent() -> None:
    response = fetch("/stream", origin="http://localhost:3000")
    assert response.text == "ab"
    assert not [name for name in response.headers if name.startswith("access-control-allow")]


def test_batches_give_the_first_item_at_once_and_the_rest_together() -> None:
    assert [item for batch in batches(iter(range(100)), 0.01, threading.Event()) for item in batch] == list(range(100))
    arrivals: list[list[int]] = []
    for batch in batches(_slowly(), 0.2, threading.Event()):
        arrivals.append(batch)
    assert arrivals[0] == [0]
    assert len(arrivals) < 10


def _slowly() -> Iterator[int]:
    for number in range(10):
        yield number
        time.sleep(0.03)


def test_the_page_that_is_sent_tells_of_no_document(empty_home: Path) -> None:
    secret = empty_home / "numbat.md"
    secret.write_text("# The numbat memo\n\nThe numbat feeds on termites near Dryandra. A numbat weighs 500 grams.\n")
    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        chain.library.add([secret])
        with serving(create_app(settings, chain)) as address:
            (document,) = chain.library.documents()
            chain.library.remove(document.id)
            for place in ("/", "/config"):
                sent = httpx.get(address + place).text
                assert "What would you like to know?" in sent
                assert "numbat" not in sent.lower()


@pytest.mark.slow
def test_a_token_costs_the_same_at_the_fiftieth_turn(empty_home: Path) -> None:
    """Bytes that the page's server sends for each token of a model's stream."""
    words = [f"word{number} " for number in range(120)]
    with model_desk(empty_home, [text(*words, pause=0.005)]) as desk:
        talk, answer = Conversations(), desk.chain.ask(QUESTION)
        for _ in range(49):
            talk.of("long").begin(QUESTION).finish(answer)
        with serving(page_app(Actions(desk.chain, desk.settings, talk))) as address:
            short, long = (bytes_per_token(address, token, len(words)) for token in ("short", "long"))
    assert 5 < short < 200
    assert long < short * 1.2


def bytes_per_token(address: str, conversation: str, tokens: int) -> float:
    """Of what is sent between the first update, which carries the conversation, and the last, which has the answer."""
    updates = [line for line in sent(address, conversation).splitlines() if '"msg":"process_generating"' in line]
    assert len(updates) > 4
    return sum(map(len, updates[1:-1])) / tokens


def sent(address: str, conversation: str) -> str:
    """All that the page's server sends a browser for one question of a conversation."""
    with httpx.Client(base_url=address, timeout=30) as browser:
        config = browser.get("/config").json()
        names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        (step,) = [
            step["id"]
            for step in config["dependencies"]
            if [names[part] for part in step["inputs"]][:2] == ["value-asked", "value-token"]
        ]
        session = secrets.token_hex(4)
        request = {"fn_index": step, "data": [QUESTION, conversation, "", "", ""], "session_hash": session}
        assert browser.post("/gradio_api/queue/join", json=request).status_code == 200
        return browser.get("/gradio_api/queue/data", params={"session_hash": session}).text
