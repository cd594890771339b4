"""Response headers and request checks that keep the page to itself. Pure ASGI: streams pass through unbuffered."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.settings import Settings
from ui.server.addressed import is_below, listed
from ui.server.openai_error import error_body

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
_LETS_READ = "access-control-allow-"
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_STRANGE_NAME = (
    "This server does not answer to the name in the Host header. Open Footnote's own address, name this one in "
    "FOOTNOTE_ALLOWED_HOSTS where Footnote runs, or call the API with a FOOTNOTE_API_KEY."
)
_OTHER_SITE = (
    "This request comes from another site. Open Footnote's own address; for a program that runs in a browser, name its "
    "origin in FOOTNOTE_ALLOWED_ORIGINS where Footnote runs, or call the API with a FOOTNOTE_API_KEY."
)


class SecurityMiddleware:
    """Adds a nonce policy to every page and refuses requests that other sites send through the reader's browser.

    A server on the loopback address answers only to loopback names and those that the settings allow: a foreign name
    that was made to point here (DNS rebinding) gets 403, and so does a change requested by a page of another origin.
    Below `api`, where programs call, the settings may allow origins; and where a key is set, the guard behind this asks
    for it instead, for no other site has that.
    """

    def __init__(self, app: ASGIApp, settings: Settings, api: str) -> None:
        self._app = app
        self._api = api
        self._keyed = bool(settings.api_key)
        self._names = _LOOPBACK | listed(settings.allowed_hosts) if is_loopback(settings.host) else None
        self._origins = listed(settings.allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, for_programs = Headers(scope=scope), is_below(scope["path"], self._api)
        fault = "" if for_programs and self._keyed else self._fault(scope["method"], headers, for_programs)
        if fault:
            await _refusal(fault, for_programs)(scope, receive, send)
            return
        if "text/html" in headers.get("accept", ""):
            scope = _uncompressed(scope)  # The nonce has to be written into readable HTML.
        await self._app(scope, receive, _Nonce(send, shared=for_programs))

    def _fault(self, method: str, headers: Headers, for_programs: bool) -> str:
        host, origin = headers.get("host", ""), headers.get("origin")
        if self._names is not None and _name(host) not in self._names:
            return _STRANGE_NAME
        if origin is None or origin.split("://")[-1] == host:
            return ""
        # Whoever only looks at the page changes nothing, and no other site can read what it is sent: see `_Nonce`.
        allowed = origin in self._origins if for_programs else method in ("GET", "HEAD", "OPTIONS")
        return "" if allowed else _OTHER_SITE


class _Nonce:
    """A `send` that puts a nonce into HTML pages and the policy into every response.

    Unless it is `shared` with pages of other origins, by rules of its own, none may read it: Gradio lets them.
    """

    def __init__(self, send: Send, *, shared: bool) -> None:
        self._send = send
        self._shared = shared
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = _POLICY.format(nonce=self._nonce)
            for name, value in _HEADERS.items():
                headers[name] = value
            if not self._shared:
                for name in [name for name in headers if name.startswith(_LETS_READ)]:
                    del headers[name]
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


def _refusal(fault: str, for_programs: bool) -> Response:
    if for_programs:
        return JSONResponse(error_body(403, fault, code="not_allowed"), 403)
    return PlainTextResponse(fault, 403)


def is_loopback(host: str) -> bool:
    """Whether a server on this address can be reached from its own machine only."""
    return host in _LOOPBACK


def _uncompressed(scope: Scope) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _name(host: str) -> str:
    """The name in a Host header: without port and brackets."""
    return host[1:].split("]")[0] if host.startswith("[") else host.split(":")[0].lower()
