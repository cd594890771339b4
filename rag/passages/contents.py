"""What passages say as wholes, their headings included: the terms of one, and of all that was found of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from index.text.terms import terms
from index.types import Passage


def passage_terms(passage: Passage) -> frozenset[str]:
    """The terms of a passage and its heading."""
    return _terms(passage.heading, passage.text)


def document_terms(id_: str, passages: Iterable[Passage], called: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The terms of those passages that are of a document, and of what it is `called`."""
    own = (passage_terms(passage) for passage in passages if passage.document_id == id_)
    return called.get(id_, frozenset[str]()).union(*own)


# Several rules ask the same of the passages of one question.
@lru_cache(maxsize=1000)
def _terms(heading: str, text: str) -> frozenset[str]:
    return frozenset(terms(f"{heading} {text}"))
