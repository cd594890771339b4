"""The smoke suite: the golden set, asked of the sample article and, where it is at hand, of the original.

Half of the set is for tuning; the targets are held against the other half. A follow-up is asked as a reader would:
its earlier questions first, through the same chain.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.golden import GoldenError, GoldenQuestion, golden_set
from eval.metrics import hit_rank, mean, overlap
from eval.report import EvalReport, Figure, Section
from eval.shipped import SHARED
from index.library import Library
from index.progress import Progress, silent
from index.sample import sample_path
from index.types import Document, Span
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer, Turn
from rag.wiring import chain_over, make_embedder

_ORIGINAL = ("article/article.txt", "article.txt")
_DEEP = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what it got, and how good that is."""

    row: GoldenQuestion
    answer: Answer
    rank: int | None
    valid: tuple[bool, ...]


def run_smoke(settings: Settings, *, data: Path | None = None, progress: Progress = silent) -> EvalReport:
    """Ask the whole set of both texts. `data` is the original article, or a folder that holds it."""
    texts = text_paths(data)
    sections: list[Section] = []
    examples: list[dict[str, Any]] = []
    for at, (name, path) in enumerate(texts.items()):
        asked = _ask_all(name, path, settings, lambda part, text, at=at: progress((at + part) / len(texts), text))  # type: ignore[misc]
        for split in ("report", "tune"):
            rows = [item for item in asked if item.row.split == split]
            sections.append(Section(f"{name} article, {split} half", figures(rows, targets=split == "report")))
        examples.extend(_example(name, item) for item in asked)
    notes = (
        []
        if "original" in texts
        else ["The original article was not found, so only the sample was asked; give it with --data."]
    )
    return EvalReport("smoke", sections, examples, settings.public(), notes)


def text_paths(data: Path | None) -> dict[str, Path]:
    """The texts that the set can be asked of: the sample always, the original where it is at hand."""
    original = _find_original(data)
    return {"sample": sample_path()} | ({"original": original} if original else {})


def figures(asked: Sequence[Asked], *, targets: bool) -> list[Figure]:
    """The figures over some questions. Targets apply to the half that was not used for tuning."""
    answerable = [item for item in asked if item.row.answerable]
    followups = [item for item in answerable if item.row.kind == "followup"]
    unanswerable = [item for item in asked if not item.row.answerable]
    refused = [item for item in asked if not item.answer.answered]
    scores = [overlap(item.row.gold, _cited(item.answer)) for item in answerable]
    valid = [float(ok) for item in asked for ok in item.valid]
    found = [
        Figure("retrieval hit@1", mean(_hit(answerable, 1)), 0.90),
        Figure("retrieval hit@5", mean(_hit(answerable, 5)), 1.0),
        Figure("retrieval MRR", mean(1 / item.rank if item.rank else 0.0 for item in answerable)),
        Figure("follow-up hit@5", mean(_hit(followups, 5)), 0.90),
        Figure("citation precision, characters", mean(score.precision for score in scores)),
        Figure("citation recall, characters", mean(score.recall for score in scores)),
        Figure("citation F1, characters", mean(score.f1 for score in scores), 0.60),
        Figure("exact-span validity", mean(valid), 1.0),
        Figure("refusal precision", mean(float(not item.row.answerable) for item in refused)),
        Figure("refusal recall", mean(float(not item.answer.answered) for item in unanswerable), 0.85),
        Figure("answerable refused", mean(float(not i.answer.answered) for i in answerable), 0.05, higher=False),
    ]
    return found if targets else [replace(figure, target=None) for figure in found]


def _ask_all(name: str, path: Path, settings: Settings, progress: Progress) -> list[Asked]:
    with tempfile.TemporaryDirectory(prefix="footnote-smoke-") as folder:
        # The targets are for quotations, and a key that happens to be set must not be spent.
        own = settings.model_copy(update={"passages": max(settings.passages, _DEEP), "answerer": "extractive"})
        library = Library(Path(folder), make_embedder(settings))
        with chain_over(library, own) as chain:
            report = library.add([path])
            if not report.ok or not library.documents():
                raise GoldenError(f"{path} could not be indexed: {report.files[0].detail}")
            document = library.document(library.documents()[0].id)
            rows = golden_set(name, document)
            return [_ask(chain, row, document, progress, at / len(rows)) for at, row in enumerate(rows)]


def _ask(chain: Chain, row: GoldenQuestion, document: Document, progress: Progress, fraction: float) -> Asked:
    progress(fraction, row.question[:60])
    history: list[Turn] = []
    for question in row.history:
        earlier = chain.ask(question, history)
        history.append(Turn(question, earlier.text, earlier.standalone_question))
    answer = chain.ask(row.question, history)
    rank = hit_rank(row.gold, [Span(passage.start, passage.end) for passage in answer.passages])
    valid = tuple(document.text[item.start : item.end] == item.quote for item in answer.citations)
    return Asked(row, answer, rank, valid)


def _hit(asked: Iterable[Asked], k: int) -> list[float]:
    return [float(item.rank is not None and item.rank <= k) for item in asked]


def _cited(answer: Answer) -> list[Span]:
    return [Span(item.start, item.end) for item in answer.citations]


def _example(text_name: str, asked: Asked) -> dict[str, Any]:
    row, answer = asked.row, asked.answer
    return {
        "text": text_name,
        "id": row.id,
        "kind": row.kind,
        "split": row.split,
        "question": row.question,
        "standalone": answer.standalone_question,
        "answered": answer.answered,
        "confidence": answer.confidence,
        "rank": asked.rank,
        "gold": [[span.start, span.end] for span in row.gold],
        "cited": [[item.start, item.end] for item in answer.citations],
    }


def _find_original(data: Path | None) -> Path | None:
    """The original article, where the caller said or beside the checkout. Raises GoldenError where it is not there."""
    if data is not None and data.is_file():
        return data
    for name in _ORIGINAL:
        path = (data or SHARED) / name
        if path.is_file():
            return path
    if data is not None:
        raise GoldenError(f"There is no article in {data}. Give the file, or a folder with article/article.txt in it.")
    return None
