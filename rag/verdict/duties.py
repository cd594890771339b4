"""What must, should, may and need not be done: "may charge interest" is no "must charge interest".

English; other languages give no findings here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

# "May not" is left out, which forbids, or says that something is perhaps not so.
_DUTIES = {
    "obliged": "must|shall|has to|have to|had to|need to|needs to|required to|obliged to",
    "advised": "should|ought to|advised to|recommended to",
    "permitted": "may|allowed to|permitted to|free to",
    "able": "can",
    "forbidden": "must not|shall not|can not|not allowed to|not permitted to|forbidden to",
    "exempt": "need not|not have to|not need to|not required to|not obliged to|not be required to",
}
_FORMS = sorted(
    ((tuple(form.split()), duty) for duty, forms in _DUTIES.items() for form in forms.split("|")),
    key=lambda row: -len(row[0]),
)
_OPENING = frozenset(form[0] for form, _ in _FORMS)
# The evidence's duty and a claim's that it bears out: what can be done may be done, what must be done should be.
_AGREE = frozenset(
    {("able", "permitted"), ("permitted", "able"), ("obliged", "able"), ("advised", "able"), ("obliged", "advised")}
)
# With these "may" and "must" come to the same: "may only be sold by", "nobody may".
_TURNING = frozenset("only solely no not never nobody none nothing neither nor unless except without until".split())
_SKIPPED = frozenset("be been also then always first the not".split())
_BUT_NOT = re.compile(r"\b(?:but|and|though|although) not\b", re.I)
# In a freer wording than this, a duty may be in other words.
_LITERAL = 0.6


def other_duty(pair: Pair) -> Instead | None:
    """How strongly the evidence bids or allows a thing and how strongly the claim does."""
    evidence = pair.evidence
    mine = list(_duties(pair.claim))
    if not mine or pair.literal < _LITERAL:
        return None
    # "You can use it on buses, but not on the express": there you cannot.
    if _BUT_NOT.search(evidence.text):
        return None
    theirs = list(_duties(evidence))
    for verb, duty, words in mine:
        same = [(other, their_words) for own, other, their_words in theirs if own == verb]
        # "Puppies may be wormed. Worm the bitch at the same time."
        told = sum(token.stem == verb for token in evidence.tokens)
        if same and len(same) == told and all(other != duty and (other, duty) not in _AGREE for other, _ in same):
            return same[0][1], words
    return None


def _duties(text: Reading) -> Iterator[tuple[str, str, str]]:
    """Each thing to be done: the stem of its verb, its duty, and the words for that."""
    low = ["" if token.name else token.low for token in text.tokens]
    end = 0
    for at in range(len(low)):
        form, duty = _form(low, at) if at >= end and low[at] in _OPENING else ((), "")
        if not form:
            continue
        end = at + len(form)
        around = {low[near] for near in text.clause(at)}
        verb = next((token for token in text.tokens[end : end + 3] if token.low not in _SKIPPED), None)
        if verb and verb.content and low[end] != "not" and not around - set(form) & _TURNING:
            yield verb.stem, duty, " ".join(token.text for token in text.tokens[at:end])


def _form(low: list[str], at: int) -> tuple[tuple[str, ...], str]:
    """The words for a duty that begin at a place, and the duty; empty where none do, as in "the need to"."""
    noun = low[at] == "need" and at > 0 and low[at - 1] in ("the", "a", "any")
    return next((row for row in _FORMS if not noun and tuple(low[at : at + len(row[0])]) == row[0]), ((), ""))
