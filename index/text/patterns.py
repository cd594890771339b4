"""Regular expressions that are compiled when they are first used.

`footnote ask` lives for one question, and most patterns are for other scripts, other kinds of questions, or for reading
documents: compiling them all takes longer than the search does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

# What may stand between two words of a clause, for a pattern that is searched for. Without an end, every one of many
# first words would have the second looked for in all of the text behind it.
BETWEEN = r".{0,300}"
# What stands right before a place is looked for in so many characters: a few words, however they are set.
_REACH = 120


class _Unread:
    """Stands for a pattern until a method of it is asked for, and then hands the pattern's own on."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = (text, flags)

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        own = getattr(self._own, name)
        # From now on it is found without coming here.
        setattr(self, name, own)
        return own


class _UnreadWithout(_Unread):
    """The same; but a text that has none of some words is not looked through."""

    def __init__(self, text: str, flags: int, words: Sequence[str]) -> None:
        super().__init__(text, flags)
        self._words = words

    def search(self, text: str) -> re.Match[str] | None:
        return self._own.search(text) if self._may_be_in(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._own.fullmatch(text) if self._may_be_in(text) else None

    def _may_be_in(self, text: str) -> bool:
        folded = text.casefold()
        return any(word in folded for word in self._words)


def lazy_pattern(text: str, flags: int = 0, *, only_with: Sequence[str] = ()) -> re.Pattern[str]:
    """What `re.compile` gives, with its methods and attributes, at the price of a small object until one is used.

    `only_with` are words, in small letters, of which each text that matches has one: `search` and `fullmatch` look for
    them first, so that the pattern is compiled for those texts only. A mistake in `text` is raised at first use, as
    `re.error`.
    """
    return cast("re.Pattern[str]", _UnreadWithout(text, flags, only_with) if only_with else _Unread(text, flags))


def right_before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """What a pattern that ends with "$" finds in a text that ends at a place; no farther back than 120 characters.

    Sought from the beginning for every number of a text, it would take time that grows with the square of its length.
    """
    return pattern.search(text, max(at - _REACH, 0), at)
