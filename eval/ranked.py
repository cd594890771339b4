"""Ranked measures, by ir-measures: the only file that imports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import AP, RR, Success, nDCG

from eval.cases import Case, Place

_MEASURES = {
    "hit@1": Success @ 1,
    "hit@5": Success @ 5,
    "hit@10": Success @ 10,
    "MRR": RR,
    "MAP": AP,
    "nDCG@10": nDCG @ 10,
}
RANKED = tuple(_MEASURES)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was ranked for a question, best first, and the grades of what should have been. Both by the same ids."""

    ids: Sequence[str]
    grades: Mapping[str, int]


def ranking(case: Case, passages: Sequence[Place]) -> Ranking:
    """The documents of the passages, each at its first passage, where the case says which documents are relevant.

    Otherwise its gold spans are ranked, each at the first passage that holds it whole, wherever it stands. Spans that
    are found in one passage count as one, since one rank finds them all.
    """
    passages = besides(case, passages)
    if case.relevant:
        return Ranking(list(dict.fromkeys(place.document for place in passages)), case.relevant)
    ids: list[str] = []
    open_ = case.wanted
    together: set[Place] = set()
    for number, passage in enumerate(passages):
        held = [places for places in open_ if any(holds(passage, place) for place in places)]
        ids.append(_name(held[0][0]) if held else f"passage {number}")
        together.update(places[0] for places in held[1:])
        open_ = [places for places in open_ if places not in held]
    return Ranking(ids, {_name(gold): 1 for gold in case.gold if gold not in together})


def besides(case: Case, passages: Sequence[Place]) -> list[Place]:
    """The passages without those of the document that the question is itself."""
    return [place for place in passages if not case.itself or place.document != case.itself]


def holds(passage: Place, gold: Place) -> bool:
    """Whether a passage holds a gold span whole."""
    return passage.document == gold.document and passage.start <= gold.start and gold.end <= passage.end


def ranked_values(rankings: Mapping[str, Ranking]) -> dict[str, dict[str, float]]:
    """The ranked measures of each question, by its key and the measure's name."""
    names = {measure: name for name, measure in _MEASURES.items()}
    values: dict[str, dict[str, float]] = {key: {} for key in rankings}
    if rankings:
        for metric in ir_measures.iter_calc(list(names), list(_qrels(rankings)), list(_run(rankings))):
            values[metric.query_id][names[metric.measure]] = float(metric.value)
    return values


def _qrels(rankings: Mapping[str, Ranking]) -> Iterable[ir_measures.Qrel]:
    for key, found in rankings.items():
        for document, grade in found.grades.items():
            yield ir_measures.Qrel(key, document, grade)


def _run(rankings: Mapping[str, Ranking]) -> Iterable[ir_measures.ScoredDoc]:
    for key, found in rankings.items():
        for rank, document in enumerate(found.ids):
            yield ir_measures.ScoredDoc(key, document, float(len(found.ids) - rank))


def _name(place: Place) -> str:
    return f"{place.document}:{place.start}-{place.end}"
