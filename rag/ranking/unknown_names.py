"""Which names of a question stand nowhere in what was found, in no form, spelling or other word for the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from index.storage.catalog import StoredPassage
from rag.question.nations import is_spoken_of
from rag.question.question import ContentWord

# A derived form counts by its first letters: "Russian" for "Russia".
_KIN = 4
# "Internet2" is no Internet, and may be written "Internet 2".
_NUMBERED = re.compile(r"([^\W\d]+)(\d+)")
# A word of so many letters is misspelled where another shares so much of it (Ratcliff and Obershelp's measure).
_MISSPELLED, _ALIKE = 6, 0.85


def unknown_names(
    names: Sequence[ContentWord], terms: Iterable[str], stored: Sequence[StoredPassage]
) -> tuple[str, ...]:
    """Those of the names that neither the terms of the passages nor their texts have anything for."""
    vocabulary = set(terms) if names else set()
    return tuple(
        name.word
        for name in names
        if not _has_kin(name.term, vocabulary, stored)
        and not _is_misspelled(name.term, vocabulary)
        and not is_spoken_of(name.word, vocabulary)
        and not _is_spelled_out(name.word, stored)
    )


def _has_kin(term: str, vocabulary: set[str], stored: Sequence[StoredPassage]) -> bool:
    if numbered := _NUMBERED.fullmatch(term):
        apart = re.compile(rf"\b{numbered[1]}[ -]?{numbered[2]}\b", re.I)
        return term in vocabulary or any(apart.search(item.passage.text) for item in stored)
    return len(term) >= _KIN and any(other[:_KIN] == term[:_KIN] for other in vocabulary)


def _is_misspelled(term: str, vocabulary: set[str]) -> bool:
    """Whether "bedigo" stands there as "bendigo": a letter or two of a long word, never the first one, are other."""
    if len(term) < _MISSPELLED or not term.isalpha():
        return False
    near = (other for other in vocabulary if other[:1] == term[0] and abs(len(other) - len(term)) <= 1)
    return any(SequenceMatcher(None, term, other).ratio() >= _ALIKE for other in near)


def _is_spelled_out(word: str, stored: Sequence[StoredPassage]) -> bool:
    """Whether "nsc" stands somewhere as "National Security Council"."""
    if not 2 <= len(word) <= 6 or not word.isascii() or not word.isalpha():
        return False
    spelled = re.compile(r"\b" + r"[\w’'-]*\s+(?:(?:of|and|for|the|on)\s+)*".join(word.upper()) + r"[a-z]")
    return any(spelled.search(item.passage.text) for item in stored)
