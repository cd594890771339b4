"""A fact sentence turned into the question that it answers, by rule. English only; most sentences fit no rule.

What is asked must be clear without its sentence: a subject that points back ("it", "the third") makes no question.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.text.calendar_names import MONTHS
from rag.question.asking import asked


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with the sentence that answers it; without `quote` it is meant to have no answer.

    `subject` and `asks` are the parts that one without an answer is made of, where the question was made of parts.
    `more` are further sentences that belong to the answer.
    """

    question: str
    quote: str = ""
    answer: str = ""
    label: str = ""
    subject: str = ""
    asks: str = ""
    more: tuple[str, ...] = ()


_VERBS = "was|were|is|are|has|have|had|will|may|can|must"
_SUBJECT = rf"(?P<subject>(?:The |A |An )?[^\W\d_][\w’'-]*(?: (?!(?:{_VERBS})\b)[\w’'-]+){{0,7}})"
_DATE = (
    rf"(?P<answer>(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})"
    r"(?: \d{1,2}(?:,)?)?(?: \d{4})?|\d{4})"
)
_BE = r"(?P<verb>was|were)"
_FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_AMOUNT = rf"(?P<answer>\d[\d.,]*(?: (?:thousand|million|billion))?|{_FEW})"
_SUM = r"\d(?:[\d.,]*\d)?(?: (?:thousand|million|billion))?"
_MONEY = rf"(?P<answer>[£$€] ?{_SUM}|{_SUM} (?:euros?|pounds|dollars|pence|cents|p)\b)"
_TIME_SPAN = rf"(?:an?|{_FEW}|\d[\d.,]*) (?:minute|hour|day|week|month|year)s?\b"
_THINGS = r"(?P<things>[a-z][\w-]*(?: [a-z][\w-]*)?s)\b"
# What belongs to the things that are counted: "28 days of paid leave".
_JOINS = "an?|the|in|on|at|and|or|for|with|per|to|from|by|of|but"
_OF = rf"(?P<of> of (?!which|them|whom)[\w’'-]+(?: (?!(?:{_JOINS})\b)[\w’'-]+)?)?"
_BY = (
    r"(?P<answer>(?:the [a-z][\w’'-]* )?(?:the )?(?:[a-z]+ (?:owner |and )?)?[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w){0,3})"
)
# Verbs whose past reads as their participle does.
_DONE_BY = (
    "founded|built|designed|invented|opened|painted|discovered|signed|published|introduced|established|launched|led|"
    "bought|sold|composed|directed|developed|created|produced|restored|commissioned|owned|edited|translated"
)
# What a subject points back with, or leaves to be guessed: asked alone, nobody would know what it is about.
_POINTS_BACK = re.compile(
    r"^(it|its|he|his|she|her|they|their|this|that|these|those|there|we|our|i|my|me|you|your|who|which|here|such|"
    r"another|one|each|yet|but|and|or|so|if|as|in|on|at|by|for|from|with|to|when|while|where|after|before|since|"
    r"because|although|though|despite|what|how|now|then|today|all|some|many|most|other|another|both|neither|nothing|"
    r"not|no|only|just|still|also|even|perhaps|"
    r"the (?:others?|same|former|latter|first|second|third|fourth|fifth|sixth|last|next|rest|result|reason|problem|"
    r"point|answer|question|whole|one|two|three))\b",
    re.I,
)
_LONGEST_SENTENCE = 300
_LONGEST_QUESTION = 160
# Forms of `asked` that the rules here tell with more care.
_OWN_FORMS = ("which", "long")
# A definition by a name for the thing itself; by a rank or a likeness ("the best", "the same") it defines nothing.
_NO_DEFINITION = re.compile(r"the (?:same|best|worst|most|least|only|main|first|last|next|other|right|wrong)\b", re.I)


def _when(found: re.Match[str]) -> tuple[str, str]:
    return f"When {found['verb']} {{}} {found['done'].strip()}?", found["answer"]


def _how_many(found: re.Match[str]) -> tuple[str, str]:
    does = {"has": "does", "have": "do", "had": "did"}[found["verb"]]
    return f"How many {found['things']}{found['of'] or ''} {does} {{}} have?", found["answer"]


def _how_many_may(found: re.Match[str]) -> tuple[str, str]:
    things = f"{found['things']}{found['of'] or ''}"
    return f"How many {things} {found['may']} {{}} {found['verb']}{found['rest']}?", found["answer"]


def _how_much(found: re.Match[str]) -> tuple[str, str]:
    does = {"costs": "does", "will cost": "will"}.get(found["verb"], "did")
    return f"How much {does} {{}} cost?", found["answer"]


def _how_long(found: re.Match[str]) -> tuple[str, str]:
    verb = found["verb"]
    does = "did" if verb in ("took", "lasted") else "does" if verb in ("takes", "lasts") else "do"
    return f"How long {does} {{}} {'take' if verb.startswith('t') else 'last'}?", found["answer"]


def _after_how_long(found: re.Match[str]) -> tuple[str, str]:
    return f"When {found['be']} {{}} {found['done'].strip()}?", found["answer"]


def _who_did(found: re.Match[str]) -> tuple[str, str]:
    return f"Who {found['done']} {{}}?", found["answer"].strip()


