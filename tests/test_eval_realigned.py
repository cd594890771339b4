"""Texts that a reader of files changes keep their offsets: tables with bars, heads that stand again."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from eval.cases import Place
from eval.realigned import aligned
from eval.run import RunOptions, run_dataset
from index.files.readers.draft import Raw
from index.files.readers.plain import read_plain
from rag.settings import Settings

FARES = (
    "Fares\n\nRoute        Adult    Child\nMarl-Ebb     12.00    6.00\nMarl-Voss    15.50    7.50\n\nAll are one way."
)
ROWS = "\n".join(f"| {year} | {year % 97} ships | {year % 89} boats |" for year in range(1800, 1960))
SHIPS = f"What came to the harbour.\n\n| Year | Ships | Boats |\n|---|---|---|\n{ROWS}\n\nNobody counted since."


def read(text: str) -> str:
    return read_plain(Raw("a.txt", text.encode(), 1_000_000)).text


@pytest.mark.parametrize("text", [FARES, SHIPS])
def test_every_word_of_a_table_is_led_there_and_back(text: str) -> None:
    made = read(text)
    assert made != text
    found = aligned(text, made)
    assert found.share == 1
    words = list(re.finditer(r"[^\s|]+", text))
    for first, last in zip(words, words[2:], strict=False):
        place = Place("a", first.start(), last.end())
        there = found.to_read(place)
        assert made[there.start : there.end].startswith(first[0])
        assert made[there.start : there.end].endswith(last[0])
        assert found.to_source(there) == place


def test_a_head_that_a_reader_added_is_nowhere_in_the_source() -> None:
    made = read(SHIPS)
    again = made.index("| Year |", made.index("| Year |") + 1)
    place = aligned(SHIPS, made).to_source(Place("a", again, again + len("| Year | Ships | Boats |")))
    assert place.start == place.end


def test_a_text_of_which_nothing_is_left_shares_nothing() -> None:
    assert aligned("The mill of Marl", "Der Turm zu Ebb").share == 0


def test_a_set_with_tables_is_run_and_its_spans_are_found(tmp_path: Path, empty_home: Path) -> None:
    texts = {"fares": (FARES, "Marl-Voss    15.50    7.50"), "ships": (SHIPS, "1871 | 28 ships | 2 boats")}
    (tmp_path / "corpora").mkdir()
    with (tmp_path / "questions.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["question", "references", "corpus_id"])
        for name, (text, span) in texts.items():
            (tmp_path / f"corpora/{name}.txt").write_text(text)
            start = text.index(span)
            gold = {"content": span, "start_index": start, "end_index": start + len(span)}
            question = {"fares": "What does an adult pay from Marl to Voss?", "ships": "How many ships came in 1871?"}
            rows.writerow([question[name], json.dumps([gold]), name])
    report = run_dataset("chunking", Settings(home=empty_home), RunOptions(), data=tmp_path)
    figures = {figure.name: (figure.mean.value, figure.mean.n) for figure in report.sections[0].figures}
    assert figures["exact-span validity"] == (1.0, 2)
    assert figures["citation recall, gate open"] == (1.0, 2)
    assert figures["span recall@5"] == (1.0, 2)
