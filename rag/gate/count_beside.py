"""The number of a thing that is asked for, where not the best sentence tells it but one beside it. English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.text.terms import terms
from rag.evidence import ScoredSentence
from rag.question.counted import counted_thing, lacks_count

# So many of the best sentences are looked at, and what has this share of the best one's score.
_CONSIDERED, _SHARE = 10, 0.2


def count_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences; where a number is asked for and the best has none, one of its passage that has comes first.

    What is counted stands in it or in the sentence before: "How many visitors do you get? – Last year it was 23,000."
    """
    if not items or not lacks_count(question, items[0].sentence.text):
        return list(items)
    best, noun = items[0], counted_thing(question)
    near = (
        item
        for item in items[1:_CONSIDERED]
        if item.passage.id == best.passage.id and item.score >= _SHARE * best.score and noun in _around(item)
    )
    first = next((item for item in near if not lacks_count(question, item.sentence.text)), None)
    if first is None:
        return list(items)
    return [replace(first, score=best.score), *(item for item in items if item is not first)]


def _around(item: ScoredSentence) -> list[str]:
    """The terms of a sentence and of the one before it."""
    own = item.passage.sentences
    at = next((at for at, sentence in enumerate(own) if sentence.end >= item.sentence.end), 0)
    return terms(" ".join(sentence.text for sentence in own[max(at - 1, 0) : at + 1]))
