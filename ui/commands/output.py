"""What the commands share: their settings, and how they print. Data goes to stdout, everything else to stderr.

A document may hold control characters that would drive a terminal. They are taken out of whatever is shown to a person
and escaped in JSON; only `index show --text` into a file or a pipe gives a text as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rag.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else there.")]

# C0 without tab and newline, DEL, C1 (an 8-bit terminal takes them for escape sequences), and the characters that
# reorder a line of text.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


_WEB = re.compile(r"^(https?):/+", re.IGNORECASE)
NO_WEB = "web addresses cannot be indexed; save the page as a file and add that"


class Done(SystemExit):
    """Raised by a command that has printed everything and closed what it opened, so that the process may end at once.

    Taking the interpreter down module by module, after chromadb was imported, costs a third of a second.
    """


def end_at_once(code: int) -> NoReturn:
    """End the process, with what was printed. The system closes the files and frees the library's lock.

    An interpreter that goes down around a thread that loads a model aborts, or waits for it.
    """
    for stream in (sys.stdout, sys.stderr):
        # Whoever read it may have gone, and a signal may come while it is being written to.
        with suppress(OSError, ValueError, RuntimeError):
            stream.flush()
    os._exit(code)


def settings_for(context: typer.Context, **changes: Any) -> Settings:
    """Settings of the environment, with what the command line changes; a change that is None does not count."""
    from rag.settings import load_settings, misspelt

    changes["home"] = context.obj
    settings = load_settings(**{key: value for key, value in changes.items() if value is not None})
    for given, meant in misspelt():
        note(f"{given} is no setting and is passed over. Did you mean {meant}?")
    return settings


def web_address(path: Path) -> str:
    """The web address that somebody gave as a path, which took a slash away; empty where it is none."""
    text = str(path)
    return clean(_WEB.sub(r"\1://", text)) if _WEB.match(text) else ""


def prepare_streams() -> None:
    """UTF-8 with plain newlines, so that offsets into what is printed mean the same everywhere."""
    # Where whoever started us closed one, as cron may, Python has none: what is printed goes nowhere.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def clean(text: str) -> str:
    """`text` without the characters that would drive a terminal."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """`text` on one line, harmless to a terminal."""
    return clean(" ".join(text.split()))


def say(text: str = "") -> None:
    """A line for the person, on stdout."""
    typer.echo(clean(text))


def note(text: str) -> None:
    """A remark that is no part of the result, on stderr."""
    typer.echo(clean(text), err=True)


def tell_where(settings: Settings) -> None:
    """Before a server starts: which host beyond this machine gets what its readers ask, if one does."""
    if host := settings.sends_to:
        here = {"ANSWERER=extractive": settings.wants_model, "EMBEDDER=minilm": settings.embedder == "openai"}
        keep = " and ".join(f"FOOTNOTE_{setting}" for setting, changes in here.items() if changes)
        note(f"Questions and passages of your documents are sent to {host}. To keep them here, set {keep}.")


def print_json(data: Any) -> None:
    """Readable JSON, with every character escaped that a terminal might obey."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    typer.echo(_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def table(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Rows as aligned lines; numbers to the right. The first row is the heading."""
    cells = [[one_line(f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    widths = [max(map(len, column)) for column in columns]
    numbers = [isinstance(cell, int) for cell in rows[-1]]
    for line in cells:
        aligned = zip(line, widths, numbers, strict=True)
        yield "  ".join(cell.rjust(width) if right else cell.ljust(width) for cell, width, right in aligned).rstrip()


@contextmanager
def progress_bar(seconds: float = 30.0) -> Iterator[Callable[[float, str], None]]:
    """A bar on stderr, where that is a terminal; elsewhere a line every so many `seconds`, to show that work goes on.

    Yields a function of a fraction and a text.
    """
    if not sys.stderr.isatty():
        yield _lines(seconds)
        return

    def draw(fraction: float, text: str) -> None:
        done = round(24 * min(max(fraction, 0.0), 1.0))
        line = f"[{'#' * done}{'-' * (24 - done)}] {fraction:4.0%}  {one_line(text)}"
        sys.stderr.write("\r" + line[: shutil.get_terminal_size().columns - 1] + "\x1b[K")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _lines(seconds: float) -> Callable[[float, str], None]:
    told = time.monotonic()

    def tell(fraction: float, text: str) -> None:
        nonlocal told
        if time.monotonic() - told >= seconds:
            note(f"{fraction:.0%}  {one_line(text)}")
            told = time.monotonic()

    return tell
