"""Fit the models of `rag.ranking.ranker` and write `rag/ranking/ranker.json`.

    python -m eval.fit --data ../shared/data

Needs scikit-learn (`pip install scikit-learn`), which nothing else does. Takes some twenty-five minutes on two cores.

Fitted on one half of: the golden set on both texts, `chunking`, `mtrag`, `xquad`, and documents of our own with
questions that they answer or only sound as if (`eval/reading/`). A whole article of xquad, a whole conversation of
mtrag and a whole document of ours is in one half; of chunking, whose corpora are few, single questions are.
Unanswerable examples are the sets' own, each question with what answers it withheld, and questions on another subject.
chunking and xquad are asked twice: of all documents together, and of each document alone. The other halves are printed,
never fitted. Nor is anything of `eval/unseen/`, which is printed as a reported half.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.examples import Example, collect
from eval.refusal import auroc
from rag.evidence import Evidence
from rag.gate.gate import GATE_FEATURES, GATE_SIGNS, gate_features
from rag.question.question import Question
from rag.ranking.features import FEATURES
from rag.ranking.ranker import Gate, Logistic, Ranker, Reading, load_ranker, read_ranker
from rag.settings import load_settings

Array = NDArray[np.float64]

RANKER = Path(__file__).parents[1] / "rag" / "ranking" / "ranker.json"
# What a question of a set weighs in the sentence model: there are few golden ones, and they are of the kind people ask.
# Of our own documents there are many.
SENTENCE_WEIGHTS = {"golden": 4.0, "reading": 0.25}
# In the gate's fit each set weighs the same, but for these.
GATE_WEIGHTS = {
    "headings": 0.2, "single chunking": 0.5,
    "xquad de": 0.3, "xquad es": 0.3, "xquad zh": 0.3, "xquad ar": 0.3,
}  # fmt: skip
# The answerable questions of these weigh more: to refuse one of them is the likeliest error.
ANSWERABLE_WEIGHTS = {"golden": 2.0, "mtrag": 2.0, "chunking": 2.0, "single chunking": 2.0, "single xquad": 1.5}
# Without what was read, questions that are worded in other words than their document pull too strongly.
UNREAD_WEIGHTS = {"reading": 0.2}
# Share of the answerable questions of each set's fitting half that the threshold may refuse: in English, and in other
# languages.
REFUSED, REFUSED_ELSEWHERE = 0.03, 0.06
# How strongly the gate's line is drawn to saying nothing, per mean example.
LINE_PENALTY = 50.0
# What the reader's log-odds may weigh, and where they may change nothing. The reader has learnt from most of what this
# is fitted on, and reads it better than other text: so its weight has an upper bound.
READING_WEIGHTS, NEUTRAL = (0.3, 0.4, 0.5, 0.6), (-6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0)
# What is taken off the log-odds of an answer beyond what is fitted. Few questions of the sets name somebody whom the
# documents lack, and to answer one of those about somebody else is what readers forgive least. Of the languages other
# than English the sets have four. Arabic's words are met by chance more often than Chinese pairs of letters; with this
# much, 4 in 100 of the fitting half's answerable questions are refused in it.
DOUBTS = {"names_missing": 1.5, "foreign": 0.4, "unread_words": 0.75}
# Vectors of a script that the model cannot read are left out.
UNREAD_WITHOUT = ("cosine", "passage_cosine", "late_asking", "late_back")


def main() -> None:
    """Fit, print both halves, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with article/, chunking/, mtrag/ and xquad/")
    parser.add_argument("--dry-run", action="store_true", help="print, write nothing")
    parser.add_argument("--as-is", action="store_true", help="print what the project's weights do, and fit nothing")
    parser.add_argument(
        "--unread", action="store_true", help="fit the gate anew, too, that is asked where nothing is read"
    )
    arguments = parser.parse_args()
    examples = [example for example in collect(arguments.data, load_settings()) if example.evidence.sentences]
    if arguments.as_is:
        print(*describe(examples, load_ranker()), sep="\n")
        return
    fitted = fit([example for example in examples if example.half == "tune"], gate_unread=arguments.unread)
    for line in describe(examples, read_ranker(fitted)):
        print(line)
    if not arguments.dry_run:
        RANKER.write_text(json.dumps(fitted) + "\n", encoding="utf-8")
        print(f"Written: {RANKER.name}")


