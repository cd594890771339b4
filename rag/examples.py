"""Questions to begin with, drawn from the documents themselves: from their sentences and headings, else from names.

Offline and without a model. What a sentence answers is asked as a person would (`rag.question.asking`). A heading
becomes part of a sentence, so capitals that are only a title's go; which words are names is learnt from the document: a
name has its capital in the middle of sentences too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import TYPE_CHECKING

from index.errors import FootnoteError
from index.text.dates import is_date
from index.text.languages import ENGLISH
from index.text.terms import is_readable, language_of
from index.types import Document, DocumentInfo, Heading, Passage
from rag.question.asking import asked, turned

if TYPE_CHECKING:
    from index.library import Library

# So many documents that have something to ask about, of so many that are looked at.
_DOCUMENTS, _LOOKED_AT = 8, 40
_SAMPLE = 100_000
# So much of a text tells its language.
_OPENING = 4000
_ALL = "the documents"
# Where a document begins it says what matters; sentences further on speak of details.
_PASSAGES = 60
# What people call a document by. The first one in its title or its file's name is taken.
_KIND = re.compile(
    r"\b(?:handbook|manual|minutes|letter|contract|agreement|lease|report|paper|study|guide|leaflet|brochure|memo|thesis|"
    r"interview|article)\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(introduction|conclusions?|summary|abstract|(table of )?contents|references|bibliography|notes?|appendix|"
    r"acknowledge?ments?|index|overview|background|preface|foreword|licen[cs]e|faq|about|untitled|document|"
    r"(materials and )?methods?|results?|discussion|limitations|preliminary|miscellaneous|any other business|"
    r"matters arising)\W*$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^((chapter|section|part|appendix|step)\s+)?(\d+(\.\d+)*|[IVX]+\b)([.):]|\s*[–—-]|(?=\s))\s*", re.IGNORECASE
)
_LEAD = re.compile(r"^(introduction|conclusion|background|overview)\s*[:–—-]\s*", re.IGNORECASE)
_MIDDLE = re.compile(r"(?<=[a-z,;] )[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?:\b[a-z][\w’'-]*,?|;) ((?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)+)")
_QUESTION_WORD = re.compile(r"(?:who|what|when|where|why|how|which|is|are|does|do|can)\b", re.IGNORECASE)
# "What does it say about if something goes wrong?" nobody asks, nor what it says about today.
_NO_TOPIC = re.compile(
    r"(?:if|in|at|on|when|for|with|from|as|to|by|until|chapter|part)\b|"
    r"(?:today|now|then|later|yesterday|tomorrow|before|after(?:wards)?)$",
    re.IGNORECASE,
)

# "The lamps arrive" is a sentence, and no topic: a thing, and what it does. "The club that sold its name" is one.
_OF_A_THING = (
    r"(?!(?:who|whom|that|which|what|where|when|how|why|whose|to|of|we|you|they|i|he|she|it|nobody)\b)[\w’'-]+"
)
_CLAUSE = re.compile(
    # A plural before a last word that has no ending of a noun, or a verb that is nothing else.
    r"(?:the|our|my|their|his|her|its) (?:[\w’'-]+ )?[\w-]*[^\Ws’']s "
    r"(?![\w’'-]*(?:s|ing|ed|er|or|ly|al|ic|ment|tion|ty|tax|club|race|council|list|board|house|book)\b)[a-z]{3,}$|"
    rf"(?:the |an? |our |my |their |his |her |its )?(?:{_OF_A_THING} ){{1,3}}(?:is|are|was|were|has|have|had|does|do|"
    r"did|can|cannot|could|will|would|must|should|may|might|stops|goes|comes|came|went|begins|began|falls|fell|wins|won|"
    r"loses|lost|says|said|takes|took|gets|got|pays|grows|grew|keeps|kept|returns|arrives|wants|needs)\b",
    re.IGNORECASE,
)


def example_questions(library: Library, count: int = 4) -> list[str]:
    """Up to `count` readable questions that the documents should answer, taken from several documents in turn.

    Empty when the library is empty or its documents offer nothing to ask about.
    """
    rows: list[list[str]] = []
    documents = library.documents()
    for info, work in list(zip(documents, _works(documents), strict=True))[:_LOOKED_AT]:
        try:
            document, passages = library.document(info.id), library.passages(info.id)[:_PASSAGES]
            rows.append(list(_questions(document, passages, work))[:count])
        except FootnoteError:
            continue  # Removed while we looked: its neighbours still have something to ask.
        if sum(map(bool, rows)) == _DOCUMENTS:
            break
    in_turn = (question for column in zip_longest(*rows) for question in column if question)
    drawn = list(dict.fromkeys(in_turn))[:count]
    # What most people ask first of a text.
    return [*drawn[: count - 1], "What are the main points?"] if len(documents) == 1 else drawn


def question_about(heading: str, names: frozenset[str] = frozenset(), work: str = "the document") -> str:
    """A question about the section below `heading` of `work`; empty where the heading names nothing in particular.

    `names` are the words that keep their capital inside a sentence.
    """
    text = " ".join(heading.split()).strip(" #*_`")
    text = _LEAD.sub("", _NUMBERING.sub("", text)).rstrip(".:;, ")
    if text.endswith("?"):
        return text if len(text) <= 100 and _QUESTION_WORD.match(text) else ""
    empty = _NOISE.match(text) or is_date(heading.strip(" #*_`")) or _NO_TOPIC.match(text)
    if empty or not 4 <= len(text) <= 90 or not re.search(r"[^\W\d_]{3}", text):
        return ""
    topic = " ".join(_in_sentence(word.lower() if text.isupper() else word, names) for word in text.split())
    if question := turned(topic):
        return question
    return _under(work, text) if _CLAUSE.match(topic) else _said(work, topic)


def names_in(text: str) -> frozenset[str]:
    """The words that mostly have a capital in the middle of sentences; possessives count without their ending."""
    seen = Counter(_stem(word) for word in _MIDDLE.findall(text[:_SAMPLE]))
    return frozenset(word for word, n in seen.items() if word[:1].isupper() and n > seen[word[:1].lower() + word[1:]])


def _questions(document: Document, passages: Sequence[Passage], work: str) -> Iterator[str]:
    """By turns what a sentence answers and what a section tells; at the end the names that are spoken of most."""
    opening = document.text[:_OPENING]
    if language_of(opening) != ENGLISH or not is_readable(opening):
        # Our English questions do not fit it, but its own do.
        yield from (heading.text for heading in document.headings if heading.text.endswith("?"))
        return
    names = names_in(document.text)
    by_turns = zip_longest(_of_sentences(passages, names), _of_headings(document, names, work))
    yield from (question for pair in by_turns for question in pair if question)
    for name, _ in Counter(_NAME.findall(document.text[:_SAMPLE])).most_common(2):
        yield _said(work, name)


def _of_sentences(passages: Sequence[Passage], names: frozenset[str]) -> Iterator[str]:
    """One question of each form: several alike would look as if nothing else could be asked."""
    forms = set[str]()
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        found = asked(sentence.text, names)
        if found and found.form not in forms:
            forms.add(found.form)
            yield found.question


def _of_headings(document: Document, names: frozenset[str], work: str) -> Iterator[str]:
    title = document.title.strip().casefold()
    headings = [heading for heading in document.headings if heading.text.strip().casefold() != title]
    # Many documents have a section called "Safety".
    clear = (text for text in _by_weight(headings, len(document.text)) if work != _ALL or len(text.split()) > 1)
    questions = filter(None, (question_about(text, names, work) for text in clear))
    # Those that ask for something in particular come first.
    yield from sorted(questions, key=lambda question: f" {work} say " in question)


def _works(documents: Sequence[DocumentInfo]) -> list[str]:
    """What a person would call each: by its kind, as "the handbook", where no other one is of that kind."""
    kinds = [_kind(info) for info in documents]
    other = "the document" if len(documents) == 1 else _ALL
    return [f"the {kind}" if kind and kinds.count(kind) == 1 else other for kind in kinds]


def _kind(info: DocumentInfo) -> str:
    stem = re.sub(r"[\W_]+", " ", PurePath(info.source).stem)
    found = _KIND.search(stem) or _KIND.search(info.title)
    return found[0].lower() if found else ""


def _said(work: str, topic: str) -> str:
    verb = "do" if work in (_ALL, "the minutes") else "does"
    return f"What {verb} {work} say about {topic}?"


def _under(work: str, heading: str) -> str:
    verb = "do" if work in (_ALL, "the minutes") else "does"
    return f"What {verb} {work} say under “{heading}”?"


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
