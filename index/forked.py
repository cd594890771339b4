"""What a forked process inherits and must never destroy: that would wait for threads that only its parent has."""

from __future__ import annotations

import ctypes


def keep_for_ever(*inherited: object) -> None:
    """Keep objects, and all that they refer to, beyond the end of the interpreter, which destroys what is left."""
    for own in inherited:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(own))
