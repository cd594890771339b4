"""The words of a text as the lexical index and the evidence score count them: folded, stemmed, without punctuation.

One analysis for documents and questions. A term is a function of the word alone, and in Latin letters also of its
text's language, which the text's function words tell (`index.text.languages`): `words` brings such words to the base
form of their language, and `stem` then treats them like any other. What is found to be English is stemmed by Snowball
English; scripts without spaces are cut by `index.text.unspaced`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from index.text.function_words import FUNCTION_WORDS, SCRIPT_FUNCTION_WORDS
from index.text.languages import ENGLISH, guess_language
from index.text.patterns import lazy_pattern
from index.text.stemming import base_form, by_script, script_language, without_particles
from index.text.turkish import without_endings_of_names
from index.text.unspaced import HANGUL, UNSPACED, is_unspaced, joins, korean_pieces, pieces

_ABBREVIATION = lazy_pattern(r"\b(?:[A-Za-z]\.){2,}")
# Signs that belong to the letter before them, so that no word ends at one: accents, and the vowels of Indian scripts.
SIGNS = "\u0300-\u036f\u0900-\u0963\u0971-\u0dff"
_LETTER = rf"[^\W_{UNSPACED}]"
_WORD = lazy_pattern(rf"[{UNSPACED}]+|\d+(?:[.,٫٬]\d+)*|{_LETTER}(?:{_LETTER}|[{SIGNS}])*")
_HANGUL = lazy_pattern(f"[{HANGUL}]+")
_LATIN = lazy_pattern("[^\\W\\d_\u0250-\u1dff\u1f00-\uffff]")
# Vowel signs of Arabic and Hebrew, which are seldom written, and characters without a width.
_UNWRITTEN = lazy_pattern(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200d\u2060\ufeff]"
)
_SPELLINGS = str.maketrans({"ё": "е", "ँ": "ं"})
# Spellings of Hindi that stand beside each other: the dot of sounds from Persian (k, kh, g, z, f) is often left out; a
# nasal before a consonant of its own class is a letter or a dot above; a glide before a last "i" or "e" is left out.
_HINDI = (
    (lazy_pattern("(?<=[कखगजफ])़"), ""),
    (lazy_pattern("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])"), "ं"),
    (lazy_pattern("(?<=.)यी$"), "ई"),
    (lazy_pattern("(?<=.)ये$"), "ए"),
)
_DOT_ABOVE = "\u0307"
_APART = "ː"
_SETS_APART = ("arabic", "greek", "hindi", "russian")
_ARABIC_BEFORE, _ARABIC_BEHIND = "وفبلك", ("ها", "هما", "هم", "هن", "ه", "ي", "نا", "كم", "ك")
# A question that has no word which is not of both languages, and is put as in the second one alone: "Ce carte a scris?"
# opens as none in French, and "Konstantinopolis'i kim kurdu?" ends with a verb that has an ending of Turkish.
_ENDS_AS_TURKISH = lazy_pattern(r"\w[dt][ıiuü]r?\s*\?\s*$")
_NAME_WITH_ENDING = lazy_pattern(r"\b[A-ZÇÖÜ]\w{2,}'(?!s\b)[a-zçöü]{1,4}\b")
_ASKS_LIKE = (
    ("french", "romanian", lazy_pattern(r"^\W*(?:de )?ce\b.*\?", re.I | re.S)),
    ("polish", "turkish", _ENDS_AS_TURKISH),
)
_TURKISH_LETTER = lazy_pattern("[ğışİĞŞ]")
_TURKISH_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})

# Words that carry a question's form, not its content. idf cannot be trusted with them: "what" is rare in documents.
STOPWORDS = frozenset(
    """a about above after again all also am an and any anybody anyone anything are as at be because been before being
    between both but by can cannot could did do does doing done down during each either else ever every few for from
    further get give given gives go had has have having he her here hers him his how i if in into is it its itself
    just let like many me mine more most much must my neither no nor not of off on once only or other our ours out
    over own per please same say says said shall she should so some such tell than that the their theirs them then
    there these they this those through to too under until up upon us very was we were what when where whether which
    while who whom whose why will with within without would yes you your yours
    s t d ll m re ve don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
    article author text document according describe described mention mentioned explain called name named list
    """.split()
)

# Stop words that are content words, or names, elsewhere.
_ELSEWHERE_TOO = frozenset("article author document don list mention name text".split())
# A function word of another language is a stop word everywhere where it is no short one (they are parts of names, such
# as "la" and "von") and no English word.
_SURELY_FOREIGN = 4
_ENGLISH_TOO = frozenset(
    """allen ante avant avons bent care cella celle celles come comment contra dalla dame dell della delle devi
    devons dies door dove ebbe elke ella entre fare fazer fins genom haber hans lors mange mein meine mina mint
    moni monta most nada neste notre numa outro outros pada para plus pour sale sans sein seine seinem seinen seiner
    sera sina solo such theo till vain vers verso wilt yang""".split()
)

# Who owns something is its owner; only "own" by itself says nothing.
_OWNS = frozenset(("owns", "owned", "owning"))


def _plain(word: str) -> str:
    """One spelling of those that mean the same: digits of any script, letters with and without their marks."""
    if word[0].isdigit():
        return "".join(str(unicodedata.digit(char, char)) for char in word).replace("٫", ".").replace("٬", ",")
    plain = word.translate(_SPELLINGS).replace(_DOT_ABOVE, "")
    if script_language(plain[:1]) == "hindi":
        for spelling, usual in _HINDI:
            plain = spelling.sub(usual, plain)
    return plain


_SCRIPT_FUNCTION_WORDS = frozenset(_plain(word.casefold()) for own in SCRIPT_FUNCTION_WORDS.values() for word in own)


def words(text: str, language: str = "") -> list[str]:
    """The words of `text` in order, folded; pairs of characters where a script has no spaces.

    Words of another language in Latin letters than English come in their base form. The language is guessed from the
    text unless it is given.
    """
    folded = _UNWRITTEN.sub("", unicodedata.normalize("NFKC", text).replace("’", "'"))
    written = _WORD.findall(_ABBREVIATION.sub(lambda match: match.group().replace(".", ""), folded))
    cased = [word.casefold() for word in written]
    spoken = language or _language(text, cased)
    if spoken == "turkish":
        written = _WORD.findall(without_endings_of_names(folded))
        cased = [word.translate(_TURKISH_CAPITALS).casefold() for word in written]
    function_words = FUNCTION_WORDS.get(spoken, frozenset())
    found: list[str] = []
    for word in cased:
        if word.isascii():
            found.append(word if spoken == ENGLISH or word in function_words else _foreign(word, spoken))
        elif is_unspaced(word):
            found.extend(pieces(word))
        elif _HANGUL.match(word):
            found.extend(_korean(word))
        elif spoken != ENGLISH and _LATIN.match(word):
            found.append(word if word in function_words else _foreign(word, spoken))
        else:
            found.append(_plain(word))
    return found


def language_of(text: str) -> str:
    """The language of a text in Latin letters, as `words` takes it; English for all other scripts."""
    return _language(text, _folded(unicodedata.normalize("NFKC", text)))


def speaks_english(text: str, *, but: str = ENGLISH) -> bool:
    """Whether a word of `text` is a function word of English, and none of the other language `but`."""
    return any(word in STOPWORDS and word not in FUNCTION_WORDS.get(but, frozenset()) for word in _folded(text))


def is_surely_english(text: str) -> bool:
    """Whether a word of `text` is a function word of English and of no other language: "what", and not "was"."""
    return not _only_english().isdisjoint(_folded(text))


@lru_cache(maxsize=1)
def _only_english() -> frozenset[str]:
    return STOPWORDS.difference(_ELSEWHERE_TOO, *FUNCTION_WORDS.values())


def language_within(text: str, around: str) -> str:
    """The language of a few words that belong to a text of the language `around`: that one, unless they are of another.

    A heading or a row has seldom a word that tells, and "et" is French and Danish.
    """
    language = language_of(text)
    if language == ENGLISH:
        return around if is_readable(text) and not speaks_english(text, but=around) else ENGLISH
    folded = set(_folded(text))
    form, form_around = (folded & FUNCTION_WORDS.get(name, frozenset()) for name in (language, around))
    return around if around != ENGLISH and len(form_around) >= len(form) else language


def _folded(text: str) -> list[str]:
    """The words as they are written, in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


