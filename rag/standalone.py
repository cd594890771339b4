"""A question as it is understood, and what earlier answers quoted; `rag.rewrite` and `rag.condense` make it so.

Apart from their rules, which only a conversation needs: they cost a cold start their loading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.languages import ENGLISH
from index.terms import language_of, language_within, speaks_english
from rag.types import Turn

# Earlier turns that are looked at.
TURNS = 3
# A quotation runs from its lead-in to the footnote that ends its line: it may hold marks and numbers of its own, and a
# lead-in may name a heading in quotation marks.
_ANSWER_QUOTE = re.compile(r"^(?:Under “.*?”: |[^“\n]*)“(.*)” \[\d+\]$", re.M)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text` is the question as it is understood; `carried` are the words that came from earlier turns."""

    text: str
    carried: tuple[str, ...] = ()


def language_in(question: str, history: Sequence[Turn]) -> str:
    """The language of a question in Latin letters; where no word tells it ("Und am Sonntag?"), that of those before."""
    for turn in reversed(history[-TURNS:]):
        before = language_of(turn.question)
        if before != ENGLISH or speaks_english(turn.question):
            return language_within(question, before)
    return language_of(question)


def quotations(answer: str) -> list[str]:
    """The quotations of an extractive answer, each on one line."""
    return [" ".join(quote.split()) for quote in _ANSWER_QUOTE.findall(answer)]


def stands_in(quotes: Iterable[str], text: str) -> bool:
    """Whether a text has one of the quotations, word for word: an answer shows them without line ends and markup."""
    plain = _words(text)
    return any(_words(quote) in plain for quote in quotes)


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", f" {text} ")
