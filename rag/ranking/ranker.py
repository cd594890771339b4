"""Two small models: does this sentence answer (logistic), and does anything here answer (a logistic one, and trees)?

Their weights are fitted by `eval/fit.py` on part of the development data and kept in `ranker.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.model.embed import Vector
from rag.question.question import Question


@dataclass(frozen=True, slots=True)
class Logistic:
    """p = 1 / (1 + exp(-(x . weights + bias)))."""

    names: tuple[str, ...]
    weights: Vector
    bias: float

    def log_odds(self, rows: Vector) -> Vector:
        """Shape (rows,), for feature rows of shape (rows, len(names))."""
        return np.asarray(rows @ self.weights + self.bias, np.float32)

    def __call__(self, rows: Vector) -> Vector:
        """Probabilities, shape (rows,)."""
        return _chance(self.log_odds(rows))


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of small decision trees (gradient boosting; Friedman 2001).

    Node arrays have the shape (trees, nodes): below or at `threshold` of `feature` a row goes on at `left`, else at
    `right`; at a leaf both lead back to itself, and `value` counts.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: Vector
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Vector
    depth: int
    bias: float

    def log_odds(self, rows: Vector) -> Vector:
        """Shape (rows,), for feature rows of shape (rows, len(names))."""
        # Places in the flat arrays: numpy takes from those in a fifth of the time.
        roots = np.arange(len(self.feature), dtype=np.int32)[None, :] * self.feature.shape[1]
        at = np.repeat(roots, len(rows), axis=0)
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            below = rows[lines, self.feature.take(at)] <= self.threshold.take(at)
            at = roots + np.where(below, self.left.take(at), self.right.take(at))
        return np.asarray(self.value.take(at).sum(axis=1) + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class Gate:
    """The mean of two opinions, as log-odds: trees see what goes with what, a line holds on texts of other kinds.

    The line is not asked about languages that the embedded model was not trained on: all texts in one look alike there.

    `doubts` is taken off: so much for each of some features that speak against an answer more than the fit can know.
    """

    line: Logistic
    trees: Trees
    doubts: Vector

    def __call__(self, rows: Vector) -> Vector:
        """Probabilities, shape (rows,), for rows of gate features."""
        trees = self.trees.log_odds(rows)
        both = (self.line.log_odds(rows) + trees) / 2
        foreign = rows[:, self.line.names.index("foreign")] > 0
        return _chance(np.asarray(np.where(foreign, trees, both) - rows @ self.doubts, np.float32))


@dataclass(frozen=True, slots=True)
class Reading:
    """How what was read of a sentence counts: its log-odds, less what is `neutral`, are added with a `weight`."""

    weight: float
    neutral: float

    def scores(self, scores: Vector, read: Sequence[float | None]) -> Vector:
        """The scores of sentences, shape (sentences,), in the light of what was read of them."""
        chance = np.clip(scores.astype(np.float64), 1e-9, 1 - 1e-7)
        said = np.array([0.0 if odds is None else odds - self.neutral for odds in read], np.float64)
        return _chance(np.asarray(np.log(chance / (1 - chance)) + self.weight * said, np.float32))


@dataclass(frozen=True, slots=True)
class Ranker:
    """`sentence` scores sentences; `gate` scores the evidence as a whole; `threshold` is where it refuses.

    `unread` scores sentences where the question is in another language than English, which the embedded model was not
    trained on, or in a script that it cannot read: words count for more then. It was fitted on such scripts. Where the
    reader read nothing, as in those languages, `gate_unread` takes the place of `gate`; one threshold is for both.
    """

    sentence: Logistic
    unread: Logistic
    reading: Reading
    gate: Gate
    gate_unread: Gate
    threshold: float

    def sentences(self, question: Question, rows: Vector) -> Vector:
        """The chance of each sentence to answer, shape (rows,)."""
        return self.sentence(rows) if question.english else self.unread(rows)


def load_ranker() -> Ranker:
    """The fitted weights that ship with the package."""
    return read_ranker(json.loads(files("rag.ranking").joinpath("ranker.json").read_text(encoding="utf-8")))


def read_ranker(data: dict[str, Any]) -> Ranker:
    """The models from what `ranker.json` holds."""
    return Ranker(
        _logistic(data["sentence"]), _logistic(data["unread"]), Reading(**data["reading"]), _gate(data["gate"]),
        _gate(data["gate_unread"]), float(data["threshold"]),
    )  # fmt: skip


def _gate(data: dict[str, Any]) -> Gate:
    """The gate from what `ranker.json` holds of it."""
    line = _logistic(data["line"])
    doubts = np.array([data["doubts"].get(name, 0.0) for name in line.names], np.float32)
    return Gate(line, _trees(data["trees"]), doubts)


def _chance(log_odds: Vector) -> Vector:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))), np.float32)


def _logistic(data: dict[str, Any]) -> Logistic:
    weights = data["weights"]
    return Logistic(tuple(weights), np.array(list(weights.values()), np.float32), float(data["bias"]))


def _trees(data: dict[str, Any]) -> Trees:
    """`data["trees"]` lists the trees, each a list of nodes (feature, threshold, left, right, value)."""
    trees = data["trees"]
    size = max(map(len, trees))
    # Trees with fewer nodes are filled up with leaves that nothing leads to.
    nodes = np.array([[*tree, *[(0, 0.0, 0, 0, 0.0)] * (size - len(tree))] for tree in trees], np.float64)
    return Trees(
        tuple(data["names"]), nodes[..., 0].astype(np.int32), nodes[..., 1].astype(np.float32),
        nodes[..., 2].astype(np.int32), nodes[..., 3].astype(np.int32), nodes[..., 4].astype(np.float32),
        int(data["depth"]), float(data["bias"]),
    )  # fmt: skip
