"""How a path is shown: as a source, in a message, and as a title when the document has none of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path

# A name that is not valid in the file system's encoding reaches Python as lone surrogates, which cannot be printed.
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_HYPHEN_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LONGEST = 200


def source_of(path: Path) -> str:
    r"""Return the absolute path as printable text; a byte that could not be decoded shows as `\xe9`."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would name a link's target, not what the user gave
    return _SURROGATES.sub(lambda match: f"\\x{ord(match[0]) & 0xFF:02x}", absolute)


def shown(path: Path) -> str:
    """Return the path on one line of printable characters, for a message."""
    return "".join(_visible(character) for character in str(path))


def title_from_text(text: str) -> str:
    """Return `text` as a title: one line, printable, at most 200 characters; empty when nothing is left."""
    # Not printable: control characters and the marks that turn the direction of writing, which could disguise a name.
    printable = "".join(character if character.isprintable() else " " for character in text)
    line = _BLANKS.sub(" ", printable).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def title_from_name(path: Path) -> str:
    """Return the file's name without its suffix, readably: `annual_report-2024.pdf` -> `annual report-2024`."""
    stem = Path(source_of(path)).stem
    spaced = stem.replace("_", " ")
    if " " not in spaced.strip():
        # Digits keep their hyphens: 2024-05-01 and covid-19 are not lists of words.
        spaced = _HYPHEN_BETWEEN_LETTERS.sub(" ", spaced)
    return title_from_text(spaced) or title_from_text(stem) or "untitled"


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
