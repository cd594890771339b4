"""`footnote index …`: what is in the library, and what goes in and out."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.arguments import Command, named_path
from ui.commands.interrupt import stopped_by_interrupt
from ui.commands.output import (
    NO_WEB,
    AsJson,
    note,
    one_line,
    print_json,
    progress_bar,
    say,
    settings_for,
    table,
    web_address,
)
from ui.commands.unfinished import note_unfinished

if TYPE_CHECKING:
    from index.library import Library
    from index.types import BuildReport, DocumentInfo, FileReport

app = typer.Typer(
    help="Documents in, searchable passages out.\n\n"
    "For example:\n\n\b\n  footnote index add report.pdf notes/\n  footnote index list\n  footnote index status",
    no_args_is_help=True,
)

_NAMES = "an id or its unique beginning, a file's name or path, or a title."
DocumentName = Annotated[str, typer.Argument(metavar="DOCUMENT", help=_NAMES.capitalize())]


_PATHS = "Files, and folders with all below them."


@app.command(cls=Command)
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", parser=named_path, help=_PATHS)],
    as_json: AsJson = False,
) -> None:
    """Index files and folders. What is indexed already and has not changed is skipped.

    The exit code is 1 where a file could not be indexed; the others are indexed nevertheless. Ctrl+C stops it: what can
    be searched by then stays, the rest is not added, and the exit code is 130.

    For example:

    \b
      footnote index add report.pdf
      footnote index add ~/Documents/contracts notes.md
      footnote index add --json . | jq '.files[] | select(.status == "failed")'
    """
    with _open(context) as library:
        report = add_with_progress(library, paths)
    if as_json:
        print_json({**asdict(report), "ok": report.ok})
    else:
        print_report(report)
    raise typer.Exit(130 if was_stopped(report) else 0 if report.ok else 1)


@app.command("list")
def list_documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents of the library.

    For example:

    \b
      footnote index list
      footnote index list --json | jq '.[].title'
    """
    with _open(context) as library:
        documents = [*library.documents(), *library.pending()]
        note_unfinished(library)
    if as_json:
        print_json([asdict(document) for document in documents])
    elif not documents:
        note("The library is empty. Add documents with: footnote index add PATH")
    else:
        heading = ("ID", "TITLE", "STATE", "SOURCE", "PAGES", "PASSAGES", "CHARACTERS")
        rows = [(d.id, d.title, _state(d), d.source, d.pages, d.passages, d.characters) for d in documents]
        for line in table([heading, *rows]):
            say(line)


@app.command(cls=Command)
def show(
    context: typer.Context,
    document: DocumentName,
    text: Annotated[bool, typer.Option("--text", help="Print the text that all offsets refer to.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one document: its passages, or its exact text.

    That text is what the characters of a footnote are counted in.

    For example:

    \b
      footnote index show report.pdf
      footnote index show 3f2a --text > article.txt
    """
    with _open(context) as library:
        shown = library.document(library.named(document))
        copies = library.copies(shown.id)
        passages = [] if text and not as_json else library.passages(shown.id)
    if as_json:
        fields = asdict(shown) | {"characters": len(shown.text), "passages": [asdict(p) for p in passages]}
        fields["copies"] = copies
        print_json(fields if text else {key: value for key, value in fields.items() if key != "text"})
    elif text:
        _print_text(shown.text)
    else:
        say(f"{one_line(shown.title)}\nid: {shown.id}\nsource: {one_line(shown.source)}")
        for copy in copies:
            say(f"the same text: {one_line(copy)}")
        say(f"characters: {len(shown.text):,}\npages: {len(shown.pages)}\npassages: {len(passages)}")
        for remark in shown.notes:
            say(f"note: {one_line(remark)}")
        say()
        for passage in passages:
            page = f" p. {passage.page}" if passage.page else ""
            say(f"{passage.start}-{passage.end}{page} {one_line(passage.heading)}".rstrip())
            say(f"    {one_line(passage.text)}")


@app.command(cls=Command)
def remove(
    context: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT", help=f"Of each, {_NAMES}")],
    as_json: AsJson = False,
) -> None:
    """Take documents out of the library. The files that they came from are left alone.

    For example:

    \b
      footnote index remove report.pdf
      footnote index remove 3f2a 9c01
    """
    with _open(context) as library:
        reports = library.remove_all(library.all_named(documents, pending=True))
    if as_json:
        print_json([asdict(report) for report in reports])
    else:
        for report in reports:
            say(_line(report))


@app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """The library in figures.

    For example:

    \b
      footnote index status
      footnote --home ./library index status --json
    """
    with _open(context) as library:
        figures = asdict(library.status())
        note_unfinished(library)
    if as_json:
        print_json(figures)
    else:
        for name, value in figures.items():
            say(f"{name.replace('_', ' ')}: {f'{value:,}' if isinstance(value, int) else value}")


def add_with_progress(library: Library, paths: list[Path]) -> BuildReport:
    """Index `paths`, with a bar on a terminal. Ctrl+C stops it; the report has then what `was_stopped`."""
    with stopped_by_interrupt() as stop, progress_bar() as progress:
        report = library.add(paths, progress=progress, stop=stop)
    return _with_addresses(report, paths)


def was_stopped(report: BuildReport) -> bool:
    """Whether files were left out because somebody stopped it."""
    from index.types import Status

    return report.count(Status.STOPPED) > 0


def _with_addresses(report: BuildReport, paths: list[Path]) -> BuildReport:
    """The report, with what was a web address and not a path told as that."""
    from index.files.naming import source_of
    from index.types import Status

    web = {source_of(path): address for path in paths if (address := web_address(path))}
    files = [
        replace(file, source=web[file.source], detail=NO_WEB)
        if file.status is Status.FAILED and file.source in web
        else file
        for file in report.files
    ]
    return replace(report, files=tuple(files))


def print_report(report: BuildReport) -> None:
    """One line for each file, and one for them all; where it was stopped, one for all that were left out."""
    from index.types import Status

    for file in report.files:
        if file.status is not Status.STOPPED:
            say(_line(file))
    counts = [f"{count} {status}" for status in Status if (count := report.count(status))]
    say(f"{', '.join(counts) or 'No files found'} in {report.seconds:.1f} s")
    if stopped := report.count(Status.STOPPED):
        from ui.render import plural

        left = f"{plural(stopped, 'file')} not added"
        note(f"Stopped: {left}. What can be searched by now stays; add the same again to go on.")


def _state(document: DocumentInfo) -> str:
    return "not finished" if document.state == "pending" else document.state


def _line(file: FileReport) -> str:
    from ui.render import plural

    if _names_itself(file):
        return f"{file.status:<9} {one_line(file.detail)}"
    size = f" ({plural(file.passages, 'passage')})" if file.passages else ""
    detail = f": {one_line(file.detail)}" if file.detail else ""
    return f"{file.status:<9} {one_line(file.source)}{size}{detail}"


def _names_itself(file: FileReport) -> bool:
    """Whether the detail begins with the file's path, absolute or as it was given."""
    name = Path(file.source).name
    head, found, _ = file.detail.partition(name)
    return bool(name and found) and os.path.abspath(head + name) == file.source  # noqa: PTH100


def _open(context: typer.Context) -> Library:
    from rag.wiring import open_library

    return open_library(settings_for(context), say=note)


def _print_text(text: str) -> None:
    if sys.stdout.isatty():
        say(text)
    else:
        sys.stdout.write(text)
