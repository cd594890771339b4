"""Nouns that are written as one with what says of which kind they are: a "Schiffsglocke" is a "Glocke".

No dictionary is asked: a word is taken for such a one where it ends as another and what is before that may be a word,
so "Schwein" is no "Wein".
"""

from __future__ import annotations

from index.text.patterns import lazy_pattern

_LANGUAGES = frozenset(("danish", "dutch", "finnish", "german", "norwegian", "swedish"))
# A shorter word may end another by chance.
_SHORTEST = 4
# What may be a word: it has a vowel, and is none of those that make verbs and their nouns of others.
_A_WORD = lazy_pattern(r"(?!(?:ver|ent|zer|miss|auf|aus|ein|vor|over|ont|för|und)$)(?=.*[aeiouy])\w{3,}")


def heads_of(word: str) -> list[str]:
    """What a term may end with that is a word of its own, longest first; nothing where it is no longer noun."""
    ends = (at for at in range(len(word) - _SHORTEST + 1) if _A_WORD.fullmatch(word[:at]))
    return [word[at:] for at in ends]


def has_compounds(language: str) -> bool:
    """Whether a language writes such nouns as one word."""
    return language in _LANGUAGES
