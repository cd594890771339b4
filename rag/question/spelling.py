"""A slip of the pen in a question, by the words of the documents: "tresurer" where they have "treasurer".

A word counts as misspelt where neither the documents nor the model's vocabulary have it, nor what it is made from, and
one slip turns it into a word that stands in the documents as it is: a letter left out, put in, exchanged, or two turned
round (after Norvig 2007, "How to write a spelling corrector"). English questions; a name must be long, for short ones
are often each other's neighbours.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator

from index.text.languages import ENGLISH
from index.text.terms import language_of, stem, terms

_WORD = re.compile(r"(?<![\w’'@./-])[A-Za-z]{4,20}(?![\w’'@/-]|\.\w)")
_SHORTEST_NAME = 7
_SHORT = 4
# Nobody makes more slips in a question; a longer text is no question that is typed.
_MOST_SLIPS, _LONGEST = 3, 300
# So many of the words that it may be are looked for.
_TRIED = 6
_ENDINGS = ("r", "er", "ers", "rs", "s", "es", "ed", "d", "ing", "ist", "ists", "ly", "ness", "less", "ful", "able")


def corrected(
    question: str, frequency: Callable[[str], int], is_known: Callable[[str], bool], stands: Callable[[str], bool]
) -> str:
    """The question with its slips mended.

    `frequency` says in how many passages a term stands, `is_known` whether a word is one, `stands` whether the
    documents have it as it is written, or its parts one after the other: "wi-fi".
    """
    if len(question) > _LONGEST or language_of(question) != ENGLISH:
        return question
    unknown = [match for match in _WORD.finditer(question) if _is_strange(match[0], frequency, is_known)]
    if len(unknown) > _MOST_SLIPS:
        return question
    for match in reversed(unknown):
        folded = match[0].casefold()
        slips = sorted({*_slips(folded)}, key=lambda word: (-frequency(stem(word)), word))[:_TRIED]
        tried = [*_parted(folded), *slips]
        meant = next((word for word in tried if all(map(frequency, terms(word))) and stands(word)), "")
        if meant:
            written = meant.capitalize() if match[0][0].isupper() else meant
            question = question[: match.start()] + written + question[match.end() :]
    return question


def _is_strange(word: str, frequency: Callable[[str], int], is_known: Callable[[str], bool]) -> bool:
    folded = word.casefold()
    name = word[0].isupper() and len(word) < _SHORTEST_NAME
    if name or word.isupper() or is_known(folded) or frequency(stem(folded)):
        return False
    bases = [folded.removesuffix(ending) for ending in _ENDINGS if folded.endswith(ending)]
    # "Lodger" is one who lodges, though the vocabulary has no such word.
    return not any(len(base) > 2 and (is_known(base) or is_known(f"{base}e")) for base in bases)


def _parted(word: str) -> Iterator[str]:
    """What was written as one word: "wifi" may be "wi-fi" in the documents."""
    for at in range(2, len(word) - 1):
        yield f"{word[:at]}-{word[at:]}"


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
            # In so few letters another one makes another word: "wifi" is no "wife".
            if tail and len(word) > _SHORT:
                yield head + letter + tail[1:]
