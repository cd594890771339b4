"""Numbers, dates, units and money in a sentence, however they are written, and whether two of them are the same.

"1.2 million" is 1,200,000; "a dozen" is 12; "half" is 50 %; "3 May 2024", "May 3, 2024" and "2024-05-03" are one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rag.verdict.clock import CLOCK, times_of
from rag.verdict.notation import EITHER, in_english
from rag.verdict.units import (
    EXACTLY,
    FEASTS,
    FRACTIONS,
    LOOSE,
    MAY_BE,
    MONTHS,
    MONTHS_ABROAD,
    NUMBER_WORDS,
    ORDINALS,
    SCALE,
    UNITS,
)

# "may" and "march" are months only beside a number, and short forms only with a capital.
_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|"
    r"June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)|\b(?P<n1>\d{1,2})(?P<mark>[./])(?P<n2>\d{1,2})(?P=mark)(?P<y0>\d{4})\b|\b(?P<n3>0?[1-9]|1[0-2])/(?P<y4>(?:19|20)\d{2})\b"
    rf"|\b(?P<feast>{'|'.join(FEASTS)})(?: (?P<y9>\d{{4}}))?\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m1')}(?:,? (?P<y1>\d{{4}}))?\b"
    rf"|\b(?:(?P<d6>\d{{1,2}})(?:\.|er|º)?(?: de)? )?(?P<m6>{'|'.join(MONTHS_ABROAD)})(?: del?)? (?P<y6>\d{{4}})\b"
    rf"|\b(?P<d7>\d{{1,2}})(?:\.|er|º)?(?: de)? (?P<m7>{'|'.join(MONTHS_ABROAD)})\b"
    r"|(?:(?P<y8>\d{4})年)?(?P<m8>\d{1,2})月(?:(?P<d8>\d{1,2})日)?"
    rf"|\b{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,? (?P<y2>\d{{4}})\b)?"
    rf"|\b{_MONTH.format('m3')},? (?:of )?(?P<y3>\d{{4}})\b"
    r"|\b(?<=[a-z,][ -])(?P<m4>March|April|June|August)\b"
    r"|\b(?P<m9>January|February|July|September|October|November|December)\b"
    r"|\b(?<=[Ii]n )(?P<m5>May)\b"
    r"|\b(?P<quarter>Q[1-4]|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- ]quarter(?! of (?!\d|the year)))\b"
)
_SPELLED = "|".join([*NUMBER_WORDS, "hundred", "dozen"])
# "Five and seven" are two numbers, "a hundred and seven" is one.
_JOINED = r"[- ](?:(?<=hundred )and |(?<=thousand )and )?"
_FIGURE = re.compile(
    r"(?P<money>(?:US|A|C|HK|NZ)?[$€£¥₹]\s?|\b(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|NOK|SEK|DKK)\s)?"
    r"(?<![A-Za-z\d_.])(?P<minus>(?<![\w–)-])[-−]|\b(?:minus|negative) )?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\d])"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>s)\b)?"
    rf"|\b(?P<below>(?:minus|negative) )?"
    rf"(?P<words>(?:{_SPELLED})(?:{_JOINED}(?:{_SPELLED}))*|an? (?:hundred|thousand|million|billion))\b"
    rf"|\b(?P<loose>{'|'.join(LOOSE)})\b|\b(?P<rank>{'|'.join(ORDINALS)})\b(?!s)|\b(?P<part>{'|'.join(FRACTIONS)})\b",
    re.I,
)
_SCALES = re.compile(
    r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|tn|Millionen|Milliarden|millones|millions|milliards|"
    r"milioni|miliardi|milhões|миллионов|миллиардов|مليون|مليار)\b|(?<=\d)(m|k|b)\b|\s?(万|亿)",
    re.I,
)
_UNIT = re.compile(
    r"[\s-]?(?:(?:calendar|consecutive|full|whole|straight|working|business) (?=days?|weeks?|months?|years?|hours?))?"
    r"(km/h|(?:k|c|m)?m[23]\b|(?:square|cubic|sq\.?|nautical|swiss) (?:[a-z]+)|"
    r"(?:kilo|mega|giga|tera)?watt[\s-]?hours?\b|°\s?[CF]\b|[%$€£¥°]|per ?cent|"
    r"degrees? (?:celsius|centigrade|fahrenheit|[cf]\b)|[a-z]+)",
    re.I,
)
# "80–90 million", "5 to 10 percent": what follows the second figure is said of the first too.
_RANGE = re.compile(r"\s?(?:[–-]|to|and)\s?[$€£]?")
# "Rose by a thousand to 6,240", "1911–14"
_BY = re.compile(r"\bby (?:about |some |nearly |almost |over |(?:more|less) than )?[$€£]?$", re.I)
_DASH, _SHORT_YEAR = re.compile(r"[–-]"), 2
_BETWEEN = re.compile(r"\bbetween (?:about |some |roughly )?[$€£]?$", re.I)
# "From 412 in 2020 to €455": a year is no beginning of a range of euros.
_IN_YEAR = re.compile(r"\b(?:in|since|during|for) $", re.I)
_MONEY = ("$", *MAY_BE["$"], "€", "£")
_SPEEDS = {"km": "kmh", "mile": "mph"}
_AN_HOUR = re.compile(r"(?: per | an | a |/)(?:hour|h)\b", re.I)
# "2 hours 15 minutes", "5 feet and 10 inches"
_CLOCKED = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:])")
_LAPPED = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d\.\d+)(?![\d:])")
_SINGLE_AND = re.compile(r"\b(?:an?|one) (year|month|week|day|hour|minute),? and $", re.I)
_COMPOUND = re.compile(r",?(?: and)? ?")
_IN = re.compile(r" (?:in|out of) (?:every )?")
# "One household in three"
_ONE_IN = re.compile(r" [a-z]+ in (?:every )?", re.I)
_NOT_COUNTED = re.compile(r"(?! (?!(?:wa|i|ha|doe)s\b)[a-z]+s\b)", re.I)
_BELOW_ZERO = re.compile(r"(?: degrees?)?(?: C| Celsius)? below (?:zero|freezing)\b| degrees? of frost\b", re.I)
# "The quarter" is one of a year, "a quarter" a share.
_OF_A_YEAR = re.compile(r"\b(?:the|this|that|last|next|each|every|per|[a-z]+ous|(?:year|month)s?-ago) $", re.I)
# "The second half of the match", "her half-sister"
_ONE_HALF = re.compile(
    r"\b(?:first|second|latter|opening|closing|other|upper|lower|top|bottom|northern|southern|eastern|western) $", re.I
)
_PART = re.compile(r"\b(?:an?|one)[ -]$", re.I)
_PARTS_AFTER = re.compile(
    r"[- ](?:thirds|fifths|sixths|sevenths|eighths|ninths|tenths|quarters|hundredths|thousandths)\b|-quarter\b|"
    r"(?<=one)[- ](?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    re.I,
)
_PARTS_BEFORE = re.compile(r"\b(two|three|four|five|six|seven|eight|nine)[ -]$", re.I)
_OF = re.compile(r"\s+(?:of|in|by|from|because|since|when|after|while|and|as|to|more|less)\b|\s*[,.;)]|\s*$")
_ABOUT = re.compile(
    r"\b(about|some|around|roughly|approximately|nearly|almost|circa|ca\.?|over|more than|"
    r"close to|just under|just over|an estimated)\s*(?:[$€£]|\ba\b)?\s*$",
    re.I,
)
_ABOUT_A_PART = re.compile(
    r"\b(?:about|roughly|almost|nearly|over|under|around|some|approximately|close to|not quite|"
    r"more than|less than|(?P<by>by))(?: (?:an?|one|two|three|four))?[ -]$",
    re.I,
)
_LEAST = re.compile(
    r"\b(at least|more than|(?:over|above)(?: the age of)?|minimum of|no (?:less|fewer) than|not less than|"
    r"exceed(?:s|ed|ing)?|(?:larger|older|longer|higher|greater) than|minimum \w+(?: is| was|:| of))\s*(?:[$€£])?$",
    re.I,
)
_MOST = re.compile(
    r"\b(at most|less than|fewer than|(?:under|below)(?: the age of)?|up to|maximum of|"
    r"no (?:more|longer|later) than|not (?:more|longer) than|within|"
    r"(?:smaller|younger|shorter|lower) than|maximum \w+(?: is| was|:| of))\s*(?:[$€£])?$",
    re.I,
)
_NO_MORE = re.compile(
    r"\b(?:(?:no|not|nor|never)(?: (?!to\b)\w+){0,4} (?:more|longer|later|larger|older|higher|greater) than|"
    r"(?:not|never)(?: to)? exceed(?:s|ing)?)\s*(?:[$€£])?$",
    re.I,
)
_LEAST_AFTER = re.compile(r"[\s\w°%]{0,12}?\bor (?:more|above|higher|over|longer|greater|later)\b")
_MOST_AFTER = re.compile(r"[\s\w°%]{0,12}?\bor (?:less|fewer|below|younger|lower|under|shorter|earlier)\b")
_OF_ONE = re.compile(r"[ -](?:of )?(?:an? )?([a-z]+)")
# "Half a dozen", "half a million"
_WHOLES = {"dozen": 12.0, **{word: SCALE[word] for word in ("hundred", "thousand", "million", "billion", "trillion")}}
# "Two and a half", "two and three-quarter"
_AND_A_HALF = re.compile(rf"\b((?:[a-z]+ty[- ])?(?:{'|'.join(NUMBER_WORDS)})) and (?:an? |(?:two|three)[- ])$", re.I)
_AND_A = re.compile(r"\b(\w+)[ -]([a-z]+)[ -]and[ -]an?[ -]$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number or date. `unit` is empty where there is none; `date` is (year, month, day), 0 for what is not said.

    `bound` is 1 for "at least", -1 for "at most", 0 for neither. `also` is what else it may mean: 1200 for "1.200".
    """

    text: str
    start: int
    end: int
    value: float
    unit: str = ""
    date: tuple[int, int, int] | None = None
    rank: bool = False
    about: bool = False
    bound: int = 0
    loose: bool = False
    also: float | None = None


