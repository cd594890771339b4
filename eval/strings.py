"""Compare answers as strings, in any language: folded, without punctuation, and in English without articles.

Words are compared where a script has spaces between them, characters where it has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from index.text.unspaced import UNSPACED

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_UNSPACED = re.compile(f"([{UNSPACED}])")
# A mark within a word or a number.
_INNER = re.compile(r"(?<=\w)[.,'’](?=\w)")
# Letters of scripts that have case, and digits of any.
_WORD = frozenset(("Lu", "Ll", "Lt", "Nd"))
_MARKERS = re.compile(r"\s*\[\d+\]")
# "1,000", "10.5", "1.914,50": one word. Dates and versions ("12.10.1871") are several.
_NUMBER = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+)(?![.,]?\d)")
_LONGEST_NUMBER = 40
# Greek is also written without its accents, in capitals for one.
_GREEK_ACCENT = re.compile("([\u0370-\u03ff]\u0308?)\u0301")


def tokens(text: str, language: str = "") -> list[str]:
    """The words of a text, and the characters of a script without spaces, folded (after SQuAD's normalisation).

    What is nothing but an article or a mark ("A", "%") keeps it, or it would be as good as no answer at all.
    """
    return _tokens(_folded(text), "", language)


def exact_match(text: str, answers: Iterable[str], language: str = "") -> float:
    """1 where the text is one of the answers, but for case, punctuation and articles."""
    return float(any(tokens(text, language) == tokens(answer, language) for answer in answers))


def token_f1(text: str, answers: Iterable[str], language: str = "") -> float:
    """The best F1 of shared tokens with one of the answers."""
    return max(_f1(tokens(text, language), tokens(answer, language)) for answer in answers)


def holds(text: str, answers: Iterable[str], language: str = "") -> bool:
    """Whether one of the answers stands in the text; as whole words, where a script has them: "3" is not in "37".

    Punctuation parts words ("24-yard", "1914–1918") and no number: "914" is not in "1,914". A mark within a word is
    read as nothing, too: "1,000", "U.S.".
    """
    readings = _readings(text, language)
    return any(
        _stands(wanted, read)
        for answer in answers
        for wanted, read in zip(_readings(answer, language), readings, strict=True)
    )


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends within a word or a number, in a script whose letters have case.

    Elsewhere words are written together with what belongs to them: Arabic's prefixes, Korean's particles.
    """
    return any(
        0 < at < len(text)
        and (all(unicodedata.category(char) in _WORD for char in text[at - 1 : at + 1]) or _cuts_number(text, at))
        for at in (start, end)
    )


def _cuts_number(text: str, at: int) -> bool:
    around = _NUMBER.finditer(text, max(at - _LONGEST_NUMBER, 0), at + _LONGEST_NUMBER)
    return any(number.start() < at < number.end() for number in around)


def without_markers(text: str) -> str:
    """An answer without its footnote marks."""
    return _MARKERS.sub("", text)


def _folded(text: str) -> str:
    """A text in small letters, its digits those of ASCII, and Greek without accents."""
    plain = _GREEK_ACCENT.sub(r"\1", unicodedata.normalize("NFD", text))
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), folded)


def _tokens(folded: str, mark: str, language: str) -> list[str]:
    """The tokens of a folded text, with `mark` for each mark of punctuation; a gap for one parts no number."""
    whole = {at for number in _NUMBER.finditer(folded) for at in range(*number.span())} if mark else set()
    plain = "".join(
        mark if unicodedata.category(char).startswith("P") and at not in whole else char
        for at, char in enumerate(folded)
    )
    if not plain.strip():
        plain = folded
    bare = _ARTICLES.sub(" ", plain) if language in ("", "en") else plain
    return _UNSPACED.sub(r" \1 ", bare if bare.strip() else plain).split()


def _readings(text: str, language: str) -> list[str]:
    """A text as it is, with marks as gaps, and with the marks within words as nothing."""
    folded = _folded(text)
    parted = (_tokens(read, " ", language) for read in (folded, _INNER.sub("", folded)))
    return [folded.strip(), *map(" ".join, parted)]


def _stands(answer: str, inside: str) -> bool:
    found = re.finditer(re.escape(answer), inside) if answer else ()
    return any(not cuts_word(inside, *match.span()) for match in found)


def _f1(own: list[str], wanted: list[str]) -> float:
    common = sum((Counter(own) & Counter(wanted)).values())
    return 2 * common / (len(own) + len(wanted)) if common else 0.0
