"""The words before a quotation: what of the question it speaks to, else where it stands.

Told by form alone, without a grammar: where the question's words would make no English after "On", the heading does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from index.text.languages import ENGLISH
from index.text.terms import content_terms, is_stop, is_surely_english, language_of, speaks_english, stem, words
from index.text.unspaced import is_marked, is_unspaced
from rag.evidence import ScoredSentence
from rag.passages.tables import is_row
from rag.question.question import Question

# "What does the board recommend ...?": in such a question the last word before a preposition or the end is the verb.
_ASKED = re.compile(
    r"\b(?:do|does|did|will|would|can|could|should|must|may|might)\s+(?:(?:the|a|an|this|these|its|his|her|their|our)\s+)?"
    r"(?:[\w’'-]+\s+)+?(?P<verb>(?!of\b)(?-i:[a-z])[\w’'-]*)(?=\s+(?:in|on|of|at|by|for|from|to|with|about|the|a|an|and|or|if|when|as|"
    r"that|his|her|its|their|against|after|before|it|them|him|me|us|you|one|up|down|out|off|away|back)\b|\s*[?.,!;]|$)",
    re.I,
)
# "Who chairs the board?", "Which firm bought Acme Foods?": what follows is the verb, if a name is next or "who" asks.
_ASKED_AS_SUBJECT = re.compile(
    r"^\W*(?:(?i:who) (?P<who>[a-z][\w’'-]*)|"
    r"(?i:what|which [\w’'-]+(?: [\w’'-]+)?) (?P<what>[a-z][\w’'-]*)(?= (?:(?:the|an?) )?[A-Z]))"
)
# "May the tenants …" asks; "Mr" is part of a name.
_NO_TOPIC = frozenset(("May", "Will", "Can", "Mr", "Mrs", "Ms", "Dr", "St"))
# A longer lead-in would hide the quotation.
_LONGEST_TOPIC = 60
_LINKS = ("", "of", "of the", "in the", "in", "and", "for", "on", "to the")
_TELLING = 6
_LETTERS = r"[^\W_]+(?:[’'.-][^\W_]+)*"
# "the Farmers' Union": an apostrophe behind an s is the word's, unless a quotation mark stands before it.
_WORD = re.compile(rf"(?<=[‘’'“\"]){_LETTERS}|{_LETTERS}(?:(?<=s)[’'](?= \w))?")
_POSSESSIVE = re.compile(r"[’']s?$")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_HEAD = re.compile(r"\bthe (?P<head>[a-z]+) of ", re.I)
_ARTICLE_LAST = re.compile(r"\b(the|an?) $", re.I)
_AUXILIARY_LAST = re.compile(
    r"\b(?:do|does|did|can|could|will|would|should|must|may|might|is|are|was|were|has|have|had) (?:(?:the|an?) )?$",
    re.I,
)
_QUALIFIED = re.compile(r"\b(?:the|an?) [a-z][\w’'-]* $")
# "to tighten": a verb, unless a name follows.
_TO_DO = re.compile(r"\bto $", re.I)
# What was done to something, by its form.
_DONE = re.compile(
    r"^(?!(?:need|speed|seed|feed|breed|deed|indeed|weed|greed|exceed|proceed|hundred|shed|sled)$)\w\w+ed$|"
    r"^(?:found|made|held|paid|kept|sent|built|sold|told|lost|won|left|given|taken|born|bought|brought|cast|caught|chosen|cut|"
    r"done|drawn|driven|eaten|fallen|felt|flown|forgotten|fought|frozen|grown|heard|hidden|known|led|met|put|said|seen|shown|spent|"
    r"spoken|stolen|sung|taught|thought|thrown|worn|written)$"
)
_DANGLING = frozenset(
    """against toward towards via among across since despite versus onto behind beside near inside outside once twice
    early earlier first late later again away aground ashore abroad online together alone soon still already often
    daily""".split()
)
# Verbs that questions are made of; "On said" would be no lead-in.
_QUESTION_VERBS = frozenset(
    stem(word)
    for word in """say said think thought believe claim argue make made take took become happen mean want need see seem
    come came go went give gave show write wrote work use used cause caused lead led affect involve include exist
    start started begin began end ended change changed try tried put keep kept let help helped look
    looked feel felt""".split()
)
# What a question asks for; alone it names nothing that could be told of.
_ASKED_FOR = frozenset(
    stem(word)
    for word in """difference reason purpose meaning cause number amount name kind type sort way aim goal role effect
    definition result consequence advantage disadvantage benefit answer example""".split()
)
# Then a heading with a number or a date may be what tells it: "3.1.0 - 2024-02-12".
_WHICH = re.compile(
    r"\b(?:when|since|(?:which|what) (?:version|release|edition|year|day|date|part|chapter|section))\b", re.I
)
_NUMBER = re.compile(r"\d")
# So much before a run is looked at for an article and an auxiliary: more than both together.
_LOOK_BACK = 24
# What a heading may end with, after which no colon stands.
_MARKS = ("?", "!", ":", "？", "！", "：", "؟")
# Between neighbours stand white space and, in a list, a mark.
_BETWEEN = 4


def lead_in(question: Question, item: ScoredSentence, before: ScoredSentence | None, *, headed: bool = True) -> str:
    """What of the question the quotation speaks to, in the question's own words; else where it stands.

    Our words are English: where question or quotation are not, there is only the heading. Without `headed` no heading
    is named.
    """
    changed = before is None or before.passage.heading != item.passage.heading
    heading = item.passage.heading if headed and changed else ""
    if not _in_english(question, item.passage.text):
        return heading_before(heading, language_of(item.passage.text)) if heading else ""
    under = f"Under “{heading}”: " if heading else ""
    if is_row(item.passage, item.sentence):
        return under
    if before is not None and adjacent(before, item):
        return "It goes on: "
    if before is not None and adjacent(item, before):
        return "Just before that: "
    if _WHICH.search(question.text) and _NUMBER.search(heading):
        return under
    topic = topic_of(question.text, item.sentence.text)
    if topic and (before is None or topic != topic_of(question.text, before.sentence.text)):
        return f"On {topic}: "
    return under or ("Also: " if before is not None else "The document says: ")


def heading_before(heading: str, language: str = ENGLISH) -> str:
    """A heading as words before a quotation; one that asks has its mark already.

    French sets a blank before the colon, and a script without blanks has a wide one.
    """
    if heading.endswith(_MARKS):
        return f"{heading} "
    if is_unspaced(heading[-1:]):
        return f"{heading}：" if not is_marked(heading) else f"{heading}: "
    return f"{heading}\u00a0: " if language == "french" else f"{heading}: "


def _in_english(question: Question, quoted: str) -> bool:
    """Of "prix des couleurs" and "Was ..." no word tells the language: there it is that of what is quoted."""
    if not question.english or is_surely_english(question.text):
        return question.english
    language = language_of(quoted)
    return language == ENGLISH or speaks_english(question.text, but=language)


def adjacent(before: ScoredSentence, item: ScoredSentence) -> bool:
    """Whether one sentence follows the other in its document, with nothing but space or a mark between them."""
    same = before.passage.document_id == item.passage.document_id
    return same and 0 <= item.sentence.start - before.sentence.end <= _BETWEEN


def was_done(word: str) -> bool:
    """Whether a word has the form of what was done to something: "checked", "sold"."""
    return _DONE.search(word) is not None


def topic_of(question: str, quotation: str) -> str:
    """The longest run of the question's words that the quotation has too; verbs of asking and mere links left out."""
    runs = _runs(question, set(content_terms(quotation)), _verbs(question) | _one_of_many(question, quotation))
    size, best = max(runs, key=lambda run: run[0], default=(0, ""))
    best = _POSSESSIVE.sub("", best)
    if len(best) > _LONGEST_TOPIC or best in _NO_TOPIC:
        return ""
    # One small word alone ("long") names no topic, and what has neither article nor name may be a verb: "cancel".
    noun = bool(_ARTICLE.match(best)) or any(word[:1].isupper() for word in best.split())
    telling = size > 1 or best[:1].isupper() or len(_ARTICLE.sub("", best)) >= _TELLING
    return best if noun and telling else ""


