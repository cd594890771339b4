"""The chat page while its server goes away and another comes: what is asked and what was answered."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, SLOW, ask, begin, tab, visit
from desk import FOLLOW_UP, QUESTION, Desk
from playwright.sync_api import Browser, Page, expect
from serving import page_app, serving

from ui.chat.actions import Actions
from ui.chat.conversation import Conversations

pytestmark = NEEDS_BROWSER


def test_a_question_is_not_lost_with_its_server(browser: Browser, desk: Desk) -> None:
    from ui.chat.app import create_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(create_app(desk.settings, desk.chain), port) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        visit(page, address)
        ask(page, QUESTION)
    page.locator(CHIP).first.click()
    expect(page.locator("#fn-told")).to_have_text(re.compile("^Footnote cannot be reached"))
    page.get_by_role("button", name="Bad answer").click()
    tab(page, "Documents")
    page.locator(".document .open").first.click()
    tab(page, "Documents")
    page.get_by_role("button", name="Remove").first.click()
    page.locator(".confirm .danger").click()
    expect(page.locator(".confirm .danger")).to_be_enabled()
    expect(page.get_by_role("button", name="Bad answer", pressed=False)).to_be_visible()
    assert page.locator(".toast-body").count() == 0
    page.fill("#ask textarea", FOLLOW_UP)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#fn-told")).to_contain_text("Footnote cannot be reached.")
    expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
    expect(page.locator("#chat .user-row")).to_have_count(1)
    with serving(create_app(desk.settings, desk.chain), port):
        expect(page.locator("#fn-told")).to_contain_text("has forgotten this conversation", timeout=15_000)
        page.press("#ask textarea", "Enter")
        expect(page.locator("#fn-told")).to_contain_text("it is back in the box")
        expect(page.locator("#chat .user-row")).to_have_count(1)
        page.get_by_role("button", name="Go on in a new chat").click()
        expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone")
        expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
        begin(page, SLOW)
    expect(page.locator("#fn-told")).to_contain_text("The answer was broken off", timeout=15_000)
    expect(page.locator("#ask textarea")).to_have_value(SLOW)
    with serving(create_app(desk.settings, desk.chain), port):
        page.get_by_role("button", name="Go on in a new chat").click(timeout=15_000)
        expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone")
        expect(page.locator("#ask textarea")).to_have_value(SLOW)
        page.close()


class Line:
    """What lies between a browser and a server: cut at once, as by a process that is killed, and led to another."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self._port = 0
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def lead(self, address: str) -> None:
        self._port = int(address.rsplit(":", 1)[1])

    def cut(self) -> None:
        self._port = 0
        while self._held:
            with suppress(OSError):
                self._held.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self._port:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._held += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def test_answers_stay_where_the_server_is_killed_in_the_midst_of_the_next_one(browser: Browser, desk: Desk) -> None:
    from ui.chat.app import create_app

    line = Line()
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    told = page.locator("#fn-told")
    stop = page.locator("#ask [data-testid=stop-button]")
    with closing(line), serving(create_app(desk.settings, desk.chain)) as first:
        line.lead(first)
        visit(page, line.address)
        ask(page, QUESTION)
        begin(page, SLOW)
        expect(stop).to_be_visible()
        line.cut()
        expect(told).to_contain_text("cannot be reached")
        expect(told).to_contain_text("The answer was broken off")
        expect(stop).to_be_hidden()  # There is nobody to be stopped.
        with serving(create_app(desk.settings, desk.chain)) as second:
            line.lead(second)
            expect(told).to_contain_text("has forgotten this conversation")
            expect(told).to_contain_text("its question is back in the box")
            page.wait_for_timeout(5000)  # Gradio looks every two seconds whether there is a server.
            expect(page.locator("#chat .user-row")).to_have_count(2)
            page.get_by_role("button", name="Copy all").click()
            expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
            assert "3 May 1884" in page.evaluate("navigator.clipboard.readText()")
            page.locator(CHIP).first.click()
            expect(page.locator("#fn-live")).to_contain_text("has forgotten this conversation")
            page.get_by_role("button", name="New chat", exact=True).click()
            expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone")
            expect(page.locator("#ask textarea")).to_have_value(SLOW)
            ask(page, QUESTION)
            context.close()


