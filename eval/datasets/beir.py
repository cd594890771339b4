"""The format of BEIR: `corpus.jsonl` (_id, title, text), `queries.jsonl` (_id, text), judgements in `qrels/*.tsv`."""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, DataError, Dataset, Source
from eval.datasets.rows import Gather, Row, fingerprint, read_text

_LIBRARY = "corpus"
_TEST = "test.tsv"
# What the first column may be called.
_HEADINGS = ("query-id", "query_id", "queryid", "qid", "topic")


def load_beir(folder: Path, gather: Gather) -> Dataset:
    """The queries that are judged, over the whole corpus; of several qrels files `test.tsv`. Raises DataError."""
    corpus, queries = folder / "corpus.jsonl", folder / "queries.jsonl"
    judged = sorted((folder / "qrels").glob("*.tsv"))
    if not corpus.is_file() or not queries.is_file() or not judged:
        raise DataError(f"{folder} is no BEIR set. Give a folder with corpus.jsonl, queries.jsonl and qrels/*.tsv.")
    used = [path for path in judged if path.name == _TEST] or judged
    sources = {source.key: source for source in gather.each(gather.json_lines(corpus), _source, unique="_id")}
    asked = dict(gather.each(gather.json_lines(queries), _query, unique="_id"))
    grades: dict[str, dict[str, int]] = {}
    for path in used:
        gather.each(_judgements(path), lambda row: _judge(row, sources, asked, grades))
    cases = tuple(_case(key, asked[key], own) for key, own in grades.items() if any(own.values()))
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
    """The lines of a qrels file, with or without a heading; where no tabs part the columns, blanks do."""
    rows = [
        Row(path, f"line {number}", {"cells": [cell.strip() for cell in line.split("\t" if "\t" in line else None)]})
        for number, line in enumerate(read_text(path).split("\n"), 1)
        if line.strip()
    ]
    return rows[1:] if rows and rows[0].data["cells"][0].lower().startswith(_HEADINGS) else rows


def _judge(row: Row, sources: dict[str, Source], asked: dict[str, str], grades: dict[str, dict[str, int]]) -> None:
    cells = row.data["cells"]
    # Either query, document, grade, or as TREC has it, with an unused second column.
    if len(cells) not in (3, 4) or not cells[-1].removeprefix("-").isdecimal():
        raise row.fault("it is not query-id, corpus-id and score", "Give three columns with tabs between them.")
    query, document, grade = cells[0], cells[-2], int(cells[-1])
    if query not in asked:
        raise row.fault(f"there is no query {query!r}", "Add it to queries.jsonl, or take the line out.")
    if document not in sources:
        raise row.fault(f"there is no document {document!r}", "Add it to corpus.jsonl, or take the line out.")
    grades.setdefault(query, {})[document] = max(grade, 0)


def _case(key: str, question: str, grades: dict[str, int]) -> Case:
    return Case(id=key, question=question, library=_LIBRARY, relevant=grades, answerable=True)


def _left_out(count: int, used: list[Path], judged: list[Path]) -> tuple[str, ...]:
    notes = [f"{count} queries have no relevant document in {', '.join(path.name for path in used)}."] if count else []
    if len(used) < len(judged):
        notes.append(f"Of {len(judged)} files in qrels/ only {_TEST} was used.")
    return tuple(notes)
