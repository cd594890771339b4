"""The golden set of the smoke suite: questions on one article, with gold quotations in both texts of it.

The sample article is ours and its quotations are written out. The original is not: its gold is kept as offsets, each
with the first digits of its hash, and read from the file that the person who runs the suite has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from eval.shipped import shipped_rows
from index.errors import FootnoteError
from index.library import Library
from index.types import Document, Span


class GoldenError(FootnoteError):
    """The golden set does not fit the text that it is asked of."""


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One row. `gold` has the spans that answer, in the text at hand; it is empty where the text does not answer."""

    id: str
    kind: str
    split: str
    question: str
    history: tuple[str, ...]
    standalone: str
    gold: tuple[Span, ...]

    @property
    def answerable(self) -> bool:
        """Whether the text holds an answer."""
        return bool(self.gold)


def golden_set(text_name: str, document: Document) -> list[GoldenQuestion]:
    """The set on `sample` or `original`, with spans into that document. Raises GoldenError for another text."""
    find = _by_quotation if text_name == "sample" else _by_offset
    return [
        GoldenQuestion(
            row["id"],
            row["kind"],
            row["split"],
            row["question"],
            tuple(row["history"]),
            row["standalone"],
            tuple(find(row["id"], row[text_name], document)),
        )  # fmt: skip
        for row in shipped_rows("smoke/golden")
    ]


def sample_questions(library: Library) -> list[GoldenQuestion]:
    """The set on the sample article, which is the one document of a library."""
    return golden_set("sample", library.document(library.documents()[0].id))


def _by_quotation(id_: str, quotes: Sequence[str], document: Document) -> list[Span]:
    spans = [Span(at, at + len(quote)) for quote in quotes for at in [document.text.find(quote)]]
    if any(span.start < 0 for span in spans):
        raise GoldenError(f"Question {id_}: a gold quotation does not stand in {document.source}. Mend the row.")
    return spans


def _by_offset(id_: str, places: Sequence[tuple[int, int, str]], document: Document) -> list[Span]:
    for start, end, digits in places:
        if hashlib.sha256(document.text[start:end].encode()).hexdigest()[:8] != digits:
            raise GoldenError(
                f"Question {id_}: characters {start} to {end} of {document.source} are not the gold quotation. "
                "Give the suite the original article, unchanged."
            )
    return [Span(start, end) for start, end, _ in places]
