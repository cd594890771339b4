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
        Path | None, typer.Option(metavar="PATH", help="Folder or file of data that the suite does not carry itself.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the whole report there; - is stdout.")
    ] = None,
    system: Annotated[
        str, typer.Option(metavar="NAME", help="What is measured: a name that `footnote eval systems` shows.")
    ] = "footnote",
    language: Annotated[str, typer.Option(metavar="CODE", help="Ask the questions of one language only.")] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="Ask so many questions, drawn by lot.")] = None,
    seed: Annotated[int, typer.Option(help="What the lot is drawn with.")] = 0,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Questions that are asked at the same time.")] = 2,
    standalone: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Stand-alone forms of follow-ups: JSONL of id and standalone.")
    ] = None,
    skip_faulty: Annotated[bool, typer.Option("--skip-faulty", help="Leave faulty rows out and name them.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Do not go on with a run that was interrupted.")] = False,
) -> None:
    """Run one suite, print its figures with n beside each, and store the report.

    A run that was interrupted goes on where it was.

    For example:

    \b
      footnote eval run smoke
      footnote eval run xquad --data xquad/ --language de --json report.json
      footnote eval run own --data questions.jsonl --json - | jq .sections
    """
    from eval.run import RunOptions
    from eval.suites import run as run_suite

    settings = settings_for(context)
    options = RunOptions(system, language, limit, seed, workers, standalone, skip_faulty, fresh)
    with progress_bar() as progress:
        report = run_suite(suite, settings, data=data, options=options, progress=progress)
    if json_file == Path("-"):
        print_json(report.to_dict())
        return
    if json_file:
        report.write(json_file)
    say(report.table())


@app.command()
def systems(as_json: AsJson = False) -> None:
    """List the systems that can be measured.

    For example:

    \b
      footnote eval systems
    """
    from eval.systems import SYSTEMS

    rows = {name: row.what for name, row in SYSTEMS.items()}
    if as_json:
        print_json(rows)
    else:
        for line in table([("SYSTEM", "WHAT IT IS"), *rows.items()]):
            say(line)


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
