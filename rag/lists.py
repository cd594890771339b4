"""Lists of a document as wholes: what leads in to them, their items, and which of them a question asks for.

"What is in the box?" is answered by the whole list under that heading, not by one item of it. English questions; in
other languages a list is quoted item by item.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.items import ITEM_LINE
from index.terms import content_terms, is_stop, stem
from index.types import HEADING_PATH, Passage, Sentence
from rag.apart import sets_apart
from rag.kept import number_shares
from rag.quotable import is_title
from rag.retrieve import Evidence, ScoredSentence
from rag.tables import is_row, row_key, table_head
from rag.whole.numbering import without_number

# A longer list is cut here; its footnotes lead to the rest.
MOST_ITEMS = 20
_ITEM = re.compile(ITEM_LINE)
_NUMBERED = re.compile(r"\s*\(?(?:\d|[a-z]{1,4}[.)])")
# White space, and the line end before an item.
_BETWEEN = 4
_HOW = re.compile(
    r"\b(?:how (?:to|do|does|can|could|should|must)|steps?|instructions?|procedure|recipe|method)\b", re.I
)
_ALL = re.compile(
    r"\b(?:list|name all|show(?: me)?|what (?:are|were)|what(?:'s|’s| is| was| comes| else is) "
    r"(?:in|inside|included|with|needed|required)|what (?:do|does|should|must) .*\b(?:include|contain|need|require|"
    r"bring|have|come with|consist of|mean))\b",
    re.I,
)
# Asked so, a list answers only where its heading says that it is the one.
_SOME = re.compile(r"\b(?:which|who|what) \w+|^\W*(?:[\w’'-]+ ){0,3}[\w’'-]+\W*$", re.I)
_KIND = re.compile(r"\b(?:which|what) (\w+)", re.I)
# They name no list in particular.
_ANY_LIST = frozenset(
    map(
        stem,
        "step list item instruction procedure method recipe point thing way content show tell need have know get do "
        "make cook prepare set use start work go take can".split(),
    )
)
# Sections that tell how something is made or done.
_METHODS = frozenset(map(stem, "method instruction step procedure direction preparation recipe".split()))
# "Is dental treatment covered?" asks for yes or no; "Can you list …?" and "Are there any exclusions?" do not.
_YES_NO = re.compile(
    r"^\W*(?:(?:is|are|was|were)(?! there\b)|(?:can|could|will|would)(?! you\b)|do|does|did|has|have|had|may|must|"
    r"should|shall)\b",
    re.I,
)
# A list of any document will do.
_WHEREVER = re.compile(r"\b(?:all|every|list|show)\b", re.I)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list or the rows of a table. `lead` is the sentence that ends with a colon before it, if any.

    `passage` is the one that was found, with those of its section that adjoin it. `heading` is that of its section, or
    a bare line that stands as one above it. An item has its mark and all of its sentences.
    """

    passage: Passage
    heading: str
    lead: Sentence | None
    items: tuple[Sentence, ...]
    rows: bool = False

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence is the lead, or in one of the items."""
        parts = (*self.items, *((self.lead,) if self.lead else ()))
        return any(part.start <= sentence.start and sentence.end <= part.end for part in parts)


def asked_list(evidence: Evidence, best: ScoredSentence) -> Listing | None:
    """The list that a question asks for as a whole, if one was found.

    It is the list whose heading or lead the question names, else the one that the best sentence stands in. A lead is no
    answer by itself, whatever is asked: "To return an item:".
    """
    question = evidence.query.question
    if not question.english:
        return None
    found = [item for item in _listings(_with_its_numbers(evidence)) if len(item.items) > 1]
    # "Which course is on Thursday?" asks for some of a list.
    found = [item for item in found if not sets_apart(question.text, [own.text for own in item.items])]
    around = next((item for item in found if not item.rows and _is_in(best, item)), None)
    how, every = bool(_HOW.search(question.text)), bool(_ALL.search(question.text))
    if not _YES_NO.search(question.text) and (how or every or _SOME.search(question.text)):
        asked = {word.term for word in question.content if word.weight == 1}
        # A row that is asked for by name is the answer, and not the whole table; rows seldom tell how a thing is done.
        other = how and not is_row(best.passage, best.sentence)
        one = other or bool(row_key(best.passage, best.sentence, asked | set(question.sequence)))
        lists = [item for item in found if not (one and item.rows) and _is_of_the_kind(item, question.text)]
        lists = [item for item in lists if _is_at_hand(item, question.text, asked, best, evidence.called)]
        named = next((item for item in lists if _is_named(item, asked, best, evidence.called, how=how)), None)
        if every and not named:
            named = next((item for item in lists if _is_headed(item, asked, evidence.called)), None)
        if named or every:
            return named or around
        if how and around and _NUMBERED.match(around.items[0].text):
            return around
    return around if around and _is_lead(best, around) else None


def led_list(evidence: Evidence, chosen: Sequence[ScoredSentence]) -> Listing | None:
    """The list of the best sentence, with those items that were chosen, where they are only the end of its lead.

    "to report any leak" tells nothing without "The Tenant agrees:".
    """
    if not chosen or not evidence.query.question.english or not _goes_on(chosen[0].sentence.text):
        return None
    listings = _listings([scored.passage for scored in evidence.passages])
    around = next((item for item in listings if not item.rows and item.lead and _is_in(chosen[0], item)), None)
    if around is None or _is_lead(chosen[0], around):
        return None
    same = [item.sentence for item in chosen if item.passage.document_id == around.passage.document_id]
    held = [item for item in around.items if any(item.start <= own.start and own.end <= item.end for own in same)]
    return replace(around, items=tuple(held))


def _goes_on(text: str) -> bool:
    return next((char for char in text if char.isalpha()), "").islower()


def _is_lead(item: ScoredSentence, listing: Listing) -> bool:
    return listing.lead is not None and item.sentence.start == listing.lead.start


def _is_in(best: ScoredSentence, listing: Listing) -> bool:
    return best.passage.document_id == listing.passage.document_id and listing.holds(best.sentence)


def _with_its_numbers(evidence: Evidence) -> list[Passage]:
    """The passages, best first, without those that lack the number or code asked for, where others have it."""
    passages = [scored.passage for scored in evidence.passages]
    shares = number_shares(evidence.query.question, passages, evidence.called)
    return [passage for passage, share in zip(passages, shares, strict=True) if share == 1]


def _is_at_hand(
    listing: Listing, question: str, asked: set[str], best: ScoredSentence, called: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a list is where the question looks: beside the best sentence, in a document that it names, or anywhere.

    In any other document it must be called by all that is asked, as for "What are the action items?".
    """
    title = called.get(listing.passage.document_id, frozenset())
    if listing.passage.document_id == best.passage.document_id or asked & title or _WHEREVER.search(question):
        return True
    return any(asked - _ANY_LIST <= set(content_terms(name)) for name in _names(listing))


