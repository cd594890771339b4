"""Whether what was found is on the subject and beside the point: it tells of another event or matter. English."""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern
from rag.evidence import Evidence, ScoredSentence
from rag.passages.neighbours import around
from rag.passages.tables import told_with_heading
from rag.question.events import lacks_event
from rag.ranking.features import FEATURES

# What somebody says of a thing ("What does Lund say about the tanks?") is not told where the sentence has so small
# log-odds of an answer, and the question's least met word is so far from all words of the passage (0 to 1).
_HARDLY, _FAR = -1.5, 0.5
# Who wrote a text is seldom named in it, and all of it is what he says.
_WRITTEN = (
    r"(?:authors?|writers?|speakers?|articles?|texts?|documents?|reports?|papers?|books?|essays?|pages?|it|this|that)"
)
_SAYS_OF = lazy_pattern(
    rf"^\W*(?:(?:and|so|but) )?what (?:does|do|did|has|have|had) (?!(?:(?:the|this|that|its|an?) )?{_WRITTEN}\b).*"
    r"\b(?:say|said|think|thought|make|made|believe|feel|felt|argue|tell|told|write|written|claim|claimed) "
    r"(?:of|about|on)\b",
    re.I,
)
_WEAKEST = FEATURES.index("weakest")


def is_beside_the_point(evidence: Evidence) -> bool:
    """Whether the event that is asked for is not told beside the best sentence, or the matter not in its passage."""
    question, best = evidence.query.question, evidence.sentences[0]
    if not question.english or evidence.known or best.read is None or question.carried_terms:
        return False
    if lacks_event(question.text, told_around(best)):
        return True
    far = best.read < _HARDLY and float(best.features[_WEAKEST]) < _FAR
    return far and _SAYS_OF.search(question.text) is not None


def told_around(item: ScoredSentence) -> str:
    """A sentence with those before and after it in its passage, under their heading; a row as its table tells it."""
    near = around(item.passage, item.sentence, before=1, after=1)
    return " ".join((item.passage.heading, *(told_with_heading(item.passage, own) for own in near)))
