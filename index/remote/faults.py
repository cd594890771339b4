"""What can go wrong at a server that speaks the OpenAI protocol. Knows the servers' words, no vendor's classes."""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any

_MISSING_MODEL = re.compile(
    r"model.{0,80}(not found|does not exist|not exist|unknown|not available|not supported by any|不存在)"
    r"|model_not_(found|available|supported)|(invalid|unknown) model|no such model|not a valid model"
    # By other names: a deployment, an endpoint; and all that one server says of it, "model: the-name".
    r"|unable to access model|deployment .{0,60}does not exist|no endpoints found for\b|模型不存在|\Amodel: \S+\Z",
    re.I | re.S,
)
_TOO_LONG = re.compile(
    r"context[ _-]?(length|window|size)|maximum (context|prompt length)|n_ctx|too many (input |prompt )?tokens"
    r"|prompt is too long|(prompt|input) .{0,40}(exceeds|too long|larger than|超长)|range of input length"
    r"|exceeds? .{0,40}(context|maximum (number of )?(input )?tokens|limit|max length|max_(num_tokens|seq_len))"
    r"|exceed(ed|ing) .{0,40}(context|token limit|maximum (number of )?(input )?tokens|max length)"
    r"|longer than .{0,40}(max|limit|length)|reduce the length"
    r"|tokens?`? (\+ .{0,30}|\(\d+\) )?must be (<=?|less|smaller|at most)"
    r"|number of tokens .{0,40}(exceed|limit)",
    re.I | re.S,
)
# How much may be written is wrong, whatever else is told of the model's size.
_LIMIT = r"max_(?:completion_)?tokens['\"`]*"
_WRITES_TOO_MUCH = re.compile(
    rf"{_LIMIT} (?:is too (?:large|big|high)|must be|should be|cannot|exceeds)|{_LIMIT}: \d+ ?>|"
    rf"(?:less than|at most|too large)\b.{{0,60}}: {_LIMIT}",
    re.I | re.S,
)
# "(900 > 8192 - 8000)": with less to read it would be written.
_LEFT_OVER = re.compile(r"\((\d+) > (\d+) - \d+\)")
_NO_CREDIT = re.compile(r"insufficient_quota|exceeded your current quota|billing|credit balance|out of credits", re.I)
# So outright that it may come with a status that says something else.
_SURELY_NO_CREDIT = re.compile(
    r"credit balance is|(out of|insufficient|purchase more|used all available) (credits?|funds|balance)|arrearage", re.I
)
# No waiting makes one request smaller, even where the limit is one of a minute.
_TOO_LARGE = re.compile(r"request too large|reduce (?:your|the) message size", re.I)
# A limit that passes in a minute, in words that some servers use of the two above as well.
_FOR_NOW = re.compile(r"rate[ _-]?limit|per[ _-]?minute|retry in \d", re.I)
# "Please try again in 1m2.5s", "retry after 24 seconds", "try again in 800ms".
_WAIT = re.compile(
    r"(?:try|retry)(?: again)? (?:in|after) (?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m(?!s))?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?) ?(?P<unit>ms|s)(?:ec(?:ond)?s?)?\b)?",
    re.I,
)
# Statuses that say to come back later.
_BUSY = (429, 503, 529)
_KEY = re.compile(r"\b(sk|pk|gsk|key|xai|hf)[-_][\w*.-]{4,}|Bearer\s+\S+", re.I)


class Kind(StrEnum):
    """How a request failed."""

    STATUS = "status"  # an HTTP status that says so, or an error in the middle of a stream
    UNREACHABLE = "unreachable"  # no connection came about
    LOST = "lost"  # it ended before the answer did
    TIMEOUT = "timeout"
    GARBLED = "garbled"  # an answer that is not the protocol's
    PAGE = "page"  # a web page
    ELSEWHERE = "elsewhere"  # it sends the request on to another host


