"""The numbers that Word shows before paragraphs and does not store: "7.3", "(b)", "Article 2".

A contract is asked about by them. (Office Open XML, ECMA-376 part 1, 17.9.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from index.files.readers.ooxml import WORD, ancestry, attribute, styles_of, value_at

_PLACE = re.compile(r"%(\d)")
_LEVELS = 9
# Word counts no further; a file may say anything.
_MOST = 32_767
# In characters, before its numbers are put in: "Article %1 of part %2" is longer than most.
_LONGEST = 100
# Behind thirty letters z it begins again with an a.
_MOST_LETTERS = 30 * 26
BULLET = "-"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted and shown; `shown` has "%1" where the number of the first level stands."""

    start: int
    kind: str
    shown: str
    legal: bool
    style: str
    # A higher level than this does not make it begin again; 0: none does.
    restart: int


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document. Its paragraphs are to be asked for in their order, each once."""

    def __init__(self, document: Any) -> None:
        """`document` is python-docx's; one without lists has no part for them."""
        self._lists: dict[str, _List] = {}
        self._named: dict[str, tuple[str, dict[int, int]]] = {}
        self._begun: set[str] = set()
        self._styles = styles_of(document)
        part = next((rel for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        for element in part.target_part.element if part is not None else ():
            if element.tag == f"{WORD}abstractNum":
                levels = {int(attribute(level, "ilvl", "0")): _level(level) for level in element.iter(f"{WORD}lvl")}
                self._lists[attribute(element, "abstractNumId")] = _List(levels)
            elif element.tag == f"{WORD}num":
                overrides = element.iter(f"{WORD}lvlOverride")
                restarts = {
                    int(attribute(one, "ilvl", "0")): _number(value_at(one, "startOverride"), 1)
                    for one in overrides
                    if one.find(f"{WORD}startOverride") is not None
                }
                self._named[attribute(element, "numId")] = (value_at(element, "abstractNumId"), restarts)
        # The level that a list gives to a style, as those of numbered headings do, and its place among all of them.
        given = [(level.style, str(at)) for own in self._lists.values() for at, level in own.levels.items()]
        self._given = {style: (place, at) for place, (style, at) in reversed([*enumerate(given)]) if style}

    def mark(self, paragraph: Any) -> str:
        """What is shown before a paragraph: its number, `BULLET`, or nothing where it is in no list."""
        number, level = self._place(paragraph)
        if not number:
            return ""
        name, restarts = self._named.get(number, ("", {}))
        own = self._lists.get(name)
        if own is None or level not in own.levels:
            return BULLET
        if number not in self._begun:
            self._begun.add(number)
            own.counts.update({at: start - 1 for at, start in restarts.items()})
        return self._counted(own, level)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list that a paragraph is in, by itself or by its style, and the level; empty where it is in none."""
        level, seen = "", list[str]()
        for element in (paragraph, *ancestry(value_at(paragraph, "pPr/pStyle"), self._styles)):
            if element is not paragraph:
                seen.append(attribute(element, "styleId"))
            level = level or value_at(element, "pPr/numPr/ilvl")
            if number := value_at(element, "pPr/numPr/numId"):
                level = level or min((self._given[one] for one in seen if one in self._given), default=(0, ""))[1]
                return ("" if number == "0" else number), min(_number(level, 0), _LEVELS - 1)
        return "", 0

    def _counted(self, own: _List, level: int) -> str:
        kind = own.levels[level]
        own.counts[level] = min(own.counts.get(level, kind.start - 1) + 1, _MOST)
        # "Clause 3" may be the first one of part II.
        for deeper in [at for at in own.counts if at > level and level < own.levels[at].restart]:
            del own.counts[deeper]
        if kind.kind == "bullet":
            return BULLET
        shown = _PLACE.sub(lambda found: self._shown(own, int(found[1]) - 1, legal=kind.legal), kind.shown)
        return " ".join(shown.split())

    def _shown(self, own: _List, level: int, *, legal: bool) -> str:
        kind = own.levels.get(level)
        if kind is None:
            return ""
        # A level that was passed over counts from its start.
        return written(own.counts.setdefault(level, kind.start), "decimal" if legal else kind.kind)


def _level(element: Any) -> _Level:
    return _Level(
        start=_number(value_at(element, "start"), 1),
        kind=value_at(element, "numFmt") or "decimal",
        shown=value_at(element, "lvlText")[:_LONGEST],
        legal=element.find(f"{WORD}isLgl") is not None,
        style=value_at(element, "pStyle"),
        restart=_number(value_at(element, "lvlRestart"), _LEVELS),
    )


def written(number: int, kind: str) -> str:
    """A number as a list of this kind shows it, without what stands around it."""
    if kind in ("lowerLetter", "upperLetter"):
        # After z come aa, bb, cc.
        turn, place = divmod((number - 1) % _MOST_LETTERS, 26)
        letter = chr(ord("a") + place) * (turn + 1) if number > 0 else "0"
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind == "none":
        return ""
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    found = ""
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        times, number = divmod(number, value)
        found += letters * times
    return found


def _number(text: str, usual: int) -> int:
    return int(text) if text.isdecimal() else usual
