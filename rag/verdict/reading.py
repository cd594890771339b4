"""A sentence as the verifier reads it: its words in order, which of them are names, and what it puts in quotes.

Markdown, footnote markers and lead-ins ("According to the report, …") are no part of what is claimed. Works by script
and punctuation alone; what a language has no sign for (names in Arabic, say) is simply not found.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.text.terms import is_stop, stem
from rag.quantities.quantities import quantities
from rag.quantities.quantity import is_year
from rag.verdict.function_words import AUXILIARIES
from rag.verdict.unsaid import NUMBERED, SOURCE, finds_nothing, withheld, without_courtesy


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

    def clause(self, at: int) -> range:
        """The places of the words of a word's clause."""
        number = self.clauses[at]
        return range(bisect_left(self.clauses, number), bisect_right(self.clauses, number))

    def sentences(self) -> list[range]:
        """The places of the words of each sentence."""
        starts = [0, *(at for at, token in enumerate(self.tokens) if token.opens and at), len(self.tokens)]
        return [range(one, two) for one, two in pairwise(starts) if one < two]

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


# What stands around a quotation is long, and read only where the quotation itself does not tell.
Context = Callable[[], Reading]
# Words that stand for what was named before.
POINTING = frozenset("he she it they this these".split())


_MARKER = re.compile(
    r"\s*(?:[\[［【]\^?\d+(?:\s*[,–-]\s*\d+)*[\]］】]|\((?:[Ss]ources?|[Ff]ootnotes?) \d+(?:, ?\d+)*\))"
)
_MARKUP = re.compile(
    r"^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+|>\s+|#{1,6}\s+)|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`", re.M
)
# Marks of mathematics around a figure: "\\(2.4\\)", "$2.4$".
_MATHS = re.compile(r"\\[(\[]\s*([^\\]{1,40}?)\s*\\[)\]]|(?<![\w$])\$(\d[\d.,]*)\$(?![\w$])")
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‑": "-", "\u00a0": " ", "\u202f": " "}
)
_CONTRACTIONS = (
    (re.compile(r"\b(c)an(?:not|'t)\b", re.I), r"\1an not"),
    (re.compile(r"\b(w)on't\b", re.I), r"\1ill not"),
    (re.compile(r"\b(sha)n't\b", re.I), r"\1ll not"),
    (re.compile(r"(?<=\w)n't\b", re.I), " not"),
)
_FIRST = r"(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_WRITTEN_SHORT = (
    (
        re.compile(
            rf"\b(?:the )?{_FIRST} (?:day )?of (?=(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ember|October)",
            re.I,
        ),
        lambda match: f"{_FIRST[1:-1].split('|').index(match[1].lower()) + 1} ",
    ),
    (re.compile(r"\bCO2\b"), "carbon dioxide"),
    (re.compile(r"\bet al\b\.?", re.I), "and colleagues"),
)
_STATED = r"(?:stated|noted|mentioned|described|explained|reported|shown|indicated|given) in"
_SAYS = re.compile(
    r"(?<=[,;] )(?:(while|and|but) )?(?:Source|Passage|Excerpt|Document) (?:says|states|notes|adds|reports) that "
)
_SPOKEN_OF = re.compile(rf"[\s,]*\(?\b(?:according to|as (?:{_STATED}|per)) {NUMBERED}\s*\)?(?=\s*[.!]?\s*$)", re.I)
_LEAD_IN = re.compile(
    rf"\s*(?:according to {NUMBERED}[\s,]*,\s*|(?:as )?{NUMBERED}\s+(?:both |all )?(?:says?|states?|notes?|mentions?|"
    r"explains?|adds?|reports?|agrees?|confirms?|indicates?|shows?)(?: that\b|,|:)\s*|"
    # "As stated in Source 1, …" and "As stated in [1], …"; but "in documents, …" is no source of ours.
    rf"(?:(?:(?:as )?{_STATED}|as per|based on)(?: {NUMBERED})?|"
    rf"(?:per|from|in) (?!(?:sources|passages|excerpts|documents),){NUMBERED})[\s,]*,\s*"
    r"(?:it is (?:stated|said|noted|mentioned) that |we (?:learn|read|see) that )?|"
    rf"according to (?:the|this) {SOURCE},\s*|(?:as )?(?:the|this) {SOURCE} (?:says?|states?|notes?|mentions?|"
    r"explains?|adds?|reports?)(?: that\b|,|:)\s*|the (?:speaker|author|writer|narrator) (?:says?|said|states?|stated|"
    r"notes?|noted|writes?|wrote|adds?|added|explains?|explained|claims?|claimed) that\s+|"
    r"as (?:it is )?(?:noted|stated|mentioned|described) (?:there|above|in "
    r"the \w+),\s*)",
    re.I,
)
# Before a colon they only say what sort of thing follows: "Location: Lindby", "Step 2: Press the button".
_LABEL = re.compile(
    r"\A\W*(?:(?:step|point|item|part|phase|reason|example|option|no\.?)\s*\d*|(?:short |direct |final )?answer|"
    r"summary|in short|"
    r"conclusion|note|result|location|place|where|date|year|time|when|size|power|capacity|output|cost|price|"
    r"amount|number|total|length|height|weight|duration|period|type|topic|purpose|key (?:point|fact)s?)\s*:\s+(?=\S)",
    re.I,
)
# "No, the tree is not felled": the word answers the question and denies nothing of the rest.
_ANSWER = re.compile(r"\A(?:yes|no)\s?[,.:;–—]\s+(?=\w)", re.I)
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Countries in several words are one name, and their short forms no pronoun.
_STATES = {"united states": "usa", "united states of america": "usa", "us": "usa", "united kingdom": "uk"}
_WORD = re.compile(
    rf"(?P<run>[{_UNSPACED}]+)|United States(?: of America)?\b|United Kingdom\b|(?:[A-Za-z]\.){{2,}}|\d+(?:[.,]\d+)*|"
    rf"[^\W\d_{_UNSPACED}]+"
)
_BREAK = re.compile(r"[,;:.!?()\"–—]|\s-\s|--")
_STOP = re.compile(r"[.!?:;\"(\n]\s*$|[–—]\s*$|^\s*\W*$")
_QUOTED = re.compile(r'"([^"]{2,})"')
_ELLIPSIS = re.compile(r"\s*(?:\[(?:\.{3}|…)\]|\(\.{3}\)|\.{3}|…)\s*")
# A quotation in fewer words is a name or a manner of speaking.
_QUOTED_WORDS = 3
# "Did you know that the pier was closed?" tells that it was.
_TELLING_QUESTION = re.compile(
    r"\W*(?:did|do) you know (?:that )?(?!(?:how|what|why|who|when|where|which|whether|if)\b)(.+?)\?*$", re.I
)
_ASKING = re.compile(r"\W*(?:how|what|why|who|when|where|which|whether|here)\b", re.I)
# Before a list nothing is said with these: "The main aims are as follows", "Russia has three goals".
_ANNOUNCING = re.compile(
    r"\bfollow(?:s|ing)\b|\b(?:has|have|had) (?:\w+ly )?(?:an?|the|its|their|many|some|several|\w+ \w+:$)", re.I
)
# After one of these a question may begin; what stands before it is told, unless it is a question as well.
_TURNS_TO_ASK = re.compile(r"[;,:–—]\s|\s-\s|[.!)”\"»]\s+(?=\w)|[。！；，](?=.)")
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:and|but|or|so|und|aber|y|et)\s+)?(?:(?:in|at|on|by|for|to|from|with|of|seit|à|de|en)\s+)?(?:"
    r"how|what|why|who|whose|whom|when|where|which|whether|if|is|are|was|were|am|do|does|did|has|have|had|can|could|"
    r"will|would|shall|should|may|might|must|want|need|anything|"
    r"wer|wem|wen|wann|wo|woher|wohin|warum|wieso|wie|welche\w*|ist|sind|war|waren|hat|haben|kann|können|soll\w*|"
    r"möchte\w*|wollen|gibt|qué|quién\w*|cuándo|dónde|cómo|cuál\w*|cuánt\w*|quiere\w*|desea\w*|"
    r"que|qui|quand|où|pourquoi|comment|quel\w*|combien|est-ce|souhaitez|voulez|"
    r"cosa|chi|dove|perché|quale|quanto|vuoi|vuole|quem|onde|quando|wat|waar|waarom|hoe|wilt)\b|\W*¿",
    re.I,
)
_ASKS = ("?", "؟")
# Words of what is told at least; in a script without spaces, more characters than an "If you like, " has.
_FEWEST_BEFORE, _LONGEST_OPENER = 3, 6
# "Lindholm sold the pier": somebody, a verb, and what is done to something.
_DOES = re.compile(
    r"\b[A-Z]\w+ (?:\w{2,}ed|sold|stole|won|lost|bought|took|gave|left|made|built|broke|paid|led|ran|hit|beat|"
    r"shut|held|kept|sent|fought|caught|found) (?:the|an?|his|her|its|their|all|[A-Z]\w)"
)
_PERSONS = frozenset("he she they".split())
# A title may have "do" in it: "What farmers do".
_AUXILIARY = (AUXILIARIES | {"might"}) - {"do"}
_TITLE = re.compile(r"\s*\*\*([^*]+)\*\*:?\s*")
# A label may count what follows: "Ten reasons", "The 12 members".
_FEW = 50
_SHORT = frozenset("st mr mrs ms dr prof sr sra gen col lt sgt capt sen rep gov rev hon mt ft vs".split())
# In bold, a line that ends with a full stop is a sentence from so many words on.
_FEWEST_TOLD = 4


