"""`footnote eval …`: how good the answers are."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from ui.commands.arguments import Command, whole_number
from ui.commands.output import AsJson, Done, note, print_json, progress_bar, say, settings_for, table

DataPath = Annotated[
    Path | None, typer.Option("--data", metavar="PATH", help="Folder or file of data that the suite does not carry.")
]
JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the whole report there; - is stdout.")
]
HtmlFile = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report there as one page.")]
Against = Annotated[
    str, typer.Option("--against", metavar="FILE", help="Compare with this report; `baseline` is the one that is kept.")
]
Check = Annotated[bool, typer.Option("--check", help="Exit with 1 where a figure got worse, as far as n can tell.")]
Language = Annotated[str, typer.Option("--language", metavar="CODE", help="Ask the questions of one language only.")]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        parser=whole_number(1),
        help="Ask so many questions, drawn by lot with their translations.",
    ),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", parser=whole_number(), help="What the lot is drawn with.")]
Workers = Annotated[
    int,
    typer.Option(
        "--workers", metavar="N", parser=whole_number(1, 64), help="Questions that are asked at the same time."
    ),
]
Standalone = Annotated[
    Path | None,
    typer.Option("--standalone", metavar="FILE", help="Stand-alone forms of follow-ups: JSONL of id and standalone."),
]
SkipFaulty = Annotated[bool, typer.Option("--skip-faulty", help="Leave faulty rows out and name them.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Do not go on with a run that was interrupted.")]
Judge = Annotated[
    bool, typer.Option("--judge", help="Have the model of the settings judge each answer, in figures of their own.")
]

app = typer.Typer(
    help="Measure how good the answers are.\n\nFor example:\n\n\b\n  footnote eval list\n  footnote eval run smoke",
    no_args_is_help=True,
)


@app.command(cls=Command)
def run(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="A name that `footnote eval list` shows.")],
    data: DataPath = None,
    json_file: JsonFile = None,
    html_file: HtmlFile = None,
    against: Against = "",
    check: Check = False,
    system: Annotated[
        str, typer.Option(metavar="NAME", help="What is measured: a name that `footnote eval systems` shows.")
    ] = "footnote",
    language: Language = "",
    limit: Limit = None,
    seed: Seed = 0,
    workers: Workers = 2,
    standalone: Standalone = None,
    skip_faulty: SkipFaulty = False,
    fresh: Fresh = False,
    judge: Judge = False,
) -> None:
    """Run one suite, print its figures and store the report.

    n and an interval stand beside each figure. A run that was interrupted goes on where it was. What is compared is
    read before anything is asked.

    For example:

    \b
      footnote eval run smoke
      footnote eval run xquad --data xquad/ --language de --json report.json
      footnote eval run own --data questions.jsonl --json - | jq .sections
    """
    from eval.datasets import FORMATS
    from eval.report import newest_report
    from eval.run import RunOptions
    from eval.suites import run as run_suite

    _check_page(html_file)
    past = _past(against, suite, check=check)
    settings = settings_for(context)
    _make_room(json_file, html_file)
    _make_folder(settings.home / "eval")
    options = RunOptions(system, language, limit, seed, workers, standalone, skip_faulty, fresh, judge)
    with _can_go_on(suite, fresh=fresh), progress_bar() as progress:
        report = run_suite(suite, settings, data=data, options=options, past=past, progress=progress)
    if suite in FORMATS:
        note(f"Stored: {newest_report(settings.home / 'eval', suite, system)}")
    _show(report.to_dict(), past, json_file, html_file, check=check)


@app.command("report", cls=Command)
def show_report(
    run_file: Annotated[Path, typer.Argument(metavar="FILE", help="A report that `footnote eval run` wrote.")],
    html_file: HtmlFile = None,
    against: Against = "",
    check: Check = False,
) -> None:
    """Print a stored report, make a page of it, or compare it.

    For example:

    \b
      footnote eval report new.json --html report.html
      footnote eval report new.json --against old.json --check
    """
    from eval.report import read_report

    _check_page(html_file)
    data = read_report(run_file)
    _make_room(html_file)
    _show(data, _past(against, data["suite"], check=check), None, html_file, check=check)


@app.command(cls=Command)
def baseline(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="The suite whose latest run is kept.")],
    run_file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Keep this report instead of the latest run.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep it there, not as what `--against baseline` means.")
    ] = None,
) -> None:
    """Keep a run's measures, to compare later runs with.

    They are kept question by question and without any text.

    For example:

    \b
      footnote eval baseline xquad
      footnote eval baseline own --to baseline.json
    """
    from eval.baseline import keep_baseline

    say(f"Kept: {keep_baseline(suite, settings_for(context).home / 'eval', run_file, to)}")


@app.command(cls=Command)
def compare(
    context: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="A data set's name that `footnote eval list` shows.")],
    data: DataPath = None,
    names: Annotated[
        str, typer.Option("--systems", metavar="A,B,C", help="Which systems, beside footnote; else all of them.")
    ] = "",
    json_file: JsonFile = None,
    language: Language = "",
    limit: Limit = None,
    seed: Seed = 0,
    workers: Workers = 2,
    standalone: Standalone = None,
    skip_faulty: SkipFaulty = False,
) -> None:
    """Run several systems on the same questions, side by side. Each gets a verdict against Footnote.

    For example:

    \b
      footnote eval compare chunking --data chunking/ --limit 100
      footnote eval compare xquad --data xquad/ --language en --systems llama-index,footnote-lexical
    """
    from eval.run import RunOptions
    from eval.sidebyside import compare_systems, lines, to_dict

    settings = settings_for(context)
    _make_room(json_file)
    _make_folder(settings.home / "eval")
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    options = RunOptions("footnote", language, limit, seed, workers, standalone, skip_faulty)
    with _can_go_on(suite), progress_bar() as progress:
        found = compare_systems(suite, settings, options, data=data, systems=wanted, progress=progress)
    if json_file == Path("-"):
        print_json(to_dict(found))
        return
    # Before it is printed: whoever reads the first lines only, as `head` does, wants the file whole.
    if json_file:
        import json

        text = json.dumps(to_dict(found), ensure_ascii=False) + "\n"
        json_file.write_text(text, encoding="utf-8", errors="replace")
    for line in lines(found):
        say(line)


@app.command(cls=Command)
def new(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The set to write, a .jsonl file.")],
    count: Annotated[
        int,
        typer.Option("--count", metavar="N", parser=whole_number(1), help="Questions that have an answer, at most."),
    ] = 40,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Draft a set of questions about your documents, for you to edit.

    With a model in the settings it writes the questions; each of its quotations is checked.

    For example:

    \b
      footnote eval new questions.jsonl
      footnote eval run own --data questions.jsonl
    """
    from eval.draft import draft_set
    from rag.wiring import open_library

    settings = settings_for(context)
    _make_room(file)
    with open_library(settings, say=note) as library, progress_bar() as progress:
        drafted = draft_set(library, settings, file, count=count, force=force, progress=progress)
    say(f"Wrote {drafted.answerable} questions and {drafted.unanswerable} without an answer: {file}")
    for remark in drafted.notes:
        note(remark)
    say(
        'Read each row, mend it or delete it, and take "draft": true out. Then: footnote eval run own --data '
        + str(file)
    )
    raise Done(0)


