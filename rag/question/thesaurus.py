"""Other words for a word: what a question calls a fee, the document may call a charge.

`thesaurus.txt` has the words that people use for each other, one sense a line; they are our own, written from general
knowledge and from no question or document. Words are told by their stems, so that lines have irregular forms and words
of another root alone. Every question asks for a few words: their lines are looked for in the text as it is, for to
stem all of it takes longer than to answer.

Other languages have shorter ones (`thesaurus.ru.txt`, `thesaurus.de.txt`), of the words that most questions are made
of: the embedded model was trained on English, and nothing else knows there that a firm is a company. Their stems are no
beginnings of words, as Arabic's, so these are stemmed whole, once, and only of a language that somebody asks in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from index.text.languages import ENGLISH
from index.text.stemming import script_language
from index.text.terms import stem
from index.text.terms import terms as terms_of

# The languages that have one of their own, and its file.
_OTHERS = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "finnish": "fi", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id",
    "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "polish": "pl", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr",
    "vietnamese": "vi",
}  # fmt: skip
# What joins the two words of a phrase in a line.
_JOIN = "_"


@lru_cache(maxsize=10_000)
def other_words(*terms: str, language: str = ENGLISH) -> frozenset[tuple[str, ...]]:
    """What else a term may be told by, or two that stand one after the other; each as its terms: one, or two.

    `language` is that of the question, which of other scripts than Latin the letters tell.
    """
    own_script = script_language(terms[0][0]) if terms[0] else ENGLISH
    language = own_script if own_script != ENGLISH else language
    if language != ENGLISH:
        return _groups(language).get(terms, frozenset()) - {terms}
    if len(terms) > 1 and terms not in _phrases():
        return frozenset()
    own = {terms}
    return frozenset(tuple(map(stem, word.split(_JOIN))) for line in _lines(terms) for word in line.split()) - own


@cache
def _groups(language: str) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """All words of the lines that have a word, by its terms; nothing for a language that has no thesaurus."""
    found: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
    if language in _OTHERS:
        for line in _file(f"thesaurus.{_OTHERS[language]}.txt").splitlines():
            group = frozenset(tuple(terms_of(word.replace(_JOIN, " "), language)) for word in line.split())
            found |= {own: found.get(own, frozenset()) | group for own in group}
    return found


def _lines(terms: tuple[str, ...]) -> Iterator[str]:
    """The lines that have a word, or a phrase, of these terms."""
    text = _text()
    # All words of a stem begin with it, but for its last letter: "happy" is "happi".
    begin = f" {terms[0][:-1] if len(terms[0]) > 3 else terms[0]}"
    at = text.find(begin)
    while at >= 0:
        end = text.find(" ", at + 1)
        word = text[at + 1 : end]
        if (_JOIN in word) == (len(terms) > 1) and _is(word, terms):
            yield text[text.rfind("\n", 0, at + 1) + 1 : text.find("\n", end)]
        at = text.find(begin, end)


def _is(word: str, terms: tuple[str, ...]) -> bool:
    return tuple(map(stem, word.split(_JOIN))) == terms


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    """The phrases, by their terms: every pair of words of a question is looked for, and few are one."""
    found = re.findall(rf" ([^ {_JOIN}]+){_JOIN}([^ ]+)", _text())
    return frozenset((stem(first), stem(second)) for first, second in found)


@cache
def _text() -> str:
    """The lines, each word of them between blanks."""
    return " " + _file("thesaurus.txt").replace("\n", " \n ")


def _file(name: str) -> str:
    return files("rag.question").joinpath(name).read_text(encoding="utf-8")
