"""Doubts and footnotes below the text, for clients that show a message's content and nothing else."""

from __future__ import annotations

import re

from rag.export import to_notes, unclosed
from rag.types import Answer

_HEAD = "\n\n---\n\n**Footnotes**\n\n"
_RULE = "\n---"
_FOUND = re.compile(r"\n---\s*\n\*\*Footnotes\*\*\s*\n")


def below(answer: Answer) -> str:
    """What is to follow the text: the sentences that are in doubt, notes, and the footnotes with their quotations."""
    notes = to_notes(answer)
    return f"{unclosed(answer.text)}{_HEAD}{notes}" if notes else ""


def without_below(content: str) -> str:
    """An earlier message as it was answered: clients send back what they were given to show."""
    at = content.find(_RULE)
    while at >= 0:
        if _FOUND.match(content, at):
            return content[:at].rstrip()
        at = content.find(_RULE, at + 1)
    return content
