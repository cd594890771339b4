"""Cut an answer that is being written into sentences, each with the markers that belong to it.

A marker after the full stop belongs to the sentence before it, one at the head of a sentence to that sentence; where a
sentence has its marker in front, so has the next. A list below a line that ends with markers and a colon is `lent`
these, for its items that have none. A row of a table is one sentence, for its cells say nothing alone.
What claims nothing (headings and short lead-ins that assert nothing, a table's header, rules, code blocks) is no
sentence: its text goes out with that of the sentence after it, so that nobody checks a title against the evidence.

`str`s are text of the sentence at hand that may be shown at once. Text after a sentence's first marker waits for its
end, because what the marker stands for is found with the whole sentence in view.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile

from index.text.sentences import LONGEST, sentence_spans
from rag.citing.markers import Event, Kind, Marker
from rag.verdict.claims import is_claim, is_title

Part = str | Marker

# What a line may open with; it is no part of the sentence.
_OPENING = re.compile(r"(?:>[ \t]*)*(?:#{1,6}[ \t]+|[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?(?:\[[ xX]\][ \t]+)?")
_OPENING_GROWS = re.compile(r"(?:>[ \t]*)*(?:#{1,6}[ \t]*|[-*+•][ \t]*|\d{1,3}[.)]?[ \t]*)?(?:\[[ xX]?\]?[ \t]*)?")
_LONGEST_OPENING = 24
_STOPS = frozenset(".!?…")
# Scripts without spaces end sentences with these, and need nothing after them.
_FULL_STOPS = frozenset("。！？｡")
_CLOSERS = frozenset("\"'”’»*_)]」』）】")
_OPENERS = frozenset("\"'“‘„«*_([「『（【¿¡")
_MOST_OPENERS = 6
_QUOTES = frozenset('"“”„«»')
# What pictures of several characters are joined with.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_EMPHASIS = str.maketrans("", "", "*_")
# "am 4. März", "Ludwig XIV. war": whether the sentence ends here, what follows must tell, by its words and language.
_ORDINAL = re.compile(r"(?:(?<!\d)\d{1,2}|\b[IVX]{1,5})\.\Z")
_TELLING_LENGTH = 30
_BLANK_NEXT = re.compile(r"(?=\s)")
# A longer line before a list claims something.
_LONGEST_LEAD_IN = 100
# Where no blank comes along to cut an endless sentence at.
_ENDLESS = 2 * LONGEST


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that is complete.

    `shown` is what of it was let go already, without the line's opening; `rest` follows on that. `leading` are the
    markers that stood before its first word. `claims` is False for what belongs to the sentence after it. `lent` are
    passages that the lead-in above names, one of which may carry a sentence that has no marker of its own.
    """

    shown: str
    rest: tuple[Part, ...]
    leading: tuple[Marker, ...]
    claims: bool
    lent: tuple[int, ...] = ()


class _Line(Enum):
    """What kind of line a sentence stands in."""

    PROSE, HEADING, ROW = range(3)


@dataclass(frozen=True, slots=True)
class _Lender:
    """A lead-in that names passages. What stands below it is indented deeper than `depth`."""

    depth: int
    numbers: tuple[int, ...]


@dataclass(slots=True)
class _Sentence:
    """The sentence being written. `depth` is how far its line is indented, where that is an item of a list."""

    kind: _Line = _Line.PROSE
    depth: int = -1
    leading: list[Marker] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    rest: list[Part] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0
    # The last markers, and whether nothing but symbols came after them.
    last: tuple[int, ...] = ()
    marked: bool = False
    # Ends with a stop and what may close after one; `full` where that needs no blank to count.
    stopped: bool = False
    full: bool = False
    quoted: bool = False


