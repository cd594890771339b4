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
from rag.rewrite import Standalone, leans, stand_alone
from rag.rooms import Understood
from rag.types import Turn

logger = logging.getLogger(__name__)

# No question that people ask is longer; a model that writes more has begun to answer.
LONGEST = 600
_OFFER = re.compile(
    r"\?[\W\d]*$|\b(would you like|do you want|shall i|should i|want me to|let me know|if you (like|want|wish)|"
    r"i can (also|tell|list|show|explain|look))\b[^.!?]*[.!?]?[\W\d]*$",
    re.I,
)
_LABEL = re.compile(r"^\W*(rewritten |standalone |latest )?(question|message|query)\s*:\s*", re.I)
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
            return Understood(stand_alone(question, history))
        try:
            reply = self._model.complete(prompts.standalone(question, turns), temperature=0)
        except ModelError as error:
            logger.warning("the follow-up is understood by rules: %s", error)
            return Understood(stand_alone(question, history))
        text = _question(reply.text)
        return Understood(Standalone(text) if text else stand_alone(question, history), reply.usage)


def _offers(answer: str) -> bool:
    """Whether an answer ends with something that can be said yes to."""
    return bool(_OFFER.search(answer.strip()))


def _question(reply: str) -> str:
    """The one question in a reply; empty where there is none, or much more than one."""
    lines = [line for line in reply.strip().splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    try:
        text = clean_question(_LABEL.sub("", lines[0]).strip(_QUOTES))
    except QuestionError:
        return ""
    return text if len(text) <= LONGEST else ""
