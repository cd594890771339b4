"""What is told of two things in one breath, and of each of them its own: "10 ml for adults and 5 ml for children".

Two words or figures of such parts are a pair where they stand in the same place of theirs. A claim that has the one of
one pair, and of another pair the other part's, tells of one thing what is said of the other. English; no findings
elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.quantities.equality import comparable, same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_PARTED = re.compile(r"[.!?]\s|;|,?\s(?:and|but|while|whereas)\s(?!a (?:half|quarter)\b)", re.I)
# In a freer wording, a word may stand for another one.
_LITERAL = 0.9


@dataclass(frozen=True, slots=True)
class _Item:
    """A telling word or a figure of one part, and what stands right before and behind it; "" at an end of the part."""

    word: Token | None
    figure: Quantity | None
    before: str
    behind: str

    @property
    def text(self) -> str:
        return self.word.text if self.word else self.figure.text if self.figure else ""


def crossed_parts(pair: Pair) -> Instead | None:
    """What the evidence says in one part, and what of its other part the claim has in its place."""
    claim, evidence = pair.claim, pair.evidence
    if len(_parts(claim)) > 1 or pair.literal < _LITERAL:
        return None
    for one, two in _beside(evidence):
        pairs = list(_pairs(_items(evidence, one), _items(evidence, two)))
        of_one = [(a, b) for a, b in pairs if _has(pair, a) and not _has(pair, b)]
        of_two = [(a, b) for a, b in pairs if _has(pair, b) and not _has(pair, a)]
        # Words alone may stand in the same place by chance.
        if of_one and of_two and any(pair[0].figure for pair in (*of_one, *of_two)):
            return of_two[0][0].text, of_two[0][1].text
    return None


def _beside(text: Reading) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Two parts each of one sentence that follow each other."""
    for one, two in pairwise(_parts(text)):
        if text.text[one[1] : two[0]][:1] not in (".", "!", "?"):
            yield one, two


def _parts(text: Reading) -> list[tuple[int, int]]:
    """Where the parts of a text begin and end."""
    cuts = [match.span() for match in _PARTED.finditer(text.text)]
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text.text)], strict=True))


def _items(text: Reading, part: tuple[int, int]) -> list[_Item]:
    """The telling words and the figures of a part, with what stands beside them."""
    start, end = part
    tokens = [token for token in text.tokens if start <= token.start < end]
    figures = [found for found in quantities(text.text) if start <= found.start < end]
    items = [
        _Item(token, None, tokens[at - 1].low if at else "", tokens[at + 1].low if at + 1 < len(tokens) else "")
        for at, token in enumerate(tokens)
        if token.content and not any(found.start <= token.start < found.end for found in figures)
    ]
    return [*items, *(_Item(None, found, "", "") for found in figures)]


def _pairs(ours: Sequence[_Item], others: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """What of two parts stands in the same place, or measures the same; not what both have."""
    for one in ours:
        alike = [two for two in others if _are_alike(one, two)]
        if len(alike) == 1 and sum(_are_alike(item, alike[0]) for item in ours) == 1:
            yield one, alike[0]
        for two in others:
            if one.word and two.word and one.word.stem != two.word.stem:
                beside = one.before == two.before or one.behind == two.behind
                if beside and not any(item.word and item.word.stem == one.word.stem for item in others):
                    yield one, two


def _are_alike(one: _Item, two: _Item) -> bool:
    """Whether two figures measure or count the same sort of thing, and differ."""
    if not one.figure or not two.figure or one.figure.loose or two.figure.loose or one.figure.rank or two.figure.rank:
        return False
    return comparable(one.figure, two.figure) and not same(one.figure, two.figure)


def _has(pair: Pair, item: _Item) -> bool:
    if item.figure:
        return pair.is_told(item.figure)
    return item.word is not None and item.word.stem in pair.claim.stems
