"""Lines such as "Weight: 1.6 kg" are found by a question that has other words for what they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

FILES = {
    "drill.md": """# Bora 18 cordless drill

The Bora 18 is a drill for the home. It comes with two batteries and a case.

## Data

- Weight: 1.6 kg with battery
- Noise level: 78 dB(A)
- Guarantee: 3 years

## Use

Charge the battery before the first use. Never drill into pipes or cables. The longest screw that fits has 90 mm.
""",
    "supper.txt": """Harvest supper of Lower Fell

Date: Saturday, 27 September
Venue: Old School, Mill Lane
Doors: 18:30

There will be soup, bread and cider. The hall holds 120 people, so come early. A bus waits at the church until midnight.
""",
    "outage.md": """# Report on the outage of the booking desk

Severity: 1
Duration: 3 hours 12 minutes

The longest call took 52 minutes. The team meets again next week and will decide then. Eleven guests were booked twice;
they were paid back within two days.
""",
}


@pytest.fixture(scope="module")
def chain(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files(FILES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("document", "question", "first"),
    [
        ("drill.md", "How loud is the drill?", "Noise level: 78 dB(A)"),
        ("drill.md", "Is there a warranty?", "Guarantee: 3 years"),
        ("supper.txt", "Where does the supper take place?", "Venue: Old School, Mill Lane"),
        ("outage.md", "How long did it last?", "Duration: 3 hours 12 minutes"),
    ],
)
def test_a_label_is_asked_for_in_other_words(chain: Chain, document: str, question: str, first: str) -> None:
    assert chain.ask(question, documents=[document]).citations[0].quote == first


@pytest.mark.parametrize(
    ("document", "question", "other"),
    [
        # More is asked than the label of the document's own subject.
        ("outage.md", "How long was the longest call?", "Duration"),
        ("supper.txt", "Where does the bus wait?", "Venue"),
        ("supper.txt", "When does the bus leave?", "Date"),
    ],
)
def test_a_label_does_not_answer_what_is_asked_of_something_else(
    chain: Chain, document: str, question: str, other: str
) -> None:
    answer = chain.ask(question, documents=[document])
    assert not answer.answered or not answer.citations[0].quote.startswith(other)
