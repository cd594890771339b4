"""Numbers that a text does not write and a reader takes from it: "a decade", "three of twelve", from 10 to 15.

They excuse a figure of the claim that the evidence has not; nothing is held against a claim because of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from rag.verdict.clock import CLOCK
from rag.verdict.quantities import Quantity, bound, quantities, scale_of
from rag.verdict.reckoned import reckoned
from rag.verdict.units import ABOUT, FRACTIONS, NUMBER_WORDS, NUMBERS_ABROAD, UNITS

# "A century", "a kilogram": in words, of which no short form ("a t") is one.
_MEASURES = sorted(
    (name for name in UNITS if name.isalpha() and (len(name) > 3 or name == "day")), key=len, reverse=True
)
_SINGLE = re.compile(
    rf"\b(?:an?|one|every|each|another|(?:the )?(?:past|last|next|first|coming|previous)|"
    rf"the(?= year (?:to|ended|ending)\b)) ({'|'.join(_MEASURES)})\b",
    re.I,
)
_EQUALLY = re.compile(r"\b(?:equally|evenly|equal (?:parts|shares)|halfway)\b", re.I)
YEAR_ON = re.compile(
    r"\b(?:(?:following|next) (?:year|spring|summer|autumn|winter)|(?:a|one|the) year (?:later|after))\b", re.I
)
YEAR_BACK = re.compile(r"\b(?:(?:previous|preceding) year|(?:a|one|the) year (?:earlier|before))\b", re.I)
_TENS = dict(zip("twent thirt fort fift sixt sevent eight ninet".split(), range(20, 100, 10), strict=True))
_AGED = re.compile(rf"\b({'|'.join(_TENS)})ies\b", re.I)
_EVERY = {
    "daily": (1.0, "day"),
    "weekly": (1.0, "week"),
    "fortnightly": (2.0, "week"),
    "monthly": (1.0, "month"),
    "quarterly": (3.0, "month"),
    "yearly": (1.0, "year"),
    "annually": (1.0, "year"),
    "annual": (1.0, "year"),
    "half-hourly": (0.5, "hour"),
    "hourly": (1.0, "hour"),
}
_REPEATED = re.compile(rf"\b({'|'.join(_EVERY)})\b", re.I)
_ABROAD = re.compile(rf"\b(?:{'|'.join(NUMBERS_ABROAD)})\b", re.I)
_LATER = re.compile(r" (?:later|after(?:wards)?|on)\b", re.I)
_EARLIER = re.compile(r" (?:earlier|before|previously)\b", re.I)
# Here a figure ends that may stand for one with the unit of another: "5.8 per cent, down from 7.1 when ...".
_ALONE = re.compile(
    r"\s*(?:[,;:.)](?!\d)|$)|\s+(?:when|in|of|by|from|to|and|or|after|before|for|against|at|on|as|last|the)\b", re.I
)
# Of so many years it is reckoned how far they are apart.
_YEARS = 6
# Of so many counts it is reckoned what share the one is of the other.
_COUNTS = 5
_REST = re.compile(r"\b(?:remain(?:s|ing|der)?|rest|others?|left over)\b", re.I)


OUT_OF = re.compile(r" (?:in|out of) (?:every )?")
THAT_YEAR = re.compile(r"\b(?:that|the same|that same) year\b", re.I)
# "Rejected twice before": the next is the third.
_BEFORE = re.compile(r"\b(?:(once)|(twice)|(three times)) before\b", re.I)
_IN_PAIRS = re.compile(r"\bin pairs\b", re.I)
# Between the parts of a list: "5, 20 and 60 metres".
_LISTED = re.compile(r",? and |, ")
_SUPERLATIVE = re.compile(r"[ -][a-z]+est\b")
_FOLD = re.compile(rf"\b({'|'.join(NUMBER_WORDS)}|\d+)-?fold\b", re.I)
_ONCE_MORE = re.compile(r"\b(?:already|again|another|any(?:one|body|thing) else|repeat\w*)\b", re.I)
_HALF_YEAR = re.compile(r"\bhalf[ -](?:of (?:the|a|that|this|next|last) )?year\b", re.I)
_OTHER_HALF = re.compile(r"\b(?:first|second|other|latter) half (?=of\b)", re.I)
_PART_BEFORE = re.compile(r"\b(?:a|one)[ -]$", re.I)
_MEDALS = {"gold": 1.0, "silver": 2.0, "bronze": 3.0}
_MEDAL = re.compile(rf"\b({'|'.join(_MEDALS)}) medals?\b", re.I)
# Who is ahead of "the next runner" has the second behind.
_PART_OF = re.compile(r"\b(?:half|(?:half|third|quarter) of) $", re.I)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_DAY_LEFT_OUT = re.compile(
    rf"\b(?:(?:every|each) (?:day|morning|afternoon|evening|night)|daily),? (?:of the week )?"
    rf"(?:except|but|apart from|other than|bar)(?: on)? {_WEEKDAY}(?P<two>(?:,| and| or) {_WEEKDAY})?|"
    r"\bMondays? (?:to|through|till) Saturdays?",
    re.I,
)
_SHORT_YEAR = re.compile(r"(?<!\w)['’](\d\d)(?![\ds])")
_DAY_BEFORE = re.compile(r"\bthe (?:day|evening|night|morning|afternoon) before\b", re.I)
_DAY_AFTER = re.compile(
    r"\b(?:the (?:day|morning|evening|night) after|the (?:next|following) (?:day|morning|evening))\b", re.I
)
_OF_ANOTHER = re.compile(r" (?:that|those) of\b", re.I)
_ROUNDS = {"quarter": 8.0, "semi": 4.0}
_ROUND = re.compile(r"\b(quarter|semi)-?finals?\b", re.I)
_AND = re.compile(r" and (?:at )?")
_FIRST_IN = re.compile(r"\bfirst\b[^.;]{0,60}\bin $", re.I)
_TRIES = re.compile(r" (?:attempts?|tries|meetings?|games?|matches|visits?|years?|seasons?)\b", re.I)
_HALF_OF = re.compile(r"\b(first|second) half of (?:the year )?(?:fiscal )?((?:19|20)\d\d)\b", re.I)
_ON_THE = re.compile(r"\b(?:on|since|by|until|before|after|from) the $", re.I)
_ENDS_THERE = re.compile(r"\s*(?:[.,;)]|$|and\b|or\b|but\b)", re.I)
_NEXT_ONE = re.compile(r"\b(?:ahead of|beating|before|from) the next \w+|\brunners?-up\b", re.I)
_END_OF = re.compile(r"\b(?:end of|late)(?: in)? $", re.I)
_GOALLESS = re.compile(r"\b(?:goalless|scoreless|nil)\b", re.I)


def implied(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """What is said without its own figure: "a decade" is one, "three of twelve" are a quarter, "twice" turns "half"."""
    single = list(singles(text))
    yield from single
    yield from reckoned(text, stated, single)
    for match in _ABROAD.finditer(text):
        yield Quantity(match[0], *match.span(), NUMBERS_ABROAD[match[0].casefold()])
    for match in _AGED.finditer(text):
        yield Quantity(match[0], *match.span(), float(_TENS[match[1].casefold()]))
    for match in _REPEATED.finditer(text):
        yield Quantity(match[0], *match.span(), *_EVERY[match[1].casefold()])
    for match in _FOLD.finditer(text):
        times = NUMBER_WORDS.get(match[1].casefold()) or float(match[1])
        yield Quantity(match[0], *match.span(), times, "times")
    for match in _BEFORE.finditer(text):
        yield Quantity(match[0], *match.span(), float((match.lastindex or 0) + 1), rank=True)
    for match in _ONCE_MORE.finditer(text):
        yield Quantity(match[0], *match.span(), 2.0, rank=True)
    for match in _HALF_YEAR.finditer(text):
        yield Quantity(match[0], *match.span(), 6.0, "month")
    for match in _OTHER_HALF.finditer(text):
        yield Quantity(match[0], *match.span(), 0.5, "%")
    for match in _MEDAL.finditer(text):
        yield Quantity(match[0], *match.span(), _MEDALS[match[1].casefold()], rank=True)
    for match in _DAY_LEFT_OUT.finditer(text):
        yield Quantity(match[0], *match.span(), 5.0 if match["two"] else 6.0, "day")
    for match in _HALF_OF.finditer(text):
        for month in (1, 6) if match[1].casefold() == "first" else (7, 12):
            yield Quantity(match[0], *match.span(), 0.0, date=(int(match[2]), month, 0))
    for match in _ROUND.finditer(text):
        yield Quantity(match[0], *match.span(), _ROUNDS[match[1].casefold()])
    for match in _SHORT_YEAR.finditer(text):
        yield from (Quantity(match[0], *match.span(), century + float(match[1])) for century in (1800, 1900, 2000))
    for one, two in pairwise(stated):
        if one.unit == two.unit == CLOCK and _AND.fullmatch(text, one.end, two.start):
            yield replace(two, value=2.0, unit="")
    days = [one for one in stated if one.date and one.date[1]]
    for match in _NEXT_ONE.finditer(text):
        yield Quantity(match[0], *match.span(), 2.0, rank=True)
    for match in _GOALLESS.finditer(text):
        yield Quantity(match[0], *match.span(), 0.0)
    for match in _EQUALLY.finditer(text):
        yield Quantity(match[0], *match.span(), 0.5, "%")
    yield from _lengths(text, stated)
    for one in stated:
        # "The third largest": two are larger.
        if one.rank and one.value > 1 and _SUPERLATIVE.match(text, one.end):
            yield replace(one, value=one.value - 1, rank=False)
        if not (one.unit or one.rank or one.date) and _IN_PAIRS.search(text):
            yield replace(one, value=one.value / 2)
        if one.unit == "%" and (of := OUT_OF.search(one.text)):
            # "38 out of 90": the share is a count, too, and so is what is left.
            parts = [own for part in (one.text[: of.start()], one.text[of.end() :]) for own in quantities(part)]
            yield from (replace(own, start=one.start, end=one.end) for own in parts)
            if len(parts) > 1:
                yield replace(parts[-1], start=one.start, end=one.end, value=parts[-1].value - parts[0].value)
        if one.unit == "%" and 0 < one.value < 1 and _REST.search(text):
            yield replace(one, value=1 - one.value)
        if one.loose and one.value > 1:
            yield replace(one, value=1 / one.value, unit="%")
            yield replace(one, rank=True, loose=False)
        # "Half recovered, and a third died": the third is a share, whatever follows.
        if one.rank and one.text.casefold() in FRACTIONS and _PART_BEFORE.search(text, 0, one.start):
            yield replace(one, value=FRACTIONS[one.text.casefold()], unit="%", rank=False)
        if one.rank and text[one.end : one.end + 8] in (" century", "-century"):
            yield replace(one, value=100 * (one.value - 1), unit="decade", rank=False)
        # "The first win in nine attempts": eight went before.
        if not one.rank and one.value > 1 and _FIRST_IN.search(text, 0, one.start) and _TRIES.match(text, one.end):
            yield replace(one, value=one.value - 1)
        # "Not there on the ninth; I left the evening before": on the 8th.
        if one.rank or (one.date and one.date[2] > 1):
            for sign in (-1,) * bool(_DAY_BEFORE.search(text)) + (1,) * bool(_DAY_AFTER.search(text)):
                next_to = (*one.date[:2], one.date[2] + sign) if one.date else None
                yield replace(one, value=one.value + sign, date=next_to)
        # "On 6 July … since the third"
        if one.rank and _ON_THE.search(text, 0, one.start) and _ENDS_THERE.match(text, one.end):
            for day in days:
                assert day.date
                yield replace(one, rank=False, date=(*day.date[:2], int(one.value)))
        if one.unit == "decade" and one.value % 100 == 0:
            yield replace(one, value=one.value / 100 + 1, unit="", rank=True)
        year = _year(one)
        if year:
            yield replace(one, text="century", value=year // 100 + 1, unit="", rank=True, date=None)
        if year and (YEAR_ON.search(text) or YEAR_BACK.search(text)):
            yield replace(one, value=year + (1 if YEAR_ON.search(text) else -1), date=None)
        for unit, (other, times) in ABOUT.items():
            if one.unit == unit:
                yield replace(one, value=one.value * times, unit=other, about=True)
            elif one.unit == other:
                yield replace(one, value=one.value / times, unit=unit, about=True)
    bare_ones = list(elliptic(text, stated))
    for bare in bare_ones:
        yield bare
        for share in stated:
            if share.unit == bare.unit == "%":
                yield replace(bare, value=_points(share, bare), unit="points")
    years = [one for one in stated if one.date or (not one.unit and one.text.isdigit() and len(one.text) == 4)]
    yield from _dated(text, [*stated, *single], [one for one in years if _year(one)])
    if len(years) > 2:
        # So many are listed.
        yield Quantity(years[0].text, years[0].start, years[-1].end, float(len(years)), "year")
    for one, two in pairwise(stated):
        yield from _reckoned(one, two)
    # "64 pairs in 2019, two years later 22": what is counted, without the times between.
    counts = [one for one in stated if not (one.date or one.rank or one.loose or one.unit == "year" or _year(one))]
    for one, two in combinations([one for one in counts if not one.unit][:_COUNTS], 2):
        # "We asked 36, in four towns; nine agreed": a quarter.
        yield replace(two, value=min(one.value, two.value) / max(one.value, two.value, 1), unit="%")
    if len(counts) < len(stated):
        for one, two in pairwise(counts):
            if one.unit == two.unit:
                yield from _reckoned(one, two)
    for unit in dict.fromkeys(one.unit for one in stated if one.unit and not one.date):
        alike = sorted((one for one in (*stated, *bare_ones) if one.unit == unit), key=lambda one: one.start)
        # "Ten minutes at 220 degrees, then a further 35 minutes": 45 in all.
        yield from (replace(two, value=one.value + two.value) for one, two in pairwise(alike))
        if unit != "%":
            # "From nine days to six": three fewer.
            yield from (replace(two, value=abs(two.value - one.value)) for one, two in pairwise(alike))


def _lengths(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """How many figures each list has: "depths of 5, 20 and 60 metres" are three."""
    length = 1
    for one, two in pairwise(stated):
        length = length + 1 if _LISTED.fullmatch(text, one.end, two.start) else 1
        if length > 2:
            yield replace(two, value=float(length), unit="", date=None)


def singles(text: str) -> Iterator[Quantity]:
    """Measures that are said without a number: "a year", "the past decade"."""
    for match in _SINGLE.finditer(text):
        if _PART_OF.search(text, 0, match.start()):
            continue
        yield Quantity(match[0], *match.span(), 1.0, UNITS[match[1].casefold()], bound=bound(text, *match.span()))


def _points(one: Quantity, two: Quantity) -> float:
    return round(100 * abs(two.value - one.value), 6)


def _year(one: Quantity) -> float:
    """The year that a quantity is or names; else 0."""
    if one.date:
        return float(one.date[0])
    return one.value if not one.unit and one.text.isdigit() and 1000 <= one.value <= 2999 else 0.0


def elliptic(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """Figures whose unit or scale stands with another: "5.8 per cent, down from 7.1", "from 11 million to 14"."""
    bare = [one for one in stated if not (one.unit or one.date or one.rank or one.loose or _year(one))]
    for one in bare:
        if (one.value >= 1000 and "," not in one.text) or not _ALONE.match(text, one.end):
            continue
        for other in stated:
            if other.unit and other.unit != "decade" and not other.date:
                yield replace(one, unit=other.unit, value=one.value / 100 if other.unit == "%" else one.value)
            if (scale := scale_of(other)) > 1:
                yield replace(one, unit=other.unit, value=one.value * scale)


def _dated(text: str, stated: Sequence[Quantity], years: Sequence[Quantity]) -> Iterator[Quantity]:
    """Days, months and years that others lead to: "in 2019 ... two years later", "May, two months before"."""
    spans = [one for one in stated if one.unit in ("year", "month") and one.value < 1000]
    # "A decade earlier"
    spans += [
        replace(one, value=10 * one.value, unit="year") for one in stated if one.unit == "decade" and one.value < 10
    ]
    for one in stated:
        if not one.date or not one.date[1] or one.date[1] > 12:
            continue
        # "From 1 July 2022 for two years": in all until July 2024, or the end of June.
        for span in spans if one.date[0] else ():
            for late in (0, 1):
                # "Seven months before that of meat": the other one is later.
                earlier = _EARLIER.match(text, span.end)
                other = earlier and _OF_ANOTHER.match(text, earlier.end())
                for sign in (1, -1)[not other :] if earlier else (1,):
                    months = int(span.value * (12 if span.unit == "year" else 1))
                    at = one.date[0] * 12 + one.date[1] - 1 + sign * months - late
                    yield replace(one, date=(at // 12, at % 12 + 1, 0))
        if not one.date[2] and _END_OF.search(text, 0, one.start):
            # What is closed until the end of February does not open before March.
            yield replace(one, date=(one.date[0] + one.date[1] // 12 if one.date[0] else 0, one.date[1] % 12 + 1, 0))
        if not one.date[0] and (not one.date[2] or THAT_YEAR.search(text)):
            for year in years:
                yield replace(one, date=(int(_year(year)), *one.date[1:]))
        for span in spans:
            for sign in (1, -1) if span.unit == "month" else ():
                month = int((one.date[1] - 1 + sign * span.value) % 12) + 1
                yield replace(one, date=(0, month, 0))
    for one, two in combinations(years[:_YEARS], 2):
        yield replace(two, value=abs(_year(two) - _year(one)), unit="year", date=None)
    for span in spans:
        sign = bool(_LATER.match(text, span.end)) - bool(_EARLIER.match(text, span.end))
        if span.unit == "year" and sign:
            yield from (replace(span, value=_year(year) + sign * span.value, unit="") for year in years)


def _reckoned(one: Quantity, two: Quantity) -> Iterator[Quantity]:
    """What a reader works out from two figures: how far they are apart, and what share or change that is."""
    if one.date and two.date and one.date[0] and two.date[0]:
        yield replace(two, value=float(abs(two.date[0] - one.date[0])), unit="year", date=None)
    if one.date and two.date and one.date[1] and two.date[1] and not (one.date[0] and two.date[0]):
        months = (two.date[1] - one.date[1]) % 12
        # From May to July it is two months, or three with both.
        yield from (replace(two, value=float(count), unit="month", date=None) for count in (months, months + 1))
    if one.rank and two.rank:
        yield replace(two, value=abs(two.value - one.value), rank=False)
    if one.date or two.date or one.rank or two.rank or not one.value or not two.value:
        return
    if one.unit == two.unit:
        yield replace(two, value=abs(two.value - one.value))
    if one.unit == two.unit == "%":
        yield replace(two, value=_points(one, two), unit="points")
    if not one.unit and not two.unit and 1000 <= one.value < two.value <= 2999:
        yield replace(two, value=two.value - one.value, unit="year")
    if 1000 <= one.value <= 2999 and not one.unit and two.unit == "year" and two.value < 1000:
        yield replace(one, value=one.value + two.value)
        yield replace(one, value=one.value - two.value)
    if (one.unit == "%") != (two.unit == "%"):
        yield replace(one if two.unit == "%" else two, value=one.value * two.value)
    if one.unit == two.unit != "":
        yield replace(two, value=one.value + two.value)
    small, large = sorted((one.value, two.value))
    yield replace(two, value=large / small, unit="times")
    yield replace(two, value=small / large, unit="%")
    yield replace(two, value=abs(two.value - one.value) / one.value, unit="%")
