"""Words of two parts of a sentence put together the wrong way: "exports copper and imports wheat", "imports copper".

And of a passive the two who gave and got: "the house was sold by Adams to Baker", "Baker sold the house to Adams".
Told by form. English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_NAME = r"(?:the |a |an |his |her |its |their )?(?P<{0}>[\w’'-]+)(?: [\w’'-]+){{0,2}}?"
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:\w+ly )?(?P<deed>\w{3,}) (?:(?:by "
    + _NAME.format("one")
    + r" to "
    + _NAME.format("two")
    + r")|(?:to "
    + _NAME.format("gets")
    + r" by "
    + _NAME.format("gives")
    + r"))(?=\W|$)",
    re.I,
)
_COORDINATES = frozenset("and but".split())
_LINKING = frozenset("of from by after with through for despite without".split())
# A longer claim says more than what is put together from two parts.
_LONGEST = 5


def crossed(pair: Pair) -> Instead | None:
    """Two words that stand side by side in the claim, the later one of the evidence first; both as they are told.

    Each has another neighbour there, which the claim leaves out. It has no other words, and begins as that does.
    """
    claim, evidence = pair.claim, pair.evidence
    mine, theirs = _telling(claim), _telling(evidence)
    opens = next((token.stem for token in claim.tokens), "")
    begins = any(token.opens and token.stem == opens for token in evidence.tokens)
    begins = begins or bool(mine and theirs and mine[0].stem == theirs[0].stem)
    if (
        not begins
        or len(mine) > _LONGEST
        or any(
            # A figure that is worked out stands for words that are not there.
            token.stem not in evidence.stems
            for token in claim.tokens
            if token.tells
        )
    ):
        return None
    for one, two in pairwise(mine):
        # "Died of his wounds", where somebody "was wounded and died".
        if any(one.end <= token.start < two.start and token.low in _LINKING for token in claim.tokens):
            continue
        first, second = _only(theirs, one), _only(theirs, two)
        if first is None or second is None or second >= first or not _parted(evidence, theirs[second], theirs[first]):
            continue
        before, after = theirs[second - 1] if second else None, theirs[first + 1] if first + 1 < len(theirs) else None
        if before and after and before.stem not in claim.stems and after.stem not in claim.stems:
            return before.text, one.text
    return None


def turned_passive(pair: Pair) -> Instead | None:
    """Who gave, and who does in the claim, where these have changed places."""
    claim = pair.claim
    for told in _PASSIVE.finditer(pair.evidence.text):
        giver, taker = (told["one"] or told["gives"]), (told["two"] or told["gets"])
        own = re.compile(
            rf"\A\W*(?:the |a |an |his |her |its |their )?(?:\w+ )?{re.escape(taker)}\b.*\bto "
            rf"(?:the |a |an |his |her |its |their )?(?:\w+ )?{re.escape(giver)}\b",
            re.I,
        )
        if own.search(claim.text) and " by " not in claim.text:
            return giver, taker
    return None


def _telling(text: Reading) -> list[Token]:
    return [token for token in text.tokens if token.content]


def _only(tokens: Sequence[Token], wanted: Token) -> int | None:
    places = [at for at, token in enumerate(tokens) if token.stem == wanted.stem]
    return places[0] if len(places) == 1 else None


def _parted(evidence: Reading, first: Token, second: Token) -> bool:
    """Whether a small word that joins two parts stands between them, and no end of a sentence."""
    between = [token for token in evidence.tokens if first.end <= token.start < second.start]
    return any(token.low in _COORDINATES for token in between) and not any(token.opens for token in between)
