"""The base form of a Turkish word: its endings are taken off, from the last to the first, until none is left.

Turkish sets plural, owner, case, voice and tense one behind the other, in letters that go by the sounds before them.
Snowball's stemmer knows those of nouns alone, and takes "kentin" ("of the city") for another word than "kentte" ("in
the city"). Here stand those of verbs too: "kuruldu", "kuran" and "kuruluş" (was founded, who founds, founding) meet.
No dictionary is asked: words that are alike but for what looks like an ending meet as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.patterns import lazy_pattern

# Endings go by the vowel before them ("evler", "yollar"); with these as one, each is written once.
_VOWELS = str.maketrans("ıüöâîû", "iuoaiu")
# After a sound without voice an ending begins with t, else with d: "kente" is no place, for that were "kentde".
_T = r"(?:(?<=[fstkçşhp])t|(?<![fstkçşhp])d)"
_C = r"(?:(?<=[fstkçşhp])ç|(?<![fstkçşhp])c)"
_ENDING = lazy_pattern(
    r"(?:"
    # Plural, owner, case.
    r"(?<=.{3})(?:l[ae]r|n?[iu]n|[yn]?[iu]|[yn]?[ae]|n?"
    rf"{_T}[ae]n?|y?l[ae]|{_C}[ae]|ki|[iu]m[iu]z|"
    # Words made of others: -lik, -li, -siz, -ci.
    rf"l[iu][kğ]|l[iu]|s[iu]z|{_C}[iu]|"
    # Verbs: to do, doing, who does, who will, that one did, is doing, and, by doing, should, when, if, can, be, is.
    rf"m[ae]k|m[ae]|y?[ae]n|y?[ae]c[ae][kğ]|{_T}[iu][kğ]|[iu]yor|y?[iu]p|y?[ae]r[ae]k|m[ae]l[iu]|y?[iu]nc[ae]|y?ken|"
    rf"y?s[ae]|y?[ae]bil|[iu][lnş]|{_T}[iu]r)|"
    # Did, has done; a birth, a death.
    rf"(?<=.{{2}})(?:y?{_T}[iu]|y?m[iu]ş|[iu]m)|"
    # Does: many nouns end so.
    r"(?<=.{4})[aeiu]r"
    r")$"
)
_HAS_VOWEL = lazy_pattern("[aeiou]")
# Whether this belongs to the word ("nüfus") or parts its vowel from the ending ("inşa", "inşası") no letter tells.
_BETWEEN = lazy_pattern("(?<=.{2}[aeiou])s$")
_HARD = str.maketrans("bcdğg", "pçtkk")
# Nouns that lose a vowel before an ending: "şehir", "şehri".
_SHORTENED = {
    short.translate(_VOWELS): word.translate(_VOWELS)
    for short, word in (
        ("şehr", "şehir"), ("nehr", "nehir"), ("ism", "isim"), ("cism", "cisim"), ("resm", "resim"), ("kısm", "kısım"),
        ("şekl", "şekil"), ("nesl", "nesil"), ("asl", "asıl"), ("akl", "akıl"), ("fikr", "fikir"), ("ömr", "ömür"),
        ("hükm", "hüküm"), ("emr", "emir"), ("devr", "devir"), ("vakt", "vakit"), ("oğl", "oğul"), ("ağz", "ağız"),
        ("burn", "burun"), ("beyn", "beyin"), ("zihn", "zihin"), ("göğs", "göğüs"), ("metn", "metin"),
        ("keşf", "keşif"),
    )
}  # fmt: skip
_WHOLE = frozenset(_SHORTENED.values())
# What a name has behind its apostrophe is an ending: "Ankara'da".
_AFTER_NAME = lazy_pattern(r"(?<=\w\w)'[a-zçğıöşü]\w*")


def without_endings_of_names(text: str) -> str:
    """The text, where names and numbers have no endings behind an apostrophe."""
    return _AFTER_NAME.sub("", text)


@lru_cache(maxsize=100_000)
def turkish(word: str) -> str:
    """The base form of a word in small letters, with Turkish vowels as one: "i" for "ı", "u" for "ü", "o" for "ö"."""
    left = word.translate(_VOWELS)
    while left not in _WHOLE:
        if left in _SHORTENED:
            return _SHORTENED[left]
        shorter = _shorter(left)
        if shorter == left:
            return left[:-1] + left[-1:].translate(_HARD) if len(left) > 1 else left
        left = shorter
    return left


def _shorter(word: str) -> str:
    """The word without its longest ending; as it is, where it has none."""
    if not word.isalpha():
        return word
    for pattern in (_ENDING, _BETWEEN):
        bare = _without(word, pattern)
        if bare != word:
            return bare
    return word


def _without(word: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(word)
    bare = word[: found.start()] if found else word
    return bare if _HAS_VOWEL.search(bare) else word
