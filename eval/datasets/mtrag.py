"""The format of MTRAG's tasks, JSONL: a conversation that ends with a question, its gold contexts, and labels.

The documents are the contexts of all tasks of the folder together.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, DataError, Dataset, Source
from eval.datasets.rows import Gather, Row, fingerprint
from rag.types import Turn

_LIBRARY = "contexts"
# What lies between, a part of an answer or a question that is not clear, is counted with neither.
_ANSWERABLE = {"ANSWERABLE": True, "UNANSWERABLE": False}
_SPEAKERS = ("user", "agent")


def load_mtrag(folder: Path, gather: Gather) -> Dataset:
    """The last question of each task, with the turns before it. Raises DataError."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.jsonl"))
    if not paths:
        raise DataError(f"{folder} is no MTRAG set: it has no .jsonl file. Give a folder with at least one.")
    tasks = [row for path in paths for row in gather.json_lines(path)]
    contexts: dict[str, Source] = {}
    cases = gather.each(tasks, lambda row: _case(row, contexts), unique="task_id")
    libraries = {_LIBRARY: tuple(contexts.values())}
    return Dataset("mtrag", libraries, tuple(cases), ("label", "group"), gather.notes(), fingerprint(paths))


def _case(row: Row, contexts: dict[str, Source]) -> Case:
    group = row.text("Collection", "") or row.text("conversation_id")
    own = [_source(context, group) for context in row.rows("contexts")]
    for context, source in zip(row.rows("contexts"), own, strict=True):
        if contexts.get(source.key, source).text != source.text:
            raise context.fault(f"{source.key!r} had another text before", "Give each text an id of its own.")
    label = _label(row)
    if _ANSWERABLE.get(label) and not own:
        raise row.fault("it is answerable and has no gold context", "Add its contexts, or correct the label.")
    *before, last = _turns(row)
    if last[0] != "user":
        raise row.fault("the last turn is not the user's", "End 'input' with the question.")
    contexts |= {source.key: contexts.get(source.key, source) for source in own}
    return Case(
        id=row.text("task_id"),
        question=last[1],
        library=_LIBRARY,
        history=_history(before),
        relevant=dict.fromkeys((source.key for source in own), 1),
        answers=tuple(target.text("text").strip() for target in row.rows("targets") if _ANSWERABLE.get(label)),
        answerable=_ANSWERABLE.get(label),
        group=group,
        cluster=row.text("conversation_id", ""),
        label=label,
    )


def _source(context: Row, group: str) -> Source:
    key = context.text("document_id")
    return Source(key, context.text("title", key), context.text("text"), group)


def _label(row: Row) -> str:
    labels = row.data.get("answerability")
    if not isinstance(labels, list) or len(labels) != 1 or not isinstance(labels[0], str):
        raise row.fault("'answerability' is no list of one label", 'Give a list such as ["ANSWERABLE"].')
    return labels[0].strip().upper()


def _turns(row: Row) -> list[tuple[str, str]]:
    turns = [(turn, turn.text("speaker")) for turn in row.rows("input")]
    for turn, speaker in turns:
        if speaker not in _SPEAKERS:
            raise turn.fault(f"the speaker is {speaker!r}", f"Give one of: {', '.join(_SPEAKERS)}.")
    if not turns:
        raise row.fault("'input' is empty", "Give at least the question.")
    return [(speaker, turn.text("text")) for turn, speaker in turns]


def _history(turns: list[tuple[str, str]]) -> tuple[Turn, ...]:
    """Each question with what was answered until the next one."""
    history: list[Turn] = []
    for speaker, text in turns:
        if speaker == "user":
            history.append(Turn(text))
        elif history:
            answer = f"{history[-1].answer}\n{text}".strip()
            history[-1] = Turn(history[-1].question, answer)
    return tuple(history)
