"""Votes are kept on disk, whatever breaks off, and become questions that an evaluation reads."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cases import DataError
from eval.datasets import load_dataset
from index.errors import FootnoteError
from index.sample import sample_path
from rag.feedback import Feedback, FeedbackFile, evaluation_row, feedback_on
from rag.types import REFUSAL, Answer, AnswerSentence, Citation, EvidencePassage, Turn, Verdict
from ui.cli import app

NOTES = "The harbour of Lindby was dug\nin 1871. Ada Holm kept the lighthouse for forty years.\n"
HISTORY = [Turn("When was the harbour of Lindby dug?", "In 1871 [1].")]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text(NOTES)
    return path


def answered(source: Path) -> Answer:
    """A model's answer with a sentence that its quotation carries, and one that it does not."""
    dug = Citation(1, "d", "Notes", str(source), None, 0, 38, "The harbour of Lindby was dug\nin 1871.")
    kept = Citation(2, "d", "Notes", str(source), None, 39, 85, "Ada Holm kept the lighthouse for forty years.")
    return Answer(
        "And who kept it?",
        "Who kept the lighthouse of Lindby?",
        "Ada Holm kept it [2]. It was dug in 1781 [1].",
        True,
        "model",
        sentences=(
            AnswerSentence("Ada Holm kept it [2].", (2,), Verdict.SUPPORTED),
            AnswerSentence("It was dug in 1781 [1].", (1,), Verdict.UNSUPPORTED, "1871 in the source"),
        ),
        citations=(dug, kept),
        model="qwen3:8b",
    )


def refused(source: Path) -> Answer:
    near = EvidencePassage("p", "d", "Notes", str(source), None, "", 0, 85, NOTES, 0.1)
    return Answer("Who is the mayor?", "Who is the mayor?", REFUSAL, False, "extractive", passages=(near,))


def test_the_last_vote_on_an_answer_counts(tmp_path: Path, notes: Path) -> None:
    file = FeedbackFile(tmp_path)
    file.add(feedback_on("a", answered(notes), HISTORY, "down"))
    file.add(feedback_on("b", refused(notes), (), "up"))
    file.add(feedback_on("a", answered(notes), HISTORY, "down", "  The year\nis wrong. "))
    assert [(vote.key, vote.vote, vote.comment) for vote in file.votes().entries] == [
        ("b", "up", ""),
        ("a", "down", "The year is wrong."),
    ]
    # Vote and comment are sent one after the other, and may arrive the other way round.
    file.add(feedback_on("a", answered(notes), HISTORY, "down"))
    assert file.votes().entries[1].comment == "The year is wrong."
    file.add(feedback_on("a", answered(notes), HISTORY, ""))
    assert [vote.key for vote in file.votes().entries] == ["b"]


def test_a_vote_holds_what_is_needed_to_understand_it(tmp_path: Path, notes: Path) -> None:
    file = FeedbackFile(tmp_path)
    file.add(feedback_on("a", answered(notes), HISTORY, "up"))
    (vote,) = file.votes().entries
    assert vote.answer["standalone_question"] == "Who kept the lighthouse of Lindby?"
    assert (vote.answer["answerer"], vote.answer["model"]) == ("model", "qwen3:8b")
    assert [sentence["verdict"] for sentence in vote.answer["sentences"]] == ["supported", "unsupported"]
    assert vote.history == ({"question": "When was the harbour of Lindby dug?", "answer": "In 1871 [1]."},)
    assert vote.at.endswith("+00:00")


@pytest.mark.parametrize("rest", [b'{"key": "c", "vo', b"\xff\xfe\n", b"[]\n", b'{"key": "c"}\n', b"null"])
def test_a_line_that_a_crash_left_costs_no_other(tmp_path: Path, notes: Path, rest: bytes) -> None:
    file = FeedbackFile(tmp_path)
    file.add(feedback_on("a", answered(notes), (), "up"))
    with file.path.open("ab") as stream:
        stream.write(rest)
    file.add(feedback_on("b", refused(notes), (), "down"))
    votes = file.votes()
    assert [vote.key for vote in votes.entries] == ["a", "b"]
    assert votes.unread == 1


def test_half_of_an_emoji_in_a_comment_costs_no_vote(tmp_path: Path, notes: Path) -> None:
    votes = FeedbackFile(tmp_path)
    votes.add(feedback_on("a", answered(notes), HISTORY, "down", "wrong \ud83d"))
    assert [entry.comment for entry in votes.votes().entries] == ["wrong ?"]


