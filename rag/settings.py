"""Every setting, its default and where it is read from: the environment and `.env`. Nothing else reads either."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from platformdirs import user_data_path
from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError
from rag.addresses import OPENAI, host_beyond, shown_address

ENV_FILE = ".env"
# By pydantic's name of the error.
_FAULTS = {
    "int_parsing": "“{value}” is no whole number",
    "int_from_float": "“{value}” is no whole number",
    "float_parsing": "“{value}” is no number",
    "finite_number": "“{value}” is no finite number",
    "bool_parsing": "“{value}” is neither true nor false",
    "greater_than": "{value} is not more than {gt:g}",
    "greater_than_equal": "{value} is less than {ge:g}",
    "less_than_equal": "{value} is more than {le:g}",
}
# Characters of a value that an error repeats.
_SHOWN = 100
# With or without the mark that some editors begin a file with.
_ENCODING = "utf-8-sig"
# What the command line has options for.
_OPTIONS = ("home", "host", "port", "strict")


class Settings(BaseSettings):
    """Footnote's settings. Each field is read from `FOOTNOTE_<NAME>`; the OPENAI_* names are the usual ones.

    A variable that is empty counts as unset.
    """

    model_config = SettingsConfigDict(
        env_prefix="FOOTNOTE_",
        env_file=ENV_FILE,
        env_file_encoding=_ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        # `Settings(openai_base_url=...)` counts too, beside the names that the environment has.
        populate_by_name=True,
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("footnote", appauthor=False),
        description="Folder that holds everything Footnote stores.",
    )
    embedder: str = Field(
        default="minilm",
        description="`minilm` (embedded), `openai` (any compatible API), `fastembed` or `sentence-transformers`.",
    )
    embedding_model: str = Field(
        default="",
        description="Model of an embedder other than `minilm`, by name or by folder; empty: a usual one.",
    )
    reranker: str = Field(
        default="",
        description="`fastembed` or `sentence-transformers`: a cross-encoder of theirs reads the best sentences again.",
    )
    reranker_model: str = Field(default="", description="The cross-encoder, by name or folder; empty: a usual one.")
    openai_api_key: str = Field(
        default="",
        validation_alias=AliasChoices("FOOTNOTE_OPENAI_API_KEY", "OPENAI_API_KEY"),
        description="Key for the OpenAI-compatible API.",
        repr=False,
    )
    openai_base_url: str = Field(
        default="",
        validation_alias=AliasChoices("FOOTNOTE_OPENAI_BASE_URL", "OPENAI_BASE_URL"),
        description="Address of an OpenAI-compatible API.",
    )
    answerer: Literal["auto", "extractive", "model"] = Field(
        default="auto",
        description="`extractive` (quotations), `model`, or `auto`: a model where a key, an address or one is set.",
    )
    model: str = Field(
        default="", description="The model that writes answers; empty: a usual one at OpenAI, elsewhere the only one."
    )
    temperature: float = Field(default=0, ge=0, le=2, description="How freely the model words its answers.")
    model_timeout: float = Field(
        default=120,
        gt=0,
        # No system's timeouts hold much more.
        le=1_000_000,
        allow_inf_nan=False,
        description="Seconds to wait for a model's first word; the whole answer may take 5 times that.",
    )
    model_context: int = Field(default=8192, ge=1024, description="Tokens that the model can read and write at once.")
    model_answer: int = Field(default=800, ge=16, description="Tokens of these that are kept free for the answer.")
    model_retries: int = Field(
        default=3, ge=0, le=10, description="How often a request is sent again where the server is busy or lost."
    )
    price_prompt: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="Price of a million tokens that are read."
    )
    price_completion: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="Price of a million tokens that are written."
    )
    strict: bool = Field(default=False, description="Withhold sentences of a model that nothing supports.")
    ask_anyway: bool = Field(
        default=False, description="Ask the model also where the documents seem to hold no answer."
    )
    second_opinion: bool = Field(
        default=False, description="Ask the model too whether the quotations support each sentence."
    )
    api_key: str = Field(default="", description="Key that callers of Footnote's own HTTP API must send.", repr=False)
    allowed_hosts: str = Field(
        default="", description="Names, beside those of this machine, that the servers answer to; commas between them."
    )
    allowed_origins: str = Field(
        default="",
        description="Origins of pages whose scripts may call the HTTP API and `mcp --http`; commas between them.",
    )
    catalog_url: str = Field(
        default="",
        description="Database of the catalog, as postgresql://user@host/name; empty: SQLite in the home folder.",
    )
    passages: int = Field(default=5, ge=1, le=50, description="Passages listed with an answer.")
    quotes: int = Field(default=3, ge=1, le=10, description="Quotations in an answer, at most.")
    threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Refuse below this confidence; empty: the fitted one.",
    )
    max_file_mb: int = Field(default=50, ge=1, description="Larger files are refused.")
    host: str = Field(default="127.0.0.1", description="Address that the page and the servers listen on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that the page and the servers listen on.")

    def public(self) -> dict[str, Any]:
        """The settings as a report may show and keep them: without home, keys, and what addresses hold of secrets."""
        shown = self.model_dump(mode="json", exclude={"home", "openai_api_key", "api_key"})
        return shown | {name: shown_address(shown[name]) for name in ("openai_base_url", "catalog_url")}

    @property
    def wants_model(self) -> bool:
        """Whether a model is to answer. Told here, so that who answers without one loads nothing of a model's path."""
        found = self.openai_api_key or self.openai_base_url or self.model
        return self.answerer == "model" or (self.answerer == "auto" and bool(found))

    @property
    def sends_to(self) -> str:
        """The host beyond this machine that gets questions and passages of documents; "" where they stay here."""
        asked = self.wants_model or self.embedder == "openai"
        return host_beyond(self.openai_base_url or OPENAI) if asked else ""

    @property
    def answer_tokens(self) -> int:
        """Tokens that are kept free for the answer: never more than half of what the model reads and writes.

        Of a small window a quarter, where nobody set how many: rules and one passage take most of the rest.
        """
        most = self.model_context // (2 if "model_answer" in self.model_fields_set else 4)
        return min(self.model_answer, most)

    # Before it is a path: the path of an empty text is the folder that we are in.
    @field_validator("home", mode="before")
    @classmethod
    def _absolute(cls, home: object) -> Path:
        if not isinstance(home, str | Path) or not str(home).strip() or "\0" in str(home):
            raise ValueError("it names no folder")
        try:
            folder = Path(home).expanduser().absolute()
        except RuntimeError:
            raise ValueError("it begins with a home folder that is not known") from None
        try:
            # Both indexes, and what runs the models, take names as UTF-8.
            str(folder).encode()
        except UnicodeEncodeError:
            raise ValueError("its name is not UTF-8") from None
        return folder

    @field_validator("openai_base_url")
    @classmethod
    def _http(cls, url: str) -> str:
        url = url.strip().rstrip("/")
        if url and not re.match(r"https?://[^/\s]+", url, re.I):
            raise ValueError("it does not begin with http:// or https:// and a host")
        # The client puts its paths behind the address.
        if "?" in url or "#" in url:
            raise ValueError("it has a query; the part from the ? on is to be left out")
        try:
            parts = urlsplit(url)
            # Both are read when they are asked for.
            _ = parts.hostname, parts.port
        except ValueError:
            raise ValueError("its host or port cannot be read") from None
        return url

    @field_validator("openai_api_key", "api_key")
    @classmethod
    def _sendable(cls, key: str) -> str:
        key = key.strip()
        # It is sent as a header, which holds nothing else; the value itself is not repeated.
        if not re.fullmatch(r"[!-~]*", key):
            raise ValueError("a key has no blanks, line ends or letters beyond ASCII")
        return key

    @field_validator("model")
    @classmethod
    def _without_blanks(cls, name: str) -> str:
        return name.strip()

    @field_validator("allowed_hosts")
    @classmethod
    def _names(cls, hosts: str) -> str:
        names = _entries(hosts)
        if not all(re.fullmatch(r"[\w.-]+|[\da-f:]+", name) for name in names):
            raise ValueError("it is to be names such as host.docker.internal, without a port, with commas between them")
        return ",".join(names)

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, origins: str) -> str:
        named = [origin.rstrip("/") for origin in _entries(origins)]
        # "*" and "null" would be every site's; for these there is the key.
        if not all(re.fullmatch(r"[a-z][a-z\d+.-]*://[^/\s*]+", origin) for origin in named):
            raise ValueError("it is to be origins such as http://localhost:3000, with commas between them")
        return ",".join(named)

    @field_validator("host")
    @classmethod
    def _named(cls, host: str) -> str:
        # An empty address would mean every network that this machine is in.
        if not host.strip():
            raise ValueError("it is empty")
        return host.strip()


