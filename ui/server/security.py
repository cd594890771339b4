"""Response headers and request checks that keep the page to itself. Pure ASGI: streams pass through unbuffered."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 'unsafe-eval' is what gr.HTML's own scripts need; inline handlers and foreign scripts stay blocked.
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'none'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SecurityMiddleware:
    """Adds a nonce policy to every page and refuses requests that other sites send through the reader's browser.

    A server on the loopback address answers only to loopback names: a foreign name that was made to point here
    (DNS rebinding) gets 403, and so does a change requested by a page of another origin.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._loopback_only = is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._welcome(scope["method"], headers):
            await PlainTextResponse("This request comes from another site. Open Footnote's own address.", 403)(
                scope, receive, send
            )
            return
        if "text/html" in headers.get("accept", ""):
            scope = _uncompressed(scope)  # The nonce has to be written into readable HTML.
        await self._app(scope, receive, _Nonce(send))

    def _welcome(self, method: str, headers: Headers) -> bool:
        host = headers.get("host", "")
        if self._loopback_only and _name(host) not in _LOOPBACK:
            return False
        origin = headers.get("origin")
        return method in ("GET", "HEAD", "OPTIONS") or origin is None or origin.split("://")[-1] == host


class _Nonce:
    """A `send` that puts a nonce into HTML pages and the policy into every response."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = _POLICY.format(nonce=self._nonce)
            for name, value in _HEADERS.items():
                headers[name] = value
            if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
                headers["cache-control"] = "no-store"  # A nonce is good for one response.
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page()
            return
        await self._send(message)

    async def _send_page(self) -> None:
        assert self._start is not None
        body = _SCRIPT.sub(b'<script nonce="' + self._nonce.encode() + b'"', self._body)
        MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def is_loopback(host: str) -> bool:
    """Whether a server on this address can be reached from its own machine only."""
    return host in _LOOPBACK


def _uncompressed(scope: Scope) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _name(host: str) -> str:
    """The name in a Host header: without port and brackets."""
    return host[1:].split("]")[0] if host.startswith("[") else host.split(":")[0].lower()
