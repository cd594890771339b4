"""Words of scripts that put no spaces between them: Chinese, Japanese, Thai and its neighbours, and Korean's long ones.

No dictionary is asked. Pairs of neighbouring characters stand for words: those of a document and of a question are cut
alike, and what two texts share, they share in pairs. What only joins or asks is no content.
"""

from __future__ import annotations

import unicodedata

from index.text.patterns import lazy_pattern

# Ranges of characters: Thai, Lao, Burmese and Khmer; kana; Chinese characters.
MARKED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
KANA = "\u3040-\u30ff"
HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HANGUL = "\uac00-\ud7a3"
UNSPACED = MARKED + KANA + HAN
# Chinese characters of asking and joining: a pair with one of them is no content.
_FUNCTION_CHARACTERS = frozenset("的了么什吗呢谁哪几何是在和与及或被把从到以为而这那些们之其所也就都很它她")
# What asks in more characters is cut off whole: of its pairs nothing says that they ask, and no text has them.
_CHINESE_ASKS = lazy_pattern(
    "(多少[钱錢]?|多久|多[长長]时?時?[间間]|(?:有|是)多[高大远遠长長重深宽寬快厚]|多[高大远遠长長重深宽寬快厚]$|什[么麼][时時]候|"
    "[为為]什[么麼]|什[么麼]|怎[么麼][样樣]?|[几幾](?:[点點]|[时時]|天|年|次)$|[几幾][点點]|哪[里裡儿兒个個些天年]|有没有|能不能|能否|是否|"
    "可不可以|可以|[请請][问問])"
)
# A letter with the vowel before it and the signs above, below and behind it; elsewhere a letter with its signs.
_CLUSTER = lazy_pattern(
    r"[เ-ไ]?[ก-ฮ][ะ-ฺ็-๎ๅ]*|[ເ-ໄ]?[ກ-ຮໜໝ][ະ-ຼ່-ໍ]*|[\u1000-\u102a\u103f\u104e\u1780-\u17b3]"
    r"[\u102b-\u103e\u17b4-\u17d3]*|."
)
# Thai words that join or ask part a run where they stand, longer ones first; not where their letters are part of
# another word: "กี่" asks how many, and stands in "เกี่ยวกับ", about.
_THAI_JOINS = lazy_pattern(
    unicodedata.normalize(
        "NFKC",
        "เมื่อไหร่|เมื่อไร|เมื่อใด|เท่าไหร่|เท่าไร|เท่าใด|เกี่ยวกับ|เพียงใด|แค่ไหน|อย่างไร|ตั้งแต่|เนื่องจาก|เท่านั้น|ที่ไหน|ทำไม|เพราะ|อะไร|ใคร|"
        "เป็น|และ|หรือ|ของ|(?<!เ)ที่|ใน|จาก|คือ|กับ|โดย|ได้|ให้|แต่(?!ง)|ซึ่ง|เพื่อ(?!น)|ด้วย|ต่อ|ไหน|ถูก|(?<!ห)นี้|นั้น|มี(?!ด|นา)|ใด|(?<!เ)กี่|"
        "กว่า|ว่า(?!ง)|จะ|ไม่|แล้ว|อยู่|การ(?!์)|ความ|ผู้|หลัง|ก่อน|เมื่อ|ทุก|อย่าง|เคย|ไว้|บ้าง|จึง|ก็|ทั้ง|แห่ง|ระหว่าง|ชื่อ|เรียก|ๆ",
    )
)
_PARTS = lazy_pattern(f"[ァ-ヺー]+|[ぁ-ゖゝゞ]+|[{HAN}]+|[^ァ-ヺーぁ-ゖゝゞ{HAN}]+")
_LONGEST_HIRAGANA = 4
_KANJI_OF_ASKING = frozenset("誰何")
# Runs of hiragana that are made of these join, ask, or bend the word before them.
_JAPANESE_JOINS = """
    の に は を が と で も や へ から まで より など この その あの どの これ それ ここ そこ どこ だれ いつ
    なぜ なに いくつ いくら
    どう どれ どんな です ます でした ました ません である であり だった する した して される された された
    いる いた いて ある
    あった あり なる なった いう って として による によって において について ない なかった よう ため こと もの
    さん だけ また
    れた れる られた られる られ せる て た し か だ な わった まれた かれた われた ばれる べた った んだ い く
    しい まった めた えた きた
""".split()
_JOINED = lazy_pattern("(?:" + "|".join(sorted(_JAPANESE_JOINS, key=len, reverse=True)) + ")+")


def is_unspaced(word: str) -> bool:
    """Whether a run of letters is of a script without spaces."""
    return _IS_UNSPACED.match(word) is not None


_IS_UNSPACED = lazy_pattern(f"[{UNSPACED}]")
_IS_MARKED = lazy_pattern(f"[{MARKED}]")
_HAS_KANA = lazy_pattern("[ぁ-ゖァ-ヺ]")


def is_marked(text: str) -> bool:
    """Whether most letters of a text are of Thai, Lao, Burmese or Khmer: the embedded model can read no word of it."""
    return 2 * len(_IS_MARKED.findall(text)) > sum(not char.isspace() for char in text)


def has_kana(text: str) -> bool:
    """Whether a text has letters that only Japanese has."""
    return _HAS_KANA.search(text) is not None


def pieces(run: str) -> list[str]:
    """What stands for the words of a run of letters without spaces."""
    if _IS_MARKED.match(run):
        return [pair for part in _THAI_JOINS.split(run) if part for pair in _pairs(_CLUSTER.findall(part))]
    if has_kana(run):
        return [piece for part in _PARTS.findall(run) for piece in _japanese(part)]
    parts = _CHINESE_ASKS.split(run)
    return [piece for at, part in enumerate(parts) if part for piece in ([part] if at % 2 else _pairs(part))]


def korean_pieces(word: str) -> list[str]:
    """A Korean word of one or two syllables as it is, a longer one in pairs: what it is composed of is often asked."""
    return [word] if len(word) <= 2 else _pairs(word)


def joins(term: str) -> bool:
    """Whether a pair only joins or asks."""
    if "ぁ" <= term[0] <= "ゞ":
        return _JOINED.fullmatch(term) is not None
    if len(term) <= 2 and not (_FUNCTION_CHARACTERS.isdisjoint(term) and _KANJI_OF_ASKING.isdisjoint(term)):
        return True
    return term[0] >= "\u4e00" and _CHINESE_ASKS.fullmatch(term) is not None


def _japanese(part: str) -> list[str]:
    """A word in katakana is whole; hiragana mostly bends and joins, and short runs of it are taken as they are."""
    if "ァ" <= part[0] <= "ー":
        return [part]
    if "ぁ" <= part[0] <= "ゞ":
        return [part] if len(part) <= _LONGEST_HIRAGANA or _JOINED.fullmatch(part) else _pairs(part)
    return _pairs(part)


def _pairs(run: str | list[str]) -> list[str]:
    return ["".join(run[at : at + 2]) for at in range(len(run) - 1)] or ["".join(run)]
