"""The command line, run as a person runs it: as a process, in a home of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import ROOT, Run, run
from openai_server import ScriptedServer, text
from typer.testing import CliRunner

from ui.cli import app
from ui.commands.output import progress_bar

# Characters that a terminal obeys, in a document that is otherwise harmless.
LIGHTHOUSE = """# The lighthouse at Skerry Point

The lighthouse at Skerry Point was built in 1871 by the engineer Agnes Barlow. Its lamp burned whale oil until 1902.

The tower is 43 metres high. \x1b[31mThe keeper\x1b[0m, Thomas Reed, kept bees on the roof and sold honey.

In 1958 the light was made automatic, and the last keeper left the island. Seals have used the landing stage since.
"""


def below(command: Any, name: str = "") -> Iterator[str]:
    """Every command by the words that call it; "" is `footnote` itself."""
    yield name
    for word, other in getattr(command, "commands", {}).items():
        yield from below(other, f"{name} {word}".strip())


COMMANDS = list(below(typer.main.get_command(app)))


def help_of(name: str) -> str:
    done = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="footnote")
    assert done.exit_code == 0, done.output
    return done.stdout


def environment(home: Path, **extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "FOOTNOTE_HOME": str(home), **extra}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "ui.cli", *map(str, arguments)]


def footnote(home: Path, *arguments: str | Path, stdin: str = "", **extra: str) -> Run:
    """Run `footnote` in a folder where no `.env` lies. Whatever happens, there must be no stack trace."""
    done = run(*map(str, arguments), folder=home, environment=environment(home, **extra), stdin=stdin)
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def data(home: Path, *arguments: str | Path, stdin: str = "") -> Any:
    """What a command prints as JSON, and it printed nothing else on stdout."""
    done = footnote(home, *arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_one_line_error(done: Run, *words: str) -> None:
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("footnote: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "unexpected" not in done.stderr.lower(), done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture(scope="module")
def home(new_home: Callable[[], Path]) -> Path:
    """A home with one small document, indexed by the command line itself."""
    home = new_home()
    (home / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    done = footnote(home, "index", "add", home / "lighthouse.md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("added "), done.stdout
    assert "1 added in " in done.stdout
    return home


@pytest.fixture(scope="module")
def document_id(home: Path) -> str:
    return str(data(home, "index", "list", "--json")[0]["id"])


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_with_an_example(name: str) -> None:
    told = help_of(name)
    assert f"    footnote {name}".rstrip() in told.split("For example:")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_the_words_of_a_person(name: str) -> None:
    usage, *sections = re.split(r"\n\n(?=[A-Z])", help_of(name))
    assert not re.search(r"<\w|[{}]|[<>]=", "\n".join([usage.splitlines()[0], *sections]))
    assert "..." not in "\n".join(sections), "a command's first sentence is too long for the list"


def test_help_has_its_short_form_everywhere() -> None:
    assert CliRunner().invoke(app, ["index", "add", "-h"], prog_name="footnote").stdout == help_of("index add")


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    try:
        expected = version("footnote-rag")
    except ModuleNotFoundError:
        pytest.skip("footnote is not installed here; `make setup` installs it")
    assert footnote(tmp_path, "--version").stdout == f"footnote {expected}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["ask"], ["index", "show"], ["chat", "--port", "99999"],
     ["index", "add", ""], ["chat", "--docs", ""], ["mcp", "--port", "8000"], ["--home", "", "index", "list"],
     ["serve", "--host", ""], ["ask", "Why?", "--json", "--format", "html"]],
)  # fmt: skip
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: Sequence[str]) -> None:
    done = footnote(tmp_path, *arguments)
    assert done.returncode == 2
    assert "Usage: footnote" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["chat", "--port", "abc"], "'abc' is no whole number from 1 to 65535."),
        (["serve", "--port", "0"], "'0' is no whole number from 1 to 65535."),
        (["eval", "new", "set.jsonl", "--count", "-1"], "'-1' is no whole number of 1 or more."),
        (["ask", "Why?", "--format", "xml"], "'xml' is none of: text, markdown, html, json."),
    ],
)
def test_a_value_that_an_option_cannot_have_is_told_plainly(arguments: list[str], fault: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"Error: Invalid value for '{arguments[-2]}': {fault}"


def test_adding_again_keeps_what_is_there(home: Path) -> None:
    report = data(home, "index", "add", home / "lighthouse.md", "--json")
    assert [file["status"] for file in report["files"]] == ["kept"]
    assert report["ok"] is True


def test_a_missing_file_fails_and_the_others_are_indexed(empty_home: Path) -> None:
    (empty_home / "good.txt").write_text("The ferry leaves at nine. It returns at five.", encoding="utf-8")
    done = footnote(empty_home, "index", "add", empty_home / "absent.txt", empty_home / "good.txt", "--json")
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert {Path(file["source"]).name: file["status"] for file in files} == {
        "absent.txt": "failed",
        "good.txt": "added",
    }
    assert [info["title"] for info in data(empty_home, "index", "list", "--json")] == ["good"]


def test_list_shows_the_document(home: Path, document_id: str) -> None:
    (info,) = data(home, "index", "list", "--json")
    assert info["title"] == "The lighthouse at Skerry Point"
    assert info["state"] == "ready"
    assert info["passages"] >= 1
    assert set(info) >= {"id", "title", "source", "characters", "pages", "passages", "state", "added_at", "notes"}
    heading, row = footnote(home, "index", "list").stdout.splitlines()
    assert heading.split()[:3] == ["ID", "TITLE", "STATE"]
    assert row.startswith(document_id)


def test_show_describes_a_document_by_the_beginning_of_its_id(home: Path, document_id: str) -> None:
    shown = footnote(home, "index", "show", document_id[:6])
    assert shown.stdout.startswith("The lighthouse at Skerry Point\n")
    assert f"id: {document_id}\n" in shown.stdout
    assert "Agnes Barlow" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_show_gives_passages_as_json(home: Path, document_id: str) -> None:
    shown = data(home, "index", "show", document_id, "--text", "--json")
    assert shown["characters"] == len(shown["text"])
    for passage in shown["passages"]:
        assert shown["text"][passage["start"] : passage["end"]] == passage["text"]
    assert "text" not in data(home, "index", "show", document_id, "--json")


def test_the_printed_text_is_what_the_offsets_refer_to(home: Path, document_id: str) -> None:
    text = footnote(home, "index", "show", document_id, "--text").stdout
    assert text == data(home, "index", "show", document_id, "--text", "--json")["text"]
    answer = data(home, "ask", "--json", "Who built the lighthouse at Skerry Point?")
    for citation in answer["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_document_cannot_drive_the_terminal(home: Path, document_id: str) -> None:
    ours, theirs = pty.openpty()
    arguments = command("index", "show", document_id, "--text")
    with subprocess.Popen(
        arguments, cwd=home, env=environment(home), stdout=theirs, stderr=subprocess.DEVNULL
    ) as child:
        os.close(theirs)
        printed = b""
        try:
            while piece := os.read(ours, 65536):
                printed += piece
        except OSError:  # Linux reports the other end's closing like this.
            pass
        assert child.wait(60) == 0
    os.close(ours)
    assert b"Thomas Reed" in printed
    assert b"\x1b" not in printed


def test_ask_prints_the_answer_and_its_footnotes(home: Path) -> None:
    done = footnote(home, "ask", "Who built the lighthouse at Skerry Point?")
    assert done.returncode == 0, done.stderr
    answer, _, notes = done.stdout.partition("\n\n[1] ")
    assert "[1]" in answer
    assert notes.startswith("The lighthouse at Skerry Point, ")
    assert "characters " in notes.splitlines()[0]
    assert "Agnes Barlow" in notes


def test_ask_gives_json_with_every_part_of_the_answer(home: Path, document_id: str) -> None:
    answer = data(home, "ask", "--json", "Who built the lighthouse at Skerry Point?")
    parts = "question standalone_question text answered answerer sentences citations passages timings"
    assert set(answer) >= set(parts.split())
    assert answer["question"] == "Who built the lighthouse at Skerry Point?"
    assert answer["answered"] is True
    first = answer["citations"][0]
    assert set(first) >= {"number", "document_id", "title", "source", "page", "start", "end", "quote"}
    assert (first["number"], first["document_id"], first["page"]) == (1, document_id, None)
    assert "Agnes Barlow" in " ".join(citation["quote"] for citation in answer["citations"])


def test_ask_reads_the_question_from_stdin(home: Path) -> None:
    answer = data(home, "ask", "--json", "-", stdin="How high is the tower?\n")
    assert answer["question"] == "How high is the tower?"
    assert "43 metres" in answer["text"]


def test_a_refusal_is_printed_with_the_nearest_passages(home: Path) -> None:
    done = footnote(home, "ask", "Which football club won the Brazilian championship in 2019?")
    assert done.returncode == 0, done.stderr
    assert "Nearest passages:" in done.stdout
    assert "[1]" not in done.stdout


def test_a_question_of_undecodable_bytes_is_no_crash(home: Path) -> None:
    arguments: list[bytes] = [*map(os.fsencode, command("ask")), b"Who built \xff\xfe the lighthouse?"]
    done = subprocess.run(arguments, cwd=home, env=environment(home), capture_output=True, timeout=120, check=False)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 1


@pytest.mark.parametrize("question", ["", "   ", "\x1b[2J\x07", "🤷🤷🤷", "why " * 5000])
def test_an_odd_question_gets_an_answer_or_one_line(home: Path, question: str) -> None:
    done = footnote(home, "ask", "-", stdin=question)
    if done.returncode == 0:
        assert done.stdout.strip()
    else:
        assert_one_line_error(done)


@pytest.mark.parametrize("question", ["??", "$$$", "…", "🙂"])
def test_a_question_without_a_word_is_no_question(home: Path, question: str) -> None:
    assert_one_line_error(footnote(home, "ask", "-", stdin=question), "no word")


def test_a_closed_stdin_asks_nothing(home: Path) -> None:
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *map(str, command("ask", "-"))]
    done = subprocess.run(
        closed, cwd=home, env=environment(home), capture_output=True, text=True, timeout=120, check=False
    )
    assert_one_line_error(done, "The question is empty")


def test_a_closed_stdout_is_no_fault(home: Path) -> None:
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *map(str, command("ask", "Who built the lighthouse?"))]
    done = subprocess.run(closed, cwd=home, env=environment(home), capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ask_on_an_empty_library_says_how_to_fill_it(empty_home: Path) -> None:
    assert_one_line_error(footnote(empty_home, "ask", "Anything?"), "no documents", "footnote index add PATH")


@pytest.mark.parametrize("arguments", [["index", "show", "ffff0000"], ["index", "remove", "ffff0000"]])
def test_an_unknown_document_is_one_line(home: Path, arguments: Sequence[str]) -> None:
    assert_one_line_error(footnote(home, *arguments), "ffff0000", "footnote index list")


@pytest.mark.parametrize("command", [["show"], ["remove"], ["show", "--text"]])
def test_what_no_document_is_called_is_one_line(home: Path, command: Sequence[str]) -> None:
    assert_one_line_error(footnote(home, "index", *command, "tower.md"), "tower.md", "footnote index list")


def test_a_document_is_named_by_its_file_its_path_or_its_title(empty_home: Path) -> None:
    folder = empty_home / "notes"
    paths = [folder / "ferry.txt", folder / "old" / "ferry.txt", folder / "bus.md"]
    texts = ["The ferry leaves at nine.", "The ferry left at ten.", "# Buses\n\nThe bus leaves at eight."]
    for path, own in zip(paths, texts, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(own, encoding="utf-8")
    footnote(empty_home, "index", "add", folder)
    assert footnote(empty_home, "index", "show", "bus.md", "--text").stdout.endswith("The bus leaves at eight.")
    assert_one_line_error(footnote(empty_home, "index", "remove", "ferry.txt"), "2 documents are called 'ferry.txt'")
    assert data(empty_home, "index", "show", paths[0], "--json")["source"] == str(paths[0])
    removed = data(empty_home, "index", "remove", paths[1], "buses", "--json")
    assert [report["source"] for report in removed] == [str(paths[1]), str(paths[2])]


def test_a_setting_that_cannot_be_used_is_named(home: Path) -> None:
    assert_one_line_error(footnote(home, "index", "list", FOOTNOTE_PORT="many"), "FOOTNOTE_PORT")


def test_a_variable_that_is_nearly_a_setting_is_told(home: Path) -> None:
    result = footnote(home, "index", "status", "--json", FOOTNOTE_PASAGES="3", FOOTNOTE_SOMETHING_ELSE="1")
    assert result.stderr == "FOOTNOTE_PASAGES is no setting and is passed over. Did you mean FOOTNOTE_PASSAGES?\n"
    assert json.loads(result.stdout)["documents"] == 1


def test_a_home_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert_one_line_error(footnote(tmp_path, "--home", tmp_path / "file" / "home", "index", "list"))


def test_the_home_option_overrides_the_environment(home: Path, tmp_path: Path) -> None:
    assert data(tmp_path, "--home", home, "index", "status", "--json")["documents"] == 1
    assert not (tmp_path / "catalog.sqlite3").exists()


def test_status_gives_figures(home: Path) -> None:
    figures = data(home, "index", "status", "--json")
    assert figures["documents"] == 1
    assert figures["home"] == str(home)
    assert "documents: 1\n" in footnote(home, "index", "status").stdout


def test_remove_takes_a_document_out_and_leaves_the_file(empty_home: Path) -> None:
    path = empty_home / "ferry.txt"
    path.write_text("The ferry leaves at nine. It returns at five.", encoding="utf-8")
    id_ = data(empty_home, "index", "add", path, "--json")["files"][0]["document_id"]
    (report,) = data(empty_home, "index", "remove", id_, "--json")
    assert (report["status"], report["document_id"]) == ("removed", id_)
    assert data(empty_home, "index", "list", "--json") == []
    assert path.exists()


def test_the_doctor_says_once_what_to_do(tmp_path: Path, home: Path) -> None:
    broken = tmp_path / "home"
    shutil.copytree(home, broken)
    (broken / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all" * 300)
    done = footnote(broken, "doctor")
    assert done.returncode == 1
    assert done.stdout.count("footnote doctor --repair") == 1
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = footnote(tmp_path, "--home", tmp_path / "file" / "home", "doctor")
    assert "home: Not a directory. Make it writable, or set FOOTNOTE_HOME." in done.stdout.splitlines()[0]


def test_doctor_finds_a_good_library_in_order(home: Path) -> None:
    checks = data(home, "doctor", "--json")
    assert checks
    assert all(check["ok"] for check in checks), checks
    assert set(checks[0]) == {"name", "ok", "detail", "remedy"}
    assert footnote(home, "doctor").stdout.startswith("ok ")


def test_eval_lists_its_suites(tmp_path: Path) -> None:
    assert "smoke" in data(tmp_path, "eval", "list", "--json")
    assert footnote(tmp_path, "eval", "list").stdout.startswith("SUITE")


def test_an_unknown_suite_is_one_line(empty_home: Path) -> None:
    assert_one_line_error(footnote(empty_home, "eval", "run", "nonsense"), "nonsense", "smoke")


def test_each_faulty_row_of_a_set_has_a_line(empty_home: Path, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text('{"question": 3}\n{"answer": "1871"}\n"When?"\n', encoding="utf-8")
    done = footnote(empty_home, "eval", "run", "own", "--data", tmp_path / "set.jsonl")
    assert done.returncode == 1
    head, *told = done.stderr.splitlines()
    assert head == "footnote: 2 faulty rows. Mend them, or leave them out with --skip-faulty:"
    assert [line.partition(": ")[0] for line in told] == [f"{tmp_path}/set.jsonl, line {at}" for at in (3, 2)]


def test_chat_on_a_busy_port_is_one_line(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = footnote(home, "chat", "--port", port, "--docs", home / "lighthouse.md")
    assert_one_line_error(done, f"Port {port} is in use", "FOOTNOTE_PORT")
    assert done.stdout == ""


def test_chat_on_a_path_that_is_not_there_says_so(empty_home: Path) -> None:
    done = footnote(empty_home, "chat", "--docs", empty_home / "absent")
    assert_one_line_error(done, "absent")
    assert done.stdout == ""


def test_a_long_job_says_in_a_log_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(seconds=0.05) as progress:
        progress(0.1, "at once")
        time.sleep(0.06)
        progress(0.25, "Embedding 128 of 512 passages")
        progress(0.26, "a moment later")
    assert capsys.readouterr().err == "25%  Embedding 128 of 512 passages\n"


def test_a_report_names_a_path_once_and_counts_in_words(empty_home: Path) -> None:
    (empty_home / "broken.pdf").write_text("no pdf", encoding="utf-8")
    (empty_home / "ferry.txt").write_text("The ferry leaves at nine.", encoding="utf-8")
    done = footnote(empty_home, "index", "add", "broken.pdf", "ferry.txt", "http://example.org/page")
    broken, ferry, web, _ = done.stdout.splitlines()
    assert broken.count("broken.pdf") == 1
    assert ferry.endswith("ferry.txt (1 passage)")
    assert web.startswith("failed    http://example.org/page: web addresses cannot be indexed")


def test_a_closed_pipe_is_quiet(home: Path, document_id: str) -> None:
    for arguments in (["index", "show", document_id, "--text"], ["index", "list"]):
        child = subprocess.Popen(
            command(*arguments), cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert child.stdout and child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""
        child.stderr.close()
        child.wait(60)


def test_ctrl_c_is_quiet(home: Path) -> None:
    child = subprocess.Popen(
        command("ask", "-"), cwd=home, env=environment(home), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdin and child.stderr
    call = Path(f"/proc/{child.pid}/syscall")  # "0 0x0 ...": it waits for the question; a new program needs its time
    for _ in range(300):
        if call.exists() and call.read_text().startswith("0 0x0 "):
            break
        time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    assert child.wait(60) == 130
    assert child.stderr.read().strip() == b""
    child.stdin.close()
    child.stderr.close()


def test_what_a_model_wrote_before_it_broke_off_is_printed(indexed_home: Path) -> None:
    reply = text("Russia wants its gains ", "recognized [1]", " and more", drop=True, finish=None)
    with ScriptedServer([reply]) as server:
        told = {"OPENAI_BASE_URL": server.url, "FOOTNOTE_MODEL": "scripted", "FOOTNOTE_MODEL_RETRIES": "0"}
        done = footnote(indexed_home, "ask", "What does Russia want?", **told)
        data = footnote(indexed_home, "ask", "--json", "What does Russia want?", **told)
    assert done.returncode == data.returncode == 1
    assert done.stdout.startswith("Russia wants its gains recognized")
    assert "broke off before the answer was complete" in done.stderr
    assert data.stdout == ""
