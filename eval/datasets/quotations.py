"""Where a quotation stands in documents, whatever it was copied with, and where a document departs from it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from eval.cases import Place, Source
from eval.datasets.rows import Row
from eval.strings import cuts_word

# Marks that word processors and keyboards write otherwise than the document: each of a line counts as any of it.
_ALIKE = ("'’‘ʼ", '"“”„«»', "-‐‑–—")
# So much of a document is shown where a quotation departs from it.
_SHOWN = 40
_MOST_LOOKED_AT = 3_000_000


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, and the document and the offset where they stand, as far as the row says so."""

    text: str
    source: Source | None = None
    start: int | None = None


def stands(row: Row, quote: Quote, sources: list[Source], *, tell: bool = True) -> tuple[Place, ...]:
    """Everywhere a quotation stands, whatever blank space it was copied with; only at its offset where it has one.

    Where the words are not at the offset, the document has changed since, and they are looked for anew. Raises
    DataError where they stand nowhere; with `tell` it says what a document has instead, which takes a while.
    """
    pattern = _pattern(composed(quote.text).split())
    found = [
        (Place(source.key, match.start(), match.end()), cuts_word(source.text, *match.span()))
        for source in ([quote.source] if quote.source else sources)
        for match in pattern.finditer(source.text)
    ]
    if not found:
        raise row.fault(
            f"{quote.text[:_SHOWN]!r} stands in none of its documents{_departs(quote, sources) if tell else ''}",
            "Copy it from the document, word for word.",
        )
    whole = [place for place, cut in found if not cut] or [place for place, _ in found]
    return tuple([place for place, _ in found if place.start == quote.start][:1] or whole)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\s+".join("".join(map(_in_any_form, word)) for word in words))


def _departs(quote: Quote, sources: Sequence[Source]) -> str:
    """What a document says instead that reads as the quotation begins; empty where none has two words of it."""
    words = composed(quote.text).split()
    among = [quote.source] if quote.source else list(sources)
    if sum(len(source.text) for source in among) > _MOST_LOOKED_AT:
        return ""

    def reads(count: int) -> tuple[Source, int, int] | None:
        """Where the first words stand: a document, and from where to where."""
        found = ((source, _pattern(words[:count]).search(source.text)) for source in among)
        return next(((source, *match.span()) for source, match in found if match), None)

    # What begins with more of the words begins with fewer, so that halving finds the most.
    most = bisect_left(range(len(words)), True, key=lambda count: not reads(count + 1))
    place = reads(most) if most > 1 else None
    if place is None:
        return ""
    source, start, end = place
    return f": {source.key} reads {' '.join(source.text[start : end + _SHOWN].split())!r}"


def composed(text: str) -> str:
    """The text with its accents as part of their letters."""
    return unicodedata.normalize("NFC", text)


def _in_any_form(char: str) -> str:
    """A pattern for a letter whether its accents are part of it or follow it, and for a mark in all of its forms."""
    if alike := next((marks for marks in _ALIKE if char in marks), ""):
        return f"[{re.escape(alike)}]"
    apart = unicodedata.normalize("NFD", char)
    return re.escape(char) if apart == char else f"(?:{re.escape(char)}|{re.escape(apart)})"
