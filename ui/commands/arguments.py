"""What stands behind a command on the line: how its values are read, and how its help names them.

Typer tells a person of Python's types ("QUESTION <list[str]>") and hands on pydantic's words for what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand


class Command(TyperCommand):
    """A command with arguments, each of which is named by its metavar alone."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Without the braces that say that an argument is required: all are."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The arguments, then the options."""
        parameters: list[Any] = self.get_params(ctx)
        named = [(item.metavar, item.help) for item in parameters if item.param_type_name == "argument"]
        options = [item.get_help_record(ctx) for item in parameters if item.param_type_name == "option"]
        for heading, records in (("Arguments", named), ("Options", options)):
            with formatter.section(heading):
                formatter.write_dl(records)


def named_path(text: str) -> Path:
    """The path that somebody gave. An empty one, as of a variable that is not set, is not the folder that we are in."""
    if not text.strip():
        raise typer.BadParameter("an empty path names nothing.")
    return Path(text)


def named_host(text: str) -> str:
    """The address to listen on that somebody gave. An empty one would mean every network that this machine is in."""
    if not text.strip():
        raise typer.BadParameter("an empty address names nothing.")
    return text


def whole_number(least: int | None = None, most: int | None = None) -> Callable[[str], int]:
    """What reads a whole number within these bounds."""
    bounds = f" from {least} to {most}" if most is not None else f" of {least} or more" if least is not None else ""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = None
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            raise typer.BadParameter(f"{text!r} is no whole number{bounds}.")
        return number

    return read


Host = Annotated[
    str | None,
    typer.Option(
        "--host", metavar="HOST", parser=named_host, help="Address to listen on, else FOOTNOTE_HOST (127.0.0.1)."
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port", metavar="PORT", parser=whole_number(1, 65535), help="Port to listen on, else FOOTNOTE_PORT (7860)."
    ),
]
