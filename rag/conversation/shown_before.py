"""What an earlier answer showed: its quotations, by the numbers of their footnotes, and whether it was a refusal.

A conversation is handed on as text, so it is read off that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.gate.refusal import REFUSALS
from rag.passages.said import numbered_quotations
from rag.types import Turn
from rag.whole.overview import MEASURED, TALK, Whole, recognise

# A line of an answer with its footnote, as "- Teal: £540 (Price) [2]" of a table's row: it has no quotation marks.
_LINE = re.compile(r"^(?:- )?(?P<said>.+) \[(?P<number>\d{1,3})\]$", re.M)


@dataclass(frozen=True, slots=True)
class Shown:
    """The quotations of an answer, in order; none where it was `refused`."""

    quotes: tuple[str, ...]
    refused: bool = False


def numbered(answer: str) -> dict[int, str]:
    """What stands at each footnote: the quotation, or of a row the line that tells it."""
    lines = {int(found["number"]): " ".join(found["said"].split()) for found in _LINE.finditer(answer)}
    return lines | dict(numbered_quotations(answer))


def answered_last(history: Sequence[Turn], is_return: Callable[[str], bool]) -> Shown | None:
    """What was shown last, or that it was refused; None where that is not told, as of answers by others.

    Lines of our own that quote nothing, such as what is said to thanks, are passed over.
    """
    for turn in reversed(history):
        if quotes := numbered(turn.answer):
            return Shown(tuple(quotes[number] for number in sorted(quotes)))
        if turn.answer in REFUSALS:
            return Shown((), refused=True)
        if not turn.answer or not (is_return(turn.question) or _is_talk(turn.question)):
            return None
    return None


def overview_before(history: Sequence[Turn], is_return: Callable[[str], bool]) -> Whole | None:
    """The overview that was asked for last, questions about its answer passed over; None where it was none."""
    asked = next((turn for turn in reversed(history) if not is_return(turn.question)), None)
    whole = recognise(asked.standalone_question or asked.question, talked=asked is not history[0]) if asked else None
    return whole if whole and whole.shape in MEASURED else None


def _is_talk(question: str) -> bool:
    whole = recognise(question, talked=True)
    return whole is not None and whole.shape in TALK