def fit(examples: Sequence[Example], *, gate_unread: bool = False) -> dict[str, Any]:
    """The sentence models by listwise likelihood, the gate by a line and boosted trees on what they put on top.

    The gate that is asked where nothing is read stays as it is, moved to the new threshold, unless it is asked for: the
    one that ships was fitted before `eval/reading/` had documents that are only asked in other words. They teach it
    nothing about other languages, where it is asked most, and with them it lets more questions on other subjects pass.
    """
    with_right = [example for example in examples if example.right.any()]
    read = [example for example in with_right if _question(example).english and _is_english(example)]
    # Fitted on scripts that the model cannot read, where its vectors say nothing, and used for every other language.
    unread = [example for example in with_right if not _question(example).readable]
    everything = np.ones(len(FEATURES))
    words_only = np.array([float(name not in UNREAD_WITHOUT) for name in FEATURES])
    sentence, without = _fit_sentences(read, everything), _fit_sentences(unread, words_only)
    for example in examples:
        example.rescore(sentence if _question(example).english else without)
    reading = _fit_reading(read)
    for example in examples:
        example.rescore(sentence if _question(example).english else without, reading)
    data: dict[str, Any] = {
        "fitted_on": "one half of golden, chunking, mtrag, xquad and reading; see eval/fit.py",
        "sentence": _as_json(sentence),
        "unread": _as_json(without),
        "reading": asdict(reading),
        "gate": _fit_gate(examples),
        "gate_unread": _fit_gate(examples, read=False) if gate_unread else _shipped()["gate_unread"],
        "threshold": 0.5,
    }
    fitted = read_ranker(data)
    data["threshold"] = round(_threshold(examples, fitted.gate), 4)
    # Both gates refuse below the same figure.
    shift = _log_odds(data["threshold"]) - _log_odds(_threshold(examples, fitted.gate_unread, read=False))
    for opinion in ("line", "trees"):
        data["gate_unread"][opinion]["bias"] = round(data["gate_unread"][opinion]["bias"] + shift, 5)
    return data


def _shipped() -> dict[str, Any]:
    weights: dict[str, Any] = json.loads(RANKER.read_text(encoding="utf-8"))
    return weights


def describe(examples: Sequence[Example], ranker: Ranker) -> Iterator[str]:
    """What the models do on each half."""
    for example in examples:
        example.rescore(ranker.sentence if _question(example).english else ranker.unread, ranker.reading)
    for source in dict.fromkeys(example.source for example in examples):
        for half in ("tune", "report"):
            own = [example for example in examples if example.source == source and example.half == half]
            if own:
                yield _line(f"{source}, {half}", own, ranker)
    yield f"threshold {ranker.threshold}"


def _line(name: str, examples: Sequence[Example], ranker: Ranker) -> str:
    ranked = [example.right[example.order] for example in examples if example.right.any()]
    sure = _sureness_of_all(examples, ranker)
    kinds = {kind: [s for s, e in zip(sure, examples, strict=True) if e.kind == kind] for kind in _kinds(examples)}
    yes = kinds.pop("answerable", [])
    parts = [f"{name:<24} n={len(ranked):<4}"]
    if ranked:
        parts.append(
            f"sentence@1 {np.mean([r[0] for r in ranked]):.3f} @3 {np.mean([r[:3].any() for r in ranked]):.3f}"
        )
    if yes:
        parts.append(f"refused: answerable {np.mean(np.array(yes) < ranker.threshold):.3f} n={len(yes)}")
    for kind, no in kinds.items():
        (apart,) = auroc(yes, no, np.ones((1, len(yes))), np.ones((1, len(no))))
        parts.append(f"{kind} {np.mean(np.array(no) < ranker.threshold):.3f} n={len(no)} AUROC {apart:.3f}")
    return "  ".join(parts)


def _kinds(examples: Sequence[Example]) -> list[str]:
    return list(dict.fromkeys(example.kind for example in examples if example.kind))


