"""What a question asks of a thing, in other languages than English, and how a text tells it: a colour, a price, an age.

`rag.question.measures` and `rag.gate.contacts` have it for English. A text on the thing reads much like an answer, and
none is there where nothing near it is a colour. Languages without a row in `rag.question.property_words` or
`rag.question.turn_words` lack nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from index.text.patterns import lazy_pattern
from index.text.unspaced import is_unspaced


@dataclass(frozen=True, slots=True)
class Property:
    """How something is told; `anywhere` where it may stand far from the sentence that speaks of its thing."""

    told: re.Pattern[str]
    anywhere: bool


# What tells it in any language, by signs and by words that are written alike; empty where only words do.
_DIGITS = r"\d[\d .,'’]*"
_SIGNS = {
    "telephone": r"\+\d|(?<![\d.,/-])\(?0\d[\d ()/.–-]{4,}\d|\b\d{3}[ -]\d{2,3}[ -]\d{2,3}\b|(?<![\d.,])\d{7,}\b",
    "e-mail": r"[\w.+-]+@[\w-]+\.\w",
    "website": r"https?://|\bwww\.|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b",
    "internet": r"wi-?fi|wlan|wireless|internet|hotspot",
    "colour": r"beige|indigo|turquoise|magenta|sepia|ocker|ocre",
    "price": r"[$€£¥₽₺₩]|\d\s?%|\b(?:euros?|eur|usd|chf|dollars?|gratis)\b",
    "age": r"\b\d+[- ]?(?:j\.|ans|años|anni|anos)\b",
    "inhabitants": "",
    "spouse": "",
    "size": rf"{_DIGITS}\s?(?:mm|cm|m|km|m²|m2|km²|ha|ft|hm)(?![^\W_])",
    "weight": rf"{_DIGITS}\s?(?:kg|g|t|lb|q)(?![^\W_])",
    "birth": r"[*]\s?\d|\d{4}\s?[-–—]",
    "death": r"[†✝]|\d{4}\s?[-–—]\s?\d{4}",
    "length": r"\d\s?(?:m|km|cm|mm|米|里|尺|丈|天|年|公里|千米)(?![a-z])",
    **dict.fromkeys(("studies", "parking", "wages"), ""),
}
_ANYWHERE = frozenset(("telephone", "e-mail", "website", "internet"))


def property_asked(question: str, language: str) -> Property | None:
    """How the property that a question asks for is told; None where it asks for none that is known here."""
    rows = _rows(language)
    return next((told for asks, told in rows if asks.search(question)), None)


@cache
def _rows(language: str) -> list[tuple[re.Pattern[str], Property]]:
    # No English question needs these tables read.
    from rag.question.property_words import PROPERTY_WORDS
    from rag.question.turn_words import TURN_WORDS

    return [
        (lazy_pattern(_begins(asks), re.I), Property(lazy_pattern(_told(name, words), re.I), name in _ANYWHERE))
        for name, (asks, words) in {**PROPERTY_WORDS.get(language, {}), **TURN_WORDS.get(language, {})}.items()
    ]


def _told(name: str, words: str) -> str:
    return "|".join(own for own in (_SIGNS[name], _begins(words) if words else "") if own)


def _begins(words: str) -> str:
    """A pattern of beginnings of words; of scripts without spaces of what stands anywhere."""
    return f"(?:{words})" if any(map(is_unspaced, words)) else rf"\b(?:{words})"
