"""The rooms of a chain that differ with a model and without: what each gives, and the set without a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.library import Library
from rag.answerer import Answerer, Item
from rag.extractive import Extractive
from rag.retrieve import Evidence, Query
from rag.standalone import Standalone
from rag.types import Turn, Usage
from rag.whole.overview import Whole

# Told of work that takes long: a fraction, 0 to 1, and a text.
Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question is understood; `usage` is what a model took to find out."""

    standalone: Standalone
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An answer that is ready to be written: by whom, from what, and how sure it is that the documents hold one.

    `confidence` is None for a question about whole documents, where writing it decides that.
    """

    answerer: str
    evidence: Evidence
    items: Iterator[Item]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rooms:
    """`understand` makes a follow-up stand alone, `answerer` writes, `overview` answers about whole documents.

    `overview` gives None where the question names what the library has not. `checked` gives each sentence its verdict;
    with True, what nothing supports is withheld.
    """

    understand: Callable[[str, Sequence[Turn]], Understood]
    answerer: Answerer
    overview: Callable[[Whole, Query, Progress], Plan | None]
    checked: Callable[[Iterator[Item], bool], Iterator[Item]]


def rooms_without_model(library: Library, quotes: int) -> Rooms:
    """Rules understand, quotations answer, and there is nothing in them to be checked."""
    extractive = Extractive(quotes)

    def overview(whole: Whole, query: Query, _: Progress) -> Plan | None:
        return quoted_overview(library, extractive, whole, query)

    return Rooms(_understood, extractive, overview, _as_written)


def _understood(asked: str, history: Sequence[Turn]) -> Understood:
    if not history:
        return Understood(Standalone(asked))
    from rag.rewrite import stand_alone

    return Understood(stand_alone(asked, history))


def quoted_overview(library: Library, extractive: Extractive, whole: Whole, query: Query) -> Plan | None:
    """The overview without a model."""
    # Imported when it is asked for: few questions are, and all would wait for it.
    from rag.whole.survey import survey

    found = survey(library, whole, query)
    return Plan(extractive.name, found.evidence, extractive.overview(found)) if found else None


def _as_written(items: Iterator[Item], _: bool) -> Iterator[Item]:
    return items
