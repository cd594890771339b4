"""Check what a sentence puts between quotation marks, word for word, against passages.

Two texts are the same when they differ only in how characters are written: Unicode form, quotation marks within,
apostrophes, dashes, white space, emphasis, the case of letters, the numbers of the document's own footnotes, a stop at
the end. An ellipsis stands for any text of the same passage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.text.terms import words
from index.types import Passage, Span
from rag.citing.grammar import CODE_SPAN, FOOTNOTE

# Fewer words than this in quotation marks are a name or a term, not a quotation.
FEWEST_WORDS = 3
# Between single marks an apostrophe may stand: ‘It isn’t so’.
_QUOTED = re.compile(
    r"“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|(?<!\w)\"([^\"]+)\"|「([^「」]+)」"
    r"|(?<!\w)‘((?:[^‘’\n]|(?<=\w)’(?=\w))+)’(?!\w)|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w))+)'(?!\w)"
)
# `[3]` of a document, which a model leaves out or, as it is shown it, writes as `(3)`.
_NOTED = re.compile(r"\s*\(\d{1,3}\)")
_ELLIPSIS = re.compile(r"\s*(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\)|\.\.\.|…|\. \. \.)\s*")
# "[T]he board": the writer changed the case of a letter.
_FITTED = re.compile(r"\[(\w)\]")
_ENDS = " .,;:!?'-"
_CLUSTER = re.compile(r" ?\[\d{1,3}\]|[\s\u00ad\u200b-\u200d\u2060\ufeff]+|.[\u0300-\u036f]*", re.DOTALL)
_SAME = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys('“”„‟«»″"*_\u00ad\u200b\u200c\u200d\u2060\ufeff', ""),
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks in `text[start:end]`, marks included."""

    text: str
    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """The quotations of a sentence that are long enough to be held to their words; code and footnotes left out."""
    bare = CODE_SPAN.sub(lambda match: " " * len(match.group()), text)
    bare = FOOTNOTE.sub(lambda match: " " * len(match.group()), bare)
    found = [
        Quotation(match[match.lastindex or 0].strip(), match.start(), match.end()) for match in _QUOTED.finditer(bare)
    ]
    return [quotation for quotation in found if len(words(quotation.text)) >= FEWEST_WORDS]


def find_quotation(quotation: str, passage: Passage) -> Span | None:
    """Where the passage says this, from the first word to the last, by offsets of the document; None if it does not."""
    found = _find_parts(quotation, passage)
    if found is None and _NOTED.search(quotation):
        return _find_parts(_NOTED.sub("", quotation), passage)
    return found


def unfound_quotations(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The quotations of a sentence that stand in none of the passages."""
    return tuple(
        quotation.text
        for quotation in quotations(text)
        if not any(find_quotation(quotation.text, passage) for passage in passages)
    )


def _find_parts(quotation: str, passage: Passage) -> Span | None:
    parts = [part for part in map(_bare, _ELLIPSIS.split(_FITTED.sub(r"\1", quotation))) if part]
    folded = _fold(passage.text)
    start, at = -1, 0
    for part in parts:
        at = _find(part, folded.text, at)
        if at < 0:
            return None
        start = at if start < 0 else start
        at += len(part)
    if start < 0:
        return None
    return Span(passage.start + folded.starts[start], passage.start + folded.ends[at - 1])


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in which only words differ, and for each of its characters where that stands in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=256)
def _fold(text: str) -> _Folded:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if cluster[-1] == "]" and len(cluster) > 1:
            continue
        folded = " " if any(map(str.isspace, cluster)) else unicodedata.normalize("NFKC", cluster)
        for char in folded:
            for same in _SAME.get(char, " " if char.isspace() else char):
                chars.append(same)
                starts.append(match.start())
                ends.append(match.end())
    return _Folded("".join(chars), tuple(starts), tuple(ends))


def _bare(part: str) -> str:
    return re.sub(r" +", " ", _fold(part).text).strip(_ENDS)


def _find(part: str, text: str, at: int) -> int:
    """Where the part begins in the text, as whole words in either case; -1 if nowhere."""
    before = r"(?<![^\W_])" if _spaced(part[0]) else ""
    after = r"(?![^\W_])" if _spaced(part[-1]) else ""
    found = re.compile(before + re.escape(part) + after, re.IGNORECASE).search(text, at)
    return found.start() if found else -1


def _spaced(char: str) -> bool:
    """Whether the character is a letter or digit of a script that puts spaces between words."""
    return char.isalnum() and char < "\u0e00"
