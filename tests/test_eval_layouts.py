"""Folders of data sets as others lay them out: packed, listed, spelt in other ways, with files beside them."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from eval.cases import Case, DataError, Dataset
from eval.datasets import FORMATS, load_dataset

SAMPLES = Path(__file__).parent / "eval_samples"
MILL = "The mill of Marl was built in 1803."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    return tmp_path / "samples"


def fault(name: str, path: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_dataset(name, path)
    return str(caught.value)


def asked(dataset: Dataset) -> list[tuple[str, bool | None]]:
    return [(case.question, case.answerable) for case in dataset.cases]


def task(number: int, label: Any = "ANSWERABLE", **changes: Any) -> dict[str, Any]:
    contexts = [{"document_id": "d1", "text": MILL}]
    row = {"conversation_id": "a", "task_id": f"a::{number}", "contexts": contexts, "answerability": label}
    said = {"input": [{"speaker": "user", "text": "When?"}], "targets": [{"text": "1803"}], "Collection": "towns"}
    return {**row, **said, **changes}


def tasks(path: Path, rows: Iterable[dict[str, Any]]) -> tuple[Case, ...]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return load_dataset("mtrag", path.parent).cases


def squad(path: Path, *questions: dict[str, Any]) -> Path:
    answer = {"text": "1803", "answer_start": MILL.index("1803")}
    own = [{"id": f"q{n}", "question": "When?", "answers": [answer], **item} for n, item in enumerate(questions)]
    path.write_text(json.dumps({"data": [{"paragraphs": [{"context": MILL, "qas": own}]}]}))
    return path.parent


def pack(folder: Path) -> None:
    for path in [*folder.glob("*.json*"), *folder.glob("*.csv"), *folder.glob("qrels/*")]:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def hide(folder: Path) -> None:
    """What a Mac leaves beside each file that it copies."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07\xff")


def turn_lists(folder: Path) -> None:
    """JSONL into JSON lists, and lists into JSONL."""
    for path in [path for path in folder.glob("*.json*") if "data" not in path.read_text()]:
        text = path.read_text(encoding="utf-8")
        if text.startswith("["):
            path.write_text("".join(json.dumps(row) + "\n" for row in json.loads(text)))
        else:
            path.write_text(json.dumps([json.loads(line) for line in text.splitlines()], indent=1))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("change", [pack, hide, turn_lists])
def test_a_set_is_the_same_packed_beside_hidden_files_and_as_a_list_or_by_lines(
    copy: Path, name: str, change: Callable[[Path], None]
) -> None:
    before = asked(load_dataset(name, copy / name))
    change(copy / name)
    assert asked(load_dataset(name, copy / name)) == before


def test_a_packed_file_that_is_broken_off_is_told(copy: Path) -> None:
    pack(copy / "squad")
    path = next((copy / "squad").glob("*.gz"))
    path.write_bytes(path.read_bytes()[:-20])
    assert (
        fault("squad", copy / "squad") == f"{path} is not packed with gzip, or not whole. Pack it anew, or unpack it."
    )


def test_the_only_table_of_a_folder_has_its_questions_and_texts_need_no_suffix(copy: Path) -> None:
    folder = copy / "chunking"
    (folder / "questions.csv").rename(folder / "harbour and orchard.csv")
    for path in list((folder / "corpora").iterdir()):
        path.rename(path.with_suffix(""))
    assert len(load_dataset("chunking", folder).cases) == 3


@pytest.mark.parametrize("called", ["orchard.md", "data/corpora/orchard.md", "C:\\data\\orchard.md"])
def test_a_text_is_found_by_its_name_and_by_the_path_that_the_benchmark_writes(copy: Path, called: str) -> None:
    path = copy / "chunking/questions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",orchard\n", f",{called}\n"), encoding="utf-8")
    cases = load_dataset("chunking", copy / "chunking").cases
    assert called in path.read_text()
    assert [case.group for case in cases] == ["harbour", "harbour", "orchard"]


def test_an_offset_that_pandas_wrote_with_a_point_is_a_whole_number(tmp_path: Path) -> None:
    at = float(MILL.index("1803"))
    answer = {"text": "1803", "answer_start": at}
    found = load_dataset("squad", squad(tmp_path / "dev.json", {"answers": [answer]}))
    assert found.cases[0].answers == ("1803",)
    answer["answer_start"] = at + 0.5
    assert "'answer_start' is no whole number" in fault("squad", squad(tmp_path / "dev.json", {"answers": [answer]}))


