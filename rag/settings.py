"""Every setting, its default and where it is read from: the environment and `.env`. Nothing else reads either."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError


class Settings(BaseSettings):
    """Footnote's settings. Each field is read from `FOOTNOTE_<NAME>`; the OPENAI_* names are the usual ones."""

    model_config = SettingsConfigDict(env_prefix="FOOTNOTE_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("footnote", appauthor=False),
        description="Folder that holds everything Footnote stores.",
    )
    embedder: str = Field(
        default="minilm", description="`minilm` (embedded, offline) or `openai` (any compatible API)."
    )
    embedding_model: str = Field(
        default="text-embedding-3-small", description="Model name that the `openai` embedder asks for."
    )
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
    catalog_url: str = Field(default="", description="SQLAlchemy URL of the catalog; empty: SQLite in the home folder.")
    passages: int = Field(default=5, ge=1, le=50, description="Passages listed with an answer.")
    quotes: int = Field(default=3, ge=1, le=10, description="Quotations in an answer, at most.")
    threshold: float | None = Field(
        default=None, ge=0, le=1, description="Refuse below this evidence score; empty: the fitted one."
    )
    max_file_mb: int = Field(default=50, ge=1, description="Larger files are refused.")
    host: str = Field(default="127.0.0.1", description="Address that the chat page listens on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that the chat page listens on.")


def load_settings() -> Settings:
    """Settings from the environment. Raises SettingsError that names the variable and the fault."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "FOOTNOTE_" + str(first["loc"][0]).upper().removeprefix("FOOTNOTE_")
        raise SettingsError(f"{name} cannot be used: {first['msg']}. Set it to another value, or unset it.") from None
