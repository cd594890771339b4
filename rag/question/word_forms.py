"""Other forms of a word that its stem does not join, made by rule: forms that are no words stand in no text.

Verbs in German and Dutch: "baute", "gebaut"; "hörte ... auf", "aufhören". Snowball cuts off what is behind a word and
leaves what stands before it, and the t of the past with it. What has a capital in a German question is no verb:
"Gehalt" is none of "halten".

Nouns that are written as one with what says of which kind they are: a "Schiffsglocke" is a "Glocke". A word is taken
for such a one where it ends as another and what is before that may be a word, so "Schwein" is no "Wein".
"""

from __future__ import annotations

from collections.abc import Sequence

from index.text.patterns import lazy_pattern
from index.text.terms import is_stop, terms

# Language: what stands before a verb and may part from it, as terms; what is behind it in the past.
_PARTED = {
    "german": ("ab", "an", "auf", "aus", "bei", "ein", "fest", "her", "hin", "los", "mit", "nach", "statt", "teil",
               "um", "vor", "weg", "zu", "zuruck"),
    "dutch": ("aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "terug", "toe", "uit", "vast", "voor",
              "weg"),
}  # fmt: skip
_PAST = {"german": ("t", "et"), "dutch": ("t", "d")}
_PARTICIPLE = "ge"
# With less than this nothing is left of a word.
_SHORTEST = 3
_NOUN = lazy_pattern(r"(?<=\w\s)[A-ZÄÖÜ][\wäöüß-]+")
_COMPOUNDING = frozenset(("danish", "dutch", "finnish", "german", "norwegian", "swedish"))
# A shorter word may end another by chance.
_SHORTEST_HEAD = 4
# What may be a word: it has a vowel, and is none of those that make verbs and their nouns of others.
_A_WORD = lazy_pattern(r"(?!(?:ver|ent|zer|miss|auf|aus|ein|vor|over|ont|för|und)$)(?=.*[aeiouy])\w{3,}")


def verb_forms(term: str, text: str, sequence: Sequence[str], language: str) -> frozenset[str]:
    """Other forms of a term of a question, whose `text` and terms in order (`sequence`) are given; none of a noun."""
    if language not in _PAST or len(term) <= _SHORTEST or (language == "german" and term in _nouns(text)):
        return frozenset()
    parted = _PARTED[language]
    front = next((own for own in parted if term.startswith(own) and len(term) > len(own) + _SHORTEST), "")
    found = _forms(term.removeprefix(front), language, front)
    if sequence and sequence[-1] in parted:
        found |= _forms(term, language, sequence[-1])
    return frozenset(form for form in found if not is_stop(form)) - {term}


def _forms(term: str, language: str, front: str) -> set[str]:
    ends = _PAST[language]
    cores = {term, term.removeprefix(_PARTICIPLE)} if term.endswith(ends) else {term}
    bases = cores | {core.removesuffix(end) for core in cores for end in ends}
    return {
        f"{front}{lead}{base}{end}"
        for base in bases
        if len(base) >= _SHORTEST
        for lead in ("", _PARTICIPLE)
        for end in ("", *ends)
        if end != base[-1:]
    }


def _nouns(text: str) -> frozenset[str]:
    """The terms of what has a capital within the question."""
    return frozenset(own for word in _NOUN.findall(text) for own in terms(word, "german"))


def heads_of(word: str) -> list[str]:
    """What a term may end with that is a word of its own, longest first; nothing where it is no longer noun."""
    ends = (at for at in range(len(word) - _SHORTEST_HEAD + 1) if _A_WORD.fullmatch(word[:at]))
    return [word[at:] for at in ends]


def has_compounds(language: str) -> bool:
    """Whether a language writes such nouns as one word."""
    return language in _COMPOUNDING
