"""Names in a claim that its evidence does not have.

A surname stands for the whole name, "Russian" for Russia, "WHO" for the World Health Organization. Where a script has
no capital letters there are no names to see, and nothing is said about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.text.calendar_names import MONTH_NUMBERS
from index.text.terms import stem
from rag.quantities.units import UNITS
from rag.verdict.alignment import NEAR
from rag.verdict.forms import akin, named_alike, seated
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

# They open a sentence large, and are no names.
_OPENERS = frozenset(
    "contrary according unlike thanks owing due given besides apart aside instead nothing nobody none".split()
)
_PRONOUNS = frozenset("he she it they".split())
_TITLES = frozenset("mr mrs ms dr doctor prof professor cllr councillor sir st jr sr".split())
# Names that other words stand for, without an s: on Saturdays is "at weekends", the Middle Ages are "medieval".
_CALLED = {"saturday": "weekend", "sunday": "weekend", "middle": "medieval", "age": "medieval"}
_SMALL = frozenset("of the and for on in de la du des der von a".split())
# A word of so many letters may be told by its first ones in capitals.
_CUT_SHORT = 8
# Fewer letters stand in a row by chance.
_SPELT_SMALL = 3
_PLACING = frozenset("in at from near around of to into inside outside".split())
# Beside these words anything may stand.
_EMPTY = frozenset("the a an and or".split())


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that the evidence has not; `instead` is the evidence's name that stands in its place, if one does."""

    name: str
    instead: str


def strangers(pair: Pair) -> list[Stranger]:
    """Names of the claim that are not in the quotation, nor given by what stands around it."""
    claim, evidence = pair.claim, pair.evidence
    found: list[Stranger] = []
    left = [
        at for at, token in enumerate(evidence.tokens) if _is_name(token) and not _known(token, claim, at, evidence)
    ]
    pronouns = [at for at, token in enumerate(evidence.tokens) if token.low in _PRONOUNS]
    for at, token in enumerate(claim.tokens):
        # "Swiss" in "27 million Swiss francs" is a unit's.
        if any(found.unit and found.start < token.start < found.end for found in pair.figures):
            continue
        if any(found.date and found.start <= token.start < found.end for found in pair.figures):
            continue
        called = _CALLED.get(token.low.rstrip("s"))
        if called and stem(called) in evidence.stems:
            continue
        opener = token.opens and token.text[0].isupper() and token.content and not token.name
        if not (_is_name(token) or opener) or _known(token, evidence, at, claim):
            continue
        if any(seated(token.low, other.low) for other in evidence.tokens if other.text[0].isupper()):
            continue
        instead = next((evidence.tokens[place].text for place in left if _same_slot(claim, at, evidence, place)), "")
        # A sentence's first word is large anyway; in the place of "he" it is a name.
        named = not opener or any(_same_slot(claim, at, evidence, place) for place in pronouns)
        if instead or (named and not _known(token, pair.context(), at, claim)):
            found.append(Stranger(token.text, instead))
    return found


def governments(pair: Pair) -> Instead | None:
    """A government that the claim calls by another name than its quotation does.

    Nothing where what stands around the quotation has that name too, unless one name is in the other's place; nor where
    both act: "Moscow wants" is "Russia wants", but not everybody in Moscow is in the Kremlin.
    """
    claim, evidence = pair.claim, pair.evidence
    for at, token in enumerate(claim.tokens):
        if token.text[0].isupper() and token.content and not _known(token, evidence, at, claim):
            for place, other in enumerate(evidence.tokens):
                same = other.text[0].isupper() and seated(token.low, other.low)
                placed = _is_place(claim, at) or _is_place(evidence, place)
                if (
                    same
                    and placed
                    and (_same_slot(claim, at, evidence, place) or not _known(token, pair.context(), at, claim))
                ):
                    return other.text, token.text
    return None


