"""The sample article that ships with Footnote, so that there is something to ask before the first document."""

from __future__ import annotations

from pathlib import Path


def sample_path() -> Path:
    """Where the sample article stands."""
    return Path(__file__).with_name("article.md")
