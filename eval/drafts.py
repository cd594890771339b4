"""Questions drafted from a document by rule: a fact sentence turned round, a heading asked about, one it cannot answer.

English sentences only can be turned round; documents in other languages get questions from their headings. Each is a
draft: a person reads it before it counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from eval.figures import UNANSWERABLE
from index.text.calendar_names import MONTHS
from index.text.sentences import sentence_spans
from index.text.terms import content_terms, terms
from index.types import Document, Passage
from rag.examples import names_in, question_about
from rag.whole.names import people


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with the sentence that answers it; without `quote` it is meant to have no answer.

    `subject` and `asks` are the parts that one without an answer is made of, where the question was made of parts.
    """

    question: str
    quote: str = ""
    answer: str = ""
    label: str = ""
    subject: str = ""
    asks: str = ""


_SUBJECT = r"(?P<subject>(?:The |A |An )?[^\W\d_][\w’'-]*(?: (?!(?:was|were|is|are|has|have|had)\b)[\w’'-]+){0,7})"
_DATE = (
    rf"(?P<answer>(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})"
    r"(?: \d{1,2}(?:,)?)?(?: \d{4})?|\d{4})"
)
_BE = r"(?P<verb>was|were)"
_AMOUNT = (
    r"(?P<answer>\d[\d.,]*(?: (?:thousand|million|billion))?|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
# What a subject points back with: asked alone, nobody would know what it is about.
_POINTS_BACK = re.compile(
    r"^(it|its|he|his|she|her|they|their|this|that|these|those|there|we|our|i|you|your|who|which|here|such|another|one|"
    r"each|yet|but|and|or|so|if|as|in|on|at|by|for|from|with|to|when|while|where|after|before|since|because|although|"
    r"though|despite|what|how|now|then|today|all|some|many|most|other|another|the (?:others?|same|former|latter|first|"
    r"second|last|next))\b",
    re.I,
)
_LONGEST_SENTENCE = 300
_PERSONS = 6
# What may be asked of a person, and the words without which no text tells it.
_UNTOLD = (
    ("When was {} born?", "born birth birthday"),
    ("Where did {} go to school?", "school university college educated studied graduated"),
    ("Who is {} married to?", "married wife husband spouse"),
)
_LONGEST_QUESTION = 160
# A document whose first pairs make no unanswerable question has facts of one kind; more pairs make none either.
_MOST_TRIES = 1_000


def _when(found: re.Match[str]) -> tuple[str, str]:
    return f"When {found['verb']} {{}} {found['done'].strip()}?", found["answer"]


def _how_many(found: re.Match[str]) -> tuple[str, str]:
    does = {"has": "does", "have": "do", "had": "did"}[found["verb"]]
    return f"How many {found['things']} {does} {{}} have?", found["answer"]


def _who(found: re.Match[str]) -> tuple[str, str]:
    return "Who is {}?", found["answer"].strip()


def _said(found: re.Match[str]) -> tuple[str, str]:
    return f"What {_SAYING[found['verb']]}?", found["answer"].strip()


def _what(found: re.Match[str]) -> tuple[str, str]:
    return f"Who or what {found['verb']} {{}}?", found["answer"].strip()


_NAMED = r"(?P<subject>[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w){1,3})"
_SAYING = {
    **dict.fromkeys(("said", "says"), "does {} say"),
    **dict.fromkeys(("wrote", "writes"), "does {} write"),
    **dict.fromkeys(("argued", "argues"), "does {} argue"),
    **dict.fromkeys(("warned", "warns"), "does {} warn of"),
    **dict.fromkeys(("announced", "announces"), "did {} announce"),
}
# The first rule that a sentence follows makes its question; {} stands for the subject.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    ("date", re.compile(rf"^{_SUBJECT} {_BE} (?P<done>(?:[\w’'-]+ ){{1,5}}?)(?:in|on) {_DATE}\b"), _when),
    (
        "number",
        re.compile(rf"^{_SUBJECT} (?P<verb>has|have|had) {_AMOUNT} (?P<things>[a-z][\w-]*(?: [a-z][\w-]*)?s)\b"),
        _how_many,
    ),
    ("person", re.compile(rf"^{_NAMED}, (?P<answer>(?:the|an?|former) [^,.;]+),"), _who),
    ("claim", re.compile(rf"^{_NAMED} (?P<verb>{'|'.join(_SAYING)}) (?:that )?(?P<answer>[^.;]+)"), _said),
    ("definition", re.compile(rf"^{_SUBJECT} (?P<verb>is|was|are|were) (?P<answer>(?:an?|the|one of) [^.;]+)"), _what),
)


