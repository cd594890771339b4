"""The chat page for those who see nothing of it, or have no mouse: what is read out, and where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browsing import CHIP, NEEDS_BROWSER, SLOW_ESSAY, ask, tab, upload
from desk import QUESTION
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

# Everything that is read out by itself, from here on.
READ_OUT = """() => { window.readOut = [];
for (const node of document.querySelectorAll("[role=log], [role=status], [role=alert]")) {
  if (node.ariaLive === "off") continue;
  new MutationObserver((all) => {
    for (const added of all.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (added.textContent.trim()) readOut.push(added.textContent);
    }
  }).observe(node, { childList: true, subtree: true });
} }"""


def test_an_answer_is_read_out_once_and_whole_when_it_is_there(model_page: Page) -> None:
    model_page.evaluate(READ_OUT)
    ask(model_page, QUESTION)
    expect(model_page.locator("#fn-heard")).to_contain_text("4 sentences: 1 supported")
    *before, heard = model_page.evaluate("readOut")
    assert before in ([], ["An answer is on its way. Escape stops it."])
    assert heard.startswith("The pier was opened on 3 May 1884 (footnote 1). The storm destroyed 78 % of the decking")
    assert "(footnote 2).\xa0(not supported) About 240,000 people" in heard
    assert "Copy with footnotes" not in heard


def test_whoever_waits_for_an_answer_hears_of_it_and_how_to_stop(model_page: Page) -> None:
    model_page.evaluate(READ_OUT)
    model_page.fill("#ask textarea", SLOW_ESSAY)
    model_page.press("#ask textarea", "Enter")
    model_page.press("#ask textarea", "Enter")  # Twice by mistake: the second one ends nothing.
    expect(model_page.locator("#fn-heard")).to_have_text("An answer is on its way. Escape stops it.")
    expect(model_page.get_by_role("button", name="Stop")).to_have_attribute("title", "Stop (Escape)")
    model_page.keyboard.press("Escape")
    expect(model_page.locator("#fn-heard")).to_contain_text("Stopped.")
    assert len(model_page.evaluate("readOut")) == 2


def test_whoever_asks_or_stops_by_a_button_goes_on_in_the_box(model_page: Page) -> None:
    box = model_page.get_by_role("textbox", name="Question")
    box.fill(SLOW_ESSAY)
    model_page.keyboard.press("Tab")
    expect(model_page.get_by_role("button", name="Ask")).to_be_focused()
    model_page.keyboard.press("Enter")
    expect(box).to_be_focused()
    stop = model_page.get_by_role("button", name="Stop")
    stop.focus()
    model_page.keyboard.press("Enter")
    expect(stop).to_have_count(0)
    expect(box).to_be_focused()
    model_page.locator("a[href^='#retry-']").press("Enter")
    expect(stop).to_have_count(1)
    expect(box).to_be_focused()
    model_page.keyboard.press("Escape")
    expect(stop).to_have_count(0)


def test_the_headings_of_a_document_are_headings_below_its_title(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    page.locator(CHIP).first.click()
    page.wait_for_selector("mark")
    assert page.locator(".sheet").get_by_role("heading", level=2).count() == 1
    assert page.locator(".page .text").get_by_role("heading", level=3).count() >= 1


def test_each_tab_names_what_it_opens(page: Page) -> None:
    for name in ("Documents", "Evidence"):
        tab(page, name)
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def test_escape_leads_from_a_document_back_to_its_place_in_the_list(page: Page) -> None:
    tab(page, "Documents")
    opened = page.locator(".document .open").first
    opened.press("Enter")
    expect(page.locator(".page")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened).to_be_focused()


def test_a_phone_leads_from_a_document_back_to_the_list(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.locator("#name a").tap()
    opened = page.locator(".document .open").first
    opened.tap()
    page.get_by_role("button", name="Back to the documents").tap()
    expect(opened).to_be_in_viewport()


def test_a_box_to_tick_shows_that_it_has_the_focus_and_is_dark_in_the_dark(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(color_scheme="dark")
    file = tmp_path / "numbat.txt"
    file.write_text("The numbat sleeps in hollow logs near Dryandra.")
    upload(page, file)
    page.locator("#files button").first.focus()
    while not page.evaluate("document.activeElement.matches('.choose')"):
        page.keyboard.press("Tab")
    outline = page.locator(".choose:focus").evaluate("node => getComputedStyle(node).outline")
    assert "solid 2px" in outline
    assert page.locator(".choose").first.evaluate("node => getComputedStyle(node).colorScheme") == "dark"
    page.locator(".document", has_text="numbat").get_by_role("button", name="Remove numbat").click()
    page.locator(".confirm .danger").click()
    expect(page.locator(".document", has_text="numbat")).to_have_count(0)


def test_with_widely_spaced_text_the_bar_of_the_evidence_fits_a_small_window(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    ask(page, "What does Putin want in Eastern Europe?")
    page.add_style_tag(content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }")
    page.locator(CHIP).first.click()
    expect(page.locator(".pane-bar .step").last).to_be_in_viewport(ratio=1)
