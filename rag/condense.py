"""A follow-up becomes a question that stands alone, by one call of the model; by the rules where that fails.

The model is asked only where it can help: where the question leans on the conversation (`rag.rewrite.leans`), or the
answer before it ended with an offer or a question, to which "yes" is the reply.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from index.errors import QuestionError
from rag import prompts
from rag.budget import Count, latest, tokens_of
from rag.llm import Model, ModelError
from rag.question import clean_question
from rag.rewrite import leans, stand_alone
from rag.rooms import Understood
from rag.standalone import Standalone
from rag.types import Turn

logger = logging.getLogger(__name__)

# No question that people ask is longer; a model that writes more has begun to answer.
LONGEST = 600
_OFFER = re.compile(
    r"\?[\W\d]{0,20}$|\b(would you like|do you want|shall i|should i|want me to|let me know|if you (like|want|wish)|"
    r"i can (also|tell|list|show|explain|look))\b[^.!?]*[.!?]?[\W\d]*$",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:\[\d{1,3}\]\s*)?(?:(?:rewritten|standalone|stand-alone|latest|new)\s*(?:question|message|query)?|"
    r"question|message|query)\s*:\s*",
    re.I,
)
_TAG = re.compile(r"</?\w[\w -]{0,20}>|^\s*\[\d{1,3}\]\s*")
# What small models write around the one question: "Sure! Here it is:", "(It stands alone.)", "Note: …".
_AROUND = re.compile(
    r"^\W*(?:sure|certainly|of course|okay|ok|here(?:'s| is| are)|note|explanation|reason(?:ing)?|"
    r"this (?:question|message)|the (?:rewritten|standalone|latest))\b.*$|^\(.*\)\W*$|^.*:$",
    re.I,
)
_ASSENT = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|sure|ok|okay|please|please do|go ahead|go on|do it|of course|absolutely|definitely|"
    r"why not|ja|gern|gerne|bitte|oui|s'il vous plaît|sí|claro|por favor|sim|da|да|好|好的|是的|はい|نعم)\b[\s,!.]*)+",
    re.I,
)
_OFFERED = re.compile(
    r"^.*?\b(?:would you like|do you want|shall i|should i|want me|let me know if you(?:'d| would)? (?:like|want)|"
    r"if you(?:'d| would)? (?:like|want|wish),?|i can(?: also)?)\s*"
    r"(?:me |us )?(?:to )?(?:(?:know|hear|see|learn|read|tell you|show you|explain|list|look|give you|summari[sz]e)\b)?"
    r"(?: more)?(?: about)?\s*",
    re.I | re.S,
)
# Of an answer that is too long to be read, so many characters of its end are: the offer stands there.
_TAIL = 400
_QUOTES = "\"'“”‘’«»„` "


class Condenser:
    """Understands questions with a model that reads `window` tokens and writes up to `reserve` of them."""

    def __init__(self, model: Model, count: Count, window: int, reserve: int) -> None:
        self._model = model
        self._count = count
        self._room = window - reserve

    def __call__(self, question: str, history: Sequence[Turn]) -> Understood:
        """The question as it stands alone. Never raises for what the model does."""
        if not history or not (leans(question) or _offers(history[-1].answer)):
            return Understood(Standalone(question))
        room = self._room - tokens_of(prompts.standalone(question, ()), self._count)
        turns = latest(history, room, self._count)
        if not turns:
            last = history[-1]
            turns = latest([Turn(last.question[-_TAIL:], last.answer[-_TAIL:])], room, self._count)
        if not turns:
            return Understood(_by_rules(question, history))
        try:
            reply = self._model.complete(prompts.standalone(question, turns), temperature=0)
        except ModelError as error:
            logger.warning("the follow-up is understood by rules: %s", error)
            return Understood(_by_rules(question, history))
        text = _question(reply.text)
        # "Yes" again is no question.
        found = bool(text) and not _ASSENT.fullmatch(text)
        return Understood(Standalone(text) if found else _by_rules(question, history), reply.usage)


def _offers(answer: str) -> bool:
    """Whether an answer ends with something that can be said yes to."""
    return bool(_OFFER.search(answer.strip()[-_TAIL:]))


def _by_rules(question: str, history: Sequence[Turn]) -> Standalone:
    """Without the model: where the reader says yes to an offer, what was offered is asked for."""
    answer = history[-1].answer.strip()
    if _ASSENT.fullmatch(question) and _offers(answer):
        offer = re.split(r"(?<=[.!?])\s+", answer)[-1]
        asked = _OFFERED.sub("", offer, count=1).strip(" .?!*_")
        if asked:
            return stand_alone(f"{asked[0].upper()}{asked[1:]}?", history, anyway=True)
    return stand_alone(question, history)


def _question(reply: str) -> str:
    """The one question in a reply; empty where there is none, or much more than one."""
    lines = [line for line in (_TAG.sub("", line).strip() for line in reply.splitlines()) if line]
    if len(lines) > 1:
        lines = [line for line in lines if _LABEL.sub("", line) != line or not _AROUND.match(line)]
    asking = [line for line in lines if line.rstrip(_QUOTES).endswith(("?", "？", "؟"))]
    if len(lines) != 1 and len(asking) != 1:
        return ""
    try:
        text = clean_question(_LABEL.sub("", (asking or lines)[0]).strip(_QUOTES + "*_"))
    except QuestionError:
        return ""
    return text if len(text) <= LONGEST else ""
