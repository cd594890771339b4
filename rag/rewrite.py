"""A follow-up question becomes one that stands alone, by plain rules and without a model.

A question leans on the conversation when it has a pronoun with nothing to refer to, begins like a continuation
("and …", "what about …"), or is too short to be searched for. Then the names and terms of the turns before it are
carried over, the most recent first; what the question says itself always counts more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.terms import is_stop, stem, words
from rag.types import Turn

# Earlier turns that are looked at, and terms that are carried over at most.
TURNS = 3
MOST_CARRIED = 6
MOST_NAMES = 1

_PRONOUN = re.compile(
    r"\b(he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there|one|ones|then|former|latter)\b",
    re.I,
)
_CONTINUES = re.compile(
    r"^\W*(and|but|or|so|also|what about|how about|why|how so|who else|what else|where else|anything else|since when|"
    r"for what|by whom|with whom|to whom|such as|like what|really|no|yes|ok|okay|more|go on|tell me more)\b",
    re.I,
)
# Said to be polite; it asks nothing.
_COURTESY = re.compile(
    r"\W*(thanks?|thank you|thx|hello|hi|hey|good (morning|day|evening)|bye|goodbye|ok|okay|great|nice|cool|please|"
    r"( |very|so|much|a lot|all|there|you))+\W*", re.I
)  # fmt: skip
_REFERS = re.compile(
    r"\b(other|others|another|same|such|both|either|neither|rest|instead|again|else|next|first|second)\b", re.I
)
_ASKS_WHO = re.compile(r"\b(who|whom|whose|which|where|what (country|city|person|company|official))\b", re.I)
_INNER_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
# A quotation runs from its lead-in to the footnote that ends its line: it may hold marks and numbers of its own, and a
# lead-in may name a heading in quotation marks.
_ANSWER_QUOTE = re.compile(r"^(?:Under “.*?”: |[^“\n]*)“(.*)” \[\d+\]$", re.M)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\[\d+\]")
# With this many content words of its own, a question without a pronoun is not a mere continuation.
_STANDS = 3


@dataclass(frozen=True, slots=True)
class Standalone:
    """`text` is the question as it is understood; `carried` are the words that came from earlier turns."""

    text: str
    carried: tuple[str, ...] = ()


def stand_alone(question: str, history: Sequence[Turn], *, anyway: bool = False) -> Standalone:
    """The question with what it leans on. Without history, or where it leans on nothing, it is returned as it is.

    `anyway` takes words of the conversation into any question.
    """
    if not history or not (leans(question) or (anyway and _asks(question))):
        return Standalone(question)
    said = {stem(word) for word in words(question)}
    carried: list[str] = []
    for turn in reversed(history[-TURNS:]):
        for word in [*_answered_names(turn), *_topics(turn.standalone_question or turn.question)]:
            if (term := stem(word.casefold())) not in said:
                said.add(term)
                carried.append(word)
        # What stands alone began a subject: the turns before it may be about another.
        if len(carried) >= MOST_CARRIED // 2 or (carried and _stands_alone(turn)):
            break
    carried = carried[:MOST_CARRIED]
    if not carried:
        return Standalone(question)
    return Standalone(f"{question.rstrip()} ({', '.join(carried)})", tuple(carried))


def leans(question: str) -> bool:
    """Whether a question needs the conversation before it."""
    plain = _QUOTED.sub(" ", question)
    content = [word for word in words(plain) if not is_stop(stem(word))]
    if not _asks(plain):
        return False
    if len(content) <= _STANDS and (_CONTINUES.search(plain) or _REFERS.search(plain)):
        return True
    return bool(_PRONOUN.search(plain)) or len(content) <= 1


def _asks(question: str) -> bool:
    """Whether there is anything to look for: "Thanks!" and an emoji are no questions."""
    return bool(words(question)) and not _COURTESY.fullmatch(question)


def quotations(answer: str) -> list[str]:
    """The quotations of an extractive answer, each on one line."""
    return [" ".join(quote.split()) for quote in _ANSWER_QUOTE.findall(answer)]


def _answered_names(turn: Turn) -> list[str]:
    """Where the earlier question asked who or which: the first name that its answer quotes; "he" is likely that."""
    if not _ASKS_WHO.search(turn.question):
        return []
    quotes = " ".join(quotations(turn.answer))
    found = [name.removesuffix("’s").removesuffix("'s") for name in _INNER_NAME.findall(quotes)]
    return list(dict.fromkeys(found))[:MOST_NAMES]


def _stands_alone(turn: Turn) -> bool:
    content = [word for word in words(turn.question) if not is_stop(stem(word))]
    return turn.standalone_question in ("", turn.question) and len(content) > 1 and not leans(turn.question)


def _topics(text: str) -> list[str]:
    """The content words of an earlier question, as they were written, names first."""
    found = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text)
    content = [
        word.removesuffix("'s").removesuffix("’s") for word in found if not all(is_stop(stem(w)) for w in words(word))
    ]
    names = [word for word in content if word[:1].isupper()]
    return list(dict.fromkeys([*names, *content]))
