"""A guess at the language of a text in Latin letters, from its function words and the letters that few languages have.

Other scripts need no guess: `index.text.stemming` goes by the letters of each word.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.text.function_words import FUNCTION_WORDS

ENGLISH = "english"
# Letters that tell the languages which have them from those which have not.
_LETTERS = {
    "german": "äöü", "spanish": "ñáíó", "french": "çèêëîïôœûù", "portuguese": "ãõçâê", "italian": "ìòù",
    "dutch": "ĳ", "romanian": "ășțşţâî", "polish": "ąćęłńóśźż", "swedish": "åäö", "danish": "åæø",
    "norwegian": "åæø", "finnish": "äö", "czech": "áčďéěíňřšťúůýž", "hungarian": "őűáéíóöúü",
    "turkish": "çğışöü", "vietnamese": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}  # fmt: skip
_LETTER_WEIGHT = 0.3
# What a letter says beside that for the one language that has it, against others whose words a text has as well: "ne
# ad" is Italian and Turkish, and "ğ" is not.
_OWN_LETTER_WEIGHT = 0.7
# They stand in names, which are in texts of any language, or are content words of English.
_WEAK = frozenset(
    """ai al ans ar bent bin come da das de del della den der des di do dos dove du ebbe el elke fare fazer fin
    haber hast ho ins ja jer kun la las le les los mag man mein mes met mi mig min mina mis mon nada nam neste
    ni numa one oss outro per pot pour san sans sera ska son te ter ti ton tu ty und va van verso vi von war wil
    wilt y""".split()
)
# So many function words make a text one of another language than English. A question has few words at all, and a
# sentence without a word of English needs no more; a heading, which is shorter than this, may be a name.
_ENOUGH, _ENOUGH_FOR_A_QUESTION = 1.9, 0.9
_SENTENCE = 4


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def _by_letter() -> dict[str, tuple[str, ...]]:
    letters = {letter for own in _LETTERS.values() for letter in own}
    return {letter: tuple(name for name, own in _LETTERS.items() if letter in own) for letter in letters}


_LANGUAGES_OF_WORD = _by_word()
_LANGUAGES_OF_LETTER = _by_letter()


def guess_language(words: Iterable[str], english: frozenset[str], *, asks: bool = False) -> str:
    """The language whose function words are most among `words`, which are folded; English where none has more.

    `english` are the function words of English; a word that both have speaks for neither. `asks` tells that the text
    is a question, of which less is demanded.
    """
    distinct = set(words)
    letters = {letter for word in distinct if not word.isascii() for letter in word if letter in _LANGUAGES_OF_LETTER}
    known = [word for word in distinct if word in _LANGUAGES_OF_WORD]
    foreign = {word for word in known if len(word) > 1 and word not in english}
    if not foreign and not letters:
        return ENGLISH
    scores: dict[str, float] = {}
    evidence: dict[str, float] = {}
    for word in known:
        languages = _LANGUAGES_OF_WORD[word]
        for language in languages:
            weight = 0.2 if len(word) == 1 else 0.5 if word in _WEAK else 1.0
            scores[language] = scores.get(language, 0.0) + weight + 0.5 / len(languages)
            evidence[language] = evidence.get(language, 0.0) + weight * (word in foreign)
    for letter in letters:
        for language in _LANGUAGES_OF_LETTER[letter]:
            own = _OWN_LETTER_WEIGHT * (len(_LANGUAGES_OF_LETTER[letter]) == 1)
            scores[language] = scores.get(language, 0.0) + _LETTER_WEIGHT + own
            evidence[language] = evidence.get(language, 0.0) + _LETTER_WEIGHT
    # Of equals the one that comes first in the table: more texts are written in it.
    best = max((name for name in FUNCTION_WORDS if name in scores), key=lambda language: scores[language])
    against = len((distinct & english) - FUNCTION_WORDS[best])
    asks = asks or (not against and len(distinct) >= _SENTENCE)
    enough = _ENOUGH_FOR_A_QUESTION if asks else _ENOUGH
    return best if evidence[best] >= enough and evidence[best] > against else ENGLISH
