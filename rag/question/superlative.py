"""What a question picks things by: the most or the least of something, or all on one side of a bound. English.

"Which boat is the cheapest?" wants the least price, "Which boats cost more than £1,000?" all prices above that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from index.text.patterns import lazy_pattern, right_before
from index.text.terms import content_terms, stem, words
from rag.quantities.clock import CLOCK
from rag.quantities.equality import in_least
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.units import NUMBER_WORDS, ORDINALS

_PRICES = "price cost fee rent rate fare charge amount total"
# Columns that tell when something was made or born: the oldest has the least of them. Who joined first need not be it.
_MADE = "built founded established born birth opened introduced made released published created year"
_BEGUN = f"{_MADE} joined started"
_TIMES = f"{_BEGUN} date time departure departs leaves arrival arrives starts"
TIME_TERMS = frozenset(map(stem, _TIMES.split()))
# A superlative, and the columns that it may be of: +, the greatest is meant, or -, the least.
_OF: dict[str, dict[str, int]] = {
    word: {
        stem(name): 1 if sign == "+" else -1
        for sign, names in re.findall(r"([+-])([^+-]*)", told)
        for name in names.split()
    }
    for row in f"""
    cheapest: -{_PRICES}; costliest: +{_PRICES}; dearest: +{_PRICES}; priciest: +{_PRICES};
    most expensive: +{_PRICES}; least expensive: -{_PRICES}; most costly: +{_PRICES};
    oldest: -{_MADE} +age; newest: +{_BEGUN} date -age; youngest: +{_MADE} -age; most modern: +{_MADE};
    earliest: -{_TIMES}; latest: +{_TIMES}; most recent: +{_TIMES}; most recently: +{_TIMES};
    longest: +length duration distance time term; shortest: -length duration distance time term height;
    tallest: +height; highest: +height elevation altitude; lowest: -height elevation altitude;
    heaviest: +weight mass; lightest: -weight mass; fastest: +speed -time duration; slowest: -speed +time duration;
    quickest: +speed -time duration; largest: +size area; biggest: +size area; greatest: +size; smallest: -size area;
    deepest: +depth; shallowest: -depth; widest: +width; narrowest: -width; hottest: +temperature;
    warmest: +temperature; coldest: -temperature; loudest: +noise volume; noisiest: +noise; quietest: -noise volume;
    strongest: +power strength load; most powerful: +power; weakest: -power strength; steepest: +slope gradient;
    farthest: +distance; furthest: +distance; nearest: -distance; closest: -distance; brightest: +brightness;
    most populous: +population; least populous: -population; most populated: +population; richest: +income wealth
    """.split(";")
    for word, told in [row.strip().split(":")]
}
# The unit of days and years.
TIME = "time"
# Where no column is called so, one may have the unit.
MONEY = frozenset("$ € £ penny ¥ ₹".split())
_BY_UNIT = {
    **dict.fromkeys("cheapest costliest dearest priciest".split(), MONEY),
    **dict.fromkeys(("most expensive", "least expensive", "most costly"), MONEY),
    **dict.fromkeys(("newest", "most recent", "most recently"), frozenset((TIME,))),
}
# "The most berths", "the highest salary": of what, the next words say, or the verb before: "earns the most".
_MOST = frozenset("most highest greatest largest biggest longest maximum".split())
_LEAST = frozenset("least fewest lowest smallest shortest minimum".split())
_VERBS = {
    stem(verb): frozenset(map(stem, names.split()))
    for verbs, names in (
        ("earn earns paid makes", "salary wage pay income earnings"),
        ("cost costs pay pays", _PRICES),
        ("weigh weighs", "weight mass"),
        ("last lasts take takes", "duration time length"),
        ("born built founded opened", _BEGUN),
        ("leave leaves depart departs start starts", "departure departs leaves starts time"),
        ("arrive arrives", "arrival arrives time"),
    )
    for verb in verbs.split()
}
_SUPERLATIVE = lazy_pattern(rf"\b(?:{'|'.join(sorted({*_OF, *_MOST, *_LEAST}, key=len, reverse=True))})\b", re.I)
_WORDS = {word for own in (*_OF, *_MOST, *_LEAST) for word in own.split()}
_OF_WHAT = lazy_pattern(r"\W+(?:(?:number|amount|quantity) of )?((?:[\w’'-]+ ?){0,4})", re.I)
# How many of them: "the three cheapest", "the top 5"
_NUMBERS = {word: int(value) for word, value in NUMBER_WORDS.items() if 2 <= value <= 10}
_HOW_MANY = lazy_pattern(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) $", re.I)
_ASKS = lazy_pattern(
    r"^\W*(?:and|but|or|what about|how about) the\b|\b(?:which|what|who|whose|where|list|show|name|give|find|tell|"
    r"how (?:much|many|old|long|big|high|tall|heavy|fast|far|deep|large))\b",
    re.I,
)
# Who asks for all beyond a bound asks for things: "What happens after 30 days?" does not, but its words tell that.
_ASKS_THINGS = lazy_pattern(
    r"^\W*(?:(?:and|so|now|please|can you|could you)\W+)*"
    r"(?:which|what|who|whose|list|show|name|give|find|are there|how many)\b",
    re.I,
)
# "The second largest"
RANKS = {word: value for word, value in ORDINALS.items() if 2 <= value <= 5}
_RANKED = lazy_pattern(rf"\b({'|'.join(RANKS)})[ -]$", re.I)
# Others are meant by "one of the oldest", and "at the latest" is a bound.
_NOT_SO = lazy_pattern(r"\b(?:next|one of the|among the|at|at the|no) $", re.I)
_THAN = (
    r"(?:more|less|fewer|greater|larger|higher|lower|longer|shorter|older|younger|heavier|lighter|later|earlier) than"
)
_NO_MORE = lazy_pattern(r"\b(?:no|not) (?=(?:more|less|fewer|later|earlier|longer) than\b)", re.I)
# Not these, but the others.
_NEGATED = lazy_pattern(r"\b(?:not?|never|without|except|other than|apart from)\b|n['’]t\b", re.I)
_OPEN = lazy_pattern(
    rf"(?<!\bno )(?<!\bnot )\b(?:{_THAN}|over|above|under|below|exceed\w*|after|before)\W+(?:[$€£]\W*)?$", re.I
)
_OR = lazy_pattern(r"\W*\w*\W*or (?:more|less|fewer|over|under|above|below|later|earlier|before|after|older|longer)\b")
# "Between 3 and 5", "from 2012 to 2014"
_BETWEEN = lazy_pattern(r"\b(?:between|from)\W+$", re.I)
_AND = lazy_pattern(r"\W*(?:and|to|until|till|through|[-–—])\W*", re.I)
# "More than 20 and less than 30", "in 2012 or 2013": of one column, where nothing but this stands between them.
_ALSO = lazy_pattern(rf"\W*(?:and|but|or)\W+(?:in\W+|(?:{_THAN}|at (?:least|most)|over|above|under|below)\W+)?", re.I)
_IN = lazy_pattern(r"\b(?:in|during|on)\W+$", re.I)
_IN_ANOTHER_OR = lazy_pattern(r"\b(?:in|during|on) [\w ]{0,60}\d{4},? (?:or|and) $", re.I)
# Of what is "out of stock" there is none: its column has a zero.
_OUT_OF = lazy_pattern(r"\bout of (\w+)\W*$", re.I)
_AFTER = lazy_pattern(r"\b(after|since|from|later than)\W+$", re.I)
_BEFORE = lazy_pattern(r"\b(before|until|earlier than)\W+$", re.I)
_BOUNDS = lazy_pattern(
    rf"\b(?:(?:no |not )?{_THAN}|over|above|under|below|exceed\w*|after|before|since|until|from|at (?:least|most)|"
    r"up to|within|between|in|on|during)\b",
    re.I,
)
# More than a year has.
_MONTHS, _DAYS = 13, 500


@dataclass(frozen=True, slots=True)
class Bound:
    """A value, and the side of it that is meant: above with 1, below with -1, itself with 0.

    `inclusive` tells whether it counts itself.
    """

    quantity: Quantity
    side: int
    inclusive: bool

    @property
    def unit(self) -> str:
        """The least unit that its own is so many of; `TIME` of a day or a year."""
        timed = self.quantity.date or (is_year(self.quantity) and not self.quantity.bound)
        return TIME if timed else in_least(self.quantity).unit

    def meets(self, value: float, unit: str) -> bool:
        """Whether a value is on that side; one of no unit is in that of the bound."""
        limit = moment(in_least(self.quantity) if unit else self.quantity)
        if self.unit == TIME:
            value = self._as_said(value)
        if math.isclose(value, limit):
            return self.inclusive
        return bool(self.side) and (value > limit) == (self.side > 0)

    def _as_said(self, value: float) -> float:
        """A moment as exactly as the bound is told: after 2005 is what is later than all of that year."""
        year = math.floor(value)
        if self.quantity.date is None or not self.quantity.date[1]:
            return year
        month = math.floor((value - year) * _MONTHS + 1e-6)
        return value if self.quantity.date[2] else year + month / _MONTHS


@dataclass(frozen=True, slots=True)
class Wish:
    """What things are picked by.

    `told` are the words of the question that say so, and `words` those that are used up by it. `columns` are terms that
    the head of a column may have, each with 1 where the greatest is wanted and -1 where the least is; `first` are those
    of the words that follow, which count before these, and `units` those of a column called otherwise. `count` is how
    many are wanted; with a `rank`, "second", it is only the one of that. With `bounds` it is all within these.
    """

    told: str
    words: frozenset[str]
    columns: Mapping[str, int]
    first: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    count: int = 1
    rank: str = ""
    bounds: tuple[Bound, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the bounds."""
        return next((own.unit for own in self.bounds if own.unit), "")

    @property
    def by_year(self) -> bool:
        """Whether all that counts of a day is its year."""
        return bool(self.bounds) and all(is_year(own.quantity) for own in self.bounds)

    def meets(self, value: float, unit: str) -> bool:
        """Whether a value of a unit, or a `moment`, is within the bounds, or is one of those that are named."""
        sides = [own.meets(value, unit) for own in self.bounds if own.side]
        return all(sides) if sides else any(own.meets(value, unit) for own in self.bounds)


