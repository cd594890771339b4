"""What a question asks of the answer before it: where it stands, whether it is sure, or the same in another manner.

"Which page?", "Are you sure?", "Who says that?" ask of the quotations that were just shown, and so they are shown with
their place. "Shorter please", "As a list", "Again" want the same once more; "In German", "Simpler" want other words,
which quotations have not. Nothing here names a subject, so none of it is searched for. English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.patterns import lazy_pattern
from rag.conversation.persons import PERSON
from rag.conversation.shown_before import Shown, answered_last, numbered, overview_before
from rag.question.byline import is_byline
from rag.types import Turn
from rag.whole.amount import asked_amount
from rag.whole.overview import Manner, Shape, Whole, recognise
from rag.whole.wording import LANGUAGE

# Nobody needs more characters to ask for the same again.
_LONGEST = 100
_LEAD = (
    r"\W*(?:(?:and|but|so|now|ok(?:ay)?|hm+|oh|wow|huh|sorry|well|please|thanks?|thank you|thx|no|wait|right|"
    r"i see|interesting)\b\W+)*(?:(?:can|could|would|will) (?:you|u) (?:please |just |maybe )?)?"
    r"(?:i(?:'d| would) like |i (?:want|need) )?"
)
# "It" may be the thing that is spoken of: "Where is it from?"
_THAT = r"(?:that|this|so|those|these)"
_IT = rf"(?:it|{_THAT})"
_TAIL = r"(?:\W+(?:please|pls|bitte|then|again|thanks|thank you|for me|exactly|anyway|though|actually))*\W*"
_TEXT = r"(?:it|they|the (?:text|article|document|report|paper|book|manual|contract|story|author|minutes))"
_STANDS = r"(?:said|written|stated|mentioned|documented|from|in the (?:text|document|article|report))"
_PLACE = r"(?:page|section|chapter|paragraph|clause|document|file|source|article|heading)"
_WORDS = r"(?:exact (?:words|wording|quote|quotation)|original (?:words|wording|text)|wording|passage|quot(?:e|ation))"
_PROOF = rf"(?:sources?|evidence|proof|references?|citations?|{_WORDS})"
_SURE = lazy_pattern(
    rf"{_LEAD}(?:really|seriously|honestly|for real|(?:are|r) (?:you|u) "
    rf"(?:really |quite |absolutely |very |so )?(?:sure|certain|positive|serious)(?: (?:about|of) {_IT})?|"
    rf"(?:you(?:'re| are) )?(?:sure|certain)(?=\W*\?)|is (?:that|this) (?:really )?(?:true|right|correct|certain|so)|"
    rf"how do you know(?: {_IT})?|(?:prove|back up|verify) {_IT}(?: up)?|"
    rf"where (?:does|do|did) {_TEXT} (?:say|state|mention|claim)(?: {_IT})?|"
    rf"where(?:'s| is| was| are| were) (?:{_THAT} {_STANDS}|it (?:said|stated|mentioned))|where is it written|"
    rf"where does {_THAT} (?:come from|stand)|where (?:did|do) (?:you|u) (?:get|find|read|see|take|have) {_IT}"
    rf"(?: from)?|(?:from )?where from|(?:(?:in|on|from|under) )?(?:which|what) {_PLACE}(?: number)?"
    rf"(?: (?:is|was|are) {_IT}(?: (?:on|in|at|under|{_STANDS}))?| (?:says?|has|states?|mentions?) {_IT}|"
    rf" (?:does|do|did) (?:{_TEXT}|{_IT}) (?:say|state|stand|mention|come)(?: {_IT})?(?: (?:on|in|from))?)?|"
    rf"which (?:[a-z]+ )?[a-z]+ says? {_IT}|(?:your )?{_PROOF}|what(?:'s| is| are) (?:your {_PROOF}|the {_WORDS})|"
    rf"(?:what(?:'s| is| are) )?(?:(?:the|your|its|any|a) )*{_PROOF} (?:for|of|behind) {_IT}|"
    rf"(?:show|give|name|cite|quote)(?: me| us)? (?:(?:the|your|its|any|a) )*{_PROOF}|"
    rf"quote {_IT}(?: (?:literally|verbatim|word for word))?){_TAIL}",
    re.I,
)
_PAGE = lazy_pattern(r"\bpage\b", re.I)
_SAID_BY = lazy_pattern(
    rf"{_LEAD}(?:who (?:says|said|claims|claimed|states|stated|told you|tells you) {_IT}|says who|"
    rf"according to (?:whom|who)){_TAIL}",
    re.I,
)
_MEANT = lazy_pattern(
    rf"{_LEAD}(?:what (?:do|did) (?:you|u) mean(?: (?:by|with) {_IT})?|what does (?:that|this) mean|"
    rf"what(?:'s| is) (?:that|this) (?:supposed )?(?:to )?mean(?:ing)?|meaning|"
    rf"explain(?: {_IT})?(?: further| more)?|elaborate(?: on {_IT})?|clarify(?: {_IT})?|"
    r"i (?:do not|don't|dont) (?:understand|get)(?: (?:it|that|this))?|"
    rf"(?:in )?(?:some |a (?:bit|little) )?more details?|in detail){_TAIL}",
    re.I,
)
_SAY = (
    r"(?:(?:say|tell|put|give|show|have|make|write|answer|do|phrase|express|explain|present)(?: me| us)? )?"
    r"(?:(?:it|that|this|them|(?:the|your|that) (?:whole )?answer) )?"
)
_COUNT = r"(?:\d{1,2}|an?|one|two|three|four|five|six|(?:a )?few|a single)"
_SHORTER = lazy_pattern(
    rf"{_LEAD}{_SAY}(?:(?:even |much |a (?:bit|little) |still )?(?:shorter|briefer|more (?:briefly|concise(?:ly)?|"
    rf"succinct(?:ly)?))|briefly|in (?:short|brief|a nutshell)|(?:in |with |just )(?:just |only )?{_COUNT} (?:short )?"
    rf"(?:lines?|words?|quot(?:e|ation)s?)|(?:in |with |just )?(?:just |only )?{_COUNT} (?:short )?sentences?|"
    r"(?:a |the )?(?:short|shorter|brief) (?:version|answer|form)|too long(?: for me)?|tl;? ?dr|"
    r"(?:that|it)(?:'s| is) too long|shorten (?:it|that)|(?:sum|boil) (?:it|that) (?:up|down)|"
    rf"summari[sz]e (?:that|it|your answer|the answer)|cut it short){_TAIL}",
    re.I,
)
_LISTED = lazy_pattern(
    rf"{_LEAD}{_SAY}(?:(?:(?:as|in|into) )(?:a |the form of a )?(?:(?:short|bulleted|numbered|bullet(?: point)?) )?"
    rf"(?:list|bullets|bullet points|points)|a list|bullet points|bullets){_TAIL}",
    re.I,
)
_AGAIN = lazy_pattern(
    rf"{_LEAD}(?:again|one more time|once more|(?:say|tell me|read|show me) (?:that|it|this) (?:again|once more)|"
    rf"repeat(?: (?:that|it|this|yourself|the answer|your answer))?|come again|pardon(?: me)?|"
    rf"what did you (?:just )?say|what was (?:that|it) again|i (?:did not|didn't|didnt) (?:catch|hear|get) (?:that|it))"
    rf"{_TAIL}",
    re.I,
)
_OTHERWISE = lazy_pattern(
    rf"{_LEAD}{_SAY}(?:(?:much |a (?:bit|little) |even )?(?:simpler|more (?:simply|clearly|formal(?:ly)?|polite(?:ly)?|"
    r"casual(?:ly)?))|simply|simplify (?:it|that|this)|in (?:your own|other|different|simple(?:r)?|plain|easy|"
    r"easier|everyday|layman's|fewer|more|my) (?:words|terms|english|language)|in plain english|"
    r"(?:rephrase|reword|paraphrase|rewrite|translate)(?: (?:it|that|this|your answer))?|as a table|as a poem|"
    rf"like i(?:'m| am) (?:five|5|ten|a child)|eli5){_TAIL}",
    re.I,
)
_IN_LANGUAGE = lazy_pattern(rf"{_LEAD}{_SAY}(?:in|into|to|auf|en) (?P<language>{LANGUAGE}){_TAIL}", re.I)
_A_LANGUAGE = lazy_pattern(rf"\b(?:{LANGUAGE})\b", re.I)
_MOST = lazy_pattern(
    rf"{_LEAD}(?:(?:which|what)(?: one)?(?: of (?:these|those|them))? (?:is|was|are|matters)(?: the)? "
    r"(?:most (?:important|interesting|relevant)|main|key)(?: (?:one|point))?|"
    rf"(?:which|what)(?: one| of (?:these|those|them)| point)? matters (?:the )?most){_TAIL}",
    re.I,
)
_THE_AUTHOR = "the author"


def returns_to(question: str, history: Sequence[Turn]) -> Whole | None:
    """What a question asks of the answer before it; None for every other question."""
    if len(question) > _LONGEST or not history:
        return None
    asked = question.replace("’", "'")
    kind = next((own for pattern, own in _KINDS if pattern.fullmatch(asked)), None)
    in_language = kind is None and _in_another_language(asked, history)
    if kind is None and not in_language:
        return _of_the_author(asked, history)
    shown = answered_last(history, is_return)
    if shown is None:
        return None
    if shown.refused:
        return Whole(Shape.AROUND, manner=Manner.MISSING)
    return kind(asked, shown, history) if kind else Whole(Shape.WRITING)


def is_return(question: str) -> bool:
    """Whether it is worded as a question about the answer before it, or as a wish for it in another manner."""
    asked = question.replace("’", "'")
    return len(question) <= _LONGEST and any(
        pattern.fullmatch(asked) for pattern in (*(pattern for pattern, _ in _KINDS), _IN_LANGUAGE)
    )


def _in_another_language(asked: str, history: Sequence[Turn]) -> bool:
    """Whether the same is wanted in another language; after "Are there tours in English?" it is another question."""
    if not _IN_LANGUAGE.fullmatch(asked):
        return False
    return not _A_LANGUAGE.search(f"{history[-1].question} {history[-1].answer}") or is_return(history[-1].question)


def _placed(asked: str, shown: Shown, _: Sequence[Turn]) -> Whole:
    wanted = "page" if _PAGE.search(asked) else ""
    return Whole(Shape.AROUND, manner=Manner.PLACE, term=wanted, quotes=shown.quotes)


def _spoken(_: str, shown: Shown, __: Sequence[Turn]) -> Whole:
    return Whole(Shape.AROUND, manner=Manner.SPOKEN, quotes=shown.quotes[:1])


def _meant(_: str, shown: Shown, __: Sequence[Turn]) -> Whole:
    return Whole(Shape.AROUND, term=shown.quotes[0])


def _shorter(asked: str, shown: Shown, history: Sequence[Turn]) -> Whole:
    wanted = asked_amount(asked.casefold())
    if before := overview_before(history, is_return):
        most = wanted or max(len(shown.quotes) // 2, 1)
        return Whole(Shape.WRITING, instead=replace(before, most=most))
    return Whole(Shape.WRITING, manner=Manner.AGAIN, quotes=shown.quotes[: wanted or 1])


def _listed(_: str, shown: Shown, __: Sequence[Turn]) -> Whole:
    return Whole(Shape.WRITING, manner=Manner.LISTED, quotes=shown.quotes)


def _again(_: str, shown: Shown, __: Sequence[Turn]) -> Whole:
    return Whole(Shape.WRITING, manner=Manner.AGAIN, quotes=shown.quotes)


def _otherwise(_: str, __: Shown, ___: Sequence[Turn]) -> Whole:
    return Whole(Shape.WRITING)


def _foremost(_: str, __: Shown, history: Sequence[Turn]) -> Whole | None:
    """Of an overview the one sentence that stands for the text; which of other quotations weighs most, none tells."""
    before = overview_before(history, is_return)
    return Whole(Shape.WRITING, instead=replace(before, most=1)) if before else None


def _of_the_author(asked: str, history: Sequence[Turn]) -> Whole | None:
    """What is asked of "him" or "her" whose byline was the answer, as of the author: "What does she write about?"."""
    whole = _asked_of_the_author(asked)
    for turn in reversed(history if whole else ()):
        quotes = tuple(numbered(turn.answer).values())
        if quotes and is_byline(quotes[0]):
            return replace(whole, quotes=quotes[:1]) if whole else None
        if not _asked_of_the_author(turn.question):
            return None
    return None


def _asked_of_the_author(question: str) -> Whole | None:
    if not PERSON.search(question):
        return None
    told = PERSON.sub(lambda own: f"{_THE_AUTHOR}'s" if own["own"] else _THE_AUTHOR, question)
    return recognise(told, talked=True)


_KINDS = (
    (_SURE, _placed),
    (_SAID_BY, _spoken),
    (_MEANT, _meant),
    (_SHORTER, _shorter),
    (_LISTED, _listed),
    (_AGAIN, _again),
    (_OTHERWISE, _otherwise),
    (_MOST, _foremost),
)
