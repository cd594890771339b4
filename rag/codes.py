"""A code or a version that stands nowhere is not answered by its neighbour: "E09" by "E07", "4.3.0" by "4.1.0"."""

from __future__ import annotations

import re

from index.patterns import lazy_pattern
from rag.retrieve import Evidence

_CODE = lazy_pattern(r"(?<![\w.-])(?P<letters>[a-z]{1,3})[ -]?\d{1,4}(?![\w-]|\.\d)", re.I)
_VERSION = lazy_pattern(r"(?<![\w.])v?\d{1,3}(?:\.\d{1,3}){2,3}(?![\w.]*\d)", re.I)


def lacks_code(evidence: Evidence) -> bool:
    """Whether a code of the question is in nothing that was found, and others of its kind are in what answers best."""
    question = evidence.query.question.text
    if not (asked := _codes(question) | _versions(question)):
        return False
    called = {name for names in evidence.called.values() for name in names}
    told = [f"{passage.heading} {passage.text}" for passage in (found.passage for found in evidence.passages)]
    stands = set().union(called, *(_codes(text) | _versions(text) for text in told))
    best = evidence.sentences[0].passage
    near = f"{best.heading} {best.text}"
    codes = {code.rstrip("0123456789") for code in _codes(near)}
    alike = {code for code in asked if (bool(_versions(near)) if "." in code else code.rstrip("0123456789") in codes)}
    return bool(alike) and not asked & stands


def _codes(text: str) -> set[str]:
    return {re.sub(r"[ -]", "", match[0]).casefold() for match in _CODE.finditer(text) if _is_code(match)}


def _is_code(match: re.Match[str]) -> bool:
    """Whether letters and a number are one code: "E 09" by its capital, while "to 12" is a word before a number."""
    return not re.search(r" ", match[0]) or (match["letters"].isupper() and match["letters"] != "I")


def _versions(text: str) -> set[str]:
    return {found.casefold().removeprefix("v") for found in _VERSION.findall(text)}