def _question(example: Example) -> Question:
    return example.evidence.query.question


def _is_english(example: Example) -> bool:
    return not example.source.startswith("xquad") or example.source == "xquad en"


def _set_of(source: str) -> str:
    return source if source.startswith(("xquad", "single")) else source.split()[0]


def _sureness(examples: Sequence[Example], gate: Gate, *, read: bool = True) -> Array:
    return np.asarray(gate(_gate_rows(examples, read).astype(np.float32)), np.float64)


def _sureness_of_all(examples: Sequence[Example], ranker: Ranker) -> Array:
    """By the gate that is asked of each."""
    read = np.array([any(odds is not None for odds in example.read) for example in examples])
    return np.where(read, _sureness(examples, ranker.gate), _sureness(examples, ranker.gate_unread))


def _gate_rows(examples: Sequence[Example], read: bool) -> Array:
    """Shape (examples, features); without `read` as if nothing had been read."""
    rows = np.stack([_gate_row(example) for example in examples]).astype(np.float64)
    if not read:
        rows[:, GATE_FEATURES.index("read")] = 0.0
    return rows


def _log_odds(p: float) -> float:
    return math.log(p / (1 - p))


def _gate_row(example: Example) -> NDArray[np.float32]:
    evidence = example.evidence
    ranked = tuple(example.scored())
    return gate_features(
        Evidence(evidence.query, (), ranked, evidence.unknown, evidence.searched, heard=evidence.heard)
    )


def _threshold(examples: Sequence[Example], gate: Gate, *, read: bool = True) -> float:
    """One for every kind of text: the lowest limit of all sets, so that none has more refused than was meant.

    Where nothing was read our own documents do not count: they are asked in other words than theirs more often than
    readers do, and without reading that is refused.
    """
    beside = ("headings sample", "headings original", *(() if read else ("reading",)))
    answerable = [example for example in examples if example.kind == "answerable" and example.source not in beside]
    sure = _sureness(answerable, gate, read=read)
    sources = np.array([example.source for example in answerable])
    shares = {e.source: REFUSED if _is_english(e) else REFUSED_ELSEWHERE for e in answerable}
    return float(min(np.quantile(sure[sources == source], share) for source, share in shares.items()))


def _fit_sentences(examples: Sequence[Example], mask: Array) -> Logistic:
    weights = [SENTENCE_WEIGHTS.get(_set_of(example.source), 1.0) for example in examples]
    lists = [(e.rows * mask, e.right, weight) for e, weight in zip(examples, weights, strict=True)]
    found = _fit_listwise(lists) * mask
    scores = np.concatenate([rows @ found for rows, _, _ in lists])
    bias = _fit_bias(scores, np.concatenate([right for _, right, _ in lists]).astype(np.float64))
    return Logistic(FEATURES, found.astype(np.float32), bias)


