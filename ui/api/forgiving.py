"""Requests that say the same in other words: HEAD for GET, and a path with a slash behind it."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.addressed import is_below

_OURS = ("/v1", "/healthz", "/readyz", "/docs")


class Forgiving:
    """Puts such requests to the API as its routes know them; the server leaves the body of an answer to HEAD out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        if scope["type"] == "http" and any(is_below(scope["path"], ours) for ours in _OURS):
            method = "GET" if scope["method"] == "HEAD" else scope["method"]
            scope = {**scope, "method": method, "path": scope["path"].rstrip("/")}
        await self._app(scope, receive, send)
