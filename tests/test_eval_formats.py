"""Data sets as they are published, exported or copied: other spellings of the same thing are read, faults are named."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from eval.cases import DataError, Dataset, Place
from eval.datasets import load_dataset
from eval.ranked import ranking
from eval.records import Example, Shown
from eval.statistics import draws
from rag.types import Turn

TOWER = "The tower of Alder was raised in 1733."
FERRY = "The ferry to Alder leaves at noon."


def lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def fault(name: str, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_dataset(name, path)
    return str(caught.value)


def chunking(folder: Path, text: str, name: str = "alder", questions: str = "questions.csv") -> Dataset:
    (folder / "corpora").mkdir(exist_ok=True)
    (folder / f"corpora/{name}.md").write_text(text, encoding="utf-8")
    start = text.index(TOWER)
    spans = json.dumps([{"content": TOWER, "start_index": start, "end_index": start + len(TOWER)}]).replace('"', '""')
    corpus = unicodedata.normalize("NFC", name)
    (folder / questions).write_text(f'question,references,corpus_id\nWhen was it raised?,"{spans}",{corpus}\n')
    return load_dataset("chunking", folder)


@pytest.mark.parametrize("before", ["<!-- seen by E. -->\n\n", "---\ntitle: Alder\n---\n\n"])
def test_a_text_of_which_its_reader_leaves_something_out_is_indexed_as_the_offsets_count_it(
    tmp_path: Path, before: str
) -> None:
    [source] = chunking(tmp_path, f"{before}# Alder\n\n{TOWER}\n").libraries["corpora"]
    assert source.path is None
    assert source.text.startswith(before.strip().partition("\n")[0])


def test_a_text_that_reads_as_it_stands_is_indexed_from_its_own_file(tmp_path: Path) -> None:
    [source] = chunking(tmp_path, f"# Alder\n\n{TOWER}\n").libraries["corpora"]
    assert source.path == tmp_path / "corpora/alder.md"


def test_questions_are_found_under_the_name_that_was_published(tmp_path: Path) -> None:
    assert len(chunking(tmp_path, TOWER, questions="questions_df.csv").cases) == 1


def test_a_file_name_copied_from_a_mac_is_the_same_name(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Älder")
    [case] = chunking(tmp_path, TOWER, name=apart).cases
    assert case.group == unicodedata.normalize("NFC", apart)
    (tmp_path / f"own/{apart}.txt").parent.mkdir()
    (tmp_path / f"own/{apart}.txt").write_text(TOWER)
    row = {"question": "When?", "quotes": [TOWER], "documents": [case.group + ".txt"]}
    assert len(load_dataset("own", lines(tmp_path / "own/SET.JSONL", [row]).parent).cases) == 1


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (["Who?,me", 'When?,x"1"', 'Where?,"x"1', "Why?,so"], 4),
        (['Who?,"me\nand you"', '"When?,now', 'Where?,"here"', "Why?,so"], 4),
    ],
)
def test_a_quotation_mark_is_missed_on_the_line_where_its_record_begins(
    tmp_path: Path, rows: list[str], line: int
) -> None:
    (tmp_path / "set.csv").write_text("\n".join(["question,answer", *rows]) + "\n")
    assert f"set.csv, line {line}: " in (said := fault("own", tmp_path / "set.csv"))
    assert said.endswith("Mend the quotation marks.")


def test_a_record_of_several_lines_is_named_by_its_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TOWER)
    (tmp_path / "set.csv").write_text('question,quotes,documents\n"Which\ntower?",lost words,a.txt\n')
    assert "set.csv, line 2: 'lost words' stands in none" in fault("own", tmp_path / "set.csv")


def task(**changes: Any) -> dict[str, Any]:
    made = {
        "task_id": "a::1",
        "conversation_id": "a",
        "contexts": [{"document_id": "alder", "text": TOWER}],
        "input": [{"speaker": "user", "text": "When was it raised?"}],
        "targets": [{"speaker": "agent", "text": "In 1733."}],
        "answerability": ["ANSWERABLE"],
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


@pytest.mark.parametrize(
    ("spelled", "answerable", "label"),
    [
        ({"answerability": None, "Answerability": ["ANSWERABLE"]}, True, "ANSWERABLE"),
        ({"answerability": "unanswerable"}, False, "UNANSWERABLE"),
        ({"answerability": ["ANSWERABLE", "PARTIAL"]}, None, "ANSWERABLE, PARTIAL"),
        ({"answerability": ["CONVERSATIONAL"]}, None, "CONVERSATIONAL"),
    ],
)
def test_labels_of_mtrag_are_read_as_they_are_published(
    tmp_path: Path, spelled: dict[str, Any], answerable: bool | None, label: str
) -> None:
    [case] = load_dataset("mtrag", lines(tmp_path / "tasks.jsonl", [task(**spelled)])).cases
    assert (case.answerable, case.label) == (answerable, label)


def test_a_label_that_mtrag_does_not_have_is_a_fault(tmp_path: Path) -> None:
    said = fault("mtrag", lines(tmp_path / "tasks.jsonl", [task(answerability=["ANSWERABEL"])]))
    assert "line 1: the label 'ANSWERABEL' of 'answerability' is not known. Give ANSWERABLE, UNANSWERABLE, " in said


def test_an_earlier_turn_in_which_nothing_is_said_is_none(tmp_path: Path) -> None:
    turns = [("user", "Who built it?"), ("agent", ""), ("user", " "), ("user", "When was it raised?")]
    said = [{"speaker": speaker, "text": text} for speaker, text in turns]
    [case] = load_dataset("mtrag", lines(tmp_path / "tasks.jsonl", [task(input=said)])).cases
    assert (case.question, case.history) == ("When was it raised?", (Turn("Who built it?"),))
    assert "'text' is missing" in fault("mtrag", lines(tmp_path / "tasks.jsonl", [task(input=said[:3])]))


def test_a_set_without_a_document_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    bare = task(contexts=[], answerability=["UNANSWERABLE"])
    said = fault("mtrag", lines(tmp_path / "tasks.jsonl", [bare]))
    assert said.endswith("has no document to search in: its contexts are empty. Add what answers a question.")


def beir(folder: Path, judged: str, query: str = "q") -> Dataset:
    lines(folder / "corpus.jsonl", [{"_id": "alder", "text": TOWER}, {"_id": "ferry", "text": FERRY}])
    lines(folder / "queries.jsonl", [{"_id": query, "text": "When was the tower raised?"}])
    (folder / "qrels").mkdir(exist_ok=True)
    (folder / "qrels/test.tsv").write_text(judged)
    return load_dataset("beir", folder)


def test_a_query_that_is_a_document_does_not_find_itself_as_in_beirs_own_evaluator(tmp_path: Path) -> None:
    passages = (Place("ferry", 0, 9), Place("alder", 0, 9))
    [same] = beir(tmp_path, "query-id\tcorpus-id\tscore\nferry\talder\t1\n", query="ferry").cases
    assert list(ranking(same, passages).ids) == ["alder"]
    [other] = beir(tmp_path, "query-id\tcorpus-id\tscore\nq\talder\t1\n").cases
    assert list(ranking(other, passages).ids) == ["ferry", "alder"]
    # Where it is judged to answer, the ids are only the same by chance.
    [own] = beir(tmp_path, "query-id\tcorpus-id\tscore\nferry\tferry\t1\n", query="ferry").cases
    assert list(ranking(own, passages).ids) == ["ferry", "alder"]


def test_judgements_are_read_whatever_their_columns_are_called_and_scores_with_a_point(tmp_path: Path) -> None:
    [case] = beir(tmp_path, "query\tcorpus\tscore\nq\talder\t2.0\nq\tferry\t0.0\nq\talder\t2\n").cases
    assert dict(case.relevant) == {"alder": 2, "ferry": 0}
    with pytest.raises(DataError, match=r"test.tsv, line 2: the score '0.5' is no whole number. Give 0 for what does"):
        beir(tmp_path, "query\tcorpus\tscore\nq\talder\t0.5\n")


def test_judgements_that_contradict_each_other_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 2: 'alder' had the score 2 for 'q' before. Take one of both lines out"):
        beir(tmp_path, "q\talder\t2\nq\talder\t0\n")


def squad(path: Path, text: str) -> None:
    asked = {"id": "0", "question": "When?", "answers": [{"text": "The", "answer_start": 0}]}
    article = {"title": "Alder", "paragraphs": [{"context": text, "qas": [asked]}]}
    path.write_text(json.dumps({"data": [article]}))


def test_ids_and_articles_are_the_same_in_files_of_languages_and_in_no_others(tmp_path: Path) -> None:
    for names, units in ((("train", "dev"), 2), (("set.en", "set.de"), 1)):
        folder = tmp_path / names[0]
        folder.mkdir()
        for name, text in zip(names, (TOWER, FERRY), strict=True):
            squad(folder / f"{name}.json", text)
        cases = load_dataset("squad", folder).cases
        assert draws([Example(case, Shown(())) for case in cases]).units == units
        assert len({case.cluster for case in cases}) == units
    [alone] = load_dataset("squad", tmp_path / "train/dev.json").cases
    assert alone.id == "0"


def test_a_fault_and_its_remedies_are_two_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TOWER)
    rows = [{"question": "When?", "quotes": ["lost words"], "documents": "a.txt"}]
    said = fault("own", lines(tmp_path / "set.jsonl", rows))
    assert said.endswith("Copy it from the document, word for word, or leave it out with --skip-faulty.")


def test_a_quotation_is_found_in_a_document_that_only_a_later_row_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TOWER)
    rows = [{"question": "Which?", "quotes": [TOWER.split(".")[0]]}, {"question": "What?", "documents": ["a.txt"]}]
    for order in (rows, rows[::-1]):
        (tmp_path / "set.jsonl").write_text("".join(json.dumps(row) + "\n" for row in order))
        asked = {case.question: case for case in load_dataset("own", tmp_path / "set.jsonl").cases}
        assert [place.document for place in asked["Which?"].gold] == ["a.txt"]


def test_text_that_is_not_utf8_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "set.csv").write_bytes("question;answer\nWhen?;1733\nFür wen?;alle\n".encode("cp1252"))
    assert fault("own", tmp_path / "set.csv").endswith(
        "set.csv, line 3: this is not UTF-8 text. Save the file as UTF-8, which a spreadsheet calls CSV UTF-8."
    )


def test_columns_without_a_name_are_left_out_and_two_of_one_name_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TOWER)
    (tmp_path / "set.csv").write_text(f"question, quotes,documents,,\nWhen?,{TOWER},a.txt,,\nWho?,{TOWER},a.txt,,me\n")
    dataset = load_dataset("own", tmp_path / "set.csv")
    assert [len(case.gold) for case in dataset.cases] == [1, 1]
    assert dataset.notes == ("Columns that mean nothing here: column 5.",)
    (tmp_path / "set.csv").write_text(f"question,quotes,quotes\nWhen?,{TOWER},lost words\n")
    said = fault("own", tmp_path / "set.csv")
    assert said.endswith("set.csv, line 1: there are two columns 'quotes'. Give each a name of its own.")


def test_a_cell_that_pandas_left_empty_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TOWER)
    row = {"question": "Who raised it?", "documents": "a.txt", "answer": float("nan"), "answerable": False}
    [case] = load_dataset("own", lines(tmp_path / "set.jsonl", [row])).cases
    assert (case.answers, case.answerable) == ((), False)
    endless = lines(tmp_path / "set.jsonl", [{**row, "answer": float("inf")}])
    assert "line 1: this is no JSON (Infinity is no number of JSON)" in fault("own", endless)


def test_a_document_that_cannot_be_read_is_named_with_the_row_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x7f\x00")
    said = fault("own", lines(tmp_path / "set.jsonl", [{"question": "When?", "documents": "a.bin"}]))
    assert f"set.jsonl, line 1: {tmp_path}/a.bin is of the unknown type .bin" in said


QUESTION, QUOTE = "When was it dug?", "The harbour was dug in 1871."
HARBOUR = "The harbour was dug in 1871. The keepers' house – it's older – has four rooms.\n"


def harbour_set(folder: Path, name: str, content: str) -> Path:
    (folder / "a.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / name).write_bytes(content.encode())
    return folder / name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("set.csv", f"Question,Quotes,DOCUMENTS\n{QUESTION},{QUOTE},a.txt\n"),
        ("set.csv", f"sep=;\r\nquestion;quotes;documents\r\n{QUESTION};{QUOTE};a.txt\r\n"),
        ("set.csv", f"\ufeffquestion;quotes;documents;answerable\r\n{QUESTION};{QUOTE};a.txt;WAHR\r\n"),
        ("set.tsv", f'question\tquotes\tdocuments\n{QUESTION}\t["{QUOTE}"]\ta.txt\n'),
        ("set.jsonl", f'\ufeff{{"Question": "{QUESTION}", "Quotes": ["{QUOTE}"], "documents": "a.txt"}}\r\n'),
    ],
)
def test_what_spreadsheets_make_of_a_set_is_read(tmp_path: Path, name: str, content: str) -> None:
    [case] = load_dataset("own", harbour_set(tmp_path, name, content)).cases
    assert (case.question, case.gold, case.answerable) == (QUESTION, (Place("a.txt", 0, 28),), True)


def test_a_fault_below_a_line_that_names_the_separator_has_its_own_line(tmp_path: Path) -> None:
    said = fault("own", harbour_set(tmp_path, "set.csv", "sep=;\nquestion;quotes\nWhen?;lost;words\n"))
    assert "set.csv, line 3: it has more or fewer cells" in said


def test_quotation_marks_and_dashes_count_in_every_form(tmp_path: Path) -> None:
    row = {"question": "How old?", "quotes": ["keepers’ house - it’s older"], "documents": "a.txt"}
    harbour_set(tmp_path, "set.jsonl", "")
    [case] = load_dataset("own", lines(tmp_path / "set.jsonl", [row])).cases
    [place] = case.gold
    assert HARBOUR[place.start : place.end] == "keepers' house – it's older"


def test_a_quotation_that_departs_from_its_document_is_told_where(tmp_path: Path) -> None:
    row = {"question": "When?", "quotes": ["The harbour was dug in 1781."], "documents": "a.txt"}
    harbour_set(tmp_path, "set.jsonl", "")
    said = fault("own", lines(tmp_path / "set.jsonl", [row]))
    assert "stands in none of its documents: a.txt reads " in said
    assert "The harbour was dug in 1871. The keepers' house" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no question. Write rows such as"),
        ("\n \n", "holds no question. Write rows such as"),
        ('[\n {"question": "When?"\n]\n', "is no JSON list: "),
        ('{"user_input": "When?", "documents": "a.txt"}\n', "If 'user_input' is the question, call it so"),
    ],
)
def test_a_set_in_another_shape_is_told_its_remedy(tmp_path: Path, content: str, said: str) -> None:
    assert said in fault("own", harbour_set(tmp_path, "set.jsonl", content))


def test_columns_of_other_programs_and_rows_that_stand_twice_are_named(tmp_path: Path) -> None:
    row = {"question": QUESTION, "quotes": [QUOTE], "documents": "a.txt", "ground_truth": "1871"}
    harbour_set(tmp_path, "set.jsonl", "")
    notes = load_dataset("own", lines(tmp_path / "set.jsonl", [row, row])).notes
    assert "Columns that mean nothing here: ground_truth (is it 'answer'?)." in notes
    assert "Rows that ask what another row asks: 1, such as 2. Each counts; take the copies out." in notes
