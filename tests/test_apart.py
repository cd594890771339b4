"""Rows and items that a day, a month or a number sets apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain
from rag.passages.apart import sets_apart, values

MANUAL = """# Hedda 300 robot mower

## Specifications

| Item | Value |
|---|---|
| Noise in eco mode | 54 dB |
| Noise in fast mode | 61 dB |
| Battery | lithium-ion, 2.6 Ah |
| Running time, eco mode | 75 minutes |
| Running time, fast mode | 45 minutes |
| Weight | 9.1 kg |

## Signals

| Signal | Meaning |
|---|---|
| One beep | The battery is low |
| Two beeps | A wheel is blocked |
| Three beeps | The mower was lifted |
| Five beeps | The wire gives no signal |

## Courses

- Monday: pruning roses, 18:00, the greenhouse
- Wednesday: soil and compost, 17:30, the barn
- Thursday: mower care, 19:00, the workshop
- Saturday: hedges for beginners, 10:00, the garden
"""


@pytest.fixture(scope="module")
def manual(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"manual.md": MANUAL}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What do 2 beeps mean?", "wheel"),
        ("What does it mean when the mower beeps twice?", "wheel"),
        ("It beeps 5 times, why?", "no signal"),
        ("Which course is on Thursday?", "mower care"),
        ("What can I learn on Saturdays?", "hedges"),
        ("How long does the battery last in eco mode?", "75 minutes"),
    ],
)
def test_the_row_or_item_that_is_meant_comes_first(manual: Chain, question: str, quoted: str) -> None:
    assert quoted in manual.ask(question).citations[0].quote


@pytest.mark.parametrize(
    ("question", "other"),
    [("Which course is on Thursday?", "roses"), ("What do 2 beeps mean?", "lifted")],
)
def test_its_siblings_are_not_quoted(manual: Chain, question: str, other: str) -> None:
    assert all(other not in citation.quote for citation in manual.ask(question).citations)


@pytest.mark.parametrize("question", ["What do four beeps mean?", "Is there a course on Friday?"])
def test_what_no_row_or_item_stands_for_is_not_answered_by_others(manual: Chain, question: str) -> None:
    assert not manual.ask(question).answered


@pytest.mark.parametrize(
    ("text", "what", "named"),
    [
        ("Open Monday to Wednesday", "day", {0, 1, 2}),
        ("Fri-Mon", "day", {4, 5, 6, 0}),
        ("Mondays and Thursdays", "day", {0, 3}),
        ("every day", "day", set(range(7))),
        ("he sat in the sun", "day", set()),
        ("from November to February", "month", {10, 11, 0, 1}),
        ("it may rain in May", "month", {4}),
        ("two or three short beeps", "beep", {2, 3}),
        ("It beeps twice", "beep", {2}),
        ("more than three beeps", "beep", set()),
        ("3.5 beeps", "beep", set()),
    ],
)
def test_values_that_a_text_names(text: str, what: str, named: set[int]) -> None:
    assert values(text).get(what, frozenset()) == named


def test_only_what_names_another_value_is_set_apart() -> None:
    assert sets_apart("Is the barn free on Monday?", ["Monday: the barn", "Tuesday: the hall"])
    assert not sets_apart("Is the barn free on Monday?", ["The barn: Monday to Friday", "The hall: daily"])
    assert not sets_apart("Is the barn free on Sunday?", ["Monday: the barn", "Tuesday: the hall"])
    assert not sets_apart("Is the barn free?", ["Monday: the barn", "Tuesday: the hall"])
