"""Countries, places, given names and well-known bodies by name: a table of our own, to list them without a model.

A country is named by its own name, by its adjective ("Russian") and by its German or Spanish name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'.-](?=[^\W_])[^\W_]+)*")
# Among words in capitals, "US" may be none: "LET US GO".
_LETTERS = re.compile(r"\b[A-Z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or place found in a text: its usual name, where it stands, and whether it is a country."""

    name: str
    start: int
    end: int
    country: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`names` gives each spelling, as folded words, its usual name; an empty one to what only looks like one."""

    names: dict[tuple[str, ...], str]
    countries: frozenset[str]
    given: frozenset[str]
    bodies: frozenset[str]
    longest: int
    # The words that a name may begin with: nearly all words of a text are none of them.
    first: frozenset[str]

    def places(self, text: str) -> Iterator[Place]:
        """Every country and place that is named, in order, the longest name at each point."""
        words = [(match, _plain(match.group())) for match in _WORD.finditer(text)]
        shouted = {match.span() for match in _LETTERS.finditer(text)}
        at = 0
        while at < len(words):
            if words[at][1] not in self.first:
                at += 1
                continue
            size = next((n for n in range(min(self.longest, len(words) - at), 0, -1) if self._known(words, at, n)), 0)
            name = self.names[tuple(word for _, word in words[at : at + size])] if size else ""
            start, end = words[at][0].start(), words[at + max(size, 1) - 1][0].end()
            if name and text[start].isupper() and not (text[start:end] == "US" and shouted):
                yield Place(name, start, end, name in self.countries)
            at += max(size, 1)

    def _known(self, words: list[tuple[re.Match[str], str]], at: int, size: int) -> bool:
        return tuple(word for _, word in words[at : at + size]) in self.names and (
            # "us" is no country, nor is "turkey".
            all(match.group()[0].isupper() or match.group() in _SMALL for match, _ in words[at : at + size])
            and (size > 1 or words[at][1] != "us" or words[at][0].group() != "Us")
        )


_SMALL = ("of", "the", "and", "del", "de", "d'Ivoire", "d’Ivoire")


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The table that ships with the package."""
    data = json.loads(files("rag.whole").joinpath("gazetteer.json").read_text(encoding="utf-8"))
    names = {tuple(map(_plain, _words(name))): "" for name in data["neither"]}
    for kind in ("places", "countries"):
        for name, others in data[kind].items():
            for spelling in (name, *others):
                names[tuple(map(_plain, _words(spelling)))] = name
    return Gazetteer(
        names,
        frozenset(data["countries"]),
        frozenset(data["given"].split()),
        frozenset(data["bodies"].split()),
        max(map(len, names)),
        frozenset(name[0] for name in names),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _plain(word: str) -> str:
    """Folded, without the dots of an abbreviation and the s of a possessive."""
    folded = word.casefold().replace("’", "'")
    return folded.removesuffix("'s").removesuffix("'").replace(".", "")
