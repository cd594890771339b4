"""What a question asks for, read from its words alone: its content terms, its names and numbers, the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.errors import QuestionError
from index.languages import FUNCTION_WORDS, guess_language
from index.terms import STOPWORDS, is_readable, is_stop, stem, terms, words

LONGEST_QUESTION = 20_000
# What a word carried over from earlier turns weighs against one of the question's own.
CARRIED = 0.5
# Of a very long question only so many terms take part in the search, the first ones.
MOST_TERMS = 64


class Kind(StrEnum):
    """The kind of thing that would answer."""

    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    AUTHOR = "author"
    OTHER = "other"


_WORK = r"(this|the) (article|document|text|report|paper|book)"
# The first that matches names the kind.
_KINDS = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            Kind.AUTHOR,
            rf"who (wrote|authored)|who (is|was) (the )?(author|writer)|(author|writer) of {_WORK}|"
            rf"(written|authored) by whom|by whom was {_WORK}",
        ),
        (
            Kind.TIME,
            r"\b(when|(what|which) (year|date|day|month|century|decade|time)|how (long|old)|wann|wie lange|"
            r"in welchem jahr|cuándo|(en )?qué año|quand|quando|wanneer|متى|(أي|اي) عام)\b|何时|什么时候|哪一?年|几年",
        ),
        (
            Kind.NUMBER,
            r"\b(how (many|much|far|tall|large|big|high)|"
            r"what (percent\w*|number|share|proportion|amount|sum|price|cost|size)|wie (viele?|hoch|groß|weit)|"
            r"cuánt[oa]s?|combien|quant[aoei]s?|hoeveel|كم)\b|多少|几个|几次",
        ),
        (
            Kind.NAME,
            r"\b(who|whom|whose|where|which (person|compan(y|ies)|leaders?|cit(y|ies)|countr(y|ies)|states?)|"
            r"what (country|city|state|company|(is|was) the name)|wer|wem|wen|wo|wessen|quién(es)?|dónde|qui|où|chi|"
            r"dove|quem|onde|wie(?= (was|is|heeft))|waar)\b",
        ),
    )
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w|\b[A-Z]{2,}\b|\b(?:[A-Z]\.){2,}")
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


def clean_question(text: str) -> str:
    """The question on one line, without control characters. Raises QuestionError where nothing is left, or too much."""
    if not isinstance(text, str):
        raise QuestionError(f"The question is no text but {type(text).__name__}. Ask with a string.")
    printable = "".join(char if char.isprintable() else " " for char in text)
    question = " ".join(printable.split())
    if not question:
        raise QuestionError("The question is empty. Type what you want to know about your documents.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters, more than the {LONGEST_QUESTION:,} that are read. "
            "Ask a shorter one; a long text can be added as a document instead."
        )
    return question


def analyse(text: str, carried: Sequence[str] = (), carried_weight: float = CARRIED) -> Question:
    """Read a question, with words that a conversation lends it. Purely lexical; nothing is looked up."""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), Kind.OTHER)
    folded = words(text)
    language = guess_language(folded, STOPWORDS)
    form = FUNCTION_WORDS.get(language, frozenset())
    content: dict[str, ContentWord] = {}
    for source, weight in ((text, 1.0), (" ".join(carried), carried_weight)):
        for word in words(source):
            term = stem(word)
            if not is_stop(term) and word not in form and len(content) < MOST_TERMS:
                content.setdefault(term, ContentWord(term, word, weight))
    # German writes every noun with a capital.
    written = [] if language == "german" else _names(text)
    named = [term for word in [*written, *_NUMBER.findall(text)] for term in terms(word) if not is_stop(term)]
    sequence = tuple(terms(text)[: 4 * MOST_TERMS])
    names = tuple(dict.fromkeys(named))
    return Question(text, tuple(content.values()), sequence, names, kind, language, is_readable(text))


def _names(text: str) -> list[str]:
    """Capitalised words, except the first word of the question, which is capitalised whatever it is."""
    words = list(_NAME.finditer(text))
    first = re.search(r"\w", text)
    return [
        match.group() for match in words if first is None or match.start() != first.start() or match.group().isupper()
    ]
