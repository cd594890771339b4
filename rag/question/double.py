"""A question that asks two things, each of which may stand elsewhere: "Who founded it, and when did it open?". English.

A clause counts as asking by its form alone: a question word, and behind "when" or "how" a verb before its subject.
"What it costs and when it is due" is one thing that is asked about.
"""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern
from index.text.terms import content_terms

_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|shall|will|would)(?:n['’]t)?\b"
_SUBJECT = r"(?:I|you|he|she|it|we|they|there|this|that|these|those|the|an?|any|my|your|his|her|its|our|their)\b"
_HOW = r"(?:when|where|why|how(?: (?!many\b|much\b)\w+)?)"
_OBJECT = r"(?:who|whom|whose \w+|what|which|how (?:many|much))"
# "What it costs" and "who they are" ask nothing by themselves.
_ASKS = rf"(?:{_HOW} {_VERB}|{_OBJECT}(?! {_SUBJECT})\b|{_VERB} {_SUBJECT})"
_BEGINS = lazy_pattern(rf"\W*(?:and |but |so )?(?:(?:in|on|at|by|from|for|to|with|of|since|until) )?{_ASKS}", re.I)
_BETWEEN = lazy_pattern(
    rf"(?:[,;]? (?:and|but)(?: also)? |(?<![?.;])[?.;]+ (?:(?:and|also|but),? )?)"
    rf"(?=(?:(?:in|on|at|by|from|for|to|with|of|since|until) )?{_ASKS})",
    re.I,
)
_JOINTS = (" and ", " but ", " And ", " AND ", "?", ".", ";")
# What two things have in common, what becomes of one where the other holds, what was said of both: asked in one.
_IN_ONE = lazy_pattern(
    r"\b(?:differen\w+|differs?|compar\w+|between|both|whether|if|either|versus|vs|(?:about|of|on) (?:what|who|how))\b",
    re.I,
)
# "On which day and at what time ...?" and "Who designed and who built it?" ask of one thing; "Who wrote it" is whole.
_SAYS = lazy_pattern(rf"\b(?:{_VERB}|who \w+ \w)", re.I)
_LEAST = 2
# More than so many are no question but a form.
_MOST = 3


def parts_of(question: str) -> tuple[str, ...]:
    """The questions that one holds, in order, each with a word of its own; none where it asks one thing."""
    # Most questions have nothing that could join two.
    if not any(sign in question.rstrip(" ?.!") for sign in _JOINTS):
        return ()
    if not _BEGINS.match(question) or _IN_ONE.search(question):
        return ()
    parts, begin = list[str](), 0
    for joint in _BETWEEN.finditer(question):
        parts.append(question[begin : joint.start()])
        begin = joint.end()
    parts.append(question[begin:])
    parts = [part.strip(" ,;.?!") + "?" for part in parts]
    told = [frozenset(content_terms(part)) for part in parts]
    if not 1 < len(parts) <= _MOST or not (len(told[0]) >= _LEAST or _SAYS.search(parts[0])):
        return ()
    new = all(own - frozenset().union(*told[:at]) for at, own in enumerate(told))
    return tuple(parts) if new else ()
