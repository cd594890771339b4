"""Front matter of Markdown (Jekyll, Hugo, Obsidian): what stands above a text for programs, in part for readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FRONT_MATTER = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)")
_ENTRY = re.compile(r"(?P<name>\w[\w -]{0,40}?)[ \t]{0,9}[:=](?P<value>.*)")
# An entry goes on in lines that are indented, are empty, or are items.
_GOES_ON = ("", " ", "\t", "-")
# Remarks, and the names of TOML's tables.
_NO_ENTRY = ("", "#", "[")
_TITLE = "title"
# What is said to the program that makes a page of the text.
_MACHINERY = frozenset(
    """
    aliases bibliography classoption comments cover csl css cssclass cssclasses documentclass draft fontsize geometry
    header-includes icon image images jupyter katex kernelspec layout math mermaid nav nav_exclude nav_order output
    permalink publish published redirect_from sidebar sidebar_label sidebar_position slug template thumbnail toc url
    weight
    """.split()
)
# A switch, or nothing.
_NO_WORDS = re.compile(r"\s*(?:true|false|yes|no|null|~|\[\s*\]|\{\s*\}|\"\"|'')?\s*", re.IGNORECASE)
_FOLDED = re.compile(r"[>|][+-]?[ \t]*\n")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title that a text is given above it, the lines that its readers may ask for, and where the text begins."""

    title: str = ""
    lines: str = ""
    end: int = 0


def front_matter(text: str) -> FrontMatter:
    """The front matter of canonical `text`; an empty one where there is none: a text may begin with a rule."""
    found = _FRONT_MATTER.match(text)
    entries = _entries(found["body"].splitlines()) if found else []
    if not found or not entries:
        return FrontMatter()
    title, kept = "", []
    for entry in entries:
        name, value = re.split("[:=]", entry, maxsplit=1)
        if name.strip().lower() == _TITLE:
            title = _one_line(value)
        elif name.strip().lower() not in _MACHINERY and not _NO_WORDS.fullmatch(value):
            kept.append(entry)
    return FrontMatter(title, "\n".join(kept), found.end())


def _entries(lines: Sequence[str]) -> list[str]:
    """The entries with the lines in which they go on; none where a line belongs to none of them."""
    entries: list[str] = []
    for line in lines:
        if _ENTRY.match(line):
            entries.append(line)
        elif entries and line[:1] in _GOES_ON:
            entries[-1] += f"\n{line}"
        elif line[:1] not in _NO_ENTRY:
            return []
    return [entry.rstrip() for entry in entries]


def _one_line(value: str) -> str:
    """A title, which may stand in quotation marks, or folded on the lines below."""
    words = " ".join(_FOLDED.sub("", value.strip()).split())
    quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "\"'"
    return words[1:-1].strip() if quoted else words
