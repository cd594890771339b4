"""The format of BEIR: `corpus.jsonl` (_id, title, text), `queries.jsonl` (_id, text), judgements in `qrels/`.

The judgements are BEIR's own (`qrels/test.tsv`: query, document, score) or TREC's (query, unused, document, grade).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Source
from eval.datasets.files import data_files, named, stem_of
from eval.datasets.rows import Gather, Row, fingerprint, read_text

_LIBRARY = "corpus"
_TEST = "test"
_JUDGED = (".tsv", ".txt", ".qrel", ".qrels", ".trec")


def load_beir(folder: Path, gather: Gather) -> Dataset:
    """The queries that are judged, over the whole corpus; of several qrels files `test`. Raises DataError."""
    corpus, queries = named(folder, "corpus.jsonl"), named(folder, "queries.jsonl")
    judged = data_files(folder / "qrels", _JUDGED)
    if not corpus.is_file() or not queries.is_file() or not judged:
        raise DataError(f"{folder} is no BEIR set. Give a folder with corpus.jsonl, queries.jsonl and qrels/*.tsv.")
    used = [path for path in judged if stem_of(path) == _TEST] or judged
    sources = {source.key: source for source in gather.each(gather.records(corpus), _source, unique="_id")}
    asked = dict(gather.each(gather.records(queries), _query, unique="_id"))
    grades: dict[str, dict[str, int]] = {}
    for path in used:
        gather.each(_judgements(path), lambda row: _judge(row, sources, asked, grades))
    cases = tuple(_case(key, asked[key], own, sources) for key, own in grades.items() if any(own.values()))
    notes = (*gather.notes(), *_left_out(len(asked) - len(cases), used, judged))
    return Dataset("beir", {_LIBRARY: tuple(sources.values())}, cases, (), notes, fingerprint([corpus, queries, *used]))


def _source(row: Row) -> Source:
    key, title = row.text("_id"), row.text("title", "")
    text = row.text("text", "") or title
    if not text:
        raise row.fault("it has neither title nor text", "Fill one in, or take the row out.")
    whole = f"{title}\n\n{text}" if title and not text.startswith(title) else text
    return Source(key, title or key, whole)


def _query(row: Row) -> tuple[str, str]:
    return row.text("_id"), row.text("text")


def _judgements(path: Path) -> list[Row]:
    """The lines of a qrels file, with or without a heading; where no tabs part the columns, blanks do.

    A first line is a heading, whatever its columns are called, if its last one has no figure.
    """
    rows = [
        Row(path, f"line {number}", {"cells": [cell.strip() for cell in line.split("\t" if "\t" in line else None)]})
        for number, line in enumerate(read_text(path).split("\n"), 1)
        if line.strip()
    ]
    headed = bool(rows) and not any(char.isdigit() for char in rows[0].data["cells"][-1])
    return rows[1:] if headed else rows


def _judge(row: Row, sources: dict[str, Source], asked: dict[str, str], grades: dict[str, dict[str, int]]) -> None:
    cells = row.data["cells"]
    # Either query, document, grade, or as TREC has it, with an unused second column.
    if len(cells) not in (3, 4):
        raise row.fault("it is not query-id, corpus-id and score", "Give three columns with tabs between them.")
    query, document, grade = cells[0], cells[-2], max(_grade(row, cells[-1]), 0)
    if query not in asked:
        raise row.fault(f"there is no query {query!r}", "Add it to queries.jsonl, or take the line out.")
    if document not in sources:
        raise row.fault(f"there is no document {document!r}", "Add it to corpus.jsonl, or take the line out.")
    known = grades.setdefault(query, {})
    if known.setdefault(document, grade) != grade:
        raise row.fault(
            f"{document!r} had the score {known[document]} for {query!r} before", "Take one of both lines out."
        )


def _grade(row: Row, cell: str) -> int:
    """A score, which some tools write as "1.0"."""
    try:
        score = float(cell)
    except ValueError:
        score = float("nan")
    if not score.is_integer():
        raise row.fault(f"the score {cell!r} is no whole number", "Give 0 for what does not answer, 1 or more else.")
    return int(score)


def _case(key: str, question: str, grades: dict[str, int], sources: Mapping[str, Source]) -> Case:
    # As BEIR's own evaluator does it: in ArguAna and Quora a query is a document, and finds itself first.
    itself = key if key in sources and not grades.get(key) else ""
    return Case(id=key, question=question, library=_LIBRARY, relevant=grades, answerable=True, itself=itself)


def _left_out(count: int, used: list[Path], judged: list[Path]) -> tuple[str, ...]:
    files = ", ".join(path.name for path in used)
    notes = [f"Queries that have no relevant document in {files} and were not asked: {count}."] if count else []
    if len(used) < len(judged):
        notes.append(f"Of {len(judged)} files in qrels/ only {files} was used.")
    return tuple(notes)
