"""The chat page in a real browser, on a real server: questions, answers, footnotes, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, in_view, quoted, reload_at_once, slow_at_first
from playwright.sync_api import Page, expect

from rag.types import REFUSAL

pytestmark = NEEDS_BROWSER


def test_an_answer_carries_footnotes_that_open_the_exact_quotation(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    chips = page.locator(CHIP)
    assert chips.count() >= 1
    answer = page.locator("#chat .bot-row").last.inner_text()
    for index in range(chips.count()):
        chips.nth(index).click()
        expect(page.locator(".note[aria-current] .number")).to_have_text(str(index + 1))
        quote = quoted(page)
        assert " ".join(quote.split()) in " ".join(answer.split())
        assert page.locator(".note[aria-current] .quote").inner_text().strip("“”") == " ".join(quote.split())
        assert in_view(page, "mark")
        assert page.locator(".note[aria-current] .verdict").inner_text().endswith("verbatim quotation")
    assert re.search(r"\d quotations? from 1 document · word for word, not written by AI · [\d.]+ s", answer)
    assert "extractive" in (page.locator(".fn-facts").get_attribute("title") or "")


def test_a_chip_is_reached_and_opened_by_keyboard_alone(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    chip = page.locator(CHIP).first
    assert chip.get_attribute("aria-label") == "Footnote 1"
    page.locator(CHIP).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#pane') !== null")


def test_whoever_steps_through_the_footnotes_can_go_on(page: Page) -> None:
    ask(page, "Give me an outline of the article")
    page.locator(CHIP).nth(2).click()
    expect(page.locator(".pane-bar .count")).to_have_text(re.compile("Footnote 3 of"))
    back = page.get_by_role("button", name="Previous footnote")
    back.focus()
    for number in (2, 1):
        page.keyboard.press("Enter")
        expect(page.locator(".pane-bar .count")).to_have_text(re.compile(f"Footnote {number} of"))
        expect(back if number > 1 else page.get_by_role("button", name="Next footnote")).to_be_focused()
    expect(page.locator("mark")).to_be_in_viewport()


def test_a_step_that_is_taken_before_the_footnote_is_in_view_keeps_the_focus(page: Page) -> None:
    ask(page, "Give me an outline of the article")
    page.evaluate(
        """() => { const seen = new MutationObserver(() => {
            if (!/Footnote 3 of/.test(document.querySelector(".pane-bar .count")?.textContent)) return;
            seen.disconnect();
            document.querySelector(".pane-bar .step").click();
        }); seen.observe(document.querySelector("#pane-root"), { childList: true }); }"""
    )
    page.locator(CHIP).nth(2).click()
    expect(page.locator(".pane-bar .count")).to_have_text(re.compile("Footnote 2 of"))
    expect(page.get_by_role("button", name="Previous footnote")).to_be_focused()


def test_whoever_types_the_next_question_is_not_called_to_the_evidence(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    last = page.locator(CHIP).last
    page.locator("#pane mark").evaluate("node => node.remove()")
    slow_at_first(page)
    last.click()
    page.click("#ask textarea")
    page.keyboard.type("And what ")
    page.wait_for_selector("#pane mark")
    page.wait_for_timeout(200)
    page.keyboard.type("of Trump?")
    expect(page.locator("#ask textarea")).to_have_value("And what of Trump?")
    expect(page.locator("#ask textarea")).to_be_focused()


def test_the_box_keeps_the_focus_that_it_got_before_the_evidence_was_asked_for(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    page.locator("#pane mark").evaluate("node => node.remove()")
    # The tab opens first, which takes two frames; here the reader is in the box before that.
    page.evaluate(
        """(selector) => {
          const chip = [...document.querySelectorAll(selector)].at(-1);
          chip.focus();
          chip.click();
          document.querySelector("#ask textarea").focus();
        }""",
        CHIP,
    )
    page.wait_for_selector("#pane mark")
    page.wait_for_timeout(200)
    expect(page.locator("#ask textarea")).to_be_focused()


def test_the_page_speaks_english_whatever_the_browser_speaks(open_page: Callable[..., Page]) -> None:
    page = open_page(locale="de-DE")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ask(page, "What does Putin want in Eastern Europe?")
    # What the documents say is of whatever language.
    expect(page.locator("#chat .bot-row .prose")).to_have_attribute("lang", "")
    expect(page.locator(".page .text")).to_have_attribute("lang", "")


def test_enter_sends_and_shift_enter_does_not(page: Page) -> None:
    box = page.locator("#ask textarea")
    expect(box).to_be_focused()
    page.keyboard.type("What is")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("NATO?")
    assert box.input_value() == "What is\nNATO?"
    page.keyboard.press("Enter")
    expect(page.locator("#chat .user-row")).to_have_count(1)
    expect(box).to_have_value("")
    page.locator(".fn-meta").wait_for()


def test_a_refusal_is_calm_and_offers_the_nearest_passages(page: Page) -> None:
    ask(page, "How do I bake sourdough bread with rye flour?")
    expect(page.locator(".fn-refusal")).to_have_text(REFUSAL)
    assert page.locator(CHIP).count() == 0
    page.locator("#chat a[href^='#near-']").nth(1).click()
    expect(page.locator(".pane-bar .count")).to_have_text(re.compile("Nearest passage 2 of"))
    assert page.locator(".passage").count() >= 1
    assert page.locator("mark").count() == 0


def test_a_greeting_is_greeted_and_quotes_nothing(page: Page) -> None:
    ask(page, "hi")
    said = page.locator("#chat .fn-said")
    expect(said).to_have_text(re.compile("^Hello! You can ask about “How the Kremlin"))
    assert page.locator("#chat .fn-refusal, #chat .fn-near, #chat .fn-meta").count() == 0
    expect(page.locator("#pane-root .pane-empty").first).to_be_visible()


def test_a_follow_up_says_how_it_was_understood(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    assert page.locator(".fn-understood").count() == 0
    ask(page, "And what does he risk?")
    expect(page.locator(".fn-understood")).to_contain_text("Understood as:")


def test_an_example_question_is_asked_by_a_click(page: Page) -> None:
    example = page.locator("#chat a[href='#ask']").first
    question = example.inner_text()
    page.fill("#ask textarea", "What is half")
    example.click()
    page.locator(".fn-meta").wait_for()
    assert page.locator("#chat .user-row").inner_text().strip() == question
    expect(page.locator("#ask textarea")).to_have_value("What is half")


def test_an_example_question_that_is_clicked_twice_is_asked_once(page: Page) -> None:
    page.fill("#ask textarea", "What is half")
    page.locator("#chat a[href='#ask']").first.dblclick()
    page.locator(".fn-meta").wait_for()
    expect(page.locator("#chat .user-row")).to_have_count(1)
    expect(page.locator("#ask textarea")).to_have_value("What is half")


def test_the_conversation_survives_a_reload_until_a_new_chat(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    page.reload()
    page.locator(CHIP).first.click()
    page.wait_for_selector("mark")
    page.click("#new-chat")
    expect(page.locator("#chat .user-row")).to_have_count(0)
    page.reload()
    page.wait_for_selector("#chat a[href='#ask']")
    assert page.locator("#chat .user-row").count() == 0


def test_a_draft_outlives_a_reload_that_comes_before_the_page_is_there(page: Page) -> None:
    page.fill("#ask textarea", "What is half")
    for _ in range(3):
        reload_at_once(page)
    expect(page.locator("#ask textarea")).to_have_value("What is half")


def test_a_new_chat_leaves_a_way_back_to_a_conversation(page: Page) -> None:
    questions = ["What does Putin want in Eastern Europe?", "And what does he risk?"]
    for question in questions:
        ask(page, question)
    page.fill("#ask textarea", "What is half")
    page.click("#new-chat")
    expect(page.locator("#chat .user-row")).to_have_count(0)
    back = page.get_by_role("button", name="Back to the one before")
    expect(back).to_be_visible()
    page.click("#new-chat")
    page.reload()
    back.click()
    expect(page.locator("#chat .user-row")).to_have_text(questions)
    expect(page.locator("#ask textarea")).to_have_value("What is half")
    page.locator(CHIP).first.click()
    page.wait_for_selector("mark")
    page.click("#new-chat")
    expect(back).to_be_visible()
    ask(page, "What is NATO?")
    expect(back).to_have_count(0)
    page.reload()
    expect(page.locator("#chat .user-row")).to_have_text(["What is NATO?"])
    expect(back).to_have_count(0)


def test_a_duplicated_tab_has_a_conversation_of_its_own(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    with page.expect_popup() as opened:
        page.evaluate("open(location.href)")
    other = opened.value
    expect(other.locator("#chat .user-row")).to_have_count(1)
    ask(other, "And what does he risk?")
    page.reload()
    page.wait_for_selector("#chat .fn-meta")
    page.wait_for_timeout(300)
    assert page.locator("#chat .user-row").count() == 1
    other.reload()
    expect(other.locator("#chat .user-row")).to_have_count(2)
    other.close()


@pytest.mark.slow
def test_a_tab_that_is_busy_keeps_its_conversation_from_a_duplicate(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    token = "sessionStorage.getItem('footnote-conversation')"
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    page.evaluate(
        """() => { const end = performance.now() + 6000; const work = () => {
        const until = performance.now() + 400;
        while (performance.now() < until) ;
        if (performance.now() < end) setTimeout(work, 20); }; setTimeout(work); }"""
    )
    # Another window's page may have a process of its own, as a tab has that the browser duplicates.
    other = page.context.new_page()
    other.add_init_script(
        f"""if (!sessionStorage.length)
        for (const [key, value] of Object.entries({kept})) sessionStorage.setItem(key, value)"""
    )
    other.goto(page.url)
    expect(other.locator("#chat .user-row")).to_have_count(1)
    assert other.evaluate(token) != page.evaluate(token)


@pytest.mark.slow
def test_a_tab_that_is_duplicated_before_its_first_question_too(page: Page) -> None:
    with page.expect_popup() as opened:
        page.evaluate("open(location.href)")
    other = opened.value
    token = "sessionStorage.getItem('footnote-conversation')"
    other.wait_for_function(f"shared => {token} && {token} !== shared", arg=page.evaluate(token))
    ask(page, "What does Putin want in Eastern Europe?")
    ask(other, "What is NATO?")
    for one, question in ((page, "What does Putin want in Eastern Europe?"), (other, "What is NATO?")):
        one.reload()
        expect(one.locator("#chat .user-row")).to_have_text([question])
    other.close()


def test_an_answer_is_copied_with_its_footnotes(open_page: Callable[..., Page]) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "What does Putin want in Eastern Europe?")
    page.locator("#chat a[href^='#copy-']").click()
    expect(page.locator("#fn-live")).to_have_text("Copied with footnotes")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("What does Putin want in Eastern Europe?\n\n")
    assert re.search(r"^\[1\] “.+” \(How the Kremlin .+; article\.md\)$", copied, re.MULTILINE)
    assert "#cite" not in copied
    ask(page, "What does Moscow demand?")
    page.get_by_role("button", name="Copy all").click()
    # `wait_for_function` takes a promise for the truth without waiting for what it says, so the clipboard is read anew.
    both = copied
    for _ in range(100):
        if both != copied:
            break
        page.wait_for_timeout(100)
        both = page.evaluate("navigator.clipboard.readText()")
    assert both.startswith(f"{copied}\n---\n\nWhat does Moscow demand?\n\n")


def test_a_question_that_is_too_long_is_told_so(page: Page) -> None:
    ask(page, "why " * 5002)
    expect(page.locator(".fn-broken")).to_contain_text("more than the 20,000 that are read")


def test_a_question_that_cannot_be_asked_goes_back_into_the_box(page: Page) -> None:
    box = page.locator("#ask textarea")
    box.fill("   ")
    box.press("Enter")
    expect(box).to_have_value("")
    ask(page, "???")
    expect(page.locator(".fn-broken")).to_contain_text("The question has no word.")
    page.get_by_role("link", name="Edit the question").click()
    expect(box).to_have_value("???")
    expect(box).to_be_focused()
    assert page.get_by_role("link", name="Try again").count() == 0


def test_a_list_of_a_whole_document_is_a_list(page: Page) -> None:
    ask(page, "List all countries named in the article")
    items = page.locator("#chat .bot-row ul li")
    assert items.count() > 5
    expect(items.first).to_have_text(re.compile(r"^\w.*\(\d+ mentions\)\s?\u2060?1$"))
    assert items.first.evaluate("node => getComputedStyle(node).listStyleType") == "disc"
    ask(page, "Give me an outline of the article")
    page.locator("#chat .bot-row").last.locator("a[href^='#cite-']").nth(1).click()
    expect(page.locator("mark .heading")).to_have_text("Introduction: an opening for the Kremlin")
    expect(page.locator(".page .text")).not_to_contain_text("#", use_inner_text=True)


def test_arrows_lead_from_one_tab_to_the_other(page: Page) -> None:
    evidence, documents = (page.get_by_role("tab", name=name) for name in ("Evidence", "Documents"))
    expect(documents).to_have_attribute("tabindex", "-1")
    evidence.focus()
    for key, chosen, other in (
        ("ArrowRight", documents, evidence),
        ("ArrowRight", evidence, documents),
        ("ArrowLeft", documents, evidence),
        ("Home", evidence, documents),
        ("End", documents, evidence),
    ):
        page.keyboard.press(key)
        expect(chosen).to_be_focused()
        expect(chosen).to_have_attribute("aria-selected", "true")
        expect(chosen).to_have_attribute("tabindex", "0")
        expect(other).to_have_attribute("tabindex", "-1")
