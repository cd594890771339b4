"""Lets programs that run in a browser, on pages of another origin, read what the API answers (CORS)."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.settings import Settings
from ui.server.addressed import is_below, listed

_METHODS = ("GET", "POST", "DELETE")
# What MCP clients read beside the body, and the official client of OpenAI.
_EXPOSED = ("mcp-session-id", "mcp-protocol-version", "x-should-retry")


class CrossOrigin:
    """Answers browsers below `prefix`: for the origins that the settings allow, and for all where a key is set.

    A key says more than an origin: it is sent by hand, and no other site has it. Cookies are never asked for.
    """

    def __init__(self, app: ASGIApp, settings: Settings, prefix: str) -> None:
        self._app = app
        self._prefix = prefix
        origins = ("*",) if settings.api_key else tuple(listed(settings.allowed_origins))
        self._open = CORSMiddleware(
            app, allow_origins=origins, allow_methods=_METHODS, allow_headers=("*",), expose_headers=_EXPOSED
        )
        self._opens = bool(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        opens = self._opens and scope["type"] == "http" and is_below(scope["path"], self._prefix)
        await (self._open if opens else self._app)(scope, receive, send)
