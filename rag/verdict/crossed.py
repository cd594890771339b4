"""Two words that have changed places around figures that have not: "the red team won 11 games, the blue one 10"."""

from __future__ import annotations

from rag.quantities.quantities import quantities
from rag.verdict.alignment import literal
from rag.verdict.reading import Reading

# In a freer wording, what stands before a figure may as well stand behind it.
_LITERAL = 0.9
# So many figures in the same order hold a sentence together.
_FIGURES = 2


def crossed_around_figures(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A word from before all figures and one from behind them that stand the other way round in the evidence."""
    mine, theirs = _figures(claim), _figures(evidence)
    order = [theirs[figure] for figure in sorted(mine, key=mine.__getitem__) if figure in theirs]
    if len(order) < _FIGURES or len(mine) != len(order) or order != sorted(order):
        return None
    # The day and the year of one date are one figure.
    if literal(claim, evidence) < _LITERAL or len(quantities(claim.text)) < _FIGURES:
        return None
    first, last = min(mine.values()), max(mine.values())
    before = [at for at, token in enumerate(claim.tokens) if at < first and token.tells and not token.low[0].isdigit()]
    after = [at for at, token in enumerate(claim.tokens) if at > last and token.tells and not token.low[0].isdigit()]
    for left in before:
        for right in after:
            one, two = claim.tokens[left], claim.tokens[right]
            here, there = _only(evidence, one.stem), _only(evidence, two.stem)
            if there is not None and here is not None and there < order[0] and here > order[-1]:
                return one.text, two.text
    return None


def _figures(text: Reading) -> dict[str, int]:
    """Where each figure stands that is there once."""
    found = [(token.low, at) for at, token in enumerate(text.tokens) if token.low[0].isdigit()]
    return {figure: at for figure, at in found if sum(other == figure for other, _ in found) == 1}


def _only(text: Reading, stem: str) -> int | None:
    """The place of a word that is there once."""
    places = [at for at, token in enumerate(text.tokens) if token.stem == stem]
    return places[0] if len(places) == 1 else None
