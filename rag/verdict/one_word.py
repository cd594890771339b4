"""One thing named for another in what else repeats the evidence: "cats travel free" for "dogs travel free".

Near meanings do not tell here, for cats are near dogs. But whoever repeats a sentence word for word seldom renames what
it is about. English.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.quantities.units import NUMBER_WORDS
from rag.question.nations import SEATS
from rag.verdict.edited import changes
from rag.verdict.forms import akin
from rag.verdict.function_words import ARTICLES, POSSESSIVES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Token
from rag.verdict.strangers import strangers

# They stand for what was named before, or for anybody.
_STANDS_FOR = frozenset(
    "latter former one ones other others this that these those author report whoever nobody anyone everyone".split()
)
_BEFORE_NOUNS = ARTICLES | POSSESSIVES | frozenset("in on at of for from to by with".split())
# Below this strength two words have nothing to do with each other.
_STRANGE = 0.3
# A shorter sentence is too little to tell that it is repeated.
_FEWEST = 3


def other_thing(pair: Pair) -> Instead | None:
    """The evidence's word and the claim's, where that is the only telling one that differs."""
    found = changes(pair)
    if found is None:
        return None
    steps, part = found
    # What is left out beside it makes no difference to what the rest is about.
    steps = [step for step in steps if any(token.tells for token in step.mine)]
    telling = [token for token in pair.claim.tokens if token.tells]
    if len(steps) != 1 or len(telling) < _FEWEST:
        return None
    theirs, mine = _single(steps[0].theirs), _single(steps[0].mine)
    if theirs is None or mine is None or akin(theirs.low, mine.low) or mine.stem in pair.evidence.stems:
        return None
    # Of names others tell, and "Moscow" may stand for a government.
    if mine.name or theirs.name or any(strangers(pair)) or mine.low in SEATS or theirs.low in SEATS:
        return None
    at = pair.claim.tokens.index(mine)
    first = telling[0] is mine and next((token for token in part if token.tells), None) is theirs
    first = first and (ARTICLES | POSSESSIVES).issuperset(pair.claim.low[:at])
    strange = pair.alignment.strengths[at] < _STRANGE and _is_thing(pair, theirs, mine)
    return (theirs.text, mine.text) if first or strange else None


def _single(tokens: Sequence[Token]) -> Token | None:
    """The only word of these that says something, where it is no figure and stands for nothing else."""
    telling = [token for token in tokens if token.tells]
    if len(telling) != 1:
        return None
    [token] = telling
    named = token.low.isalpha() and token.low not in NUMBER_WORDS and token.low not in _STANDS_FOR
    return token if named else None


def _is_thing(pair: Pair, theirs: Token, mine: Token) -> bool:
    """Whether both stand where a noun does."""
    before = pair.evidence.word(pair.evidence.tokens.index(theirs) - 1)
    own = pair.claim.word(pair.claim.tokens.index(mine) - 1)
    return before in _BEFORE_NOUNS and before == own
