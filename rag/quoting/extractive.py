"""The answerer that needs no model: verbatim sentences of the documents, each led in by what it answers.

It takes the best sentence and those that come close to it, drops what says the same again, and puts neighbours in the
order of their document. Nothing in the answer but the lead-in is ours, so nothing can be invented.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, language_of, stem
from index.text.unspaced import UNSPACED
from index.types import Sentence
from rag.answerer import Quote, Statement
from rag.evidence import EVEN, Evidence, Picked, ScoredSentence
from rag.passages.contents import documents_beside
from rag.passages.listings import Listing, is_item
from rag.passages.quotable import is_numbered, marked, without_mark
from rag.passages.readable import readable
from rag.passages.tables import is_row, row_key, row_text, row_told
from rag.question.question import Question
from rag.quoting.candidates import quotable_sentences
from rag.quoting.lead_in import adjacent, heading_before, lead_in
from rag.quoting.quoted_along import announced, in_reading_order, quoted_along, with_yes_or_no
from rag.quoting.sections import SHORT_SECTION, below_heading, with_opening
from rag.ranking.compared import of_both
from rag.ranking.lists import MOST_ITEMS, asked_list, led_list
from rag.ranking.reread import SURE
from rag.types import AnswerSentence, Delta, Turn, Verdict
from rag.whole.coverage import from_title

if TYPE_CHECKING:
    from rag.whole.survey import Line, Survey

# A further sentence of ordinary length is quoted when its score is at least this share of the best one's, and this much
# in itself. A long one must be closer, a short one less so: what is not to the point costs its reader by its length.
# One that scores as well as the best is quoted whatever its length.
CLOSE, AS_GOOD = 0.85, 0.95
# The same share where the reader is less than sure of the best one, and where it gives it less than an even chance.
CLOSE_LESS_SURE, CLOSE_UNSURE = 0.5, 0.2
FLOOR = 0.001
# A script without spaces says as much in a third of the characters.
_ORDINARY, _ORDINARY_UNSPACED = 130, 45
# The embedded model was not trained on other languages, so the best one is less surely the best; with this share an
# answer has about as many quotations as in English.
CLOSE_ELSEWHERE = 0.2
# In a script that it cannot read, three of ten first places are wrong.
CLOSE_UNREAD = 0.05
# A sentence that goes on from a quoted one ("It wants ...") completes it, and needs only this share.
GOES_ON = 0.1
# And one of another document that the question names this share.
OF_NAMED = 0.01
_LEANS = re.compile(
    r"^\W*(?:(?:if|when|where|unless|otherwise|then|however|in that case|for this)\b,? )?"
    r"(it|they|he|she|this|these|those|such|that|his|their|its|her|both|neither|nor)\b",
    re.I,
)
_THE_SAME = re.compile(r"\W*The ([a-z]\w+)\b")
# Two sentences that share this much of their terms say the same.
_SAME = 0.7
_UNSPACED = lazy_pattern(f"[{UNSPACED}]")
_LISTED = re.compile(r"- |\d{1,3}\. ")


class Extractive:
    """Answers in the documents' own words."""

    name = "extractive"

    def __init__(self, quotes: int) -> None:
        self._quotes = quotes

    def answer(self, evidence: Evidence, history: Sequence[Turn] = ()) -> Iterator[Delta | Statement]:
        """One statement per quotation, and the best sentence is always among them.

        At most `quotes`, but for a short section and a list that are asked for: those are quoted whole, a list up to
        `MOST_ITEMS`.
        """
        if evidence.picked:
            yield from _told(_as_rows(evidence.picked, evidence.sentences[0]))
            return
        fresh = quotable_sentences(evidence)
        listing = asked_list(evidence, fresh[0]) if fresh else None
        if listing:
            yield from _told(_as_list(listing, fresh[0]))
        else:
            yield from _told(_spoken(evidence, self._chosen(evidence, fresh)))
        for part in evidence.unsaid:
            yield Delta(f"\n\nNothing was found on “{part[:1].upper()}{part[1:]}”")

    def _chosen(self, evidence: Evidence, fresh: Sequence[ScoredSentence]) -> list[ScoredSentence]:
        if below := below_heading(evidence):
            return below if len(below) <= SHORT_SECTION else below[: self._quotes]
        question = evidence.query.question
        english = question.english
        both = of_both(question.text, fresh, evidence.called) if english else []
        chosen = both or choose(fresh, self._quotes, _share(fresh, question))
        if not both:
            chosen += _of_others(chosen, fresh, evidence, self._quotes)
        chosen = self._of_parts(evidence.parts, _without_rows_beside(chosen, evidence))
        if chosen and english:
            chosen += quoted_along(chosen, question)
        return in_reading_order(with_opening(evidence, chosen, self._quotes))

    def _of_parts(self, parts: Sequence[ScoredSentence | None], chosen: list[ScoredSentence]) -> list[ScoredSentence]:
        """What answers each part of the question; where one has no answer of its own, what was chosen for the whole."""
        found = list[ScoredSentence]()
        of_its_own = {own.sentence.end for own in parts if own}
        for own in [*parts, *(chosen if len(of_its_own) < len(parts) else ())]:
            item = own and replace(own, sentence=without_mark(own.sentence))
            if item and not any(_says_the_same(item, other) for other in found):
                found.append(item)
        return found[: max(self._quotes, len(parts))] or chosen

    def overview(self, survey: Survey) -> Iterator[Delta | Statement]:
        """A whole-document answer: every line of it, however many; where there is none, only what the survey says."""
        if survey.opening:
            yield Delta(survey.opening + ("\n\n" if survey.lines else ""))
        before: Line | None = None
        for line in survey.lines:
            statement = _line_statement(line, before)
            yield Delta(_break(line, before) + statement.sentence.text)
            yield statement
            before = line


