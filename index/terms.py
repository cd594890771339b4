"""The words of a text as the lexical index and the evidence score count them: folded, stemmed, without punctuation.

One analysis for documents and questions, whatever the script: words are casefolded and stemmed (Snowball English),
runs of Chinese, Japanese and Thai characters, which have no spaces, become overlapping pairs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

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


# Chinese characters of asking and joining: a pair with one of them is no content.
_FUNCTION_CHARACTERS = frozenset("的了么什吗呢谁哪几何是在和与及或被把从到为以而这那些们之其所也就都很")
_ARABIC_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_ARABIC_VOWELS = re.compile("[اوي]")
_ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})

_ARABIC_STOPWORDS = """
    في من على الى إلى عن مع هذا هذه ذلك تلك التي الذي الذين اللذين ما ماذا متى
    اين أين كيف كم لماذا هل هو هي هم هن كان كانت يكون تكون كانوا قد لقد لم
    لن لا ان أن إن انه أنه إنه انها أنها بعد قبل بين كل بعض اي أي أو
    او ثم عند عندما حيث حتى منذ خلال غير سوى لدى لكن بل اذا إذا مما فيما بما
    كما مثل عليه عليها فيه فيها منه منها به بها له لها لهم اسم يسمى تسمى تم يتم
    وما ومن وفي ولا وهو وهي احد أحد اثناء أثناء نحو ضد دون هناك هنا الان ايضا أيضا
"""


def words(text: str) -> list[str]:
    """The words of `text` in order, folded but not stemmed; pairs of characters where a script has no spaces."""
    found: list[str] = []
    folded = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text).replace("’", "'"))
    for word in _WORD.findall(_ABBREVIATION.sub(lambda match: match.group().replace(".", ""), folded)):
        if _UNSPACED.match(word):
            found.extend(_pairs(word))
        else:
            found.append(word.casefold())
    return found


def is_readable(text: str) -> bool:
    """Whether most letters of `text` are of the script that the embedded model was trained on: Latin."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters) >= len(letters)


def terms(text: str) -> list[str]:
    """The terms of `text` in order: its words, stemmed. Stop words are included."""
    return [stem(word) for word in words(text)]


def content_terms(text: str) -> list[str]:
    """The distinct terms of `text` that are not stop words, in order."""
    return [term for term in dict.fromkeys(terms(text)) if not is_stop(term)]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The term that a word counts as."""
    if word[0].isdigit():
        return word.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word) else word
    if "\u0600" <= word[0] <= "\u06ff":
        return _without_long_vowels(str(_stemmer("arabic").stemWord(word.translate(_ARABIC_FORMS))))
    if "\u0400" <= word[0] <= "\u04ff":
        return str(_stemmer("russian").stemWord(word))
    return str(_stemmer("english").stemWord(word))


def _without_long_vowels(stemmed: str) -> str:
    """Arabic bends words by the vowels inside them; what is left is nearly the root, where enough is left."""
    bare = stemmed[:1] + _ARABIC_VOWELS.sub("", stemmed[1:])
    bare = bare.removeprefix("ا") if len(bare) > 3 else bare
    return bare if len(bare) >= 3 else stemmed


@lru_cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]  # PyStemmer has no types
    import Stemmer

    return Stemmer.Stemmer(language)


@lru_cache(maxsize=1)
def _stop_terms() -> frozenset[str]:
    return frozenset(stem(word) for word in (*STOPWORDS, *_ARABIC_STOPWORDS.split()))


def is_stop(term: str) -> bool:
    """Whether a term is the stem of a stop word."""
    return term in _stop_terms() or (len(term) <= 2 and not _FUNCTION_CHARACTERS.isdisjoint(term))
