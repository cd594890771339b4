"""The format of Chroma's chunking benchmark: questions with character spans over a few long texts.

questions.csv         question, references (a JSON list of content, start_index, end_index), corpus_id;
                      questions_df.csv, as it was published, or the only .csv of the folder is read as well
corpora/<corpus_id>.* the texts; a corpus_id may be the whole name of its file, or a path that ends with it
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.files import data_files, files_in, named
from eval.datasets.rows import MOST_BYTES, Gather, Row, fingerprint, read_text
from eval.realigned import aligned
from index.errors import FootnoteError
from index.files.load import load
from index.files.readers.draft import canonical

_LIBRARY = "corpora"
_QUESTIONS = ("questions.csv", "questions_df.csv")


def load_chunking(folder: Path, gather: Gather) -> Dataset:
    """All texts in one library; the gold spans of a question are wanted together. Raises DataError."""
    there = files_in(folder / "corpora")
    # Beside texts with a suffix, what has none is a licence or the like.
    texts = [path for path in there if path.suffix] or there
    questions = _find(folder)
    if questions is None or not texts:
        raise DataError(f"{folder} is no chunking set. Give a folder with questions.csv and texts in corpora/.")
    # The spans count a line end as one character, however the file has it.
    sources = {source.key: source for source in map(_source, texts)}
    if len(sources) < len(texts):
        raise DataError(f"{folder}/corpora has two texts of one name. Name each after one corpus_id.")
    rows = gather.csv_rows(questions, ("question", "references", "corpus_id"))
    called = {_composed(path.name): sources[_composed(path.stem)] for path in texts} | sources
    cases = gather.each(rows, lambda row: _case(row, called))
    libraries = {_LIBRARY: tuple(sources.values())}
    return Dataset("chunking", libraries, tuple(cases), ("group",), gather.notes(), fingerprint([questions, *texts]))


def _find(folder: Path) -> Path | None:
    tables = [] if folder.is_file() else data_files(folder, (".csv",))
    known = [path for name in _QUESTIONS if (path := named(folder, name)) in tables]
    return next(iter(known or (tables if len(tables) == 1 else [])), None)


def _source(path: Path) -> Source:
    """A text, to be indexed from its own file unless a reader of its type leaves something out of it.

    Offsets count what stands in the file, comments and front matter included; what a reader adds, such as the head of
    a table again, is led back to them. The name is composed, however a file
    system writes its accents.
    """
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    name = _composed(path.stem)
    return Source(name, name, text, group=name, path=path if _reads_as(path, text) else None)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _reads_as(path: Path, text: str) -> bool:
    try:
        read = load(path, max_bytes=MOST_BYTES).text
    except FootnoteError:
        return False
    return read == canonical(text) or aligned(canonical(text), read).share == 1


def _case(row: Row, sources: dict[str, Source]) -> Case:
    corpus = _composed(row.text("corpus_id"))
    # The benchmark's own program writes the path of the text.
    source = sources.get(corpus) or sources.get(re.split(r"[/\\]", corpus)[-1])
    if source is None:
        raise row.fault(f"there is no text corpora/{corpus}.*", "Add the text, or correct corpus_id.")
    gold = tuple(_place(reference, source) for reference in _references(row))
    return Case(
        id=row.at.removeprefix("line "),
        question=row.text("question"),
        library=_LIBRARY,
        gold=gold,
        answerable=True,
        group=source.key,
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
