"""Two small logistic models: does this sentence answer, and does anything here answer?

Their weights are fitted by `eval/fit.py` on part of the development data and kept in `ranker.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from index.embed import Vector


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
class Ranker:
    """`sentence` scores sentences; `gate` scores the evidence as a whole; `threshold` is where it refuses."""

    sentence: Logistic
    gate: Logistic
    threshold: float


def load_ranker() -> Ranker:
    """The fitted weights that ship with the package."""
    data = json.loads(files("rag").joinpath("ranker.json").read_text(encoding="utf-8"))
    return Ranker(_logistic(data["sentence"]), _logistic(data["gate"]), float(data["threshold"]))


def _logistic(data: dict[str, object]) -> Logistic:
    weights = data["weights"]
    assert isinstance(weights, dict)
    return Logistic(tuple(weights), np.array(list(weights.values()), np.float32), float(str(data["bias"])))
