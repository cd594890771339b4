"""The second embedder: any OpenAI-compatible API. Sentences are embedded by themselves, which costs calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.errors import EmbedderError, TextRefusedError, first_line
from index.model.apart import count_roughly, embed_apart
from index.model.embed import Embedded, EmbedInput, Vector, normalise

# What a server says of a request that it understands and will not do: the texts are too long, or too many.
_REFUSED = (400, 413, 422)
# Texts in a request; servers commonly take more, small ones not much more.
BATCH = 64


class OpenAIEmbedder:
    """Embeds over HTTP. The length of a vector is learned from the server's first reply."""

    def __init__(self, model: str, *, base_url: str = "", api_key: str = "", timeout: float = 60.0) -> None:
        self.model = model
        self.fingerprint = f"openai-{model}"
        self._base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._client: Any = None
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """Length of a vector. Asks the server the first time; raises EmbedderError."""
        if not self._dimension:
            self._vectors(["dimension"])
        return self._dimension

    def warm(self) -> None:
        """Make the client. Raises EmbedderError where neither a key nor an address is set."""
        if self._client is not None:
            return
        if not self._api_key and not self._base_url:
            raise EmbedderError(
                "The openai embedder has neither a key nor an address. "
                "Set OPENAI_API_KEY or OPENAI_BASE_URL, or unset FOOTNOTE_EMBEDDER to use the embedded model."
            )
        from openai import OpenAI

        self._client = OpenAI(
            api_key=self._api_key or "none", base_url=self._base_url or None, timeout=self._timeout, max_retries=3
        )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """About how many tokens each text has."""
        return count_roughly(texts)

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order. Raises EmbedderError."""
        return embed_apart(inputs, self._vectors)

    def _vectors(self, texts: Sequence[str]) -> Vector:
        self.warm()
        batches = [self._request(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return normalise(np.concatenate(batches)) if batches else np.zeros((0, self._dimension or 1), np.float32)

    def _request(self, texts: Sequence[str]) -> Vector:
        from openai import OpenAIError

        try:
            # Plain floats: not every compatible server knows the client's default, base64.
            reply = self._client.embeddings.create(model=self.model, input=list(texts), encoding_format="float")
        except (OpenAIError, ValueError) as error:  # a reply that is no JSON is a ValueError
            refused = getattr(error, "status_code", None) in _REFUSED
            raise (TextRefusedError if refused else EmbedderError)(
                f"The embeddings server did not answer as it should ({first_line(error, self._api_key)}). "
                "Check OPENAI_BASE_URL, OPENAI_API_KEY and FOOTNOTE_EMBEDDING_MODEL, then try again."
            ) from error
        rows = _rows(reply)
        if len(rows) != len(texts) or (self._dimension and rows.shape[1] != self._dimension):
            raise EmbedderError(
                f"The embeddings server returned {len(rows)} usable vectors for {len(texts)} texts, or of unlike "
                "lengths. Use another FOOTNOTE_EMBEDDING_MODEL or server."
            )
        self._dimension = rows.shape[1]
        return rows


def _rows(reply: Any) -> Vector:
    """The vectors of a reply in the order of the texts; none where it does not hold vectors of one length."""
    try:
        rows = np.array([item.embedding for item in sorted(reply.data, key=lambda item: item.index)], np.float32)
    except (AttributeError, TypeError, ValueError):
        return np.zeros((0, 0), np.float32)
    usable = rows.ndim == 2 and rows.shape[1] > 0 and bool(np.isfinite(rows).all())
    return rows if usable else np.zeros((0, 0), np.float32)
