"""Where sentences begin and end in a text. sentencex (Wikimedia) decides; the rest here keeps the offsets exact.

Sentences never cross a blank line, or the edge of another unit of the text (`index.text.units`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from index.text.calendar_names import MONTHS_IN
from index.text.items import ITEM, LETTER, NUMBER
from index.text.labels import is_label
from index.text.patterns import lazy_pattern
from index.text.short_forms import ends_in_a_short_form
from index.text.terms import language_of
from index.text.units import QUOTE_MARKS, is_row, units
from index.text.unspaced import KANA
from index.text.wrapping import in_long_lines
from index.types import Span

# No line is indented farther.
_INDENT = 80
# Within a unit such a line is no item: the line end before it is not told to sentencex, which would cut there.
_NO_ITEM = lazy_pattern(rf"\n(?=[ \t]*(?:{ITEM}|\d+[.)])\s)")
# Ends that sentencex leaves whole. Each is told from its mark, by what stands before it: few characters are a mark.
_EXTRA_END = lazy_pattern(
    # Stops of other scripts in text of another language.
    r"[.!?。！？｡।॥۔።](?:(?<=[。！？｡।॥۔።])[」』”’）】]*|"
    # Tokenised text (" . The").
    r"(?<=\s[.!?])\s+(?=[A-Z\"'“])|"
    # What it takes for a short form before a name: words, a measure, an hour.
    r"(?:(?<=\b(?:me|ok|OK|Ok)\.)|(?<=\b(?:may|ore)\.)|(?<=\bmiss\.))\s+(?=[A-Z])|"
    r"(?:(?<=\d [mgl]\.)|(?<=\d (?:[mckd]m|kg|hl|ha)\.))\s+(?=[A-ZÄÖÜÉÀ][^\W\d_A-Z])|(?<=\bUhr\.)\s+(?=\d)|"
    # The mark of a note, raised in print: "is disputed.1 This thesis". No short form has four small letters before it.
    r"(?:(?<=[a-zà-öø-ÿ]{4}[.!?])|(?<=[a-zà-öø-ÿ]{4}\)\.))[”’\"')]?\d{1,2}(?:[,–]\d{1,2})*\s+(?=[\"“„‘«(]?[A-ZÀ-ÖØ-Þ])|"
    # Before a year that opens a sentence.
    r"(?<=[^\W\d_]{5}\.)\s+(?=(?:1\d|20)\d\d [a-zäöüéà]))"
)
# Where a line ended before the text was written as a literal, as in chat logs kept as JSON; and where a record ended.
_WRITTEN_END = lazy_pattern(r"[\\,](?:(?<=\\)n(?:\\n)*(?![a-z])|(?<=\},)\s*(?=\{[\"']))")
_ONE_MORE = len("\\nx")
# "1." opens the item that follows; it is no sentence.
_NUMBER_ALONE = lazy_pattern(rf"\s*(?:{NUMBER}|{LETTER}|[A-Z]\.|\d{{1,2}}(?:\.\d{{1,2}})+\.)\s*")
# "(2) The tenant pays.": sentencex parts nothing that begins so.
_BRACKETED = lazy_pattern(r"\s*(?:\(\w{1,4}\)\s+)+(?=\S)")
# The first of a list that is written on one line: "The steps are: 1."
_FIRST_NUMBER = lazy_pattern(r"(?<=[:;])\s+\(?[1a][.)]\s*$")
# A longer "sentence" is a log line or a table in disguise; it is cut at a clause or a word.
LONGEST = 600
# sentencex takes quadratic time over brackets and quotes that are never closed; it is given at most so much at once.
_AT_ONCE = 5000
_CLAUSE = lazy_pattern(r"[;,:]\s|\s|[，、；]")
# What sentencex calls the languages, for their abbreviations.
_CODES = {
    "german": "de", "spanish": "es", "french": "fr", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "romanian": "ro", "polish": "pl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi",
    "czech": "cs", "hungarian": "hu", "turkish": "tr", "indonesian": "id", "vietnamese": "vi",
}  # fmt: skip
_HAS_KANA = lazy_pattern(f"[{KANA}]")
_SCRIPTS = tuple(
    (code, lazy_pattern(f"[{letters}]"))
    for code, letters in (
        ("zh", "\u4e00-\u9fff"),
        ("ar", "\u0600-\u06ff"),
        ("hi", "\u0900-\u097f"),
        ("ru", "\u0400-\u04ff"),
        ("el", "\u0370-\u03ff"),
        ("he", "\u0590-\u05ff"),
        ("hy", "\u0530-\u058f"),
        ("th", "\u0e00-\u0e7f"),
        ("ko", "\uac00-\ud7a3"),
        ("ta", "\u0b80-\u0bff"),
        ("bn", "\u0980-\u09ff"),
    )
)
# What sentencex cuts off goes on with one of these: "Mon.-Fri.", "Tel.: 555".
_GOES_ON = ("-", "–", ":", ",", ";")
# So does what cites by number, "Smith et al. [12] showed", before a small letter or a mark; an image ends no sentence,
# nor does the point of .NET.
_CITES = lazy_pattern(r"\.\s?\[\d[\d,\s–-]*\]\s*$")
_CITES_ON = lazy_pattern(r"\s?[a-z,;:.)]")
_WITHIN = (("!", "["), (".", "NET"))
# What closes emphasis belongs to the sentence that it closes, and the mark of a note to what it is a note on.
_CLOSING = lazy_pattern(
    r"(?:\*{1,3}|_{1,3}|~~|(?:</\w{1,10}>)+|[¹²³⁰⁴-⁹]{1,3})(?=\s|$)|(?:\[\^[^\]\s]{1,20}\])+(?=\s|$)"
)
# Nor with an ordinal ("im 20. Jahrhundert"), nor before a small letter; English is left to sentencex.
_ORDINAL = lazy_pattern(
    r"(?:\b(?:der|die|das|dem|den|des|im|am|vom|zum|zur|beim|ins|frühen|späten|mittleren|ausgehenden|und|bis|ab|seit)\s+"
    r"\d{1,2}\.|(?<![\d.,:–-])\b\d{1,2}\.(?=\s+(?:Jahrh|Jh|Jahrtausend|Jänner|"
    rf"{'|'.join(MONTHS_IN['german'])}|Vorsitzende|Bürgermeister|Quartal|Halbjahr|Weltkrieg|Advent|Auflage|"
    r"Obergeschoss|Untergeschoss|Stock|Etage|[OU]G\b|Bundesliga)))\s*",
    re.I,
)
_LISTS_ON = lazy_pattern(r",[ \t]?$")
_NAME_SO_FAR = lazy_pattern(r"(?<![\w.])[A-Za-z_]\w*(?:\.\w+)+\.$")
_LONGEST_NAME = 80
_OF_THE = lazy_pattern(r"[st](?:-|\s)")
_THAI_ABBREVIATION = lazy_pattern(r"(?:^|[^ก-ฮ])[ก-ฮ]{1,2}\.\s*$")
# Thai ends a sentence with a space, and has spaces within: around names, numbers and the items of a list. One ends a
# sentence where enough stands before it, and less is enough before a word that opens one ("in", "when", "after", "he");
# none does where a word follows that goes on ("and", "which", "by", "because"), or the last item of a list.
_THAI_END = lazy_pattern(r"(?<=[\u0e00-\u0e7f\d)”\"'%])\s+(?=[ก-ฮเ-ไ])")
_THAI_OPENS = lazy_pattern(
    "ใน|เมื่อ|ต่อมา|หลังจาก|นอกจาก|อย่างไรก็ตาม|แม้|หาก|ถ้า|ขณะ|ระหว่าง|วันที่|เนื่องจาก|สำหรับ|ตาม|ตั้งแต่|ปัจจุบัน|ทุกวันนี้|ภายใน|ก่อน|หนึ่งใน|"
    "เขา|เธอ|มัน|พวกเขา|พระองค์|ดังนั้น|เพราะฉะนั้น|การ(?!์)|ความ|ผู้คน|ประชากร"
)
_THAI_GOES_ON = lazy_pattern(
    "และ|หรือ|ซึ่ง|ที่|โดย|เพื่อ(?!น)|เพราะ(?!ฉะนั้น)|แต่(?!ง|ละ)|จน|กับ|รวม|ตลอดจน|ทั้งนี้|คือ|เช่น|ได้|ว่า|ของ|จึง|ก็|ทำให้|ด้วย|แล้ว|ถึง|เป็น|อัน|อีก|ส่วน"
)
_THAI_LAST_ITEM = lazy_pattern(r"\S{1,30}\s+(?:และ|หรือ|กับ)")
_THAI_LEAST, _THAI_ENOUGH = 60, 150


def sentence_spans(text: str, cuts: Sequence[Span] = ()) -> list[Span]:
    """The sentences of `text`, in order, without the white space around them. None crosses an edge of `cuts`."""
    language, unbroken = _language(text), in_long_lines(text)
    edges = sorted({0, len(text), *(cut.start for cut in cuts), *(cut.end for cut in cuts)})
    spans: list[Span] = []
    for unit, code in (found for edge in pairwise(edges) for found in units(text, *edge, unbroken=unbroken)):
        at, told = unit.start, text[unit.start : unit.end]
        for piece in _bounded(told) if code else _split(told, language):
            trimmed = _trim(text, at, at + len(piece))
            # No farther than tells whether it goes on behind the piece.
            ending = _WRITTEN_END.match(text, at, at + len(piece) + _ONE_MORE)
            if spans and spans[-1].start >= unit.start and ending and ending.end() == at + len(piece):
                # It ends the sentence before it, and is none itself.
                spans[-1] = Span(spans[-1].start, trimmed.end)
            elif trimmed.end > trimmed.start:
                spans.append(trimmed)
            at += len(piece)
    return spans


def _language(text: str) -> str:
    """What sentencex calls the language of a text: told by its script, else by its words."""
    sample = text[:2000]
    if not sample.isascii():
        if _HAS_KANA.search(sample):
            return "ja"
        counts = {code: len(letters.findall(sample)) for code, letters in _SCRIPTS}
        code = max(counts, key=lambda code: counts[code])
        if counts[code] * 4 > len(sample):
            return code
    return _CODES.get(language_of(sample), "en")


def _split(text: str, language: str) -> Iterator[str]:
    """Consecutive pieces that together are `text`; a row is one."""
    if len(text) <= LONGEST and is_row(text):
        yield text
        return
    for piece in _closed(list(_as_lines(text, language))):
        at = 0
        for stop in _EXTRA_END.finditer(piece):
            yield from _bounded(piece[at : stop.end()])
            at = stop.end()
        yield from _bounded(piece[at:])


def _closed(pieces: Sequence[str]) -> list[str]:
    """The pieces, where each has what closes its emphasis: "**Are dogs allowed?**"."""
    found: list[str] = []
    for piece in pieces:
        mark = _CLOSING.match(piece)
        if mark and found and not found[-1][-1:].isspace():
            found[-1] += mark[0]
            piece = piece[mark.end() :]
        if piece:
            found.append(piece)
    return found


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

    if mark := _BRACKETED.match(text):
        first, *rest = _segment(text[mark.end() :], language)
        return [mark[0] + first, *rest]
    told = _NO_ITEM.sub(" ", text)
    pieces = list(segment(language, told))
    # Never seen; a wrong offset would be worse than a long sentence.
    if not pieces or "".join(pieces) != told:
        return [text]
    ends = list(accumulate(map(len, pieces)))
    pieces = _joined([text[start:end] for start, end in pairwise([0, *ends])], language)
    pieces = _thai(pieces) if language == "th" else _opened(pieces) if language == "nl" else pieces
    return _numbered(pieces)


def _opened(pieces: Sequence[str]) -> list[str]:
    """The pieces, where one has the mark that it opens with: "'s Avonds" is Dutch for in the evening."""
    found: list[str] = []
    for piece in pieces:
        mark = found[-1][-1] if found and _OF_THE.match(piece) and found[-1].endswith((" '", " ’")) else ""
        if mark:
            found[-1] = found[-1][:-1]
        found.append(mark + piece)
    return found


def _numbered(pieces: Sequence[str]) -> list[str]:
    """The pieces, where a number that opens an item stands before it: "The steps are: | 1. Open the lid."""
    found: list[str] = []
    alone = sum(_NUMBER_ALONE.fullmatch(piece) is not None for piece in pieces)
    for piece in pieces:
        if found and _NUMBER_ALONE.fullmatch(found[-1]):
            found[-1] += piece
        elif alone and (first := _FIRST_NUMBER.search(piece)):
            found += [piece[: first.start()], piece[first.start() :]]
        else:
            found.append(piece)
    return found


