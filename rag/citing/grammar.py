"""What a marker looks like in a model's text, what looks like one and is none, and what could still become either.

Each pattern has a twin, named `..._GROWS`, that a text matches as a whole while more of it could make the first match.
"""

from __future__ import annotations

import re
import unicodedata

# No marker, code span, definition or heading is waited for longer than this.
WINDOW = 96

_NAMES = (
    "sources", "source", "passages", "passage", "documents", "document", "docs", "doc", "excerpts", "excerpt",
    "extracts", "extract", "references", "reference", "refs", "ref", "citations", "citation", "cite",
    "quellen", "quelle", "fuentes", "fuente", "来源", "出处", "资料", "المصدر", "مصدر",
)  # fmt: skip
_WORDS = (*_NAMES, "see", "and")
_HEADINGS = (
    "sources", "source", "sources used", "references", "citations", "footnotes", "works cited", "quellen", "fuentes",
    "referencias", "références", "fonti", "fontes", "bronnen", "来源", "参考资料", "出典", "источники", "المصادر",
)  # fmt: skip


def _beginnings(words: tuple[str, ...]) -> str:
    """A pattern for what may become one of the words, longest first."""
    found = {word[:at] for word in words for at in range(1, len(word) + 1)}
    return "|".join(sorted(found, key=lambda part: (-len(part), part)))


_SPACE = r"[ \u00a0\u202f]"
_NAME = rf"(?:{'|'.join(_NAMES)})(?:\.(?!\d))?:?"
_RANGE = rf"\d{{1,3}}(?:(?:{_SPACE}*[-–—]{_SPACE}*|{_SPACE}+to{_SPACE}+)\d{{1,3}})?(?!\d)"
# Where in the source it stands, or what that is called, is the model's word for what we show ourselves.
_PLACE = rf"{_SPACE}*,{_SPACE}*(?:pages?|pp?\.?){_SPACE}?\d{{1,4}}(?:{_SPACE}*[-–—]{_SPACE}*\d{{1,4}})?"
_TITLE = rf"{_SPACE}*(?::|[-–—](?={_SPACE}))(?!{_SPACE}*\d)[^\[\]\n]{{1,70}}"
_TITLED = rf"{_NAME}{_SPACE}?\d{{1,3}}{_TITLE}"
_ITEM = rf"(?:(?:see{_SPACE}+)?{_NAME}{_SPACE}?|see{_SPACE}+|[\^#])?{_RANGE}\^?(?:{_PLACE})?"
_NEXT = rf"(?:{_SPACE}*[,;&]{_SPACE}*(?:and{_SPACE}+)?|{_SPACE}+and{_SPACE}+|{_SPACE}+)"
_BODY = rf"{_SPACE}*{_ITEM}(?:{_NEXT}{_ITEM})*{_SPACE}*"
_ONE = (
    rf"(?:\[\[{_BODY}\]\]|\\?\[{_BODY}\\?\]|【{_BODY}】|［{_BODY}］|【\d{{1,3}}(?::\d{{1,3}})?†[^】\n]{{0,40}}】"
    rf"|[(（]{_SPACE}*(?:(?:see{_SPACE}+)?{_NAME}{_SPACE}?|see{_SPACE}+){_RANGE}(?:{_PLACE})?(?:{_NEXT}{_ITEM})*{_SPACE}*[)）])"
)
_WRAPPED = rf"(?P<wrap>\*{{1,3}}|_{{1,3}}){_ONE}(?:{_SPACE}?{_ONE})*(?P=wrap)"
_INSIDE = (
    rf"(?:[\d\[\]【】［］()（）,.;&:^#\\*_–—-]|{_SPACE}|{'|'.join(_WORDS)}|(?<=\d){_SPACE}+to|,{_SPACE}*p(?:ages?|p)?|†[^】\n]*】)*"
    rf"(?:{_beginnings(_WORDS)}|(?<=\d){_SPACE}+t|,{_SPACE}*pag?|†[^】\n]*)?"
)

