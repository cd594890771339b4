"""What a figure was measured on."""

from __future__ import annotations

import os
import platform


def describe_machine() -> str:
    """Cores, Python, and how busy the machine already is: a figure taken beside other work says less."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{cores} cores, {platform.system()}, Python {platform.python_version()}{load}"
