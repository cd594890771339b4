"""Complete lists: each country, person, date or number of a text once, with the sentence where it first stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from index.text.calendar_names import MONTHS, MONTHS_IN
from index.text.languages import ENGLISH
from index.types import Passage, Sentence
from rag.quantities.units import NUMBER_WORDS
from rag.whole.gazetteer import gazetteer
from rag.whole.names import bodies, every_name, people
from rag.whole.overview import Thing


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a text names: how often, and the first sentence that does."""

    label: str
    mentions: int
    passage: Passage
    sentence: Sentence


# Months as they stand in a date, after a day or "in", where that is not their name.
_INFLECTED_MONTHS = {
    "polish": "stycznia|styczniu lutego|lutym marca|marcu kwietnia|kwietniu maja|maju czerwca|czerwcu lipca|lipcu "
    "sierpnia|sierpniu września|wrześniu października|październiku listopada|listopadzie grudnia|grudniu",
    "russian": "января|январе февраля|феврале марта|марте апреля|апреле мая|мае июня|июне июля|июле августа|августе "
    "сентября|сентябре октября|октябре ноября|ноябре декабря|декабре",
    "arabic": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}

# Given passages in order: mentions as (passage, offset in its document, label).
Finder = Callable[[Sequence[Passage]], Iterator[tuple[int, int, str]]]

