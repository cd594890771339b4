"""A claim beside its evidence: what all rules of a verdict look at, and how the reasons among them are worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.model.words import Words
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.verdict.alignment import Alignment, align, literal
from rag.verdict.denying import denials
from rag.verdict.reading import Context, Reading
from rag.verdict.tiles import Block, blocks

# The evidence's words, and those that the claim has in their place; "" for none.
Instead = tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """Both texts as read, and the text around the quotations, read when asked for. What rules share is worked out once.

    `words` tell near meanings, if anything does.
    """

    claim: Reading
    evidence: Reading
    context: Context
    words: Words | None

    @cached_property
    def alignment(self) -> Alignment:
        """The words that answer each other."""
        return align(self.claim, self.evidence, self.words)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The claim as stretches of its evidence."""
        return blocks(self.claim, self.evidence, self.alignment)

    @cached_property
    def figures(self) -> Sequence[Quantity]:
        """The claim's own, with their units."""
        return quantities(self.claim.text)

    @cached_property
    def stated(self) -> Sequence[Quantity]:
        """The figures of the evidence."""
        return quantities(self.evidence.text)

    @cached_property
    def literal(self) -> float:
        """The share of the claim's content words that stand in the evidence as they are; 0 to 1."""
        return literal(self.claim, self.evidence)

    @cached_property
    def denies_alike(self) -> bool:
        """Whether as many words deny in the claim as in the evidence."""
        return denials(self.claim) == denials(self.evidence)

    def equal(self, figure: Quantity) -> Sequence[Quantity]:
        """What the evidence states that a figure of the claim is the same as."""
        if figure not in self._equal:
            self._equal[figure] = [other for other in self.stated if same(figure, other)]
        return self._equal[figure]

    @cached_property
    def _equal(self) -> dict[Quantity, Sequence[Quantity]]:
        return {}

    def is_told(self, stated: Quantity) -> bool:
        """Whether the claim has a figure of the evidence."""
        if stated not in self._told:
            self._told[stated] = any(same(figure, stated) for figure in self.figures)
        return self._told[stated]

    @cached_property
    def _told(self) -> dict[Quantity, bool]:
        return {}

    def in_figure(self, at: int) -> bool:
        """Whether a word of the claim is a part of a figure, with its unit."""
        return _is_within(self.claim.tokens[at].start, self.figures)

    def in_stated(self, place: int) -> bool:
        """Whether a word of the evidence is a part of a figure, with its unit."""
        return _is_within(self.evidence.tokens[place].start, self.stated)


def _is_within(start: int, figures: Sequence[Quantity]) -> bool:
    return any(found.start <= start < found.end for found in figures)


def instead(words: Instead) -> str:
    """One thing for another, as a reason; where either is empty, that the other is missing or added."""
    theirs, mine = words
    if not mine:
        return f"“{theirs}” in the source is missing"
    if not theirs:
        return f"“{mine}” is not in the source"
    return f"the source says “{theirs}”, the answer says “{mine}”"


def other_figure(theirs: str, mine: str) -> str:
    """One figure for another, as a reason."""
    return f"{theirs} in the source, {mine} in the answer"


def unquoted(words: str) -> str:
    """That words of the claim stand nowhere, as a reason."""
    return f"“{shortened(words)}” is not in the quotation"


def shortened(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return text if len(words) <= 8 else " ".join([*words[:8], "…"])
