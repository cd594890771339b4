"""Where a sentence stands among those of its passage, and what stands beside it."""

from __future__ import annotations

from index.types import Passage, Sentence


def place_of(passage: Passage, sentence: Sentence) -> int:
    """Which of the sentences it is: an item without its mark, or a row without its bars, lies within its own."""
    return next((at for at, own in enumerate(passage.sentences) if own.end > sentence.start), 0)


def around(passage: Passage, sentence: Sentence, *, before: int = 0, after: int = 0) -> tuple[Sentence, ...]:
    """A sentence as it stands in its passage, with so many of those before and after it."""
    at = place_of(passage, sentence)
    return passage.sentences[max(at - before, 0) : at + after + 1]


def next_to(passage: Passage, sentence: Sentence) -> Sentence | None:
    """The sentence after one, in its passage."""
    return next((own for own in passage.sentences if own.start >= sentence.end), None)
