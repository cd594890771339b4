"""Questions with all their candidates, measured: what the models of `rag.ranking.ranker` are fitted on."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case, Place, Source, Variant
from eval.datasets import load_dataset
from eval.footnote import FootnoteSession, open_footnote
from eval.golden import golden_set
from eval.smoke import text_paths
from eval.variants import with_variants
from index.library import Library
from index.types import Document
from rag.conversation.rewrite import stand_alone
from rag.evidence import Evidence, ScoredSentence
from rag.ranking.ranker import Logistic, Reading
from rag.ranking.retrieve import ALL_PARTS, Parts
from rag.settings import Settings
from rag.types import Turn
from rag.wiring import make_embedder

# Documents and questions of our own: written for the fit, and written after it, of which nothing may be fitted.
READING, UNSEEN = (Path(__file__).parent / name for name in ("reading", "unseen"))
# Every so many questions of one document are asked of the next.
OTHERS = 4
LANGUAGES = ("en", "de", "es", "zh", "ar")
_KINDS = {Variant.NEAR_MISS: "near miss", Variant.OTHER_TOPIC: "other topic"}


@dataclass(slots=True)
class Example:
    """A question's candidates. `right` marks the sentences that answer, none where the data tells only documents.

    `kind` is "answerable", or why it is not; empty where the data does not say. `order` puts the best first.
    """

    source: str
    half: str
    kind: str
    evidence: Evidence
    right: NDArray[np.bool_]
    rows: NDArray[np.float64] = field(init=False)
    ranked: NDArray[np.float32] = field(init=False)
    scores: NDArray[np.float32] = field(init=False)
    order: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        """Gather the candidates' features, one row a sentence."""
        sentences = self.evidence.sentences
        self.rows = (
            np.stack([item.features for item in sentences]).astype(np.float64) if sentences else np.zeros((0, 0))
        )

    @property
    def read(self) -> list[float | None]:
        """What the reader says of each candidate."""
        return [item.read for item in self.evidence.sentences]

    def rescore(self, model: Logistic, reading: Reading | None = None) -> None:
        """Score and order the candidates by another model, and by what was read of them."""
        self.ranked = model(self.rows.astype(np.float32))
        self.scores = reading.scores(self.ranked, self.read) if reading else self.ranked
        self.order = np.argsort(-self.scores, kind="stable")

    def scored(self) -> Iterator[ScoredSentence]:
        """The candidates in their order, with their scores."""
        for at in self.order:
            yield replace(self.evidence.sentences[at], score=float(self.scores[at]), ranked=float(self.ranked[at]))


def collect(data: Path, settings: Settings) -> Iterator[Example]:
    """Every question of the development data, asked of real temporary libraries. Raises DataError, GoldenError."""
    for name, path in text_paths(data / "article").items():
        yield from _of_article(name, path, settings)
    for name in ("chunking", "mtrag"):
        yield from _of_dataset(name, data / name, "", settings)
    yield from ask_single_documents("chunking", data / "chunking", "", settings)
    yield from ask_single_documents("xquad", data / "xquad", "en", settings)
    yield from (example for _, example in ask_each_alone(READING, settings))
    yield from (replace(example, half="report") for _, example in ask_each_alone(UNSEEN, settings))
    for language in LANGUAGES:
        yield from _of_dataset("xquad", data / "xquad", language, settings)


def _of_article(name: str, path: Path, settings: Settings) -> Iterator[Example]:
    text = _text_of(path, settings)
    source = Source(path.name, "", text.text, path=path)
    with _Session([source], settings) as ask:
        for row in golden_set(name, text):
            turns: list[Turn] = []
            for earlier in row.history:
                turns.append(Turn(earlier, "", stand_alone(earlier, turns).text))
            gold = tuple(Place(path.name, span.start, span.end) for span in row.gold)
            case = Case(row.id, row.question, "", tuple(turns), gold, answerable=row.answerable)
            kind = "answerable" if row.answerable else "near miss"
            yield ask(f"golden {name}", row.split, kind, case)
        for number, heading in enumerate(text.headings[1:]):
            case = Case(heading.text, f"What is said about {heading.text}?", "")
            found = ask(f"headings {name}", ("tune", "report")[number % 2], "answerable", case)
            under = [item.passage.heading == heading.text for item in found.evidence.sentences]
            yield replace(found, right=np.array(under, bool))


def _of_dataset(name: str, folder: Path, language: str, settings: Settings) -> Iterator[Example]:
    dataset = with_variants(load_dataset(name, folder, language=language), refusals=True)
    size = 0
    for library, sources in dataset.libraries.items():
        cases = [case for case in dataset.cases if case.library == library and case.variant is not Variant.STANDALONE]
        if cases:
            with _Session(sources, settings, size) as ask:
                # The libraries that are asked of another subject come after the one with everything.
                size = size or ask.size
                for case in cases:
                    yield ask(f"{name} {language}".strip(), _half(case), _kind(case), case)


