"""How much a model may write: some servers heed no limit of tokens. What is taken of a server at all is told elsewhere
(`index.remote.limits`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.model.wire import Heard

# Characters that a model writes, with its thinking.
MOST_WRITTEN = 4_000_000
# Characters of an answer: for each token that it may have, and where these are few.
_PER_TOKEN, _FEW = 16, 100_000


def most_shown(max_tokens: int) -> int:
    """Characters of an answer of so many tokens, at most: some servers do not heed the limit that they are sent."""
    return max(_FEW, _PER_TOKEN * max_tokens)


def up_to(most: int, pieces: Iterator[str], heard: Heard) -> Iterator[str]:
    """The pieces, until there are so many characters: then the answer is cut off, as at its limit of tokens."""
    for piece in pieces:
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            heard.finish = "length"
            return
