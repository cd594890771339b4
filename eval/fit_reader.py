"""Teach the embedded model to read: fit `index/model/reader.npz`, the changes to its weights that make it a reader.

    python -m eval.fit_reader --data ../shared/data --home FOLDER

Needs PyTorch and scikit-learn (`pip install torch scikit-learn`), which nothing else does. Takes more than an hour on
two cores. `--home` is a Footnote home in which the embedded model has been prepared.

Fitted on the documents of `eval/reader/` and `eval/reworded/`, on the half of `eval/reading/` that `eval.fit` fits on
too, and on the fitting halves of `chunking` and `xquad` (English), each document alone, with questions and with what
answers them withheld.

A question and a place of the text are read together; each token has a score, and that there is no answer has the score
0. The loss is that of an extractive reader which may decline (Devlin et al. 2019): the chance of the answer's tokens
among all tokens of two places, or of none. How a question is worded tells much of whether it was written as a near
miss. What a model of the wording alone can tell is therefore added while learning and left out afterwards, so that it
need not be learnt again (a product of experts; Hinton 2002, against such artefacts Clark et al. 2019).

With `--claims` it goes on from the changes that ship, and learns the claims of `eval.fit_entailment` beside, with a
head of their own (Caruana 1997): a false claim differs from its text in one thing, as a near miss does from the
question that the text answers. Every other question is one of `eval/reworded/`, which shares few words with its answer.
What is written is the mean of the weights before and after (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from eval import fit_entailment
from eval.datasets import load_dataset
from eval.examples import READING, Example, ask_each_alone, ask_single_documents
from eval.fit_entailment import ReadClaim
from index.model import adapter
from index.model.cross_encoder import Joined
from index.model.embed import EmbedInput, Vector
from index.model.graph import Tensors
from index.model.minilm import MiniLM
from index.model.reader import joined
from index.model.tokenizer import open_tokenizer
from index.model.weights import model_folder
from rag.ranking.reread import AROUND, Place, place_around
from rag.ranking.retrieve import Parts
from rag.settings import Settings, load_settings

WITHOUT_READING = Parts(reading=False)
READER, REWORDED = (Path(__file__).parent / name for name in ("reader", "reworded"))
# Share of tokens' features that are left out while learning.
DROPOUT, BATCH, SEED = 0.1, 16, 0
# What the claims weigh that are learnt beside.
BESIDE = 0.5
# The share of questions with an answer that are read where it is not; and how many of the first places may be read.
WITHHELD, FIRST = 0.25, 8
_FOLDS, _STRONGEST = 5, 3.0
# Before anything is learnt no token seems to answer.
_FIRST = -5.0


@dataclass(frozen=True)
class Course:
    """How it is learnt: the rank of the changes, the highest step, how often each question is seen, and how many
    characters are read around a sentence.
    """

    rank: int
    step: float
    epochs: float
    around: int


# At first more is read than in use; what goes on reads as much.
ANEW, GOES_ON = Course(16, 6e-4, 2.5, 300), Course(32, 3e-4, 0.45, AROUND)


@dataclass
class Task:
    """A question and the sentences found for it. `told` is what its wording alone tells, as log-odds of an answer."""

    example: Example
    gold: Sequence[str]
    told: float = 0.0

    @property
    def question(self) -> str:
        """As it is searched for."""
        return self.example.evidence.query.text

    @property
    def document(self) -> str:
        """Where most was found."""
        sentences = self.example.evidence.sentences
        return sentences[0].passage.document_id if sentences else ""

    @property
    def answerable(self) -> bool:
        """Whether the document has an answer."""
        return self.example.kind == "answerable"


@dataclass(frozen=True)
class Read:
    """A question with a place, and which of its tokens answer."""

    both: Joined
    answer: list[int]


def main() -> None:
    """Gather, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with chunking/ and xquad/")
    parser.add_argument("--home", type=Path, required=True, help="a home with the prepared embedded model")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "index" / "model" / "reader.npz")
    parser.add_argument("--claims", action="store_true", help="go on from what ships, with claims beside")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps, to try whether it runs")
    arguments = parser.parse_args()
    settings = load_settings().model_copy(update={"home": arguments.home})
    tokenizer = open_tokenizer(model_folder(settings.home))
    tasks = list(islice(gather(arguments.data, settings), arguments.steps * BATCH or None))
    tell_wording(tasks, settings.home)
    told = fit_entailment.gather(arguments.data, anew=True) if arguments.claims else ()
    claims = [read for claim in told if (read := fit_entailment.as_read(claim, tokenizer))]
    changes = learn(tasks, claims, tokenizer, arguments.steps)
    kept: dict[str, Any] = {name: value.astype(np.float16) for name, value in changes.items()}
    np.savez(arguments.out, **kept)
    print(f"Written: {arguments.out}")


