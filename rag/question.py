"""What a question asks for, read from its words alone: its content terms, its names and numbers, the kind of answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.errors import QuestionError
from index.terms import content_terms, is_stop, terms

LONGEST_QUESTION = 20_000
# Of a very long question only so many terms take part in the search, the first ones.
MOST_TERMS = 64


class Kind(StrEnum):
    """The kind of thing that would answer."""

    NAME = "name"
    NUMBER = "number"
    TIME = "time"
    OTHER = "other"


_KINDS = (
    (Kind.TIME, re.compile(r"\b(when|what (year|date|day|month|century|decade|time)|which (year|date|day|month)|how (long|old))\b", re.I)),
    (Kind.NUMBER, re.compile(r"\b(how (many|much|far|tall|large|big|high)|what (percent\w*|number|share|proportion|amount|sum|price|cost|size))\b", re.I)),
    (Kind.NAME, re.compile(r"\b(who|whom|whose|where|which (country|city|person|company|leaders?|countries|cities|states?)|what (country|city|state|company|is the name|was the name))\b", re.I)),
)  # fmt: skip
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w|\b[A-Z]{2,}\b|\b(?:[A-Z]\.){2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, analysed. `terms` are its content terms, `sequence` all its terms in order."""

    text: str
    terms: tuple[str, ...]
    sequence: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    kind: Kind


def clean_question(text: str) -> str:
    """The question on one line, without control characters. Raises QuestionError where nothing is left, or too much."""
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


def analyse(text: str) -> Question:
    """Read a question. Purely lexical; nothing is looked up."""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), Kind.OTHER)
    names = [term for word in _names(text) for term in terms(word)[:1] if not is_stop(term)]
    return Question(
        text=text,
        terms=tuple(content_terms(text)[:MOST_TERMS]),
        sequence=tuple(terms(text)[: 4 * MOST_TERMS]),
        names=tuple(dict.fromkeys(names)),
        numbers=tuple(dict.fromkeys(term for number in _NUMBER.findall(text) for term in terms(number))),
        kind=kind,
    )


def _names(text: str) -> list[str]:
    """Capitalised words, except the first word of the question, which is capitalised whatever it is."""
    words = [match for match in _NAME.finditer(text)]
    first = re.search(r"\w", text)
    return [
        match.group() for match in words if first is None or match.start() != first.start() or match.group().isupper()
    ]
