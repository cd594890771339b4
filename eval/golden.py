"""The golden set of the smoke suite: questions on one article, with gold quotations in both texts of it.

The sample article is ours and its quotations are written out. The original is not: its gold is kept as offsets, each
with the first digits of its hash, and read from the file that the person who runs the suite has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from index.errors import FootnoteError
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
    rows = files("eval").joinpath("smoke/golden.jsonl").read_text(encoding="utf-8").splitlines()
    return [_question(json.loads(row), text_name, document) for row in rows if row.strip()]


def _question(row: dict[str, object], text_name: str, document: Document) -> GoldenQuestion:
    gold = row[text_name]
    assert isinstance(gold, list)
    spans = _by_quotation(row, gold, document) if text_name == "sample" else _by_offset(row, gold, document)
    history = row["history"]
    assert isinstance(history, list)
    return GoldenQuestion(
        str(row["id"]), str(row["kind"]), str(row["split"]), str(row["question"]), tuple(history),
        str(row["standalone"]), tuple(spans),
    )  # fmt: skip


def _by_quotation(row: dict[str, object], quotes: Sequence[str], document: Document) -> list[Span]:
    spans = [Span(at, at + len(quote)) for quote in quotes for at in [document.text.find(quote)]]
    if any(span.start < 0 for span in spans):
        raise GoldenError(f"Question {row['id']}: a gold quotation does not stand in {document.source}. Mend the row.")
    return spans


def _by_offset(row: dict[str, object], places: Sequence[tuple[int, int, str]], document: Document) -> list[Span]:
    for start, end, digits in places:
        if hashlib.sha256(document.text[start:end].encode()).hexdigest()[:8] != digits:
            raise GoldenError(
                f"Question {row['id']}: characters {start} to {end} of {document.source} are not the gold quotation. "
                "Give the suite the original article, unchanged."
            )
    return [Span(start, end) for start, end, _ in places]
