"""Whether what was found is on the subject and beside the point: of another event, matter or document. English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from index.text.calendar_names import MONTHS
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, stem, terms, words
from rag.evidence import EVEN, Evidence, ScoredSentence
from rag.passages.contents import documents_alike
from rag.passages.neighbours import around, place_of
from rag.passages.roles import asked_among
from rag.passages.stands_for import stand_ins
from rag.passages.tables import told_with_heading
from rag.question.events import asks_of_a_person, lacks_event
from rag.question.named import DOCUMENT_WORDS, MONTH_TERMS
from rag.ranking.features import FEATURES
from rag.ranking.told_otherwise import is_told

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
# What another document says reads as an answer with so much more log-odds than what was found in the one named.
_BETTER = 2.0
_IN_MONTH = lazy_pattern(rf"\b(?:in|of|for|during|from|the|its|at) ((?:{'|'.join(MONTHS)})(?:,? (?:19|20)\d\d)?)\b")
_NAMED_DOCUMENT = lazy_pattern(rf"\b([A-ZÀ-Þ][\w-]*\w){DOCUMENT_WORDS}")
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


def is_of_another_document(evidence: Evidence) -> bool:
    """Whether the question names a document, and another one that reads like it tells what it asks.

    "What is the notice period in the Baker contract?" is not told by Miller's; nor by a sentence of Baker's that hardly
    reads as an answer, where one of Miller's does.
    """
    question, best = evidence.query.question, evidence.sentences[0]
    if not question.english or best.read is None:
        return False
    if _is_of_unknown(evidence) or _is_of_another_month(question.text, best, evidence.called):
        return True
    others = documents_alike(question, [item.passage for item in evidence.passages], evidence.called)
    if best.passage.document_id in others:
        return True
    told = [item for item in evidence.sentences if item.read and item.passage.document_id in others]
    rival = max(told, key=lambda item: item.read or EVEN, default=best)
    if (rival.read or EVEN) <= max(EVEN, best.read + _BETTER):
        return False
    # "On six weeks notice" has a word of "What is the notice period?": that is told here, too, if less plainly.
    said, asked = set(terms(told_around(best))), question.own_terms.difference(question.names)
    return not any(is_told(question, term, said) for term in asked.intersection(terms(rival.sentence.text)))


def _is_of_unknown(evidence: Evidence) -> bool:
    """Whether a document is asked about by a name that stands nowhere: the Turner contract, among those of others."""
    asked = _NAMED_DOCUMENT.findall(evidence.query.question.text) if evidence.unknown else ()
    return len(evidence.called) > 1 and any(name.casefold() in evidence.unknown for name in asked)


def _is_of_another_month(question: str, best: ScoredSentence, called: Mapping[str, frozenset[str]]) -> bool:
    """Whether a month is asked about that the best sentence's document is not called by, where others are so, too.

    What was decided in August, when nobody met, the minutes of July do not tell; unless they speak of August.
    """
    own = called.get(best.passage.document_id, frozenset())
    if own.isdisjoint(MONTH_TERMS):
        return False
    asked = [set(map(stem, words(found[1]))) for found in _IN_MONTH.finditer(question)]
    if not asked or any(date <= own for date in asked):
        return False
    dated = {names & MONTH_TERMS for names in called.values() if not names.isdisjoint(MONTH_TERMS)}
    said = set(terms(told_around(best)))
    return len(dated) > 1 and not any(date & MONTH_TERMS <= said for date in asked)


def told_around(item: ScoredSentence) -> str:
    """A sentence with those before and after it in its passage, under their heading; a row as its table tells it."""
    near = around(item.passage, item.sentence, before=1, after=1)
    return " ".join((item.passage.heading, *(told_with_heading(item.passage, own) for own in near)))