def _is_named(
    listing: Listing, asked: set[str], best: ScoredSentence, called: Mapping[str, frozenset[str]], *, how: bool
) -> bool:
    """Whether a question's words are those of a list's heading or lead: all of that, and half of what they tell."""
    title = called.get(listing.passage.document_id, frozenset())
    # A heading may leave to the title what it is about, but only for who asks about that document.
    if listing.passage.document_id != best.passage.document_id and not asked & title:
        title = frozenset()
    telling = asked - title - _ANY_LIST
    own = [set(content_terms(name)) for name in _names(listing)]
    # "How do I make coffee?" of "Making coffee", in a text on coffee.
    if (len(asked) > 1 and asked in own[:2]) or (not how and _is_column(listing, asked - _ANY_LIST)):
        return True
    if how and not telling and asked & title:
        return any(terms & _METHODS for terms in own)
    # Where the best sentence is beside the list, what else is asked for may be said there.
    least = 1 if best.passage.id == listing.passage.id else max(len(telling) / 2, 1)
    return any(terms <= asked | title and len(terms & (telling or asked - title)) >= least for terms in own)


def _is_column(listing: Listing, asked: set[str]) -> bool:
    """Whether all that is asked for is what a table's first column is called."""
    head = table_head(listing.passage, listing.items[0]) if listing.rows and asked else []
    return bool(head) and set(content_terms(head[0])) == asked


def is_list_by_name(evidence: Evidence) -> bool:
    """Whether a list was found that is asked for by all that its heading says: "What are the action items?"."""
    question = evidence.query.question
    if not (question.english and _ALL.search(question.text)) or _YES_NO.search(question.text):
        return False
    asked = {word.term for word in question.content if word.weight == 1} - _ANY_LIST
    found = _listings([scored.passage for scored in evidence.passages]) if asked else ()
    return any(
        len(listing.items) > 1
        and set(content_terms(without_number(listing.heading.rpartition(HEADING_PATH)[2]))) == asked
        for listing in found
    )


