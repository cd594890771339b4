"""The answerer that needs no model: verbatim sentences of the documents, each led in by what it answers.

It takes the best sentence and those that come close to it, drops what says the same again, and puts neighbours in the
order of their document. Nothing in the answer but the lead-in is ours, so nothing can be invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.terms import is_stop, stem, words
from index.types import Sentence
from rag.answerer import Quote, Statement
from rag.lists import MOST_ITEMS, Listing, asked_list
from rag.question import Question
from rag.quotable import is_quotable, without_mark
from rag.retrieve import Evidence, ScoredSentence
from rag.tables import is_row, row_text
from rag.types import AnswerSentence, Delta, Turn, Verdict
from rag.whole.survey import Line, Survey

# A further sentence is quoted when its score is at least this share of the best one's, and this much in itself.
CLOSE = 0.4
FLOOR = 0.001
# The embedded model was not trained on other languages, so the best one is less surely the best; with this share an
# answer has as many quotations as in English.
CLOSE_ELSEWHERE = 0.1
# A sentence that goes on from a quoted one ("It wants ...") completes it, and needs only this share.
GOES_ON = 0.05
_LEANS = re.compile(
    r"^\W*(?:(?:if|when|where|unless|otherwise|then|however|in that case|for this)\b,? )?"
    r"(it|they|he|she|this|these|those|such|that|his|their|its|her|both|neither|nor)\b",
    re.I,
)
_THE_SAME = re.compile(r"\W*The ([a-z]\w+)\b")
# What is left of a sentence's score when the answer before quoted it.
SEEN = 0.05
# Two sentences that share this much of their terms say the same.
_SAME = 0.7
# "What does the board recommend ...?": in such a question the last word before a preposition or the end is the verb.
_ASKED = re.compile(
    r"\b(?:do|does|did|will|would|can|could|should|must|may|might)\s+(?:(?:the|a|an|this|these|its|his|her|their|our)\s+)?"
    r"(?:[\w’'-]+\s+)+?(?P<verb>[\w’'-]+)(?=\s+(?:in|on|of|at|by|for|from|to|with|about|the|a|an|and|or|if|when|as|that|his|"
    r"her|its|their|against|after|before)\b|\s*[?.,!;]|$)",
    re.I,
)
# A longer lead-in would hide the quotation.
_LONGEST_TOPIC = 60
# Of some hundred candidates only the best can be quoted; the others need not be looked at.
_CONSIDERED = 40
# Between neighbours stand white space and, in a list, a mark.
_BETWEEN = 4
_FEW = 4
_DASH = "- "
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_LISTED = re.compile(r"- |\d{1,3}\. ")
_LINKS = ("", "of", "of the", "in the", "in", "and", "for", "on", "to the")
_TELLING = 6
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_ARTICLE_LAST = re.compile(r"\b(the|an?) $", re.I)
_AUXILIARY_LAST = re.compile(
    r"\b(?:do|does|did|can|could|will|would|should|must|may|might|is|are|was|were|has|have|had) (?:(?:the|an?) )?$",
    re.I,
)
# "to tighten": a verb, unless a name follows.
_TO_DO = re.compile(r"\bto $", re.I)
# What was done to something, by its form.
_DONE = re.compile(
    r"^(?!(?:need|speed|seed|feed|breed|deed|indeed|weed|greed|exceed|proceed|hundred|shed|sled)$)\w\w+ed$|"
    r"^(?:found|made|held|paid|kept|sent|built|sold|told|lost|won|left|given|taken)$"
)
_DANGLING = frozenset("against toward towards via among across since despite versus onto behind beside".split())
# Verbs that questions are made of; "On said" would be no lead-in.
_QUESTION_VERBS = frozenset(
    stem(word)
    for word in """say said think thought believe claim argue make made take took become happen mean want need see seem
    come came go went give gave show write wrote work use used cause caused lead led affect involve include exist
    start started begin began end ended change changed try tried put keep kept let help helped look
    looked feel felt""".split()
)


class Extractive:
    """Answers in the documents' own words."""

    name = "extractive"

    def __init__(self, quotes: int) -> None:
        self._quotes = quotes

    def answer(self, evidence: Evidence, history: Sequence[Turn] = ()) -> Iterator[Delta | Statement]:
        """One statement per quotation, at most `quotes`; the best sentence is always among them."""
        fresh = _fresh(evidence)
        listing = asked_list(evidence, fresh[0]) if fresh else None
        if listing:
            yield from _told(_as_list(listing, fresh[0]))
            return
        close = CLOSE if evidence.query.question.english else CLOSE_ELSEWHERE
        chosen = _order(choose(fresh, self._quotes, close))
        before: ScoredSentence | None = None
        for number, item in enumerate(chosen, 1):
            statement = _statement(number, _lead_in(evidence.query.question, item, before), item)
            yield Delta(("\n\n" if before else "") + statement.sentence.text)
            yield statement
            before = item

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


