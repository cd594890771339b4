"""Words of a question that say nothing of what it is about: turns of phrase, and what asks how much or how often.

"What stands in the way?" and "Give me an example" name no way and no example that one could go on about. English.
"""

from __future__ import annotations

import re

from index.text.patterns import lazy_pattern

# "How often" asks: what is counted is no subject.
_ASKED_HOW = lazy_pattern(
    r"\bhow (?:long|often|old|far|big|large|high|tall|deep|wide|heavy|fast|quickly|soon|early|late)\b|"
    r"\b(?:since|until|till|by) when\b",
    re.I,
)
_IDIOM = lazy_pattern(
    r"\b(?:stand(?:s|ing)?|stood|gets?|got|be|is|are) in the way(?: of)?\b|"
    r"\bwhat(?:['’]s| is| was) the (?:point|sense|use)(?: of| in)?\b|\bthe meaning of\b|"
    r"\b(?:take|takes|took|taking) (?:place|part)\b|\b(?:come|comes|came) (?:out )?of\b|"
    r"\bin (?:the )?(?:first|last) place\b|\b(?:on|at) (?:the (?:one|other) hand|all|least|most|first|last)\b|"
    r"\b(?:a )?lot of\b|\bpoor (?:thing|man|woman|fellow)s?\b",
    re.I,
)
# "May" in small letters is no month.
_NOTHING = frozenset(
    ("may", "one", "ones", "way", "ways", "thing", "things", "stuff", "kind", "kinds", "sort", "sorts", "example",
     "examples", "instance", "else", "mean", "supposed", "sure", "really", "actually", "ok", "okay", "yes", "please",
     "against", "thanks", "thx", "anymore", "exactly")
)  # fmt: skip


def without_idioms(text: str) -> str:
    """The text without phrases that name nothing."""
    return _ASKED_HOW.sub("how", _IDIOM.sub(" ", text))


def names_nothing(word: str, *, opens: bool) -> bool:
    """Whether a word is none that a subject is named by; one that `opens` a question has a capital for that alone."""
    return (word.lower() if opens else word) in _NOTHING
