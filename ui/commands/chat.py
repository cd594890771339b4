"""`footnote chat`: the chat page, on the sample article where the library is still empty."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.arguments import Host, Port, named_path
from ui.commands.output import NO_WEB, note, settings_for, tell_where, web_address

if TYPE_CHECKING:
    from index.library import Library


def chat(
    context: typer.Context,
    docs: Annotated[
        Path | None, typer.Option(metavar="PATH", parser=named_path, help="Index this file or folder first.")
    ] = None,
    host: Host = None,
    port: Port = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Start the chat page. An empty library gets the sample article, so that there is something to ask.

    For example:

    \b
      footnote chat
      footnote chat --docs ~/Documents/contracts --open
      footnote --home ./library chat --port 8000
    """
    settings = settings_for(context, host=host, port=port)
    _demand(docs)
    from ui.chat.app import serve
    from ui.server.listener import listen

    # The port comes first: indexing may take minutes, and would be for nothing.
    with listen(settings.host, settings.port) as listener:
        tell_where(settings)
        from rag.wiring import open_chain

        with open_chain(settings, say=note) as chain:
            _fill(chain.library, docs)
            note("Starting the chat page")
            serve(settings, chain, listener, open_browser=open_browser)


def _demand(docs: Path | None) -> None:
    """Raises DocumentError where `docs` is nothing that could be indexed."""
    from index.errors import DocumentError
    from index.files.naming import shown

    if docs is None or os.path.lexists(docs):
        return
    address = web_address(docs)
    raise DocumentError(
        f"{address}: {NO_WEB}." if address else f"There is no file or folder {shown(docs)}. Check what --docs names."
    )


def _fill(library: Library, docs: Path | None) -> None:
    """Index what was asked for, or the sample where there is nothing. Raises DocumentError where nothing came of it."""
    from index.errors import DocumentError
    from index.sample import sample_path
    from ui.commands.library import add_with_progress, print_report, was_stopped

    if docs is None and library.documents():
        return
    if docs is None:
        note("The library is empty: indexing the sample article")
    report = add_with_progress(library, [docs or sample_path()])
    print_report(report)
    if was_stopped(report):
        raise typer.Exit(130)
    if not library.documents():
        raise DocumentError(
            f"Nothing could be indexed from {docs or sample_path()}. See the lines above for the reason."
        )