def replaced(pair: Pair) -> Instead | None:
    """A capitalised word between two that the evidence has in the same order around another.

    A name may stand elsewhere in the evidence: what counts is who stands here.
    """
    claim, evidence, alignment = pair.claim, pair.evidence, pair.alignment
    last, end = len(claim.tokens) - 1, len(evidence.tokens) - 1
    for at, token in enumerate(claim.tokens):
        if not token.content or not token.text[0].isupper() or (alignment.strengths[at] >= NEAR and not token.name):
            continue
        if token.opens and token.low in _OPENERS:
            continue
        place = alignment.places[at - 1] + 1 if at else 0
        beyond = alignment.places[at + 1] == place + 1 if at < last else place == end
        sure = (not at or alignment.strengths[at - 1] >= 1.0) and (at == last or alignment.strengths[at + 1] >= 1.0)
        if sure and beyond and place <= end:
            other = evidence.tokens[place]
            # What opens a sentence has a capital whatever it is.
            if token.opens and not other.opens:
                continue
            theirs = other.content and other.text[0].isupper() and other.stem not in claim.stems
            # "Feb." for February.
            if MONTH_NUMBERS.get(token.low, -1) == MONTH_NUMBERS.get(other.low):
                continue
            if theirs and not named_alike(token.low, other.low) and not seated(token.low, other.low):
                return other.text, token.text
    return None


def _is_place(text: Reading, at: int) -> bool:
    """Whether a name says where something is or what it belongs to."""
    before = [token.low for token in text.tokens[max(0, at - 2) : at] if token.low != "the"]
    return bool(before) and before[-1] in _PLACING


def _is_name(token: Token) -> bool:
    if token.low in _TITLES or token.low in MONTH_NUMBERS or token.low in UNITS:
        return False
    return token.name and len(token.low) > 1 and token.content


def _known(token: Token, text: Reading, at: int, own: Reading) -> bool:
    """Whether a name stands in a text, in this or another form."""
    if token.stem in text.stems or any(_is_form(token.low, other) for other in text.tokens if other.content):
        return True
    if token.text.isupper() or "." in token.text:
        if any(len(other.low) >= _CUT_SHORT and other.low.startswith(token.low) for other in text.tokens):
            # "ID"
            return True
        return token.low in _acronyms(text) or (len(token.low) >= _SPELT_SMALL and token.low in _initials(text))
    return any(len(other.low) > 1 and other.text.isupper() and at in _spelt_by(other.low, own) for other in text.tokens)


def _is_form(name: str, other: Token) -> bool:
    """Whether a word is a form of a name; of two names, "Dunmore" is none of "Dunmow"."""
    return named_alike(name, other.low) if other.name else akin(name, other.low)


def _initials(text: Reading) -> str:
    """The first letters of all words but small ones: "annual general meeting" is in it as "agm"."""
    return "".join(token.low[0] for token in text.tokens if token.low not in _SMALL)


def _acronyms(text: Reading) -> set[str]:
    """The initials of every run of two or more capitalised words, and of every part of one."""
    found: set[str] = set()
    for run in _runs(text):
        letters = "".join(text.low[at][0] for at in run)
        found.update(letters[a:b] for a in range(len(letters)) for b in range(a + 2, len(letters) + 1))
    return found


def _spelt_by(acronym: str, text: Reading) -> set[int]:
    """The places of the words whose initials an acronym is made of."""
    for run in _runs(text):
        at = "".join(text.low[at][0] for at in run).find(acronym)
        if at >= 0:
            return set(run[at : at + len(acronym)])
    return set()


def _runs(text: Reading) -> Iterator[list[int]]:
    run: list[int] = []
    for at, token in enumerate(text.tokens):
        if token.text[0].isupper():
            run.append(at)
        elif token.low not in _SMALL:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _same_slot(claim: Reading, at: int, evidence: Reading, place: int) -> bool:
    """Whether the same word stands beside both, so that one is in the other's place."""
    before, after = _beside(claim, at)
    other_before, other_after = _beside(evidence, place)
    return bool((before and before == other_before) or (after and after == other_after))


def _beside(text: Reading, at: int) -> tuple[str, str]:
    """The words before and after the capitalised run that a name belongs to, within its clause; "" for none."""
    first = last = at
    while first and text.tokens[first - 1].name and text.clauses[first - 1] == text.clauses[at]:
        first -= 1
    while last + 1 < len(text.tokens) and text.tokens[last + 1].name and text.clauses[last + 1] == text.clauses[at]:
        last += 1
    return _telling(text, first - 1, at), _telling(text, last + 1, at)


def _telling(text: Reading, beside: int, at: int) -> str:
    if not 0 <= beside < len(text.tokens) or text.clauses[beside] != text.clauses[at]:
        return ""
    word = text.tokens[beside].stem
    return "" if word in _EMPTY else word
