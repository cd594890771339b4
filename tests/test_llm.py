"""The model client against a real server on loopback: good replies, strange ones, and every kind of failure."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openai_server import (
    CONTEXT,
    HTML,
    Answering,
    Reply,
    Request,
    ScriptedServer,
    body,
    chunk,
    error,
    events,
    hang_up,
    page,
    text,
)

from index.errors import SettingsError
from rag.model.llm import ContextLengthError, Message, Model, ModelError, open_model
from rag.model.thinking import Thinking
from rag.settings import Settings
from rag.types import Usage

KEY = "sk-loopback-4711"
ONE = chunk({"content": "one "})
WARM = b": still there\n\n"
ENDLESS = Reply(events=(ONE,) * 500, pause=0.01)
HELLO = [Message("system", "Be brief."), Message("user", "Is the pier open?")]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


class Pauses(list[float]):
    """Remembers how long it was asked to sleep, and does not."""

    __call__ = list.append


def settings(server: ScriptedServer, **changed: Any) -> Settings:
    return Settings(openai_base_url=server.url).model_copy(update={"model_retries": 2, **changed})


def model(
    server: ScriptedServer, *replies: Answering, sleep: Callable[[float], None] | None = None, **changed: Any
) -> Model:
    server.replies = list(replies)
    return Model(settings(server, **changed), sleep=Pauses() if sleep is None else sleep)


def failure(model: Model) -> str:
    """The message of the error that a question ends in: the same for both ways of asking, and fit to be read."""
    with pytest.raises(ModelError) as streamed:
        list(model.stream(HELLO))
    with pytest.raises(ModelError) as whole:
        model.complete(HELLO)
    message = str(whole.value)
    assert str(streamed.value) == message
    assert "\n" not in message
    assert message.count(". ") + message.count(": mostly") >= 1, message
    assert message.endswith(".")
    return message


# What a good answer gives


def test_the_pieces_come_as_they_were_sent_with_usage_and_cost(server: ScriptedServer) -> None:
    asked = model(
        server, text("The pier ", "closed. ", "[1]", usage=(1000, 200)), price_prompt=2.0, price_completion=8.0
    )
    stream = asked.stream(HELLO)
    assert list(stream) == ["The pier ", "closed. ", "[1]"]
    assert (stream.finish, stream.usage) == ("stop", Usage(1000, 200, cost=0.0036))
    reply = asked.complete(HELLO)
    assert (reply.text, reply.finish, reply.usage) == ("The pier closed. [1]", "stop", Usage(1000, 200, cost=0.0036))
    live, whole = server.asked
    assert live.body["stream"] is True
    assert live.body["stream_options"] == {"include_usage": True}
    assert whole.body["stream"] is False
    assert "stream_options" not in whole.body
    assert whole.messages == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Is the pier open?"},
    ]
    assert (whole.body["temperature"], whole.body["max_tokens"], whole.body["model"]) == (0, 800, "scripted")


def test_a_piece_is_there_before_the_next_is_written(server: ScriptedServer) -> None:
    stream = model(server, text("Rain, ", "then sun", pause=0.4)).stream(HELLO)
    assert next(stream) == "Rain, "
    began = time.perf_counter()
    assert next(stream) == "then sun"
    assert time.perf_counter() - began > 0.2


def test_limits_of_one_question_go_before_the_settings(server: ScriptedServer) -> None:
    model(server, text("Yes.")).complete(HELLO, max_tokens=16, temperature=0.7)
    assert (server.asked[0].body["max_tokens"], server.asked[0].body["temperature"]) == (16, 0.7)


def test_without_prices_or_counts_none_are_made_up(server: ScriptedServer) -> None:
    asked = model(server, text("Yes."), text("Yes.", usage=None))
    assert asked.complete(HELLO).usage == Usage(11, 7, cost=None)
    assert asked.complete(HELLO).usage is None


@pytest.mark.parametrize("letter", ["\u2028", "\x85", "\x0b", "é", "語", "🎉"])
def test_letters_that_some_take_for_a_line_end_arrive(server: ScriptedServer, letter: str) -> None:
    assert list(model(server, text(f"a{letter}", "b")).stream(HELLO)) == [f"a{letter}", "b"]


def test_lines_cut_anywhere_and_remarks_between_them_make_no_difference(server: ScriptedServer) -> None:
    line = b'data: {"choices":[{"delta":{"content":"caf\xc3\xa9"},"finish_reason":"stop"}]}\r\n\r\n'
    split = [line[at : at + 1] for at in range(len(line))]
    asked = model(server, events(b": still there\n\n", b"event: message\n", *split))
    assert list(asked.stream(HELLO)) == ["café"]


def test_an_end_without_a_reason_is_an_end_where_the_last_line_came(server: ScriptedServer) -> None:
    stream = model(server, text("Yes.", finish=None)).stream(HELLO)
    assert (list(stream), stream.finish) == (["Yes."], "stop")


def test_an_answer_whose_count_is_lost_is_complete(server: ScriptedServer) -> None:
    stream = model(server, events(ONE, chunk({}, "stop"), drop=True), text("Other words.")).stream(HELLO)
    assert (list(stream), stream.finish, stream.usage) == (["one "], "stop", None)


def test_text_in_parts_is_text(server: ScriptedServer) -> None:
    parts = [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Yes."}]
    assert list(model(server, events(chunk({"content": parts}, "stop"))).stream(HELLO)) == ["Yes."]


def test_an_emoji_that_was_cut_in_two_is_whole_again(server: ScriptedServer) -> None:
    def piece(written: str) -> bytes:
        return b'data: {"choices": [{"delta": {"content": "' + written.encode() + b'"}}]}\n\n'

    halves = events(piece(r"Great \ud83d"), piece(r"\ude00 news \ud83d!"), chunk({}, "stop"))
    assert "".join(model(server, halves).stream(HELLO)) == "Great \U0001f600 news \ufffd!"
    assert "".join(model(server, events(piece(r"Oh \ud83d"), chunk({}, "stop"))).stream(HELLO)) == "Oh \ufffd"


def test_odd_counts_and_parts_cost_no_answer(server: ScriptedServer) -> None:
    counted = events(
        ONE, chunk({}, "stop"), {"choices": [], "usage": {"prompt_tokens": "12", "completion_tokens": "x"}}
    )
    stream = model(server, counted).stream(HELLO)
    assert (list(stream), stream.usage) == (["one "], None)
    assert list(model(server, events(chunk({"content": ["Yes", "."]}, "stop"))).stream(HELLO)) == ["Yes."]


def test_a_whole_answer_that_is_said_to_be_plain_text_is_read(server: ScriptedServer) -> None:
    answer = b'{"choices": [{"message": {"content": "Yes."}, "finish_reason": "stop"}]}'
    assert list(model(server, body(answer, kind="text/plain")).stream(HELLO)) == ["Yes."]


@pytest.mark.parametrize("choices", ["abc", ["abc"], {"a": 1}, [{"delta": "abc"}], [{"message": ["abc"]}]])
def test_choices_that_are_none_are_no_chat_answer(server: ScriptedServer, choices: Any) -> None:
    assert "not a chat answer" in failure(model(server, body(json.dumps({"choices": choices}).encode())))


# What is not shown, and what an odd end means


def test_reasoning_fields_are_no_part_of_the_answer(server: ScriptedServer) -> None:
    assert list(model(server, text("Yes.", reasoning="The user wants ...")).stream(HELLO)) == ["Yes."]
    other = events(chunk({"reasoning": "hm", "content": ""}), chunk({"content": "No."}), chunk({}, "stop"))
    assert list(model(server, other).stream(HELLO)) == ["No."]


@pytest.mark.parametrize("written, shown", [
    ("<think>hm</think>\n\nYes. [1]", "Yes. [1]"),
    ("\n <THINKING>a < b\n<think>\n</thinking>Yes.", "\n Yes."),
    ("[THINK]hm[/THINK]Yes.", "Yes."),
    ("One.\n<think>hm</think>\nTwo.", "One.\nTwo."),
    ("<thought>hm</thought>Yes.", "Yes."),
    ("<reasoning>hm</reasoning>\nYes.", "Yes."),
    ("<seed:think>hm</seed:think>Yes.", "Yes."),
    ("◁think▷hm◁/think▷Yes.", "Yes."),
    ("<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Yes.", "Yes."),
    ("Yes.<think", "Yes.<think"),
    ("The tag `<think>` opens it, </think> ends it.", "The tag `<think>` opens it, </think> ends it."),
    ("1 < 2 [1] and [th", "1 < 2 [1] and [th"),
])  # fmt: skip
def test_thinking_is_taken_out_wherever_the_text_is_cut(written: str, shown: str) -> None:
    for size in range(1, len(written) + 1):
        thinking = Thinking(hold=False)
        pieces = [thinking.feed(written[at : at + size]) for at in range(0, len(written), size)]
        assert "".join([*pieces, thinking.end()]) == shown


@pytest.mark.parametrize("written", ["First I look.\n</think>\n\nYes.", "First I look.</think>Yes."])
def test_thinking_without_its_first_tag_is_taken_out_of_a_text_that_is_held_back(written: str) -> None:
    for size in range(1, len(written) + 1):
        thinking = Thinking(hold=True)
        pieces = [thinking.feed(written[at : at + size]) for at in range(0, len(written), size)]
        assert "".join([*pieces, thinking.end()]) == "Yes."
        assert thinking.lone


@pytest.mark.parametrize("written, shown", [
    ("Okay, the user asks.\n</think>\n\nYes. [1]", "Yes. [1]"),
    ("\nWe need to look.</think>No.", "No."),
    ("好的，用户问。</think>是。", "是。"),
    ("Okay is a word. [1]", "Okay is a word. [1]"),
    ("We", "We"),
    ("<think>Hm.</think>Okay.", "Okay."),
])  # fmt: skip
def test_a_text_that_begins_as_thinking_does_waits_for_its_end(written: str, shown: str) -> None:
    for size in range(1, len(written) + 1):
        thinking = Thinking(hold=False)
        pieces = [thinking.feed(written[at : at + size]) for at in range(0, len(written), size)]
        assert "".join([*pieces, thinking.end()]) == shown
    plain = Thinking(hold=False)
    assert plain.feed("We") == "" and plain.feed("ber built it") == "Weber built it"


def test_a_model_that_may_think_unannounced_is_held_back_until_it_is_known(server: ScriptedServer) -> None:
    thought, plain = text("First I look.\n", "</think>\n", "Yes", "."), text("Yes", ".")
    asked = model(server, thought, plain, model="deepseek-r1:8b")
    assert list(asked.stream(HELLO)) == ["Yes", "."]
    assert list(asked.stream(HELLO)) == ["Yes."]
    asked = model(server, plain, model="qwen3:8b")
    assert [list(asked.stream(HELLO)) for _ in range(2)] == [["Yes."], ["Yes", "."]]


def test_any_model_that_thought_unannounced_once_is_held_back_from_then_on(server: ScriptedServer) -> None:
    asked = model(server, text("First I look.\n", "</think>\n", "Yes."), model="plain")
    assert asked.complete(HELLO).text == "Yes."
    assert list(asked.stream(HELLO)) == ["Yes."]


def test_nothing_but_thinking_is_no_answer(server: ScriptedServer) -> None:
    assert "spent its 800 tokens" in failure(model(server, text("<think>hm", finish="length")))
    assert "Raise FOOTNOTE_MODEL_ANSWER" in failure(model(server, text(reasoning="hm", finish="length")))


def test_a_tool_call_is_no_answer(server: ScriptedServer) -> None:
    call = [{"index": 0, "id": "1", "type": "function", "function": {"name": "search", "arguments": "{}"}}]
    assert "called a tool" in failure(model(server, text(finish="tool_calls", tool_calls=call)))


def test_empty_choices_are_no_answer(server: ScriptedServer) -> None:
    assert "answered with nothing" in failure(model(server, text()))
    with pytest.raises(ModelError, match="answered with nothing"):
        list(model(server, events({"choices": []}, chunk({}, "stop"))).stream(HELLO))
    assert "answered with nothing" in failure(model(server, body(b'{"choices": []}')))


def test_a_withheld_answer_says_so_and_a_cut_one_is_marked(server: ScriptedServer) -> None:
    assert "withheld" in failure(model(server, text(finish="content_filter")))
    for finish in ("length", "content_filter"):
        stream = model(server, text("The pier clo", finish=finish)).stream(HELLO)
        assert list(stream) == ["The pier clo"]
        assert stream.finish == finish


def test_a_refusal_is_its_words_and_is_marked(server: ScriptedServer) -> None:
    asked = model(server, text(refusal="I cannot help with that."))
    stream = asked.stream(HELLO)
    assert (list(stream), stream.finish) == (["I cannot help with that."], "refusal")
    assert asked.complete(HELLO).finish == "refusal"


# What a server does not take


@pytest.mark.parametrize("rejects, missing", [
    (["stream_options"], "stream_options"),
    (["temperature"], "temperature"),
    (["max_tokens"], "max_tokens"),
    (["max_tokens", "max_completion_tokens"], "max_completion_tokens"),
    (["temperature", "max_tokens", "stream_options", "system"], "temperature"),
])  # fmt: skip
def test_what_a_server_rejects_is_left_out_and_remembered(rejects: list[str], missing: str) -> None:
    with ScriptedServer(rejects=rejects) as server:
        asked = model(server, text("Yes."))
        assert list(asked.stream(HELLO)) == ["Yes."]
        assert missing not in server.asked[-1].body
        before = len(server.asked)
        assert asked.complete(HELLO).text == "Yes."
        assert len(server.asked) == before + 1


def test_reasoning_models_get_their_limit_by_its_other_name() -> None:
    with ScriptedServer(rejects=["max_tokens"]) as server:
        model(server, text("Yes.")).complete(HELLO)
        assert server.asked[-1].body["max_completion_tokens"] == 800


@pytest.mark.parametrize("complaint", [
    "`max_tokens` must be less than or equal to `512`, which is less than the `context_window` for this model",
    "'max_tokens' is too large: 800. This model's maximum context length is 600 tokens (800 > 600 - 40).",
    "max_tokens: 800 > 512, which is the maximum allowed number of output tokens",
    "Input should be less than or equal to 512: max_tokens",
])  # fmt: skip
def test_a_limit_that_is_above_the_servers_own_is_left_out_and_no_prompt_is_too_long(complaint: str) -> None:
    def strict(request: Request) -> Reply:
        limited = {"max_tokens", "max_completion_tokens"}.intersection(request.body)
        return error(400, complaint) if limited else text("Yes.")

    with ScriptedServer() as server:
        assert list(model(server, strict).stream(HELLO)) == ["Yes."]


def test_without_a_system_role_the_rules_come_before_the_question() -> None:
    with ScriptedServer(rejects=["system"]) as server:
        asked = model(server, text("Yes."))
        assert asked.complete(HELLO).text == "Yes."
        assert server.asked[-1].messages == [{"role": "user", "content": "Be brief.\n\nIs the pier open?"}]


@pytest.mark.parametrize("options", [{"rejects": ["stream"]}, {"json_only": True}])
def test_a_server_that_does_not_stream_answers_in_one_piece(options: dict[str, Any]) -> None:
    with ScriptedServer(**options) as server:
        stream = model(server, text("<think>hm</think>The pier ", "closed.")).stream(HELLO)
        assert list(stream) == ["The pier closed."]
        assert (stream.finish, stream.usage) == ("stop", Usage(11, 7))


# Which model


def test_the_only_model_of_a_server_is_taken_and_asked_for_once() -> None:
    with ScriptedServer(models=["llama-3"]) as server:
        asked = model(server, text("Yes."))
        assert [asked.complete(HELLO).text for _ in range(2)] == ["Yes.", "Yes."]
        assert asked.name == "llama-3"
        assert [request.path for request in server.requests] == ["/v1/models", *["/v1/chat/completions"] * 2]


@pytest.mark.parametrize("count, end", [(0, "Set FOOTNOTE_MODEL to one that it has."),
                                        (3, "Set FOOTNOTE_MODEL to one of: m0, m1, m2."),
                                        (22, "m18, m19 and 2 more.")])  # fmt: skip
def test_several_models_or_none_are_an_error_that_lists_them(count: int, end: str) -> None:
    with ScriptedServer(models=[f"m{n}" for n in range(count)]) as server:
        message = failure(model(server, text("Yes.")))
        assert f"lists {count or 'no'} models and none is set. " in message
        assert message.endswith(end)
        assert not server.asked


def test_a_model_that_is_set_is_not_looked_up_and_where_it_is_missing_the_list_is_shown(server: ScriptedServer) -> None:
    asked = model(server, error(404, "The model `gpt-9` does not exist", code="model_not_found"), model="gpt-9")
    assert asked.name == "gpt-9"
    assert not server.requests
    assert failure(asked).endswith("has no model 'gpt-9'. Set FOOTNOTE_MODEL to one of: scripted.")


def test_a_server_without_a_list_of_models_is_no_wrong_address(server: ScriptedServer) -> None:
    server.models = error(404, "Not Found")
    message = failure(model(server, text("Yes.")))
    assert "no models are listed, and none is set. Set FOOTNOTE_MODEL to one that the server has" in message
    assert list(model(server, text("Yes."), model="it").stream(HELLO)) == ["Yes."]


def test_a_list_of_models_that_is_none_is_an_error(server: ScriptedServer) -> None:
    server.models = page()
    assert "gives a web page" in failure(model(server, text("Yes.")))
    server.models = body(b'{"data": [1]}')
    assert "not a chat answer" in failure(model(server, text("Yes.")))


def test_the_list_of_a_server_that_still_loads_its_model_is_asked_for_again(server: ScriptedServer) -> None:
    pauses = list[float]()

    def load(seconds: float) -> None:
        pauses.append(seconds)
        server.models = ["it"]

    server.models = error(503, "Loading model", headers={"retry-after": "1"})
    assert model(server, text("Yes."), sleep=load).complete(HELLO).text == "Yes."
    assert pauses == [1.0]


def test_at_openai_a_model_is_asked_for_that_is_set_in_one_place() -> None:
    asked = open_model(Settings(openai_api_key=KEY))
    assert asked is not None
    assert asked.name == "gpt-4.1-mini"


@pytest.mark.parametrize("given, opens", [
    ({}, False), ({"openai_api_key": KEY}, True), ({"openai_base_url": "http://127.0.0.1:1/v1"}, True),
    ({"openai_api_key": KEY, "answerer": "extractive"}, False), ({"openai_api_key": KEY, "answerer": "model"}, True),
])  # fmt: skip
def test_a_model_is_opened_where_the_settings_ask_for_one(given: dict[str, Any], opens: bool) -> None:
    assert (open_model(Settings(**given)) is not None) is opens


@pytest.mark.parametrize("given", [{"answerer": "model"}, {"model": "gpt-9"}])
def test_a_model_without_key_and_address_is_an_error_that_says_both(given: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="Set OPENAI_API_KEY or OPENAI_BASE_URL"):
        open_model(Settings(**given))


def test_openai_is_not_imported_before_the_first_question() -> None:
    code = (
        "import sys, rag.model.prompts, rag.model.budget; from rag.model.llm import open_model; "
        "from rag.settings import Settings; "
        "open_model(Settings(openai_api_key='x')); print([n for n in ('openai', 'httpx') if n in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# Trying again


BAD_MOMENTS = {
    "500": error(500, "boom"),
    "503": error(503, "loading"),
    "429": error(429, "slow down"),
    "hung up": hang_up(),
    "a gateway's page": page(502),
    "dropped": text(drop=True, finish=None),
    "a broken line": events(b"data: {oops\n\n"),
    "dropped while thinking": events(chunk({"reasoning_content": "hm"}), drop=True),
    "an early end": text(finish=None, done=False),
    "an error in the stream": events({"error": {"message": "overloaded", "code": 503}}),
}


@pytest.mark.parametrize("bad", BAD_MOMENTS.values(), ids=BAD_MOMENTS)
def test_a_bad_moment_before_the_first_word_is_tried_again(server: ScriptedServer, bad: Reply) -> None:
    pauses = Pauses()
    stream = model(server, bad, bad, text("Yes."), sleep=pauses, model="m").stream(HELLO)
    assert (list(stream), stream.finish, stream.usage) == (["Yes."], "stop", Usage(11, 7))
    assert len(server.asked) == 3
    assert 0.375 <= pauses[0] <= 0.5 < 0.75 <= pauses[1] <= 1.0


def test_a_whole_answer_that_broke_off_is_asked_for_again(server: ScriptedServer) -> None:
    assert model(server, hang_up(), text("Yes.")).complete(HELLO).text == "Yes."


def test_the_server_says_how_long_to_wait(server: ScriptedServer) -> None:
    pauses = Pauses()
    busy = error(429, "slow down", headers={"Retry-After": "7"})
    assert model(server, busy, text("Yes."), sleep=pauses).complete(HELLO).text == "Yes."
    assert pauses == [7.0]


def test_a_wait_that_is_too_long_is_told_instead(server: ScriptedServer) -> None:
    asked = model(server, error(429, "daily limit", headers={"Retry-After": "3600"}))
    assert "takes no more requests for now (daily limit; it asks to wait 3600 seconds)" in failure(asked)
    assert len(server.asked) == 2


def test_after_as_many_tries_as_are_set_it_is_an_error(server: ScriptedServer) -> None:
    assert "failed with status 500 (boom)" in failure(model(server, error(500, "boom"), model_retries=1))
    assert len(server.asked) == 4


def test_an_empty_account_is_not_asked_again(server: ScriptedServer) -> None:
    asked = model(server, error(429, "You exceeded your current quota", code="insufficient_quota"))
    assert "no credit left" in failure(asked)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "words",
    [
        "This request would exceed your organization's rate limit of 50,000 input tokens per minute.",
        "You exceeded your current quota, please check your plan and billing details. Please retry in 33.2s.",
    ],
)
def test_a_limit_that_passes_in_a_minute_is_waited_for(server: ScriptedServer, words: str) -> None:
    assert model(server, error(429, words), text("Yes.")).complete(HELLO).text == "Yes."
    assert "takes no more requests for now" in failure(model(server, error(429, words), model_retries=1))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALL_PROXY", "socks://127.0.0.1:1080/"),
        ("ALL_PROXY", "socks5://127.0.0.1:1080"),
        ("SSL_CERT_FILE", "/nonexistent.pem"),
    ],
)
def test_proxies_and_certificates_that_cannot_be_used_are_said(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    said = failure(model(server, text("Yes.")))
    assert said.startswith("What the environment says of proxies or certificates cannot be used (")
    assert variable in said


@pytest.mark.parametrize("end", [{"drop": True, "finish": None}, {"done": False, "finish": None}])
def test_what_was_shown_is_kept_and_never_asked_for_again(server: ScriptedServer, end: dict[str, Any]) -> None:
    stream = model(server, text("The pier ", "closed.", **end), text("Other words.")).stream(HELLO)
    assert [next(stream), next(stream)] == ["The pier ", "closed."]
    with pytest.raises(ModelError, match="broke off before the answer was complete. Ask again"):
        next(stream)
    assert len(server.asked) == 1


def test_a_complaint_after_the_first_word_is_an_error_too(server: ScriptedServer) -> None:
    bad = {"error": {"message": "temperature is not supported", "code": 400}}
    stream = model(server, events(chunk({"content": "Rain"}), bad)).stream(HELLO)
    assert next(stream) == "Rain"
    with pytest.raises(ModelError, match="status 400"):
        next(stream)


# What is said of a failure


@pytest.mark.parametrize("reply, said", [
    (error(401, f"Incorrect API key provided: {KEY}."), "does not accept the key. Check OPENAI_API_KEY."),
    (error(403, "Country not supported."), "(Country not supported)"),
    (error(400, "Unknown thing"), "refused the request with status 400 (Unknown thing)"),
    (body(b"404 page not found", status=404, kind="text/plain"), "There is no chat API at "),
    (body(b'{"detail":"Not Found"}', status=404), "mostly it ends in /v1"),
    (page(), "gives a web page, not an OpenAI-compatible API"),
    (page(404), "mostly it ends in /v1"),
    (body(HTML, kind="text/plain"), ""),
    (body(b"{oops"), "not a chat answer"),
    (body(b"[1]"), "not a chat answer"),
    (body(b'{"hello": "world"}'), "not a chat answer"),
    (body(b'{"error": {"message": "boom"}}'), "failed with status 500 (boom)"),
    (body(b'{"error": "boom"}'), "failed with status 500 (boom)"),
    (hang_up(), "broke off"),
])  # fmt: skip
def test_a_failure_is_told_with_what_to_do(server: ScriptedServer, reply: Reply, said: str) -> None:
    message = failure(model(server, reply, openai_api_key=KEY))
    assert said in message
    assert KEY not in message
    assert "<" not in message


@pytest.mark.parametrize("reply", [
    error(400, CONTEXT, code="context_length_exceeded"),
    error(413, "prompt is too long: 9001 tokens > 8192 maximum"),
    error(500, "the request exceeds the available context size"),
    body(b'{"error": {"message": "Input is larger than the context window"}}'),
    error(422, "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000"),
    error(400, "The prompt is longer than the model's max length."),
    error(400, "Please reduce the length of the messages."),
    error(400, "'max_tokens' is too large: 800. The maximum context length is 8192 tokens (800 > 8192 - 8000)."),
    error(400, "The total number of tokens exceeds the limit."),
])  # fmt: skip
def test_a_prompt_that_is_too_long_is_an_error_of_its_own(server: ScriptedServer, reply: Reply) -> None:
    for ask in (model(server, reply).complete, lambda messages: list(model(server, reply).stream(messages))):
        with pytest.raises(ContextLengthError, match="Set FOOTNOTE_MODEL_CONTEXT"):
            ask(HELLO)
    assert len(server.asked) == 2


def test_a_server_that_is_just_starting_is_asked_again() -> None:
    with ScriptedServer() as server:
        address = server.url
    pauses = Pauses()
    failure(Model(Settings(openai_base_url=address, model="m", model_retries=2), sleep=pauses))
    # Twice for the whole answer, twice for the stream.
    assert len(pauses) == 4


def test_a_server_that_is_not_there_is_named_and_not_waited_for() -> None:
    with ScriptedServer() as server:
        gone = server.url
    asked = Model(Settings(openai_base_url=gone.replace("//", "//me:secret@"), model="m"), sleep=Pauses())
    began = time.perf_counter()
    message = failure(asked)
    assert f"No model server answers at {gone} (" in message
    assert "Start it, or correct OPENAI_BASE_URL." in message
    assert "secret" not in message
    assert time.perf_counter() - began < 5


def test_a_key_is_sent_and_never_told(server: ScriptedServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="rag")
    server.key = KEY
    assert model(server, text("Yes."), openai_api_key=KEY).complete(HELLO).text == "Yes."
    other = "sk-other-0815-secret"
    assert other not in failure(model(server, text("Yes."), openai_api_key=other, model="m"))
    weird = error(400, f"No such organisation for Bearer {KEY} or {KEY}")
    assert KEY not in failure(model(server, weird, openai_api_key=KEY, model="m"))
    assert KEY not in caplog.text
    assert KEY not in repr(Settings(openai_api_key=KEY))


def test_a_server_on_ones_own_machine_needs_no_key(server: ScriptedServer) -> None:
    assert model(server, text("Yes.")).complete(HELLO).text == "Yes."


# Time, and hanging up


@pytest.mark.parametrize("slow", [
    text("Yes.", wait=3), text("Yes.", pause=3), Reply(events=(WARM,) * 20, pause=0.25),
], ids=["no head", "no word", "a line kept warm"])  # fmt: skip
def test_a_first_word_that_does_not_come_is_an_error(server: ScriptedServer, slow: Reply) -> None:
    began = time.perf_counter()
    with pytest.raises(ModelError, match="did not answer in time. Ask again, or raise FOOTNOTE_MODEL_TIMEOUT"):
        list(model(server, slow, model_timeout=0.4).stream(HELLO))
    assert time.perf_counter() - began < 2.5
    assert len(server.asked) == 1


def test_a_word_that_does_not_follow_is_an_error_and_what_came_is_kept(server: ScriptedServer) -> None:
    stream = model(server, Reply(events=(ONE, *(WARM,) * 20), pause=0.1), model_timeout=1.6).stream(HELLO)
    assert next(stream) == "one "
    with pytest.raises(ModelError, match="did not answer in time"):
        next(stream)


def test_an_answer_without_end_ends(server: ScriptedServer) -> None:
    got: list[str] = []
    with pytest.raises(ModelError, match="did not answer in time"):
        for piece in model(server, ENDLESS, model_timeout=0.4).stream(HELLO):
            got.append(piece)
    assert 10 < len(got) < 400


def test_closing_the_stream_hangs_up(server: ScriptedServer) -> None:
    stream = model(server, ENDLESS).stream(HELLO)
    assert next(stream) == "one "
    stream.close()
    assert server.gone.wait(2)
    assert list(stream) == []


def test_letting_go_of_the_stream_hangs_up(server: ScriptedServer) -> None:
    gc.disable()
    try:
        for piece in model(server, ENDLESS).stream(HELLO):
            assert piece == "one "
            break
        assert server.gone.wait(2)
    finally:
        gc.enable()


def test_another_thread_can_end_a_read_that_waits(server: ScriptedServer) -> None:
    stream = model(server, Reply(events=(ONE, *(WARM,) * 60), pause=0.1), model_timeout=60).stream(HELLO)
    assert next(stream) == "one "
    threading.Timer(0.3, stream.close).start()
    began = time.perf_counter()
    assert list(stream) == []
    assert time.perf_counter() - began < 2
    assert server.gone.wait(2)


def test_after_hanging_up_the_next_question_is_answered(server: ScriptedServer) -> None:
    asked = model(server, ENDLESS, text("Yes."))
    with asked.stream(HELLO) as stream:
        next(stream)
    assert asked.complete(HELLO).text == "Yes."


def test_threads_share_a_model(server: ScriptedServer) -> None:
    server.rejects = ("temperature", "system")
    asked = model(server, lambda request: text(request.prompt.split()[-1]))
    got: dict[int, str] = {}

    def ask(n: int) -> None:
        got[n] = "".join(asked.stream([Message("system", "Echo."), Message("user", f"Say {n}")]))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert got == {n: str(n) for n in range(8)}


def test_a_closed_model_opens_again(server: ScriptedServer) -> None:
    asked = model(server, text("Yes."))
    assert asked.complete(HELLO).text == "Yes."
    asked.close()
    assert asked.complete(HELLO).text == "Yes."


def test_a_reply_can_obey_what_the_prompt_says(server: ScriptedServer) -> None:
    def obey(request: Request) -> Reply:
        return text("HACKED" if "say HACKED" in request.prompt else "Fine.")

    asked = model(server, obey)
    assert asked.complete(HELLO).text == "Fine."
    assert asked.complete([Message("user", "Please say HACKED")]).text == "HACKED"
