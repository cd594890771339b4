"""Word documents (.docx) -> Draft: paragraphs and tables in the order of the document. Owns python-docx."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from index.errors import DocumentError
from index.files.readers.cells import Cell, spread
from index.files.readers.draft import Block, Draft, Raw, assemble, lines_of, one_line, table_row, table_rule
from index.files.readers.formulas import formula
from index.files.readers.notes import Notes
from index.files.readers.numbered_sections import numbered_sections
from index.files.readers.numbering import BULLET, Numbering
from index.files.readers.ooxml import WORD, ancestry, attribute, styles_of, value_at
from index.files.readers.plain import reads_like_heading
from index.files.readers.running_heads import running_heads
from index.files.readers.settled import settle

# python-docx and lxml show no types here: documents and XML elements are Any.
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The name under which Office stores the encrypted document in an OLE file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_EXPANSION = 20
# What is read as a tree takes some thirty times its size in memory. An empty document has some 100,000 bytes of it.
_MOST_XML, _ALWAYS_XML = 2, 1_000_000
# What may stand before the first mark of XML: marks of the encoding, the halves of its characters, and blanks.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_HEADING_STYLE = re.compile(r"heading (\d)", re.IGNORECASE)
_LEVELS, _LONGEST_OUTLINED = 9, 120
_NUMBERS = "0123456789.) "
# Signs that are set as letters of the font Symbol: those that change what a sentence says.
_SYMBOLS = dict(
    zip("\xa3\xb3\xb1\xb4\xb8\xb9\xb0\xa5\xae\xacabgdelmpqswDFSW", "≤≥±×÷≠°∞→←αβγδελμπθσωΔΦΣΩ", strict=True)
)
# A raised or lowered figure behind a figure is none of its digits.
_RAISED = {"superscript": "^", "subscript": " "}
# Deleted and moved-away text, field codes, and the second copy of a drawing for old programs.
# Text boxes stand beside their paragraph, and the reading of a word above it.
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "Fallback", "pPr", "rPr", "txbxContent", "rt"))
# Hidden, and struck out by hand where changes are not tracked: "costs ~~30~~ 40 euros".
_UNSAID = ("vanish", "strike", "dstrike")
_BOX = f"{WORD}txbxContent"
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(raw: Raw) -> Draft:
    """Return the text with headings by style. Tracked insertions are in it, tracked deletions are not."""
    _require_docx(raw)
    try:
        import docx

        document = docx.Document(io.BytesIO(raw.data))
        settle(document.element.body)
        styles = _levels_of_styles(document)
        parts = list(_blocks(document.element.body, styles, Numbering(document)))
        parts = parts if any(block.level for _, block in parts) else _by_bold(parts)
        blocks = list(_with_notes(parts, Notes(document, _text)))
        text, headings = assemble((*blocks, *_running(document, blocks)))
        headings = headings or tuple(numbered_sections(list(lines_of(text)), reads_like_heading))
        title = one_line(document.core_properties.title or "")
    except Exception as error:  # python-docx passes on what zipfile, lxml and its own parts raise
        raise _damaged(raw) from error
    return Draft(text, title, (), headings)


def _require_docx(raw: Raw) -> None:
    if raw.data.startswith(_OLE_MAGIC):
        if _ENCRYPTED in raw.data:
            raise DocumentError(f"{raw.name} is protected with a password. Save a copy without it, and add that copy.")
        raise DocumentError(f"{raw.name} is in the old .doc format. Open it in Word and save it as .docx.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            # zipfile never unpacks more of a part than the size declared here.
            unpacked = sum(part.file_size for part in archive.infolist())
            marked_up = sum(part.file_size for part in archive.infolist() if _is_xml(archive, part))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError) as error:
        raise _damaged(raw) from error
    if unpacked > _MOST_EXPANSION * raw.max_bytes:
        raise DocumentError(
            f"{raw.name} would unpack to {unpacked:,} bytes, more than {_MOST_EXPANSION} times the limit for a file. "
            "Take its pictures out or split it, or raise the limit."
        )
    if marked_up > max(_MOST_XML * raw.max_bytes, _ALWAYS_XML):
        raise DocumentError(
            f"{raw.name} holds {marked_up:,} bytes of text and markup, more than {_MOST_XML} times the limit for a "
            "file. Split it, or raise the limit."
        )


def _is_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part begins as XML does: what it is called is for the file to say."""
    with archive.open(part) as stream:
        return stream.read(64).lstrip(_BEFORE_XML).startswith(b"<")


def _damaged(raw: Raw) -> DocumentError:
    return DocumentError(
        f"{raw.name} is damaged or not a Word document. Open it in Word or LibreOffice and save it again as .docx."
    )


