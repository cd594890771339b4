"""Where candidates tell a word of the question by another one, as `rag.question.thesaurus` has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.model.embed import Vector
from rag.question.question import MOST_TERMS, Question
from rag.question.thesaurus import other_words
from rag.ranking.prepared import PreparedPassage, term_code

# How near another word comes to the one that is asked for, which itself is at 1; chosen among 0.5 to 0.9.
OTHER = 0.6
# The same in a script that the embedded model cannot read, where nothing else speaks for what is told in other words;
# and how far it counts there as the very word.
OTHER_UNREAD, AS_SAME = 0.9, 0.75
# What another word weighs in the search.
SEARCHED = 0.4


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Other words for a question's, by their codes, and other phrases, by their terms: the places of what they tell.

    `near` is how near they come to what they tell, and `same` how far they are that word.
    """

    codes: Mapping[int, Sequence[int]]
    phrases: Mapping[tuple[str, ...], Sequence[int]]
    near: float = OTHER
    same: float = 0.0

    def put(self, near: Vector, own: np.ndarray, least: float) -> None:
        """Raise to `least` what words with these codes come near to, shape (words, question's words)."""
        if not self.codes or not least:
            return
        known = np.array(sorted(self.codes), np.int64)
        # In a quarter of the time that `np.isin` takes, which sorts all words.
        met = known[np.searchsorted(known[:-1], own)] == own
        for row in np.flatnonzero(met):
            for at in self.codes[int(own[row])]:
                near[row, at] = max(near[row, at], least)

    def put_phrases(self, near: Vector, prepared: Sequence[PreparedPassage]) -> None:
        """Raise what sentences with these phrases come near to, shape (sentences, question's words)."""
        if known := frozenset(self.phrases):
            for row, pairs in enumerate(pairs for item in prepared for pairs in item.pairs):
                for phrase in known & pairs:
                    for at in self.phrases[phrase]:
                        near[row, at] = max(near[row, at], self.near)


def told_otherwise(question: Question) -> OtherWords:
    """The other words for a question's; none in a language that no thesaurus is of."""
    codes: dict[int, list[int]] = {}
    phrases: dict[tuple[str, ...], list[int]] = {}
    if question.readable and not question.english:
        return OtherWords(codes, phrases)
    pairs = list(zip(question.sequence, question.sequence[1:], strict=False))
    for at, word in enumerate(question.content):
        own = [(word.term,), *(pair for pair in pairs if word.term in pair)]
        for terms in {terms for said in own for terms in _others(question, said)}:
            if len(terms) == 1:
                codes.setdefault(term_code(*terms), []).append(at)
            else:
                phrases.setdefault(terms, []).append(at)
    return OtherWords(codes, phrases) if question.readable else OtherWords(codes, phrases, OTHER_UNREAD, AS_SAME)


def searched_too(question: Question) -> list[tuple[str, float]]:
    """Other words for a question's, with what they weigh, to be searched for as its own are.

    Only where the embedded model cannot read the script: elsewhere it finds what is told in other words.
    """
    if question.readable:
        return []
    own = question.terms
    found: dict[str, float] = {}
    for word in question.content:
        for terms in _others(question, (word.term,)):
            if len(terms) == 1 and terms[0] not in own:
                found[terms[0]] = max(found.get(terms[0], 0.0), SEARCHED * word.weight)
    return list(found.items())[:MOST_TERMS]


def _others(question: Question, said: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Other words for some of a question's; a name in Latin letters within another script is no word of English."""
    return frozenset() if not question.readable and said[0].isascii() else other_words(*said)
