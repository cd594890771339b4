"""What passages say as wholes, their headings included: the terms of one, and of all that was found of a document.

And which documents a question means by a name that tells them from the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from index.text.stemming import CAPITALS
from index.text.terms import content_terms, stem, terms, words
from index.types import HEADING_PATH, Passage
from rag.question.named import MONTH_TERMS
from rag.question.question import Question

# Names in a row are one, with a number among them: "Harbour Trust", "Tarn 17 Pro", "May 2023".
_RUN = re.compile(rf"[{CAPITALS}][\w-]*\w(?: (?:[{CAPITALS}][\w-]*\w|\d+\b))*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# Texts made after one pattern share half of their words, others a third at most.
_ALIKE = 0.4
# With one document there is no other that could be meant.
_SEVERAL = 2


def passage_terms(passage: Passage) -> frozenset[str]:
    """The terms of a passage and its heading."""
    return _terms(passage.heading, passage.text)


def document_terms(id_: str, passages: Iterable[Passage], called: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The terms of those passages that are of a document, and of what it is `called`."""
    own = (passage_terms(passage) for passage in passages if passage.document_id == id_)
    return called.get(id_, frozenset[str]()).union(*own)


def documents_meant(
    question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Which of the documents found a question means, by the names in it that one of them is `called` by.

    None where it has no name that tells them apart. One that only speaks of what is named so may be meant, too; one
    that has less of the name than another is not: "Tarn 17 Pro" is no "Tarn 17".
    """
    names = frozenset(question.names)
    if len(called) < _SEVERAL or not any(names & own for own in called.values()):
        return frozenset()
    said = {id_: names & document_terms(id_, passages, called) for id_ in called}
    telling = frozenset[str]().union(*(_called_by(question, own, said[id_]) for id_, own in called.items()))
    telling -= frozenset.intersection(*called.values())
    has = {id_: own & telling for id_, own in said.items()}
    return frozenset(id_ for id_, own in has.items() if own and not any(own < other for other in has.values()))


def _called_by(question: Question, called: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """The names of a question that a document is called by. A number is one beside a word only, unless it is a year.

    Of the European Union a report on a European championship says nothing: all of a name has to be there.
    """
    runs = [{stem(word) for word in words(run)}.intersection(question.names) for run in _RUN.findall(question.text)]
    whole = frozenset[str]().union(*(run for run in runs if run <= said))
    found = (called & said) - frozenset[str]().union(*runs) | (called & whole)
    if any(not term.isdecimal() or _YEAR.fullmatch(term) for term in found):
        return found
    return frozenset()


def documents_alike(
    question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The documents found that read like one which a question means, and are another: forms, sheets, towns of a book.

    They share a heading, many words, or much of their name, and tell the same of something else. A text of another kind
    may well speak of what is named, in other words.
    """
    meant = documents_meant(question, passages, called)
    if not meant:
        return frozenset()
    headed, said = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for own in passages:
        headed[own.document_id].add(own.heading.rpartition(HEADING_PATH)[2])
        said[own.document_id] |= _content(own.heading, own.text) - question.terms

    def reads_like(one: str, other: str) -> bool:
        least = min(len(said[one]), len(said[other]))
        return (
            not (headed[one] - {""}).isdisjoint(headed[other])
            or len(said[one] & said[other]) >= _ALIKE * least > 0
            or sum(not term[:1].isdigit() for term in (called[one] & called[other]) - MONTH_TERMS) >= _SEVERAL
        )

    return frozenset(id_ for id_ in called if id_ not in meant and any(reads_like(id_, own) for own in meant))


def documents_beside(
    question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The documents that a question names beside each other, as "the mayors of Hexley and Garrowby"; none of one."""
    meant = documents_meant(question, passages, called)
    own = {id_: frozenset(question.names) & called[id_] for id_ in meant}
    apart = {id_ for id_, names in own.items() if not any(names <= other for one, other in own.items() if one != id_)}
    return frozenset(apart) if len(apart) >= _SEVERAL else frozenset()


# Several rules ask the same of the passages of one question.
@lru_cache(maxsize=1000)
def _terms(heading: str, text: str) -> frozenset[str]:
    return frozenset(terms(f"{heading} {text}"))


@lru_cache(maxsize=1000)
def _content(heading: str, text: str) -> frozenset[str]:
    return frozenset(term for term in content_terms(f"{heading} {text}") if not term[:1].isdigit())
