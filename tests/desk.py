"""A library behind a scripted model: what the page's server and its tests need to see a model's answers arrive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openai_server import Answering, Reply, Request, ScriptedServer, text

from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import open_chain
from ui.chat.actions import View

QUESTION = "When was the pier of Marlow Bay opened, and what did the storm destroy?"
FOLLOW_UP = "How long did they take?"
STANDALONE = "How long did the repairs of the pier of Marlow Bay take?"
PIER = """# The pier of Marlow Bay

The pier of Marlow Bay was opened on 3 May 1884. It was designed by Ada Holm, an engineer from Leeds.

## The storm

In January 1953 a storm destroyed 87 % of the decking. Nobody was hurt, because the pier had been closed before.
The repairs of the pier took eleven years and cost 2.3 million pounds.

## Today

The council reopened the pier in 1964. It is visited by about 240,000 people a year.
"""


@dataclass(frozen=True)
class Desk:
    """What is open: a chain whose model is `server`."""

    chain: Chain
    settings: Settings
    server: ScriptedServer


@contextmanager
def model_desk(home: Path, replies: Sequence[Answering], **settings: Any) -> Iterator[Desk]:
    """A library with one document in an empty `home`, answered by a model that plays `replies`."""
    document = home / "pier.md"
    document.write_text(PIER)
    with ScriptedServer(replies, key=settings.pop("key", "")) as server:
        chosen = Settings(home=home, openai_base_url=server.url, **{"threshold": 0.0, "model_retries": 0, **settings})
        with open_chain(chosen) as chain:
            chain.library.add([document])
            yield Desk(chain, chosen, server)


def checked_answer(request: Request, **options: Any) -> Reply:
    """One sentence that is right, one with a wrong figure, one with a wrong footnote and one without any."""
    opened, storm = marker(request, "3 May 1884"), marker(request, "decking")
    said = f"The pier was opened on 3 May 1884 {opened}. The storm destroyed **78 %** of the decking {storm}. "
    wrong = f"About 240,000 people visit it a year {storm}. It is the finest pier in England."
    pieces = re.findall(r"\S+\s*", said + wrong)
    return text(*pieces, usage=(1312, 58), **options)


def follow_up(request: Request) -> Reply:
    """The standalone form, where that is asked for, and else an answer from the storm's passage."""
    if "Latest message:" in request.prompt:
        return text(STANDALONE)
    return text(f"The repairs took eleven years {marker(request, 'eleven years')}.")


def marker(request: Request, words: str) -> str:
    """The marker of the source in the prompt that holds these words."""
    sources = re.finditer(r"^\[(\d+)\][^\n]*\n((?:>.*\n?)*)", request.prompt, re.MULTILINE)
    return next(f"[{source[1]}]" for source in sources if words in source[2])


def last(views: Iterator[View]) -> str:
    """The last message of an answer that came to its end."""
    *_, view = views
    assert view.done
    return str(view.messages[-1]["content"])
