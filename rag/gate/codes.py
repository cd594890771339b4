"""A code or a version that stands nowhere is not answered by its neighbour: "E09" by "E07", "4.3.0" by "4.1.0"."""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern
from rag.evidence import Evidence

_CODE = lazy_pattern(r"(?<![\w.-])(?P<letters>[a-z]{1,3})[ -]?\d{1,4}(?![\w-]|\.\d)", re.I)
_VERSION = lazy_pattern(r"(?<![\w.])v?\d{1,3}(?:\.\d{1,3}){2,3}(?![\w.]*\d)", re.I)


def lacks_code(evidence: Evidence) -> bool:
    """Whether a code of the question is in nothing that was found, and others of its kind are in what answers best."""
    asked = _codes(evidence.query.question.text)
    if not asked:
        return False
    best = evidence.sentences[0].passage
    kinds = set(map(_kind, _codes(f"{best.heading} {best.text}")))
    if not any(_kind(code) in kinds for code in asked):
        return False
    told = (_codes(f"{found.passage.heading} {found.passage.text}") for found in evidence.passages)
    return asked.isdisjoint(set().union(*evidence.called.values(), *told))


def _codes(text: str) -> set[str]:
    """The codes and the versions in a text, each written in one way."""
    codes = {re.sub(r"[ -]", "", match[0]).casefold() for match in _CODE.finditer(text) if _is_code(match)}
    return codes | {found.casefold().removeprefix("v") for found in _VERSION.findall(text)}


def _is_code(match: re.Match[str]) -> bool:
    """Whether letters and a number are one code: "E 09" by its capital, while "to 12" is a word before a number."""
    return " " not in match[0] or (match["letters"].isupper() and match["letters"] != "I")


def _kind(code: str) -> str:
    """The letters of a code, and nothing for a version."""
    return code.rstrip("0123456789.")
