"""What a question asks for, read from its words alone: its content terms, its names and numbers, the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import QuestionError
from index.text.function_words import FUNCTION_WORDS
from index.text.languages import ENGLISH
from index.text.stemming import CAPITALS
from index.text.terms import is_readable, is_stop, language_of, stem, words
from rag.question.brief import asked_of
from rag.question.kinds import Kind as Kind
from rag.question.kinds import kind_of
from rag.question.signs import shows_names

LONGEST_QUESTION = 20_000
# What a word carried over from earlier turns weighs against one of the question's own.
CARRIED = 0.5
# And one of a long text around it: there are dozens, and together they weigh less than a word or two of its own.
PASTED = 0.02
# Of a very long question only so many terms take part in the search, the first ones.
MOST_TERMS = 64

_NAME = re.compile(rf"\b[{CAPITALS}][\w’'-]*\w|\b[A-Z]{{2,}}\b|\b(?:[A-Z]\.){{2,}}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word of the question that counts: its term, the word as written (folded), and its weight, 1 or less."""

    term: str
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question, analysed.

    `content` are its distinct content words, those carried over from earlier turns last; `sequence` are the terms of
    its own text in order; `names` those of its own terms that are names or numbers. `readable` is
    false in a script that the embedded model cannot read.
    """

    text: str
    content: tuple[ContentWord, ...]
    sequence: tuple[str, ...]
    names: tuple[str, ...]
    kind: Kind
    language: str
    readable: bool

    @property
    def english(self) -> bool:
        """Whether the embedded model was trained on the question's language."""
        return self.readable and self.language == ENGLISH

    @property
    def terms(self) -> set[str]:
        """The terms of its content words."""
        return {word.term for word in self.content}

    @property
    def own_terms(self) -> set[str]:
        """Those of its own text."""
        return {word.term for word in self.content if word.weight == 1}

    @property
    def carried_terms(self) -> set[str]:
        """Those that earlier turns lend it."""
        return {word.term for word in self.content if word.weight < 1}


def clean_question(text: str) -> str:
    """The question on one line, without control characters. Raises QuestionError where no word is left, or too much."""
    if not isinstance(text, str):
        raise QuestionError(f"The question is no text but {type(text).__name__}. Ask with a string.")
    printable = "".join(char if char.isprintable() else " " for char in text)
    question = " ".join(printable.split())
    if not question:
        raise QuestionError("The question is empty. Type what you want to know about your documents.")
    if not any(char.isalnum() for char in question):
        raise QuestionError("The question has no word. Type what you want to know about your documents.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters, more than the {LONGEST_QUESTION:,} that are read. "
            "Ask a shorter one; a long text can be added as a document instead."
        )
    return question


def analyse(text: str, carried: Sequence[str] = (), language: str = "") -> Question:
    """Read a question, with words that a conversation lends it. Purely lexical; nothing is looked up.

    The language is guessed from the text unless it is given. Of a long text that ends or begins with a question, that
    is the question, and the rest lends it words as a conversation does.
    """
    language = language or language_of(text)
    form = FUNCTION_WORDS.get(language, frozenset())
    text, around = asked_of(text), text
    content: dict[str, ContentWord] = {}
    for source, weight in ((text, 1.0), (" ".join(carried), CARRIED), ("" if text == around else around, PASTED)):
        for word in words(source, language):
            term = stem(word)
            if not is_stop(term) and word not in form and len(content) < MOST_TERMS:
                content.setdefault(term, ContentWord(term, word, weight))
    # German writes every noun with a capital.
    written = [] if language == "german" else _names(text)
    parts = [stem(part) for word in [*written, *_NUMBER.findall(text)] for part in words(word, language)]
    names = tuple(term for term in dict.fromkeys(parts) if not is_stop(term))
    sequence = tuple(stem(word) for word in words(text, language)[: 4 * MOST_TERMS])
    kind, readable = kind_of(text, language), is_readable(text)
    # The ranker knows a name by its capital; where there are none, it would miss one in every sentence.
    kind = Kind.OTHER if kind is Kind.NAME and not shows_names(text) else kind
    return Question(text, tuple(content.values()), sequence, names, kind, language, readable)


def _names(text: str) -> list[str]:
    """Capitalised words, except the first word of the question, which is capitalised whatever it is."""
    words = list(_NAME.finditer(text))
    first = re.search(r"\w", text)
    return [
        match.group() for match in words if first is None or match.start() != first.start() or match.group().isupper()
    ]
