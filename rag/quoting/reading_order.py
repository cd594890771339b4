"""The order in which quotations are read: the point first, and beside it what stands beside it in the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.evidence import ScoredSentence
from rag.passages.quotable import is_quotable, without_mark
from rag.quoting.lead_in import adjacent

# It says what holds otherwise: without the sentence before it nobody can tell what.
_HANGS = re.compile(
    r"^\W*(?:otherwise|instead(?! of)|in that case|if (?:it|this|that|so|not)\b|"
    r"but (?:if|when|it|this|that|he|she|they)\b)",
    re.I,
)

# What was done in place of what a sentence denies: "He refused. Instead, he ...".
_IN_PLACE_OF_IT = re.compile(r"^\W*(?:instead(?! of)\b|rather,)", re.I)
_PARAGRAPH = "\n\n"


def what_it_hangs_on(item: ScoredSentence) -> list[ScoredSentence]:
    """The sentence before one that says the opposite of it, or what holds otherwise."""
    own = item.passage.sentences
    at = next((at for at, other in enumerate(own) if other.end == item.sentence.end), 0)
    if not at or not _HANGS.match(item.sentence.text) or not is_quotable(item.passage, own[at - 1]):
        return []
    before = replace(item, sentence=without_mark(own[at - 1]))
    return [before] if adjacent(before, item) else []


def what_came_instead(item: ScoredSentence) -> list[ScoredSentence]:
    """The sentence after one, in its paragraph, that tells what was in place of it."""
    own, start = item.passage.sentences, item.passage.start
    after = next((other for other in own if other.start >= item.sentence.end), None)
    if after is None or not _IN_PLACE_OF_IT.match(after.text):
        return []
    between = item.passage.text[item.sentence.end - start : after.start - start]
    return [] if _PARAGRAPH in between else [replace(item, sentence=after)]


def in_reading_order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """Best first, so that the answer opens with the point; what stands beside it in the document comes right after."""
    groups: list[list[ScoredSentence]] = []
    for item in chosen:
        group = next((group for group in groups if any(_touch(item, other) for other in group)), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    return [item for group in groups for item in _read_well(group)]


def _read_well(group: list[ScoredSentence]) -> list[ScoredSentence]:
    """Neighbours: the best one first, unless it hangs on another, and the others in the order of the document."""
    best = group[0]
    if _HANGS.match(best.sentence.text):
        return sorted(group, key=lambda item: item.sentence.start)
    return [best, *sorted((item for item in group if item is not best), key=lambda item: item.sentence.start)]


def _touch(a: ScoredSentence, b: ScoredSentence) -> bool:
    return adjacent(a, b) or adjacent(b, a)
