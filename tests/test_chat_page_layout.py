"""How the chat page looks: on a phone, in a low window, in the dark, on paper, and in the picture of the docs."""

from __future__ import annotations

import itertools
import os
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import CHIP, CHROMIUM, NEEDS_BROWSER, ROOT, STEPS, ask, in_view, quoted, remove, tab, upload, visit
from desk import FOLLOW_UP, QUESTION
from playwright.sync_api import Browser, Page, expect

from eval.bench.page import FLAGS

pytestmark = NEEDS_BROWSER


def test_a_phone_gets_one_column_and_a_way_back(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask(page, "What does Putin want in Eastern Europe?")
    page.locator(CHIP).first.tap()
    page.wait_for_function("() => scrollY > 300")
    assert in_view(page, "mark")
    assert in_view(page, ".pane-bar .back")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator(".pane-bar .back").tap()
    page.wait_for_function("() => scrollY < 100")
    assert in_view(page, CHIP)
    page.locator(CHIP).first.tap()
    page.wait_for_function("() => scrollY > 300")
    page.go_back()
    page.wait_for_function("() => scrollY < 100")
    assert in_view(page, CHIP)


def test_a_phone_leads_to_the_documents_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert in_view(page, "#name a")
    page.locator("#name a").tap()
    page.wait_for_function("() => scrollY > 300")
    expect(page.locator("#tab-documents .back")).to_be_in_viewport()
    page.evaluate("scrollBy(0, 300)")
    expect(page.locator("#tab-documents .back")).to_be_in_viewport(ratio=1)
    page.locator("#tab-documents .back").tap()
    page.wait_for_function("() => scrollY < 10")
    for question in ("What does Putin want in Eastern Europe?", "And what does he risk?", "What is NATO?"):
        ask(page, question)
    expect(page.locator("#chat .user-row").last).to_be_in_viewport()
    expect(page.locator("#chat .bot-row p").nth(-2)).to_be_in_viewport()


@pytest.mark.parametrize("size", [(640, 360), (320, 568), (1280, 400)])
def test_in_a_low_window_the_first_page_begins_with_its_heading(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    # The welcome may be drawn once more while the page loads: a box that is taken meanwhile is of what is gone.
    page.wait_for_function(
        """() => {
            const [heading, masthead] = ["#chat h2", "#masthead"].map(
                (at) => document.querySelector(at)?.getBoundingClientRect());
            return heading?.height && masthead && heading.top > masthead.bottom + 8;
        }"""
    )


def test_text_is_as_large_as_the_browser_is_set_to(browser: Browser, address: str) -> None:
    large = browser.browser_type.launch(
        executable_path=str(CHROMIUM), args=[*FLAGS, "--blink-settings=defaultFontSize=32"]
    )
    sizes = []
    for one in (browser, large):
        page = one.new_page(viewport={"width": 1280, "height": 800})
        visit(page, address)
        ask(page, "What does Putin want in Eastern Europe?")
        size = "node => parseFloat(getComputedStyle(node).fontSize)"
        for at in ("#chat .bot-row p", ".fn-meta", "#ask textarea", "#new-chat", ".page .text"):
            sizes.append(page.locator(at).first.evaluate(size))
        assert page.evaluate("document.documentElement.scrollWidth") == 1280
        page.close()
    large.close()
    assert sizes[5:] == [2 * size for size in sizes[:5]]


def test_in_a_window_of_few_lines_the_page_scrolls_and_begins_with_the_question(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 320, "height": 256})
    ask(page, "What is NATO?")
    ask(page, "What does Putin want in Eastern Europe?")
    question = page.locator("#chat .user-row").last
    page.wait_for_function("() => scrollY > 100")
    expect(question).to_be_in_viewport(ratio=1)
    expect(page.locator("#masthead")).not_to_be_in_viewport()
    assert page.locator("#chat .panel-wrap").evaluate("node => node.scrollHeight - node.clientHeight") < 2


def test_what_stands_below_each_other_has_one_edge(open_page: Callable[..., Page]) -> None:
    def edges(selector: str) -> list[float]:
        found: list[float] = page.locator(selector).first.evaluate(
            "node => { const box = node.getBoundingClientRect(); return [box.left, box.right].map(Math.round) }"
        )
        return found

    page = open_page(viewport={"width": 800, "height": 900})
    ask(page, "What does Putin want in Eastern Europe?")
    assert edges("#ask .input-container") == edges("#chat .bot-row p")
    page.set_viewport_size({"width": 2560, "height": 1200})
    assert edges(".sheet h2") == edges(".page .text")
    page.get_by_role("tab", name="Documents").click()
    expect(page.locator("#files button").first).to_be_visible()
    assert edges("#files button") == edges(".documents")
    assert edges(".document .title")[0] == edges(".documents")[0]


def test_an_empty_chat_has_nothing_to_copy(page: Page) -> None:
    copy = page.get_by_role("button", name="Copy all")
    expect(copy).to_be_disabled()
    ask(page, "What is NATO?")
    expect(copy).to_be_enabled()
    # What is done with an answer stands together, and the dot before a fact goes with it.
    copy_link, good, bad = (
        page.locator(at).bounding_box() for at in ("a[href^='#copy-']", ".fn-vote.up", ".fn-vote.down")
    )
    assert copy_link and good and bad
    assert good["y"] == bad["y"] < copy_link["y"] + copy_link["height"]


def test_the_dark_scheme_is_dark_and_readable(open_page: Callable[..., Page]) -> None:
    page = open_page(color_scheme="dark")
    ask(page, "What does Putin want in Eastern Europe?")
    style = "(s) => getComputedStyle(document.querySelector(s))"
    # The page itself too: it is seen where a finger scrolls beyond its end.
    for at in (".gradio-container", "html"):
        assert page.evaluate(f"({style})('{at}').backgroundColor") == "rgb(22, 24, 27)"
    assert page.evaluate(f"({style})('#chat .bot-row .prose p').color") == "rgb(231, 228, 221)"


def test_headings_stand_in_order(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    page.wait_for_selector("mark")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName)")
    assert levels[0] == "H1"
    assert set(levels[1:]) == {"H2"}


@pytest.mark.parametrize("size", [(1366, 700), (1024, 600), (844, 390)])
def test_on_a_low_window_the_quoted_words_are_in_view(
    open_page: Callable[..., Page], model_address: str, size: tuple[int, int]
) -> None:
    page = open_page(model_address, viewport={"width": size[0], "height": size[1]})
    ask(page, QUESTION)
    for number in (1, 2):
        page.locator(CHIP).nth(number).click()
        expect(page.locator(".claim")).not_to_have_count(0)
        expect(page.locator("mark")).to_be_focused()
        assert in_view(page, "mark")


def test_words_of_a_low_window_are_in_view_beside_their_verdict(
    open_page: Callable[..., Page], model_address: str
) -> None:
    page = open_page(model_address, viewport={"width": 1024, "height": 600})
    ask(page, QUESTION)
    page.locator("#chat .fn-verdict").first.click()
    expect(page.locator(".claim")).to_be_focused()
    expect(page.locator("mark")).to_be_in_viewport(ratio=1)
    assert in_view(page, "mark")
    expect(page.locator(".claim .finding")).to_be_in_viewport()


def test_a_long_question_leaves_its_answer_in_view(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe? " * 90)
    expect(page.locator("#chat .bot-row p").first).to_be_in_viewport()
    ask(page, "What does Putin want in Eastern Europe? " * 900)
    expect(page.locator("#chat .fn-broken")).to_be_in_viewport()


def test_a_list_of_bullets_in_a_numbered_list_has_bullets(model_page: Page) -> None:
    page = model_page
    ask(page, STEPS)
    style = "node => getComputedStyle(node).listStyleType"
    assert page.locator("#chat li", has_text="Opened").first.evaluate(style) == "decimal"
    assert page.locator("#chat li li", has_text="By the council").evaluate(style) == "disc"


@pytest.mark.parametrize("width", [320, 381, 390, 830, 880, 1024])
def test_the_masthead_fits(open_page: Callable[..., Page], model_address: str, width: int) -> None:
    page = open_page(model_address, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('#name h1, #name p, #name a, #masthead button')]
        .map(node => node.getBoundingClientRect()).filter(box => box.width)
        .map(box => [box.left, box.right]).sort((a, b) => a[0] - b[0])"""
    )
    assert page.get_by_role("button", name="Copy all").is_visible()
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(boxes))
    assert boxes[-1][1] <= width


@pytest.mark.parametrize("width", [390, 830, 1280])
def test_a_notice_covers_nothing_that_is_read(open_page: Callable[..., Page], model_address: str, width: int) -> None:
    page = open_page(model_address, viewport={"width": width, "height": 800})
    ask(page, QUESTION)
    page.get_by_role("button", name="Good answer").click()
    page.wait_for_selector("#fn-live.shown")
    notice, masthead, copy = (page.locator(at).bounding_box() for at in ("#fn-live", "#masthead", "#copy-all"))
    assert notice and masthead and copy
    assert notice["y"] + notice["height"] <= masthead["height"]
    assert notice["x"] >= 0
    assert notice["x"] + notice["width"] <= (copy["x"] if width > 820 else width)


def test_summary_and_marks_are_told_apart_without_colour(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    assert "✕" in page.locator(".fn-checks").evaluate("node => getComputedStyle(node, '::before').content")
    page.locator(CHIP).nth(1).click()
    expect(page.locator("mark")).to_be_focused()
    expect(page.locator("mark")).to_have_css("text-decoration-line", "underline")
    page.emulate_media(forced_colors="active")
    thumb = "node => getComputedStyle(node, '::before').backgroundColor"
    assert page.locator(".fn-vote").first.evaluate(thumb) != page.locator("body").evaluate(
        "node => getComputedStyle(node).backgroundColor"
    )
    colour = "node => getComputedStyle(node).backgroundColor"
    assert page.locator(f"{CHIP}.open").evaluate(colour) != page.locator(CHIP).first.evaluate(colour)


def test_a_nearest_passage_is_told_without_colour(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    ask(page, "How tall is the Eiffel Tower?")
    link = page.locator("#chat a[href^='#near-']").first
    link.click()
    expect(page.locator(".page .passage").first).to_have_css("text-decoration-line", "underline")
    expect(link).to_have_class("open")
    colour = "node => getComputedStyle(node).color"
    assert link.locator("b").evaluate(colour) == link.evaluate(colour)


def test_whoever_wants_no_motion_gets_none(open_page: Callable[..., Page]) -> None:
    page = open_page(reduced_motion="reduce")
    ask(page, "What does Putin want in Eastern Europe?")
    moving = """() => [...document.querySelectorAll('.contain *')].filter((node) => {
      const style = getComputedStyle(node), long = (time) => time.split(',').some((one) => parseFloat(one) > 0.02);
      return long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration));
    }).map((node) => node.id || node.className)"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_used_has_an_edge_of_three_to_one(
    open_page: Callable[..., Page], model_address: str, scheme: str
) -> None:
    page = open_page(model_address, color_scheme=scheme)
    for selector in ("#ask .input-container", "#new-chat"):
        edge, inside, paper = (
            luminance(page.locator(at).first.evaluate(f"node => getComputedStyle(node).{name}"))
            for at, name in (
                (selector, "borderTopColor"),
                ("#ask .input-container", "backgroundColor"),
                (".gradio-container", "backgroundColor"),
            )
        )
        for ground in (inside, paper):
            assert (max(edge, ground) + 0.05) / (min(edge, ground) + 0.05) >= 3


