"""A question as it is understood; `rag.conversation.rewrite` and `rag.generating.condense` make it so.

Apart from their rules, which only a conversation needs: they cost a cold start their loading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.text.function_words import FUNCTION_WORDS
from index.text.languages import ENGLISH
from index.text.terms import is_surely_english, language_of, language_within, speaks_english
from rag.types import Turn

# Earlier turns that are looked at.
TURNS = 3


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text` is the question as it is understood; `carried` are the words that came from earlier turns."""

    text: str
    carried: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The text without the carried words that stand beside it."""
        return self.text.removesuffix(f"({', '.join(self.carried)})").rstrip() if self.carried else self.text


def language_in(question: str, history: Sequence[Turn]) -> str:
    """The language of a question in Latin letters; where no word tells it ("Und am Sonntag?"), that of those before."""
    for turn in reversed(history[-TURNS:]):
        before = language_of(turn.question)
        if before != ENGLISH or speaks_english(turn.question):
            return language_within(question, before)
    return language_of(question)


def language_among(question: str, found: Sequence[str]) -> str:
    """The language of a question whose words do not tell it, by texts that were found for it: "Was passierte 1525?".

    It is English where a text or a word of the question is; of several languages the one that has its words.
    """
    # Most questions tell it, and texts take longer to look at.
    if is_surely_english(question):
        return ENGLISH
    languages = list(dict.fromkeys(language_of(text) for text in found))
    if not languages or ENGLISH in languages:
        return ENGLISH
    folded = {word.casefold() for word in question.split()}
    own = [len(folded & FUNCTION_WORDS.get(language, frozenset())) for language in languages]
    if len(languages) > 1 and not any(own):
        return ENGLISH
    return language_within(question, languages[own.index(max(own))])
