"""What is planned, told as done: "is expected to open" does not say that it opened.

English; other languages give no findings here.
"""

from __future__ import annotations

from rag.quantities.units import NUMBER_WORDS
from rag.verdict.negation import denials
from rag.verdict.reading import Reading, Token

_PROSPECTS = frozenset(
    """
    plan plans planned expect expects expected intend intends intended hope hopes hoped want wants wanted due scheduled
    will threatens threatening promises promised considers considering proposes proposed aims aimed
    """.split()
)
# A claim with one of these says that something is ahead, or may be.
_AHEAD = _PROSPECTS | frozenset(
    "would shall should going may might could can must likely need needs planning expecting hoping to if when".split()
)
_DONE = frozenset("began became took fell rose sold left gave went grew paid won lost".split())
_HAS = frozenset("has have had was were been".split())
# So near behind it stands what is planned.
_REACH = 6


def fulfilled(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """A deed of the claim that the evidence has as planned and nowhere else: (evidence's word for it, claim's verb)."""
    if {token.low for token in claim.tokens} & _AHEAD or denials(claim) or denials(evidence):
        return None
    deeds = {token.stem: token for at, token in enumerate(claim.tokens) if _is_done(claim, at, token)}
    planned: dict[str, str] = {}
    beyond: set[str] = set()
    scope, cue = 0, ""
    for at, token in enumerate(evidence.tokens):
        parted = at and evidence.clauses[at] != evidence.clauses[at - 1]
        scope = 0 if parted else scope - 1
        following = [other.low for other in evidence.tokens[at + 1 : at + 2]]
        if token.low in _PROSPECTS and (token.low != "due" or following in (["to"], ["for"])):
            scope, cue = _REACH, token.text
        elif token.stem in deeds:
            if scope > 0:
                planned.setdefault(token.stem, cue)
            else:
                beyond.add(token.stem)
        elif token.low in ("did", "has", "have"):
            # "Was due to open in 2020, and did."
            return None
    return next(((planned[deed], deeds[deed].text) for deed in planned if deed not in beyond), None)


def _is_done(text: Reading, at: int, token: Token) -> bool:
    if not token.content or not token.low.isalpha() or token.low in NUMBER_WORDS:
        return False
    before = {other.low for other in text.tokens[max(0, at - 2) : at]}
    # "Has six digits" tells of no deed.
    if before & NUMBER_WORDS.keys():
        return False
    return token.low.endswith("ed") or token.low in _DONE or bool(before & _HAS and not token.low.endswith("ing"))
