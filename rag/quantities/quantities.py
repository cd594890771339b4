"""Numbers, dates, units and money in a sentence, however they are written.

"1.2 million" is 1,200,000; "a dozen" is 12; "half" is 50 %; "3 May 2024", "May 3, 2024" and "2024-05-03" are one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from index.text.patterns import right_before
from rag.quantities.bounds import bound
from rag.quantities.clock import CLOCK, times_of
from rag.quantities.dates import dates
from rag.quantities.joined import compounds, ranges, shares
from rag.quantities.quantity import Quantity
from rag.quantities.units import FRACTIONS, LOOSE, NUMBER_WORDS, ORDINALS, SCALE, SCALES, UNITS, times

_SPELLED = "|".join([*NUMBER_WORDS, "hundred", "dozen"])
# "Five and seven" are two numbers, "a hundred and seven" is one.
_JOINED = r"[- ](?:(?<=hundred )and |(?<=thousand )and )?"
# No number has more.
_MOST_WORDS = 20
_FIGURE = re.compile(
    r"(?P<money>(?:US|A|C|HK|NZ)?[$€£¥₹]\s?|\b(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|NOK|SEK|DKK)\s)?"
    r"(?<![A-Za-z\d_.])(?P<minus>(?<![\w–)-])[-−]|\b(?:minus|negative) )?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\d])"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>s)\b)?"
    rf"|\b(?P<below>(?:minus|negative) )?"
    rf"(?P<words>(?:{_SPELLED})(?:{_JOINED}(?:{_SPELLED})){{0,{_MOST_WORDS}}}|"
    rf"an? (?:hundred|thousand|million|billion)(?:{_JOINED}(?:{_SPELLED})){{0,{_MOST_WORDS}}})\b"
    rf"|\b(?P<loose>{'|'.join(LOOSE)})\b|\b(?P<rank>{'|'.join(ORDINALS)})\b(?!s)|\b(?P<part>{'|'.join(FRACTIONS)})\b",
    re.I,
)
_UNIT = re.compile(
    r"[\s-]?(?:(?:calendar|consecutive|full|whole|straight|working|business|operating|running|flying|driving|"
    r"teaching|more|further|additional|extra) (?=days?|weeks?|months?|years?|hours?|minutes?))?"
    r"(km/h|(?:k|c|m)?m[23]\b|(?:square|cubic|sq\.?|nautical|swiss) (?:[a-z]+)|"
    r"(?:kilo|mega|giga|tera)?watt[\s-]?hours?\b|°\s?[CF]\b|[%$€£¥°]|per ?cent|"
    r"degrees? (?:celsius|centigrade|fahrenheit|[cf]\b)|[a-z]+)",
    re.I,
)
_SPEEDS = {"km": "kmh", "mile": "mph"}
_AN_HOUR = re.compile(r"(?: per | an | a |/)(?:hour|h)\b", re.I)
# "2:06:14", "1:58.3"
_CLOCKED = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:])")
_LAPPED = re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d\.\d+)(?![\d:])")
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
# "Twenty beats a second"
_EACH_SECOND = re.compile(r"\w (?:a|per|each|every) $", re.I)
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
_OF_ONE = re.compile(r"[ -](?:of )?(?:an? )?([a-z]+)")
# "Half a dozen", "half a million"
_WHOLES = {"dozen": 12.0, **{word: SCALE[word] for word in ("hundred", "thousand", "million", "billion", "trillion")}}
# "Two and a half", "two and three-quarter"
_AND_A_HALF = re.compile(rf"\b((?:[a-z]+ty[- ])?(?:{'|'.join(NUMBER_WORDS)})) and (?:an? |(?:two|three)[- ])$", re.I)
_AND_A = re.compile(r"\b(\w+)[ -]([a-z]+)[ -]and[ -]an?[ -]$")

# Figures as other countries write them: "310.000", "310 000" and "310’000" are 310,000, and "3,5" is 3.5. What may be
# either ("1.200") stays as it is, and is compared as both.
# Blanks, also those that do not break, and apostrophes.
_MARKS = " \u00a0\u202f\u2009'’"
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{_MARKS}]\d{{3}})+(?![\d])")
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\d.])|(?<![\d.,])\d{1,3}\.\d{3},\d{1,2}(?![\d.])")
_COMMA = re.compile(r"(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])(?!\.\d)")
_SWAP = str.maketrans(".,", ",.")
# So a thousand is written here and a fraction there.
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def quantities(text: str) -> list[Quantity]:
    """The quantities of a plain text in order."""
    return list(_quantities(text))


@lru_cache(maxsize=4000)
def _quantities(text: str) -> tuple[Quantity, ...]:
    shown, text = text, _in_english(text)
    clocks = (
        Quantity(text[time.start : time.end], time.start, time.end, float(time.minutes), CLOCK)
        for time in times_of(text)
    )
    dated = sorted([*dates(text), *clocks, *_clocked(text)], key=lambda found: found.start)
    taken = {at for found in dated for at in range(found.start, found.end)}
    figures = [found for found in _figures(text) if found.start not in taken]
    # The "two" of "two and a half hours" is no number of its own.
    figures = [one for one, two in pairwise([*figures, None]) if one and not (two and two.start <= one.start)]
    figures = compounds(text, shares(text, ranges(text, figures)))
    found = sorted([*dated, *figures], key=lambda found: found.start)
    return tuple(found if shown == text else (replace(one, text=shown[one.start : one.end]) for one in found))


def _clocked(text: str) -> Iterator[Quantity]:
    """Durations as a stop watch shows them: "2:06:14"."""
    for match in _CLOCKED.finditer(text):
        hours, minutes, seconds = (float(part) for part in match.groups())
        yield Quantity(match[0], *match.span(), hours * 3600 + minutes * 60 + seconds, "second")
    for match in _LAPPED.finditer(text):
        yield Quantity(match[0], *match.span(), float(match[1]) * 60 + float(match[2]), "second")


def _figures(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _FIGURE.search(text, at):
        found, at = _figure(text, match), match.end()
        if found:
            # "One twelve-year term": the second number is read by itself.
            at = found.end if match["words"] else max(at, found.end)
            yield found


def _figure(text: str, match: re.Match[str]) -> Quantity | None:
    value, loose, unit, end = 0.0, False, "", match.end()
    start = match.start()
    rank = bool(match["ordinal"]) or text[max(start - 7, 0) : start].casefold() == "number "
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
    elif _is_no_share(text, match):
        return None
    elif match["part"] or (match["rank"].casefold() in FRACTIONS and _is_share(text, match)):
        return _part(text, match)
    elif match["rank"]:
        if match["rank"].casefold() == "second" and right_before(_EACH_SECOND, text, start) and _OF.match(text, end):
            return None
        value, rank = float(ORDINALS[match["rank"].casefold()]), True
        loose = value == 1
    scale = SCALES.match(text, end) if not rank else None
    if scale:
        value, end = value * times(scale), scale.end()
    below = _BELOW_ZERO.match(text, end) if value > 0 and not rank else None
    if below:
        value, unit, end = -value, "degree", below.end()
    if match["money"]:
        sign = match["money"].strip()
        unit = UNITS.get(sign.casefold()) or UNITS.get(sign[-1], "")
    elif not unit and not rank:
        unit, end = _unit_at(text, end)
    value = value / 100 if unit == "%" else value
    either = match["digits"] and _EITHER.fullmatch(match["digits"])
    found = _measure(text, start, end, value, unit, about=bool(right_before(_ABOUT, text, start)))
    return replace(found, rank=rank, loose=loose, also=value * 1000 if either else None)


def _measure(text: str, start: int, end: int, value: float, unit: str, *, about: bool) -> Quantity:
    return Quantity(text[start:end], start, end, value, unit, about=about, bound=bound(text, start, end))


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether a word like "fifth" is a part: "a fifth of it", "over a fifth dearer", and not "a fifth attempt"."""
    if not right_before(_PART, text, match.start()):
        return False
    return bool(_OF.match(text, match.end()) or right_before(_ABOUT_A_PART, text, match.start()))


