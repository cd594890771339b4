"""Errors as visitors may read them: where the server keeps its files is no business of theirs."""

from __future__ import annotations

import logging
import re
from pathlib import Path

logger = logging.getLogger(__name__)

# What only they can set or run who started the server.
_OPERATORS = re.compile(
    r"\b(?:FOOTNOTE|OPENAI)_[A-Z_]+|\bfootnote (?:index|doctor|chat)\b| --[a-z]|\bcatalog\.sqlite3\b"
    r"|\bthe server's own messages\b"
)
# Nor is where the model runs.
_SERVER = re.compile(r"\b(?:(The|the) (?:server at|address)|At) https?://\S+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_ASK_THEM = "Whoever runs Footnote finds in its terminal what to do."


def told_to_visitors(error: Exception, home: Path) -> str:
    """What went wrong, in one line, without the place of the home folder."""
    return " ".join(str(error).replace(str(home), "FOOTNOTE_HOME").split())


def told_to_readers(error: Exception, home: Path) -> str:
    """What went wrong and what whoever reads the page can do; the advice for the operator goes to the log instead."""
    told = " ".join(str(error).replace(str(home), "Footnote’s home").split())
    if not _OPERATORS.search(told) and not _SERVER.search(told):
        return told
    logger.error("%s", error)
    told = _SERVER.sub(lambda found: f"{found[1] or 'At the'} model’s server", told)
    if not _OPERATORS.search(told):
        return told
    happened, *advice = _SENTENCE.split(told)
    return " ".join([happened, *filter(None, map(_for_readers, advice)), _ASK_THEM])


def _for_readers(advice: str) -> str:
    """The part of a sentence that anybody can follow: of "Ask again, or raise FOOTNOTE_…" that is "Ask again."."""
    found = _OPERATORS.search(advice)
    if not found:
        return advice
    followed, _, _ = advice[: found.start()].rpartition(", or ")
    return f"{followed}." if followed else ""
