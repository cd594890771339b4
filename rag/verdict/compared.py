"""What is set apart on the two sides of a "than", exchanged; and what is left out of all, told of the same. English."""

from __future__ import annotations

import re

from rag.verdict.denying import NEGATORS
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_COMPARING = frozenset("more less fewer worse better rather".split())
_BEFORE = 3
_EXCEPT = re.compile(
    r"\b(?:except|excluding|apart from|other than)(?: on| for| in| at| those in)*(?: the)? (\w+)", re.I
)
_APART = NEGATORS | frozenset("except excluding apart other save only unlike but however although".split())
# In a freer wording than this, it may be told otherwise.
_LITERAL = 0.85


def turned_than(pair: Pair) -> tuple[str, str] | None:
    """Words that stand before "than" in the claim and behind it in the evidence, and the other way round."""
    mine, theirs = _sides(pair.claim), _sides(pair.evidence)
    if mine is None or theirs is None or mine[2] != theirs[2] or not pair.denies_alike:
        return None
    if pair.literal < 1 or not mine[2] or not {"no", "not"}.isdisjoint(pair.claim.low):
        return None
    before, behind = (mine[0] - mine[1]) & (theirs[1] - theirs[0]), (mine[1] - mine[0]) & (theirs[0] - theirs[1])
    if not before or not behind:
        return None
    shown = {token.stem: token.text for token in pair.claim.tokens}
    return shown[min(before)], shown[min(behind)]


def excepted(pair: Pair) -> Instead | None:
    """A claim that says of a thing what the evidence says of all but that."""
    claim, evidence = pair.claim, pair.evidence
    if not _APART.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    found = _EXCEPT.search(evidence.text)
    if found is None:
        return None
    at = evidence.place(found.start(1))
    if at >= len(evidence.tokens) or not evidence.tokens[at].content:
        return None
    # "Except on Mondays between May and July": of other Mondays it is true.
    rest = next(sentence for sentence in evidence.sentences() if at in sentence)
    told = {token.stem for token in claim.tokens if token.tells}
    if any(evidence.tokens[other].tells for other in range(at + 1, rest.stop)) or not told <= evidence.stems:
        return None
    thing = evidence.tokens[at].stem
    alone = sum(token.stem == thing for token in evidence.tokens) == 1
    return (found[0], claim.tokens[_place(claim, thing)].text) if alone and thing in claim.stems else None


def _place(text: Reading, term: str) -> int:
    return next(at for at, token in enumerate(text.tokens) if token.stem == term)


def _sides(text: Reading) -> tuple[frozenset[str], frozenset[str], frozenset[str]] | None:
    """The telling words before the only "than" of a text and behind it, and the words that compare."""
    if text.low.count("than") != 1:
        return None
    than = text.low.index("than")
    sentence = next(sentence for sentence in text.sentences() if than in sentence)
    words = range(max(sentence.start, than - _BEFORE), than)
    comparing = {text.tokens[at].stem for at in words if text.low[at] in _COMPARING or text.low[at].endswith("er")}
    before = {text.tokens[at].stem for at in range(sentence.start, than) if text.tokens[at].tells}
    behind = {text.tokens[at].stem for at in range(than + 1, sentence.stop) if text.tokens[at].tells}
    return frozenset(before), frozenset(behind), frozenset(comparing)
