"""A drafted set: questions that the documents answer, quotations word for word, for a person to edit and run."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openai_server import Reply, Request, ScriptedServer, text
from scripted import WordEmbedder

from eval.cases import DataError
from eval.datasets import load_dataset
from eval.draft import Drafted, draft_set
from eval.drafts import drafts, unanswerable
from eval.turned import turned
from index.library import Library
from rag.settings import Settings

HARBOUR = """# Lindby

## The harbour of Lindby

The harbour of Lindby was dug in 1871 by two hundred workers. It is nine metres deep at low water.

## The lighthouse

The lighthouse of Velm was lit in 1902. Ada Holm, the keeper of the lamp, slept there.
The tower has four windows to the sea.
"""
OFFLINE = Settings(answerer="extractive")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / "harbour.md"]).ok
        yield library


def draft(library: Library, path: Path, settings: Settings = OFFLINE, **changes: Any) -> Drafted:
    wanted = {"count": 20, **changes}
    return draft_set(library, settings, path, progress=lambda fraction, says: None, **wanted)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "The harbour of Lindby was dug in 1871 by two hundred workers.",
            "When was the harbour of Lindby dug?",
            "1871",
        ),
        ("The tower has four windows to the sea.", "How many windows does the tower have?", "four"),
        ("Ada Holm, the keeper of the lamp, slept there.", "Who is Ada Holm?", "the keeper of the lamp"),
        ("Ada Holm said that the lamp was lit.", "What does Ada Holm say?", "the lamp was lit"),
        ("The purser is a wooden scale.", "Who or what is the purser?", "a wooden scale"),
        ("The outcome was the change in score.", "What was the outcome?", "the change in score"),
        ("Every keeper has 28 days of paid leave a year.", "How many days of paid leave does every keeper have?", "28"),
        ("Boats may carry six crates at a time.", "How many crates may Boats carry at a time?", "six"),
        ("Repairs will cost £42,500.", "How much will Repairs cost?", "£42,500"),
        ("The crossing takes about 40 minutes.", "How long does the crossing take?", "about 40 minutes"),
        ("The letters are burnt after 90 days.", "When are the letters burnt?", "after 90 days"),
        ("The tower was designed by Ada Holm.", "Who designed the tower?", "Ada Holm"),
        ("The lamp is covered because moths die in it.", "Why is the lamp covered?", ""),
    ],
)
def test_a_fact_sentence_is_turned_into_the_question_that_it_answers(sentence: str, question: str, answer: str) -> None:
    found = turned(sentence)
    assert found is not None
    assert (found.question, found.answer, found.quote) == (question, answer, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was dug in 1871.",
        "Herring is landed on Mondays.",
        "The others were built in 1902.",
        "港口于1871年开挖。",
        "The third is a harder opponent.",
        "Old payslips are the best proof.",
        "My boat has four oars.",
    ],
)
def test_a_sentence_that_points_elsewhere_or_fits_no_rule_makes_none(sentence: str) -> None:
    assert turned(sentence) is None


def test_a_word_keeps_its_capital_only_where_it_is_a_name() -> None:
    asked = [
        turned(f"{word} may carry six crates a day.", frozenset({"Kel"}), frozenset({"boats"}))
        for word in ("Boats", "Kel")
    ]
    assert [found and found.question for found in asked] == [
        "How many crates may boats carry a day?",
        "How many crates may Kel carry a day?",
    ]
    assert turned("Kel takes three days over it.", frozenset({"Kel"})) is None


FEES = """# Gebühren der Bücherei

## Jahresausweis

Der Jahresausweis kostet 24 Euro für Erwachsene. Kinder zahlen dafür nichts, wenn sie jünger sind als 16 Jahre.

## Was kostet eine Fernleihe?

