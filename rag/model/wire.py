"""The OpenAI protocol as it goes over the wire: what is sent, worded as the server takes it, and what comes back.

Events are read from the bytes here: an end without `[DONE]` and a line that is no JSON are told apart from an answer,
and a letter that some readers take for a line end (U+2028) stays within its line.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from index.remote.deadline import Deadline
from index.remote.faults import Kind, RequestError, fault_of, fault_within, printable
from index.remote.limits import MOST_BYTES, all_of
from rag.model.ending import unmarked
from rag.types import Usage

# Reasoning models know the limit by another name, some servers by none.
_LIMITS = {"max_tokens": "max_completion_tokens", "max_completion_tokens": ""}

# How a stream of events begins.
_EVENT = re.compile(rb"\s*(?:(?:data|event|id|retry)?:)")
# More tokens than any call has.
MOST_TOKENS = 10**12
# The reason to stop of an answer that ended for none that is known.
BROKE_OFF = "broke_off"
# What servers call the reasons to stop, by what OpenAI calls them; any other is told as a breaking off.
_REASONS = {
    "stop": frozenset("stop eos eos_token end_turn stop_sequence complete completed finished done null none".split()),
    "length": frozenset("length max_tokens max_output_tokens model_length".split()),
    "content_filter": frozenset(
        "content_filter content_filtered safety recitation blocklist prohibited_content spii sensitive".split()
    ),
    "tool_calls": frozenset("tool_calls tool_use function_call".split()),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a model; messages are (role, content). `live`: its answer is shown as it comes."""

    model: str
    messages: tuple[tuple[str, str], ...]
    max_tokens: int
    temperature: float
    live: bool


@dataclass
class Heard:
    """What has come of an answer so far, beside its text. `left`: nobody waits for it any more."""

    usage: Usage | None = None
    finish: str = ""
    shown: bool = False
    left: bool = False
    called_tool: bool = False
    deadline: Deadline | None = None

    def restart(self) -> None:
        """Forget an answer that broke off before any of it was shown."""
        self.usage, self.finish, self.called_tool, self.deadline = None, "", False, None


@dataclass(frozen=True, slots=True)
class Ways:
    """What of the protocol a server takes, as far as its complaints have told. `whole`: an answer in one piece."""

    stream: bool = True
    whole: bool = True
    usage: bool = True
    system: bool = True
    temperature: bool = True
    limit: str = "max_tokens"

    def without(self, complaint: str) -> Ways:
        """The ways that are left after a complaint; the same where it is about something else."""
        for words, applies, change in _COMPLAINTS:
            if applies(self) and re.search(words, complaint, re.I | re.S):
                return replace(self, **change(self))
        return self

    def body(self, ask: Ask) -> dict[str, Any]:
        """The request."""
        stream = (ask.live or not self.whole) and self.stream
        messages = ask.messages if self.system else _folded(ask.messages)
        body: dict[str, Any] = {
            "model": ask.model,
            "messages": [{"role": role, "content": content} for role, content in messages],
            "stream": stream,
        }
        if stream and self.usage:
            body["stream_options"] = {"include_usage": True}
        if self.temperature:
            body["temperature"] = ask.temperature
        if self.limit:
            body[self.limit] = ask.max_tokens
        return body


