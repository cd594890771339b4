"""Take the network away from a command, and keep a record of every attempt to use it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Python's own view of every attempt to leave the machine: an audit hook cannot be taken out again.
GUARD = """
import os, sys

def _watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "loopback"
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if host in ("localhost", "::1", "None", "loopback", "") or host.startswith("127."):
        return
    with open(os.environ["ATTEMPTS"], "a") as file:
        file.write(f"{event} {host}\\n")
    raise OSError("this test has no network")

sys.addaudithook(_watch)
"""


def guarded(folder: Path) -> tuple[dict[str, str], Path]:
    """An environment in which every Python process has the guard, and the file that its attempts are written to."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(GUARD)
    attempts = folder / "attempts"
    return {**os.environ, "PYTHONPATH": f"{folder}:{ROOT}", "ATTEMPTS": str(attempts)}, attempts


def without_network() -> list[str]:
    """A prefix that gives a command a network namespace with nothing in it, where the system allows that."""
    if not shutil.which("unshare"):
        return []
    prefixes = ["unshare", "-rn"], ["unshare", "-n"]
    tried = (subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode for prefix in prefixes)
    return next((prefix for prefix, code in zip(prefixes, tried, strict=True) if code == 0), [])
