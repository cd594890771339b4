"""A slip of the pen in a question, by the words of the documents: "tresurer" where they have "treasurer".

A word counts as misspelt where neither the documents nor the model's vocabulary have it, and one slip turns it into a
word of the documents: a letter left out, put in, exchanged, or two turned round (after Norvig 2007, "How to write a
spelling corrector"). English questions; a name must be long, for short ones are often each other's neighbours.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator

from index.languages import ENGLISH
from index.terms import language_of, stem

_WORD = re.compile(r"(?<![\w’'@./-])[A-Za-z]{4,20}(?![\w’'@/-]|\.\w)")
_SHORTEST_NAME = 7
# Nobody makes more slips in a question; a longer text is no question that is typed.
_MOST_SLIPS, _LONGEST = 3, 300


def corrected(question: str, frequency: Callable[[str], int], is_known: Callable[[str], bool]) -> str:
    """The question with its slips mended. `frequency` says in how many passages a term stands, `is_known` of a word."""
    if len(question) > _LONGEST or language_of(question) != ENGLISH:
        return question
    unknown = [match for match in _WORD.finditer(question) if _is_strange(match[0], frequency, is_known)]
    if len(unknown) > _MOST_SLIPS:
        return question
    for match in reversed(unknown):
        # A short word that is none may share its stem with one that the documents have: "backe" with "backed".
        likely = (word for word in _slips(match[0].casefold()) if len(word) >= _SHORTEST_NAME or is_known(word))
        meant = max(likely, key=lambda word: frequency(stem(word)), default="")
        if meant and frequency(stem(meant)):
            written = meant.capitalize() if match[0][0].isupper() else meant
            question = question[: match.start()] + written + question[match.end() :]
    return question


def _is_strange(word: str, frequency: Callable[[str], int], is_known: Callable[[str], bool]) -> bool:
    folded = word.casefold()
    name = word[0].isupper() and len(word) < _SHORTEST_NAME
    return not name and not word.isupper() and not is_known(folded) and not frequency(stem(folded))


def _slips(word: str) -> Iterator[str]:
    """Every word that one slip parts from this one; the first letter is hardly ever wrong."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in string.ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