# In the order that they are looked for: words of a complaint, whether they can concern us, and what to do without.
_ROLES = re.compile(
    r"\bsystem\b.{0,60}\b(role|message|prompt|instruction)|\brole.{0,60}\bsystem\b|developer instruction"
    r"|roles must alternate|first message must be (from )?(a |the )?user",
    re.I | re.S,
)
_ONLY_STREAMS = (
    r"only supports? (the )?stream|enable (the )?stream|set stream\W{0,5}true|requires? stream"
    r"|\bstream(ing)?\W{1,3}(parameter )?(must|should|needs to|has to) be (set to )?(true|enabled)|for non-?streaming"
    r"|non-?stream\w*( \w+){0,2} (is|are) not|streaming is required"
)
_COMPLAINTS: tuple[tuple[str, Callable[[Ways], bool], Callable[[Ways], dict[str, Any]]], ...] = (
    ("stream_options|include_usage", lambda ways: ways.stream and ways.usage, lambda _: {"usage": False}),
    ("max_completion_tokens|max_tokens", lambda ways: bool(ways.limit), lambda ways: {"limit": _LIMITS[ways.limit]}),
    ("temperature", lambda ways: ways.temperature, lambda _: {"temperature": False}),
    (_ROLES.pattern, lambda ways: ways.system, lambda _: {"system": False}),
    (_ONLY_STREAMS, lambda ways: ways.whole, lambda _: {"whole": False}),
    (r"\bstream(ing)?\b", lambda ways: ways.stream, lambda _: {"stream": False}),
)


def minds_roles(complaint: str) -> bool:
    """Whether a complaint is about who speaks in a prompt: a template may break over that, as a fault of the server."""
    return bool(_ROLES.search(complaint))


def contents(response: Any, heard: Heard) -> Iterator[str]:
    """The text of a server's answer, thinking that stands in it included. Raises RequestError. Fills in `heard`.

    `response` gives `headers` and `iter_bytes()`.
    """
    kind = response.headers.get("content-type", "")
    # A server that does not stream sends the whole, whatever it was asked for; a wrong address sends a page.
    if ("json" in kind and "ndjson" not in kind) or "html" in kind:
        yield from unmarked(_joined(_named_whole(all_of(response), kind, heard)))
    else:
        yield from unmarked(_joined(_streamed(response.iter_bytes(), heard)))
    heard.finish = heard.finish or "stop"


def model_names(status: int, text: str, kind: str) -> list[str]:
    """The names in a list of models. Raises RequestError."""
    try:
        found = json.loads(text)
        names = [printable(str(item["id"])) for item in (found["data"] if isinstance(found, dict) else found) or ()]
        # Some servers list a model once for each of its tags.
        return list(dict.fromkeys(names))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _strange(status, text, kind) from None


