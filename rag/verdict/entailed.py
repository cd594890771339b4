"""A second look at what the rules found, by what reads claim and evidence together (`index.model.entailment`).

It frees what says the same in other words, and doubts what no rule finds. How doubtful a claim must read depends on
what the rules found. `python -m eval.limits` prints what the limits were chosen by; they hold for the weights in
`index/model/entailment.npz`.
"""

from __future__ import annotations

from enum import Enum, auto


class Found(Enum):
    """What the rules have against a claim."""

    FIGURE = auto()
    # A figure in a claim that else repeats its evidence.
    REPEATED = auto()
    # Whatever speaks against a claim that else repeats its evidence word for word.
    EDITED = auto()
    ADDED = auto()
    NAME = auto()
    CONTRADICTION = auto()
    EXCHANGED = auto()
    # What the evidence says of one thing, told of another as far as a rule sees that, which knows no grammar.
    OF_ANOTHER = auto()
    SUPPOSED = auto()
    LITTLE = auto()
    LESS = auto()
    ABSENT = auto()
    NOTHING = auto()


# Log-odds from which a claim is doubted.
LIMITS = {
    Found.FIGURE: 0.0,
    Found.ADDED: 0.5,
    Found.NAME: 0.0,
    Found.CONTRADICTION: 0.0,
    Found.OF_ANOTHER: -3.5,
    Found.LITTLE: 1.0,
    Found.LESS: 2.5,
    Found.ABSENT: 3.5,
    Found.NOTHING: 5.0,
}
# A label and its value have few words that could be doubted, so that less doubt tells.
_BRIEF = 2.5


def is_certain(found: Found) -> bool:
    """Whether the rules have the last word: of another figure in the same words, of what has changed places."""
    return found not in LIMITS


def limit(found: Found) -> float:
    """The log-odds from which a claim is doubted that the rules have this against; the surer they are, the lower."""
    return LIMITS.get(found, float("-inf"))


def is_doubted(found: Found, odds: float, *, brief: bool = False) -> bool:
    """Whether a reader is warned of a claim; `brief` says that it is no more than a label and its value."""
    return odds >= (min(limit(found), _BRIEF) if brief else limit(found))
