"""The model that writes answers: any server that speaks the OpenAI protocol.

A request that the server finds fault with is worded anew, and the wording is remembered: servers differ in what they
take. A request that is lost, or comes at a busy moment, is sent again, but never after a word of the answer was shown.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from index.errors import SettingsError
from index.remote.asking import CONNECT, faults, in_time, open_client, pause_after, timeouts
from index.remote.deadline import Deadline, closing
from index.remote.faults import Kind, RequestError
from index.remote.limits import all_of
from rag.addresses import OPENAI
from rag.model.faults import ContextLengthError, ModelError, explain, nothing, several, unlisted
from rag.model.limits import MOST_WRITTEN, most_shown, up_to
from rag.model.messages import Message, ModelStream, Reply
from rag.model.thinking import Thinking
from rag.model.wire import Ask, Heard, Ways, contents, minds_roles, model_names
from rag.settings import Settings
from rag.types import Usage

if TYPE_CHECKING:
    from openai import OpenAI

__all__ = ["ContextLengthError", "Message", "Model", "ModelError", "ModelStream", "Reply", "open_model"]

logger = logging.getLogger(__name__)

# What is asked at api.openai.com where no model is set: it does not think at length first, and costs little.
OPENAI_MODEL = "gpt-4.1-mini"
# As shares of FOOTNOTE_MODEL_TIMEOUT, which is the wait for the first word.
BETWEEN, WHOLE = 0.25, 5.0
# So a server says that it has no list of models.
_NO_LIST = (404, 405, 501)
# Models that think before they answer: some servers leave out the tag that such thinking begins with.
_THINKERS = re.compile(r"\br1\b|qwq|qwen-?3|think|reason|magistral", re.I)


class Model:
    """One model on one server. Safe to use from threads; nothing is sent before the first question."""

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._address = settings.openai_base_url or OPENAI
        self._sleep = sleep
        self._name = settings.model
        self._ways = Ways()
        # Whether it thinks with no opening tag; None until an answer has told.
        self._thinks: bool | None = None
        self._client: OpenAI | None = None
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The model's name. Where none is set, the server is asked once; raises ModelError where it has several."""
        if not self._name:
            self._name = self._choose()
        return self._name

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int | None = None, temperature: float | None = None
    ) -> Reply:
        """The whole answer. Raises ModelError; ContextLengthError where the messages are too long."""
        heard = Heard()
        text = "".join(self._answer(messages, max_tokens, temperature, False, heard))
        return Reply(text, heard.usage, heard.finish)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int | None = None, temperature: float | None = None
    ) -> ModelStream:
        """The answer as it comes, in one piece from a server that does not stream. Reading it raises as `complete`."""
        heard = Heard()
        return ModelStream(self._answer(messages, max_tokens, temperature, True, heard), heard)

    def models(self) -> list[str]:
        """The models that the server lists, in its order. Raises ModelError."""
        try:
            return self._listed()
        except RequestError as fault:
            raise explain(fault, self._address, self._name, self._settings.openai_api_key) from None

    def _listed(self) -> list[str]:
        ask, wait = self._open().models.with_streaming_response.list, min(CONNECT, self._settings.model_timeout)
        with in_time(wait), faults(), ask(timeout=wait) as opened:
            response = opened.http_response
            text = all_of(response).decode("utf-8", "replace")
        return model_names(response.status_code, text, response.headers.get("content-type", ""))

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _choose(self) -> str:
        if self._address == OPENAI:
            return OPENAI_MODEL
        try:
            found = self._listed_at_last()
        except RequestError as fault:
            if fault.kind is Kind.STATUS and fault.status in _NO_LIST:
                # Many a server has no list and answers all the same, if it is told which model.
                raise unlisted(self._address) from None
            raise explain(fault, self._address, self._name, self._settings.openai_api_key) from None
        if len(found) != 1:
            raise several(self._address, found)
        return found[0]

    def _listed_at_last(self) -> list[str]:
        """The models, asked for again while a server says that it is busy, or still loads one. Raises RequestError."""
        from index.remote.hangup import is_hung_up

        tries = 0
        while True:
            try:
                return self._listed()
            except RequestError as fault:
                pause = None if fault.kind is not Kind.STATUS or is_hung_up() else self._wait(fault, tries)
                if pause is None:
                    raise
            tries += 1
            self._sleep(pause)

    def _open(self) -> OpenAI:
        with self._lock:
            if self._client is None:
                # We try again by our own rules.
                self._client = open_client(self._address, self._settings.openai_api_key, ModelError)
            return self._client

    def _answer(
        self, messages: Sequence[Message], max_tokens: int | None, temperature: float | None, live: bool, heard: Heard
    ) -> Generator[str]:
        settings = self._settings
        ask = Ask(
            self.name,
            tuple((message.role, message.content) for message in messages),
            settings.answer_tokens if max_tokens is None else max_tokens,
            settings.temperature if temperature is None else temperature,
            live,
        )
        began = time.perf_counter()
        yield from self._try(ask, heard)
        logger.info("%s: %s, %s, %.2f s", ask.model, heard.finish, heard.usage, time.perf_counter() - began)

    def _try(self, ask: Ask, heard: Heard) -> Iterator[str]:
        """Ask until there is an answer, or no use in asking again."""
        from index.remote.hangup import is_hung_up

        tries = 0
        while not (heard.left or is_hung_up()):
            ways = self._ways
            try:
                yield from self._once(ask, ways, heard) if ask.live else ["".join(self._once(ask, ways, heard))]
                return
            except RequestError as fault:
                if heard.left or is_hung_up():
                    return
                pause = None if heard.shown else self._pause(fault, ways, tries)
                if pause is None:
                    raise self._error(fault) from None
            if pause:
                logger.warning("%s: no answer, asked again in %.1f s", ask.model, pause)
                tries += 1
                self._sleep(pause)
            heard.restart()

    def _once(self, ask: Ask, ways: Ways, heard: Heard) -> Iterator[str]:
        """One request's text, without thinking. Raises RequestError, and ModelError where there is no text at all."""
        thinking, empty = Thinking(hold=not ask.live or self._holds(ask.model)), True
        written = up_to(MOST_WRITTEN, self._contents(ways.body(ask), heard), heard)
        for text in up_to(most_shown(ask.max_tokens), _filtered(written, thinking), heard):
            heard.shown, empty = ask.live, False
            yield text
        self._thinks = thinking.lone or bool(self._thinks)
        heard.usage = self._priced(heard.usage)
        if empty:
            raise nothing(ask.model, heard.finish, heard.called_tool, ask.max_tokens)

    def _contents(self, body: dict[str, Any], heard: Heard) -> Iterator[str]:
        wait = self._settings.model_timeout
        first = wait if body["stream"] else wait * WHOLE
        create = self._open().chat.completions.with_streaming_response.create
        try:
            with faults(), ExitStack() as kept:
                # Until the head is there, or all of an error.
                with in_time(first), faults():
                    opened = kept.enter_context(create(**body, timeout=timeouts(first)))
                response = opened.http_response
                end = closing(response)
                with Deadline(end, first=first, between=wait * BETWEEN, whole=wait * WHOLE) as heard.deadline:
                    yield from contents(response, heard)
        except RequestError:
            # After its last word an answer is complete, whatever becomes of the count of its tokens.
            if heard.finish:
                return
            if heard.deadline and heard.deadline.expired:
                raise RequestError(Kind.TIMEOUT) from None
            raise

    def _holds(self, name: str) -> bool:
        return bool(_THINKERS.search(name)) if self._thinks is None else self._thinks

    def _learns(self, fault: RequestError, ways: Ways) -> bool:
        """Whether to ask again in other words: after a complaint, or where another thread has learned meanwhile."""
        said = fault.status in (400, 404, 405, 415, 422, 501) or (fault.status == 500 and minds_roles(fault.text))
        if fault.kind is not Kind.STATUS or not said:
            return False
        if fault.too_long or fault.missing_model:
            return False
        with self._lock:
            if self._ways == ways:
                self._ways = ways.without(fault.text)
            return self._ways != ways

    def _pause(self, fault: RequestError, ways: Ways, tries: int) -> float | None:
        """Seconds until the next try: none where other words may do, None where there is to be no next try."""
        if self._learns(fault, ways):
            return 0.0
        return self._wait(fault, tries)

    def _wait(self, fault: RequestError, tries: int) -> float | None:
        """Seconds until the same is asked again, None where that is no use."""
        return pause_after(fault, tries, self._settings.model_retries)

    def _error(self, fault: RequestError) -> ModelError:
        models: list[str] = []
        if fault.missing_model:
            with suppress(ModelError):
                models = self.models()
        return explain(fault, self._address, self._name, self._settings.openai_api_key, models)

    def _priced(self, usage: Usage | None) -> Usage | None:
        prices = self._settings.price_prompt, self._settings.price_completion
        if usage is None or prices[0] is None or prices[1] is None:
            return usage
        cost = usage.prompt_tokens * prices[0] + usage.completion_tokens * prices[1]
        return replace(usage, cost=cost / 1_000_000)


def open_model(settings: Settings) -> Model | None:
    """The model that the settings ask for, None for quotations only. Sends nothing; raises SettingsError."""
    if not settings.wants_model:
        return None
    if not (settings.openai_api_key or settings.openai_base_url):
        raise SettingsError(
            "A model is to answer, and there is neither a key nor an address for one. "
            "Set OPENAI_API_KEY or OPENAI_BASE_URL, or FOOTNOTE_ANSWERER=extractive."
        )
    return Model(settings)


def _filtered(pieces: Iterator[str], thinking: Thinking) -> Iterator[str]:
    for piece in pieces:
        if text := thinking.feed(piece):
            yield text
    if text := thinking.end():
        yield text
