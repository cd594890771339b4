"""The format of MTRAG's tasks, JSONL or JSON: a conversation that ends with a question, its gold contexts, and labels.

The documents are the contexts of all tasks of the folder together.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, DataError, Dataset, Source
from eval.datasets.files import data_files
from eval.datasets.rows import Gather, Row, fingerprint
from rag.types import Turn

_LIBRARY = "contexts"
# What lies between, a part of an answer or a question that is not clear, is counted with neither.
_ANSWERABLE = {
    "ANSWERABLE": True, "UNANSWERABLE": False, "PARTIAL": None, "UNDERSPECIFIED": None, "CONVERSATIONAL": None
}  # fmt: skip
# As MTRAG's paper and programs call them.
_ALIASES = {"PARTIALLYANSWERABLE": "PARTIAL", "PARTIALLY": "PARTIAL"}
# How the field is spelled in the files that MTRAG publishes, and elsewhere.
_LABELS = ("Answerability", "answerability")
_SPEAKERS = ("user", "agent")


def load_mtrag(folder: Path, gather: Gather) -> Dataset:
    """The last question of each task, with the turns before it. Raises DataError."""
    paths = data_files(folder, (".jsonl", ".ndjson")) or data_files(folder, (".json",))
    if not paths:
        raise DataError(f"{folder} is no MTRAG set: it has no .jsonl file. Give a folder with at least one.")
    tasks = [row for path in paths for row in gather.records(path)]
    contexts: dict[str, Source] = {}
    cases = gather.each(tasks, lambda row: _case(row, contexts), unique="task_id")
    libraries = {_LIBRARY: tuple(contexts.values())}
    return Dataset("mtrag", libraries, tuple(cases), ("label", "group"), gather.notes(), fingerprint(paths))


def _case(row: Row, contexts: dict[str, Source]) -> Case:
    group = row.text("Collection", "") or row.text("conversation_id")
    contexts_of = row.rows("contexts", may_lack=True)
    own = [_source(context, group) for context in contexts_of]
    for context, source in zip(contexts_of, own, strict=True):
        if contexts.get(source.key, source).text != source.text:
            raise context.fault(f"{source.key!r} had another text before", "Give each text an id of its own.")
    labels = _labels(row)
    said = {_ANSWERABLE[label] for label in labels}
    answerable = said.pop() if len(said) == 1 else None
    if answerable and not own:
        raise row.fault("it is answerable and has no gold context", "Add its contexts, or correct the label.")
    *before, (last, speaker) = _turns(row)
    if speaker != "user":
        raise row.fault("the last turn is not the user's", "End 'input' with the question.")
    contexts |= {source.key: contexts.get(source.key, source) for source in own}
    return Case(
        id=row.text("task_id"),
        question=last.text("text"),
        library=_LIBRARY,
        history=_history(before),
        relevant=dict.fromkeys((source.key for source in own), 1),
        answers=tuple(target.text("text").strip() for target in row.rows("targets", may_lack=True) if answerable),
        answerable=answerable,
        group=group,
        cluster=row.text("conversation_id", ""),
        label=", ".join(labels),
    )


def _source(context: Row, group: str) -> Source:
    key = context.text("document_id")
    return Source(key, context.text("title", key), context.text("text"), group)


def _labels(row: Row) -> list[str]:
    """The labels of a task, a single one with or without a list around it."""
    found = next((row.data[name] for name in _LABELS if name in row.data), None)
    labels = [found] if isinstance(found, str) else found
    if not isinstance(labels, list) or not labels or not all(isinstance(label, str) for label in labels):
        raise row.fault("'answerability' is no list of labels", 'Give a list such as ["ANSWERABLE"].')
    known = [_known(label) for label in labels]
    for label, name in zip(labels, known, strict=True):
        if name not in _ANSWERABLE:
            raise row.fault(f"the label {label!r} of 'answerability' is not known", f"Give {', '.join(_ANSWERABLE)}.")
    return known


def _known(label: str) -> str:
    """A label in capitals, whatever stands between its words."""
    letters = "".join(filter(str.isalpha, label)).upper()
    return _ALIASES.get(letters, letters)


def _turns(row: Row) -> list[tuple[Row, str]]:
    turns = [(turn, turn.text("speaker")) for turn in row.rows("input")]
    for turn, speaker in turns:
        if speaker not in _SPEAKERS:
            raise turn.fault(f"the speaker is {speaker!r}", f"Give one of: {', '.join(_SPEAKERS)}.")
    if not turns:
        raise row.fault("'input' is empty", "Give at least the question.")
    return turns


def _history(turns: list[tuple[Row, str]]) -> tuple[Turn, ...]:
    """Each question with what was answered until the next one; a turn in which nothing is said is none."""
    history: list[Turn] = []
    for turn, speaker in turns:
        text = turn.text("text", "")
        if not text:
            continue
        if speaker == "user":
            history.append(Turn(text))
        elif history:
            answer = f"{history[-1].answer}\n{text}".strip()
            history[-1] = Turn(history[-1].question, answer)
    return tuple(history)
