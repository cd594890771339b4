"""What a group thinks, as a sentence tells it whose subject it is: "What do the Europeans fear?".

"Europe's leaders now doubt it" speaks of the Europeans, and "a European policy" or "a threat to Europe's security" only
of something of theirs. English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.text.patterns import lazy_pattern
from rag.evidence import ScoredSentence
from rag.ranking.put_first import told_first

# What somebody has in mind, in the words for one kind of it on a line.
_MINDS = (
    "fear* worr* afraid doubt* uneasy nervous suspect* dread* concern* alarm* anxi* sceptical skeptical distrust*",
    "want* demand* insist* seek* sought wish* hope* ask asks asked call_for calls_for require* expect* prefer*",
    "think* thought believ* feel* felt see sees saw regard* consider* find finds found fear* doubt* suspect* holds",
)
_VERBS = r"fear|worry|doubt|suspect|dread|want|demand|insist|seek|wish|hope|expect|prefer|think|believe|feel|see|regard"
_ASKED = lazy_pattern(
    rf"\W*(?:(?:and|so|but) )?(?:what|why|how) (?:do (?:the |many |most |some )?|did the )(?P<group>(?-i:[A-Z])\w+s|"
    rf"(?-i:[A-Z])\w+(?:ish|ese|ch))(?: really| now| most)? (?P<mind>{_VERBS})\b|"
    r"\W*what (?P<troubles>worries|concerns|troubles|alarms|frightens) the (?P<whom>(?-i:[A-Z])\w+(?:s|ish|ese|ch))\b",
    re.I,
)
# "Ukrainians" live where "Ukraine" begins so.
_ENDING = lazy_pattern(r"(?:ians?|ans?|s|ish|ese|ch)$")
_SHORTEST = 4
# Of so many of the best, those of the same document that score this share of the best one.
_CONSIDERED, _SHARE = 10, 0.05


def of_a_group_first(question: str, items: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences, best first; before all others one whose subject is the group that is asked about."""
    told = _pattern(question)
    if told is None:
        return list(items)
    return told_first(
        items,
        lambda item: told.match(" ".join(item.sentence.text.split())) is not None,
        share=_SHARE,
        among=_CONSIDERED,
    )


@lru_cache(maxsize=64)
def _pattern(question: str) -> re.Pattern[str] | None:
    """What a sentence on what a group has in mind looks like; None where that is not asked."""
    asked = _ASKED.match(question)
    if asked is None:
        return None
    name, mind = asked["group"] or asked["whom"], (asked["mind"] or "fear").casefold()
    begins = _ENDING.sub("", name)
    begins = begins if len(begins) >= _SHORTEST else name
    kinds = (line.split() for line in _MINDS)
    minds = next(words for words in kinds if any(mind.startswith(word.rstrip("*")) for word in words))
    said = "|".join(word.replace("_", " ").replace("*", r"\w*") for word in minds)
    # Who acts stands first: "Officials in Ukraine, who had its backing, now feel".
    return re.compile(
        rf"\W*(?:(?:the|many|most|some|all|even|but|and|now|\w+(?: \w+)? (?:in|from|of)) (?:the )?)*{begins}\w*\b"
        rf"[^.;:]{{0,120}}\b(?:{said})\b",
        re.I,
    )
