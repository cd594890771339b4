"""Why something is so is often told beside the sentence that has the question's words: "The cause was a valve."."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from index.text.patterns import lazy_pattern
from index.text.terms import terms
from rag.evidence import ScoredSentence
from rag.passages.neighbours import place_of
from rag.question.signs import gives_reason
from rag.ranking.put_first import put_first

# A reason stands at most one sentence before what it is the reason of, or three behind.
_BEFORE, _BEHIND = 1, 3
# It must score this share of the best sentence, whose subject it leaves unsaid.
_SHARE = 0.01
# Words that tell a reason and hardly anything else; "as" and "since" tell times as well.
_PLAINLY = lazy_pattern(
    r"\b(?:because|causes?|caused|reasons?|blam(?:ed|es|ing)|due to|owing to|thanks to|as a result|that is why|"
    r"explain(?:s|ed)?|put (?:it|this) down to)\b",
    re.I,
)
# It gives the reason of what was just said: it opens with the reason, or leaves its subject to the sentence before.
_GOES_ON = lazy_pattern(
    r"\W*(?:(?:and|but|so|mainly|mostly|partly|in part|perhaps|probably|simply|just|all) )*"
    r"(?:(?:the|its|their|his|her|our|my|one|another|a|an|main|chief|only|real|official|given|first|second|other) )*"
    r"(?:because|cause[sd]?|causes|reasons?|blame|due to|owing to|thanks to|as a result|explanation|"
    r"it|its|this|that|these|those|he|she|his|her|they|their|we|i)\b",
    re.I,
)


def reason_first(items: Sequence[ScoredSentence], topic: Collection[str]) -> list[ScoredSentence]:
    """The sentences, best first; before one that gives no reason that one beside it which does.

    One that opens with a subject of its own, and has none of the terms that are the `topic`, is a reason of that.
    """
    if not items or gives_reason(items[0].sentence.text):
        return list(items)
    best = items[0]
    here = place_of(best.passage, best.sentence)

    def tells(item: ScoredSentence) -> bool:
        text = item.sentence.text
        return (
            item.passage.id == best.passage.id
            and -_BEFORE <= place_of(item.passage, item.sentence) - here <= _BEHIND
            and _PLAINLY.search(text) is not None
            and (_GOES_ON.match(text) is not None or not set(topic).isdisjoint(terms(text)))
        )

    return put_first(items, tells, share=_SHARE)
