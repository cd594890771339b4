"""What earlier answers quoted, and whether a passage has it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A quotation runs from its lead-in to the footnote that ends its line: it may hold marks and numbers of its own, and a
# lead-in may name a heading in quotation marks.
_ANSWER_QUOTE = re.compile(r"^(?:Under “.*?”: |[^“\n]*)“(?P<quote>.*)” \[(?P<number>\d+)\]$", re.M)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def quotations(answer: str) -> list[str]:
    """The quotations of an extractive answer, each on one line."""
    return [quote for _, quote in numbered_quotations(answer)]


def numbered_quotations(answer: str) -> list[tuple[int, str]]:
    """The same, each with the number of its footnote."""
    return [(int(found["number"]), " ".join(found["quote"].split())) for found in _ANSWER_QUOTE.finditer(answer)]


def stands_in(quotes: Iterable[str], text: str) -> bool:
    """Whether a text has one of the quotations, word for word: an answer shows them without line ends and markup."""
    plain = _words(text)
    return any(_words(quote) in plain for quote in quotes)


def _words(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", f" {text} ")
