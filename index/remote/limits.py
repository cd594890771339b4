"""How much is taken of a server, and from where: one that is broken or hostile may send without end, or packed so
that little becomes a lot. The limits are far beyond what an answer or a batch of vectors needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.remote.faults import Kind, RequestError

if TYPE_CHECKING:
    import httpx

# Bytes of a whole answer, a list of models, a batch of vectors, or one event of a stream; unpacked.
MOST_BYTES = 16_000_000
# Bytes of what comes with an error or a redirection; packed, as it is read by the client and not by us.
MOST_OF_AN_ERROR = 16_000
# Characters of an error that are looked at.
MOST_TOLD = 20_000
# How an answer may be packed, once: the client unpacks each block that comes as a whole, of which this makes a thousand
# times as much, and doing it twice a million times.
PACKED = "gzip, deflate"
_UNASKED = frozenset(["br", "zstd"])


def all_of(response: Any) -> bytes:
    """The body of a response that gives `iter_bytes()`. Raises RequestError where it is too long."""
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise RequestError(Kind.GARBLED)
        parts.append(part)
    return b"".join(parts)


def bounded(client: httpx.Client) -> httpx.Client:
    """The client, which follows a redirection on the same host only, and reads errors up to a length.

    Whoever named a server trusts that host with questions and passages, and no other. A request that is sent elsewhere,
    or answered in a packing that nobody asked for, raises RequestError, which the client of OpenAI wraps.
    """
    client.headers["Accept-Encoding"] = PACKED
    client.event_hooks["response"].append(_bound)
    return client


def _bound(response: httpx.Response) -> None:
    import httpx

    packings = [name.lower() for name in response.headers.get_list("content-encoding", split_commas=True)]
    if len(packings) > 1 or not _UNASKED.isdisjoint(packings):
        raise RequestError(Kind.GARBLED)
    if response.is_success:
        return
    response.stream = _cut(response.stream)
    # Else it is read as the server says: some of what Python calls an encoding reads no text.
    response.encoding = "utf-8"
    if not response.has_redirect_location:
        return
    try:
        to = response.url.join(response.headers["location"])
        _ = to.host
    except (httpx.InvalidURL, UnicodeError):
        raise RequestError(Kind.ELSEWHERE) from None
    if to.host != response.url.host or (response.url.scheme, to.scheme) == ("https", "http"):
        raise RequestError(Kind.ELSEWHERE, f"{to.scheme}://{to.netloc.decode()}")


def _cut(stream: Any) -> Any:
    import httpx

    class Beginning(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            left = MOST_OF_AN_ERROR
            for part in stream:
                yield part[:left]
                left -= len(part)
                if left <= 0:
                    return

        def close(self) -> None:
            stream.close()

    return Beginning()
