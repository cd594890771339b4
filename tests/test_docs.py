"""The documentation is true: its commands and examples run, its tables are complete, its links lead somewhere."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx2
import pytest
import typer
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from serving import serving

from eval.smoke import figures
from index.sample import sample_path
from index.text.terms import terms
from rag.question.question import analyse
from rag.settings import Settings
from rag.types import Answer, AnswerSentence, Citation, EvidencePassage
from rag.wiring import open_chain
from ui.api.app import create_api
from ui.cli import app
from ui.mcp_server import create_http_app
from ui.server.readiness import Readiness

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ANSWER = (ROOT / "docs/answer.md").read_text(encoding="utf-8")
EVALUATION = (ROOT / "docs/evaluation.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
ADRS = sorted((ROOT / "docs/adr").glob("*.md"))
# These start a server or measure for minutes: their arguments are parsed, and other tests run them.
PARSED_ONLY = ("chat", "serve", "mcp", "eval", "bench")
TOOLS = {"ask", "search", "list_documents", "get_passage"}
REPORT = """# The ferry report

The report recommends a second ferry for the summer months. It would cost two million pounds.

The old pier was closed in 1988. Seals rest on it now.
"""


def blocks(text: str, *languages: str) -> Iterator[str]:
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if language in languages:
            yield block


def commands(program: str, *languages: str) -> list[list[str]]:
    """The lines of the README's blocks that run `program`, from a virtual environment or not, as arguments."""
    lines = [
        shlex.split(line.replace("\\", "/"), comments=True)
        for b in blocks(README, *languages)
        for line in b.splitlines()
    ]
    return [words[1:] for words in lines if words and re.split(r"/", words[0])[-1] == program]


def rows(heading: str) -> dict[str, str]:
    """The README's table whose first column has this heading: rows by their first cell."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert table, heading
    return {line.split("|")[1].strip(): line for line in table[1].splitlines()}


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "FOOTNOTE_HOME": str(home)}


def run(arguments: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=home,
        env=environment(home),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def reader(new_home: Callable[[], Path]) -> Path:
    """A home that is the reader's working directory as well, with the file that the README speaks of."""
    home = new_home()
    (home / "report.md").write_text(REPORT, encoding="utf-8")
    return home


def leaves() -> dict[str, Any]:
    """Every command of the program by its full name."""
    group: Any = typer.main.get_command(app)
    found = {"footnote": group}
    for name, command in group.commands.items():
        below = getattr(command, "commands", {"": command})
        found |= {f"footnote {name} {sub}".rstrip(): leaf for sub, leaf in below.items()}
    return found


def test_every_footnote_command_of_the_readme_runs(reader: Path) -> None:
    ran = [words for words in commands("footnote", "sh", "powershell") if words[0] not in PARSED_ONLY]
    assert ran
    printed = {}
    for words in ran:
        done = run(["-m", "ui.cli", *words], reader)
        assert done.returncode == 0, f"footnote {' '.join(words)}: {done.stderr}"
        printed[" ".join(words[:2])] = done.stdout
    citations = json.loads(printed["ask --json"])["citations"]
    assert citations
    assert all(citation["quote"] in REPORT for citation in citations)


def test_commands_that_serve_or_measure_are_spelt_right() -> None:
    for words in commands("footnote", "sh", "powershell"):
        if words[0] in PARSED_ONLY:
            size = 2 if words[0] == "eval" else 1
            leaves()[" ".join(["footnote", *words[:size]])].make_context("footnote", list(words[size:]))


def test_every_make_target_of_the_readme_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = [word for words in commands("make", "sh") for word in words]
    found += [word for words in re.findall(r"`make ([^`]+)`", README) for word in words.split()]
    assert {"chat", "test", "DOCS=path"} <= set(found)
    for word in found:
        name, is_variable, _ = word.partition("=")
        assert re.search(rf"^{name} \?=" if is_variable else rf"^{name}:", makefile, re.MULTILINE), word


