"""Why something is so is often told beside the sentence that has the question's words: "The cause was a valve."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.patterns import lazy_pattern
from rag.evidence import ScoredSentence
from rag.question.signs import gives_reason

# A reason stands at most one sentence before what it is the reason of, or three behind.
_BEFORE, _BEHIND = 1, 3
# It must score this share of the best sentence, whose subject it leaves unsaid.
_SHARE = 0.01
# Words that tell a reason and hardly anything else; "as" and "since" tell times as well.
_PLAINLY = lazy_pattern(
    r"\b(?:because|causes?|caused|reasons?|blam(?:ed|es|ing)|due to|owing to|thanks to|as a result|that is why|"
    r"explain(?:s|ed)?|put (?:it|this) down to)\b",
    re.I,
)


def reason_first(items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before one that gives no reason that one beside it which does."""
    if not items or gives_reason(items[0].sentence.text):
        return list(items)
    best = items[0]
    here = _place(best)
    beside = [
        item
        for item in items[1:]
        if item.passage.id == best.passage.id
        and here - _BEFORE <= _place(item) <= here + _BEHIND
        and item.score >= best.score * _SHARE
        and _PLAINLY.search(item.sentence.text)
    ]
    if not beside:
        return list(items)
    first = beside[0]
    return [replace(first, score=best.score), *(item for item in items if item is not first)]


def _place(item: ScoredSentence) -> int:
    """Which sentence of its passage it is: without its mark, or the bars of a row, it lies within that."""
    return sum(own.end <= item.sentence.start for own in item.passage.sentences)