def _language(text: str, cased: Sequence[str]) -> str:
    if _TURKISH_LETTER.search(text) or (_ENDS_AS_TURKISH.search(text) and _NAME_WITH_ENDING.search(text)):
        cased = _folded(without_endings_of_names(text))
    guess = guess_language(cased, STOPWORDS, asks="?" in text)
    for other, asks, tells in _ASKS_LIKE:
        if guess == other and tells.search(text) and FUNCTION_WORDS[other].intersection(cased) <= FUNCTION_WORDS[asks]:
            return asks
    # Only Spanish opens a question with a mark: of "¿Aceptan perros?" no word tells.
    return "spanish" if guess == ENGLISH and "¿" in text and STOPWORDS.isdisjoint(cased) else guess


def _foreign(word: str, language: str) -> str:
    """The base form; set apart where it is spelled like a function word: "most" is a bridge in Polish.

    So is that of a word which is none of its own language: French "entrée" is cut to "between".
    """
    base = base_form(word, language)
    cut = len(base) < len(word) and base in FUNCTION_WORDS.get(language, ())
    return base + _APART if cut or is_stop(stem(base)) else base


def _korean(word: str) -> list[str]:
    if word in SCRIPT_FUNCTION_WORDS["korean"]:
        return [word]
    return korean_pieces(without_particles(word))