def _told(statements: Iterable[Statement]) -> Iterator[Delta | Statement]:
    """Each statement after its text: the items of a list on adjoining lines, the others as paragraphs."""
    before = ""
    for statement in statements:
        text = statement.sentence.text
        both = _LISTED.match(text) and _LISTED.match(before.rpartition("\n")[2])
        yield Delta(("\n" if both else "\n\n" if before else "") + text)
        yield statement
        before = text


def _spoken(evidence: Evidence, chosen: Sequence[ScoredSentence]) -> Iterator[Statement]:
    """A statement for each sentence; items that go on from what leads in to their list stand behind that."""
    question, said = evidence.query.question, list[Statement]()
    # The one heading of a short text is its title, and tells nothing of where a sentence stands.
    headed = len({(found.passage.document_id, found.passage.heading) for found in evidence.passages}) > 1
    before: ScoredSentence | None = None
    if led := led_list(evidence, chosen):
        said, before = list(_as_list(led, chosen[0])), chosen[0]
        chosen = [item for item in chosen if not led.holds(item.sentence)]
    yield from said
    for number, item in enumerate(chosen, len(said) + 1):
        yield _statement(number, lead_in(question, item, before, headed=headed), item)
        before = item


def _as_list(listing: Listing, best: ScoredSentence) -> Iterator[Statement]:
    """What leads in to a list, and its items; a best sentence beside the list stands where its document has it."""
    items = _first(listing.items, best)
    beside = best.passage.id == listing.passage.id and not listing.holds(best.sentence)
    behind = beside and best.sentence.start > listing.items[-1].start
    before = [*((best.sentence,) if beside and not behind else ()), *((listing.lead,) if listing.lead else ())]
    heading = f"Under “{listing.heading}”" if listing.heading else "The document lists"
    heading += ":" if len(items) == len(listing.items) else f", the first {len(items)} of {len(listing.items)}:"
    # Where not all have a number of their own, as in "10." and "(a)", each keeps its mark.
    numbered = all(is_numbered(item) for item in items)
    for number, sentence in enumerate([*before, *items], 1):
        mark, bare = "", sentence
        if number > len(before):
            mark, bare = marked(sentence) if numbered else ("- ", without_mark(sentence))
        opening = heading + (" " if before else "\n\n") if number == 1 else ""
        yield _statement(number, opening + mark, replace(best, passage=listing.passage, sentence=bare))
    if behind:
        yield _statement(len(before) + len(items) + 1, "Below that: ", best)


