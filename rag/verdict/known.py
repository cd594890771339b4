"""The parts of a claim that need no reading: what reads claim and evidence together is told that they are right.

It cannot count, and what stands around the evidence it does not see.
"""

from __future__ import annotations

import re

from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.rhythm import rhythms
from rag.verdict.derived import derived, is_anew, is_instance, is_one_of_them
from rag.verdict.figures import follows
from rag.verdict.reading import read
from rag.verdict.years import years_compared

# They tell how one thing stands to another in the answer, and nothing of either.
_LIGHT = re.compile(
    r"\b(?:even(?= (?:though|if|after|when|before))|though|although|whereas|however|also|still|indeed|in fact|"
    r"actually|altogether|in (?:all|total))\b",
    re.I,
)


def known_parts(claim: str, evidence: str, around: str) -> list[tuple[int, int]]:
    """As (start, end) in the claim. `around` is what stands around the evidence, and may say who "he" is there."""
    light = [match.span() for match in _LIGHT.finditer(claim)]
    years = years_compared(read(claim), read(evidence))
    compared = [years.span] if years and years.agree else []
    figures = [*_figures(claim, evidence), *_rhythms(claim, evidence), *compared]
    return [*figures, *_names(claim, evidence, around), *light]


def _figures(claim: str, evidence: str) -> list[tuple[int, int]]:
    """By rule 14 days are two weeks."""
    theirs, own_read, their_read = quantities(evidence), read(claim), read(evidence)
    anew = is_anew(own_read, their_read)
    return [
        (own.start, own.end)
        for own in quantities(claim)
        if any(same(own, other) for other in theirs)
        or ((own.unit or own.date) and follows(own, evidence, theirs))
        or is_one_of_them(own, theirs, own_read, their_read)
        or (anew and (is_instance(own, theirs, own_read, their_read) or derived(own, theirs, own_read, their_read)))
    ]


def _rhythms(claim: str, evidence: str) -> list[tuple[int, int]]:
    """Every twelve months is once a year."""
    theirs = list(rhythms(evidence))
    return [(own.start, own.end) for own in rhythms(claim) if any(own.same(other) for other in theirs)]


def _names(claim: str, evidence: str, around: str) -> list[tuple[int, int]]:
    """Names from around the evidence, unless they stand where the evidence has another."""
    own_read, their_read = read(claim), read(evidence)
    if any(other.name and other.stem not in own_read.stems for other in their_read.tokens):
        return []
    near = read(around).stems - their_read.stems
    return [(own.start, own.end) for own in own_read.tokens if own.name and own.stem in near]
