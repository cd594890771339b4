"""Which of two things the page was told is the later one: answers may overtake each other on their way."""

from __future__ import annotations

import threading
import time

_lock = threading.Lock()
_last = 0


def later() -> int:
    """A number above all that were given before, also by a server that has been started anew."""
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns() // 1_000)  # A script's numbers hold microseconds, and no more.
        return _last