def _joined(pieces: Sequence[str], language: str) -> list[str]:
    """The pieces, where one that was cut off too early has what follows it."""
    found: list[str] = []
    for piece in pieces:
        labelled = len(found) == 1 and is_label(found[0])
        if labelled or (
            found and (ends_in_a_short_form(found[-1], piece, language) or _goes_on(found[-1], piece, language))
        ):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _goes_on(before: str, piece: str, language: str) -> bool:
    if before.endswith(".") and (piece.startswith(_GOES_ON) or _is_within_a_name(before, piece)):
        return True
    # In a list within a sentence: "(1) by day, (2) by night".
    if _LISTS_ON.search(before[-2:]) and piece.startswith("("):
        return True
    if any(before.endswith(end) and piece.startswith(start) for end, start in _WITHIN):
        return True
    if _CITES_ON.match(piece) and _CITES.search(before[-40:]):
        return True
    if language == "en" or before.endswith("\n") or not before.rstrip().endswith("."):
        return False
    tail = before[-40:]
    ordinal = any(match.end() == len(tail) for match in _ORDINAL.finditer(tail + piece[:20]))
    return piece[:1].islower() or ordinal or _THAI_ABBREVIATION.search(tail) is not None


def _is_within_a_name(before: str, piece: str) -> bool:
    """Whether a text is cut within a name of a program, at one of its points: "java.sql.SQLException"."""
    return piece[0].isalnum() and _NAME_SO_FAR.search(before[-_LONGEST_NAME:]) is not None


def _thai(pieces: Sequence[str]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        at = 0
        for space in _THAI_END.finditer(piece):
            if _ends_thai(piece, at, space) and len(piece) - space.end() >= _THAI_LEAST // 2:
                found.append(piece[at : space.end()])
                at = space.end()
        found.append(piece[at:])
    return found


def _ends_thai(text: str, at: int, space: re.Match[str]) -> bool:
    """Whether a space ends the Thai sentence that begins at a place."""
    after = space.end()
    if _THAI_GOES_ON.match(text, after) or _THAI_LAST_ITEM.match(text, after):
        return False
    opens = _THAI_OPENS.match(text, after) is not None
    in_letters = "\u0e00" <= text[space.start() - 1] <= "\u0e7f"
    return space.start() - at >= (_THAI_LEAST if opens else _THAI_ENOUGH) and (opens or in_letters)


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
    """The span without white space around it, and without the marks of a quoted line before it."""
    own = _stripped(text, start, end)
    marks = QUOTE_MARKS.match(text, own.start, own.end)
    return _stripped(text, marks.end(), end) if marks and _begins_line(text, own.start) else own


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but an indent stands before a place."""
    return text[max(at - _INDENT, 0) : at].rstrip(" \t")[-1:] in ("", "\n")
