"""A conversation with a chain, as its reader has it: each question after the ones before it."""

from __future__ import annotations

from rag.chain import Chain
from rag.types import Answer, Turn


def asked(chain: Chain, *questions: str) -> Answer:
    """The answer to the last of the questions."""
    turns: list[Turn] = []
    for question in questions:
        answer = chain.ask(question, turns)
        turns.append(Turn(answer.question, answer.text, answer.standalone_question))
    return answer
