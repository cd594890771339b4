"""Questions drafted from a document by rule: a fact sentence turned round, a heading asked about, one it cannot answer.

English sentences only can be turned round; documents in other languages get questions from their headings. Each is a
draft: a person reads it before it counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest

from eval.figures import UNANSWERABLE
from eval.turned import Draft, turned
from index.text.languages import ENGLISH
from index.text.sentences import sentence_spans
from index.text.terms import content_terms, is_readable, language_of, terms
from index.types import Document, Passage
from rag.examples import names_in, question_about
from rag.whole.names import people

# So much of a text tells its language.
_OPENING = 4000
# What a section says, in the language of its document, or in the one that its script tells: a title and a heading
# stand in it as they are.
_SAYS = {
    "german": "Was sagt „{work}“ zum Thema „{topic}“?",
    "french": "Que dit « {work} » sur « {topic} » ?",
    "spanish": "¿Qué dice «{work}» sobre «{topic}»?",
    "italian": "Che cosa dice «{work}» su «{topic}»?",
    "portuguese": "O que diz «{work}» sobre «{topic}»?",
    "dutch": "Wat zegt „{work}” over „{topic}”?",
    "polish": "Co mówi „{work}” na temat „{topic}”?",
    "CJK": "关于“{topic}”，《{work}》说了什么？",
    "HIRAGANA": "『{work}』は「{topic}」について何と述べていますか。",
    "HANGUL": "「{work}」은(는) 「{topic}」에 대해 무엇이라고 합니까?",
    "ARABIC": "ماذا يقول «{work}» عن «{topic}»؟",
}
# A section is about its heading with all that it says; so many sentences of it are taken to answer.
_SECTION = 3
_SHORTEST_SENTENCE = 20
_LONGEST_ROW = 300
_PERSONS = 6
# A word as it stands where no sentence begins, and what has a word of its own to be called by.
_SMALL = re.compile(r"\b[a-z][\w’'-]*")
# What a cell tells that is no mere "yes", "no" or "–".
_TELLS = re.compile(r"(?!(?:yes|no|none|n/a|true|false)$).*\w", re.I)
_NAMED = re.compile(r"[^\W\d_]{2}")
# What may be asked of a person, and the words without which no text tells it.
_UNTOLD = (
    ("When was {} born?", "born birth birthday"),
    ("Where did {} go to school?", "school university college educated studied graduated"),
    ("Who is {} married to?", "married wife husband spouse"),
    ("How much did {} earn?", "earned earn earns salary wage wages pay paid income"),
    ("How old is {}?", "old age aged born years"),
    ("Why did {} resign?", "resign resigned resigns resignation quit stepped leave left"),
)
# A document whose first pairs make no unanswerable question has facts of one kind; more pairs make none either.
_MOST_TRIES = 1_000


def drafts(document: Document, *, alone: bool = True) -> Iterator[Draft]:
    """Questions that the document answers, in its order; each sentence and each heading makes one at most.

    Where it is not the only document, a question about a section says whose section it is.
    """
    language = _language(document.text[:_OPENING])
    names = names_in(document.text)
    if language == ENGLISH:
        common = frozenset(_SMALL.findall(document.text))
        for span in sentence_spans(document.text):
            draft = turned(document.text[span.start : span.end], names, common)
            if draft:
                yield draft
        yield from _of_tables(document.text)
    for heading in document.headings:
        question = _about(heading.text, document, language, names, alone=alone)
        quotes = _below(document, heading.end)
        if question and quotes and heading.text.strip().casefold() != document.title.strip().casefold():
            yield Draft(question, quotes[0], label="heading", more=tuple(quotes[1:]))


def _language(opening: str) -> str:
    """The language of a text in Latin letters; of any other the script, where that has a form of `_SAYS`."""
    if is_readable(opening):
        return language_of(opening)
    seen = Counter(unicodedata.name(char, "?").split()[0] for char in opening if char.isalpha())
    # Japanese is mostly written in Chinese characters, too.
    script = "HIRAGANA" if seen["HIRAGANA"] else next((name for name, _ in seen.most_common(1)), "")
    return script if script in _SAYS else ""


def _about(heading: str, document: Document, language: str, names: frozenset[str], *, alone: bool) -> str:
    """The question about a section; empty where its heading names nothing, or is of a language without a form."""
    if language == ENGLISH:
        work = "the document" if alone else f"“{document.title}”"
        return question_about(heading, names, work)
    if heading.rstrip().endswith(("?", "？", "؟")):
        return heading.strip()
    form = _SAYS.get(language, "")
    return form.format(work=document.title, topic=heading.strip()) if form and _NAMED.search(heading) else ""


def unanswerable(
    found: Sequence[Draft], document: Document, passages: Sequence[Passage], turn: int = 0
) -> Iterator[Draft]:
    """Questions on the document's own subjects that no sentence of it answers, as far as words can tell.

    By turns: what one subject is asked, asked of another; what the document tells of nobody, asked of its people.
    `turn` tells what its people are asked first, so that many documents are not all asked the same.
    """
    text = document.text
    told: dict[str, set[int]] = {}
    for number, span in enumerate(sentence_spans(text)):
        for term in terms(text[span.start : span.end]):
            told.setdefault(term, set()).add(number)
    persons = [name for name, _ in Counter(full for _, _, full in people(passages)).most_common(_PERSONS)]
    both = zip_longest(_swapped(found, told), _untold(persons, told, turn))
    for question in filter(None, chain.from_iterable(both)):
        yield Draft(question, label=UNANSWERABLE)


def _swapped(found: Sequence[Draft], told: Mapping[str, set[int]]) -> Iterator[str]:
    """What one subject is asked, asked of another of which the document tells something of the kind."""
    kinds = [[draft for draft in found if draft.subject and draft.label == kind] for kind in ("date", "number")]
    for asked, other in islice(chain.from_iterable(map(_pairs, kinds)), _MOST_TRIES):
        question = asked.asks.format(other.subject)
        if asked.subject != other.subject and not _together(set(content_terms(question)), told):
            yield question


def _untold(persons: Sequence[str], told: Mapping[str, set[int]], turn: int) -> Iterator[str]:
    """What the document tells of nobody, asked of its people: another question of each, then the rest."""
    open_ = [asks for asks, words in _UNTOLD if not told.keys() & set(terms(words))]
    for step in range(len(open_)):
        for at, name in enumerate(persons):
            yield open_[(turn + at + step) % len(open_)].format(name)


def _pairs(parted: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Each with the one after it, then with the one after that: the first pairs are about all of the document."""
    for step in range(1, len(parted)):
        for at, one in enumerate(parted):
            yield one, parted[(at + step) % len(parted)]


