"""Teach the embedded model to check claims: fit `index/entailment.npz`, the changes to its weights that do it.

    python -m eval.fit_entailment --data ../shared/data

Needs PyTorch (`pip install torch`), which nothing else does. Takes about an hour on two cores.

Fitted on `eval/entailment/learn.jsonl` (true claims near to the words of a sentence and far from them, and
false ones), on the hand-written rows "tune" of the verifier suite, and on the claims of its tune half that are spoilt
or reworded by rule. It begins from the reader's changes, which have learnt to read two texts at once.

Each token of a claim has a score; the claim is false with the odds of their sum. The loss is that of a logistic model,
and of the false claims about a sentence against its true ones, pair by pair (Burges et al. 2005): what tells them apart
is then what they say, and not how hard the sentence is.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.claims import Claim, written
from eval.mutations import mutations, reworded
from eval.truths import truths
from eval.verifier import falsehoods, mutated, paraphrases
from index.adapter import READER, changes_of
from index.entailment import joined
from index.tokenizer import open_tokenizer
from index.weights import model_folder
from rag.settings import load_settings

# Rank of the changes, share of tokens' features that are left out while learning, and the highest step.
RANK, DROPOUT, STEP = 16, 0.1, 6e-4
EPOCHS, BATCH, SEED = 2.0, 32, 0
# Claims of one sentence that are read together, and true sentences of the shared data: reworded, and as they stand.
_TOGETHER, _REWORDED, _VERBATIM = 8, 700, 200
# Before anything is learnt no token seems to be wrong.
_FIRST = -3.0


def main() -> None:
    """Gather, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the shared corpora")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "index" / "entailment.npz")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps, to try whether it runs")
    arguments = parser.parse_args()
    tokenizer = open_tokenizer(model_folder(load_settings().home))
    changes = learn([*gather(arguments.data)], tokenizer, arguments.steps)
    np.savez(arguments.out, **{name: value.astype(np.float16) for name, value in changes.items()})
    print(f"Written: {arguments.out}")


def gather(data: Path) -> Iterator[Claim]:
    """Everything that is learnt from."""
    yield from written("learn")
    yield from (Claim(row.source, row.paraphrase, False) for row in paraphrases() if row.split == "tune")
    yield from (Claim(row.source, row.claim, True) for row in (*falsehoods(), *mutated()) if row.split == "tune")
    true = truths(data)
    for spoilt in mutations(true):
        if spoilt.half == "tune" and spoilt.cited:
            yield Claim(" ".join(spoilt.cited), spoilt.claim, True)
    own = [truth.text for truth in true if truth.half == "tune"]
    random.Random(SEED).shuffle(own)
    yield from (Claim(text, reworded(text, random.Random(text)), False) for text in own[:_REWORDED])
    yield from (Claim(text, text, False) for text in own[_REWORDED : _REWORDED + _VERBATIM])


def learn(claims: Sequence[Claim], tokenizer: Any, steps: int) -> dict[str, Any]:
    """The changes by the names that `index.adapter` reads."""
    import torch

    from eval.cross_encoder_model import CrossEncoderModel, Learning

    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = CrossEncoderModel(RANK, DROPOUT, _FIRST)
    model.begin_with(changes_of(READER))
    together: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        together[claim.source].append(claim)
    steps = steps or int(EPOCHS * len(claims) / BATCH)
    learning = Learning(model, steps, STEP)
    order: list[list[Claim]] = []
    for step in range(steps):
        batch: list[Claim] = []
        while len(batch) < BATCH:
            order = order or rng.sample([*together.values()], len(together))
            own = order.pop()
            batch += rng.sample(own, min(_TOGETHER, len(own)))
        pairs = [joined(tokenizer, claim.source, claim.text) for claim in batch]
        scores = model(pairs)
        doubts = torch.stack([torch.logsumexp(own[both.text], 0) for own, both in zip(scores, pairs, strict=True)])
        learning.step(step, _loss(doubts, batch))
    return model.changes()


def _loss(doubts: Any, batch: Sequence[Claim]) -> Any:
    import torch
    from torch.nn import functional

    truth = torch.tensor([float(claim.false) for claim in batch])
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
