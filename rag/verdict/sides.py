"""Which side somebody takes: "voted for the plan" and "voted against the plan". English; no findings elsewhere."""

from __future__ import annotations

import re

from index.text.terms import stem
from rag.verdict.pair import Instead, Pair

_SIDE = re.compile(
    r"\b(?P<verb>vot(?:ed?|es|ing)|argu(?:ed?|es|ing)|sp(?:eak|eaks|oke|oken)|campaign(?:s|ed|ing)?|ruled|ruling|decided)"
    r"(?P<between>(?: \w+){0,3}?) (?P<side>for|in favou?r of|against)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|nobody|none|no|refused|declined)\b|n['’]t\b", re.I)


def other_side(pair: Pair) -> Instead | None:
    """The side that the evidence has with a verb and the one that the claim has, where these differ: "for", "against".

    Where either says "not", or the evidence has both sides, nothing is found.
    """
    claim, evidence = pair.claim, pair.evidence
    if _NOT.search(claim.text) or _NOT.search(evidence.text):
        return None
    theirs = [(stem(match["verb"].casefold()), _against(match), match[0]) for match in _SIDE.finditer(evidence.text)]
    for mine in _SIDE.finditer(claim.text):
        known = [(against, words) for verb, against, words in theirs if verb == stem(mine["verb"].casefold())]
        if known and all(against != _against(mine) for against, _ in known):
            return known[0][1], mine[0]
    return None


def _against(match: re.Match[str]) -> bool:
    return match["side"].casefold() == "against"
