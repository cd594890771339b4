"""A claim that is a sentence of its evidence, or a clause of it, with no more than a word or two put otherwise.

What the rules have against such a claim is not said in other words: "The drug was not approved", "The drug was
approved". So nothing that reads the two together needs to be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.verdict.claims import as_sentence
from rag.verdict.pair import Pair
from rag.verdict.reading import Reading, Token

# So many words of the claim may be others, and so many of the evidence may be left out.
_OTHER, _LEFT_OUT = 2, 5
# What both have must be so many words, and so much of the claim.
_LEAST, _SHARE = 2, 0.6
_JOINS = frozenset("and but while whereas although though because".split())
# Of a sentence of more clauses it is not tried which of them a claim repeats.
_CLAUSES = 8


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the evidence, and what the claim has in their place; either may be none. `after` is the next word."""

    theirs: Sequence[Token]
    mine: Sequence[Token]
    after: str


def changes(pair: Pair) -> tuple[list[Change], Sequence[Token]] | None:
    """What a claim changes of the part of the evidence that it repeats, and that part; None where it repeats none.

    A label with its value repeats no sentence: it has no verb.
    """
    claim, evidence = pair.claim, pair.evidence
    if as_sentence(claim.text):
        return None
    own = [token.stem for token in claim.tokens]
    best, fewest = None, (_OTHER + 1, 0)
    for part in _parts(evidence):
        if abs(len(part) - len(own)) > _LEFT_OUT:
            continue
        matcher = SequenceMatcher(None, [token.stem for token in part], own, autojunk=False)
        both = sum(block.size for block in matcher.get_matching_blocks())
        other, left_out = len(own) - both, len(part) - both
        if both < max(_LEAST, _SHARE * len(own)) or other > _OTHER or left_out > _LEFT_OUT:
            continue
        if (other, left_out) < fewest:
            best, fewest = (part, matcher.get_opcodes()), (other, left_out)
    if best is None:
        return None
    part, steps = best
    found = [
        Change(part[a:b], claim.tokens[c:d], claim.low[d] if d < len(own) else "")
        for kind, a, b, c, d in steps
        if kind != "equal"
    ]
    return found, part


def _parts(evidence: Reading) -> Iterator[list[Token]]:
    """Each sentence, and each run of clauses of one, without the small word that joins it to what stands before."""
    for sentence in evidence.sentences():
        clauses = list[list[Token]]()
        before = None
        for at in sentence:
            token = evidence.tokens[at]
            if evidence.clauses[at] != before or token.low in _JOINS:
                clauses.append([])
            clauses[-1].append(token)
            before = evidence.clauses[at]
        runs = [(0, len(clauses))]
        if len(clauses) <= _CLAUSES:
            runs = [(first, last) for first in range(len(clauses)) for last in range(first + 1, len(clauses) + 1)]
        for first, last in runs:
            words = [word for clause in clauses[first:last] for word in clause]
            yield words[1:] if words[0].low in _JOINS else words
