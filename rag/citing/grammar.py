"""What a marker looks like in a model's text, what looks like one and is none, and what could still become either.

Each pattern has a twin, named `..._GROWS`, that a text matches as a whole while more of it could make the first match.
"""

from __future__ import annotations

import re
import unicodedata

from rag.footnoted import LONGEST_SPAN

# No marker, code span, definition or heading is waited for longer than this.
WINDOW = LONGEST_SPAN

_NAMES = (
    "sources", "source", "passages", "passage", "documents", "document", "docs", "doc", "excerpts", "excerpt",
    "extracts", "extract", "references", "reference", "refs", "ref", "citations", "citation", "cite", "chunks", "chunk",
    "quellen", "quelle", "fuentes", "fuente", "fonti", "fontes", "fonte", "bronnen", "bron", "источники", "источник",
    "来源", "出处", "资料", "出典", "المصدر", "مصدر",
)  # fmt: skip
_HEADINGS = (
    "sources", "source", "sources used", "references", "citations", "footnotes", "works cited", "quellen", "fuentes",
    "referencias", "références", "fonti", "fontes", "bronnen", "来源", "参考资料", "出典", "источники", "المصادر",
)  # fmt: skip
# In brackets these name a source as well; elsewhere "(text 3)" and "ID 7" are mostly something else's.
_PIECES = ("ids", "id", "src", "contexts", "context", "evidence", "snippets", "snippet", "texts", "text")
_BRACKETED = (*_PIECES, "abschnitt", "nr", "no", "n°", "nº", "№")
_SEES = ("see also", "see", "cf", "vgl", "siehe")
_LINKS = ("and", "or", "und", "et", "y")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _beginnings(words: tuple[str, ...]) -> str:
    """A pattern for what may become one of the words, as a tree of their letters."""
    first = dict.fromkeys(word[0] for word in words)
    rest = {letter: tuple(word[1:] for word in words if word[0] == letter and word[1:]) for letter in first}
    return "|".join(letter + (f"(?:{_beginnings(after)})?" if after else "") for letter, after in rest.items())