def _folded(messages: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """For a server without a system role: what it would say comes before the first user message."""
    rules = [content for role, content in messages if role == "system"]
    rest = [message for message in messages if message[0] != "system"]
    if not rest or rest[0][0] != "user":
        return (("user", "\n\n".join(rules)), *rest)
    return (("user", "\n\n".join([*rules, rest[0][1]])), *rest[1:])


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces as text that can be written: JSON may cut an emoji in two halves, which are none by themselves."""
    half = ""
    for piece in pieces:
        text, half = half + piece, ""
        if text and "\ud800" <= text[-1] <= "\udbff":
            text, half = text[:-1], text[-1]
        if text:
            yield text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if half:
        yield "\ufffd"


def _named_whole(body: bytes, kind: str, heard: Heard) -> Iterator[str]:
    """What is said to be a whole answer or a page; it may be the lines of a stream all the same."""
    if _EVENT.match(body):
        return _streamed(iter((body,)), heard)
    return _content(_whole(body.decode("utf-8", "replace"), kind), heard)


def _streamed(blocks: Iterator[bytes], heard: Heard) -> Iterator[str]:
    for line in _lines(blocks):
        if not line.startswith(b"data:"):
            if line.startswith(b"{"):
                # Said to be a stream or plain text: the whole answer, or one event to a line.
                found = _whole(line.decode("utf-8", "replace"), "")
                yield from _content(found, heard)
                if not _is_event(found):
                    return
            elif line.lstrip().startswith(b"<"):
                raise _strange(200, line.decode("utf-8", "replace"), "")
            continue
        if heard.deadline:
            heard.deadline.heard()
        data = line[5:].strip()
        if not data:
            # It keeps the connection open.
            continue
        if data == b"[DONE]":
            return
        yield from _content(_event(_object(data.decode("utf-8", "replace"), "")), heard)
    # Without its last line it has ended early, unless the server has said why it stopped.
    if not heard.finish:
        raise RequestError(Kind.LOST)


def _lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    rest, first = b"", True
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            yield line.removeprefix(BOM_UTF8) if first else line
            first = False
        if len(rest) > MOST_BYTES:
            raise RequestError(Kind.GARBLED)
    yield rest


def _is_event(found: dict[str, Any]) -> bool:
    """Whether this is one piece of an answer, of which more may follow."""
    choices = found.get("choices") or [{}]
    return not isinstance(choices, list) or not isinstance(choices[0], dict) or "message" not in choices[0]


def _whole(text: str, kind: str) -> dict[str, Any]:
    found = _object(text, kind)
    if "choices" not in found and "error" not in found:
        raise RequestError(Kind.GARBLED)
    return found


def _object(text: str, kind: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _strange(200, text, kind) from None
    if not isinstance(found, dict):
        raise RequestError(Kind.GARBLED)
    return found


def _strange(status: int, text: str, kind: str) -> RequestError:
    fault = fault_of(status, text, kind)
    return fault if fault.kind is Kind.PAGE else RequestError(Kind.GARBLED)


def _content(event: dict[str, Any], heard: Heard) -> Iterator[str]:
    """The text in one event, and what else it tells. Reasoning stands in fields of its own, which nobody reads."""
    if event.get("error"):
        raise fault_within(event["error"])
    if "choices" not in event and (event.get("object") == "error" or event.get("error_code")):
        raise fault_within({"message": event.get("text"), "code": event.get("error_code"), **event})
    if isinstance(event.get("usage"), dict):
        heard.usage = _usage(event["usage"])
    choices = event.get("choices") or []
    if not isinstance(choices, list):
        raise RequestError(Kind.GARBLED)
    for choice in choices[:1]:
        message = _said_in(choice) if isinstance(choice, dict) else None
        if not isinstance(message, dict):
            raise RequestError(Kind.GARBLED)
        if choice.get("error"):
            raise fault_within(choice["error"])
        heard.called_tool = heard.called_tool or bool(message.get("tool_calls") or message.get("function_call"))
        if refusal := _text(message.get("refusal")):
            heard.finish = "refusal"
            yield refusal
        if text := _text(message.get("content")):
            yield text
        if heard.finish != "refusal":
            finish = str(choice.get("finish_reason") or "").casefold()
            known = next((name for name, own in _REASONS.items() if finish in own), BROKE_OFF)
            heard.finish = known if finish else heard.finish


def _event(found: dict[str, Any]) -> dict[str, Any]:
    """One event, of which pieces count: some servers repeat in each all that they said so far."""
    choices = found.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return found
    first = choices[0]
    return {**found, "choices": [{**first, "message": None}]} if isinstance(first.get("delta"), dict) else found


def _said_in(choice: dict[str, Any]) -> Any:
    """Some servers send an empty piece beside a whole message."""
    return choice.get("message") or choice.get("delta") or {}


def _text(content: Any) -> str:
    """Content is a text, or a list of parts of which some are text. Raises RequestError."""
    if not content or isinstance(content, str):
        return content or ""
    if not isinstance(content, list):
        raise RequestError(Kind.GARBLED)
    texts = (part if isinstance(part, str) else _text_of_part(part) for part in content)
    return "".join(texts)


def _text_of_part(part: Any) -> str:
    return str(part.get("text") or "") if isinstance(part, dict) and part.get("type") == "text" else ""


def _usage(told: dict[str, Any]) -> Usage | None:
    """The counts; none where they are none, for an answer is not worse for that."""
    try:
        counts = int(told.get("prompt_tokens") or 0), int(told.get("completion_tokens") or 0)
    except (TypeError, ValueError, OverflowError):
        return None
    return Usage(*counts, _cost(told.get("cost"))) if all(0 <= count < MOST_TOKENS for count in counts) else None


def _cost(told: Any) -> float | None:
    """What a server says that the call has cost."""
    is_sum = isinstance(told, int | float) and not isinstance(told, bool)
    return float(told) if is_sum and 0 <= told < MOST_TOKENS else None
