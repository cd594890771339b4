"""Settings from the environment and `.env`: what is empty, relative, broken or unreadable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from index.errors import SettingsError
from rag.settings import Settings, load_settings
from ui.commands.output import tell_where


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


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("HOME", "/somewhere/\udcff", "its name is not UTF-8"),
        ("MODEL_TIMEOUT", "1e300", "1e300 is more than 1e+06"),
        ("PASSAGES", "9" * 100 + "a" * 100_000, "“" + "9" * 100 + "…” is no whole number"),
    ],
)
def test_what_no_system_takes_is_told_at_the_start(
    name: str, value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"FOOTNOTE_{name}", value)
    assert f"FOOTNOTE_{name} cannot be used: {reason}. Set it" in fault()


@pytest.mark.parametrize(
    ("change", "value", "reason"),
    [
        ("host", "", "it is empty"),
        ("home", "", "it names no folder"),
        ("home", "~no-such-user/x", "not known"),
        ("home", 5, "it names no folder"),
    ],
)
def test_what_the_command_line_changes_is_checked_alike(change: str, value: object, reason: str) -> None:
    with pytest.raises(SettingsError, match=rf"^--{change} cannot be used: .*{reason}.*\. Give another value"):
        load_settings(**{change: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("hosts", "http://box.test"), ("hosts", "box:80"), ("hosts", "*"), ("origins", "*"), ("origins", "null"),
     ("origins", "localhost:3000"), ("origins", "http://a.test http://b.test"), ("origins", "http://*.test")],
)  # fmt: skip
def test_what_may_call_is_named_one_by_one(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FOOTNOTE_ALLOWED_{name.upper()}", value)
    assert f"FOOTNOTE_ALLOWED_{name.upper()} cannot be used: it is to be" in fault()


@pytest.mark.parametrize(
    ("changes", "host"),
    [
        ({}, ""),
        ({"openai_api_key": "KEY"}, "api.openai.com"),
        ({"openai_api_key": "KEY", "answerer": "extractive"}, ""),
        ({"openai_base_url": "http://127.0.0.1:11434/v1"}, ""),
        ({"openai_base_url": "http://[::1]:11434/v1"}, ""),
        ({"openai_base_url": "http://localhost:11434/v1"}, ""),
        ({"openai_base_url": "https://me:SECRET@models.test/v1"}, "models.test"),
        ({"openai_api_key": "KEY", "answerer": "extractive", "embedder": "openai"}, "api.openai.com"),
    ],
)
def test_it_is_known_which_host_gets_questions_and_passages(changes: dict[str, Any], host: str) -> None:
    assert Settings(**changes).sends_to == host


def test_a_server_says_at_its_start_where_it_sends_to(capsys: pytest.CaptureFixture[str]) -> None:
    tell_where(Settings(openai_api_key="KEY"))
    assert capsys.readouterr().err == (
        "Questions and passages of your documents are sent to api.openai.com. "
        "To keep them here, set FOOTNOTE_ANSWERER=extractive.\n"
    )
    tell_where(Settings(openai_base_url="https://models.test/v1", embedder="openai"))
    assert "set FOOTNOTE_ANSWERER=extractive and FOOTNOTE_EMBEDDER=minilm." in capsys.readouterr().err
    tell_where(Settings())
    assert capsys.readouterr().err == ""


def test_what_a_report_keeps_of_the_settings_has_no_secret() -> None:
    settings = Settings(
        openai_api_key="SECRET1",
        api_key="SECRET2",
        openai_base_url="https://u:SECRET3@models.test/v1",
        catalog_url="postgresql://u:SECRET5@db.test/notes?password=SECRET6",
    )
    shown = settings.public()
    assert "SECRET" not in str(shown)
    assert shown["openai_base_url"] == "https://models.test/v1"
    assert shown["catalog_url"] == "postgresql://db.test/notes"
    assert shown["quotes"] == settings.quotes
    # Where its parts cannot be told, what is a secret cannot either.
    assert Settings(catalog_url="http://[::1/SECRET").public()["catalog_url"] == "(no address)"


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


def test_what_a_program_changes_is_named_as_it_gave_it() -> None:
    with pytest.raises(SettingsError, match=r"^passages cannot be used: "):
        load_settings(passages=0)


@pytest.mark.parametrize("url", ["http://localhost:PORT/v1", "http://[::1:11434/v1", "http://localhost:99999/v1"])
def test_an_address_whose_host_or_port_cannot_be_read_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    assert fault().startswith("OPENAI_BASE_URL cannot be used: its host or port cannot be read. ")


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "FOOTNOTE_OPENAI_BASE_URL"])
def test_an_address_is_http_and_ends_without_a_stroke(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, " http://127.0.0.1:11434/v1/ ")
    assert load_settings().openai_base_url == "http://127.0.0.1:11434/v1"
    for value in ("127.0.0.1:11434/v1", "ftp://host/v1", "http://", "http:///v1"):
        monkeypatch.setenv(name, value)
        assert fault().startswith(f"{name} cannot be used: it does not begin with http:// or https:// and a host. ")


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "FOOTNOTE_API_KEY"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_repeated(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, " sk-4711\n")
    settings = load_settings()
    assert "sk-4711" in (settings.openai_api_key, settings.api_key)
    assert "4711" not in repr(settings)
    for value in ("sk-4711 oops", "sk-4711\nX: y", "sk-4711-\u00fc"):
        monkeypatch.setenv(name, value)
        assert "4711" not in fault()


@pytest.mark.parametrize("name, value", [
    ("ANSWERER", "oracle"), ("TEMPERATURE", "nan"), ("TEMPERATURE", "3"), ("MODEL_TIMEOUT", "0"),
    ("MODEL_TIMEOUT", "inf"), ("MODEL_CONTEXT", "500"), ("MODEL_RETRIES", "-1"), ("PRICE_PROMPT", "-1"),
    ("STRICT", "perhaps"), ("THRESHOLD", "nan"),
])  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"FOOTNOTE_{name}", value)
    assert fault().startswith(f"FOOTNOTE_{name} cannot be used: ")


def test_the_answer_may_take_half_of_what_the_model_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().answer_tokens == 800
    monkeypatch.setenv("FOOTNOTE_MODEL_CONTEXT", "1024")
    assert load_settings().answer_tokens == 256
    monkeypatch.setenv("FOOTNOTE_MODEL_ANSWER", "800")
    assert load_settings().answer_tokens == 512


def test_settings_can_be_given_by_the_names_of_their_fields() -> None:
    given = Settings(openai_base_url="http://127.0.0.1:1/v1", openai_api_key="k")
    assert (given.openai_base_url, given.openai_api_key) == ("http://127.0.0.1:1/v1", "k")


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("FOOTNOTE_PORT", "many", "“many” is no whole number"),
        ("FOOTNOTE_PORT", "70000", "70000 is more than 65535"),
        ("FOOTNOTE_TEMPERATURE", "hot", "“hot” is no number"),
        ("FOOTNOTE_TEMPERATURE", "-1", "-1 is less than 0"),
        ("FOOTNOTE_STRICT", "perhaps", "“perhaps” is neither true nor false"),
    ],
)
def test_a_value_of_another_kind_is_told_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=rf"^{variable} cannot be used: {told}\. Set it"):
        load_settings()


@pytest.mark.parametrize("url", ["https://models.test/v1?key=1", "https://models.test/v1#a"])
def test_an_address_that_paths_cannot_be_put_behind_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="it has a query"):
        Settings(openai_base_url=url)


def test_a_setting_that_does_not_exist_is_refused() -> None:
    # Else whoever misspells it sends to a model what was to stay here.
    with pytest.raises(SettingsError, match=r"There is no setting 'anwserer'\. Did you mean 'answerer'\?"):
        load_settings(anwserer="extractive")
