"""A warm question: from the retrieval to the finished extractive answer, beside embedding the same question alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import cycle, islice

from eval.bench.figures import Figure
from eval.golden import sample_questions
from index.model.embed import EmbedInput
from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import open_chain

TARGET = 6.0
_FIRST = 10


def warm_question(settings: Settings, n: int) -> Figure:
    """`n` questions of the golden set, each embedded and asked in turn, after a few that do not count."""
    with open_chain(settings) as chain:
        questions = [row.standalone for row in islice(cycle(sample_questions(chain.library)), n + _FIRST)]
        pairs = [_both(chain, question, at) for at, question in enumerate(questions)][_FIRST:]
    name = "Warm question: retrieval to finished extractive answer"
    return Figure(name, "ms", [a for a, _ in pairs], "embedding the same question", [b for _, b in pairs], TARGET)


def _both(chain: Chain, question: str, at: int) -> tuple[float, float]:
    """Seconds to answer and to embed. Which goes first alternates: the second finds the processor's caches warm."""

    def answer() -> None:
        chain.ask(question)

    def embed() -> None:
        chain.library.embedder.embed([EmbedInput(question)])

    if at % 2:
        embedding, answering = _seconds(embed), _seconds(answer)
    else:
        answering, embedding = _seconds(answer), _seconds(embed)
    return answering, embedding


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
