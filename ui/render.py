"""Turn questions and answers into Markdown that is safe to show, and into plain text that is good to paste.

Pure text in, text out; nothing here knows Gradio. The promise: whatever a document or a model wrote, the only live
elements in the result are the footnote chips and action links that this file puts there. It is kept by construction:
every character that could open a tag, a link, an image or an entity leaves here as a numeric entity, in code as well,
so no disagreement about where code starts and ends can bring anything to life.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape

from index.sources import short_source
from rag.types import Answer, Citation, EvidencePassage, Verdict

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<block>.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)"
    r"|(?P<ticks>`+)(?P<inline>[^\n]+?)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
# One space before a marker goes with it: a chip must not stand alone at the start of a line.
_MARKER = re.compile(r"[ ]?\[(\d{1,3})\]")
_LIVE = re.compile(r"[&<\[\]`\\@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)[ #]*$", re.MULTILINE)
_DEEP_INDENT = re.compile(r"^(?:[ ]{4,}|[ ]*\t\s*)(?![-*+ ]|\d+[.)])", re.MULTILINE)
_REFUSAL = re.compile(r"^the documents do not answer[^.\n]*[.\n]\s*", re.IGNORECASE)

REFUSAL = "The documents do not answer this"


def inert(text: str) -> str:
    """`text` as Markdown (and as HTML) that shows exactly these characters, line breaks included."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(_PUNCTUATION.sub(_entity, line) for line in lines)


def safe_markdown(text: str, turn: str = "", numbers: Collection[int] = (), *, literal: bool = False) -> str:
    """Answer text as safe Markdown. `[n]` becomes the link `[n](#cite-<turn>-<n>)` where `n` is in `numbers`.

    Lists, emphasis, tables and code of a model stay; HTML, images, links and bare addresses become text. With
    `literal` nothing is Markdown: for text that quotes documents word for word.
    """
    if literal:
        return _with_chips(text, turn, numbers, inert)
    return "".join(_code_aware(text.expandtabs(4), turn, numbers))


def streaming_message(text: str) -> str:
    """The part of an answer that has arrived. Its markers are shown as chips that do not open anything yet."""
    return _MARKER.sub(r'<sup class="fn-wait">\1</sup>', safe_markdown(text, "", _Markers()).replace("](#cite--", "]("))


def answer_message(answer: Answer, turn: str, seconds: float) -> str:
    """A finished answer as one message: how it was understood, the text with chips, and the line below it."""
    body = _refusal(answer, turn) if not answer.answered else _answered(answer, turn, seconds)
    return _understood(answer) + body


def broken_message(text: str, reason: str, turn: str) -> str:
    """What arrived of an answer that was stopped or failed, the reason in one line, and a way to try again."""
    arrived = streaming_message(text) + "\n\n" if text.strip() else ""
    return f'{arrived}<p class="fn-broken">{_line(reason)} <a href="#retry-{turn}">Try again</a></p>'


def plain_text(answer: Answer) -> str:
    """Question, answer and footnotes as text that reads well pasted anywhere, Markdown included."""
    parts = [answer.question.strip(), answer.text.strip()]
    if answer.citations:
        parts.append("\n".join(_footnote(citation) for citation in answer.citations))
    return "\n\n".join(parts) + "\n"


def place(title: str, page: int | None, heading: str) -> str:
    """Where something stands, for people: `Title, p. 3, Heading`."""
    heading = "" if heading.strip().casefold() == title.strip().casefold() else heading
    return ", ".join(part for part in (title, f"p. {page}" if page else "", heading) if part)


def plural(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
