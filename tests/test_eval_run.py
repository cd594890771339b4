"""A whole run on the small samples: real library, real model, every system, interrupted and taken up again."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.cases import DataError, Place, Variant
from eval.records import Shown, example_from
from eval.report import EvalReport
from eval.run import RunOptions, run_dataset
from eval.suites import SuiteError, run
from eval.systems import SYSTEMS
from eval.unfinished import Unfinished, code_digest
from eval.withheld import Withheld
from rag import open_chain
from rag.settings import Settings

SAMPLES = Path(__file__).parent / "eval_samples"


def report(home: Path, name: str, **options: Any) -> EvalReport:
    return run_dataset(name, Settings(home=home), RunOptions(**options), data=SAMPLES / name)


def figure(report: EvalReport, name: str, section: int = 0) -> tuple[float | None, int]:
    mean = next(own.mean for own in report.sections[section].figures if own.name == name)
    return mean.value, mean.n


def outcomes(report: EvalReport) -> list[dict[str, Any]]:
    """What a run found, without what the clock adds."""
    found = []
    for example in report.examples:
        shown = {name: value for name, value in example["shown"].items() if name != "timings"}
        found.append({**example, "shown": shown})
    return found


def test_a_run_measures_evidence_citations_and_refusals(empty_home: Path) -> None:
    found = report(empty_home, "chunking")
    assert figure(found, "span recall@5") == (1.0, 3)
    assert figure(found, "exact-span validity") == (1.0, 3)
    assert figure(found, "refused, other-topic")[1] == 3
    assert [section.name for section in found.sections] == ["all", "group harbour", "group orchard"]
    assert [figure(found, "hit@5", part)[1] for part in (0, 1, 2)] == [3, 2, 1]


def test_an_answer_of_quotations_is_carried_and_has_no_words_of_its_own(empty_home: Path) -> None:
    found = report(empty_home, "xquad", language="en")
    assert figure(found, "ALCE citation recall") == figure(found, "ALCE citation precision") == (1.0, 3)
    sentences = [own for item in found.examples for own in item["shown"]["sentences"]]
    assert all(own["quoted"] and "“" in own["text"] for own in sentences)
    assert not {"exact match", "token F1"} & {own.name for own in found.sections[0].figures}


def test_a_row_is_carried_by_its_cells_whatever_their_columns_are_called(empty_home: Path, tmp_path: Path) -> None:
    table = (
        "| Boat | Length | Crew |\n|---|---|---|\n| Kestrel | 12 m | 4 |\n| Heron | 18 m | 9 |\n| Wren | 6 m | 2 |\n"
    )
    (tmp_path / "a.md").write_text(f"# Boats\n\nThe yard of Alder builds three boats.\n\n{table}")
    row = {"question": "What crew does the Heron have?", "quotes": ["Heron | 18 m | 9"], "documents": ["a.md"]}
    (tmp_path / "set.jsonl").write_text(json.dumps(row) + "\n")
    found = run_dataset("own", Settings(home=empty_home), RunOptions(), data=tmp_path / "set.jsonl")
    assert "(Crew)" in found.examples[0]["shown"]["text"]
    assert figure(found, "ALCE citation recall") == (1.0, 1)


def test_indexing_tells_how_far_it_is(empty_home: Path) -> None:
    told: list[str] = []
    settings, options = Settings(home=empty_home), RunOptions(language="en", system="footnote-dense")
    run_dataset("xquad", settings, options, data=SAMPLES / "xquad", progress=lambda _, text: told.append(text))
    assert told[0] == "0 of 9: indexing en"
    assert any(re.fullmatch(r"0 of 9: indexing en, \d+%", text) for text in told)


def test_it_leaves_the_library_of_the_home_alone_and_nothing_unfinished(empty_home: Path) -> None:
    report(empty_home, "chunking", limit=1)
    assert not (empty_home / "catalog.sqlite3").exists()
    assert list((empty_home / "eval/unfinished").iterdir()) == []


def test_the_stored_report_says_what_produced_it_and_reads_back(empty_home: Path, tmp_path: Path) -> None:
    settings = Settings(home=empty_home, openai_api_key="sk-secret", answerer="extractive")
    found = run_dataset("chunking", settings, RunOptions(limit=2, seed=7), data=SAMPLES / "chunking")
    found.write(tmp_path / "report.json")
    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert "sk-secret" not in text
    assert (data["suite"], data["system"], data["seed"], data["limit"]) == ("chunking", "footnote", 7, 2)
    assert data["counts"] == {"asked": len(data["examples"]), "failed": 0}
    assert {"commit", "versions", "settings", "dataset", "latency", "risk_coverage", "excerpts"} <= set(data)
    assert json.loads(json.dumps([example_from(item).to_dict() for item in data["examples"]])) == data["examples"]
    for example in data["examples"]:
        for document, start, end in (*example["gold"], *example["shown"]["cited"]):
            pieces = data["excerpts"][example["library"]][document]["pieces"]
            assert any(at <= start and end <= at + len(piece) for at, piece in pieces)


def test_withheld_passages_are_not_shown(empty_home: Path) -> None:
    found = [example_from(item) for item in report(empty_home, "xquad", language="en").examples]
    near = [item for item in found if item.case.variant is Variant.NEAR_MISS]
    assert len(near) == 3
    for item in near:
        assert item.shown is not None
        shown = {place.document for place in item.shown.passages}
        assert shown == {f"article {a}, paragraph {p}" for a, p in ((1, 1), (1, 2), (2, 1))} - {
            place.document for place in item.case.without
        }


def test_a_library_is_smaller_by_what_is_withheld_of_the_documents_asked(indexed_home: Path) -> None:
    with open_chain(Settings(home=indexed_home)) as chain:
        (document,) = chain.library.documents()
        withheld = Withheld(chain.library)
        everything = withheld.size()
        with withheld.without(chain.library.passage_ids(document.id)[:2]):
            assert withheld.size() == withheld.size([document.id]) == everything - 2
            assert withheld.size(["another"]) == 0


def test_follow_ups_are_asked_with_and_without_their_conversation(empty_home: Path) -> None:
    found = report(empty_home, "own")
    assert figure(found, "follow-up loss, hit@5") == (0.0, 1)
    assert figure(found, "follow-up against stand-alone, hit@5") == (1.0, 1)


def test_stand_alone_forms_can_be_given_beside_a_data_set(empty_home: Path, tmp_path: Path) -> None:
    forms = tmp_path / "forms.jsonl"
    forms.write_text('{"id": "a::2", "standalone": "Who kept the lighthouse of Lindby?"}\n')
    found = report(empty_home, "mtrag", standalone=forms)
    assert figure(found, "follow-up loss, hit@5") == (0.0, 1)
    forms.write_text('{"id": "z::2", "standalone": "Who?"}\n')
    with pytest.raises(DataError, match=r"forms.jsonl, line 1: the data set has no question 'z::2'. Correct the id"):
        report(empty_home, "mtrag", standalone=forms)
    kept = report(empty_home, "mtrag", standalone=forms, skip_faulty=True)
    assert any("forms.jsonl, line 1: the data set has no question 'z::2'" in note for note in kept.notes)


def test_to_refuse_where_nothing_is_left_to_search_is_no_merit(empty_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The tower of Alder was raised in 1733.\n")
    row = {"question": "When was the tower of Alder raised?", "quotes": ["raised in 1733"], "documents": ["a.txt"]}
    (tmp_path / "set.jsonl").write_text(json.dumps(row) + "\n")
    found = run_dataset("own", Settings(home=empty_home), RunOptions(), data=tmp_path / "set.jsonl")
    assert [item["shown"]["answered"] for item in found.examples if item["variant"] == "near-miss"] == [None]
    assert "refused, near-miss" not in {own.name for own in found.sections[0].figures}


def test_a_text_with_a_comment_costs_no_run(empty_home: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "chunking", tmp_path / "set")
    text = tmp_path / "set/corpora/orchard.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n<!-- seen -->\n", encoding="utf-8")
    found = run_dataset("chunking", Settings(home=empty_home), RunOptions(), data=tmp_path / "set")
    assert figure(found, "span recall@5") == (1.0, 3)


def test_mtrag_has_stand_alone_forms_of_its_own(empty_home: Path, tmp_path: Path) -> None:
    carried = Path(run_dataset.__code__.co_filename).parent / "datasets/mtrag_standalone.jsonl"
    form = json.loads(carried.read_text(encoding="utf-8").splitlines()[0])
    lines = (SAMPLES / "mtrag/tasks.jsonl").read_text(encoding="utf-8").replace("a::2", form["task_id"])
    (tmp_path / "tasks.jsonl").write_text(lines, encoding="utf-8")
    found = run_dataset("mtrag", Settings(home=empty_home), RunOptions(), data=tmp_path)
    [alone] = [item for item in found.examples if item["variant"] == "standalone"]
    assert alone["question"] == form["standalone"]
    kept = next(own for own in found.sections[0].figures if own.name == "follow-up against stand-alone, hit@5")
    assert (kept.target, kept.mean.n) == (0.92, 1)


def test_rows_that_are_still_drafts_are_named(empty_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour of Lindby was dug in 1871.\n")
    row = {"question": "When was it dug?", "documents": ["a.txt"], "draft": True}
    rows = [{**row, "id": "one", "answer": "1871"}, {**row, "id": "two", "answerable": None, "quotes": []}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    found = run_dataset("own", Settings(home=empty_home), RunOptions(), data=tmp_path / "set.jsonl")
    assert "Questions still marked as draft: 1, such as one" in found.notes
    assert any("wait to be completed and were not asked: 1, such as two." in note for note in found.notes)
    assert {item["id"] for item in found.examples} == {"one"}


@pytest.mark.slow
def test_results_do_not_depend_on_the_number_of_threads(empty_home: Path) -> None:
    assert outcomes(report(empty_home, "chunking", workers=1)) == outcomes(report(empty_home, "chunking", workers=4))


def test_an_interrupted_run_goes_on_where_it_was(empty_home: Path) -> None:
    def stop(fraction: float, text: str) -> None:
        if fraction > 0.3:
            raise KeyboardInterrupt

    settings = Settings(home=empty_home)
    options = RunOptions(workers=1)
    with pytest.raises(KeyboardInterrupt):
        run_dataset("chunking", settings, options, data=SAMPLES / "chunking", progress=stop)
    [left] = (empty_home / "eval/unfinished").iterdir()
    lines = left.read_text(encoding="utf-8")
    # As a crash leaves it: the last line is cut short.
    left.write_text(lines + lines[:40], encoding="utf-8")
    kept = {item["key"]: item["shown"]["timings"] for item in map(json.loads, lines.splitlines())}
    assert 0 < len(kept) < 9
    told: list[str] = []
    again = run_dataset(
        "chunking", settings, options, data=SAMPLES / "chunking", progress=lambda fraction, text: told.append(text)
    )
    # What is known already takes no time, and says nothing about how long the rest will take.
    counted = [text.partition(":")[0] for text in told if "indexing" not in text]
    assert ["left" in text for text in counted] == [at >= len(kept) for at in range(len(counted))]
    timings = {item["key"]: item["shown"]["timings"] for item in again.examples}
    assert {key: timings[key] for key in kept} == kept
    assert outcomes(again) == outcomes(report(empty_home, "chunking", workers=1, fresh=True))


def test_an_interrupted_run_goes_on_where_it_was_though_its_set_has_moved(empty_home: Path, tmp_path: Path) -> None:
    def stop(fraction: float, text: str) -> None:
        if fraction > 0.3:
            raise KeyboardInterrupt

    shutil.copytree(SAMPLES / "own", tmp_path / "a/set")
    (tmp_path / "a/guide.txt").write_text("Carts brought pears to the market of Velm.\n")
    rows = (tmp_path / "a/set/questions.jsonl").read_text(encoding="utf-8")
    outside = json.dumps({"id": "z", "question": "What did carts bring?", "documents": "../guide.txt"})
    (tmp_path / "a/set/questions.jsonl").write_text(f"{rows}{outside}\n", encoding="utf-8")
    settings, options = Settings(home=empty_home), RunOptions(workers=1)
    with pytest.raises(KeyboardInterrupt):
        run_dataset("own", settings, options, data=tmp_path / "a/set", progress=stop)
    [left] = (empty_home / "eval/unfinished").iterdir()
    kept = {item["key"]: item["shown"] for item in map(json.loads, left.read_text(encoding="utf-8").splitlines())}
    (tmp_path / "a").rename(tmp_path / "b")
    found = run_dataset("own", settings, options, data=tmp_path / "b/set")
    shown = {item["key"]: item["shown"]["timings"] for item in found.examples}
    assert len(kept) > 1
    # What names a file outside of the set is asked again, for that file may be another one now.
    again = {key for key, own in kept.items() if any("guide.txt" in place[0] for place in own["passages"])}
    assert all((shown[key] == own["timings"]) == (key not in again) for key, own in kept.items())


def test_half_of_an_emoji_in_a_question_costs_no_run(empty_home: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "own", tmp_path / "set")
    with (tmp_path / "set/questions.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "half", "question": "Who dug it \\ud83d?", "answerable": false}\n')
    found = run_dataset("own", Settings(home=empty_home), RunOptions(), data=tmp_path / "set")
    assert next(item["question"] for item in found.examples if item["id"] == "half") == "Who dug it \ufffd?"
    assert [path.name.partition("-2")[0] for path in (empty_home / "eval").glob("*.json")] == ["own-footnote"]


def test_half_of_an_emoji_in_an_answer_is_kept_as_a_question_mark(tmp_path: Path) -> None:
    unfinished = Unfinished(tmp_path, "own", {})
    unfinished.begin({})
    unfinished.add("key", Shown((), text="dug \ud83d"))
    assert unfinished.load() == {"key": Shown((), text="dug ?")}


def test_lines_that_are_not_whole_are_asked_again(tmp_path: Path) -> None:
    unfinished = Unfinished(tmp_path, "own", {})
    unfinished.begin({})
    for key in ("one", "two"):
        unfinished.add(key, Shown((), text="größte"))
    [path] = tmp_path.iterdir()
    first, second, _ = path.read_bytes().split(b"\n")
    # The last line ends within a letter of two bytes.
    path.write_bytes(b"\n".join([b'{"key": "lost"}', first, second[: second.index(b"\xc3") + 1]]))
    assert list(unfinished.load()) == ["one"]


def test_what_nobody_has_gone_on_with_for_long_is_removed(tmp_path: Path) -> None:
    for name, days in (("old", 40), ("new", 2)):
        path = tmp_path / f"own-{name}.jsonl"
        path.write_text("")
        os.utime(path, (time.time() - days * 86_400,) * 2)
    Unfinished(tmp_path, "own", {}).begin({})
    assert {path.name for path in tmp_path.iterdir()} >= {"own-new.jsonl"}
    assert not (tmp_path / "own-old.jsonl").exists()


def test_what_was_kept_of_earlier_runs_ends_no_interrupted_one(tmp_path: Path) -> None:
    for name in ("eval/run.py", "eval/baselines/own.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    before = code_digest(tmp_path)
    (tmp_path / "eval/baselines/own.json").write_text("2")
    assert code_digest(tmp_path) == before
    for name in ("eval/run.py", "index/model/reader.npz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("2")
        assert code_digest(tmp_path) != before
        before = code_digest(tmp_path)


def test_what_was_shown_is_read_again_whatever_letters_it_holds(tmp_path: Path) -> None:
    unfinished = Unfinished(tmp_path, "own", {})
    unfinished.begin({})
    told = Shown((), text="one\u2028two\x85three")
    unfinished.add("key", told)
    assert unfinished.load() == {"key": told}


def test_a_question_that_crashes_is_named_and_counted_apart(empty_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour of Lindby was dug in 1871.\n")
    long = "When was it dug? " * 2000
    rows = [{"id": "good", "question": "When was the harbour of Lindby dug?"}, {"id": "long", "question": long}]
    lines = [
        json.dumps({**row, "quotes": "The harbour of Lindby was dug in 1871.", "documents": "a.txt"}) for row in rows
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(lines) + "\n")
    found = run_dataset("own", Settings(home=empty_home), RunOptions(), data=tmp_path / "set.jsonl")
    # Its near miss is asked nothing: without the one sentence there is nothing to search.
    assert found.about["counts"]["failed"] == 1
    assert figure(found, "hit@5") == (1.0, 1)
    assert any(note.startswith("Not measured: documents/asked/long: QuestionError: ") for note in found.notes)
    assert [bool(item["error"]) for item in found.examples if item["variant"] == "asked"] == [False, True]


def test_the_lot_is_drawn_by_the_seed(empty_home: Path) -> None:
    def ids(seed: int) -> list[str]:
        found = report(empty_home, "xquad", system="llama-index", limit=2, seed=seed).examples
        return [item["key"] for item in found]

    assert len(ids(1)) == 2
    assert ids(1) == ids(1)
    assert ids(1) != ids(0)
    # Each with its translation.
    assert {tuple(sorted(key.split("/")[0] for key in ids(seed))) for seed in (1, 0)} == {("de", "en")}
    assert len({key.rpartition("/")[2] for key in ids(1)}) == 1


@pytest.mark.parametrize("system", [name for name, row in SYSTEMS.items() if not row.costs])
def test_every_system_finds_what_stands_there(empty_home: Path, system: str) -> None:
    found = report(empty_home, "chunking", system=system)
    assert figure(found, "hit@10") == (1.0, 3)
    for example in map(example_from, found.examples):
        assert example.shown is not None
        assert all(isinstance(place, Place) and place.start < place.end for place in example.shown.passages)
    scored = {own.name for own in found.sections[0].figures}
    assert ("answerable refused" in scored) == SYSTEMS[system].refuses


def test_a_part_that_is_off_takes_no_part(empty_home: Path) -> None:
    def understood(system: str) -> list[Any]:
        return [item["shown"]["scores"] for item in report(empty_home, "xquad", system=system, language="en").examples]

    all_ = [
        understood(system) for system in ("footnote", "footnote-no-sentences", "footnote-rrf", "footnote-dense-only")
    ]
    assert len({json.dumps(scores) for scores in all_}) == 4


def test_what_there_is_not_is_named(empty_home: Path) -> None:
    with pytest.raises(DataError, match="no system 'oracle'. The systems are: footnote, "):
        report(empty_home, "chunking", system="oracle")
    with pytest.raises(SuiteError, match="no suite 'nonsense'. The suites are: smoke, "):
        run("nonsense", Settings(home=empty_home))
    with pytest.raises(SuiteError, match="smoke has one way to run"):
        run("smoke", Settings(home=empty_home), options=RunOptions(limit=3))


def test_the_command_writes_the_report_and_prints_the_figures(
    new_home: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer.testing import CliRunner

    from ui.cli import app

    home, data = str(new_home()), str(SAMPLES / "squad")
    wanted = ["--home", home, "eval", "run", "squad", "--data", data, "--json"]
    done = CliRunner().invoke(app, [*wanted, str(tmp_path / "out.json")])
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("squad: all\n")
    assert "AUROC, unanswerable" in done.stdout
    stored = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    printed = json.loads(CliRunner().invoke(app, [*wanted, "-"]).stdout)
    assert printed["counts"] == stored["counts"] == {"asked": 2, "failed": 0}
    assert len(list(Path(home, "eval").glob("squad-footnote-*.json"))) >= 1


def test_a_run_that_is_told_to_end_says_that_it_can_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    from ui.commands.evaluate import _can_go_on

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, _can_go_on("xquad"):
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM
    assert capsys.readouterr().err == "Stopped. The same command goes on where it was.\n"
    with pytest.raises(KeyboardInterrupt), _can_go_on("xquad", fresh=True):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "Stopped. The same command without --fresh goes on where it was.\n"
    with pytest.raises(KeyboardInterrupt), _can_go_on("smoke"):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == ""
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_page_is_not_written_to_stdout(new_home: Callable[..., Path]) -> None:
    from typer.testing import CliRunner

    from ui.cli import app

    done = CliRunner().invoke(app, ["--home", str(new_home()), "eval", "run", "smoke", "--html", "-"])
    assert done.exit_code == 2
    assert "give its name" in done.stderr