def _as_rows(picked: Picked, best: ScoredSentence) -> Iterator[Statement]:
    """The rows that are picked, after what they are picked by; one alone on the same line."""
    rows = picked.rows[:MOST_ITEMS]
    heading = best.passage.heading
    opening = f"Under “{heading}”, {picked.told}" if heading else picked.told[0].upper() + picked.told[1:]
    opening += f", the first {len(rows)}:" if len(rows) < len(picked.rows) else ":"
    mark = "- " if len(rows) > 1 else ""
    for number, (passage, row) in enumerate(rows, 1):
        lead = opening + ("\n\n" if mark else " ") if number == 1 else ""
        yield _statement(number, lead + mark, replace(best, passage=passage, sentence=row))


def _first(items: Sequence[Sentence], best: ScoredSentence) -> Sequence[Sentence]:
    """The items that are shown of a long list: the first ones, and in place of the last one the best."""
    shown = items[:MOST_ITEMS]
    held = [item for item in items[MOST_ITEMS:] if item.start <= best.sentence.start < item.end]
    return [*shown[: MOST_ITEMS - len(held)], *held]


def _without_rows_beside(chosen: list[ScoredSentence], evidence: Evidence) -> list[ScoredSentence]:
    """The sentences without rows beside the one that is asked for by name: who asks for the weight gets no noise."""
    content = evidence.query.question.terms
    asked = content | set(evidence.query.question.sequence)

    best = chosen[0] if chosen else None
    key = row_key(best.passage, best.sentence, asked) if best else set[str]()

    def is_meant(item: ScoredSentence) -> bool:
        own = item.passage, item.sentence
        return bool(row_key(*own, asked) or row_told(*own, content) - key)

    known = best and evidence.known and is_row(best.passage, best.sentence)
    if not best or not (known or is_meant(best)):
        return chosen
    return [item for item in chosen if item is best or not is_row(item.passage, item.sentence) or is_meant(item)]


def choose(sentences: Sequence[ScoredSentence], limit: int, share: float = CLOSE) -> list[ScoredSentence]:
    """The sentences worth quoting, best first: those that score about `share` of the best one, by their length."""
    chosen: list[ScoredSentence] = []
    for item in sentences:
        if len(chosen) == limit:
            break
        best = chosen[0].score if chosen else 0.0
        text = item.sentence.text
        weight = math.sqrt(
            len(text) / (_ORDINARY_UNSPACED if not text.isascii() and _UNSPACED.search(text) else _ORDINARY)
        )
        close = not chosen or item.score >= max(best * min(share * weight, AS_GOOD), FLOOR)
        goes_on = item.score >= best * GOES_ON and any(_goes_on(other, item) for other in chosen)
        if (close or goes_on) and not any(_says_the_same(item, other) for other in chosen):
            chosen.append(item)
    return chosen


def _share(sentences: Sequence[ScoredSentence], question: Question) -> float:
    """How much of the best one's score a further sentence needs."""
    if not question.english:
        return CLOSE_ELSEWHERE if question.readable else CLOSE_UNREAD
    best = sentences[0] if sentences else None
    if best is None or best.read is None or best.read >= SURE:
        return CLOSE
    # Other items answer other questions, and what is announced comes anyway.
    if is_item(best.passage, best.sentence) or announced(best):
        return CLOSE
    return CLOSE_LESS_SURE if best.read >= EVEN else CLOSE_UNSURE


