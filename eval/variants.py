"""Questions whose right outcome is known by construction: what answers is withheld, or never was in the library.

Made from a data set's answerable questions. The documents of a library are split in two by group, and each half is
asked what the other one answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from eval.cases import Case, Dataset, Place, Source, Variant


def with_variants(dataset: Dataset, *, refusals: bool) -> Dataset:
    """The set with stand-alone forms, and with `refusals` near misses and other topics; `notes` say what cannot be."""
    alone = [_alone(case) for case in dataset.cases if case.standalone and case.history]
    if not refusals:
        return replace(dataset, cases=(*dataset.cases, *alone))
    near = list(_near_misses(dataset))
    libraries: dict[str, tuple[Source, ...]] = {}
    other: list[Case] = []
    notes: list[str] = []
    for name, sources in dataset.libraries.items():
        cases = [case for case in dataset.cases if case.library == name and case.answerable]
        halves = _halves(name, sources)
        if len(halves) < 2:
            notes.append(f"No other-topic questions are asked of {name}: all of its documents are one group.")
            continue
        found = list(_elsewhere(cases, halves))
        other.extend(found)
        # A half that nothing is asked of need not be indexed.
        libraries |= {half: own for half, own in halves.items() if any(case.library == half for case in found)}
    return replace(
        dataset,
        libraries={**dataset.libraries, **libraries},
        cases=(*dataset.cases, *alone, *near, *other),
        notes=(*dataset.notes, *notes),
    )


def _alone(case: Case) -> Case:
    return replace(case, question=case.standalone, history=(), variant=Variant.STANDALONE)


def _near_misses(dataset: Dataset) -> Iterator[Case]:
    lengths = {place: len(source.text) for place, source in dataset.sources.items()}
    for case in dataset.cases:
        withheld = [Place(key, 0, lengths[case.library, key]) for key, grade in case.relevant.items() if grade]
        places = tuple(withheld) or tuple(case.places)
        if case.answerable and places and len(withheld) < len(dataset.libraries[case.library]):
            yield _unanswerable(case, Variant.NEAR_MISS, case.library, places)


def _elsewhere(cases: Sequence[Case], halves: Mapping[str, Sequence[Source]]) -> Iterator[Case]:
    """Each case asked of the half that has none of what answers it."""
    for case in cases:
        needed = {key for key, grade in case.relevant.items() if grade} | {place.document for place in case.places}
        for name, sources in halves.items():
            there = {source.key for source in sources}
            if needed and not needed & there and case.group not in {source.group for source in sources}:
                yield _unanswerable(case, Variant.OTHER_TOPIC, name, ())


def _unanswerable(case: Case, variant: Variant, library: str, without: tuple[Place, ...]) -> Case:
    return replace(
        case, variant=variant, library=library, without=without, answerable=False, gold=(), elsewhere=(), relevant={},
        answers=(),
    )  # fmt: skip


def _halves(name: str, sources: Sequence[Source]) -> dict[str, tuple[Source, ...]]:
    """The documents by every second group, in the order in which the groups come; one half where there is one group."""
    groups = {group: number for number, group in enumerate(dict.fromkeys(source.group for source in sources))}
    halves = {
        f"{name}, half {half + 1}": tuple(source for source in sources if groups[source.group] % 2 == half)
        for half in (0, 1)
    }
    return {key: own for key, own in halves.items() if own}
