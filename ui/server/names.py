"""A document that is called by a wrong name: what a program is told, which has no terminal to list them in."""

from __future__ import annotations

from index.errors import LibraryError

_COMMAND = "footnote index list"


def named_for_programs(error: LibraryError, listed_by: str) -> str:
    """The error's message with `listed_by`, which a caller of the server can use, in place of the command."""
    message = str(error)
    return f"{message.removesuffix(_COMMAND)}{listed_by}" if message.endswith(_COMMAND) else message
