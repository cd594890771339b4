"""Settings from the environment and `.env`: what is empty, relative, broken or unreadable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.errors import SettingsError
from rag.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with no `.env`."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fault() -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert "\n" not in message
    assert len(re.findall(r"[.!?](?: |$)", message)) >= 2, message
    return message


def test_the_home_is_absolute_and_expanded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = load_settings().home
    monkeypatch.setenv("HOME", "/somewhere")
    for value, home in (("~/x", Path("/somewhere/x")), ("y/z", folder / "y/z"), ("/w", Path("/w"))):
        monkeypatch.setenv("FOOTNOTE_HOME", value)
        assert load_settings().home == home
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FOOTNOTE_HOME", "")
    assert load_settings().home == default != folder
    for value in ("~no-such-user/x", "  "):
        monkeypatch.setenv("FOOTNOTE_HOME", value)
        assert "FOOTNOTE_HOME" in fault()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_an_empty_variable_counts_as_unset(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    default = load_settings()
    monkeypatch.setenv(f"FOOTNOTE_{name.upper()}", "")
    assert load_settings() == default
    monkeypatch.delenv(f"FOOTNOTE_{name.upper()}")
    (folder / ".env").write_text(f"FOOTNOTE_{name.upper()}=\n")
    assert load_settings() == default


def test_a_blank_host_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_HOST", " ")
    assert fault().startswith("FOOTNOTE_HOST cannot be used: it is empty. ")
    with pytest.raises(ValueError, match="it is empty"):
        Settings(host="")


@pytest.mark.parametrize("content", [b"FOOTNOTE_PORT=80\xff\xfe", "FOOTNOTE_PORT=8000".encode("utf-16"),
                                     b"A=1\nFOOTNOTE_HOME='/x\n", b"FOOTNOTE PORT=8000\n"])  # fmt: skip
def test_a_broken_env_file_is_one_error_that_names_it(folder: Path, content: bytes) -> None:
    (folder / ".env").write_bytes(content)
    assert str(folder / ".env") in fault()


@pytest.mark.parametrize("content", ["\ufeffFOOTNOTE_PORT=8000", "what is this\nFOOTNOTE_PORT=8000\n"])
def test_others_lines_and_editors_marks_do_no_harm(folder: Path, content: str) -> None:
    (folder / ".env").write_text(content, encoding="utf-8")
    assert load_settings().port == 8000
