"""A model judges answers, over real HTTP: in figures of its own, and what it did not judge has no score."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from eval_examples import TEXTS, example
from openai_server import Reply, Request, ScriptedServer, error, text

from eval.figures import FIGURES
from eval.judge import Judged, grade_of, judge
from eval.metrics import Mean
from eval.records import Example
from eval.run import RunOptions, run_dataset
from index.errors import SettingsError
from rag.settings import Settings

SAMPLES = Path(__file__).parent / "eval_samples"


def verdicts(faithful: Reply, correct: Reply, relevant: Reply) -> Callable[[Request], Reply]:
    """Answers each of the three evaluators by what its prompt says."""

    def answer(request: Request) -> Reply:
        if "[RESULT]" in request.prompt:
            return relevant
        return correct if "Reference Answer" in request.prompt else faithful

    return answer


def judged(server: ScriptedServer, examples: list[Example]) -> Judged:
    settings = Settings(openai_base_url=server.url, model="scripted", model_retries=0)
    return judge(examples, TEXTS, settings, 2, lambda fraction, says: None)


def value(found: Judged, name: str) -> Mean:
    return FIGURES[name].compute(found.examples)


@pytest.mark.parametrize(
    ("said", "grade"),
    [("4.5\nGood.", 4.5), ("4/5", 4.0), ("Score: 4", 4.0), ("**4**", 4.0), ("5.0", 5.0), ("5.9", None), ("0", None),
     ("45", None), ("It is a 4", None)],
)  # fmt: skip
def test_a_grade_is_read_as_models_write_it_and_is_five_at_most(said: str, grade: float | None) -> None:
    assert grade_of(said)[0] == grade


def test_a_run_without_a_model_to_judge_is_not_begun(empty_home: Path) -> None:
    def told(fraction: float, text: str) -> None:
        raise AssertionError(text)

    with pytest.raises(SettingsError, match="There is no model to judge"):
        run_dataset("own", Settings(home=empty_home), RunOptions(judge=True), data=SAMPLES / "own", progress=told)


def test_each_verdict_is_a_share_between_nothing_and_all() -> None:
    reply = verdicts(text("YES"), text("4.0\nAll of it."), text("Close. [RESULT] 1"))
    with ScriptedServer([reply]) as server:
        found = judged(server, [example(0, answers=("1871",))])
    assert value(found, "judged faithful") == Mean(1.0, 1)
    assert value(found, "judged correct") == Mean(0.75, 1)
    assert value(found, "judged relevant") == Mean(0.5, 1)
    assert found.notes == []
    assert any("The harbour was dug in 1871." in request.prompt for request in server.asked)


def test_a_no_is_zero_and_silence_is_no_score() -> None:
    with ScriptedServer([verdicts(text("NO"), text("1"), text("Off. [RESULT] 0"))]) as server:
        found = judged(server, [example(0, answers=("1871",))])
    assert [value(found, f"judged {what}") for what in ("faithful", "correct", "relevant")] == [Mean(0.0, 1)] * 3
    with ScriptedServer([verdicts(text("I cannot say."), text("Rather good."), text("No idea."))]) as server:
        found = judged(server, [example(0, answers=("1871",))])
    assert [value(found, f"judged {what}") for what in ("faithful", "correct", "relevant")] == [Mean(None, 0)] * 3
    assert found.notes[0] == "Not judged: all/asked/q0, judged correct: the model gave no verdict that can be read."


def test_a_server_that_fails_leaves_no_score_and_says_so() -> None:
    with ScriptedServer([verdicts(text("YES"), error(500, "overloaded"), text("Good. [RESULT] 2"))]) as server:
        found = judged(server, [example(0, answers=("1871",)), example(1)])
    assert value(found, "judged correct") == Mean(None, 0)
    assert value(found, "judged faithful") == Mean(1.0, 2)
    assert len(found.notes) == 1
    assert found.notes[0].startswith("Not judged: all/asked/q0, judged correct: ")


def test_refusals_and_crashes_are_not_judged() -> None:
    with ScriptedServer([text("YES")]) as server:
        found = judged(server, [example(0, sure=0.1), Example(example(1).case, None, "ValueError: lost")])
        assert server.asked == []
    assert found.notes == []
    assert all(not item.values for item in found.examples)


def test_without_a_model_the_judge_says_what_to_set() -> None:
    with pytest.raises(SettingsError, match="no model to judge. Set OPENAI_API_KEY or OPENAI_BASE_URL, or leave out"):
        judge([example(0)], TEXTS, Settings(), 1, lambda fraction, says: None)


def test_a_run_with_a_judge_has_its_figures_beside_the_others(empty_home: Path) -> None:
    reply = verdicts(text("YES"), text("5\nRight."), text("Good. [RESULT] 2"))
    with ScriptedServer([reply]) as server:
        # The model judges quotations; it writes no answer itself.
        settings = Settings(home=empty_home, openai_base_url=server.url, model="scripted", answerer="extractive")
        found = run_dataset("own", settings, RunOptions(judge=True), data=SAMPLES / "own")
    names = {figure.name: figure.mean.value for figure in found.sections[0].figures}
    assert (names["judged faithful"], names["judged relevant"]) == (1.0, 1.0)
    assert "hit@5" in names
