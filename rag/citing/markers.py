"""Find the markers in text that a model streams, and tell them from what only looks like one.

Pure and incremental: pieces of text in, `Text` and `Marker` out, the same whatever the pieces were. At most
`rag.citing.grammar.WINDOW` characters are held back, while they could still become a marker; what was let go stays.

A marker is `[1]`, `[1, 2]`, `[1-3]`, `[1]–[3]`, `[[1]]`, `[^1]`, `[1](#1)`, `[Source 1]`, `[1, p. 4]`, `[1 | Title]`,
`【1】`, `【1†source】`, a full-width `[1]`, `[ID: 1]`, `[Source 1, Title]`, `(see 1)` or `(Sources 1 and 2)`, also
between `*` or `_`, in any script's digits, and a tag around what it cites. Brackets, tags and words that only hold
markers go with them: `([1])`, `<sup>[1]</sup>`, `(Source: [1])`, and behind a sentence that has ended or in a line of
its own "Source: [1]" or "Source: 1". "Source 1" in a sentence keeps its word, and the number is the marker; so is a
raised digit after a word, `rose¹`. Left as text are code, years, intervals (`[0, 1]`), array indices and links:
`[1](http://…)` cites nothing that we could check. So is `(3)`: whether an answer cites that way shows only after its
first, which may as well count something or name a paragraph of a law. Where these would look
just like a footnote, they get room, `a[ 1 ]`, so that every `[n]` outside code is a footnote.

Dropped are definitions (`[^1]: …`), a list of markers under "Sources" and, below an answer that has markers, lines that
only name sources (`[1] The title, p. 3`): they explain the prompt's numbers, and the reader sees `rag.citing.cite`'s.
So is the fence around an answer that comes as one block of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.citing import grammar
from rag.citing.grammar import WINDOW
from rag.citing.names import Names


class Kind(StrEnum):
    """What a piece of text is: only prose makes claims."""

    PROSE = "prose"
    CODE = "code"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Text:
    """Text to be shown as it is. A code span comes in one piece; prose and code blocks in any."""

    text: str
    kind: Kind = Kind.PROSE


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker and the passages that it names, from 1; none where it named only what is not in the evidence.

    One that is `spoken` is a word of its sentence: "Source 1 says so".
    """

    numbers: tuple[int, ...]
    spoken: bool = False


Event = Text | Marker


