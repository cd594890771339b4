"""A quotation as an answer shows it: on one line, without the marks of Markdown and of quoted e-mail.

The footnote keeps the exact words of the document, marks included; these are for reading.
"""

from __future__ import annotations

import re

# The line that opens or ends a block of code.
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[\w+-]*[ \t]*$", re.M)
_QUOTED = re.compile(r"\n(?:>[ \t]?)+")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?: \"[^\"\n]*\")?\)")
_STRONG = re.compile(r"(?<!\w)(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]*?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"(?<!`)`(?!`)([^`\n]+)`(?!`)")
_MARKS = frozenset("*_`[>~")


def readable(text: str) -> str:
    """The words of a quotation, and nothing that is only there to be rendered."""
    if _MARKS.isdisjoint(text):
        return " ".join(text.split())
    text = " ".join(_QUOTED.sub(" ", _FENCE.sub("", text)).split())
    text = _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
    return _CODE.sub(r"\1", _EMPHASIS.sub(lambda found: found[1] or found[2] or "", text))
