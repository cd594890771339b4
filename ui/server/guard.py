"""The guard before a programming interface: who may call it, and how much may be sent. Pure ASGI.

It stands before the body is read, so a stranger learns nothing and costs nothing.
"""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.settings import Settings
from ui.server.addressed import is_below
from ui.server.openai_error import error_body
from ui.server.security import is_loopback

# A conversation of this size is far beyond what is looked at.
MOST_BYTES = 4_000_000
_TOO_LARGE = f"The request is longer than {MOST_BYTES:,} bytes. Send fewer or shorter messages."


class Guard:
    """Asks for `Authorization: Bearer <FOOTNOTE_API_KEY>` at the paths below `prefix`, where a key is set.

    Without a key they are open on a loopback address, and closed on any other.
    """

    def __init__(self, app: ASGIApp, settings: Settings, prefix: str) -> None:
        self._app = app
        self._prefix = prefix
        self._key = settings.api_key.encode()
        self._local = is_loopback(settings.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        if scope["type"] != "http" or not is_below(scope["path"], self._prefix):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, _limited(receive), send)

    def _refusal(self, headers: Headers) -> JSONResponse | None:
        if not self._key and not self._local:
            return _error(
                403,
                "This server listens beyond its own machine and has no key. Set FOOTNOTE_API_KEY where it runs, and "
                "send that key.",
                code="api_key_not_set",
            )
        if self._key and not self._knows(headers.get("authorization", "")):
            return _error(
                401,
                "The key is missing or wrong. Send the server's FOOTNOTE_API_KEY as `Authorization: Bearer KEY`.",
                code="invalid_api_key",
            )
        length = headers.get("content-length", "0")
        return _error(413, _TOO_LARGE) if length.isdigit() and int(length) > MOST_BYTES else None

    def _knows(self, authorization: str) -> bool:
        scheme, _, key = authorization.partition(" ")
        # Headers are read as latin-1, one character per byte.
        return scheme.lower() == "bearer" and secrets.compare_digest(key.strip().encode("latin-1"), self._key)


def _limited(receive: Receive) -> Receive:
    """`receive` for a body without a declared length: it raises HTTPException once too much has arrived."""
    arrived = 0

    async def counted() -> Message:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > MOST_BYTES:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return counted


def _error(status: int, message: str, **details: Any) -> JSONResponse:
    headers = {"www-authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(error_body(status, message, **details), status, headers)