MARKER = re.compile(rf"{_WRAPPED}|{_ONE}|\[{_TITLED}\]", re.IGNORECASE)
MARKER_GROWS = re.compile(
    rf"(?:\*{{1,3}}|_{{1,3}})?(?:\\?(?:[\[【［]{_INSIDE})?"
    rf"|[(（]{_SPACE}*(?:(?:{_NAME}|see){_INSIDE}|{_beginnings((*_NAMES, 'see'))})?)"
    rf"|\[{_NAME}{_SPACE}?\d{{1,3}}{_SPACE}*[:–—-][^\[\]\n]{{0,71}}",
    re.IGNORECASE,
)
# `[1](#ref-1)` leads to a list of sources that the reader does not get.
ANCHOR = re.compile(r"\(#[\w.:-]{0,40}\)")
ANCHOR_GROWS = re.compile(r"(?:\((?:#[\w.:-]{0,40})?)?")
# What the renderer of the shown text, and its reader, take for a footnote.
FOOTNOTE = re.compile(r"\[(\d{1,3})\]")

# What a number in brackets is an index to: `a[1]`, `my_list[1]`, `rowCount[1]`, `list[1]`, but not "Paris[1]".
INDEXED = re.compile(
    r"(?<![^\W_])(?:[a-z]|[A-Za-z]+(?:_[A-Za-z0-9]*)+|(?!(?:i|e|mac)[A-Z])[a-z]+[A-Z]\w*|lists?|arrays?|arr|args|argv|"
    r"dict|str|tuple|vec)\Z"
)
LONGEST_NAME = 40

# "According to Source 3": the number is the prompt's, and a word of the sentence. `SPOKEN` is what stands before it.
SPOKEN = re.compile(
    rf"(?<![^\W_])(?:sources?|passages?|excerpts?|quellen?|fuentes?){_SPACE}"
    rf"(?:\d{{1,3}}(?:,|,?{_SPACE}(?:and|or|&|und|y)){_SPACE})*\Z",
    re.IGNORECASE,
)
SPOKEN_NUMBER = re.compile(r"(?<!\w)\d{1,3}(?!\w|[.,:]\d|%)")
SPOKEN_GROWS = re.compile(r"\d{1,3}[.,:]?")

# `fees rose¹` and `fees rose.²³`, but no power (`10³`, `km²`, `x²`, `square metres²`), charge (`Fe³⁺`) or name with a
# raised digit in it. `NOTED` is what stands before a raised number that may be a marker, with its first digit.
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWERED = (
    r"(?:kilo|centi|milli|deci)?m[eèé]t(?:er|re)s?|metros?|metri|feet|foot|inch(?:es)?|yards?|miles?|sec(?:onds?)?|"
    r"sin|cos|tan|cot|log|chi|eta|rho|phi|psi|tau|sigma|lambda|omega"
)
RAISED = re.compile(rf"[{_RAISED}]+(?:[, ]{{1,2}}[{_RAISED}]+)*")
RAISED_GROWS = re.compile(rf"[{_RAISED}]+(?:[, ]{{1,2}}[{_RAISED}]+)*[, ]{{0,2}}")
_NOTED = rf"(?:(?<![^\W_])(?!(?:{_POWERED})[*_]*{_SPACE}*[²³])[^\W\d_]{{3,}}|[.!?…,;:”»%。，])[*_]*{_SPACE}*[{_RAISED}]"
NOTED = re.compile(_NOTED, re.IGNORECASE)
NOTED_LAST = re.compile(rf"{_NOTED}\Z", re.IGNORECASE)
GOES_ON_RAISED = re.compile(r"[\w⁺⁻⁼⁽]")

PLAIN = re.compile(rf"[^\[【［\\(（*_`\n{_RAISED}]+")

# As `ui.render` pairs ticks: within a line, and to the first run that ends like the one that opened.
CODE_SPAN = re.compile(r"(?P<ticks>`+)(?!`)[^\n]+?(?P=ticks)(?!`)")
FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`\n]*\n")
FENCE_GROWS = re.compile(r"`{1,2}|~{1,2}|(?:`{3,}|~{3,})[^`\n]*")

# `[^1]: …` is a footnote's definition, `[1]: http://…` a link's; `[1]: The law …` is a sentence with its marker first.
DEFINITION = re.compile(r"\[\^[^\]\n]{1,20}\]:|\[\d{1,3}\]:[ ]?(?:<?http|www\.|#)")
DEFINITION_GROWS = re.compile(r"\[(?:\^[^\]\n]{0,20}\]?|\d{1,3}(?:\](?::[ ]?(?:<|<?h|<?ht|<?htt|w|ww|www)?)?)?)?")

