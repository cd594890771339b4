"""A server on loopback that speaks as much of the OpenAI protocol as a bench needs: one answer, at a model's pace."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@contextmanager
def paced_server(tokens: Sequence[str], *, first: float, each: float) -> Iterator[str]:
    """Its address. The answer's first token comes after `first` seconds, and each further one after `each`."""
    server = _Server(("127.0.0.1", 0), _handler(tokens, first, each))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no fault that anybody wants to read of."""


def _handler(tokens: Sequence[str], first: float, each: float) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            due = time.perf_counter() + first
            for token in tokens:
                time.sleep(max(due - time.perf_counter(), 0.0))
                self._event(_chunk({"content": token}))
                due += each
            self._event(_chunk({}, "stop"))
            self._part(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")

        def _event(self, data: dict[str, Any]) -> None:
            self._part(b"data: " + json.dumps(data).encode() + b"\n\n")

        def _part(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "paced", "choices": [choice]}