class MarkerParser:
    """Reads one answer. `passages` is how many there are to name.

    With `raised`, a raised digit may be a marker: not where the documents have such notes, which a model may copy.
    `names` is what the passages are called.
    """

    def __init__(self, passages: int, *, raised: bool = False, names: Sequence[str] = ()) -> None:
        # Whether a marker named no passage that there is.
        self.invented = False
        self._passages = passages
        self._names = Names(names)
        self._may_be_raised = raised
        self._buffer = ""
        self._at = 0
        self._final = False
        # The first half of a line's end, while the second may come.
        self._return = ""
        self._events: list[Event] = []
        # The end of what was let go, to tell an index from a marker.
        self._before = ""
        self._opens_line = True
        # What opened the code block that we are in.
        self._fence = ""
        self._dropping = False
        # The fence around the whole answer, and whether anything but blanks came before.
        self._packaging = ""
        self._begun = False
        # A list of sources is the only footnotes of an answer that has no other, and of a paragraph that has none.
        self._marked = self._cited = False
        self._new_paragraph = False
        self._in_sources = False
        # After ticks that nothing closed, the rest of the line cannot be trusted to be code where it looks so.
        self._stray_ticks = False
        # What tags that are open around words cite.
        self._around: list[tuple[int, ...]] = []

    def feed(self, text: str) -> list[Event]:
        """What is certain after this piece."""
        # Servers on Windows end lines with both.
        text = (self._return + text).replace("\r\n", "\n")
        self._return = "" if self._final or not text.endswith("\r") else "\r"
        text = text[: len(text) - len(self._return)]
        self._buffer, self._at, self._events = self._buffer[self._at :] + text, 0, []
        while self._at < len(self._buffer) and self._step():
            pass
        return self._events

    def close(self) -> list[Event]:
        """The rest: what could have become a marker is text now."""
        self._final = True
        events = self.feed("")
        self._end_tags()
        return events

    def _step(self) -> bool:
        """Go on by one thing; False where more text must tell what it is."""
        if self._dropping:
            return self._drop_line()
        if self._fence:
            return self._code_line()
        window = self._buffer[self._at : self._at + WINDOW]
        if self._opens_line and (done := self._line_start(window)) is not None:
            return done
        return self._inline(window)

    def _drop_line(self) -> bool:
        stop = self._buffer.find("\n", self._at)
        self._dropping = stop < 0
        self._at = len(self._buffer) if stop < 0 else stop + 1
        return True

    def _code_line(self) -> bool:
        """A line of a code block, or as much of it as has come, unless it may turn out to close the block."""
        stop = self._buffer.find("\n", self._at)
        line = self._buffer[self._at : stop if stop >= 0 else None]
        whole = stop >= 0 or self._final
        may_close = self._opens_line and len(line) < WINDOW and not line.strip(" \t" + self._fence[0])
        if may_close and not whole:
            return False
        if may_close and line.strip().startswith(self._fence) and not any(map(str.isspace, line.strip())):
            self._fence = ""
            # The line break after the block is prose: there the next sentence begins.
            return self._let_go(len(line), Kind.BLOCK)
        return self._let_go(len(line) + (stop >= 0), Kind.BLOCK, opens_line=stop >= 0)

    def _line_start(self, window: str) -> bool | None:
        """Take blanks, a fence or a line to drop; None where the line starts with neither."""
        blank = len(window) - len(window.lstrip(" \t"))
        if blank:
            return self._let_go(blank, opens_line=True)
        if item := grammar.ITEM.match(window):
            return self._let_go(item.end(), opens_line=True)
        if self._waits(window, grammar.ITEM_GROWS):
            return False
        if grammar.DEFINITION.match(window) or (self._in_sources and grammar.LISTED.match(window)):
            self._dropping = True
            return True
        if grammar.SOURCES.match(window):
            self._in_sources = self._dropping = True
            return True
        listed = grammar.SOURCES_LINE.match(window)
        if listed and (listed["end"] or self._final):
            return self._sources_line(listed)
        if self._waits(window, grammar.SOURCES_LINE_GROWS):
            return False
        if self._marked and (done := self._named(window)) is not None:
            return done
        if (
            self._packaging
            and window.startswith(self._packaging)
            and grammar.FENCE_ALONE.fullmatch(window.split("\n")[0])
        ):
            if self._waits(window, grammar.FENCE_GROWS):
                return False
            self._packaging, self._dropping = "", True
            return True
        if fence := grammar.FENCE.match(window):
            return self._opened(fence, window)
        if self._waits(window, grammar.DEFINITION_GROWS, grammar.FENCE_GROWS, grammar.SOURCES_GROWS):
            return False
        if self._in_sources and window[0] != "\n":
            if self._waits(window, grammar.LISTED_GROWS):
                return False
            self._in_sources = False
        return None

    def _sources_line(self, line: re.Match[str]) -> bool:
        """A line of nothing but markers and "Sources:" is the marker of a paragraph that has none."""
        numbers = grammar.numbers_of(line.group(), self._passages)
        if not self._cited and numbers is not None:
            self._mark(numbers)
        self._new_paragraph = True
        self._at += line.start("end")
        return True

    def _opened(self, fence: re.Match[str], window: str) -> bool:
        """A fence opens a block of code, or the answer itself."""
        packaging = None if self._begun else grammar.PACKAGING.match(window)
        if packaging and not packaging["said"]:
            line, stop, _ = window[packaging.end() :].partition("\n")
            if not stop and not self._final and len(window) < WINDOW:
                return False
            packaging = packaging if grammar.CITES.search(line) else None
        if packaging:
            self._packaging, self._begun, self._dropping = fence["fence"], True, True
            return True
        self._fence = fence["fence"]
        return self._let_go(fence.end(), Kind.BLOCK, opens_line=True)

    def _named(self, window: str) -> bool | None:
        """Drop a line that only names sources, and a heading above it; None where the line does something else."""
        if self._waits(window, grammar.NAMING_GROWS):
            return False
        start = grammar.NAMING.match(window)
        assert start is not None
        listing = self._in_sources or bool(start["heading"])
        if not (listing or start["number"]):
            return None
        line, stop, _ = window[start.end() :].partition("\n")
        ended = bool(stop) or (self._final and len(window) < WINDOW)
        named = self._names.are_all(line, several=listing, ended=ended)
        if named is None and len(window) < WINDOW:
            return False
        if named is False:
            return None
        self._in_sources, self._dropping = listing, True
        self._at += start.end()
        return True

    def _waits(self, window: str, *grows: re.Pattern[str]) -> bool:
        more = not self._final and len(window) < WINDOW
        return more and any(pattern.fullmatch(window) for pattern in grows)

    def _inline(self, window: str) -> bool:
        if window[0] == "\n":
            self._stray_ticks = False
            self._end_tags()
            if self._in_sources:
                self._at += 1
                return True
            return self._let_go(1, opens_line=True)
        plain = grammar.PLAIN.match(self._buffer, self._at)
        if (done := self._set_off(window, grammar.ENDED if plain else grammar.ENDED_HERE)) is not None:
            return done
        if plain:
            return self._plain(plain.end())
        if self._waits(window, grammar.RAISED_GROWS):
            return False
        if raised := grammar.RAISED.match(window):
            return self._raised(window, raised.group())
        if window[0] == "<":
            return self._tag(window)
        return self._code_span(window) if window[0] == "`" else self._marker(window)

    def _set_off(self, window: str, ended: re.Pattern[str]) -> bool | None:
        """Take markers that stand behind a sentence with more than a blank between; None where there are none."""
        opens_line = self._opens_line and window[0] not in "–—-"
        if window[0].isspace() or not (opens_line or ended.search(self._before)):
            return None
        if self._waits(window, grammar.SET_OFF_GROWS):
            return False
        found = grammar.SET_OFF.match(window)
        numbers = grammar.numbers_of(found.group(), self._passages) if found else None
        if found is None or numbers is None:
            return None
        after = self._buffer[self._at + found.end() : self._at + found.end() + WINDOW]
        if not after.strip(" ") and not self._final and len(after) < WINDOW:
            return False
        # A sentence may begin with them: "[1] and [3] say".
        if after.startswith(("(", ",", ":")) or after.lstrip(" ")[:1].islower():
            return None
        self._mark(numbers)
        self._at += found.end()
        return True

    def _tag(self, window: str) -> bool:
        """A tag that ends a paragraph or begins one, or cites what it is put around; any other is text, or a marker."""
        if self._waits(window, grammar.BLOCK_TAG_GROWS, grammar.CITING_TAG_GROWS):
            return False
        if tag := grammar.BLOCK_TAG.match(window):
            return self._let_go(tag.end(), Kind.BLOCK)
        cites = grammar.CITING_TAG.match(window)
        if cites is None or not (cites["numbers"] or self._around):
            return self._marker(window)
        self._at += cites.end()
        if cites["numbers"]:
            self._around.append(grammar.numbers_of(cites["numbers"], self._passages) or ())
        if not cites["tag"] or cites["closed"] or cites[0].endswith("/>"):
            self._mark(self._around.pop())
        return True

    def _end_tags(self) -> None:
        """Tags that nothing closed cite the words of their line."""
        while self._around:
            self._mark(self._around.pop())

    def _plain(self, end: int) -> bool:
        """Text without a mark, up to the first number that follows a word for a source."""
        closed = grammar.CLOSES.match(self._buffer, self._at, end) if grammar.ENDED_HERE.search(self._before) else None
        if closed and closed.group():
            return self._let_go(len(closed.group()))
        for found in grammar.SPOKEN_NUMBER.finditer(self._buffer, self._at, end):
            said = (self._before + self._buffer[self._at : found.start()])[-grammar.LONGEST_NAME :]
            if not grammar.SPOKEN.search(said) or not 0 < int(found[0]) <= self._passages:
                continue
            if found.start() > self._at:
                return self._let_go(found.start() - self._at)
            if not self._final and grammar.SPOKEN_GROWS.fullmatch(self._buffer, self._at):
                return False
            self._mark((int(found[0]),), spoken=True)
            self._before, self._at = said + found[0], found.end()
            return True
        return self._let_go(end - self._at)

    def _raised(self, window: str, digits: str) -> bool:
        noted = grammar.NOTED_LAST.search(self._before + grammar.first_raised(digits))
        # Behind a letter a caret makes a power: "price^2".
        power = digits[0] == "^" and self._before[-1:].isalnum()
        goes_on = power or grammar.GOES_ON_RAISED.match(window, len(digits))
        numbers = grammar.raised_numbers(digits, self._passages)
        if not (self._may_be_raised and noted and numbers) or goes_on:
            return self._let_go(len(digits))
        self._mark(numbers)
        self._at += len(digits)
        return True

    def _code_span(self, window: str) -> bool:
        certain = self._final or len(window) == WINDOW or "\n" in window
        span = None if self._stray_ticks else grammar.CODE_SPAN.match(window)
        if span and (certain or span.end() < len(window)):
            return self._let_go(span.end(), Kind.CODE)
        if not certain and not self._stray_ticks:
            return False
        self._stray_ticks = True
        return self._let_go(1)

    def _marker(self, window: str) -> bool:
        if self._waits(window, grammar.MARKER_GROWS, grammar.MARK_OF_START_GROWS):
            return False
        if start := grammar.MARK_OF_START.match(window):
            self._at += start.end()
            return True
        found = grammar.MARKER.match(window)
        if found is None:
            return self._let_go(1)
        after = self._buffer[self._at + found.end() : self._at + found.end() + WINDOW]
        if not self._final and grammar.ANCHOR_GROWS.fullmatch(after):
            return False
        raw = found.group()
        numbers = grammar.numbers_of(raw, self._passages)
        anchor = grammar.ANCHOR.match(after)
        link = after[:1] == "(" and not anchor and raw[0] == "[" and raw[1] != "["
        if numbers is None or link or (raw[0] == "[" and self._is_index(numbers)):
            return self._not_a_marker(raw)
        colon = self._opens_line and after[:1] == ":"
        self._mark(numbers)
        if after[:1] == "(" and not anchor:
            # `[1](…)` would be a link that leads where the model wants, and look like a footnote.
            self._events.append(Text(" "))
        self._at += len(raw) + (anchor.end() if anchor else colon)
        return True

    def _is_index(self, numbers: Sequence[int]) -> bool:
        """Whether what stands before makes an index of it; a list in a sentence has one only where no source is."""
        if grammar.INDEXED.search(self._before):
            return True
        return not numbers and grammar.LIST.search(self._before) is not None

    def _mark(self, numbers: tuple[int, ...], *, spoken: bool = False) -> None:
        self._events.append(Marker(numbers, spoken))
        self.invented = self.invented or not numbers
        self._begun = self._marked = self._cited = True
        self._before, self._opens_line, self._new_paragraph = "", False, False

    def _not_a_marker(self, raw: str) -> bool:
        """Text that must not be taken for a footnote. An index after it is one too, hence `_before` stays."""
        self._events.append(Text(grammar.FOOTNOTE.sub(r"[ \1 ]", raw)))
        self._opens_line = False
        self._at += len(raw)
        return True

    def _let_go(self, length: int, kind: Kind = Kind.PROSE, *, opens_line: bool = False) -> bool:
        text = self._buffer[self._at : self._at + length]
        self._events.append(Text(text, kind))
        if text.strip():
            self._cited, self._begun = self._cited and not self._new_paragraph, True
            self._new_paragraph = False
        elif text == "\n" and self._opens_line:
            self._new_paragraph = True
        self._before = (self._before + text)[-grammar.LONGEST_NAME :]
        self._opens_line = opens_line
        self._at += length
        return True
