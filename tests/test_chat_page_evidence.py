"""Between an answer and its evidence, in a real browser: what a footnote tells before it is opened, and ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, remove, tab, upload
from desk import FOLLOW_UP, QUESTION
from playwright.sync_api import Page, expect
from printed import placed

pytestmark = NEEDS_BROWSER

DECKING = "“In January 1953 a storm destroyed 87 % of the decking.” (The pier of Marlow Bay, The storm)"
# Whether a press so far from the middle of what is found still counts for it.
REACHES = """(node, far) => { const box = node.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2 + far);
  return hit === node || node.contains(hit) || [...(node.labels ?? [])].includes(hit); }"""


def test_a_footnote_shows_its_quotation_before_it_is_opened(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    chip, tip = page.locator(CHIP).nth(1), page.locator("#fn-tip")
    expect(chip).to_have_attribute("aria-label", "Footnote 2")
    expect(chip).to_have_attribute("aria-description", DECKING)
    chip.hover()
    expect(tip).to_be_visible()
    expect(tip).to_have_text(DECKING)
    # The words that it is about stay in view: they end at the chip.
    words, shown = chip.bounding_box(), tip.bounding_box()
    assert words and shown and shown["y"] >= words["y"] + words["height"]
    # Who goes on to the words themselves, to read them closer or copy them, keeps them.
    page.mouse.move(shown["x"] + 20, shown["y"] + shown["height"] / 2, steps=6)
    page.wait_for_timeout(600)
    expect(tip).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    page.locator("#chat .fn-better").focus()
    expect(tip).to_contain_text("“It is visited by about 240,000 people a year.”")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    chip.hover()
    expect(tip).to_be_visible()
    chip.click()
    expect(tip).to_be_hidden()
    # Also where a Tab has to scroll to it.
    ask(page, FOLLOW_UP)
    page.set_viewport_size({"width": 1280, "height": 420})
    page.get_by_role("button", name="New chat").focus()
    page.locator("#chat .panel-wrap").evaluate("node => { node.scrollTop = node.scrollHeight; }")
    expect(page.locator(CHIP).first).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(CHIP).first).to_be_focused()
    expect(tip).to_contain_text("“The pier of Marlow Bay was opened on 3 May 1884.”")
    expect(tip).to_be_visible()


def test_a_nearest_passage_shows_its_words_before_it_is_opened(page: Page) -> None:
    ask(page, "How do I bake sourdough bread with rye flour?")
    near = page.locator("#chat a[href^='#near-']").first
    told = near.get_attribute("aria-description")
    near.focus()
    expect(page.locator("#fn-tip")).to_have_text(told or "there is none")


def test_on_paper_an_answer_in_other_words_has_its_quotations(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    lines = (page.locator(".fn-sources").text_content() or "").splitlines()
    assert lines[1] == f"[2] {DECKING}"
    # Also of the footnote that would be better.
    assert [line[:3] for line in lines] == ["[1]", "[2]", "[3]", "[4]"]


def test_arrows_lead_to_the_footnotes_beside_the_one_that_is_read(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).nth(1).focus()
    page.keyboard.press("Enter")
    count, words = page.locator(".pane-bar .count"), page.locator("mark")
    expect(words).to_be_focused()
    for key, number in (("ArrowRight", 3), ("ArrowRight", 4), ("ArrowRight", 4), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        expect(count).to_have_text(f"Footnote {number} of 4")
        expect(words).to_be_focused()
    forward = page.get_by_role("button", name="Next footnote")
    expect(forward).to_have_attribute("title", "Next footnote (→)")
    forward.focus()
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("Footnote 4 of 4")
    expect(page.get_by_role("button", name="Previous footnote")).to_be_focused()


@pytest.mark.slow
def test_escape_leads_to_the_footnote_that_is_shown_however_it_came(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pane-bar .count")).to_have_text("Footnote 2 of 4")
    page.keyboard.press("Escape")
    expect(page.locator(CHIP).nth(1)).to_be_focused()
    # The evidence of this one came by itself.
    ask(page, FOLLOW_UP)
    last = page.locator("#chat .bot-row").last.locator("a[href^='#cite-']")
    for _ in range(2):
        page.locator(".note").last.focus()
        page.keyboard.press("Escape")
        expect(last).to_be_focused()
        page.reload()
        page.wait_for_selector("#pane mark")


def test_in_a_conversation_the_evidence_says_which_question_it_is_for_and_leads_there(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    asked = page.locator(".pane-bar .asked")
    expect(asked).to_be_hidden()
    for _ in range(4):
        ask(page, FOLLOW_UP)
    expect(asked).to_have_text(FOLLOW_UP)
    page.locator(CHIP).nth(1).evaluate("node => node.click()")
    expect(asked).to_have_text(QUESTION)
    # After a reload it is still open, and its answer far above what the chat shows.
    page.reload()
    page.wait_for_selector("#pane mark")
    page.locator("#chat .panel-wrap").evaluate("node => { node.scrollTop = node.scrollHeight; }")
    expect(page.locator(CHIP).nth(1)).not_to_be_in_viewport()
    asked.click()
    expect(page.locator(CHIP).nth(1)).to_be_focused()
    expect(page.locator(CHIP).nth(1)).to_be_in_viewport()
    # A long question leaves the steps their room.
    ask(page, f"{QUESTION} " * 12)
    expect(asked).to_contain_text(f"{QUESTION} {QUESTION}")
    for step in page.locator(".pane-bar .step").all():
        box = step.bounding_box()
        assert box and box["width"] == 32


@pytest.mark.slow
def test_past_a_removed_document_the_other_footnotes_can_be_read(page: Page, tmp_path: Path) -> None:
    for name, said in (("curlew", "The curlew nests on the marsh"), ("dotterel", "The dotterel nests on the fell")):
        (tmp_path / f"{name}.txt").write_text(f"{said} in June.")
    upload(page, tmp_path / "curlew.txt", tmp_path / "dotterel.txt")
    ask(page, "Where does the curlew nest, and where does the dotterel nest?")
    count = page.locator(".pane-bar .count")
    expect(count).to_have_text("Footnote 1 of 2")
    tab(page, "Documents")
    remove(page, "dotterel")
    tab(page, "Evidence")
    page.locator(CHIP).nth(1).click()
    expect(page.locator("p.pane-empty")).to_have_text("This document has been removed from the library.")
    expect(count).to_have_text("Footnote 2 of 2")
    page.get_by_role("button", name="Previous footnote").click()
    expect(page.locator("mark")).to_have_text("The curlew nests on the marsh in June.")
    tab(page, "Documents")
    remove(page, "curlew")


def test_a_quotation_is_listed_as_it_is_read_and_shown_as_it_is_written(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "moorings.md"
    file.write_text(
        "# Moorings\n\nA mooring costs **90 crowns** a year.\n\n| Berth | Keeper |\n|---|---|\n| 7 | Ivar Holt |\n"
    )
    upload(page, file)
    quote = page.locator(".note[aria-current] .quote")
    ask(page, "What does a mooring cost a year?")
    expect(quote).to_have_text("“A mooring costs 90 crowns a year.”")
    expect(page.locator(".note[aria-current] .verdict")).to_have_text("verbatim quotation")
    assert page.locator("mark").text_content() == "A mooring costs **90 crowns** a year."
    ask(page, "Who is the keeper of berth 7?")
    expect(quote).to_have_text("“7 · Ivar Holt”")
    tab(page, "Documents")
    remove(page, "Moorings")


def test_what_is_only_there_to_be_pressed_is_not_slanted_as_what_is_said(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    expect(page.locator(".fn-understood span")).to_have_css("font-style", "italic")
    expect(page.locator(".fn-understood a")).to_have_css("font-style", "normal")


def test_how_a_question_was_understood_can_be_read_while_it_is_edited(
    open_page: Callable[..., Page], model_address: str
) -> None:
    page = open_page(model_address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    page.locator("#chat a[href^='#edit-']").click()
    field = page.get_by_label("Understood as")
    cut = "node => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1"
    page.wait_for_function("() => document.querySelector('.fn-form textarea').style.height")
    assert not field.evaluate(cut)
    low = field.bounding_box()
    field.fill(f"{QUESTION} " * 3)
    high = field.bounding_box()
    assert low and high and high["height"] > low["height"] > 40
    expect(page.get_by_role("button", name="Ask again")).to_be_in_viewport(ratio=1)
    assert not field.evaluate(cut)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .user-row")).to_have_count(3)


def test_small_things_are_hit_within_twelve_pixels_of_their_middle(page: Page, tmp_path: Path) -> None:
    (tmp_path / "siskin.txt").write_text("The siskin eats the seeds of the alder.")
    upload(page, tmp_path / "siskin.txt")
    choice = page.locator(".choose").first
    choice.check()
    for small in (choice, page.get_by_role("button", name="Ask all")):
        for far in (-12, 12):
            assert small.evaluate(REACHES, far)
    page.get_by_role("button", name="Ask all").click()
    remove(page, "siskin")


def test_the_empty_chat_tells_what_there_is_to_ask_and_leads_to_more(page: Page, tmp_path: Path) -> None:
    held = page.locator("#chat .placeholder ul + p")
    expect(held).to_have_text(
        "In your library: “How the Kremlin Is Using Trump’s Turn in Russia Policy”. Add documents"
    )
    held.get_by_role("link").click()
    expect(page.locator("#files button")).to_be_visible()
    names = ("shelduck", "gadwall")
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"The {name} is a duck.")
    upload(page, *(tmp_path / f"{name}.txt" for name in names))
    expect(held).to_have_text("In your library: 3 documents. Add documents")
    for name in names:
        remove(page, name)


@pytest.mark.parametrize(
    ("touch", "said"), [(True, "Choose documents"), (False, "Drop documents here, or choose them")]
)
def test_nobody_is_asked_to_drop_a_file_with_a_finger(open_page: Callable[..., Page], touch: bool, said: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=touch, is_mobile=touch)
    page.locator("#name a").click()
    expect(page.locator("#files button")).to_have_attribute("aria-label", said)
    words = "() => getComputedStyle(document.querySelector('#files .wrap'), '::before').content"
    assert page.evaluate(words) == f'"{said}"'


def test_a_page_that_begins_within_a_word_is_shown_behind_it(page: Page, tmp_path: Path) -> None:
    first = [
        "The turbidity of the water off Whalsay was measured with sen-",
        "sors on eleven masts. Each of them had a battery and a trans-",
        "mitter of its own, and the signal of the turbidity was then fil-",
    ]
    second = ["tered at a twentieth of a hertz before it was stored. Masts that", "leaned were left out."]
    pieces = [[(60.0, float(line), text) for line, text in enumerate(lines)] for lines in (first, second)]
    file = tmp_path / "whalsay.pdf"
    file.write_bytes(placed(*pieces))
    upload(page, file)
    ask(page, "How was the signal of the turbidity off Whalsay filtered?")
    page.locator(CHIP).first.click()
    words = page.locator(".page .text")
    expect(words).to_contain_text("was then filtered at a twentieth of a hertz")
    expect(page.locator(".page-break")).to_have_attribute("data-page", "Page 2")
    # The word stands whole above the line that parts the pages.
    assert "was then filtered" in words.inner_text()
    tab(page, "Documents")
    remove(page, "whalsay")


def test_what_the_keyboard_led_to_covers_nothing_that_is_pointed_at(page: Page) -> None:
    ask(page, "What does Moscow demand?")
    page.locator(CHIP).last.click()
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("Escape")
    tip = page.locator("#fn-tip")
    expect(tip).to_be_visible()
    page.mouse.move(300, 300)
    page.mouse.move(300, 310)
    expect(tip).to_be_hidden()
    # By keyboard it is there again.
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()


def test_footnotes_on_several_pages_tell_theirs(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "bridge.pdf"
    pages = (
        [(50, 1, "The swing bridge at Sutton was built in 1897 by Noah Reed.")],
        [(50, 1, "The swing bridge at Sutton was painted green in 1931.")],
    )
    file.write_bytes(placed(*pages))
    upload(page, file)
    ask(page, "When was the swing bridge at Sutton built, and when was it painted?")
    page.locator(CHIP).first.click()
    wheres = page.locator(".note .where")
    expect(wheres).to_have_count(2)
    for where, number in zip(wheres.all(), (1, 2), strict=True):
        expect(where).to_be_visible()
        expect(where).to_contain_text(f"p. {number}")
    tab(page, "Documents")
    remove(page, "bridge")


def test_of_many_footnotes_the_one_that_is_open_is_in_view(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "kit.md"
    kit = "\n".join(
        f"- A {thing} of the Rona expedition." for thing in "rope tent stove lamp axe map flag kite".split()
    )
    file.write_text(f"# Kit of the Rona expedition\n\nThe kit of the Rona expedition is:\n\n{kit}\n")
    upload(page, file)
    page.set_viewport_size({"width": 1280, "height": 600})
    ask(page, "List the kit of the Rona expedition.")
    assert page.locator(CHIP).count() > 6
    page.locator(CHIP).last.click()
    expect(page.locator("mark")).to_be_focused()
    expect(page.locator(".note[aria-current]")).to_be_in_viewport(ratio=1)
    tab(page, "Documents")
    remove(page, "Kit of the Rona")