def _verbs(question: str) -> set[int]:
    """Where the verbs of a question begin, as far as its form tells."""
    subject = _ASKED_AS_SUBJECT.search(question)
    asked = {match.start("verb") for match in _ASKED.finditer(question)}
    return asked | ({subject.start("who"), subject.start("what")} - {-1} if subject else set())


def _one_of_many(question: str, quotation: str) -> set[int]:
    """Where words such as "chair" in "the chair of the club" begin, if the quotation has only the plural: chairs."""
    own = set(words(quotation))
    heads = ((head["head"].casefold(), head.start("head")) for head in _HEAD.finditer(question))
    return {at for head, at in heads if head not in own and own & {f"{head}s", f"{head}es"}}


def _runs(question: str, answered: set[str], verbs: set[int]) -> Iterator[tuple[int, str]]:
    """How many words each run has, and its text with the article before it; only those that can follow "On"."""
    kept: list[re.Match[str]] = []
    for match in _WORD.finditer(question):
        own = [term for word in words(match.group(), ENGLISH) for term in [stem(word)] if not is_stop(term)]
        verb = match.start() in verbs
        # Of "the electrical work" the electrical is no topic, nor is the Harlow of "a Harlow ticket".
        broken = bool(own) and not verb and bool(kept) and question[kept[-1].end() : match.start()] == " "
        if not own or not set(own) <= answered or set(own) & _QUESTION_VERBS or verb or _is_modal(question, match):
            if broken and (kept[-1].group()[0].islower() or _is_part(question, kept, match)):
                kept = []
            continue
        if kept and question[kept[-1].end() : match.start()].strip() not in _LINKS:
            yield from _run(question, kept)
            kept = []
        kept.append(match)
    yield from _run(question, kept)


