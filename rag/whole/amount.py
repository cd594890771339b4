"""How much of an overview is asked for: "in two sentences", "three takeaways", "in 50 words"."""

from __future__ import annotations

from index.text.patterns import lazy_pattern
from rag.quantities.units import NUMBER_WORDS

# No more than stand in an overview anyway.
_NUMBERS = {word: int(value) for word, value in NUMBER_WORDS.items() if 1 <= value <= 12}
_SEVERAL = lazy_pattern(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})[- ](?:[a-z]+[- ]){{0,2}}?"
    r"(?:sentences?|points?|bullets?|lines?|take-?aways?|facts?|ideas?|findings|lessons|learnings|insights|highlights|"
    r"messages|things|statements|arguments|quot(?:e|ation)s)\b"
)
_ONE = lazy_pattern(r"\b(?:a|one|a single|(?:the|its) (?:[a-z]+ ){0,3})[- ]?(?:sentence|line|quote|quotation)\b")
_WORDS = lazy_pattern(r"\b(?P<number>\d{2,3}) words\b")
# A sentence has about so many.
_LENGTH = 25


def asked_amount(question: str) -> int:
    """The number of sentences that a question, folded, asks for; 0 where it leaves that open."""
    if found := _SEVERAL.search(question):
        return _NUMBERS.get(found["number"]) or int(found["number"])
    if found := _WORDS.search(question):
        return max(round(int(found["number"]) / _LENGTH), 1)
    return int(_ONE.search(question) is not None)