def luminance(colour: str) -> float:
    """Of `rgb(…)`, as WCAG computes it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_on_paper_there_is_no_box_to_ask(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator("#new-chat")).to_be_hidden()


def test_on_paper_ink_is_dark_and_of_the_document_there_is_the_passage(open_page: Callable[..., Page]) -> None:
    page = open_page(color_scheme="dark")
    ask(page, "What does Putin want in Eastern Europe?")
    page.wait_for_selector("mark")
    words = page.locator("#chat .bot-row .prose p").first
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(words).to_have_css("color", "rgb(34, 37, 42)")
    expect(page.locator(f"{CHIP}.open").first).to_have_css("color", "rgb(31, 90, 140)")
    expect(page.locator("mark")).to_be_visible()
    # What is open is one footnote; where the others lead to is told below each answer.
    expect(page.locator(".fn-sources")).to_contain_text("[1] How the Kremlin Is Using")
    assert len(page.locator(".page .text").inner_text()) < 3000 < len(page.locator(".page .text").text_content() or "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".fn-sources")).to_have_count(0)
    expect(words).to_have_css("color", "rgb(231, 228, 221)")


def test_on_paper_a_quotation_that_is_all_of_its_passage_stands_alone(page: Page, tmp_path: Path) -> None:
    rules = "\n".join(f"## Rule {n}\n\n{'The bowler shall not tread on the green. ' * 40}\n" for n in range(1, 8))
    file = tmp_path / "bowls.md"
    file.write_text(f"# Bowls at Tenby\n\n{rules}\n## Fines\n\nWhoever digs up the green of Tenby pays £75.\n\n{rules}")
    upload(page, file)
    ask(page, "What does whoever digs up the green of Tenby pay?")
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_be_focused()
    expect(page.locator(".page .passage")).to_have_count(0)
    page.emulate_media(media="print")
    assert page.locator(".page .text").inner_text().strip() == "Whoever digs up the green of Tenby pays £75."
    page.emulate_media(media="screen")
    tab(page, "Documents")
    remove(page, "Bowls at Tenby")


def test_on_paper_quotations_are_whole_and_no_page_is_empty(
    open_page: Callable[..., Page], model_address: str, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument

    page = open_page(model_address)
    ask(page, QUESTION)
    page.wait_for_selector("mark")
    page.pdf(path=tmp_path / "printed.pdf", format="A4")
    with PdfDocument(tmp_path / "printed.pdf") as printed:
        assert all(sheet.get_textpage().get_text_range().strip() for sheet in printed)
    page.emulate_media(media="print")
    # Nobody can open on paper what is cut short.
    for quote in page.locator(".note .quote").all():
        assert quote.evaluate("node => node.scrollHeight <= node.clientHeight + 1")


def test_in_a_narrow_window_the_bar_of_the_evidence_fits(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 320, "height": 568})
    ask(page, "What is the airspeed of an unladen swallow on Mars?")
    page.locator("#chat a[href^='#near-']").first.click()
    expect(page.get_by_role("button", name="Next nearest passage")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Back to the answer", exact=True)).to_be_in_viewport(ratio=1)


def test_on_a_phone_a_mark_leads_to_its_reason(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask(page, QUESTION)
    # None begins a line: there it would seem to speak of the next sentence.
    left = page.locator("#chat .bot-row p").first.evaluate("node => node.getBoundingClientRect().left")
    for mark in page.locator("#chat .fn-verdict").all():
        assert mark.evaluate("node => node.getBoundingClientRect().left") > left + 12
    page.locator("#chat .fn-verdict").first.tap()
    page.wait_for_function("() => scrollY > 300")
    expect(page.locator(".claim .finding")).to_be_in_viewport()
    # Of the chat nothing stays above the evidence, however short that is.
    assert page.locator("#side").evaluate("node => node.getBoundingClientRect().top") < 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_is_done_with_an_answer_stands_on_one_line(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address)
    ask(page, QUESTION)
    for width in (*range(390, 560, 15), *range(900, 1280, 20)):
        page.set_viewport_size({"width": width, "height": 800})
        tops = page.evaluate(
            """() => ["a[href^='#copy-']", ".fn-vote.up", ".fn-vote.down"].map((at) => {
              const box = document.querySelector(`#chat ${at}`).getBoundingClientRect();
              return (box.top + box.bottom) / 2;
            })"""
        )
        assert max(tops) - min(tops) < 4
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Bad answer").click()
    send, leave = (page.get_by_role("button", name=name).bounding_box() for name in ("Send", "No comment"))
    assert send and leave and send["y"] == leave["y"]


def test_widely_spaced_text_leaves_the_masthead_in_order(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    page.add_style_tag(content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }")
    # Once the masthead has made room for what the style has widened.
    page.wait_for_function(
        """() => { const [link, copy] = ["#name a", "#copy-all"].map(
          (at) => document.querySelector(at).getBoundingClientRect());
        return copy.width > 0 && link.right <= copy.left; }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_long_question_shows_whole_lines_and_the_way_down_covers_no_words(
    open_page: Callable[..., Page], model_address: str
) -> None:
    page = open_page(model_address, viewport={"width": 1280, "height": 500})
    ask(page, f"{QUESTION} " * 40)
    question = page.locator("#chat .user-row .prose")
    lines = question.evaluate("node => node.clientHeight / parseFloat(getComputedStyle(node).lineHeight)")
    assert abs(lines - round(lines)) < 0.06
    ask(page, QUESTION)
    page.locator("#chat .panel-wrap").evaluate("node => { node.scrollTop = 0; }")
    down = page.locator(".scroll-down-button-container button")
    expect(down).to_be_visible()
    words, arrow = page.locator("#chat .bot-row p").first.bounding_box(), down.bounding_box()
    assert words and arrow and words["x"] + words["width"] <= arrow["x"]


