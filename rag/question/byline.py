"""Who wrote a document and when, as it tells at its edges: in a byline, a signature, the line with the date.

These share no word with the question and therefore need rules. English, with the closings of German letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from index.text.calendar_names import WEEKDAYS
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms
from index.types import Passage, Sentence

# A text that is asked about as such; any other kind must be what the document is called.
_TEXT = r"(?:article|document|text|report|paper|book|essay|story|piece|post)"
_KIND = (
    rf"(?:{_TEXT}|letter|e-?mail|message|memo|minutes|leaflet|manual|contract|agreement|notice|newsletter|statement|guide|"
    r"press release|brochure|study|speech|review)"
)
_WORK = rf"(?P<work>(?:this|the|that)(?: [\w’'-]+){{0,3}}? {_KIND}(?: (?:to|about|on|for) [^?]+)?|it|this)"
_ASKS_AUTHOR = tuple(
    lazy_pattern(pattern, re.I, only_with=words)
    for words, pattern in (
        (
            ("wrote", "authored", "signed", "sent"),
            rf"who (?:wrote|authored|signed|sent) {_WORK}(?: and when)?\W*$",
        ),
        (
            ("author", "writer", "sender"),
            rf"(?:who (?:is|was) (?:the|its)|name of (?:the|its)|^\W*(?:the)?) ?(?:author|writer|sender)"
            rf"(?: of {_WORK})?\W*$",
        ),
        (("from", "by"), rf"who (?:is|was) {_WORK} (?:from|by|written by|signed by)\W*$"),
        (("by whom",), rf"by whom was {_WORK}"),
        (("by whom",), rf"{_WORK} (?:written|authored|signed) by whom"),
    )
)
_ASKS_DATE = tuple(
    lazy_pattern(pattern, re.I, only_with=words)
    for words, pattern in (
        (
            ("when was", "when is", "when were"),
            rf"when (?:was|is|were) {_WORK} (?:written|dated|published|sent|issued|released|printed|signed)\W*$",
        ),
        (("date of", "date on"), rf"the (?:publication )?date (?:of|on) {_WORK}\W*$"),
        (("what date",), rf"what date (?:is|was) {_WORK}\W*$"),
    )
)
_PLAIN_WORK = lazy_pattern(rf"(?:this|the|that) {_TEXT}|it|this", re.I)
_MONTH = r"(?:jan|feb|mar|märz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\.?"
_BY_NAMES = rf"^\W*By(?!\s+(?:{'|'.join(WEEKDAYS)})\b)" r"(\s+([A-Z][\w.’'-]*,?|and|&|de|van|von|of))+"
_DAY = rf"(?i:\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH},? \d{{4}}|{_MONTH} (?:\d{{1,2}},? )?\d{{4}})"
_BYLINE = re.compile(
    rf"^\W*([Bb]y:|by)\s+[A-Z]|{_BY_NAMES}\W*$|{_BY_NAMES}\s*[|·–—-]?\s*{_DAY}\W*$|"
    r"\b([Ww]ritten|[Aa]uthored|[Aa]rticle|[Rr]eport|[Tt]ext|[Pp]aper|[Bb]ook|[Ee]ssay) by [A-Z]|"
    r"^\W*[Aa]uthors?:"
)
_AUTHORED = lazy_pattern(r"\b(?i:authors?|authored|wrote|written|writer|signed|sent)\b|\b[Bb]y [A-ZÀ-Þ]|^\W*From:")
_CLOSING = lazy_pattern(
    r"^\W*(?:yours (?:sincerely|faithfully|truly|ever)|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards|"
    r"sincerely(?: yours)?|best|all the best|cheers|(?:mit )?(?:freundlichen|besten|herzlichen) grüßen|viele grüße)"
    r",?\s*$",
    re.I | re.M,
)
_NAME = lazy_pattern(r"\W*[A-ZÀ-Þ][\w.’'-]+(?:[ -][A-ZÀ-Þ][\w.’'-]*){0,4}(?:,[^\n]{1,60})?\W*")
_DATE = lazy_pattern(rf"\b(?:{_DAY}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})")
_DATED = lazy_pattern(
    r"\b(?:published|updated|issued|dated|revis(?:ed|ion)|released|posted|date|as of|version)\b", re.I
)
# A line of so many words that has a date is there for the date.
_SHORT = 6
# A byline stands near the beginning; further down, "by" opens many a sentence.
_HEAD = 1000


class Edge(StrEnum):
    """What the edges of a document tell of it."""

    AUTHOR = "author"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a document itself, which must be `called` by these terms: none, if it is a mere "text"."""

    edge: Edge
    called: frozenset[str] = frozenset()


def asked_of_document(question: str) -> Asked | None:
    """What is asked of the document itself, and not of something that it speaks of."""
    for edge, patterns in ((Edge.AUTHOR, _ASKS_AUTHOR), (Edge.DATE, _ASKS_DATE)):
        for pattern in patterns:
            if found := pattern.search(question):
                work = found.groupdict().get("work") or "it"
                return Asked(edge, frozenset(() if _PLAIN_WORK.fullmatch(work) else content_terms(work)))
    return None


def is_byline(text: str) -> bool:
    """Whether a sentence tells who wrote the text that it stands in."""
    return bool(_BYLINE.search(text))


def names_nobody(asked: Asked, sentence: str) -> bool:
    """Whether the author is asked for, and a sentence speaks of none."""
    return asked.edge is Edge.AUTHOR and _AUTHORED.search(sentence) is None


def tells(asked: Asked, called: Collection[str], passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence tells what is asked of its document, which is `called` so."""
    if not asked.called <= set(called):
        return False
    head = sentence.start < _HEAD
    if asked.edge is Edge.AUTHOR:
        return (head and is_byline(sentence.text)) or _signs(passage, sentence)
    short = len(sentence.text.split()) <= _SHORT or bool(_DATED.search(sentence.text))
    return head and short and bool(_DATE.search(sentence.text))


def _signs(passage: Passage, sentence: Sentence) -> bool:
    """Whether a name is all that stands between the closing of a letter and this line's end."""
    before = passage.text[: sentence.start - passage.start]
    closings = [*_CLOSING.finditer(before)]
    within = _CLOSING.search(sentence.text)
    if within:
        return _NAME.fullmatch(sentence.text[within.end() :].strip()) is not None
    return bool(closings) and not before[closings[-1].end() :].strip() and bool(_NAME.fullmatch(sentence.text.strip()))
