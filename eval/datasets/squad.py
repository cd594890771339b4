"""The format of SQuAD 1.1 and 2.0, one JSON file or several, and of XQuAD, one file per language (`name.de.json`).

Each file is a library of its own, in which each paragraph is a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.files import data_files, stem_of
from eval.datasets.rows import Gather, Row, fingerprint, json_file

_LANGUAGE = re.compile(r"(?:^(?P<whole>[a-z]{2})|\.(?P<last>[a-z]{2,3}(?:[-_]\w+)?))$")
# What the parts of a data set are called.
_NO_LANGUAGES = ("dev", "all", "old", "qa")


def load_squad(folder: Path, gather: Gather) -> Dataset:
    """Every file of the folder; answers are alternatives. Raises DataError.

    A question whose list of answers is empty and that says nothing of is_impossible has no answer, as SQuAD 2.0's own
    script has it; how many there are is told.
    """
    return _load(folder, gather, may_be_empty=True)


def load_xquad(folder: Path, gather: Gather) -> Dataset:
    """One SQuAD-style file per language, in which every question has an answer unless it says is_impossible."""
    return replace(_load(folder, gather, may_be_empty=False), name="xquad")


def _load(folder: Path, gather: Gather, *, may_be_empty: bool) -> Dataset:
    paths = data_files(folder, (".json",))
    if not paths:
        raise DataError(f"{folder} is no SQuAD-style set: it has no .json file. Give a folder with at least one.")
    libraries: dict[str, tuple[Source, ...]] = {}
    cases: list[Case] = []
    unsaid = 0
    # Ids and articles are the same in the files of several languages, and mean nothing to one another in others.
    several = len(paths) > 1
    for path in paths:
        library = language_of(path) or stem_of(path)
        if library in libraries:
            raise DataError(f"{path} is a second file of the language {library}. Keep one of them in the folder.")
        sources, rows = _read(path, gather)
        libraries[library] = tuple(sources)
        if may_be_empty:
            unsaid += sum(_says_nothing(row) for row, _ in rows)
            rows = [(_impossible(row) if _says_nothing(row) else row, source) for row, source in rows]
        own = _cases(rows, gather, library, language_of(path))
        cases.extend(_named_apart(own, stem_of(path)) if several and not language_of(path) else own)
    told = (f"Questions with an empty list of answers, taken for unanswerable: {unsaid}.",) if unsaid else ()
    return Dataset("squad", libraries, tuple(cases), ("language",), (*gather.notes(), *told), fingerprint(paths))


def _says_nothing(row: Row) -> bool:
    return row.data.get("answers") == [] and row.data.get("is_impossible") is None


def _impossible(row: Row) -> Row:
    return replace(row, data={**row.data, "is_impossible": True})


def language_of(path: Path) -> str:
    """The language that a file's name ends with: `xquad.de.json` and `de.json` -> `de`; empty where it names none."""
    found = _LANGUAGE.search(stem_of(path))
    name = found and (found["whole"] or found["last"])
    return name if name and name not in _NO_LANGUAGES else ""


def _named_apart(cases: list[Case], file: str) -> list[Case]:
    return [replace(case, id=f"{file}-{case.id}", cluster=f"{file}, {case.cluster}") for case in cases]


def _read(path: Path, gather: Gather) -> tuple[list[Source], list[tuple[Row, Source]]]:
    """The paragraphs of a file, and its questions, each with the paragraph that it is about."""
    data = json_file(path)
    if not isinstance(data, dict) or not isinstance(data.get("data"), list):
        raise DataError(f"{path} is not SQuAD-style: it has no list 'data'. Give articles with paragraphs and qas.")
    sources: list[Source] = []
    questions: list[tuple[Row, Source]] = []
    for paragraphs in gather.each(Row(path, "", data).rows("data"), _paragraphs):
        for source, asked in gather.each(paragraphs, lambda row: (_source(row), list(_questions(row)))):
            sources.append(source)
            questions.extend((row, source) for row in asked)
    return sources, questions


def _cases(rows: Sequence[tuple[Row, Source]], gather: Gather, library: str, language: str) -> list[Case]:
    owner = {id(row.data): source for row, source in rows}
    asked = [row for row, _ in rows]
    return gather.each(asked, lambda row: _case(row, owner[id(row.data)], library, language), unique="id")


def _paragraphs(article: Row) -> list[Row]:
    article = replace(article, at=article.at.removeprefix(", ").replace("data", "article"))
    title = article.text("title", article.at)
    return [replace(row, data={"title": title, **row.data}) for row in article.rows("paragraphs")]


def _source(paragraph: Row) -> Source:
    group = paragraph.at.partition(",")[0]
    return Source(paragraph.at, paragraph.text("title"), paragraph.text("context"), group)


def _questions(paragraph: Row) -> Iterator[Row]:
    for row in paragraph.rows("qas"):
        yield replace(row, at=f"{row.at} (id {row.data.get('id')!r})")


def _case(row: Row, source: Source, library: str, language: str) -> Case:
    impossible = _says_impossible(row)
    places = [] if impossible else [_place(answer, source) for answer in row.rows("answers")]
    if not places and not impossible:
        raise row.fault("it has no answer", "Add one, or say is_impossible.")
    gold = tuple(dict.fromkeys(places))
    return Case(
        id=row.text("id"),
        question=row.text("question"),
        library=library,
        gold=gold,
        one_of=True,
        relevant={source.key: 1} if gold else {},
        answers=tuple(dict.fromkeys(source.text[place.start : place.end] for place in gold)),
        answerable=not impossible,
        group=source.group,
        cluster=source.group,
        language=language,
    )


def _says_impossible(row: Row) -> bool:
    said = row.data.get("is_impossible")
    if said is not None and not isinstance(said, bool):
        raise row.fault(f"'is_impossible' is {said!r}", "Say true or false, without quotation marks.")
    return bool(said)


def _place(answer: Row, source: Source) -> Place:
    start, text = answer.number("answer_start"), answer.text("text")
    end = start + len(text)
    if start < 0 or source.text[start:end] != text:
        raise answer.fault(
            f"characters {start} to {end} of the paragraph are not {text[:40]!r}", "Correct one of both."
        )
    return Place(source.key, start, end)
