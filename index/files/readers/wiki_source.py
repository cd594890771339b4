"""The source of a page of MediaWiki, saved as text: what the page would show, as far as its source alone tells it.

Links become their words, tables and boxes of facts rows of Markdown; notes, categories and what templates work out are
left out. Headings stay as they are written, as in every plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.files.readers.draft import canonical, table_row, table_rule
from index.files.readers.paired import paired, without_paired

# So many of its signs make a text such a source: an article has one in each paragraph.
_LEAST = 3
_SIGN = re.compile(r"\[\[[^\[\]\n|]{1,80}(?:\|[^\[\]\n]{0,200})?\]\]|'''[^'\n]{1,200}'''")
_OWN = re.compile(r"^(?:\{\||\{\{|==+[^=\n]+==+[ \t]*$|\[\[[A-Z][a-z]+:)|<ref|'''", re.MULTILINE)
_SINGLE = re.compile(r"<ref\b[^<>]{0,300}/>|__[A-Z]{3,30}__", re.IGNORECASE)
_UNSEEN = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<ref\b[^<>]{0,300}>", r"</ref\s{0,9}>"),
        (r"<gallery\b[^<>]{0,300}>", r"</gallery\s{0,9}>"),
        (r"<timeline\b[^<>]{0,300}>", r"</timeline\s{0,9}>"),
    )
)
_BREAK, _TAG = re.compile(r"<br\s*/?>", re.IGNORECASE), re.compile(r"</?[a-zA-Z][^<>\n]*>")
# The innermost first: no braces within.
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_LINK = re.compile(r"\[\[([^\[\]]*)\]\]")
_OUTWARD = re.compile(r"\[(?:https?:)?//[^\s\]]+(?:[ \t]+([^\]\n]*))?\]")
_EMPHASIS = re.compile(r"'{2,5}")
_ASIDE = re.compile(r"[ \t]*:?(?:category|[a-z]{2,3}(?:-[a-z]+)?)\s*:(?=\S)", re.IGNORECASE)
_FILE = re.compile(r"[ \t]*(?:file|image|media|datei|bild|fichier|archivo)\s*:", re.IGNORECASE)
_OPTION = re.compile(
    r"thumb\w*|frame\w*|left|right|cent(?:er|re)|none|upright.*|\d*x?\d+ ?px|border|(?:alt|link|lang|page)=.*"
)
# Templates that show what they are given, so many things of it: a measure with its unit, words of another language.
_SHOWN = {"convert": 2, "cvt": 2, "lang": -1, "nowrap": 1, "nobr": 1, "small": 1, "ill": 1, "transl": -1, "val": 1}
_TABLE = re.compile(r"^[ \t:]{0,20}\{\|", re.MULTILINE), re.compile(r"^[ \t]{0,20}\|\}", re.MULTILINE)
# What tells how a cell looks stands before it: 'style="..." | 2010'.
_LOOKS = re.compile(r'[ \t]*(?:[\w-]+\s*=\s*(?:"[^"]*"|[\w%.-]+)\s*)+\|(?!\|)')
_TERM = re.compile(r"^;[ \t]*([^\n:]+?)[ \t]*(?:\n:[ \t]*|[ \t]*:[ \t]+)", re.MULTILINE)
_ITEM = re.compile(r"^([*#:;]+)[ \t]*", re.MULTILINE)
_EMPTY = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DEEPEST = 12
# What stands for a bar that parts cells, until the links are read.
_CELL_BAR = "\x1f"


def is_wiki_source(text: str) -> bool:
    """Whether a text has links or bold words of a wiki in many places, and other signs of one."""
    return len(_SIGN.findall(text)) >= _LEAST and _OWN.search(text) is not None


def with_wiki_source_read(text: str) -> str:
    """The text that the page shows."""
    text = _SINGLE.sub("", text)
    for signs in _UNSEEN:
        text = without_paired(text, *signs)
    for _ in range(_DEEPEST):
        text, count = _TEMPLATE.subn(_template, text)
        if not count:
            break
    pieces = ("\n".join(_table(piece.split("\n")[1:-1])) if table else piece for piece, table in paired(text, *_TABLE))
    text = "".join(pieces)
    # A caption may hold links.
    for _ in range(2):
        text = _LINK.sub(lambda found: _link(found[1]), text)
    text = _OUTWARD.sub(lambda found: found[1] or "", text)
    text = _TAG.sub("", _BREAK.sub("\n", _EMPHASIS.sub("", text)))
    text = _ITEM.sub(lambda found: _mark(found[1]), _TERM.sub(r"\n\1: ", text))
    return canonical(_EMPTY.sub("\n\n", text.replace(_CELL_BAR, "|")).strip("\n"))


def _template(found: re.Match[str]) -> str:
    """What a template shows: facts with names, as those of an infobox, or what it is given; else nothing."""
    name, *given = _parted(found[1])
    name = name.strip().casefold()
    named = [(key.strip(), value.strip()) for part in given for key, sign, value in [part.partition("=")] if sign]
    facts = len(named) > _LEAST and "\n" in found[1] and not name.startswith("cit")
    if facts or name.startswith(("infobox", "taxobox")):
        rows = [_row([key.replace("_", " "), " ".join(value.split())]) for key, value in named if value]
        return "\n\n".join(("", "\n".join(rows), ""))
    own = [part.strip() for part in given if "=" not in part]
    count = _SHOWN.get(name, 0)
    return " ".join(own[count:] if count < 0 else own[:count])


def _parted(text: str) -> list[str]:
    """The parts of a template between its bars, but for those within a link."""
    held = _LINK.sub(lambda link: link[0].replace("|", _CELL_BAR), text)
    return [part.replace(_CELL_BAR, "|") for part in held.split("|")]


def _row(cells: Sequence[str]) -> str:
    return table_row([_LINK.sub(lambda found: _link(found[1]), cell) for cell in cells]).replace("|", _CELL_BAR)


def _table(lines: Sequence[str]) -> Iterator[str]:
    """The caption of a table, and its rows."""
    rows: list[list[str]] = [[]]
    heads: list[bool] = []
    for line in map(str.strip, lines):
        if line.startswith("|+"):
            yield _LOOKS.sub("", line[2:]).strip()
            yield ""
        elif line.startswith("|-"):
            rows.append([])
        elif line[:1] in ("|", "!"):
            cells = re.split(r"\|\||!!" if line[0] == "!" else r"\|\|", line[1:])
            heads += [line[0] == "!"] if not any(rows) else []
            rows[-1] += [_LOOKS.sub("", cell).strip() for cell in cells]
        elif rows[-1] and line:
            rows[-1][-1] += f" {line}"
    filled = [row for row in rows if any(row)]
    for at, row in enumerate(filled):
        yield _row(row)
        if at == 0 and all(heads) and len(row) > 1 and len(filled) > 1:
            yield table_rule(len(row)).replace("|", _CELL_BAR)


def _link(words: str) -> str:
    """What a link shows: its own words, the caption of a picture, or nothing where it is about the page."""
    target, *rest = words.split("|")
    if _FILE.match(target):
        caption = rest[-1].strip() if rest else ""
        # Without brackets it would be taken for a heading of what stands below.
        return "" if not caption or _OPTION.fullmatch(caption) else f"\n\n({caption})\n\n"
    if _ASIDE.match(target) and not rest:
        return ""
    return (rest[-1] if rest else target).replace("|", _CELL_BAR)


def _mark(signs: str) -> str:
    """The mark of an item, however deep: what is only indented has none."""
    return {"*": "* ", "#": "#. ", ";": "\n", ":": "\n"}[signs[-1]]
