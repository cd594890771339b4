"""The base form of a word: Snowball's stemmer of its language, and rules of our own where it has none or a weak one.

In every script but Latin a word's letters choose the stemmer, so that documents and questions always agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.text.greek import greek_stem
from index.text.languages import ENGLISH
from index.text.patterns import lazy_pattern
from index.text.romanian import one_root
from index.text.turkish import turkish
from index.text.vietnamese import vietnamese

# The first and the last letter of each script whose words one stemmer serves.
_SCRIPTS = (
    ("\u0370", "\u03ff", "greek"),
    ("\u1f00", "\u1fff", "greek"),
    ("\u0400", "\u052f", "russian"),
    ("\u0530", "\u058f", "armenian"),
    ("\u0590", "\u05ff", "hebrew"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "hindi"),
    ("\u0b80", "\u0bff", "tamil"),
    ("\uac00", "\ud7a3", "korean"),
)
# Capital letters of the scripts that have them, for use in patterns.
CAPITALS = "A-Z" + "".join(
    chr(code) for code in (*range(0xC0, 0x250), *range(0x370, 0x588), *range(0x1E00, 0x2000)) if chr(code).isupper()
)
# Danish and Norwegian are told apart badly in a short text: one stemmer serves both.
_STEMMERS = {"danish": "norwegian"}
# Accents are letters of their own there, and part words that have nothing to do with each other.
_KEEPS_ACCENTS = ("vietnamese",)
_LETTERS_OF_LATIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})

_ARABIC_VOWELS = lazy_pattern("[اوي]")
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي"}
)
# What is written together with an Arabic word: "and", the article, "in", "to", "like", "then"; and its endings (after
# the "light10" stemmer of Larkey, Ballesteros & Connell 2007). Snowball's takes the first letter of "team" for "then".
_ARABIC_ARTICLE = lazy_pattern(r"^(?:[وفبك]?ال|و?لل)(?=.{3})")
_ARABIC_PREFIX = lazy_pattern(r"^(?:و(?=.{3})|[بلفك](?=.{4}))")
# What marks the present of a verb: "yaktub" is written of who "katab".
_ARABIC_PRESENT = lazy_pattern(r"^ي(?=.{3})")
_ARABIC_ENDING = lazy_pattern(r"(?<=.{3})(?:هما|كما|تين|تان|ها|هم|هن|نا|كم|وا|ان|ات|ون|ين|يه|ته|ه|ي|ا|ت)$")
# The "-ness" of Russian, which Snowball leaves on short stems; and the vowel that only some forms of a word have:
# "okno" and "okon", "prishla" and "prishel".
_RUSSIAN_NESS = lazy_pattern(r"(?<=....)ост$")
_RUSSIAN_VOWEL = lazy_pattern(r"(?<=[а-я][бвгджзклмнпрстфхцчшщ])[ое](?=[клнрц]$)")
# Hindi words in "-i" have plurals in "-iyan" and "-iyon"; Snowball takes more from the one than from the others.
_HINDI_PLURAL = lazy_pattern("िय(?:ां|ाँ|ों|ो)$")
_HEBREW_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_HEBREW_PREFIX = lazy_pattern(r"^[והבלמכש](?=.{3})")
_HEBREW_ENDING = lazy_pattern(r"(?<=.{3})(?:ימ|ות|יות|יינ|ית|ה|ת)$")
_KOREAN_ENDING = lazy_pattern(
    r"(?<=.)(?:이라고|이라는|라고|라는|에서는|에서도|에서의|으로는|으로도|으로써|으로서|에게서|이었습니다|되었습니다|"
    r"합니다|됩니다|입니다|하였다|되었다|이었다|했나요|인가요|이다|였다|했다|한다|된다|하는|되는|에서|에는|에도|에게|으로|까지|부터|보다|처럼|"
    r"(?:었|았|였|졌|했|됐|했었)?(?:습니까|습니다|나요|는가|던가)|니까|만큼|마다|조차|이나|이란|과의|와의|은|는|이|가|을|를|의|에|로|와|과|도|만|란)$"
)


def base_form(word: str, language: str) -> str:
    """The base form of a folded word of a text in a language of Latin letters other than English."""
    return _latin(word, language) if language != ENGLISH else word


@lru_cache(maxsize=100_000)
def _latin(word: str, language: str) -> str:
    if language == "vietnamese":
        stemmed = vietnamese(word)
    elif language == "turkish":
        stemmed = turkish(word)
    else:
        stemmed = str(_stemmer(_STEMMERS.get(language, language)).stemWord(word))
    if language in _KEEPS_ACCENTS:
        return stemmed
    bare = without_accents(stemmed.translate(_LETTERS_OF_LATIN))
    return one_root(bare, word) if language == "romanian" else bare


def by_script(word: str) -> str:
    """The stem of a folded word, as its letters choose; English in Latin letters."""
    language = script_language(word[0])
    if language == "arabic":
        return _arabic(word)
    if language == "hebrew":
        return _hebrew(word)
    if language == "korean":
        return word
    if language == "greek":
        return greek_stem(word, _stemmer("greek").stemWord, without_accents)
    if language == "hindi":
        return str(_stemmer("hindi").stemWord(_HINDI_PLURAL.sub("ी", word)))
    stemmed = str(_stemmer(language).stemWord(word))
    return _RUSSIAN_VOWEL.sub("", _RUSSIAN_NESS.sub("", stemmed)) if language == "russian" else stemmed


def script_language(letter: str) -> str:
    """The language whose rules serve words that begin with a letter; English where nothing else does."""
    # Asked of every word that is looked up, and hardly ever of another script.
    if letter.isascii():
        return ENGLISH
    return next((name for first, last, name in _SCRIPTS if first <= letter <= last), ENGLISH)


def without_accents(word: str) -> str:
    """The word with its accents taken off."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def without_particles(word: str) -> str:
    """A Korean word without the particle or the ending that it was written together with."""
    return _KOREAN_ENDING.sub("", word)


def _arabic(word: str) -> str:
    """Nearly the root; rules go on until none applies, so that each form of a word ends at the same letters."""
    bare = _bare(word.translate(_ARABIC_FORMS), _ARABIC_ARTICLE, _ARABIC_ENDING, _ARABIC_PREFIX)
    return _without_long_vowels(_ARABIC_PRESENT.sub("", bare))


def _bare(word: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        while (shorter := pattern.sub("", word)) != word:
            word = shorter
    return word


def _without_long_vowels(stemmed: str) -> str:
    """Arabic bends words by the vowels inside them; what is left is nearly the root, where enough is left."""
    bare = stemmed[:1] + _ARABIC_VOWELS.sub("", stemmed[1:])
    bare = bare.removeprefix("ا") if len(bare) > 3 else bare
    return bare if len(bare) >= 3 else stemmed


def _hebrew(word: str) -> str:
    """Without endings, and without the small words that are written together with it."""
    return _bare(_HEBREW_ENDING.sub("", word.translate(_HEBREW_FINAL)), _HEBREW_PREFIX)


@lru_cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]  # PyStemmer has no types
    import Stemmer

    return Stemmer.Stemmer(language)