def _entries(several: str) -> list[str]:
    return [entry.strip().lower() for entry in several.split(",") if entry.strip()]


def load_settings(**changes: Any) -> Settings:
    """Settings from the environment, with `changes` over it. Raises SettingsError that names what is at fault, and why.

    What is changed is named as the option of the command line that it is, or as itself; the rest as a variable.
    """
    if unknown := sorted(changes.keys() - Settings.model_fields.keys()):
        near = get_close_matches(unknown[0], Settings.model_fields, 1)
        known = f"Did you mean {near[0]!r}?" if near else "The README has a table of the settings."
        raise SettingsError(f"There is no setting {unknown[0]!r}. {known}")
    try:
        _check_env_file(Path(ENV_FILE))
        return Settings(**changes)
    except (OSError, UnicodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "it is not UTF-8 text"
        raise SettingsError(
            f"The file {Path(ENV_FILE).absolute()} cannot be read: {reason}. Mend it, or move it away."
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0])
        fault = _fault(first)
        if field in changes:
            name = f"--{field}" if field in _OPTIONS else field
            raise SettingsError(f"{name} cannot be used: {fault}. Give another value, or leave it out.") from None
        name = _variable(field)
        raise SettingsError(f"{name} cannot be used: {fault}. Set it to another value, or unset it.") from None


