"""The chat page in a real browser, on a real server: what a reader does, and what a hostile document tries.

Answers of a model come over HTTP from a scripted server.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import FOLLOW_UP, QUESTION, STANDALONE, Desk, checked_answer, follow_up, marker, model_desk
from no_network import guarded
from openai_server import Reply, Request, text
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late
from serving import serving

from rag.feedback import FeedbackFile
from rag.types import REFUSAL

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parent.parent
CHIP = "#chat a[href^='#cite-']"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Needs chromium at /usr/bin/chromium: apt-get install chromium"),
]

EDITED = "What did the repairs of the pier cost?"
EVIL_HTML = """<html><head><title>Quagga <b>report</b></title><script>window.__pwn = 1</script></head><body>
<h1>The quagga report</h1><img src="http://evil.invalid/leak.png" onerror="window.__pwn = 2">
<p>The quagga <b onclick="window.__pwn = 3">grazed</b> near Zwartkop in herds of thirty.</p>
<iframe srcdoc="<script>parent.__pwn = 4</script>"></iframe></body></html>"""
EVIL_TEXT = """The thylacine memo

The thylacine hunted at <img src=x onerror="window.__pwn=5"> dusk near Waratah. The thylacine slept by day in
${Object.assign(window,{__pwn:6})} hollow logs. The thylacine ignored
{{constructor.constructor('window.__pwn=7')()}} sheep. ![leak](http://evil.invalid/leak.png)
A thylacine carried its young in a pouch <script>window.__pwn=8</script> for weeks.
"""
EVIL_MARKDOWN = """# The <img src=x onerror="window.__pwn=9"> bilby notes

The bilby digs [burrows](javascript:window.__pwn=10) near ![leak](http://evil.invalid/b.png) Birdsville. 🐾
The bilby eats seeds and bulbs &lt;script&gt;window.__pwn=11&lt;/script&gt; at night.
"""


@pytest.fixture(scope="session")
def address(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `footnote chat`, run as its user runs it but without a network, on the sample article."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("chat") / "log"
    guard, attempts = guarded(tmp_path_factory.mktemp("guard"))
    env = {**guard, "FOOTNOTE_HOME": str(new_home()), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as out:
        command = [sys.executable, "-m", "ui.cli", "chat", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 180
        while "Footnote is ready at" not in log.read_text():
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
    assert not attempts.exists(), f"the server tried to reach another machine: {attempts.read_text()}"


SLOW = "When was the pier of Marlow Bay opened, slowly?"


CODE = "Show a program about the pier of Marlow Bay."
ESSAY = "Tell the story of the pier of Marlow Bay at length."


def a_models_reply(request: Request) -> Reply:
    if ESSAY in request.prompt:
        said = f"The pier was opened on 3 May 1884 {marker(request, '3 May 1884')}.\n\n"
        return text(*[said] * 40, pause=0.04)
    if "Latest message:" in request.prompt or STANDALONE in request.prompt or EDITED in request.prompt:
        return follow_up(request)
    if CODE in request.prompt:
        return text(f"The pier was opened on 3 May 1884 {marker(request, '3 May 1884')}.\n\n```\nprint(1)\n```")
    if "slowly" in request.prompt:
        return text(*["The pier ", "was opened "] * 300, pause=0.05)
    return checked_answer(request)


@pytest.fixture(scope="module")
def desk(new_home: Callable[[], Path]) -> Iterator[Desk]:
    """A library behind a scripted model."""
    with model_desk(new_home(), [a_models_reply], price_prompt=0.4, price_completion=1.6) as desk:
        yield desk


@pytest.fixture(scope="module")
def model_address(desk: Desk) -> Iterator[str]:
    """The address of a page over it."""
    from ui.chat.app import create_app

    with serving(create_app(desk.settings, desk.chain)) as address:
        yield address


# Not for the session: while it is open, nothing else in this thread can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens pages. Afterwards: no request went to another host, nothing was fired, and the console shows no error."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []
    urls: list[str] = []
    errors: list[str] = []
    hosts: list[str] = []

    def open_one(at: str = address, **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = browser.new_context(**options)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("request", lambda request: urls.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        # Leaving a page breaks off what Gradio is fetching, and it says so.
        page.on(
            "pageerror", lambda error: None if "AbortError" in f"{error.name} {error}" else errors.append(str(error))
        )
        page.goto(at)
        hosts.append(at)
        page.wait_for_selector("#ask textarea")
        page.wait_for_selector("#pane-root > *", state="attached")
        contexts.append(context)
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        assert page.evaluate("typeof window.__pwn") == "undefined"
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in urls if not url.startswith((*hosts, "data:", "blob:"))] == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def model_page(open_page: Callable[..., Page], model_address: str) -> Page:
    """A page whose answers a model writes."""
    return open_page(model_address)


def is_error(message: ConsoleMessage) -> bool:
    """A reload ends the requests that are under way, of which Gradio says so on a slow machine."""
    ended = "AbortError" in message.text or "Connection errored out" in message.text
    return message.type == "error" and not ended


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat .bot-row").count()
    page.fill("#ask textarea", question)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#chat .bot-row")).to_have_count(before + 1)
    page.locator("#chat .bot-row").last.locator(".fn-meta, .fn-broken, .fn-said").wait_for()
    page.wait_for_selector("#ask [data-testid=submit-button]")


def begin(page: Page, question: str) -> None:
    """Ask, and see the first words arrive."""
    page.fill("#ask textarea", question)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#chat .bot-row").last).to_contain_text("was opened The pier")


def tab(page: Page, name: str) -> None:
    page.locator("#tabs [role=tab]:visible", has_text=name).click()


def upload(page: Page, *files: Path) -> None:
    tab(page, "Documents")
    if page.locator(".told").count():
        page.locator(".told .quiet").click()
    page.set_input_files("#files input[type=file]", [str(file) for file in files])
    expect(page.locator(".reports li").first).to_be_visible(timeout=30_000)


def remove(page: Page, title: str) -> None:
    row = page.locator(".document", has_text=title)
    row.get_by_role("button", name=f"Remove {title}").click()
    row.locator(".confirm .danger").click()
    expect(row).to_have_count(0)


def quoted(page: Page) -> str:
    """The marked text, once the pane shows the footnote whose number was asked for."""
    page.wait_for_selector("mark")
    return page.locator("mark").text_content() or ""


def in_view(page: Page, selector: str) -> bool:
    """Whether it is in view, or comes into it at once: the pane is scrolled in the frame after it is drawn."""
    with contextlib.suppress(Late):
        page.wait_for_function(
            """(selector) => { const r = document.querySelector(selector)?.getBoundingClientRect();
            if (!r) return false;
            const x = r.left + Math.min(12, r.width / 2), y = r.top + 8;
            return r.top >= 0 && r.bottom <= innerHeight && document.elementFromPoint(x, y) !== null }""",
            arg=selector,
            timeout=2000,
        )
        return True
    return False


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
    assert "extractive" in (page.locator(".fn-meta > span").get_attribute("title") or "")


def test_a_chip_is_reached_and_opened_by_keyboard_alone(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    chip = page.locator(CHIP).first
    assert chip.get_attribute("aria-label") == "Footnote 1"
    page.locator(CHIP).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#pane') !== null")


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
    example.click()
    page.locator(".fn-meta").wait_for()
    assert page.locator("#chat .user-row").inner_text().strip() == question


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


def test_hostile_documents_are_shown_as_text_and_fire_nothing(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("quagga.html", "thylacine.txt", "bilby.md", "broken.pdf")]
    for file, content in zip(files, (EVIL_HTML, EVIL_TEXT, EVIL_MARKDOWN, "no pdf"), strict=True):
        file.write_text(content)
    upload(page, *files)
    bad = page.locator(".reports li.bad")
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text("broken.pdf")
    ask(page, "Where did the thylacine hunt at dusk, and where did it sleep?")
    for index in range(page.locator(CHIP).count()):
        page.locator(CHIP).nth(index).click()
        expect(page.locator(".note[aria-current] .number")).to_have_text(str(index + 1))
    assert '<img src=x onerror="window.__pwn=5">' in page.locator(".page .text").inner_text()
    assert "${Object.assign(window,{__pwn:6})}" in page.locator(".page .text").inner_text()
    ask(page, "Where does the bilby dig and what does it eat?")
    page.locator(CHIP).first.click()
    ask(page, "Where did the quagga graze?")
    assert page.locator("#chat img, #pane img, #pane script, #pane iframe").count() == 0
    tab(page, "Documents")
    for name in ("quagga.html", "thylacine.txt", "bilby.md"):
        row = page.locator(".document", has_text=name)
        row.locator(".open").click()
        expect(page.locator(".sheet .where")).to_contain_text(name)
        tab(page, "Documents")
        remove(page, row.locator(".title").inner_text())
    ask(page, "Where did the thylacine hunt at dusk?")
    expect(page.locator("#chat .bot-row").last.locator(".fn-refusal")).to_be_visible()


def test_a_file_that_is_too_large_is_left_out_in_plain_words(page: Page, tmp_path: Path) -> None:
    large, small = tmp_path / "atlas.txt", tmp_path / "potoroo.txt"
    with large.open("wb") as file:
        file.truncate(51 * 2**20)
    small.write_text("The potoroo digs for truffles at night.")
    tab(page, "Documents")
    page.set_input_files("#files input[type=file]", [str(large), str(small)])
    expect(page.locator("#fn-live")).to_have_text("Not added: “atlas.txt”. A file may have 50 MB at most.")
    # The report comes last: until then the list is drawn anew.
    expect(page.locator(".reports li")).to_have_text(re.compile("potoroo.txt"), timeout=30_000)
    assert page.locator(".toast-body").count() == 0
    remove(page, "potoroo")


def test_of_many_documents_one_is_found_by_its_name(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"harbour log {number}.txt" for number in range(1, 9)]
    for number, file in enumerate(files, 1):
        file.write_text(f"On day {number} of the log the harbour master counted {number} boats.")
    tab(page, "Documents")
    expect(page.locator(".document")).to_have_count(1)
    assert page.locator(".find").count() == 0
    upload(page, *files)
    page.get_by_label("Find a document").fill("LOG 3")
    expect(page.locator(".document:visible")).to_have_count(1)
    expect(page.locator("#shelf-root h2")).to_have_text("1 of 9 documents")
    page.locator(".document:visible .open").click()
    expect(page.locator(".sheet h2")).to_have_text("harbour log 3")
    tab(page, "Documents")
    expect(page.locator(".document:visible")).to_have_count(1)
    remove(page, "harbour log 3")
    # So few need no field, and none of them stays hidden.
    expect(page.locator(".document:visible")).to_have_count(8)
    for number in (1, 2, 4, 5, 6, 7, 8):
        remove(page, f"harbour log {number}")


def test_right_to_left_text_and_its_chips_stand_in_order(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text("القطار يصل في الساعة الخامسة مساء إلى محطة حيفا.\nThe train leaves at six.")
    upload(page, file)
    ask(page, "متى يصل القطار إلى حيفا؟")
    chip = page.locator(CHIP).first
    assert chip.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    # In one piece: a number in the run of other text would be torn from its box.
    assert chip.evaluate("node => node.getClientRects().length") == 1
    chip.click()
    assert quoted(page).startswith("القطار")
    assert page.evaluate(
        """() => { const box = document.querySelector('.page .text').getBoundingClientRect();
        const line = document.querySelector('mark').getClientRects()[0];
        return Math.abs(box.right - line.right) < Math.abs(box.left - line.left) }"""
    )
    tab(page, "Documents")
    remove(page, "train")


def test_a_footnote_of_a_removed_document_says_so(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "Numbat facts.txt"
    file.write_text("The numbat feeds on termites near Dryandra. A numbat needs twenty thousand termites a day.")
    upload(page, file)
    expect(page.locator(".document", has_text="Numbat facts.txt")).to_have_count(1)
    ask(page, "What does the numbat feed on?")
    tab(page, "Documents")
    remove(page, page.locator(".document", has_text="Numbat facts.txt").locator(".title").inner_text())
    page.locator(CHIP).first.click()
    expect(page.locator("p.pane-empty")).to_have_text("This document has been removed from the library.")


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


def test_a_phone_leads_to_the_documents_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert in_view(page, "#name a")
    page.locator("#name a").tap()
    page.wait_for_function("() => scrollY > 300")
    expect(page.locator("#shelf-root .back")).to_be_in_viewport()
    page.locator("#shelf-root .back").tap()
    page.wait_for_function("() => scrollY < 10")
    for question in ("What does Putin want in Eastern Europe?", "And what does he risk?", "What is NATO?"):
        ask(page, question)
    expect(page.locator("#chat .user-row").last).to_be_in_viewport()
    expect(page.locator("#chat .bot-row p").nth(-2)).to_be_in_viewport()


def test_a_question_that_is_too_long_is_told_so(page: Page) -> None:
    ask(page, "why " * 5002)
    expect(page.locator(".fn-broken")).to_contain_text("more than the 20,000 that are read")


def test_the_dark_scheme_is_dark_and_readable(open_page: Callable[..., Page]) -> None:
    page = open_page(color_scheme="dark")
    ask(page, "What does Putin want in Eastern Europe?")
    style = "(s) => getComputedStyle(document.querySelector(s))"
    assert page.evaluate(f"({style})('.gradio-container').backgroundColor") == "rgb(22, 24, 27)"
    assert page.evaluate(f"({style})('#chat .bot-row .prose p').color") == "rgb(231, 228, 221)"


def test_headings_stand_in_order(page: Page) -> None:
    ask(page, "What does Putin want in Eastern Europe?")
    page.wait_for_selector("mark")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName)")
    assert levels[0] == "H1"
    assert set(levels[1:]) == {"H2"}


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
    expect(page.locator(".fn-understood span").last).to_have_text(EDITED)
    expect(page.locator("#chat .user-row").last).to_have_text(FOLLOW_UP)
    assert f"Question: {EDITED}" in desk.server.asked[-1].prompt


def test_a_stopped_answer_of_a_model_stays_and_can_be_asked_again(model_page: Page, desk: Desk) -> None:
    page = model_page
    begin(page, SLOW)
    page.click("#ask [data-testid=stop-button]")
    broken = page.locator("#chat .fn-broken")
    expect(broken).to_contain_text("Stopped.")
    expect(page.locator("#chat .bot-row")).to_contain_text("was opened The pier")
    assert desk.server.gone.wait(3)
    broken.locator("a").click()
    expect(broken).to_have_count(0)
    page.click("#ask [data-testid=stop-button]")
    expect(broken).to_have_count(1)
    expect(page.locator("#chat .user-row")).to_have_count(1)


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
    assert desk.server.gone.wait(3)
    ask(page, QUESTION)
    expect(page.locator("#chat .user-row")).to_have_text([QUESTION])
    expect(page.locator("#chat .fn-meta")).to_have_count(1)


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
    page.fill("#ask textarea", ESSAY)
    page.press("#ask textarea", "Enter")
    page.wait_for_function("() => document.querySelector('#chat .panel-wrap').scrollTop > 100")
    page.locator("#chat").hover()
    page.mouse.wheel(0, -4000)
    words = len(page.locator("#chat .bot-row").last.inner_text())
    page.wait_for_function(f"() => document.querySelector('#chat').innerText.length > {words + 900}")
    assert page.evaluate("document.querySelector('#chat .panel-wrap').scrollTop") == 0


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


@pytest.mark.parametrize("width", [320, 390, 830, 880, 1024])
def test_the_masthead_fits(open_page: Callable[..., Page], model_address: str, width: int) -> None:
    page = open_page(model_address, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('#name h1, #name p, #name a, #masthead button')]
        .map(node => node.getBoundingClientRect()).filter(box => box.width)
        .map(box => [box.left, box.right]).sort((a, b) => a[0] - b[0])"""
    )
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(boxes))
    assert boxes[-1][1] <= width


