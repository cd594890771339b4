"""Files that are dropped on the chat page, wherever on it, and where that is told of."""

from __future__ import annotations

from pathlib import Path

from browsing import NEEDS_BROWSER, in_view, remove, tab, upload
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

# One file over a part of the page: held there, or dropped. Whether the browser is kept from opening it.
FILE = """(target, [name, text, what]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  return !target.dispatchEvent(new DragEvent(what, { dataTransfer, bubbles: true, cancelable: true }));
}"""
BANDICOOT = ["bandicoot.txt", "The bandicoot digs for beetles."]


def drop(page: Page, name: str, text: str) -> None:
    assert page.locator("#chat").evaluate(FILE, [name, text, "drop"])


def test_a_file_that_is_dropped_on_the_conversation_is_added(page: Page) -> None:
    assert page.locator("#chat").evaluate(FILE, [*BANDICOOT, "dragover"])
    drop(page, *BANDICOOT)
    expect(page.locator(".reports li")).to_have_text("bandicoot.txt Added", timeout=30_000)
    remove(page, "bandicoot")


def test_while_a_file_is_held_over_the_page_it_says_what_a_drop_does(page: Page) -> None:
    said = "() => getComputedStyle(document.body, '::after').content"
    assert page.evaluate(said) == "none"
    page.locator("#chat").evaluate(FILE, [*BANDICOOT, "dragover"])
    assert page.evaluate(said) == '"Drop to add to your documents"'
    # The browser asks for as long as it is held there; whoever leaves with it is not told of.
    page.wait_for_function(f"() => ({said})() === 'none'")


def test_a_file_that_is_dropped_while_others_are_sent_is_told_of(page: Page) -> None:
    page.get_by_role("tab", name="Documents").click()
    expect(page.locator("#files button").first).to_be_visible()
    # While files are sent, Gradio shows how far that is, and takes its field away.
    page.evaluate('() => document.querySelectorAll("#files button, #files input").forEach((node) => node.remove())')
    assert page.locator("#files").evaluate(FILE, [*BANDICOOT, "drop"])
    expect(page.locator("#fn-live")).to_contain_text("Other files are being sent.", timeout=15_000)


def test_what_became_of_a_dropped_file_is_in_view_whatever_was_before(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"heron {number:02}.txt" for number in range(14)]
    for number, file in enumerate(files):
        file.write_text(f"Heron number {number} was ringed at Marlow.")
    upload(page, *files)
    page.locator(".document").last.scroll_into_view_if_needed()
    expect(page.locator(".reports")).not_to_be_in_viewport()
    drop(page, "junk.bin", "\0\1")
    expect(page.locator(".reports li.bad")).to_contain_text("junk.bin", timeout=30_000)
    assert in_view(page, ".reports")
    tab(page, "Evidence")
    drop(page, "heron 14.txt", "Heron number 14 was ringed at Marlow.")
    expect(page.locator(".reports li", has_text="heron 14.txt Added")).to_have_count(1, timeout=30_000)
    assert in_view(page, ".reports")
    for number in range(15):
        remove(page, f"heron {number:02}")
