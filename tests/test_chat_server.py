"""The chat's own parts without a browser: the port, the headers, uploads, and answers that stop or fail."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from desk import FOLLOW_UP, QUESTION, STANDALONE, checked_answer, follow_up, marker, model_desk
from openai_server import Reply, error, hang_up, text
from openai_server import Request as Asked
from serving import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from index.errors import FootnoteError
from index.types import Document
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer, Delta, EvidencePassage, Turn
from rag.wiring import open_chain
from ui.chat import panel
from ui.chat.actions import UNQUOTED, Actions, View
from ui.chat.app import create_app
from ui.chat.conversation import Conversations
from ui.chat.documents import REMOVED, Shelf
from ui.chat.uploads import Uploads
from ui.server.listener import ServerError, listen
from ui.server.producer import batches
from ui.server.readiness import Readiness
from ui.server.security import SecurityMiddleware


def test_a_busy_port_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"Port {port} is in use.*--port {port + 1} or FOOTNOTE_PORT={port + 1}"):
            listen("127.0.0.1", port)


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


class ScriptedChain:
    """Plays a list: texts as deltas, an error to raise, an answer to end with, a number of seconds to wait."""

    library: Any = None

    def __init__(self, *script: str | Exception | Answer | float) -> None:
        self.script = script
        self.histories: list[Sequence[Turn]] = []
        self.standalone: list[str] = []

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        standalone_question: str = "",
        documents: Sequence[str] = (),
        progress: Callable[[float, str], None],
    ) -> Iterator[Delta | Answer]:
        self.histories.append(list(history))
        self.standalone.append(standalone_question)
        for step in self.script:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                time.sleep(step)
            else:
                yield Delta(step) if isinstance(step, str) else step


def actions(chain: ScriptedChain, tmp_path: Path) -> Actions:
    return Actions(cast(Chain, chain), Settings(home=tmp_path))


def last(views: Iterator[View]) -> str:
    *_, view = views
    assert view.done
    return str(view.messages[-1]["content"])


def test_a_long_conversation_is_shown_anew_less_often(tmp_path: Path) -> None:
    pieces = [step for n in range(40) for step in (f"{n} ", 0.02)]
    short = len(list(actions(ScriptedChain(*pieces), tmp_path).ask("Q", "t")))
    desk = actions(ScriptedChain(Answer("Q", "Q", "No.", False, "extractive")), tmp_path)
    for n in range(48):
        last(desk.ask(f"Q{n}", "t"))
    desk._chain = cast(Chain, ScriptedChain(*pieces))
    assert len(list(desk.ask("Q", "t"))) < 0.6 * short


def test_a_failed_answer_keeps_what_arrived_and_says_why(tmp_path: Path) -> None:
    message = last(actions(ScriptedChain("It rained. [1]", FootnoteError("It is locked.")), tmp_path).ask("Q", "t"))
    assert message.startswith("It rained&#46;")
    assert re.search(r'<p class="fn-broken">It is locked\. <a href="#retry-\w+">Try again</a></p>$', message)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("The model is slow. Ask again, or raise FOOTNOTE_MODEL_TIMEOUT.", "The model is slow. Ask again."),
        ("It has no key. Set OPENAI_API_KEY. For quotations: FOOTNOTE_ANSWERER=extractive.", "It has no key."),
        ("The folder {home} is full. Run: footnote doctor", "The folder Footnote’s home is full."),
        (
            "The server at http://10.0.0.7:9000/v1 failed (500). Ask again, or look at the server's own messages.",
            "The model’s server failed (500). Ask again.",
        ),
    ],
)
def test_a_reader_is_told_what_a_reader_can_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, error: str, told: str
) -> None:
    message = last(actions(ScriptedChain(FootnoteError(error.format(home=tmp_path))), tmp_path).ask("Q", "t"))
    assert f'<p class="fn-broken">{told} Whoever runs Footnote finds in its terminal what to do. <a ' in message
    assert error.format(home=tmp_path) in caplog.text


def test_an_unexpected_error_shows_no_trace(tmp_path: Path) -> None:
    message = last(actions(ScriptedChain(ValueError("secret")), tmp_path).ask("Q", "t"))
    assert "Something went wrong inside Footnote" in message
    assert "secret" not in message


def test_a_stopped_answer_ends_soon_and_keeps_what_arrived(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    views = desk.ask("Q", "t")
    assert next(views).messages[-1]["content"] == "It rained&#46;"
    began = time.monotonic()
    desk.stop("t")
    message = last(views)
    assert time.monotonic() - began < 1
    assert message.startswith("It rained&#46;")
    assert "Stopped." in message


def test_a_stop_is_for_every_answer_of_the_conversation(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    first = desk.ask("First", "t")
    next(first)
    desk._chain = cast(Chain, ScriptedChain(Answer("Second", "Second", "No.", False, "extractive")))
    last(desk.ask("Second", "t"))
    desk.stop("t")
    list(first)
    assert "Stopped." in desk.loaded("t")[1]["content"]


def test_whoever_leaves_is_not_told_of_a_stop(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    views = cast(Any, desk.ask("Q", "t"))
    next(views)
    views.close()
    assert "The connection was lost before the answer was complete." in desk.loaded("t")[-1]["content"]


def test_a_page_that_is_loaded_anew_tells_what_became_of_a_question_without_an_answer(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(30.0, "Never"), tmp_path)
    views = desk.ask("Q", "t")
    asking = threading.Thread(target=lambda: list(views))
    asking.start()
    while not desk._conversations.of("t").exchanges:
        time.sleep(0.02)
    question, reason = desk.loaded("t")
    assert question["content"] == "Q"
    assert "The connection was lost before the answer was complete." in reason["content"]
    assert "Try again" in reason["content"]
    asking.join(2)
    assert not asking.is_alive()
    assert desk.loaded("t") == [question, reason]


def test_whoever_leaves_a_silent_model_is_noticed(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(30.0, "Never"), tmp_path)
    views = cast(Any, desk.ask("Q", "t"))
    began = time.monotonic()
    assert [message["role"] for message in next(views).messages] == ["user"]
    assert time.monotonic() - began < 10
    views.close()
    assert "The connection was lost" in desk.loaded("t")[-1]["content"]


def test_the_whole_conversation_is_copied_with_what_broke_off(tmp_path: Path) -> None:
    chain = ScriptedChain(Answer("First?", "First?", "No.", False, "extractive"))
    desk = actions(chain, tmp_path)
    last(desk.ask("First?", "t"))
    chain.script = ("It rained [1].", FootnoteError("It is locked."))
    last(desk.ask("Second?", "t"))
    assert desk.copy("t", "") == "First?\n\nNo.\n\n---\n\nSecond?\n\nIt rained [1].\n\n(It is locked.)\n"


def test_a_duplicated_tab_goes_on_by_itself(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(Answer("Q", "Q", "No.", False, "extractive")), tmp_path)
    last(desk.ask("First", "one"))
    assert [message["content"] for message in desk.loaded("two", "one")][0] == "First"
    last(desk.ask("Second", "two"))
    assert [len(desk.loaded(token)) for token in ("one", "two")] == [2, 4]


def test_asking_again_replaces_a_broken_answer_and_history_holds_finished_ones(tmp_path: Path) -> None:
    answer = Answer("Q", "Q alone", "No.", False, "extractive")
    chain = ScriptedChain(FootnoteError("Busy."))
    desk = actions(chain, tmp_path)
    # Two blanks: the page asks again with what it shows, which has one.
    last(desk.ask("A  Q", "t"))
    chain.script = (answer,)
    last(desk.ask("A Q", "t"))
    last(desk.ask("Next", "t"))
    assert [m["content"] for m in desk.loaded("t") if m["role"] == "user"] == ["A Q", "Next"]
    assert chain.histories == [[], [], [Turn("Q", "No.", "Q alone")]]
    assert chain.standalone == ["", "", ""]
    assert desk.loaded("someone else") == []


def test_a_question_put_in_other_words_goes_to_the_chain_as_it_was_edited(tmp_path: Path) -> None:
    chain = ScriptedChain(Answer("Q", "Q alone", "No.", False, "extractive"))
    desk = actions(chain, tmp_path)
    last(desk.ask("First", "t"))
    last(desk.ask("Q", "t"))
    chain.script = (FootnoteError("Busy."),)
    last(desk.ask("Q", "t", "Q in my words"))
    # The page asks again with what it shows, which is the question as it was edited.
    assert desk.loaded("t")[-2]["content"] == "Q in my words"
    last(desk.ask("Q in my words", "t"))
    assert chain.standalone == ["", "", "Q in my words", "Q in my words"]
    # The answer that was about something else is no part of what was said before.
    assert chain.histories[1:] == [[Turn("Q", "No.", "Q alone")]] * 3


def test_the_least_recently_used_conversation_is_forgotten() -> None:
    conversations = Conversations(limit=2)
    conversations.of("a").begin("A?")
    conversations.of("b").begin("B?")
    conversations.of("a")
    conversations.of("c")
    assert conversations.of("a").exchanges
    assert not conversations.of("b").exchanges


def test_pages_on_which_nothing_is_asked_make_nobody_forgotten() -> None:
    conversations = Conversations(limit=2)
    conversations.of("a").begin("A?")
    for n in range(5):
        conversations.of(f"opened {n}")
    assert conversations.of("a").exchanges


def test_an_upload_leaves_no_second_copy_and_none_after_removal(empty_home: Path) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        with TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
            assert not any("gradio" in path for path in client.get("/openapi.json").json()["paths"])
            assert client.get("/gradio_api/openapi.json").status_code == 404
            assert client.get("/favicon.ico").text == (Path(__file__).parent.parent / "ui/chat/icon.svg").read_text()
            steps = client.get("/config").json()["dependencies"]
            number = adding(steps)
            text = f"The numbat {secrets.token_hex(8)} feeds on termites near Dryandra.".encode()
            (path,) = client.post("/gradio_api/upload", files={"files": ("numbat.csv", text)}).json()
            assert Path(path).is_relative_to(empty_home.resolve())
            file = {"path": path, "orig_name": "numbat.csv", "meta": {"_type": "gradio.FileData"}}
            request = {"fn_index": number, "data": [[file], "reader"], "session_hash": "s"}
            assert client.post("/gradio_api/queue/join", json=request).status_code == 200
            assert '"success":true' in client.get("/gradio_api/queue/data", params={"session_hash": "s"}).text
        (info,) = chain.library.documents()
        assert copies_of(text, empty_home) == [Path(info.source)]
        shelf = Shelf(chain.library, Uploads(empty_home))
        assert shelf.remove(info.id)["documents"] == []
        assert copies_of(text, empty_home) == []
        assert Actions(chain, settings).read(info.id, 0)["reason"] == REMOVED


def copies_of(text: bytes, home: Path) -> list[Path]:
    folders = (home / "uploads", home / "arrivals", Path(tempfile.gettempdir()) / "gradio")
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [file for file in files if text in file.read_bytes()]


def adding(steps: list[dict[str, Any]]) -> int:
    """The step that adds files: the one after that in which they leave their field."""
    return 1 + next(int(step["id"]) for step in steps if any(event == "upload" for _, event in step["targets"]))


def test_every_kind_of_file_may_be_uploaded_and_is_reported_by_us(indexed_home: Path) -> None:
    from ui.chat.page import build_page

    settings = Settings(home=indexed_home)
    with open_chain(settings) as chain:
        parts = build_page(chain, settings).config["components"]
    (files,) = [part["props"] for part in parts if part["props"].get("elem_id") == "files"]
    assert files.get("file_types") is None


def test_a_duplicate_is_reported_without_the_servers_path(empty_home: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "numbat.txt", tmp_path / "again.txt"
    for file in (first, second):
        file.write_text("The numbat feeds on termites near Dryandra.")
    with open_chain(Settings(home=empty_home)) as chain:
        shelf = Shelf(chain.library, Uploads(empty_home))
        *_, shown = shelf.add([first, second])
    assert shown["reports"][1]["detail"] == "The same text as numbat.txt"


def test_a_request_cannot_add_a_file_that_was_not_uploaded(indexed_home: Path, tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    from ui.chat.app import create_app

    secret = tmp_path / "secret.txt"
    secret.write_text("The numbat keeps a secret at dusk.")
    settings = Settings(home=indexed_home)
    with open_chain(settings) as chain:
        before = chain.library.documents()
        with TestClient(create_app(settings, chain), base_url="http://127.0.0.1") as client:
            steps = client.get("/config").json()["dependencies"]
            number = adding(steps)
            file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
            request = {"fn_index": number, "data": [[file], "reader"], "session_hash": "s"}
            assert client.post("/gradio_api/queue/join", json=request).status_code == 200
            told = client.get("/gradio_api/queue/data", params={"session_hash": "s"}).text
        assert "it was not uploaded by a user" in told
        assert chain.library.documents() == before


BROKEN: list[tuple[Reply, dict[str, Any], str, str]] = [
    (
        text("The pier was opened ", "in ", finish=None, usage=None, drop=True),
        {},
        "The pier was opened in",
        "broke off before the answer",
    ),
    (error(401, "Incorrect API key"), {}, "", "does not accept the key. Whoever runs Footnote"),
    (text("Never", wait=30), {"model_timeout": 0.3}, "", "did not answer in time. Ask again"),
    (hang_up(), {}, "", "broke off before the answer"),
]


@pytest.mark.parametrize(("reply", "settings", "arrived", "reason"), BROKEN, ids=["drop", "401", "timeout", "hang up"])
def test_a_models_failure_loses_nothing(
    empty_home: Path, reply: Reply, settings: dict[str, Any], arrived: str, reason: str
) -> None:
    with model_desk(empty_home, [reply, checked_answer], **settings) as desk:
        page = Actions(desk.chain, desk.settings)
        message = last(page.ask(QUESTION, "t"))
        assert message.startswith(arrived)
        assert re.search(
            rf'<p class="fn-broken">[^<]*{re.escape(reason)}[^<]*<a href="#retry-\w+">Try again</a>', message
        )
        assert "fn-verdict" in last(page.ask(QUESTION, "t"))
        assert [m["role"] for m in page.loaded("t")] == ["user", "assistant"]


def test_a_stop_ends_the_models_request(empty_home: Path) -> None:
    slow = text(*["word "] * 400, pause=0.05)
    with model_desk(empty_home, [slow]) as desk:
        page = Actions(desk.chain, desk.settings)
        views = page.ask(QUESTION, "t")
        while not (shown := next(views)).messages[1:] or "word" not in shown.messages[1]["content"]:
            pass
        page.stop("t")
        message = last(views)
        assert message.startswith("word")
        assert "Stopped. <a href" in message
        assert desk.server.gone.wait(3)


@pytest.mark.parametrize("wanted", [QUESTION, "Summarise everything"])
def test_a_stop_before_the_first_word_ends_the_models_request(empty_home: Path, wanted: str) -> None:
    with model_desk(empty_home, [text("Never", wait=30)] * 9) as desk:
        page = Actions(desk.chain, desk.settings)
        shown = list[View]()
        asking = threading.Thread(target=lambda: shown.extend(page.ask(wanted, "t")))
        asking.start()
        while not desk.server.asked:
            time.sleep(0.02)
        page.stop("t")
        assert desk.server.gone.wait(3)
        asking.join(3)
        assert "Stopped. <a href" in str(shown[-1].messages[-1]["content"])
        asked = len(desk.server.asked)
        time.sleep(0.3)
        assert len(desk.server.asked) == asked


def test_long_work_tells_how_far_it_has_come(empty_home: Path) -> None:
    def reply(request: Any) -> Reply:
        return text("NONE") if "You take notes" in request.prompt else text("The pier was opened.")

    with model_desk(empty_home, [reply], model_context=1024, model_answer=64) as desk:
        long = empty_home / "long.txt"
        long.write_text(
            "\n\n".join(f"The pier of Marlow Bay was painted in {year}, at some cost." for year in range(1500, 1900))
        )
        desk.chain.library.add([long])
        views = list(Actions(desk.chain, desk.settings).ask("Summarise everything", "t"))
    told = [str(view.messages[-1]["content"]) for view in views if "fn-progress" in str(view.messages[-1]["content"])]
    assert re.fullmatch(r'<p class="fn-progress">(Reading|Read part \d+ of) \d+( parts)? …</p>', told[0])


def test_verdicts_and_footnote_numbers_stay_through_a_conversation_and_a_reload(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer, follow_up]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, first = page.ask(QUESTION, "t")
        before = first.messages[1]["content"]
        *_, second = page.ask(FOLLOW_UP, "t")
        assert second.messages[1]["content"] == page.loaded("t")[1]["content"] == before
        assert f"Understood as: <span>{STANDALONE}</span>" in second.messages[3]["content"]
        turn = re.search(r"#claim-(\w+)-2", str(before))
        assert turn is not None
        assert "not supported" in str(before)
        claim = page.cite("t", turn[1], 0, 2)
    assert claim["number"] == 2
    assert claim["claims"][0]["text"] == "The storm destroyed 78 % of the decking."
    assert claim["claims"][0]["reason"] == "87 % in the source, 78 % in the answer"
    assert claim["claims"][0]["quotes"][0]["quote"] == "In January 1953 a storm destroyed 87 % of the decking."


def test_what_was_open_is_found_again_else_the_last_answers_first_evidence(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        assert page.reopened("t", "") is None
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        turn = view.pane["turn"]
        again = page.reopened("t", f"{turn}-2-2")
        first = page.reopened("t", "../etc-1-1")
        none = page.reopened("t", f"{turn}-0-4")
    assert again is not None
    assert (again["number"], again["claim"], again["focus"]) == (2, 2, False)
    assert first is not None
    assert first["number"] == 1
    assert none is not None
    assert (none["kind"], none["focus"]) == ("claim", False)


def test_further_text_has_the_part_of_the_quotation_that_stands_in_it(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        quote = view.pane["document"]["quote"]
        inside = page.cite("t", view.pane["turn"], 1, start=quote[0] + 4)
        after = page.cite("t", view.pane["turn"], 1, start=quote[1])
    assert inside["document"]["quote"] == [0, quote[1] - quote[0] - 4]
    assert after["document"]["quote"] is None
    assert after["number"] == 1
    assert len(after["notes"]) == len(view.pane["notes"])


def test_answers_that_are_gone_are_spoken_of(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        assert "The earlier answers are gone" in page.welcome(forgotten=True)
        assert "gone" not in page.welcome()


def test_an_answer_whose_document_is_removed_meanwhile_says_so(empty_home: Path) -> None:
    def reply(request: Asked) -> Reply:
        desk.chain.library.remove(pier.id)
        return checked_answer(request)

    (empty_home / "other.md").write_text("The lighthouse of Marlow Bay is white.")
    with model_desk(empty_home, [reply]) as desk:
        desk.chain.library.add([empty_home / "other.md"])
        pier = next(info for info in desk.chain.library.documents() if info.source.endswith("pier.md"))
        message = last(Actions(desk.chain, desk.settings).ask(QUESTION, "t"))
    assert "A document that this answer draws on was removed or changed meanwhile." in message


def test_where_a_document_was_replaced_the_pane_has_what_was_quoted(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        (pier,) = desk.chain.library.documents()
        Path(pier.source).write_text("# The pier\n\nThe pier is closed.")
        desk.chain.library.add([Path(pier.source)])
        (newer,) = desk.chain.library.documents()
        shown = page.cite("t", view.pane["turn"], 2)
        desk.chain.library.remove(newer.id)
        gone = page.cite("t", view.pane["turn"], 2)
    assert shown["kept"]["quote"] == "In January 1953 a storm destroyed 87 % of the decking."
    assert (shown["kept"]["newer"], shown["kept"]["reason"]) == (newer.id, panel.CHANGED)
    assert "document" not in shown
    assert gone["reason"] == REMOVED


def test_a_refusal_that_cites_has_footnotes_beside_its_nearest_passages(empty_home: Path) -> None:
    """Each number leads to one place: those of the nearest passages go on from those of the footnotes."""
    (empty_home / "well.md").write_text("# The well\n\nThe well of Marlow Bay is deep.")
    said = "The documents do not say what the pier of Marlow Bay is made of [{}]."

    def reply(request: Asked) -> Reply:
        return text(said.format(marker(request, "87 %").strip("[]")))

    with model_desk(empty_home, [reply]) as desk:
        desk.chain.library.add([empty_home / "well.md"])
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask("What is the pier of Marlow Bay made of?", "t")
        message = view.messages[-1]["content"]
        turn = re.search(r"#near-(\w+)-2", str(message))
        assert turn
        cited, near = (page.cite("t", turn[1], number) for number in (1, 2))
    assert (cited["kind"], near["kind"]) == ("footnote", "nearest")
    assert [note["number"] for note in cited["notes"]] == [1]
    assert cited["document"]["quote"]
    assert near["document"]["quote"] is None
    assert [note["number"] for note in near["notes"]] == list(range(2, 2 + len(near["notes"])))


def test_rows_of_tables_are_quoted_as_their_cells() -> None:
    table = "| Line | Fare |\n|---|---|\n| Bregenz | 7 euros |"
    row = EvidencePassage("p", "d", "Fares", "f.md", None, "", 0, len(table), table, 1)
    answer = Answer("Q", "Q", "No.", False, "extractive", passages=(row,))
    document = Document("d", "Fares", "f.md", table, "0")
    (note,) = panel.nearest(answer, "t", 1, document, focus=False)["notes"]
    assert note["quote"] == "Line · Fare Bregenz · 7 euros"


def test_an_answer_that_quotes_nothing_says_so(empty_home: Path) -> None:
    with model_desk(empty_home, [text("It is the finest pier in England.")]) as desk:
        views = list(Actions(desk.chain, desk.settings).ask(QUESTION, "t"))
    assert "<span>no quotations</span>" in last(iter(views))
    assert next(view.pane for view in views if view.pane)["reason"] == UNQUOTED


def test_the_pane_names_files_and_no_folders(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
    assert view.pane is not None
    assert view.pane["notes"][0]["citation"]["source"] == "pier.md"
    assert str(empty_home) not in json.dumps([view.pane, view.messages])


def test_an_empty_library_leads_to_the_documents_tab(empty_home: Path) -> None:
    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        message = last(Actions(chain, settings).ask("What is NATO?", "t"))
    assert "There are no documents to ask yet. Add some on the Documents tab, then try again." in message
    assert str(empty_home) not in message


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


def page_app(actions: Actions) -> Any:
    import gradio
    from fastapi import FastAPI

    from ui.chat.page import mount_options, page_of

    return gradio.mount_gradio_app(FastAPI(), page_of(actions), path="/", **mount_options())


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
        request = {"fn_index": step, "data": [QUESTION, conversation, "", ""], "session_hash": session}
        assert browser.post("/gradio_api/queue/join", json=request).status_code == 200
        return browser.get("/gradio_api/queue/data", params={"session_hash": session}).text
