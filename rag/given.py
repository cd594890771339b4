"""What a program hands over with a question, as it can be used; what cannot be is said by the name of the argument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from index.errors import QuestionError
from rag.question.question import LONGEST_QUESTION
from rag.types import Turn


def heard(history: Sequence[Turn]) -> list[Turn]:
    """Earlier turns as far as they are read: of a question no more than may be asked. Raises QuestionError."""
    if isinstance(history, str) or not isinstance(history, Sequence):
        raise QuestionError(
            f"The history is no list but {type(history).__name__}. Give a list of rag.Turn(question, answer)."
        )
    strange = next((turn for turn in history if not _is_turn(turn)), None)
    if strange is not None:
        raise QuestionError(
            f"The history has an entry that is no Turn of texts but {strange!r:.80}. "
            "Give each earlier question as rag.Turn(question, answer)."
        )
    most = LONGEST_QUESTION
    return [
        replace(turn, question=turn.question[:most], standalone_question=turn.standalone_question[:most])
        for turn in history
    ]


def document_names(documents: Iterable[str | Path] | str | Path | None) -> list[str]:
    """The names of the documents that are asked, each once; none where all are. Raises QuestionError."""
    if documents is None:
        return []
    if isinstance(documents, str | Path):
        return [str(documents)]
    if not isinstance(documents, Iterable):
        raise QuestionError(
            f"The documents are no list but {type(documents).__name__}. "
            "Give their names as ['report.md'], or leave them out."
        )
    names = list(documents)
    strange = [name for name in names if not isinstance(name, str | Path)]
    if strange:
        raise QuestionError(
            f"The documents have an entry that is no name but {strange[0]!r:.80}. "
            "Give each by its id, its file's name or its title."
        )
    return list(dict.fromkeys(map(str, names)))


def strictness(strict: bool | None) -> bool | None:
    """As it was given; None: as the settings say. Raises QuestionError for what is neither, as "no", which is true."""
    if strict is None or isinstance(strict, bool):
        return strict
    raise QuestionError(
        f"strict is {strict!r:.80}, which is neither True nor False. Give one of these, or leave it out."
    )


def _is_turn(turn: object) -> bool:
    return isinstance(turn, Turn) and all(isinstance(getattr(turn, own.name), str) for own in fields(turn))
