"""Refusal: does the evidence hold an answer at all? Decided before a word is written, from what was found."""

from __future__ import annotations

import math
import re

import numpy as np

from index.embed import Vector
from rag.features import FEATURES
from rag.question import Kind
from rag.ranker import Ranker
from rag.retrieve import Evidence

# What the gate sees, and which way each may count: +1 never against an answer, -1 never for one, 0 either way.
# Without these bounds a fit on hard near misses learns to suspect the text's own words, and refuses plain questions.
GATE_SIGNS = {
    "best": +1,  # what the ranker thinks of the best sentence; the next ten are the best of the top three
    "cosine": +1,
    "passage_cosine": +1,
    "soft": +1,
    "passage_soft": +1,
    "around_soft": +1,
    "heading": +1,
    "exact": +1,
    "weakest": +1,
    "weakest_around": +1,
    "bigrams": +1,
    "kind_met": +1,
    "kind_missing": -1,  # a number, time or name is asked for, and none is there
    "names_missing": -1,  # a name in the question is nowhere near anything that was found
    "reason_missing": -1,  # "why" is asked, and no word of reason is there
    "small": 0,  # how small the library is
    "large_best": +1,  # in a large library nearness says more: not all of it is on the subject
    "large_cosine": +1,
    "large_soft": +1,
    "large_exact": +1,
}
GATE_FEATURES = tuple(GATE_SIGNS)
_WHY = re.compile(r"\b(why|what (is|was|are|were) the (reasons?|causes?)|for what reason|how come)\b", re.I)
_REASON = re.compile(
    r"\b(because|since|so|due|owing|reasons?|cause[sd]?|therefore|thus|hence|result\w*|lead(s|ing)? to|led to|given|"
    r"explain\w*|motiv\w*|driv\w*|thanks to|in order|that is why|as a)\b",
    re.I,
)
_TOP = 3
_CONSIDERED, _NEAREST = 5, 2


def gate_features(evidence: Evidence) -> Vector:
    """One row, shape (len(GATE_FEATURES),), for evidence that is not empty."""
    best = evidence.sentences[0]
    top = evidence.sentences[:_TOP]
    rows = np.stack([item.features for item in top])
    column = {name: rows[:, at] for at, name in enumerate(FEATURES)}
    question = evidence.query.question
    found = {
        "best": _logit(best.score),
        "names_missing": float(bool(evidence.unknown)),
        "kind_missing": float(question.kind is not Kind.OTHER and not _kind_on_topic(evidence)),
        "reason_missing": float(bool(_WHY.search(question.text)) and not _REASON.search(_text_around(evidence))),
    }
    small = 1 / math.log10(10 + evidence.searched)
    found |= {"small": small, "large_best": (1 - small) * found["best"]}
    found |= {f"large_{name}": (1 - small) * float(column[name].max()) for name in ("cosine", "soft", "exact")}
    return np.array([found[name] if name in found else float(column[name].max()) for name in GATE_FEATURES], np.float32)


def _kind_on_topic(evidence: Evidence) -> bool:
    """Whether a number, time or name stands where the subject is spoken of.

    The ranker likes sentences that have one, whatever they speak of: so the nearest of the best are asked.
    """
    topic = [FEATURES.index(name) for name in ("cosine", "soft")]
    met = FEATURES.index("kind_met")
    nearest = sorted(evidence.sentences[:_CONSIDERED], key=lambda item: -float(item.features[topic].sum()))[:_NEAREST]
    return any(item.features[met] > 0 for item in nearest)


def _text_around(evidence: Evidence) -> str:
    """The best sentences, each with the one that follows it: a reason is often given there."""
    parts: list[str] = []
    for item in evidence.sentences[:_TOP]:
        own = item.passage.sentences
        at = own.index(item.sentence)
        parts.extend(sentence.text for sentence in own[at : at + 2])
    return " ".join(parts)


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def confidence(evidence: Evidence, ranker: Ranker) -> float:
    """The estimate, 0 to 1, that the evidence answers; 0 where there is none."""
    return float(ranker.gate(gate_features(evidence)[None, :])[0]) if evidence.sentences else 0.0
