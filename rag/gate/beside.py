"""Whether what was found is on the subject and beside the point: it tells of another event or matter. English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, terms
from rag.evidence import Evidence, ScoredSentence
from rag.passages.neighbours import around, place_of
from rag.passages.roles import asked_among
from rag.passages.stands_for import stand_ins
from rag.passages.tables import told_with_heading
from rag.question.events import asks_of_a_person, lacks_event
from rag.ranking.features import FEATURES

# What somebody says of a thing ("What does Lund say about the tanks?") is not told where the sentence has so small
# log-odds of an answer, and the question's least met word is so far from all words of the passage (0 to 1).
_HARDLY, _FAR = -1.5, 0.5
# What is told of somebody, or thought of another, is not where the names are away, unless it surely reads as an answer.
_SURELY = 1.0
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
    if best.read < _SURELY and question.names and asks_of_a_person(question.text):
        # "How old is Berg?" is not told by a term of office that "was a hundred days old".
        return _are_away([question.text], [best], evidence)
    asked = _SAYS_OF.search(question.text)
    if asked is None:
        return False
    far = best.read < _HARDLY and float(best.features[_WEAKEST]) < _FAR
    return far or (
        best.read < _SURELY and _are_away([asked["who"], asked["whom"]], evidence.sentences[:_CONSIDERED], evidence)
    )


def _are_away(asked: Sequence[str], items: Sequence[ScoredSentence], evidence: Evidence) -> bool:
    """Whether each of these parts of the question has a name, and no item stands near all of them: "What does Lund say
    of Berg?".
    """
    names = [set(content_terms(found[-1])) for text in asked if (found := _NAME.findall(text))]
    if len(names) < len(asked):
        return False

    passages, question = [item.passage for item in evidence.passages], evidence.query.question

    def has_all(item: ScoredSentence) -> bool:
        meant = stand_ins(item.passage)[place_of(item.passage, item.sentence)]
        near, document = set(terms(told_around(item))), item.passage.document_id
        # "The engineer" is near where Janik is.
        called = (
            one.terms for one in asked_among(passages, document, question.text, question.terms) if one.head in near
        )
        said = near.union(meant.terms if meant else (), evidence.called.get(document, ()), *called)
        return all(not name.isdisjoint(said) for name in names)

    return not any(has_all(item) for item in items)


def told_around(item: ScoredSentence) -> str:
    """A sentence with those before and after it in its passage, under their heading; a row as its table tells it."""
    near = around(item.passage, item.sentence, before=1, after=1)
    return " ".join((item.passage.heading, *(told_with_heading(item.passage, own) for own in near)))
