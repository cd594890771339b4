"""What servers in use say and send where they leave the protocol: their refusals, their ways, their streams."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asked_models import HELLO, failure, model
from openai_server import Reply, Request, ScriptedServer, body, chunk, error, events, text

from rag.model.llm import ContextLengthError, ModelError
from rag.types import Usage


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


def passed_on(said: str) -> Reply:
    """An error of a server behind the server."""
    fault = {"error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": said}}}
    return body(json.dumps(fault).encode(), status=400)


@pytest.mark.parametrize("reply", [
    error(400, "This model's maximum prompt length is 131072 but the request contains 537812 tokens."),
    error(400, "Invalid request: Your request exceeded model token limit: 8192"),
    error(400, "Range of input length should be [1, 30720]"),
    error(400, "length of prompt_tokens (163280) must be less than max_seq_len (32768)."),
    error(400, "The sum of prompt length (9000.0), query length (0) should not exceed max_num_tokens (8192)"),
    error(400, "Prompt 超长", code="1261"),
    passed_on('{"error": {"message": "prompt is too long"}}'),
])  # fmt: skip
def test_a_prompt_that_is_too_long_is_known_in_many_words(server: ScriptedServer, reply: Reply) -> None:
    with pytest.raises(ContextLengthError):
        model(server, reply).complete(HELLO)


@pytest.mark.parametrize("reply", [
    error(404, "The API deployment for this resource does not exist.", code="DeploymentNotFound"),
    error(400, "some/model is not a valid model ID"),
    error(404, "No endpoints found for some/model."),
    error(404, "model: some-model"),
    error(404, "Unable to access model m.", code="model_not_available"),
    error(400, "The requested model 'm' is not supported by any provider that you have enabled."),
    error(400, "模型不存在，请检查模型代码。", code="1211"),
])  # fmt: skip
def test_a_missing_model_is_known_in_many_words(server: ScriptedServer, reply: Reply) -> None:
    assert "has no model 'm'. Set FOOTNOTE_MODEL to one of: scripted." in failure(model(server, reply, model="m"))


@pytest.mark.parametrize(("reply", "said"), [
    (error(400, "Your credit balance is too low to access the API. Please purchase credits."), "no credit left"),
    (error(403, "Your team has used all available credits."), "no credit left"),
    (error(403, "Your input was flagged for violence. No credits were charged."), "A filter at "),
    (error(400, "Input data may contain inappropriate content.", code="data_inspection_failed"), "A filter at "),
    (error(400, "Invalid prompt: it was flagged as potentially violating our usage policy."), "A filter at "),
    (error(404, "This is not a chat model and thus not supported here."), "status 404 (This is not a chat model"),
    (error(404, "No endpoints found matching your data policy."), "status 404 (No endpoints found matching your data"),
    (error(404, "Resource not found", code="404"), "There is no chat API at "),
    (error(404, "Invalid URL (POST /chat/completions)"), "There is no chat API at "),
    (passed_on("safe mode is on"), "(Provider returned error safe mode is on)"),
    (error(400, "No luck", code="400"), "(No luck)"),
])  # fmt: skip
def test_a_refusal_is_told_for_what_it_is(server: ScriptedServer, reply: Reply, said: str) -> None:
    assert said in failure(model(server, reply))
    assert len(server.asked) == 2


def _no_stream(asked: dict[str, Any]) -> bool:
    return asked["stream"] is not True


def _system(asked: dict[str, Any]) -> bool:
    return bool(asked["messages"][0]["role"] == "system")


@pytest.mark.parametrize(("refuses", "reply"), [
    (_no_stream, error(400, "This model only support stream mode, please enable the stream parameter.")),
    (_no_stream, error(400, "parameter.enable_thinking must be set to false for non-streaming calls")),
    (_no_stream, body(b'{"detail": "Stream must be set to true"}', status=400)),
    (_no_stream, error(400, "Non-streaming requests are not supported for this model.")),
    (_system, error(500, "System role not supported at row 1, column 46")),
    (_system, error(500, "Conversation roles must alternate user/assistant at row 9")),
    (_system, error(400, "First message must be from user")),
    (lambda asked: "max_tokens" in asked,
     body(b'{"error": {"message": "Unsupported parameter", "param": "max_tokens"}}', status=400)),
])  # fmt: skip
def test_a_server_that_wants_it_otherwise_gets_it_so_from_then_on(
    server: ScriptedServer, refuses: Callable[[dict[str, Any]], bool], reply: Reply
) -> None:
    def answering(request: Request) -> Reply:
        return reply if refuses(request.body) else text("Yes.")

    asked = model(server, answering)
    assert asked.complete(HELLO).text == "Yes."
    assert len(server.asked) == 2
    assert list(asked.stream(HELLO)) == ["Yes."]
    assert asked.complete(HELLO).text == "Yes."
    assert len(server.asked) == 4
    # An answer that is watched still comes as it is written.
    assert server.asked[2].body["stream"]


SAID = [chunk({"content": "The pier "}), chunk({"content": "closed."}, "stop")]


def _both(delta: dict[str, Any], message: str) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "message": {"role": "assistant", "content": message}}]}


@pytest.mark.parametrize("reply", [
    events(*SAID, _both({}, "The pier closed.")),
    events(_both({"content": "The pier "}, "The pier "), _both({"content": "closed."}, "The pier closed.")),
    body(json.dumps(_both({"role": "assistant", "content": ""}, "The pier closed.")).encode()),
], ids=["last", "each", "whole"])  # fmt: skip
def test_a_piece_beside_the_message_so_far_is_read_once(server: ScriptedServer, reply: Reply) -> None:
    server.json_only = reply.whole != b"{}"
    assert "".join(model(server, reply).stream(HELLO)) == "The pier closed."


@pytest.mark.parametrize("kind", ["application/json", "text/html; charset=utf-8"])
def test_a_stream_said_to_be_something_else_is_read(server: ScriptedServer, kind: str) -> None:
    server.json_only = True
    lines = b": hello\n\n" + b"".join(b"data: %s\n\n" % json.dumps(piece).encode() for piece in SAID)
    assert "".join(model(server, body(lines, kind=kind)).stream(HELLO)) == "The pier closed."


@pytest.mark.parametrize("fault", [
    {"object": "error", "message": "out of memory", "code": 500},
    {"text": "out of memory", "error_code": 50002},
    {"choices": [{"delta": {"content": ""}, "finish_reason": "error", "error": {"code": 502, "message": "boom"}}]},
])  # fmt: skip
def test_a_fault_in_mid_stream_is_no_end(server: ScriptedServer, fault: dict[str, Any]) -> None:
    stream = model(server, events(SAID[0], fault)).stream(HELLO)
    assert next(stream) == "The pier "
    with pytest.raises(ModelError, match=r"failed with status 50[02] \((out of memory|boom)"):
        list(stream)


def test_what_the_server_says_that_it_cost_is_told_unless_prices_are_set(server: ScriptedServer) -> None:
    counted = {"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 10, "cost": 0.0012}}
    stream = model(server, events(*SAID, counted)).stream(HELLO)
    assert "".join(stream) == "The pier closed."
    assert stream.usage == Usage(100, 10, 0.0012)
    priced = model(server, events(*SAID, counted), price_prompt=1, price_completion=2).stream(HELLO)
    assert "".join(priced) == "The pier closed."
    assert priced.usage == Usage(100, 10, 120 / 1_000_000)


@pytest.mark.parametrize("odd", ["much", -1, True, float("inf"), None])
def test_a_cost_that_is_none_is_not_told(server: ScriptedServer, odd: object) -> None:
    counted = {"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 10, "cost": odd}}
    stream = model(server, events(*SAID, counted)).stream(HELLO)
    assert "".join(stream) == "The pier closed."
    assert stream.usage == Usage(100, 10)
