"""A model client in front of a scripted server, and the error that a question ends in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openai_server import Answering, Reply, ScriptedServer, chunk

from rag.model.llm import Message, Model, ModelError
from rag.settings import Settings

KEY = "sk-loopback-4711"
ONE = chunk({"content": "one "})
WARM = b": still there\n\n"
ENDLESS = Reply(events=(ONE,) * 500, pause=0.01)
HELLO = [Message("system", "Be brief."), Message("user", "Is the pier open?")]


class Pauses(list[float]):
    """Remembers how long it was asked to sleep, and does not."""

    __call__ = list.append


def settings(server: ScriptedServer, **changed: Any) -> Settings:
    return Settings(openai_base_url=server.url).model_copy(update={"model_retries": 2, **changed})


def model(
    server: ScriptedServer, *replies: Answering, sleep: Callable[[float], None] | None = None, **changed: Any
) -> Model:
    server.replies = list(replies)
    return Model(settings(server, **changed), sleep=Pauses() if sleep is None else sleep)


def failure(model: Model) -> str:
    """The message of the error that a question ends in: the same for both ways of asking, and fit to be read."""
    with pytest.raises(ModelError) as streamed:
        list(model.stream(HELLO))
    with pytest.raises(ModelError) as whole:
        model.complete(HELLO)
    message = str(whole.value)
    assert str(streamed.value) == message
    assert "\n" not in message
    assert message.count(". ") + message.count(": mostly") >= 1, message
    assert message.endswith(".")
    return message
