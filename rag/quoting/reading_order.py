"""The order in which quotations are read: the point first, and beside it what stands beside it in the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.code_lines import is_code
from index.text.stemming import CAPITALS
from index.text.terms import content_terms
from rag.evidence import ScoredSentence
from rag.passages.neighbours import next_to, place_of
from rag.passages.quotable import is_quotable, without_mark
from rag.passages.timeline import timed_line
from rag.question.kinds import Kind
from rag.question.question import Question
from rag.question.signs import names_in, tells_time
from rag.quoting.lead_in import adjacent

# "If it rains" says by itself what is supposed.
_WEATHER = (
    r"rains?|snows?|freezes|hails|storms|thaws|pours|"
    r"(?:is|gets|becomes|turns|grows) (?:(?:too|very|so) )?(?:rain\w*|snow\w*|freez\w*|pouring|cloud\w*|wet|dry|dark|"
    r"light|cold|hot|warm|fogg\w*|icy|wind\w*|storm\w*|late|early)"
)
# It says what holds otherwise: without the sentence before it nobody can tell what.
_HANGS = re.compile(
    r"^\W*(?:otherwise|instead(?! of)|in that case|"
    rf"if (?:it(?! (?:{_WEATHER})\b)|this|that|so|not)\b|"
    r"but (?:if|when|it|this|that|he|she|they)\b)",
    re.I,
)
# It tells of somebody whom the sentence before it named.
_OF_SOMEBODY = re.compile(r"^\W*(?:in \d{4},? )?(?:he|she|they)\b|.*[”\"],? (?:he|she|they)\b", re.I | re.S)
_ASKS_WHO = re.compile(r"\bwhom?\b", re.I)
_CAPITAL = re.compile(rf"\b[{CAPITALS}][\w’'-]*\w")

# What was done in place of what a sentence denies: "He refused. Instead, he ...".
_IN_PLACE_OF_IT = re.compile(r"^\W*(?:instead(?! of)\b|rather,)", re.I)
_PARAGRAPH = "\n\n"


def what_it_hangs_on(item: ScoredSentence, question: Question) -> list[ScoredSentence]:
    """The sentence before one that says the opposite of it, or what holds otherwise, or whom "he" stands for."""
    own, at = item.passage.sentences, place_of(item.passage, item.sentence)
    if not at or not is_quotable(item.passage, own[at - 1]):
        return []
    if not _HANGS.match(item.sentence.text) and not _names_whom(own[at - 1].text, item.sentence.text, question.text):
        return []
    before = replace(item, sentence=without_mark(own[at - 1]))
    return [before] if adjacent(before, item) else []


def its_time(item: ScoredSentence, question: Question) -> list[ScoredSentence]:
    """What stands before a sentence on a line of a timeline, from the time on, where it is asked when."""
    if question.kind is not Kind.TIME or tells_time(item.sentence.text):
        return []
    line = timed_line(item.passage, item.sentence)
    return [replace(item, sentence=without_mark(sentence)) for sentence in line[-2::-1]]


def _names_whom(before: str, text: str, question: str) -> bool:
    """Whether it is asked who, and a sentence leaves the name to the one before: "He sold it in May"."""
    if not _OF_SOMEBODY.match(text) or not _ASKS_WHO.search(question):
        return False
    asked = set(content_terms(question))
    if any(not asked.issuperset(content_terms(name)) for name in names_in(text)):
        return False
    return any(not asked.issuperset(content_terms(name)) for name in _CAPITAL.findall(before))


def what_came_instead(item: ScoredSentence) -> list[ScoredSentence]:
    """The sentence after one, in its paragraph, that tells what was in place of it."""
    after, start = next_to(item.passage, item.sentence), item.passage.start
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
    hangs = _HANGS.match(best.sentence.text) or is_code(best.sentence.text)
    if hangs or len(timed_line(best.passage, best.sentence)) > 1:
        return sorted(group, key=lambda item: item.sentence.start)
    return [best, *sorted((item for item in group if item is not best), key=lambda item: item.sentence.start)]


def _touch(a: ScoredSentence, b: ScoredSentence) -> bool:
    return adjacent(a, b) or adjacent(b, a)
