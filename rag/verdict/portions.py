"""A part told as the whole, or as most of it: "three of the ten judges" are not "ten judges".

English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.text.patterns import lazy_pattern
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.units import NUMBER_WORDS, SCALE
from rag.verdict.pair import Instead, Pair

_NUMBER = rf"(?<![\d.,$€£])(?:\d[\d,]*|{'|'.join(word for word in NUMBER_WORDS if word not in ('a', 'an', 'one'))})"
_PART_OF = lazy_pattern(
    rf"\b(?P<part>{_NUMBER}|one|half|some|most|many|\d+ ?%|\d+ percent) of (?:the |its |their |his |her )?"
    rf"(?P<whole>{_NUMBER}) (?P<noun>[a-z]+)",
    re.I,
)
_OF_WHOM = lazy_pattern(rf"\b(?P<whole>{_NUMBER}) (?P<noun>[a-z]+),? of (?:whom|which)\b", re.I)
_OF_THE = lazy_pattern(rf"(?:^|[.;] )Of (?:the |its |their )?(?P<whole>{_NUMBER}) (?P<noun>[a-z]+),", re.I)
# "Of the 36 trees planted in spring, 11"
_OF_ALL = lazy_pattern(rf"(?:^|[.;] )Of (?:the |its |their )?(?P<whole>{_NUMBER}) [a-z]+(?: [a-z]+){{0,5}}, ", re.I)
# Of all of them it may be told how many they are, or that they were looked at.
_COUNTS = lazy_pattern(
    r"\b(?:there (?:are|were)|has|have|had|holds?|in all|altogether|total\w*|consists?|comprises?|includes?|"
    r"among|out of|(?:test|survey|stud|ask|examin|inspect|interview|check|look|poll)\w*)\b",
    re.I,
)
_MOST = frozenset("most majority".split())
_OF_THE_REST = frozenset("rest remaining remainder others other".split())
_HALF = 0.5
# In a freer wording than this, another thing may be told of all.
_LITERAL = 0.6


def part_as_whole(pair: Pair) -> Instead | None:
    """The evidence's part of a number of things, where the claim tells it of them all."""
    claim = pair.claim
    if _COUNTS.search(claim.text) or pair.literal < _LITERAL:
        return None
    for pattern in (_PART_OF, _OF_WHOM, _OF_THE):
        for found in pattern.finditer(pair.evidence.text):
            if found["noun"].casefold() in SCALE:
                continue
            whole, noun = re.escape(found["whole"]), re.escape(found["noun"])
            told = re.search(rf"\b(?P<of>of (?:[\w’']+ ){{0,2}})?{whole} (?:\w+ )?{noun}", claim.text, re.I)
            if told and not told["of"]:
                return found[0].strip(" .;,"), told[0]
    return None


def most_of_few(pair: Pair) -> Instead | None:
    """The only share in the evidence, where it is less than half and the claim tells of most: (its words, claim's)."""
    claim, evidence = pair.claim, pair.evidence
    told = [token for token in claim.tokens if token.content and token.low not in _MOST]
    most = _most_beside_few(pair)
    return most if most and all(token.stem in evidence.stems for token in told) else None


def is_of_the_rest(pair: Pair) -> bool:
    """Whether a claim tells of most, and the evidence of fewer than half, so that opposites agree: "11 of 36 died"."""
    return _most_beside_few(pair) is not None


def _most_beside_few(pair: Pair) -> Instead | None:
    claim, evidence = pair.claim, pair.evidence
    most = next((at for at, token in enumerate(claim.tokens) if token.low in _MOST), -1)
    if most < 0:
        return None
    shares = [one for one in pair.stated if one.unit == "%"] or list(_counted_shares(evidence.text))
    if len(shares) != 1 or shares[0].value >= _HALF or shares[0].bound > 0:
        return None
    # "The most popular", and what most did not do.
    superlative = claim.low[most] == "most" and most and claim.low[most - 1] in ("the", "at", "a")
    otherwise = (_MOST | _OF_THE_REST) & set(evidence.low)
    if superlative or otherwise or not pair.denies_alike:
        return None
    return shares[0].text, claim.tokens[most].text


def _counted_shares(text: str) -> Iterator[Quantity]:
    """As in "11 of the 36 trees died" and "of the 36 trees, 11 died"; each count of a sentence that has several."""
    for found in _PART_OF.finditer(text):
        for part in quantities(found["part"]):
            yield from (replace(part, text=found[0], value=part.value / all_of_it) for all_of_it in _whole(found))
    for found in _OF_ALL.finditer(text):
        for part in quantities(text[found.end() :]):
            if not (part.unit or part.date or part.rank or is_year(part)):
                yield from (replace(part, value=part.value / all_of_it) for all_of_it in _whole(found))


def _whole(found: re.Match[str]) -> list[float]:
    return [one.value for one in quantities(found["whole"]) if one.value]
