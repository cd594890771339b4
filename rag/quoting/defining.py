"""What something is, where that is asked: a sentence that says "X is …" comes before those that only speak of X.

English; elsewhere the order is the ranker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.text.patterns import lazy_pattern
from rag.evidence import ScoredSentence
from rag.question.brief import is_brief
from rag.ranking.put_first import put_first

_ASKED = lazy_pattern(
    r"\W*(?:(?:so|and|but|then),? )?(?:"
    r"what(?:'s|’s| is| are) (?:meant by |the meaning of )?(?P<is>[^?]+?)(?P<use> (?:used |good )?for)?"
    r"|what (?:does|do) (?P<mean>[^?]+?) (?:mean|stand for)|what counts as (?P<counts>[^?]+?)|define (?P<define>[^?]+?)"
    r")\W*",
    re.I,
)
_ARTICLE = lazy_pattern(r"^(?:an?|the) ", re.I)
# What has other words than these asks for something of X: "the price of oil", "your refund policy", "the best time".
_LONGEST = 3
_OF_ANOTHER = lazy_pattern(
    r"\b(?:of|in|on|at|for|to|from|by|about|with|his|her|its|their|your|my|our|and|or|this|that|it|they|best|most|main|"
    r"name|title|date|number|wrong|there|you|said)\b|\w+est\b",
    re.I,
)
# Of so many of the best, those that score this share of the best one.
_CONSIDERED, _SHARE = 20, 0.01
_SAYS = r"(?:is|are|means?|refers? to|stands? for|describes?|denotes?|consists? of)\b(?! (?:not|also|still)\b)"
_FOR = r"(?:is|are) (?:a |an )?(?:[\w-]+ ){0,3}?(?:used|taken|meant|intended|prescribed|designed|for)\b"


def definition_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before all others one that says what is asked about is, or is for."""
    defines = _pattern(question)
    if defines is None or not items or defines.search(items[0].sentence.text):
        return list(items)
    return put_first(
        items, lambda item: defines.search(item.sentence.text) is not None, share=_SHARE, among=_CONSIDERED
    )


@lru_cache(maxsize=64)
def _pattern(question: str) -> re.Pattern[str] | None:
    """What a sentence that defines looks like; None where no definition is asked for."""
    asked = _ASKED.fullmatch(question) if is_brief(question) else None
    name = next((found for found in asked.group("is", "mean", "counts", "define") if found), "") if asked else ""
    name = _ARTICLE.sub("", name)
    if asked is None or not name or len(name.split()) > _LONGEST or _OF_ANOTHER.search(name):
        return None
    x = r"[\"“‘'*_]*" + r"\s+".join(map(re.escape, name.split())) + r"(?:e?s)?[\"”’'*_]*"
    begins = r"^\W*(?:\(?\w{1,2}[.)] )?(?:(?:in this \w+,? )?(?:an?|the) )?"
    if asked["use"]:
        return re.compile(rf"{begins}(?:{x}|it|they) {_FOR}", re.I)
    return re.compile(
        rf"{begins}{x}(?:,[^,.;]{{1,40}},| \([^)]{{1,40}}\))? (?:{_SAYS})|"
        rf"{begins}{x}, (?:an?|the|our|which (?:is|are)) |"
        rf"\b(?:called|known as|named|under the name(?: of)?) {x}\W|^\W*{x}: \w",
        re.I,
    )
