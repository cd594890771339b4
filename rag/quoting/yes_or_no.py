"""A lone "No." that opens an answer: what follows it is quoted with it, and may mean the opposite without."""

from __future__ import annotations

import re
from dataclasses import replace

from index.text.patterns import lazy_pattern
from index.types import Sentence
from rag.evidence import ScoredSentence

YES_OR_NO = (
    r"(?:yes|no|never|always|not (?:at all|yet|quite|always|necessarily|any ?more)|by no means|"
    r"(?:absolutely|certainly|definitely|of course|surely)(?: not)?|(?:yes|no), (?:never|always|not at all|of course)|"
    r"ja|nein|niemals|oui|non|jamais|sí|sì|si|nunca|sim|não|nee|nooit|nej|aldrig|tak|nie|nigdy)"
)
# It opens a paragraph, or follows a question, a label or who speaks.
_OPENS_WITH = lazy_pattern(
    rf"(?:\A|\n\s*\n|[?？:*_][”\"')*_]*\s)\s*(?P<said>(?:oh |well, )?{YES_OR_NO}[.!])[ \t]*\n?[ \t]*\Z", re.I
)
# None is longer, with what stands before it.
_LONGEST = 40


def with_yes_or_no(item: ScoredSentence) -> ScoredSentence:
    """The sentence, from the lone yes or no on that stands right before it in its paragraph."""
    text, at = item.passage.text, item.sentence.start - item.passage.start
    if at <= 0 or text[:at].rstrip()[-1:] not in (".", "!"):
        return item
    found = _OPENS_WITH.search(text, max(at - _LONGEST, 0), at)
    if found is None:
        return item
    start, end = found.start("said"), item.sentence.end - item.passage.start
    return replace(item, sentence=Sentence(item.passage.start + start, item.sentence.end, text[start:end]))
