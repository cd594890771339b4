"""Who somebody is by what he is, where that is asked: "Who is the director?", "Who was her husband?".

A sentence with a name right beside what is asked for ("The director is Dr Pascoe", "Ada Bell, her aunt", "she married
Thomas Reed") comes before those that only speak of him ("She was buried beside her husband"). English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.text.patterns import lazy_pattern
from index.text.stemming import CAPITALS
from rag.evidence import ScoredSentence
from rag.ranking.put_first import told_first

_ASKED = lazy_pattern(
    r"\W*(?:(?:so|and|but|then),? )?who(?:['’]?s| is| was| are| were) "
    r"(?:(?:the|your|our|his|her|their|its|my) (?:current |present |former |new )?|(?:[\w’'-]+ ){0,3}[\w-]+['’]s? )"
    r"(?P<role>[a-z][\w-]*(?: [a-z][\w-]*){0,2}?)"
    r"(?: (?:of|in|at|for|on|before|after|during|when|now|today|then)\b[^?]*)?\W*",
    re.I,
)
# Who is that of all is not told by a name beside the word; and who did something is asked otherwise.
_OTHER = lazy_pattern(
    r"\b(?:first|last|next|only|other|one|person|people|man|woman|name|most|best|\w+est|\w+ing)\b", re.I
)
# Of so many of the best, those of the same document that score this share of the best one.
_CONSIDERED, _SHARE = 20, 0.01
_NAME = (
    rf"(?-i:(?:(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Prof|Professor|Captain|Judge)\.? )?"
    rf"[{CAPITALS}][\w’'-]+(?: (?:[{CAPITALS}][\w’'.-]*|de|da|van|von|der|la|le))*)"
)
_MARRIED = frozenset(("husband", "wife", "spouse"))


def naming_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before all others one that names who is asked for, by what he is."""
    names = _pattern(question)
    if names is None:
        return list(items)
    return told_first(
        items,
        lambda item: names.search(" ".join(item.sentence.text.split())) is not None,
        share=_SHARE,
        among=_CONSIDERED,
    )


@lru_cache(maxsize=64)
def _pattern(question: str) -> re.Pattern[str] | None:
    """What a sentence that names looks like; None where nobody is asked for by what he is."""
    asked = _ASKED.fullmatch(question)
    if asked is None or _OTHER.search(asked["role"]):
        return None
    role = r"\b" + r"\s+".join(map(re.escape, asked["role"].split())) + r"\b"
    married = rf"|\bmarri(?:ed|es)(?: to)?(?: (?:the|an?|his|her))?(?: [a-z]+)?,? {_NAME}"
    return re.compile(
        rf"{role}(?: (?:of|for|at) (?:the )?[\w’'-]+(?: [\w’'-]+)?)?"
        rf"(?:[,:]|,? (?:is|was|are|were|has been|remains)(?: (?:now|still))?)? {_NAME}|"
        rf"{_NAME}(?:,| \(|,? (?:is|was|became|who is|who was|as))+ ?(?:(?:the|our|his|her|its|their|an?) )?"
        rf"(?:[\w-]+ ){{0,2}}?{role}{married if asked['role'].casefold() in _MARRIED else ''}",
        re.I,
    )