def test_an_answer_that_ends_in_code_has_its_mark_below_it(model_page: Page) -> None:
    page = model_page
    ask(page, CODE)
    expect(page.locator("#chat pre")).to_have_text("print(1)")
    expect(page.locator("#chat .fn-verdict")).to_have_count(1)
    assert page.locator("#chat pre .fn-verdict").count() == 0
    expect(page.locator(".fn-checks")).to_have_class(re.compile("uncited"))


def test_escape_leads_from_the_quotation_back_to_its_footnote(model_page: Page) -> None:
    page = model_page
    ask(page, QUESTION)
    page.locator(CHIP).nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(CHIP).nth(1)).to_be_focused()


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


def test_a_question_is_not_lost_with_its_server(browser: Browser, desk: Desk) -> None:
    from ui.chat.app import create_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serving(create_app(desk.settings, desk.chain), port) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        ask(page, QUESTION)
    page.locator(CHIP).first.click()
    expect(page.locator("#fn-told")).to_have_text(re.compile("^Footnote cannot be reached"))
    assert page.locator(".toast-body").count() == 0
    page.fill("#ask textarea", FOLLOW_UP)
    page.press("#ask textarea", "Enter")
    expect(page.locator("#fn-told")).to_contain_text("Footnote cannot be reached.")
    expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
    expect(page.locator("#chat .user-row")).to_have_count(1)
    with serving(create_app(desk.settings, desk.chain), port):
        page.press("#ask textarea", "Enter")
        expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone")
        expect(page.locator("#ask textarea")).to_have_value(FOLLOW_UP)
        begin(page, SLOW)
    expect(page.locator("#fn-told")).to_contain_text("The answer was broken off", timeout=15_000)
    expect(page.locator("#ask textarea")).to_have_value(SLOW)
    with serving(create_app(desk.settings, desk.chain), port):
        expect(page.locator("#chat .placeholder")).to_contain_text("The earlier answers are gone", timeout=15_000)
        expect(page.locator("#ask textarea")).to_have_value(SLOW)
        page.close()


