"""Which lists of the documents (`rag.passages.listings`) a question asks for as wholes.

"What is in the box?" is answered by the whole list under that heading, not by one item of it. English questions; in
other languages a list is quoted item by item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from index.text.patterns import BETWEEN
from index.text.terms import content_terms, is_stop, stem, words
from index.types import Passage
from rag.evidence import Evidence, ScoredSentence
from rag.passages.apart import sets_apart
from rag.passages.contents import document_terms
from rag.passages.headings import own_heading, without_number
from rag.passages.listings import Listing, listings
from rag.passages.tables import is_row, row_key, table_head
from rag.quantities.units import NUMBER_WORDS
from rag.ranking.kept import number_shares
from rag.ranking.numbered_steps import step_asked

# A longer list is cut here; its footnotes lead to the rest.
MOST_ITEMS = 20
_NUMBERED = re.compile(r"\s*\(?(?:\d|[a-z]{1,4}[.)])")
# Of so few items each may be what is asked for.
_FEW = 2
_HOW = re.compile(
    r"\b(?:how (?:to|do|does|can|could|should|must)|steps?|instructions?|procedure|recipe|method)\b", re.I
)
_ALL = re.compile(
    r"\b(?:list|name all|show(?: me)?|what (?:are|were)|what(?:'s|’s| is| was| comes| else is) "
    rf"(?:in|inside|included|with|needed|required)|what (?:do|does|should|must) {BETWEEN}\b(?:include|contain|need|"
    r"require|bring|have|come with|consist of|mean|look like|be like|ensure|provide))\b",
    re.I,
)
# Asked so, a list answers only where its heading says that it is the one.
_SOME = re.compile(r"\b(?:which|who|what) \w+|^\W*(?:[\w’'-]+ ){0,3}[\w’'-]+\W*$", re.I)
_WHO = re.compile(r"^\W*who\b", re.I)
_KIND = re.compile(r"\b(?:which|what) (\w+)", re.I)
# They name no list in particular.
_ANY_LIST = frozenset(
    map(
        stem,
        "step list item instruction procedure method recipe point thing way content show tell need have know get do "
        "make cook prepare set use start work go take can kind type sort example rule".split(),
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


def asked_list(evidence: Evidence, best: ScoredSentence) -> Listing | None:
    """The list that a question asks for as a whole, if one was found.

    It is the list whose heading or lead the question names, else the one that the best sentence stands in. A lead is no
    answer by itself, whatever is asked: "To return an item:".
    """
    question = evidence.query.question
    if not question.english or step_asked(question.text):
        return None
    found = [item for item in listings(_with_its_numbers(evidence)) if len(item.items) > 1]
    # "Which course is on Thursday?" asks for some of a list.
    found = [item for item in found if not sets_apart(question.text, [own.text for own in item.items])]
    holding = [item for item in found if not item.rows and _is_in(best, item)]
    around = min(holding, key=lambda item: len(item.items), default=None)
    how, every = bool(_HOW.search(question.text)), asks_for_all(question.text)
    if not _YES_NO.search(question.text) and (how or every or _SOME.search(question.text)):
        if named := _by_name(found, best, evidence, how=how, every=every):
            return named
        whole = around if around and not around.clauses else None
        if every and whole and not _is_about_one(whole, question.own_terms):
            return whole
        if how and whole and _NUMBERED.match(whole.items[0].text):
            return whole
    return around if around and _is_lead(best, around) else None


def _by_name(
    found: Sequence[Listing], best: ScoredSentence, evidence: Evidence, *, how: bool, every: bool
) -> Listing | None:
    """The first list whose heading or lead a question names."""
    question = evidence.query.question
    asked = question.own_terms
    # A row that is asked for by name is the answer, and not the whole table; rows seldom tell how a thing is done.
    other = how and not (every and is_row(best.passage, best.sentence))
    one = other or bool(row_key(best.passage, best.sentence, asked | set(question.sequence)))
    lists = [item for item in found if not (one and item.rows) and _is_of_the_kind(item, question.text)]
    lists = [item for item in lists if _is_at_hand(item, question.text, asked, best, evidence.called)]
    named = next((item for item in lists if _is_named(item, asked, best, evidence, how=how, every=every)), None)
    if named or not (every or how):
        return named
    return next((item for item in lists if _is_headed(item, asked, evidence.called, how=how)), None)


def led_list(evidence: Evidence, chosen: Sequence[ScoredSentence]) -> Listing | None:
    """The list of the best sentence, with those items that were chosen, where they are only the end of its lead.

    "to report any leak" tells nothing without "The Tenant agrees:".
    """
    if not chosen or not evidence.query.question.english or not _goes_on(chosen[0].sentence.text):
        return None
    found = listings([scored.passage for scored in evidence.passages])
    around = next((item for item in found if not item.rows and item.lead and _is_in(chosen[0], item)), None)
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
    """The passages, best first, without those that lack the number or code asked for, where others have it.

    After a question about version 3.2.0, "What was fixed?" asks about that version.
    """
    passages = [scored.passage for scored in evidence.passages]
    question = evidence.query.question
    carried = [word.word for word in question.content if word.weight < 1]
    asked = replace(question, text=" ".join((question.text, *carried)))
    shares = number_shares(asked, passages, evidence.called)
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
    return any(asked - _ANY_LIST <= set(content_terms(name)) for name in listing.names)


def asks_for_all(question: str) -> bool:
    """Whether a question wants all of something: "What are the ...?", "List ..."."""
    return bool(_ALL.search(question))


def _is_about_one(listing: Listing, asked: set[str]) -> bool:
    """Whether a word of the question stands in one of several items alone, and not in what the list is called."""
    own = [set(content_terms(item.text)) for item in listing.items]
    more = asked - _ANY_LIST - set(content_terms(" ".join(listing.names)))
    return len(own) > _FEW and any(sum(term in terms for terms in own) == 1 for term in more)


def _is_named(
    listing: Listing, asked: set[str], best: ScoredSentence, evidence: Evidence, *, how: bool, every: bool
) -> bool:
    """Whether a question's words are those of a list's heading or lead: all of that, and half of what they tell.

    All of what they tell, where somebody is asked for, and for rows that are not said to be wanted.
    """
    question = evidence.query.question.text
    by_all = bool(_WHO.search(question)) or (listing.rows and not every and not _kind(question))
    if listing.clauses and (by_all or not (how or every)):
        return False
    if not by_all and _is_called_so(listing, question):
        return True
    title = evidence.called.get(listing.passage.document_id, frozenset())
    # A heading may leave to the title what it is about, but only for who asks about that document.
    if listing.passage.document_id != best.passage.document_id and not asked & title:
        title = frozenset()
    telling = asked - title - _ANY_LIST - _number(len(listing.items))
    own = [set(content_terms(name)) for name in listing.names]
    # "How do I make coffee?" of "Making coffee", in a text on coffee.
    if (len(asked) > 1 and asked in own[:2]) or (not how and _is_column(listing, asked - _ANY_LIST)):
        return True
    if how and not telling and asked & title:
        return any(terms & _METHODS for terms in own)
    # Where the best sentence is beside the list, what else is asked for may be said there.
    beside = best.passage.id == listing.passage.id and not listing.part
    least = 1 if beside else max(len(telling) / 2, 1)
    least = max(len(telling), 1) if by_all or listing.clauses else least
    return any(terms <= asked | title and len(terms & (telling or asked - title)) >= least for terms in own)


@lru_cache(maxsize=64)
def _number(count: int) -> frozenset[str]:
    """The terms for a number: "the three rules" are those of a list of three."""
    return frozenset({str(count), *(stem(word) for word, value in NUMBER_WORDS.items() if value == count)})


def _is_column(listing: Listing, asked: set[str]) -> bool:
    """Whether all that is asked for is what a table's first column is called."""
    head = table_head(listing.passage, listing.items[0]) if listing.rows and asked else []
    return bool(head) and set(content_terms(head[0])) == asked


