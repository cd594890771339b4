"""What readers thought of answers: kept in one file under Footnote's home, and turned into rows to evaluate with.

The file is only ever appended to, a JSON record to a line. Of several records with one key the last counts, so a vote
can be changed, explained or taken back. Nothing is sent anywhere.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from rag.types import Answer, Turn, Verdict

Vote = Literal["up", "down", ""]
_LONGEST_COMMENT = 2_000
# Rows that hold an answer a reader agreed to, and rows that a person has to fill in; reports tell them apart.
_AGREED, _OPEN = "agreed", "to be completed"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote on one answer. `key` names the answer, an empty vote takes an earlier one back."""

    key: str
    vote: Vote
    answer: dict[str, Any]
    history: tuple[dict[str, str], ...] = ()
    comment: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes that stand, oldest first. `unread` counts lines of the file that hold none, as a crash may leave."""

    entries: tuple[Feedback, ...]
    unread: int = 0


class FeedbackFile:
    """The votes under one home. Safe to use from threads, and while another process reads."""

    def __init__(self, home: Path) -> None:
        self.path = home / "feedback.jsonl"
        self._writing = threading.Lock()

    def add(self, feedback: Feedback) -> None:
        """Append a vote. Raises OSError where it cannot be kept."""
        # A browser may send half of an emoji, which no file can hold.
        line = json.dumps(asdict(feedback), ensure_ascii=False).encode(errors="replace") + b"\n"
        with self._writing, self.path.open("ab+") as stream:
            if stream.tell() and not _ends_line(stream):
                line = b"\n" + line  # What a crash cut off must not swallow this line too.
            stream.write(line)

    def votes(self) -> Votes:
        """The votes that stand."""
        found: dict[str, Feedback] = {}
        unread = 0
        for line in self._lines():
            feedback = _parsed(line)
            if feedback is None:
                unread += 1
                continue
            found[feedback.key] = _after(found.pop(feedback.key, None), feedback)
        return Votes(tuple(entry for entry in found.values() if entry.vote), unread)

    def clear(self) -> int:
        """Delete all of it; how many votes stood."""
        with self._writing:
            count = len(self.votes().entries)
            self.path.unlink(missing_ok=True)
        return count

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in self.path.read_bytes().split(b"\n") if line.strip()]
        except FileNotFoundError:
            return []


def feedback_on(key: str, answer: Answer, history: Sequence[Turn], vote: Vote, comment: str = "") -> Feedback:
    """A vote with all that is needed to understand it later. Passages are named and not copied."""
    record = answer.to_dict()
    record["passages"] = [{"source": passage.source, "title": passage.title} for passage in answer.passages]
    said = tuple({"question": turn.question, "answer": turn.answer} for turn in history)
    return Feedback(key, vote, record, said, " ".join(comment.split())[:_LONGEST_COMMENT])


def evaluation_row(feedback: Feedback) -> dict[str, Any]:
    """A row of a set of one's own questions. An answer that was good gives its quotations as what has to be found.

    After a bad one `answer` and `quotes` are left for a person to fill in; what was answered stands beside them. Until
    then it is a draft, which is not asked.
    """
    answer, agreed = feedback.answer, feedback.vote == "up"
    standalone = answer["standalone_question"]
    return {
        "id": feedback.key,
        "question": answer["question"],
        "answer": "",
        "quotes": _gold(answer) if agreed else [],
        "documents": _documents(answer),
        "history": list(feedback.history),
        "answerable": answer["answered"] if agreed else None,
        "standalone": standalone if standalone != answer["question"] else "",
        "label": _AGREED if agreed else _OPEN,
        "draft": not agreed,
        "answered": answer["text"],
        "answered_by": answer["model"] or answer["answerer"],
        "comment": feedback.comment,
        "at": feedback.at,
    }


def is_question(feedback: Feedback) -> bool:
    """Whether documents were asked. A greeting is answered without a look at any: that is no refusal."""
    return bool(feedback.answer["answered"] or feedback.answer["passages"] or feedback.answer["citations"])


def _gold(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The quotations that carry a sentence, each once, and where they stand: the words alone may stand twice."""
    good = {
        number
        for sentence in answer["sentences"]
        if sentence["verdict"] in (Verdict.SUPPORTED, Verdict.PARTLY)
        for number in sentence["citations"]
    }
    return [
        {"text": note["quote"], "document": note["source"], "start": note["start"]}
        for note in answer["citations"]
        if note["number"] in good
    ]


def _documents(answer: dict[str, Any]) -> list[str]:
    """The files that were quoted; where nothing was, those that came nearest."""
    return list(dict.fromkeys(place["source"] for place in answer["citations"] or answer["passages"]))


def _after(earlier: Feedback | None, later: Feedback) -> Feedback:
    """The later record; a vote that only repeats the earlier one takes its comment over."""
    if earlier is None or earlier.vote != later.vote or later.comment:
        return later
    return replace(later, comment=earlier.comment)


def _parsed(line: bytes) -> Feedback | None:
    try:
        data = json.loads(line)
        feedback = Feedback(**{**data, "history": tuple(data["history"])})
        evaluation_row(feedback)
    except (ValueError, TypeError, KeyError):
        return None
    return feedback


def _ends_line(stream: Any) -> bool:
    stream.seek(-1, os.SEEK_END)
    return bool(stream.read(1) == b"\n")
