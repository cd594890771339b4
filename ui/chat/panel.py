"""What the evidence pane shows, as plain data. The page draws it with textContent only; no markup is made here.

Offsets inside a payload count code points from the start of the text window that is sent; those of a `citation` are the
document's, as on every surface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index.types import Document, Passage, Span
from rag.footnoted import Code, code_in
from rag.passages.readable import readable
from rag.types import Answer, AnswerSentence, Citation, EvidencePassage, Verdict
from ui.chat.order import later
from ui.chat.places import where
from ui.chat.verdicts import checked, spoken, why
from ui.render import DOUBTS, beginning, for_reading, source_name

Payload = dict[str, Any]

WINDOW = 20_000
# So much of a question is told beside its evidence.
_GLANCE = 200
CHANGED = "This document has changed since. Quoted was:"
_MARKDOWN = (".md", ".markdown")
_LABELS = {
    Verdict.SUPPORTED: "supported by the quotation",
    Verdict.PARTLY: "partly supported",
    Verdict.UNSUPPORTED: "not supported by the quotation",
    Verdict.UNCITED: "no footnote",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link of an answer leads, whoever follows it: characters of a document, whose file is called `name`.

    `quoted`: a footnote quotes them; else they are a passage near a question. It comes from outside: none of it need be
    so.
    """

    document: str
    start: int
    end: int
    name: str
    quoted: bool


def evidence(
    answer: Answer,
    turn: str,
    number: int,
    document: Document,
    passage: Span | None,
    *,
    claim: int = 0,
    focus: bool,
    start: int | None = None,
) -> Payload:
    """The pane at footnote `number`: the document round the quotation, and all footnotes of the answer.

    `passage` is lightly marked where it is known. Sentences in doubt stand beside what they cite; with `claim`, only
    that one. `focus` moves the reader there; without it the pane only changes. With `start` the document is shown from
    there on.
    """
    citation = cited(answer, number)
    quote = Span(citation.start, citation.end)
    shown = _reading(document, passage or quote, quote, citation, start)
    return _footnote(answer, turn, number, claim, focus, document=shown)


def nearest(
    answer: Answer, turn: str, number: int, document: Document, *, focus: bool, start: int | None = None
) -> Payload:
    """The pane at the nearest passage with this number, of an answer that was refused. Nothing is quoted."""
    passage = cited(answer, number)
    span = Span(passage.start, passage.end)
    return _passage(answer, turn, number, focus, document=_reading(document, span, None, passage, start))


def replaced(answer: Answer, turn: str, number: int, newer: str, *, claim: int = 0, focus: bool) -> Payload:
    """The pane where another text has taken the place of the document: what was quoted, and the way to `newer`."""
    at = cited(answer, number)
    quote = at.quote if isinstance(at, Citation) else at.text
    place = {"title": at.title, "source": source_name(at.source), "page": at.page, "heading": at.heading}
    kept = {**place, "quote": quote, "reason": CHANGED, "newer": newer}
    if isinstance(at, Citation):
        return _footnote(answer, turn, number, claim, focus, kept=kept)
    return _passage(answer, turn, number, focus, kept=kept)


def gone(answer: Answer, turn: str, number: int, reason: str, *, claim: int = 0, focus: bool) -> Payload:
    """The pane where the document cannot be opened: why, and all footnotes, as others may be of documents that can."""
    if isinstance(cited(answer, number), Citation):
        return _footnote(answer, turn, number, claim, focus, reason=reason)
    return _passage(answer, turn, number, focus, reason=reason)


def cited(answer: Answer, number: int) -> Citation | EvidencePassage:
    """What footnote `number` quotes, or the nearest passage of a refused answer that has it.

    Raises LookupError where there is none.
    """
    found = [citation for citation in answer.citations if citation.number == number]
    if found or answer.answered:
        return found[0]
    return dict(numbered_nearest(answer))[number]


def numbered_nearest(answer: Answer) -> Iterator[tuple[int, EvidencePassage]]:
    """The nearest passages of a refused answer, numbered on from its footnotes: a model may cite where it refuses."""
    last = max((citation.number for citation in answer.citations), default=0)
    return enumerate(answer.passages, last + 1)


def footnote_of(answer: Answer, claim: int) -> int:
    """The footnote to open for sentence `claim`: its own first one, else a better one, else 0."""
    said = answer.sentences[claim - 1] if 0 < claim <= len(answer.sentences) else None
    return next(iter((*said.citations, *said.suggested)), 0) if said else 0


