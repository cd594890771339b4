"""`footnote mcp`: the library as tools for programs that speak the Model Context Protocol."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.arguments import Host, Port
from ui.commands.interrupt import ended_by_interrupt
from ui.commands.output import note, settings_for, tell_where

if TYPE_CHECKING:
    from rag.settings import Settings


def mcp(
    context: typer.Context,
    http: Annotated[bool, typer.Option("--http", help="Serve http://HOST:PORT/mcp instead of stdio.")] = False,
    host: Host = None,
    port: Port = None,
) -> None:
    """Serve the library to MCP clients.

    The tools are ask, search, list_documents and get_passage. Over stdio the client starts this command itself. One
    process at a time can have a library open. Beyond this machine a key is demanded: set FOOTNOTE_API_KEY.

    For example:

    \b
      footnote mcp
      footnote mcp --http --port 8000
    """
    if not http and (host is not None or port is not None):
        raise typer.BadParameter("--host and --port need --http")
    settings = settings_for(context, host=host, port=port)
    tell_where(settings)
    if http:
        _serve_http(settings)
        return
    from rag.wiring import open_chain

    with open_chain(settings, say=note) as chain:
        from ui.mcp_server import create_server
        from ui.server.readiness import Readiness

        with Readiness(chain):
            if sys.stdin and sys.stdin.isatty():
                note("Waiting for an MCP client on stdin, which starts this command itself. Ctrl+C or Ctrl+D ends it.")
            # Else it would wait for one more line: a thread is reading stdin, and nothing interrupts that.
            with ended_by_interrupt():
                create_server(chain).run("stdio")


def _serve_http(settings: Settings) -> None:
    from ui.server.listener import address, demand_key, listen, run

    demand_key(settings)
    with listen(settings.host, settings.port) as listener:
        from rag.wiring import open_chain

        with open_chain(settings, say=note) as chain:
            from ui.mcp_server import HTTP_PATH, create_http_app
            from ui.server.readiness import Readiness

            with Readiness(chain):
                run(create_http_app(settings, chain), address(settings) + HTTP_PATH, listener)