def ask_single_documents(
    name: str, folder: Path, language: str, settings: Settings, parts: Parts = ALL_PARTS
) -> Iterator[Example]:
    """The same questions of libraries with one document each, as readers of a single article ask them.

    The sources of a group (the paragraphs of an article) are one document. Each is also asked, as another topic, some
    questions of the group before it.
    """
    dataset = load_dataset(name, folder, language=language)
    (sources,) = dataset.libraries.values()
    earlier: list[Case] = []
    for group in dict.fromkeys(source.group for source in sources):
        whole, starts = _joined(group, [source for source in sources if source.group == group])
        cases = [_moved(case, whole, starts) for case in dataset.cases if case.group == group]
        with _Session([whole], settings, parts=parts) as ask:
            for case, withheld in cases:
                yield ask(f"single {name}", _half(case), "answerable", case)
                yield ask(f"single {name}", _half(case), "near miss", replace(case, without=withheld))
            for case in earlier[::OTHERS]:
                yield ask(f"single {name}", _half(case), "other topic", case)
        earlier = [case for case, _ in cases]


def ask_each_alone(folder: Path, settings: Settings, parts: Parts = ALL_PARTS) -> Iterator[tuple[Case, Example]]:
    """Documents of our own, each alone: what it answers, and what it does not, asked of the same things in like words.

    Each with its case: the evidence may have another spelling of the question.
    """
    dataset = load_dataset("own", folder)
    (sources,) = dataset.libraries.values()
    for source in sources:
        with _Session([source], settings, parts=parts) as ask:
            for case in dataset.cases:
                if case.group == source.group:
                    half = _half(replace(case, cluster=case.group))
                    yield case, ask(folder.name, half, _kind(case), case)


def _joined(group: str, sources: Sequence[Source]) -> tuple[Source, dict[str, Place]]:
    """One document of several, and where each stands in it."""
    places: dict[str, Place] = {}
    text = ""
    for source in sources:
        text += "\n\n" if text else ""
        places[source.key] = Place(group, len(text), len(text) + len(source.text))
        text += source.text
    return Source(group, sources[0].title, text, path=sources[0].path if len(sources) == 1 else None), places


def _moved(case: Case, whole: Source, places: Mapping[str, Place]) -> tuple[Case, tuple[Place, ...]]:
    """A case in the joined document, and what to withhold so that it has no answer: paragraphs, or the gold itself."""
    gold = tuple(
        Place(whole.key, places[own.document].start + own.start, places[own.document].start + own.end)
        for own in case.gold
    )
    withheld = tuple(places[key] for key, grade in case.relevant.items() if grade) or gold
    return replace(case, gold=gold, relevant={}), withheld


class _Session:
    """A temporary library that is asked for evidence.

    Whatever is withheld, the evidence says that the library has `size` passages (by default all that it has): an
    unanswerable question must not be told by how much was taken away.
    """

    def __init__(self, sources: Sequence[Source], settings: Settings, size: int = 0, parts: Parts = ALL_PARTS) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="footnote-fit-")
        folder = Path(self._folder.name)
        self._session = open_footnote(sources, settings, make_embedder(settings), folder, parts)
        self.size = size or self._session.size()

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._folder.cleanup()

    def __call__(self, source: str, half: str, kind: str, case: Case) -> Example:
        evidence = replace(self._session.evidence(case), searched=self.size)
        right = [kind == "answerable" and _answers(self._session, item, case.places) for item in evidence.sentences]
        return Example(source, half, kind, evidence, np.array(right, bool))


def _answers(session: FootnoteSession, item: ScoredSentence, gold: Sequence[Place]) -> bool:
    """Whether half of the sentence, or half of a gold span, is common to both."""
    key = session.key_of(item.passage.document_id)
    start, end = item.sentence.start, item.sentence.end
    common = [(min(end, place.end) - max(start, place.start), place) for place in gold if place.document == key]
    return any(2 * size >= min(end - start, place.end - place.start) for size, place in common if size > 0)


def _half(case: Case) -> str:
    """Fixed by the article or conversation; by the question where each stands alone."""
    digest = hashlib.sha256((case.cluster or case.id or case.question).encode()).digest()
    return ("tune", "report")[digest[0] % 2]


def _kind(case: Case) -> str:
    if case.variant in _KINDS:
        return _KINDS[case.variant]
    return {True: "answerable", False: "unanswerable", None: ""}[case.answerable]


def _text_of(path: Path, settings: Settings) -> Document:
    with (
        tempfile.TemporaryDirectory(prefix="footnote-fit-") as folder,
        Library(Path(folder), make_embedder(settings)) as library,
    ):
        library.add([path])
        return library.document(library.documents()[0].id)
