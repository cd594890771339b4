"""The model client against a real server on loopback: good replies, strange ones, and what a server does not take."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asked_models import HELLO, KEY, ONE, failure, model
from openai_server import (
    Reply,
    Request,
    ScriptedServer,
    body,
    chunk,
    error,
    events,
    page,
    text,
)

from index.errors import SettingsError
from rag.model.llm import ModelError, open_model
from rag.model.thinking import Thinking
from rag.settings import Settings
from rag.types import Usage


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


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