def _is_headed(listing: Listing, asked: set[str], called: Mapping[str, frozenset[str]]) -> bool:
    """Whether all that a question tells is in the heading: "What do I need for the carrot soup?" of a longer name."""
    telling = asked - _ANY_LIST
    own = set(content_terms(listing.heading))
    # A word of the document's title alone would point to any of its lists.
    title = called.get(listing.passage.document_id, frozenset())
    return len(telling) > 1 and telling <= own and bool(telling - title) and not own & _METHODS


def _is_of_the_kind(listing: Listing, question: str) -> bool:
    """Whether a list can be of what is asked for: "What wine goes in the soup?" asks for one of what is in it."""
    kind = next((stem(word) for word in _KIND.findall(question) if not is_stop(stem(word))), "")
    return not kind or kind in _ANY_LIST or kind in content_terms(" ".join(_names(listing)))


def _names(listing: Listing) -> list[str]:
    """What a list is called: its heading with those above it, that alone, and its lead."""
    path = [without_number(part) for part in listing.heading.split(HEADING_PATH)]
    return [*dict.fromkeys((" ".join(path), path[-1])), *((listing.lead.text,) if listing.lead else ())]


def _listings(passages: Sequence[Passage]) -> Iterator[Listing]:
    """The lists in passages, best passage first; one that was cut between two passages is whole again."""
    done: set[str] = set()
    for passage in passages:
        if passage.id in done:
            continue
        section = _section(passage, passages)
        done.update(part.id for part in section)
        yield from _within(_whole(passage, section), {part.start for part in section})


def _section(passage: Passage, passages: Sequence[Passage]) -> list[Passage]:
    """The found passages of the same section that adjoin this one, in order."""
    section = [passage]
    same = [p for p in passages if p.document_id == passage.document_id and p.heading == passage.heading]
    for part in sorted(same, key=lambda p: p.start):
        if 0 <= part.start - section[-1].end <= _BETWEEN:
            section.append(part)
    for part in sorted(same, key=lambda p: -p.start):
        if 0 <= section[0].start - part.end <= _BETWEEN:
            section.insert(0, part)
    return section


def _whole(passage: Passage, section: Sequence[Passage]) -> Passage:
    """A passage with those that adjoin it as one, so that rows have their head and a list is whole."""
    if len(section) == 1:
        return passage
    text = ""
    for part in section:
        # Only white space stands between them.
        text += "\n" * (part.start - section[0].start - len(text)) + part.text
    sentences = tuple(sentence for part in section for sentence in part.sentences)
    return replace(passage, start=section[0].start, end=section[-1].end, text=text, sentences=sentences)


def _within(passage: Passage, begins: Collection[int]) -> Iterator[Listing]:
    """The lists of a passage, which may be made of several that begin at these places."""
    rows = [sentence for sentence in passage.sentences if is_row(passage, sentence)]
    if rows:
        yield Listing(passage, passage.heading, None, tuple(rows), rows=True)
    lead: Sentence | None = None
    heading = passage.heading
    items: list[Sentence] = []
    before: Sentence | None = None
    for sentence in passage.sentences:
        if _ITEM.match(sentence.text):
            if not items:
                lead = before if before and before.text.rstrip().endswith(":") else None
                bare = before is not None and is_title(passage, before)
                heading = before.text.strip() if before and bare else passage.heading
            items.append(sentence)
        # What goes on in another passage is too long for an item of a list that is wanted whole.
        elif items and sentence.start not in begins and (longer := _joined(passage, items[-1], sentence)):
            items[-1] = longer
        elif items:
            yield Listing(passage, heading, lead, tuple(items))
            items = []
        before = sentence
    if items:
        yield Listing(passage, heading, lead, tuple(items))


def _joined(passage: Passage, item: Sentence, more: Sentence) -> Sentence | None:
    """An item with a further sentence of its line; None where that is on another line."""
    text = passage.text[item.start - passage.start : more.end - passage.start]
    if "\n" in text[item.end - item.start : more.start - item.start]:
        return None
    return Sentence(item.start, more.end, text)
