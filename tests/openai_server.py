"""A real HTTP server on loopback that speaks the OpenAI protocol from a script, well or badly.

    with ScriptedServer([text("The pier ", "closed. [1]"), error(500, "overloaded")]) as server:
        Settings(openai_base_url=server.url)

Replies are given in turn and the last one again and again; one that is a function is called with the request, so a
test can answer what the prompt says. `server.asked` are the chat requests that came in.
"""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

Event: TypeAlias = dict[str, Any] | bytes
HTML = b"<!DOCTYPE html><html><head><title>Welcome</title></head><body>Log in</body></html>"


@dataclass(frozen=True)
class Request:
    """One request as it came in; `body` is empty for a GET."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body.get("messages", []))

    @property
    def prompt(self) -> str:
        """Everything that was said to the model, joined."""
        return "\n\n".join(str(message["content"]) for message in self.messages)


@dataclass(frozen=True)
class Reply:
    """What the server does with one request. Made by the functions below.

    `events` are the stream's, in order: dicts are sent as data lines, bytes as they are. `whole` is the answer to a
    request that does not stream. `pause` seconds pass before each event; with `drop` the connection dies at the end.
    """

    status: int = 200
    events: tuple[Event, ...] = ()
    whole: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    wait: float = 0.0
    pause: float = 0.0
    done: bool = True
    drop: bool = False


Answering: TypeAlias = Reply | Callable[[Request], Reply]


def text(
    *pieces: str, usage: tuple[int, int] | None = (11, 7), finish: str | None = "stop", reasoning: str = "",
    wait: float = 0.0, pause: float = 0.0, drop: bool = False, done: bool = True, **fields: Any,
) -> Reply:  # fmt: skip
    """An answer in these pieces. `fields` go into the message beside its content (`refusal=`, `tool_calls=`)."""
    thoughts = [chunk({"reasoning_content": reasoning, "content": None})] if reasoning else []
    last = [] if finish is None else [chunk({}, finish)]
    counted = [] if usage is None else [{**chunk({}), "choices": [], "usage": _usage(usage)}]
    extra = [chunk({name: value}) for name, value in fields.items()]
    said = [chunk({"content": piece}) for piece in pieces]
    message = {
        "role": "assistant",
        "content": "".join(pieces) or None,
        "reasoning_content": reasoning or None,
        **fields,
    }
    whole = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage and _usage(usage),
    }  # fmt: skip
    events = (chunk({"role": "assistant", "content": ""}), *thoughts, *said, *extra, *last, *counted)
    return Reply(events=events, whole=_json(whole), wait=wait, pause=pause, drop=drop, done=done)


def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    """One event of a stream."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
    }


def events(*items: Event, done: bool = True, drop: bool = False) -> Reply:
    """A stream of exactly these events."""
    return Reply(events=items, whole=b"{}", done=done, drop=drop)


def body(content: bytes, *, status: int = 200, kind: str = "application/json") -> Reply:
    """These bytes, whether a stream was asked for or not."""
    return Reply(status=status, whole=content, kind=kind)


def page(status: int = 200) -> Reply:
    """A web page, as a wrong address gives."""
    return body(HTML, status=status, kind="text/html; charset=utf-8")


def error(status: int, message: str, *, code: str | None = None, headers: dict[str, str] | None = None) -> Reply:
    """An error in the protocol's form."""
    fault = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return Reply(status=status, whole=_json(fault), headers=headers or {})


def hang_up() -> Reply:
    """The connection dies before a word is said."""
    return Reply(status=0, drop=True)


CONTEXT = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens."
# What a server may refuse: whether a request has it, and the words of the refusal.
_REFUSED: dict[str, tuple[Callable[[dict[str, Any]], bool], str]] = {
    "system": (lambda asked: any(m["role"] == "system" for m in asked["messages"]), "System role not supported"),
    "stream_options": (lambda asked: "stream_options" in asked, "Unrecognized request argument: stream_options"),
    "stream": (lambda asked: bool(asked.get("stream")), "'stream' is not supported by this model"),
    "temperature": (
        lambda asked: "temperature" in asked,
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    ),
    "max_tokens": (
        lambda asked: "max_tokens" in asked,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ),
    "max_completion_tokens": (
        lambda asked: "max_completion_tokens" in asked,
        "Extra inputs are not permitted: max_completion_tokens",
    ),
}