# Corpora of single tokens part the marks from the words, and write "@-@" for a hyphen within one.
_TOKENISED = re.compile(r"\w [,.;:] |@[-.,]@")
_TOKENS = (
    (re.compile(r" ?@([-.,])@ ?"), r"\1"),
    (re.compile(r"(?<=\d) : (?=\d)"), ":"),
    (re.compile(r" (?=[,.;:!?)](?:\s|$)|'s\b|n't\b)"), ""),
    (re.compile(r"(?<=\() "), ""),
)


@lru_cache(maxsize=4000)
def plain(text: str) -> str:
    """The text without markup and markers, with one kind of apostrophe and quotation mark and contractions undone."""
    text = _MARKUP.sub("", _MARKER.sub("", _MATHS.sub(lambda match: match[1] or match[2], text)))
    for parted, joined in _TOKENS if _TOKENISED.search(text) else ():
        text = parted.sub(joined, text)
    text = re.sub(r"(?<=\d)½", ".5", text).replace("½", " half ")
    text = unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD)
    for pattern, replacement in (*_CONTRACTIONS, *_WRITTEN_SHORT):
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def claim_of(text: str) -> str:
    """What a sentence of an answer claims: plain, without a lead-in that names the source, or a question after it."""
    text = _LABEL.sub("", _ANSWER.sub("", plain(_told_before(text) or text), count=1), count=1)
    if told := _TELLING_QUESTION.match(text):
        text = told[1]
    return _SPOKEN_OF.sub("", _SAYS.sub(r"\1 ", _LEAD_IN.sub("", text, count=1))) or text


