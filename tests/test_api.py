"""The HTTP API over real HTTP: the official client, what it refuses and how, and what a hang-up does."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from calling import ANSWER, QUESTION, app, client, complete
from openai import APIError, BadRequestError, NotFoundError
from serving import ScriptedChain, serving

from index.errors import AmbiguousDocumentError, LibraryError
from index.sample import sample_path
from rag.settings import Settings
from rag.types import Answer, AnswerSentence, Citation, Turn, Usage, Verdict
from rag.wiring import open_chain
from ui.api.app import create_api
from ui.api.below import without_below
from ui.api.types import annotate
from ui.server.listener import listen
from ui.server.readiness import Readiness


@pytest.fixture(scope="module")
def address(indexed_home: Path) -> Iterator[str]:
    with open_chain(Settings(home=indexed_home)) as chain, serving(app(chain)) as address:
        yield address


def test_the_official_client_parses_citations_as_its_own_annotations(address: str) -> None:
    done = client(address).chat.completions.create(model="footnote", messages=[{"role": "user", "content": QUESTION}])
    message = done.choices[0].message
    assert message.content is not None
    assert message.annotations
    text = sample_path().read_text(encoding="utf-8")
    for number, note in enumerate(message.annotations, 1):
        assert type(note).__name__ == "Annotation"
        place = note.url_citation
        assert message.content[place.start_index : place.end_index] == f"[{number}]"
        assert place.title == "How the Kremlin Is Using Trump’s Turn in Russia Policy"
        assert place.url == sample_path().as_uri()
        citation = note.model_dump()["citation"]
        assert citation["number"] == number
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert done.choices[0].finish_reason == "stop"
    assert done.usage is not None
    assert done.usage.total_tokens == 0
    footnote = done.model_dump()["footnote"]
    assert footnote["answered"] is True
    assert footnote["answerer"] == "extractive"
    assert [sentence["verdict"] for sentence in footnote["sentences"]] == ["supported"] * len(message.annotations)
    assert footnote["passages"]


def test_a_stream_says_the_same_piece_by_piece(address: str) -> None:
    asked: Any = {"model": "footnote", "messages": [{"role": "user", "content": QUESTION}]}
    whole = client(address).chat.completions.create(**asked)
    chunks = list(client(address).chat.completions.create(**asked, stream=True, stream_options={"include_usage": True}))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert len({chunk.id for chunk in chunks}) == 1
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(pieces) == whole.choices[0].message.content
    last, counted = chunks[-2:]
    assert last.choices[0].finish_reason == "stop"
    notes = whole.choices[0].message.model_dump()["annotations"]
    assert last.choices[0].delta.model_dump()["annotations"] == notes
    assert last.model_dump()["footnote"]["answered"] is True
    assert counted.choices == []
    assert counted.usage is not None


def test_a_stream_ends_with_done_and_tells_usage_only_when_asked(address: str) -> None:
    response = complete(address, QUESTION, stream=True)
    assert response.headers["content-type"].startswith("text/event-stream")
    lines = [line for line in response.text.split("\n\n") if line]
    assert lines[-1] == "data: [DONE]"
    assert all(json.loads(line.removeprefix("data: "))["choices"] for line in lines[:-1])


def test_the_models_are_listed_and_found(address: str) -> None:
    assert [model.id for model in client(address).models.list()] == ["footnote", "footnote-notes"]
    assert client(address).models.retrieve("footnote").owned_by == "footnote"
    with pytest.raises(NotFoundError, match="There is no model 'gpt'"):
        client(address).models.retrieve("gpt")


DOUBTED = Answer(
    "Q", "Q", "Fees rose [1]. They fell [1].", True, "model", model="gpt-small", notes=("A filter cut it off.",),
    sentences=(
        AnswerSentence("Fees rose [1].", (1,), Verdict.SUPPORTED),
        AnswerSentence("They fell [1].", (1,), Verdict.UNSUPPORTED, "“fell” is not in the quotation"),
    ),
    citations=(Citation(1, "d", "Harbour", "/docs/harbour.md", None, 3, 17, "Fees rose <b>."),),
)  # fmt: skip
BELOW = (
    "\n\n---\n\n**Footnotes**\n\n2 sentences: 1 supported, 1 unsupported\n\n"
    "- They fell \\[1\\].: unsupported (“fell” is not in the quotation)\n\n*A filter cut it off.*\n\n"
    "[1] “Fees rose \\<b\\>.” (Harbour; characters 3-17 of /docs/harbour.md)"
)


def test_what_was_shown_below_an_answer_is_taken_off_however_much_blank_space_it_has() -> None:
    assert without_below(DOUBTED.text + BELOW) == DOUBTED.text
    for text in ("A rule\n\n---\n\nand more.", "\n" * 300_000 + "end", "\n---" * 50_000):
        assert without_below(text) == text


def test_a_client_that_shows_content_alone_can_have_doubts_and_footnotes_in_it() -> None:
    with serving(app(ScriptedChain("Fees rose [1]. ", "They fell [1].", DOUBTED))) as address:
        plain, noted = (complete(address, "Q", model=name).json() for name in ("footnote", "footnote-notes"))
        asked: Any = {"model": "footnote-notes", "messages": [{"role": "user", "content": "Q"}]}
        chunks = list(client(address).chat.completions.create(**asked, stream=True))
    assert plain["choices"][0]["message"]["content"] == DOUBTED.text
    assert noted["choices"][0]["message"]["content"] == DOUBTED.text + BELOW
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == DOUBTED.text + BELOW
    assert {noted["model"], *(chunk.model for chunk in chunks)} == {"footnote-notes"}
    # What programs read is the same.
    assert noted["footnote"] == plain["footnote"]
    assert noted["choices"][0]["message"]["annotations"] == plain["choices"][0]["message"]["annotations"]


def test_footnotes_that_a_client_sends_back_are_no_part_of_the_conversation() -> None:
    chain = ScriptedChain(ANSWER)
    said = [{"role": "user", "content": "One?"}, {"role": "assistant", "content": DOUBTED.text + BELOW}]
    with serving(app(chain)) as address:
        body = {"model": "footnote", "messages": [*said, {"role": "user", "content": "Two?"}]}
        assert httpx.post(f"{address}/v1/chat/completions", json=body).status_code == 200
    assert chain.asked == [("Two?", (Turn("One?", DOUBTED.text),))]


def test_footnotes_stand_outside_of_code_that_nothing_closes_and_an_answer_without_any_stays_bare() -> None:
    coded = replace(DOUBTED, text="So [1]:\n\n```\nrow = 1")
    with serving(app(ScriptedChain(coded))) as address:
        content = complete(address, "Q", model="footnote-notes").json()["choices"][0]["message"]["content"]
    assert content == f"{coded.text}\n```{BELOW}"
    with serving(app(ScriptedChain(ANSWER))) as address:
        bare = complete(address, "Q", model="footnote-notes").json()["choices"][0]["message"]["content"]
    assert bare == ANSWER.text


def test_earlier_messages_are_the_conversation(address: str) -> None:
    first = complete(address, "What does Moscow demand from Ukraine?").json()["choices"][0]["message"]["content"]
    messages = [
        {"role": "user", "content": "What does Moscow demand from Ukraine?"},
        {"role": "assistant", "content": first},
        {"role": "user", "content": "Why?"},
    ]
    asked = {"model": "footnote", "messages": messages}
    alone = httpx.post(f"{address}/v1/chat/completions", json=asked).json()["footnote"]["standalone_question"]
    assert alone.startswith("Why? (")
    assert "Moscow" in alone


def test_messages_become_turns_and_what_is_no_turn_is_left_out() -> None:
    chain = ScriptedChain(ANSWER)
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "assistant", "content": "Hello!"},
        {"role": "user", "content": "One?"},
        {"role": "user", "content": [{"type": "text", "text": "Two?"}, {"type": "text", "text": "Really?"}]},
        {"role": "assistant", "content": "Yes."},
        {"role": "assistant", "content": None},
        {"role": "assistant", "content": "Both."},
        {"role": "developer", "content": "Be long."},
        {"role": "user", "content": "Three?\ud800"},
    ]
    body = json.dumps({"model": "footnote", "messages": messages})
    with serving(app(chain)) as address:
        httpx.post(f"{address}/v1/chat/completions", content=body, headers={"content-type": "application/json"})
    assert chain.asked == [("Three??", (Turn("One?"), Turn("Two?\nReally?", "Yes.\n\nBoth.")))]


def test_parameters_that_mean_nothing_here_are_ignored(address: str) -> None:
    more = {"temperature": 0.3, "max_tokens": 1, "seed": 7, "user": "x", "tools": [], "n": 1, "whatever": {"a": 1}}
    assert complete(address, QUESTION, **more).status_code == 200


@pytest.mark.parametrize(
    ("change", "status", "param", "message"),
    [
        ({"messages": []}, 400, "messages", "There is no question. End `messages` with one of role `user`."),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "messages", "There is no question."),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400, "messages", "There is no question."),
        ({"messages": [{"role": "tool", "content": "x"}]}, 400, "messages", "Tool messages are not supported."),
        ({"messages": [{"role": "king", "content": "x"}]}, 400, "messages.0.role", "messages.0.role: Input should be"),
        ({"messages": [{"role": "user", "content": 5}]}, 400, "messages.0.content", "messages.0.content: "),
        ({"messages": [{"role": "user", "content": "  "}]}, 400, "messages", "The question is empty."),
        ({"messages": [{"role": "user"}]}, 400, "messages", "The question is empty."),
        ({"messages": [{"role": "user", "content": "x" * 20_001}]}, 400, "messages", "The question has 20,001"),
        ({"messages": "hello"}, 400, "messages", "messages: Input should be a valid list."),
        (
            {"model": "gpt-4o\ud800"},
            404,
            "model",
            "There is no model 'gpt-4o?'. Ask for `footnote` or",
        ),
        ({"model": None}, 400, "model", "model: Input should be a valid string."),
        ({"stream": "yes"}, 400, "stream", "stream: Input should be a valid boolean."),
        ({"stream_options": []}, 400, "stream_options", "stream_options: "),
        ({"n": 2}, 400, "n", "`n` is not supported"),
        ({"tools": [{"type": "function"}]}, 400, "tools", "`tools` is not supported"),
        ({"response_format": {"type": "json_object"}}, 400, "response_format", "`response_format` is not supported"),
    ],
)
def test_a_bad_request_is_told_in_openai_words(
    address: str, change: dict[str, Any], status: int, param: str, message: str
) -> None:
    good = {"model": "footnote", "messages": [{"role": "user", "content": QUESTION}]}
    headers = {"content-type": "application/json"}
    for stream in (False, True):
        body = json.dumps({**good, "stream": stream, **change})
        response = httpx.post(f"{address}/v1/chat/completions", content=body, headers=headers)
        error = response.json()["error"]
        assert (response.status_code, error["type"], error["param"]) == (status, "invalid_request_error", param)
        assert error["message"].startswith(message)


def test_an_image_is_refused_by_name(address: str) -> None:
    part: Any = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    with pytest.raises(BadRequestError, match="A message part of type 'image_url' is not supported. Send text only."):
        client(address).chat.completions.create(model="footnote", messages=[{"role": "user", "content": [part]}])


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b"", b'"text"', b"[" * 100_000])
def test_what_is_no_json_object_is_told_so(address: str, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    response = httpx.post(f"{address}/v1/chat/completions", content=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["message"].endswith("Send a request as /docs describes it.")


def test_an_unknown_path_is_told_in_openai_words(address: str) -> None:
    response = httpx.post(f"{address}/v1/embeddings")
    assert response.status_code == 404
    assert response.json()["error"]["message"].endswith("See /docs for what there is.")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/chat/completions", "POST"),
        ("DELETE", "/v1/models/footnote", "GET"),
        ("POST", "/v1/models/", "GET"),
        ("OPTIONS", "/v1/models", "GET"),
        ("POST", "/healthz", "GET"),
    ],
)
def test_a_known_path_says_by_what_it_can_be_asked(address: str, method: str, path: str, allowed: str) -> None:
    response = httpx.request(method, f"{address}{path}")
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.json()["error"]["message"].startswith(f"There is no {method} {path.rstrip('/')}.")


def test_who_leaves_v1_out_of_the_address_is_told_so(address: str) -> None:
    response = httpx.post(f"{address}/chat/completions", json={})
    assert response.status_code == 404
    assert "The API is below /v1" in response.json()["error"]["message"]


def test_a_slash_at_the_end_makes_no_difference_and_head_asks_for_the_head(address: str) -> None:
    assert httpx.get(f"{address}/v1/models/").json() == httpx.get(f"{address}/v1/models").json()
    asked = {"model": "footnote", "messages": [{"role": "user", "content": "How do bees make honey?"}]}
    assert httpx.post(f"{address}/v1/chat/completions/", json=asked).json()["footnote"]["answered"] is False
    for path in ("/healthz", "/v1/models", "/docs"):
        head = httpx.head(f"{address}{path}")
        assert (head.status_code, head.text) == (200, "")
    assert httpx.head(f"{address}/v1/nothing").status_code == 404


def test_a_body_that_is_too_long_is_refused_with_and_without_a_length(address: str) -> None:
    pieces = (b" " * 1_000_000 for _ in range(5))
    for body in (b" " * 5_000_000, pieces):
        response = httpx.post(
            f"{address}/v1/chat/completions", content=body, headers={"content-type": "application/json"}
        )
        assert response.status_code == 413
        assert response.json()["error"]["message"].startswith("The request is longer than 4,000,000 bytes.")


@pytest.mark.parametrize("path", ["/v1", "/v1/"])
def test_the_root_of_the_api_says_where_to_look(address: str, path: str) -> None:
    response = httpx.get(f"{address}{path}")
    assert response.status_code == 404
    assert "See /docs" in response.json()["error"]["message"]


def test_the_first_piece_is_sent_before_there_is_a_second() -> None:
    seen = threading.Event()
    chain = ScriptedChain("It ", lambda: seen.wait(10), "rained.", ANSWER)
    with serving(app(chain)) as address:
        asked: Any = {"model": "footnote", "messages": [{"role": "user", "content": "Q"}]}
        arrived = ""
        for chunk in client(address).chat.completions.create(**asked, stream=True):
            arrived += chunk.choices[0].delta.content or ""
            if arrived == "It ":
                assert not chain.closed.is_set()
                seen.set()
    assert arrived == "It rained."


def test_a_listener_names_its_protocol_so_that_small_pieces_do_not_wait_for_acknowledgements() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("stream", [False, True])
def test_hanging_up_stops_the_work(stream: bool) -> None:
    begun = threading.Event()
    steps: list[Any] = ["It rained.", begun.set, *[lambda: time.sleep(0.05), " It rained again."] * 200]
    chain = ScriptedChain(*steps, ANSWER)
    body = {"model": "footnote", "messages": [{"role": "user", "content": "Q"}], "stream": stream}
    with serving(app(chain)) as address:
        if stream:
            with httpx.stream("POST", f"{address}/v1/chat/completions", json=body) as response:
                # Kept, because an iterator that is let go hangs up by itself.
                pieces = response.iter_text()
                next(pieces)
                assert begun.wait(5)
        else:
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{address}/v1/chat/completions", json=body, timeout=0.5)
        assert begun.is_set()
        assert chain.closed.wait(2), "the chain went on for ten seconds"


def test_an_error_before_the_first_piece_has_its_status() -> None:
    with serving(app(ScriptedChain(LibraryError("The library is empty. Add documents.")))) as address:
        for stream in (False, True):
            response = complete(address, "Q", stream=stream)
            assert response.status_code == 503
            assert response.json()["error"]["message"] == "The library is empty. Add documents."
            assert response.json()["error"]["type"] == "server_error"


def test_an_error_in_mid_stream_reaches_the_official_client() -> None:
    with serving(app(ScriptedChain("It ", LibraryError("The disk is gone. Mount it.")))) as address:
        asked: Any = {"model": "footnote", "messages": [{"role": "user", "content": "Q"}]}
        arrived = []
        with pytest.raises(APIError, match=r"The disk is gone\. Mount it\."):
            for chunk in client(address).chat.completions.create(**asked, stream=True):
                arrived.append(chunk.choices[0].delta.content)
    assert arrived == ["", "It "]


@pytest.mark.parametrize("script", [(ValueError("secret"),), ("It ", ValueError("secret"))])
def test_a_fault_of_ours_shows_no_trace(script: tuple[Any, ...]) -> None:
    with serving(app(ScriptedChain(*script))) as address:
        for stream in (False, True):
            told = complete(address, "Q", stream=stream).text
            assert "Something went wrong inside Footnote" in told
            assert "secret" not in told
            assert "Traceback" not in told


def test_questions_are_answered_side_by_side() -> None:
    together = threading.Barrier(8)
    with serving(app(ScriptedChain(lambda: together.wait(10), ANSWER))) as address, ThreadPoolExecutor(8) as pool:
        responses = list(pool.map(lambda number: complete(address, f"Q{number}"), range(8)))
    assert [response.status_code for response in responses] == [200] * 8


def test_readiness_says_why_until_the_library_is_warm(empty_home: Path) -> None:
    with open_chain(Settings(home=empty_home)) as chain, serving(app(chain, home=empty_home)) as address:
        first = httpx.get(f"{address}/readyz")
        assert (first.status_code, first.json()["status"].split(".")[0]) == (503, "The library is being opened")
        deadline = time.monotonic() + 30
        while (response := httpx.get(f"{address}/readyz")).status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert response.json() == {"status": "ready"}
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok", "documents": 0}


def test_a_library_that_does_not_open_is_never_ready(empty_home: Path) -> None:
    chain = open_chain(Settings(home=empty_home))
    chain.close()
    with serving(app(chain, home=empty_home)) as address:
        deadline = time.monotonic() + 10
        while "being opened" in (response := httpx.get(f"{address}/readyz")).text and time.monotonic() < deadline:
            time.sleep(0.05)
        assert response.status_code == 503
        assert response.json()["status"] == "The library is closed. Open it again."


def test_the_description_names_our_routes_and_fetches_nothing(address: str) -> None:
    paths = httpx.get(f"{address}/openapi.json").json()["paths"]
    models = {"/v1/models", "/v1/models/{model}"}
    assert set(paths) == models | {"/healthz", "/readyz", "/v1/documents", "/v1/chat/completions"}
    page = httpx.get(f"{address}/docs", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert all(f" {path}</code>" in page.text for path in paths)
    assert "<code>Citation</code>" in page.text
    assert "ValidationError" not in page.text
    assert not re.search(r"<script|<link|src=|https?://|url\(", page.text)


def test_each_marker_has_its_annotation_and_no_citation_is_lost() -> None:
    def cited(number: int) -> Citation:
        return Citation(number, "d", "T", "https://example.org/a.pdf", 3, 0, 5, "Rain.")

    notes = (cited(1), cited(2), cited(12))
    model = Answer("Q", "Q", "Rain [1]. More [12][1].", True, "model", citations=notes, usage=Usage(3, 4))
    assert [(a.citation.number, a.url_citation.start_index, a.url_citation.end_index) for a in annotate(model)] == [
        (1, 5, 8),
        (12, 15, 19),
        (1, 19, 22),
        (2, 23, 23),
    ]
    assert annotate(model)[0].url_citation.url == "https://example.org/a.pdf#page=3"
    quoted = Answer("Q", "Q", "“Rain [1] fell.” [12]", True, "extractive", citations=(cited(12),))
    assert [(a.citation.number, a.url_citation.start_index) for a in annotate(quoted)] == [(12, 17)]


def test_tokens_of_a_model_are_counted() -> None:
    answer = Answer("Q", "Q", "It rained.", True, "generative", usage=Usage(30, 4))
    with serving(app(ScriptedChain(answer))) as address:
        usage = complete(address, "Q").json()["usage"]
    assert usage == {"prompt_tokens": 30, "completion_tokens": 4, "total_tokens": 34}


def test_tokens_that_the_model_s_server_does_not_tell_are_not_said_to_be_none() -> None:
    answer = Answer("Q", "Q", "It rained.", True, "model", model="gpt-small")
    with serving(app(ScriptedChain(answer))) as address:
        assert complete(address, "Q").json()["usage"] is None
        asked: Any = {"model": "footnote", "messages": [{"role": "user", "content": "Q"}]}
        *_, counted = client(address).chat.completions.create(
            **asked, stream=True, stream_options={"include_usage": True}
        )
    assert (counted.choices, counted.usage) == ([], None)


def test_llama_index_talks_to_it_unchanged(address: str) -> None:
    openai_like = pytest.importorskip("llama_index.llms.openai_like")
    model = openai_like.OpenAILike(
        model="footnote", api_base=f"{address}/v1", api_key="any", is_chat_model=True, max_retries=0
    )
    text = complete(address, QUESTION).json()["choices"][0]["message"]["content"]
    assert model.complete(QUESTION).text == text
    assert "".join(piece.delta or "" for piece in model.stream_complete(QUESTION)) == text


def test_a_name_that_several_documents_have_is_a_fault_of_the_request() -> None:
    with serving(app(ScriptedChain(AmbiguousDocumentError("2 documents are called 'a.txt'.")))) as address:
        response = complete(address, "Q", stream=False)
    assert response.status_code == 400
    assert response.json()["error"]["param"] == "documents"


def test_the_documents_can_be_listed_and_a_wrong_name_says_where(address: str) -> None:
    (document,) = httpx.get(f"{address}/v1/documents").json()["data"]
    assert document["source"] == str(sample_path())
    named = complete(address, QUESTION, documents=[document["title"]])
    assert named.json()["footnote"]["citations"][0]["document_id"] == document["id"]
    fault = complete(address, QUESTION, documents=["nope.md"]).json()["error"]
    assert fault["message"].endswith("title 'nope.md'. List the documents with: GET /v1/documents")


def test_the_description_tells_of_errors_streams_and_the_key(empty_home: Path) -> None:
    settings = Settings(home=empty_home, api_key="KEY")
    with open_chain(settings) as chain:
        described = create_api(settings, chain, Readiness(chain)).openapi()
    asked = described["paths"]["/v1/chat/completions"]["post"]
    assert asked["responses"].keys() == {"200", "4XX", "5XX"}
    assert asked["responses"]["200"]["content"].keys() == {"application/json", "text/event-stream"}
    assert asked["responses"]["4XX"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/Refusal"
    }
    assert asked["security"] == [{"HTTPBearer": []}]
    assert "HTTPValidationError" not in described["components"]["schemas"]
