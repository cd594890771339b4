"""A real browser on the chat page: servers to open it at, pages that are checked when they close, what a reader does.

Answers of a model come over HTTP from a scripted server.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import STANDALONE, Desk, checked_answer, follow_up, marker, model_desk
from no_network import guarded
from openai_server import Reply, Request, text
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as Late
from serving import serving

from eval.bench.page import FLAGS

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parent.parent
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
CHIP = "#chat a[href^='#cite-']"

NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Needs chromium at /usr/bin/chromium: apt-get install chromium"),
]

# How fast a busy machine is, `footnote bench` measures; here what is shown counts.
expect.set_options(timeout=20_000)

EDITED = "What did the repairs of the pier cost?"


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


# Questions that the scripted model knows.
SLOW = "When was the pier of Marlow Bay opened, slowly?"
CODE = "Show a program about the pier of Marlow Bay."
SILENT = "What does the pier of Marlow Bay weigh?"
STEPS = "List the steps of the pier of Marlow Bay."
FEES = "Show what the pier of Marlow Bay costs, as a table."
ESSAY = "Tell the story of the pier of Marlow Bay at length."
SLOW_ESSAY = f"{ESSAY} Take your time."


def a_models_reply(request: Request) -> Reply:
    if ESSAY in request.prompt:
        said = f"The pier was opened on 3 May 1884 {marker(request, '3 May 1884')}.\n\n"
        return text(*[said] * 60, pause=0.3 if SLOW_ESSAY in request.prompt else 0.04)
    if "Latest message:" in request.prompt or STANDALONE in request.prompt or EDITED in request.prompt:
        return follow_up(request)
    if STEPS in request.prompt:
        opened = marker(request, "3 May 1884")
        return text(f"1. Opened on 3 May 1884 {opened}.\n2. Reopened:\n   - By the council in 1964 {opened}.")
    if SILENT in request.prompt:
        return text("Never", wait=600)
    if FEES in request.prompt:
        return text("| Day | Fee | Open |\n|---|---:|:-:|\n| Sunday | 2.50 | yes |")
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


@pytest.fixture(scope="module")
def unused(browser: Browser) -> dict[str, list[BrowserContext]]:
    """Contexts in which no page is open, by their options: what one has fetched it need not fetch for the next test."""
    return {}


@pytest.fixture
def open_page(browser: Browser, address: str, unused: dict[str, list[BrowserContext]]) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own that knows of nothing before.

    Afterwards: no request went to another host, nothing was fired, and the console shows no error.
    """
    contexts: list[tuple[str, BrowserContext]] = []
    pages: list[Page] = []
    urls: list[str] = []
    errors: list[str] = []
    hosts: list[str] = []

    def open_one(at: str = address, viewport: ViewportSize = VIEWPORT, **options: object) -> Page:
        kind = repr(sorted(options.items()))
        alike = unused.setdefault(kind, [])
        context = alike.pop() if alike else browser.new_context(viewport=VIEWPORT, **options)  # type: ignore[arg-type]
        contexts.append((kind, context))
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size(viewport)
        page.on("request", lambda request: urls.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        # Leaving a page breaks off what Gradio is fetching, and it says so.
        page.on(
            "pageerror", lambda error: None if "AbortError" in f"{error.name} {error}" else errors.append(str(error))
        )
        visit(page, at)
        hosts.append(at.split("/#")[0])
        return page

    yield open_one
    for page in pages:
        assert page.evaluate("typeof window.__pwn") == "undefined"
        page.evaluate("localStorage.clear()")
    for kind, context in contexts:
        for page in context.pages:
            page.close()
        context.clear_cookies()
        unused[kind].append(context)
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


def visit(page: Page, address: str) -> None:
    """Open the page, and wait until its scripts hear what is typed: what is sent before stays in the box."""
    page.goto(address)
    page.wait_for_selector("#ask textarea")
    page.wait_for_selector("#pane-root > *", state="attached")


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
    with contextlib.suppress(Late):  # They go with the next step anyway, as soon as the list has come.
        page.locator(".told .quiet").click(timeout=1000 * page.locator(".told").count() + 1)
    page.set_input_files("#files input[type=file]", [str(file) for file in files])
    expect(page.locator(".reports li").first).to_be_visible(timeout=30_000)


def remove(page: Page, title: str) -> None:
    row = page.locator(".document", has_text=title)
    row.get_by_role("button", name=f"Remove {title}").click()
    row.locator(".confirm .danger").click()
    expect(row).to_have_count(0)


def reload_at_once(page: Page) -> None:
    """Load the page anew, and go on as soon as it begins to come."""
    deadline = time.monotonic() + 20
    while True:
        try:
            page.reload(wait_until="commit")
        except Error as error:
            # Of a page that the browser is about to exchange for the one of the last reload.
            assert "Not attached to an active page" in str(error)
            assert time.monotonic() < deadline
            continue
        return


def slow_at_first(page: Page) -> None:
    """From here on the page takes more than a second to find its server, each time a little less."""
    page.evaluate(
        """() => { const real = window.fetch; let wait = 1200; window.fetch = async (...rest) => {
        if (String(rest[0]).includes("app_id")) await new Promise((done) => setTimeout(done, wait -= 200));
        return real(...rest); } }"""
    )


def hold_back(page: Page, telling: str = "") -> Callable[[], None]:
    """Hold back the server's next answer to a click; call what is returned to let it come, whatever came meanwhile.

    With `telling`, the answer to what the page tells the server by that name first.
    """
    page.evaluate(
        """(telling) => { const real = window.fetch; window.heldBack = null; let free = true;
        window.fetch = async (...rest) => {
          const mine = free && String(rest[0]).includes("run/predict") && rest[1].body.includes(telling);
          if (mine) free = false;
          const answer = await real(...rest);
          if (mine) await new Promise((done) => { window.heldBack = done; });
          return answer;
        } }""",
        telling and f'"event_data":{{"{telling}"',
    )

    def release() -> None:
        page.wait_for_function("() => window.heldBack")
        page.evaluate("heldBack()")
        page.wait_for_timeout(300)

    return release


def out_of_reach(page: Page) -> Callable[[], None]:
    """From here on the page gets no answer to whether its server is there; call what is returned to let it hear no."""
    page.evaluate(
        """() => { const real = window.fetch; const said = new Promise((done) => { window.sayNo = done; });
        window.fetch = async (...rest) => {
          if (!String(rest[0]).includes("app_id")) return real(...rest);
          await said;
          throw new TypeError("Failed to fetch");
        } }"""
    )
    return lambda: page.evaluate("sayNo()")


def late_load(page: Page) -> None:
    """From its next load on, the page hears late of what there was before."""
    page.add_init_script(
        """const real = fetch; window.fetch = async (...rest) => {
        const answer = await real(...rest);
        if (String(rest[0]).includes("run/predict")) await new Promise((done) => setTimeout(done, 1500));
        return answer; }"""
    )


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