def is_claim(text: str) -> bool:
    """Whether there is anything to check: no question, announcement, or word that nothing was found.

    A heading and a line that leads in to a list ("The report names three aims:") are labels, unless they assert
    something by themselves ("The pier was closed for good:").
    """
    bare = plain(text)
    if bare.endswith(_ASKS) and not _TELLING_QUESTION.match(bare):
        told_first = _told_before(text)
        return bool(told_first) and is_claim(told_first)
    if sum(character.isalnum() for character in bare) < 2:
        return False
    if finds_nothing(_without_lead_in(bare)):
        return False
    is_label = bare.endswith(":") or text.lstrip().startswith("#") or is_title(text)
    # Nobody puts a footnote to a label.
    return not is_label or _asserts(bare) or _MARKER.search(text) is not None


def left_out(text: str) -> str:
    """What a sentence says that the sources do not tell; empty where it says no such thing."""
    return withheld(_without_lead_in(plain(text)))


def _without_lead_in(bare: str) -> str:
    return _LEAD_IN.sub("", without_courtesy(bare), count=1)


def _told_before(text: str) -> str:
    """What a sentence tells before it asks: "It cost 9 million; would you like more?". Empty where it only asks."""
    if not plain(text).endswith(_ASKS) or _TELLING_QUESTION.match(plain(text)):
        return ""
    ends = [match.end() for pattern in (_MARKER, _TURNS_TO_ASK) for match in pattern.finditer(text)]
    told = text[: max((end for end in ends if end < len(text.rstrip(" *_?？؟"))), default=0)]
    enough = len(plain(told).split()) >= _FEWEST_BEFORE or (_is_unspaced(told) and len(told) > _LONGEST_OPENER)
    return told if enough and not _OPENS_QUESTION.match(plain(told)) else ""


def _asserts(bare: str) -> bool:
    """Whether a line has a verb with something on both sides of it, or a measured figure; a year alone is a label."""
    if _ASKING.match(bare) or _ANNOUNCING.search(bare):
        return False
    if _DOES.search(bare):
        return True
    tokens = read(bare).tokens
    said = [at for at, token in enumerate(tokens) if token.content]
    verbs = [at for at, token in enumerate(tokens) if token.low in _AUXILIARY and not token.opens]
    begins = -1 if tokens[0].low in _PERSONS else said[0] if said else 0
    if any(begins < at < said[-1] for at in verbs if said):
        return True
    return any(found.unit or (found.value > _FEW and not (found.date or is_year(found))) for found in quantities(bare))


def is_compound(text: Reading, first: int, last: int) -> bool:
    """Whether a hyphen joins two neighbours among these words: "nitrate-containing"."""
    return any(text.gap(at, at + 1) == "-" for at in range(first, last))


def is_title(text: str) -> bool:
    """Whether a line is a title in bold, and no sentence: "**Aims**", but not "**The pier was closed.**"."""
    title = _TITLE.fullmatch(text.replace("__", "**"))
    if title is None:
        return False
    return not title[1].rstrip().endswith((".", "!")) or len(title[1].split()) < _FEWEST_TOLD


def quoted(text: str) -> list[str]:
    """What stands in quotation marks in a plain text, where it is long enough to be a quotation."""
    found = [match[1] for match in _QUOTED.finditer(text)]
    return [quote for quote in found if len(quote.split()) >= _QUOTED_WORDS or _is_unspaced(quote)]


def stands_in(quote: str, text: str) -> bool:
    """Whether a quotation is verbatim in a plain text; an ellipsis may leave out what stands between its parts."""
    at, where = 0, f" {_bare(text)} "
    for part in _ELLIPSIS.split(quote):
        bare = _bare(part)
        at = where.find(bare if _is_unspaced(part) else f" {bare} ", at)
        if at < 0:
            return False
        at += len(bare)
    return True


def _bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _is_unspaced(quote: str) -> bool:
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
