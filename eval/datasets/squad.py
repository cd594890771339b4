"""The format of SQuAD 1.1 and 2.0, one JSON file or several, and of XQuAD, one file per language (`name.de.json`).

Each file is a library of its own, in which each paragraph is a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.rows import Gather, Row, fingerprint, json_file

_LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:[-_]\w+)?)$")
# What the parts of a data set are called.
_NO_LANGUAGES = ("dev", "all", "old")


def load_squad(folder: Path, gather: Gather) -> Dataset:
    """Every file of the folder; answers are alternatives. Raises DataError."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.json"))
    if not paths:
        raise DataError(f"{folder} is no SQuAD-style set: it has no .json file. Give a folder with at least one.")
    libraries: dict[str, tuple[Source, ...]] = {}
    cases: list[Case] = []
    # Ids and articles are the same in the files of several languages, and mean nothing to one another in others.
    several = len(paths) > 1
    for path in paths:
        library = language_of(path) or path.stem
        if library in libraries:
            raise DataError(f"{path} is a second file of the language {library}. Keep one of them in the folder.")
        sources, own = _load_file(path, gather, library)
        libraries[library] = sources
        cases.extend(_named_apart(own, path.stem) if several and not language_of(path) else own)
    return Dataset("squad", libraries, tuple(cases), ("language",), gather.notes(), fingerprint(paths))


def load_xquad(folder: Path, gather: Gather) -> Dataset:
    """As SQuAD, one file per language."""
    return replace(load_squad(folder, gather), name="xquad")


def language_of(path: Path) -> str:
    """The language that a file's name ends with: `xquad.de.json` -> `de`; empty where it names none."""
    found = _LANGUAGE.search(path.stem)
    return found[1] if found and found[1] not in _NO_LANGUAGES else ""


def _named_apart(cases: list[Case], file: str) -> list[Case]:
    return [replace(case, id=f"{file}-{case.id}", cluster=f"{file}, {case.cluster}") for case in cases]


def _load_file(path: Path, gather: Gather, library: str) -> tuple[tuple[Source, ...], list[Case]]:
    data = json_file(path)
    if not isinstance(data, dict) or not isinstance(data.get("data"), list):
        raise DataError(f"{path} is not SQuAD-style: it has no list 'data'. Give articles with paragraphs and qas.")
    sources: list[Source] = []
    questions: list[tuple[Row, Source]] = []
    for paragraphs in gather.each(Row(path, "", data).rows("data"), _paragraphs):
        for source, asked in gather.each(paragraphs, lambda row: (_source(row), list(_questions(row)))):
            sources.append(source)
            questions.extend((row, source) for row in asked)
    owner = {id(row.data): source for row, source in questions}
    rows = [row for row, _ in questions]
    cases = gather.each(rows, lambda row: _case(row, owner[id(row.data)], library, language_of(path)), unique="id")
    return tuple(sources), cases


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
    impossible = row.data.get("is_impossible") is True
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


def _place(answer: Row, source: Source) -> Place:
    start, text = answer.number("answer_start"), answer.text("text")
    end = start + len(text)
    if start < 0 or source.text[start:end] != text:
        raise answer.fault(
            f"characters {start} to {end} of the paragraph are not {text[:40]!r}", "Correct one of both."
        )
    return Place(source.key, start, end)
