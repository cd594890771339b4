"""Teach the embedded model to check claims: fit `index/model/entailment.npz`, the changes to its weights that do it.

    python -m eval.fit_entailment --data ../shared/data

Needs PyTorch (`pip install torch`), which nothing else does. Takes about an hour on two cores.

Fitted on `eval/entailment/learn.jsonl` (true claims near to the words of a sentence and far from them, and false ones),
on the verifier suite's paraphrases "tune", each beside its false twin, on its other hand-written rows "tune", and on
the claims of its tune half that are spoilt or reworded by rule. Nothing is learnt from what `left_out` names: the
limits of the verdicts are chosen by it. It goes on from the changes that ship; with `--anew` it begins from the
reader's, which have learnt to read two texts at once.

Each token of a claim has a score, but for what needs no reading; the claim is false with the odds of their sum. The
loss is that of a logistic model, and of the false claims about a sentence against its true ones, pair by pair (Burges
et al. 2005): what tells them apart is then what they say, and not how hard the sentence is.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.claims import Claim, falsehoods, left_out, mutated, paraphrases, written
from eval.mutations import mutations, reworded
from eval.truths import truths
from index.model.adapter import ENTAILMENT, READER, changes_of
from index.model.cross_encoder import Joined
from index.model.entailment import KNOWN, in_parts, joined
from index.model.tokenizer import open_tokenizer
from index.model.weights import model_folder
from rag.settings import load_settings
from rag.verdict.claims import claim_of, plain
from rag.verdict.known import known_parts

# Rank of the changes, share of tokens' features that are left out while learning, and the highest step: for what goes
# on, and for what begins anew.
RANK, DROPOUT, STEP, FIRST_STEP = 32, 0.1, 2e-4, 6e-4
EPOCHS, BATCH, SEED = 1.5, 32, 0
# Claims of one sentence that are read together; claims of `learn.jsonl` that are gone over again, those spoilt by rule
# in each kind, and true sentences of the shared data that are reworded by rule.
_TOGETHER, _AGAIN, _SPOILT, _REWORDED = 8, 12_000, 400, 600
# Before anything is learnt no token seems to be wrong.
_FIRST = -3.0


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim as it is read; `known` has, for each token of it, whether it needs no reading."""

    source: str
    both: Joined
    known: Sequence[bool]
    false: bool


def main() -> None:
    """Gather, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the shared corpora")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "index" / "model" / "entailment.npz")
    parser.add_argument("--anew", action="store_true", help="begin from the reader's changes")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps, to try whether it runs")
    arguments = parser.parse_args()
    tokenizer = open_tokenizer(model_folder(load_settings().home))
    claims = gather(arguments.data, anew=arguments.anew)
    examples = [example for claim in claims if (example := as_read(claim, tokenizer))]
    changes = learn(examples, arguments.steps, anew=arguments.anew)
    np.savez(arguments.out, **{name: value.astype(np.float16) for name, value in changes.items()})
    print(f"Written: {arguments.out}")


def gather(data: Path, *, anew: bool) -> Iterator[Claim]:
    """Everything that is learnt from; what has been learnt before is gone over again in part."""
    yield from _whole_sources([*written("learn")], None if anew else _AGAIN)
    yield from (claim for claim in _tuning_half(data) if not left_out(claim.source))


def _tuning_half(data: Path) -> Iterator[Claim]:
    """What the verifier suite may be tuned by."""
    for row in paraphrases():
        if row.split == "tune":
            yield from row.claims
    yield from (Claim(row.source, row.claim, True) for row in (*falsehoods(), *mutated()) if row.split == "tune")
    true = truths(data)
    for spoilt in mutations(true, _SPOILT):
        if spoilt.half == "tune":
            yield spoilt.of_sources
    own = [truth for truth in true if truth.half == "tune"]
    for truth in random.Random(SEED).sample(own, min(len(own), _REWORDED)):
        yield Claim(truth.text, reworded(truth.text, random.Random(truth.text)), False, context=truth.passage)


def _whole_sources(claims: Sequence[Claim], most: int | None) -> Iterator[Claim]:
    """So many claims, whole sources of them."""
    by_source: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.source].append(claim)
    taken = 0
    for source in random.Random(SEED).sample([*by_source], len(by_source)):
        if most is not None and taken >= most:
            return
        yield from by_source[source]
        taken += len(by_source[source])


def as_read(claim: Claim, tokenizer: Any) -> ReadClaim | None:
    """As the verifier has it read; None where that is too long."""
    bare, evidence = claim_of(claim.text), plain(claim.source)
    both = joined(tokenizer, evidence, bare)
    if both is None:
        return None
    known = in_parts(both, known_parts(bare, evidence, plain(claim.context)))
    return ReadClaim(claim.source, both, [*known, False], claim.false)


def learn(examples: Sequence[ReadClaim], steps: int, *, anew: bool) -> dict[str, Any]:
    """The changes by the names that `index.model.adapter` reads."""
    import torch

    from eval.cross_encoder_model import CrossEncoderModel, Learning

    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = CrossEncoderModel(RANK, DROPOUT, _FIRST)
    model.begin_with(changes_of(READER if anew else ENTAILMENT), head=not anew)
    steps = steps or int(EPOCHS * len(examples) / BATCH)
    learning = Learning(model, steps, FIRST_STEP if anew else STEP)
    drawn = batches(examples, BATCH, rng)
    for step in range(steps):
        batch = next(drawn)
        scores = model([example.both for example in batch])
        doubts = torch.stack([doubt_of(own, example) for own, example in zip(scores, batch, strict=True)])
        learning.step(step, loss_of(doubts, batch))
    return model.changes()


def batches(examples: Sequence[ReadClaim], size: int, rng: random.Random) -> Iterator[list[ReadClaim]]:
    """Without end: at least so many claims, those about one sentence together."""
    together: defaultdict[str, list[ReadClaim]] = defaultdict(list)
    for example in examples:
        together[example.source].append(example)
    order: list[list[ReadClaim]] = []
    while True:
        batch: list[ReadClaim] = []
        while len(batch) < size:
            order = order or rng.sample([*together.values()], len(together))
            own = order.pop()
            batch += rng.sample(own, min(_TOGETHER, len(own)))
        yield batch


def doubt_of(scores: Any, example: ReadClaim) -> Any:
    """The log-odds that a claim is false, of the scores of its tokens and those of its text."""
    import torch

    weighed = torch.where(torch.tensor(example.known), torch.tensor(KNOWN), scores[example.both.text])
    return torch.logsumexp(weighed, 0)


def loss_of(doubts: Any, batch: Sequence[ReadClaim]) -> Any:
    """What is to be made small, of the doubts of some claims."""
    import torch
    from torch.nn import functional

    truth = torch.tensor([float(example.false) for example in batch])
    loss = functional.binary_cross_entropy_with_logits(doubts, truth)
    beside = [
        (false, true)
        for false, one in enumerate(batch)
        for true, other in enumerate(batch)
        if one.false and not other.false and one.source == other.source
    ]
    if beside:
        false, true = zip(*beside, strict=True)
        loss = loss + functional.softplus(doubts[list(true)] - doubts[list(false)]).mean()
    return loss


if __name__ == "__main__":
    main()
