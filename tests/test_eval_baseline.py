"""A run against an earlier one: the same questions only, a small file that says what the whole report says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eval_examples import example, random_examples, report, stored
from typer.testing import CliRunner, Result
from unprivileged import reachable_folder, unprivileged

from eval.baseline import compare, differences, keep_baseline, past_of, write_baseline
from eval.cases import DataError
from eval.differences import tally
from eval.html import page
from eval.metrics import Mean
from eval.records import Example
from eval.report import EvalReport, Figure, Section, newest_report, read_report
from ui.cli import app

SAMPLES = Path(__file__).parent / "eval_samples"


def run(hits: Sequence[bool]) -> list[Example]:
    return [example(number, hit=hit) for number, hit in enumerate(hits)]


def invoke(*words: object) -> Result:
    return CliRunner().invoke(app, ["eval", *map(str, words)])


def test_the_small_file_says_what_the_whole_report_says(tmp_path: Path) -> None:
    now = read_report(stored(tmp_path / "now.json", random_examples(40, seed=1)))
    whole = stored(tmp_path / "whole.json", random_examples(40, seed=2))
    write_baseline(read_report(whole), tmp_path / "small.json")
    long, short = (compare(now, past_of(tmp_path / name, "chunking")) for name in ("whole.json", "small.json"))
    # A baseline keeps no seconds: those of another day and another machine say nothing.
    assert [item for item in long.differences if item.unit != "s"] == list(short.differences)
    assert len(short.differences) > 20
    assert (short.common, short.left_out) == (121, 0)


def test_a_baseline_holds_no_text_and_is_small(tmp_path: Path) -> None:
    write_baseline(read_report(stored(tmp_path / "run.json", random_examples(400))), tmp_path / "small.json")
    text = (tmp_path / "small.json").read_text(encoding="utf-8")
    assert "Question" not in text
    assert "Ada Holm" not in text
    assert len(text) < 150 * 1200
    assert json.loads(text)["figures"]["hit@1"]["n"] == 400


def test_only_questions_that_both_runs_have_are_compared(tmp_path: Path) -> None:
    now = read_report(stored(tmp_path / "now.json", run([True] * 30)))
    past = past_of(stored(tmp_path / "old.json", run([False] * 20)), "chunking")
    found = compare(now, past)
    assert (found.common, found.left_out) == (20, 10)
    assert next(item for item in found.differences if item.name == "hit@1").n == 20


def test_runs_that_cannot_be_compared_are_refused_with_a_remedy(tmp_path: Path) -> None:
    now = report(run([True] * 12)).to_dict()
    other = past_of(stored(tmp_path / "other.json", run([True] * 12), fingerprint="f2"), "chunking")
    with pytest.raises(DataError, match=r"data has changed .* \(fingerprint f2, now f1\). Run both on the same files"):
        compare(now, other)
    beir = past_of(stored(tmp_path / "beir.json", run([True] * 12), name="beir"), "beir")
    with pytest.raises(DataError, match="This run is of chunking, the other of beir. Compare runs of one suite."):
        compare(now, beir)
    apart = past_of(stored(tmp_path / "apart.json", [example(99)]), "chunking")
    with pytest.raises(DataError, match="no question in common. Run both with the same limit"):
        compare(now, apart)
    (tmp_path / "smoke.json").write_text('{"suite": "smoke", "sections": [], "examples": []}')
    with pytest.raises(DataError, match="cannot be compared one by one"):
        compare(read_report(tmp_path / "smoke.json"), apart)
    with pytest.raises(DataError, match="There is no report .*lost.json. Write one with: footnote eval run chunking"):
        past_of(tmp_path / "lost.json", "chunking")


def test_a_check_fails_on_a_loss_and_names_it(tmp_path: Path) -> None:
    good, bad = (stored(tmp_path / f"{n}.json", run([True] * n + [False] * (100 - n))) for n in (90, 60))
    done = invoke("report", bad, "--against", good, "--check")
    assert done.exit_code == 1
    assert "hit@1; hit@5; " in done.stderr
    assert "figures got worse: " in done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("  hit@1 ") and "->" in line)
    assert "0.900 -> 0.600  -0.300 [-0." in line
    assert line.endswith("worse")


def test_the_questions_that_changed_are_named_and_the_verdicts_counted(tmp_path: Path) -> None:
    """What was lost is counted apart from what was gained, whatever the figures say."""
    before = [True] * 90 + [False] * 10
    now = [False] * 7 + [True] * 85 + [False] * 8
    old, new = (stored(tmp_path / f"{name}.json", run(hits)) for name, hits in (("old", before), ("new", now)))
    write_baseline(read_report(old), tmp_path / "kept.json")
    for past in (old, tmp_path / "kept.json"):
        told = invoke("report", new, "--against", past).stdout.splitlines()
        at = told.index("  questions lost: 7")
        assert told[at + 1] == "    right -> missed: Question 0: when was it dug? (all/asked/q0)"
        assert told[at + 6] == "    and 2 more, which the report as JSON or as a page names"
        assert told[at + 7 : at + 10] == [
            "  questions gained: 2",
            "    missed -> right: Question 90: when was it dug? (all/asked/q90)",
            "    missed -> right: Question 91: when was it dug? (all/asked/q91)",
        ]
        [sums] = [line for line in told if line.startswith("  figures: ")]
        assert re.fullmatch(r"  figures: \d+ cannot tell, \d+ the same", sums)


def test_as_many_verdicts_as_chance_gives_come_with_a_warning() -> None:
    assert tally(["worse", "cannot tell", "same"]) == "1 worse, 1 cannot tell, 1 the same"
    assert tally([*["same"] * 38, "better", "worse"]) == (
        "1 worse, 1 better, 38 the same. Of 40 figures that do not differ, chance would call about 2 so."
    )
    assert "chance" not in tally([*["cannot tell"] * 36, *["worse"] * 4])


def crashed(examples: Sequence[Example], which: Sequence[int]) -> list[Example]:
    return [Example(item.case, None, "TypeError: boom") if at in which else item for at, item in enumerate(examples)]


def test_a_check_fails_where_a_question_crashes_that_did_not(tmp_path: Path) -> None:
    good = stored(tmp_path / "good.json", run([True] * 40))
    for count in (1, 18):
        bad = stored(tmp_path / "bad.json", crashed(run([True] * 40), range(count)))
        write_baseline(read_report(good), tmp_path / "small.json")
        for past in (good, tmp_path / "small.json"):
            done = invoke("report", bad, "--against", past, "--check")
            assert done.exit_code == 1
            assert f"Questions that crash and did not before: {count}, such as all/asked/q0." in done.stderr
            assert "40 questions in common, 0 in one of both only" in done.stdout
            assert f"0.000 -> {count / 40:.3f}" in next(own for own in done.stdout.splitlines() if " failed " in own)
        write_baseline(read_report(bad), tmp_path / "small.json")
        for past in (bad, tmp_path / "small.json"):
            assert invoke("report", bad, "--against", past, "--check").exit_code == 0
            assert invoke("report", good, "--against", past, "--check").exit_code == 0


def test_a_measure_that_one_run_lacks_is_compared_with_nothing(tmp_path: Path) -> None:
    def scored(values: Sequence[float | None]) -> list[Example]:
        own = [{} if value is None else {"ALCE citation recall": value} for value in values]
        return [replace(example(number), values=item) for number, item in enumerate(own)]

    before, now = scored([1.0] * 10 + [0.0] * 10), scored([1.0] * 10 + [None] * 10)
    found = next(item for item in differences(now, before) if item.name == "ALCE citation recall")
    assert (found.before, found.now, found.n, found.verdict) == (1.0, 1.0, 10, "same")


def test_what_answers_cost_is_shown_beside_what_they_did(tmp_path: Path) -> None:
    old = stored(tmp_path / "old.json", run([True] * 12))
    data = json.loads(old.read_text(encoding="utf-8"))
    for name, tokens in (("old", 100), ("new", 900)):
        for item in data["examples"]:
            item["shown"]["tokens"] = tokens
        (tmp_path / f"{name}.json").write_text(json.dumps(data))
    done = invoke("report", tmp_path / "new.json", "--against", old, "--check")
    assert done.exit_code == 0
    assert any("tokens per answer" in line and "100.000 -> 900.000" in line for line in done.stdout.splitlines())


def test_what_cannot_be_compared_is_told_before_anything_is_asked(new_home: Callable[[], Path], tmp_path: Path) -> None:
    past = stored(tmp_path / "old.json", run([True] * 12))
    for suite, said in (("xquad", "This run is of xquad, the other of chunking"), ("chunking", "data has changed")):
        words = ["run", suite, "--data", SAMPLES / suite, "--against", past]
        done = CliRunner().invoke(app, ["--home", str(new_home()), "eval", *map(str, words)])
        assert isinstance(done.exception, DataError)
        assert said in str(done.exception)
        assert not list(new_home().glob("eval/*.json"))
    smoke = invoke("run", "smoke", "--against", past)
    assert "cannot be compared one by one. Leave out --against." in str(smoke.exception)


def test_the_folder_of_a_report_is_made_and_a_folder_is_no_file(tmp_path: Path) -> None:
    good = stored(tmp_path / "good.json", run([True] * 12))
    assert invoke("report", good, "--html", tmp_path / "new/page.html").exit_code == 0
    assert (tmp_path / "new/page.html").is_file()
    assert "is a folder. Give the name of a file in it." in str(invoke("report", good, "--html", tmp_path).exception)


def test_what_could_not_be_kept_is_not_asked(tmp_path: Path) -> None:
    questions = SAMPLES / "own" / "questions.jsonl"
    with reachable_folder() as folder:
        (folder / "mine").mkdir(mode=0o555)
        with unprivileged():
            for words in (["run", "own", "--data", questions, "--json"], ["new"]):
                done = invoke(*words, folder / "mine" / "set.jsonl")
                assert "Nothing can be written to" in str(done.exception)
                assert "Permission denied. Give another path." in str(done.exception)
                assert not done.stdout


def test_a_baseline_that_is_not_kept_yet_is_told_how_to_keep(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No baseline of own is kept. .*: footnote eval baseline own"):
        past_of("baseline", "own")


def test_a_run_in_which_everything_crashed_has_failed(tmp_path: Path) -> None:
    good = stored(tmp_path / "good.json", run([True] * 12))
    bad = stored(tmp_path / "bad.json", crashed(run([True] * 12), range(12)))
    for words in ((), ("--against", good)):
        done = invoke("report", bad, *words)
        assert done.exit_code == 1
        assert "Nothing was measured: all of 12 questions failed." in done.stderr
        assert "no question in common" not in done.output


def test_a_check_on_hardly_any_common_question_fails(tmp_path: Path) -> None:
    old = stored(tmp_path / "old.json", run([True] * 40))
    new = stored(tmp_path / "new.json", [example(number) for number in range(38, 78)])
    done = invoke("report", new, "--against", old, "--check")
    assert done.exit_code == 1
    assert "Only 2 questions are in both runs, too few for a check. Run both with the same limit" in done.stderr
    for count, code in ((12, 1), (22, 0)):
        part = stored(tmp_path / "part.json", run([True] * count))
        assert invoke("report", part, "--against", old, "--check").exit_code == code


def test_a_check_of_too_few_questions_fails_unless_nothing_differs(tmp_path: Path) -> None:
    old, new = (stored(tmp_path / f"{hit}.json", run([hit] * 8)) for hit in (True, False))
    done = invoke("report", new, "--against", old, "--check")
    assert done.exit_code == 1
    assert "Only 8 questions were measured in both runs, too few for a check: fewer than 10 tell" in done.stderr
    assert invoke("report", old, "--against", old, "--check").exit_code == 0


def test_a_run_in_which_most_questions_crash_fails(tmp_path: Path) -> None:
    bad = stored(tmp_path / "bad.json", crashed(run([True] * 12), range(11)))
    done = invoke("report", bad)
    assert done.exit_code == 1
    assert "Hardly anything was measured: 11 of 12 questions failed." in done.stderr
    assert invoke("report", stored(tmp_path / "some.json", crashed(run([True] * 12), range(6)))).exit_code == 0


def test_a_damaged_report_or_baseline_is_told_and_named(tmp_path: Path) -> None:
    whole = stored(tmp_path / "whole.json", run([True] * 12))
    data = json.loads(whole.read_text(encoding="utf-8"))
    write_baseline(data, tmp_path / "small.json")
    small = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
    broken: list[dict[str, Any]] = [{"sections": [{}]}, {"examples": [{"key": "a"}]}]
    for part in broken:
        (tmp_path / "bad.json").write_text(json.dumps({**data, **part}))
        with pytest.raises(DataError, match=r"bad.json is damaged \(KeyError: .*\). Write it anew with: footnote eval"):
            read_report(tmp_path / "bad.json")
    broken = [{"measures": small["measures"][1:]}, {"measures": None}, {"examples": {"a": []}}]
    for part in broken:
        (tmp_path / "bad.json").write_text(json.dumps({**small, **part}))
        with pytest.raises(DataError, match="bad.json is damaged"):
            past_of(tmp_path / "bad.json", "chunking")


@pytest.mark.parametrize(("before", "now"), [(60, 90), (90, 89), (90, 90)])
def test_a_check_passes_on_a_gain_on_chance_and_on_the_same(tmp_path: Path, before: int, now: int) -> None:
    old, new = (stored(tmp_path / name, run([True] * n + [False] * (100 - n)))
                for name, n in (("old.json", before), ("new.json", now)))  # fmt: skip
    assert invoke("report", new, "--against", old, "--check").exit_code == 0


def test_slower_is_told_and_fails_no_check(tmp_path: Path) -> None:
    old = stored(tmp_path / "old.json", run([True] * 50))
    data = json.loads(old.read_text(encoding="utf-8"))
    for item in data["examples"]:
        item["shown"]["timings"]["retrieve"] += 5
    (tmp_path / "new.json").write_text(json.dumps(data))
    done = invoke("report", tmp_path / "new.json", "--against", old, "--check")
    assert done.exit_code == 0
    assert any("seconds per answer, p50" in line and line.endswith("worse") for line in done.stdout.splitlines())


def test_a_check_needs_something_to_check_against(tmp_path: Path) -> None:
    done = invoke("report", stored(tmp_path / "run.json", run([True])), "--check")
    assert done.exit_code == 2
    assert "--check needs --against FILE" in done.stderr


def test_the_latest_run_of_a_suite_is_kept_unless_a_file_is_given(tmp_path: Path) -> None:
    report(run([True] * 12)).store(tmp_path / "eval")
    kept = keep_baseline("chunking", tmp_path / "eval", to=tmp_path / "kept.json")
    assert json.loads(kept.read_text(encoding="utf-8"))["figures"]["hit@1"] == {"value": 1.0, "n": 12}
    given = stored(tmp_path / "given.json", run([False] * 12))
    keep_baseline("chunking", tmp_path / "eval", given, tmp_path / "kept.json")
    assert json.loads(kept.read_text(encoding="utf-8"))["figures"]["hit@1"]["value"] == 0.0
    with pytest.raises(DataError, match="No run of beir is stored in .*: footnote eval run beir --data PATH"):
        keep_baseline("beir", tmp_path / "eval", to=tmp_path / "none.json")
    with pytest.raises(DataError, match="No baseline can be kept of 'biers'. The data sets are: .*beir"):
        keep_baseline("biers", tmp_path / "eval", to=tmp_path / "none.json")
    # There is none to keep first, either.
    with pytest.raises(DataError, match="No baseline can be kept of 'smoke'. The data sets are: .*beir"):
        past_of("baseline", "smoke")
    with pytest.raises(DataError, match="is a report of chunking, not of beir"):
        keep_baseline("beir", tmp_path / "eval", given, tmp_path / "none.json")


def test_a_run_is_compared_with_what_an_earlier_one_wrote(new_home: Callable[[], Path], tmp_path: Path) -> None:
    home, file = new_home(), tmp_path / "run.json"
    words = ["--home", str(home), "eval", "run", "xquad", "--data", str(SAMPLES / "xquad"), "--language", "en"]
    assert CliRunner().invoke(app, [*words, "--json", str(file)]).exit_code == 0
    kept = CliRunner().invoke(app, ["--home", str(home), "eval", "baseline", "xquad", "--to", str(tmp_path / "b.json")])
    assert kept.stdout == f"Kept: {tmp_path / 'b.json'}\n"
    again = CliRunner().invoke(
        app, [*words, "--against", str(tmp_path / "b.json"), "--check", "--html", str(tmp_path / "r.html")]
    )
    assert again.exit_code == 0, again.output
    assert "9 questions in common, 0 in one of both only" in again.stdout
    assert "the same at n=3" in again.stdout
    CliRunner().invoke(app, [*words, "--against", str(tmp_path / "b.json"), "--json", str(file)])
    assert json.loads(file.read_text(encoding="utf-8"))["against"]["common"] == 9
    assert "Against an earlier run" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_cost_and_a_missed_target_can_be_read() -> None:
    cost = Figure("cost per answer", Mean(0.00024, 9), higher=False, unit="money", interval=(0.0001, 0.0004))
    close = [Figure("AUROC", Mean(value, 9), 0.985) for value in (0.98462, 0.98512, 0.9)]
    rows = EvalReport("own", [Section("all", [cost, *close])]).table().splitlines()[1:]
    assert ["0.000240 [0.000100, 0.000400]" in rows[0], " 0.98462 " in rows[1], "MISSED" in rows[1]] == [True] * 3
    assert [" 0.985 " in rows[2], rows[2].endswith("ok"), " 0.900 " in rows[3]] == [True] * 3


def test_parts_with_few_questions_are_named_and_left_to_the_report() -> None:
    def part(name: str, n: int) -> Section:
        return Section(
            f"label {name}",
            [Figure("hit@1", Mean(0.5, n)), Figure("AUROC, near-miss", Mean(0.5, 2 * n))],
            "label",
            name,
        )

    whole = Section("all", [Figure("hit@1", Mean(0.5, 3))])
    told = EvalReport("own", [whole, part("date", 9), part("person", 10), part("claim", 1)]).table()
    assert [line for line in told.splitlines() if line.startswith("own: ")] == ["own: all", "own: label person"]
    assert told.endswith(
        "Left to the report as JSON or as a page, with fewer than 10 questions: label date (n=9), label claim (n=1)."
    )


def test_runs_that_end_in_one_second_are_both_kept(tmp_path: Path) -> None:
    paths = [report(run([True])).store(tmp_path) for _ in range(3)]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert len(set(paths)) == 3
    assert newest_report(tmp_path, "chunking", "footnote") == paths[-1]


def test_of_many_notes_that_begin_alike_the_first_are_printed_and_the_rest_counted() -> None:
    failed = [f"Not measured: all/asked/{number}: ModelError: The server is down." for number in range(40)]
    report = EvalReport("own", (), notes=["No figures by label.", *failed, "Left out: set.jsonl, line 2."])
    first, *told, last = report.table().splitlines()
    assert (first, last) == ("No figures by label.", "Left out: set.jsonl, line 2.")
    assert told[:-1] == failed[:5]
    assert told[-1] == "Not measured: 35 more, which the report as JSON or as a page names."
    assert report.to_dict()["notes"][1:-1] == failed


def test_a_page_shows_losses_first_with_their_intervals(tmp_path: Path) -> None:
    old, new = (stored(tmp_path / f"{n}.json", run([True] * n + [False] * (100 - n))) for n in (90, 60))
    now = read_report(new)
    data = {**now, "against": compare(now, past_of(old, "chunking")).to_dict()}
    table = page(data).partition("class='against'>")[2].partition("</table>")[0]
    verdicts = re.findall(r"<td class='(\w+)'>", table)
    assert verdicts == sorted(verdicts, key=["worse", "better", "cannot", "same"].index)
    assert re.search(r"<td>hit@1</td><td>0.900</td><td>0.600</td><td>-0.300 \[-0.\d+, -0.\d+\]</td>", table)
