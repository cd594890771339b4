"""What a reader takes away from the chat page by copying, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import NEEDS_BROWSER, ask, hold_back, out_of_reach
from desk import FOLLOW_UP, QUESTION
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

CLIPBOARD = ["clipboard-read", "clipboard-write"]
RICH = """async () => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType("text/html")).text();
}"""


def test_what_is_selected_and_copied_keeps_its_figures(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, permissions=CLIPBOARD)
    ask(page, QUESTION)
    page.locator("#chat .bot-row p").first.evaluate("node => getSelection().selectAllChildren(node)")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "The pier was opened on 3 May 1884 [1]. The storm destroyed 78 % of the decking [2].\u00a0(not supported) "
        "About 240,000 people visit it a year [3].\u00a0(not supported) (better: 4) "
        "It is the finest pier in England.\u00a0(no footnote)"
    )
    assert "<strong>78 %</strong> of the decking" in page.evaluate(RICH)
    assert page.locator(".fn-excerpt").count() == 0


def test_a_selection_that_ends_in_a_footnote_has_the_whole_of_it(
    open_page: Callable[..., Page], model_address: str
) -> None:
    page = open_page(model_address, permissions=CLIPBOARD)
    ask(page, QUESTION)
    page.evaluate(
        """() => {
          const chip = document.querySelector("#chat a[href^='#cite-']");
          const words = chip.parentElement.firstChild;
          getSelection().setBaseAndExtent(words, words.data.indexOf("1884"), chip.firstChild, chip.textContent.length);
        }"""
    )
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "1884 [1]"


@pytest.mark.slow
def test_of_two_answers_the_one_chosen_last_is_copied(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, permissions=CLIPBOARD)
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    first, second = page.locator("#chat a[href^='#copy-']").all()
    release = hold_back(page)
    first.click()
    page.wait_for_function("() => window.heldBack")
    second.click()
    expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
    release()
    assert page.evaluate("navigator.clipboard.readText()").startswith(FOLLOW_UP)


def test_what_the_browser_does_not_copy_is_there_to_be_copied_by_hand(page: Page) -> None:
    page.evaluate(
        """() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        }"""
    )
    ask(page, "What does Putin want in Eastern Europe?")
    page.locator("#chat a[href^='#copy-']").click()
    field = page.get_by_label("The browser did not let the page copy.")
    expect(field).to_be_focused()
    assert field.input_value().startswith("What does Putin want in Eastern Europe?\n\n")
    assert page.evaluate("getSelection().toString()").startswith("What does Putin want")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


def test_bold_words_are_copied_as_such_and_as_plain_words(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, permissions=CLIPBOARD)
    ask(page, QUESTION)
    page.locator("#chat a[href^='#copy-']").click()
    expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "The storm destroyed 78 % of the decking [2]." in copied
    assert "In doubt: “The storm destroyed 78 % of the decking [2].” not supported (87 %" in copied
    assert "<strong>78 %</strong> of the decking [2]" in page.evaluate(RICH)


def test_without_its_server_a_page_copies_what_it_has(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, permissions=CLIPBOARD)
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    out_of_reach(page)()
    page.locator("#chat a[href^='#copy-']").last.click()
    expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(FOLLOW_UP)
    assert "The repairs took eleven years [1]." in copied
    quote = "The repairs of the pier took eleven years and cost 2.3 million pounds."
    assert copied.endswith(f"[1] “{quote}” (The pier of Marlow Bay, The storm)\n")
    assert "Edit" not in copied
    page.click("#copy-all")
    page.wait_for_function(
        "start => navigator.clipboard.readText().then((text) => text.startsWith(start))", arg=QUESTION
    )


def test_the_older_way_of_copying_leaves_the_focus_where_it_was(page: Page) -> None:
    page.evaluate('() => Object.defineProperty(navigator, "clipboard", { value: undefined })')
    ask(page, "What does Putin want in Eastern Europe?")
    link = page.locator("#chat a[href^='#copy-']")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
    expect(link).to_be_focused()