def misspelt() -> Iterator[tuple[str, str]]:
    """Variables that nearly have the name of a setting, each with that name: they are passed over."""
    known = set(map(_own_variable, Settings.model_fields))
    for name in dict.fromkeys((*os.environ, *dotenv_values(ENV_FILE, encoding=_ENCODING))):
        if name.upper().startswith("FOOTNOTE_") and name.upper() not in known:
            yield from ((name, near) for near in get_close_matches(name.upper(), known, 1, 0.85))


def _fault(error: ErrorDetails) -> str:
    """What is wrong with a value, in plain words where pydantic has others."""
    plain = _FAULTS.get(error["type"])
    told = error["msg"].removeprefix("Value error, ")
    value = str(error["input"])
    short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return plain.format(value=short, **error.get("ctx", {})) if plain else told


def _variable(field: str) -> str:
    """The variable that a field was given by: OPENAI_BASE_URL is read where FOOTNOTE_OPENAI_BASE_URL is not set."""
    own = _own_variable(field)
    given = {name.upper() for name in (*os.environ, *dotenv_values(ENV_FILE, encoding=_ENCODING))}
    shared = own.removeprefix("FOOTNOTE_")
    return shared if shared in given and own not in given else own


def _own_variable(field: str) -> str:
    return "FOOTNOTE_" + field.upper().removeprefix("FOOTNOTE_")


def _check_env_file(path: Path) -> None:
    """A line of ours that cannot be parsed would be left out without a word; others' lines are not our business."""
    if not path.is_file():
        return
    with path.open(encoding=_ENCODING) as stream:
        for binding in parse_stream(stream):
            if binding.error and re.search("FOOTNOTE|OPENAI", binding.original.string):
                raise SettingsError(
                    f"Line {binding.original.line} of {path.absolute()} cannot be understood. "
                    "Write it as NAME=value, with quotation marks closed."
                )
