"""Bring Chroma and the lexical index up to the catalog, whatever state a crash left them in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence

import numpy as np

from index.catalog import Catalog
from index.embed import Embedder, EmbedInput
from index.lexicon import Lexicon
from index.store import Store
from index.types import Passage

logger = logging.getLogger(__name__)

# Passages embedded at a time: enough to sort by length, few enough for steady progress.
SLICE = 64


class Projections:
    """The two search indexes, written together from what the catalog holds."""

    def __init__(self, catalog: Catalog, store: Store, lexicon: Lexicon, embedder: Embedder) -> None:
        self.catalog, self.store, self.lexicon, self.embedder = catalog, store, lexicon, embedder

    def heal(self) -> None:
        """Finish what an earlier process left half done, and rebuild a projection that lost rows."""
        for entry in self.catalog.entries():
            if entry.state == "pending":
                logger.warning("finishing the interrupted indexing of document %s", entry.id)
                self.embed_missing(self.catalog.passages(entry.id))
                self.project(entry.id)
                self.lexicon.commit()
                self.catalog.set_state([entry.id], "ready")
            elif entry.state == "removing":
                self.remove(entry.id)
        self.lexicon.commit()
        expected = self.catalog.count_passages()
        if not len(self.store) == len(self.lexicon) == expected:
            logger.warning("the search indexes are not complete; writing them again from the catalog")
            self.rebuild()

    def rebuild(self) -> None:
        """Write both projections anew from the catalog; embeds only what has no stored vector."""
        self.store.clear(self.embedder.fingerprint)
        self.lexicon.clear()
        for info in self.catalog.infos():
            self.embed_missing(self.catalog.passages(info.id))
            self.project(info.id)
        self.lexicon.commit()

    def project(self, document_id: str) -> None:
        """Write one document's passages to both indexes. The lexical one shows them at its next commit."""
        document = self.catalog.document(document_id, state=None)
        if document is None:
            return
        passages = self.catalog.passages(document_id)
        stored = self.catalog.stored([passage.id for passage in passages], state=None)
        self.store.put(passages, [stored[p.id].vector for p in passages], document.title, document.source)
        self.lexicon.add(passages, document.title)

    def remove(self, document_id: str) -> None:
        """Take one document out of both indexes and of the catalog, in an order that a crash cannot spoil."""
        self.catalog.set_state([document_id], "removing")
        self.store.remove(document_id)
        self.lexicon.remove(document_id)
        self.lexicon.commit()
        self.catalog.delete(document_id)

    def embed_missing(self, passages: Sequence[Passage]) -> None:
        """Embed the passages whose vectors the catalog does not have, and store them there."""
        wanted = {self.vector_key(passage): passage for passage in passages}
        known = self.catalog.known_vectors(wanted)
        missing = [(key, passage) for key, passage in wanted.items() if key not in known]
        for at in range(0, len(missing), SLICE):
            batch = missing[at : at + SLICE]
            embedded = self.embedder.embed([embed_input(passage) for _, passage in batch])
            rows = [np.concatenate([item.vector[None, :], item.parts]) for item in embedded]
            self.catalog.put_vectors(dict(zip([key for key, _ in batch], rows, strict=True)))

    def vector_key(self, passage: Passage) -> str:
        """Names the vectors of a passage by all that they depend on, so that an unchanged one is never embedded twice."""
        item = embed_input(passage)
        content = f"{self.embedder.fingerprint}\0{item.text}\0{item.parts}"
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def embed_input(passage: Passage) -> EmbedInput:
    """What the embedder sees: the heading as context, then the passage; its parts are the sentences."""
    context = f"{passage.heading}\n" if passage.heading else ""
    shift = len(context) - passage.start
    parts = tuple((sentence.start + shift, sentence.end + shift) for sentence in passage.sentences)
    return EmbedInput(context + passage.text, parts)
