"""What happens if something does is often told behind the sentence that names it: "Should it be granted, …".

English.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.text.patterns import lazy_pattern
from rag.evidence import ScoredSentence
from rag.passages.neighbours import around
from rag.ranking.put_first import put_first

_ASKED = lazy_pattern(
    r"\W*(?:(?:and|but|so) )?what(?:['’]s| (?:if|(?:will |would |can |might |may )?happens?|follows?|comes? next|"
    r"(?:will|would|do|does|must|should|can) (?:[\w’'-]+ ){1,3}(?:do|face|get|risk))\b).*?\b(?:if|when|once|unless)\b|"
    r"\W*(?:(?:and|but|so) )?what if\b"
)
# It tells already what follows.
_TELLS = lazy_pattern(
    r"\b(?:if|unless|should|would|will|when|whenever|once|otherwise|must|may|can|case|anyone|whoever|those who)\b"
)
# It tells what follows from what was just said.
_FOLLOWS = lazy_pattern(
    r"\W*(?:(?:but|and|so|even) )?(?:should (?:it|this|that|they|he|she|the)\b|"
    r"(?:if|when|once) (?:it|this|that|they|he|she|so|not|granted|successful|approved|either|both|the)\b|"
    r"in (?:that|this|such a|either) (?:case|event)\b|otherwise\b|then\b)"
)
# It stands so many sentences behind, and must score this share of what names the condition, which it leaves unsaid.
_BEHIND, _SHARE = 3, 0.005


def consequence_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before one that only names what is supposed, the one behind that goes on from it."""
    best = items[0] if items else None
    if best is None or not _ASKED.match(question.casefold()) or _TELLS.search(best.sentence.text.casefold()):
        return list(items)
    behind = {own.start for own in around(best.passage, best.sentence, after=_BEHIND)[1:]}

    def goes_on(item: ScoredSentence) -> bool:
        here = item.passage.id == best.passage.id and item.sentence.start in behind
        return here and _FOLLOWS.match(item.sentence.text.casefold()) is not None

    return put_first(items, goes_on, share=_SHARE)
