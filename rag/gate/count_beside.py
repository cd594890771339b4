"""The number of a thing that is asked for, where not the best sentence tells it but one beside it. English."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.terms import terms
from rag.evidence import ScoredSentence
from rag.passages.neighbours import around
from rag.question.counted import counted_thing, lacks_count
from rag.ranking.put_first import put_first

# So many of the best sentences are looked at, and what has this share of the best one's score.
_CONSIDERED, _SHARE = 10, 0.2


def count_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences; where a number is asked for and the best has none, one of its passage that has comes first.

    What is counted stands in it or in the sentence before: "How many visitors do you get? – Last year it was 23,000."
    """
    if not items or not lacks_count(question, items[0].sentence.text):
        return list(items)
    best, noun = items[0], counted_thing(question)

    def tells(item: ScoredSentence) -> bool:
        if item.passage.id != best.passage.id or lacks_count(question, item.sentence.text):
            return False
        near = around(item.passage, item.sentence, before=1)
        return noun in terms(" ".join(sentence.text for sentence in near))

    return put_first(items, tells, share=_SHARE, among=_CONSIDERED)