@pytest.mark.slow
def test_an_answer_whose_line_was_cut_is_there_again_with_the_conversation(browser: Browser, desk: Desk) -> None:
    from ui.chat.app import create_app

    line = Line()
    page = browser.new_page()
    with closing(line), serving(create_app(desk.settings, desk.chain)) as address:
        line.lead(address)
        visit(page, line.address)
        ask(page, QUESTION)
        begin(page, SLOW)
        line.cut()
        expect(page.locator("#fn-told")).to_contain_text("cannot be reached")
        line.lead(address)
        expect(page.locator("#fn-told")).to_have_count(0)
        expect(page.locator("#chat .user-row")).to_have_count(2)
        expect(page.locator("#chat")).to_contain_text("The connection was lost")
        ask(page, QUESTION)
        page.close()


@pytest.mark.slow
def test_files_that_are_added_while_the_server_is_away_are_not_sent(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    from ui.chat.app import create_app

    file = tmp_path / "quoll.txt"
    file.write_text("The quoll hunts at night.")
    with serving(create_app(desk.settings, desk.chain)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        visit(page, address)
        tab(page, "Documents")
        expect(page.locator(".document")).to_have_count(1)
    page.set_input_files("#files input[type=file]", str(file))
    expect(page.locator("#fn-told")).to_have_text(re.compile("^Footnote cannot be reached"))
    page.wait_for_timeout(500)
    assert page.locator(".toast-body").count() == 0
    expect(page.locator("#files input[type=file]")).to_have_count(1)
    port = int(address.rsplit(":", 1)[1])
    with serving(create_app(desk.settings, desk.chain), port):
        visit(page, address)
        tab(page, "Documents")
        page.set_input_files("#files input[type=file]", str(file))
        expect(page.locator(".reports li")).to_have_text("quoll.txt Added")
        page.close()


@pytest.mark.slow
def test_files_that_break_off_on_their_way_are_told_of(browser: Browser, desk: Desk, tmp_path: Path) -> None:
    from ui.chat.app import create_app

    file, small = tmp_path / "wombat.txt", tmp_path / "numbat.txt"
    file.write_text("The wombat digs at night.\n" * 100_000)
    small.write_text("The numbat eats termites.")
    with serving(create_app(desk.settings, desk.chain)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        visit(page, address)
        tab(page, "Documents")
        expect(page.locator(".document").first).to_be_visible()
        height = page.locator("#files").bounding_box()["height"]  # type: ignore[index]
        network = page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", slow)
        page.set_input_files("#files input[type=file]", [str(file), str(small)])
        # How far that is, and nothing else, stands where files are chosen.
        expect(page.locator("#files .uploading")).to_be_visible()
        assert page.locator("#files").bounding_box()["height"] == height  # type: ignore[index]
        said = page.locator("#files .progress").evaluate("node => getComputedStyle(node, '::before').content")
        assert said in ("none", "normal")
    expect(page.locator(".reports li")).to_have_text(
        [f"{name} Not added: It did not arrive in full. Add it again." for name in ("wombat.txt", "numbat.txt")]
    )
    expect(page.locator("#fn-told")).to_have_text(re.compile("^Footnote cannot be reached"))
    expect(page.locator(".toast-body:visible")).to_have_count(0)
    expect(page.locator("#files .error")).to_have_count(0)
    network.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    with serving(create_app(desk.settings, desk.chain), int(address.rsplit(":", 1)[1])):
        expect(page.locator("#fn-told")).to_be_empty(timeout=15_000)
        expect(page.locator(".reports li")).to_have_count(2)
        page.set_input_files("#files input[type=file]", str(small))
        expect(page.locator(".reports li")).to_have_text("numbat.txt Added", timeout=30_000)
        page.close()


@pytest.mark.slow
def test_a_conversation_that_was_forgotten_meanwhile_says_so(open_page: Callable[..., Page], desk: Desk) -> None:
    actions = Actions(desk.chain, desk.settings, Conversations(limit=1))
    with serving(page_app(actions)) as address:
        page, other = open_page(address), open_page(address)
        ask(page, QUESTION)
        for question in (QUESTION, FOLLOW_UP):
            ask(other, question)
        page.fill("#ask textarea", FOLLOW_UP)
        page.press("#ask textarea", "Enter")
        expect(page.locator("#fn-told")).to_contain_text("Footnote keeps only the latest conversations")
        # What stands there can still be copied, and nothing that was written is lost.
        expect(page.locator("#chat .user-row")).to_have_count(1)
        expect(page.locator("#chat .fn-meta")).to_have_count(1)
        expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
        expect(page.locator("#ask [data-testid=submit-button]")).to_be_visible()
        page.get_by_role("button", name="Go on in a new chat").click()
        expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone")
        expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
        ask(page, QUESTION)
        ask(page, FOLLOW_UP)
        expect(page.locator("#chat .user-row")).to_have_count(2)