def gather(data: Path, settings: Settings) -> Iterator[Task]:
    """Every question of the fitting halves with the sentences that the ranker finds for it."""
    for folder in (READER, REWORDED, READING):
        dataset = load_dataset("own", folder)
        texts = {source.key: source.text for own in dataset.libraries.values() for source in own}
        for case, example in ask_each_alone(folder, settings, WITHOUT_READING):
            if folder != READING or example.half == "tune":
                yield Task(example, [texts[place.document][place.start : place.end] for place in case.gold])
    for name, language in (("chunking", ""), ("xquad", "en")):
        for example in ask_single_documents(name, data / name, language, settings, WITHOUT_READING):
            if example.half == "tune" and example.kind in ("answerable", "near miss"):
                yield Task(example, ())


def tell_wording(tasks: Sequence[Task], home: Path) -> None:
    """Set what each question's wording tells: a model of its vectors, fitted on the questions of other documents."""
    from sklearn.linear_model import LogisticRegression

    own = [task for task in tasks if task.gold or not task.answerable]
    folds = np.array([_fold(task.document) for task in own])
    truth = np.array([task.answerable for task in own])
    rows = _vectors([task.question for task in own], MiniLM(home))
    for fold in range(_FOLDS):
        rest, these = folds != fold, np.flatnonzero(folds == fold)
        if len(these) and len(set(truth[rest])) > 1:
            model = LogisticRegression(C=0.3, max_iter=500).fit(rows[rest], truth[rest])
            for at, odds in zip(these, model.decision_function(rows[these]), strict=True):
                own[at].told = float(np.clip(odds, -_STRONGEST, _STRONGEST))


def _vectors(questions: Sequence[str], embedder: MiniLM) -> Vector:
    """Of each question, of its first word, and of its first two."""
    inputs = []
    for question in questions:
        ends = [found.end() for found in re.finditer(r"\S+", question)]
        inputs.append(EmbedInput(question, tuple((0, end) for end in ends[:2])))
    found = embedder.embed(inputs)
    return np.stack([np.concatenate([4 * own.vector, *(4 * own.parts[[0, -1]])]) for own in found])