_OPENING = r"[\[【［]\^?"
LISTED = re.compile(
    rf"(?:[-*+•][ \t]+|\d{{1,3}}[.)][ \t]+)?(?:\*\*)?{_OPENING}(?:{_NAME}[ ]?)?\d{{1,3}}\D", re.IGNORECASE
)
_LISTED_GROWS = (
    rf"(?:[-*+•]?[ \t]*|\d{{1,3}}[.)]?[ \t]*)\*{{0,2}}"
    rf"(?:{_OPENING}(?:{_beginnings(_NAMES)})?\.?:?[ ]?\d{{0,3}})?"
)
LISTED_GROWS = re.compile(_LISTED_GROWS, re.IGNORECASE)
# "Sources:" alone in its line, with markers at the head of the lines below it.
_ALONE = rf"(?:#{{1,6}}[ ]+)?(?:\*\*|__)?(?:{'|'.join(_HEADINGS)}):?(?:\*\*|__)?:?[ \t]*\n\s*"
SOURCES = re.compile(rf"{_ALONE}(?={LISTED.pattern})", re.IGNORECASE)
# "Sources: [1], [2]": a line with nothing else.
_HEAD = rf"(?:\*\*|__)?(?:{'|'.join(_HEADINGS)}):(?:\*\*|__)?[ \t]*"
SOURCES_LINE = re.compile(rf"{_HEAD}{_ONE}(?:(?:[ ,;&.]|and)*{_ONE})*[ .]*(?P<end>\n|\Z)", re.IGNORECASE)
SOURCES_LINE_GROWS = re.compile(
    rf"[*_]{{1,2}}|[*_]{{0,2}}(?:{_beginnings(_HEADINGS)})(?::[*_]{{0,2}}[ \t]*{_INSIDE})?", re.IGNORECASE
)
SOURCES_GROWS = re.compile(
    rf"(?:#{{1,6}}[ ]*)?[*_]{{0,2}}(?:(?:{_beginnings(_HEADINGS)})[:*_]{{0,4}}[ \t]*(?:\n\s*{_LISTED_GROWS})?)?",
    re.IGNORECASE,
)
# How a line begins that may only name a source: "[1] The harbour, p. 3", "Source 2: The ferry", "Sources: The harbour".
NAMING = re.compile(
    rf"(?P<heading>{_ALONE}|{_HEAD})?(?:[-*+•][ \t]+|\d{{1,3}}[.)][ \t]+)?(?:\*\*)?"
    rf"(?P<number>{_OPENING}(?:{_NAME}[ ]?)?\d{{1,3}}[\]】］]|{_NAME}[ ]\d{{1,3}}(?=:))?",
    re.IGNORECASE,
)
NAMING_GROWS = re.compile(
    rf"{SOURCES_GROWS.pattern}|(?:{_ALONE}|{_HEAD})?(?:{_LISTED_GROWS}|(?:[-*+•][ \t]+|\d{{1,3}}[.)][ \t]+)?(?:\*\*)?"
    rf"(?:{_beginnings(_NAMES)})\.?:?(?:[ ]\d{{0,3}})?)",
    re.IGNORECASE,
)

_NUMBERS = re.compile(r"(\d+)(?:\s*(?:[-–—]|to)\s*(\d+))?", re.IGNORECASE)
_BESIDE = re.compile(rf"(?::\d+)?†[^】]*|{_PLACE}|(?<=\d){_TITLE}", re.IGNORECASE)


def raised_numbers(raised: str, passages: int) -> tuple[int, ...]:
    """The passages that raised digits name: `²³` is 23 where there are so many, else 2 and 3. None where one is not."""
    numbers: list[int] = []
    for part in re.split("[, ]+", unicodedata.normalize("NFKC", raised)):
        numbers += [int(part)] if 0 < int(part) <= passages else map(int, part)
    return tuple(dict.fromkeys(numbers)) if all(0 < number <= passages for number in numbers) else ()


def numbers_of(marker: str, passages: int) -> tuple[int, ...] | None:
    """The passages that a marker names, in its order, without those that there are not.

    None where it is none: `[0, 1]` is an interval, for passages count from 1.
    """
    ranges = [(int(low), int(high or low)) for low, high in _NUMBERS.findall(_BESIDE.sub("", marker))]
    if len(ranges) > 1 and (0, 0) in ranges:
        return None
    named = [n for low, high in ranges for n in range(max(min(low, high), 1), min(max(low, high), passages) + 1)]
    return tuple(dict.fromkeys(named))
