"""Where a question has its subject, what it says of that, and what is done: what a follow-up may put another for.

Patterns alone; `rag.conversation.ellipsis` has what becomes of them. English.
"""

from __future__ import annotations

import re

PREPOSITIONS = (
    "in", "on", "at", "during", "since", "until", "before", "after", "by", "for", "from", "to", "with", "without", "of",
    "under", "over", "per", "above", "below", "between", "within",
)  # fmt: skip
ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
WHAT_IS = re.compile(
    r"(?:who|what|when|where|how(?: \w+)?)(?:\s+(?:is|are|was|were)|['’]s)\s+(?P<old>.+?)(?P<end>\s*\?*)", re.I
)
# "How many books can I borrow?"
COUNTED = re.compile(
    r"\b(?P<asks>how many|which)\s+(?P<old>[\w-]+)\s+"
    r"(?=(?:can|do|does|did|is|are|was|were|may|must|will|have|has|should)\b)",
    re.I,
)
# What is done at one end of something and at the other: "When does it open?", "And close?"
_DEEDS = "open|close|start|begin|end|finish|leave|arrive|land|depart|eat|drink"
DEED = re.compile(rf"{_DEEDS}", re.I)
DOES_A_DEED = re.compile(
    r"\b(?:do|does|did|can|may|must|should|will|would) "
    r"(?:(?:the|an?|my|our|your) [\w’'-]+|(?!(?:the|an?|my|our|your)\b)[\w’'-]+)(?: [\w’'-]+){0,2}? "
    rf"(?P<old>{_DEEDS})\b",
    re.I,
)
DOES = re.compile(
    r"(?:.*\b(?:does|do|did|can|will|must|may|should)|is|are|was|were) "
    r"(?P<old>(?:the|an?|my|our) (?:(?!be |have |get )[\w-]+ )?(?!be |have |get )[\w-]+)"
    r"(?= (?:(?:be|have|get) )?[\w-]+\W*$)",
    re.I,
)
# "What does coffee cost?": a thing or its kind, without an article.
DOES_BARE = re.compile(
    r"(?:what|where|when|why|how(?: much| long| often| far| fast| many [\w-]+)?) (?P<does>do|does|did) "
    rf"(?P<old>(?-i:[a-z])[\w-]+)(?= (?!(?:{'|'.join(PREPOSITIONS)}|and|or)\b)[\w-]+\b)",
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