class Drafter:
    """Takes the parser's events, gives text and drafts in the order in which they can go out."""

    def __init__(self) -> None:
        self._out: list[str | Draft] = []
        self._sentence = _Sentence()
        # What came since the last visible character: blanks and markers, then text whose place is not clear yet.
        self._between: list[Part] = []
        self._peek = ""
        self._started = False
        self._row_before = False
        self._lenders: list[_Lender] = []

    def feed(self, events: Sequence[Event]) -> list[str | Draft]:
        """What these events make certain."""
        self._out = []
        for event in events:
            if isinstance(event, Marker):
                self._settle(final=True)
                self._between.append(event)
            elif event.kind is Kind.PROSE:
                for char in event.text:
                    self._char(char)
            elif event.kind is Kind.CODE:
                self._code_span(event.text)
            else:
                self._code_block(event.text)
        return self._out

    def close(self) -> list[str | Draft]:
        """The last sentence, and the blanks after it."""
        self._out = []
        self._settle(final=True)
        self._end(ends_line=True, closing=True)
        self._out += _blanks(self._between)
        return self._out

    def _char(self, char: str) -> None:
        sentence = self._sentence
        if char == "\n":
            self._settle(final=True)
        if char.isspace() and not self._peek:
            self._blank(char)
        elif self._peek or self._between or not sentence.words or sentence.full or sentence.length > _ENDLESS:
            self._peek += char
            self._settle(final=False)
        else:
            self._extend(char)

    def _blank(self, char: str) -> None:
        if self._between and isinstance(self._between[-1], str):
            self._between[-1] += char
        else:
            self._between.append(char)

    def _code_span(self, text: str) -> None:
        self._settle(final=True)
        self._peek = text[0]
        self._settle(final=True)
        self._add(text[1:])

    def _code_block(self, text: str) -> None:
        self._settle(final=True)
        self._end(ends_line=True)
        self._out += [*_blanks(self._between), text]
        self._between, self._sentence, self._started, self._lenders = [], _Sentence(), True, []

    def _settle(self, *, final: bool) -> None:
        """Give the text that waits its place: on with the sentence, or the head of the next. It stays if unclear."""
        peek = self._peek
        opens_line = not self._started or _breaks(self._between) > 0
        if not peek or (not final and self._unclear(peek, opens_line)):
            return
        opening = match.group() if opens_line and (match := _OPENING.match(peek)) else ""
        if opens_line and self._line_ends(opening, peek):
            self._end(ends_line=True)
        elif not opens_line and self._stops_before(peek):
            self._end(ends_line=False)
        word, *more = _BLANK_NEXT.split(peek[len(opening) :], maxsplit=1)
        self._join(opening, word, opens_line)
        # Behind the first word another sentence may end.
        for char in "".join(more):
            self._char(char)
        if final:
            self._settle(final=True)

    def _unclear(self, peek: str, opens_line: bool) -> bool:
        """Whether the text may still be a line's opening, or has no letter yet that would show a new sentence."""
        if opens_line and len(peek) < _LONGEST_OPENING and _OPENING_GROWS.fullmatch(peek):
            return True
        if not self._sentence.stopped or self._sentence.full:
            return False
        if len(peek) < _MOST_OPENERS and all(char in _OPENERS for char in peek):
            return True
        return not opens_line and len(peek) < _TELLING_LENGTH and bool(_ORDINAL.search(_bare(self._sentence)))

    def _line_ends(self, opening: str, peek: str) -> bool:
        """Whether the sentence does not go on in the line that starts now."""
        own_line = self._sentence.kind is not _Line.PROSE or opening or peek[0] == "|" or _is_bullet(peek)
        marked = self._sentence.marked or any(isinstance(part, Marker) for part in self._between)
        marked = marked and not peek[0].islower()
        leads_in = _leads_in("".join(self._sentence.words))
        return bool(own_line or _breaks(self._between) > 1 or marked or leads_in or self._stops_before(peek))

    def _stops_before(self, peek: str) -> bool:
        """Whether the sentence ends before this text of the same paragraph."""
        sentence = self._sentence
        if sentence.length > (LONGEST if self._between else _ENDLESS):
            return True
        if not sentence.stopped or sentence.kind is _Line.ROW or (sentence.quoted and sentence.length <= LONGEST):
            return False
        if sentence.full:
            return peek[0] not in _CLOSERS
        words = _bare(sentence)
        # A code span opens like a name does.
        start = "X" if peek[0] == "`" else next((char for char in peek if char.isalnum()), "X")
        if start != "X" and _ORDINAL.search(words):
            start = peek[peek.index(start) :]
        return any(span.start == len(words) + 1 for span in sentence_spans(f"{words} {start}"))

    def _end(self, *, ends_line: bool, closing: bool = False) -> None:
        """Complete the sentence with the markers after it that are its own; the others wait for the next."""
        sentence = self._sentence
        if not sentence.words:
            return
        own = 0 if self._leads(sentence) and not closing else _own(self._between, closing)
        self._add_all(self._between[:own])
        self._between, self._sentence = self._between[own:], _Sentence(depth=sentence.depth)
        claims = self._claims(sentence, ends_line)
        lent = self._lenders[-1].numbers if self._lenders else ()
        self._out.append(Draft("".join(sentence.shown), tuple(sentence.rest), tuple(sentence.leading), claims, lent))
        self._row_before = sentence.kind is _Line.ROW
        numbers = sentence.last or tuple(number for marker in sentence.leading for number in marker.numbers)
        if ends_line and numbers and _leads_in("".join(sentence.words)):
            self._lenders.append(_Lender(sentence.depth, numbers))

    def _leads(self, sentence: _Sentence) -> bool:
        """Whether the markers after a sentence are the next one's: its own stood in front, and these are set off."""
        inside = any(isinstance(part, Marker) for part in sentence.rest)
        return bool(sentence.leading) and not inside and bool(self._between) and isinstance(self._between[0], str)

    def _claims(self, sentence: _Sentence, ends_line: bool) -> bool:
        words = "".join(sentence.words).strip()
        if not any(map(str.isalnum, words)):
            return False
        if any(isinstance(part, Marker) and part.numbers for part in (*sentence.leading, *sentence.rest)):
            return True
        if sentence.kind is _Line.ROW:
            return self._row_before
        leads_in = ends_line and len(words) <= _LONGEST_LEAD_IN and _leads_in(words)
        # A label asserts something now and then: "The pier was founded in 1850 by Napoleon:".
        return is_claim(words) if leads_in else sentence.kind is not _Line.HEADING or is_claim(f"# {words}")

    def _join(self, opening: str, rest: str, opens_line: bool) -> None:
        """Put blanks, markers and the text that waited into the sentence, which is new where the last one ended."""
        sentence, between = self._sentence, self._between
        if opens_line and not sentence.words:
            is_item = opening.strip(" \t>#") or _is_bullet(rest)
            sentence.depth = _depth(between) if is_item else -1
            self._lenders = [lender for lender in self._lenders if lender.depth < sentence.depth]
        self._between, self._peek, self._started = [], "", True
        if sentence.words:
            self._add_all(between)
        else:
            sentence.leading += [part for part in between if isinstance(part, Marker)]
            self._out += [*_blanks_before_markers(between), opening]
            sentence.kind = _line(opening, rest) if opens_line else sentence.kind
        for char in rest:
            self._extend(char)

    def _extend(self, char: str) -> None:
        sentence = self._sentence
        self._add(char)
        if char in _STOPS or char in _FULL_STOPS:
            sentence.stopped, sentence.full = True, char in _FULL_STOPS
        elif char not in _CLOSERS:
            sentence.stopped = sentence.full = False
        if char in _QUOTES:
            # “ closes what „ opened.
            sentence.quoted = char not in "”»" and not (sentence.quoted and char in '"“')

    def _add_all(self, between: Sequence[Part]) -> None:
        """Blanks and markers; the blanks before the first marker wait with it, and go if it goes."""
        if any(isinstance(part, Marker) for part in between):
            # From here on everything waits.
            self._sentence.rest.append("")
        for part in between:
            self._add(part)

    def _add(self, part: Part) -> None:
        sentence = self._sentence
        if isinstance(part, str):
            sentence.words.append(part)
            sentence.length += len(part)
            sentence.marked = sentence.marked and not any(map(_tells, part))
        else:
            sentence.last = (*sentence.last, *part.numbers) if sentence.marked else part.numbers
            sentence.marked = True
        if sentence.rest or isinstance(part, Marker):
            sentence.rest.append(part)
        else:
            sentence.shown.append(part)
            self._out.append(part)