def test_a_finger_need_not_hit_a_small_link_exactly(open_page: Callable[..., Page], model_address: str) -> None:
    page = open_page(model_address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask(page, QUESTION)
    ask(page, FOLLOW_UP)
    for link in (page.locator("#chat a[href^='#edit-']"), page.locator("#chat a[href^='#copy-']").last):
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box
        for y in (box["y"] - 5, box["y"] + box["height"] + 5):
            hit = "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')"
            assert page.evaluate(hit, [box["x"] + box["width"] / 2, y]) == link.get_attribute("href")


def test_the_screenshot_in_the_docs_shows_an_answer(open_page: Callable[..., Page], tmp_path: Path) -> None:
    """`make screenshot` sets SCREENSHOT and so writes docs/chat.png anew; otherwise the picture goes nowhere."""
    page = open_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    ask(page, "What does Moscow demand in the ceasefire talks?")
    ask(page, "And which countries are its new partners?")
    # A picture of a wrong answer would be no picture of it.
    expect(page.locator("#chat .bot-row").last).to_contain_text("China, Iran and North Korea")
    page.locator("#chat a[href^='#cite-']").first.click()
    assert quoted(page)
    page.mouse.move(2, 2)
    page.wait_for_timeout(500)
    kept = ROOT / "docs" / "chat.png"
    target = kept if os.environ.get("SCREENSHOT") else tmp_path / "chat.png"
    page.screenshot(path=target)
    width, height = struct.unpack(">II", target.read_bytes()[16:24])
    assert (width, height) == struct.unpack(">II", kept.read_bytes()[16:24]) == (1280, 800)
    assert target.stat().st_size > 20_000
