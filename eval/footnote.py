"""Footnote under test: a library of its own in a temporary folder, and the chain that every surface uses.

The gate is left open and applied afterwards, so that a run tells of a refused question what its answer would have been.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from eval.cases import Case, DataError, Place, Source
from eval.realigned import Alignment, aligned
from eval.records import Sentence, Shown
from eval.withheld import Withheld
from index.library import Library
from index.model.embed import Embedder
from index.progress import Progress, silent
from index.text.languages import ENGLISH
from index.text.terms import words
from index.types import Status
from rag.chain import Chain
from rag.evidence import Evidence
from rag.passages.readable import readable
from rag.quoting.extractive import Extractive
from rag.ranking.ranker import load_ranker
from rag.ranking.retrieve import Parts
from rag.settings import Settings
from rag.types import Answer, AnswerSentence
from rag.wiring import chain_over

# As many passages are ranked as the deepest measure looks at, with room for several of one document.
RANKED = 30
_LONGEST_NAME = 60
# Of a text that a reader changes, so much must be there still.
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the library has it; where a reader changed it, `moved` leads to its places in the data set's."""

    read: str
    moved: Alignment | None = None


class FootnoteSession:
    """A chain over documents whose keys are known."""

    def __init__(self, library: Library, keys: Mapping[str, str], texts: Mapping[str, Text], chain: Chain,
                 withheld: Withheld, threshold: float) -> None:  # fmt: skip
        self._library = library
        self._keys = keys
        self._texts = texts
        self._chain = chain
        self._withheld = withheld
        self._threshold = threshold
        self._ids = {key: id_ for id_, key in keys.items()}

    def ask(self, case: Case) -> Shown:
        """What the chain answers; refused where its confidence is below the threshold.

        Where all there is is withheld, to refuse is no merit: it counts neither as an answer nor as a refusal.
        """
        with self._withheld.without(self._passages_in(case.without)):
            if not self._withheld.size():
                return Shown(())
            return self._shown(self._chain.ask(case.question, case.history))

    def evidence(self, case: Case) -> Evidence:
        """All candidates for a case, measured; nothing is written."""
        with self._withheld.without(self._passages_in(case.without)):
            return self._chain.evidence(case.question, case.history)

    def size(self) -> int:
        """How many passages there are, withheld ones included."""
        return self._library.size()

    def key_of(self, document_id: str) -> str:
        """The key of an indexed document."""
        return self._keys[document_id]

    def close(self) -> None:
        """Close the library."""
        self._library.close()

    def _passages_in(self, places: Sequence[Place]) -> list[str]:
        return [
            passage.id
            for place in map(self._read, places)
            for passage in self._library.passages(self._ids[place.document])
            if passage.start < place.end and place.start < passage.end
        ]

    def _read(self, place: Place) -> Place:
        moved = self._texts[place.document].moved
        return moved.to_read(place) if moved else place

    def _source(self, place: Place) -> Place:
        moved = self._texts[place.document].moved
        return moved.to_source(place) if moved else place

    def _shown(self, answer: Answer) -> Shown:
        cited = tuple(Place(self._keys[item.document_id], item.start, item.end) for item in answer.citations)
        written = answer.answerer != Extractive.name
        at = {item.number: number for number, item in enumerate(answer.citations)}
        return Shown(
            passages=tuple(
                self._source(Place(self._keys[item.document_id], item.start, item.end)) for item in answer.passages
            ),
            scores=tuple(round(item.score, 4) for item in answer.passages),
            cited=tuple(map(self._source, cited)),
            text=answer.text,
            sentences=tuple(
                Sentence(own.text, tuple(at[n] for n in own.citations), not written and _is_quoted(own, answer))
                for own in answer.sentences
            ),
            answered=answer.answered and answer.confidence >= self._threshold,
            confidence=answer.confidence,
            understood=answer.standalone_question,
            sound=all(
                self._texts[place.document].read[place.start : place.end] == item.quote
                for place, item in zip(cited, answer.citations, strict=True)
            ),
            written=written,
            timings=answer.timings,
            tokens=answer.usage.prompt_tokens + answer.usage.completion_tokens if answer.usage else None,
            cost=answer.usage.cost if answer.usage else None,
        )


def _is_quoted(sentence: AnswerSentence, answer: Answer) -> bool:
    """Whether a sentence of an answer without a model has all the words of a quotation that it cites.

    All else in it are lead-ins and heads of columns, as `rag/quoting/extractive.py` makes them. Both are read as one
    language, so that their words are cut alike.
    """
    said = set(words(sentence.text, ENGLISH))
    cited = (item.quote for item in answer.citations if item.number in sentence.citations)
    return any(said >= set(words(readable(quote), ENGLISH)) for quote in cited)


def open_footnote(
    sources: Sequence[Source],
    settings: Settings,
    embedder: Embedder,
    folder: Path,
    parts: Parts,
    progress: Progress = silent,
) -> FootnoteSession:
    """Index the documents in `folder`, which is empty. Raises DataError where one cannot be indexed as it is."""
    library = Library(folder / "home", embedder, max_bytes=settings.max_file_mb * 1_000_000)
    try:
        paths = {
            str(path): source
            for number, source in enumerate(sources)
            for path in [_file(folder / f"{number:06}", source)]
        }
        report = library.add([Path(path) for path in paths], progress=progress)
        failed = [file for file in report.files if file.status is not Status.ADDED]
        if failed:
            name = paths[failed[0].source].key if failed[0].source in paths else failed[0].source
            raise DataError(f"The document {name!r} cannot be indexed: {failed[0].detail} Mend it or take it out.")
        keys = {info.id: paths[info.source].key for info in library.documents()}
        texts = _texts(library, keys, {source.key: source for source in sources})
        withheld = Withheld(library)
        opened = settings.model_copy(update={"threshold": 0.0, "passages": RANKED})
        chain = chain_over(cast(Library, withheld), opened, parts=parts)
        threshold = load_ranker().threshold if settings.threshold is None else settings.threshold
        return FootnoteSession(library, keys, texts, chain, withheld, threshold)
    except BaseException:
        library.close()
        raise


def _file(folder: Path, source: Source) -> Path:
    """The file of a document; one that has none gets one in a folder of its own, named so that its title is found."""
    if source.path is not None:
        # As the library writes it: without "..", links left as they are.
        return Path(os.path.abspath(source.path))  # noqa: PTH100
    name = "".join(char if char.isalnum() or char in " -,()" else " " for char in source.title)
    path = folder / f"{' '.join(name.split())[:_LONGEST_NAME].strip() or 'untitled'}.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(source.text.encode("utf-8"))
    return path.absolute()


def _texts(library: Library, keys: Mapping[str, str], sources: Mapping[str, Source]) -> dict[str, Text]:
    """Each text as the library has it. Raises DataError where that has little of what the data set has."""
    found: dict[str, Text] = {}
    for id_, key in keys.items():
        source, read = sources[key].text, library.document(id_).text
        moved = aligned(source, read) if read != source else None
        if moved and moved.share < _LEAST_SHARED:
            raise DataError(f"The document {key!r} reads otherwise once indexed. Save it as plain UTF-8 text.")
        found[key] = Text(read, moved)
    return found