def _as_list(listing: Listing, best: ScoredSentence) -> Iterator[Statement]:
    """What leads in to a list, and its items; a best sentence beside the list comes first."""
    beside = best.passage.id == listing.passage.id and not listing.holds(best.sentence)
    before = [*((best.sentence,) if beside else ()), *((listing.lead,) if listing.lead else ())]
    heading = f"Under “{listing.heading}”:" if listing.heading else "The document lists:"
    for number, sentence in enumerate([*before, *listing.items[:MOST_ITEMS]], 1):
        mark, bare = "", sentence
        if number > len(before):
            mark, bare = _marked(sentence)
        opening = heading + (" " if before else "\n\n") if number == 1 else ""
        yield _statement(number, opening + mark, replace(best, passage=listing.passage, sentence=bare))


def _marked(item: Sentence) -> tuple[str, Sentence]:
    """The mark of an item, its own number where it has one, and the item without it."""
    number = _NUMBERED.match(item.text)
    if number is None:
        return _DASH, without_mark(item)
    return f"{number[1]}. ", Sentence(item.start + number.end(), item.end, item.text[number.end() :])


def choose(sentences: Sequence[ScoredSentence], limit: int, share: float = CLOSE) -> list[ScoredSentence]:
    """The sentences worth quoting, best first: those that score at least `share` of the best one."""
    chosen: list[ScoredSentence] = []
    for item in sentences:
        if len(chosen) == limit or (chosen and item.score < chosen[0].score * GOES_ON):
            break
        close = not chosen or item.score >= max(chosen[0].score * share, FLOOR)
        goes_on = any(_goes_on(other, item) for other in chosen)
        if (close or goes_on) and not any(_says_the_same(item, other) for other in chosen):
            chosen.append(item)
    return chosen


def _fresh(evidence: Evidence) -> list[ScoredSentence]:
    """The sentences that can be quoted, best first, where one that the reader was just shown counts for less."""
    said = evidence.query.said
    best = evidence.sentences[:_CONSIDERED]
    asked = set(evidence.query.question.sequence)
    quotable = [item for item in best if is_quotable(item.passage, item.sentence) and not _echoes(item, asked)]
    items = [replace(item, sentence=without_mark(item.sentence)) for item in quotable or best]
    if not said:
        return items
    weighed = [
        replace(item, score=item.score * SEEN) if " ".join(item.sentence.text.split()) in said else item
        for item in items
    ]
    return sorted(weighed, key=lambda item: -item.score)


def _echoes(item: ScoredSentence, asked: set[str]) -> bool:
    """Whether a few bare words are all in the question: "George Pike" tells nothing of George Pike."""
    own = [stem(word) for word in words(item.sentence.text)]
    return len(own) <= _FEW and set(own) <= asked and not any(is_stop(term) for term in own)


def _goes_on(before: ScoredSentence, item: ScoredSentence) -> bool:
    """Whether a sentence follows another and speaks of what that one named: "It wants …", "The official said …"."""
    if not _adjacent(before, item):
        return False
    named = _THE_SAME.match(item.sentence.text)
    return bool(_LEANS.match(item.sentence.text)) or bool(named and stem(named[1].casefold()) in _terms(before))


def _order(chosen: Sequence[ScoredSentence]) -> list[ScoredSentence]:
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
    """Neighbours: the best one first, the others in the order of the document."""
    best = group[0]
    return [best, *sorted((item for item in group if item is not best), key=lambda item: item.sentence.start)]


def _touch(a: ScoredSentence, b: ScoredSentence) -> bool:
    return _adjacent(a, b) or _adjacent(b, a)


def _says_the_same(a: ScoredSentence, b: ScoredSentence) -> bool:
    one, two = set(_terms(a)), set(_terms(b))
    return len(one & two) >= _SAME * max(min(len(one), len(two)), 1)


def _terms(item: ScoredSentence) -> list[str]:
    return [term for word in words(item.sentence.text) if not is_stop(term := stem(word))]


def _statement(number: int, lead: str, item: ScoredSentence) -> Statement:
    """A quotation, led in; of a row its cells, each with its head."""
    sentence, passage = item.sentence, item.passage
    row = row_text(passage, sentence) if is_row(passage, sentence) else ""
    said = row or f"“{' '.join(sentence.text.split())}”"
    text = f"{lead}{said} [{number}]"
    quote = Quote(number, passage.document_id, sentence.start, sentence.end, sentence.text, passage.heading)
    reason = "stands in the quotation" if row else "verbatim quotation"
    return Statement(AnswerSentence(text, (number,), Verdict.SUPPORTED, reason), (quote,))


def _line_statement(line: Line, before: Line | None) -> Statement:
    """A line in our words shows what its quotation names; any other is the quotation, under its heading."""
    quote = line.quote
    text = line.text or f"{_place_lead(line, before)}“{' '.join(quote.text.split())}”"
    reason = "stands in the quotation" if line.text else "verbatim quotation"
    return Statement(AnswerSentence(f"{text} [{quote.number}]", (quote.number,), Verdict.SUPPORTED, reason), (quote,))


