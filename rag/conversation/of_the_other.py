"""Whether a sentence tells of the thing that a follow-up has put another for: no answer about that other one.

"A lost key costs £12." answers "What does a lost key cost?", and not "And a lost padlock?", however alike both read.
English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, is_stop, language_of, stem, terms
from rag.conversation.circumstances import says_when
from rag.conversation.pronouns import points_back
from rag.conversation.standalone import TURNS
from rag.conversation.subjects import CARRIED, DEED, STATE, words_beside
from rag.conversation.things import ATTRIBUTE, MEASURE
from rag.evidence import Evidence, ScoredSentence
from rag.passages.headings import own_heading
from rag.passages.neighbours import place_of
from rag.passages.tables import told_with_heading
from rag.question.nations import is_spoken_of
from rag.question.superlative import is_superlative
from rag.question.thesaurus import other_words
from rag.types import Turn

# With more content words in its place, a question asks something else and not the same of another thing.
_MOST = 3
# Of some hundred candidates only these can be quoted.
_CONSIDERED = 40
# Sentences that say only "it" are looked behind so far.
_BACK = 3
# What is left answers if it scores this share at least of what was taken for the answer.
_AS_WELL = 0.7
# A derived form counts by its first letters: "Europeans" for "Europe".
_KIN = 4
_WORD = re.compile(r"\d[\d.,]*|[^\W_]+(?:['’-][^\W_]+)*")
# What stands before a thing: "of the pump", "Are dogs allowed?", "How many gears?"
_BEFORE_A_THING = frozenset(
    "a an the my our your which many much do does did is are was were can may must has have of for with".split()
)
_ARTICLES = frozenset("a an the my our your".split())
_DOER = frozenset("do does did can will would may must should".split())
_PRONOUN_FIRST = lazy_pattern(
    r"\W*(?:(?:and|but|so|then|also|however|in [\w -]{1,20},?) )*"
    r"(?:he|she|it|they|his|her|its|their|this|these|those)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Swap:
    """The terms that a question has in the place of others: `new` for `old`.

    With `does` the new one is a name, and of whoever bears it is asked what he does. `language` is the question's.
    """

    old: frozenset[str]
    new: frozenset[str]
    does: bool = False
    language: str = ENGLISH


def swapped(question: str, history: Sequence[Turn]) -> Swap | None:
    """What a question, as it is understood, asks about where those before it asked the same of others; else None."""
    before = [turn.standalone_question or turn.question for turn in history[-TURNS:]]
    found = [differs for text in before if (differs := swap(question, text))]
    if not found or not swap(question, before[-1]):
        return None
    old = frozenset[str]().union(*(differs.old for differs in found))
    return replace(found[-1], old=old - set(content_terms(CARRIED.sub("", question))))


def swap(question: str, before: str) -> Swap | None:
    """What two questions differ by, as they are understood; None where that is more than a thing, or no thing."""
    asked, told = (_WORD.findall(CARRIED.sub("", text)) for text in (question, before))
    if not asked or not told or asked[0].casefold() != told[0].casefold():
        return None
    own, former = _content(asked), _content(told)
    first = _alike([term for _, term in own], [term for _, term in former])
    last = _alike([term for _, term in own[first:]][::-1], [term for _, term in former[first:]][::-1])
    new, old = own[first : len(own) - last], former[first : len(former) - last]
    gone = {term for _, term in old}
    if not old and points_back(CARRIED.sub("", before)):
        # "How fast does it fold? (Pico)", "How fast does the Heron fold?"
        gone = {stem(word.casefold()) for name in words_beside(before) for word in _WORD.findall(name)}
        gone -= {term for _, term in own}
    if not gone or not 0 < len(new) <= _MOST or len(old) > _MOST or not (first or last or len(own) == len(former) == 1):
        return None
    at = new[0][0]
    words = asked[at : new[-1][0] + 1]
    if not _is_a_thing(asked, at) or any(_is_no_thing(word) for word in words) or says_when(" ".join(words)):
        return None
    does = at > 0 and words[0][0].isupper() and any(word.casefold() in _DOER for word in asked[max(at - 2, 0) : at])
    return Swap(frozenset(gone), frozenset(term for _, term in new), does, language_of(question))


def without_the_other(evidence: Evidence, differs: Swap) -> Evidence:
    """The evidence without the sentences that tell of the old thing.

    Where the best was one, what tells of the new thing is next, if it scores nearly as well; else nothing answers.
    """
    if not evidence.sentences or evidence.known or evidence.picked:
        return evidence
    near = evidence.sentences[:_CONSIDERED]
    kept = [item for item in near if not _is_of_the_old(item, evidence, differs)]
    if len(kept) == len(near):
        return evidence
    if kept[:1] != [near[0]]:
        at = next((at for at, item in enumerate(kept) if _tells(" ".join(_said_by(item)), differs)), len(kept))
        kept = kept[at:] if at < len(kept) and kept[at].score >= _AS_WELL * near[0].score else []
    return left_of(evidence, kept, evidence.sentences[_CONSIDERED:] if kept else ())


def left_of(evidence: Evidence, kept: Sequence[ScoredSentence], rest: Sequence[ScoredSentence] = ()) -> Evidence:
    """The evidence with these sentences, by which the gate judges, and behind them some that it does not hear of."""
    read = [item.read for item in kept if item.read is not None]
    heard = None if evidence.heard is None else max(read, default=None)
    return replace(evidence, sentences=(*kept, *rest), heard=heard)


def _content(said: Sequence[str]) -> list[tuple[int, str]]:
    """The words that say something, as place and term."""
    found = [(at, stem(word.casefold().removesuffix("'s").removesuffix("’s"))) for at, word in enumerate(said)]
    return [(at, term) for at, term in found if not is_stop(term)]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many terms both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (own, told) in enumerate(pairs) if own != told), min(len(one), len(other)))


def _is_a_thing(asked: Sequence[str], at: int) -> bool:
    """Whether a noun begins there, by what stands before it: "the pump", "a lost key", "are dogs"."""
    before = [word.casefold() for word in asked[max(at - 2, 0) : at]]
    return bool(before) and (before[-1] in _BEFORE_A_THING or before[0] in _ARTICLES or asked[at][0].isupper())


def _is_no_thing(word: str) -> bool:
    """Whether it says how large, when or what is done: one sentence may tell that of the same thing, too."""
    if word[0].isdigit() or is_superlative(word) or STATE.fullmatch(f"x {word}", 1):
        return True
    return any(form.fullmatch(word) for form in (DEED, MEASURE, ATTRIBUTE))


def _is_of_the_old(item: ScoredSentence, evidence: Evidence, differs: Swap) -> bool:
    passage = item.passage
    around = {*terms(passage.heading), *evidence.called.get(passage.document_id, ())}
    before, said = _said_by(item)
    if not differs.old & {*terms(f"{before} {said}"), *around}:
        return False
    if not differs.does:
        return not (_tells(f"{before} {said}", differs) or _has_kin(differs.new, around))
    # Whoever "it" stands for does it; and what is told below a heading that says more is told of others, too.
    told = _as_a_doer(before or said, differs.new)
    own = content_terms(own_heading(passage.heading))
    return not (_tells(told, differs) or (len(own) <= _MOST and _has_kin(differs.new, own)))


def _said_by(item: ScoredSentence) -> tuple[str, str]:
    """The sentences before one that name what its "it" stands for, and it itself; a row as its table tells it."""
    passage = item.passage
    said, before, at = told_with_heading(passage, item.sentence), list[str](), place_of(passage, item.sentence)
    for own in passage.sentences[max(at - _BACK, 0) : at][::-1]:
        if not _PRONOUN_FIRST.match(before[0] if before else said):
            break
        before.insert(0, own.text)
    return " ".join(before), said


def _as_a_doer(text: str, new: Collection[str]) -> str:
    """The text without the words that only say whose something is, or to whom it is done: "Europe's", "of Kyiv"."""

    def mark(match: re.Match[str]) -> str:
        word = match["word"]
        of_it = match["to"] or match["owner"]
        return " " if of_it and _has_kin(new, {stem(word.casefold())}) else match[0]

    form = r"(?P<to>\b(?:of|to|from|for|with|on|against|about|in|at) (?:the )?)?\b(?P<word>[^\W_]+)(?P<owner>['’]s\b)?"
    return re.sub(form, mark, text)


def _tells(text: str, differs: Swap) -> bool:
    """Whether a text has a new term, in whatever form, or another word for it: a dog is an animal, and is no cat."""
    vocabulary = set(terms(text))
    if _has_kin(differs.new, vocabulary) or any(is_spoken_of(term, vocabulary) for term in differs.new):
        return True
    others = {own for term in differs.new for own in other_words(term, language=differs.language)}
    return any(vocabulary.issuperset(own) for own in others if differs.old.isdisjoint(own))


def _has_kin(new: Iterable[str], vocabulary: Collection[str]) -> bool:
    return any(
        term in vocabulary or (len(term) >= _KIN and any(own[:_KIN] == term[:_KIN] for own in vocabulary))
        for term in new
    )
