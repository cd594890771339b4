"""How much of the evidence and the conversation a model's window holds. Rather too little is sent than too much.

Every model counts in tokens of its own, and none of their tokenizers is at hand. So a count is an upper estimate: what
the embedded model's tokenizer finds, with a share on top, or what letters of each kind cost, whichever is more.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import QuestionError
from index.model.tokenizer import open_tokenizer
from rag.model import prompts
from rag.model.messages import Message
from rag.types import EvidencePassage, Turn

Count = Callable[[str], int]

# On top of what the embedded model's tokenizer finds, and of the estimate where that stands alone.
_MORE, _ALONE = 1.2, 1.3
# What a message costs beside its text, and a conversation beside its turns: a fence and the line that leads in.
_MESSAGE, _LEAD = 8, 64
# The conversation may take this share of what the question leaves.
_HISTORY = 0.25
# Kinds of text, and the tokens that one match of each costs in a vocabulary that does not favour it.
_KINDS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"[A-Za-z]{1,6}(?![A-Za-z])|[A-Za-z]{4}|[A-Za-z]+"), 1),
    (re.compile(r"\d", re.ASCII), 1),
    (re.compile(r"[!-/:-@\[-`{-~]"), 0.7),
    (re.compile(r"[^\S ]|  +"), 1),
    (re.compile(r"[\x80-\u07ff]"), 1),
    (re.compile(r"[\u0800-\uffff]"), 2),
    (re.compile(r"[\U00010000-\U0010ffff]"), 3),
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What goes to the model: the best passages, best first, and the latest turns, oldest first."""

    passages: tuple[EvidencePassage, ...]
    history: tuple[Turn, ...]


def token_counter(folder: Path | None = None) -> Count:
    """Counts tokens, rather too many. `folder` is that of the embedded model (`index.model.weights.model_folder`)."""
    if folder is None:
        return lambda text: math.ceil(_estimate(text) * _ALONE)
    tokenizer = open_tokenizer(folder)
    return lambda text: math.ceil(max(len(tokenizer.encode(text).ids) * _MORE, _estimate(text)))


def tokens_of(messages: Sequence[Message], count: Count) -> int:
    """What a prompt costs."""
    return sum(_MESSAGE + count(message.content) for message in messages)


def fit(
    passages: Sequence[EvidencePassage],
    question: str,
    history: Sequence[Turn],
    *,
    window: int,
    reserve: int,
    count: Count,
) -> Fitted:
    """What of it `prompts.answering` can be given, so that `reserve` of the `window`'s tokens are left to answer.

    The worst passages go first, then the oldest turns; the question and the best passage stay. Raises QuestionError
    where these two alone are too long.
    """
    room = window - reserve - tokens_of(prompts.answering(question, (), ()), count)
    turns = latest(history, int(room * _HISTORY), count)
    kept = _best(passages, room - _cost(turns, count), count)
    if not kept and passages:
        turns = latest(history, room - _block(prompts.source(1, passages[0]), count), count)
        kept = _best(passages[:1], room - _cost(turns, count), count)
    if room < 0 or (passages and not kept):
        raise QuestionError(
            f"The question and its evidence do not fit into the {window:,} tokens that the model reads. "
            "Ask a shorter question, or raise FOOTNOTE_MODEL_CONTEXT if the model can read more."
        )
    return Fitted(tuple(kept), tuple(turns))


def latest(history: Sequence[Turn], room: int, count: Count) -> list[Turn]:
    """As many of the latest turns as fit into `room` tokens, oldest first."""
    kept: list[Turn] = []
    room -= _LEAD
    for turn in reversed(history):
        room -= _block(prompts.said(turn), count)
        if room < 0:
            break
        kept.append(turn)
    return kept[::-1]


def batches(
    passages: Sequence[EvidencePassage], question: str, *, window: int, reserve: int, count: Count
) -> list[list[EvidencePassage]]:
    """All passages in their order, in as few runs as `prompts.notes` can be given one at a time.

    A passage that is too long by itself is a run of its own.
    """
    room = window - reserve - tokens_of(prompts.notes(question, ()), count)
    runs: list[list[EvidencePassage]] = []
    left = 0
    for number, passage in enumerate(passages, 1):
        cost = _block(prompts.source(number, passage), count)
        if not runs or cost > left:
            runs.append([])
            left = room
        runs[-1].append(passage)
        left -= cost
    return runs


def _best(passages: Sequence[EvidencePassage], room: int, count: Count) -> list[EvidencePassage]:
    kept: list[EvidencePassage] = []
    for number, passage in enumerate(passages, 1):
        room -= _block(prompts.source(number, passage), count)
        if room < 0:
            break
        kept.append(passage)
    return kept


def _cost(turns: Sequence[Turn], count: Count) -> int:
    return sum(_block(prompts.said(turn), count) for turn in turns) + (_LEAD if turns else 0)


def _block(text: str, count: Count) -> int:
    """A block of a prompt and what parts it from the next."""
    return count(text) + 2


def _estimate(text: str) -> float:
    return sum(len(kind.findall(text)) * cost for kind, cost in _KINDS)
