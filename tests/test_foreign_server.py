"""Answers over a server that others wrote: LiteLLM's proxy, installed for the occasion, with a canned reply."""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from harbour import FEES, QUESTION, write_files

from index.library import Library
from rag.chain import Chain
from rag.model.llm import ModelError
from rag.settings import Settings
from rag.types import Answer, Delta, Usage, Verdict
from rag.wiring import chain_over, open_library

# The first test waits for the installation, of about 750 MB.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

LITELLM = "litellm[proxy]==1.106.2"
MODEL = "harbour-model"
REPLY = (
    "The harbour board raised the fees by 4 percent in 2021 [1]. "
    "The harbour board raised the fees by 40 percent in 2021 [1]."
)
INSTALLING, STARTING, STOPPING = 480, 90, 20


class Server(NamedTuple):
    """Where a server is, and what it takes for a key."""

    url: str
    key: str


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("litellm")
    try:
        with running(install(folder / "venv"), folder) as server:
            yield server
    finally:
        # pytest keeps the folders of three runs.
        shutil.rmtree(folder / "venv", ignore_errors=True)


@pytest.fixture
def library(new_home: Callable[[], Path], tmp_path: Path) -> Iterator[Library]:
    with open_library(Settings(home=new_home())) as library:
        assert library.add([write_files(tmp_path / "files")]).ok
        yield library


def install(folder: Path) -> Path:
    """The proxy's program, in an environment of its own: its pins are not ours."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, timeout=120)
    pip = [
        str(folder / "bin" / "python"),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "--quiet",
    ]
    done = subprocess.run(
        [*pip, "--only-binary", ":all:", LITELLM],
        capture_output=True, encoding="utf-8", timeout=INSTALLING, check=False,
    )  # fmt: skip
    # An index that answers lists versions, so that a wrong pin or a conflict is a failure and no reason to skip.
    if "(from versions: none)" in done.stderr:
        pytest.skip("LiteLLM is not installed, because the package index cannot be reached.")
    assert done.returncode == 0, done.stderr
    return folder / "bin" / "litellm"


@contextmanager
def running(program: Path, folder: Path) -> Iterator[Server]:
    """The proxy, ready to answer, until the block ends."""
    config, log, port = folder / "config.yaml", folder / "log.txt", free_port()
    # JSON is YAML too.
    config.write_text(json.dumps(configuration()), encoding="utf-8")
    # Without a key of its own the proxy does not start.
    server = Server(f"http://127.0.0.1:{port}/v1", f"sk-{secrets.token_hex(16)}")
    words = ["--config", str(config), "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, *words], cwd=folder, env=environment(folder, server.key), stdout=output, stderr=output
        )
    try:
        wait_for(process, f"http://127.0.0.1:{port}/health/liveliness", log)
        yield server
    finally:
        stop(process)


def configuration() -> dict[str, Any]:
    canned = {"model": "openai/anything", "api_key": "none", "mock_response": REPLY}
    return {"model_list": [{"model_name": MODEL, "litellm_params": canned}]}


def environment(folder: Path, key: str) -> dict[str, str]:
    """Nothing of ours, for it reads many variables. The web is behind a proxy that is not there: nothing leaves."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": "/usr/bin:/bin", "HOME": str(folder), "LITELLM_MASTER_KEY": key, "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere, "NO_PROXY": "127.0.0.1",
    }  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTING
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(0.5)
    pytest.fail(f"LiteLLM did not start. It says:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def chain_with(library: Library, server: Server, **changes: Any) -> Chain:
    fields: dict[str, Any] = {"answerer": "model", "threshold": 0.0, "model_retries": 0, **changes}
    return chain_over(
        library, Settings(home=library.home, openai_base_url=server.url, openai_api_key=server.key, **fields)
    )


def test_the_only_model_of_a_foreign_server_answers_with_exact_quotations(library: Library, server: Server) -> None:
    *pieces, answer = chain_with(library, server).stream(QUESTION)
    assert isinstance(answer, Answer)
    assert len(pieces) > 10
    assert "".join(piece.text for piece in pieces if isinstance(piece, Delta)) == answer.text == REPLY
    # No model is set: this is the one that the server lists.
    assert (answer.answered, answer.answerer, answer.model) == (True, "model", MODEL)
    assert [item.quote for item in answer.citations] == [FEES]
    (citation,) = answer.citations
    assert library.document(citation.document_id).text[citation.start : citation.end] == FEES
    assert [item.verdict for item in answer.sentences] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert isinstance(answer.usage, Usage)
    assert answer.usage.prompt_tokens > 0
    assert answer.usage.completion_tokens > 0
    assert answer.notes == ()


def test_a_model_that_a_foreign_server_has_not_is_named_with_those_it_has(library: Library, server: Server) -> None:
    with pytest.raises(ModelError) as caught:
        chain_with(library, server, model="no-such-model").ask(QUESTION)
    assert str(caught.value).startswith(
        f"The server at {server.url} has no model 'no-such-model'. Set FOOTNOTE_MODEL to one of: {MODEL}."
    )
