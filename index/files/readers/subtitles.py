"""Subtitles and transcripts with timings (.vtt, .srt) -> Draft: what is said, in paragraphs, without times and marks.

A cue ends where the screen is full: what matters to a reader is who speaks, and where a sentence ends.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.files.readers.draft import Block, Draft, Raw, assemble, canonical
from index.files.readers.encoding import decode
from index.files.readers.plain import read_plain
from index.text.unspaced import HAN, KANA

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"^[ \t]*(?P<begin>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})\b[^\n]*", re.MULTILINE)
# What may name the next cue stands below an empty line; a line with a blank is one in most programs.
_NEXT = re.compile(r"(?:^|\n)[ \t]*\n[^\n]*\n?$")
# "WEBVTT - The reefs of Howe Sound": what stands behind the word is what the file calls itself.
_HEADER = re.compile(r"WEBVTT\b[ \t\-–—:]*(?P<title>[^\n]*)")
_VOICE = re.compile(r"<v(?:\.[^\s<>.]+)*[ \t]+(?P<name>[^<>]+)>")
# Italics, colours and the time of each word; "{\an8}" says where on the screen a line stands.
_MARKS = re.compile(r"</?(?:[a-z]+(?:[.\s=][^<>]*)?|\d[\d:.]*)>|\{\\[^{}]*\}", re.IGNORECASE)
# Who begins to speak, as those write it who have no mark for it: a dash, ">>", or the name before what is said.
_TURN = re.compile(r"(?:-{1,2}|[–—‐]|>{2,3})[ \t]*(?=\S)")
_NAMED = re.compile(r"(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'()-]+){0,3}):[ \t]+(?=\S)")
_ENDS = re.compile(r"[.?!…。？！؟][\"'”’»)\]]*$")
_WITHOUT_BLANKS = re.compile(rf"[{KANA}{HAN}。、，！？]")
# A paragraph ends with a sentence, behind a pause of so many seconds or so many characters; where nobody has set
# points, as in what a program has heard, behind more of them.
_PAUSE, _LONG, _LONGEST = 2.0, 500, 1000


@dataclass(frozen=True, slots=True)
class _Cue:
    begin: float
    end: float
    lines: tuple[str, ...]


def read_subtitles(raw: Raw) -> Draft:
    """Return what is said, a paragraph for each turn of a speaker; a file without any timing is read as plain text."""
    decoded = decode(raw)
    text = canonical(decoded.text)
    cues = list(_cues(text))
    if not cues:
        return read_plain(raw)
    header = _HEADER.match(text)
    said, _ = assemble(Block(paragraph) for paragraph in _paragraphs(cues))
    return Draft(said, header["title"].strip() if header else "", notes=decoded.notes)


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the cues; headers, comments and styles have no timing, and what names a cue stands above its timing."""
    timings = list(_TIMING.finditer(text))
    for at, timing in enumerate(timings):
        follows = at + 1 < len(timings)
        below = text[timing.end() + 1 : timings[at + 1].start() if follows else len(text)]
        below = _NEXT.sub("", below) if follows else below
        # An empty line ends a cue: below it comments stand.
        own = "" if below.startswith("\n") else below.partition("\n\n")[0]
        lines = (_MARKS.sub("", _voiced(line)) for line in own.split("\n"))
        shown = tuple(line for line in (html.unescape(line).strip() for line in lines) if line)
        yield _Cue(_seconds(timing["begin"]), _seconds(timing["end"]), shown)


def _voiced(line: str) -> str:
    """The line with the name that a mark gives its speaker as one writes it."""
    return _VOICE.sub(lambda voice: f"{voice['name'].strip()}: ", line)


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _paragraphs(cues: Iterable[_Cue]) -> Iterator[str]:
    """Yield each turn of a speaker; a long one in several parts."""
    paragraph, speaker, before, ended = "", "", "", 0.0
    for cue in cues:
        # What a program hears is shown twice: as it comes, and once more above the next line.
        lines = cue.lines[1:] if cue.begin - ended < _PAUSE and cue.lines[:1] == (before,) else cue.lines
        for line in lines:
            turn = _TURN.match(line)
            words = line[turn.end() :] if turn else line
            named = _NAMED.match(words)
            if named and named["name"] == speaker and not turn:
                words, named = words[named.end() :], None
            if paragraph and (turn or named or _is_full(paragraph, cue.begin - ended)):
                yield paragraph
                paragraph = ""
            speaker = named["name"] if named else "" if turn else speaker
            paragraph = _joined(paragraph, words)
            ended = cue.end
        before, ended = (cue.lines or (before,))[-1], cue.end
    if paragraph:
        yield paragraph


def _joined(before: str, words: str) -> str:
    unspaced = _WITHOUT_BLANKS.match(before[-1:]) and _WITHOUT_BLANKS.match(words)
    return f"{before}{words}" if not before or unspaced else f"{before} {words}"


def _is_full(paragraph: str, pause: float) -> bool:
    if not _ENDS.search(paragraph):
        return len(paragraph) >= _LONGEST
    return pause >= _PAUSE or len(paragraph) >= _LONG
