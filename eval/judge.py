"""A model's opinion of answers, through llama-index's evaluators: faithful, correct, relevant. Asked for, never needed.

Figures of their own. What the model did not judge, or judged in no form that can be read, has no value; it is never
zero. A refusal is no answer and is not judged; `judged correct` needs a known answer.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from llama_index.core import Settings as Shared
from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.evaluation import AnswerRelevancyEvaluator, CorrectnessEvaluator, FaithfulnessEvaluator
from llama_index.core.llms import CustomLLM
from llama_index.core.schema import BaseNode, TransformComponent
from pydantic import PrivateAttr

from eval.cases import Variant
from eval.figures import JUDGED
from eval.records import Example
from eval.strings import without_markers
from index.errors import SettingsError
from index.progress import Progress
from rag.model.llm import Message, Model, ModelError, open_model
from rag.settings import Settings

logger = logging.getLogger(__name__)

FAITHFUL, CORRECT, RELEVANT = JUDGED
Texts = Mapping[tuple[str, str], str]

# Room for a verdict with its reasons.
_LONGEST = 600
# llama-index takes any answer without "yes" for a no, an empty one included.
_SAID = re.compile(r"\b(yes|no)\b", re.I)
# A grade of five, as models write it: "4", "4.5", "**4**", "Score: 4/5".
_GRADE = re.compile(
    r"[\s*_#]*(?:(?:score|grade|rating)[\s*_:]*)?([1-4](?:\.\d+)?|5(?:\.0+)?)(?:\s*/\s*5)?[\s*_.]*$", re.I
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Examples with the judge's values, and remarks on what it did not judge."""

    examples: list[Example]
    notes: list[str]


def judge(examples: Sequence[Example], texts: Texts, settings: Settings, workers: int, progress: Progress) -> Judged:
    """Have the model of the settings judge each answer that was given. Raises SettingsError where there is none."""
    model = open_judge(settings)
    judges = _judges(_Model(model))
    faults: list[str] = []

    def judged(example: Example) -> Example:
        found: dict[str, float] = {}
        for name, value in judges.items():
            try:
                score = value(example, texts)
            except ModelError as error:
                faults.append(f"Not judged: {example.case.key}, {name}: {error}")
                continue
            if score is not None:
                found[name] = score
            elif _applies(name, example):
                faults.append(f"Not judged: {example.case.key}, {name}: the model gave no verdict that can be read.")
        return replace(example, values={**example.values, **found})

    try:
        with ThreadPoolExecutor(workers) as pool:
            done = []
            for number, item in enumerate(pool.map(judged, examples), 1):
                progress(number / len(examples), f"judged {number} of {len(examples)}")
                done.append(item)
    finally:
        model.close()
    return Judged(done, sorted(faults))


def open_judge(settings: Settings) -> Model:
    """The model that judges. Raises SettingsError where there is none."""
    # A model may judge what is answered without one.
    model = open_model(settings.model_copy(update={"answerer": "auto"}))
    if model is None:
        raise SettingsError("There is no model to judge. Set OPENAI_API_KEY or OPENAI_BASE_URL, or leave out --judge.")
    return model


def _applies(name: str, example: Example) -> bool:
    shown = example.shown
    asked = example.case.variant is Variant.ASKED
    given = asked and shown is not None and bool(shown.text) and shown.answered is not False
    if name == CORRECT:
        return given and bool(example.case.answers)
    return given and (name != FAITHFUL or bool(shown and shown.cited))


def _judges(model: Any) -> dict[str, Callable[[Example, Texts], float | None]]:
    # llama-index's own splitter and tokenizer read data files that not every installation can open.
    Shared.transformations = [_Whole()]
    Shared.tokenizer = str.split
    faithful = FaithfulnessEvaluator(llm=model)
    correct = CorrectnessEvaluator(llm=model, parser_function=grade_of)
    relevant = AnswerRelevancyEvaluator(llm=model)

    def faithfulness(example: Example, texts: Texts) -> float | None:
        if not (_applies(FAITHFUL, example) and example.shown):
            return None
        library, shown = example.case.library, example.shown
        contexts = [texts[library, place.document][place.start : place.end] for place in shown.cited]
        found = asyncio.run(faithful.aevaluate(response=without_markers(shown.text), contexts=contexts))
        said = _SAID.search(found.feedback or "")
        return float(said[1].lower() == "yes") if said else None

    def correctness(example: Example, texts: Texts) -> float | None:
        if not (_applies(CORRECT, example) and example.shown):
            return None
        asked, answer = _asked(example), without_markers(example.shown.text)
        found = asyncio.run(correct.aevaluate(query=asked, response=answer, reference=" / ".join(example.case.answers)))
        # Grades are 1 to 5.
        return None if found.score is None else (found.score - 1) / 4

    def relevancy(example: Example, texts: Texts) -> float | None:
        if not (_applies(RELEVANT, example) and example.shown):
            return None
        answer = without_markers(example.shown.text)
        found = asyncio.run(relevant.aevaluate(query=_asked(example), response=answer))
        # It divides by its highest score itself.
        return None if found.invalid_result or found.score is None else min(float(found.score), 1.0)

    return {FAITHFUL: faithfulness, CORRECT: correctness, RELEVANT: relevancy}


def _asked(example: Example) -> str:
    """The question as a judge can understand it without the conversation."""
    return example.case.standalone or (example.shown.understood if example.shown else "") or example.case.question


def grade_of(said: str) -> tuple[float | None, str]:
    """The grade on the first line, and the reasons; llama-index's own parser fails where there are no reasons."""
    first, _, rest = said.strip().partition("\n")
    found = _GRADE.match(first)
    return (float(found[1]) if found else None), rest.strip()


class _Whole(TransformComponent):  # type: ignore[misc]
    """Leaves each quotation in one piece."""

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """The nodes as they are."""
        return nodes


class _Model(CustomLLM):  # type: ignore[misc]
    """The model of the settings, as llama-index wants it."""

    _model: Model = PrivateAttr()

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        """What llama-index asks of a model."""
        return LLMMetadata(model_name=self._model.name, num_output=_LONGEST, context_window=32_000)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """The model's whole answer to a prompt. Raises ModelError."""
        reply = self._model.complete([Message("user", prompt)], max_tokens=_LONGEST, temperature=0.0)
        return CompletionResponse(text=reply.text)

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        """The same in one piece."""
        yield self.complete(prompt, formatted)
