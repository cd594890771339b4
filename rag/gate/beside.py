"""Whether what was found is on the subject and beside the point: it tells of another event or matter. English."""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, terms
from rag.evidence import EVEN, Evidence, ScoredSentence
from rag.passages.neighbours import around, place_of
from rag.passages.stands_for import stand_ins
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
    rf"^\W*(?:(?:and|so|but) )?what (?:does|do|did|has|have|had) (?!(?:(?:the|this|that|its|an?) )?{_WRITTEN}\b)"
    r"(?P<who>.*)\b(?:say|said|think|thought|make|made|believe|feel|felt|argue|tell|told|write|written|claim|claimed) "
    r"(?:of|about|on)\b(?P<whom>.*)",
    re.I,
)
_NAME = lazy_pattern(r"\b[A-ZÀ-Þ][\w-]*\w")
# So many of the best sentences are looked at.
_CONSIDERED = 5
_WEAKEST = FEATURES.index("weakest")


def is_beside_the_point(evidence: Evidence) -> bool:
    """Whether the event that is asked for is not told beside the best sentence, or the matter not in its passage."""
    question, best = evidence.query.question, evidence.sentences[0]
    if not question.english or evidence.known or best.read is None or question.carried_terms:
        return False
    if lacks_event(question.text, told_around(best)):
        return True
    asked = _SAYS_OF.search(question.text)
    if asked is None:
        return False
    far = best.read < _HARDLY and float(best.features[_WEAKEST]) < _FAR
    return far or (best.read < EVEN and _are_apart(asked["who"], asked["whom"], evidence))


def _are_apart(who: str, whom: str, evidence: Evidence) -> bool:
    """Whether both are named, and none of the best sentences stands near both names: "What does Lund say of Berg?"."""
    names = [set(content_terms(found[-1])) for text in (who, whom) if (found := _NAME.findall(text))]
    if len(names) < len((who, whom)):
        return False

    def has_both(item: ScoredSentence) -> bool:
        meant = stand_ins(item.passage)[place_of(item.passage, item.sentence)]
        said = {
            *terms(told_around(item)),
            *(meant.terms if meant else ()),
            *evidence.called.get(item.passage.document_id, ()),
        }
        return all(not name.isdisjoint(said) for name in names)

    return not any(has_both(item) for item in evidence.sentences[:_CONSIDERED])


def told_around(item: ScoredSentence) -> str:
    """A sentence with those before and after it in its passage, under their heading; a row as its table tells it."""
    near = around(item.passage, item.sentence, before=1, after=1)
    return " ".join((item.passage.heading, *(told_with_heading(item.passage, own) for own in near)))
