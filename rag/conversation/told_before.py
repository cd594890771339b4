"""What a follow-up was already told, where it asks for something else: what differs weighs more than what is repeated.

English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from index.text.terms import content_terms, terms
from rag.conversation.of_the_other import left_of, swapped, without_the_other
from rag.conversation.pronouns import points_back
from rag.evidence import Evidence, ScoredSentence
from rag.passages.neighbours import around
from rag.passages.readable import readable
from rag.question.question import Question
from rag.ranking.reread import FOUND, RIVAL
from rag.types import Turn

# "And before that?", "Who else?"
_ASKS_FOR_ANOTHER = re.compile(
    r"\b(?P<side>before|after|besides) (?:that|this|it)\b|\b(?:who|whom|what|where|when|how|anything|anybody|anyone|"
    r"somebody|someone|nothing|nobody) else\b|\bafterwards\b|\b(?:and|what) then\b",
    re.I,
)
# So many of the best sentences may say what differs.
_NEAR = 8
# What is left of the score of those that have only what is repeated.
_REPEATS = 0.3


def without_repetition(evidence: Evidence, history: Sequence[Turn]) -> Evidence:
    """The evidence for a follow-up without what tells of another thing that the same was asked of, and what was told.

    The same object where there is nothing of that kind.
    """
    differs = swapped(evidence.query.text, history)
    kept = without_the_other(evidence, differs) if differs else evidence
    return without_the_told(kept, _fresh(evidence.query.question, history))


def heard_enough(quotes: Iterable[str], question: Question, history: Sequence[Turn]) -> frozenset[str]:
    """Those of the sentences that were told which answer no more: all but those with all that was not asked before.

    After "Where did she grow up?" "What was her father?" may be told by the same sentence.
    """
    fresh = _fresh(question, history)
    return frozenset(quote for quote in quotes if not fresh or not fresh <= set(terms(quote)))


def _fresh(question: Question, history: Sequence[Turn]) -> frozenset[str]:
    """The terms of a question's own words that the one before it, as it was understood, does not have."""
    before = history[-1].standalone_question or history[-1].question
    return frozenset(question.own_terms - set(content_terms(before)))


def without_the_told(evidence: Evidence, fresh: Set[str]) -> Evidence:
    """The evidence without what was quoted before, where something else is asked for, or another has all that differs.

    Then the other has the `fresh` terms and is read as an answer, and what was told has none of them.
    """
    near = evidence.sentences[:_NEAR]
    if not near or evidence.known or evidence.picked or not _was_said(near[0], evidence):
        return evidence
    question = evidence.query.question.text
    if another := _ASKS_FOR_ANOTHER.search(question):
        return _beside_the_told(evidence, (another["side"] or "").casefold())
    differs = bool(fresh) and fresh.isdisjoint(_terms(near[0])) and not points_back(question)
    if not differs or not any(_says(item, near[0], fresh) for item in near[1:]):
        return evidence
    kept = [item for item in evidence.sentences if not evidence.query.was_told(item.sentence)]
    weighed = [item if fresh & _terms(item) else replace(item, score=item.score * _REPEATS) for item in kept]
    return left_of(evidence, sorted(weighed, key=lambda item: -item.score))


def _beside_the_told(evidence: Evidence, side: str) -> Evidence:
    """The evidence without what was quoted; what stands next to that and says "before" itself comes first.

    "The council votes in June. Before that there will be a hearing."
    """
    fresh = [item for item in evidence.sentences if not _was_said(item, evidence)]
    beside = [item for item in evidence.sentences if side in _terms(item) and _follows_the_told(item, evidence)]
    if not side or not beside:
        return left_of(evidence, fresh)
    first = replace(beside[0], score=evidence.sentences[0].score)
    rest = [item for item in fresh if item.sentence != first.sentence]
    return replace(evidence, sentences=(first, *rest), known=True)


def _terms(item: ScoredSentence) -> set[str]:
    return set(terms(item.sentence.text))


def _was_said(item: ScoredSentence, evidence: Evidence) -> bool:
    return readable(item.sentence.text) in evidence.query.said


def _follows_the_told(item: ScoredSentence, evidence: Evidence) -> bool:
    before = around(item.passage, item.sentence, before=1)[:-1]
    return any(readable(own.text) in evidence.query.said for own in before)


def _says(item: ScoredSentence, best: ScoredSentence, fresh: Set[str]) -> bool:
    reads = item.read is not None and item.read >= FOUND
    return reads and item.score >= RIVAL * best.score and fresh <= _terms(item)
