"""What only goes together in the evidence, told as cause and effect: "is associated with" is no "causes".

English; other languages give no findings here.
"""

from __future__ import annotations

from rag.verdict.negation import denials
from rag.verdict.reading import Reading

_TOGETHER = frozenset("associated association linked link correlated correlates correlation".split())
_CAUSING = frozenset(
    """
    cause causes caused causing lead leads led produce produces produced lowers lowered raises raised reduces reduced
    increases increased prevents prevented protects protected because
    """.split()
)
_OPEN = frozenset("may might could can possibly perhaps whether if suggest suggests".split())


def made_cause(claim: Reading, evidence: Reading) -> tuple[str, str] | None:
    """The evidence's "linked" where the claim has "causes" and else the evidence's own words; None elsewhere."""
    # "In May" leaves nothing open.
    mine, theirs = ([token.low for token in text.tokens if not token.name] for text in (claim, evidence))
    together = next((word for word in theirs if word in _TOGETHER), "")
    causing = next((word for word in mine if word in _CAUSING), "")
    if not together or not causing or _CAUSING & set(theirs) or (_OPEN | _TOGETHER) & set(mine):
        return None
    same = all(token.stem in evidence.stems for token in claim.tokens if token.content and token.low != causing)
    return (together, causing) if same and denials(claim) == denials(evidence) else None
