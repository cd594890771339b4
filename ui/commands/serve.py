"""`footnote serve`: the HTTP API without the page. It starts sooner, because no page has to be built."""

from __future__ import annotations

import typer

from ui.commands.arguments import Host, Port
from ui.commands.output import note, settings_for, tell_where


def serve(
    context: typer.Context,
    host: Host = None,
    port: Port = None,
) -> None:
    """Start the OpenAI-compatible API without the chat page. `footnote chat` serves both.

    Beyond this machine a key is demanded: set FOOTNOTE_API_KEY.

    For example:

    \b
      footnote serve
      FOOTNOTE_API_KEY=secret footnote serve --host 0.0.0.0 --port 8000
    """
    settings = settings_for(context, host=host, port=port)
    from ui.server.listener import address, demand_key, listen, run

    demand_key(settings)
    with listen(settings.host, settings.port) as listener:
        tell_where(settings)
        from starlette.responses import RedirectResponse

        from rag.wiring import open_chain
        from ui.api.app import create_api
        from ui.server.readiness import Readiness

        with open_chain(settings, say=note) as chain, Readiness(chain) as readiness:
            app = create_api(settings, chain, readiness)
            # There is no page here; who looks with a browser finds out what there is.
            app.add_route("/", lambda _: RedirectResponse("/docs"))
            run(app, address(settings), listener)