def is_list_by_name(evidence: Evidence) -> bool:
    """Whether a list was found that is asked for by all that its heading says: "What are the action items?".

    What else is asked tells the document: "of the board meeting".
    """
    question = evidence.query.question
    if not (question.english and asks_for_all(question.text)) or _YES_NO.search(question.text):
        return False
    asked = question.own_terms
    found = listings([scored.passage for scored in evidence.passages]) if asked - _ANY_LIST else ()
    return any(
        len(item.items) > 1 and (_is_called_so(item, question.text) or _is_called(item, asked, evidence))
        for item in found
    )


def _is_called(listing: Listing, asked: set[str], evidence: Evidence) -> bool:
    """Whether the words asked for are those of a list's heading, but for what its document is called and speaks of."""
    own = set(content_terms(without_number(own_heading(listing.heading))))
    id_ = listing.passage.document_id
    rest = asked - own - _ANY_LIST
    title = rest & evidence.called.get(id_, frozenset())
    if not own - _ANY_LIST or not own - _ANY_LIST <= asked or (rest and not title):
        return False
    return rest <= document_terms(id_, (scored.passage for scored in evidence.passages), evidence.called)


def _is_called_so(listing: Listing, question: str) -> bool:
    """Whether a question has a heading of several words as it stands: "What other absences are there?"."""
    heading = words(without_number(own_heading(listing.heading)))
    said = words(question)
    runs = (said[at : at + len(heading)] for at in range(len(said)))
    return len(heading) > 1 and not all(is_stop(stem(word)) for word in heading) and heading in runs


def _is_headed(listing: Listing, asked: set[str], called: Mapping[str, frozenset[str]], *, how: bool) -> bool:
    """Whether all that a question tells is in the heading: "What do I need for the carrot soup?" of a longer name."""
    if how and (listing.rows or listing.clauses or not _NUMBERED.match(listing.items[0].text)):
        return False
    telling = asked - _ANY_LIST
    own = set(content_terms(listing.heading))
    # A word of the document's title alone would point to any of its lists.
    title = called.get(listing.passage.document_id, frozenset())
    return len(telling) > 1 and telling <= own and bool(telling - title) and (how or not own & _METHODS)


def _is_of_the_kind(listing: Listing, question: str) -> bool:
    """Whether a list can be of what is asked for: "What wine goes in the soup?" asks for one of what is in it."""
    kind = _kind(question)
    return not kind or kind in _ANY_LIST or kind in content_terms(" ".join(listing.names))


def _kind(question: str) -> str:
    """What things are asked for, as a stem: "wine"; empty where that is not said."""
    return next((stem(word) for word in _KIND.findall(question) if not is_stop(stem(word))), "")
