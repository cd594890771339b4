"""Bring Chroma and the lexical index up to the catalog, whatever state a crash left them in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from threading import RLock

from index.errors import FootnoteError, TextRefusedError
from index.model.embed import Embedder, EmbedInput, Vector
from index.progress import Progress
from index.recipe import recipe, with_embedder
from index.storage.catalog import Catalog, Entry, damaged
from index.storage.lexicon import Lexicon
from index.storage.mark import mark_of, read_mark, write_mark
from index.storage.store import Store
from index.types import Document, Passage

logger = logging.getLogger(__name__)

# Passages embedded at a time: enough to sort by length, few enough for steady progress.
SLICE = 128
# Documents are made ready in groups of about this many passages: a commit for each small file would cost more than it.
GROUP = 2 * SLICE
# Of so many slices one is told where nobody watches a bar.
TOLD = 4
# Documents written to the indexes at a time: each write has a price of its own.
DOCUMENTS = 100
# Passages whose vectors are read and written into the indexes at a time: between two writes it can be stopped.
WRITTEN = 1000
# What was interrupted is finished at the next search where it lacks so few vectors: some seconds of work at most.
FEW = 200
# A lexical index of up to this many passages is written again after a removal: one or two seconds at most.
REWRITTEN_AT_ONCE = 10_000


# Title and source of documents, by id.
_Labels = dict[str, tuple[str, str]]


def _uncounted(_: int) -> None:
    """Nobody wants to know how much is written."""


def writing(done: int, total: int) -> str:
    """What somebody is told while passages are written into the indexes."""
    return f"Writing {done:,} of {total:,} passages"


class StoppedError(Exception):
    """Whoever began the work wants no more of it."""


class Projections:
    """The two search indexes, written together from what the catalog holds."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        lexicon: Lexicon,
        embedder: Embedder,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`changed` is told each time that other documents are ready than before, or go by other names."""
        self.catalog, self.store, self.lexicon, self.embedder = catalog, store, lexicon, embedder
        self._changed = changed
        # Held while documents can be found and are not ready yet: who reads what was found waits for them.
        self.publishing = RLock()
        self.recipe = recipe(embedder.fingerprint)
        # Documents whose new names the catalog has, and the indexes not yet.
        self._renamed: list[str] = []

    def heal(self, say: Callable[[str], None] | None = None) -> None:
        """Finish what was left half done, write a projection again that has lost rows, and erase what was removed.

        A document that lacks more than a few vectors waits for `finish`, and so does one that cannot be finished now,
        because the embedder is out of reach; the others can be searched. `say` is told what takes long.
        """
        say = say or _quiet
        # A name that a build did not get to write into the indexes is not in their mark either.
        self._renamed = []
        mark = self._current_mark()
        if not self.store.is_whole(self.catalog.count_passages()) or read_mark(self.store.folder) != mark:
            self._restore_store(say)
        if read_mark(self.lexicon.folder) != mark:
            self._restore_lexicon()
        self._finish_removals()
        self._finish(self._quick(self.catalog.entries("pending")), say, _quiet)
        expected = self.catalog.count_passages()
        if len(self.store) != expected:
            self._restore_store(say)
        if len(self.lexicon) != expected:
            self._restore_lexicon()
        self.erase_traces()

    def finish(self, say: Callable[[str], None] | None = None, step: Callable[[str], None] | None = None) -> None:
        """Make every pending document ready, however long it takes.

        `step` hears before each piece of the work what it is, and may raise to end it: what is not ready stays pending.
        """
        self._finish(self.catalog.entries("pending"), say or _quiet, step or _quiet)

    def _quick(self, pending: Sequence[Entry]) -> list[Entry]:
        """Those that lack few vectors together: nobody who asks is to wait for a long job that another one began."""
        lacking = self.catalog.lacking() if pending else {}
        ordered = sorted(pending, key=lambda entry: lacking.get(entry.id, 0))
        so_far = accumulate(lacking.get(entry.id, 0) for entry in ordered)
        return [entry for entry, total in zip(ordered, so_far, strict=True) if total <= FEW]

    def _finish(self, pending: Sequence[Entry], say: Callable[[str], None], step: Callable[[str], None]) -> None:
        """Make pending documents ready, group by group.

        Where the embedder is out of reach for one group, it is not tried again for the others: each try takes its time.
        """
        for group in _groups(pending):
            ids = [entry.id for entry in group]
            logger.warning("finishing the interrupted indexing of %d documents", len(ids))
            title, _ = self.catalog.labels(ids)[ids[0]]
            what = f"“{title}”" if len(ids) == 1 else f"{len(ids):,} documents"

            def tell(done: int, total: int, what: str = what) -> None:
                so_far = f"{done:,} of {total:,}" if done else f"{total:,}"
                text = f"Finishing the indexing of {what}, which was interrupted: {so_far} passages ..."
                step(text)
                if done % (TOLD * SLICE) == 0:
                    say(text)

            def write(done: int, total: int = sum(entry.passages for entry in group)) -> None:
                step(writing(done, total))

            try:
                refused = self.embed_documents(self.catalog.passages_of(ids), tell)
                for document_id, error in refused.items():
                    logger.warning("document %s is left out: %s", document_id, error)
                self.remove(list(refused))
                self.publish([id_ for id_ in ids if id_ not in refused], write)
            except (FootnoteError, MemoryError) as error:
                logger.warning("%d documents wait: %s", len(pending), error)
                return

    def begin(self, document: Document, passages: Sequence[Passage]) -> None:
        """Write a document as pending; one of the same text is not ready any more."""
        self.catalog.begin(document, passages, [self.vector_key(passage) for passage in passages], self.recipe)
        self._changed()

    def publish(self, document_ids: Sequence[str], step: Callable[[int], None] = _uncounted) -> None:
        """Make documents ready that are embedded, and take out what their sources held before.

        `step` hears again and again how many passages are written, and may raise to end it: the documents stay pending.
        """

        def all_or_none(done: int) -> None:
            try:
                step(done)
            except BaseException:
                # Of a document that is half there the next start would make both indexes anew.
                self._take_out(document_ids)
                raise

        with self.publishing:
            self._project(document_ids, self._put, self._index, step=all_or_none)
            self.lexicon.commit()
            self.catalog.publish(document_ids)
            self._changed()
            self._mark(self.store, self.lexicon)
        self._finish_removals()

    def rename(self, document_id: str, source: str, title: str, sha256: str) -> None:
        """Record that a document's file has moved; the indexes get its new name at `relabel`."""
        self._renamed.append(document_id)
        self.catalog.set_source(document_id, source, title, sha256)
        self._changed()

    def relabel(self) -> None:
        """Write the documents again that were renamed."""
        if self._renamed:
            self._project(list(dict.fromkeys(self._renamed)), self._put, self._index)
            self.lexicon.commit()
            self._renamed = []
            self._mark(self.store, self.lexicon)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out of both indexes and of the catalog, in an order that a crash cannot spoil."""
        if not document_ids:
            return
        self.catalog.withdraw(document_ids)
        self._changed()
        self._mark(self.store, self.lexicon)
        self._take_out(document_ids)
        self.catalog.delete(document_ids)

    def _take_out(self, document_ids: Sequence[str]) -> None:
        self.store.remove(document_ids)
        for document_id in document_ids:
            self.lexicon.remove(document_id)
        self.lexicon.commit()

    def _finish_removals(self) -> None:
        self.remove([entry.id for entry in self.catalog.entries("removing")])

    def erase_traces(self) -> None:
        """Overwrite on the disk what was kept of removed documents; does nothing where none was removed.

        In a large lexical index single words of theirs, without order, stay until tantivy merges its segments.
        """
        if not self.catalog.has_traces():
            return
        if len(self.lexicon) <= REWRITTEN_AT_ONCE:
            self._rewrite_lexicon()
        self.catalog.erase_traces(elsewhere=self.store.erase_traces())

    def rebuild(self, progress: Progress) -> None:
        """Write both indexes anew from the catalog; embeds what this embedder has not embedded before.

        Nothing is given up before every vector is there: where the embedder fails, the library is as it was.
        """
        entries = self.catalog.entries("pending", "ready")
        for number, entry in enumerate(entries):
            progress(number / len(entries), f"Embedding document {number + 1:,} of {len(entries):,}")
            self.embed_missing(self.catalog.passages(entry.id))
        embedder = self.embedder.fingerprint
        self.catalog.rekey(self.vector_key, lambda before: with_embedder(before, embedder), embedder)
        self._rewrite_store()
        self._rewrite_lexicon()

    def amiss(self) -> list[str]:
        """The indexes whose passages are not those of the catalog, by name: all are compared, not only counted."""
        wanted = {passage for id_ in self._ready() for passage in self.catalog.passage_ids(id_)}
        # What waits for its vectors may stand there in part.
        waits = [entry.id for entry in self.catalog.entries("pending", "removing")]
        known = wanted.union(*map(self.catalog.passage_ids, waits))
        sound = {
            "Chroma": self.store.is_whole(len(wanted)) and wanted <= self.store.ids() <= known,
            "the lexical index": wanted <= self.lexicon.ids() <= known,
        }
        return [name for name, is_sound in sound.items() if not is_sound]

    def embed_documents(
        self, parts: Mapping[str, Sequence[Passage]], progress: Callable[[int, int], None]
    ) -> dict[str, TextRefusedError]:
        """Embed the passages of documents, by id. Returns the documents with a text that the embedder refuses, and why.

        Raises EmbedderError where the fault is none of the texts'.
        """
        try:
            self.embed_missing([passage for passages in parts.values() for passage in passages], progress)
        except TextRefusedError:
            self.embedder.embed([EmbedInput("a probe")])
            return self._refused(parts)
        return {}

    def _refused(self, parts: Mapping[str, Sequence[Passage]]) -> dict[str, TextRefusedError]:
        ids = list(parts)
        try:
            self.embed_missing([passage for passages in parts.values() for passage in passages])
        except TextRefusedError as error:
            if len(ids) == 1:
                return {ids[0]: error}
            halves = ids[: len(ids) // 2], ids[len(ids) // 2 :]
            first, second = (self._refused({id_: parts[id_] for id_ in half}) for half in halves)
            return first | second
        return {}

    def embed_missing(
        self, passages: Sequence[Passage], progress: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """Embed the passages whose vectors the catalog does not have, and store them there."""
        wanted = {self.vector_key(passage): passage for passage in passages}
        known = self.catalog.known_vectors(wanted)
        missing = [(key, passage) for key, passage in wanted.items() if key not in known]
        for at in range(0, len(missing), SLICE):
            progress(at, len(missing))
            batch = missing[at : at + SLICE]
            embedded = self.embedder.embed([embed_input(passage) for _, passage in batch])
            self.catalog.put_vectors(dict(zip([key for key, _ in batch], embedded, strict=True)))

    def vector_key(self, passage: Passage) -> str:
        """Names a passage's vectors by all that they depend on, so that an unchanged one is never embedded twice."""
        item = embed_input(passage)
        content = f"{self.embedder.fingerprint}\0{item.text}\0{item.parts}"
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    def _restore_store(self, say: Callable[[str], None]) -> None:
        logger.warning("Chroma is not complete; writing it again from the catalog")
        say("The search index is not complete: writing it again from the catalog ...")
        self._rewrite_store()

    def _rewrite_store(self) -> None:
        self.store.clear(self.embedder.fingerprint)
        self._project(self._ready(), self._put)
        self._mark(self.store)

    def _restore_lexicon(self) -> None:
        logger.warning("the lexical index is not complete; writing it again from the catalog")
        self._rewrite_lexicon()

    def _rewrite_lexicon(self) -> None:
        self.lexicon.clear()
        self._project(self._ready(), self._index)
        self.lexicon.commit()
        self._mark(self.lexicon)

    def _mark(self, *indexes: Store | Lexicon) -> None:
        """Note in these indexes that they were written from what the catalog holds now.

        Not while new names are still to be written: a process that dies before is to leave a mark that is out of date.
        """
        if self._renamed:
            return
        mark = self._current_mark()
        for index in indexes:
            write_mark(index.folder, mark)

    def _current_mark(self) -> str:
        return self.catalog.mark() or mark_of(self.catalog.entries("ready"))

    def _ready(self) -> list[str]:
        return [entry.id for entry in self.catalog.entries("ready")]

    def _project(
        self,
        document_ids: Sequence[str],
        *writers: Callable[[_Labels, Sequence[Passage]], None],
        step: Callable[[int], None] = _uncounted,
    ) -> None:
        done = 0
        for at in range(0, len(document_ids), DOCUMENTS):
            ids = document_ids[at : at + DOCUMENTS]
            labels = self.catalog.labels(ids)
            passages = [passage for own in self.catalog.passages_of(ids).values() for passage in own]
            for first in range(0, len(passages), WRITTEN):
                batch = passages[first : first + WRITTEN]
                step(done)
                for write in writers:
                    write(labels, batch)
                done += len(batch)

    def _put(self, labels: _Labels, passages: Sequence[Passage]) -> None:
        vectors = self._vectors(passages)
        for passage in passages:
            if passage.id not in vectors:
                raise damaged(f"vectors of document {passage.document_id} are missing")
        if len(set(map(len, vectors.values()))) > 1:
            raise damaged("its vectors are not all of one length")
        self.store.put([(p, vectors[p.id], *labels[p.document_id]) for p in passages])

    def _vectors(self, passages: Sequence[Passage]) -> dict[str, Vector]:
        """A vector for each passage, by id. Those of sentences and tokens come with it, and take ten times its room."""
        stored = self.catalog.stored([passage.id for passage in passages], state=None)
        # A copy: the vector is a part of what is to be let go.
        return {id_: own.vector.copy() for id_, own in stored.items()}

    def _index(self, labels: _Labels, passages: Sequence[Passage]) -> None:
        self.lexicon.add([(passage, labels[passage.document_id][0]) for passage in passages])


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Documents in groups of about `GROUP` passages."""
    group: list[Entry] = []
    for entry in entries:
        group.append(entry)
        if sum(own.passages for own in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def _quiet(_: str) -> None:
    """Nobody wants to know."""


def embed_input(passage: Passage) -> EmbedInput:
    """What the embedder sees: the heading as context, then the passage; its parts are the sentences."""
    context = f"{passage.heading}\n" if passage.heading else ""
    shift = len(context) - passage.start
    parts = tuple((sentence.start + shift, sentence.end + shift) for sentence in passage.sentences)
    return EmbedInput(context + passage.text, parts)
