"""A question that a sentence answers, as a person would put it: "When is the centre open?" for "It is open from 8 am".

By a few forms of English sentences that leave no doubt; most sentences have none of them. No model is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.text.calendar_names import MONTHS
from index.text.patterns import lazy_pattern

# What stands in no short name of a thing.
_NO_NOUN = (
    "that|which|who|whose|and|or|of|to|in|on|at|for|from|with|by|is|are|was|were|be|been|has|have|had|will|would|can|"
    "could|may|might|must|shall|should|do|does|did|not|no|this|these|those|it|they|he|she|we|you|i|as|than|but|if|when|"
    "while|because|also|only|both|all|its|their|his|her|there|here|so|then|said|first|second|last|latter|former|other|"
    "same|following|above|below|result|reason|problem|question|answer|rest|whole"
)
_WORD = rf"(?!(?:{_NO_NOUN})\b)[^\W\d_][\w’'-]*"
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
_WHAT = rf"^(?P<what>[Tt]he {_WORD}(?: {_WORD}){{0,2}}?|{_NAME})"
_MONTH = "|".join(MONTHS)
_TIME = (
    rf"(?:the )?(?:\d{{1,2}}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|(?:{_MONTH}))\b|(?:{_MONTH})\b|\w+days?\b|\d{{4}}\b)"
)
_AT = r"(?:on|at|from|in|until|by|since|before|after|between)"
_DONE = (
    "open|closed|held|due|founded|built|opened|published|signed|born|established|launched|completed|approved|elected|"
    "introduced|dug|made|written|read|sent"
)
_ABOUT = r"(?:about |around |up to |at least |at most |only |nearly |almost |over |more than |between )?"
_SPAN = r"(?:\d+|an?|one|two|three|four|five|six|ten)(?: (?:to|or|and) \w+)?[ -](?:minute|hour|day|week|month|year)s?"
_PAST = {
    "decided": "decide", "agreed": "agree", "proposed": "propose", "recommended": "recommend", "found": "find",
    "reported": "report", "concluded": "conclude", "argued": "argue", "suggested": "suggest", "announced": "announce",
    "promised": "promise", "demanded": "demand", "wanted": "want", "planned": "plan",
}  # fmt: skip
_PRESENT = {
    "wants": "want", "demands": "demand", "recommends": "recommend", "proposes": "propose", "plans": "plan",
    "promises": "promise", "argues": "argue", "concludes": "conclude", "suggests": "suggest", "expects": "expect",
}  # fmt: skip
# Of these a sentence tells all, whatever follows; of the others what follows "to" or "that".
_WHATEVER = "wanted|wants|demanded|demands|proposed|proposes|recommended|recommends|promised|promises"
_TURNED = (
    (
        lazy_pattern(
            rf"(?P<asks>how|when|where) (?P<what>(?:the )?{_WORD}(?: {_WORD}){{0,2}}?) "
            r"(?P<verb>is|are|was|were|can|could|will|would|should|must|may|might)(?P<rest> .+|)",
            re.IGNORECASE,
        ),
        "{asks} {verb} {what}{rest}",
    ),
    (
        lazy_pattern(
            r"(?P<what>(?:two|three|four|five|six|seven) [a-z]+s) (?P<done>[a-z]+ed)(?P<rest> .+|)", re.IGNORECASE
        ),
        "which {what} are {done}{rest}",
    ),
)
_MARKS = lazy_pattern(r"[|*_`#\[\]<>{}“”\"=]")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the form of its sentence: questions of one form are much alike."""

    form: str
    question: str


def asked(sentence: str, names: frozenset[str]) -> Asked | None:
    """The question that `sentence` answers, None for most. `names` are words that keep their capital everywhere."""
    text = " ".join(sentence.split())
    if len(text) > _LONGEST or _MARKS.search(text) or not text.endswith("."):
        return None
    for form, pattern, question in _FORMS:
        match = pattern.search(text)
        if match and _is_a_subject(match["what"], names):
            return Asked(form, f"{' '.join(question.format(**_parts(match)).split())}?")
    return None


def turned(heading: str) -> str:
    """The question that a heading is when its verb comes first: "How the plan could fail"; empty for most."""
    for pattern, question in _TURNED:
        if match := pattern.fullmatch(heading):
            asks = question.format(**match.groupdict())
            return f"{asks[0].upper()}{asks[1:]}?"
    return ""


def _is_a_subject(what: str, names: frozenset[str]) -> bool:
    """A thing with its article, or a name: any word may open a sentence with a capital."""
    return what.lower().startswith("the ") or all(re.sub(r"[’']s$", "", word) in names for word in what.split())


def _parts(match: re.Match[str]) -> dict[str, str]:
    """What a question is made of: the pieces of the sentence, its verb's plain form, and "do" or "did" to ask with."""
    parts = match.groupdict(default="")
    what, verb, one = parts["what"], parts.get("verb", ""), bool(parts.get("one"))
    return parts | {
        "what": f"the {what[4:]}" if what.startswith("The ") else what,
        "verb": (_PAST | _PRESENT).get(verb, verb),
        "do": "does" if one else "do",
        "did": "does" if one else "did",
    }


def _verbs(table: dict[str, str]) -> str:
    return rf"(?=(?:{_WHATEVER})\b|\w+ (?:to|that)\b)(?P<verb>{'|'.join(table)})\b"


def _forms() -> Iterator[tuple[str, str, str]]:
    yield (
        "when",
        rf"{_WHAT} (?P<be>is|are|was|were) (?:(?P<done>{_DONE}) )?(?:again )?{_AT} {_TIME}",
        "When {be} {what} {done}",
    )
    yield (
        "why",
        rf"{_WHAT} (?P<be>is|are|was|were|can|could|will|must) (?P<rest>[^,;:.]{{4,60}}?),? because\b",
        "Why {be} {what} {rest}",
    )
    yield "cost", rf"{_WHAT} cost(?P<one>s?) {_ABOUT}[£$€]? ?\d", "How much {did} {what} cost"
    yield "long", rf"{_WHAT} (?P<verb>take|last)(?P<one>s?) {_ABOUT}{_SPAN}", "How long {do} {what} {verb}"
    yield (
        "many",
        rf"{_WHAT} (?P<verb>hold|seat|employ|contain)(?P<one>s?) {_ABOUT}\d[\d,]* (?P<noun>[a-z]+s|people)\b",
        "How many {noun} {do} {what} {verb}",
    )
    yield "did", rf"{_WHAT} {_verbs(_PAST)}", "What did {what} {verb}"
    yield "does", rf"{_WHAT} {_verbs(_PRESENT)}", "What does {what} {verb}"
    yield "which", rf"^(?P<what>The {_WORD} {_WORD}) (?P<be>is|are) (?:an?|the) ", "What {be} {what}"


_FORMS = tuple((form, lazy_pattern(pattern), question) for form, pattern, question in _forms())