def uncited(answer: Answer, turn: str, claim: int) -> Payload:
    """The pane at a sentence that cites nothing: the sentence, its verdict, and all footnotes of the answer."""
    notes = [_note(citation) for citation in answer.citations]
    claims = _claims(answer, 0, claim)
    return _of_answer("claim", answer, turn, 0, True, notes=notes, sentences=[], claim=claim, claims=claims)


def reading(document: Document, start: int) -> Payload:
    """The pane with a window of `document` from `start` on, with nothing marked."""
    window = _window(document, _inside(document, start), None, None)
    return _payload("document", True, notes=[], sentences=[], document=window)


def placed(place: Place, document: Document, passages: Sequence[Passage], start: int | None) -> Payload:
    """The pane with `document` at a place of it, lightly marked the passage round that; with `start`, from there on."""
    first, last = _inside(document, place.start), min(place.end, len(document.text))
    quote = Span(first, last) if first < last else None
    held = next((passage for passage in passages if passage.start <= first < passage.end), None)
    around = Span(held.start, held.end) if held else quote
    begin = _line_start(document.text, max(0, first - WINDOW // 2)) if start is None else _inside(document, start)
    window = _window(document, begin, around, quote if place.quoted else None, last if start is None else 0)
    if start is None:
        window |= {"page": document.page_at(first), "heading": held.heading if held else ""}
    told = "" if quote is None else "Quoted by a footnote" if place.quoted else "Near a question"
    return _payload("placed", True, notes=[], sentences=[], document=window, place=asdict(place), told=told)


def moved(place: Place, newer: str) -> Payload:
    """The pane where that document is no longer there: whether a `newer` one has its file's name, and the way to it."""
    name = f"“{place.name}”" if place.name else "This document"
    said = f"{name} has changed since this footnote was made." if newer else f"{name} is no longer in the library."
    return _payload("unavailable", True, reason=said, newer=newer)


def unavailable(reason: str) -> Payload:
    """The pane with one line that says why there is nothing to show."""
    return _payload("unavailable", True, reason=reason)


def empty() -> Payload:
    """The pane before anything was opened."""
    return _payload("empty", False)


def _payload(kind: str, focus: bool, **parts: Any) -> Payload:
    # The page is told of a change only when the value differs: the number makes the same click count twice.
    return {"kind": kind, "focus": focus, "at": later(), **parts}


def _of_answer(kind: str, answer: Answer, turn: str, number: int, focus: bool, **parts: Any) -> Payload:
    """The pane at footnote `number` of an answer, which tells the question that was asked."""
    return _payload(kind, focus, turn=turn, asked=_flat(answer.question)[:_GLANCE], number=number, **parts)


def _footnote(answer: Answer, turn: str, number: int, claim: int, focus: bool, **shown: Any) -> Payload:
    return _of_answer(
        "footnote",
        answer,
        turn,
        number,
        focus,
        notes=[_note(citation) for citation in answer.citations],
        sentences=_distinct(_sentence(said, answer.citations) for said in answer.sentences if number in said.citations),
        claim=claim,
        claims=_claims(answer, number, claim),
        **shown,
    )


def _passage(answer: Answer, turn: str, number: int, focus: bool, **shown: Any) -> Payload:
    notes = [_near(n, passage) for n, passage in numbered_nearest(answer)]
    return _of_answer("nearest", answer, turn, number, focus, notes=notes, sentences=[], **shown)


def _reading(
    document: Document, passage: Span, quote: Span | None, at: Citation | EvidencePassage, start: int | None
) -> Payload:
    """The window round the passage, headed by the place that is cited; or the one from `start` on."""
    if start is not None:
        return _window(document, _inside(document, start), passage, quote)
    start = _line_start(document.text, max(0, passage.start - WINDOW // 2))
    window = _window(document, start, passage, quote, max(passage.end, quote.end if quote else 0))
    return {**window, "page": at.page, "heading": at.heading}


def _window(document: Document, start: int, passage: Span | None, quote: Span | None, least: int = 0) -> Payload:
    """The text from `start` on: a window of it, and as far as `least`."""
    stop = min(len(document.text), max(start + WINDOW, least))
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
        "passage": _within(passage, start, stop),
        "quote": _within(quote, start, stop),
        "headings": [[h.start - start, h.end - start] for h in document.headings if start <= h.start and h.end <= stop],
        "pages": [[p.start - start, p.number] for p in document.pages if start <= p.start < stop],
        "code": _code(document, start, stop),
        "notes": list(document.notes),
    }


def _code(document: Document, start: int, stop: int) -> list[list[int]]:
    """Code in the window of a Markdown document: where its marks begin, it begins, it ends, and its marks end.

    Read off the whole text: a window may begin within a block, whose end would then seem to open another.
    """
    if not document.source.lower().endswith(_MARKDOWN):
        return []
    text = document.text
    spans = [_bounds(text, code) for code in code_in(text) if code.start < stop and code.end > start]
    return [[min(max(at, start), stop) - start for at in bounds] for bounds in spans]


def _bounds(text: str, code: Code) -> tuple[int, int, int, int]:
    if not code.fence:
        ticks = (code.end - code.start - len(code.text)) // 2
        return code.start, code.start + ticks, code.end - ticks, code.end
    # Fences go with the ends of their lines, or blank lines would be left.
    begins = text.index("\n", code.start) + 1
    ends = text.rindex("\n", code.start, code.end) + 1 if code.closed else code.end
    return code.start + len(code.lead) * code.in_item, begins, ends, code.end + text.startswith("\n", code.end)


def _within(span: Span | None, start: int, stop: int) -> list[int] | None:
    """What of `span` stands in the window from `start` to `stop`."""
    if span is None or span.end <= start or span.start >= stop:
        return None
    return [max(span.start, start) - start, min(span.end, stop) - start]


def _inside(document: Document, start: int) -> int:
    return max(0, min(start, len(document.text) - 1))


def _line_start(text: str, offset: int) -> int:
    """The start of the line that holds `offset`, unless that line is very long."""
    start = text.rfind("\n", max(0, offset - 2_000), offset) + 1
    return start if start else offset


def _note(citation: Citation) -> Payload:
    # Where the server keeps its files is no business of who visits the page.
    shown = {**asdict(citation), "source": source_name(citation.source)}
    return {**_quoted(citation), "document": citation.document_id, "citation": shown}


def _quoted(citation: Citation) -> Payload:
    return {"number": citation.number, "quote": for_reading(citation.quote), "where": where(citation)}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _claims(answer: Answer, number: int, claim: int) -> list[Payload]:
    """Sentences in doubt that cite footnote `number`, or for which it would be better; with `claim`, that one."""
    if not checked(answer):
        return []
    numbered = [(place, said) for place, said in enumerate(answer.sentences, 1) if said.verdict in DOUBTS]
    chosen = [
        (place, said)
        for place, said in numbered
        if (place == claim if claim else number in (*said.citations, *said.suggested))
    ]
    return [_claim(place, said, answer.citations) for place, said in chosen]


def _claim(place: int, said: AnswerSentence, citations: Sequence[Citation]) -> Payload:
    def quoted(numbers: Sequence[int]) -> list[Payload]:
        found = [citation for citation in citations if citation.number in numbers]
        return [_quoted(item) for item in found]

    return {
        "place": place,
        "text": spoken(said.text),
        "verdict": said.verdict.value,
        "label": DOUBTS[said.verdict],
        "reason": why(said),
        "quotes": quoted(said.citations),
        "better": quoted(said.suggested),
    }


def _near(number: int, passage: EvidencePassage) -> Payload:
    quote = beginning(passage.text)[:240]
    return {"number": number, "quote": quote, "where": where(passage), "document": passage.document_id}


def _sentence(sentence: AnswerSentence, citations: tuple[Citation, ...]) -> Payload:
    quotes = [citation.quote for citation in citations if citation.number in sentence.citations]
    label = verdict_label(sentence, quotes)
    reason = "" if sentence.reason == label else sentence.reason
    return {"verdict": sentence.verdict.value, "label": label, "reason": reason}


def _distinct(sentences: Iterable[Payload]) -> list[Payload]:
    """Several lines of a list may rest on one quotation: what is said of it is said once."""
    return list({tuple(sentence.values()): sentence for sentence in sentences}.values())


def verdict_label(sentence: AnswerSentence, quotes: Sequence[str]) -> str:
    """The verdict in a reader's words. A supported sentence that gives one of `quotes` in full is a quotation,
    also where it leaves out what is there only to be rendered.
    """
    said = _flat(sentence.text)
    exact = (form for quote in quotes for form in (_flat(quote), readable(quote)))
    if sentence.verdict is Verdict.SUPPORTED and any(form in said for form in exact):
        return "verbatim quotation"
    return _LABELS[sentence.verdict]