def _fit_listwise(lists: Sequence[tuple[Array, NDArray[np.bool_], float]], steps: int = 400) -> Array:
    """Maximise the chance of the right sentences under a softmax over the candidates (ListNet's top-one; Cao 2007)."""
    weights = np.zeros(lists[0][0].shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    total = sum(weight for _, _, weight in lists)
    for step in range(1, steps + 1):
        gradient = 0.002 * weights
        for rows, right, weight in lists:
            chance = np.exp(rows @ weights - (rows @ weights).max())
            chance /= chance.sum()
            wanted = chance * right
            gradient += weight / total * (rows.T @ (chance - wanted / max(wanted.sum(), 1e-12)))
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return np.asarray(weights)


def _fit_reading(examples: Sequence[Example]) -> Reading:
    """The likeliest of a grid, for the right sentences under a softmax over the candidates."""
    read = [example for example in examples if any(odds is not None for odds in example.read)]
    weights = [SENTENCE_WEIGHTS.get(_set_of(example.source), 1.0) for example in read]

    def likelihood(reading: Reading) -> float:
        total = 0.0
        for example, weight in zip(read, weights, strict=True):
            scores = np.clip(reading.scores(example.scores, example.read).astype(np.float64), 1e-9, 1 - 1e-7)
            odds = np.log(scores / (1 - scores))
            total += weight * float(np.logaddexp.reduce(odds[example.right]) - np.logaddexp.reduce(odds))
        return total

    return max((Reading(weight, neutral) for weight in READING_WEIGHTS for neutral in NEUTRAL), key=likelihood)


def _fit_bias(scores: Array, truth: Array) -> float:
    """The bias that makes the chances add up to the right sentences, by bisection.

    The scores keep their scale: under the softmax of the listwise fit, a difference of two is the log of their odds.
    """
    low, high = -50.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        too_many = (1 / (1 + np.exp(-np.clip(scores + middle, -30, 30)))).sum() > truth.sum()
        low, high = (low, middle) if too_many else (middle, high)
    return low


def _fit_gate(examples: Sequence[Example], *, read: bool = True) -> dict[str, Any]:
    known = [example for example in examples if example.kind]
    rows = _gate_rows(known, read)
    truth = np.array([example.kind == "answerable" for example in known])
    counts = Counter((example.source, example.kind) for example in known)
    own = {} if read else UNREAD_WEIGHTS
    weights = np.array(
        [
            own.get(example.source, 1.0) * _gate_weight(example) / counts[example.source, example.kind]
            for example in known
        ]
    )
    weights /= weights.mean()
    line, trees = _as_json(_fit_line(rows, truth, weights)), _fit_trees(rows, truth, weights)
    return {"line": line, "trees": trees, "doubts": DOUBTS}


def _fit_line(rows: Array, truth: NDArray[np.bool_], weights: Array) -> Logistic:
    """Logistic regression on standardised features, each coefficient bounded by its sign."""
    from scipy.optimize import minimize

    middle, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    standard, sides = (rows - middle) / scale, np.where(truth, 1.0, -1.0)

    def loss(point: Array) -> tuple[float, Array]:
        margin = sides * (standard @ point[:-1] + point[-1])
        pull = -weights * sides / (1 + np.exp(margin))
        value = (weights * np.logaddexp(0, -margin)).sum() + LINE_PENALTY * (point[:-1] ** 2).sum()
        return float(value), np.r_[standard.T @ pull + 2 * LINE_PENALTY * point[:-1], pull.sum()]

    free = {1: (0, None), -1: (None, 0), 0: (None, None)}
    bounds = [*(free[sign] for sign in GATE_SIGNS.values()), free[0]]
    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    slopes = found[:-1] / scale
    return Logistic(GATE_FEATURES, slopes.astype(np.float32), float(found[-1] - middle @ slopes))


def _fit_trees(rows: Array, truth: NDArray[np.bool_], weights: Array) -> dict[str, Any]:
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        learning_rate=0.05, max_leaf_nodes=4, max_iter=150, min_samples_leaf=20, l2_regularization=1.0,
        monotonic_cst=list(GATE_SIGNS.values()), random_state=0,
    )  # fmt: skip
    model.fit(rows, truth, sample_weight=weights)
    nodes = [tree.nodes for (tree,) in model._predictors]
    return {
        "names": list(GATE_FEATURES),
        "depth": int(max(own["depth"].max() for own in nodes)),
        "bias": round(float(model._baseline_prediction[0, 0]), 5),
        "trees": [[_node(at, node) for at, node in enumerate(own)] for own in nodes],
    }


def _gate_weight(example: Example) -> float:
    name = _set_of(example.source)
    return GATE_WEIGHTS.get(name, 1.0) * (ANSWERABLE_WEIGHTS.get(name, 1.0) if example.kind == "answerable" else 1.0)


def _node(at: int, node: Any) -> list[float | int]:
    if node["is_leaf"]:
        return [0, 0.0, at, at, round(float(node["value"]), 5)]
    return [
        int(node["feature_idx"]),
        round(float(node["num_threshold"]), 6),
        int(node["left"]),
        int(node["right"]),
        0.0,
    ]


def _as_json(model: Logistic) -> dict[str, Any]:
    weights = {name: round(float(weight), 4) for name, weight in zip(model.names, model.weights, strict=True)}
    return {"weights": weights, "bias": round(model.bias, 4)}


if __name__ == "__main__":
    main()
