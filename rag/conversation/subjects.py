"""Where a question has its subject, what it says of that, and what is done: what a follow-up may put another for.

Forms alone; `rag.conversation.ellipsis` has what becomes of them. English.
"""

from __future__ import annotations

import re

PREPOSITIONS = (
    "in", "on", "at", "during", "since", "until", "before", "after", "by", "for", "from", "to", "with", "without", "of",
    "under", "over", "per", "above", "below", "between", "within",
)  # fmt: skip
AUXILIARIES = "do|does|did|is|are|was|were|can|could|has|have|had|will|would|must|may|might|should|shall"
A_PREPOSITION = re.compile(rf"\b(?:{'|'.join(PREPOSITIONS)})\b", re.I)
# The words of earlier turns beside a question that is not put anew.
CARRIED = re.compile(r"\s*\([^()]*\)$")
# Words that ask, or stand for something that was said: what has one says more than what differs.
ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|may|"
    r"has|have|had|if|he|him|his|she|her|hers|it|its|they|them|their|this|that|these|those|there|then|else|one|ones|"
    r"afterwards|later|not|me|you)\b",
    re.I,
)
# "When is the training?", "Who benefited most?"
HAS_A_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must|may)\b|"
    r"^\W*(?:who [\w-]+|what [\w-]+(?:s|ed) \w)",
    re.I,
)
# What kind of thing is asked: "how many", but "how does it work" as "how do they".
OPENS = re.compile(
    rf"\W*(?:(?:and|but|so)\W+)?(?P<word>who|what|which|when|where|why|how(?: (?!(?:{AUXILIARIES})\b)\w+)?)\b", re.I
)
# What binds a whole question to the one before it: "And what does Kyiv say?"; neither "And why?" nor "But what about".
LINK = re.compile(
    r"^\W*(?:and|but|so|or)\W+(?=(?:(?:who|which|when|where|why|(?:what|how)(?! about\b))\b.*? )??"
    rf"(?:{AUXILIARIES})\b [\w’'-]+|who (?!else\b)[\w-]+ \w)",
    re.I,
)
ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
_PLURAL = re.compile(r"(?:[^\Wsu]s|\bpeople|\bchildren|men)$", re.I)
WHAT_IS = re.compile(
    r"(?:who|what|when|where|how(?: \w+)?)(?:\s+(?:is|are|was|were)|['’]s)\s+(?P<old>.+?)(?P<end>\s*\?*)", re.I
)
# "How many books can I borrow?"
COUNTED = re.compile(
    r"\b(?P<asks>how many|how much|which)\s+(?P<old>[\w-]+)\s+"
    r"(?=(?:can|do|does|did|is|are|was|were|may|must|will|have|has|should)\b)",
    re.I,
)
# What is done at one end of something and at the other: "When does it open?", "And close?"
_DEEDS = "open|close|start|begin|end|finish|come|leave|return|arrive|land|depart|eat|drink"
DEED = re.compile(rf"{_DEEDS}", re.I)
DOES_A_DEED = re.compile(
    r"\b(?:do|does|did|can|may|must|should|will|would) "
    r"(?:(?:the|an?|my|our|your) [\w’'-]+|(?!(?:the|an?|my|our|your)\b)[\w’'-]+)(?: [\w’'-]+){0,2}? "
    rf"(?P<old>{_DEEDS})\b",
    re.I,
)
DOES = re.compile(
    r"(?:.*\b(?:does|do|did|can|could|will|would|must|may|should)|is|are|was|were) "
    r"(?P<old>(?:the|an?|my|our) (?:(?!be |have |get )[\w-]+ )?(?!be |have |get )[\w-]+(?: of (?:the )?[\w-]+)?)"
    r"(?= (?:(?:be|have|get) )?[\w-]+\W*$)",
    re.I,
)
# "What does coffee cost?": a thing or its kind, without an article.
DOES_BARE = re.compile(
    r"(?:what|where|when|why|how(?: much| long| often| far| fast| many [\w-]+)?) (?P<does>do|does|did) "
    rf"(?P<old>(?-i:[a-z])[\w-]+)(?= (?!(?:{'|'.join(PREPOSITIONS)}|and|or)\b)[\w-]+\b)",
    re.I,
)
# "Are dogs allowed?", "Can students apply?"
MANY_ARE = re.compile(
    rf"(?:(?:[\w-]+ )?(?:which|what|when|where|how)(?: [\w-]+)? )?(?P<does>{AUXILIARIES}) "
    rf"(?P<old>(?-i:[a-z])[\w-]+)(?= (?:be )?(?!(?:{'|'.join(PREPOSITIONS)}|and|or)\b)[\w-]+\W*$)",
    re.I,
)
# "Who leads the choir?", "Who voted against the budget?"
WHO_DOES = re.compile(
    rf"\W*who (?!(?:{AUXILIARIES})\b)[\w-]+(?: (?:{'|'.join(PREPOSITIONS)}))? "
    r"(?P<old>(?:the|an?|my|our|your) (?:[\w-]+ )?[\w-]+|(?-i:[A-Z])[\w’'-]*(?: (?-i:[A-Z])[\w’'-]*)*)(?=\W*$)",
    re.I,
)
# "How do I clean the main brush?"
DONE_TO = re.compile(
    r".*\b(?:do|can|must|may|should) (?:i|we|you) [\w-]+ (?P<old>(?:the|an?|my|our|your) (?:[\w-]+ )?[\w-]+)"
    r"(?=\W*$| (?:in|into|on|onto|with|without|at|from|for|to|under|over) (?:the|an?|my|our|your) [\w -]+\W*$)",
    re.I,
)
# What is said of the subject at the end of a question: "When was the pier closed?"
STATE = re.compile(
    r"(?<=\w)\s+(?:(?:\w+ed|torn|built|put|taken|given|set|cut|shut)(?: (?:down|up|off|out|over|back))|"
    r"\w+ed|torn|built|held|made|born|dug|sold|found|paid|open|due|free|available|left|won|lost|known|given|"
    r"taken|written|shown|set|begun|drawn|grown|bought|brought|sent|spent|kept|led|read|cut|shut|full|empty|ready)$",
    re.I,
)
# To what was said.
REACTS = re.compile(r"\b(answer|repl(?:y|ies)|respond|react|response|reaction|retort|counter)\b", re.I)


def words_beside(asked: str) -> list[str]:
    """The words of earlier turns that stand beside a question."""
    carried = CARRIED.search(asked)
    return carried[0].strip(" ()").split(", ") if carried else []


def is_plural(noun: str) -> bool:
    """Whether a noun is one of many, by its ending."""
    return _PLURAL.search(noun) is not None
