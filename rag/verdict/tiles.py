"""A claim as stretches of its evidence: which words of one follow each other in the other, and in what order.

Greedy string tiling (Wise 1993): the longest stretch that both have is taken first, then the longest of what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.verdict.alignment import Alignment
from rag.verdict.function_words import LIGHT
from rag.verdict.reading import Reading

# From this strength of alignment on, two words are taken for each other; longer texts are cut.
_SAME, _MOST, _MOST_OF_EVIDENCE = 0.7, 60, 200


@dataclass(frozen=True, slots=True)
class Block:
    """Words of a claim, `start` to `last`, that stand in the evidence from `place` to `last_place`.

    `pairs` has each word's place in both. Of all blocks of the claim, `first` to `final` are its ranks by their order
    in the evidence: a block is made of tiles that follow each other there, with nothing of the claim between them.
    """

    pairs: tuple[tuple[int, int], ...]
    first: int
    final: int

    @property
    def start(self) -> int:
        """The first word's place in the claim."""
        return self.pairs[0][0]

    @property
    def last(self) -> int:
        """The last word's place in the claim."""
        return self.pairs[-1][0]

    @property
    def place(self) -> int:
        """The first word's place in the evidence."""
        return self.pairs[0][1]

    @property
    def last_place(self) -> int:
        """The last word's place in the evidence."""
        return self.pairs[-1][1]


def blocks(claim: Reading, evidence: Reading, alignment: Alignment) -> list[Block]:
    """The stretches of a claim, in its order. What stands nowhere, and tiles that say nothing, are in none."""
    mine = [at for at, token in enumerate(claim.tokens) if token.low not in LIGHT][:_MOST]
    theirs = [at for at, token in enumerate(evidence.tokens) if token.low not in LIGHT][:_MOST_OF_EVIDENCE]
    tiles = [
        tuple((mine[i + n], theirs[j + n]) for n in range(length))
        for i, j, length in _tiles(_equal(claim, evidence, alignment, mine, theirs))
    ]
    told = [tile for tile in tiles if any(claim.tokens[at].tells for at, _ in tile)]
    ranks = {tile: rank for rank, tile in enumerate(sorted(told, key=lambda tile: tile[0][1]))}
    found: list[Block] = []
    for tile in told:
        if found and ranks[tile] == found[-1].final + 1:
            found[-1] = Block((*found[-1].pairs, *tile), found[-1].first, ranks[tile])
        else:
            found.append(Block(tile, ranks[tile], ranks[tile]))
    return found


def between(text: Reading, before: int, after: int) -> list[int]:
    """The places of the words between two, without light ones, and without what commas set apart."""
    found = [at for at in range(before + 1, after) if text.low[at] not in LIGHT]
    set_apart = (
        found and text.clauses[before] != text.clauses[found[0]] and text.clauses[found[-1]] != text.clauses[after]
    )
    return [] if set_apart else found


def _equal(
    claim: Reading, evidence: Reading, alignment: Alignment, mine: Sequence[int], theirs: Sequence[int]
) -> set[tuple[int, int]]:
    """The pairs of words, by their number without light ones, that are the same or taken for each other."""
    by_stem: dict[str, list[int]] = {}
    for j, place in enumerate(theirs):
        by_stem.setdefault(evidence.tokens[place].stem, []).append(j)
    numbers = {place: j for j, place in enumerate(theirs)}
    found = set[tuple[int, int]]()
    for i, at in enumerate(mine):
        token = claim.tokens[at]
        found |= {(i, j) for j in by_stem.get(token.stem, ())}
        near = alignment.strengths[at] >= _SAME and not token.name and token.stem not in evidence.stems
        if near and alignment.places[at] in numbers:
            found.add((i, numbers[alignment.places[at]]))
    return found


def _tiles(equal: set[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Start in both and length of each tile, in the order of the claim."""
    found: list[tuple[int, int, int]] = []
    left = set(equal)
    while left:
        stretches = list(_stretches(left))
        longest = max(length for _, _, length in stretches)
        i, j, length = min(
            (item for item in stretches if item[2] == longest),
            key=lambda item: (
                sum((item[0] - a) * (item[1] - b) < 0 for a, b, _ in found),
                abs(item[0] - item[1]),
                item,
            ),
        )
        found.append((i, j, length))
        left = {(a, b) for a, b in left if not (i <= a < i + length or j <= b < j + length)}
    return sorted(found)


def _stretches(equal: set[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    for i, j in equal:
        if (i - 1, j - 1) in equal:
            continue
        length = 1
        while (i + length, j + length) in equal:
            length += 1
        yield i, j, length
