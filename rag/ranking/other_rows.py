"""Rows of tables, and items of a word or two, that have a question's words and tell of something else: no answers."""

from __future__ import annotations

import re
from dataclasses import replace

from index.text.items import ITEM
from index.text.patterns import lazy_pattern
from index.text.terms import terms
from rag.evidence import Evidence, ScoredSentence
from rag.passages.contents import document_terms
from rag.passages.tables import asked_as, is_head, is_row, told
from rag.ranking.features import FEATURES
from rag.ranking.reread import FOUND

# Words by which it is asked; they name nothing: "How much can I claim for dinner?", "How long does it last?"
_ASKING = lazy_pattern(
    r"\bhow (\w+)|\b(?:can|could|may|must|do|does|did|should|would|will|shall) (?:i|you|we|one|it|they|he|she) (\w+)|"
    r"\b(?:do|does|did) .*\b(\w+)\W*$|\b(meaning|definition)\b"
)
# "- Power base with 1.2 m cable" is as bare as a row; an item that is a sentence tells what it is about.
_BARE = lazy_pattern(rf"\s*{ITEM}\s+.*[^.!?:;\s]\s*", re.DOTALL)
# A question's word whose nearest token in a sentence is farther than this has nothing to do with it.
_LATE_WEAKEST, _RELATED = FEATURES.index("late_weakest"), 0.5
# What answers in their place has so much of their score, or reads as an answer.
_NEAR = 0.25
# As many rows as one table may put before what answers.
_MOST = 8


def without_other_rows(evidence: Evidence) -> Evidence:
    """The evidence without the rows of another thing that stand before its best other sentence, if one is near."""
    near = evidence.sentences[:_MOST]
    at = next((at for at, item in enumerate(near) if _stands_behind(evidence, item)), 0)
    return replace(evidence, sentences=evidence.sentences[at:]) if at else evidence


def _stands_behind(evidence: Evidence, item: ScoredSentence) -> bool:
    """Whether a sentence may answer in the place of rows of another thing: far behind them nothing does."""
    near = item.score >= _NEAR * evidence.sentences[0].score or (item.read is not None and item.read >= FOUND)
    return near and not is_head(item.passage, item.sentence) and not is_of_another(evidence, item)


def is_of_another(evidence: Evidence, item: ScoredSentence) -> bool:
    """Whether a sentence is a row or a bare item, and nothing else of the question stands in its document.

    "Power: 2200 W" in the manual of a kettle has a word of "How powerful is the engine?", and tells nothing of engines.
    """
    # One that the question names by its first cell.
    if evidence.known and item is evidence.sentences[0]:
        return False
    if not (is_row(item.passage, item.sentence) or _BARE.fullmatch(item.sentence.text)):
        return False
    # "How long is the cable?" has no word that is strange to "Cable length: 75 cm".
    if item.features[_LATE_WEAKEST] >= _RELATED:
        return False
    question, row = evidence.query.question, set(terms(item.sentence.text))
    # "What does E4 mean?": what is named so is what is asked about.
    if row.intersection(question.names):
        return False
    asking = {word for match in _ASKING.finditer(question.text.casefold()) for word in match.groups() if word}
    asked = {word.term for word in question.content if word.word not in asking}
    # What is asked for may stand at the head of a column, in other words: "phone" of a column "Extension".
    own = row | {name for term in terms(told(item.passage, item.sentence)) for name in asked_as(term)}
    rest = asked - own
    # "Who is responsible for mending the gate?" may be asked of a column "Owner": a row with most of the words is of
    # that thing, and so is one with half of them that reads as an answer.
    missing = 2 * len(rest) - len(asked)
    if missing < 0 or (missing == 0 and item.read is not None and item.read >= FOUND):
        return False
    found = (scored.passage for scored in evidence.passages)
    return bool(rest) and rest.isdisjoint(document_terms(item.passage.document_id, found, evidence.called))
