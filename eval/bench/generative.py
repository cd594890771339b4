"""A model's answer through Footnote beside a bare client that asks the same server the same: what the chain adds.

The server is a stand-in on loopback that writes at a model's pace, so the figures are ours and no model's.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING

from eval.bench.figures import Figure
from eval.bench.paced import paced_server
from eval.golden import sample_questions
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer
from rag.wiring import chain_over, open_library

if TYPE_CHECKING:
    from openai import OpenAI

FIRST_TARGET, WHOLE_TARGET = 1.15, 1.1
# A small hosted model: a third of a second to the first token, then fifty tokens a second.
_FIRST, _EACH = 0.35, 0.02
_WARM_UP = 2
_NAMES = (
    "A model's answer: first token, without the retrieval",
    "A model's answer: question to finished and checked answer",
)
_REFERENCE = "a bare client, same server"
_ANSWER = """Moscow demands that its territorial gains are recognized [1]. It also wants a Ukraine that is neutral [1].
Trump is skeptical of NATO, the text says, and wants to readjust the commitments to the security of Europe [2][3].
Some officials in Washington call the talks a success [2]. The Europeans look for guarantees of their own [4]."""


@dataclass(frozen=True, slots=True)
class _Times:
    """Seconds from the question to the first token and to the end; `search` is what came before the model was asked."""

    first: float
    whole: float
    search: float = 0.0


def model_answer(settings: Settings, n: int) -> list[Figure]:
    """`n` questions of the golden set, each asked through the chain and of a bare client in turn."""
    if not n:
        return [Figure(name, "s", (), _REFERENCE, missing="it was left out of this run.") for name in _NAMES]
    with paced_server(re.findall(r"\s*\S+", _ANSWER), first=_FIRST, each=_EACH) as address:
        asked = settings.model_copy(
            update={"answerer": "model", "openai_base_url": address, "model": "paced", "threshold": 0.0}
        )
        pairs = _pairs(asked, n + _WARM_UP)[_WARM_UP:]
    first = [ours.first - ours.search for ours, _ in pairs], [bare.first for _, bare in pairs]
    whole = [ours.whole for ours, _ in pairs], [bare.whole for _, bare in pairs]
    return [
        Figure(_NAMES[0], "s", first[0], _REFERENCE, first[1], FIRST_TARGET),
        Figure(_NAMES[1], "s", whole[0], _REFERENCE, whole[1], WHOLE_TARGET),
    ]


def _pairs(settings: Settings, n: int) -> list[tuple[_Times, _Times]]:
    with open_library(settings) as library:
        questions = [row.standalone for row in sample_questions(library) if row.gold]
        chain, client = chain_over(library, settings), _client(settings)
        return [(_through(chain, question), _bare(client, question)) for question in islice(cycle(questions), n)]


def _client(settings: Settings) -> OpenAI:
    # It is what is measured against, as anybody would write it; our own client is `rag.model.llm`.
    from openai import OpenAI

    return OpenAI(api_key="none", base_url=settings.openai_base_url)


def _through(chain: Chain, question: str) -> _Times:
    began = time.perf_counter()
    items = chain.stream(question)
    next(items)
    first = time.perf_counter() - began
    *_, answer = items
    assert isinstance(answer, Answer)
    search = sum(answer.timings[stage] for stage in ("rewrite", "retrieve"))
    return _Times(first, time.perf_counter() - began, search)


def _bare(client: OpenAI, question: str) -> _Times:
    began = time.perf_counter()
    stream = client.chat.completions.create(
        model="paced", messages=[{"role": "user", "content": question}], stream=True
    )
    pieces = (chunk.choices[0].delta.content for chunk in stream)
    next(piece for piece in pieces if piece)
    first = time.perf_counter() - began
    for _ in pieces:
        pass
    return _Times(first, time.perf_counter() - began)
