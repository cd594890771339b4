"""Files that are dropped on the chat page, wherever on it, where that is told of, and what cannot be sent."""

from __future__ import annotations

from pathlib import Path

import pytest
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


def drop_paths(page: Page, target: str, *paths: Path) -> None:
    """As the browser does that has them from the desk: it knows a folder as one."""
    box = page.locator(target).first.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for what in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": what, **at, "data": data})


@pytest.mark.parametrize("target", ["#files button", "#chat"])
def test_a_folder_is_left_out_and_the_files_beside_it_are_added(page: Page, tmp_path: Path, target: str) -> None:
    folder, file = tmp_path / "logs", tmp_path / "bilby.txt"
    folder.mkdir()
    file.write_text("The bilby digs burrows near Birdsville.")
    tab(page, "Documents")
    drop_paths(page, target, folder, file)
    expect(page.locator(".reports li")).to_have_text(
        ["bilby.txt Added", "logs Not added: It is a folder. Add the files that are in it."], timeout=30_000
    )
    assert page.locator(".toast-body").count() == 0
    # The field takes what comes next.
    file.write_text("The bilby digs burrows near Boulia.")
    upload(page, file)
    expect(page.locator(".reports li")).to_contain_text("bilby.txt Updated")
    remove(page, "bilby")


def test_a_file_whose_name_begins_with_a_dot_costs_no_other_file(page: Page, tmp_path: Path) -> None:
    hidden, file = tmp_path / ".hidden.md", tmp_path / "bettong.txt"
    for one in (hidden, file):
        one.write_text("The bettong digs for truffles at night.")
    tab(page, "Documents")
    for _ in range(2):  # Chosen again, it is told of again.
        page.set_input_files("#files input[type=file]", str(hidden))
        expect(page.locator(".reports li")).to_have_text(
            ".hidden.md Not added: Its name begins with a dot. Rename it, then add it again."
        )
        page.locator(".told .quiet").click()
    page.set_input_files("#files input[type=file]", [str(hidden), str(file)])
    expect(page.locator(".reports li")).to_have_text(
        ["bettong.txt Added", ".hidden.md Not added: Its name begins with a dot. Rename it, then add it again."],
        timeout=30_000,
    )
    remove(page, "bettong")


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


@pytest.mark.slow
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
