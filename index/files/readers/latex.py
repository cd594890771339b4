r"""LaTeX sources that were saved as text -> Draft: what would be printed, as far as the source alone tells it.

Read are headings, paragraphs, lists, tables, captions, footnotes and formulas as they are written. Macros of the
author's own, and the numbers that LaTeX counts, are not worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.files.readers.draft import Block, Draft, assemble, one_line, table_row, table_rule
from index.files.readers.latex_words import argument, shown, without_comments
from index.files.readers.paired import paired

_SOURCE = re.compile(r"^[ \t]*\\document(?:class|style)\b", re.MULTILINE)
_BEGIN, _END = re.compile(r"\\begin\s*\{document\}"), re.compile(r"\\end\s*\{document\}")
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
_LISTS = frozenset("itemize enumerate description compactitem compactenum".split())
_TABLES = frozenset("tabular tabular* tabularx tabulary longtable array supertabular xtabular".split())
# Beside the columns they may have a width.
_WITH_WIDTH = frozenset("tabular* tabularx tabulary".split())
_AS_WRITTEN = frozenset("verbatim verbatim* lstlisting minted Verbatim alltt".split())
_NAMES = "|".join(map(re.escape, sorted(_AS_WRITTEN)))
_WRITTEN = re.compile(rf"\\begin\{{(?:{_NAMES})\}}"), re.compile(rf"\\end\{{(?:{_NAMES})\}}")
_EQUATIONS = "equation align eqnarray gather multline displaymath math alignat flalign".split()
_FORMULAS = frozenset(f"{name}{star}" for name in _EQUATIONS for star in ("", "*"))
# What parts blocks.
_MARK = re.compile(
    r"\\(?P<heading>part|chapter|(?:sub){0,2}section|paragraph)\b\*?[ \t]*(?:\[[^\]]{0,500}\])?[ \t]*(?=\{)|"
    r"\\(?P<said>caption|title|author|date|captionof\{\w+\})\*?[ \t]*(?:\[[^\]]{0,500}\])?[ \t]*(?=\{)|"
    r"\\begin\s*\{(?P<begin>[A-Za-z]+\*?)\}|\\end\s*\{(?P<end>[A-Za-z]+\*?)\}|"
    r"\\item\b[ \t]*(?:\[(?P<term>[^\]]{0,500})\])?|(?P<formula>\\\[|\$\$)|(?P<blank>\n[ \t]*\n)"
)
_OPTIONS = re.compile(r"[ \t]*\[[^\]]{0,500}\]")
_CELL, _ROW = re.compile(r"(?<!\\)&"), re.compile(r"\\\\\*?(?:[ \t]*\[[^\]]{0,500}\])?|\\tabularnewline\b")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\})"
)
_SPANNING = re.compile(r"\s*\\multicolumn\s*\{(\d+)\}\s*(?=\{)")
_LABEL = re.compile(r"\\(?:label|tag)\s*\{[^}]*\}|\\(?:nonumber|notag)\b")


def is_latex(text: str) -> bool:
    """Whether a text is the source of a whole document."""
    return _SOURCE.search(text) is not None and _BEGIN.search(text) is not None


def read_latex(text: str, notes: tuple[str, ...]) -> Draft:
    """The document that a source is of. `notes` are what is told of how it was read."""
    begin = _BEGIN.search(text)
    end = _END.search(text, begin.end() if begin else 0)
    preamble = without_comments(text[: begin.start()] if begin else "")
    body = text[begin.end() if begin else 0 : end.start() if end else len(text)]
    blocks = [*_blocks(preamble, said_only=True), *_blocks(body)]
    told, headings = assemble(blocks)
    title = next((block.text for block in blocks if block.level == 1), "")
    return Draft(told, one_line(title), headings=headings, notes=notes)


def _blocks(text: str, *, said_only: bool = False) -> Iterator[Block]:
    """The blocks of a part of a source. `said_only`: nothing but its title, author and date, as of a preamble."""
    lists: list[int] = []
    mark, at, start, group = "", 0, 0, 0
    if not said_only:
        text = _without_comments_outside(text)
    while found := _MARK.search(text, at):
        at, stop = found.end(), found.start()
        own: list[Block] = []
        if found["heading"] or found["said"]:
            words, at = argument(text, at)
            level = 1 if found["said"] == "title" else _LEVELS.get(found["heading"] or "", 0)
            own = list(_paragraph(words, level=level))
        elif name := found["begin"]:
            own, at = _environment(text, name, at)
            if name in _LISTS:
                lists.append(0 if name.endswith(("enumerate", "enum")) else -1)
                group += len(lists) == 1
            elif not own and (options := _OPTIONS.match(text, at)):
                at = options.end()
        elif found["formula"]:
            close = text.find("\\]" if found["formula"] == "\\[" else "$$", at)
            close = len(text) if close < 0 else close
            own, at = [_formula(text[at:close])], close + 2
        if not said_only:
            yield from _paragraph(text[start:stop], mark, -group if lists or mark else 0)
        yield from own
        if found["end"] in _LISTS and lists:
            lists.pop()
        mark = "" if text[start:stop].strip() else mark
        if found[0].startswith("\\item"):
            mark = _mark_of(lists, found["term"])
        start = at
    if not said_only:
        yield from _paragraph(text[start:], mark, -group if mark else 0)


def _without_comments_outside(text: str) -> str:
    """The text without comments, but for what is shown as it is written."""
    return "".join(piece if shown_so else without_comments(piece) for piece, shown_so in paired(text, *_WRITTEN))


def _mark_of(lists: list[int], term: str | None) -> str:
    """What is shown before an item."""
    if term is not None:
        return f"- {shown(term).strip()} "
    if not lists or lists[-1] < 0:
        return "- "
    lists[-1] += 1
    return f"{lists[-1]}. "


def _paragraph(text: str, mark: str = "", group: int = 0, level: int = 0) -> Iterator[Block]:
    """A paragraph, and below it the footnotes that it has."""
    footnotes: list[str] = []
    words = one_line(shown(text, footnotes)).replace(" , ", ", ")
    if words:
        yield Block(f"{mark}{words}", level, group)
    yield from (Block(one_line(note)) for note in footnotes)


def _environment(text: str, name: str, at: int) -> tuple[list[Block], int]:
    """What is read as a whole, and where it ends; nothing of what has blocks within."""
    if name not in _TABLES | _AS_WRITTEN | _FORMULAS:
        return [], at
    end = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}").search(text, at)
    stop, after = (end.start(), end.end()) if end else (len(text), len(text))
    if name in _AS_WRITTEN:
        options = _OPTIONS.match(text, at)
        return [Block(text[options.end() if options else at : stop].strip("\n"))], after
    if name in _FORMULAS:
        return [_formula(text[at:stop])], after
    for _ in range(2 if name in _WITH_WIDTH else 1):
        options = _OPTIONS.match(text, at)
        _, at = argument(text, options.end() if options else at)
    return list(_table(text[at:stop])), after


def _formula(text: str) -> Block:
    return Block(one_line(shown(_LABEL.sub("", text).replace("&", " ").replace("\\\\", " "))))


def _table(text: str) -> Iterator[Block]:
    """The rows; the first is the head where a rule stands below it."""
    lines = _ROW.split(text)
    rows = [_cells(_RULES.sub("", line)) for line in lines]
    written = [at for at, row in enumerate(rows) if any(row)]
    width = max((len(rows[at]) for at in written), default=0)
    for at in written:
        cells = [*rows[at], *[""] * (width - len(rows[at]))]
        ruled = at == written[0] and len(written) > 1 and at + 1 < len(lines) and _RULES.match(lines[at + 1].lstrip())
        yield Block(table_row(cells) + (f"\n{table_rule(width)}" if ruled and width > 1 else ""), 0, 1_000_000)


def _cells(line: str) -> Sequence[str]:
    cells: list[str] = []
    for cell in _CELL.split(line):
        spanning = _SPANNING.match(cell)
        if spanning:
            _, after = argument(cell, spanning.end())
            cell, _ = argument(cell, after)
        text = one_line(shown(cell)).replace("|", "/")
        cells += [text] * (min(int(spanning[1]), 30) if spanning else 1)
    return cells
