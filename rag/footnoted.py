"""Where the footnotes of a finished answer's text stand: not in its code, and in quotations only at a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.types import Answer

# No code span is longer; `rag.citing.markers` waits for its end no longer than this.
LONGEST_SPAN = 96
# A fence may stand in an item of a list, however deep.
_LEAD = r"^(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)"
_FENCE = r"(?P<fence>(?P<mark>[`~])(?P=mark){2,}+)(?P<info>[^`\n]*)\n"
_START = re.compile(rf"(?P<block>{_LEAD}{_FENCE})|`++", re.MULTILINE)
# Also one that nothing closes.
_BLOCK = re.compile(
    rf"{_LEAD}{_FENCE}(?P<block>.*?)(?P<end>^[ \t]*(?P=fence)(?P=mark)*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_SPAN = re.compile(r"(?P<ticks>`++)(?P<inline>[^\n]+?)(?P=ticks)(?!`)")
MARKER = re.compile(r"\[(\d{1,3})\]")
# Word-for-word quotations may hold numbers in brackets of their own.
_LAST_MARKER = re.compile(r"\[(\d{1,3})\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Code:
    """Code in a text, from `start` to `end`: a block between fences, or a span within a line.

    Of a block, `lead` is what stands before its fence (blanks, or the marks of a list), `fence` is empty for a span.
    """

    start: int
    end: int
    text: str
    lead: str = ""
    fence: str = ""
    info: str = ""
    closed: bool = True

    @property
    def in_item(self) -> bool:
        """Whether a block begins an item of a list."""
        return bool(self.lead.strip())


def code_in(text: str) -> Iterator[Code]:
    """The code of a model's Markdown in order, as `rag.citing.markers` takes it.

    After ticks that nothing closes, the rest of the line is no code.
    """
    at = 0
    while start := _START.search(text, at):
        if start["block"] is not None:
            block = _BLOCK.match(text, start.start())
            assert block is not None
            lead, closed = block["lead"], bool(block["end"])
            own = re.sub(rf"^[ ]{{1,{len(lead)}}}", "", block["block"], flags=re.MULTILINE) if lead else block["block"]
            yield Code(*block.span(), own, lead, block["fence"], block["info"].strip(), closed)
            at = block.end()
            continue
        span = _SPAN.match(text, start.start())
        if span and span.end() - span.start() <= LONGEST_SPAN:
            yield Code(*span.span(), span["inline"])
            at = span.end()
        else:
            at = text.find("\n", start.start())
            if at < 0:
                return


def markers(answer: Answer) -> Iterator[re.Match[str]]:
    """The `[n]` of the text that name a citation, in order; group 1 is the number."""
    numbers = {citation.number for citation in answer.citations}
    literal = answer.answerer == "extractive"
    code = [] if literal else [(found.start, found.end) for found in code_in(answer.text)]
    for match in (_LAST_MARKER if literal else MARKER).finditer(answer.text):
        if int(match[1]) in numbers and not any(start <= match.start() < end for start, end in code):
            yield match
