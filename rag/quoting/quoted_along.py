"""Sentences that are quoted along with a chosen one, which alone says nothing, or the opposite. English.

What announces ("for two reasons", "has limitations") brings what it announces, and a few words that open a paragraph
("The islands are feeling it.") the next sentence; what leads in to code brings that. "Otherwise it is lost" needs the
sentence before it, and so does "He sold it" where it is asked who; "He refused." needs "Instead, he ...". On a line of
a timeline the time stands first. A lone "No." is part of the quotation that it opens, in any language. All are read
with the point first, and beside it what stands beside it in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.code_lines import is_code
from index.text.patterns import lazy_pattern
from index.text.stemming import CAPITALS
from index.text.terms import content_terms
from index.types import Passage, Sentence
from rag.evidence import EVEN, ScoredSentence
from rag.passages.neighbours import next_to, place_of
from rag.passages.quotable import is_quotable, without_mark
from rag.passages.timeline import timed_line
from rag.question.kinds import Kind
from rag.question.question import Question
from rag.question.signs import names_in, tells_time
from rag.quoting.lead_in import adjacent
from rag.ranking.lists import asks_for_all

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
YES_OR_NO = (
    r"(?:yes|no|never|always|not (?:at all|yet|quite|always|necessarily|any ?more)|by no means|"
    r"(?:absolutely|certainly|definitely|of course|surely)(?: not)?|(?:yes|no), (?:never|always|not at all|of course)|"
    r"ja|nein|niemals|oui|non|jamais|sí|sì|si|nunca|sim|não|nee|nooit|nej|aldrig|tak|nie|nigdy)"
)
# It opens a paragraph, or follows a question, a label or who speaks.
_OPENS_WITH = lazy_pattern(
    rf"(?:\A|\n\s*\n|[?？:*_][”\"')*_]*\s)\s*(?P<said>(?:oh |well, )?{YES_OR_NO}[.!])[ \t]*\n?[ \t]*\Z", re.I
)
# None is longer, with what stands before it.
_LONGEST = 40


def quoted_along(chosen: Sequence[ScoredSentence], question: Question) -> list[ScoredSentence]:
    """The sentences that the chosen ones bring, best first, none of which is chosen already."""
    told = {item.sentence.start for item in chosen}
    return list(
        {item.sentence.start: item for item in _brought(chosen, question) if item.sentence.start not in told}.values()
    )


def _brought(chosen: Sequence[ScoredSentence], question: Question) -> Iterator[ScoredSentence]:
    best = chosen[0]
    yield from announced(best, every=asks_for_all(question.text))
    yield from _what_it_hangs_on(best, question)
    yield from _opened(best)
    for item in chosen:
        yield from _its_time(item, question)
    for item in chosen:
        yield from _what_came_instead(item)
        yield from _code_below(item)


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


def _opened(item: ScoredSentence) -> list[ScoredSentence]:
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


def _code_below(item: ScoredSentence) -> list[ScoredSentence]:
    """The code that a sentence leads in to: "To start it by hand, run the following:"."""
    if not item.sentence.text.endswith(":"):
        return []
    below = next_to(item.passage, item.sentence)
    return [replace(item, sentence=below)] if below and is_code(below.text) else []


def _parted(passage: Passage, before: Sentence, after: Sentence) -> bool:
    """Whether a new paragraph begins between two sentences."""
    return _PARAGRAPH.search(passage.text[before.end - passage.start : after.start - passage.start]) is not None


def _what_it_hangs_on(item: ScoredSentence, question: Question) -> list[ScoredSentence]:
    """The sentence before one that says the opposite of it, or what holds otherwise, or whom "he" stands for."""
    own, at = item.passage.sentences, place_of(item.passage, item.sentence)
    if not at or not is_quotable(item.passage, own[at - 1]):
        return []
    if not _HANGS.match(item.sentence.text) and not _names_whom(own[at - 1].text, item.sentence.text, question.text):
        return []
    before = replace(item, sentence=without_mark(own[at - 1]))
    return [before] if adjacent(before, item) else []


def _its_time(item: ScoredSentence, question: Question) -> list[ScoredSentence]:
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


def _what_came_instead(item: ScoredSentence) -> list[ScoredSentence]:
    """The sentence after one, in its paragraph, that tells what was in place of it."""
    after, start = next_to(item.passage, item.sentence), item.passage.start
    if after is None or not _IN_PLACE_OF_IT.match(after.text):
        return []
    between = item.passage.text[item.sentence.end - start : after.start - start]
    return [] if "\n\n" in between else [replace(item, sentence=after)]


def with_yes_or_no(item: ScoredSentence) -> ScoredSentence:
    """The sentence, from the lone yes or no on that stands right before it in its paragraph."""
    text, at = item.passage.text, item.sentence.start - item.passage.start
    if at <= 0 or text[:at].rstrip()[-1:] not in (".", "!"):
        return item
    found = _OPENS_WITH.search(text, max(at - _LONGEST, 0), at)
    if found is None:
        return item
    start, end = found.start("said"), item.sentence.end - item.passage.start
    return replace(item, sentence=Sentence(item.passage.start + start, item.sentence.end, text[start:end]))