def quantities(text: str) -> list[Quantity]:
    """The quantities of a plain text in order."""
    return list(_quantities(text))


@lru_cache(maxsize=4000)
def _quantities(text: str) -> tuple[Quantity, ...]:
    shown, text = text, in_english(text)
    times = (
        Quantity(text[time.start : time.end], time.start, time.end, float(time.minutes), CLOCK)
        for time in times_of(text)
    )
    dates = sorted([*_dates(text), *times, *_clocked(text)], key=lambda found: found.start)
    taken = [(found.start, found.end) for found in dates]
    figures = [found for found in _figures(text) if not any(a <= found.start < b for a, b in taken)]
    # The "two" of "two and a half hours" is no number of its own.
    figures = [one for one, two in pairwise([*figures, None]) if one and not (two and two.start <= one.start)]
    figures = _compounds(text, _shares(text, _ranges(text, figures)))
    found = sorted([*dates, *figures], key=lambda found: found.start)
    return tuple(found if shown == text else (replace(one, text=shown[one.start : one.end]) for one in found))


def _clocked(text: str) -> Iterator[Quantity]:
    """Durations as a stop watch shows them: "2:06:14"."""
    for match in _CLOCKED.finditer(text):
        hours, minutes, seconds = (float(part) for part in match.groups())
        yield Quantity(match[0], *match.span(), hours * 3600 + minutes * 60 + seconds, "second")
    for match in _LAPPED.finditer(text):
        yield Quantity(match[0], *match.span(), float(match[1]) * 60 + float(match[2]), "second")


