"""Questions to begin with, drawn from the documents themselves: from their headings, else from the names they speak of.

Offline and without a model. A heading becomes part of a sentence, so capitals that are only a title's go; which words
are names is learnt from the document: a name has its capital in the middle of sentences too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.errors import FootnoteError
from index.types import Document, Heading

if TYPE_CHECKING:
    from index.library import Library

_DOCUMENTS = 8
_SAMPLE = 100_000
_LONGEST_TITLE = 50
_NOISE = re.compile(
    r"^(introduction|conclusions?|summary|abstract|(table of )?contents|references|bibliography|notes?|appendix|"
    r"acknowledge?ments?|index|overview|background|preface|foreword|licen[cs]e|faq|about|untitled|document)\W*$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^((chapter|section|part|appendix|step)\s+)?(\d+(\.\d+)*|[IVX]+\b)([.):]|\s*[–—-]|(?=\s))\s*", re.IGNORECASE
)
_LEAD = re.compile(r"^(introduction|conclusion|background|overview)\s*[:–—-]\s*", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"^(who|what|when|where|why|how|which|is|are|does|do|can)\b", re.IGNORECASE)
_MIDDLE = re.compile(r"(?<=[a-z,;] )[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<=[a-z,;] )(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)+")


def example_questions(library: Library, count: int = 4) -> list[str]:
    """Up to `count` readable questions that the documents should answer, taken from several documents in turn.

    Empty when the library is empty or its documents offer nothing to ask about.
    """
    rows: list[list[str]] = []
    documents = library.documents()
    for info in documents[:_DOCUMENTS]:
        try:
            rows.append(list(_questions(library.document(info.id), several=len(documents) > 1))[:count])
        except FootnoteError:
            continue  # Removed while we looked: its neighbours still have something to ask.
    in_turn = (question for column in zip_longest(*rows) for question in column if question)
    return list(dict.fromkeys(in_turn))[:count]


def question_about(heading: str, names: frozenset[str] = frozenset()) -> str:
    """A question about the section below `heading`; empty where the heading names nothing in particular.

    `names` are the words that keep their capital inside a sentence.
    """
    text = " ".join(heading.split()).strip(" #*_`")
    text = _LEAD.sub("", _NUMBERING.sub("", text)).rstrip(".:;, ")
    if text.endswith("?") and len(text) <= 100:
        return text
    if _NOISE.match(text) or not 4 <= len(text) <= 90 or not re.search(r"[^\W\d_]{3}", text):
        return ""
    if _QUESTION_WORD.match(text):
        return f"What is said about “{text}”?"
    return f"What is said about {' '.join(_in_sentence(word, names) for word in text.split())}?"


def names_in(text: str) -> frozenset[str]:
    """The words that mostly have a capital in the middle of sentences; possessives count without their ending."""
    seen = Counter(_stem(word) for word in _MIDDLE.findall(text[:_SAMPLE]))
    return frozenset(word for word, n in seen.items() if word[:1].isupper() and n > seen[word[:1].lower() + word[1:]])


def _questions(document: Document, *, several: bool) -> Iterator[str]:
    names = names_in(document.text)
    title = document.title.strip().casefold()
    headings = [heading for heading in document.headings if heading.text.strip().casefold() != title]
    for text in _by_weight(headings, len(document.text)):
        question = question_about(text, names)
        # Many documents have a section called "Method".
        if question and several and len(text.split()) == 1:
            short = len(document.title) <= _LONGEST_TITLE
            question = f"{question.rstrip('?')} in “{document.title.strip()}”?" if short else ""
        if question:
            yield question
    for name, _ in Counter(_NAME.findall(document.text[:_SAMPLE])).most_common(6):
        yield f"What is said about {name}?"


def _by_weight(headings: list[Heading], length: int) -> list[str]:
    """Headings by the amount of text that stands below them, most first: those sections have the most to say."""
    ends = [*(heading.start for heading in headings[1:]), length]
    weighed = sorted(zip(headings, ends, strict=False), key=lambda pair: pair[0].end - pair[1])
    return [heading.text for heading, _ in weighed]


def _in_sentence(word: str, names: frozenset[str]) -> str:
    bare = word.strip("“”\"'‘(),.;:!?")
    is_name = _stem(bare) in names or bare[1:] != bare[1:].lower() or any(character.isdigit() for character in bare)
    return word if is_name else word.lower()


def _stem(word: str) -> str:
    return re.sub(r"[’']s$|[’']$", "", word)