_SPACE = r"[ \u00a0\u202f]"
_NAME = rf"(?:{_either(_NAMES)})(?:\.(?!\d))?[:：]?"
# "Source #1", "source_1", "Doc no. 1", "Source number 1".
_NAMED = rf"{_NAME}{_SPACE}?(?:[#_-]|(?:number|n[or]\.?){_SPACE})?"
_BEFORE_NUMBER = rf"(?:see{_SPACE}+(?:{_NAMED})?|{_NAMED})"
_RANGE = rf"\d{{1,3}}(?:(?:{_SPACE}*[-–—]{_SPACE}*|{_SPACE}+(?:to|through){_SPACE}+)\d{{1,3}})?(?!\d)"
# Where in the source it stands, or what that is called, is the model's word for what we show ourselves: "p. 3", "§ 2".
_WHERE = (
    rf"(?!(?:{_either((*_NAMES, *_PIECES, *_LINKS, 'see'))})(?![^\W\d_]))"
    rf"(?:[^\W\d_]{{1,12}}(?:\.{_SPACE}?|{_SPACE})|pp?|[§¶]{{1,2}}{_SPACE}?)"
    rf"\d{{1,4}}(?:\.\d{{1,3}})*(?:{_SPACE}*[-–—]{_SPACE}*\d{{1,4}})?(?!\d)"
)
_PLACE = rf"{_SPACE}*(?:,{_SPACE}*|\(){_WHERE}\)?"
_IN_TITLE = r"[^\[\]【】［］<>\n]"
_NO_NUMBER = rf"(?!{_SPACE}*\d){_IN_TITLE}{{1,70}}"
_TITLE = rf"{_SPACE}*(?:[:|]|[-–—](?={_SPACE})){_NO_NUMBER}"
# "[Source 1, Ferries]": no further source, and no number.
_FURTHER = rf"(?:{_either((*_NAMES, *_BRACKETED, *_LINKS, 'see'))})(?![^\W\d_])|[\^#]|s(?:rc)?\d"
_BESIDE_NAME = rf"{_SPACE}*[,;]{_SPACE}*(?!{_FURTHER})(?=[^\W\d_]){_IN_TITLE}{{1,70}}"
_TITLED = (
    rf"(?:{_NAMED}\d{{1,3}}(?:{_TITLE}|{_BESIDE_NAME})|\d{{1,3}}{_SPACE}*(?:\||:(?={_SPACE}|[\"“„«])){_NO_NUMBER})"
)
_NEXT = rf"(?:{_SPACE}*[,;&/+|]{_SPACE}*(?:(?:and|or){_SPACE}+)?|{_SPACE}+(?:(?:and|or){_SPACE}+)?)"
_IN_BRACKETS = rf"(?:{_either(_BRACKETED)})(?:[.:]{{0,2}}{_SPACE}?|[#_-])"
_ITEM = rf"(?:{_BEFORE_NUMBER}|{_IN_BRACKETS}|[\^#]|s(?:rc)?)?{_RANGE}\^?(?:{_PLACE}){{0,2}}"
_END = rf"{_SPACE}*\.?{_SPACE}*(?=[)）\]】］<\\])"
_BODY = rf"{_SPACE}*(?:{_ITEM}(?:{_NEXT}(?=[^\s.)）\]】］<\\])|(?={_END})))+{_END}"
_TAGS = ("cite", "citation", "ref", "source")
_OPEN = rf"(?:\\?\[|[【［]|<(?:{_either(_TAGS)})>|[(（](?={_SPACE}*{_BEFORE_NUMBER}\d))"
_CLOSE = rf"(?:\\?\]|[】］)）]|</(?:{_either(_TAGS)})>)"
_ONE = (
    rf"(?:\[\[{_BODY}\]\]|{_OPEN}{_BODY}{_CLOSE}|\[{_TITLED}\]"
    rf"|[\[【]\d{{1,3}}(?::\d{{1,3}})?†{_IN_TITLE}{{0,40}}[\]】])"
)
# Between markers of a group: "[1], [2] and [3]".
_JOIN = rf"{_SPACE}*(?:[,;/&+]{_SPACE}*)?(?:(?:{_either(_LINKS)}){_SPACE}+)?"
_GROUP = rf"(?:{_ONE}(?:{_JOIN}(?=[\[\\【［(（<]))?)+"
_LABELS = (*_NAMES, *_HEADINGS)
_SEE = rf"(?:(?:{_either(_SEES)})\.?(?:{_SPACE}+{_NAME})?|{_NAME})"
_MARKS = r"(?:\*{1,3}|_{1,3})"
# Packaging that goes with its markers: "([1])", "(see [1] and [2])", "<sup>[1]</sup>", "^[1]^".
_ROUND = rf"[(（]{_SPACE}*(?:{_SEE}{_SPACE}*)?{_MARKS}?"
_ENCLOSED = (
    rf"(?:(?P<round>{_ROUND})|(?P<sup><sup>{_SPACE}*)|(?P<tex>\$\^\{{)|\^){_GROUP}"
    rf"(?(round){_MARKS}?\.?{_SPACE}*[)）]|(?(sup){_SPACE}*</sup>|(?(tex)\}}\$|\^)))"
)
_FROM_TO = rf"\[\d{{1,3}}\]{_SPACE}?[-–]{_SPACE}?\[\d{{1,3}}\]"

# After a number in brackets that more may follow.
_GOES_ON = (*_LINKS, "to", "through", "see", *_NAMES, *_BRACKETED)


def _number_grows(closing: str) -> str:
    """A pattern for a number and what may follow it, without the brackets that would end it."""
    return (
        rf"\d{{1,3}}(?:\^?(?:{_SPACE}*[,;:&/+|(†.–—-]|{_SPACE}+(?:{_either(_GOES_ON)}|[\d^#]|s(?:rc)?\d))"
        rf"(?:[^{closing}\[\]【】［］<>\n]|\([^()\[\]<>\n]{{0,30}}+\)?)*+"
        rf"|\^?{_SPACE}*(?:(?<={_SPACE})(?:{_beginnings((*_GOES_ON, 'src'))}))?)"
    )