_MONTH = (
    rf"(?:{'|'.join((*MONTHS, *MONTHS_IN['german'], *MONTHS_IN['spanish']))}|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|"
    r"Oct\.|Nov\.|Dec\.)"
)
# A number of four digits is a year unless it counts something.
_YEAR = (
    r"(?<![\d.,$£€#/-])(?:1[1-9]\d\d|20\d\d)(?![\d%/]|[.,]\d| (?:people|men|women|soldiers|troops|children|m\b|km|"
    r"kg|miles|met|"
    r"feet|ft|tons|tonnes|years|days|dollars|euros|pounds|copies|words|times|square|mm|cm|percent|per cent|units|"
    r"points))"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of |de )?{_MONTH}(?:,? (?:de )?\d{{4}})?\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|"
    rf"th)?\b(?:,? \d{{4}})?|"
    rf"\b{_MONTH},? (?:of |de )?\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|"
    rf"\d{{2}})\b|"
    r"\b(?:1[1-9]|20)\d0s\b|\b\d{1,2}(?:st|nd|rd|th)[ -]century\b|\b\d{1,4} (?:BCE?|CE)\b|\bAD \d{1,4}\b|"
    rf"{_YEAR}(?:[–-](?:\d{{4}}|\d{{2}})\b)?"
)
_SPELLED = (
    rf"(?:{'|'.join(word for word, value in NUMBER_WORDS.items() if value >= 2)}|"
    "hundred|thousand|million|billion|trillion|dozen)"
)
_SCALE = (
    r"(?: ?(?:%|percent\b|per cent\b|hundred\b|thousand\b|million\b|billion\b|trillion\b|Prozent\b|Millionen\b|"
    r"millones\b))?"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)*"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:[$£€]\s?)?(?:{_DIGITS})(?:st|nd|rd|th)?{_SCALE}(?![\w])|"
    rf"\b{_SPELLED}(?:[ -](?:and )?{_SPELLED})*\b{_SCALE}",
    re.I,
)
_PERCENTAGE = re.compile(
    rf"(?<![\w.,])(?:{_DIGITS}|\b{_SPELLED}(?:-{_SPELLED})?)(?:\s?[–-]\s?\d+)? ?(?:%|percent(?:age points?)?\b|"
    rf"per cent\b|Prozent\b|por ciento\b)",
    re.I,
)
_SUM = re.compile(
    rf"(?:US\$|[$£€¥]|\b(?:USD|EUR|GBP) )\s?(?:{_DIGITS})(?: ?(?:million|billion|trillion|thousand|bn|m|k)\b)?|"
    rf"(?<![\w.,])(?:{_DIGITS}|\b{_SPELLED})(?: (?:million|billion|trillion|thousand|hundred))* "
    r"(?:dollars?|euros?|pounds?|yen|rubles?|roubles?|yuan|cents|francs|Dollar|Euro|Mark|pesos?)\b",
    re.I,
)
_QUOTATION = re.compile(r"“[^”]{3,500}”|\"[^\"\n]{3,500}\"|«[^»]{3,500}»|„[^“”]{3,500}[“”]")
# A word among others in capitals is no abbreviation.
_ABBREVIATION = re.compile(
    r"(?<![\w’'-])(?<![A-Z] )(?! ?[A-Z]+ [A-Z]{2})(?![IVX]+\b)(?:[A-Z](?:&?[A-Z0-9])+|(?:[A-Z]\.){2,})(?!\w)(?!:)"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Groups of digits; what stands before tells that they are no amount, and their number that they are no code.
_PHONE = re.compile(
    r"(?P<said>\b(?:tel|telephone|phone|fax|mobile|cell|call|ring|hotline|telefon|mobil)\b[^\d\n|+(]{0,25})?"
    r"(?<![\w.,/-])(?P<number>\+?\(?\d+(?:[ ./()-]{1,3}\d+){0,7})(?![\w%]|[.,/-]\d)",
    re.I,
)
_DIALLED = ("+", "0", "(0")
# How many digits: what is called a phone number may be as short as "112".
_FEWEST, _FEWEST_SAID, _MOST = 7, 3, 15


def items(passages: Sequence[Passage], thing: Thing, language: str = ENGLISH) -> list[Item]:
    """Each distinct thing once, in order of first appearance. `language` is that of the question, and of its dates."""
    found: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    finder = _by_pattern(_dates_in(language)) if thing is Thing.DATES and language != ENGLISH else FINDERS[thing]
    for passage, offset, label in finder(passages):
        label = " ".join(label.split())
        found.setdefault(label.casefold(), (label, []))[1].append((passage, offset))
    return [_item(label, places, passages) for label, places in found.values()]


def occurrences(text: str, term: str) -> list[int]:
    """Where a word or phrase stands in a text, as a whole word, in capitals or not."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in term.replace("’", "'").split())
    return [match.start() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.I)]


def sentence_at(passage: Passage, offset: int) -> Sentence:
    """The sentence of a passage that holds a place in its document, or the last one before it."""
    return next((item for item in reversed(passage.sentences) if item.start <= offset), passage.sentences[0])


def _item(label: str, places: Sequence[tuple[int, int]], passages: Sequence[Passage]) -> Item:
    at, offset = places[0]
    return Item(label, len(places), passages[at], sentence_at(passages[at], offset))


def _in_each(find: Callable[[str], Iterator[tuple[int, str]]]) -> Finder:
    """What can be found in the text of each passage by itself: where in it, and its label."""

    def found(passages: Sequence[Passage]) -> Iterator[tuple[int, int, str]]:
        for at, passage in enumerate(passages):
            for start, label in find(passage.text):
                yield at, passage.start + start, label

    return found


def _by_pattern(pattern: re.Pattern[str]) -> Finder:
    return _in_each(lambda text: ((match.start(), match.group()) for match in pattern.finditer(text)))


@cache
def _dates_in(language: str) -> re.Pattern[str]:
    """Dates with the months of a language, before what every language has. Chinese and Japanese number theirs."""
    if language in ("chinese", "japanese"):
        number = r"[\d〇零一二三四五六七八九十]"
        day = rf"{number}{{1,3}}月(?:{number}{{1,3}}[日号])"
        named = rf"{number}{{2,4}}年(?:{day}|{number}{{1,3}}月)?|{day}"
    elif language in MONTHS_IN or language in _INFLECTED_MONTHS:
        months = MONTHS_IN.get(language) or _INFLECTED_MONTHS[language].split()
        day, year = r"\d{1,2}(?:\.|º|er)? ?(?:de |di )?", r"(?: (?:de |del |do |di )?\d{4})"
        month = f"(?:{'|'.join(months)})"
        named = rf"(?<!\w){day}{month}{year}?(?!\w)|(?<!\w){month}{year}(?!\w)"
    else:
        return _DATE
    return re.compile(f"{named}|{_DATE.pattern}", re.I)


def _places(text: str, *, countries_only: bool = False) -> Iterator[tuple[int, str]]:
    places = gazetteer().places(text)
    return ((place.start, place.name) for place in places if place.country or not countries_only)


def _phones(text: str) -> Iterator[tuple[int, str]]:
    for match in _PHONE.finditer(text):
        number = match["number"]
        digits = sum(map(str.isdigit, number))
        told = match["said"] or number.startswith(_DIALLED)
        least = _FEWEST_SAID if match["said"] else _FEWEST
        if told and least <= digits <= _MOST and not _DATE.fullmatch(number):
            yield match.start("number"), number


FINDERS: dict[Thing, Finder] = {
    Thing.COUNTRIES: _in_each(partial(_places, countries_only=True)),
    Thing.PLACES: _in_each(_places),
    Thing.PEOPLE: people,
    Thing.ORGANISATIONS: bodies,
    Thing.NAMES: every_name,
    Thing.DATES: _by_pattern(_DATE),
    Thing.YEARS: _by_pattern(re.compile(_YEAR)),
    Thing.NUMBERS: _by_pattern(_NUMBER),
    Thing.PERCENTAGES: _by_pattern(_PERCENTAGE),
    Thing.SUMS: _by_pattern(_SUM),
    Thing.QUOTATIONS: _by_pattern(_QUOTATION),
    Thing.ABBREVIATIONS: _by_pattern(_ABBREVIATION),
    Thing.ADDRESSES: _by_pattern(re.compile(f"{_LINK.pattern}|{_EMAIL.pattern}")),
    Thing.EMAILS: _by_pattern(_EMAIL),
    Thing.PHONES: _in_each(_phones),
}
