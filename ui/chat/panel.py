"""What the evidence pane shows, as plain data. The page draws it with textContent only; no markup is made here.

Offsets inside a payload count code points from the start of the text window that is sent; those of a `citation` are the
document's, as on every surface.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from index.types import Document, Span
from rag.types import Answer, AnswerSentence, Citation, EvidencePassage, Verdict
from ui.render import place, source_name

Payload = dict[str, Any]

WINDOW = 20_000
_LABELS = {
    Verdict.SUPPORTED: "supported by the quotation",
    Verdict.PARTLY: "partly supported",
    Verdict.UNSUPPORTED: "not supported by the quotation",
    Verdict.UNCITED: "no footnote",
}


def evidence(
    answer: Answer, turn: str, number: int, document: Document, passage: Span | None, *, focus: bool
) -> Payload:
    """The pane at footnote `number`: the document round the quotation, and all footnotes of the answer.

    `passage` is lightly marked where it is known. `focus` moves the reader there; without it the pane only changes.
    """
    citation = next(citation for citation in answer.citations if citation.number == number)
    quote = Span(citation.start, citation.end)
    return _payload(
        "footnote",
        focus,
        turn=turn,
        number=number,
        notes=[_note(citation) for citation in answer.citations],
        sentences=[_sentence(said, answer.citations) for said in answer.sentences if number in said.citations],
        document=_reading(document, passage or quote, quote, citation.page, citation.heading),
    )


def nearest(answer: Answer, turn: str, number: int, document: Document, *, focus: bool) -> Payload:
    """The pane at the `number`th nearest passage of an answer that was refused. Nothing is quoted."""
    passage = answer.passages[number - 1]
    span = Span(passage.start, passage.end)
    return _payload(
        "nearest",
        focus,
        turn=turn,
        number=number,
        notes=[_near(n, passage) for n, passage in enumerate(answer.passages[:5], 1)],
        sentences=[],
        document=_reading(document, span, None, passage.page, passage.heading),
    )


def reading(document: Document, start: int) -> Payload:
    """The pane with a window of `document` from `start` on, with nothing marked."""
    start = max(0, min(start, len(document.text) - 1))
    return _payload("document", True, notes=[], sentences=[], document=_window(document, start, None, None))


def unavailable(reason: str) -> Payload:
    """The pane with one line that says why there is nothing to show."""
    return _payload("unavailable", True, reason=reason)


def empty() -> Payload:
    """The pane before anything was opened."""
    return _payload("empty", False)


def _payload(kind: str, focus: bool, **parts: Any) -> Payload:
    # The page is told of a change only when the value differs: the nonce makes the same click count twice.
    return {"kind": kind, "focus": focus, "at": secrets.token_hex(4), **parts}


def _reading(document: Document, passage: Span, quote: Span | None, page: int | None, heading: str) -> Payload:
    start = _line_start(document.text, max(0, passage.start - WINDOW // 2))
    window = _window(document, start, passage, quote)
    return {**window, "page": page, "heading": heading}


def _window(document: Document, start: int, passage: Span | None, quote: Span | None) -> Payload:
    stop = start + WINDOW if passage is None else max(start + WINDOW, passage.end, quote.end if quote else 0)
    stop = min(len(document.text), stop)
    return {
        "id": document.id,
        "title": document.title,
        "source": source_name(document.source),
        "page": document.page_at(start),
        "heading": "",
        "text": document.text[start:stop],
        "start": start,
        "length": len(document.text),
        "window": WINDOW,
        "passage": _within(passage, start),
        "quote": _within(quote, start),
        "headings": [[h.start - start, h.end - start] for h in document.headings if start <= h.start and h.end <= stop],
        "pages": [[p.start - start, p.number] for p in document.pages if start <= p.start < stop],
        "notes": list(document.notes),
    }


def _within(span: Span | None, start: int) -> list[int] | None:
    return None if span is None else [span.start - start, span.end - start]


def _line_start(text: str, offset: int) -> int:
    """The start of the line that holds `offset`, unless that line is very long."""
    start = text.rfind("\n", max(0, offset - 2_000), offset) + 1
    return start if start else offset


def _note(citation: Citation) -> Payload:
    where = place(citation.title, citation.page, citation.heading)
    said = " ".join(citation.quote.split())
    return {"number": citation.number, "quote": said, "where": where, "citation": asdict(citation)}


def _near(number: int, passage: EvidencePassage) -> Payload:
    where = place(passage.title, passage.page, passage.heading)
    return {"number": number, "quote": " ".join(passage.text.split())[:240], "where": where}


def _sentence(sentence: AnswerSentence, citations: tuple[Citation, ...]) -> Payload:
    quotes = [citation.quote for citation in citations if citation.number in sentence.citations]
    label = verdict_label(sentence, quotes)
    reason = "" if sentence.reason == label else sentence.reason
    return {"verdict": sentence.verdict.value, "label": label, "reason": reason}


def verdict_label(sentence: AnswerSentence, quotes: Sequence[str]) -> str:
    """The verdict in a reader's words. A supported sentence that gives one of `quotes` in full is a quotation."""
    said = " ".join(sentence.text.split())
    if sentence.verdict is Verdict.SUPPORTED and any(" ".join(quote.split()) in said for quote in quotes):
        return "verbatim quotation"
    return _LABELS[sentence.verdict]