TABLE = """# Fares of the ferry

| Line | Adult | Child |
|------|-------|-------|
| Bregenz | **7 euros** | 3 euros |
| Rorschach and beyond | 9 euros | 4 euros |

The **night ferry** costs _two euros_ more; write to `a_b_c` 🐾 or 2 * 3 * 4. All of it is **cheap**.
"""


def test_tables_and_emphasis_are_shown_without_their_marks(model_page: Page, tmp_path: Path) -> None:
    page = model_page
    file = tmp_path / "fares.md"
    file.write_text(TABLE + "\n\nMore follows. " * 3000)
    upload(page, file)
    page.locator(".document", has_text="fares.md").locator(".open").click()
    text = page.locator(".page .text")
    expect(text).to_contain_text("Rorschach", use_inner_text=True)
    shown = text.inner_text()
    assert "The night ferry costs two euros more; write to `a_b_c` 🐾 or 2 * 3 * 4. All of it is cheap." in shown
    assert "|" not in shown
    assert "--" not in shown
    lefts = [
        page.locator(".cell", has_text=words).evaluate("node => Math.round(node.getBoundingClientRect().left)")
        for words in ("Child", "3 euros", "4 euros")
    ]
    assert len(set(lefts)) == 1
    ask(page, "What does the Rorschach line cost?")