@pytest.mark.parametrize("language", ["sh", "powershell"])
def test_the_pip_way_is_what_the_makefile_does(language: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [words for words in commands("python", language) if words[:3] == ["-m", "pip", "install"]]
    # What is installed later, beside Footnote, is not of the set-up.
    installs = [words for words in installs if "--no-deps" in words]
    assert len(installs) == 2
    locked, editable = installs
    assert (ROOT / locked[locked.index("-r") + 1]).is_file()
    assert (ROOT / editable[editable.index("-e") + 1] / "pyproject.toml").is_file()
    for option in (word for words in installs for word in words if word.startswith("--")):
        assert option in makefile, option


def example(name: str) -> str:
    """The README's one Python block that imports `name`."""
    (found,) = [block for block in blocks(README, "python") if re.search(rf"^from .* import .*\b{name}\b", block, re.M)]
    return found


def test_the_python_example_runs_and_quotes_the_sample(indexed_home: Path) -> None:
    done = run(["-c", example("query")], indexed_home)
    assert done.returncode == 0, done.stderr
    quotes = re.findall(r"^\[\d+\] .*, characters (\d+)-(\d+): (.*)$", done.stdout, re.MULTILINE)
    text = sample_path().read_text(encoding="utf-8")
    assert quotes
    assert all(text[int(start) : int(end)] == quote for start, end, quote in quotes)
    assert "Moscow" in done.stdout.split(quotes[-1][2])[-1], "the follow-up carries nothing over"


def test_the_openai_example_runs_against_a_server(indexed_home: Path) -> None:
    settings = Settings(home=indexed_home)
    with open_chain(settings) as chain, serving(create_api(settings, chain, Readiness(chain))) as address:
        code = example("OpenAI").replace("http://127.0.0.1:7860", address)
        assert address in code
        done = run(["-c", code], indexed_home)
    assert done.returncode == 0, done.stderr
    title = sample_path().read_text(encoding="utf-8").splitlines()[0].strip("# ")
    quotes = re.findall(rf"^\[\d+\] {re.escape(title)} (.+)$", done.stdout, re.MULTILINE)
    assert quotes
    assert all(quote in sample_path().read_text(encoding="utf-8") for quote in quotes)


def test_the_llama_index_example_runs(indexed_home: Path) -> None:
    done = run(["-c", example("as_query_engine")], indexed_home)
    assert done.returncode == 0, done.stderr
    places = re.findall(r" (\d+) (\d+) (.*)$", done.stdout, re.MULTILINE)
    text = sample_path().read_text(encoding="utf-8")
    assert places
    assert all(text[int(start) : int(end)] == quote for start, end, quote in places)
    assert len(re.findall(r"^\d\.\d+ ", done.stdout, re.MULTILINE)) == 2


def test_the_mcp_configuration_starts_a_server(empty_home: Path) -> None:
    config = json.loads(next(blocks(README, "json")))["mcpServers"]["footnote"]
    assert config["command"] == "footnote"
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", *config["args"]], env=environment(empty_home), cwd=ROOT
    )

    async def names() -> set[str]:
        async with Client(server) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(names()) == TOOLS


def test_the_mcp_configuration_over_http_reaches_a_server_with_a_key(indexed_home: Path) -> None:
    _, block = blocks(README, "json")
    config = json.loads(block)["mcpServers"]["footnote"]
    settings = Settings(home=indexed_home, api_key="KEY")

    async def names(url: str) -> set[str]:
        async with (
            httpx2.AsyncClient(headers=config["headers"]) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            return {tool.name for tool in (await client.list_tools()).tools}

    with open_chain(settings) as chain, serving(create_http_app(settings, chain)) as address:
        assert asyncio.run(names(config["url"].replace("http://127.0.0.1:7860", address))) == TOOLS


def test_the_example_with_a_library_of_its_own_runs(reader: Path) -> None:
    shutil.copytree(reader / "models", reader / "ferry-library" / "models")
    done = run(["-c", example("open_chain")], reader)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"supported: .*second ferry.*\n", done.stdout), done.stdout