_NUMBER_GROWS, _ROUND_NUMBER_GROWS = _number_grows(""), _number_grows("()（）")
_NAMED_GROWS = (
    rf"(?:{_beginnings(_NAMES)}|{_NAME}{_SPACE}?"
    rf"(?:[#_-]|{_beginnings(('number', 'no', 'nr'))}|(?:number|n[or]\.?){_SPACE}?)?)"
)
_BEFORE_GROWS = rf"(?:{_beginnings(('see', 'src'))}|see{_SPACE}+(?:{_NAMED_GROWS})?|{_NAMED_GROWS})"
_BODY_GROWS = (
    rf"{_SPACE}*(?:{_BEFORE_GROWS}|{_beginnings(_BRACKETED)}|{_IN_BRACKETS}|[\^#]"
    rf"|(?:{_BEFORE_NUMBER}|{_IN_BRACKETS}|[\^#]|s(?:rc)?)?{_NUMBER_GROWS})?"
)
_ONE_GROWS = (
    rf"(?:\\|(?:\\?\[\[?|[【［]|<(?:{_either(_TAGS)})>){_BODY_GROWS}(?:\\|\]|</?(?:{_beginnings(_TAGS)})?)?"
    rf"|[(（]{_SPACE}*(?:{_BEFORE_GROWS}|{_BEFORE_NUMBER}{_ROUND_NUMBER_GROWS})?|<(?:{_beginnings(_TAGS)})?)"
)
_GROUP_GROWS = rf"(?:{_ONE}{_JOIN})*(?:{_ONE_GROWS}|{_beginnings(_LINKS)})?"
_SEE_GROWS = (
    rf"(?:{_beginnings((*_SEES, *_NAMES))}|(?:{_either(_SEES)})\.?{_SPACE}+(?:{_beginnings(_NAMES)})?|{_SEE}{_SPACE}*)"
)
_ENCLOSED_GROWS = (
    rf"(?:[(（]{_SPACE}*{_SEE_GROWS}?|<(?:su?p?)?|(?:{_ROUND}|<sup>{_SPACE}*|\$?\^\{{?|\$){_GROUP_GROWS}"
    rf"(?:{_MARKS}?\.?{_SPACE}*|{_SPACE}*</?(?:su?p?)?|\}}))"
)

MARKER = re.compile(
    rf"(?P<wrap>{_MARKS})?(?:{_ENCLOSED}|{_FROM_TO}|{_ONE}(?(wrap)(?:{_SPACE}?{_ONE})*))(?(wrap)(?P=wrap))",
    re.IGNORECASE,
)
MARKER_GROWS = re.compile(
    rf"{_ENCLOSED_GROWS}|{_ONE_GROWS}|{_MARKS}(?:{_ENCLOSED_GROWS}[)）>$^]?|{_FROM_TO}|(?:{_ONE}{_SPACE}?)*(?:{_ONE_GROWS})?)"
    rf"[*_]{{0,2}}|{_MARKS}?\[\d{{1,3}}\]{_SPACE}?(?:[-–]{_SPACE}?(?:\[\d{{0,3}})?)?",
    re.IGNORECASE,
)