def _dates(text: str) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        found = match.groupdict()
        if found["iso"]:
            year, month, day = map(int, found["iso"].split("-"))
        elif found["y4"]:
            year, month, day = int(found["y4"]), int(found["n3"]), 0
        elif found["y0"]:
            year, (month, day) = int(found["y0"]), _in_figures(int(found["n1"]), int(found["n2"]), found["mark"])
        elif found["feast"]:
            year, (month, day) = int(found["y9"] or 0), FEASTS[found["feast"]]
        elif found["quarter"]:
            word = found["quarter"].casefold()
            # A quarter of a year is kept where a month would be, out of the months' way.
            year, month, day = 0, 20 + (int(word[1]) if word[0] == "q" else ORDINALS[re.split("[- ]", word)[0]]), 0
        elif found["m8"]:
            year, month, day = int(found["y8"] or 0), int(found["m8"]), int(found["d8"] or 0)
        elif found["m6"] or found["m7"]:
            month = MONTHS_ABROAD[found["m6"] or found["m7"]]
            year, day = int(found["y6"] or 0), int(found["d6"] or found["d7"] or 0)
        else:
            name = next(found[key] for key in ("m1", "m2", "m3", "m4", "m5", "m9") if found[key])
            month = MONTHS[name.rstrip(".").casefold()]
            day = int(found["d1"] or found["d2"] or 0)
            year = int(found["y1"] or found["y2"] or found["y3"] or 0)
        yield Quantity(match.group(), match.start(), match.end(), 0.0, date=(year, month, day))


