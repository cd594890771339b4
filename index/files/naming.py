"""How a path is shown: as a source, in a message, and as a title when the document has none of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath

from index.text.dates import is_date

# A name that is not valid in the file system's encoding reaches Python as lone surrogates, which cannot be printed:
# each is written as the byte that it stands for.
_WRITTEN_BYTE = re.compile(r"\\x([89a-f][0-9a-f])")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_HYPHEN_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LONGEST = 200
# What scanners, cameras and programs call a file that nobody gave a name.
_NAMELESS = re.compile(
    r"(?:(?:scan(?:ned)?|img|image|dsc|photo|doc(?:ument)?|file) ?[\d ()._-]*\d[ )]*|(?:new |scanned )?document|scan|"
    r"untitled.*|unnamed|download(?: ?\(\d+\))?)",
    re.I,
)
# So much of its beginning tells what a document is.
_BEGINNING = 50


def file_name(source: str) -> str:
    """The last part of a source, also of one that Windows wrote."""
    return PurePath(source.replace("\\", "/")).name


def source_of(path: Path) -> str:
    r"""Return the absolute path as printable text; a byte that could not be decoded shows as `\xe9`."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would name a link's target, not what the user gave
    return _SURROGATES.sub(lambda match: f"\\x{ord(match[0]) & 0xFF:02x}", absolute)


def path_of(source: str) -> Path:
    r"""Return the path that `source_of` named, where there is something at it: `\xe9` may be a byte of its name."""
    path = Path(source)
    if not _WRITTEN_BYTE.search(source) or os.path.lexists(path):
        return path
    return Path(_WRITTEN_BYTE.sub(lambda match: chr(0xDC00 + int(match[1], 16)), source))


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


def title_of(own: str, path: Path, text: str) -> str:
    """Return the title by which people know a document from others: `own`, which it gives itself, or the file's name.

    A date alone tells too little, and so does a name such as "scan_001": then what else is known stands beside it.
    """
    dated = is_date(own)
    if own and not dated:
        return own
    name = title_from_name(path)
    if _NAMELESS.fullmatch(name) or is_date(name):
        return f"{own or name}: {beginning}" if (beginning := _beginning(text)) else own or name
    return f"{name}, {own}" if dated and not re.search(r"\d", name) else name


def _beginning(text: str) -> str:
    """The first line of some words that is no date, cut between words; empty where there is none."""
    lines = (title_from_text(line).strip(" #*_|>.,:;") for line in text.split("\n", 20)[:20])
    said = (line for line in lines if re.search(r"[^\W\d_]{2}", line) and not is_date(line))
    line = next(said, "")
    return line if len(line) <= _BEGINNING else line[:_BEGINNING].rpartition(" ")[0].rstrip(" ,.:;") + "…"


def _visible(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
