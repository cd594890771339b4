"""The second embedder: any OpenAI-compatible API. Sentences are embedded by themselves, which costs calls."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index.errors import EmbedderError, TextRefusedError
from index.model.apart import count_roughly, embed_apart
from index.model.embed import Embedded, EmbedInput, Vector, normalise
from index.remote.asking import faults, in_time, open_client, pause_after, timeouts
from index.remote.faults import Kind, RequestError, fault_of, said
from index.remote.limits import all_of

# What a server says of a request that it understands and will not do: the texts are too long, or too many.
_REFUSED = (400, 413, 422)
# Texts in a request; servers commonly take more, small ones not much more.
BATCH = 64
# How often a request is sent again, and how many seconds a server may have us wait: a limit of one minute passes.
RETRIES, LONGEST_PAUSE = 3, 60.0
# A whole reply has so many times as long as each read of it.
_WHOLE = 2
_FAULTS = {
    Kind.UNREACHABLE: "there is no connection",
    Kind.LOST: "the connection broke off",
    Kind.TIMEOUT: "it took too long",
    Kind.GARBLED: "what it sent is no list of vectors",
    Kind.PAGE: "what it sent is a web page",
    Kind.ELSEWHERE: "it sends the texts on to another address, which gets none",
}


class OpenAIEmbedder:
    """Embeds over HTTP. The length of a vector is learned from the server's first reply."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str = "",
        api_key: str = "",
        timeout: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`timeout` is in seconds."""
        self.model = model
        self.fingerprint = f"openai-{model}"
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._sleep = sleep
        self._client: Any = None
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """Length of a vector. Asks the server the first time; raises EmbedderError."""
        if not self._dimension:
            self._vectors(["dimension"])
        return self._dimension

    def warm(self) -> None:
        """Make the client. Raises EmbedderError where neither a key nor an address is set, or the address is none."""
        if self._client is not None:
            return
        if not self._api_key and not self._base_url:
            raise EmbedderError(
                "The openai embedder has neither a key nor an address. "
                "Set OPENAI_API_KEY or OPENAI_BASE_URL, or unset FOOTNOTE_EMBEDDER to use the embedded model."
            )
        try:
            self._client = open_client(self._base_url, self._api_key, EmbedderError)
        except RequestError as fault:
            raise self._error(fault) from None

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About how many tokens each text has."""
        return count_roughly(texts)

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order. Raises EmbedderError."""
        return embed_apart(inputs, self._vectors)

    def _vectors(self, texts: Sequence[str]) -> Vector:
        self.warm()
        batches = [self._batch(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return normalise(np.concatenate(batches)) if batches else np.zeros((0, self._dimension or 1), np.float32)

    def _batch(self, texts: Sequence[str]) -> Vector:
        try:
            rows = _rows(self._reply(texts))
        except RequestError as fault:
            raise self._error(fault) from None
        if len(rows) != len(texts) or (self._dimension and rows.shape[1] != self._dimension):
            raise EmbedderError(
                f"The embeddings server returned {len(rows)} usable vectors for {len(texts)} texts, or of unlike "
                "lengths. Use another FOOTNOTE_EMBEDDING_MODEL or server."
            )
        # It would be found by no question, and nobody would know.
        if any(not row.any() and any(map(str.isalnum, text)) for row, text in zip(rows, texts, strict=True)):
            raise TextRefusedError(
                "The embeddings server returned nothing but zeros for a text. "
                "Use another FOOTNOTE_EMBEDDING_MODEL or server."
            )
        self._dimension = rows.shape[1]
        return rows

    def _reply(self, texts: Sequence[str]) -> bytes:
        """What the server says to some texts, asked again where that may help. Raises RequestError."""
        from index.remote.hangup import is_hung_up

        tries = 0
        while True:
            try:
                return self._once(texts)
            except RequestError as fault:
                pause = pause_after(fault, tries, RETRIES, LONGEST_PAUSE)
                if fault.kind is Kind.TIMEOUT and not tries:
                    # It may have been loading the model.
                    pause = 0.0
                if pause is None or is_hung_up():
                    raise
            tries += 1
            self._sleep(pause)

    def _once(self, texts: Sequence[str]) -> bytes:
        ask = self._client.embeddings.with_streaming_response.create
        # Plain floats: not every compatible server knows the client's default, base64.
        body = {"model": self.model, "input": list(texts), "encoding_format": "float"}
        with in_time(_WHOLE * self._timeout), faults(), ask(**body, timeout=timeouts(self._timeout)) as opened:
            reply = all_of(opened.http_response)
            kind = opened.http_response.headers.get("content-type", "")
        if fault_of(200, reply[:100].decode("utf-8", "replace"), kind).kind is Kind.PAGE:
            raise RequestError(Kind.PAGE)
        return reply

    def _error(self, fault: RequestError) -> EmbedderError:
        what = f"status {fault.status}" if fault.kind is Kind.STATUS else _FAULTS[fault.kind]
        wait = f"it asks to wait {fault.retry_after:.0f} seconds" if fault.retry_after else ""
        told = "; ".join(filter(None, [what, said(fault.text, self._api_key), wait]))
        refused = fault.kind is Kind.STATUS and fault.status in _REFUSED
        return (TextRefusedError if refused else EmbedderError)(
            f"The embeddings server did not answer as it should ({told}). "
            "Check OPENAI_BASE_URL, OPENAI_API_KEY and FOOTNOTE_EMBEDDING_MODEL, then try again."
        )


def _rows(reply: bytes) -> Vector:
    """The vectors of a reply in the order of the texts; none where it does not hold vectors of one length.

    Raises RequestError where it holds no list of them.
    """
    try:
        found = json.loads(reply)["data"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise RequestError(Kind.GARBLED) from None
    try:
        # Some number them all 0, in their order.
        rows = np.array([item["embedding"] for item in sorted(found, key=lambda item: item["index"])])
    except (TypeError, ValueError, KeyError):
        return np.zeros((0, 0), np.float32)
    # Words are none, nor are numbers that no float has room for.
    if rows.ndim != 2 or not rows.shape[1] or rows.dtype.kind not in "fiu":
        return np.zeros((0, 0), np.float32)
    with np.errstate(over="ignore"):
        rows = rows.astype(np.float32)
    return rows if bool(np.isfinite(rows).all()) else np.zeros((0, 0), np.float32)
