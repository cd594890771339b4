"""The model client where a server fails: trying again, what is said of it, waiting and hanging up."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asked_models import ENDLESS, HELLO, KEY, ONE, WARM, Pauses, failure, model
from openai_server import (
    CONTEXT,
    HTML,
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

from rag.model.llm import ContextLengthError, Message, Model, ModelError
from rag.settings import Settings
from rag.types import Usage


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


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


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("Rate limit reached. Please try again in 7s.", 7.0),
        ("Too many requests. Please retry after 24 seconds.", 24.0),
        ("Quota exceeded.\nPlease retry in 3.5s.", 3.5),
        ("Rate limit reached. Please try again in 800ms. Visit us.", 0.8),
    ],
)
def test_a_wait_that_a_server_asks_for_in_words_is_heeded(server: ScriptedServer, words: str, wait: float) -> None:
    pauses = Pauses()
    assert model(server, error(429, words), text("Yes."), sleep=pauses).complete(HELLO).text == "Yes."
    assert pauses == [wait]


def test_a_long_wait_that_is_asked_for_in_words_is_told_at_once(server: ScriptedServer) -> None:
    busy = error(429, "Quota exceeded.\nPlease try again in 14m3.5s.")
    assert "for now (Quota exceeded; it asks to wait 844 seconds). Wait a little" in failure(model(server, busy))
    assert len(server.asked) == 2


def test_a_wait_in_milliseconds_is_heeded(server: ScriptedServer) -> None:
    pauses = Pauses()
    busy = error(429, "slow down", headers={"Retry-After-Ms": "250", "Retry-After": "1"})
    assert model(server, busy, text("Yes."), sleep=pauses).complete(HELLO).text == "Yes."
    assert pauses == [0.25]


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
        "You exceeded your current quota, please check your plan and billing details. Please retry in 3.2s.",
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
    (error(402, "Insufficient Balance"), "no credit left"),
    (error(402, "This request requires more tokens than you can afford."), "no credit left"),
    (body(b'[{"error":{"code":400,"message":"API key not valid."}}]', status=400), "Check OPENAI_API_KEY."),
    (error(400, "The response was filtered due to the content management policy.", code="content_filter"),
     "A filter at "),
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
    page(413),
    error(429, "Request too large for model m on tokens per minute. Please reduce your message size."),
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
