"""Addresses of servers and databases, as they may be shown and stored."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

OPENAI = "https://api.openai.com/v1"


def shown_address(address: str) -> str:
    """The address without a user's name and password, or a query that may hold a key."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[::1": what is a secret in it, nobody can tell.
        return "(no address)"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if address else ""


def host_beyond(address: str) -> str:
    """The host of an address, as it may be shown; "" where it is this machine."""
    host = urlsplit(address).hostname or ""
    try:
        here = ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost" or host.endswith(".localhost")
    return "" if here else host
