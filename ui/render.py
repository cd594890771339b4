"""Turn questions and answers into Markdown that is safe to show, and into plain text that is good to paste.

Pure text in, text out; nothing here knows Gradio. The promise: whatever a document or a model wrote, the only live
elements in the result are the footnote chips and what the page itself sets in (`Inset`). It holds by construction:
every character that could open a tag, a link, an image or an entity leaves here as a numeric entity, in code as well,
so no disagreement about where code starts and ends can bring anything to life.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import shorten
from types import MappingProxyType

from index.files.naming import file_name
from rag.export import doubts
from rag.footnoted import Code, code_in
from rag.markup import to_html
from rag.passages.readable import readable
from rag.types import Answer, AnswerSentence, Citation, EvidencePassage, Verdict

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# One space before a marker goes with it: a chip must not stand alone at the start of a line.
_MARKER = re.compile(r"[ ]?\[(\d{1,3})\]")
# In word-for-word quotations only the one that ends a line is ours; a document may have numbers in brackets of its own.
_LAST_MARKER = re.compile(r"[ ]?\[(\d{1,3})\]$", re.MULTILINE)
_LIVE = re.compile(r"[&<\[\]`~\\@#=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)[ #]*$", re.MULTILINE)
# A line of dashes makes the line above it a heading.
_UNDERLINE = re.compile(r"^([ >]*)-+[ ]*$", re.MULTILINE)
# Four spaces would start a code block, in which entities are shown as they are written.
_DEEP_INDENT = re.compile(r"^[ ]{4,}(?![-*+ ]|\d+[.)])", re.MULTILINE)
# A line of a list that we wrote, with the chip that ends it.
_ITEM = re.compile(r"( *)- (.*\ue000)$")
# What a quotation is between, with quotations of its own; and letters that are read from right to left.
_QUOTED = re.compile(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
# Marks of emphasis and of headings, for those who read the words alone.
_EMPHASIS = re.compile(r"(?<![\w*\\])([*_]{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*])")
# Rows of tables, the one that parts their head from them, and the bars between cells: of a row that is quoted, the bars
# at its own ends are left out.
_ROW = re.compile(r"^\|(.*)\|[ ]*$", re.MULTILINE)
_RULE = re.compile(r"^\|(?:[ ]?:?-{2,}:?[ ]?\|)+[ ]*\n?", re.MULTILINE)
_HEAD = re.compile(r"\A\|[^\n]*\|[ ]*\n(?=\|(?:[ ]?:?-{2,}:?[ ]?\|)+[ ]*\n\|)")
_BAR = re.compile(r"[ ]+\|(?=[ ])")
_BAR_IN_ROW = re.compile(r"[ ]*(?<!\\)\|[ ]*")
# Of a passage that is only near, so much is told.
_NEAR = 240
# In a reader's words. Whoever sees no colour reads the same.
DOUBTS = {
    Verdict.PARTLY: "partly supported",
    Verdict.UNSUPPORTED: "not supported",
    Verdict.UNCITED: "no footnote",
}
# Private-use characters that stand where a chip, an inset or code will be.
_OURS = re.compile("[\ue000-\ue002]")

Chip = Callable[[int], str | None]
NOWHERE: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Inset:
    """Markup of our own, to be set into an answer's text before the character at `at`."""

    at: int
    html: str


def inert(text: str) -> str:
    """`text` as Markdown (and as HTML) that shows exactly these words and line breaks, and does nothing else."""
    return "\n".join(_PUNCTUATION.sub(_entity, line.strip()) for line in text.split("\n"))


def safe_markdown(
    text: str,
    turn: str,
    numbers: Collection[int] | Mapping[int, str],
    *,
    literal: bool = False,
    insets: Sequence[Inset] = (),
    ends: Mapping[int, str] = NOWHERE,
) -> str:
    """Answer text as safe Markdown. `[n]` becomes the link `[n](#cite-<turn>-<n>)` where `n` is in `numbers`.

    Where `numbers` tells of each what it leads to, the link's title says so; what `ends` has of it, the link ends in.
    Lists, emphasis, tables and code of a model stay; HTML, images, links and bare addresses become plain text. With
    `literal` nothing but our own lists counts as Markdown: that is for text which quotes documents word for word.
    `insets` are in the order of their places.
    """

    def chip(number: int) -> str | None:
        if number not in numbers:
            return None
        where = f": {inert(' '.join(numbers[number].split()))}" if isinstance(numbers, Mapping) else ""
        return f'[{number}](#cite-{turn}-{number}{ends.get(number, "")} "Footnote {number}{where}")'

    markdown = _markdown(_held_open(text, insets), chip, literal)
    waiting = iter(insets)
    return re.sub("\ue001", lambda _: next(waiting).html, markdown)