def _together(words: set[str], told: Mapping[str, set[int]]) -> bool:
    """Whether one sentence has all of the words; `told` has the sentences of each."""
    return bool(set.intersection(*(told.get(word, set()) for word in words))) if words else bool(told)


def _of_tables(text: str) -> Iterator[Draft]:
    """A question about a cell of each row, of another column in turn: what is the price of this?"""
    heads: list[str] = []
    for number, line in enumerate(text.split("\n")):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            heads = []
        elif not heads:
            heads = cells
        elif len(cells) == len(heads) > 1 and _NAMED.search(cells[0]):
            told = [at for at, cell in enumerate(cells) if at and _TELLS.match(cell) and _NAMED.match(heads[at])]
            if told and len(line) <= _LONGEST_ROW:
                at = told[number % len(told)]
                head = heads[at] if heads[at].isupper() else heads[at][:1].lower() + heads[at][1:]
                yield Draft(f"What is the {head} of {cells[0]}?", line.strip(), cells[at], "table")


def _below(document: Document, at: int) -> list[str]:
    """The first sentences of a section; none where another heading or the end comes first."""
    ends = [heading.start for heading in document.headings if heading.start >= at]
    section = document.text[at : min(ends, default=len(document.text))]
    sentences = (section[span.start : span.end] for span in sentence_spans(section))
    return list(islice((text for text in sentences if len(text) > _SHORTEST_SENTENCE), _SECTION))