def test_votes_of_many_threads_are_all_kept(tmp_path: Path, notes: Path) -> None:
    file = FeedbackFile(tmp_path)
    votes = [feedback_on(str(number), refused(notes), (), "up") for number in range(40)]
    threads = [threading.Thread(target=file.add, args=(vote,)) for vote in votes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(vote.key) for vote in file.votes().entries) == list(range(40))
    assert file.votes().unread == 0


def test_no_votes_are_no_fault(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    assert file.votes().entries == ()
    assert file.clear() == 0


def test_an_exported_set_is_read_by_the_evaluation(tmp_path: Path, notes: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    file = FeedbackFile(home)
    file.add(feedback_on("good", answered(notes), HISTORY, "up"))
    file.add(feedback_on("bad", answered(notes), HISTORY, "down", "The year is wrong."))
    file.add(feedback_on("rightly", refused(notes), (), "up"))
    hello = Answer("Hello!", "Hello!", "Hello! You can ask about “Notes”.", False, "extractive")
    file.add(feedback_on("hello", hello, (), "up"))
    done = CliRunner().invoke(app, ["--home", str(home), "feedback", "export", str(tmp_path / "mine.jsonl")])
    assert done.output.splitlines() == [
        "Left out: 1 vote on what asks no document, such as a greeting.",
        f"Wrote {tmp_path / 'mine.jsonl'}: 2 from good answers, 1 to be completed.",
    ]
    found = load_dataset("own", tmp_path / "mine.jsonl")
    assert "Rows that wait to be completed and were not asked: 1, such as bad." in found.notes[0]
    good, rightly = found.cases
    assert (good.question, good.standalone) == ("And who kept it?", "Who kept the lighthouse of Lindby?")
    assert good.history == (Turn("When was the harbour of Lindby dug?", "In 1871 [1]."),)
    # The quotation of the sentence that it does not carry is none to be found.
    assert [(place.start, place.end) for place in good.gold] == [(39, 84)]
    assert json.loads((tmp_path / "mine.jsonl").read_text().splitlines()[0])["quotes"][0]["start"] == 39
    assert (good.answerable, good.label) == (True, "agreed")
    assert (rightly.answerable, rightly.gold) == (False, ())


def test_a_row_to_be_completed_has_room_and_tells_what_was_answered(notes: Path) -> None:
    row = evaluation_row(feedback_on("bad", answered(notes), (), "down", "The year is wrong."))
    assert (row["answer"], row["quotes"], row["answerable"], row["draft"]) == ("", [], None, True)
    assert row["documents"] == [str(notes)]
    assert row["answered"] == "Ada Holm kept it [2]. It was dug in 1781 [1]."
    assert (row["answered_by"], row["comment"]) == ("qwen3:8b", "The year is wrong.")


def test_an_export_names_files_that_are_gone_and_overwrites_nothing(tmp_path: Path, notes: Path) -> None:
    FeedbackFile(tmp_path).add(feedback_on("good", answered(notes), (), "up"))
    notes.unlink()
    target = tmp_path / "mine.jsonl"
    command = ["--home", str(tmp_path), "feedback", "export", str(target)]
    assert f"{notes} is not there any more" in CliRunner().invoke(app, command).output
    with pytest.raises(DataError, match="line 1: there is no document"):
        load_dataset("own", target)
    before = target.read_text()
    again = CliRunner().invoke(app, command)
    assert isinstance(again.exception, FootnoteError)
    assert "is there already" in str(again.exception)
    assert target.read_text() == before


def test_votes_are_listed_and_deleted(tmp_path: Path) -> None:
    FeedbackFile(tmp_path).add(feedback_on("a", refused(sample_path()), (), "down", "It is in chapter 2."))
    command = ["--home", str(tmp_path), "feedback"]
    listed = CliRunner().invoke(app, [*command, "list"]).output
    assert listed.splitlines()[1].split(maxsplit=3)[2:] == ["down", "Who is the mayor?  It is in chapter 2."]
    (entry,) = json.loads(CliRunner().invoke(app, [*command, "list", "--json"]).output)
    assert Feedback(**entry).comment == "It is in chapter 2."
    assert CliRunner().invoke(app, [*command, "clear", "--yes"]).output == "Deleted 1 vote.\n"
    assert not (tmp_path / "feedback.jsonl").exists()
    assert "No votes yet" in CliRunner().invoke(app, [*command, "list"]).output
    assert CliRunner().invoke(app, [*command, "clear"]).output == "There are no votes.\n"
