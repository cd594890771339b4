"""Which requests are for programs, and what a setting lists."""

from __future__ import annotations


def is_below(path: str, prefix: str) -> bool:
    """Whether a path is `prefix` or below it."""
    return path == prefix or path.startswith(f"{prefix}/")


def listed(setting: str) -> frozenset[str]:
    """The entries of a setting that holds several, with commas between them."""
    return frozenset(filter(None, setting.split(",")))
