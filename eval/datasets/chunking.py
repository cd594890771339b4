"""The format of Chroma's chunking benchmark: questions with character spans over a few long texts.

questions.csv         question, references (a JSON list of content, start_index, end_index), corpus_id;
                      questions_df.csv, as it was published, is read as well
corpora/<corpus_id>.* the texts
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.rows import MOST_BYTES, Gather, Row, fingerprint, read_text
from index.errors import FootnoteError
from index.files.load import load
from index.files.readers.draft import canonical

_LIBRARY = "corpora"
_QUESTIONS = ("questions.csv", "questions_df.csv")


def load_chunking(folder: Path, gather: Gather) -> Dataset:
    """All texts in one library; the gold spans of a question are wanted together. Raises DataError."""
    texts = sorted((folder / "corpora").glob("[!.]*.*"))
    questions = next((folder / name for name in _QUESTIONS if (folder / name).is_file()), None)
    if questions is None or not texts:
        raise DataError(f"{folder} is no chunking set. Give a folder with questions.csv and texts in corpora/.")
    # The spans count a line end as one character, however the file has it.
    sources = {source.key: source for source in map(_source, texts)}
    if len(sources) < len(texts):
        raise DataError(f"{folder}/corpora has two texts of one name. Name each after one corpus_id.")
    rows = gather.csv_rows(questions, ("question", "references", "corpus_id"))
    cases = gather.each(rows, lambda row: _case(row, sources))
    libraries = {_LIBRARY: tuple(sources.values())}
    return Dataset("chunking", libraries, tuple(cases), ("group",), gather.notes(), fingerprint([questions, *texts]))


def _source(path: Path) -> Source:
    """A text, to be indexed from its own file unless a reader of its type leaves something out of it.

    Offsets count what stands in the file, comments and front matter included. The name is composed, however a file
    system writes its accents.
    """
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    name = unicodedata.normalize("NFC", path.stem)
    return Source(name, name, text, group=name, path=path if _reads_as(path, text) else None)


def _reads_as(path: Path, text: str) -> bool:
    try:
        return load(path, max_bytes=MOST_BYTES).text == canonical(text)
    except FootnoteError:
        return False


def _case(row: Row, sources: dict[str, Source]) -> Case:
    corpus = unicodedata.normalize("NFC", row.text("corpus_id"))
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
