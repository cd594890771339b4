"""Sentences that tell of another than the person asked about, by their pronoun: "When did she die?", "He died in 1971".

What somebody is called by, "he" or "she", is told by the question or by the sentences of each document that have the
name. Asked about is only whom the question names as the one who does or is something: Ada Bell's husband is a "he".
English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from index.model.embed import Vector
from index.storage.catalog import StoredPassage
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms
from index.types import Passage

# What is left of a sentence's score that tells of another.
OF_ANOTHER = 0.2
_HE, _SHE = "he|his|him|himself", "she|her|hers|herself"
_PRONOUN = lazy_pattern(rf"\b(?:(?P<he>{_HE})|(?P<she>{_SHE}))\b", re.I)
# "When did Ada Bell die?", "How long has she lived here?"; who asks for another person, who may well be a "he".
_ASKED_OF = lazy_pattern(
    r"\W*(?:(?:and|but|so) )?(?!(?:\w+ )?who)(?:[\w’'-]+ ){0,4}?"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may) "
    r"(?:(?P<he>he)|(?P<she>she)|(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?"
    r"(?P<name>(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)*))(?=\W*$| )(?! (?:and|or)\b)",
    re.I,
)
_OWNER = lazy_pattern(r"['’]s?$")
# "He died", "When he died": of whom the sentence tells.
_TELLS_OF = lazy_pattern(
    rf"\W*(?:(?:when|while|after|before|although|though|as|since|until|then|later|in \d{{4}},?) )?"
    rf"(?:(?P<he>{_HE})|(?P<she>{_SHE}))\b",
    re.I,
)
_NAME_WORD = lazy_pattern(r"[\w’'-]+")
# Words with capitals in a row, the last of them being a surname.
_FULL_NAME = lazy_pattern(r"\b(?P<first>(?:[A-ZÀ-Þ][\w’-]*\.? )+)(?P<last>[A-ZÀ-Þ][\w’-]*)")
# So many sentences must agree.
_FEW = 2


def of_another(question: str, stored: Sequence[StoredPassage]) -> Vector:
    """For every sentence of the candidates, in order, what is left of its score: less where it tells of another."""
    passages = [item.passage for item in stored]
    lines = [(passage, own.text) for passage in passages for own in passage.sentences]
    asked = _ASKED_OF.match(question)
    if asked is None or _OWNER.search(asked["name"] or "") or not any(_opens(text) for _, text in lines):
        return np.ones(len(lines), np.float32)
    name = content_terms(asked["name"] or "")
    told = "he" if asked["he"] else "she" if asked["she"] else ""
    called = _called(name, passages) if name else {}

    def is_of_another(passage: Passage, text: str) -> bool:
        own = told or called.get(passage.document_id, "")
        return bool(own) and _is_of_another(text, own, frozenset(name))

    return np.array([OF_ANOTHER if is_of_another(*line) else 1.0 for line in lines], np.float32)


@lru_cache(maxsize=1 << 14)
def _opens(text: str) -> str:
    """Of whom a sentence tells by its opening: "he", "she", or empty."""
    found = _TELLS_OF.match(text)
    return (found.lastgroup or "") if found else ""


@lru_cache(maxsize=1 << 14)
def _names_in(text: str) -> Mapping[str, tuple[int, int]]:
    """The terms of a sentence's words with a capital: where each first begins and last ends.

    Remembered, as every question that names somebody asks hundreds of sentences.
    """
    found = dict[str, tuple[int, int]]()
    for word in _NAME_WORD.finditer(text):
        for term in content_terms(word[0]) if word[0][0].isupper() else ():
            found[term] = found.get(term, word.span())[0], word.end()
    return found


def _is_of_another(text: str, own: str, name: frozenset[str]) -> bool:
    if _opens(text) in ("", own):
        return False
    return not any(match[own] for match in _PRONOUN.finditer(text)) and name.isdisjoint(content_terms(text))


def _called(name: Sequence[str], passages: Sequence[Passage]) -> dict[str, str]:
    """Whether each document calls whom it names "he" or "she", by id; only where that is plain."""
    of_document: dict[str, list[Passage]] = {}
    for passage in passages:
        of_document.setdefault(passage.document_id, []).append(passage)
    found = {}
    for id_, own in of_document.items():
        meant = _meant(name, own)
        count = Counter(pronoun for passage in own for pronoun in _pronouns_for(meant, passage))
        (most, many), *others = [*count.most_common(), ("", 0)]
        if many >= _FEW and many > 2 * sum(other for _, other in others):
            found[id_] = most
    return found


def _meant(name: Sequence[str], passages: Sequence[Passage]) -> set[str]:
    """The words of a name by which a document means that person: not a surname that it has with another first name."""
    full = (found for passage in passages for found in _full_names(passage.text))
    firsts = [first for first, last in full if first and name[-1] in last]
    alone = all(name[0] in terms for terms in firsts) if len(name) > 1 else all(terms & firsts[0] for terms in firsts)
    return {*name} if alone else {*name[:-1]}


@lru_cache(maxsize=1 << 12)
def _full_names(text: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The terms of the first names and of the surname of each full name in a passage."""
    return tuple(
        (frozenset(content_terms(found["first"])), frozenset(content_terms(found["last"])))
        for found in _FULL_NAME.finditer(text)
    )


def _pronouns_for(name: set[str], passage: Passage) -> Iterator[str]:
    """The first pronoun behind the name in each sentence that has it, or the one that the next sentence opens with.

    Not one that stands before the name too: "Her brother Tom Bell taught her".
    """
    named = False
    for sentence in passage.sentences:
        if named and (opening := _opens(sentence.text)):
            yield opening
        within = _names_in(sentence.text)
        places = [within[term] for term in name if term in within]
        behind = _PRONOUN.search(sentence.text, max(last for _, last in places)) if places else None
        if behind and behind.lastgroup:
            before = _PRONOUN.finditer(sentence.text, 0, min(first for first, _ in places))
            if all(match.lastgroup != behind.lastgroup for match in before):
                yield behind.lastgroup
        named = bool(places)