Eine Fernleihe kostet 1,50 Euro für jedes Buch.
"""
BOATS = "Boat,Seats,Motor\nPetrel,12,no\nTern,8,diesel engine\n"


def test_sections_are_asked_about_by_the_name_and_in_the_language_of_their_document(tmp_path: Path) -> None:
    (tmp_path / "fees.md").write_text(FEES, encoding="utf-8")
    (tmp_path / "boats.csv").write_text(BOATS, encoding="utf-8")
    (tmp_path / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / name for name in ("fees.md", "boats.csv", "harbour.md")]).ok
        draft(library, tmp_path / "set.jsonl", count=40)
    asked = {row["question"]: row for row in rows(tmp_path / "set.jsonl")}
    assert asked["Was sagt „Gebühren der Bücherei“ zum Thema „Jahresausweis“?"]["quotes"] == [
        "Der Jahresausweis kostet 24 Euro für Erwachsene.",
        "Kinder zahlen dafür nichts, wenn sie jünger sind als 16 Jahre.",
    ]
    assert "Was kostet eine Fernleihe?" in asked
    assert "What does “Lindby” say about the harbour of Lindby?" in asked
    # A cell that says no more than "no" is nothing to ask for.
    cells = {question: row["answer"] for question, row in asked.items() if row["label"] == "table"}
    assert cells in (
        {"What is the seats of Petrel?": "12", "What is the seats of Tern?": "8"},
        {"What is the seats of Petrel?": "12", "What is the motor of Tern?": "diesel engine"},
    )
    assert len(load_dataset("own", tmp_path / "set.jsonl").cases) == len(asked)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "# 灯塔手册\n\n## 开放时间\n\n灯塔在夏天每天上午九点开放，下午六点关闭，冬天只在星期六开放。\n",
            "关于“开放时间”，《灯塔手册》说了什么？",
        ),
        (
            "# دليل المنارة\n\n## مواعيد العمل\n\nتفتح المنارة أبوابها كل يوم في الساعة التاسعة صباحا وتغلق مساء.\n",
            "ماذا يقول «دليل المنارة» عن «مواعيد العمل»؟",
        ),
        ("# Справочник\n\n## Часы работы\n\nМаяк открыт каждый день с девяти утра до шести вечера.\n", ""),
    ],
)
def test_a_script_tells_the_language_to_ask_in(tmp_path: Path, text: str, question: str) -> None:
    (tmp_path / "guide.md").write_text(text, encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / "guide.md"]).ok
        [info] = library.documents()
        assert [made.question for made in drafts(library.document(info.id))] == ([question] if question else [])


def test_people_of_many_documents_are_not_all_asked_the_same(tmp_path: Path) -> None:
    for at, name in enumerate(("Ada Holm", "Omar Siddiq", "Lucy Barrow", "Priya Nand")):
        told = f"{name} opened the pier of port {at} in 190{at}. The keepers thanked {name} for the new pier there."
        (tmp_path / f"{at}.txt").write_text(
            f"{told} Later {name} said that it was done. {name} died at sea.", encoding="utf-8"
        )
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / f"{at}.txt" for at in range(4)]).ok
        found = [list(_untold_of(library, info.id, turn)) for turn, info in enumerate(library.documents())]
    assert [own[0].split()[0] for own in found] == ["When", "Where", "Who", "How"]


def _untold_of(library: Library, document: str, turn: int) -> Iterator[str]:
    for made in unanswerable([], library.document(document), library.passages(document), turn):
        yield made.question


def test_the_set_is_loaded_as_it_was_written_and_its_drafts_are_named(library: Library, tmp_path: Path) -> None:
    drafted = draft(library, tmp_path / "set.jsonl")
    found = rows(tmp_path / "set.jsonl")
    assert all(row["draft"] is True for row in found)
    asked = {row["question"]: row for row in found if row["answerable"]}
    assert asked["When was the harbour of Lindby dug?"]["answer"] == "1871"
    assert asked["When was the harbour of Lindby dug?"]["documents"] == ["harbour.md"]
    assert "What does the document say about the harbour of Lindby?" in asked
    missing = [row["question"] for row in found if not row["answerable"]]
    assert (drafted.answerable, drafted.unanswerable) == (len(asked), len(missing))
    assert "When was the lighthouse of Velm dug?" in missing
    # The run's own figure for them is "refused, unanswerable"; a near-miss is what it makes of an answerable one.
    assert {row["label"] for row in found if not row["answerable"]} == {"unanswerable"}
    cases = load_dataset("own", tmp_path / "set.jsonl").cases
    assert [case.answerable for case in cases] == [row["answerable"] for row in found]
    assert all(case.draft for case in cases)
    assert all(case.gold for case in cases if case.answerable)


def test_a_long_chronicle_is_drafted_at_once_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    names = [f"{a}{b}{c}" for a in ("Kel", "Lor", "Mar", "Nim") for b in "aeiou" for c in ("dby", "thorn", "ham")]
    lines = [
        f"The {name} {thing} was opened by the mayor in {1500 + number}."
        for thing in ("bridge", "market", "school", "mill")
        for number, name in enumerate(names)
    ]
    (tmp_path / "chronicle.txt").write_text("\n\n".join(lines), encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / "chronicle.txt"]).ok
        before = time.perf_counter()
        drafted = draft(library, tmp_path / "set.jsonl", count=5)
    assert time.perf_counter() - before < 20
    assert (drafted.answerable, drafted.unanswerable) == (5, 0)
    assert "No question without an answer was found" in drafted.notes[-1]


def test_a_draft_is_of_the_whole_document_and_names_those_that_gave_none(tmp_path: Path) -> None:
    opened = [f"The {name}dby bridge was opened by the mayor in {1500 + at}." for at, name in enumerate("ABCDEFGHIJKL")]
    (tmp_path / "bridges.txt").write_text("\n\n".join(opened), encoding="utf-8")
    (tmp_path / "ferry.txt").write_text("The Kel ferry has nine crews. Board it at the pier.", encoding="utf-8")
    (tmp_path / "hints.txt").write_text("Mind the step. Keep to the left.", encoding="utf-8")
    with Library(tmp_path / "home", WordEmbedder()) as library:
        assert library.add([tmp_path / f"{name}.txt" for name in ("bridges", "ferry", "hints")]).ok
        drafted = draft(library, tmp_path / "set.jsonl", count=5)
    answers = {row["answer"] for row in rows(tmp_path / "set.jsonl") if row["answerable"]}
    assert answers == {"nine", "1500", "1503", "1506", "1509"}
    assert "Documents of which no question was made: 1, such as hints.txt. Write some by hand." in drafted.notes


def test_a_row_that_a_person_has_read_is_no_draft(library: Library, tmp_path: Path) -> None:
    draft(library, tmp_path / "set.jsonl")
    first, second, *rest = rows(tmp_path / "set.jsonl")
    lines = [{**first, "draft": False}, {name: value for name, value in second.items() if name != "draft"}, *rest]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    cases = load_dataset("own", tmp_path / "set.jsonl").cases
    assert [case.draft for case in cases][:3] == [False, False, True]


def test_a_file_that_is_there_is_left_alone_without_force(library: Library, tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="is there already. Give another name, or write over it with --force."):
        draft(library, tmp_path / "set.jsonl")
    assert (tmp_path / "set.jsonl").read_text(encoding="utf-8") == "mine"
    assert draft(library, tmp_path / "set.jsonl", force=True).answerable > 3
    with pytest.raises(DataError, match=r"has not the ending .jsonl"):
        draft(library, tmp_path / "set.csv")


def test_a_file_that_changed_since_is_left_out_and_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / "harbour.md").write_text("Something else.", encoding="utf-8")
    with pytest.raises(DataError, match=r"harbour.md has changed since it was indexed. Index it again.\nThere is no"):
        draft(library, tmp_path / "set.jsonl")


def test_a_model_writes_questions_and_a_quotation_that_it_made_up_is_left_out(library: Library, tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"question": "In what year did digging take place?", "answer": "1871", "quote": "dug in  1871"},
        {"question": "Who paid for it?", "answer": "the king", "quote": "The king paid for it."},
        {"question": "What did the harbour cost?", "answerable": False},
    ]

    def answer(request: Request) -> Reply:
        return text(f"Here they are:\n{json.dumps(records)}" if "1871" in request.prompt else "I would rather not.")

    with ScriptedServer([answer]) as server:
        settings = Settings(openai_base_url=server.url, model="scripted")
        drafted = draft(library, tmp_path / "set.jsonl", settings)
        assert all(json.loads(request.messages[1]["content"]) in HARBOUR for request in server.asked)
    first, last = rows(tmp_path / "set.jsonl")
    assert (first["question"], first["quotes"], first["label"]) == (records[0]["question"], ["dug in 1871"], "model")
    assert (last["question"], last["answerable"]) == ("What did the harbour cost?", False)
    assert last["label"] == "model, unanswerable"
    assert "Left out, its quotation does not stand in the document: Who paid for it?" in drafted.notes
    assert "The model wrote no list of questions about one passage." in drafted.notes
