"""Whether two words are forms of one: "Russia" and "Russian", "unstaffed" and "staff", "Moscow" and "the Kremlin"."""

from __future__ import annotations

from functools import lru_cache

from index.text.terms import stem
from rag.question.nations import SEATS
from rag.verdict.denying import PREFIX

# Two forms of one name or word share at least so many first letters and differ in at most so many last ones.
_SHARED, _ENDING = 4, 4
_DEMONYMS = """
    france french; spain spanish spaniard; netherlands dutch holland; britain british uk england english; usa
    america american; greece greek; denmark danish dane; switzerland swiss; wales welsh; turkey turkish turk; poland
    polish pole; ireland irish; finland finnish; sweden swedish swede; scotland scottish scot; norway norwegian;
    germany german; ukraine ukrainian; mars martian; jew jews jewish; arab arabs arabic; west western; east eastern;
    north northern; south southern
"""
_NATION = {word: group.split()[0] for group in _DEMONYMS.split(";") for word in group.split()}
# What may be left of one name where another has something else, or nothing.
_NAME_ENDINGS = frozenset(
    """
    s n an ans ian ians ean eans ish ese er ers i y yy iy ij ic e es a as ia o os us um ist ists ite ites ism ize ised
    ized ization isation en ens ra ri ro t te al als ical
    """.split()
) | {""}


def akin(a: str, b: str) -> bool:
    """Whether two folded words are forms of one: "Russia" and "Russian", "Cadria" and "Cadrian"."""
    if _is_of_one_nation(a, b):
        return True
    if a[:_SHARED] != b[:_SHARED]:
        # A negation in a prefix is for `negation` to see.
        return min(len(a), len(b)) >= _SHARED and (_undone(a, b) or _undone(b, a))
    shared = _shared(a, b)
    longest = max(len(a), len(b))
    return shared >= _SHARED and longest - shared <= _ENDING and shared * 2 > longest + 1


def named_alike(a: str, b: str) -> bool:
    """Whether two folded names are forms or spellings of one: "Cadria", "Cadrian", but not "Dunmore", "Dunmow"."""
    if _is_of_one_nation(a, b):
        return True
    shared = _shared(a, b)
    return shared >= _SHARED and a[shared:] in _NAME_ENDINGS and b[shared:] in _NAME_ENDINGS


def seated(a: str, b: str) -> bool:
    """Whether two folded names stand for one government: "Moscow", "the Kremlin" and "Russia"."""
    one, two = _government(a), _government(b)
    return bool(one) and one == two


def _is_of_one_nation(a: str, b: str) -> bool:
    return a in _NATION and _NATION[a] == _NATION.get(b)


def _shared(a: str, b: str) -> int:
    """How many first letters two words share."""
    return next((at for at, (one, two) in enumerate(zip(a, b, strict=False)) if one != two), min(len(a), len(b)))


def _undone(a: str, b: str) -> bool:
    """Whether a word is another with a negation before it: "unstaffed" and "staff"."""
    rest = _without_negation(a)
    return bool(rest) and rest == stem(b)


@lru_cache(maxsize=4096)
def _without_negation(word: str) -> str:
    """The stem of what a negation stands before in a word; empty where none does. Every pair of words is asked."""
    rest = PREFIX.sub("", word)
    return stem(rest) if rest not in ("", word) else ""


@lru_cache(maxsize=4096)
def _government(name: str) -> str:
    return SEATS.get(name) or next((nation for nation in SEATS.values() if akin(name, nation)), "")
