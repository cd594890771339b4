"""`footnote chat`: the chat page, on the sample article where the library is still empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.output import note, settings_for

if TYPE_CHECKING:
    from index.library import Library


def chat(
    context: typer.Context,
    docs: Annotated[Path | None, typer.Option(metavar="PATH", help="Index this file or folder first.")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on.")] = None,
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
    from rag.wiring import open_chain

    with open_chain(settings, say=note) as chain:
        _fill(chain.library, docs)
        note("Starting the chat page")
        from ui.chat.server import serve

        serve(settings, chain, open_browser=open_browser)


def _fill(library: Library, docs: Path | None) -> None:
    """Index what was asked for, or the sample where there is nothing. Raises DocumentError where nothing came of it."""
    from index.errors import DocumentError
    from index.sample import sample_path
    from ui.commands.library import add_with_progress, print_report

    if docs is None and library.documents():
        return
    if docs is None:
        note("The library is empty: indexing the sample article")
    report = add_with_progress(library, [docs or sample_path()])
    print_report(report)
    if not library.documents():
        raise DocumentError(f"Nothing could be indexed from {docs}. See the lines above for the reason.")
