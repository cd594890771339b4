"""Whether the thing that is asked for is there at all: what is near to it by other words only tells nothing of it.

English questions; asked in another language, nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from index.text.patterns import lazy_pattern
from rag.evidence import EVEN, Evidence
from rag.gate.contacts import has_contact
from rag.passages.english import is_english
from rag.passages.tables import told
from rag.question.counted import counted_word
from rag.ranking.reread import FOUND

# So many of the best sentences are looked at, with their passages.
_TOP = 3
# A word of the question is there, or another for it, where a word of a passage comes so near to it.
_NEAR_ENOUGH = 0.35
# "Meter reading, water: 318 m³"
_LINE = lazy_pattern(r"\s*[A-Z][\w ,()/-]{1,40}: +(?=[^.!?\d]*\d)\S(?:[^.!?]|\.\d)*")
_HAS = re.compile(
    r"(?:does|do|did|is|are|has|have)\b.* (?:have|has|had|mention|include|offer|contain|support|cover|provide|there|"
    r"say anything about)\b(?:.*? )?(?P<thing>[\w-]+?)"
    r"(?: (?:in|on|at) (?:it|them|this|that|(?:the|this|that|your|its|their) [\w-]+)| (?:here|there|inside))?\W*$"
)
# What has names that the word vectors do not know to be of one thing.
_OTHER_NAMES = [
    frozenset(row.split())
    for row in (
        "wifi wi-fi wireless wlan internet",
        "toilet toilets wc lavatory lavatories restroom restrooms washroom washrooms",
        "crib cot cots",
        "atm cashpoint",
        "stroller pushchair pram buggy",
    )
]
_ROLE = re.compile(
    r"who(?:['’]?s| is| was| are| were) (?:the|your|our|his|her|their|its) "
    r"(?P<role>(?:[\w-]+ ){0,2}?[\w-]+?)(?: (?:of|in|at|for|on)\b.*)?\W*$"
)


def lacks_thing(evidence: Evidence) -> bool:
    """Whether what was found comes near to no word of the question, or not to the thing whose existence is asked for.

    "Does the contract mention a company car?" is not answered by what says "company", nor what was asked of a castle by
    a text in another language that has but its name. What reads as an answer may have other words for all that is
    asked, and still not the thing.
    """
    question = evidence.query.question
    content = question.content
    rows = [evidence.near[item.passage.id] for item in evidence.sentences[:_TOP] if item.passage.id in evidence.near]
    # What is asked for by its name in other words, as a guarantee, may be near to no word.
    if not rows or not content or not question.english or evidence.known:
        return False
    # An address has none of the words that it is asked for by.
    if has_contact(question.text, evidence.sentences[0]):
        return False
    near = dict(zip((word.word for word in content), np.max(rows, axis=0), strict=True))
    best = evidence.sentences[0]
    asked = _HAS.match(question.text.casefold())
    thing = "" if not asked or _has_other_name(asked["thing"], best.sentence.text) else asked["thing"]
    # What stands for a word of the conversation was not read.
    read = (best.read or 0.0) > 0 and all(word.weight == 1 for word in content)
    if (not read and max(near.values()) < _NEAR_ENOUGH) or near.get(thing, 1.0) < _NEAR_ENOUGH:
        return True
    hardly = evidence.heard is not None and evidence.heard < EVEN and _lacks_all(near, _wanted(question.text))
    if hardly and not _has_unit(counted_word(question.text), told(best.passage, best.sentence)):
        return True
    if _is_of_another_label(evidence, near):
        return True
    said = [word.word for word in content if word.term not in question.names]
    if not said or is_english(best.passage.text):
        return False
    # A word that both languages write alike is there, whatever its base form in each.
    return max(near[word] for word in said) < _NEAR_ENOUGH and not any(
        word in best.sentence.text.casefold() for word in said
    )


def _is_of_another_label(evidence: Evidence, near: Mapping[str, float]) -> bool:
    """Whether the best sentence is a line such as "Meter reading, water: 318", and it is asked of gas.

    It has words of the question all the same; what reads as an answer may tell in words of its own.
    """
    hardly = evidence.heard is not None and evidence.heard < FOUND and bool(near)
    return hardly and min(near.values()) < _NEAR_ENOUGH and bool(_LINE.fullmatch(evidence.sentences[0].sentence.text))


def _wanted(question: str) -> Sequence[str]:
    """The words for what is counted or who is named by what he is: "How many skylarks?", "Who is the director?"."""
    role = _ROLE.match(question.casefold())
    return role["role"].split() if role else [counted_word(question)]


def _lacks_all(near: Mapping[str, float], wanted: Sequence[str]) -> bool:
    """Whether what was found comes near to none of the words; those that say nothing do not count."""
    own = [near[word] for word in wanted if word in near]
    return bool(own) and max(own) < _NEAR_ENOUGH


def _has_unit(word: str, text: str) -> bool:
    """Whether a text measures in what is counted: "46 h" for "How many hours?"."""
    if not word or not any(char.isdigit() for char in text):
        return False
    # What reads numbers takes a while to import.
    from rag.quantities.quantities import quantities

    units = {own.unit for own in quantities(f"1 {word}")} - {""}
    return any(own.unit in units for own in quantities(text))


def _has_other_name(thing: str, text: str) -> bool:
    said = set(re.findall(r"[\w-]+", text.casefold()))
    return any(thing in names and not names.isdisjoint(said) for names in _OTHER_NAMES)
