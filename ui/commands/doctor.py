"""`footnote doctor`: is everything in order, and if not, what to do."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from ui.commands.output import AsJson, note, one_line, print_json, say, settings_for


def doctor(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the installation and the library. The exit code is 1 where something is wrong.

    For example:

    \b
      footnote doctor
      footnote doctor --repair
    """
    from rag.doctor import diagnose

    checks = diagnose(settings_for(context), repair=repair, say=note)
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            told = check.ok or check.remedy.removeprefix("Run: ") in check.detail
            says = check.detail if told else f"{check.detail.rstrip('.')}. {check.remedy}"
            say(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {one_line(says)}")
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)