def _who(found: re.Match[str]) -> tuple[str, str]:
    return "Who is {}?", found["answer"].strip()


def _said(found: re.Match[str]) -> tuple[str, str]:
    return f"What {_SAYING[found['verb']]}?", found["answer"].strip()


def _what(found: re.Match[str]) -> tuple[str, str]:
    # What a thing is called by "the" is mostly a thing; an "a" may be a person, too.
    asks = "What" if found["answer"].startswith("the ") else "Who or what"
    return f"{asks} {found['verb']} {{}}?", found["answer"].strip()


_NAMED = r"(?P<subject>[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w){1,3})"
_SAYING = {
    **dict.fromkeys(("said", "says"), "does {} say"),
    **dict.fromkeys(("wrote", "writes"), "does {} write"),
    **dict.fromkeys(("argued", "argues"), "does {} argue"),
    **dict.fromkeys(("warned", "warns"), "does {} warn of"),
    **dict.fromkeys(("announced", "announces"), "did {} announce"),
}
# The first rule that a sentence follows makes its question; {} stands for the subject.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    ("date", re.compile(rf"^{_SUBJECT} {_BE} (?P<done>(?:[\w’'-]+ ){{1,5}}?)(?:in|on) {_DATE}\b"), _when),
    (
        "number",
        re.compile(rf"^{_SUBJECT} (?P<verb>has|have|had) {_AMOUNT} {_THINGS}{_OF}"),
        _how_many,
    ),
    (
        "number",
        re.compile(
            rf"^{_SUBJECT} (?P<may>may|can|must|will) (?P<verb>[a-z]+) (?:up to |at most |at least )?{_AMOUNT} "
            rf"{_THINGS}{_OF}(?P<rest>(?: (?!and\b|or\b|but\b)[\w’'-]+){{0,4}})(?=[.,;]| and\b)"
        ),
        _how_many_may,
    ),
    ("cost", re.compile(rf"^{_SUBJECT} (?P<verb>will cost|costs?) (?:about |around |up to )?{_MONEY}"), _how_much),
    (
        "duration",
        re.compile(
            rf"^{_SUBJECT} (?P<verb>takes?|took|lasts?|lasted) (?P<answer>(?:about |around |up to )?{_TIME_SPAN})"
        ),
        _how_long,
    ),
    (
        "deadline",
        re.compile(
            rf"^{_SUBJECT} (?P<be>is|are|was|were) (?P<done>(?:[a-z]+ ){{1,3}}?)"
            rf"(?P<answer>(?:after|within) {_TIME_SPAN})"
        ),
        _after_how_long,
    ),
    ("person", re.compile(rf"^{_SUBJECT} {_BE} (?P<done>{_DONE_BY}) by {_BY}"), _who_did),
    ("person", re.compile(rf"^{_NAMED}, (?P<answer>(?:the|an?|former) [^,.;]+),"), _who),
    ("claim", re.compile(rf"^{_NAMED} (?P<verb>{'|'.join(_SAYING)}) (?:that )?(?P<answer>[^.;]+)"), _said),
    ("definition", re.compile(rf"^{_SUBJECT} (?P<verb>is|was|are|were) (?P<answer>(?:an?|the|one of) [^.;]+)"), _what),
)


def turned(sentence: str, names: frozenset[str] = frozenset(), common: frozenset[str] = frozenset()) -> Draft | None:
    """The question that a fact sentence answers; None where no rule fits.

    `names` keep their capital; `common` words, which the document has in small letters too, lose it.
    """
    flat = " ".join(sentence.split())
    if len(flat) > _LONGEST_SENTENCE or _POINTS_BACK.match(flat):
        return None
    for label, pattern, ask in _RULES:
        found = pattern.match(flat)
        if found and _fits(label, found, names):
            asks, answer = ask(found)
            subject = _inside(found["subject"], names, common)
            if len(asks) + len(subject) <= _LONGEST_QUESTION:
                return Draft(asks.format(subject), sentence, answer, label, subject, asks)
    # The questions that the page offers to begin with.
    other = asked(flat, names)
    return Draft(other.question, sentence, label=other.form) if other and other.form not in _OWN_FORMS else None


def _fits(label: str, found: re.Match[str], names: frozenset[str]) -> bool:
    """Whether the sentence has the sense of its rule: a person takes three days for something, and does not last."""
    if label == "duration":
        return found["subject"].split()[0] not in names
    return label != "definition" or _defines(found["subject"], found["answer"], names)


def _defines(subject: str, answer: str, names: frozenset[str]) -> bool:
    """Whether the sentence says what its subject is: a thing with its article, or a name."""
    if _NO_DEFINITION.match(answer):
        return False
    first, _, rest = subject.partition(" ")
    named = first in names or any(word[:1].isupper() for word in rest.split())
    return first in ("The", "A", "An") or (named and not answer.startswith("the "))


def _inside(subject: str, names: frozenset[str], common: frozenset[str]) -> str:
    """The subject as it reads within a question."""
    first, _, rest = subject.partition(" ")
    plain = first not in names and (rest.islower() if rest else first.lower() in common or first.endswith("ing"))
    small = first.lower() if first in ("The", "A", "An") or plain else first
    return f"{small} {rest}".strip()
