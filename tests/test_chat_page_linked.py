"""A link of an answer that is opened by itself, as from a bookmark: it leads to the quotation without the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, in_view, quoted, remove, tab, upload, visit
from desk import QUESTION, Desk
from playwright.sync_api import Browser, Page, expect
from serving import serving

pytestmark = NEEDS_BROWSER

FERRY = "The ferry of Skokholm takes twelve walkers. It leaves Martin's Haven at nine.\n"
ASKED = "How many walkers does the ferry of Skokholm take?"


@pytest.fixture
def ferry(page: Page, tmp_path: Path) -> Path:
    file = tmp_path / "ferry (summer) 100 %.txt"
    file.write_text(FERRY)
    upload(page, file)
    ask(page, ASKED)
    return file


def href(page: Page, link: str = CHIP) -> str:
    return page.locator(link).first.get_attribute("href") or ""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_footnote_opened_in_a_tab_of_its_own_shows_its_quotation(
    page: Page, open_page: Callable[..., Page], address: str, ferry: Path, width: int
) -> None:
    reader = open_page(f"{address}/{href(page)}", viewport={"width": width, "height": 844})
    assert quoted(reader) == "The ferry of Skokholm takes twelve walkers."
    expect(reader.locator("mark")).to_be_focused()
    assert in_view(reader, "mark")
    expect(reader.locator(".pane-bar .count")).to_have_text("Quoted by a footnote")
    expect(reader.locator(".sheet header .where")).to_contain_text("ferry (summer) 100 %.txt")
    # A reload leads there again; whoever asks goes on from there.
    reader.reload()
    assert quoted(reader) == "The ferry of Skokholm takes twelve walkers."
    ask(reader, "What does Moscow demand?")
    expect(reader.locator(".pane-bar .count")).to_contain_text("Footnote 1 of")
    assert "#" not in reader.url
    tab(page, "Documents")
    remove(page, "ferry (summer)")


def test_a_middle_click_opens_the_same_footnote(page: Page, ferry: Path) -> None:
    with page.context.expect_page() as opened:
        page.locator(CHIP).first.click(button="middle")
    assert quoted(opened.value) == "The ferry of Skokholm takes twelve walkers."
    opened.value.close()
    # In the tab that has the answer, the answer comes with it.
    page.evaluate("hash => { location.hash = hash }", href(page))
    expect(page.locator(".pane-bar .count")).to_contain_text("Footnote 1 of")
    expect(page.locator("mark")).to_be_focused()
    tab(page, "Documents")
    remove(page, "ferry (summer)")


def test_a_link_says_that_its_document_has_changed_or_is_gone(
    page: Page, open_page: Callable[..., Page], address: str, ferry: Path
) -> None:
    link = f"{address}/{href(page)}"
    ferry.write_text("The ferry of Skokholm does not sail any more.\n")
    upload(page, ferry)
    expect(page.locator(".reports li")).to_contain_text("Updated")
    reader = open_page(link)
    told = reader.locator("p.pane-empty")
    expect(told).to_contain_text("“ferry (summer) 100 %.txt” has changed since this footnote was made.")
    # Whoever listens is led to it.
    expect(told).to_be_focused()
    reader.get_by_role("button", name="Open the document as it is now").click()
    expect(reader.locator(".page .text")).to_contain_text("does not sail any more")
    remove(page, "ferry (summer)")
    later = open_page(link)
    expect(later.locator("p.pane-empty")).to_have_text("“ferry (summer) 100 %.txt” is no longer in the library.")


def test_a_nearest_passage_leads_there_too_and_nothing_is_quoted(
    page: Page, open_page: Callable[..., Page], address: str
) -> None:
    ask(page, "What is the airspeed of an unladen swallow on Mars?")
    near = page.locator("#chat a[href^='#near-']").first
    near.click()
    expect(page.locator(".page .passage").first).to_be_visible()
    reader = open_page(f"{address}/{near.get_attribute('href')}")
    expect(reader.locator(".pane-bar .count")).to_have_text("Near a question")
    expect(reader.locator("mark")).to_have_count(0)
    assert reader.locator(".page .passage").all_inner_texts() == page.locator(".page .passage").all_inner_texts()


def test_the_mark_of_a_sentence_in_doubt_leads_to_what_it_cites(
    open_page: Callable[..., Page], model_page: Page, model_address: str
) -> None:
    ask(model_page, QUESTION)
    reader = open_page(f"{model_address}/{href(model_page, '#chat .fn-verdict.unsupported')}")
    assert "3 May 1884" in quoted(reader) or "87 %" in quoted(reader)


@pytest.mark.parametrize("end", ["#cite-0a-1", "#claim-0a-2", "#copy-0a"])
def test_a_link_that_tells_no_place_says_where_its_answer_is(
    open_page: Callable[..., Page], address: str, end: str
) -> None:
    reader = open_page(f"{address}/{end}")
    expect(reader.locator("p.pane-empty")).to_have_text(
        "The answer that this link is of is not in this tab. Open it where it was asked, or ask again."
    )


@pytest.mark.parametrize("place", ["9-2", "0-99999999999999", "999999999-1e9", "", "x"])
def test_a_link_that_was_damaged_opens_the_document(
    page: Page, open_page: Callable[..., Page], address: str, place: str
) -> None:
    ask(page, "What does Moscow demand?")
    document = href(page).split("/")[1]
    reader = open_page(f"{address}/#cite-0a-1/{document}/{place}/%E0%A4%A")
    expect(reader.locator(".sheet h2")).to_contain_text("How the Kremlin Is Using")


def test_a_link_outlives_the_server_that_answered(browser: Browser, desk: Desk) -> None:
    from ui.chat.app import create_app

    page = browser.new_page()
    with serving(create_app(desk.settings, desk.chain)) as address:
        visit(page, address)
        ask(page, QUESTION)
        link = href(page)
        words = quoted(page)
    page.close()
    later = browser.new_page()
    with serving(create_app(desk.settings, desk.chain)) as address:
        visit(later, f"{address}/{link}")
        assert quoted(later) == words
        later.close()
