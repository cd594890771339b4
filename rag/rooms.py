"""The rooms of a chain that differ with a model and without: what each gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.answerer import Answerer, Item
from rag.conversation.standalone import Standalone
from rag.evidence import Evidence, Query
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
