"""The Documents tab over more documents than a browser draws at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import NEEDS_BROWSER, VIEWPORT, ask, tab, visit
from playwright.sync_api import Browser, Page, expect
from serving import serving

from rag.settings import Settings
from rag.wiring import open_chain

pytestmark = NEEDS_BROWSER

COUNT = 230


@pytest.fixture(scope="module")
def address_of_many(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over a library of so many."""
    from ui.chat.app import create_app

    folder = tmp_path_factory.mktemp("logs")
    for number in range(1, COUNT + 1):
        (folder / f"log-{number:03}.txt").write_text(f"On day {number} the buoy of Marlow Bay was painted.")
    settings = Settings(home=new_home(), answerer="extractive")
    with open_chain(settings) as chain:
        chain.library.add([folder])
        with serving(create_app(settings, chain)) as address:
            yield address


@pytest.fixture
def page(browser: Browser, address_of_many: str) -> Iterator[Page]:
    page = browser.new_page(viewport=VIEWPORT)
    visit(page, address_of_many)
    yield page
    page.close()


def test_more_rows_are_drawn_as_the_reader_nears_their_end(page: Page) -> None:
    tab(page, "Documents")
    expect(page.locator("#shelf-root h2")).to_have_text(f"{COUNT} documents")
    expect(page.locator(".document")).to_have_count(200)
    page.locator(".document").last.scroll_into_view_if_needed()
    expect(page.locator(".document")).to_have_count(COUNT)
    expect(page.locator(".document .where").last).to_contain_text(f"log-{COUNT}.txt")
    expect(page.get_by_role("button", name="Show", exact=False)).to_have_count(0)


def test_what_is_not_drawn_yet_is_found_chosen_and_asked(page: Page) -> None:
    tab(page, "Documents")
    expect(page.locator(".document")).to_have_count(200)
    page.get_by_label("Find a document").fill("log-22")
    expect(page.locator("#shelf-root h2")).to_have_text(f"10 of {COUNT} documents")
    for number in range(220, 230):
        expect(page.locator(".document", has_text=f"log-{number}.txt")).to_have_count(1)
    page.get_by_role("button", name="Ask only these 10").click()
    expect(page.locator("#fn-scope")).to_contain_text("Asking only 10 documents")
    # Drawn anew, each row still knows whether it is chosen.
    page.get_by_label("Find a document").fill("")
    expect(page.locator(".document")).to_have_count(200)
    assert page.locator(".choose:checked").count() == 0
    page.locator(".document").last.scroll_into_view_if_needed()
    expect(page.locator(".choose:checked")).to_have_count(10)
    ask(page, "What was painted on day 225?")
    expect(page.locator("#chat .bot-row").last).to_contain_text("On day 225 the buoy of Marlow Bay was painted.")
    page.reload()
    expect(page.locator("#fn-scope")).to_contain_text("Asking only 10 documents")
