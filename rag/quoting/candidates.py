"""The sentences that can be quoted for a question, best first, before it is decided how many of them are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from index.text.patterns import lazy_pattern
from index.text.terms import is_stop, language_of, terms
from index.types import Passage, Sentence
from rag.evidence import EVEN, Evidence, Query, ScoredSentence
from rag.passages.neighbours import place_of
from rag.passages.quotable import has_box, is_envelope, is_headline, is_quotable, without_mark
from rag.passages.tables import is_row
from rag.passages.timeline import timed_line
from rag.question.question import Question
from rag.question.signs import asks_reason, gives_reason, is_prompt, is_question
from rag.quoting.quoted_along import YES_OR_NO
from rag.quoting.to_the_point import to_the_point
from rag.ranking.features import FEATURES
from rag.ranking.reread import FOUND
from rag.ranking.told_otherwise import is_told

_KIND_MET = FEATURES.index("kind_met")
# What is left of a sentence's score when the answer before quoted it; and where it reads as an answer to this question,
# too, as one that tells of whom and of when.
SEEN, SEEN_ANSWERS = 0.05, 0.5
# What answers elsewhere than right behind a question has so much of that one's score.
_ANSWERS = 0.7
# A question of the document that nothing there answers has so much of its score left, unless one is asked for.
_UNANSWERED = 0.001
_OF_QUESTIONS = lazy_pattern(r"\b(?:questions?|ask(?:s|ed|ing)?|quiz\w*|exercises?|wonder\w*|queries|query)\b", re.I)
# Of some hundred candidates only the best can be quoted; the others need not be looked at.
_CONSIDERED = 40
# A line of no more words may be a mere name.
_FEW = 4
# What stands on the outside of an e-mail, behind what asks for it; and what stands above a text.
_ASKED = re.compile(r"\b(?:who|whom|when|what|which)\b", re.I)
_OF_MAIL = re.compile(
    r"\b(?:sen[dt]\w*|wrote|writ\w+|dated?|subjects?|e-?mails?|mails?|letters?|messages?|copied|cc|recipients?|"
    r"published)\b",
    re.I,
)
_ABOVE = re.compile(r"\b(?:aut(?:h?or|eur|ore)\w*|tags?|categor\w+|keywords?|topics?|language)\b", re.I)
# "How much is that?" asks for a figure of what was just told.
_FIGURE_OF_IT = re.compile(
    r"\W*(?:(?:and|so|but|ok(?:ay)?)\W+)?how (?:much|long|far|high|old|big|large|many [\w-]+) "
    r"(?:is|are|was|were|does|do|did|will) (?:that|this|it|those|these|they)(?: (?:cost|take|last|be))?\W*",
    re.I,
)
_BARE_WHY = re.compile(
    r"\W*(?:(?:and|but|so|ok(?:ay)?) )?(?:why|how come|what for|"
    r"why (?:is|was|are|were|do|does|did) (?:that|this|it|they))(?: so)?\W*",
    re.I,
)
# What one says before one answers, after the speaker's name.
_INTERJECTION = lazy_pattern(
    rf"(?:[\w.’' -]{{1,30}}: )?(?:well|oh|hm+|right|okay|ok|sure|thank you|thanks|{YES_OR_NO})\W*", re.I
)
# "The talks are set for 3 June; could you come?" tells, and then asks.
_ASSERTS = lazy_pattern(
    r"(?!\W*(?:(?:and|but|so|or) )?(?:wh\w+|how|is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|"
    r"shall|will|would|if)\b)[^?;]{20,};",
    re.I,
)


def quotable_sentences(evidence: Evidence) -> list[ScoredSentence]:
    """The sentences that can be quoted, best first, where one that the reader was just shown counts for less."""
    question = evidence.query.question
    items = _answered(question, _replies(_able_to_stand(evidence) or evidence.sentences[:_CONSIDERED]))
    items = _told_anew([_unmarked(item) for item in items], evidence.query)
    return to_the_point(items, evidence) if question.english else items


def _able_to_stand(evidence: Evidence) -> list[ScoredSentence]:
    """Those of the best that say something by themselves, and to this question."""
    question = evidence.query.question
    asked, mail = set(question.sequence), _asks_for_envelope(question.text)
    return [
        item
        for item in evidence.sentences[:_CONSIDERED]
        if is_quotable(item.passage, item.sentence)
        and not _echoes(item, asked)
        and not _is_headline(item, evidence)
        and (mail or not is_envelope(item.passage, item.sentence))
    ]


def _asks_for_envelope(question: str) -> bool:
    """Whether it asks for what stands on the outside of an e-mail, or above a text."""
    asks = _ASKED.search(question)
    return bool((asks and _OF_MAIL.search(question, asks.end())) or _ABOVE.search(question))


def _told_anew(items: list[ScoredSentence], query: Query) -> list[ScoredSentence]:
    """The items in a conversation, where one that an answer before began with counts for less."""
    if not query.answers or not items:
        return items
    heard = max([FOUND, *(item.read for item in items if item.read is not None)])
    fresh = _unread_terms(query.question)
    items = _best_first(_weighed(item, _left(item, query, heard, fresh)) for item in items)
    if query.was_told(items[0].sentence):
        return items
    # It may answer, but behind what answers now it says nothing new.
    return _best_first(_weighed(item, SEEN) if query.was_told(item.sentence) else item for item in items)


def _weighed(item: ScoredSentence, share: float) -> ScoredSentence:
    return replace(item, score=item.score * share)


def _best_first(items: Iterable[ScoredSentence]) -> list[ScoredSentence]:
    return sorted(items, key=lambda item: -item.score)


def _unmarked(item: ScoredSentence) -> ScoredSentence:
    bare = without_mark(item.sentence)
    return item if bare is item.sentence else replace(item, sentence=bare)


def _unread_terms(question: Question) -> set[str]:
    """The terms that are asked for now, in a language that nothing reads; none in English."""
    return set() if question.english else question.own_terms


def _left(item: ScoredSentence, query: Query, heard: float, fresh: Collection[str]) -> float:
    """What is left of a sentence's score by what was told; all of it, where no other reads as an answer as much.

    "When did Bell die?", "And where?": the same sentence may tell both. What nothing reads does where it has all
    that is asked for now, the `fresh` terms, or other words for them; a bare "¿Cuándo?" asks for a time alone, "How
    much is that?" for a price, and "¿Por qué?" for a reason. "Why?" is not answered by what it asks about.
    """
    if not query.was_told(item.sentence):
        return 1.0
    if _BARE_WHY.fullmatch(query.question.text) and not gives_reason(item.sentence.text):
        return SEEN
    if item.read is not None and item.read >= heard:
        return 1.0
    said = set(terms(item.sentence.text, language_of(item.passage.text)))
    if fresh and all(is_told(query.question, term, said) for term in fresh):
        return 1.0
    if not fresh and not query.question.english and asks_reason(query.question.text, query.question.language):
        return 1.0 if gives_reason(item.sentence.text) else SEEN
    asks_a_kind = not fresh if not query.question.english else _FIGURE_OF_IT.fullmatch(query.question.text)
    if asks_a_kind and item.features[_KIND_MET]:
        return 1.0
    return SEEN_ANSWERS if item.read is not None and item.read >= EVEN else SEEN


def _is_headline(item: ScoredSentence, evidence: Evidence) -> bool:
    """Whether it stands alone above the first heading of a document of which more was found."""
    if item.sentence.start or not is_headline(item.sentence) or len(item.passage.sentences) > 1:
        return False
    own = item.passage
    return any(one.passage.document_id == own.document_id and one.passage.id != own.id for one in evidence.passages)


def _replies(items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The items, best first, each question of the document by the sentence after it: that one answers."""
    found: dict[tuple[str, int], ScoredSentence] = {}
    for item in _answered_elsewhere(items):
        item = _reply(item) if _asks(item.passage, item.sentence) else item
        found.setdefault((item.passage.document_id, item.sentence.start), item)
    return list(found.values())