# What stands behind a sentence that is complete: "It sails. — [1]", "… Source: [1].", "… [1], [2] and [3]".
_LABEL = rf"(?:{_either(_LABELS)})(?:\*\*|__)?:(?:\*\*|__)?{_SPACE}*"
_SEEN = rf"(?:(?:{_either(_SEES)})\.?(?:{_SPACE}+{_NAME})?|(?:{_either(_NAMES)})\.?){_SPACE}+"
_LABEL_END = rf"\.?{_MARKS}?\.?"
# "Source: 1", with nothing behind it. What counts other things is left out: "Documents: 3".
_CITING = ("sources used", "sources", "source", "citations", "citation", "quellen", "quelle", "fuentes", "fuente")
_CITING_LABEL = rf"(?:{_either(_CITING)})(?:\*\*|__)?:(?:\*\*|__)?{_SPACE}*"
_BARE = rf"{_CITING_LABEL}\d{{1,3}}(?:,{_SPACE}?\d{{1,3}})*"
_BARE_GROWS = rf"{_CITING_LABEL}(?:\d{{1,3}},{_SPACE}?)*\d{{0,3}}"
SET_OFF = re.compile(
    rf"{_MARKS}?{_BARE}{_LABEL_END}(?={_SPACE}*(?:\n|\Z))"
    rf"|(?:[–—-]{{1,3}}{_SPACE}*|{_MARKS}?(?:(?P<label>{_LABEL})|(?P<see>{_SEEN})))?{_GROUP}"
    rf"(?(label){_LABEL_END})(?(see)(?:\.{_MARKS}?|{_MARKS}?(?={_SPACE}*(?:\n|\Z))))",
    re.IGNORECASE,
)
SET_OFF_GROWS = re.compile(
    rf"{_MARKS}?{_BARE_GROWS}{_LABEL_END}{_SPACE}*"
    rf"|{_MARKS}?(?:{_SEE_GROWS}|{_beginnings(_LABELS)}|(?:{_either(_LABELS)})(?:[*_]{{1,2}}|{_SPACE}+)?)?|(?:[–—-]{{1,3}}{_SPACE}*|{_MARKS}?(?:{_LABEL}|{_SEEN}))?"
    rf"{_GROUP_GROWS}{_LABEL_END}{_SPACE}*",
    re.IGNORECASE,
)
# The end of a sentence: where a word may be what is set off, and where a mark may.
_CLOSERS = r"[\"'”’»*_)\]」』）】]*"
ENDED = re.compile(rf"[.!?…]{_CLOSERS}[ \t]+\Z|[。！？｡]{_CLOSERS}[ \t]*\Z")
ENDED_HERE = re.compile(rf"[.!?…。！？｡]{_CLOSERS}[ \t]*\Z")
CLOSES = re.compile(rf"{_CLOSERS}[ \t]*")
# `[1](#ref-1)` leads to a list of sources that the reader does not get, `[1](http://…)` where the model thinks it is.
_ADDRESS = r"[^\s()<>]{0,200}"
ANCHOR = re.compile(rf"\((?:#[\w.:-]{{0,40}}|https?://{_ADDRESS})\)", re.IGNORECASE)
ANCHOR_GROWS = re.compile(
    rf"(?:\((?:#[\w.:-]{{0,40}}|h(?:t(?:t(?:p(?:s?(?::(?:/(?:/{_ADDRESS})?)?)?)?)?)?)?)?)?", re.IGNORECASE
)
# What the renderer of the shown text, and its reader, take for a footnote.
FOOTNOTE = re.compile(r"\[(\d{1,3})\]")

# Units and names of biology: "40 kWh[1]", "an mRNA[2]".
_NAMED_SO = (
    r"(?:[kmdcnph]?(?:W|Wh|Hz|V|VA|A|Ah|B|Bq|C|F|Gy|J|K|L|M|N|Pa|S|Sv|T|Hg)|[kmgt]b?B(?:ps)?|dBA?|mmHg|mmol|m?eV|"
    r"[a-z]{1,3}[DR]NAs?|p[HK]a?)"
)
# What a number in brackets is an index to: `a[1]`, `my_list[1]`, `rowCount[1]`, `list[1]`, but not "Paris[1]".
INDEXED = re.compile(
    rf"(?<![^\W_])(?:[a-z]|[A-Za-z]+(?:_[A-Za-z0-9]*)+|(?!(?:i|e|mac)[A-Z]|{_NAMED_SO}\Z)[a-z]+[A-Z]\w*|"
    r"(?<![^\W\d_] )(?:list|array)s?|arr|args|argv|dict|str|tuple|vec)\Z"
)
LIST = re.compile(r"(?<![^\W_])(?:list|array)s?\Z")
LONGEST_NAME = 40

