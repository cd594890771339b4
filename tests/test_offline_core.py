"""Indexing and asking need no network: proven in a process that has none, or whose every attempt is recorded."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from no_network import ROOT, guarded, without_network

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
    files = tmp_path / "files"
    files.mkdir()
    env, attempts = guarded(tmp_path / "guard")
    done = subprocess.run(
        [*without_network(), sys.executable, "-c", WORK, str(new_home()), *map(str, write_every_format(files))],
        env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["ok"]
    assert found["passages"] > 0
    assert found["again"] > 0
    assert not attempts.exists(), attempts.read_text()


def test_the_command_line_works_with_no_network(new_home: Callable[[], Path], tmp_path: Path) -> None:
    env, attempts = guarded(tmp_path / "guard")
    home, sample = str(new_home()), str(ROOT / "index" / "sample" / "article.md")
    question = "What does Moscow demand in the ceasefire talks?"
    commands = (
        ["index", "add", sample], ["index", "list", "--json"], ["ask", question], ["ask", "--json", question],
        ["doctor"], ["index", "status"],
    )  # fmt: skip
    for arguments in commands:
        done = subprocess.run(
            [*without_network(), sys.executable, "-m", "ui.cli", "--home", home, *arguments],
            env=env, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert not attempts.exists(), attempts.read_text()


def test_the_guard_of_these_tests_records_an_attempt(tmp_path: Path) -> None:
    env, attempts = guarded(tmp_path / "guard")
    script = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert "this test has no network" in done.stderr
    assert "192.0.2.1" in attempts.read_text()
