"""What is said on a condition: "if wages are not raised" does not say that they were raised.

English; other languages give no findings here.
"""

from __future__ import annotations

import re

from rag.verdict.denying import NEGATORS
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_UNLESS = frozenset("unless only except without".split())
_NOT = NEGATORS - {"without"}
_CONDITIONS = frozenset("if unless provided whether".split())
# What is feared, doubted or denied is not told as a fact either.
_SUPPOSED = frozenset(
    "fear fears feared doubt doubts doubted deny denies denied wonder wonders imagine imagines".split()
)
# A claim with one of these leaves something open, or has a condition of its own.
_OPEN = frozenset(
    """
    if unless provided providing when whenever whether once until till while where would could may might can should must
    condition conditions case cases depends depending subject without otherwise assuming long after before only
    """.split()
)
# In a freer wording than this, a condition may be in other words.
_LITERAL = 0.6
# So many words of a claim must be found in the condition, and this sure it must be of each.
_FEWEST, _SURE = 2, 0.5
_CLOSE = 4
# Right before a doubt or a fear, these say who has it.
_BEFORE_VERBS = frozenset("i we they he she not".split())
_ELSE = frozenset("until since because when after before who which".split())
_WAIVES = re.compile(
    r"\b(?:even (?:if|when|where|though)|regardless of|irrespective of|no matter|whether or not|"
    r"in (?:any|either) case)\b",
    re.I,
)
# With one of these a claim has the condition in other words, or asks for what it demands.
_CONDITIONED = frozenset(
    """
    if unless provided providing when whenever where wherever whether once until till while without otherwise assuming
    before after only as long condition conditions conditional depend depends depending subject need needs needed
    require requires required requirement permission consent agreement approval agree agrees then so case cases
    """.split()
)
_TRAILING = re.compile(
    r"(?<=\w)(?:, but)?,? (?P<word>but only (?:if|when|where|after|with)|only (?:if|when|where|after|with)|unless|"
    r"provided (?:that )?|on (?:the )?condition that|if)\b"
    r"(?! (?:any|possible|necessary|needed|not|so|only|(?:he|she|it|they|you|we|one)(?:'s a\b| (?:likes?|wish|want))))",
    re.I,
)
_GOES_ON = frozenset("and that or so".split())
# Behind one of these an "if" asks whether.
_ASKING = re.compile(
    r"\b(?:as|even|ask|asks|asked|see|sees|check|checks|checked|know|knows|knew|wonder\w*|unclear|unknown|matter|what|"
    r"doubt\w*|sure|tell|tells|told|determine\w*|test\w*|decide\w*)\Z",
    re.I,
)
_REQUIRES = re.compile(
    r"\b(?:only (?:if|when|where|after|with)|unless|provided(?: that)?|on condition|as long as|subject to)\b", re.I
)


def dropped_condition(pair: Pair) -> Instead | None:
    """The evidence's word for a condition, where the claim says as a fact what stands there as one."""
    claim, evidence = pair.claim, pair.evidence
    if not _OPEN.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    places = _told(pair)
    for start, token in enumerate(evidence.tokens):
        if token.low not in _CONDITIONS | _SUPPOSED or (token.low == "provided" and not token.opens):
            continue
        if token.low in _SUPPOSED and (_is_noun(evidence, start) or not _SUPPOSED.isdisjoint(claim.low)):
            continue
        if len(places) < _FEWEST or not places <= set(range(start + 1, evidence.clause(start).stop)):
            continue
        # "Whether it lasts is asked since the island elected …": what stands further on is no condition.
        if min(places) - start <= _CLOSE and _ELSE.isdisjoint(evidence.low[start : min(places)]):
            return token.text, ""
    return None


def _told(pair: Pair) -> set[int]:
    """The places in the evidence of the claim's telling words; -1 where one of them is not there."""
    telling = (at for at, token in enumerate(pair.claim.tokens) if token.content)
    return {pair.alignment.places[at] for at in telling if pair.alignment.strengths[at] >= _SURE}


def _is_noun(text: Reading, at: int) -> bool:
    """As in "without doubt" and "the fear of it"."""
    before = text.tokens[at - 1] if at else None
    small = before is None or (not before.content and before.low not in _BEFORE_VERBS)
    return small or text.word(at + 1) in ("of", "about")


def cut_condition(pair: Pair) -> Instead | None:
    """The evidence's "only if" behind what the claim says without it: "may sublet only if", "may sublet"."""
    claim, evidence = pair.claim, pair.evidence
    if not _CONDITIONED.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    places = _told(pair)
    for found in _TRAILING.finditer(evidence.text):
        if _ASKING.search(evidence.text[: found.start()]):
            continue
        start = evidence.place(found.start("word"))
        sentence = next((sentence for sentence in evidence.sentences() if start in sentence), range(0))
        # Where another sentence has some of it, the condition may be of that alone.
        if len(places) < _FEWEST or not places <= set(range(sentence.start, start)):
            continue
        # Right behind what is claimed, so that it is the condition of that: not "…, taxis only with permission".
        between = range(max(places) + 1, start)
        if not any(evidence.tokens[at].content or evidence.low[at] in _GOES_ON for at in between):
            return found["word"].strip(), ""
    return None


def waived_condition(pair: Pair) -> Instead | None:
    """The evidence's "only if" where the claim has "even if"."""
    evidence = pair.evidence
    mine, theirs = _WAIVES.search(pair.claim.text), _REQUIRES.search(evidence.text)
    if not mine or not theirs or _WAIVES.search(evidence.text) or pair.literal < _LITERAL:
        return None
    return theirs[0], mine[0]


def unless_as_if(pair: Pair) -> Instead | None:
    """The evidence's "unless" where the claim has "if", and both deny as much."""
    claim, evidence = pair.claim, pair.evidence
    own = next((token for token in claim.tokens if token.low in ("if", "when")), None)
    theirs = next((token for token in evidence.tokens if token.low == "unless"), None)
    if own is None or theirs is None or not _UNLESS.isdisjoint(claim.low) or pair.literal < _LITERAL:
        return None
    mine = {token.stem for token in claim.tokens if token.content and token.start > own.start}
    end = theirs.start + len(evidence.text[theirs.start :].partition(". ")[0])
    named = {token.stem for token in evidence.tokens if token.content and theirs.start < token.start < end}
    said, known = (sum(word in _NOT for word in text.low) for text in (claim, evidence))
    return (theirs.text, own.text) if said == known and 2 * len(mine & named) > len(mine) else None
