"""One spelling of a Vietnamese syllable that is written in two ways.

The mark of the tone stands on the first vowel ("hòa") or, as schools teach it now, on the second one ("hoà"); and a
last "i" after h, k, l, m, qu, s or t may be "y" ("kỹ", "kĩ"). A text mixes both. Words have no endings.
"""

from __future__ import annotations

import unicodedata

from index.text.patterns import lazy_pattern

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SECOND_VOWEL = lazy_pattern(f"(?:(?<=o)([ae])|(?<=u)(y))([{_TONES}])$")
_LAST_Y = lazy_pattern(f"(?<=^[hklmst])y(?=[{_TONES}]?$)|(?<=^qu)y(?=[{_TONES}]?$)")


def vietnamese(word: str) -> str:
    """The folded syllable with the tone on the first of two vowels, and with "i" where it may be "y"."""
    if word.isascii() and "y" not in word:
        return word
    parts = _LAST_Y.sub("i", unicodedata.normalize("NFD", word))
    found = None if parts.startswith("qu") else _SECOND_VOWEL.search(parts)
    if found:
        parts = f"{parts[: found.start()]}{found[3]}{found[1] or found[2]}"
    return unicodedata.normalize("NFC", parts)