def _in_figures(one: int, two: int, mark: str) -> tuple[int, int]:
    """Month and day of "3.2." or "2/13/"; neither where both orders are possible: 3/2 is in March or in February."""
    if mark == "." or one > 12:
        return two, one
    return (one, two) if two > 12 else (0, 0)


def _figures(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _FIGURE.search(text, at):
        found, at = _figure(text, match), match.end()
        if found:
            # "One twelve-year term": the second number is read by itself.
            at = found.end if match["words"] else max(at, found.end)
            yield found


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, the first of two that make a range with the unit and the scale of the other."""
    for at, (one, two) in enumerate(pairwise(found)):
        if one.rank or two.rank or one.unit not in ("", *_MONEY) or not _RANGE.fullmatch(text, one.end, two.start):
            continue
        # "Under 12 and half price": two figures, where nothing says that they are the ends of one range.
        if "and" in text[one.end : two.start] and not _BETWEEN.search(text, 0, one.start):
            continue
        if _BY.search(text, 0, one.start):
            continue
        if (
            is_year(one)
            and two.text.isdigit()
            and len(two.text) == _SHORT_YEAR
            and _DASH.fullmatch(text, one.end, two.start)
        ):
            found[at + 1] = replace(two, value=one.value // 100 * 100 + two.value)
            continue
        years = one.text.isdigit() and len(one.text) == 4, two.text.isdigit() and len(two.text) == 4
        if years == (True, False) and _IN_YEAR.search(text, 0, one.start):
            continue
        scale = _SCALES.search(two.text)
        if scale and not _SCALES.search(one.text) and abs(one.value) < 1000:
            one = replace(one, value=one.value * _times(scale))
        unit = one.unit or two.unit
        if unit == "%" != one.unit:
            one = replace(one, value=one.value / 100)
        shown = text[one.start : two.end]
        found[at], found[at + 1] = replace(one, unit=unit, text=shown), replace(two, unit=two.unit or unit)
    return found


def _shares(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, with "six in ten" and "3 out of 5" as the share that they are."""
    kept: list[Quantity] = []
    for two in found:
        one = kept[-1] if kept else two
        share = 0 < one.value < two.value <= 100 and (
            _IN.fullmatch(text, one.end, two.start)
            or (one.value == 1 and _ONE_IN.fullmatch(text, one.end, two.start) and _NOT_COUNTED.match(text, two.end))
        )
        if share and not (one.unit or two.unit or one.rank or two.rank or one.date or two.date):
            whole = text[one.start : two.end]
            kept[-1] = replace(one, text=whole, end=two.end, value=one.value / two.value, unit="%", loose=False)
        else:
            kept.append(two)
    return kept


def _compounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures, with "2 hours 15 minutes" as the 135 minutes that they are."""
    kept: list[Quantity] = []
    for two in found:
        one = kept[-1] if kept else None
        times = _times_in(one.unit, two.unit) if one and one.unit and two.unit else 0.0
        single = _SINGLE_AND.search(text, 0, two.start) if two.unit else None
        if single and 0 < two.value < (more := _times_in(UNITS.get(single[1].casefold(), ""), two.unit)):
            # "A year and two months"
            whole = text[single.start() : two.end]
            kept.append(replace(two, text=whole, start=single.start(), value=more + two.value))
        elif one and times > 1 and 0 < two.value < times and _COMPOUND.fullmatch(text, one.end, two.start):
            whole = text[one.start : two.end]
            kept[-1] = replace(two, text=whole, start=one.start, value=one.value * times + two.value, about=one.about)
        else:
            kept.append(two)
    return kept


def _times_in(large: str, small: str) -> float:
    """How many of a smaller unit the larger one is; 0 where that is not exact."""
    times = 1.0
    while large != small:
        if large not in EXACTLY:
            return 0.0
        large, factor = EXACTLY[large]
        times *= factor
    return times


def _times(scale: re.Match[str]) -> float:
    word = next(group for group in scale.groups() if group)
    return SCALE.get(word) or SCALE[word.casefold()]


def is_year(quantity: Quantity) -> bool:
    """Whether a quantity is written as a bare year."""
    return quantity.text.isdigit() and len(quantity.text) == 4


def scale_of(quantity: Quantity) -> float:
    """The thousand, million or so in a quantity's words; 1 where there is none."""
    found = _SCALES.search(quantity.text)
    return _times(found) if found else 1.0


def _figure(text: str, match: re.Match[str]) -> Quantity | None:
    value, loose, unit, end = 0.0, False, "", match.end()
    before = text[: match.start()]
    rank = bool(match["ordinal"]) or before[-7:].casefold() == "number "
    if match["digits"] == "00":
        return None
    if match["digits"]:
        value = float(match["digits"].replace(",", "")) * (-1 if match["minus"] else 1)
        unit = "decade" if match["decade"] else ""
    elif match["words"]:
        if _PARTS_AFTER.match(text, end):
            return None
        words = _one_number(match["words"])
        value, end = _spelled(words) * (-1 if match["below"] else 1), match.start("words") + len(words)
        loose = words.casefold() == "one"
    elif match["loose"]:
        value, loose = LOOSE[match["loose"].casefold()], True
    elif _is_no_share(match, before):
        return None
    elif match["part"] or (match["rank"].casefold() in FRACTIONS and _is_share(text, match)):
        return _part(text, match)
    elif match["rank"]:
        value, rank = float(ORDINALS[match["rank"].casefold()]), True
        loose = value == 1
    scale = _SCALES.match(text, end) if not rank else None
    if scale:
        value, end = value * _times(scale), scale.end()
    below = _BELOW_ZERO.match(text, end) if value > 0 and not rank else None
    if below:
        value, unit, end = -value, "degree", below.end()
    if match["money"]:
        sign = match["money"].strip()
        unit = UNITS.get(sign.casefold()) or UNITS.get(sign[-1], "")
    elif not unit and not rank:
        unit, end = _unit_at(text, end)
    shown = text[match.start() : end]
    value = value / 100 if unit == "%" else value
    either = match["digits"] and EITHER.fullmatch(match["digits"])
    return Quantity(
        shown,
        match.start(),
        end,
        value,
        unit,
        None,
        rank,
        bool(_ABOUT.search(before)),
        bound(text, match.start(), end),
        loose,
        value * 1000 if either else None,
    )


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether a word like "fifth" is a part: "a fifth of it", "over a fifth dearer", and not "a fifth attempt"."""
    if not _PART.search(text, 0, match.start()):
        return False
    return bool(_OF.match(text, match.end()) or _ABOUT_A_PART.search(text, 0, match.start()))


def _is_no_share(match: re.Match[str], before: str) -> bool:
    """As in "the two halves of the town" and "in the quarter"."""
    word = (match["part"] or "").casefold()
    if word == "half" and _ONE_HALF.search(before):
        return True
    return word == "halves" or (word == "quarter" and _OF_A_YEAR.search(before) is not None)


def _part(text: str, match: re.Match[str]) -> Quantity:
    word = (match["part"] or match["rank"]).casefold()
    count = _PARTS_BEFORE.search(text, 0, match.start())
    value = FRACTIONS[word] * (NUMBER_WORDS[count[1].casefold()] if count else 1)
    nearly = _ABOUT_A_PART.search(text, 0, match.start())
    about = bool(nearly and not nearly["by"])
    unit, end = "%", match.end()
    more = _AND_A.search(text, 0, match.start())
    if more and more[2].casefold() in UNITS:
        number = NUMBER_WORDS.get(more[1].casefold(), 1.0)
        return Quantity(text[more.start() : end], more.start(), end, number + value, UNITS[more[2].casefold()])
    counted = _AND_A_HALF.search(text, 0, match.start())
    if counted:
        scale = _SCALES.match(text, end)
        factor = SCALE.get(scale[1], 1.0) if scale and scale[1] else 1.0
        unit, end = _unit_at(text, scale.end() if scale else end)
        value = (_spelled(counted[1]) + value) * factor * (0.01 if unit == "%" else 1)
        return Quantity(text[counted.start() : end], counted.start(), end, value, unit)
    whole = _OF_ONE.match(text, end)
    if whole and whole[1].casefold() in _WHOLES:
        value *= _WHOLES[whole[1].casefold()]
        unit, end = _unit_at(text, whole.end())
        value = value / 100 if unit == "%" else value
    elif whole and len(whole[1]) > 2 and whole[1].casefold() in UNITS:
        unit, end = UNITS[whole[1].casefold()], whole.end()
        value = value / 100 if unit == "%" else value
    start = count.start() if count else match.start()
    return Quantity(
        text[start:end],
        start,
        end,
        value,
        unit,
        None,
        False,
        about,
        bound(text, start, end),
        False,
    )


def _one_number(words: str) -> str:
    """The words up to where another number begins: in "one twelve" that is "one"."""
    parts = list(re.finditer(r"[^\s-]+", words))
    for before, part in pairwise(parts):
        one, two = (NUMBER_WORDS.get(item[0].casefold()) for item in (before, part))
        if one is not None and two is not None and not (one >= 20 and 0 < two < 10):
            return words[: before.end()]
    return words


def _spelled(text: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split(r"[- ]", text.casefold()):
        if word in SCALE:
            current = (current or 1) * SCALE[word]
        elif word == "dozen":
            current = (current or 1) * 12
        elif word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
    return total + current


def _unit_at(text: str, end: int) -> tuple[str, int]:
    match = _UNIT.match(text, end)
    if not match:
        return "", end
    word = re.sub(r"[\s-]", "", match[1]).casefold()
    word = "%" if word in ("percent", "%") else word
    # "5 m" and "3 t" are units; "5 M" after a blank as often is a name.
    if word not in UNITS:
        return "", end
    unit, end = UNITS[word], match.end()
    hourly = _AN_HOUR.match(text, end) if unit in _SPEEDS else None
    return (_SPEEDS[unit], hourly.end()) if hourly else (unit, end)


def bound(text: str, start: int, end: int) -> int:
    """Whether a measure at a place is "at least" (1), "at most" (-1) or neither (0)."""
    before, after = text[max(0, start - 24) : start], text[end : end + 30]
    if _NO_MORE.search(text, max(0, start - 48), start):
        return -1
    if _LEAST.search(before) or _LEAST_AFTER.match(after):
        return 1
    return -1 if _MOST.search(before) or _MOST_AFTER.match(after) else 0
