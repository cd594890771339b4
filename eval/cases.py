"""What every data set becomes: documents to index, and questions with what would be right. All frozen.

Every offset is into `Source.text`, which is canonical: what a library reads of it is the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from index.errors import FootnoteError
from index.files.readers.draft import canonical
from rag.types import Turn


class DataError(FootnoteError):
    """A data set cannot be used as it is; the message names file, place and remedy, with a line for each faulty row."""

    @property
    def lines(self) -> list[str]:
        """The message line by line."""
        return str(self).split("\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A document of a data set. `group` is its subject: corpus, article, collection. `path`: index this very file."""

    key: str
    title: str
    text: str
    group: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document, which is named by its key."""

    document: str
    start: int
    end: int


class Variant(StrEnum):
    """How a question is put: as the data set has it, or in a way that makes the right outcome known."""

    ASKED = "asked"
    STANDALONE = "standalone"  # the form that needs no conversation
    NEAR_MISS = "near-miss"  # what answers it is withheld, the rest of its subject is there
    OTHER_TOPIC = "other-topic"  # asked of documents on other subjects


@dataclass(frozen=True, slots=True)
class Case:
    """One question of one library.

    `gold` are spans that answer: all of them, or with `one_of` any. `elsewhere` has, for each of them, the other places
    where the same words stand, each as good; it is empty where there are none. `relevant` are documents that answer,
    with a grade; where it is empty, ranks are judged by `gold`. `answerable` is None where the data set does not say.
    `label` is the data set's own word for the kind of question, `without` is withheld from the search. Questions of
    one `cluster` (an article, a conversation) are not independent; empty where each stands alone. A `draft` waits for
    a person to look at it. `itself` is the document that the question is a copy of, which counts in no ranking.
    """

    id: str
    question: str
    library: str
    history: tuple[Turn, ...] = ()
    gold: tuple[Place, ...] = ()
    elsewhere: tuple[tuple[Place, ...], ...] = ()
    one_of: bool = False
    relevant: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    answerable: bool | None = None
    group: str = ""
    language: str = ""
    label: str = ""
    cluster: str = ""
    draft: bool = False
    itself: str = ""
    standalone: str = ""
    variant: Variant = Variant.ASKED
    without: tuple[Place, ...] = ()

    @property
    def key(self) -> str:
        """Names the case within a run."""
        return f"{self.library}/{self.variant}/{self.id}"

    @property
    def wanted(self) -> list[tuple[Place, ...]]:
        """Each gold span with the other places where its words stand: one of them is enough."""
        elsewhere = self.elsewhere or ((),) * len(self.gold)
        return [(place, *others) for place, others in zip(self.gold, elsewhere, strict=True)]

    @property
    def places(self) -> list[Place]:
        """Wherever the words of a gold span stand."""
        return [place for places in self.wanted for place in places]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents by library, and the cases in order. `breakdown` are fields of a case that deserve figures of their own.

    `notes` say what a reader of the figures must know; `fingerprint` changes with any byte that was read.
    """

    name: str
    libraries: Mapping[str, tuple[Source, ...]]
    cases: tuple[Case, ...]
    breakdown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def sources(self) -> dict[tuple[str, str], Source]:
        """Every document, by its library and its key."""
        return {(name, own.key): own for name, sources in self.libraries.items() for own in sources}

    def only(self, cases: Iterable[Case]) -> Dataset:
        """The set with these of its cases, and the libraries that they are asked of."""
        kept = tuple(cases)
        used = {case.library for case in kept}
        libraries = {name: sources for name, sources in self.libraries.items() if name in used}
        return replace(self, cases=kept, libraries=libraries)


def settled(dataset: Dataset) -> Dataset:
    """The set with canonical texts, its offsets moved along, and each text once; further keys of it are led there.

    Raises DataError where two cases have one key, by which all that is known of them is kept.
    """
    key, count = Counter(case.key for case in dataset.cases).most_common(1)[0]
    if count > 1:
        raise DataError(f"{count} questions are called {key!r}. Give each an id of its own.")
    libraries: dict[str, tuple[Source, ...]] = {}
    moves: dict[str, dict[str, Source]] = {}
    doubles = 0
    for name, sources in dataset.libraries.items():
        first: dict[str, Source] = {}
        for source in sources:
            first.setdefault(canonical(source.text), source)
        libraries[name] = tuple(replace(source, text=text) for text, source in first.items())
        moves[name] = {source.key: first[canonical(source.text)] for source in sources}
        doubles += len(sources) - len(first)
    raw = {name: {source.key: source.text for source in sources} for name, sources in dataset.libraries.items()}
    cases = tuple(_moved(case, moves[case.library], raw[case.library]) for case in dataset.cases)
    note = (f"Documents with the very text of another, indexed once: {doubles}.",) if doubles else ()
    return replace(dataset, libraries=libraries, cases=cases, notes=(*dataset.notes, *note))


def _moved(case: Case, first: Mapping[str, Source], raw: Mapping[str, str]) -> Case:
    def move(place: Place) -> Place:
        text, key = raw[place.document], first[place.document].key
        if text.startswith(canonical(text).rstrip()):
            return Place(key, place.start, place.end)
        # The mark keeps blanks before an offset from being taken for the end of the text.
        start, end = (len(canonical(text[:at] + "x")) - 1 for at in (place.start, place.end))
        return Place(key, start, end)

    relevant: dict[str, int] = {}
    for key, grade in case.relevant.items():
        relevant[first[key].key] = max(grade, relevant.get(first[key].key, 0))
    wanted = list(dict.fromkeys(tuple(dict.fromkeys(map(move, places))) for places in case.wanted))
    gold, elsewhere = tuple(places[0] for places in wanted), tuple(places[1:] for places in wanted)
    itself = first[case.itself].key if case.itself else ""
    itself = "" if relevant.get(itself) else itself
    return replace(case, gold=gold, elsewhere=elsewhere if any(elsewhere) else (), relevant=relevant, itself=itself)