def moment(quantity: Quantity) -> float:
    """The value of a number; of a day or a month, its year and a share of that."""
    if quantity.date is None:
        return quantity.value
    year, month, day = quantity.date
    return year + month / _MONTHS + day / _DAYS


def wish_of(question: str) -> Wish | None:
    """What a question picks things by, if it does.

    None where it says both a bound and a superlative: the oldest of those above it is no row of either alone.
    """
    if is_negated(_NO_MORE.sub("", question)):
        return None
    bounded, superlative = _bounded(question), _superlative(question)
    return None if bounded and superlative else bounded or superlative


def asks_for_things(question: str) -> bool:
    """Whether a question may want all things of a kind: "Who works in Sales?", and not "How do I ...?"."""
    return bool(_ASKS_THINGS.search(question))


def is_negated(question: str) -> bool:
    """Whether the others are meant: "Who does not work in Sales?"."""
    return bool(_NEGATED.search(question))


def has_superlative(text: str) -> bool:
    """Whether a text has a word such as "cheapest"."""
    return bool(_SUPERLATIVE.search(text))


def is_superlative(word: str) -> bool:
    """Whether a word is one, or makes one with "most"."""
    return word.casefold() in _WORDS


def _superlative(question: str) -> Wish | None:
    found = _SUPERLATIVE.search(question)
    if not found or not _ASKS.search(question) or _SUPERLATIVE.search(question, found.end()):
        return None
    before, word = question[: found.start()], found[0].casefold()
    if _NOT_SO.search(before):
        return None
    columns, first = dict(_OF.get(word, {})), dict[str, int]()
    if sign := (word in _MOST) - (word in _LEAST):
        of_what = _OF_WHAT.match(question, found.end())
        first = dict.fromkeys(content_terms(of_what[1]) if of_what else (), sign)
        columns |= {name: sign for term in content_terms(before) for name in _VERBS.get(term, ()) if word not in _OF}
    many = _HOW_MANY.search(before)
    count = _NUMBERS.get(many[1].casefold()) or int(many[1]) if many else 1
    ranked = _RANKED.search(before)
    rank = ranked[1].casefold() if ranked else ""
    used = {*words(f"{found[0]} {many[1] if many else ''} {rank}"), "number", "amount", "quantity"}
    of_unit = _BY_UNIT.get(word, frozenset[str]())
    units = dict.fromkeys(of_unit, next(iter(columns.values()))) if of_unit else {}
    return Wish(word, frozenset(used), columns, first, units, count, rank)


