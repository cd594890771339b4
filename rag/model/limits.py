"""How much is taken of a model's server, and from where: one that is broken or hostile may send without end, or packed
so that little becomes a lot. The limits are far beyond what an answer needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rag.model.faults import Kind, RequestError

if TYPE_CHECKING:
    import httpx

    from rag.model.wire import Heard

# Bytes of a whole answer, a list of models, or one event of a stream; unpacked.
MOST_BYTES = 16_000_000
# Bytes of what comes with an error or a redirection; packed, as it is read by the client and not by us.
MOST_OF_AN_ERROR = 16_000
# Characters of an error that are looked at.
MOST_TOLD = 20_000
# Characters that a model writes, with its thinking.
MOST_WRITTEN = 4_000_000
# Characters of an answer: for each token that it may have, and where these are few.
_PER_TOKEN, _FEW = 16, 100_000


def all_of(response: Any) -> bytes:
    """The body of a response that gives `iter_bytes()`. Raises RequestError where it is too long."""
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > MOST_BYTES:
            raise RequestError(Kind.GARBLED)
        parts.append(part)
    return b"".join(parts)


def most_shown(max_tokens: int) -> int:
    """Characters of an answer of so many tokens, at most: some servers do not heed the limit that they are sent."""
    return max(_FEW, _PER_TOKEN * max_tokens)


def up_to(most: int, pieces: Iterator[str], heard: Heard) -> Iterator[str]:
    """The pieces, until there are so many characters: then the answer is cut off, as at its limit of tokens."""
    for piece in pieces:
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            heard.finish = "length"
            return


def bounded(client: httpx.Client) -> httpx.Client:
    """The client, which follows a redirection on the same host only, and reads errors up to a length.

    Whoever named a server trusts that host with questions and passages, and no other. A request that is sent elsewhere
    raises RequestError, which the client of OpenAI wraps.
    """
    client.event_hooks["response"].append(_bound)
    return client


def _bound(response: httpx.Response) -> None:
    import httpx

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
