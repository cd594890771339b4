"""Regular expressions that are compiled when they are first used.

`footnote ask` lives for one question, and most patterns are for other scripts, other kinds of questions, or for reading
documents: compiling them all takes longer than the search does.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Unread:
    """Stands for a pattern until a method of it is asked for, and then hands the pattern's own on."""

    def __init__(self, text: str, flags: int) -> None:
        self._given = (text, flags)

    def __getattr__(self, name: str) -> Any:
        own = getattr(re.compile(*self._given), name)
        # From now on it is found without coming here.
        setattr(self, name, own)
        return own


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, with its methods and attributes, at the price of a small object until one is used.

    A mistake in `text` is raised at first use, as `re.error`.
    """
    return cast("re.Pattern[str]", _Unread(text, flags))
