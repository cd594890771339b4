"""A follow-up becomes a question that stands alone, by one call of the model; by the rules where that fails.

The model is asked only where it can help: where the question leans on the conversation
(`rag.conversation.rewrite.leans`), or the answer before it ended with an offer or a question, to which "yes" is the
reply.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from rag.conversation.rewrite import leans, stand_alone
from rag.conversation.rewritten import question_in
from rag.conversation.standalone import Standalone, language_in
from rag.model import prompts
from rag.model.budget import Count, latest, tokens_of
from rag.model.llm import Model, ModelError
from rag.rooms import Understood
from rag.types import Turn

logger = logging.getLogger(__name__)

_OFFER = re.compile(
    r"\?[\W\d]{0,20}$|\b(would you like|do you want|shall i|should i|want me to|let me know|if you (like|want|wish)|"
    r"i can (also|tell|list|show|explain|look))\b[^.!?]*[.!?]?[\W\d]*$",
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


class Condenser:
    """Understands questions with a model that reads `window` tokens and writes up to `reserve` of them."""

    def __init__(self, model: Model, count: Count, window: int, reserve: int) -> None:
        self._model = model
        self._count = count
        self._room = window - reserve

    def __call__(self, question: str, history: Sequence[Turn]) -> Understood:
        """The question as it stands alone. Never raises for what the model does."""
        if not history or not (leans(question, language_in(question, history)) or _offers(history[-1].answer)):
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
        text = question_in(reply.text, question, _offered(history[-1].answer), _said(turns))
        return Understood(Standalone(text) if text else _by_rules(question, history), reply.usage)


def _offers(answer: str) -> bool:
    """Whether an answer ends with something that can be said yes to."""
    return bool(_OFFER.search(answer.strip()[-_TAIL:]))


def _by_rules(question: str, history: Sequence[Turn]) -> Standalone:
    """Without the model: where the reader says yes to an offer, what was offered is asked for."""
    offered = _offered(history[-1].answer) if _ASSENT.fullmatch(question) else ""
    if offered:
        return stand_alone(f"{offered[0].upper()}{offered[1:]}?", history, anyway=True)
    return stand_alone(question, history)


def _offered(answer: str) -> str:
    """What an answer offers at its end, without the words of offering; "" where it offers nothing."""
    if not _offers(answer):
        return ""
    last = re.split(r"(?<=[.!?])\s+", answer.strip())[-1]
    return _OFFERED.sub("", last, count=1).strip(" .?!*_")


def _said(turns: Sequence[Turn]) -> str:
    return "\n".join(f"{turn.question}\n{turn.standalone_question}\n{turn.answer}" for turn in turns)
