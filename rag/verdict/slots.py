"""Two parts of a sentence that are told alike, and the word of one put with that of the other.

"Clean it every 500 hours and replace it every 2,000": "replace it every 500 hours". A slot is where both parts have a
word of the same kind: a comparable figure, what stands behind the same small word, what opens both, two orders to do
something. A claim that has one part's word in one slot and the other's in another has crossed them. English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from rag.quantities.equality import comparable
from rag.quantities.quantity import is_year
from rag.verdict.function_words import ARTICLES, AUXILIARIES, DETERMINERS
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_JOINS = frozenset("and but while whereas".split())
_BEHIND = frozenset("on in at for of to from by with under into per".split())
_TOLD_BY = _BEHIND | frozenset("until till since before after every about than".split())
_ORDINALS = frozenset("first second third fourth fifth last".split())
_OBJECTS = DETERMINERS | frozenset("it them".split())
# In a freer wording than this, what a slot has may be in other words.
_LITERAL = 0.6

# Of one slot what the earlier part has, and what the later one; each as the places of its words.
Slot = tuple[range, range]


def crossed_slots(pair: Pair) -> Instead | None:
    """What a part of the evidence has in a slot, and what the claim has there, which is the other part's."""
    evidence = pair.evidence
    if pair.literal < _LITERAL:
        return None
    for sentence in evidence.sentences():
        parts = _parts(evidence, sentence)
        for number, first in enumerate(parts):
            for second in parts[number + 1 : number + 2]:
                found = _crossed(pair, list(_slots(pair, first, second)))
                if found:
                    return found
    return None


def _crossed(pair: Pair, slots: Sequence[Slot]) -> Instead | None:
    for one, other in permutations(slots, 2):
        for mine in (0, 1):
            has = _has(pair, one[mine]) and _has(pair, other[1 - mine])
            if has and not any(_has(pair, places, near=True) for places in (one[1 - mine], other[mine])):
                theirs, own = one[1 - mine], one[mine]
                text = pair.evidence
                return text.shown(theirs[0], theirs[-1]), text.shown(own[0], own[-1])
    return None


def _has(pair: Pair, places: range, *, near: bool = False) -> bool:
    """Whether the claim has this word of the evidence or, with `near`, one that may stand for it."""
    start = pair.evidence.tokens[places[0]].start
    figure = next((found for found in pair.stated if found.start <= start < found.end), None)
    if figure is not None and pair.is_told(figure):
        return True
    at = places[0]
    if pair.evidence.tokens[at].stem in pair.claim.stems:
        return True
    other = pair.alignment.back.get(at) if near else None
    # "The tenant" is like "the landlord", but stands for itself where the evidence has it.
    return other is not None and pair.claim.tokens[other].stem not in pair.evidence.stems


def _parts(text: Reading, sentence: range) -> list[range]:
    """A sentence cut at its commas and semicolons, and where a small word joins."""
    cuts = [
        at
        for at in sentence[1:]
        if text.low[at] in _JOINS or (text.ends_clause(at - 1) and text.low[at - 1] not in _JOINS)
    ]
    starts = [sentence.start, *cuts]
    ends = [*cuts, sentence.stop]
    bare = (range(start + (text.low[start] in _JOINS), end) for start, end in zip(starts, ends, strict=True))
    return [part for part in bare if part]


def _slots(pair: Pair, first: range, second: range) -> Iterator[Slot]:
    text = pair.evidence
    yield from _figures(pair, first, second)
    for at in first:
        for other in second:
            if text.tokens[at].stem != text.tokens[other].stem and _alike(text, at, other, first, second):
                yield range(at, at + 1), range(other, other + 1)


def _figures(pair: Pair, first: range, second: range) -> Iterator[Slot]:
    """The one figure that each part has, where one may stand for the other."""
    own, others = (
        [
            (range(at, at + 1), found)
            for found in pair.stated
            for at in [pair.evidence.place(found.start)]
            if at in part and not found.rank
        ]
        for part in (first, second)
    )
    if len(own) == len(others) == 1:
        (place, figure), (other, second_figure) = own[0], others[0]
        elided = not (figure.date or second_figure.date or second_figure.unit or is_year(second_figure))
        before = {pair.evidence.word(at[0] - 1) for at in (place, other)}
        # "From 1702 and until 1731"
        if len(before) > 1 and before & _TOLD_BY:
            return
        if figure.value != second_figure.value and (comparable(figure, second_figure) or elided):
            yield place, other


def _alike(text: Reading, at: int, other: int, first: range, second: range) -> bool:
    """Whether two words stand in the same place of their parts."""
    if not all(_is_word(text, place) for place in (at, other)):
        return False
    if _opener(text, first) == at and _opener(text, second) == other:
        orders = at == first.start and other == second.start
        if orders and text.word(at + 1) in _OBJECTS and text.word(other + 1) in _OBJECTS:
            return True
        # "The landlord pays for …, the tenant for …": the later part has no verb of its own.
        gapped = AUXILIARIES.isdisjoint(text.low[second.start : second.stop])
        determined = (text.word(at - 1) in ARTICLES) == (text.word(other - 1) in ARTICLES)
        after = text.word(other + 1)
        behind = text.word(other - 1) in ARTICLES and after in _BEHIND | {"only"}
        return gapped and determined and (behind or after == text.word(at + 1))
    before = _before(text, at, first)
    return bool(before[0]) and before == _before(text, other, second)


def _is_word(text: Reading, at: int) -> bool:
    token = text.tokens[at]
    return (token.content and token.low.isalpha()) or token.low in _ORDINALS


def _before(text: Reading, at: int, part: range) -> tuple[str, bool]:
    """The small word that a noun stands behind, and whether an article is between; for an ordinal, the article."""
    article = at - 1 in part and text.low[at - 1] in ARTICLES
    if text.low[at] in _ORDINALS:
        return "the" * article, article
    start = at - 1 - article
    return (text.low[start] if start in part and text.low[start] in _BEHIND else ""), article


def _opener(text: Reading, part: range) -> int:
    """The first word of a part, behind an article."""
    return next((at for at in part[:2] if text.low[at] not in ARTICLES), -1)
