"""Your own questions, as JSONL, a JSON list or CSV: question, answer, quotes, documents, history, answerable.

    question    required
    quotes      what answers it, word for word as it stands in the documents; wherever the words stand counts, but for a
                record of text, document and start: an offset says which place is meant
    documents   files that hold the answer, relative to the set's folder
    answer      what a right answer says; one text, or a list of them
    history     earlier turns: questions, or records of question and answer
    answerable  true or false; where it is left out, a question with quotes, answer or documents is, and what is right
                of any other is not known
    id, standalone, group, language, label   as you like
    draft       true: drafted, and no person has looked at it yet; a run names such rows, and does not ask those that
                have neither quotes nor answer and do not say answerable

The names of columns may have capitals. In CSV, a cell for quotes, documents, answer or history that begins with `[` is
a JSON list. Every file in a folder `documents` beside the set is indexed too, so that there is more to search than what
answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.files import data_files, suffix_of
from eval.datasets.quotations import Quote, composed, stands
from eval.datasets.rows import MOST_BYTES, Gather, Row, fingerprint
from index.errors import FootnoteError
from index.files.load import Found, discover, load
from index.files.naming import path_of
from rag.types import Turn

# What a row may look like, for whoever has none yet.
ROW = '{"question": "…?", "quotes": ["…"], "documents": ["file.txt"]}'
_LIBRARY = "documents"
_TOLD = 20
_TABLES = (".csv", ".tsv")
_SUFFIXES = (".jsonl", ".ndjson", *_TABLES)
_COLUMNS = (
    "question", "quotes", "documents", "answer", "history", "answerable", "id", "standalone", "group", "language",
    "label", "draft",
    # What an export of votes tells the person who completes its rows.
    "answered", "answered_by", "comment", "at",
)  # fmt: skip
# What other programs that evaluate answers call these columns. Told, not taken: some mean what a system retrieved.
_CALLED = {
    **dict.fromkeys(("query", "user_input", "input", "prompt", "frage", "pregunta"), "question"),
    **dict.fromkeys(("ground_truth", "ground_truths", "reference", "expected", "expected_answer", "gold"), "answer"),
    **dict.fromkeys(("reference_contexts", "ground_truth_context", "evidence", "context", "contexts"), "quotes"),
    **dict.fromkeys(("file", "files", "source", "filename", "doc", "docs"), "documents"),
    **dict.fromkeys(("chat_history", "conversation", "messages"), "history"),
}
# A spreadsheet writes truth in the language of its user.
_YES = {
    **dict.fromkeys(("true", "yes", "y", "1", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "vero", "sì"), True),
    **dict.fromkeys(("false", "no", "n", "0", "falsch", "nein", "faux", "non", "falso"), False),
}


def load_own(folder: Path, gather: Gather) -> Dataset:
    """The one set in a folder, or the file itself. Raises DataError."""
    path = _find(folder)
    found = _files(path.parent / "documents")
    files = [Row(item.path.absolute(), "", {}) for item in found if not item.problem]
    loaded = gather.each(files, lambda row: (row.path, _source(row.path, path.parent)))
    documents = dict(loaded)
    rows = list(_rows(path, gather))
    if not rows and not gather.faults:
        raise DataError(
            f"{path} holds no question. Write rows such as\n{ROW}\nor draft some: footnote eval new FILE.jsonl"
        )
    # All documents first: a quotation may stand in one that a later row names.
    named = gather.each(rows, lambda row: _named(row, documents))
    # Where all rows are faulty, nobody reads how each of thousands departs from its document.
    read = gather.each(named, lambda row: _case(row, documents, tell=len(gather.faults) < _TOLD), unique="id")
    cases = [case for case in read if not _waits(case)]
    sources = tuple(documents.values())
    if not sources and not gather.faults:
        raise DataError(
            f"{path} names no documents. Name them in each row, or put them in {path.parent / 'documents'}."
        )
    prints = fingerprint([path, *documents])
    skipped = [f"Left out: {item.path}: {item.problem}" for item in found if item.problem]
    remarks = (*_strange(rows), *_waiting(read), *_unsaid(cases), *_several(cases), *_twice(cases))
    notes = (*gather.notes(), *skipped, *remarks)
    return Dataset("own", {_LIBRARY: sources}, tuple(cases), ("label", "language"), notes, prints)


def _find(folder: Path) -> Path:
    if folder.is_file():
        if suffix_of(folder) not in (*_SUFFIXES, ".json"):
            raise DataError(f"{folder} is no set of questions. Give one .jsonl or .csv file.")
        return folder
    # Reports of a run are JSON, and often stand beside the set.
    found = data_files(folder, _SUFFIXES) or data_files(folder, (".json",))
    if len(found) != 1:
        names = f": {', '.join(path.name for path in found[:5])}" if found else ""
        raise DataError(f"{folder} has {len(found)} files that could be the set{names}. Give one .jsonl or .csv file.")
    return found[0]


def _rows(path: Path, gather: Gather) -> Iterator[Row]:
    """The rows of the file, their columns in small letters."""
    if suffix_of(path) in _TABLES:
        yield from gather.csv_rows(path, ("question",), _CALLED)
        return
    for row in gather.records(path):
        yield replace(row, data={name.strip().casefold(): value for name, value in row.data.items()})


def _files(folder: Path) -> list[Found]:
    return list(discover([folder])) if folder.is_dir() else []


def _source(path: Path, folder: Path) -> Source:
    """A document, named as it is seen from the set's folder, which may be moved or copied with all that is in it."""
    try:
        document = load(path, max_bytes=MOST_BYTES)
    except FootnoteError as error:
        raise DataError(str(error)) from None
    folder = folder.absolute()
    key = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    return Source(key, document.title, document.text, group=path.name, path=path)


