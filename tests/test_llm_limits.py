"""The model client before a broken or hostile server: it sends without end, or packed, or the request elsewhere."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from asked_models import HELLO, KEY, Pauses, failure, model
from openai_server import Reply, ScriptedServer, body, chunk, error, events, text
from raw_server import JSON, dripping, raw

from index.remote.limits import MOST_BYTES
from rag.model.faults import ModelError
from rag.model.llm import Model
from rag.model.thinking import Thinking
from rag.settings import Settings

# It would be read well, if it were read.
MUCH = b'{"choices": [{"message": {"content": "Yes."}}]}' + b" " * (MOST_BYTES + 1_000_000)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nX-Slow: ", JSON % b"500 Oops", JSON % b"307 T"], ids=["head", "error", "redirection"]
)
def test_a_head_and_an_error_that_drip_in_end_in_time(head: bytes) -> None:
    with raw(dripping(head)) as address:
        asked = Model(Settings(openai_base_url=address, model="m", model_timeout=0.3, model_retries=0))
        began = time.perf_counter()
        with pytest.raises(ModelError, match="did not answer in time"):
            list(asked.stream(HELLO))
        assert time.perf_counter() - began < 6


def test_a_list_of_models_that_drips_in_ends_in_time() -> None:
    with raw(dripping(JSON % b"200 OK")) as address:
        began = time.perf_counter()
        with pytest.raises(ModelError, match="did not answer in time"):
            Model(Settings(openai_base_url=address, model_timeout=0.3)).models()
        assert time.perf_counter() - began < 6


def test_what_is_sent_after_the_first_bytes_of_an_error_is_not_read() -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(JSON % b"400 Bad" + b'{"error": "boom"}')
        with suppress(OSError):
            for _ in range(500):
                connection.sendall(b" " * 100_000)
            told.append("all of it was read")

    told: list[str] = []
    with raw(answer) as address:
        asked = Model(Settings(openai_base_url=address, model="m", model_retries=0), sleep=Pauses())
        assert "refused the request with status 400 (" in failure(asked)
    assert told == []


@pytest.mark.parametrize("reply", [
    body(MUCH),
    Reply(whole=gzip.compress(MUCH, 1), headers={"Content-Encoding": "gzip"}),
    events(b"data: " + MUCH + b"\n\n"),
    Reply(whole=gzip.compress(gzip.compress(MUCH, 1), 1), headers={"Content-Encoding": "gzip, gzip"}),
], ids=["whole", "packed", "one line", "packed twice"])  # fmt: skip
def test_an_answer_that_is_too_long_to_be_one_is_told(server: ScriptedServer, reply: Reply) -> None:
    with pytest.raises(ModelError, match="not a chat answer"):
        list(model(server, reply, model_retries=0).stream(HELLO))


def test_an_answer_that_runs_away_is_cut_off_and_says_so(server: ScriptedServer) -> None:
    endless = text(*["word " * 1_000] * 40)
    stream = model(server, endless, endless).stream(HELLO)
    assert len("".join(stream)) == 100_000
    assert stream.finish == "length"
    reply = model(server, endless).complete(HELLO)
    assert (len(reply.text), reply.finish) == (100_000, "length")
    # Who asks for more gets more.
    assert len("".join(model(server, endless).stream(HELLO, max_tokens=20_000))) == 200_000


def test_long_thinking_takes_time_that_grows_with_it_and_no_more() -> None:
    def seconds(pieces: int) -> float:
        thinking = Thinking(hold=True)
        began = time.process_time()
        for _ in range(pieces):
            assert thinking.feed("abcd ") == ""
        assert thinking.feed("</think>Yes.") == "Yes."
        return time.process_time() - began

    seconds(100)
    short = min(seconds(2_000) for _ in range(3))
    assert seconds(16_000) < 30 * short


@pytest.mark.parametrize("status", [307, 308])
def test_a_request_is_not_sent_on_to_another_host(server: ScriptedServer, status: int) -> None:
    with ScriptedServer([text("Stolen.")]) as other:
        to = other.url.replace("127.0.0.1", "localhost")
        away = Reply(status=status, headers={"Location": f"{to}/chat/completions?secret"})
        server.models = Reply(status=status, headers={"Location": f"{to}/models"})
        asked = model(server, away, openai_api_key=KEY, model="m")
        message = failure(asked)
        with pytest.raises(ModelError, match="another address"):
            asked.models()
        assert other.requests == []
    assert f"another address ({to.removesuffix('/v1')})" in message
    assert "Set OPENAI_BASE_URL to that one if you trust it." in message


def test_a_request_is_sent_on_within_a_host(server: ScriptedServer) -> None:
    with ScriptedServer([text("Yes.")]) as other:
        away = Reply(status=307, headers={"Location": f"{other.url}/chat/completions"})
        assert model(server, away, openai_api_key=KEY).complete(HELLO).text == "Yes."
        # Another port is another server.
        assert "authorization" not in other.requests[0].headers


DEEP = b"[" * 100_000


@pytest.mark.parametrize("reply, said", [
    (body('{"error": {"message": "boom", "code": "²"}}'.encode()), "failed with status 500 (boom ²)"),
    (body(json.dumps({"error": {"message": "boom", "code": "9" * 5_000}}).encode()), "failed with status 500 (boom 9"),
    (body(DEEP, status=400), "status 400 ([[["),
    (events(b"data: " + DEEP + b"\n\n"), ""),
    (body(b"oops", status=400, kind="text/plain; charset=hex"), "status 400 (oops)"),
    (body(b"oops", status=400, kind="text/plain; charset=undefined"), "status 400 (oops)"),
    (error(429, "slow", headers={"Retry-After": "Fri, 31 Dec 9999 23:59:59 -2359"}), "no more requests for now"),
    (body(rb'{"error": "a \ud800 \u001b[31mb"}', status=400), "status 400 (a \ufffd  [31mb)"),
    (body(b'{"choices": [{"message": {"content": {"a": 1}}}]}'), "not a chat answer"),
    (body(b'{"choices": [{"message": {"content": true}}]}'), "not a chat answer"),
])  # fmt: skip
def test_what_no_server_should_send_is_told_like_the_rest(server: ScriptedServer, reply: Reply, said: str) -> None:
    message = failure(model(server, reply, model_retries=0))
    assert said in message
    message.encode()


@pytest.mark.parametrize("host", ["xn--a.example", "a_ü.example"])
def test_a_host_whose_name_cannot_be_read_is_told_like_one_that_is_not_there(host: str) -> None:
    asked = Model(Settings(openai_base_url=f"http://{host}/v1", model="m", model_retries=0))
    message = failure(asked)
    assert f"No model server answers at http://{host}/v1 (" in message
    assert "correct OPENAI_BASE_URL" in message


@pytest.mark.parametrize("to", ["http://xn--a/v1", "http://[::1", "gopher://other/", "https://"])
def test_a_redirection_to_no_address_is_not_followed(server: ScriptedServer, to: str) -> None:
    away = Reply(status=307, headers={"Location": to})
    assert "sends the request on to another address" in failure(model(server, away, model_retries=0))


@pytest.mark.parametrize("count", ["9" * 400, "-5", "1e300"])
def test_an_absurd_count_of_tokens_is_none(server: ScriptedServer, count: str) -> None:
    counted = b'{"choices": [{"message": {"content": "Yes."}}], "usage": {"prompt_tokens": %s}}' % count.encode()
    reply = model(server, body(counted), price_prompt=1.0, price_completion=1.0).complete(HELLO)
    assert (reply.text, reply.usage) == ("Yes.", None)


def test_a_name_of_a_model_can_be_written(server: ScriptedServer) -> None:
    server.models = body(rb'{"data": [{"id": "a\ud800\u001b[31m"}]}')
    asked = model(server, text("Yes."))
    assert asked.complete(HELLO).text == "Yes."
    assert asked.name == "a\ufffd [31m"


def test_an_answer_is_over_at_its_end(server: ScriptedServer) -> None:
    more = events(chunk({"content": "Yes."}), b"data: [DONE]\n\n", chunk({"content": " And more."}))
    assert list(model(server, more).stream(HELLO)) == ["Yes."]