def _is_part(question: str, kept: list[re.Match[str]], word: re.Match[str]) -> bool:
    """Whether a name after an article only says which of the thing that follows it: "a monthly Harlow ticket"."""
    first = kept[-1]
    for one in reversed(kept[:-1]):
        first = one if question[one.end() : first.start()] == " " else first
    before = question[max(first.start() - _LOOK_BACK, 0) : first.start()]
    small = word.group()
    noun = small[0].islower() and small not in _DANGLING and not _DONE.search(small)
    return noun and not _POSSESSIVE.search(kept[-1].group()) and _ARTICLE_LAST.search(before) is not None


def _is_modal(question: str, word: re.Match[str]) -> bool:
    """Whether a word is the verb "may" and not the month."""
    if word.group().casefold() != "may" or re.match(r"\W*\d", question[word.end() :]):
        return False
    return word.group().islower() or word.start() == 0


def _run(question: str, run: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    before = question[max(run[0].start() - _LOOK_BACK, 0) : run[0].start()] if run else ""
    article = found[1] + " " if (found := _ARTICLE_LAST.search(before)) else ""
    # "Was asbestos found?", "the lighthouse painted in 1931": what was done to it is no part of what it is.
    done = next((at for at, word in enumerate(run) if _DONE.search(word.group()) and (at or not article)), len(run))
    run = run[:done]
    while run and run[-1].group().casefold() in _DANGLING:
        run = run[:-1]
    while run and run[0].group().casefold() in _DANGLING:
        run, article = run[1:], ""
    # "Does Quill support Windows 8?": right before a name, a word in small letters without an article is the verb.
    if len(run) > 1 and not article and run[0].group()[0].islower() and run[1].group()[0].isupper():
        run = run[1:] if question[run[0].end() : run[1].start()] == " " else run
    # Of "the best beach in Cascais", where no best is told of, only the name can stand alone.
    if run and not article and _QUALIFIED.search(before):
        run = run[next((at for at, word in enumerate(run) if word.group()[0].isupper()), len(run)) :]
    if len(run) == 1 and stem(run[0].group().casefold()) in _ASKED_FOR:
        return
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
