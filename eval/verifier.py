"""The verifier suite: how many spoilt claims the verdicts catch, how many faithful ones they wrong, and at what cost.

Spoilt claims are made from the shared data, whole documents in one half. Faithful paraphrases with their false twins,
and falsehoods that no figure, name or "not" gives away, are written by hand, with sources of our own. What was tuned
was tuned on the half "tune"; the targets are held against the other, against rows written by hand that were left
unread, and against rows that were held back until all was tuned.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.claims import Claim, falsehoods, mutated, paraphrases, written
from eval.metrics import Mean, mean
from eval.mutations import KINDS, SEED, Mutation, mutations, reworded
from eval.report import EvalReport, Figure, Section
from eval.shipped import SHARED
from eval.truths import Truth, truths
from index.model.minilm import MiniLM
from index.progress import Progress, silent
from rag.checking.verify import Check, Cited, Verifier
from rag.settings import Settings
from rag.types import Verdict
from rag.wiring import make_verifier

# True sentences that are checked as they stand, and reworded by rule, per half.
_TRUE_SENTENCES = 2000
_SLOWEST = 0.02


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim and its verdict. `better`: was the right footnote offered; None where there was none to offer."""

    kind: str
    claim: str
    source: str
    check: Check
    seconds: float
    better: bool | None = None

    @property
    def flagged(self) -> bool:
        """Whether a reader is warned."""
        return self.check.verdict is not Verdict.SUPPORTED


def run_verifier(settings: Settings, *, data: Path | None = None, progress: Progress = silent) -> EvalReport:
    """Check every claim of both halves. `data` is the folder with the shared corpora."""
    embedder = MiniLM(settings.home)
    # A verdict comes after a question, which has loaded the model, or while a model writes.
    embedder.warm()
    verifier = make_verifier(settings, embedder=embedder)
    true = truths(data or SHARED)
    spoilt = mutations(true)
    # What the suite keeps in memory is no work of the verifier's: its times leave out the collector's tour of that.
    gc.collect()
    gc.freeze()
    sections: list[Section] = []
    examples: list[dict[str, Any]] = []
    for at, (half, name) in enumerate(_PARTS.items()):
        progress(at / len(_PARTS), name)
        checked = list(_check_half(verifier, half, true, spoilt))
        found = figures(checked, targets=half != "tune")
        # Of rows that were kept apart some kinds have none.
        sections.append(Section(name, [figure for figure in found if figure.mean.n or half in ("report", "tune")]))
        examples.extend(_example(half, item) for item in checked if item.kind not in _TRUE)
    for split, name in _CLAIMS.items():
        checked = [_timed(verifier, _kind(claim), claim.text, [Cited(claim.source)]) for claim in written(split)]
        sections.append(Section(name, [_share(checked, kind) for kind in (_FALSE_CLAIM, _NEAR, _FAR)]))
        examples.extend(_example(split, item) for item in checked)
    return EvalReport("verifier", sections, examples, settings.public())


# Nobody who wrote rules has read a row of the last two. The figures of the unread ones were in view while limits were
# chosen; those of the held ones were printed once, after all of that.
_PARTS = {"report": "report half", "tune": "tune half", "unread": "unread rows", "held": "held rows"}
# Claims of `eval.claims`: the limits of what is read were chosen by the first of these.
_CLAIMS = {"calibrate": "claims, documents not learnt from", "blind": "claims, written by others"}
_FALSE_CLAIM, _NEAR, _FAR = "false claim", "true, in the source's words", "true, in other words"
_PARAPHRASED, _VERBATIM, _REWORDED = "faithful paraphrase", "verbatim", "reworded by rule"
_TRUE = (_VERBATIM, _REWORDED)
_PLAIN = "false in plain words"
_TWIN = "false twin of a paraphrase"
_BY_HAND = "mutations written by hand"
_FALSE = (*KINDS, _PLAIN, _TWIN)


