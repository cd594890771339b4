"""Where the footnotes of a finished answer's text stand: not in its code, and in quotations only at a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.types import Answer

# A fenced block, also one that nothing closes, and a span between ticks.
CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}+|~{3,}+)[^`\n]*\n(?P<block>.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)"
    r"|(?<!`)(?P<ticks>`++)(?P<inline>[^\n]+?)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
MARKER = re.compile(r"\[(\d{1,3})\]")
# Word-for-word quotations may hold numbers in brackets of their own.
_LAST_MARKER = re.compile(r"\[(\d{1,3})\]$", re.MULTILINE)


def markers(answer: Answer) -> Iterator[re.Match[str]]:
    """The `[n]` of the text that name a citation, in order; group 1 is the number."""
    numbers = {citation.number for citation in answer.citations}
    literal = answer.answerer == "extractive"
    code = [] if literal else [match.span() for match in CODE.finditer(answer.text)]
    for match in (_LAST_MARKER if literal else MARKER).finditer(answer.text):
        if int(match[1]) in numbers and not any(start <= match.start() < end for start, end in code):
            yield match