def _answered_elsewhere(items: Sequence[ScoredSentence]) -> Sequence[ScoredSentence]:
    """The items without a question at their head that another one answers, and not who writes on, as in a mail."""
    best = items[0] if items else None
    if best is None or not _asks(best.passage, best.sentence):
        return items
    said = next((item for item in items if not _asks(item.passage, item.sentence)), None)
    if said is None or said.read is None or said.read < max(EVEN, best.read or 0.0):
        return items
    if said.score < _ANSWERS * best.score:
        return items
    return [said, *(item for item in items if item is not said and item is not best)]


def _answered(question: Question, items: list[ScoredSentence]) -> list[ScoredSentence]:
    """The items; a question at their head that nothing after it answers stands behind what tells of what is asked."""
    if not items or not is_question(items[0].sentence.text) or _OF_QUESTIONS.search(question.text):
        return items
    weighed = _best_first(_weighed(item, _UNANSWERED) if _asks(item.passage, item.sentence) else item for item in items)
    return items if question.terms.isdisjoint(terms(weighed[0].sentence.text)) else weighed


def _reply(item: ScoredSentence) -> ScoredSentence:
    """The first sentence after a question, in its passage, that answers it; the question where there is none.

    Who signs a mail whose last sentence asks does not answer it.
    """
    after = item.passage.sentences[place_of(item.passage, item.sentence) + 1 :]
    said = (sentence for sentence in after if not _asks(item.passage, sentence))
    reply = next((sentence for sentence in said if not _INTERJECTION.fullmatch(sentence.text)), None)
    if reply is None or not is_quotable(item.passage, reply) or is_envelope(item.passage, reply):
        return item
    return replace(item, sentence=reply)


def _asks(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence bids another one speak; or stands in bold before the question of an interview.

    "**You sold the farm. Why?**" is asked as a whole.
    """
    if is_prompt(sentence.text):
        return not _ASSERTS.match(sentence.text)
    if not sentence.text.startswith("**") or "**" in sentence.text[2:]:
        return False
    run = passage.text[sentence.start - passage.start + 2 :].partition("\n\n")[0].partition("**")
    return bool(run[1]) and is_question(run[0])


def _echoes(item: ScoredSentence, asked: set[str]) -> bool:
    """Whether a few bare words are all in the question: "George Pike" tells nothing of George Pike.

    A row, or "Alpha: Berlin", tells one thing of another, and may be what the question wants confirmed, as a box does;
    what stands on a line of a timeline tells when it was.
    """
    text = item.sentence.text
    # Nearly every sentence is longer, which its blanks tell at no cost.
    if text.count(" ") > 2 * _FEW or ": " in text or has_box(text) or is_row(item.passage, item.sentence):
        return False
    own = terms(item.sentence.text)
    echoes = len(own) <= _FEW and set(own) <= asked and not any(is_stop(term) for term in own)
    return echoes and not timed_line(item.passage, item.sentence)
