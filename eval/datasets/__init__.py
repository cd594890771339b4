"""The formats that `footnote eval run` reads, as a table: one loader each, from a path to the same `Dataset`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from eval.cases import DataError, Dataset, settled
from eval.datasets.beir import load_beir
from eval.datasets.chunking import load_chunking
from eval.datasets.mtrag import load_mtrag
from eval.datasets.multihop import load_multihop
from eval.datasets.own import load_own
from eval.datasets.rows import Gather
from eval.datasets.squad import load_squad, load_xquad


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it holds, who reads it, and what to give where its data are missing."""

    what: str
    load: Callable[[Path, Gather], Dataset]
    give: str = "Give the data set's folder with: --data PATH"


FORMATS: dict[str, Format] = {
    "chunking": Format(
        "questions with character spans over a few long texts (Chroma's chunking benchmark)", load_chunking
    ),
    "xquad": Format("parallel questions in several languages, one SQuAD-style file each", load_xquad),
    "mtrag": Format("conversations with gold contexts and answerability labels", load_mtrag),
    "squad": Format("SQuAD 1.1 or 2.0, impossible questions included", load_squad),
    "multihop-rag": Format("questions whose facts stand in several articles", load_multihop),
    "beir": Format("corpus.jsonl, queries.jsonl and qrels", load_beir),
    "own": Format(
        "your own questions, as JSONL or CSV",
        load_own,
        "Give your file of questions with --data PATH, or draft one with: footnote eval new FILE.jsonl",
    ),
}


def load_dataset(name: str, data: Path | None, *, language: str = "", skip_faulty: bool = False) -> Dataset:
    """Read a data set of the format `name`. Raises DataError that names file, place and remedy.

    `language` keeps the cases and libraries of one. With `skip_faulty`, faulty rows are left out and named in `notes`.
    """
    if name not in FORMATS:
        raise DataError(f"There is no format {name!r}. The formats are: {', '.join(FORMATS)}.")
    if data is None or not data.exists():
        fault = f"{data} is not there" if data else f"The suite {name} carries no questions"
        raise DataError(f"{fault}. {FORMATS[name].give}")
    dataset = FORMATS[name].load(data, Gather(skip=skip_faulty))
    if language:
        dataset = _in_language(dataset, language, data)
    if not dataset.cases:
        raise DataError("\n".join((f"{data} holds no question. Add some.", *dataset.notes)))
    empty = next((case.library for case in dataset.cases if not dataset.libraries[case.library]), None)
    if empty is not None:
        raise DataError(f"{data} has no document to search in: its {empty} are empty. Add what answers a question.")
    return settled(dataset)


def _in_language(dataset: Dataset, language: str, data: Path) -> Dataset:
    found = dataset.only(case for case in dataset.cases if case.language == language)
    if not found.cases:
        there = ", ".join(sorted({case.language for case in dataset.cases if case.language})) or "none that is named"
        raise DataError(f"{data} has no questions in {language!r}. The languages are: {there}.")
    return found
