"""What became of a question, in a few words, and which questions came out otherwise in two runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eval.cases import Variant
from eval.measures import is_right
from eval.records import Example

# The page of a report has filters for some of these: eval/html/page.js.
FAILED, RIGHT, MISSED, REFUSED, RIGHTLY_REFUSED, SHOULD_REFUSE, UNJUDGED = (
    "failed",
    "right",
    "missed",
    "wrongly refused",
    "rightly refused",
    "should be refused",
    "not judged",
)
GOOD = (RIGHT, RIGHTLY_REFUSED)


def outcome(example: Example) -> str:
    """What became of a question."""
    if example.shown is None:
        return FAILED
    if example.case.answerable is None:
        return UNJUDGED
    if example.case.answerable is False:
        return RIGHTLY_REFUSED if example.shown.answered is False else SHOULD_REFUSE
    if example.shown.answered is False:
        return REFUSED
    # A stand-alone form is judged here as any other question is.
    right = is_right(replace(example, case=replace(example.case, variant=Variant.ASKED)))
    return UNJUDGED if right is None else RIGHT if right else MISSED


@dataclass(frozen=True, slots=True)
class Change:
    """A question that came out well in one of two runs only: how, before and now."""

    key: str
    question: str
    before: str
    now: str

    @property
    def lost(self) -> bool:
        """Whether it came out well before, and does not now."""
        return self.before in GOOD


def changes(pairs: Iterable[tuple[Example, Example]]) -> Iterator[Change]:
    """The questions that came out well in one run only, of pairs (now, before); what is not judged has not changed."""
    for now, before in pairs:
        found = outcome(now), outcome(before)
        if UNJUDGED not in found and len({name in GOOD for name in found}) > 1:
            yield Change(now.case.key, now.case.question, found[1], found[0])
