"""True and false claims about sentences of our own, written by hand.

Of those in `eval/entailment/`, "learn" is what `eval.fit_entailment` learns from; "calibrate" is about other documents,
and the limits of `rag/verdict/entailed.py` were chosen by it; "blind" was written by somebody who had seen neither,
about sources of their own, and has been read by nobody since. Those of the verifier suite are in `eval/verifier/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from eval.shipped import shipped_rows

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
    for row in shipped_rows(f"entailment/{split}"):
        for way in ("near", "far"):
            yield from (Claim(row["source"], text, False, way) for text in row[way])
        yield from (Claim(row["source"], text, True, way) for way, text in row["false"])


def left_out(source: str) -> bool:
    """Whether nothing is learnt from what is claimed about a source, so that limits can be chosen by it."""
    return int(hashlib.sha256(source.encode()).hexdigest(), 16) % 100 < _LEFT_OUT


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A true sentence in other words, and its false twin: as free a wording, of what the source does not say.

    `context` is what stands around the source, where one of them draws on it; `way` is what is wrong with the twin.
    """

    split: str
    genre: str
    source: str
    paraphrase: str
    twin: str
    way: str
    context: str = ""

    @property
    def claims(self) -> tuple[Claim, Claim]:
        """Both as claims, the true one first."""
        own = Claim(self.source, self.paraphrase, False, context=self.context)
        return own, replace(own, text=self.twin, false=True)


@dataclass(frozen=True, slots=True)
class Falsehood:
    """What a source does not say, in plain words. `way` is what is wrong with it: the cause, the order, who said it."""

    split: str
    way: str
    source: str
    claim: str


def paraphrases() -> list[Paraphrase]:
    """The sources with their paraphrases and twins, written by hand."""
    return [Paraphrase(**row) for row in shipped_rows("verifier/faithful")]


def falsehoods() -> list[Falsehood]:
    """The subtly false claims written by hand."""
    return [Falsehood(**row) for row in shipped_rows("verifier/plain_words")]


def mutated() -> list[Falsehood]:
    """Claims that were spoilt by hand, in the kinds of `eval.mutations`."""
    return [Falsehood(**row) for row in shipped_rows("verifier/mutated")]
