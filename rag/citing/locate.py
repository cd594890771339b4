"""Find the sentences of a passage that a claim rests on: as few as carry it, at most three, and always one.

A claim's words count by how rare they are in the evidence, numbers and names more; a sentence is worth the weight of
the words that it shares, and `Similar`, where there is one, adds what words do not show.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from index.text.terms import content_terms, stem, words
from index.types import Passage, Sentence
from rag.passages.readable import readable
from rag.quantities.equality import same
from rag.quantities.quantities import quantities

# How near each sentence of a passage is in meaning to a claim, 0 to 1.
Similar = Callable[[str, Passage], Sequence[float]]

MOST_SENTENCES = 3
# A further sentence must carry this share of the claim that those before do not.
_GAIN = 0.15
# What meaning counts beside words.
_MEANING = 0.5
_NUMBER, _NAME = 2.0, 1.5
# Of two sentences that carry the same, the one with less besides.
_BREVITY = 0.0001
_UNSEEN = 1000.0
_SAYS = re.compile(
    r"(?:'s)? (?:said|says|told|tells|wrote|writes|noted|notes|added|adds|argued|argues|stated|states|warned|warns|"
    r"explained|explains|claimed|claims|called|calls|asked|asks)\b|:"
)
_CAPITAL = re.compile(r"[^\W\d_]+")


class Locator:
    """Knows the passages that an answer is written from."""

    def __init__(self, passages: Sequence[Passage], similar: Similar | None = None) -> None:
        self._passages = passages
        self._similar = similar
        self._rarity: dict[str, float] | None = None
        # Several markers of a sentence often stand for the same words.
        self._located: dict[tuple[str, str], list[Sentence]] = {}

    def locate(self, claim: str, passage: Passage) -> list[Sentence]:
        """The sentences of the passage, in its order, that best carry the claim; none only where it has none."""
        key = (claim, passage.id)
        if key not in self._located:
            self._located[key] = [passage.sentences[at] for at in sorted(self._choose(claim, passage))]
        return self._located[key]

    def carried(self, claim: str, passage: Passage) -> float:
        """The weight of the claim's words in the sentences of the passage that carry it best."""
        weights = self._weights(claim)
        found = frozenset[str]().union(*(_terms(sentence.text) for sentence in self.locate(claim, passage)))
        return sum(weights[term] for term in found.intersection(weights))

    def _choose(self, claim: str, passage: Passage) -> list[int]:
        weights, named = self._weights(claim), names(claim)
        measured = _measured(claim, passage, weights)
        weights = weights | {mark: _NUMBER * max(weights.values(), default=1.0) for own in measured for mark in own}
        shared = [
            _terms(sentence.text).intersection(weights) | own
            for sentence, own in zip(passage.sentences, measured, strict=True)
        ]
        left, chosen = frozenset(weights), list[int]()
        while len(chosen) < min(MOST_SENTENCES, len(shared)):
            new = [own & left for own in shared]
            worth = self._worth(claim, passage, [sum(weights[term] for term in own) for own in new], first=not chosen)
            best = max(range(len(worth)), key=lambda at: worth[at])
            if chosen and not (worth[best] >= _GAIN * sum(weights.values()) and _tells(new[best], named)):
                break
            chosen.append(best)
            left -= shared[best]
        return chosen

    def _worth(self, claim: str, passage: Passage, carried: Sequence[float], *, first: bool) -> list[float]:
        """What each sentence is worth; meaning chooses the first, for those that are to add words to it need words."""
        # The fence of a block of code is a line that shows nothing.
        brief = [
            weight - _BREVITY * len(item.text) - _UNSEEN * (not readable(item.text))
            for weight, item in zip(carried, passage.sentences, strict=True)
        ]
        if not first or self._similar is None:
            return brief
        total = max(sum(self._weights(claim).values()), 1.0)
        near = self._similar(claim, passage)
        return [words + _MEANING * total * meaning for words, meaning in zip(brief, near, strict=True)]

    def _weights(self, claim: str) -> dict[str, float]:
        rarity = self._rarities()
        named = names(claim)
        return {
            term: rarity[term] * (_NUMBER if term[0].isdigit() else _NAME if term in named else 1.0)
            for term in content_terms(claim)
            if term in rarity
        }

    def _rarities(self) -> dict[str, float]:
        if self._rarity is None:
            sentences = [sentence for passage in self._passages for sentence in passage.sentences]
            counts = Counter(term for sentence in sentences for term in _terms(sentence.text))
            self._rarity = {term: math.log1p(len(sentences) / count) for term, count in counts.items()}
        return self._rarity


def _measured(claim: str, passage: Passage, weights: Mapping[str, float]) -> list[frozenset[str]]:
    """For each sentence, the figures of the claim that it writes otherwise: "21 days", where it says three weeks."""
    meant = {f"0 {figure.text}": figure for figure in quantities(claim) if figure.unit or figure.date}
    meant = {mark: figure for mark, figure in meant.items() if not _terms(figure.text) <= weights.keys()}
    if not meant:
        return [frozenset()] * len(passage.sentences)
    told = [quantities(sentence.text) for sentence in passage.sentences]
    return [
        frozenset(mark for mark, figure in meant.items() if any(same(figure, other) for other in found))
        for found in told
    ]


def _tells(new: frozenset[str], named: set[str]) -> bool:
    """Whether these terms are worth a footnote of their own: one common word is shared by chance."""
    return len(new) > 1 or any(term[0].isdigit() or term in named for term in new)


def names(claim: str) -> set[str]:
    """The terms of a claim's words with a capital letter; its first word is one where it says something."""
    capitals = [match for match in _CAPITAL.finditer(claim) if match.group()[0].isupper()]
    named = [match for match in capitals if claim[: match.start()].strip() or _SAYS.match(claim, match.end())]
    return {stem(word) for match in named for word in words(match.group())}


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    return frozenset(content_terms(text))
