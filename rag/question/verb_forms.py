"""Forms of a verb that its stem does not join, in German and Dutch: "baute", "gebaut"; "hörte ... auf", "aufhören".

Snowball cuts off what is behind a word and leaves what stands before it, and the t of the past with it. Here every form
that a regular verb may have is made of the one that is asked for; those that are no words stand in no text. What has a
capital in a German question is no verb: "Gehalt" is none of "halten".
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
