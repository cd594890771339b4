"""A model's Markdown as HTML in which nothing is live: no link, image or tag of the model's. Owns markdown-it-py."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from rag.footnoted import MARKER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LIVE = ("link", "image", "autolink", "html_inline", "html_block", "entity", "reference")


def to_html(text: str, chip: Callable[[int], str | None]) -> str:
    """The text as HTML. `chip` gives the markup for a `[n]` outside code, or None where it is only text."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        # The page has its own headings.
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
        if token.children:
            token.children = [part for child in token.children for part in _with_chips(child, chip)]
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_LIVE))


def _with_chips(token: Token, chip: Callable[[int], str | None]) -> list[Token]:
    """A text token, cut where a footnote stands."""
    if token.type != "text":
        return [token]
    parts: list[Token] = []
    end = 0
    for match in MARKER.finditer(token.content):
        if markup := chip(int(match[1])):
            parts += [token.copy(content=token.content[end : match.start()])]
            parts += [token.copy(type="html_inline", content=markup)]
            end = match.end()
    return [*parts, token.copy(content=token.content[end:])]
