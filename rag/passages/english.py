"""Whether a text of a document is English, by its function words."""

from __future__ import annotations

from functools import lru_cache

from index.text.languages import ENGLISH, guess_language
from index.text.terms import STOPWORDS, is_readable, words


@lru_cache(maxsize=10_000)
def is_english(text: str) -> bool:
    """Of a short line or a list of names no word may tell: it is English unless it is in another script."""
    return is_readable(text) and guess_language(words(text), STOPWORDS) == ENGLISH
