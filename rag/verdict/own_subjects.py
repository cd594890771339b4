"""Who does it in a clause that has a subject of its own, within a sentence that names the claim's doer elsewhere.

"Halden fell and Moss climbed on", "her uncle Piet, who had founded it", "the bridge that the army built". English.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.verdict.function_words import ARTICLES, BE, POSSESSIVES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading, Token

_BETWEEN = frozenset("had has have later also then first himself herself alone once soon never already".split())
_SKIPPED = ARTICLES | POSSESSIVES
_LONGEST = 3
_PAST = ("ed", "ght", "ilt", "ote", "ade", "old", "eft", "rew", "ook", "ave", "ang")


def own_subject(pair: Pair) -> Instead | None:
    """Whom or what the evidence has right before the only verb that the claim begins with, and the claim's subject."""
    claim, evidence = pair.claim, pair.evidence
    mine, verb = _opening(claim)
    place = evidence.only(verb.stem) if verb else -1
    if not mine or place < 1 or not BE.isdisjoint(evidence.low[max(0, place - 2) : place]):
        return None
    theirs = _subject(evidence, place)
    own, others = {token.stem for token in mine}, {token.stem for token in theirs}
    # Who is told of elsewhere in the evidence, and nobody that the claim names too.
    if not theirs or own <= others or others <= own or not own <= evidence.stems:
        return None
    if not (others - own).isdisjoint(claim.stems) or _is_beside(evidence, own, theirs):
        return None
    return " ".join(token.text for token in theirs), " ".join(token.text for token in mine)


def _is_beside(evidence: Reading, own: set[str], theirs: Sequence[Token]) -> bool:
    """As in "the historian Celia Drum": both are the same."""
    start = evidence.place(theirs[0].start)
    near = evidence.tokens[max(0, start - 1) : start] + evidence.tokens[start + len(theirs) :][:1]
    return any(token.stem in own for token in near)


def _opening(claim: Reading) -> tuple[Sequence[Token], Token | None]:
    """What a claim begins with, and the verb right behind it; none where it is in the passive."""
    start = int(claim.word(0) in _SKIPPED or claim.word(0) in ("mr", "mrs", "ms", "dr"))
    end = start
    # "Lena Orr founded": names go together, other subjects are one word.
    while end < len(claim.tokens) and claim.tokens[end].content and claim.clauses[end] == claim.clauses[0]:
        if end > start and not claim.tokens[end].name:
            break
        end += 1
    at = end
    while claim.word(at) in _BETWEEN:
        at += 1
    if end == start or at >= len(claim.tokens) or claim.clauses[at] != claim.clauses[0]:
        return (), None
    verb = claim.tokens[at]
    return (claim.tokens[start:end], verb) if verb.content and verb.low.endswith(_PAST) else ((), None)


def _subject(evidence: Reading, place: int) -> Sequence[Token]:
    """The subject right before a verb: a name behind a joining word, a noun behind "that", or whom "who" stands for."""
    end = place
    while end and evidence.low[end - 1] in _BETWEEN:
        end -= 1
    if end and evidence.low[end - 1] == "who":
        # "Her uncle, Piet Orr, who": the name right before.
        return _names_before(evidence, end - 1)
    named = _names_before(evidence, end)
    if named:
        before = evidence.word(evidence.place(named[0].start) - 1)
        return named if before in ("and", "but", "while", "that", "which") else ()
    noun = evidence.tokens[end - 1]
    relative = evidence.word(end - 2) in ARTICLES and evidence.word(end - 3) in ("that", "which")
    return [noun] if relative and noun.content and end - 4 >= 0 and evidence.tokens[end - 4].content else ()


def _names_before(text: Reading, end: int) -> Sequence[Token]:
    start = end
    while start and end - start < _LONGEST and text.tokens[start - 1].name and text.tokens[start - 1].content:
        start -= 1
    return text.tokens[start:end]
