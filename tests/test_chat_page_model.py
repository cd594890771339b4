"""The chat page over a model, which a scripted server plays: verdicts, stopping, editing, votes."""

from __future__ import annotations

import re
import time

import pytest
from browsing import (
    CHIP,
    CODE,
    EDITED,
    ESSAY,
    NEEDS_BROWSER,
    SILENT,
    SLOW,
    SLOW_ESSAY,
    ask,
    begin,
    hold_back,
    late_load,
    out_of_reach,
    quoted,
    slow_at_first,
    tab,
    visit,
)
from desk import FOLLOW_UP, QUESTION, STANDALONE, Desk
from playwright.sync_api import Browser, Page, expect

from rag.feedback import FeedbackFile

pytestmark = NEEDS_BROWSER


def test_each_sentence_in_doubt_is_marked_and_opens_beside_its_quotation(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    marks = page.locator("#chat .fn-verdict")
    assert marks.all_inner_texts() == ["not supported", "not supported", "no footnote"]
    expect(page.locator(".fn-checks")).to_have_text("4 sentences: 1 supported, 2 not supported, 1 without a footnote")
    expect(page.locator(".fn-meta")).to_contain_text(
        "written by scripted · 1,312 tokens read, 58 written · cost 0.00061"
    )
    assert marks.first.get_attribute("aria-label") == "not supported: 87 % in the source, 78 % in the answer"
    marks.first.focus()
    expect(page.locator("#fn-tip")).to_be_visible()
    expect(page.locator("#fn-tip")).to_have_text("87 % in the source, 78 % in the answer")
    page.keyboard.press("Escape")
    expect(page.locator("#fn-tip")).to_be_hidden()
    page.keyboard.press("Enter")
    card = page.locator(".claim")
    expect(card).to_be_focused()
    expect(card.locator(".finding")).to_have_text("Not supported87 % in the source, 78 % in the answer")
    expect(card.locator("blockquote")).to_have_text("The storm destroyed 78 % of the decking.")
    expect(card.locator(".quoted .quote")).to_have_text("“In January 1953 a storm destroyed 87 % of the decking.”")
    assert quoted(page) == "In January 1953 a storm destroyed 87 % of the decking."


def test_a_better_footnote_is_a_chip(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    better = page.locator("#chat .fn-better")
    expect(better).to_have_text("better: 4")
    better.click()
    expect(page.locator(".note[aria-current] .number")).to_have_text("4")
    assert quoted(page) == "It is visited by about 240,000 people a year."
    page.locator("#chat .fn-verdict.uncited").click()
    expect(page.locator(".claim .none")).to_have_text("Nothing is quoted for it.")


def test_verdicts_are_the_same_after_a_reload(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    rows = page.locator("#chat .bot-row")
    before = rows.all_inner_texts()
    page.reload()
    expect(rows).to_have_count(2)
    page.wait_for_selector("#chat .fn-verdict[data-reason]")
    assert rows.all_inner_texts() == before
    page.locator("#chat .fn-verdict").nth(1).click()
    expect(page.locator(".claim .finding")).to_contain_text("wrong footnote")


def test_how_a_question_was_understood_is_edited_by_keyboard(model_page: Page, desk: Desk) -> None:
    page = model_page
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    expect(page.locator(".fn-understood span")).to_have_text(STANDALONE)
    page.locator("#chat a[href^='#edit-']").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Understood as")
    expect(field).to_be_focused()
    expect(field).to_have_value(STANDALONE)
    page.keyboard.press("Escape")
    expect(page.locator("#chat a[href^='#edit-']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type(EDITED)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .fn-meta")).to_have_count(3)
    expect(page.locator("#chat .user-row").last).to_have_text(EDITED)
    expect(page.locator("#ask textarea")).to_be_focused()
    assert f"Question: {EDITED}" in desk.server.asked[-1].prompt


def test_a_stopped_answer_of_a_model_stays_and_can_be_asked_again(model_page: Page, desk: Desk) -> None:
    page = model_page
    desk.server.gone.clear()
    begin(page, SLOW)
    page.click("#ask [data-testid=stop-button]")
    broken = page.locator("#chat .fn-broken")
    expect(broken).to_contain_text("Stopped.")
    expect(page.locator("#chat .bot-row")).to_contain_text("was opened The pier")
    assert desk.server.gone.wait(20)
    broken.locator("a").dblclick()
    expect(broken).to_have_count(0)
    page.click("#ask [data-testid=stop-button]")
    expect(broken).to_have_count(1)
    expect(page.locator("#chat .user-row")).to_have_count(1)
    expect(page.locator("#ask textarea")).to_have_value("")


@pytest.mark.slow
def test_a_question_whose_answer_had_no_word_before_a_reload_can_be_asked_again(model_page: Page, desk: Desk) -> None:
    page = model_page
    ask_in_vain(page, desk)
    page.reload()
    broken = page.locator("#chat .fn-broken")
    expect(broken).to_contain_text("The connection was lost before the answer was complete.")
    expect(page.locator("#chat .user-row")).to_have_text([SILENT])
    expect(page.locator("#ask textarea")).to_have_value("")
    assert desk.server.gone.wait(20)
    broken.locator("a").click()
    expect(broken).to_have_count(0)
    page.click("#ask [data-testid=stop-button]")
    expect(broken).to_contain_text("Stopped.")
    expect(page.locator("#chat .user-row")).to_have_count(1)


@pytest.mark.slow
def test_a_silent_model_is_not_waited_for_once_the_page_is_closed(
    browser: Browser, model_address: str, desk: Desk
) -> None:
    page = browser.new_page()
    visit(page, model_address)
    ask_in_vain(page, desk)
    page.close()
    assert desk.server.gone.wait(15)


def ask_in_vain(page: Page, desk: Desk) -> None:
    """Ask what the model is silent about, and see it asked."""
    before = len(desk.server.asked)
    desk.server.gone.clear()
    page.fill("#ask textarea", SILENT)
    page.press("#ask textarea", "Enter")
    deadline = time.monotonic() + 30
    while not any(SILENT in request.prompt for request in desk.server.asked[before:]):
        assert time.monotonic() < deadline, "the model was not asked"
        page.wait_for_timeout(50)


def test_escape_stops_an_answer_where_it_means_nothing_else(model_page: Page) -> None:
    page = model_page
    begin(page, SLOW)
    tab(page, "Documents")
    page.keyboard.press("Escape")
    page.locator("#ask textarea").focus()
    page.evaluate(
        """() => {
          const composing = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, isComposing: true });
          document.activeElement.dispatchEvent(composing);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.locator("#chat .fn-broken").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator("#chat .fn-broken")).to_contain_text("Stopped.")


def test_a_stop_counts_before_the_server_has_the_question(model_page: Page) -> None:
    page = model_page
    slow_at_first(page)
    page.fill("#ask textarea", SLOW)
    page.press("#ask textarea", "Enter")
    page.click("#ask [data-testid=stop-button]")
    expect(page.locator("#chat .fn-broken")).to_contain_text("Stopped.")


def test_a_question_that_does_not_get_through_stands_before_what_was_written_meanwhile(model_page: Page) -> None:
    page = model_page
    box = page.locator("#ask textarea")
    for sent, end in ((QUESTION, None), (FOLLOW_UP, page.reload)):
        hear = out_of_reach(page)
        box.fill(sent)
        box.press("Enter")
        expect(page.locator("#chat .user-row")).to_have_count(1)
        expect(box).to_have_value("")
        box.fill("And when")
        (end or hear)()
        expect(box).to_have_value(f"{sent}\nAnd when")
    expect(page.locator("#chat .user-row")).to_have_count(0)


@pytest.mark.slow
def test_what_is_written_while_a_page_loads_stands_after_the_draft(model_page: Page) -> None:
    page = model_page
    page.fill("#ask textarea", "What is half")
    late_load(page)
    page.reload()
    page.wait_for_selector("#pane-root > *", state="attached")
    page.fill("#ask textarea", "and half?")
    expect(page.locator("#ask textarea")).to_have_value("What is half\nand half?")


@pytest.mark.slow
def test_what_was_edited_stays_while_an_answer_is_on_its_way(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    begin(page, SLOW)
    page.locator("#chat a[href^='#edit-']").click()
    field = page.get_by_label("Understood as")
    field.fill(EDITED)
    field.press("Enter")
    expect(page.locator("#fn-live")).to_have_text("An answer is on its way. Wait for it, or stop it.")
    expect(field).to_have_value(EDITED)


def test_the_reason_beside_a_mark_goes_with_it(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.focus("#new-chat")
    page.locator("#chat .fn-verdict").first.hover()
    expect(page.locator("#fn-tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#chat .user-row")).to_have_count(0)
    expect(page.locator("#fn-tip")).to_be_hidden()


@pytest.mark.slow
def test_of_two_votes_the_last_counts(model_page: Page, desk: Desk) -> None:
    page = model_page
    ask(page, QUESTION)
    slow_at_first(page)
    page.get_by_role("button", name="Good answer").click()
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Bad answer").click()
    expect(page.get_by_label("What is wrong with it?")).to_be_visible()
    expect(page.locator("#fn-live")).to_contain_text("Noted.")
    expect(page.get_by_role("button", name="Bad answer", pressed=True)).to_be_visible()
    *_, vote = FeedbackFile(desk.settings.home).votes().entries
    assert vote.vote == "down"


def test_a_vote_that_cannot_be_kept_is_not_shown_as_one(model_page: Page, desk: Desk) -> None:
    page, file = model_page, FeedbackFile(desk.settings.home).path
    ask(page, QUESTION)
    aside = file.rename(file.with_suffix(".aside")) if file.exists() else None
    file.mkdir()
    try:
        page.get_by_role("button", name="Bad answer").click()
        expect(page.locator("#fn-live")).to_contain_text("Your vote could not be kept.")
        expect(page.get_by_role("button", name="Bad answer", pressed=False)).to_be_visible()
        expect(page.locator("#chat .fn-form")).to_have_count(0)
    finally:
        file.rmdir()
        if aside:
            aside.rename(file)


@pytest.mark.slow
def test_a_vote_keeps_the_focus_while_the_next_answer_arrives(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    begin(page, SLOW)
    good = page.locator("#chat .fn-vote.up").first
    good.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fn-live")).to_contain_text("Thank you.")
    expect(page.locator("#chat .fn-vote.up.on")).to_be_focused()


@pytest.mark.slow
def test_the_next_question_may_be_sent_the_moment_an_answer_is_there(page: Page) -> None:
    for count in range(1, 5):
        page.fill("#ask textarea", QUESTION)
        page.press("#ask textarea", "Enter")
        page.wait_for_function("count => document.querySelectorAll('#chat .fn-meta').length === count", arg=count)
    expect(page.locator("#chat .user-row")).to_have_count(4)


def test_a_new_chat_ends_the_answer_that_is_on_its_way(model_page: Page, desk: Desk) -> None:
    page = model_page
    begin(page, SLOW)
    page.fill("#ask textarea", QUESTION)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#fn-live")).to_have_text("An answer is on its way. Wait for it, or stop it.")
    expect(page.locator("#ask textarea")).to_have_value(QUESTION)
    desk.server.gone.clear()
    page.click("#new-chat")
    expect(page.locator("#chat .user-row")).to_have_count(0)
    assert desk.server.gone.wait(20)
    ask(page, QUESTION)
    expect(page.locator("#chat .user-row")).to_have_text([QUESTION])
    expect(page.locator("#chat .fn-meta")).to_have_count(1)


@pytest.mark.slow
def test_a_long_answer_is_read_from_its_beginning(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    ask(page, ESSAY)
    question = page.locator("#chat .user-row").last
    expect(question).to_be_in_viewport()
    scrolled = "() => document.querySelector('#chat .panel-wrap').scrollTop"
    assert page.evaluate(scrolled) > 100
    page.reload()
    expect(page.locator("#chat .bot-row")).to_have_count(2)
    expect(question).to_be_in_viewport()
    assert page.evaluate(scrolled) > 100


def test_while_an_answer_arrives_the_reader_may_scroll(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.fill("#ask textarea", SLOW_ESSAY)
    page.press("#ask textarea", "Enter")
    page.wait_for_function("() => document.querySelector('#chat .panel-wrap').scrollTop > 100")
    page.locator("#chat").hover()
    # The first turn of the wheel may meet a line that arrives at the same moment; a reader goes on turning it.
    for _ in range(3):
        page.mouse.wheel(0, -4000)
        page.wait_for_timeout(200)
    words = len(page.locator("#chat .bot-row").last.inner_text())
    page.wait_for_function(f"() => document.querySelector('#chat').innerText.length > {words + 300}")
    assert page.evaluate("document.querySelector('#chat .panel-wrap').scrollTop") == 0


def test_code_at_the_end_of_an_answer_is_shown_and_claims_nothing(model_page: Page) -> None:
    page = model_page
    ask(page, CODE)
    expect(page.locator("#chat pre")).to_have_text("print(1)")
    expect(page.locator(".fn-checks")).to_have_text(re.compile("supported"))
    expect(page.locator(".fn-checks")).not_to_have_class(re.compile("uncited"))
    assert page.locator("#chat .fn-verdict").count() == 0


def test_escape_leads_from_the_quotation_back_to_its_footnote(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(CHIP).nth(1)).to_be_focused()


def test_the_evidence_that_is_being_read_stays_when_an_answer_ends(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.fill("#ask textarea", ESSAY)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#chat .bot-row")).to_have_count(2)
    page.locator(CHIP).nth(1).click()
    expect(page.locator("mark")).to_be_focused()
    expect(page.locator("#chat .fn-meta")).to_have_count(2)
    page.wait_for_selector("#ask [data-testid=submit-button]")
    page.wait_for_timeout(300)
    expect(page.locator(".pane-bar .count")).to_have_text("Footnote 2 of 4")
    expect(page.locator("mark")).to_be_focused()
    ask(page, QUESTION)
    expect(page.locator(".pane-bar .count")).to_have_text("Footnote 1 of 1")


@pytest.mark.parametrize("frame", [0, 600], ids=["at once", "late frames"])
def test_each_step_through_the_footnotes_counts(model_page: Page, frame: int) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_be_focused()
    if frame:
        page.evaluate("(late) => { window.requestAnimationFrame = (run) => setTimeout(run, late); }", frame)
    page.get_by_role("button", name="Next footnote").focus()
    release = hold_back(page)
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
    release()
    expect(page.locator(".pane-bar .count")).to_have_text("Footnote 4 of 4")
    expect(page.get_by_role("button", name="Previous footnote")).to_be_focused()


def test_a_new_chat_shows_nothing_of_the_one_before(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_be_focused()
    release = hold_back(page)
    page.locator(CHIP).nth(1).click()
    page.wait_for_function("() => window.heldBack")
    page.click("#new-chat")
    expect(page.locator("#chat .user-row")).to_have_count(0)
    release()
    expect(page.locator("#pane-root .pane-empty .lead")).to_have_text("The evidence appears here.")


@pytest.mark.slow
def test_a_new_chat_waits_for_what_a_reload_brings(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    late_load(page)
    page.reload()
    page.wait_for_selector("#pane-root > *", state="attached")
    page.click("#new-chat")
    page.wait_for_timeout(3000)
    expect(page.locator("#chat .user-row")).to_have_count(0)
    ask(page, QUESTION)
    page.locator(CHIP).nth(1).click()
    expect(page.locator(".pane-bar .count")).to_have_text("Footnote 2 of 4")


@pytest.mark.slow
def test_what_is_written_after_a_vote_is_no_comment(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    slow_at_first(page)
    page.get_by_role("button", name="Bad answer").click()
    page.click("#ask textarea")
    page.keyboard.type("How long ")
    expect(page.get_by_label("What is wrong with it?")).to_be_visible()
    page.wait_for_timeout(200)
    page.keyboard.type("did they take?")
    expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)


def test_what_was_open_is_open_after_a_reload(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).nth(1).click()
    expect(page.locator("mark")).to_contain_text("87 %")
    page.reload()
    expect(page.locator("mark")).to_contain_text("87 %")
    page.locator("#chat .fn-verdict.uncited").click()
    expect(page.locator(".claim .none")).to_be_visible()
    page.reload()
    expect(page.locator(".claim .none")).to_be_visible()


def test_a_vote_and_its_comment_are_kept_and_shown_again(model_page: Page, desk: Desk) -> None:
    page = model_page
    ask(page, QUESTION)
    down = page.get_by_role("button", name="Bad answer")
    down.focus()
    page.keyboard.press("Enter")
    comment = page.get_by_label("What is wrong with it?")
    expect(comment).to_be_focused()
    page.keyboard.type("It says 78 %.")
    page.keyboard.press("Enter")
    expect(page.locator("#fn-live")).to_have_text("Thank you. Your comment is kept with it.")
    expect(down).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Bad answer", pressed=True)).to_be_visible()
    *_, vote = FeedbackFile(desk.settings.home).votes().entries
    assert (vote.vote, vote.comment, vote.answer["question"]) == ("down", "It says 78 %.", QUESTION)
    page.get_by_role("button", name="Good answer").click()
    expect(page.locator("#fn-live")).to_contain_text("Thank you. Your vote stays")
    expect(page.get_by_role("button", name="Bad answer", pressed=False)).to_be_visible()
    *_, vote = FeedbackFile(desk.settings.home).votes().entries
    assert (vote.vote, vote.comment) == ("up", "")
