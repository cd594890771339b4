"""Where sentences begin and end in a text. sentencex (Wikimedia) decides; the rest here keeps the offsets exact.

Sentences never cross a blank line, and a line that is a list item, a heading or a table row stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.types import Span

# Lines that are units of their own: headings, list items, table rows, code fences.
_OWN_LINE = re.compile(r"\s*(#{1,6}\s|[-*+•‣]\s|\d{1,3}[.)]\s|\||```|~~~|>\s)")
# Ends that sentencex leaves whole: full-width stops in text of another language, and tokenised text (" . The").
_EXTRA_END = re.compile(r"[。！？｡][」』”’）】]*|(?<=\s)[.!?]\s+(?=[A-Z\"'“])")
# Where a line ended before the text was written as a literal, as in chat logs kept as JSON; and where a record ended.
_WRITTEN_END = re.compile(r"(?:\\n)+(?![a-z])|(?<=\}),\s*(?=\{[\"'])")
# "1." opens the item that follows; it is no sentence.
_NUMBER_ALONE = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])[.)]\s*")
# A longer "sentence" is a log line or a table in disguise; it is cut at a clause or a word.
LONGEST = 600
# sentencex takes quadratic time over brackets and quotes that are never closed; it is given at most so much at once.
_AT_ONCE = 5000
_CLAUSE = re.compile(r"[;,:]\s|\s|[，、；]")
# The most frequent words of languages in Latin script, enough to choose a sentence splitter's abbreviations.
_FUNCTION_WORDS = {
    "en": frozenset(["the", "of", "and", "to", "in", "is", "that", "was", "for", "with"]),
    "de": frozenset(["der", "die", "und", "das", "den", "von", "ist", "mit", "des", "nicht", "im", "eine"]),
    "es": frozenset(["el", "la", "de", "que", "los", "las", "una", "por", "con", "del", "en"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "est", "une", "dans", "que", "pour", "du", "au"]),
    "it": frozenset(["il", "di", "che", "la", "una", "per", "con", "del", "della", "sono"]),
    "pt": frozenset(["o", "que", "não", "uma", "os", "com", "para", "do", "da", "em"]),
    "nl": frozenset(["de", "het", "een", "van", "en", "dat", "niet", "op", "voor", "met"]),
}
_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)


def sentence_spans(text: str, cuts: Sequence[Span] = ()) -> list[Span]:
    """The sentences of `text`, in order, without the white space around them. None crosses an edge of `cuts`."""
    language = _language(text)
    edges = sorted({0, len(text), *(cut.start for cut in cuts), *(cut.end for cut in cuts)})
    spans: list[Span] = []
    for block in (block for start, end in pairwise(edges) for block in _blocks(text, start, end)):
        at = block.start
        for piece in _split(text[block.start : block.end], language):
            trimmed = _trim(text, at, at + len(piece))
            ending = _WRITTEN_END.match(text, at)
            if spans and spans[-1].start >= block.start and ending and ending.end() == at + len(piece):
                # It ends the sentence before it, and is none itself.
                spans[-1] = Span(spans[-1].start, trimmed.end)
            elif trimmed.end > trimmed.start:
                spans.append(trimmed)
            at += len(piece)
    return spans


def _language(text: str) -> str:
    sample = text[:2000]
    if re.search(r"[\u3040-\u30ff]", sample):
        return "ja"
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] * 4 > len(sample) else _latin_language(sample)


def _latin_language(sample: str) -> str:
    words = sample.lower().split()
    counts = {name: sum(word in common for word in words) for name, common in _FUNCTION_WORDS.items()}
    name = max(counts, key=lambda key: counts[key])
    return name if counts[name] > counts["en"] else "en"


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Paragraphs, with lines that stand alone cut out of them. Hard-wrapped lines stay together."""
    at = start
    line = start
    while line < end:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop + 1
        if not text[line:stop].strip():
            yield Span(at, stop)
            at = stop
        elif _OWN_LINE.match(text, line, stop):
            if at < line:
                yield Span(at, line)
            at = line
        line = stop
    if at < end:
        yield Span(at, end)


def _split(text: str, language: str) -> Iterator[str]:
    """Consecutive pieces that together are `text`."""
    for piece in _as_lines(text, language):
        at = 0
        for stop in _EXTRA_END.finditer(piece):
            yield from _bounded(piece[at : stop.end()])
            at = stop.end()
        yield from _bounded(piece[at:])


def _as_lines(text: str, language: str) -> Iterator[str]:
    at = 0
    for stop in _WRITTEN_END.finditer(text):
        yield from _segments(text[at : stop.start()], language)
        yield text[stop.start() : stop.end()]
        at = stop.end()
    yield from _segments(text[at:], language)


def _segments(text: str, language: str) -> Iterator[str]:
    """What sentencex makes of a text, window by window; the last piece of each may go on, and begins the next one."""
    at = 0
    while len(text) - at > _AT_ONCE:
        *pieces, _ = _segment(text[at : at + _AT_ONCE], language)
        done = at + sum(map(len, pieces))
        yield from pieces
        if done < at + _AT_ONCE // 2:
            cut = _cut(text, at + _AT_ONCE // 2, at + _AT_ONCE)
            yield text[done:cut]
            done = cut
        at = done
    yield from _segment(text[at:], language)


def _segment(text: str, language: str) -> list[str]:
    from sentencex import segment

    pieces = list(segment(language, text))
    # Never seen; a wrong offset would be worse than a long sentence.
    if not pieces or "".join(pieces) != text:
        return [text]
    if len(pieces) > 1 and _NUMBER_ALONE.fullmatch(pieces[0]):
        pieces[:2] = [pieces[0] + pieces[1]]
    return pieces


def _bounded(piece: str) -> Iterator[str]:
    """The piece, or parts of it of at most `LONGEST` characters, cut as late as a clause or a word allows."""
    at = 0
    while len(piece) - at > LONGEST:
        cut = _cut(piece, at + LONGEST // 2, at + LONGEST)
        yield piece[at:cut]
        at = cut
    if at < len(piece):
        yield piece[at:]


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut between `start` and `end`: after the last line there, else clause, else word, else at `end`."""
    cuts = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    lines = [cut for cut in cuts if text[cut - 1] == "\n"]
    clauses = [cut for cut in cuts if text[cut - 2] in ";,:" or text[cut - 1] in "，、；"]
    return (lines or clauses or cuts or [end])[-1]


def halves(text: str, span: Span) -> list[Span]:
    """A sentence in two, cut in its second half as `sentence_spans` cuts what is too long."""
    middle = (span.start + span.end) // 2
    cut = _cut(text, middle, span.start + (span.end - span.start) * 3 // 4)
    return [half for half in (_trim(text, span.start, cut), _trim(text, cut, span.end)) if half.end > half.start]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    at = start + len(piece) - len(piece.lstrip())
    return Span(at, at + len(piece.strip())) if piece.strip() else Span(start, start)
