"""Sentences in another order than that of their scores, where a rule knows which of them is to the point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.evidence import ScoredSentence


def put_first(
    items: Sequence[ScoredSentence], tells: Callable[[ScoredSentence], bool], *, share: float, among: int | None = None
) -> list[ScoredSentence]:
    """The sentences, best first; before all others, at the best one's score, the first of the others that `tells`.

    It must score that `share` of the best one, and is looked for `among` so many of the best.
    """
    least = share * items[0].score if items else 0.0
    first = next((item for item in items[1:among] if item.score >= least and tells(item)), None)
    if first is None:
        return list(items)
    return [replace(first, score=items[0].score), *(item for item in items if item is not first)]


def told_first(
    items: Sequence[ScoredSentence], tells: Callable[[ScoredSentence], bool], *, share: float, among: int
) -> list[ScoredSentence]:
    """The sentences, best first; where the best one does not tell, before all others one of its document that does."""
    if not items or tells(items[0]):
        return list(items)
    document = items[0].passage.document_id
    return put_first(items, lambda item: item.passage.document_id == document and tells(item), share=share, among=among)
