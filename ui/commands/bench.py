"""`footnote bench`: how fast it is, as ratios to references that are taken in the same run."""

from __future__ import annotations

import typer

from ui.commands.output import AsJson, note, print_json, progress_bar, say, settings_for


def bench(context: typer.Context, as_json: AsJson = False) -> None:
    """Measure speed on this machine. Each figure is a ratio to a reference that is taken in the same run.

    For example:

    \b
      footnote bench
      footnote bench --json > bench.json
    """
    from eval.bench import run_bench

    settings = settings_for(context)
    note("Measuring; this takes two or three minutes, and other work on this machine blurs it")
    with progress_bar() as progress:
        report = run_bench(settings, progress=progress)
    print_json(report.to_dict()) if as_json else say(report.table())
