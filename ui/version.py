"""Which Footnote this is."""

from __future__ import annotations

from importlib import metadata


def installed_version() -> str:
    """The version of the installed package; empty where Footnote runs from a checkout that was never installed."""
    try:
        return metadata.version("footnote-rag")
    except metadata.PackageNotFoundError:
        return ""
