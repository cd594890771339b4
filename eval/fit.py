"""Fit the two models of `rag.ranker` and write `rag/ranker.json`.

    python -m eval.fit --data ../shared/data

Fitted on: the tuning half of the golden set on both texts, and the SQuAD-style questions of every second article
in `xquad/xquad.en.json`. Unanswerable examples are the golden ones, each SQuAD question with its own paragraph
withheld, and questions asked of a text on another subject. The other halves are printed, never fitted.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.golden import golden_set
from eval.smoke import text_paths
from index.catalog import StoredPassage
from index.library import Library
from index.types import Span
from index.weights import model_folder
from index.words import Words
from rag.features import FEATURES
from rag.gate import GATE_FEATURES, GATE_SIGNS, gate_features
from rag.question import analyse
from rag.ranker import Logistic, Ranker
from rag.retrieve import Evidence, Query, Retriever, ScoredSentence
from rag.rewrite import stand_alone
from rag.settings import Settings, load_settings
from rag.types import Turn
from rag.wiring import make_embedder

Array = NDArray[np.float64]

# A golden question weighs as much as this many SQuAD ones: there are few, and they are of the kind people ask.
GOLDEN_WEIGHT = 4.0
# Share of the answerable questions of the fitting halves that the threshold may refuse.
REFUSED = 0.03
# Every so many SQuAD questions are asked of the article, which says nothing of them.
OFF_TOPIC = 4


# Candidates are collected before there is a model: every sentence scores alike.
_BLANK = Ranker(
    Logistic(FEATURES, np.zeros(len(FEATURES), np.float32), 0.0),
    Logistic(GATE_FEATURES, np.zeros(len(GATE_FEATURES), np.float32), 0.0),
    0.5,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates. `right` marks the sentences that answer; none does where it is unanswerable."""

    source: str
    split: str
    weight: float
    evidence: Evidence
    right: NDArray[np.bool_]

    @property
    def rows(self) -> Array:
        """The candidates' features, one row a sentence."""
        return np.stack([item.features for item in self.evidence.sentences]).astype(np.float64)


