"""A real HTTP server on loopback, on a thread, for an app; and a chain that plays a script."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rag.types import Answer, Delta, Turn
from ui.server.listener import listen, server_of

if TYPE_CHECKING:
    from ui.chat.actions import Actions


@contextmanager
def serving(app: Any, port: int = 0) -> Iterator[str]:
    """The address at which `app` answers; without `port` at any that is free."""
    with listen("127.0.0.1", port) as listener:
        server = server_of(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline, "the server did not start in time"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def page_app(actions: Actions) -> Any:
    """The page that does these actions, by itself."""
    import gradio
    from fastapi import FastAPI

    from ui.chat.page import mount_options, page_of

    return gradio.mount_gradio_app(FastAPI(), page_of(actions), path="/", **mount_options())


class ScriptedChain:
    """Plays a list: texts as deltas, an error to raise, an answer to end with, something to call and wait for.

    `asked` are the questions with their histories, `closed` is set when a stream ended, for whatever reason.
    """

    def __init__(self, *script: str | Exception | Answer | Callable[[], object]) -> None:
        self.script = script
        self.asked: list[tuple[str, Sequence[Turn]]] = []
        self.closed = threading.Event()

    def stream(
        self, question: str, history: Sequence[Turn] = (), *, documents: Sequence[str] = ()
    ) -> Iterator[Delta | Answer]:
        self.asked.append((question, history))
        try:
            for step in self.script:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, str):
                    yield Delta(step)
                elif isinstance(step, Answer):
                    yield step
                else:
                    step()
        finally:
            self.closed.set()
