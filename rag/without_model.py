"""The rooms without a model: rules understand, quotations answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.library import Library
from rag.answerer import Item
from rag.conversation.standalone import Standalone
from rag.evidence import Query
from rag.quoting.extractive import Extractive
from rag.rooms import Plan, Progress, Rooms, Understood
from rag.types import Turn
from rag.whole.overview import Whole


def rooms_without_model(library: Library, quotes: int) -> Rooms:
    """Rules understand, quotations answer, and there is nothing in them to be checked."""
    extractive = Extractive(quotes)

    def overview(whole: Whole, query: Query, _: Progress) -> Plan | None:
        return quoted_overview(library, extractive, whole, query)

    return Rooms(_understood, extractive, overview, _as_written)


def _understood(asked: str, history: Sequence[Turn]) -> Understood:
    if not history:
        return Understood(Standalone(asked))
    from rag.conversation.pointed import pointed_at, without_pointing
    from rag.conversation.rewrite import stand_alone

    if pointed_at(asked, history):
        return Understood(Standalone(asked))
    return Understood(stand_alone(asked, without_pointing(history)))


def quoted_overview(library: Library, extractive: Extractive, whole: Whole, query: Query) -> Plan | None:
    """The overview without a model."""
    # Imported when it is asked for: few questions are, and all would wait for it.
    from rag.whole.survey import survey

    found = survey(library, whole, query)
    return Plan(extractive.name, found.evidence, extractive.overview(found)) if found else None


def _as_written(items: Iterator[Item], _: bool) -> Iterator[Item]:
    return items