@pytest.mark.parametrize("part", [Answer, AnswerSentence, Citation, EvidencePassage])
def test_all_that_an_answer_holds_is_described(part: type) -> None:
    parts = re.split(r"^\*\*", ANSWER, flags=re.MULTILINE)
    section = parts[[Answer, AnswerSentence, Citation, EvidencePassage].index(part)]
    assert {field.name for field in fields(part)} <= set(re.findall(r"`(\w+)`", section))


@pytest.mark.parametrize("name", leaves())
def test_every_command_and_option_is_in_the_table(name: str) -> None:
    table = rows("Command")
    row = next((line for first, line in table.items() if re.match(rf"`{name}( [A-Z_]+…?)?`$", first)), "")
    assert row, f"{name} is not in the README"
    for parameter in leaves()[name].params:
        for option in (option for option in parameter.opts if option.startswith("--") and option != "--help"):
            assert f"`{option}" in row, f"{name} {option}"


def test_the_table_has_no_command_that_does_not_exist() -> None:
    assert {re.sub(r" [A-Z_]+…?$", "", first.strip("`")) for first in rows("Command")} == set(leaves())


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_table_with_its_default(name: str) -> None:
    row = next((line for first, line in rows("Variable").items() if f"`FOOTNOTE_{name.upper()}`" in first), "")
    assert row, f"FOOTNOTE_{name.upper()} is not in the README"
    field = Settings.model_fields[name]
    default = {"": "empty", None: "unset"}.get(field.default, f"`{field.default}`")
    told = row.split("|")[2].strip()
    # Of the home's default, which is another on each platform, the table has that of Linux first.
    assert told.startswith("`~/.local/share/footnote`") if name == "home" else told == default
    for alias in getattr(field.validation_alias, "choices", ()):
        assert f"`{alias}`" in row


def test_the_settings_table_has_no_setting_that_does_not_exist() -> None:
    named = {name for first in rows("Variable") for name in re.findall(r"`FOOTNOTE_(\w+)`", first)}
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_figure_of_the_smoke_suite_is_in_the_evaluation_table() -> None:
    for figure in figures([], targets=True):
        row = re.search(rf"^\| {re.escape(figure.name)} \|.*$", EVALUATION, re.MULTILINE)
        assert row, figure.name
        if figure.target is not None:
            bound = "at least" if figure.higher else "at most"
            assert f"| {bound} {figure.target:.2f} |" in row[0]


def test_the_share_of_adversarial_questions_is_as_the_evaluation_says() -> None:
    lines = (ROOT / "eval/smoke/golden.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["standalone"] for line in lines if json.loads(line)["kind"] == "unanswerable"]
    known = set(terms(sample_path().read_text(encoding="utf-8")))
    inside = sum(set(analyse(question).names) <= known for question in asked)
    assert f"{inside} of the {len(asked)} unanswerable questions name nobody and nothing that" in " ".join(
        EVALUATION.split()
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_exists(page: Path) -> None:
    for name in re.findall(
        r"[`\"\s]((?:index|rag|eval|ui|docs|tests|\.ci)/[\w./-]*\w)", page.read_text(encoding="utf-8")
    ):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("adr", ADRS, ids=lambda adr: adr.name)
def test_a_decision_is_short_and_has_its_three_parts(adr: Path) -> None:
    lines = adr.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 40
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Cost"]


def test_nothing_that_ships_has_a_path_of_one_machine() -> None:
    folders = [
        path for name in ("index", "rag", "eval", "ui", "docs", "tests", ".ci") for path in (ROOT / name).rglob("*")
    ]
    for path in [*ROOT.glob("*"), *folders]:
        if path.is_file() and path.suffix not in (".pyc", ".png", ".npz"):
            # The home of "me" is nobody's.
            found = re.findall(
                r"(?<![\w.~])/(?:home(?!/me/)|root|work|workspace|Users)/\w\S*", path.read_text(encoding="utf-8")
            )
            assert not found, f"{path.relative_to(ROOT)} names {found}"


def test_the_changelog_says_what_a_person_can_do() -> None:
    entries = re.findall(r"^- .*", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert entries
    assert all(entry.startswith("- You can now ") for entry in entries)
