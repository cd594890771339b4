"""Where candidates tell a word of the question by another one, as `rag.question.thesaurus` has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.model.embed import Vector
from rag.question.question import Question
from rag.question.thesaurus import other_words
from rag.ranking.prepared import PreparedPassage, term_code

# How near another word comes to the one that is asked for, which itself is at 1; chosen among 0.5 to 0.9.
OTHER = 0.6


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Other words for a question's, by their codes, and other phrases, by their terms: the places of what they tell."""

    codes: Mapping[int, Sequence[int]]
    phrases: Mapping[tuple[str, ...], Sequence[int]]

    def put(self, near: Vector, own: np.ndarray) -> None:
        """Raise what words with these codes come near to, shape (words, question's words)."""
        if not self.codes:
            return
        known = np.array(sorted(self.codes), np.int64)
        # In a quarter of the time that `np.isin` takes, which sorts all words.
        met = known[np.searchsorted(known[:-1], own)] == own
        for row in np.flatnonzero(met):
            for at in self.codes[int(own[row])]:
                near[row, at] = max(near[row, at], OTHER)

    def put_phrases(self, near: Vector, prepared: Sequence[PreparedPassage]) -> None:
        """Raise what sentences with these phrases come near to, shape (sentences, question's words)."""
        if known := frozenset(self.phrases):
            for row, pairs in enumerate(pairs for item in prepared for pairs in item.pairs):
                for phrase in known & pairs:
                    for at in self.phrases[phrase]:
                        near[row, at] = max(near[row, at], OTHER)


def told_otherwise(question: Question) -> OtherWords:
    """The other words for a question's; none in a language that the thesaurus is not of."""
    codes: dict[int, list[int]] = {}
    phrases: dict[tuple[str, ...], list[int]] = {}
    if not question.english:
        return OtherWords(codes, phrases)
    pairs = list(zip(question.sequence, question.sequence[1:], strict=False))
    for at, word in enumerate(question.content):
        own = [(word.term,), *(pair for pair in pairs if word.term in pair)]
        for terms in {terms for said in own for terms in other_words(*said)}:
            if len(terms) == 1:
                codes.setdefault(term_code(*terms), []).append(at)
            else:
                phrases.setdefault(terms, []).append(at)
    return OtherWords(codes, phrases)
