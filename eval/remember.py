"""An embedder that remembers: documents that stand in several libraries of one run are embedded once."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from index.model.embed import Embedded, Embedder, EmbedInput

# About 30 KB each.
_MOST = 5000


class Remembering:
    """Passes everything on to another embedder and keeps the first results; safe from threads."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._known: dict[EmbedInput, Embedded] = {}
        self._writing = Lock()

    @property
    def fingerprint(self) -> str:
        """As the embedder's."""
        return self._inner.fingerprint

    @property
    def dimension(self) -> int:
        """As the embedder's."""
        return self._inner.dimension

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """One result per input, in order. Questions, of which little is read, are not remembered."""
        new = [item for item in inputs if item not in self._known]
        found = dict(zip(new, self._inner.embed(new), strict=True)) if new else {}
        kept = {item: result for item, result in found.items() if item.most_tokens is None}
        with self._writing:
            if len(self._known) + len(kept) <= _MOST:
                self._known |= kept
        return [found[item] if item in found else self._known[item] for item in inputs]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
