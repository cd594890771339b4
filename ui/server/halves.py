"""Halves of characters in JSON: `"\\ud83d"` alone, as of a text that a program cut within an emoji.

JSON allows them; what is strict refuses the whole message for one, and nothing can write them.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A pair that makes a character, a half of one, or another escape, which may be a backslash before what looks like one.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][\da-fA-F]{2})|\\."
)


def without_halves(json: str) -> str:
    """The same JSON with U+FFFD for each half of a character that is escaped in it. No character more or less."""
    return _ESCAPE.sub(lambda found: r"\ufffd" if found["half"] else found[0], json) if r"\u" in json else json


class WithoutHalves:
    """Puts requests to an app with no such halves in their bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        posted = scope["type"] == "http" and scope["method"] == "POST"
        await self._app(scope, _mended(receive) if posted else receive, send)


def _mended(receive: Receive) -> Receive:
    """`receive` that gives the body in one piece, for a half may stand where two pieces meet."""
    is_read = False

    async def receive_mended() -> Message:
        nonlocal is_read
        if is_read:
            return await receive()
        is_read, pieces, more = True, list[bytes](), True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return message
            pieces.append(message.get("body", b""))
            more = message.get("more_body", False)
        # Latin-1 leaves every byte as it is, and escapes are ASCII.
        body = without_halves(b"".join(pieces).decode("latin-1")).encode("latin-1")
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_mended
