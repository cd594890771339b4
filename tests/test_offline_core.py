"""Indexing and asking need no network: proven in a process that has none, or whose every attempt is recorded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Python's own view of every attempt to leave the machine: an audit hook cannot be taken out again.
GUARD = """
import os, sys

def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "loopback"
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host in ("localhost", "::1", "None", "loopback", "") or host.startswith("127."):
        return
    with open(os.environ["ATTEMPTS"], "a") as file:
        file.write(f"{event} {host}\\n")
    raise OSError("this test has no network")

sys.addaudithook(_watch)
"""
WORK = """
import json, sys
from pathlib import Path
from index.sample import sample_path
from rag.settings import Settings
from rag.wiring import open_chain

with open_chain(Settings(home=Path(sys.argv[1]))) as chain:
    report = chain.library.add([sample_path(), *map(Path, sys.argv[2:])])
    answer = chain.ask("What does the article say?")
    first = chain.library.documents()[0]
    again = chain.ask(chain.library.passages(first.id)[0].sentences[0].text)
print(json.dumps({"ok": report.ok, "passages": len(answer.passages), "again": len(again.passages)}))
"""


def without_network() -> list[str]:
    """A prefix that gives a command a network namespace with nothing in it, where the system allows that."""
    if not shutil.which("unshare"):
        return []
    prefixes = ["unshare", "-rn"], ["unshare", "-n"]
    tried = (subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode for prefix in prefixes)
    return next((prefix for prefix, code in zip(prefixes, tried, strict=True) if code == 0), [])


def write_every_format(folder: Path) -> list[Path]:
    import docx
    from reportlab.pdfgen.canvas import Canvas

    (folder / "page.html").write_text("<h1>Page</h1><p>Pages hold text.</p><img src='https://example.com/x.png'>")
    (folder / "note.txt").write_text("Notes hold text. See https://example.com for more.")
    (folder / "japanese.txt").write_bytes("吾輩は猫である。名前はまだ無い。".encode("shift_jis"))
    word = docx.Document()
    word.add_paragraph("Word files hold text.")
    word.save(str(folder / "word.docx"))
    canvas = Canvas(str(folder / "paper.pdf"))
    canvas.drawString(72, 720, "Papers hold text.")
    canvas.save()
    return sorted(folder.iterdir())


def test_every_format_is_indexed_and_asked_about_with_no_network(new_home: Callable[[], Path], tmp_path: Path) -> None:
    guard, files = tmp_path / "guard", tmp_path / "files"
    guard.mkdir()
    files.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    attempts = tmp_path / "attempts"
    done = subprocess.run(
        [*without_network(), sys.executable, "-c", WORK, str(new_home()), *map(str, write_every_format(files))],
        env={**os.environ, "PYTHONPATH": f"{guard}:{ROOT}", "ATTEMPTS": str(attempts)},
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["ok"]
    assert found["passages"] > 0
    assert found["again"] > 0
    assert not attempts.exists(), attempts.read_text()


def test_the_guard_of_that_test_records_an_attempt(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    script = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "ATTEMPTS": str(tmp_path / "attempts")},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "this test has no network" in done.stderr
    assert "192.0.2.1" in (tmp_path / "attempts").read_text()
