"""Load what a question needs before there is one, and say whether that is done."""

from __future__ import annotations

import logging
import threading

from index.errors import FootnoteError
from rag.chain import Chain
from rag.search import search
from ui.server.visitors import told_to_visitors

logger = logging.getLogger(__name__)


class Readiness:
    """Whether questions are answered at once: the library opens, and everything is loaded.

    In a `with` it begins at once, and leaving waits for what is under way: meanwhile the library must not be closed,
    nor the interpreter taken down.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._fault = "The library is being opened. Ask again in some seconds."

    def __enter__(self) -> Readiness:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is not None:
            self._thread.join()

    def begin(self) -> None:
        """Start to warm up, unless that is under way or done; after a failure it is tried again."""
        with self._lock:
            if self._thread is None or (self._fault and not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._warm_up, daemon=True)
                self._thread.start()

    def fault(self) -> str:
        """Why questions cannot be answered yet; empty once they can."""
        return self._fault

    def _warm_up(self) -> None:
        try:
            # Searching loads all there is, and asks no model: that could cost money.
            search(self._chain, "What is this about?", 1)
        except FootnoteError as error:
            self._fault = told_to_visitors(error, self._chain.library.home)
        except Exception:
            logger.exception("warm-up failed")
            self._fault = "Something went wrong inside Footnote. The terminal that runs it has the details."
        else:
            self._fault = ""