def _breaks(between: Sequence[Part]) -> int:
    return sum(part.count("\n") for part in between if isinstance(part, str))


def _blanks(between: Sequence[Part]) -> list[str]:
    return [part for part in between if isinstance(part, str)]


def _blanks_before_markers(between: Sequence[Part]) -> list[str]:
    """The blanks without those that set off a marker from the word after it: at the head of a sentence it moves."""
    return _blanks([*takewhile(lambda part: isinstance(part, str), between)])


def _own(between: Sequence[Part], closing: bool) -> int:
    """How many of these blanks and markers belong to the sentence before them.

    A marker with a line break before it opens the next line, unless there is nothing else in its own.
    """
    broken = [at for at, part in enumerate(between) if isinstance(part, str) and "\n" in part]
    until = len(between) if closing or not broken else broken[-1]
    return max((at + 1 for at, part in enumerate(between[:until]) if isinstance(part, Marker)), default=0)


def _depth(between: Sequence[Part]) -> int:
    """How far the line that begins after these blanks is indented."""
    blanks = "".join(_blanks(between)).expandtabs(4)
    return len(blanks) - blanks.rfind("\n") - 1


def _is_bullet(text: str) -> bool:
    """Whether a line begins with a symbol: a picture, an arrow, a digit in a box."""
    return _is_symbol(text[:1]) or text[1:2] == "\ufe0f"


def _is_symbol(char: str) -> bool:
    """Pictures, arrows and boxes; not "°", "™" and other signs that are part of words."""
    return char >= "\u2190" and (char <= "\u21ff" or unicodedata.category(char) == "So")


def _tells(char: str) -> bool:
    return not (char.isspace() or char in _CLOSERS or _is_symbol(char) or char in _JOINERS)


def _bare(sentence: _Sentence) -> str:
    """Its words so far, as a reader sees them."""
    return "".join(sentence.words).translate(_EMPHASIS).strip()


def _leads_in(words: str) -> bool:
    words = words.strip()
    return words.translate(_EMPHASIS).endswith((":", "：")) or is_title(words)


def _line(opening: str, rest: str) -> _Line:
    if "#" in opening:
        return _Line.HEADING
    return _Line.ROW if rest.startswith("|") else _Line.PROSE
