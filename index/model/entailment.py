"""Reads a claim beside the text that it cites, and tells whether the text entails it (Dagan et al. 2005).

Each token of the claim is weighed as a part of what the text does not say; the claim is as doubtful as its tokens
together, and the heaviest of them tell where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.model.cross_encoder import BEGIN, PART, CrossEncoder, Joined
from index.model.embed import Vector
from index.text.patterns import lazy_pattern

# Fewer tokens than these are read of the text, and of the claim.
_TEXT, _CLAIM = 120, 80
# Tokens beside the heaviest that are so much lighter at most are doubted with it.
_BESIDE = 1.5
# The log-odds of a token that is known to be right; it is not weighed.
KNOWN = -20.0
_WORD = lazy_pattern(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Doubt:
    """The log-odds that a claim says what its text does not, and the words of it that are doubted most."""

    odds: float
    words: str


def joined(tokenizer: Any, text: str, claim: str) -> Joined | None:
    """What the model is given, in use and when it learns; None where one of the two is too long to be read whole.

    The mark at the end is weighed as a token of the claim.
    """
    cited, own = (tokenizer.encode(part, add_special_tokens=False) for part in (text, claim))
    if len(cited.ids) >= _TEXT or len(own.ids) >= _CLAIM:
        return None
    first = [BEGIN, *cited.ids, PART]
    ids = [*first, *own.ids, PART]
    return Joined(ids, len(first), range(len(first), len(ids)), own.offsets)


def in_parts(both: Joined, parts: Sequence[tuple[int, int]]) -> list[bool]:
    """For each token of the claim, whether it is in one of these parts of it, given as (start, end)."""
    return [any(start < high and end > low for low, high in parts) for start, end in both.offsets]


class Entailment:
    """Reads on this machine, with no network. The model is loaded at the first use. Safe to use from threads."""

    def __init__(self, folder: Path, vocabulary: Path) -> None:
        """The folders of the changed model and of the embedded one, as `index.model.weights` makes them."""
        self._model = CrossEncoder(folder, vocabulary)

    def __call__(self, text: str, claim: str, known: Sequence[tuple[int, int]] = ()) -> Doubt | None:
        """What is to be doubted of a claim; None where one of the two is too long to be read whole.

        `known` are parts of the claim, as (start, end), that the text holds for sure: they are read and not weighed.
        """
        both = joined(self._model.tokenizer, text, claim)
        if both is None:
            return None
        odds = self._model(both)
        odds[:-1][np.array(in_parts(both, known), bool)] = KNOWN
        return Doubt(float(np.logaddexp.reduce(odds)), _doubted(claim, odds[:-1], both.offsets))


def _doubted(claim: str, odds: Vector, offsets: Sequence[tuple[int, int]]) -> str:
    """The words around the heaviest token that is one of a word and not known; empty where there is none."""
    weighed = [at for at, (start, end) in enumerate(offsets) if odds[at] > KNOWN and _WORD.search(claim[start:end])]
    if not weighed:
        return ""
    first = last = max(weighed, key=lambda at: odds[at])
    least = odds[first] - _BESIDE
    while first - 1 in weighed and odds[first - 1] >= least:
        first -= 1
    while last + 1 in weighed and odds[last + 1] >= least:
        last += 1
    start, end = offsets[first][0], offsets[last][1]
    words = [word for word in _WORD.finditer(claim) if word.end() > start and word.start() < end]
    return claim[words[0].start() : words[-1].end()]
