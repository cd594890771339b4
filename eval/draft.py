"""Draft a set of questions about the documents that are indexed, in the format that `footnote eval run own` reads.

By rule, or by a model where the settings have one. Every row is marked as a draft, for a person to look at.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

from eval.cases import DataError
from eval.datasets.own import ROW
from eval.draft_model import model_drafts
from eval.drafts import drafts, unanswerable
from eval.turned import Draft
from index.errors import FootnoteError
from index.files.load import load
from index.files.naming import path_of
from index.library import Library
from index.progress import Progress
from index.types import Document
from rag.model.llm import Model, open_model
from rag.settings import Settings

T = TypeVar("T")

# One question without an answer for so many that have one.
_PER_UNANSWERABLE = 4


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was written: questions with and without an answer, and remarks on what was left out."""

    answerable: int
    unanswerable: int
    notes: Sequence[str]


def draft_set(
    library: Library, settings: Settings, path: Path, *, count: int, force: bool = False, progress: Progress
) -> Drafted:
    """Write at most `count` questions and some without an answer. Raises FootnoteError.

    A file that is there is left alone, unless `force` is set.
    """
    if path.suffix != ".jsonl":
        raise DataError(f"{path} has not the ending .jsonl. Give the set such a name.")
    if path.exists() and not force:
        raise DataError(f"{path} is there already. Give another name, or write over it with --force.")
    notes: list[str] = []
    documents = list(_documents(library, settings, notes))
    if not documents:
        raise DataError(
            "\n".join([*notes, "There is no document to ask about. Index one with: footnote index add PATH"])
        )
    model = open_model(settings)
    if model:
        with closing(model):
            found = _by_model(model, library, documents, count, notes, progress)
    else:
        found = [(own, list(drafts(own, alone=len(documents) == 1))) for own in documents]
        if bare := [_name(path, own) for own, made in found if not made]:
            notes.append(
                f"Documents of which no question was made: {len(bare)}, such as {bare[0]}. Write some by hand."
            )
    columns = _with_answer(found)
    # First how many are taken of each document; then these are taken from all of it, and not from where it begins.
    shares = Counter(own.id for own, _ in _in_turn(columns, count))
    yes = _in_turn([_spread(column, shares[column[0][0].id]) for column in columns if column], count)
    wanted = max(len(yes) // _PER_UNANSWERABLE, 1)
    no = _in_turn([_without_answer(library, *pair, at) for at, pair in enumerate(found)], wanted)
    if not yes:
        raise DataError(
            "Nothing in the documents could be turned into a question. Write the set by hand: one row is\n" + ROW
        )
    if not no:
        notes.append(
            "No question without an answer was found: what is asked of one thing, the documents tell of the others. "
            'Write some by hand, with "answerable": false.'
        )
    _write(path, [*yes, *no])
    return Drafted(len(yes), len(no), notes)


def _documents(library: Library, settings: Settings, notes: list[str]) -> Iterator[Document]:
    """The documents whose files are still what was indexed, for the set names files."""
    for info in library.documents():
        document = library.document(info.id)
        try:
            same = load(path_of(document.source), max_bytes=settings.max_file_mb * 1_000_000).text == document.text
        except FootnoteError as error:
            notes.append(f"Left out: {error}")
            continue
        if same:
            yield document
        else:
            notes.append(f"Left out: {document.source} has changed since it was indexed. Index it again.")


def _by_model(
    model: Model, library: Library, documents: Sequence[Document], count: int, notes: list[str], progress: Progress
) -> list[tuple[Document, list[Draft]]]:
    """Ask the model about passages of every document in turn, spread over each, until there are enough questions."""
    spread = [[(own, item.text) for item in _spread(library.passages(own.id), count)] for own in documents]
    made: dict[str, list[Draft]] = {own.id: [] for own in documents}
    enough = 0
    for document, text in _in_turn(spread, count):
        if enough >= count:
            break
        for item in model_drafts(model, text):
            if isinstance(item, str):
                notes.append(item)
            else:
                made[document.id].append(item)
                enough += bool(item.quote)
        progress(min(enough / count, 1.0), f"{enough} questions")
    return [(own, made[own.id]) for own in documents]


def _spread(items: Sequence[T], count: int) -> list[T]:
    """At most `count` of the items, evenly from first to last."""
    step = max(len(items) / max(count, 1), 1.0)
    return [items[int(at * step)] for at in range(min(count, len(items)))]


def _with_answer(found: Sequence[tuple[Document, Sequence[Draft]]]) -> list[list[tuple[Document, Draft]]]:
    """The questions with an answer of each document, none twice."""
    columns = []
    seen: set[str] = set()
    for document, made in found:
        new = {draft.question: (document, draft) for draft in made if draft.quote and draft.question not in seen}
        seen.update(new)
        columns.append(list(new.values()))
    return columns


def _without_answer(
    library: Library, document: Document, made: Sequence[Draft], turn: int
) -> Iterator[tuple[Document, Draft]]:
    """What the model wrote without an answer; by rule, as many as are asked for, where it wrote none."""
    own = [draft for draft in made if not draft.quote]
    for draft in own or unanswerable(made, document, library.passages(document.id), turn):
        yield document, draft


def _in_turn(columns: Sequence[Iterable[tuple[Document, T]]], count: int) -> list[tuple[Document, T]]:
    """At most `count` items, one of each column in turn, and none twice."""
    found: list[tuple[Document, T]] = []
    seen: set[str] = set()
    for item in (item for row in zip_longest(*columns) for item in row if item is not None):
        name = item[1].question if isinstance(item[1], Draft) else str(item[1])
        if name not in seen:
            seen.add(name)
            found.append(item)
            if len(found) == count:
                break
    return found


def _write(path: Path, rows: Sequence[tuple[Document, Draft]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(_row(number, path, *row), ensure_ascii=False) for number, row in enumerate(rows, 1)]
    # A model may send half of an emoji.
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")


def _row(number: int, path: Path, document: Document, draft: Draft) -> dict[str, Any]:
    row: dict[str, Any] = {"id": f"draft-{number}", "question": draft.question, "documents": [_name(path, document)]}
    if draft.quote:
        row |= {"quotes": [draft.quote, *draft.more]} | ({"answer": draft.answer} if draft.answer else {})
    return {**row, "answerable": bool(draft.quote), "label": draft.label, "draft": True}


def _name(path: Path, document: Document) -> str:
    """The document's file as the set names it: relative where it lies below the set's folder."""
    folder, source = path.absolute().parent, Path(document.source)
    return os.path.relpath(source, folder) if source.is_relative_to(folder) else str(source)
