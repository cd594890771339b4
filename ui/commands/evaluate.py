"""`footnote eval …`: how good the answers are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.output import AsJson, print_json, progress_bar, say, settings_for, table

app = typer.Typer(
    help="Measure how good the answers are.\n\nFor example:\n\n\b\n  footnote eval list\n  footnote eval run smoke",
    no_args_is_help=True,
)


@app.command()
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="A name that `footnote eval list` shows.")],
    data: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Data that the suite does not carry itself.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run one suite, print its figures with n beside each, and store the report.

    For example:

    \b
      footnote eval run smoke
      footnote eval run smoke --json | jq .
    """
    from eval.suites import run as run_suite

    settings = settings_for(context)
    with progress_bar() as progress:
        report = run_suite(suite, settings, data=data, progress=progress)
    print_json(report.to_dict()) if as_json else say(report.table())


@app.command("list")
def list_suites(as_json: AsJson = False) -> None:
    """List the suites.

    For example:

    \b
      footnote eval list
    """
    from eval.suites import SUITES

    if as_json:
        print_json(dict(SUITES))
    else:
        for line in table([("SUITE", "WHAT IT MEASURES"), *SUITES.items()]):
            say(line)
