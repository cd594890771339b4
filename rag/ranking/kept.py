"""What is left of a sentence's score by rules that the ranker cannot learn from the data at hand: shares of 1.

Each rule looks at all candidates at once: where none has what is asked for, none is the worse for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.code_lines import is_code
from index.types import Passage
from rag.evidence import Query
from rag.passages.apart import apart
from rag.passages.contents import document_terms, documents_alike
from rag.passages.said import stands_in
from rag.passages.tables import told
from rag.question.measures import measure_asked
from rag.question.question import Question
from rag.question.signs import is_question
from rag.ranking.agreement import of_another

# "E4" is another code than "E2", and no 4 either.
_FIGURE = re.compile(r"\b[a-z]{1,3}-?\d+\b|\d+(?:[.,]\d+)*", re.I)
# Where a passage lacks a number that is asked about, a document a name, a sentence a measure; and where it tells
# nothing but who speaks.
_WITHOUT_NUMBER, _WITHOUT_NAME, _WITHOUT_MEASURE, _MERE_SPEECH = 0.2, 0.7, 0.5, 0.1
# In a document that reads like one which the question names.
NOT_MEANT = 0.2
# Where a conversation goes on, outside of what was quoted; and in another document, where it asks the same of another,
# or something new.
_SAME_DOCUMENT, _OTHER_DOCUMENT, _OTHER_FOR_ANOTHER, _OTHER_FOR_NEW = 0.7, 0.4, 0.8, 0.9
# Code, where prose is asked for; and where how something is done is asked, which prose tells mostly.
_CODE, _CODE_HOW = 0.3, 0.7
_ASKS_FOR_CODE = re.compile(
    r"\b(?:code|commands?|examples?|syntax|snippets?|options?|flags?|arguments?|parameters?|signature|queries|query|"
    r"scripts?|settings?|variables?|output|prints?|printed)\b",
    re.I,
)
_ASKS_HOW = re.compile(r"\bhow (?:do|does|can|to|would|should|is|are)\b", re.I)
_SAYS = re.compile(r"\b(?:said|says|asked|asks|replied|answered|cried|whispered|shouted|sagte|fragte|dijo|dit)\b", re.I)
_QUOTES = re.compile(r"[\"“”„«»]")
_ABOUT_SAYING = re.compile(r"\b(?:sa(?:y|ys|id)|ask|tell|told|answer|repl|speak|quote)", re.I)
_MOST_SAID = 6
# With one document there is no other that could have the name.
_SEVERAL = 2


def shares(query: Query, stored: Sequence[StoredPassage], called: Mapping[str, frozenset[str]]) -> Vector:
    """For every sentence of the candidates, in order."""
    question = query.question
    by_passage = number_shares(question, [item.passage for item in stored], called)
    by_passage *= _with_its_names(question, stored, called)
    by_passage *= meant_shares(question, [item.passage for item in stored], called)
    by_passage *= _spoken_of_before(query, stored)
    counts = [len(item.passage.sentences) for item in stored]
    by_sentence = _by_sentence(question, stored)
    if question.english:
        by_sentence *= apart(question.text, stored) * of_another(question.text, stored)
    return np.asarray(np.repeat(by_passage, counts) * by_sentence, np.float32)


def number_shares(question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]) -> Vector:
    """What is asked of report 42 is not answered by report 37, however alike both read: for every passage."""
    wanted = _figures(question.text)
    has = [
        wanted <= _figures(f"{own.heading} {own.text}") | called.get(own.document_id, frozenset()) if wanted else True
        for own in passages
    ]
    return np.array([1.0 if own or not any(has) else _WITHOUT_NUMBER for own in has], np.float32)


def meant_shares(question: Question, passages: Sequence[Passage], called: Mapping[str, frozenset[str]]) -> Vector:
    """What is asked of Baker's contract is not answered by Miller's, which reads the same: for every passage."""
    others = documents_alike(question, passages, called)
    return np.array([NOT_MEANT if own.document_id in others else 1.0 for own in passages], np.float32)


def _figures(text: str) -> set[str]:
    """The numbers and codes in a text, each written in one way."""
    return {found.replace("-", "").casefold() for found in _FIGURE.findall(text)}


def _with_its_names(
    question: Question, stored: Sequence[StoredPassage], called: Mapping[str, frozenset[str]]
) -> Vector:
    """What is asked about Brightwater is not answered by a handbook of Larkspur's, if another text has the name."""
    wanted = {term for term in question.names if not term[:1].isdigit()}
    if len(called) < _SEVERAL:
        return np.ones(len(stored), np.float32)
    passages = [item.passage for item in stored] if wanted else []
    has = {id_: not wanted.isdisjoint(document_terms(id_, passages, called)) for id_ in called}
    named = [has.get(item.passage.document_id, False) for item in stored]
    return np.array([1.0 if own or not any(named) else _WITHOUT_NAME for own in named], np.float32)


def _spoken_of_before(query: Query, stored: Sequence[StoredPassage]) -> Vector:
    """In a conversation "it" mostly stands for something in what was quoted, or at least in the same document.

    "And the deposit?" after the rent, which leans on no word of it, is that of the lease before that of a voyage; and a
    question that leans on nothing and names nothing is likely of the same document still.
    """
    said = () if query.question.names and not query.follows else tuple(query.said)
    quoted = [bool(stands_in(said, item.passage.text)) for item in stored] if said else []
    if not any(quoted):
        return np.ones(len(stored), np.float32)
    documents = {item.passage.document_id for item, own in zip(stored, quoted, strict=True) if own}
    leans = bool(query.question.carried_terms)
    another = _OTHER_FOR_ANOTHER if query.follows else _OTHER_FOR_NEW
    same, other = (_SAME_DOCUMENT, _OTHER_DOCUMENT) if leans else (1.0, another)
    kept = [
        1.0 if own else same if item.passage.document_id in documents else other
        for item, own in zip(stored, quoted, strict=True)
    ]
    return np.array(kept, np.float32)


def _by_sentence(question: Question, stored: Sequence[StoredPassage]) -> Vector:
    wanted = measure_asked(question.text)
    speech = _ABOUT_SAYING.search(question.text) is None
    code = _code_share(question)
    kept = [
        (_MERE_SPEECH if speech and is_mere_speech(own.text) else 1.0)
        # A question of the document gives way to what answers it.
        * (code if code < 1 and is_code(own.text) else 1.0)
        * (1.0 if not wanted or wanted.search(told(item.passage, own)) or is_question(own.text) else _WITHOUT_MEASURE)
        for item in stored
        for own in item.passage.sentences
    ]
    return np.array(kept, np.float32)


def _code_share(question: Question) -> float:
    """What is left to code: "What is a slice?" is not answered by `let slice = &a[1..3];`."""
    if _ASKS_FOR_CODE.search(question.text) or is_code(question.text):
        return 1.0
    return _CODE_HOW if _ASKS_HOW.search(question.text) else _CODE


@lru_cache(maxsize=20_000)
def is_mere_speech(text: str) -> bool:
    """Whether a sentence has little more than who says a word or two: "“Tonight,” said Odile."."""
    return len(text) < 60 and bool(_QUOTES.search(text) and _SAYS.search(text)) and len(text.split()) <= _MOST_SAID
