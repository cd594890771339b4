"""What each data set's figures should reach, as a table. Held against the whole set, or against one language of it.

A figure of another language is held against English: the same questions, the same documents, another language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.figures import AT_PRICE, FOLLOW_UP, UNANSWERABLE
from eval.measures import OPEN
from eval.records import Example

REFERENCE = "en"
PARITY = f"answer in quotation@3{OPEN}"
BEHIND = f"{PARITY}, behind {REFERENCE}"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure and its bound: "at least" for a figure of which more is better, else "at most"."""

    figure: str
    bound: float
    language: str = ""


# One fixed threshold serves every data set, so its price is limited on each.
_EVERYWHERE = (Target("answerable refused", 0.07),)
_TARGETS: dict[str, tuple[Target, ...]] = {
    "chunking": (Target("span recall@5", 0.92), Target(f"citation F1{OPEN}", 0.58)),
    "xquad": (
        Target(f"answer in quotation@1{OPEN}", 0.86, REFERENCE),
        Target(f"answer in quotation@3{OPEN}", 0.96, REFERENCE),
        Target("AUROC, near-miss", 0.985, REFERENCE),
        Target(AT_PRICE.format("near-miss"), 0.88, REFERENCE),
        Target(AT_PRICE.format("other-topic"), 0.995, REFERENCE),
    ),
    "mtrag": (Target(FOLLOW_UP, 0.92), Target(f"AUROC, {UNANSWERABLE}", 0.80)),
}
_BEHIND_AT_MOST = 0.10


def target(suite: str, figure: str, examples: Sequence[Example], *, whole: bool) -> float | None:
    """The bound of a figure over these examples; None where none is set. `whole`: they are all of a run's."""
    if figure == BEHIND:
        return _BEHIND_AT_MOST
    for row in (*_TARGETS.get(suite, ()), *_EVERYWHERE):
        languages = {item.case.language for item in examples} if row.language else set()
        if row.figure == figure and (languages == {row.language} if row.language else whole):
            return row.bound
    return None