def test_a_file_may_be_called_by_its_language_alone(tmp_path: Path) -> None:
    for language in ("de", "it"):
        squad(tmp_path / f"{language}.json", {})
    found = load_dataset("xquad", tmp_path)
    assert [(case.id, case.language) for case in found.cases] == [("q0", "de"), ("q0", "it")]


def test_a_question_of_squad_with_an_empty_list_of_answers_has_none_and_that_is_told(tmp_path: Path) -> None:
    folder = squad(tmp_path / "dev.json", {}, {"answers": []})
    found = load_dataset("squad", folder)
    assert asked(found) == [("When?", True), ("When?", False)]
    assert "Questions with an empty list of answers, taken for unanswerable: 1." in found.notes
    assert "it has no answer" in fault("xquad", folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"answers": [], "is_impossible": False}, "it has no answer. Add one"),
        ({"is_impossible": "false"}, "'is_impossible' is 'false'. Say true or false"),
    ],
)
def test_what_speaks_against_itself_is_not_taken_for_unanswerable(
    tmp_path: Path, question: dict[str, Any], said: str
) -> None:
    assert said in fault("squad", squad(tmp_path / "dev.json", question))


def test_labels_of_mtrag_are_read_whatever_stands_between_their_words(tmp_path: Path) -> None:
    labels = ["PARTIALLY_ANSWERABLE", "Partially answerable", ["partially-answerable"], "Un-answerable"]
    cases = tasks(tmp_path / "t.jsonl", (task(number, label) for number, label in enumerate(labels)))
    assert [(case.label, case.answerable) for case in cases] == [("PARTIAL", None)] * 3 + [("UNANSWERABLE", False)]


def test_a_task_without_an_answer_needs_neither_contexts_nor_targets(tmp_path: Path) -> None:
    assert tasks(tmp_path / "t.jsonl", [task(1), task(2, "UNANSWERABLE", contexts=None, targets=None)])[1].answers == ()
    (tmp_path / "t.jsonl").write_text(json.dumps(task(1, contexts=None)))
    assert "line 1: it is answerable and has no gold context" in fault("mtrag", tmp_path)


def test_an_article_needs_no_title_and_is_then_called_by_its_address(copy: Path) -> None:
    path = copy / "multihop-rag/articles.json"
    rows = [{key: value for key, value in row.items() if key != "title"} for row in json.loads(path.read_text())]
    path.write_text(json.dumps(rows))
    sources = load_dataset("multihop-rag", copy / "multihop-rag").libraries["articles"]
    assert [(source.title, source.text) for source in sources] == [(row["url"], row["body"]) for row in rows]


@pytest.mark.parametrize("name", ["qrels.txt", "test.qrel", "robust.trec"])
def test_judgements_are_read_as_trec_calls_its_files(copy: Path, name: str) -> None:
    folder = copy / "beir/qrels"
    for path in list(folder.iterdir()):
        path.unlink()
    (folder / name).write_text("1 0 d1 2\n1 0 d2 -1\n2 Q0 d2 1\n")
    cases = load_dataset("beir", copy / "beir").cases
    assert [dict(case.relevant) for case in cases] == [{"d1": 2, "d2": 0}, {"d2": 1}]


def test_the_report_beside_a_set_is_not_taken_for_a_second_set(copy: Path) -> None:
    (copy / "own/before.json").write_text("{}")
    assert len(load_dataset("own", copy / "own").cases) == 3


@pytest.mark.parametrize(("name", "other"), [("mtrag", "beir"), ("beir", "mtrag"), ("chunking", "own")])
def test_a_set_of_another_format_is_told_by_which_suite_it_can_be_run(name: str, other: str) -> None:
    said = fault(name, SAMPLES / other)
    assert said.endswith(f"It reads as a set of the suite {other}: footnote eval run {other} --data {SAMPLES / other}")


def test_a_folder_that_may_not_be_read_is_told(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # An administrator, as whom tests may run, may read everything.
    def refused(folder: Path) -> Iterable[Path]:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert fault("squad", copy / "squad") == f"{copy / 'squad'} cannot be read: Permission denied. Check the path."