def arriving(text: str, *, literal: bool = True) -> str:
    """The part of an answer that has arrived, likewise safe. Its chips look the same and open nothing yet."""
    return _markdown(_OURS.sub("\ufffd", text), lambda number: f'<sup class="fn-wait">{number}</sup>', literal)


def broken_off(text: str, *, literal: bool = True) -> str:
    """The part of an answer that had arrived and is all there is, likewise safe: its markers lead nowhere, and go."""
    return _markdown(_OURS.sub("\ufffd", text), lambda _: "", literal)


def without_markers(text: str, *, literal: bool = True) -> str:
    """The same for a copy as plain text: of a model's words the code stays as it is."""
    if literal:
        return _LAST_MARKER.sub("", text)
    parts, end = list[str](), 0
    for code in code_in(text):
        parts += [_MARKER.sub("", text[end : code.start]), text[code.start : code.end]]
        end = code.end
    return "".join([*parts, _MARKER.sub("", text[end:])])


def plain_text(answer: Answer) -> str:
    """Question, answer, footnotes and what is in doubt, as text that reads well pasted anywhere.

    Of a refusal, the nearest passages.
    """
    text = answer.text.strip() if answer.answerer == "extractive" else _unmarked(answer.text.strip())
    parts = [answer.question.strip(), text, *map("\n".join, _endnotes(answer))]
    return "\n\n".join(part for part in parts if part) + "\n"


def rich_text(answer: Answer) -> str:
    """The same as HTML, for what takes more than plain text: emphasis, lists and tables of a model stay."""
    if answer.answerer == "extractive":
        text = f"<p>{shown_lines(answer.text.strip())}</p>"
    else:
        text = to_html(answer.text, lambda _: None)
    below = "".join(f"<p>{'<br>'.join(map(escape, lines))}</p>" for lines in _endnotes(answer) if lines)
    return f"<p><strong>{shown_lines(answer.question.strip())}</strong></p>{text}{below}"


def shown_lines(text: str) -> str:
    """Text as HTML, in its lines."""
    return escape(text).replace("\n", "<br>")


def place(title: str, page: int | None, heading: str) -> str:
    """Where something stands, for people: `Title, p. 3, Heading`."""
    heading = "" if heading.strip().casefold() == title.strip().casefold() else heading.strip()
    return ", ".join(part for part in (title.strip(), f"p. {page}" if page else "", heading) if part)


def for_reading(text: str) -> str:
    """On one line, without marks of Markdown, and with rows of tables as their cells.

    What is nothing but such marks is shown as it is: nothing would be left of it.
    """
    rows = _ROW.sub(lambda row: _BAR_IN_ROW.sub(" · ", row[1]).strip(), _RULE.sub("", text))
    return _BAR.sub(" ·", readable(rows)) or " ".join(text.split())


def beginning(text: str) -> str:
    """The same of what tells a passage from others of its table: without the head, which each of them has."""
    return for_reading(_HEAD.sub("", text))


def source_name(source: str) -> str:
    """The readable end of a source: the file name of a path, and a web address as it is."""
    return source if "://" in source else file_name(source) or source


