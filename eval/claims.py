"""True and false claims about sentences of our own (`eval/entailment/`), written by hand.

"learn" is what `eval.fit_entailment` learns from; "calibrate" is about other documents, and the limits of
`rag/verdict/entailed.py` were chosen by it; "blind" was written by somebody who had seen neither, about sources of
their own, and has been read by nobody since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

# Of a hundred sources of the verifier suite's tuning half.
_LEFT_OUT = 18


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, what is said of it, and whether that is false.

    `way` is how far a true claim is from its source's words ("near", "far"), or what is wrong with a false one;
    `context` is what stands around the source.
    """

    source: str
    text: str
    false: bool
    way: str = ""
    context: str = ""


def written(split: str) -> Iterator[Claim]:
    """The claims of one split, which is a file of that name."""
    for line in files("eval").joinpath(f"entailment/{split}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for way in ("near", "far"):
            yield from (Claim(row["source"], text, False, way) for text in row[way])
        yield from (Claim(row["source"], text, True, way) for way, text in row["false"])


def left_out(source: str) -> bool:
    """Whether nothing is learnt from what is claimed about a source, so that limits can be chosen by it."""
    return int(hashlib.sha256(source.encode()).hexdigest(), 16) % 100 < _LEFT_OUT
