"""Whether what a sentence cites carries it, as the offline verifier sees it (after Gao et al. 2023, ALCE).

Recall: the share of sentences that their citations together carry. Precision: the share of citations that are needed,
or carry their sentence alone. The judge is a verifier and no person: these figures are its opinion. It is not asked of
a quotation behind a lead-in, or a row whose cells have their heads: that claims nothing besides, and is carried by
definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from eval.cases import Case
from eval.records import Shown
from rag.checking.verify import Cited, Verifier
from rag.types import Verdict

RECALL, PRECISION = "ALCE citation recall", "ALCE citation precision"


def support(case: Case, shown: Shown, texts: Mapping[tuple[str, str], str], verifier: Verifier) -> dict[str, float]:
    """Both shares over the sentences of an answer; nothing where it has none, or was refused."""
    if shown.answered is False or not shown.sentences:
        return {}
    quotes = [Cited(texts[case.library, place.document][place.start : place.end]) for place in shown.cited]
    carried: list[float] = []
    needed: list[float] = []
    for sentence in shown.sentences:
        cited = [quotes[number] for number in sentence.cited]
        whole = sentence.quoted or _carries(verifier, sentence.text, cited)
        carried.append(float(whole))
        needed.extend(float(whole and _is_needed(verifier, sentence.text, cited, at)) for at in range(len(cited)))
    return {RECALL: fmean(carried), **({PRECISION: fmean(needed)} if needed else {})}


def _is_needed(verifier: Verifier, claim: str, cited: Sequence[Cited], at: int) -> bool:
    if len(cited) == 1:
        return True
    rest = [*cited[:at], *cited[at + 1 :]]
    return _carries(verifier, claim, cited[at : at + 1]) or not _carries(verifier, claim, rest)


def _carries(verifier: Verifier, claim: str, cited: Sequence[Cited]) -> bool:
    return verifier.check(claim, cited).verdict is Verdict.SUPPORTED
