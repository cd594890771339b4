"""Errors in the form of OpenAI's protocol, which is what clients of the API look for."""

from __future__ import annotations

from typing import Any


def error_body(status: int, message: str, *, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """The body of an error response: the message, what kind of error it is, and which parameter is at fault."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}
