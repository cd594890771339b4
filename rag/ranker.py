"""Two small models: does this sentence answer (logistic), and does anything here answer (boosted trees)?

Their weights are fitted by `eval/fit.py` on part of the development data and kept in `ranker.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import Vector
from rag.question import Question


@dataclass(frozen=True, slots=True)
class Logistic:
    """p = 1 / (1 + exp(-(x . weights + bias)))."""

    names: tuple[str, ...]
    weights: Vector
    bias: float

    def __call__(self, rows: Vector) -> Vector:
        """Probabilities, shape (rows,), for feature rows of shape (rows, len(names))."""
        return np.asarray(1 / (1 + np.exp(-np.clip(rows @ self.weights + self.bias, -30, 30))), np.float32)


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of small decision trees (gradient boosting; Friedman 2001), squashed to 0..1.

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

    def __call__(self, rows: Vector) -> Vector:
        """Probabilities, shape (rows,), for feature rows of shape (rows, len(names))."""
        trees = np.arange(len(self.feature))[None, :]
        node = np.zeros((len(rows), len(self.feature)), np.int32)
        for _ in range(self.depth):
            seen = np.take_along_axis(rows, self.feature[trees, node], axis=1)
            node = np.where(seen <= self.threshold[trees, node], self.left[trees, node], self.right[trees, node])
        total = self.value[trees, node].sum(axis=1) + self.bias
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))), np.float32)


@dataclass(frozen=True, slots=True)
class Ranker:
    """`sentence` scores sentences; `gate` scores the evidence as a whole; `threshold` is where it refuses.

    `unread` scores sentences where the question is in another language than English, which the embedded model was not
    trained on, or in a script that it cannot read: words count for more then. It was fitted on such scripts.
    """

    sentence: Logistic
    unread: Logistic
    gate: Trees
    threshold: float

    def sentences(self, question: Question, rows: Vector) -> Vector:
        """The chance of each sentence to answer, shape (rows,)."""
        return self.sentence(rows) if question.english else self.unread(rows)


def load_ranker() -> Ranker:
    """The fitted weights that ship with the package."""
    return read_ranker(json.loads(files("rag").joinpath("ranker.json").read_text(encoding="utf-8")))


def read_ranker(data: dict[str, Any]) -> Ranker:
    """The models from what `ranker.json` holds."""
    return Ranker(
        _logistic(data["sentence"]), _logistic(data["unread"]), _trees(data["gate"]), float(data["threshold"])
    )


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