def figures(checked: Sequence[Checked], *, targets: bool) -> list[Figure]:
    """Per kind the share that is flagged; of true claims these are false alarms. Targets are for the reported half."""
    spoilt = _flagged(item for item in checked if item.kind in KINDS)
    found = [Figure("flagged, all kinds of mutation", spoilt, 0.95)]
    by_hand = _flagged(item for item in checked if item.kind.startswith(_BY_HAND))
    if by_hand.n:
        found.append(Figure(f"flagged, {_BY_HAND}", by_hand, 0.95))
    found.extend(replace(_share(checked, kind), target=0.85) for kind in _FALSE)
    for kind, most in ((_PARAPHRASED, 0.05), (_VERBATIM, 0.01), (_REWORDED, 0.05)):
        found.append(replace(_share(checked, kind), target=most))
    found.append(Figure("right footnote offered", mean(float(i.better) for i in checked if i.better is not None)))
    found.append(Figure("within 20 ms", mean(float(item.seconds <= _SLOWEST) for item in checked), 0.95))
    ranked = sorted(item.seconds * 1000 for item in checked)
    for name, rank in (("p50", 0.5), ("p95", 0.95)):
        at = min(int(len(ranked) * rank), len(ranked) - 1)
        found.append(Figure(f"milliseconds, {name}", Mean(ranked[at] if ranked else None, len(ranked))))
    return found if targets else [replace(figure, target=None) for figure in found]


def _check_half(verifier: Verifier, half: str, true: Sequence[Truth], spoilt: Sequence[Mutation]) -> Iterator[Checked]:
    for claim in spoilt:
        if claim.half == half:
            yield _check_spoilt(verifier, claim)
    for row in paraphrases():
        if row.split == half:
            cited = [Cited(row.source, row.context)]
            yield _timed(verifier, _PARAPHRASED, row.paraphrase, cited)
            yield _timed(verifier, _TWIN, row.twin, cited)
    for wrong in falsehoods():
        if wrong.split == half:
            yield _timed(verifier, _PLAIN, wrong.claim, [Cited(wrong.source)])
    for spoilt_row in mutated():
        if spoilt_row.split == half:
            yield _timed(verifier, f"{_BY_HAND}: {spoilt_row.way}", spoilt_row.claim, [Cited(spoilt_row.source)])
    own = [truth for truth in true if truth.half == half]
    for truth in random.Random(SEED).sample(own, min(len(own), _TRUE_SENTENCES)):
        cited = [Cited(truth.text, truth.passage)]
        yield _timed(verifier, _VERBATIM, truth.text, cited)
        yield _timed(verifier, _REWORDED, reworded(truth.text, random.Random(f"{SEED}/{truth.text}")), cited)


def _check_spoilt(verifier: Verifier, claim: Mutation) -> Checked:
    cited = [Cited(text, context) for text, context in zip(claim.cited, claim.contexts, strict=True)]
    checked = _timed(verifier, claim.kind, claim.claim, cited, [Cited(text) for text in claim.others])
    return replace(checked, better=None if claim.carried_by is None else claim.carried_by in checked.check.better)


def _kind(claim: Claim) -> str:
    if claim.false:
        return _FALSE_CLAIM
    return _NEAR if claim.way == "near" else _FAR


def _share(checked: Sequence[Checked], kind: str) -> Figure:
    """The share of one kind that is flagged, which of true claims is a false alarm."""
    false = kind in (*_FALSE, _FALSE_CLAIM)
    share = _flagged(item for item in checked if item.kind == kind)
    return Figure(f"{'flagged' if false else 'false alarms'}, {kind}", share, higher=false)


def _flagged(checked: Iterable[Checked]) -> Mean:
    return mean(float(item.flagged) for item in checked)


def _timed(verifier: Verifier, kind: str, claim: str, cited: Sequence[Cited], others: Sequence[Cited] = ()) -> Checked:
    start = time.perf_counter()
    check = verifier.check(claim, cited, others)
    return Checked(kind, claim, " ".join(item.text for item in cited), check, time.perf_counter() - start)


def _example(half: str, item: Checked) -> dict[str, Any]:
    return {
        "half": half,
        "kind": item.kind,
        "claim": item.claim,
        "source": item.source,
        "verdict": item.check.verdict.value,
        "reason": item.check.reason,
        "seconds": round(item.seconds, 5),
    }
