"""What one example is worth: evidence in characters, quotations that hold the answer, and the words of the answer.

A measure that an example cannot have (no gold, no answer known, no refusal possible) is left out; it is never zero.
"gate open" judges what would have been shown if nothing were refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from eval.cases import Case, Place, Variant
from eval.metrics import Overlap, overlap
from eval.ranked import RANKED, besides, holds, ranked_values, ranking
from eval.records import Example, Shown
from eval.strings import exact_match, token_f1, without_markers
from eval.strings import holds as text_holds
from eval.support import support
from index.types import Span
from rag.checking.verify import Verifier

OPEN = ", gate open"
BY_DOCUMENT = ", by document"
# Passages at which evidence is measured, and those of them that a reader sees.
DEPTH = 5
# Documents are laid end to end for comparison; none is as long as this.
_FAR = 1 << 40
_JUDGED = (Variant.ASKED, Variant.STANDALONE)
PASSAGE_HITS = ("passage hit@1", f"passage hit@{DEPTH}")
# Measures that look for spans or, for want of spans, for documents; and which cases are judged by documents.
_TWO_WAYS: tuple[tuple[Sequence[str], Callable[[Case], bool]], ...] = (
    (RANKED, lambda case: bool(case.relevant)),
    (PASSAGE_HITS, lambda case: not case.gold),
)


def measured(
    examples: Sequence[Example], texts: Mapping[tuple[str, str], str], verifier: Verifier | None = None
) -> list[Example]:
    """The examples with their values. `texts` has the text of each document, by library and key.

    Whether citations carry their sentences is left unscored where there is no verifier.
    """
    judged = [example for example in examples if _has_gold(example)]
    found = ranked_values(
        {item.case.key: ranking(item.case, item.shown.passages) for item in judged if item.shown is not None}
    )
    return _told_apart(
        [
            replace(item, values=found.get(item.case.key, {}) | values(item.case, item.shown, texts, verifier))
            if item.shown
            else item
            for item in examples
        ]
    )


def _told_apart(examples: list[Example]) -> list[Example]:
    """What is judged by document gets a name of its own where other questions of the set are judged by their spans.

    The mean of both would be that of two measures.
    """
    for names, by_document in _TWO_WAYS:
        if len({by_document(item.case) for item in examples if _has_gold(item)}) > 1:
            examples = [_by_document(item, names) if by_document(item.case) else item for item in examples]
    return examples


def _by_document(example: Example, names: Sequence[str]) -> Example:
    ends = dict.fromkeys(names, BY_DOCUMENT)
    return replace(example, values={name + ends.get(name, ""): value for name, value in example.values.items()})


def values(
    case: Case, shown: Shown, texts: Mapping[tuple[str, str], str], verifier: Verifier | None = None
) -> dict[str, float]:
    """The measures of one example, but for the ranked ones."""
    found: dict[str, float] = {}
    if shown.sound is not None:
        found["exact-span validity"] = float(shown.sound)
    if case.variant not in _JUDGED:
        return found
    quotes = [texts[case.library, place.document][place.start : place.end] for place in shown.cited]
    found |= _passages(case, shown)
    found |= _answer(case, shown, shown.text)
    found |= support(case, shown, texts, verifier) if verifier else {}
    given = found | _citations(case, shown.cited, quotes)
    if shown.answered is None:
        return given
    opened = {f"{name}{OPEN}": value for name, value in _citations(case, shown.cited, quotes).items()}
    if not shown.answered and case.answerable is None:
        # A part of an answer, or a question that is not clear: to refuse it may be right.
        return opened | found
    return opened | (given if shown.answered else found | _answer(case, shown, "") | _citations(case, (), ()))


def is_right(example: Example) -> float | None:
    """Whether an answer, had one been given, would rest on right evidence: 1 or 0; None where that is not known."""
    if example.shown is None or example.case.variant is Variant.STANDALONE:
        return None
    if example.case.variant is not Variant.ASKED or example.case.answerable is False:
        return 0.0
    if example.case.answerable is None:
        return None
    # Where sentences are known that answer, the answer itself may be known in other words than theirs.
    spans = example.case.gold and not example.case.one_of
    names = ("citation recall",) if spans else ("answer in quotation@3", "citation recall", "cites a gold document")
    for name in [f"{name}{end}" for name in names for end in (OPEN, "")]:
        if name in example.values:
            return float(example.values[name] > 0)
    return None


def _has_gold(example: Example) -> bool:
    case = example.case
    return example.shown is not None and case.variant in _JUDGED and bool(case.relevant or case.gold)


def _passages(case: Case, shown: Shown) -> dict[str, float]:
    found: dict[str, float] = {}
    passages = besides(case, shown.passages)
    for k in (1, DEPTH):
        top = passages[:k]
        if case.gold:
            found[f"passage hit@{k}"] = float(any(holds(place, gold) for place in top for gold in case.places))
        elif case.relevant:
            found[f"passage hit@{k}"] = float(any(case.relevant.get(place.document) for place in top))
    if case.gold:
        score = _overlap(case, shown.passages[:DEPTH])
        found |= {f"span recall@{DEPTH}": score.recall}
        if not case.one_of:
            found |= {f"span precision@{DEPTH}": score.precision, f"span IoU@{DEPTH}": score.iou}
    return found


def _citations(case: Case, cited: Sequence[Place], quotes: Sequence[str]) -> dict[str, float]:
    """What is cited. An answer to one word's span is no measure of a whole sentence's precision, so there is none."""
    found: dict[str, float] = {}
    if case.gold:
        score = _overlap(case, cited)
        found["citation recall"] = score.recall
        if not case.one_of:
            found |= {"citation precision": score.precision, "citation F1": score.f1, "citation IoU": score.iou}
    elif case.relevant:
        found["cites a gold document"] = float(any(case.relevant.get(place.document) for place in cited))
    for k in (1, 3):
        inside = case.one_of and any(holds(place, gold) for place in cited[:k] for gold in case.gold)
        if case.gold and case.one_of:
            found[f"answer span in quotation@{k}"] = float(inside)
        if case.answers and (case.one_of or not case.relevant):
            # An answer may be cut out of a word ("Manning" of "Mannings"), which only its span tells.
            held = inside or any(text_holds(quote, case.answers, case.language) for quote in quotes[:k])
            found[f"answer in quotation@{k}"] = float(held)
    return found


def _answer(case: Case, shown: Shown, text: str) -> dict[str, float]:
    """The words of an answer. What is all quotations, and lead-ins to them, has none that could be an answer's."""
    if not case.answers or not shown.written:
        return {}
    plain = without_markers(text)
    return {
        "exact match": exact_match(plain, case.answers, case.language),
        "token F1": token_f1(plain, case.answers, case.language),
    }


def _overlap(case: Case, shown: Sequence[Place]) -> Overlap:
    """Against all gold spans together, each where it fits best; where one is enough, against the one that does."""
    gold = [max(places, key=lambda place: overlap(*_flat((place,), shown)).recall) for places in case.wanted]
    wanted = [[place] for place in gold] if case.one_of else [gold]
    scores = [overlap(*_flat(gold, shown)) for gold in wanted]
    return max(scores, key=lambda score: (score.recall, score.f1))


def _flat(gold: Sequence[Place], shown: Sequence[Place]) -> tuple[list[Span], list[Span]]:
    names = {name: at * _FAR for at, name in enumerate(sorted({place.document for place in (*gold, *shown)}))}

    def spans(places: Sequence[Place]) -> list[Span]:
        return [Span(names[place.document] + place.start, names[place.document] + place.end) for place in places]

    return spans(gold), spans(shown)