def test_further_text_keeps_the_evidence(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "quokka.txt"
    file.write_text("The quokka eats leaves on Rottnest.\n\n" + "Nothing else is told here.\n\n" * 1500)
    upload(page, file)
    ask(page, "What does the quokka eat on Rottnest?")
    page.locator(CHIP).first.click()
    assert "quokka" in quoted(page)
    page.get_by_role("button", name="Later text").click()
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator(".pane-bar .count")).to_have_text(re.compile("Footnote 1 of"))
    expect(page.locator(f"{CHIP}.open").first).to_be_visible()
    page.get_by_role("button", name="Earlier text").click()
    assert "quokka" in quoted(page)
    tab(page, "Documents")
    remove(page, "quokka")


def test_documents_are_removed_by_keyboard(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"gull {number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"Gull number {number} was ringed at Marlow.")
    (tmp_path / "gull.exe").write_bytes(bytes(range(256)))
    upload(page, *files, tmp_path / "gull.exe")
    expect(page.locator(".reports li")).to_have_text(
        [re.compile("^6 files: added$"), re.compile("gull.exe.*unknown type .exe")]
    )
    page.get_by_role("button", name="Dismiss what the last change reported").click()
    expect(page.locator(".reports")).to_have_count(0)
    page.get_by_role("button", name="Remove gull 1").click()
    page.get_by_role("button", name="Remove gull 2").click()
    expect(page.locator(".confirm")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".confirm")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove gull 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#fn-live")).to_have_text("Removed: gull 2.txt")
    expect(page.get_by_role("button", name="Remove gull 3")).to_be_focused()
    for number in (0, 1, 3, 4, 5):
        remove(page, f"gull {number}")


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
    (vote,) = FeedbackFile(desk.settings.home).votes().entries
    assert (vote.vote, vote.comment, vote.answer["question"]) == ("down", "It says 78 %.", QUESTION)
    page.get_by_role("button", name="Good answer").click()
    expect(page.locator("#fn-live")).to_contain_text("Thank you. Your vote stays")
    expect(page.get_by_role("button", name="Bad answer", pressed=False)).to_be_visible()
    (vote,) = FeedbackFile(desk.settings.home).votes().entries
    assert (vote.vote, vote.comment) == ("up", "")


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
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_screenshot_in_the_docs_shows_an_answer(open_page: Callable[..., Page], tmp_path: Path) -> None:
    """`make screenshot` sets SCREENSHOT and so writes docs/chat.png anew; otherwise the picture goes nowhere."""
    page = open_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    ask(page, "What does Moscow demand in the ceasefire talks?")
    ask(page, "And which countries are its new partners?")
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
