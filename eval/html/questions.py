"""The questions of a report as the page's script wants them: short rows, and each text once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.cases import Place
from eval.measures import DEPTH
from eval.outcomes import outcome
from eval.records import Example


@dataclass(slots=True)
class Documents:
    """The documents that are spoken of, numbered as they come; those of a half of a library are the library's own."""

    excerpts: Mapping[str, Mapping[str, Any]]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, library: str, key: str) -> int:
        """The number of a document."""
        return self.numbers.setdefault((library, key), len(self.numbers))

    def rows(self) -> list[list[Any]]:
        """Title and pieces of each, by its number."""
        known = [self.excerpts.get(library, {}).get(key, {}) for library, key in self.numbers]
        titles = [item.get("title", key) for item, (_, key) in zip(known, self.numbers, strict=True)]
        return [[title, item.get("pieces", [])] for title, item in zip(titles, known, strict=True)]


def question_data(
    examples: Sequence[Example], excerpts: Mapping[str, Mapping[str, Any]], changed: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """All that the drill-down shows. `changed` are questions that came out otherwise in an earlier run."""
    documents = Documents(excerpts)
    measures = list(dict.fromkeys(name for item in examples for name in item.values))
    was = {item["key"]: item["before"] for item in changed}
    rows = [_row(item, documents, measures) | _before(item, was) for item in examples]
    return {"documents": documents.rows(), "measures": measures, "rows": rows}


def _row(item: Example, documents: Documents, measures: Sequence[str]) -> dict[str, Any]:
    case, shown = item.case, item.shown

    def spans(places: Sequence[Place]) -> list[list[int]]:
        return [[documents.number(case.library, own.document), own.start, own.end] for own in places]

    row: dict[str, Any] = {
        "id": case.id,
        "question": case.question,
        "variant": str(case.variant),
        "part": case.label or case.group,
        "language": case.language,
        "outcome": outcome(item),
        "history": [[turn.question, turn.answer] for turn in case.history],
        "gold": spans(case.places),
        "relevant": [documents.number(case.library, key) for key, grade in case.relevant.items() if grade],
        "answers": list(case.answers),
        "error": item.error,
        "values": [_short(item.values.get(name)) for name in measures],
    }
    if shown:
        row |= {
            "cited": spans(shown.cited),
            "passages": spans(shown.passages[:DEPTH]),
            "text": shown.text,
            "answered": shown.answered,
            "confidence": _short(shown.confidence),
            "understood": "" if shown.understood == case.question else shown.understood,
        }
    return {name: value for name, value in row.items() if value not in ("", None, [])}


def _before(item: Example, was: Mapping[str, str]) -> dict[str, str]:
    return {"was": was[item.case.key]} if item.case.key in was else {}


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