# "According to Source 3": the number is the prompt's, and a word of the sentence. `SPOKEN` is what stands before it.
SPOKEN = re.compile(
    rf"(?<![^\W_])(?:sources?|passages?|excerpts?|documents?|quellen?|fuentes?){_SPACE}"
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
_SUPS = (
    r"(?:<sup>[ ]?\d{1,3}(?:[,;][ ]?\d{1,3})*[ ]?</sup>|\$\^(?:\d|\{\d{1,3}(?:,[ ]?\d{1,3})*\})\$|\^\d{1,3}(?![\d^]))"
)
RAISED = re.compile(rf"[{_RAISED}]+(?:[, ]{{1,2}}[{_RAISED}]+)*|{_SUPS}(?:[, ]{{0,2}}{_SUPS})*", re.IGNORECASE)
RAISED_GROWS = re.compile(
    rf"[{_RAISED}]+(?:[, ]{{1,2}}[{_RAISED}]+)*[, ]{{0,2}}"
    rf"|(?:{_SUPS}[, ]{{0,2}})*(?:<(?:su?p?|sup>[\d,; ]*(?:</?(?:su?p?)?)?)?|\$(?:\^(?:\d|\{{[\d, ]*\}}?)?)?"
    r"|\^\d{0,3})?",
    re.IGNORECASE,
)
_NOTED = rf"(?:(?<![^\W_])(?!(?:{_POWERED})[*_]*{_SPACE}*[²³])[^\W\d_]{{3,}}|[.!?…,;:”»%。，])[*_]*{_SPACE}*[{_RAISED}]"
NOTED = re.compile(_NOTED, re.IGNORECASE)
NOTED_LAST = re.compile(rf"{_NOTED}\Z", re.IGNORECASE)
GOES_ON_RAISED = re.compile(r"[\w⁺⁻⁼⁽]")

# Text without a mark, to the end of its sentence at most.
_MARK = rf"\[【［\\(（*_`<^$\n{_RAISED}"
_PLAIN_CLOSERS = r"[\"'”’»)\]」』）】]*"
PLAIN = re.compile(
    rf"[^{_MARK}]+?(?:(?<=[.!?…]){_PLAIN_CLOSERS}[ \t]+|(?<=[。！？｡]){_PLAIN_CLOSERS}[ \t]*|(?=[{_MARK}])|\Z)"
)
# Tags that begin or end a paragraph, an item or a row.
BLOCK_TAG = re.compile(
    r"</?(?:p|li|[uod]l|d[td]|div|h[1-6r]|table|thead|tbody|tr|blockquote|section|article)(?:[ ][^<>\n]{0,60})?/?>",
    re.IGNORECASE,
)
# `[cite_start]`, which one family of models puts before a sentence that ends with its marker.
MARK_OF_START = re.compile(r"\[cite_(?:start|end)\]", re.IGNORECASE)
MARK_OF_START_GROWS = re.compile(rf"\[(?:{_beginnings(('cite_start]', 'cite_end]'))})?", re.IGNORECASE)
# `<cite index="1">It sails.</cite>`, `<source id="1"/>`, `<co: 1>It sails</co: 1>`.
_CITING_TAG = r"(?P<tag>cite|citation|ref|source|co)"
_ATTRIBUTE = r"[ ](?:ids?|index|idx|sources?|docs?|documents?|number|n|ref|src)[ ]?=[ ]?[\"']?(?:[a-z]{1,9}[ _-]?)?"
CITING_TAG = re.compile(
    rf"<{_CITING_TAG}(?:{_ATTRIBUTE}|:[ ]?)(?P<numbers>\d{{1,3}}(?:,[ ]?\d{{1,3}}){{0,9}})(?!\d)[^<>\n]{{0,40}}>"
    r"(?:[ ]?\d{1,3}[ ]?(?P<closed></(?P=tag)>))?|</(?:cite|citation|ref|source|co)(?::[^<>\n]{0,20})?>",
    re.IGNORECASE,
)
CITING_TAG_GROWS = re.compile(
    rf"</?(?:{_beginnings((*_TAGS, 'co'))}"
    rf"|{_CITING_TAG}[ :][^<>\n]{{0,120}}/?(?:>[ ]?\d{{0,3}}[ ]?(?:<(?:/[a-z]{{0,8}})?)?)?)?",
    re.IGNORECASE,
)
BLOCK_TAG_GROWS = re.compile(r"</?(?:[a-z][a-z1-6]{0,9}(?:[ ][^<>\n]{0,60})?/?)?", re.IGNORECASE)

# As `rag.footnoted` pairs ticks: within a line, and to the first run that ends like the one that opened.
CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`++)[^\n]+?(?P=ticks)(?!`)")
FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`\n]*\n")
# The mark of an item, behind which a fence may stand.
ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=[`~])")
ITEM_GROWS = re.compile(r"(?:[-*+]|\d{1,9}(?:[.)]|\Z))[ \t]*")
FENCE_ALONE = re.compile(r"[`~]{3,}[ \t]*")
# The whole answer may come in a block: one that says so by its language, or else one whose first line cites.
PACKAGING = re.compile(r"(?:`{3,}|~{3,})[ \t]*(?P<said>markdown|md)?(?:te?xt|plain(?:text)?)?[ \t]*\n", re.IGNORECASE)
CITES = re.compile(rf"[^\W\d_](?:[.!?…”\"*]+{_SPACE}?|(?<=[^\W\d_]{{2}}){_SPACE}){_ONE}", re.IGNORECASE)
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
    rf"(?:{_OPENING}(?:{_beginnings(_NAMES)})?\.?[:：]?[ ]?\d{{0,3}})?"
)
LISTED_GROWS = re.compile(_LISTED_GROWS, re.IGNORECASE)
# "Sources:" alone in its line, with markers at the head of the lines below it.
_ALONE = rf"(?:#{{1,6}}[ ]+)?(?:\*\*|__)?(?:{'|'.join(_HEADINGS)}):?(?:\*\*|__)?:?[ \t]*\n\s*"
SOURCES = re.compile(rf"{_ALONE}(?={LISTED.pattern})", re.IGNORECASE)
# "Sources: [1], [2]": a line with nothing else.
_HEAD = rf"(?:\*\*|__)?(?:{'|'.join(_HEADINGS)}):(?:\*\*|__)?[ \t]*"
SOURCES_LINE = re.compile(
    rf"{_MARKS}?[(（]?(?:{_LABEL}{_GROUP}|{_BARE})\.?[)）]?{_LABEL_END}[ ]*(?P<end>\n|\Z)", re.IGNORECASE
)
SOURCES_LINE_GROWS = re.compile(
    rf"{_MARKS}?[(（]?(?:{_beginnings(_LABELS)}|(?:{_either(_LABELS)})[*_]{{1,2}}"
    rf"|(?:{_LABEL}{_GROUP_GROWS}|{_BARE_GROWS})\.?[)）]?{_LABEL_END}[ ]*)?",
    re.IGNORECASE,
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
    rf"(?:{_beginnings(_NAMES)})\.?[:：]?(?:[ ]\d{{0,3}})?)",
    re.IGNORECASE,
)

