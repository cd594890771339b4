"""Which words that were said before give way to what a follow-up says: it asks of no Mondays who asks of Sundays."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from index.text.terms import SIGNS, stem, words
from rag.conversation.of_two import OPPOSITE
from rag.verdict.opposites import EXCLUDED, TURNED

# "And in 2019?" asks of another year than the question before it.
FIGURE = re.compile(r"\W*\d[\d.,:/]*\W*(?:st|nd|rd|th|s|k|m|bn)?", re.I)
WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{SIGNS}])*(?:['’.-][^\W_](?:[^\W_]|[{SIGNS}])*)*")
_RANKS = frozenset(map(stem, "first second third fourth fifth sixth seventh eighth ninth tenth".split()))


def gives_way_to(question: str, language: str) -> Callable[[str], bool]:
    """What tells whether a word that was said before gives way to what a question says.

    "And on Sundays?" asks of no Mondays, "And the second?" of no first, and "And in 2020?" of no other year.
    """
    said = {stem(word) for word in words(question, language)}
    stated = any(FIGURE.fullmatch(word) for word in WRITTEN.findall(question))
    contrary = {term for own in said for table in (EXCLUDED, TURNED) for _, side in table.get(own, ()) for term in side}
    contrary |= {stem(other) for one, other in OPPOSITE.items() if stem(one) in said}
    contrary |= _RANKS if not said.isdisjoint(_RANKS) else set()

    def gives_way(word: str) -> bool:
        parts = [stem(part) for part in words(word, language)]
        return not contrary.isdisjoint(parts) or (stated and FIGURE.fullmatch(word) is not None)

    return gives_way


def is_of_the_opposite(word: str, said: Set[str]) -> bool:
    """Whether a word tells of one of two where the terms that are `said` tell of the other: "old" beside "new"."""
    return word in OPPOSITE and stem(OPPOSITE[word]) in said
