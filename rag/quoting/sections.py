"""Sections whose heading asks what is asked: answered as a whole, or at least with the sentence that they open with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from index.text.code_lines import is_code
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, stem, terms, words
from index.types import Passage
from rag.evidence import EVEN, Evidence, ScoredSentence
from rag.passages.headings import own_heading, without_number
from rag.passages.quotable import is_envelope, is_quotable, without_mark
from rag.passages.tables import is_row
from rag.question.brief import is_brief
from rag.question.signs import is_question
from rag.quoting.lead_in import was_done

# What a question asks for by the name that a heading may have; such a section is shown whole up to so many sentences.
_ASKED_BY_NAME = re.compile(
    r"(?:what|which) (?!(?:if|when|about|happens)\b)(?:are (?:the |all )?)?(?P<name>[\w -]+?)"
    r"(?: (?:are|is) there| (?:does|do|has|have|can|are|is)\b.*)?\W*$",
    re.I,
)
# It names the document that is read: "the limitations of the study" stand under "Limitations".
_OF_THE_TEXT = lazy_pattern(
    r" of (?:the|this) (?:article|paper|report|study|investigation|document|essay|text|analysis|review)\b", re.I
)
SHORT_SECTION = 6
# "Other slices" stand below what a slice is.
_FURTHER = frozenset(("other", "more", "further", "another", "additional"))
# Passages whose headings are looked at.
_SECTIONS = 40
# A question of fewer content words is only that heading's which asks it in the same words.
_TITLED = 2


def below_heading(evidence: Evidence) -> list[ScoredSentence]:
    """The sentences of the section whose heading is the question, or what it asks for by name, in order.

    "What happens if I am late?" may be a heading itself; "What modes does it have?" is answered below "Modes".
    """
    question = evidence.query.question
    asked = question.terms
    bare = _OF_THE_TEXT.sub("", question.text)
    of_the_text = asked - set(content_terms(bare)) if bare != question.text else set[str]()
    named = _ASKED_BY_NAME.match(bare) if is_brief(bare) else None
    name = set(content_terms(named["name"])) if named else set[str]()
    if not evidence.sentences:
        return []
    best = evidence.sentences[0]
    for found in evidence.passages[:_SECTIONS]:
        heading = _own_heading(found.passage)
        terms_ = _heading_terms(heading)
        same = len(asked) >= _TITLED or (bool(asked) and terms(heading) == terms(question.text))
        if terms_ == asked and same and is_question(heading):
            return [*_all_said(found.passage, best)]
        # "What parking does the hotel have?" is answered below the "Parking" of that hotel, and "Which sports are
        # excluded?" by the sentence that says so.
        title = evidence.called.get(found.passage.document_id, frozenset())
        here = found.passage.document_id == best.passage.document_id
        # "Which law governs?" over several contracts: a heading of one does not silence what another one says.
        there = here or asked & title or (asked <= terms_ and not (best.read is not None and best.read >= EVEN))
        is_it = bool(terms_) and terms_ == name and not _FURTHER & {*words(heading)} - {*words(question.text)}
        if is_it and there and not (asked - terms_ - of_the_text) & set(content_terms(best.sentence.text)):
            return [*_all_said(found.passage, best)]
    return []


def with_opening(evidence: Evidence, chosen: Sequence[ScoredSentence], most: int) -> list[ScoredSentence]:
    """The chosen sentences, and the one that opens the section of the best, where its heading asks much the same.

    "How do I cancel?" is answered by "In the app.", which has no word of it; what follows only says more. It stands
    first, unless the best one tells of something that is asked and that the heading does not name.
    """
    best = chosen[0] if chosen else None
    if best is None or is_row(best.passage, best.sentence) or not is_question(best.passage.heading):
        return [*chosen]
    heading, question = _own_heading(best.passage), evidence.query.question
    own, asked = _heading_terms(heading), question.terms
    more = (asked & set(content_terms(best.sentence.text))) - own
    same = _asks_the_same(heading, own, question.text, asked)
    if not same or (more and not own <= asked) or _first_word(heading) != _first_word(question.text):
        return [*chosen]
    section = [
        found.passage
        for found in evidence.passages
        if (found.passage.document_id, found.passage.heading) == (best.passage.document_id, best.passage.heading)
    ]
    opening = next(_all_said(min(section, key=lambda passage: passage.start, default=best.passage), best), None)
    if opening is None or evidence.query.was_told(opening.sentence):
        return [*chosen]
    others = [item for item in chosen if item.sentence.start != opening.sentence.start][: most - 1]
    behind = more and opening.sentence.start != best.sentence.start
    return [*others, opening] if behind else [opening, *others]


def _asks_the_same(heading: str, own: AbstractSet[str], question: str, asked: AbstractSet[str]) -> bool:
    """Whether one of both has all that the other asks, or they differ in the word at their end for what was done.

    "Why was my plot checked?" asks what "Why was my plot inspected?" does, and "Can I bring a dog?" not what "Can I
    bring a friend?" does.
    """
    if own <= asked or asked <= own:
        return bool(own) and (own <= asked or len(asked) >= _TITLED)
    last = [(words(text) or [""])[-1] for text in (heading, question)]
    return {stem(last[0])} == own - asked and {stem(last[1])} == asked - own and all(map(was_done, last))


def _own_heading(passage: Passage) -> str:
    return without_number(own_heading(passage.heading))


def _first_word(text: str) -> str:
    return text.strip("¿ ").partition(" ")[0].casefold()


@lru_cache(maxsize=4096)
def _heading_terms(heading: str) -> frozenset[str]:
    """The same few headings are met by every question."""
    return frozenset(content_terms(heading))


def _all_said(passage: Passage, best: ScoredSentence) -> Iterator[ScoredSentence]:
    for item in passage.sentences:
        told = is_quotable(passage, item) and not is_envelope(passage, item) and not is_question(item.text)
        if told and not is_code(item.text):
            yield replace(best, passage=passage, sentence=without_mark(item))