def _named(row: Row, documents: dict[Path, Source]) -> Row:
    """The row with an id, its line where it has none; its documents are read."""
    _check_columns(row)
    for name in _texts(row, "documents"):
        _document(row, name, documents)
    _quotes(row, documents)
    return replace(row, data={**row.data, "id": row.text("id", row.at.rpartition(" ")[2])})


def _case(row: Row, documents: dict[Path, Source], *, tell: bool) -> Case:
    own = [_document(row, name, documents) for name in _texts(row, "documents")]
    quotes, answers = _quotes(row, documents), _texts(row, "answer")
    wanted = [stands(row, quote, own or list(documents.values()), tell=tell) for quote in quotes]
    gold = tuple(places[0] for places in wanted)
    draft = bool(_flag(row, "draft"))
    # The documents of a row that waits to be completed are where to look, and say nothing about what is right.
    said = True if quotes or answers or (own and not draft) else None
    answerable = _flag(row, "answerable", said)
    if answerable is False and quotes:
        raise row.fault("it has quotes and is not answerable", "Take the quotes out, or say answerable.")
    if not row.data.get("question") and (meant := _called(row, "question")):
        raise row.fault("'question' is missing or empty", f"If {meant!r} is the question, call it so.")
    return Case(
        id=row.text("id"),
        question=row.text("question"),
        library=_LIBRARY,
        history=tuple(_history(row)),
        gold=gold,
        elsewhere=tuple(places[1:] for places in wanted),
        relevant={} if gold or not answerable else {source.key: 1 for source in own},
        answers=tuple(answers) if answerable else (),
        answerable=answerable,
        group=row.text("group", "") or _group(gold, own),
        language=row.text("language", ""),
        label=row.text("label", ""),
        standalone=row.text("standalone", ""),
        draft=draft,
    )


def _group(gold: tuple[Place, ...], own: list[Source]) -> str:
    return Path(gold[0].document).name if gold else own[0].group if own else ""


def _document(row: Row, name: str, documents: dict[Path, Source]) -> Source:
    # Without "..", so that a file has one name; links are left as they are.
    path = path_of(str(_as_it_is_written(Path(os.path.abspath(row.path.parent / name)))))  # noqa: PTH100
    if path not in documents:
        if not path.is_file():
            raise row.fault(f"there is no document {name!r}", f"Put it in {row.path.parent}, or correct its path.")
        try:
            documents[path] = _source(path, row.path.parent)
        except DataError as error:
            raise DataError(f"{row.path}, {row.at}: {error}") from None
    return documents[path]


def _as_it_is_written(path: Path) -> Path:
    """The file of this name, whether its accents are part of a letter or follow it: a Mac writes the latter."""
    if path.exists() or not path.parent.is_dir():
        return path
    same = (other for other in path.parent.iterdir() if composed(other.name) == composed(path.name))
    return next(same, path)