def main() -> None:
    """Fit, print both halves, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with article/ and xquad/ in it")
    parser.add_argument("--dry-run", action="store_true", help="print, write nothing")
    arguments = parser.parse_args()
    examples = list(collect(arguments.data, load_settings()))
    ranker = fit([example for example in examples if example.split == "tune"])
    for line in describe(examples, ranker):
        print(line)
    if not arguments.dry_run:
        path = Path(__file__).parents[1] / "rag" / "ranker.json"
        path.write_text(json.dumps(_as_json(ranker), indent=1) + "\n", encoding="utf-8")
        print(f"Written: {path.name}")


def collect(data: Path, settings: Settings) -> Iterator[Example]:
    """Every question with its candidates, asked of real temporary libraries."""
    nothing = _overlapping("", ())
    golden: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="footnote-fit-") as folder:
        questions = list(_squad(data / "xquad" / "xquad.en.json", Path(folder)))
        for name, path in text_paths(data / "article").items():
            with _Session(settings, [path]) as session:
                document = session.library.document(session.library.documents()[0].id)
                for row in golden_set(name, document):
                    golden[row.standalone] = row.split
                    right = _overlapping(document.id, row.gold)
                    yield session.example(
                        f"golden {name}", row.split, GOLDEN_WEIGHT, row.question, right, history=row.history
                    )
                for number, heading in enumerate(document.headings[1:]):
                    question, right = f"What is said about {heading.text}?", _under(document.id, heading.text)
                    yield session.example(f"headings {name}", ("tune", "report")[number % 2], 1.0, question, right)
                for article, _, question, _ in questions[::OFF_TOPIC]:
                    yield session.example(f"squad on {name}", ("tune", "report")[article % 2], 1.0, question, nothing)
        with _Session(settings, [Path(folder)]) as session:
            for question, split in golden.items():
                yield session.example("golden on squad", split, 1.0, question, nothing)
            by_source = {info.source: info.id for info in session.library.documents()}
            for article, path, question, spans in questions:
                document_id, split = by_source[str(path)], ("tune", "report")[article % 2]
                right = _overlapping(document_id, spans)
                yield session.example("squad", split, 1.0, question, right)
                yield session.example("squad, withheld", split, 1.0, question, right, without=document_id)


def fit(examples: Sequence[Example]) -> Ranker:
    """The sentence model by listwise likelihood, the gate by logistic regression on what the first puts on top."""
    answerable = [example for example in examples if example.right.any()]
    weights = _fit_listwise([(example.rows, example.right, example.weight) for example in answerable])
    scores = np.concatenate([example.rows @ weights for example in answerable])
    right = np.concatenate([example.right for example in answerable]).astype(np.float64)
    scale, bias = _fit_logistic(scores[:, None], right, np.ones(len(right)), l2=1e-6, signs=np.ones(1))
    sentence = Logistic(FEATURES, (weights * scale).astype(np.float32), float(bias))
    rows = np.stack([_gate_row(example, sentence) for example in examples]).astype(np.float64)
    truth = np.array([float(example.right.any()) for example in examples])
    weight = np.array([example.weight for example in examples])
    signs = np.array([float(sign) for sign in GATE_SIGNS.values()])
    *gate_weights, gate_bias = _fit_logistic(rows, truth, weight, l2=2e-3, signs=signs)
    gate = Logistic(GATE_FEATURES, np.array(gate_weights, np.float32), float(gate_bias))
    sure = {id(e): float(gate(_gate_row(e, sentence)[None, :])[0]) for e in examples}
    sources = sorted({example.source for example in answerable})
    limits = [np.quantile([sure[id(e)] for e in answerable if e.source == source], REFUSED) for source in sources]
    # One threshold for every kind of text: the lowest limit, so that none has more refused than was meant.
    return Ranker(sentence, gate, round(float(min(limits)), 4))


def describe(examples: Sequence[Example], ranker: Ranker) -> Iterator[str]:
    """What the models do on each half."""
    for source in dict.fromkeys(example.source for example in examples):
        for split in ("tune", "report"):
            yield _line(source, split, [e for e in examples if e.source == source and e.split == split], ranker)
    yield f"threshold {ranker.threshold}"
    yield "sentence " + ", ".join(f"{n} {w:.2f}" for n, w in zip(FEATURES, ranker.sentence.weights, strict=True))
    yield "gate " + ", ".join(f"{n} {w:.2f}" for n, w in zip(GATE_FEATURES, ranker.gate.weights, strict=True))


def _line(source: str, split: str, examples: Sequence[Example], ranker: Ranker) -> str:
    order = [np.argsort(-(example.rows @ ranker.sentence.weights), kind="stable") for example in examples]
    pairs = [(e, o) for e, o in zip(examples, order, strict=True) if e.right.any()]
    first = np.mean([e.right[o[0]] for e, o in pairs]) if pairs else float("nan")
    three = np.mean([e.right[o[:3]].any() for e, o in pairs]) if pairs else float("nan")
    sure = [float(ranker.gate(_gate_row(e, ranker.sentence)[None, :])[0]) for e in examples]
    refused = [s < ranker.threshold for s, e in zip(sure, examples, strict=True) if e.right.any()]
    kept_out = [s < ranker.threshold for s, e in zip(sure, examples, strict=True) if not e.right.any()]
    yes = [s for s, e in zip(sure, examples, strict=True) if e.right.any()]
    no = [s for s, e in zip(sure, examples, strict=True) if not e.right.any()]
    return (
        f"{source:<16} {split:<7} sentence@1 {first:.3f}  @3 {three:.3f}  n={len(pairs):<4} "
        f"answerable refused {np.mean(refused) if refused else float('nan'):.3f}  "
        f"unanswerable refused {np.mean(kept_out) if kept_out else float('nan'):.3f}  n={len(kept_out)} "
        f"AUROC {auroc(yes, no):.3f}"
    )


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative; nan where either is missing."""
    if not positive or not negative:
        return float("nan")
    above = np.array(positive)[:, None] - np.array(negative)[None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def _gate_row(example: Example, sentence: Logistic) -> NDArray[np.float32]:
    """The gate's features, with the candidates in the order of the sentence model at hand."""
    scores = sentence(example.rows.astype(np.float32))
    order = np.argsort(-scores, kind="stable")[:5]
    items = example.evidence.sentences
    top = tuple(ScoredSentence(items[i].passage, items[i].sentence, float(scores[i]), items[i].features) for i in order)
    return gate_features(Evidence(example.evidence.query, (), top, example.evidence.unknown, example.evidence.searched))


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


def _fit_logistic(rows: Array, truth: Array, weight: Array, *, l2: float, signs: Array, steps: int = 4000) -> Array:
    """Logistic regression with bounded signs, by projected accelerated gradient (Nesterov) on standardised columns.

    Returns the weights of the raw columns, the bias last.
    """
    centre, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.c_[(rows - centre) / spread, np.ones(len(rows))]
    share = weight / weight.sum()
    penalty = np.r_[np.full(rows.shape[1], l2), 0.0]
    # A quarter of the largest eigenvalue bounds the curvature of the logistic loss.
    step = 1 / (np.linalg.eigvalsh((design.T * share) @ design)[-1] / 4 + l2)
    bound = np.r_[signs, 0.0]
    found = ahead = np.zeros(design.shape[1])
    for number in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(design @ ahead, -30, 30)))
        moved = ahead - step * (design.T @ (share * (chance - truth)) + penalty * ahead)
        moved = np.where(moved * bound < 0, 0.0, moved)
        ahead = moved + number / (number + 3) * (moved - found)
        found = moved
    raw = found[:-1] / spread
    return np.asarray(np.r_[raw, found[-1] - raw @ centre])