@contextmanager
def _can_go_on(suite: str, *, fresh: bool = False) -> Iterator[None]:
    """Within it a run that is told to end, by Ctrl-C or by SIGTERM, tidies up and says that it can go on."""
    from eval.datasets import FORMATS

    def end(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if suite in FORMATS:
            note(f"Stopped. The same command{' without --fresh' if fresh else ''} goes on where it was.")
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _check_page(html_file: Path | None) -> None:
    if html_file == Path("-"):
        raise typer.BadParameter("--html writes a page to a file; give its name")


def _make_room(*files: Path | None) -> None:
    """The folders of what will be written."""
    from index.errors import FootnoteError

    for file in files:
        if not file or file == Path("-"):
            continue
        if file.is_dir():
            raise FootnoteError(f"{file} is a folder. Give the name of a file in it.")
        # What is there may be /dev/stdout, in a folder that takes no file.
        if not file.exists():
            _make_folder(file.parent)


def _make_folder(folder: Path) -> None:
    """Make the folder and see that it takes a file: a run of an hour must not end where it cannot be kept."""
    from tempfile import TemporaryFile

    from index.errors import FootnoteError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FootnoteError(f"Nothing can be written to {folder}: {error.strerror}. Give another path.") from None


def _past(against: str, suite: str, *, check: bool) -> Any:
    from eval.baseline import past_of

    if check and not against:
        raise typer.BadParameter("--check needs --against FILE, or --against baseline")
    return past_of(against, suite) if against else None


def _show(data: dict[str, Any], past: Any, json_file: Path | None, html_file: Path | None, *, check: bool) -> None:
    """Print a report, and what it is against an earlier one. Ends with 1 where all failed, or a check does."""
    from eval.baseline import compare as compare_with
    from eval.differences import comparison_lines, loss_lines
    from eval.report import table_of, unmeasured

    as_json = json_file == Path("-")
    if not as_json:
        # First of all: nothing that goes wrong below may cost it.
        say(table_of(data))
    comparison = compare_with(data, past) if past else None
    if comparison:
        data = {**data, "against": comparison.to_dict()}
    _write(data, json_file, html_file)
    if not as_json:
        for line in comparison_lines(comparison) if comparison else ():
            say(line)
    if fault := unmeasured(data):
        note(fault)
        raise typer.Exit(1)
    if check and comparison and not comparison.holds:
        for line in loss_lines(comparison):
            note(line)
        raise typer.Exit(1)


def _write(data: dict[str, Any], json_file: Path | None, html_file: Path | None) -> None:
    from eval.report import write_report

    if html_file:
        from eval.html import write_page

        write_page(data, html_file)
    if json_file == Path("-"):
        print_json(data)
    elif json_file:
        write_report(data, json_file)


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