def _quotes(row: Row, documents: dict[Path, Source]) -> list[Quote]:
    quotes = []
    for item in _items(row, "quotes"):
        if isinstance(item, dict):
            own = Row(row.path, f"{row.at}, quotes", item)
            source = _document(row, own.text("document"), documents) if own.text("document", "") else None
            quotes.append(Quote(own.text("text"), source, own.number("start") if "start" in item else None))
        elif isinstance(item, str) and item.strip():
            quotes.append(Quote(item))
        else:
            raise row.fault("'quotes' holds something that is no quotation", "Give texts, or records with a text.")
    return quotes


def _several(cases: list[Case]) -> tuple[str, ...]:
    several = sum(any(case.elsewhere) for case in cases)
    if not several:
        return ()
    return (f"Questions with a quotation that stands in several places, each of which counts: {several}.",)


def _twice(cases: list[Case]) -> tuple[str, ...]:
    """A remark on questions that stand in the set again: each counts, and intervals take them for two."""
    first: dict[tuple[object, ...], str] = {}
    again = [case.id for case in cases if first.setdefault(_asked(case), case.id) != case.id]
    if not again:
        return ()
    return (
        f"Rows that ask what another row asks: {len(again)}, such as {again[0]}. Each counts; take the copies out.",
    )


def _asked(case: Case) -> tuple[object, ...]:
    return (" ".join(case.question.casefold().split()), case.history, case.gold, tuple(case.relevant), case.answerable)


def _called(row: Row, name: str) -> str:
    """A column of the row that other programs give this one's content."""
    return next((other for other in map(str, row.data) if _CALLED.get(other) == name), "")


def _check_columns(row: Row) -> None:
    for name in map(str, row.data):
        if name not in _COLUMNS and (meant := _meant(name)):
            raise row.fault(f"there is no column {name!r}", f"It is called {meant!r}.")


@lru_cache(maxsize=100)  # Every row has the same ones.
def _meant(name: str) -> str:
    """The column that a name is nearly that of; empty where there is none."""
    near = get_close_matches(name.strip().casefold(), _COLUMNS, 1, 0.8)
    return near[0] if near else ""


def _strange(rows: list[Row]) -> tuple[str, ...]:
    names = sorted({str(name) for row in rows for name in row.data} - set(_COLUMNS))
    told = [f"{name} (is it {_CALLED[name]!r}?)" if name in _CALLED else name for name in names]
    return (f"Columns that mean nothing here: {', '.join(told)}.",) if names else ()


def _waits(case: Case) -> bool:
    """Whether a row says nothing about what is right, and that it is a draft."""
    return case.draft and case.answerable is None


def _waiting(cases: list[Case]) -> tuple[str, ...]:
    waiting = [case.id for case in cases if _waits(case)]
    if not waiting:
        return ()
    return (
        f"Rows that wait to be completed and were not asked: {len(waiting)}, such as {waiting[0]}. "
        "Fill in quotes or answer, or say answerable false.",
    )


def _unsaid(cases: list[Case]) -> tuple[str, ...]:
    unsaid = [case.id for case in cases if case.answerable is None]
    if not unsaid:
        return ()
    return (
        f"Questions that say nothing about what is right: {len(unsaid)}, such as {unsaid[0]}. No figure judges them.",
    )


def _flag(row: Row, name: str, default: bool | None = None) -> bool | None:
    value = row.data.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() not in _YES:
        raise row.fault(f"{name!r} is {value!r}", "Say true or false.")
    return _YES[str(value).strip().lower()]


def _history(row: Row) -> list[Turn]:
    turns = []
    for item in _items(row, "history"):
        if isinstance(item, dict) and isinstance(item.get("question"), str):
            turns.append(Turn(item["question"], str(item.get("answer") or "")))
        elif isinstance(item, str):
            turns.append(Turn(item))
        else:
            raise row.fault(
                "'history' has a turn that is no question", "Give texts, or records of question and answer."
            )
    return turns


def _texts(row: Row, name: str) -> list[str]:
    items = [str(item) if type(item) in (int, float) else item for item in _items(row, name)]
    if not all(isinstance(item, str) and item.strip() for item in items):
        raise row.fault(f"{name!r} holds something that is no text", "Give one text, or a list of texts.")
    return items


def _items(row: Row, name: str) -> list[Any]:
    """A list as it is, one text as a list of one, a CSV cell that begins with [ as the JSON list that it is."""
    value = row.data.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return []
    if suffix_of(row.path) in _TABLES and isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError:
            raise row.fault(f"{name!r} begins with [ and is no JSON list", "Mend the list.") from None
    return value if isinstance(value, list) else [value]