class ScriptedServer:
    """`rejects` names what of a request is answered with 400; `json_only` ignores that a stream was asked for.

    With `key`, a request without it gets 401. `gone` is set when a client has left before the end of its answer.
    """

    def __init__(
        self, replies: Sequence[Answering] = (), *, models: Sequence[str] = ("scripted",), rejects: Sequence[str] = (),
        json_only: bool = False, key: str = "",
    ) -> None:  # fmt: skip
        self.replies = list(replies)
        self.models: Sequence[str] | Reply = models
        self.rejects = tuple(rejects)
        self.json_only = json_only
        self.key = key
        self.requests: list[Request] = []
        self.gone = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._given = 0
        self._http = _Http(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def __enter__(self) -> ScriptedServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop at once, also in the middle of a slow answer."""
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def asked(self) -> list[Request]:
        """The chat requests, in the order that they came."""
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    @property
    def is_closing(self) -> bool:
        """Whether it is to stop."""
        return self._closing.is_set()

    def wait(self, seconds: float) -> None:
        """Let time pass, but no longer than until the server is closed."""
        self._closing.wait(seconds)

    def reply_to(self, request: Request) -> Reply:
        """The answer to a request, whatever its path."""
        with self._lock:
            self.requests.append(request)
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            return error(401, f"Incorrect API key provided: {request.headers.get('authorization')}.")
        if request.path.endswith("/models"):
            return self._list()
        if not request.path.endswith("/chat/completions"):
            return body(b"404 page not found", status=404, kind="text/plain")
        for name in self.rejects:
            refused, message = _REFUSED[name]
            if refused(request.body):
                return error(400, message)
        return self._next(request)

    def _list(self) -> Reply:
        if isinstance(self.models, Reply):
            return self.models
        data = [{"id": name, "object": "model", "created": 1, "owned_by": "tests"} for name in self.models]
        return body(_json({"object": "list", "data": data}))

    def _next(self, request: Request) -> Reply:
        with self._lock:
            assert self.replies, "the script is empty"
            reply = self.replies[min(self._given, len(self.replies) - 1)]
            self._given += 1
        return reply(request) if callable(reply) else reply


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    # A client that leaves is what some tests are about; nothing is printed of it.
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


def _handler(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, asked: dict[str, Any]) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply_to(Request(self.path, headers, asked))
            try:
                self._wait(reply.wait)
                if reply.events and asked.get("stream") and not server.json_only:
                    self._stream(reply)
                elif reply.status:
                    self._whole(reply)
                if reply.drop:
                    self._drop()
            except OSError:
                server.gone.set()
                self.close_connection = True

        def _wait(self, seconds: float) -> None:
            """Raises OSError where the client leaves meanwhile."""
            until = time.monotonic() + seconds
            while (left := until - time.monotonic()) > 0 and not server.is_closing:
                readable, _, _ = select.select([self.connection], [], [], min(left, 0.02))
                if readable and not self.connection.recv(1, socket.MSG_PEEK):
                    raise OSError

        def _whole(self, reply: Reply) -> None:
            self._head(reply, reply.kind, {"Content-Length": str(len(reply.whole))})
            self.wfile.write(reply.whole)

        def _stream(self, reply: Reply) -> None:
            self._head(reply, "text/event-stream", {"Transfer-Encoding": "chunked"})
            for event in reply.events:
                server.wait(reply.pause)
                self._part(event if isinstance(event, bytes) else b"data: " + _json(event) + b"\n\n")
            if reply.drop:
                return
            if reply.done:
                self._part(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")

        def _head(self, reply: Reply, kind: str, more: dict[str, str]) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Type": kind, **reply.headers, **more}.items():
                self.send_header(name, value)
            self.end_headers()

        def _part(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

        def _drop(self) -> None:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    return {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}


def _json(value: Any) -> bytes:
    # Letters as they are, as most servers send them.
    return json.dumps(value, ensure_ascii=False).encode()
