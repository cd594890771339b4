"""What is loaded from a model's file serves the whole process, for as long as anybody in it holds it.

Loading takes 20 to 100 ms and some tens of megabytes, and a program may have several libraries open.
"""

from __future__ import annotations

import os
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

_HELD: MutableMapping[tuple[object, ...], Any] = WeakValueDictionary()


def held(path: Path, load: Callable[[], Any], *options: object) -> Any:
    """What `load` makes of a file with these options, or what it made of the same file before, if that is held still.

    One file is the same under all of its names, and another one once it was written anew. Raises OSError where there
    is none.
    """
    told = path.stat()
    # The threads of a session stay behind in the process that was forked.
    key = (os.getpid(), told.st_dev, told.st_ino, told.st_mtime_ns, told.st_size, *options)
    found = _HELD.get(key)
    if found is None:
        # Not under a lock: encoder and reader are loaded at once. Two that begin with one file both load it, and the
        # later one stays.
        found = _HELD[key] = load()
    return found
