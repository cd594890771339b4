"""Serve an ASGI app on a port that was checked before anything slow."""

from __future__ import annotations

import asyncio
import errno
import socket
import webbrowser
from typing import TYPE_CHECKING

from index.errors import FootnoteError
from rag.settings import Settings
from ui.server.security import is_loopback

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from uvicorn import Server


class ServerError(FootnoteError):
    """A server cannot start."""


def run(app: ASGIApp, at: str, listener: socket.socket, *, open_browser: bool = False) -> None:
    """Serve `app` on `listener` until Ctrl+C. Prints `at`, its address, once it answers."""
    try:
        asyncio.run(_run(server_of(app), listener, at, open_browser))
    except KeyboardInterrupt:
        print("Footnote has stopped.", flush=True)


def server_of(app: ASGIApp) -> Server:
    """A server for `app` that has not started."""
    import uvicorn

    # An open page holds an event stream: without a limit Ctrl+C would wait for the last tab to close. And h11 bounds
    # the head of a request, to 64 kB, where uvicorn's other parser takes headers of any length, and asks for no key.
    return uvicorn.Server(uvicorn.Config(app, http="h11", log_level="warning", timeout_graceful_shutdown=1))


def demand_key(settings: Settings) -> None:
    """Raises ServerError where programs beyond this machine could call a server that has no key."""
    if not is_loopback(settings.host) and not settings.api_key:
        raise ServerError(
            f"A server on {settings.host} can be reached from other machines, and no key is set. "
            "Set FOOTNOTE_API_KEY, or listen on 127.0.0.1."
        )


def address(settings: Settings) -> str:
    """The address of the server for whoever is on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{settings.port}"


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`. Raises ServerError that says what to do where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small pieces at once only where a socket names its protocol; otherwise each waits for the one before
    # it to be acknowledged.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno != errno.EADDRINUSE:
            raise ServerError(
                f"Cannot listen on {host}:{port} ({error.strerror}). "
                "Choose another address with --host or FOOTNOTE_HOST, or another port with --port or FOOTNOTE_PORT."
            ) from None
        other = port + 1 if port < 65535 else port - 1
        raise ServerError(
            f"Port {port} is in use. Choose another with --port {other} or FOOTNOTE_PORT={other}."
        ) from None
    return listener


async def _run(server: Server, listener: socket.socket, address: str, open_browser: bool) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        print(f"Footnote is ready at {address} (Ctrl+C stops it)", flush=True)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, address)
    await serving
