"""What the evidence denies beside what it affirms: "gate 4, not gate 9", "bats do, and owls do not".

English; other languages give no findings here.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.verdict.denying import NEGATORS
from rag.verdict.function_words import AUXILIARIES, stems
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

# With one of these a claim has a contrast of its own.
_CONTRASTING = NEGATORS | frozenset("rather instead unlike wrong false wrongly except but".split())
_JOINING = frozenset("while whereas though although".split())
_INSTEAD = (("rather", "than"), ("instead", "of"))
# After ", not" it is a bound, a reason or an order, and no thing set against another.
_NO_THING = frozenset(
    "only just merely more less fewer later earlier before after until because if when to all every one least always "
    "even yet necessarily".split()
)
# In a freer wording than this, what is denied may be something else's.
_LITERAL = 0.99
# So far from the "not" stand the two things.
_REACH = 4
# Where a claim has no auxiliary, its subject is among so many first words.
_SUBJECT = 3
_EXCEPTING = stems("except exception excepting excluding unless apart")


def affirmed(pair: Pair) -> Instead | None:
    """What the evidence denies beside something else and the claim affirms."""
    claim, evidence = pair.claim, pair.evidence
    if not _CONTRASTING.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    # "Not in the dining room, except …": only those are.
    if "onli" in claim.stems and _EXCEPTING & evidence.stems:
        return None
    return _set_against(claim, evidence) or _of_the_other(claim, evidence)


def _set_against(claim: Reading, evidence: Reading) -> Instead | None:
    """The second of "gate 4, not gate 9" where the claim lacks the first."""
    tokens = evidence.tokens
    mine = set(claim.low)
    for start, end in _oppositions(evidence):
        before = [token.low for token in tokens[max(0, start - _REACH) : start] if token.tells]
        after = range(end, min(end + _REACH, evidence.clause(end).stop))
        denied = next((at for at in after if tokens[at].tells and tokens[at].low not in before), None)
        if denied is None or not before or before[-1] in mine or tokens[denied].low not in mine:
            continue
        if evidence.only(tokens[denied].stem) == denied:
            return evidence.shown(start, denied), evidence.shown(end, denied)
    return None


def _oppositions(evidence: Reading) -> Iterator[tuple[int, int]]:
    """The beginning and the end of each ", not" and "rather than"."""
    low = evidence.low
    for at in range(1, len(low) - 1):
        opens = evidence.clauses[at] != evidence.clauses[at - 1] or low[at - 1] in ("and", "but")
        goes_on = evidence.clauses[at] == evidence.clauses[at + 1]
        if low[at] == "not" and opens and goes_on and low[at + 1] not in _NO_THING:
            yield at, at + 1
        elif (low[at], low[at + 1]) in _INSTEAD and at + 2 < len(low):
            yield at, at + 2


def _of_the_other(claim: Reading, evidence: Reading) -> Instead | None:
    """The subject of "…; the cushions are not", of which the claim says what is said of another."""
    tokens, said = evidence.tokens, claim.content
    verb = next((at for at, word in enumerate(claim.low) if word in AUXILIARIES), _SUBJECT)
    opening = {token.stem for token in claim.tokens[:verb] if token.content}
    for at in range(2, len(tokens)):
        if tokens[at].low != "not" or tokens[at - 1].low not in AUXILIARIES:
            continue
        clause = evidence.clause(at)
        subject = {tokens[place].stem for place in clause if place < at and _tells(evidence, place)}
        denied = {tokens[place].stem for place in clause if place > at and tokens[place].content}
        others = {token.stem for place, token in enumerate(tokens) if token.content and place not in clause}
        # Of another it is affirmed, and the claim speaks of nothing else.
        if subject and subject <= opening and not subject & others and denied & said <= others and denied <= said:
            return evidence.shown(clause[0], clause[-1]), " ".join(token.text for token in claim.tokens[:verb])
    return None


def _tells(text: Reading, at: int) -> bool:
    return text.tokens[at].content and text.low[at] not in _JOINING
