"""Errors as visitors may read them: where the server keeps its files is no business of theirs."""

from __future__ import annotations

from pathlib import Path


def told_to_visitors(error: Exception, home: Path) -> str:
    """What went wrong, in one line, without the place of the home folder."""
    return " ".join(str(error).replace(str(home), "FOOTNOTE_HOME").split())
