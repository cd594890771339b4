"""The evidence's own words in another arrangement: "Syria attacked Israel" with the two names exchanged, and the like.

A claim that repeats its evidence nearly word for word is read as stretches of that (`rag.verdict.tiles`). Two of them
that have changed places around a third, or behind a preposition, say who did what to whom the other way round; one that
stands where the evidence has another says of one thing what is said of another. What a paraphrase moves (a time put
first, a passive, the members of a list) is told by its form. English; other languages give few findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.text.calendar_names import MONTH_NUMBERS
from rag.quantities.units import FRACTIONS, NUMBER_WORDS
from rag.verdict.forms import akin, seated
from rag.verdict.function_words import BE
from rag.verdict.pair import Instead, Pair
from rag.verdict.parts import RELATIVE
from rag.verdict.reading import Reading, Token, is_compound
from rag.verdict.roles import is_passive
from rag.verdict.tiles import Block, between

# So much of a claim must be in the evidence's words; from the second on, all but repeats it.
_LITERAL, _VERBATIM = 0.8, 0.95
_JOINING = frozenset("and or nor with as like than between".split())
# Around one of these both orders say the same.
_EVEN = frozenset("called known named met married merged".split())
_PREPOSITIONS = frozenset(
    """
    of by to from for in on at with than as into against over under among between through during before after about
    around within without upon via per like toward towards behind beyond
    """.split()
)
_COMPARING = frozenset("more less fewer most least".split())
# What such a word stands for may be told by its name.
_POINTING = frozenset(
    "it its he his him her she they them their this that these those who which such said same".split()
)
_ENDS, _MARK = re.compile(r"[;.!?]\s"), re.compile(r"[,;:.()–—-]")
# A stretch of so many words is enough to show that the claim repeats.
_REPEATED, _LONG = 2, 3
# So far apart are words with an article between them.
_NEXT = 2


def rearranged(pair: Pair) -> tuple[str, str] | None:
    """Two stretches of the claim that have changed places, or None."""
    if pair.literal < _LITERAL:
        return None
    for left, right in (*_around(pair), *_behind(pair)):
        return pair.claim.shown(left.start, left.last), pair.claim.shown(right.start, right.last)
    return None


def substituted(pair: Pair) -> Instead | None:
    """What stands behind a preposition in the evidence, and what the claim has there from elsewhere in it; or None."""
    claim, evidence, found = pair.claim, pair.evidence, pair.blocks if pair.literal >= _LITERAL else ()
    for before, middle, after in zip(found, found[1:], found[2:], strict=False):
        if after.first != before.final + 1 or not _one_sentence(pair, before, after):
            continue
        there = between(evidence, before.last_place, after.place)
        if not there or between(claim, before.last, middle.start) or between(claim, middle.last, after.start):
            continue
        tokens = [evidence.tokens[at] for at in there]
        figures = all(map(_counts, tokens)) and all(_counts(claim.tokens[at]) for at, _ in middle.pairs)
        if figures or (_governs(claim, before, middle) and _is_named(tokens)):
            return evidence.shown(there[0], there[-1]), claim.shown(middle.start, middle.last)
    return None


def _governs(claim: Reading, before: Block, middle: Block) -> bool:
    """Whether a stretch that repeats ends with a preposition or a verb that the next one belongs to."""
    last = claim.tokens[before.last]
    governs = (last.low in _PREPOSITIONS or _is_verb(last)) and len(before.pairs) >= _REPEATED
    return governs and claim.low[middle.start] not in _PREPOSITIONS | _JOINING


def _is_named(tokens: Sequence[Token]) -> bool:
    """Whether a name or a number is among some words, and nothing that points at what was named elsewhere."""
    named = any(token.text[0].isupper() or _counts(token) for token in tokens)
    return named and not any(token.low in _POINTING for token in tokens)


def other_subject(pair: Pair) -> Instead | None:
    """The names before what both say in the same words, where they are two."""
    claim, evidence = pair.claim, pair.evidence
    for block in pair.blocks if pair.literal >= _LITERAL else ():
        for (at, place), *following in _stretches(block.pairs):
            if len(following) < _LONG or not at or not place:
                continue
            one, two = claim.tokens[at - 1], evidence.tokens[place - 1]
            if not (_begin(claim, at - 1) and _begin(evidence, place - 1) and all(map(_is_large, (one, two)))):
                continue
            told = {token.stem for token in evidence.tokens[max(0, place - 4) : place]}
            alike = akin(one.low, two.low) or seated(one.low, two.low)
            if one.stem in evidence.stems - told and not alike:
                return two.text, one.text
    return None


def _is_large(token: Token) -> bool:
    return token.content and token.text[0].isupper() and not token.low[0].isdigit()


def _stretches(pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """The runs of words, by their places in both texts, that follow each other in both, articles and the like aside."""
    run = [pairs[0]]
    for before, pair in pairwise(pairs):
        if not pair[0] - before[0] == pair[1] - before[1] <= _NEXT:
            yield run
            run = []
        run.append(pair)
    yield run


def _begin(text: Reading, at: int) -> bool:
    """Whether a word, or the name that it ends, begins a clause."""
    while at and text.clauses[at - 1] == text.clauses[at] and text.tokens[at - 1].text[0].isupper():
        at -= 1
    return at == 0 or text.clauses[at - 1] != text.clauses[at]


def joined(pair: Pair) -> str:
    """What the claim says in one breath with what stands before it, though a sentence of the evidence ends between."""
    claim, evidence = pair.claim, pair.evidence
    if pair.literal < _VERBATIM:
        return ""
    pairs = [places for block in pair.blocks for places in block.pairs]
    for n, (one, two) in enumerate(pairwise(pairs), 1):
        gap = claim.gap(one[0], two[0])
        parted = evidence.gap(one[1], two[1]) if one[1] < two[1] else ""
        after = next(iter(_stretches(pairs[n:])))
        before = [(at, place) for at, place in pairs[:n] if place <= one[1] and not _parted(evidence, place, one[1])]
        own = [at for at, _ in before if claim.tokens[at].content]
        told = len(own) >= _LONG and len(after) > _LONG
        if two[0] - one[0] <= _NEXT and told and not _MARK.search(gap) and _ENDS.search(parted):
            return claim.shown(after[0][0], after[-1][0])
    return ""


def _counts(token: Token) -> bool:
    return token.low[0].isdigit() or token.low in NUMBER_WORDS


def _around(pair: Pair) -> Iterator[tuple[Block, Block]]:
    """Two stretches on the sides of a third that the evidence has the other way round."""
    claim, found = pair.claim, pair.blocks
    for left, middle, right in zip(found, found[1:], found[2:], strict=False):
        if (right.final + 1, middle.final + 1) != (middle.first, left.first):
            continue
        # "The loan that the board approved in May": approved in May it was.
        if not RELATIVE.isdisjoint(claim.low[left.last + 1 : right.start]):
            continue
        at = found.index(left)
        # Behind what stays where it was, two times or places that change places are no matter of style.
        fixed = at > 0 and found[at - 1].final + 1 == right.first
        both = fixed and all(claim.low[block.start] in _PREPOSITIONS for block in (left, right))
        turned = _one_sentence(pair, left, right) and (both or not _movable(claim, (left, right)))
        if turned and _links(pair, middle) and _as_close(pair, left, middle, right):
            yield left, right


def _behind(pair: Pair) -> Iterator[tuple[Block, Block]]:
    """Two neighbours that have changed places, the first of which a preposition governs."""
    claim, evidence, found = pair.claim, pair.evidence, pair.blocks
    for before, left, right, after in zip(found, found[1:], found[2:], found[3:], strict=False):
        if (right.first, left.first, after.first) != (before.final + 1, right.final + 1, left.final + 1):
            continue
        mine = [(before.last, left.start), (left.last, right.start), (right.last, after.start)]
        theirs = [(before.last_place, right.place), (right.last_place, left.place), (left.last_place, after.place)]
        close = not any(between(claim, *ends) for ends in mine) and not any(between(evidence, *ends) for ends in theirs)
        governed = claim.low[before.last] in _PREPOSITIONS
        if close and governed and not _movable(claim, (left, right)):
            yield left, right


def _movable(claim: Reading, blocks: tuple[Block, Block]) -> bool:
    """Whether one of them may stand anywhere (a time, a place, a participle), or both are parts of a date."""
    opening = [claim.tokens[block.start] for block in blocks]
    if any(token.low in MONTH_NUMBERS for token in opening) and all(_is_dated(token) for token in opening):
        return True
    if is_compound(claim, blocks[0].start, blocks[1].last) or any(token.low in FRACTIONS for token in opening):
        return True
    return any(
        _is_verb(claim.tokens[block.start])
        or claim.low[block.start] in _PREPOSITIONS
        or any(claim.low[at] in BE for at, _ in block.pairs)
        for block in blocks
    )


def _is_dated(token: Token) -> bool:
    return token.low in MONTH_NUMBERS or token.low[0].isdigit()


def _is_verb(token: Token) -> bool:
    return token.text[0].islower() and token.low.endswith(("ed", "ing"))


def _links(pair: Pair, middle: Block) -> bool:
    """Whether a stretch tells what is between its two sides, in the same voice, and is no word of a list."""
    claim, evidence = pair.claim, pair.evidence
    pairs = [(claim.tokens[at], evidence.tokens[place], at, place) for at, place in middle.pairs]
    exact = any(one.content and one.stem == two.stem for one, two, _, _ in pairs)
    if not exact or any(one.low in _EVEN for one, *_ in pairs):
        return False
    if any(one.content and is_passive(claim, at) != is_passive(evidence, place) for one, _, at, place in pairs):
        return False
    compared = (_compares(claim, middle.start, middle.last), _compares(evidence, middle.place, middle.last_place))
    if compared[0] != compared[1]:
        return False
    first, last = claim.tokens[middle.start], claim.tokens[middle.last]
    joins = last.low in _PREPOSITIONS or first.low.endswith("ed") or last.low.endswith("ed")
    repeats = len(middle.pairs) >= _LONG and pair.literal >= _VERBATIM
    return repeats or (joins and len(middle.pairs) >= _REPEATED)


def _as_close(pair: Pair, left: Block, middle: Block, right: Block) -> bool:
    """Whether the three stand as close in the claim as in the evidence, and no list or agent tells them apart."""
    claim, evidence = pair.claim, pair.evidence
    gaps = [
        (between(claim, left.last, middle.start), between(evidence, right.last_place, middle.place)),
        (between(claim, middle.last, right.start), between(evidence, middle.last_place, left.place)),
    ]
    if any(max(len(mine), len(theirs)) > 1 for mine, theirs in gaps):
        return False
    if _agents(claim, left.start, right.last) != _agents(evidence, right.place, left.last_place):
        return False
    joins = _lists(claim.gap(left.last, middle.start)) or claim.low[middle.start] in _JOINING
    return not (joins and _lists(claim.gap(middle.last, right.start)))


def _lists(gap: str) -> bool:
    return any(mark in gap for mark in (",", ";", " and ", " or "))


def _agents(text: Reading, first: int, last: int) -> int:
    """How often "by" stands in a stretch or beside it."""
    return text.low[max(first - 1, 0) : last + 2].count("by")


def _compares(text: Reading, first: int, last: int) -> set[str]:
    return {word for word in text.low[first : last + 1] if word in _COMPARING or word.endswith("er")}


def _one_sentence(pair: Pair, first: Block, last: Block) -> bool:
    places = sorted((first.place, first.last_place, last.place, last.last_place))
    return not _parted(pair.claim, first.start, last.last) and not _parted(pair.evidence, places[0], places[-1])


def _parted(text: Reading, first: int, last: int) -> bool:
    return any(token.opens and token.text[0].isupper() for token in text.tokens[first + 1 : last + 1])