def _is_no_share(text: str, match: re.Match[str]) -> bool:
    """As in "the two halves of the town" and "in the quarter"."""
    word = (match["part"] or "").casefold()
    if word == "half" and right_before(_ONE_HALF, text, match.start()):
        return True
    return word == "halves" or (word == "quarter" and right_before(_OF_A_YEAR, text, match.start()) is not None)


def _part(text: str, match: re.Match[str]) -> Quantity:
    """A share, or a number with one behind it: "two thirds", "two and a half days", "half a million"."""
    word = (match["part"] or match["rank"]).casefold()
    count = right_before(_PARTS_BEFORE, text, match.start())
    value = FRACTIONS[word] * (NUMBER_WORDS[count[1].casefold()] if count else 1)
    unit, end = "%", match.end()
    more = right_before(_AND_A, text, match.start())
    if more and more[2].casefold() in UNITS:
        value += NUMBER_WORDS.get(more[1].casefold(), 1.0)
        about = bool(right_before(_ABOUT, text, more.start()))
        return _measure(text, more.start(), end, value, UNITS[more[2].casefold()], about=about)
    counted = right_before(_AND_A_HALF, text, match.start())
    if counted:
        scale = SCALES.match(text, end)
        factor = SCALE.get(scale[1], 1.0) if scale and scale[1] else 1.0
        unit, end = _unit_at(text, scale.end() if scale else end)
        value = (_spelled(counted[1]) + value) * factor * (0.01 if unit == "%" else 1)
        about = bool(right_before(_ABOUT, text, counted.start()))
        return _measure(text, counted.start(), end, value, unit, about=about)
    whole = _OF_ONE.match(text, end)
    if whole and whole[1].casefold() in _WHOLES:
        value *= _WHOLES[whole[1].casefold()]
        unit, end = _unit_at(text, whole.end())
        value = value / 100 if unit == "%" else value
    elif whole and len(whole[1]) > 2 and whole[1].casefold() in UNITS:
        unit, end = UNITS[whole[1].casefold()], whole.end()
        value = value / 100 if unit == "%" else value
    nearly = right_before(_ABOUT_A_PART, text, match.start())
    start = count.start() if count else match.start()
    return _measure(text, start, end, value, unit, about=bool(nearly and not nearly["by"]))


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


def _in_english(text: str) -> str:
    """The text with its figures in English notation; as long as before, every word where it was."""
    text = _GROUPED.sub(lambda match: re.sub(rf"[{_MARKS}]", ",", match[0]), text)
    text = _DOTTED.sub(lambda match: match[0].translate(_SWAP), text)
    return _COMMA.sub(lambda match: match[0].replace(",", "."), text)
