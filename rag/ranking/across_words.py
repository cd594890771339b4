"""Pairs of characters of a question that stand across two words: of "茶馆店员" (teahouse, staff) the pair "馆店".

No text has such a pair, and it looks like a word that is missing. Where Chinese characters stand without spaces, a pair
that no document has counts for little between two that are known, or with a character that only helps a verb.
"""

from __future__ import annotations

from collections.abc import Callable

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.unspaced import HAN
from rag.question.question import Question
from rag.question.thesaurus import other_words
from rag.ranking.told_otherwise import spoken_in

# What is left of the weight of such a pair; with nothing left a question may have no word at all.
LITTLE = 0.1
_PAIR = lazy_pattern(f"[{HAN}]{{2}}")
# "has", "can", "may", "must", "want", "in", "at", "by", "still", "no": beside a word, seldom in one that is unknown.
_HELPING = frozenset("有能会會可得应應该該须須要想让讓给給由用里裡内內中上下时時个個位种種没沒不还還又再才最更")

# What asks for whatever a text tells, as "happen" does: no text has to have it.
_OF_ASKING = frozenset(("发生", "發生", "事情", "情况", "情況", "如何"))


def across_words(question: Question, stands: Callable[[str], bool]) -> frozenset[str]:
    """The terms that are likely no words, or tell nothing; `stands` tells whether one stands in any document."""
    if question.language != ENGLISH or question.text.isascii():
        return frozenset()
    language = spoken_in(question)

    def is_known(term: str) -> bool:
        return stands(term) or bool(other_words(term, language=language))

    own = question.sequence
    return frozenset(
        term
        for before, term, after in zip(("", *own), own, (*own[1:], ""), strict=False)
        if _PAIR.fullmatch(term) and not is_known(term)
        if term in _OF_ASKING
        or not _HELPING.isdisjoint(term)
        or (before[-1:] == term[0] and after[:1] == term[1] and is_known(before) and is_known(after))
    )
