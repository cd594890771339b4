"""Where candidates tell a word of the question by another one, as `rag.question.thesaurus` has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np

from index.model.embed import Vector
from index.text.unspaced import has_kana
from rag.question.kinds import spoken
from rag.question.question import MOST_TERMS, Question
from rag.question.thesaurus import other_words
from rag.question.word_forms import has_compounds, heads_of, verb_forms
from rag.ranking.prepared import PreparedPassage, term_code

# How near another word comes to the one that is asked for, which itself is at 1; chosen among 0.5 to 0.9.
OTHER = 0.6
# The same in other languages than the embedded model was trained on, where nothing else speaks for what is told in
# other words; and how far it counts there as the very word. With 0.6 and 0 the Latin ones gain nothing.
OTHER_UNREAD, AS_SAME = 0.9, 0.75
# What another word weighs in the search.
SEARCHED = 0.4


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Other words for a question's, by their codes, and other phrases, by their terms: the places of what they tell.

    `near` is how near they come to what they tell, and `same` how far they are that word. `heads` are the terms that
    may end a longer noun, with the places of what they tell.
    """

    codes: Mapping[int, Sequence[int]]
    phrases: Mapping[tuple[str, ...], Sequence[int]]
    near: float = OTHER
    same: float = 0.0
    heads: Mapping[str, Sequence[int]] = field(default_factory=dict)

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
        self._put_compounds(near, prepared)

    def _put_compounds(self, near: Vector, prepared: Sequence[PreparedPassage]) -> None:
        """The same for sentences with a longer noun that ends as one of the heads, or as which one of these ends."""
        if not self.heads:
            return
        ends: dict[str, list[int]] = {}
        for head, places in self.heads.items():
            for end in heads_of(head):
                ends.setdefault(end, []).extend(places)
        told: dict[str, list[int]] = {}
        for row, pairs in enumerate(pairs for item in prepared for pairs in item.pairs):
            for word in {word for pair in pairs for word in pair}:
                if word not in told:
                    told[word] = [at for end in heads_of(word) for at in self.heads.get(end, ())]
                    told[word] += ends.get(word, ())
                for at in told[word]:
                    near[row, at] = max(near[row, at], self.near)


def told_otherwise(question: Question) -> OtherWords:
    """The other words for a question's; none in a language that no thesaurus is of."""
    codes: dict[int, list[int]] = {}
    phrases: dict[tuple[str, ...], list[int]] = {}
    pairs = list(zip(question.sequence, question.sequence[1:], strict=False))
    for at, word in enumerate(question.content):
        own = [(word.term,), *(pair for pair in pairs if word.term in pair)]
        for terms in {terms for said in own for terms in _others(question, said)}:
            if len(terms) == 1:
                codes.setdefault(term_code(*terms), []).append(at)
            else:
                phrases.setdefault(terms, []).append(at)
    if question.english:
        return OtherWords(codes, phrases)
    return OtherWords(codes, phrases, OTHER_UNREAD, AS_SAME, _heads(question))


def _heads(question: Question) -> dict[str, list[int]]:
    """The content terms that a longer noun may end with, and other words for them, with their places."""
    found: dict[str, list[int]] = {}
    if has_compounds(question.language):
        for at, word in enumerate(question.content):
            for terms in ((word.term,), *other_words(word.term, language=question.language)):
                if len(terms) == 1:
                    found.setdefault(terms[0], []).append(at)
    return found


def is_told(question: Question, term: str, said: AbstractSet[str]) -> bool:
    """Whether a term of the question, or another word for it, is among those of a text."""
    return term in said or any(said >= {*own} for own in _others(question, (term,)))


def searched_too(question: Question) -> list[tuple[str, float]]:
    """Other words for a question's, with what they weigh, to be searched for as its own are.

    Not in English, in which the embedded model finds what is told in other words.
    """
    if question.english:
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
    if not question.readable and said[0].isascii():
        return frozenset()
    language = spoken_in(question)
    forms = verb_forms(said[0], question.text, question.sequence, language) if len(said) == 1 else frozenset[str]()
    found = other_words(*said, language=language).union((form,) for form in forms)
    return found.union(*(other_words(form, language=language) for form in forms)) - {said}


def spoken_in(question: Question) -> str:
    """The language of a question, by its letters where these are not Latin: kana make it Japanese."""
    if question.readable:
        return question.language
    return "japanese" if has_kana(question.text) else spoken(question.text, question.language)
