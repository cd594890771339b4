"""Addresses of servers and databases, as they may be shown and stored."""

from __future__ import annotations

from urllib.parse import urlsplit


def shown_address(address: str) -> str:
    """The address without a user's name and password, or a query that may hold a key."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if address else ""