def _bounded(question: str) -> Wish | None:
    if not _ASKS_THINGS.search(question):
        return None
    if out := _OUT_OF.search(question):
        none = Quantity(out[0], *out.span(), 0.0)
        return Wish(f"out of {out[1]}", frozenset(("out", "of")), {}, {stem(out[1]): 1}, bounds=(Bound(none, 0, True),))
    bounds = _bounds(question)
    if len({own.unit for own in bounds} - {""}) > 1 or not bounds:
        return None
    start, end = bounds[0].quantity.start, bounds[-1].quantity.end
    opening = [match.start() for match in _BOUNDS.finditer(question[:start])]
    more = _OR.match(question, end)
    told = question[opening[-1] if opening else start : more.end() if more else end]
    side = bounds[0].side or 1
    first = content_terms(" ".join(question[end:].split()[:2]))
    columns = {name for term in content_terms(question) for name in _VERBS.get(term, ())}
    used = frozenset(words(told)) | set("than or more less fewer above over below under least".split())
    return Wish(told, used, dict.fromkeys(columns, side), dict.fromkeys(first, side), bounds=tuple(bounds))


def _bounds(question: str) -> list[Bound]:
    """The bounds that a question tells on end; none where they may be of different columns."""
    # A month of no year bounds no column of days.
    found = [own for own in quantities(question) if not own.rank and not (own.date and not own.date[0])]
    for one, two in pairwise(found):
        if right_before(_BETWEEN, question, one.start) and (
            two.start < one.end or _AND.fullmatch(question, one.end, two.start)
        ):
            return [Bound(one, 1, True), Bound(two, -1, True)] if len(found) == len((one, two)) else []
    sides = [(own, own.bound or _time_side(question, own)) for own in found]
    told = [Bound(own, side, _is_inclusive(question, own)) for own, side in sides if side]
    told = told or [Bound(own, 0, True) for own in found if _is_named(question, own)]
    on_end = all(_ALSO.fullmatch(question, one.quantity.end, two.quantity.start) for one, two in pairwise(told))
    return told if on_end else []


def _is_inclusive(question: str, one: Quantity) -> bool:
    return not right_before(_OPEN, question, one.start) or bool(_OR.match(question, one.end))


def _is_named(question: str, one: Quantity) -> bool:
    """Whether a day, a month or a year is meant itself: "in 2012", "in 2012 or 2013"."""
    timed = one.date is not None or is_year(one)
    return timed and bool(right_before(_IN, question, one.start) or right_before(_IN_ANOTHER_OR, question, one.start))


def _time_side(question: str, one: Quantity) -> int:
    """Which side of a date, a year or a time of day is meant: after it 1, before it -1, neither 0."""
    if one.date is None and not is_year(one) and one.unit != CLOCK:
        return 0
    if right_before(_AFTER, question, one.start):
        return 1
    return -1 if right_before(_BEFORE, question, one.start) else 0
