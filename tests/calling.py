"""The HTTP API over a chain, and programs that call it."""

from __future__ import annotations

from typing import Any, cast

import httpx
from openai import OpenAI

from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer
from ui.api.app import create_api
from ui.server.readiness import Readiness

QUESTION = "What does Moscow demand?"
ANSWER = Answer("Q", "Q", "It rained.", True, "extractive")
QUESTION_BODY = {"model": "footnote", "messages": [{"role": "user", "content": QUESTION}]}


def app(chain: Any, **settings: Any) -> Any:
    return create_api(Settings(**settings), cast(Chain, chain), Readiness(cast(Chain, chain)))


def client(address: str, key: str = "any") -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0)


def complete(address: str, *messages: Any, **more: Any) -> httpx.Response:
    body = {"model": "footnote", "messages": [{"role": "user", "content": each} for each in messages]} | more
    return httpx.post(f"{address}/v1/chat/completions", json=body)
