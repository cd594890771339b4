"""The format of Chroma's chunking benchmark: questions with character spans over a few long texts.

questions.csv         question, references (a JSON list of content, start_index, end_index), corpus_id
corpora/<corpus_id>.* the texts
"""

from __future__ import annotations

import json
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.rows import Gather, Row, fingerprint, read_text

_LIBRARY = "corpora"


def load_chunking(folder: Path, gather: Gather) -> Dataset:
    """All texts in one library; the gold spans of a question are wanted together. Raises DataError."""
    questions, texts = folder / "questions.csv", sorted((folder / "corpora").glob("[!.]*.*"))
    if not questions.is_file() or not texts:
        raise DataError(f"{folder} is no chunking set. Give a folder with questions.csv and texts in corpora/.")
    # The spans count a line end as one character, however the file has it.
    sources = {path.stem: _source(path) for path in texts}
    if len(sources) < len(texts):
        raise DataError(f"{folder}/corpora has two texts of one name. Name each after one corpus_id.")
    rows = gather.csv_rows(questions, ("question", "references", "corpus_id"))
    cases = gather.each(rows, lambda row: _case(row, sources))
    libraries = {_LIBRARY: tuple(sources.values())}
    return Dataset("chunking", libraries, tuple(cases), ("group",), gather.notes(), fingerprint([questions, *texts]))


def _source(path: Path) -> Source:
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    return Source(path.stem, path.stem, text, group=path.stem, path=path)


def _case(row: Row, sources: dict[str, Source]) -> Case:
    corpus = row.text("corpus_id")
    if corpus not in sources:
        raise row.fault(f"there is no text corpora/{corpus}.*", "Add the text, or correct corpus_id.")
    gold = tuple(_place(reference, sources[corpus]) for reference in _references(row))
    return Case(
        id=row.at.removeprefix("line "),
        question=row.text("question"),
        library=_LIBRARY,
        gold=gold,
        answerable=True,
        group=corpus,
    )


def _references(row: Row) -> list[Row]:
    try:
        found = json.loads(row.text("references"))
    except ValueError:
        raise row.fault("'references' is no JSON", "Write a JSON list of content, start_index, end_index.") from None
    references = Row(row.path, row.at, {"references": found}).rows("references")
    if not references:
        raise row.fault("'references' is empty", "Give at least one span, or take the row out.")
    return references


def _place(reference: Row, source: Source) -> Place:
    start, end = reference.number("start_index"), reference.number("end_index")
    content = reference.text("content")
    if not 0 <= start < end <= len(source.text) or source.text[start:end] != content:
        raise reference.fault(
            f"characters {start} to {end} of {source.key} are not {content[:40]!r}",
            "Correct start_index and end_index, or the text.",
        )
    return Place(source.key, start, end)
