"""A claim beside its evidence: what all checks of a verdict look at, and how the reasons among them are worded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model.words import Words
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity
from rag.verdict.alignment import Alignment, align
from rag.verdict.reading import Context, Reading
from rag.verdict.tiles import Stretches, stretches


@dataclass(frozen=True, slots=True)
class Pair:
    """Both texts as read, the words that answer each other, and the text around the quotations, read when asked for."""

    claim: Reading
    cited: Reading
    context: Context
    alignment: Alignment
    figures: Sequence[Quantity]
    stretches: Stretches


def paired(claim: Reading, evidence: Reading, context: Context, words: Words | None) -> Pair:
    """Lays a claim beside its evidence, word for word; `words` tell near meanings."""
    alignment = align(claim, evidence, words)
    return Pair(claim, evidence, context, alignment, quantities(claim.text), stretches(claim, evidence, alignment))


def instead(theirs: str, mine: str) -> str:
    """One thing for another, as a reason; where either is empty, that the other is missing or added."""
    if not mine:
        return f"“{theirs}” in the source is missing"
    if not theirs:
        return f"“{mine}” is not in the source"
    return f"the source says “{theirs}”, the answer says “{mine}”"


def shortened(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    return text if len(words) <= 8 else " ".join([*words[:8], "…"])
