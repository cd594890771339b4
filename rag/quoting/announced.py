"""A sentence that announces ("for two reasons", "has limitations") and the sentences that it announces.

By itself it answers nothing. Nor does a few words' opening of a paragraph ("The islands are feeling it."), of which
what follows tells more. English; in other languages it stands alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.text.code_lines import is_code
from index.types import Passage, Sentence
from rag.evidence import EVEN, ScoredSentence
from rag.passages.neighbours import next_to, place_of

# How many follow, three at most: the rest is left to the footnote. Where it is not said, two; where all are asked for,
# what else is in the paragraph.
_COUNTS = {"two": 2, "both": 2, **dict.fromkeys(("three", "four", "five", "six"), 3)}
_USUAL, _ALL = 2, 6
_NOUNS = (
    r"advantages|aims|benefits|causes|challenges|conditions|differences|disadvantages|drawbacks|exceptions|factors|goals|"
    r"limitations|measures|options|phases|points|problems|purposes|reasons|risks|stages|steps|ways|weaknesses"
)
_ANNOUNCES = re.compile(
    rf"\b(?P<count>two|both|three|four|five|six|several|some|various|many|a few|a number of|the following|certain)"
    rf"(?: [\w-]+){{0,2}} (?:{_NOUNS})\b|\b(?:has|have|had) (?:its |their |clear |important )?(?:{_NOUNS})\s*[.:]|"
    r"\bas follows\b|\bthe following\b|"
    # "The police were uneasy for another reason."
    r"\b(?P<one>another|a different|a further|one) (?:argument|concern|condition|exception|explanation|idea|objection|"
    r"problem|proposal|reason|theory|worry)\W*$",
    re.I,
)
_SAYS_IT = re.compile(r"[:,;–—]\s*\w")
_PARAGRAPH = re.compile(r"\n\s*\n")
# A sentence of at most so many words can open a paragraph and tell nothing yet; a figure tells something.
_FEW = 6
_FIGURE = re.compile(r"\d")


def announced(item: ScoredSentence, *, every: bool = False) -> list[ScoredSentence]:
    """What follows a sentence that announces, in its paragraph; empty where it announces nothing.

    `every` tells that all that is announced is asked for.
    """
    found = _ANNOUNCES.search(item.sentence.text)
    # What says it in the same breath has no need of more: "for two reasons: cost and noise".
    if found is None or _SAYS_IT.search(item.sentence.text, found.end()):
        return []
    own, at = item.passage.sentences, place_of(item.passage, item.sentence)
    following: list[ScoredSentence] = []
    most = 1 if found["one"] else _COUNTS.get((found["count"] or "").lower(), _ALL if every else _USUAL)
    for before, sentence in zip(own[at:], own[at + 1 :], strict=False):
        if len(following) == most or _parted(item.passage, before, sentence):
            break
        following.append(replace(item, sentence=sentence))
    return following


def opened(item: ScoredSentence) -> list[ScoredSentence]:
    """What follows a few words that open a paragraph and hardly read as an answer; empty for any other sentence."""
    text = item.sentence.text
    if item.read is None or item.read >= EVEN or len(text.split()) > _FEW or _FIGURE.search(text):
        return []
    own = item.passage.sentences
    at = next((at for at, other in enumerate(own) if other.start == item.sentence.start), len(own))
    if at and not _parted(item.passage, own[at - 1], item.sentence):
        return []
    following = [one for one in own[at + 1 : at + 2] if not _parted(item.passage, item.sentence, one)]
    return [replace(item, sentence=one) for one in following]


def code_below(item: ScoredSentence) -> list[ScoredSentence]:
    """The code that a sentence leads in to: "To start it by hand, run the following:"."""
    if not item.sentence.text.endswith(":"):
        return []
    below = next_to(item.passage, item.sentence)
    return [replace(item, sentence=below)] if below and is_code(below.text) else []


def _parted(passage: Passage, before: Sentence, after: Sentence) -> bool:
    """Whether a new paragraph begins between two sentences."""
    return _PARAGRAPH.search(passage.text[before.end - passage.start : after.start - passage.start]) is not None
