"""A sentence as the verifier reads it: its words in order, and which of them are names.

Works by script and punctuation alone; what a language has no sign for (names in Arabic, say) is simply not found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from index.text.terms import is_stop, stem


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `low` is folded, `stem` its term; `name` says that it is written like a name.

    `opens` is true of a sentence's first word, `content` of one that says something by itself: no stop word, no figure.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int
    name: bool
    opens: bool
    content: bool

    @property
    def tells(self) -> bool:
        """Whether it says something: a content word, or a figure."""
        return self.content or self.low[0].isdigit()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its words. `low` are these folded; `clauses` has the number of the clause that each stands in.

    `stems` are those of all words, `content` those of the content words.
    """

    text: str
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    clauses: tuple[int, ...]
    stems: frozenset[str]
    content: frozenset[str]

    def word(self, at: int) -> str:
        """The folded word at a place; empty where there is none."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def place(self, start: int) -> int:
        """How many words begin before a place of the text: the number of the first one there or after it."""
        return bisect_left(self.tokens, start, key=_start)

    def clause(self, at: int) -> range:
        """The places of the words of a word's clause."""
        number = self.clauses[at]
        return range(bisect_left(self.clauses, number), bisect_right(self.clauses, number))

    def sentences(self) -> list[range]:
        """The places of the words of each sentence."""
        starts = [0, *(at for at, token in enumerate(self.tokens) if token.opens and at), len(self.tokens)]
        return [range(one, two) for one, two in pairwise(starts) if one < two]

    def sentence(self, at: int) -> range:
        """The places of the words of a word's sentence."""
        return next(sentence for sentence in self.sentences() if at in sentence)

    def ends_clause(self, at: int) -> bool:
        """Whether a word is the last of its clause."""
        return self.clauses[at + 1 : at + 2] != (self.clauses[at],)

    def run(self, start: int) -> range:
        """The places of the content words that follow each other from one on, within its clause."""
        end = start
        while end < len(self.tokens) and self.tokens[end].content and self.clauses[end] == self.clauses[start]:
            end += 1
        return range(start, end)

    def only(self, term: str) -> int:
        """The place of a word with this stem where there is one such word; else -1."""
        places = [at for at, token in enumerate(self.tokens) if token.stem == term]
        return places[0] if len(places) == 1 else -1

    def gap(self, before: int, after: int) -> str:
        """What stands between two words."""
        return self.text[self.tokens[before].end : self.tokens[after].start]

    def shown(self, first: int, last: int) -> str:
        """The words from one place to another as they stand in the text."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


_start = attrgetter("start")
# What stands around a quotation is long, and read only where the quotation itself does not tell.
Context = Callable[[], Reading]
# Words that stand for what was named before.
POINTING = frozenset("he she it they this these".split())
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Countries in several words are one name, and their short forms no pronoun.
_STATES = {"united states": "usa", "united states of america": "usa", "us": "usa", "united kingdom": "uk"}
_WORD = re.compile(
    rf"(?P<run>[{_UNSPACED}]+)|United States(?: of America)?\b|United Kingdom\b|(?:[A-Za-z]\.){{2,}}|\d+(?:[.,]\d+)*|"
    rf"[^\W\d_{_UNSPACED}]+"
)
_BREAK = re.compile(r"[,;:.!?()\"–—]|\s-\s|--")
_STOP = re.compile(r"[.!?:;\"(\n]\s*$|[–—]\s*$|^\s*\W*$")
_SHORT = frozenset("st mr mrs ms dr prof sr sra gen col lt sgt capt sen rep gov rev hon mt ft vs".split())


def is_compound(text: Reading, first: int, last: int) -> bool:
    """Whether a hyphen joins two neighbours among these words: "nitrate-containing"."""
    return any(text.gap(at, at + 1) == "-" for at in range(first, last))


def is_unspaced(quote: str) -> bool:
    """Whether a text of some length begins in a script that sets no spaces between words."""
    match = _WORD.search(quote)
    return bool(match and match["run"] and len(quote) >= 4)


@lru_cache(maxsize=4000)
def read(text: str) -> Reading:
    """Read a plain text."""
    tokens: list[Token] = []
    clauses: list[int] = []
    clause, end = 0, 0
    for match in _WORD.finditer(text):
        start = match.start()
        # "Dr. Aziz", "St. Louis": the full stop ends nothing.
        short = bool(tokens) and tokens[-1].low in _SHORT and text[end:start] == ". "
        opens = not tokens or (not short and bool(_STOP.search(text[max(0, start - 4) : start])))
        clause += bool(tokens) and not short and bool(_BREAK.search(text[end:start]))
        end = match.end()
        # What is left of a genitive is no word.
        if match.group() == "s" and text[start - 1 : start] == "'":
            continue
        found = _pairs(match) if match["run"] else [_token(match, opens)]
        tokens.extend(found)
        clauses.extend([clause] * len(found))
    return Reading(
        text,
        tuple(tokens),
        tuple(token.low for token in tokens),
        tuple(clauses),
        frozenset(token.stem for token in tokens),
        frozenset(token.stem for token in tokens if token.content),
    )


def _token(match: re.Match[str], opens: bool) -> Token:
    word = match.group()
    low, term, content = _word(word)
    return Token(word, low, term, match.start(), match.end(), _is_name(word, opens), opens, content)


@lru_cache(maxsize=50_000)
def _word(word: str) -> tuple[str, str, bool]:
    """A word folded, its term, and whether it says something by itself."""
    low = word.replace(",", "") if word[0].isdigit() else word.replace(".", "").casefold()
    if word.isupper() or " " in word:
        low = _STATES.get(low, low)
    term = stem(low)
    return low, term, not low[0].isdigit() and not is_stop(term) and (len(low) > 1 or not low.isascii())


def _is_name(word: str, opens: bool) -> bool:
    """Sentence openers are written large whatever they are; whether they are names, the evidence must tell."""
    low = word.replace(".", "")
    return word[0].isupper() and (not opens or (len(low) > 1 and word.isupper())) and word != "I"


def _pairs(match: re.Match[str]) -> list[Token]:
    run, at = match.group(), match.start()
    pairs = [(run[i : i + 2], at + i) for i in range(len(run) - 1)] or [(run, at)]
    return [Token(pair, pair, pair, start, start + len(pair), False, False, True) for pair, start in pairs]
