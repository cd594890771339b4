"""Lines of a text that are code, a command, or what a compiler printed: they have no sentences, and read as no answer.

Told by their signs, since most formats do not say it: a line is code where these outweigh its plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.text.patterns import lazy_pattern
from index.types import Span

# Each sign has one of these, which are counted first: most prose is told by that.
_MARK = lazy_pattern(r"[(){}\[\];=<>&|!@$_]|::|--|-[a-zA-Z]\b|[a-z][A-Z]")
# An item of a list or a heading may have code in it; so may a row of a table. Settings and records are facts.
_OTHER = lazy_pattern(
    r"\s*(?:[-*•+]|#{1,6}|\d+[.)]|\(?[a-z\d]\))\s|\s*\|.*\|\s*$|"
    r"\s*[\w.-]+\s*[:=]\s*[^(){};=]+$|\s*[\[{]*[\"'][\w .-]+[\"']\s*:"
)
# A comment, what a shell or Python is told, a compiler's margin, closing brackets alone, an import.
_WHOLE = lazy_pattern(
    r"\s*(?:(?://|/\*|\*/|<!--).*|(?:\$|PS>|>>>|C:\\>|[\w.-]+@[\w.-]+[:~\w/]*[$#])\s+[a-zA-Z./~].*|"
    r"\d{1,5} \|.*|\|\s*(?:[\^~_+=-].*)?|=\s(?:note|help):.*|-->\s.*|[~-]*\^\^[\^~-]*\s*|[}\])]+[;,)\]}]*\s*|"
    r"import [\w.*{]+(?: as \w+)?;?|from [\w.]+ import [\w, *(]+|use [\w:{}, *]+;|package [\w.]+;|"
    r"#include\s*[<\"].*|#!\S.*|#!?\[.*\])\s*"
)
# What looks like code in prose: `code`, addresses, hours, rules; and strings, whose words are not the code's.
_PROSE = lazy_pattern(
    r"`[^`]+`|<?\bhttps?://\S+|\S+@\S+\.\w+|\b[ap]\.m\b\.?|={3,}|(?:= )+=|~{3,}|\"[^\"\n]*\"(?=\s*[,);\]}])"
)
_COMMENT = lazy_pattern(r"(?<=[;{},)])\s+(?://|#|/\*).*$")
_CALL = r"(?<=\w)\((?!(?:e?s|r|n|in|en|e)\))"
_METHOD = r"(?<=[\w)\]])\.[a-z_]\w*(?=\()"
_ARROW = r"(?<=\w)->|\) ->|=>"
# One of these is enough where a line has no plain word.
_SURE = lazy_pattern(rf"::|[=!]=|{_ARROW}|{_CALL}|{_METHOD}|\w!\(")
_SIGN = lazy_pattern(
    rf"::|{_ARROW}|\+=|-=|[=!]=|&&|\|\||{_CALL}|{_METHOD}|"
    # An index, blocks and ends, references, types, tags.
    r"(?<=\w)\[[\w.:\"' ]*\](?!\()|[{}]|;$|(?<![\w.])&(?:mut\b|[a-z])|(?<=\w)<[\w&', ]+>|^</?[a-z]\w*[ >/]|"
    # Values that are given, names_in_parts and namesInParts, options, macros, decorators.
    r"(?<=\w\w )[:]?=(?= \S)|\b[a-z]\w+=(?=[\w\"'])|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+\b|"
    r"(?<!\S)--[a-z][\w-]*|(?<!\S)-[a-zA-Z](?!\S)|(?<=\w)!(?=[(\[])|@\w+\("
)
_WORD = lazy_pattern(r"(?<![^\s(\"'“‘])[^\W\d_]{2,}(?=[\s,.;:!?)\"'”’]|$)(?!\.\w)(?!\s*[:]?=\s)")
_KEYWORDS = frozenset(
    "let mut const var fn def func struct enum impl pub int str bool async await echo sudo cd git npm pip cargo docker "
    "elif assert".split()
)
_OPEN = (";", "{", "}", "(", "[")
# A longer line is a record or a text, and would take long to be told.
_LONGEST = 400
# What opens and ends a block in Markdown.
_FENCES = ("```", "~~~")


@lru_cache(maxsize=20_000)
def is_code(text: str) -> bool:
    """Whether at least half of the lines of a text are code, fences aside."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_FENCES)]
    return bool(lines) and 2 * sum(map(is_code_line, lines)) >= len(lines)


def parted(text: str, lines: Sequence[Span]) -> Iterator[tuple[Sequence[Span], bool]]:
    """The lines of a paragraph, in order, in runs of code and of other text; the flag tells which.

    Lines between two lines of code are code too, where half of all from the first to the last are. The fence that opens
    a block goes with it.
    """
    run: list[Span] = []
    for line in lines:
        if run and _is_fence(text, line):
            yield from _runs(text, run)
            run = []
        run.append(line)
    yield from _runs(text, run)


def _runs(text: str, lines: Sequence[Span]) -> Iterator[tuple[Sequence[Span], bool]]:
    flags = [is_code_line(text[line.start : line.end]) for line in lines]
    if any(flags):
        first, last = flags.index(True), len(flags) - flags[::-1].index(True)
        if _is_fence(text, lines[0]):
            first, last = 0, len(flags)
        if 2 * sum(flags) >= last - first - _is_fence(text, lines[0]):
            flags[first:last] = [True] * (last - first)
    at = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or flags[end] != flags[at]:
            yield lines[at:end], flags[at]
            at = end


def _is_fence(text: str, line: Span) -> bool:
    return text[line.start : line.end].lstrip().startswith(_FENCES)


def is_code_line(line: str) -> bool:
    """Whether a line is code, by its signs."""
    return len(line) <= _LONGEST and _has_its_signs(line)


# Of what is kept none is long: a text may be one line.
@lru_cache(maxsize=20_000)
def _has_its_signs(line: str) -> bool:
    bare = line.strip()
    if not bare or _OTHER.match(line):
        return False
    if _WHOLE.fullmatch(bare):
        return True
    alone = sum(len(word) > 1 and word.isalpha() and word.casefold() not in _KEYWORDS for word in bare.split())
    if alone > 2 * len(_MARK.findall(bare)):
        return False
    told = _PROSE.sub("it", _COMMENT.sub("", bare)).strip()
    signs = len(_SIGN.findall(told))
    plain = sum(word.casefold() not in _KEYWORDS for word in _WORD.findall(told)) if signs else 0
    ends = told.endswith(_OPEN)
    sure = signs > 1 or (ends and plain < 2) or (not plain and _SURE.search(told) is not None)
    return signs > 0 and sure and plain <= 2 * signs - (not ends)
