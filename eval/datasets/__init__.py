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
    if data is None or not _is_there(data):
        fault = f"{data} is not there" if data else f"The suite {name} carries no questions"
        raise DataError(f"{fault}. {FORMATS[name].give}")
    try:
        dataset = _loaded(name, data, Gather(skip=skip_faulty))
    except DataError as error:
        raise DataError(f"{error}{_other_format(name, data, str(error))}") from None
    if language:
        dataset = _in_language(dataset, language, data)
    if not dataset.cases:
        raise DataError("\n".join((f"{data} holds no question. Add some.", *dataset.notes)))
    empty = next((case.library for case in dataset.cases if not dataset.libraries[case.library]), None)
    if empty is not None:
        raise DataError(f"{data} has no document to search in: its {empty} are empty. Add what answers a question.")
    return settled(dataset)


def _is_there(data: Path) -> bool:
    try:
        return data.exists()
    except OSError as error:
        raise DataError(f"{data} cannot be read: {error.strerror}. Check the path.") from None


def _loaded(name: str, data: Path, gather: Gather) -> Dataset:
    try:
        return FORMATS[name].load(data, gather)
    except OSError as error:
        raise DataError(f"{error.filename or data} cannot be read: {error.strerror}. Check the path.") from None


def _other_format(name: str, data: Path, fault: str) -> str:
    """What to add to a fault where the data are whole and sound as a set of another format; nothing where none is."""
    for other in FORMATS:
        try:
            sound = other != name and bool(_loaded(other, data, Gather(skip=False)).cases)
        except DataError:
            continue
        if sound:
            gap = "\n" if "\n" in fault else " "
            return f"{gap}It reads as a set of the suite {other}: footnote eval run {other} --data {data}"
    return ""


def _in_language(dataset: Dataset, language: str, data: Path) -> Dataset:
    found = dataset.only(case for case in dataset.cases if case.language == language)
    if not found.cases:
        there = ", ".join(sorted({case.language for case in dataset.cases if case.language})) or "none that is named"
        raise DataError(f"{data} has no questions in {language!r}. The languages are: {there}.")
    return found
