"""A part told as the whole: "three of the ten judges" are not "ten judges".

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from index.patterns import lazy_pattern
from rag.verdict.alignment import literal
from rag.verdict.reading import Reading
from rag.verdict.units import NUMBER_WORDS, SCALE

_NUMBER = rf"(?<![\d.,$€£])(?:\d[\d,]*|{'|'.join(word for word in NUMBER_WORDS if word not in ('a', 'an', 'one'))})"
_PART_OF = lazy_pattern(
    rf"\b(?P<part>{_NUMBER}|one|half|some|most|many|\d+ ?%|\d+ percent) of (?:the |its |their |his |her )?"
    rf"(?P<whole>{_NUMBER}) (?P<noun>[a-z]+)",
    re.I,
)
_OF_WHOM = lazy_pattern(rf"\b(?P<whole>{_NUMBER}) (?P<noun>[a-z]+),? of (?:whom|which)\b", re.I)
_OF_THE = lazy_pattern(rf"(?:^|[.;] )Of (?:the |its |their )?(?P<whole>{_NUMBER}) (?P<noun>[a-z]+),", re.I)
# Of all of them it may be told how many they are, or that they were looked at.
_COUNTS = lazy_pattern(
    r"\b(?:there (?:are|were)|has|have|had|holds?|in all|altogether|total\w*|consists?|comprises?|includes?|"
    r"among|out of|(?:test|survey|stud|ask|examin|inspect|interview|check|look|poll)\w*)\b",
    re.I,
)
# In a freer wording than this, another thing may be told of all.
_LITERAL = 0.6


def part_as_whole(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """The evidence's part of a number of things, where the claim tells it of them all: (evidence's, claim's)."""
    if _COUNTS.search(claim.text) or literal(claim, evidence) < _LITERAL:
        return None
    for pattern in (_PART_OF, _OF_WHOM, _OF_THE):
        for found in pattern.finditer(evidence.text):
            if found["noun"].casefold() in SCALE:
                continue
            whole, noun = re.escape(found["whole"]), re.escape(found["noun"])
            told = re.search(rf"\b(?P<of>of (?:[\w’']+ ){{0,2}})?{whole} (?:\w+ )?{noun}", claim.text, re.I)
            if told and not told["of"]:
                return found[0].strip(" .;,"), told[0]
    return None
