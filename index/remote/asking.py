"""A client of OpenAI's for a server that nobody knows: within limits, in time, and with its errors as faults.

Nothing is asked again here, but told whether and when it may be (`pause_after`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from index.errors import FootnoteError, first_line
from index.remote.deadline import Deadline
from index.remote.faults import Kind, RequestError, fault_of, seconds
from index.remote.limits import MOST_TOLD, bounded

if TYPE_CHECKING:
    from openai import OpenAI

# Seconds.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
CONNECT = 10.0


def open_client(address: str, key: str, error: type[FootnoteError]) -> OpenAI:
    """The client, which sends nothing yet and asks once only; "" is OpenAI's own address.

    Raises RequestError where the address is none, and `error` where the environment has no way there.
    """
    import httpx
    from openai import OpenAI

    try:
        # A host that is written in other letters is read when it is asked for.
        _ = httpx.URL(address).host
    except (httpx.InvalidURL, UnicodeError) as invalid:
        raise RequestError(Kind.UNREACHABLE, first_line(invalid)) from None
    # A server on one's own machine wants no key, the client does.
    return OpenAI(api_key=key or "none", base_url=address or None, max_retries=0, http_client=_connections(error))


def timeouts(first: float) -> Any:
    """So many seconds for a read, and for a connection no more than `CONNECT`."""
    import httpx

    return httpx.Timeout(first, connect=min(CONNECT, first))


@contextmanager
def faults() -> Iterator[None]:
    """The client's errors as faults; some of a broken stream come straight from below it."""
    import httpx
    import openai

    try:
        yield
    except openai.APIStatusError as error:
        headers = error.response.headers
        kind, wait = headers.get("content-type", ""), seconds(headers.get("retry-after"))
        if (exact := seconds(headers.get("retry-after-ms"))) is not None:
            wait = exact / 1000
        raise fault_of(error.status_code, error.response.text[:MOST_TOLD], kind, wait) from error
    except (openai.APITimeoutError, httpx.TimeoutException) as error:
        connecting = isinstance(error.__cause__, httpx.ConnectTimeout)
        raise RequestError(Kind.UNREACHABLE if connecting else Kind.TIMEOUT) from error
    except (openai.APIConnectionError, httpx.HTTPError) as error:
        if isinstance(error.__cause__, RequestError):
            raise error.__cause__ from None
        connecting = isinstance(error.__cause__, httpx.ConnectError)
        raise RequestError(Kind.UNREACHABLE if connecting else Kind.LOST, str(error.__cause__ or error)) from error


@contextmanager
def in_time(limit: float) -> Iterator[None]:
    """What this thread reads ends after so many seconds, however slowly it comes; RequestError is raised then."""
    from index.remote.hangup import further_line, on

    line = further_line()
    deadline = Deadline(line.hang_up, first=limit, between=limit, whole=limit)
    try:
        with on(line), deadline:
            yield
    except RequestError:
        if not deadline.expired:
            raise
    # What was cut off may look whole.
    if deadline.expired:
        raise RequestError(Kind.TIMEOUT)


def pause_after(fault: RequestError, tries: int, most: int, longest: float = LONGEST_PAUSE) -> float | None:
    """Seconds until the same is asked again after so many tries, None where that is no use.

    Pauses double with each try. A server that wants a longer wait than the longest is not asked again.
    """
    if not fault.passing or tries >= most:
        return None
    if fault.retry_after is not None:
        return max(fault.retry_after, 0.01) if fault.retry_after <= longest else None
    # Many that were turned away together must not come back together.
    return min(FIRST_PAUSE * 2.0**tries, longest) * random.uniform(0.75, 1.0)


def _connections(told_as: type[FootnoteError]) -> Any:
    """The client below OpenAI's, which takes proxies and certificates from the environment."""
    import httpx
    from openai import DefaultHttpxClient

    from index.remote.hangup import heeding

    try:
        return bounded(heeding(DefaultHttpxClient()))
    except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
        raise told_as(
            f"What the environment says of proxies or certificates cannot be used ({first_line(error)}). "
            "Correct or unset ALL_PROXY, HTTPS_PROXY, HTTP_PROXY, NO_PROXY and SSL_CERT_FILE."
        ) from error
