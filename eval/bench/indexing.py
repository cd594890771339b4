"""Indexing: passages per second of `Library.add`, beside the bare encoder on the very batches that it was given.

What is imported once per process (llama-index above all) and the loading of the model are not counted: a first small
document is indexed before the clock starts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench.figures import Figure
from index.library import Library
from index.model.embed import Embedded, Embedder, EmbedInput
from index.sample import sample_path
from index.text.sentences import sentence_spans
from rag.settings import Settings
from rag.wiring import make_embedder

TARGET = 0.85
_FILES = 3
_SENTENCES = 6
_PARAGRAPHS_PER_SECTION = 4


def indexing(settings: Settings, batches: int, paragraphs: int) -> Figure:
    """Index `batches` folders of about `paragraphs` paragraphs each; after each one, embed the same again, bare."""
    embedder = _Recording(make_embedder(settings))
    folder = settings.home.parent / "indexing"
    ours, bare = [], []
    with Library(folder / "home", embedder) as library:
        library.add([sample_path()])
        # Written first: a file of this very moment is waited for, in case that someone is still writing to it.
        for documents in [_write_collection(folder / f"batch-{at}", at, paragraphs) for at in range(batches)]:
            embedder.batches.clear()
            seconds = _seconds_to_add(library, documents)
            passages = sum(map(len, embedder.batches))
            ours.append(passages / seconds)
            bare.append(passages / embedder.replay())
    return Figure("Indexing: files to searchable passages", "passages/s", ours, "the encoder alone", bare, TARGET)


class _Recording:
    """An embedder that remembers the batches it was given, so that they can be embedded again with nothing around."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint, self.dimension = embedder.fingerprint, embedder.dimension
        self.warm, self.count_tokens = embedder.warm, embedder.count_tokens
        self.batches: list[Sequence[EmbedInput]] = []

    def embed(self, inputs: Sequence[EmbedInput]) -> list[Embedded]:
        """As the embedder does, and remember the inputs."""
        self.batches.append(inputs)
        return self._embedder.embed(inputs)

    def replay(self) -> float:
        """Seconds that the embedder alone takes for what it was given."""
        began = time.perf_counter()
        for batch in self.batches:
            self._embedder.embed(batch)
        return time.perf_counter() - began


def _seconds_to_add(library: Library, folder: Path) -> float:
    began = time.perf_counter()
    report = library.add([folder])
    seconds = time.perf_counter() - began
    assert report.ok, report
    return seconds


def _write_collection(folder: Path, seed: int, paragraphs: int) -> Path:
    """Some Markdown files of made-up text, the same in every run, in which no passage repeats another."""
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    sentences = _sentences()
    for number in range(_FILES):
        own = [_paragraph(chance, sentences) for _ in range(-(-paragraphs // _FILES))]
        text = "\n\n".join([f"# Collection {seed}, part {number}", *_with_headings(own)])
        (folder / f"part-{number}.md").write_text(text + "\n", encoding="utf-8")
    return folder


def _sentences() -> list[str]:
    text = sample_path().read_text(encoding="utf-8")
    found = [text[span.start : span.end] for span in sentence_spans(text)]
    return [sentence for sentence in found if sentence.endswith(".") and not sentence.startswith("#")]


def _paragraph(chance: random.Random, sentences: Sequence[str]) -> str:
    """Sentences of the sample article in a new order, each with a number that makes it one of a kind."""
    chosen = chance.sample(sentences, min(_SENTENCES, len(sentences)))
    return " ".join(f"{sentence[:-1]}, as file {chance.randrange(10**6):,} says." for sentence in chosen)


def _with_headings(paragraphs: Sequence[str]) -> Iterator[str]:
    for at, paragraph in enumerate(paragraphs):
        if at % _PARAGRAPHS_PER_SECTION == 0:
            yield f"## Section {at // _PARAGRAPHS_PER_SECTION + 1}"
        yield paragraph
