"""The format of MultiHop-RAG: a JSON list of articles (`body`, `title`, `url`) and one of questions (`query`).

Both may be JSONL.
Which file is which is told by what its records have, not by its name.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, DataError, Dataset, Place, Source
from eval.datasets.files import data_files, stem_of
from eval.datasets.rows import Gather, Row, fingerprint

_LIBRARY = "articles"
# The kind of question that no article answers.
_UNANSWERABLE = "null_query"


def load_multihop(folder: Path, gather: Gather) -> Dataset:
    """Every question over every article; a question's facts are wanted together. Raises DataError."""
    paths = [] if folder.is_file() else data_files(folder, (".json", ".jsonl", ".ndjson"))
    rows = [row for path in paths for row in gather.records(path)]
    articles = [row for row in rows if "body" in row.data]
    questions = [row for row in rows if "query" in row.data]
    strangers = [row for row in rows if "body" not in row.data and "query" not in row.data]
    if not articles or not questions:
        raise DataError(
            f"{folder} is no MultiHop-RAG set. Give two JSON lists: articles with body, questions with query."
        )
    gather.each(strangers, _refuse)
    sources = {source.key: source for source in gather.each(articles, _source, unique="url")}
    several = len({row.path for row in questions}) > 1
    cases = gather.each(questions, lambda row: _case(row, sources, f"{stem_of(row.path)}-" if several else ""))
    return Dataset(
        "multihop-rag",
        {_LIBRARY: tuple(sources.values())},
        tuple(cases),
        ("label",),
        (*gather.notes(), *_loose(cases)),
        fingerprint(paths),
    )


def _refuse(row: Row) -> None:
    raise row.fault("it has neither 'body' nor 'query'", "Make it an article or a question, or take it out.")


def _source(row: Row) -> Source:
    url, title, body = row.text("url"), row.text("title", ""), row.text("body")
    return Source(url, title or url, f"{title}\n\n{body}" if title else body, row.text("category", "") or url)


def _case(row: Row, sources: dict[str, Source], file: str) -> Case:
    facts = row.rows("evidence_list", may_lack=True)
    label = row.text("question_type", "")
    answerable = label != _UNANSWERABLE
    if answerable and not facts:
        raise row.fault("'evidence_list' is empty", f"Add its facts, or say question_type {_UNANSWERABLE}.")
    gold = [_place(fact, sources) for fact in facts]
    return Case(
        id=file + row.at.rpartition(" ")[2],
        question=row.text("query"),
        library=_LIBRARY,
        # Part of the facts is no measure of the evidence: all or none.
        gold=tuple(place for place in gold if place.end) if all(place.end for place in gold) else (),
        relevant=dict.fromkeys((place.document for place in gold), 1),
        answers=(row.text("answer"),) if answerable else (),
        answerable=answerable,
        group=sources[gold[0].document].group if gold else "",
        label=label,
    )


def _place(fact: Row, sources: dict[str, Source]) -> Place:
    """Where a fact stands; 0 to 0 where its article does not have it word for word."""
    source = sources.get(fact.text("url"))
    if source is None:
        raise fact.fault(f"there is no article {fact.text('url')!r}", "Add the article, or correct the url.")
    text = fact.text("fact").strip()
    start = source.text.find(text)
    return Place(source.key, start, start + len(text)) if start >= 0 else Place(source.key, 0, 0)


def _loose(cases: list[Case]) -> tuple[str, ...]:
    loose = sum(bool(case.relevant) and not case.gold for case in cases)
    if not loose:
        return ()
    return (f"Questions judged by article, since a fact of theirs stands there in other words: {loose}.",)