class _Session:
    """A temporary library that is asked for evidence."""

    def __init__(self, settings: Settings, paths: Iterable[Path]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="footnote-fit-")
        self.library = Library(Path(self._folder.name), make_embedder(settings))
        report = self.library.add(list(paths))
        assert report.ok, report
        words = Words(model_folder(settings.home))
        self._retriever = Retriever(self.library, words, _BLANK)
        self._withheld = Retriever(_Withholding(self.library), words, _BLANK)  # type: ignore[arg-type]

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.library.close()
        self._folder.cleanup()

    def example(
        self, source: str, split: str, weight: float, question: str, right: Callable[[ScoredSentence], bool],
        without: str = "", history: Sequence[str] = (),
    ) -> Example:  # fmt: skip
        turns: list[Turn] = []
        for earlier in history:
            turns.append(Turn(earlier, "", stand_alone(earlier, turns).text))
        alone = stand_alone(question, turns)
        _Withholding.document_id = without
        retriever = self._withheld if without else self._retriever
        evidence = retriever.retrieve(Query(analyse(question, alone.carried), alone.text))
        marks = np.array([right(item) for item in evidence.sentences], bool)
        return Example(source, split, weight, evidence, marks)


class _Withholding:
    """A library that acts as if it did not hold one document."""

    document_id = ""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def stored(self, passage_ids: Iterable[str]) -> dict[str, StoredPassage]:
        found = self._library.stored(passage_ids)
        return {key: item for key, item in found.items() if item.passage.document_id != self.document_id}


def _overlapping(document_id: str, spans: Sequence[Span]) -> Callable[[ScoredSentence], bool]:
    def right(item: ScoredSentence) -> bool:
        same = item.passage.document_id == document_id
        return same and any(item.sentence.start < span.end and span.start < item.sentence.end for span in spans)

    return right


def _under(document_id: str, heading: str) -> Callable[[ScoredSentence], bool]:
    return lambda item: item.passage.document_id == document_id and item.passage.heading == heading


def _squad(path: Path, folder: Path) -> Iterator[tuple[int, Path, str, list[Span]]]:
    """Write each paragraph as a file; yield article number, file, question and answer spans."""
    for number, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        for at, paragraph in enumerate(article["paragraphs"]):
            file = folder / f"{number:03}-{at:03}.txt"
            file.write_text(paragraph["context"], encoding="utf-8")
            for row in paragraph["qas"]:
                starts = [(answer["answer_start"], len(answer["text"])) for answer in row["answers"]]
                yield number, file, row["question"], [Span(start, start + length) for start, length in starts]


def _as_json(ranker: Ranker) -> dict[str, Any]:
    return {
        "fitted_on": "golden tuning half (both texts); SQuAD-style questions of every second article of xquad.en.json",
        "sentence": _model(ranker.sentence),
        "gate": _model(ranker.gate),
        "threshold": ranker.threshold,
    }


def _model(model: Logistic) -> dict[str, Any]:
    weights = {name: round(float(weight), 4) for name, weight in zip(model.names, model.weights, strict=True)}
    return {"weights": weights, "bias": round(model.bias, 4)}


if __name__ == "__main__":
    main()