def plural(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _endnotes(answer: Answer) -> list[list[str]]:
    """Lines below a copied answer: its footnotes, or what a refusal found nearest, and what is in doubt."""
    near = [] if answer.answered else [_near(number, passage) for number, passage in enumerate(answer.passages, 1)]
    doubted = [] if answer.answerer == "extractive" else [*map(_doubt, doubts(answer))]
    return [[*map(_footnote, answer.citations)], ["Nearest passages:", *near] if near else [], doubted]


def _near(number: int, passage: EvidencePassage) -> str:
    quote = shorten(for_reading(passage.text), _NEAR, placeholder=" …")
    return f"{number}. “{quote}” ({place(passage.title, passage.page, passage.heading)}; {source_name(passage.source)})"


def _doubt(sentence: AnswerSentence) -> str:
    said = DOUBTS[sentence.verdict]
    why = f" ({sentence.reason})" if sentence.reason not in ("", said) else ""
    better = ", ".join(f"[{number}]" for number in sentence.suggested)
    return f"In doubt: “{_unmarked(sentence.text)}” {said}{why}{f'; see {better}' if better else ''}"


def _unmarked(text: str) -> str:
    """A model's text without its marks of emphasis, headings and code; lists and tables stay as they are."""
    parts, end = list[str](), 0
    for code in code_in(text):
        parts += [_words(text[end : code.start]), code.lead, code.text]
        end = code.end
    return "".join([*parts, _words(text[end:])])


def _words(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _HEADING.sub(r"\1", text))


def _footnote(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    where = place(citation.title, citation.page, citation.heading)
    return f"[{citation.number}] “{quote}” ({where}; {source_name(citation.source)})"


def _held_open(text: str, insets: Sequence[Inset]) -> str:
    """The text with a private-use character wherever an inset comes: one in a block of code comes below the block."""
    text, parts, end = _OURS.sub("\ufffd", text), list[str](), 0
    blocks = [code for code in code_in(text) if code.fence]
    for inset in insets:
        block = next((code for code in blocks if code.start < inset.at <= code.end), None)
        at = block.end if block else inset.at
        parts += [text[end:at], _below(block) if block else "\ue001"]
        end = at
    return "".join([*parts, text[end:]])


def _below(block: Code) -> str:
    """An inset in a paragraph of its own, after code that nothing may have closed."""
    return "\n\n\ue001\n\n" if block.closed else f"\n{block.fence}\n\n\ue001\n\n"


def _markdown(text: str, chip: Chip, literal: bool) -> str:
    return _with_chips(text, chip, _with_lists, _LAST_MARKER) if literal else _with_code(text, chip)


def _with_lists(text: str) -> str:
    """As `inert`, but lines of a list that ends each with a chip are its items; no deeper than Markdown takes them."""
    lines, depth = [], -1
    for line in text.split("\n"):
        item = _ITEM.match(line)
        depth = min(len(item[1]) // 2, depth + 1) if item else -1
        lines.append(f"{'  ' * depth}- {_isolated(item[2])}" if item else _isolated(line))
    return "\n".join(lines)


def _isolated(line: str) -> str:
    """As `inert`; beside words of the other direction a quotation is ordered by itself, and not together with these."""
    if _RIGHT_TO_LEFT.search(line) and _LETTER.search(_QUOTED.sub("", line)):
        return _QUOTED.sub(r"“<bdi>\1</bdi>”", inert(line))
    return inert(line)


def _with_code(text: str, chip: Chip) -> str:
    # Rules for whole lines have to see whole lines: a private-use character stands where code will be.
    held, codes, end = list[str](), list[str](), 0
    text = text.expandtabs(4)
    for code in code_in(text):
        held += [text[end : code.start], code.lead if code.in_item else "", "\ue002"]
        codes.append(_shown_code(code))
        end = code.end
    waiting = iter(codes)
    prose = _with_chips("".join([*held, text[end:]]), chip, _prose)
    return re.sub("\ue002", lambda _: next(waiting), prose)


def _shown_code(code: Code) -> str:
    if not code.fence:
        return f"<code>{inert(code.text)}</code>"
    block = f"<pre><code>{_PUNCTUATION.sub(_entity, code.text)}</code></pre>"
    # Within an item it has to be one line of Markdown.
    return block.replace("\n", "&#10;") if code.in_item else f"\n\n{block}\n\n"


def _with_chips(text: str, chip: Chip, make_safe: Callable[[str], str], marker: re.Pattern[str] = _MARKER) -> str:
    # Escaping the whole text first keeps line-wise rules whole; a private-use character stands where a chip will be.
    chips: list[str] = []

    def hold(match: re.Match[str]) -> str:
        link = chip(int(match[1]))
        if link is None:
            return match[0]
        chips.append(link)
        return "\ue000"

    held = marker.sub(hold, text)
    waiting = iter(chips)
    return re.sub("\ue000", lambda _: next(waiting), make_safe(held))


def _prose(text: str) -> str:
    # A heading inside an answer would break the order of the page's own headings.
    text = _UNDERLINE.sub(r"\1***", _HEADING.sub(r"**\1**", _DEEP_INDENT.sub("", text)))
    return _LIVE.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