def drafts(document: Document) -> Iterator[Draft]:
    """Questions that the document answers, in its order; each sentence and each heading makes one at most."""
    names = names_in(document.text)
    for span in sentence_spans(document.text):
        draft = turned(document.text[span.start : span.end], names)
        if draft:
            yield draft
    for heading in document.headings:
        question = question_about(heading.text, names)
        quote = _first_below(document, heading.end)
        if question and quote and heading.text.strip().casefold() != document.title.strip().casefold():
            yield Draft(question, quote, label="heading")


def turned(sentence: str, names: frozenset[str] = frozenset()) -> Draft | None:
    """The question that a fact sentence answers; None where no rule fits. `names` keep their capital."""
    flat = " ".join(sentence.split())
    if len(flat) > _LONGEST_SENTENCE or _POINTS_BACK.match(flat):
        return None
    for label, pattern, ask in _RULES:
        if found := pattern.match(flat):
            asks, answer = ask(found)
            subject = _inside(found["subject"], names)
            if len(asks) + len(subject) <= _LONGEST_QUESTION:
                return Draft(asks.format(subject), sentence, answer, label, subject, asks)
    return None


def unanswerable(found: Sequence[Draft], document: Document, passages: Sequence[Passage]) -> Iterator[Draft]:
    """Questions on the document's own subjects that no sentence of it answers, as far as words can tell.

    What one subject is asked, asked of another; then what the document tells of nobody, asked of its people.
    """
    text = document.text
    told: dict[str, set[int]] = {}
    for number, span in enumerate(sentence_spans(text)):
        for term in terms(text[span.start : span.end]):
            told.setdefault(term, set()).add(number)
    parted = [draft for draft in found if draft.subject and draft.label in ("date", "number")]
    for asked, other in islice(_pairs(parted), _MOST_TRIES):
        question = asked.asks.format(other.subject)
        if asked.subject != other.subject and not _together(set(content_terms(question)), told):
            yield Draft(question, label=UNANSWERABLE)
    persons = [name for name, _ in Counter(full for _, _, full in people(passages)).most_common(_PERSONS)]
    for name, (asks, words) in product(persons, _UNTOLD):
        if not told.keys() & set(terms(words)):
            yield Draft(asks.format(name), label=UNANSWERABLE)


def _pairs(parted: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Each with the one after it, then with the one after that: the first pairs are about all of the document."""
    for step in range(1, len(parted)):
        for at, one in enumerate(parted):
            yield one, parted[(at + step) % len(parted)]


def _together(words: set[str], told: Mapping[str, set[int]]) -> bool:
    """Whether one sentence has all of the words; `told` has the sentences of each."""
    return bool(set.intersection(*(told.get(word, set()) for word in words))) if words else bool(told)


def _inside(subject: str, names: frozenset[str]) -> str:
    """The subject as it reads within a question."""
    first, _, rest = subject.partition(" ")
    small = first.lower() if first in ("The", "A", "An") or (rest and first not in names and rest.islower()) else first
    return f"{small} {rest}".strip()


def _first_below(document: Document, at: int) -> str:
    """The first sentence of a section; empty where another heading or the end comes first."""
    ends = [heading.start for heading in document.headings if heading.start >= at]
    section = document.text[at : min(ends, default=len(document.text))]
    for span in sentence_spans(section):
        if len(section[span.start : span.end]) > 20:
            return section[span.start : span.end]
    return ""