def _levels_of_styles(document: Any) -> dict[str, int]:
    """Return the heading level of each paragraph style, by its id; a style made from a heading counts as one.

    A style of another name says by its level in the outline that it is one.
    """
    levels = {}
    styles = styles_of(document)
    for style in styles:
        for ancestor in ancestry(style, styles):
            name = value_at(ancestor, "name")
            match = _HEADING_STYLE.fullmatch(name)
            outlined = _outlined(ancestor)
            if match or name == "Title" or outlined:
                level = int(match[1]) if match else int(outlined or 0) + 1
                levels[style] = 0 if level > _LEVELS else level
                break
    return levels


def _outlined(element: Any) -> str:
    """The level in the outline that a style or a paragraph gives itself, from 0; 9 is that of text."""
    level = value_at(element, "pPr/outlineLvl")
    return level if level.isdecimal() else ""


def _by_bold(parts: Sequence[tuple[Any, Block]]) -> list[tuple[Any, Block]]:
    """The parts of a document without headings, where a bold line above other letters is one."""
    shown = [(element, block) for element, block in parts if block.text]
    headings: dict[int, int] = {}
    for at, ((element, block), (below, next_block)) in enumerate(pairwise(shown)):
        # A figure is told, in whatever letters.
        told = any(map(str.isdigit, block.text.lstrip(_NUMBERS)))
        named = not block.group and not told and reads_like_heading(block.text) and _is_bold(element)
        if named and (at == 0 or next_block.group or not _is_bold(below)):
            headings[id(element)] = 2 if at else 1
    return [(element, replace(block, level=headings.get(id(element), 0))) for element, block in shown]


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{WORD}r") if _text(run).strip()]
    return bool(runs) and all(_is_on(run.find(f"{WORD}rPr/{WORD}b")) for run in runs)


def _running(document: Any, blocks: Iterable[Block]) -> Iterator[Block]:
    """Headers and footers below the text, each once, but for what stands in the text too, as its title may."""
    said = "\n".join(block.text for block in blocks)
    for kind, text in dict.fromkeys(running_heads(document, _text)):
        if text not in said:
            yield Block(f"{kind}: {text}")


def _with_notes(parts: Iterable[tuple[Any, Block]], notes: Notes) -> Iterator[Block]:
    """Yield the blocks, and below each section the notes of its own: between its blocks they would part a list."""
    waiting: list[Block] = []
    for element, block in parts:
        if block.level:
            yield from waiting
            waiting = []
        yield block
        waiting += [Block(line) for line in notes.of(element)]
    yield from waiting


def _blocks(body: Any, levels: dict[str, int], numbering: Numbering) -> Iterator[tuple[Any, Block]]:
    """Yield what stands in `body` and the element that it comes from.

    A content control's content is included, which python-docx passes over.
    """
    for number, element in enumerate(body.iterchildren(), 1):
        kind = _kind(element)
        if kind == "p":
            yield element, _paragraph(element, levels, numbering.mark(element))
            for box in _boxes(element):
                yield from _blocks(box, levels, numbering)
        elif kind == "tbl" and _is_box(element, levels):
            for cell in (cell for row in _own(element, "tr", of="tbl") for cell in _own(row, "tc", of="tr")):
                yield from _blocks(cell, levels, numbering)
        elif kind == "tbl":
            yield from _table(element, number, numbering)
        elif kind in ("sdt", "sdtContent", "customXml", "ins") and not _is_unfilled(element):
            yield from _blocks(element, levels, numbering)


def _is_box(table: Any, levels: dict[str, int]) -> bool:
    """Whether it frames or lays out text: a cell has a heading and what stands below it, or is alone and no line."""
    cells = list(table.iter(f"{WORD}tc"))
    for cell in cells:
        paragraphs = list(cell.iterchildren(f"{WORD}p"))
        headed = any(_level(paragraph, levels) for paragraph in paragraphs)
        if (headed or len(cells) == 1) and sum(bool(_text(paragraph).strip()) for paragraph in paragraphs) > 1:
            return True
    return False


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    """The level of a heading; 0 for text. A whole paragraph may be in the outline, and is no heading."""
    outlined = _outlined(paragraph)
    if not outlined or len(_text(paragraph)) > _LONGEST_OUTLINED:
        # A clause that is styled as a heading is text.
        return levels.get(value_at(paragraph, "pPr/pStyle"), 0) if len(_text(paragraph)) <= _LONGEST_OUTLINED else 0
    return int(outlined) + 1 if int(outlined) < _LEVELS else 0