@dataclass(eq=False)
class RequestError(Exception):
    """One failed request. `text` is what the server said, which may repeat anything that it was sent."""

    kind: Kind
    text: str = ""
    status: int = 0
    retry_after: float | None = None

    @property
    def too_long(self) -> bool:
        """Whether the prompt is longer than the model reads; any status may say so."""
        if self.kind is not Kind.STATUS or self._writes_too_much:
            return False
        if self.status == 413 or (self.status == 429 and _TOO_LARGE.search(self.text)):
            return True
        return bool(_TOO_LONG.search(self.text)) and not _FOR_NOW.search(self.text)

    @property
    def _writes_too_much(self) -> bool:
        left = _LEFT_OVER.search(self.text)
        return bool(_WRITES_TOO_MUCH.search(self.text)) and not (left and int(left[1]) < int(left[2]))

    @property
    def missing_model(self) -> bool:
        """Whether the server is fine and has no such model."""
        return self.kind is Kind.STATUS and self.status in (400, 404, 422) and bool(_MISSING_MODEL.search(self.text))

    @property
    def out_of_credit(self) -> bool:
        """Whether the account is empty: waiting does not help."""
        told = self.status == 402 or (self.status == 429 and bool(_NO_CREDIT.search(self.text)))
        surely = self.status in (400, 403) and bool(_SURELY_NO_CREDIT.search(self.text))
        return (told or surely) and not _FOR_NOW.search(self.text)

    @property
    def passing(self) -> bool:
        """Whether the same request may well succeed a moment later."""
        if self.kind is Kind.STATUS:
            busy = self.status in (408, 429) or self.status >= 500
            return busy and not self.out_of_credit and not self.too_long
        # Not after a timeout: who waited two minutes is told, and may ask again, before as long is waited in silence.
        return self.kind in (Kind.UNREACHABLE, Kind.LOST, Kind.GARBLED)


def fault_of(status: int, text: str, kind: str = "", retry_after: float | None = None) -> RequestError:
    """The fault in an HTTP answer of this status, text and content type. A gateway's page counts as its status."""
    page = "html" in kind or re.match(r"\s*<(!doctype|html)", text, re.I)
    if page and status != 413:
        return (
            RequestError(Kind.STATUS, "", status, retry_after) if status >= 500 else RequestError(Kind.PAGE, "", status)
        )
    message = _message(text)
    if retry_after is None and status in _BUSY:
        retry_after = _told_wait(message)
    return RequestError(Kind.STATUS, message, status, retry_after)


def fault_within(error: Any) -> RequestError:
    """The fault in an error object that comes where an answer was to come."""
    code = str(error.get("code") or error.get("status") or "") if isinstance(error, dict) else ""
    status = int(code) if re.fullmatch("[1-5][0-9]{2}", code) else 500
    message = _message(json.dumps({"error": error}))
    return RequestError(Kind.STATUS, message, status, _told_wait(message) if status in _BUSY else None)


def seconds(header: str | None) -> float | None:
    """Retry-After in seconds, of which it has a number or a date; None where it has neither."""
    if not header:
        return None
    with suppress(ValueError):
        wait = float(header)
        return max(wait, 0.0) if isfinite(wait) else None
    from email.utils import parsedate_to_datetime

    try:
        return max(parsedate_to_datetime(header).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def printable(text: str) -> str:
    """The text as it can be written and harms no terminal: halves of surrogates, which JSON may hold, are replaced."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", whole)


def said(text: str, key: str) -> str:
    """The first line of what a server said, without any key, and without a full stop."""
    lines = printable(text.replace(key, "...") if key else text).strip().splitlines() or [""]
    return _KEY.sub("...", lines[0])[:200].strip().rstrip(".")


def _told_wait(message: str) -> float | None:
    """The wait that a server asks for in its words; None where it names none."""
    found = _WAIT.search(message)
    if not found or not any(found.groups()):
        return None
    wait = float(found["seconds"] or 0) * (0.001 if (found["unit"] or "").lower() == "ms" else 1)
    return wait + 60 * int(found["minutes"] or 0) + 3600 * int(found["hours"] or 0)


def _message(text: str) -> str:
    """The words of an error, what it says is at fault, and its code; servers wrap them in several ways."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    # Some wrap it in a list.
    found = found[0] if isinstance(found, list) and found else found
    inner = found.get("error", found) if isinstance(found, dict) else found
    if not isinstance(inner, dict):
        return str(inner)
    parts = [str(inner.get("message") or inner.get("detail") or ""), _passed_on(inner.get("metadata"))]
    for name in ("param", "code"):
        part = str(inner.get(name) or "")
        # A status is told otherwise.
        if part not in parts[0] and not re.fullmatch("[1-5][0-9]{2}", part):
            parts.append(part)
    return " ".join(part for part in parts if part) or text


def _passed_on(metadata: Any) -> str:
    """What the server behind a server said, where that is handed on beside "Provider returned error"."""
    raw = metadata.get("raw") if isinstance(metadata, dict) else None
    return _message(raw) if isinstance(raw, str) else ""