def _place_lead(line: Line, before: Line | None) -> str:
    same = before is not None and before.quote.document_id == line.quote.document_id
    if line.quote.heading and not (same and before and before.quote.heading == line.quote.heading):
        return f"Under “{line.quote.heading}”: "
    return "It goes on: " if same and before and 0 <= line.quote.start - before.quote.end <= 2 else ""


def _break(line: Line, before: Line | None) -> str:
    """What parts a line from the one before: nothing in front of the first, the title where a document begins."""
    begins = bool(line.title) and (before is None or before.quote.document_id != line.quote.document_id)
    title = f"From “{line.title}”:\n\n" if begins else ""
    gap = "" if before is None else "\n" if line.text and not begins else "\n\n"
    return gap + title


def _lead_in(question: Question, item: ScoredSentence, before: ScoredSentence | None) -> str:
    """What of the question the quotation speaks to, in the question's own words; else where it stands.

    Our words are English: in another language there is only the heading.
    """
    new_heading = bool(item.passage.heading) and (before is None or before.passage.heading != item.passage.heading)
    if not question.english:
        return f"{item.passage.heading}: " if new_heading else ""
    if is_row(item.passage, item.sentence):
        return f"Under “{item.passage.heading}”: " if new_heading else ""
    if before is not None and _adjacent(before, item):
        return "It goes on: "
    if before is not None and _adjacent(item, before):
        return "Just before that: "
    topic = _topic(question.text, set(_terms(item)))
    if topic and (before is None or topic != _topic(question.text, set(_terms(before)))):
        return f"On {topic}: "
    if new_heading:
        return f"Under “{item.passage.heading}”: "
    return "Also: " if before is not None else "The document says: "


def _adjacent(before: ScoredSentence, item: ScoredSentence) -> bool:
    same = before.passage.document_id == item.passage.document_id
    return same and 0 <= item.sentence.start - before.sentence.end <= _BETWEEN


def _topic(question: str, answered: set[str]) -> str:
    """The longest run of the question's words that the quotation has too; verbs of asking and mere links left out."""
    asked = _ASKED.search(question)
    verb = asked.start("verb") if asked else -1
    size, best = max(_runs(question, answered, verb), key=lambda run: run[0], default=(0, ""))
    best = best.removesuffix("’s").removesuffix("'s")
    if len(best) > _LONGEST_TOPIC:
        return ""
    # One small word alone ("long") names no topic, and what has neither article nor name may be a verb: "cancel".
    noun = bool(_ARTICLE.match(best)) or any(word[:1].isupper() for word in best.split())
    telling = size > 1 or best[:1].isupper() or len(_ARTICLE.sub("", best)) >= _TELLING
    return best if noun and telling else ""


def _runs(question: str, answered: set[str], verb: int) -> Iterator[tuple[int, str]]:
    """How many words each run has, and its text with the article before it; only those that can follow "On"."""
    kept: list[re.Match[str]] = []
    for match in _WORD.finditer(question):
        own = [term for word in words(match.group()) for term in [stem(word)] if not is_stop(term)]
        # Of "the electrical work" the electrical is no topic.
        broken = bool(own) and match.start() != verb and bool(kept) and question[kept[-1].end() : match.start()] == " "
        if not own or not set(own) <= answered or set(own) & _QUESTION_VERBS or match.start() == verb:
            if broken and kept[-1].group()[0].islower():
                kept = []
            continue
        if kept and question[kept[-1].end() : match.start()].strip() not in _LINKS:
            yield from _run(question, kept)
            kept = []
        kept.append(match)
    yield from _run(question, kept)


def _run(question: str, run: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    before = question[: run[0].start()] if run else ""
    article = found[1] + " " if (found := _ARTICLE_LAST.search(before)) else ""
    # "Was asbestos found?", "the lighthouse painted in 1931": what was done to it is no part of what it is.
    done = next((at for at, word in enumerate(run) if _DONE.search(word.group()) and (at or not article)), len(run))
    run = run[:done]
    while run and run[-1].group().casefold() in _DANGLING:
        run = run[:-1]
    while run and run[0].group().casefold() in _DANGLING:
        run, article = run[1:], ""
    if not run or (_TO_DO.search(before) and run[0].group()[0].islower()):
        return
    plain = sum(word.group()[0].islower() for word in run)
    # After "does the" a verb may hide among so many words in a row: "the warranty cover frost".
    in_a_row = all(question[one.end() : other.start()] == " " for one, other in pairwise(run))
    after = _WORD.search(question, run[-1].end())
    verb_is_next = after is not None and stem(after.group().casefold()) in _QUESTION_VERBS
    if plain > 2 and in_a_row and not verb_is_next and _AUXILIARY_LAST.search(before):
        return
    yield len(run), article + question[run[0].start() : run[-1].end()]