_NUMBERS = re.compile(r"(\d+)(?:[\]\s]*(?:[-–—]|to|through)[\[\s]*(\d+))?", re.IGNORECASE)
_BESIDE = re.compile(rf"(?::\d+)?†[^\]】]*|{_PLACE}|(?<=\d)(?:{_TITLE}|{_BESIDE_NAME})", re.IGNORECASE)
_TO_RAISED = str.maketrans("0123456789", _RAISED)


def raised_numbers(raised: str, passages: int) -> tuple[int, ...]:
    """The passages that raised digits name: `²³` is 23 where there are so many, else 2 and 3. None where one is not."""
    numbers: list[int] = []
    for part in re.findall(r"\d+", unicodedata.normalize("NFKC", raised)):
        whole = 0 < int(part) <= passages or raised[0] not in _RAISED
        numbers += [int(part)] if whole else map(int, part)
    return tuple(dict.fromkeys(numbers)) if all(0 < number <= passages for number in numbers) else ()


def first_raised(raised: str) -> str:
    """The first digit of raised ones, however they are written."""
    found = re.search(rf"[\d{_RAISED}]", raised)
    assert found is not None
    return found[0].translate(_TO_RAISED)


def numbers_of(marker: str, passages: int) -> tuple[int, ...] | None:
    """The passages that a marker names, in its order, without those that there are not.

    None where it is none: `[0, 1]` is an interval, for passages count from 1.
    """
    ranges = [(int(low), int(high or low)) for low, high in _NUMBERS.findall(_BESIDE.sub("", marker))]
    if len(ranges) > 1 and (0, 0) in ranges:
        return None
    named = [n for low, high in ranges for n in range(max(min(low, high), 1), min(max(low, high), passages) + 1)]
    return tuple(dict.fromkeys(named))
