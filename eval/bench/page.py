"""The chat page: from Enter to the first words of the answer as the browser shows them, on a warm server.

Beside it, a bare Gradio chat that echoes the question, in the same browser: what no answerer on Gradio can go below.
Needs playwright and a chromium; where they are missing, the figure says so.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from eval.bench.cold import BenchError, environment, footnote
from eval.bench.figures import Figure
from eval.golden import sample_questions
from rag.settings import Settings
from rag.wiring import open_library

if TYPE_CHECKING:
    from playwright.sync_api import Page

TARGET = 0.3
_NAME = "Chat page: Enter to first words, warm server"
_REFERENCE = "a bare Gradio chat that echoes"
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
_START_SECONDS = 120
_FIRST = 2
_ECHO = """
import sys, gradio
gradio.ChatInterface(lambda message, history: message).launch(server_port=int(sys.argv[1]), quiet=True)
"""
# Notes when Enter goes down, and the first frame after it in which a new answer has a word. Gradio's placeholder for an
# answer that is still to come is no `[data-testid=bot]`.
_WATCH = """() => {
  const answers = () => document.querySelectorAll("[data-testid=bot]");
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.bench = { before: answers().length, began: performance.now(), seen: 0 };
  }, true);
  const look = () => {
    const bench = window.bench, found = answers();
    if (bench && !bench.seen && found.length > bench.before && /\\w/.test(found[found.length - 1].innerText))
      requestAnimationFrame(() => { bench.seen ||= performance.now(); });
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def chat_page(settings: Settings, n: int) -> Figure:
    """`n` questions in one conversation, each asked of Footnote's page and then of the echo."""
    missing = _missing(n)
    if missing:
        return Figure(_NAME, "ms", (), _REFERENCE, missing=missing)
    questions = list(islice(cycle(_questions(settings)), n + _FIRST))
    ports = _free_port(), _free_port()
    echo = [sys.executable, "-c", _ECHO, str(ports[1])]
    with _serving(footnote("chat", "--port", str(ports[0])), ports[0], settings), _serving(echo, ports[1], settings):
        pairs = list(_timed(questions, ports))[_FIRST:]
    return Figure(_NAME, "ms", [a for a, _ in pairs], _REFERENCE, [b for _, b in pairs], TARGET, absolute=True)


def _missing(n: int) -> str:
    """What the figure lacks, or an empty string."""
    if not n:
        return "it was left out of this run."
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "playwright is not installed (make dev)."
    return "" if _chromium() else "there is no chromium on the path."


def _chromium() -> str | None:
    return next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)


def _questions(settings: Settings) -> list[str]:
    with open_library(settings) as library:
        return [row.standalone for row in sample_questions(library) if row.gold]


def _timed(questions: Sequence[str], ports: tuple[int, int]) -> Iterator[tuple[float, float]]:
    """Seconds for each question: on Footnote's page, on the echo's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        pages = [_open(browser.new_page(), port) for port in ports]
        for question in questions:
            first, second = (_ask(page, question) for page in pages)
            yield first, second
        browser.close()


def _open(page: Page, port: int) -> Page:
    page.goto(f"http://127.0.0.1:{port}")
    page.wait_for_selector("textarea:visible")
    page.evaluate(_WATCH)
    return page


def _ask(page: Page, question: str) -> float:
    page.bring_to_front()
    box = page.locator("textarea:visible").first
    box.fill(question)
    page.wait_for_selector("[data-testid=submit-button], .submit-button")
    box.press("Enter")
    page.wait_for_function("window.bench?.seen > 0", timeout=20_000)
    milliseconds: Any = page.evaluate("window.bench.seen - window.bench.began")
    page.wait_for_timeout(600)  # the rest of the answer, and the page coming to rest
    return float(milliseconds) / 1000


@contextmanager
def _serving(command: Sequence[str], port: int, settings: Settings) -> Iterator[None]:
    """A server as a child process, from its first page on."""
    quiet = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
    server = subprocess.Popen(
        command, env=environment(settings) | quiet, cwd=settings.home,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(server, port)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise BenchError("The server of the chat page did not start. See why with: footnote chat")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