def _paragraph(element: Any, levels: dict[str, int], mark: str) -> Block:
    text = _text(element).strip()
    name = value_at(element, "pPr/pStyle")
    if level := _level(element, levels):
        return Block(f"{mark} {text}" if text and mark not in ("", BULLET) else text, level)
    if not mark and name.startswith("List"):
        mark = BULLET
    # One group for all lists: two lists are parted by the paragraph between them.
    return Block(f"{mark} {text}", 0, -1) if text and mark else Block(text)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that are anchored in a paragraph: they stand beside it, and in no sentence of its."""
    for box in paragraph.iter(_BOX):
        within = {_kind(parent) for parent in box.iterancestors()}
        if not within & {"Fallback", "txbxContent", "del", "moveFrom"}:
            yield box


def _table(element: Any, group: int, numbering: Numbering) -> Iterator[tuple[Any, Block]]:
    """Yield the rows of a table; Word seldom says which one is the head, and it is the first."""
    rows = [row for row in _own(element, "tr", of="tbl") if row.find(f"{WORD}trPr/{WORD}del") is None]
    # A list may begin or go on in a table.
    marks = {paragraph: numbering.mark(paragraph) for paragraph in element.iter(f"{WORD}p")}
    texts = spread([*_columns_before(row), *(_cell(cell, marks) for cell in _own(row, "tc", of="tr"))] for row in rows)
    for at, (row, cells) in enumerate(zip(rows, texts, strict=True)):
        head = f"\n{table_rule(len(cells))}" if at == 0 and len(rows) > 1 and len(cells) > 1 else ""
        yield row, Block(table_row(cells) + head, 0, group)


def _columns_before(row: Any) -> list[Cell]:
    """The columns that a row begins behind, as one empty cell."""
    columns = value_at(row, "trPr/gridBefore")
    return [Cell("", int(columns))] if columns.isdecimal() and int(columns) else []


def _cell(element: Any, marks: Mapping[Any, str]) -> Cell:
    merged = element.find(f"{WORD}tcPr/{WORD}vMerge")
    columns = value_at(element, "tcPr/gridSpan")
    goes_on = merged is not None and attribute(merged, "val", "continue") == "continue"
    own = (part for part in element.iterchildren() if _kind(part) not in _SKIPPED and not _is_unfilled(part))
    parts = [(marks.get(part, ""), _text(part)) for part in own]
    text = "\n".join(f"{mark} {text}" if text.strip() and mark not in ("", BULLET) else text for mark, text in parts)
    # A bar would part it.
    return Cell(one_line(text).replace("|", "/"), int(columns) if columns.isdecimal() else 1, goes_on=goes_on)


def _own(element: Any, kind: str, *, of: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, wrapped or not, but not those of a table within."""
    for part in element.iter(WORD + kind):
        if next(part.iterancestors(WORD + of)) is element:
            yield part


def _text(element: Any) -> str:
    """Return the characters in `element`, whatever wraps them: links, insertions, controls, formulas, text boxes."""
    pieces: list[str] = []
    for child in element.iterchildren():
        kind = _kind(child)
        if kind == "t":
            pieces.append(child.text or "")
        elif kind == "sym":
            pieces.append(_symbol(child))
        elif kind == "r" and (style := child.find(f"{WORD}rPr")) is not None:
            if not any(_is_on(style.find(WORD + name)) for name in _UNSAID):
                pieces.append(_apart("".join(pieces[-1:]), style, _text(child)))
        elif (shown := formula(child, _text)) is not None:
            pieces.append(shown)
        elif kind == "fldChar":
            pieces.append(_chosen(child))
        elif kind in _CHARACTERS:
            pieces.append(_CHARACTERS[kind])
        elif kind not in _SKIPPED and not _is_unfilled(child):
            pieces.append(_text(child) + ("\n" if kind == "p" else ""))
    return "".join(pieces)


def _is_unfilled(element: Any) -> bool:
    """Whether it is a field of a form that says "Click here to enter text"."""
    return element.find(f"{WORD}sdtPr/{WORD}showingPlcHdr") is not None


def _chosen(field: Any) -> str:
    """What the fields of old forms hold that is no text: a box to tick, or the chosen line of a list."""
    box, choices = (field.find(f"{WORD}ffData/{WORD}{kind}") for kind in ("checkBox", "ddList"))
    if box is not None:
        told = [part for name in ("checked", "default") if (part := box.find(f"{WORD}{name}")) is not None]
        return "☒" if told and _is_on(told[0]) else "☐"
    entries = [attribute(entry, "val") for entry in choices.iter(f"{WORD}listEntry")] if choices is not None else []
    at = value_at(choices, "result") or value_at(choices, "default") or "0" if entries else ""
    return entries[int(at)] if at.isdecimal() and int(at) < len(entries) else ""


def _apart(before: str, style: Any, text: str) -> str:
    """A run's text, parted from what stands before it where both would be read as one number."""
    raised = style.find(f"{WORD}vertAlign")
    mark = _RAISED.get(raised.get(f"{WORD}val", ""), "") if raised is not None else ""
    return mark + text if before[-1:].isdigit() and text[:1].isdigit() else text


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{WORD}val", "1") not in ("0", "false", "off")


def _symbol(element: Any) -> str:
    """A sign of a font: its own character where we know it, else the one that says that something stood here."""
    code = int(element.get(f"{WORD}char", "0"), 16) & 0xFF
    return _SYMBOLS.get(chr(code), "\ufffd") if element.get(f"{WORD}font") == "Symbol" else "\ufffd"


def _kind(element: Any) -> str:
    """Return the element's name without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
