"""Questions that compare two things: each of them has to be spoken of, or nothing is compared. English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.patterns import lazy_pattern
from index.terms import content_terms
from rag.retrieve import ScoredSentence

_COMPARES = (
    lazy_pattern(
        r".*\b(?:differences?|distinction|comparison|compares?|compared|contrast|differ)\b (?:(?:between|of|from) )?"
        r"(?P<one>[^?]+?) (?:and|with|to|from|versus|vs\.?) (?P<two>[^?]+?)\W*",
        re.I,
    ),
    # "Which is cheaper, the Garden Room or the Ellison Hall?", "Is the hall larger than the Garden Room?"
    lazy_pattern(r".*\b(?:which|what|who)\b[^?]*[,:] (?P<one>[^?,]+?) or (?P<two>[^?,]+?)\W*", re.I),
    lazy_pattern(
        r"(?:is|are|was|were|does|do|did|has|have) (?P<one>[^?]+?) "
        r"(?:\w+er|more \w+|less \w+|fewer \w+|more|less|fewer) than (?P<two>[^?]+?)\W*",
        re.I,
    ),
)
_NAME = lazy_pattern(r"\b(?:[A-Z]|\d)[\w’'-]*")
_LETTER = lazy_pattern(r"\b[A-Z]\b")
# What a thing is called, and not a clause.
_LONGEST = 6
# A sentence about one of the two must score this share of the best one.
_SHARE = 0.01


def of_both(
    question: str, items: Sequence[ScoredSentence], called: Mapping[str, frozenset[str]]
) -> list[ScoredSentence]:
    """For a question that compares, the best sentence on each of the two, the better one first.

    `called` has the terms of each document's title and file name.
    None for any other question, and where the best sentence of all speaks of both.
    """
    sides = next(_sides(question), None)
    if sides is None or not items or sides[0] | sides[1] <= _terms(items[0].sentence.text):
        return []
    near = [item for item in items if item.score >= items[0].score * _SHARE]
    told = [
        next((item for item in near if _speaks_of(item, own, other, called)), None)
        for own, other in (sides, sides[::-1])
    ]
    found = [item for item in told if item is not None]
    # One alone, or one sentence that speaks of both, is no comparison.
    return sorted(found, key=items.index) if len({id(item) for item in found}) == len(sides) else []


def _sides(question: str) -> Iterator[tuple[set[str], set[str]]]:
    """The terms that only one of the two things has, and those that only the other has."""
    for pattern in _COMPARES:
        found = pattern.fullmatch(question)
        if found and max(len(found[side].split()) for side in ("one", "two")) <= _LONGEST:
            one, two = _called(found["one"]), _called(found["two"])
            if one - two and two - one:
                yield one - two, two - one


def _called(name: str) -> set[str]:
    """What tells a thing from others: of "Sleep mode" its name, of "the fox" the word."""
    names = " ".join(_NAME.findall(name))
    return _terms(names or name)


def _terms(text: str) -> set[str]:
    """The content terms; with "A", which in "option A" is none of the words that say nothing."""
    return {*content_terms(text), *_LETTER.findall(text)}


def _speaks_of(item: ScoredSentence, own: set[str], other: set[str], called: Mapping[str, frozenset[str]]) -> bool:
    """Whether a sentence, or else what it stands under, names one of the two and not the other.

    A manual names its machine in the title and seldom again.
    """
    said = _terms(item.sentence.text)
    headed = _terms(item.passage.heading) | called.get(item.passage.document_id, frozenset())
    return (own <= said and not other <= said) or (own <= headed and not other <= headed | said)
