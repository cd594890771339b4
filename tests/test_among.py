"""Asking some of the documents: by Python, on the command line, over HTTP and as a tool."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mcp import Client
from openai import NotFoundError, OpenAI
from serving import serving

from index.errors import AmbiguousDocumentError, UnknownDocumentError
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Turn
from rag.wiring import open_chain
from ui.api.app import create_api
from ui.mcp_server import create_server
from ui.server.readiness import Readiness

ROOT = Path(__file__).resolve().parents[1]
FARE = "What does a return ticket cost?"
TEXTS = {
    "brannock.md": "# The ferry of Brannock\n\nA return ticket costs 14 euros. Dogs travel free.\n",
    "tolsta.md": "# The ferry of Tolsta\n\nA return ticket costs 19 euros. Bicycles cost three.\n",
    "old.txt": "The ferry of Tolsta\n\nIn 1931 a return ticket cost two shillings, and the engine was a Gardner.\n",
}


@pytest.fixture(scope="module")
def home(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, home = tmp_path_factory.mktemp("ferries"), new_home()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_chain(Settings(home=home, answerer="extractive")) as chain:
        assert chain.library.add(folder).ok
    # For another process, as this one has its own open.
    shutil.copytree(home, home / "other", symlinks=True)
    return home


@pytest.fixture(scope="module")
def chain(home: Path) -> Iterator[Chain]:
    with open_chain(Settings(home=home, answerer="extractive")) as chain:
        yield chain


def sources(answer: object) -> set[str]:
    return {Path(citation.source).name for citation in answer.citations}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["brannock.md", "The ferry of Brannock", "the ferry of brannock"])
def test_one_document_is_asked_by_its_file_or_its_title(chain: Chain, name: str) -> None:
    answer = chain.ask(FARE, documents=[name])
    assert sources(answer) == {"brannock.md"}
    assert {passage.source for passage in answer.passages} == {answer.citations[0].source}


def test_one_document_is_asked_by_the_beginning_of_its_id(chain: Chain) -> None:
    id_ = next(info.id for info in chain.library.documents() if info.source.endswith("tolsta.md"))
    assert sources(chain.ask(FARE, documents=[id_[:6]])) == {"tolsta.md"}
    assert sources(chain.ask(FARE, documents=id_)) == {"tolsta.md"}


def test_what_only_another_document_tells_is_refused(chain: Chain) -> None:
    assert chain.ask("Do dogs travel free?").answered
    assert not chain.ask("Do dogs travel free?", documents=["tolsta.md"]).answered


def test_several_are_asked_and_no_others(chain: Chain) -> None:
    answer = chain.ask(FARE, documents=["brannock.md", "tolsta.md"])
    assert sources(answer) == {"brannock.md", "tolsta.md"}


def test_a_summary_and_a_follow_up_keep_to_them(chain: Chain) -> None:
    assert sources(chain.ask("Summarise the documents", documents=["tolsta.md"])) == {"tolsta.md"}
    first = chain.ask(FARE, documents=["tolsta.md"])
    history = [Turn(first.question, first.text, first.standalone_question)]
    assert sources(chain.ask("And for bicycles?", history, documents=["tolsta.md"])) == {"tolsta.md"}


def test_a_document_that_is_not_there_or_not_alone_is_an_error(chain: Chain) -> None:
    with pytest.raises(UnknownDocumentError, match="No document has the id, file name or title 'nowhere.md'"):
        chain.ask(FARE, documents=["nowhere.md"])
    with pytest.raises(AmbiguousDocumentError, match="2 documents are called 'The ferry of Tolsta'"):
        chain.ask(FARE, documents=["The ferry of Tolsta"])


@pytest.mark.parametrize(
    ("name", "meant"),
    [("tolsta.mkd", "tolsta.md"), ("branock.md", "brannock.md"), ("Ferry of Brannock", "The ferry of Brannock")],
)
def test_a_name_that_is_nearly_one_is_told_which(chain: Chain, name: str, meant: str) -> None:
    with pytest.raises(UnknownDocumentError) as caught:
        chain.ask(FARE, documents=[name])
    assert f"title {name!r}. Did you mean {meant!r}? List" in str(caught.value)


def test_the_command_line_asks_some(home: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ui.cli", "--home", str(home / "other"), "ask", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    done = run("-d", "brannock.md", "--document", "old.txt", "--json", FARE)
    assert done.returncode == 0, done.stderr
    assert {Path(own["source"]).name for own in json.loads(done.stdout)["citations"]} <= {"brannock.md", "old.txt"}
    done = run("-d", "nowhere.md", FARE)
    assert done.returncode == 1
    assert done.stderr.startswith("footnote: No document has the id, file name or title 'nowhere.md'.")


def test_http_and_tools_ask_some(chain: Chain, home: Path) -> None:
    settings = Settings(home=home, answerer="extractive")
    with serving(create_api(settings, chain, Readiness(chain))) as address:
        client = OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0)

        def ask(*documents: str) -> object:
            return client.chat.completions.create(
                model="footnote",
                messages=[{"role": "user", "content": FARE}],
                extra_body={"documents": documents},
            )

        assert "19 euros" in ask("tolsta.md").choices[0].message.content  # type: ignore[attr-defined]
        with pytest.raises(NotFoundError, match=r"nowhere\.md"):
            ask("nowhere.md")

    async def found() -> str:
        async with Client(create_server(chain)) as client:
            both = [
                await client.call_tool(tool, {name: FARE, "documents": ["tolsta.md"]})
                for tool, name in (("ask", "question"), ("search", "query"))
            ]
            return json.dumps([result.structured_content for result in both])

    told = asyncio.run(found())
    assert "tolsta.md" in told
    assert "brannock.md" not in told
