"""What a system showed for a case, and the record that a run keeps of both. Plain data both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from eval.cases import Case, Place, Variant
from rag.types import Turn


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, and the numbers (from 0) of the places that it cites.

    `quoted`: all that it claims is one of them, word for word or cell for cell; the words around it only lead in.
    """

    text: str
    cited: tuple[int, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What one question got. `passages` are all that were retrieved, best first, with `scores` beside them.

    `cited` and `text` are what is answered, or would be if the system had not refused; `answered` tells which. It is
    None, as `confidence` is, for a system that never refuses. `sound`: each citation is what its place reads.
    `written`: the text has words of its own, which can be compared with those of a known answer.
    """

    passages: tuple[Place, ...]
    scores: tuple[float, ...] = ()
    cited: tuple[Place, ...] = ()
    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    answered: bool | None = None
    confidence: float | None = None
    understood: str = ""
    sound: bool | None = None
    written: bool = True
    timings: Mapping[str, float] = field(default_factory=dict)
    tokens: int | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A case and its outcome: what was shown, or the error. `values` are the measures of this example, by name."""

    case: Case
    shown: Shown | None
    error: str = ""
    values: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain data; places as [document, start, end]. `example_from` reads it back."""
        shown = shown_to_dict(self.shown) if self.shown else None
        return {"key": self.case.key, **_case_dict(self.case), "shown": shown, "error": self.error,
                "values": dict(self.values)}  # fmt: skip


def example_from(data: Mapping[str, Any]) -> Example:
    """An example of a stored report."""
    case = {name: value for name, value in data.items() if name not in ("key", "shown", "error", "values")}
    case["history"] = tuple(Turn(**turn) for turn in case["history"])
    case |= {name: _places(case[name]) for name in ("gold", "without")}
    case["elsewhere"] = tuple(map(_places, case.get("elsewhere", ())))
    case |= {"answers": tuple(case["answers"]), "variant": Variant(case["variant"])}
    shown = shown_from(data["shown"]) if data["shown"] else None
    return Example(Case(**case), shown, data["error"], data["values"])


def shown_to_dict(shown: Shown) -> dict[str, Any]:
    """Plain data."""
    return {**asdict(shown), "passages": _lists(shown.passages), "cited": _lists(shown.cited)}


def shown_from(data: Mapping[str, Any]) -> Shown:
    """The reverse of `shown_to_dict`."""
    sentences = tuple(
        Sentence(item["text"], tuple(item["cited"]), item.get("quoted", False)) for item in data["sentences"]
    )
    places = {name: _places(data[name]) for name in ("passages", "cited")}
    return Shown(**{**data, **places, "scores": tuple(data["scores"]), "sentences": sentences})


def _case_dict(case: Case) -> dict[str, Any]:
    places = {"gold": _lists(case.gold), "elsewhere": [_lists(places) for places in case.elsewhere]}
    return {**asdict(case), **places, "without": _lists(case.without)}


def _lists(places: tuple[Place, ...]) -> list[list[Any]]:
    return [[place.document, place.start, place.end] for place in places]


def _places(items: list[list[Any]]) -> tuple[Place, ...]:
    return tuple(Place(*item) for item in items)
