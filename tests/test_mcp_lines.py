"""What a client sends that is no message, or has halves of characters: it is answered all the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import serving

from rag.settings import Settings
from rag.wiring import open_chain
from ui.mcp_server import create_http_app
from ui.server.halves import without_halves

ROOT = Path(__file__).resolve().parents[1]
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


def asking(number: int, document: str) -> str:
    arguments = {"document_id": document, "start": 0}
    call = {"name": "get_passage", "arguments": arguments}
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": call})


class Process:
    """`footnote mcp` on a library without documents, asked line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def write(self, line: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        reply: dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply

    def ask(self, line: str | bytes) -> dict[str, Any]:
        self.write(line if isinstance(line, bytes) else line.encode())
        return self.read()


@pytest.fixture(scope="module")
def stdio(new_home: Any) -> Iterator[Process]:
    words = [sys.executable, "-m", "ui.cli", "--home", str(new_home()), "mcp"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = Process(process)
        assert server.ask(json.dumps(HELLO))["result"]["serverInfo"]["name"] == "footnote"
        server.write(json.dumps(READY).encode())
        yield server
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        (r'"\ud83d\ude80 \u00e9 \n"', r'"\ud83d\ude80 \u00e9 \n"'),
        (r'"cut \ud83d"', r'"cut \ufffd"'),
        (r'"\uDE80\ud83d\ud83d\ude80"', r'"\ufffd\ufffd\ud83d\ude80"'),
        (r'"\\ud83d C:\\ud83d\\\ud83d"', r'"\\ud83d C:\\ud83d\\\ufffd"'),
        ('"plain"', '"plain"'),
    ],
)
def test_only_halves_of_characters_are_replaced(given: str, mended: str) -> None:
    assert without_halves(given) == mended
    json.loads(mended).encode()


def test_a_half_of_a_character_is_replaced_and_the_call_answered(stdio: Process) -> None:
    reply = stdio.ask(asking(2, "a\ud83d"))
    assert reply["id"] == 2
    assert reply["result"]["content"][0]["text"].startswith("There is no document 'a\ufffd'.")


@pytest.mark.parametrize(
    ("line", "number", "code"),
    [
        ("not json", None, -32700),
        ('{"jsonrpc": "2.0", "id": 3, "method": "pi', None, -32700),
        ("[]", None, -32600),
        ("5", None, -32600),
        ('{"jsonrpc": "2.0", "id": 4}', 4, -32600),
        ('{"jsonrpc": "2.0", "id": "five", "method": 5}', "five", -32600),
        ('{"id": 6, "method": "ping"}', 6, -32600),
        ('{"jsonrpc": "2.0", "id": 7, "method": "ping", "params": ["\\ud800"]}', 7, -32600),
        ('{"jsonrpc": "2.0", "id": true, "method": 5}', None, -32600),
    ],
)
def test_what_is_no_message_is_told_and_the_next_one_answered(
    stdio: Process, line: str, number: object, code: int
) -> None:
    reply = stdio.ask(line)
    assert reply["id"] == number
    assert reply["error"]["code"] == code
    assert reply["error"]["message"].count(". Send ") == 1
    assert stdio.ask('{"jsonrpc": "2.0", "id": 8, "method": "ping"}') == {"jsonrpc": "2.0", "id": 8, "result": {}}


def test_an_empty_line_is_nothing_and_a_byte_order_mark_no_part_of_the_message(stdio: Process) -> None:
    stdio.write(b"")
    stdio.write(b"  ")
    reply = stdio.ask(b'\xef\xbb\xbf{"jsonrpc": "2.0", "id": 9, "method": "ping"}')
    assert reply == {"jsonrpc": "2.0", "id": 9, "result": {}}


def requests_in(place: Path) -> Path:
    """A file that asks twice and ends without a line end: what a pipe would have."""
    messages = [json.dumps(HELLO), json.dumps(READY), asking(2, "a"), asking(3, "b")]
    place.write_text("\n".join(messages), encoding="utf-8")
    return place


def test_what_is_asked_before_stdin_ends_is_answered(empty_home: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "mcp"]
    with requests_in(tmp_path / "requests").open() as requests:
        done = subprocess.run(
            words, cwd=ROOT, stdin=requests, capture_output=True, encoding="utf-8", timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    replies = {reply["id"]: reply for reply in map(json.loads, done.stdout.splitlines())}
    assert replies.keys() == {1, 2, 3}
    assert replies[3]["result"]["content"][0]["text"].startswith("There is no document 'b'.")


def test_a_client_that_stops_reading_ends_it_without_a_word(empty_home: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "mcp"]
    with (
        requests_in(tmp_path / "requests").open() as requests,
        subprocess.Popen(words, cwd=ROOT, stdin=requests, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_in_a_terminal_it_says_what_it_waits_for_and_ctrl_c_ends_it(empty_home: Path) -> None:
    keyboard, terminal = os.openpty()
    words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "mcp"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        told = process.stderr.readline()
        assert told.startswith("Waiting for an MCP client on stdin, which starts this command itself. Ctrl+C ")
        os.write(keyboard, b"hello\n")
        assert "This line is no JSON." in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    os.close(keyboard)
    os.close(terminal)


def test_over_http_a_half_of_a_character_is_replaced_too(empty_home: Path) -> None:
    settings = Settings(home=empty_home)
    accept = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    with open_chain(settings) as chain, serving(create_http_app(settings, chain)) as address:
        at = f"{address}/mcp"
        hello = httpx.post(at, json=HELLO, headers=accept)
        session = {**accept, "mcp-session-id": hello.headers["mcp-session-id"]}
        httpx.post(at, json=READY, headers=session)
        body = asking(2, "a\ud83d").encode()
        # In pieces, one of which ends within the half, and without a length.
        pieces = (body[start : start + 7] for start in range(0, len(body), 7))
        replies = [httpx.post(at, content=each, headers=session) for each in (body, pieces)]
        assert [reply.status_code for reply in replies] == [200, 200]
        assert all("There is no document 'a\ufffd'" in reply.text for reply in replies)
        lost = httpx.get(f"{address}/")
        assert (lost.status_code, lost.text) == (404, "There is nothing at this address. The MCP server is at /mcp.\n")