def _fold(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % _FOLDS


def learn(tasks: Sequence[Task], claims: Sequence[ReadClaim], tokenizer: Any, steps: int) -> Tensors:
    """The changes by the names that `index.model.adapter` reads. With `claims` it goes on from those that ship."""
    import torch

    from eval.cross_encoder_model import CrossEncoderModel, Learning

    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    course, before = (GOES_ON, adapter.changes_of(adapter.READER)) if claims else (ANEW, None)
    model = CrossEncoderModel(course.rank, DROPOUT, _FIRST)
    if before:
        model.begin_with(before, head=True)
        model.weigh_beside_with(adapter.changes_of(adapter.ENTAILMENT))
    readable = [task for task in tasks if not task.answerable or task.example.right.any()]
    steps = steps or int(course.epochs * len(readable) / BATCH)
    learning = Learning(model, steps, course.step)
    beside = fit_entailment.batches(claims, BATCH, rng) if claims else None
    order = _in_turn(readable, rng, apart=bool(claims))
    for step in range(steps):
        drawn = list(_drawn(list(islice(order, BATCH)), rng, course.around))
        reads = [[read_of(task, place, tokenizer) for place in places] for task, places, _ in drawn]
        every = iter(model.each([read.both for own in reads for read in own]))
        losses = [
            _loss(list(islice(every, len(own))), own, found, task.told if found or not task.answerable else 0.0)
            for own, (task, _, found) in zip(reads, drawn, strict=True)
            if own
        ]
        loss = torch.stack(losses).mean()
        if beside:
            batch = next(beside)
            scores = model.each([claim.both for claim in batch], beside=True)
            doubts = [fit_entailment.doubt_of(own, claim) for own, claim in zip(scores, batch, strict=True)]
            loss = loss + BESIDE * fit_entailment.loss_of(torch.stack(doubts), batch)
        learning.step(step, loss)
    return _mean(before, model.changes(), course.rank) if before else model.changes()


def _in_turn(tasks: Sequence[Task], rng: random.Random, *, apart: bool) -> Iterator[Task]:
    """The questions without end, each as often as any other; `apart`, every other one is a reworded one."""
    parted: list[list[Task]] = [[], []]
    for task in tasks:
        parted[apart and task.example.source == REWORDED.name].append(task)
    streams = [_without_end(own, rng) for own in parted if own]
    while True:
        yield from (next(stream) for stream in streams)


def _without_end(tasks: Sequence[Task], rng: random.Random) -> Iterator[Task]:
    while True:
        yield from rng.sample(tasks, len(tasks))


def _mean(before: Tensors, after: Tensors, rank: int) -> Tensors:
    """The mean of the weights of both; of the changes what so low a rank can hold of it, which is nearly all."""
    found = {}
    for name, value in after.items():
        if name.endswith(".A"):
            other = f"{name[:-1]}B"
            u, s, v = np.linalg.svd((before[other] @ before[name] + after[other] @ value) / 2, full_matrices=False)
            found[name] = np.sqrt(s[:rank, None]) * v[:rank]
            found[other] = u[:, :rank] * np.sqrt(s[:rank])
        elif not name.endswith(".B"):
            found[name] = (before[name] + value) / 2
    return found


def _drawn(tasks: Sequence[Task], rng: random.Random, around: int) -> Iterator[tuple[Task, list[Place], bool]]:
    """For each question two places: that of the answer and one beside it, or two without one; and which it is."""
    for task in tasks:
        sentences, right = task.example.evidence.sentences, task.example.right
        # A heading that tells when stands in no passage's text.
        held = [item.sentence in item.passage.sentences for item in sentences]
        rights = [at for at in np.flatnonzero(right) if held[at]][:2]
        wrong = [at for at in range(min(FIRST, len(sentences))) if held[at] and not right[at]]
        found = bool(rights) and task.answerable and rng.random() >= WITHHELD
        places = [place_around(sentences[rng.choice(rights)], around, before=rng.random() < 0.5)] if found else []
        answers = {(sentences[at].passage.id, sentences[at].sentence.start) for at in np.flatnonzero(right)}
        rng.shuffle(wrong)
        for at in sorted(wrong, key=lambda at: at + rng.random() * 6):
            place = place_around(sentences[at], around, before=rng.random() < 0.5)
            taken = set().union(*(own.keys() for own in places))
            if len(places) < 2 and not set(place.keys()) & (answers | taken):
                places.append(place)
        yield task, places, found


def read_of(task: Task, place: Place, tokenizer: Any) -> Read:
    """A question with a place, and the tokens of the answer where it stands there."""
    both = joined(tokenizer, task.question, place.heading, place.text)
    spans = [(at, at + len(gold)) for gold in task.gold if (at := place.text.find(gold)) >= 0]
    right = {
        (item.passage.id, item.sentence.start)
        for item, is_right in zip(task.example.evidence.sentences, task.example.right, strict=True)
        if is_right
    }
    sentences = [part for part, key in zip(place.parts(), place.keys(), strict=True) if key in right]
    spans = [span for span in spans if any(a <= span[0] < b for a, b in sentences)] or sentences
    answer = [
        at
        for at, (a, b) in zip(both.text, both.offsets, strict=True)
        if any(low <= a and b <= high for low, high in spans)
    ]
    return Read(both, answer)


def _loss(scores: Sequence[Any], reads: Sequence[Read], found: bool, told: float) -> Any:
    import torch

    none = torch.tensor([-told])
    each = list(zip(scores, reads, strict=True))
    every = torch.logsumexp(torch.cat([none, *(own[read.both.text] for own, read in each)]), 0)
    answer = [own[read.answer] for own, read in each if read.answer]
    return every - (torch.logsumexp(torch.cat(answer), 0) if found and answer else none[0])


if __name__ == "__main__":
    main()
