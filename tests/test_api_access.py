"""Who may call the HTTP API: keys, names, pages of other origins, other machines; and the command that serves it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from calling import ANSWER, QUESTION_BODY, app, client, complete
from openai import AuthenticationError, PermissionDeniedError
from serving import ScriptedChain, serving

ROOT = Path(__file__).resolve().parents[1]
# What a browser asks first where a page of another origin wants to send JSON with a key.
PREFLIGHT = {
    "origin": "http://evil.example", "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
}  # fmt: skip


def test_with_a_key_only_its_bearer_may_call() -> None:
    with serving(app(ScriptedChain(ANSWER), api_key="s3cret")) as address:
        assert [model.id for model in client(address, "s3cret").models.list()][0] == "footnote"
        with pytest.raises(AuthenticationError, match="The key is missing or wrong"):
            client(address, "s3cre").models.list()
        assert httpx.get(f"{address}/v1/models").status_code == 401
        assert httpx.get(f"{address}/v1/models", headers={"authorization": "Basic s3cret"}).status_code == 401
        assert httpx.get(f"{address}/v1/models", headers=[(b"authorization", b"Bearer \xff")]).status_code == 401
        assert httpx.post(f"{address}/v1/chat/completions", content=b"{").status_code == 401
        assert httpx.get(f"{address}/docs").status_code == 200


def test_beyond_loopback_a_server_without_a_key_answers_no_program() -> None:
    with (
        serving(app(ScriptedChain(ANSWER), host="0.0.0.0")) as address,
        pytest.raises(PermissionDeniedError, match="Set FOOTNOTE_API_KEY where it runs"),
    ):
        client(address).models.list()


@pytest.mark.parametrize("command", [["serve"], ["mcp", "--http"]])
def test_a_server_for_programs_does_not_start_beyond_loopback_without_a_key(command: list[str], tmp_path: Path) -> None:
    words = [sys.executable, "-m", "ui.cli", "--home", str(tmp_path), *command, "--host", "0.0.0.0", "--port", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "footnote: A server on 0.0.0.0 can be reached from other machines, and no key is set. "
        "Set FOOTNOTE_API_KEY, or listen on 127.0.0.1.\n"
    )


def test_the_command_serves_the_api_without_the_page_until_it_is_stopped(empty_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "ui.cli", "--home", str(empty_home), "serve", "--port", str(port)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Footnote is ready at http://127.0.0.1:{port} (Ctrl+C stops it)\n"
        described = httpx.get(f"http://127.0.0.1:{port}/", follow_redirects=True)
        assert described.status_code == 200
        assert described.url.path == "/docs"
        assert [model.id for model in client(f"http://127.0.0.1:{port}").models.list()][0] == "footnote"
        empty = complete(f"http://127.0.0.1:{port}", "Q")
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
    assert empty.status_code == 503
    assert "has no documents yet. Add some with: footnote index add PATH" in empty.json()["error"]["message"]


@pytest.mark.parametrize(
    ("foreign", "setting"),
    [
        ({"origin": "http://evil.example"}, "FOOTNOTE_ALLOWED_ORIGINS"),
        ({"host": "evil.example"}, "FOOTNOTE_ALLOWED_HOSTS"),
    ],
)
def test_without_a_key_other_sites_and_names_are_refused_and_told_how_they_could_call(
    foreign: dict[str, str], setting: str
) -> None:
    with serving(app(ScriptedChain(ANSWER))) as address:
        for response in (
            httpx.post(f"{address}/v1/chat/completions", json=QUESTION_BODY, headers=foreign),
            httpx.get(f"{address}/v1/models", headers=foreign),
            httpx.options(f"{address}/v1/chat/completions", headers=PREFLIGHT | foreign),
        ):
            assert response.status_code == 403
            assert setting in response.json()["error"]["message"]
            assert "access-control-allow-origin" not in response.headers
        assert httpx.get(f"{address}/docs", headers={"host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("settings", [{"api_key": "s3cret"}, {"allowed_hosts": "proxy.test, host.docker.internal"}])
def test_a_client_in_a_container_calls_by_another_name(settings: dict[str, str]) -> None:
    headers = {"host": "host.docker.internal:7860", "authorization": "Bearer s3cret"}
    with serving(app(ScriptedChain(ANSWER), **settings)) as address:
        assert httpx.post(f"{address}/v1/chat/completions", json=QUESTION_BODY, headers=headers).status_code == 200
        # The page has no key, so its names are those that are set.
        page = httpx.get(f"{address}/docs", headers=headers)
        assert page.status_code == (403 if "api_key" in settings else 200)
        assert httpx.get(f"{address}/v1/models", headers={"host": "evil.example"}).status_code in (401, 403)


@pytest.mark.parametrize(
    "settings", [{"api_key": "s3cret"}, {"allowed_origins": "app://notes.test,http://localhost:3000/"}]
)
def test_a_program_in_a_browser_may_read_what_it_asked_for(settings: dict[str, str]) -> None:
    origin, key = {"origin": "http://localhost:3000"}, {"authorization": "Bearer s3cret"}
    with serving(app(ScriptedChain(ANSWER), **settings)) as address:
        at = f"{address}/v1/chat/completions"
        allowed = httpx.options(at, headers=PREFLIGHT | origin)
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] in ("*", "http://localhost:3000")
        assert "authorization" in allowed.headers["access-control-allow-headers"]
        answered = httpx.post(at, json=QUESTION_BODY, headers=origin | key)
        assert answered.status_code == 200
        assert answered.headers["access-control-allow-origin"] in ("*", "http://localhost:3000")
        # A page that has neither the key nor a place in the list learns nothing and changes nothing.
        evil = httpx.post(at, json=QUESTION_BODY, headers={"origin": "http://evil.example"})
        assert evil.status_code in (401, 403)
        assert "access-control-allow-origin" not in httpx.get(f"{address}/docs", headers=origin).headers
        assert "access-control-allow-credentials" not in answered.headers
