"""Is a question about documents as a whole ("summarise the article", "list every country named")? Told by its words.

Only the form is looked at. What the reader calls the text ("the section on sanctions", "report.pdf") is passed on as it
was written; `rag.whole.scope` finds out whether there is such a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.terms import is_readable, is_surely_english, language_of
from index.text.unspaced import has_kana
from rag.passages.headings import PART_NUMBER, PLACED_PART
from rag.question.kinds import spoken
from rag.whole.amount import asked_amount
from rag.whole.greeting import small_talk
from rag.whole.wording import (
    A_WORK,
    ARTICLES,
    ASKED_FOR,
    CALLED,
    LIBRARY_FORMS,
    MANNER,
    NAMED,
    QUESTION_FORMS,
    THINGS,
    WORK,
    WORK_NOUN,
)


class Shape(StrEnum):
    """What kind of answer is asked for."""

    GIST = "gist"
    SUMMARY = "summary"
    POINTS = "points"
    OUTLINE = "outline"
    LIST = "list"
    COUNT = "count"
    DOCUMENTS = "documents"
    BEGINNING = "beginning"
    END = "end"
    AROUND = "around"
    AFTER = "after"
    BEFORE = "before"
    GREETING = "greeting"
    HELP = "help"
    THANKS = "thanks"
    WRITING = "writing"


class Manner(StrEnum):
    """How the quotations of an earlier answer are shown again; of `MISSING` there are none."""

    PLACE = "place"
    SPOKEN = "spoken"
    AGAIN = "again"
    LISTED = "listed"
    MISSING = "missing"


# What is said to a library rather than asked of it.
TALK = (Shape.GREETING, Shape.HELP, Shape.THANKS, Shape.WRITING)
# Of these as many sentences are shown as are wanted.
MEASURED = (Shape.GIST, Shape.SUMMARY, Shape.POINTS, Shape.BEGINNING, Shape.END)


class Thing(StrEnum):
    """What can be listed without a model."""

    COUNTRIES = "countries"
    PLACES = "places"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    NAMES = "names"
    DATES = "dates"
    YEARS = "years"
    NUMBERS = "numbers"
    PERCENTAGES = "percentages"
    SUMS = "sums of money"
    QUOTATIONS = "quotations"
    ABBREVIATIONS = "abbreviations"
    ADDRESSES = "addresses"
    EMAILS = "e-mail addresses"
    PHONES = "phone numbers"


@dataclass(frozen=True, slots=True)
class Whole:
    """A question about all of something.

    `thing` is what is listed, `term` what is counted, as it was written, or the quotation around which, after which or
    before which is read. `part` names a section, `named` a document, both empty for everything there is. A `loose` name
    may be no document or section at all but a topic ("summarise the war", "what is said about the war"); one that is
    `sole` means the only document that is called so, or none ("what is the newsletter about"). `counted` asks how many
    there are, and `most` is how many sentences are wanted, 0 where that is left open. `kind` is the word that stands
    for one document ("the manual"): among several it may tell which. `quotes` are quotations of an earlier answer:
    they are shown again in a `manner`, or tell which document is meant. `instead` is what is asked for without a model,
    which would write it. `language` is that of the question, once it is known.
    """

    shape: Shape
    thing: Thing | None = None
    term: str = ""
    part: str = ""
    named: str = ""
    loose: bool = False
    sole: bool = False
    counted: bool = field(default=False, compare=False)
    most: int = field(default=0, compare=False)
    kind: str = field(default="", compare=False)
    quotes: tuple[str, ...] = ()
    manner: Manner | None = None
    instead: Whole | None = None
    language: str = field(default=ENGLISH, compare=False)


_COURTESY = lazy_pattern(
    r"^(?:(?:please|pls|hi|hello|hey|ok|okay|so|and|now|then|thanks|bitte|por favor)\b[,!.]?\s*|"
    r"(?:can|could|would|will) you (?:please |kindly |just |quickly |briefly )?|(?:can|could|may) i (?:get|have|see) |"
    r"i(?:'d| would) (?:like|love) (?:you to |to (?:see|know|get|have) )?|i (?:want|need) (?:you to |to (?:see|know|"
    r"get) )?|"
    r"(?:tell|show|give|get|write|draft|provide|make|create|produce|prepare|offer|do|generate)(?: (?:me|us))? (?=\S+ )|"
    r"(?:me|us) (?=an? |the )|let me (?:have|know|see) |let's (?:have|see) |kindly |briefly |quickly |"
    r"könn(?:en|ten) sie |kannst du |gib mir |mach(?:e)? |puedes |podrías |dame |haz(?:me)? |hazme )"
)
_TAIL = lazy_pattern(rf"(?:[\s,;:–—-]+(?:{MANNER}))+$")
_WHO_IS = lazy_pattern(r"^who's\b", re.I)
_CARRIED = lazy_pattern(r"\s*\([^()]*\)\s*$")
_THING_WORDS = tuple(word for words in THINGS.values() for word in words)
_THING = "|".join(sorted(_THING_WORDS, key=len, reverse=True))
_SINGLE = lazy_pattern(r"\b(?:each|every|any|all|single|which|what|a list)\b|s$|people|who|länder|orte|entities")
_OF = r"(?: (?:of|for|from|in|on|about|by|within|across|throughout|over|inside|en|de) (?P<rest>.+))?"
_ANY = (
    r"(?:different |various |distinct |specific |exact |individual |single |important |key |main |relevant |"
    r"proper |foreign |real |named |mentioned |cited )*"
)
_LISTED = tuple(
    lazy_pattern(pattern)
    for pattern in (
        # "list all countries named in the article", "all the numbers", "people mentioned"
        rf"^{ASKED_FOR} {_ANY}(?P<thing>{_THING})(?: names)?(?:{NAMED})?{_OF}$",
        rf"^(?:all|every|each|the|alle|todos los|todas las)(?: of| the|"
        rf" single)* {_ANY}(?P<thing>{_THING})(?:{NAMED})?{_OF}$",
        rf"^{_ANY}(?P<thing>{_THING}){NAMED}{_OF}$",
        # "which countries are named in the article", "how many people are mentioned", "what dates does it give"
        rf"^(?:which|what|how many|qué|cuántos|welche|wie viele) {_ANY}(?P<thing>{_THING})(?: names)?{NAMED}{_OF}$",
        rf"^(?:which|what|how many) {_ANY}(?P<thing>{_THING}) (?:does|do|did) (?P<rest>.+?) "
        r"(?:mention|name|list|cite|give|quote|contain|use|discuss|include|refer to|talk about|feature)$",
        # "who is mentioned", "who does the article quote"
        rf"^(?P<thing>who)(?: all| else)?{NAMED}{_OF}$",
        r"^(?P<thing>whom?) (?:does|do|did) (?P<rest>.+?) (?:mention|name|cite|quote|discuss|feature|talk about)$",
    )
)
# Yes or no is told by those that there are.
_ANYONE = lazy_pattern(
    r"^(?:does|do|did) (?P<rest>.+?) (?:ever )?(?:(?P<quotes>quote|cite)|mention|name|refer to) "
    r"(?:anyone|anybody|someone|somebody|(?:any |other )*people|persons?)(?: else)?$"
)
_MENTIONED = r"(?:mentioned|named|referenced|referred to|cited|spoken of|talked about|brought up|repeated)"
# Of a thing these may tell what befalls it: "how often is the pump used". Of a word, or in a text, they count.
_USED = (
    r"(?:used|said|written|found|present|appear|occur|come up|show up|feature|stand|appears|occurs|comes up|shows up)"
)
_COUNTED = tuple(
    lazy_pattern(pattern, re.I)
    for pattern in (
        rf"^(?:count )?how (?:many times|often|frequently) (?:(?:is|are|was|were|does|do|did|has|have) )?(?P<term>.+?) "
        rf"(?:(?:is|are|was|were|been|being|gets?) )?(?:{_MENTIONED}|(?P<used>{_USED})){_OF}$",
        r"^how (?:many times|often|frequently) (?:does|do|did) (?P<rest>.+?) "
        r"(?:mention|name|use|refer to|say|cite|talk about) (?P<term>.+)$",
        r"^(?:what is |what's )?(?:the )?(?:count|number|how many|tally)(?: up)?(?: of)? (?:all )?(?:the )?"
        r"(?:mentions?|occurrences?|instances?|appearances?) (?:are there )?of (?P<term>.+?)"
        r"(?: (?:are|is) there)?(?: (?:in|across|throughout|within) (?P<rest>.+))?$",
        rf"^(?:count|(?:what is )?(?:the )?number of times) (?P<term>.+?) "
        rf"(?:(?:is|are|was|were|gets?) )?(?:{_MENTIONED}|(?P<used>{_USED})){_OF}$",
    )
)
# Each of the forms holds one of these.
_COUNTING = ("how", "count", "number", "tally")
_WORDED = lazy_pattern(r"^(?:the )?(?:words?|terms?|names?|phrases?|expression|string) |^[\"“”'‘’«„]", re.I)
_ARTICLE = lazy_pattern(r"^(?:the|an?) (?=\w)", re.I)
_SECTION = lazy_pattern(
    r"^(?:just |only )?(?:the |this )?(?:(?:sections?|chapters?|parts?|paragraphs?|headings?|abschnitt|kapitel|"
    r"sección|capítulo)"
    r"(?: (?:on|about|titled|entitled|called|named|headed|under|that deals with|dealing with|concerning|regarding|"
    r"covering|"
    r"über|zu|sobre))? (?P<on>.+)|(?P<before>.+?) (?:section|chapter)|"
    r"(?P<usual>introduction|intro|conclusions?|abstract|preface|appendix|summary section|discussion|methods?))$"
)
_NUMBERED = lazy_pattern(rf"^(?:the )?(?P<part>{PART_NUMBER})(?: (?:of|in|from) (?P<of>.+))?$")
_BARE_NUMBER = lazy_pattern(rf"^(?:(?:the )?(?P<part>{PART_NUMBER}(?: (?:of|in|from) .+)?)|\d{{1,3}}(?:\.\d{{1,3}})+)$")
# A part that many texts have, of one that is named.
_USUAL = lazy_pattern(
    r"^(?:the )?(?P<part>introduction|conclusions?|abstract|preface|discussion|methods?)(?: (?:section|chapter))?"
    r" (?:of|in|from) (?P<of>.+)$"
)
# As the page's own questions begin.
_SAID_ABOUT = lazy_pattern(r"^what (?:is|was) said (?:about|on) (?P<part>.+?)(?: in [“\"](?P<named>[^”\"]+)[”\"])?$")
_IN_WORK = lazy_pattern(rf" (?:of|in|from) (?:{WORK})$")
_WORK_ON = lazy_pattern(
    rf"^(?:{WORK_NOUN}),? (?:on|about|called|titled|entitled|named|by|with the title|over|über|"
    rf"sobre) (?P<name>.+)$"
)
_NAMED_WORK = lazy_pattern(rf"^(?:the |this |my |our )?(?P<name>.+?) (?:{WORK_NOUN})$")
# One document, called by its kind. All that do not stand for one are in the plural or name a collection.
_ONE_WORK = lazy_pattern(
    rf"^(?:(?:the|this|that|my|our|your|whole|entire|{ARTICLES}) |l')*(?!library|collection|corpus|all\b)(\w+[^\Ws])$"
)
_DANGLES = lazy_pattern(r"\b(?:in|from|of|by|within|throughout|on|about)(?: the| this| that)?$")
_FILE = lazy_pattern(r"^(?:the (?:file|document) )?(?P<name>[\w .()-]+\.[a-z]{2,5})$")
_QUOTED = lazy_pattern(r"^(?:the (?:\w+ ))?[\"“”'‘’«„](?P<name>.+)[\"“”'‘’»]$")
_PRONOUN = lazy_pattern(r"^(?:it|this|that|these|those|they|them|here|its|their)$")
# What may be the name of a text: "the newsletter".
_DEFINITE = lazy_pattern(
    rf"^(?:(?:the|this|that|my|our|your|{ARTICLES}) |l')"
    r"(?!.*\b(?:not|never|and|or)\b)(?:[^\W\d_][\w'-]*(?: |$)){1,4}$"
)
# What is asked of a thing as well: what it is for, what a policy covers, what a box has in it.
_OF_A_THING = lazy_pattern(
    r"^(?:describe|explain|introduce|present)\b|"
    r"^what(?:'s|s| is| was)? (?:the )?(?:purpose|point|idea|message|argument)\b|"
    r"^what (?:does|do|did) .*\b(?:cover|contain)$|^what(?:'s|s| is| are) (?:contained )?(?:in|inside)\b|"
    r"^what happen(?:s|ed) in\b"
)
# "How many countries are in the union?" asks of the union, whatever a text is called.
_LISTS_A_TEXT = lazy_pattern(rf"^{ASKED_FOR} |\b(?:mention(?:s|ed)?|named|cited?|quoted?)\b")
# No form of `QUESTION_FORMS` begins so.
_NO_OVERVIEW = ("who ", "whom ", "whose ", "why ", "when ", "where ")
_COUNTED_PARTS = lazy_pattern(r"^how many\b")
_ASKS = lazy_pattern(
    r"\b(?:how|why|what|who|whom|whose|which|when|where|whether|if|that|reasons?|differences?|does|did|is|are|was|"
    r"were)\b"
)
_LONGEST_NAME = 12
# Nobody asks for a summary in more characters; what is longer tells of something.
_LONGEST = 300


def recognise(question: str, *, talked: bool = False) -> Whole | None:
    """What whole-document question this is; None where it is an ordinary one, or one that only a model could answer.

    After a conversation (`talked`) a bare "it" or "this" may mean what was said last, and makes no such question; and
    words of earlier turns may stand in brackets at the end (`rag.conversation.rewrite`).
    """
    if len(question) > _LONGEST:
        return None
    text = _plain(question)
    if talked and _CARRIED.search(text):
        text = _bare(_CARRIED.sub("", text))
    found = next(_readings(text, talked), None)
    return replace(found, most=asked_amount(text.casefold())) if found and found.shape in MEASURED else found


def _readings(text: str, talked: bool) -> Iterator[Whole]:
    whole = text.casefold()
    folded = _without_frame(whole)
    for shape, pattern in LIBRARY_FORMS:
        if pattern.fullmatch(whole) or (folded != whole and pattern.fullmatch(folded)):
            yield Whole(Shape(shape))
    if talk := small_talk(text):
        yield Whole(Shape(talk))
    yield from _counts(text, talked)
    yield from _lists(folded, talked)
    if (match := _ANYONE.match(folded)) and (scope := _scope(match["rest"], talked)):
        yield _whole(Shape.LIST, scope, thing=Thing.QUOTATIONS if match["quotes"] else Thing.PEOPLE)
    yield from _overviews(folded, talked)
    # "Clause 5.3" asks for what it says.
    if (match := _BARE_NUMBER.match(folded)) and (scope := _scope(match["part"] or f"section {folded}", talked)):
        yield _whole(Shape.SUMMARY, scope)
    if match := _SAID_ABOUT.match(folded):
        yield Whole(Shape.SUMMARY, part=match["part"].strip(' “”"'), named=match["named"] or "", loose=True)
    if _LISTS_A_TEXT.search(folded):
        yield from _lists(folded, talked, sole=True)
    if not _OF_A_THING.match(folded):
        yield from _overviews(folded, talked, sole=True)
    yield from _elsewhere(text, talked)


def _elsewhere(text: str, talked: bool) -> Iterator[Whole]:
    """What other languages have forms of their own for; an English question has none of their letters or words."""
    if is_surely_english(text):
        return
    language = language_of(f"{text}?") if is_readable(text) else spoken(text, ENGLISH)
    if language == ENGLISH:
        return
    from rag.whole.asked_elsewhere import asked_elsewhere

    if language == "chinese" and has_kana(text):
        language = "japanese"
    # Arabic has a question mark of its own.
    asked = asked_elsewhere(_without_frame(text).rstrip("؟ "), language, talked=talked)
    if asked is not None:
        shape = Shape.OUTLINE if asked.shape == "sections" else Shape(asked.shape)
        thing = Thing(asked.thing) if asked.thing else None
        yield Whole(shape, thing, term=asked.term, counted=asked.shape == "sections")


def _overviews(folded: str, talked: bool, *, sole: bool = False) -> Iterator[Whole]:
    if folded.startswith(_NO_OVERVIEW):
        return
    named = A_WORK.search(folded) is not None
    for shape, strict, names_one, pattern in QUESTION_FORMS:
        match = pattern.search(folded) if named or not names_one else None
        groups = match.groupdict() if match else {}
        scope = _scope(groups.get("rest") or "", talked, loose=not strict, sole=sole) if match else None
        if scope is not None and groups.get("pieces") and scope == _Scope():
            scope = _Scope(named=groups["pieces"], sole=True)
        if scope is not None:
            counted = shape == Shape.OUTLINE and bool(_COUNTED_PARTS.match(folded))
            yield _whole(Shape(shape), scope, counted=counted)


def _whole(shape: Shape, scope: _Scope, **more: Any) -> Whole:
    return Whole(shape, part=scope.part, named=scope.named, loose=scope.loose, sole=scope.sole, kind=scope.kind, **more)


def _counts(text: str, talked: bool) -> Iterator[Whole]:
    text = _without_frame(text)
    folded = text.casefold()
    for pattern in _COUNTED if any(word in folded for word in _COUNTING) else ():
        match = pattern.search(text)
        if match is None:
            continue
        scope = _scope((match["rest"] or "").casefold(), talked)
        of_a_word = not match.groupdict().get("used") or match["rest"] or _WORDED.match(match["term"])
        term = _ARTICLE.sub("", _WORDED.sub("", match["term"].strip()).strip(" \"“”'‘’«»"))
        if scope is not None and of_a_word and term and not _PRONOUN.match(term.casefold()):
            yield _whole(Shape.COUNT, scope, term=term)


def _lists(folded: str, talked: bool, *, sole: bool = False) -> Iterator[Whole]:
    for pattern in _LISTED if any(word in folded for word in _THING_WORDS) else ():
        match = pattern.search(folded)
        scope = _scope(match["rest"] or "", talked, sole=sole) if match else None
        # "Name the company" asks for one.
        if match and scope is not None and _SINGLE.search(folded[: match.end("thing")]):
            thing = next(name for name, words in THINGS.items() if match["thing"] in words)
            yield _whole(Shape.LIST, scope, thing=Thing(thing))


@dataclass(frozen=True, slots=True)
class _Scope:
    part: str = ""
    named: str = ""
    loose: bool = False
    sole: bool = False
    kind: str = ""


def _scope(rest: str, talked: bool, *, loose: bool = False, sole: bool = False) -> _Scope | None:
    """What part or document is meant; None where the words speak of something else than a text."""
    rest = rest.strip(" ,:;")
    if not rest or re.fullmatch(WORK, rest):
        return _Scope(kind=match[1] if (match := _ONE_WORK.match(rest)) else "")
    if _PRONOUN.match(rest):
        return None if talked else _Scope()
    if match := _FILE.match(rest):
        return _Scope(named=match["name"])
    if match := _QUOTED.match(rest):
        return _Scope(named=match["name"], loose=True)
    if match := _NUMBERED.match(rest) or _USUAL.match(rest):
        work = match["of"] or ""
        called = _ONE_WORK.match(work) if re.fullmatch(WORK, work) else None
        return _Scope(
            part=match["part"],
            named="" if re.fullmatch(WORK, work) else _ARTICLE.sub("", work),
            kind=called[1] if called else "",
        )
    inner = _IN_WORK.sub("", rest)
    if match := PLACED_PART.fullmatch(inner):
        return _Scope(part=match["part"])
    if match := _SECTION.match(inner):
        return _Scope(part=(match["on"] or match["before"] or match["usual"]).strip(" \"“”'‘’"))
    if _ASKS.search(rest) or len(rest.split()) > _LONGEST_NAME:
        return None
    match = _WORK_ON.match(rest) or _NAMED_WORK.match(rest)
    if match and not _DANGLES.search(match["name"]) and not match["name"].isdigit():
        return _Scope(named=match["name"].strip(" \"“”'‘’"))
    if loose or CALLED.search(rest):
        return _Scope(named=rest, loose=True)
    return _Scope(named=rest, sole=True) if sole and _DEFINITE.match(rest) else None


def _plain(question: str) -> str:
    return _bare(_WHO_IS.sub("who is", " ".join(question.replace("’", "'").split())))


def _bare(text: str) -> str:
    return text.strip().lstrip("¿¡").rstrip("?.!:…？。！ ").strip()


def _without_frame(text: str) -> str:
    """The question without courtesy before it and wishes about the manner after it."""
    while True:
        shorter = _bare(_TAIL.sub("", text))
        match = _COURTESY.match(shorter.casefold())
        shorter = shorter[match.end() :] if match else shorter
        if shorter == text or not shorter:
            return text
        text = shorter