def is_readable(text: str) -> bool:
    """Whether most letters of `text` are of the script that the embedded model was trained on: Latin."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters) >= len(letters)


def terms(text: str, language: str = "") -> list[str]:
    """The terms of `text` in order: its words, stemmed. Stop words are included."""
    return [stem(word) for word in words(text, language)]


def content_terms(text: str, language: str = "") -> list[str]:
    """The distinct terms of `text` that are not stop words, in order."""
    return [term for term in dict.fromkeys(terms(text, language)) if not is_stop(term)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The term that a word counts as."""
    if word[0].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word) else word
    if word in _OWNS:
        return "owner"
    # Its stem may be that of a content word: Greek "very" and "city" differ in what is cut off. And a content word's
    # stem may be a function word: Russian "grave" is cut to "could", Arabic "states" to "nor".
    if word in _SCRIPT_FUNCTION_WORDS:
        return word
    stemmed = by_script(word)
    apart = stemmed in _SCRIPT_FUNCTION_WORDS and not _is_joined_to_function_word(word)
    return stemmed + _APART if apart and script_language(word[0]) in _SETS_APART else stemmed


def _is_joined_to_function_word(word: str) -> bool:
    """Whether a word is an Arabic function word with what is written together with it: "and after", "on them"."""
    cores = {word, word[1:] if word[0] in _ARABIC_BEFORE else word}
    return any(core.removesuffix(own) in _SCRIPT_FUNCTION_WORDS for core in cores for own in ("", *_ARABIC_BEHIND))


@lru_cache(maxsize=1)
def _stop_terms() -> frozenset[str]:
    foreign = (word for own in FUNCTION_WORDS.values() for word in own if _is_no_english(word))
    return frozenset(stem(word) for word in (*STOPWORDS, *foreign)) | _SCRIPT_FUNCTION_WORDS


def _is_no_english(word: str) -> bool:
    """Whether a function word of another language means nothing in English, and is part of no name."""
    return not word.isascii() or (len(stem(word)) >= _SURELY_FOREIGN and word not in _ENGLISH_TOO)


def is_stop(term: str) -> bool:
    """Whether a term is the stem of a stop word."""
    return term in _stop_terms() or joins(term)
