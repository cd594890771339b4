"""Other languages than English: a denial that one side has alone, and a word that stands in another's place.

By form alone, and only where a claim otherwise repeats a sentence of its evidence: in a free wording nothing is said.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from index.text.languages import ENGLISH, guess_language
from index.text.terms import STOPWORDS
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading, read

_DENYING = frozenset(
    """
    nicht kein keine keinen keiner keinem keines nie niemals niemand ohne weder pas jamais aucun aucune sans personne
    no nunca jamás sin ningún ninguna ninguno tampoco nadie non mai senza nessun nessuna nessuno não nem sem nenhum
    nenhuma ninguém niet geen nooit zonder inte aldrig ingen inga utan ikke aldri uten nie bez nigdy žádný не нет
    никогда никто без değil hiç nu niciodată fără لا لم لن ليس ليست غير بدون نه नहीं मत όχι δεν
    """.split()
)
# Words of English as well.
_ENGLISH = frozenset("no non sin pas sans personne mai nu hiç".split())
_DENYING_UNSPACED = re.compile(r"不(?!仅|但|只|过|同|断|久)|没|沒|未(?!来)|无|無|ない|なかっ|ません|않|못")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SENTENCE = re.compile(r"(?<=[.!?。！？؟])\s*")
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
# The share of a claim that must stand in one sentence of its evidence, and the longest part that may be exchanged.
_REPEATED, _MOST, _MOST_CHARACTERS = 0.6, 2, 4
# Words that begin with so many of the same letters are forms of one.
_STEM = 4


def is_abroad(text: Reading) -> bool:
    """Whether a text is in another language than English, as far as its script and its small words tell."""
    letters = _LETTER.findall(text.text) if not text.text.isascii() else []
    if 2 * len([letter for letter in letters if _LATIN.match(letter) or "\u00c0" <= letter < "\u0250"]) < len(letters):
        return True
    if any(token.low in _DENYING - _ENGLISH for token in text.tokens):
        return True
    return guess_language(text.low, STOPWORDS) != ENGLISH


def differs_abroad(pair: Pair) -> str:
    """What a claim in another language changes in a sentence that it otherwise repeats, as a reason; else empty."""
    claim, evidence = pair.claim, pair.evidence
    if not (is_abroad(claim) or is_abroad(evidence)):
        return ""
    unspaced = 2 * len(_UNSPACED.findall(claim.text)) > len(_LETTER.findall(claim.text))
    mine = _parts(claim.text, unspaced)
    sentences = [_parts(sentence, unspaced) for sentence in _SENTENCE.split(evidence.text) if sentence.strip()]
    matchers = [SequenceMatcher(None, mine, theirs, autojunk=False) for theirs in sentences]
    shares = [sum(block.size for block in matcher.get_matching_blocks()) / max(len(mine), 1) for matcher in matchers]
    if not shares or max(shares) < _REPEATED:
        return ""
    at = shares.index(max(shares))
    theirs = sentences[at]
    join = "" if unspaced else " "
    one, two = _denials(mine, unspaced), _denials(theirs, unspaced)
    if bool(one) != bool(two):
        return f"“{one[0]}” is not in the source" if one else f"“{two[0]}” in the source is missing"
    most = _MOST_CHARACTERS if unspaced else _MOST
    for kind, start, end, place, beyond in matchers[at].get_opcodes():
        if kind == "replace" and max(end - start, beyond - place) <= most:
            said, source = mine[start:end], theirs[place:beyond]
            if unspaced or not _forms(said, source):
                return f"the source says “{join.join(source)}”, the answer says “{join.join(said)}”"
    return ""


def _parts(text: str, unspaced: bool) -> list[str]:
    """The words of a text, folded; its letters and figures where it has no spaces."""
    if unspaced:
        return [character for character in text if character.isalnum()]
    return [token.low for token in read(text).tokens]


def _denials(parts: list[str], unspaced: bool) -> list[str]:
    if unspaced:
        return _DENYING_UNSPACED.findall("".join(parts))
    # "Nicht nur", "no solo": it denies nothing.
    after = [*parts[1:], ""]
    only = ("nur", "solo", "sólo", "seulement", "somente", "solamente", "alleen", "только")
    return [part for part, following in zip(parts, after, strict=True) if part in _DENYING and following not in only]


def _forms(said: list[str], source: list[str]) -> bool:
    """Whether two words are forms of one, or small."""
    telling = [word for word in (*said, *source) if len(word) >= _STEM or word[0].isdigit()]
    return len(telling) < 2 or any(one[:_STEM] == two[:_STEM] for one in said for two in source)