def _of_others(
    chosen: Sequence[ScoredSentence], fresh: Sequence[ScoredSentence], evidence: Evidence, limit: int
) -> list[ScoredSentence]:
    """Where a few documents were picked and none is named, the best sentence of each that has none yet.

    "How much notice is needed?", asked of three contracts, wants to know it of each; so does who names a few.
    """
    picked, best = evidence.query.documents, chosen[0] if chosen else None
    passages = [item.passage for item in evidence.passages]
    beside = documents_beside(evidence.query.question, passages, evidence.called)
    picked = beside or (picked if not evidence.unnamed else frozenset())
    if best is None or not 1 < len(picked) <= limit:
        return []
    least = max(best.score * (OF_NAMED if beside else GOES_ON), FLOOR)
    of, found = {item.passage.document_id for item in chosen}, list[ScoredSentence]()
    for item in fresh:
        if item.passage.document_id in picked - of and item.score >= least:
            of.add(item.passage.document_id)
            found.append(item)
    return found


def _goes_on(before: ScoredSentence, item: ScoredSentence) -> bool:
    """Whether a sentence follows another and speaks of what that one named: "It wants …", "The official said …"."""
    if not adjacent(before, item):
        return False
    named = _THE_SAME.match(item.sentence.text)
    return bool(_LEANS.match(item.sentence.text)) or bool(
        named and stem(named[1].casefold()) in content_terms(before.sentence.text)
    )


def _says_the_same(a: ScoredSentence, b: ScoredSentence) -> bool:
    """Whether most terms are shared; the rent of one lease is not that of the other, whose figure differs.

    Nor does a longer sentence with a figure of its own repeat a short one.
    """
    one, two = set(content_terms(a.sentence.text)), set(content_terms(b.sentence.text))
    figures = [any(term[:1].isdigit() for term in own) for own in (one - two, two - one)]
    least = len(one) if figures[0] else min(len(one), len(two))
    return not all(figures) and len(one & two) >= _SAME * max(least, 1)


def _statement(number: int, lead: str, item: ScoredSentence) -> Statement:
    """A quotation, led in; of a row its cells, each with its head."""
    item = with_yes_or_no(item)
    sentence, passage = item.sentence, item.passage
    row = row_text(passage, sentence)
    said = row or f"“{readable(sentence.text)}”"
    text = f"{lead}{said} [{number}]"
    quote = Quote(number, passage.document_id, sentence.start, sentence.end, sentence.text, passage.heading)
    reason = "stands in the quotation" if row else "verbatim quotation"
    return Statement(AnswerSentence(text, (number,), Verdict.SUPPORTED, reason), (quote,))


def _line_statement(line: Line, before: Line | None) -> Statement:
    """A line in our words shows what its quotation names; any other is the quotation, under its heading."""
    quote = line.quote
    text = line.text or f"{_place_lead(line, before)}“{readable(quote.text)}”"
    reason = "stands in the quotation" if line.text else "verbatim quotation"
    return Statement(AnswerSentence(f"{text} [{quote.number}]", (quote.number,), Verdict.SUPPORTED, reason), (quote,))


def _place_lead(line: Line, before: Line | None) -> str:
    heading, document = line.quote.heading, line.quote.document_id
    if not heading or (before and (before.quote.heading, before.quote.document_id) == (heading, document)):
        return ""
    # "Under" is English, and answers no question of another language.
    language = language_of(line.quote.text) if line.language == ENGLISH else line.language
    return f"Under “{heading}”: " if language == ENGLISH else heading_before(heading, language)


def _break(line: Line, before: Line | None) -> str:
    """What parts a line from the one before: nothing in front of the first, the title where a document begins."""
    begins = bool(line.title) and (before is None or before.quote.document_id != line.quote.document_id)
    title = f"{from_title(line.title, line.language)}\n\n" if begins else ""
    gap = "" if before is None else "\n" if line.text and before.text and not begins else "\n\n"
    return gap + title
