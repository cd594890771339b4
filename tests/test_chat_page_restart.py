"""The chat page while its server goes away and another comes: what is asked and what was answered."""

from __future__ import annotations

import re
import socket

from browsing import CHIP, NEEDS_BROWSER, SLOW, ask, begin, tab, visit
from desk import FOLLOW_UP, QUESTION, Desk
from playwright.sync_api import Browser, expect
from serving import serving

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
