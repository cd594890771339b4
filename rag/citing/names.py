"""What the sources are called, to tell a line that only names one from a sentence of the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
# What a list of sources has beside names: where in one it stands.
_PLACES = frozenset(("p", "pp", "page", "pages", "section", "chapter", "s", "seite", "seiten", "abschnitt", "página"))
# A footnote at the end belongs to something that is said.
_CITES = re.compile(r"[\]】］][\s.*_]*\Z")


class Names:
    """The names of an answer's sources, title and heading in one text each."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        each = [frozenset(_words(name)) for name in names]
        self._each = [words | _PLACES for words in each if words]
        self._all = [frozenset[str]().union(*self._each)] if self._each else []

    def are_all(self, line: str, *, several: bool, ended: bool) -> bool | None:
        """Whether a line holds nothing but the name of a source, of `several` where that may be.

        None while it does so far and has not `ended`.
        """
        whole = line if ended else _without_last_word(line)
        words = [word for word in _words(whole) if not word.isdigit()]
        open_to = [names for names in (self._all if several else self._each) if names.issuperset(words)]
        if ended:
            return bool(open_to) and not _PLACES.issuperset(words) and not _CITES.search(line)
        begun = line[len(whole) :].casefold()
        return None if any(_goes_on(begun, names) for names in open_to) else False


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _without_last_word(line: str) -> str:
    """More letters may come to it."""
    last = re.search(r"[^\W_]+\Z", line)
    return line[: last.start()] if last else line


def _goes_on(begun: str, names: Iterable[str]) -> bool:
    return not begun or begun.isdigit() or any(name.startswith(begun) for name in names)
