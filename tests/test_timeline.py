"""The time that a line of a timeline begins with is the time of all that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from index.sentences import sentence_spans
from index.types import Passage, Sentence
from rag.chain import Chain
from rag.passages.timeline import timed_line

FILES = {
    "rescue.md": """# Rescue at the weir

The volunteers keep two boats. The boats were bought in spring.

## What happened

- 09:12 A walker sees a canoe upside down. He rings the station.
- 09:20 The siren sounds. Petra Holm takes the wheel of the first boat. The second boat stays at the quay.
- 09:41 The canoeist is found on the bank. An ambulance takes him to Marstad.

## What was learned

- Boats need a full tank. The second boat had none.
""",
    "log.txt": """Log of the survey ship

3 May: We leave Esbjerg in fog. The radar is mended by Jo
Bell with a spoon.

4 May: The first net is cast. It tears on a wreck.

The ship was laid up later. She lies at Hull.
""",
}


@pytest.fixture(scope="module")
def chain(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files(FILES) as opened:
        yield opened


def quotes(chain: Chain, question: str) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in chain.ask(question).citations]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "When did the walker ring the station?",
            ["09:12 A walker sees a canoe upside down.", "He rings the station."],
        ),
        (
            "When did Petra Holm take the wheel?",
            ["09:20 The siren sounds.", "Petra Holm takes the wheel of the first boat."],
        ),
        (
            "When was the radar mended?",
            ["3 May: We leave Esbjerg in fog.", "The radar is mended by Jo Bell with a spoon."],
        ),
    ],
)
def test_what_happened_is_quoted_with_its_time(chain: Chain, question: str, told: list[str]) -> None:
    assert quotes(chain, question)[:2] == told


def test_who_asks_no_time_gets_none(chain: Chain) -> None:
    assert quotes(chain, "Who took the wheel of the first boat?")[0] == "Petra Holm takes the wheel of the first boat."


def test_what_stands_on_no_such_line_has_no_time(chain: Chain) -> None:
    assert quotes(chain, "When was the ship laid up?")[0] == "The ship was laid up later."


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("- 15:01 The page is new. Ada takes over.", True),
        ("2 June 1952 – The roof leaks. Ada takes over.", True),
        ("**Monday, 9 a.m.:** The hall opens. Ada takes over.", True),
        ("[2024-03-11 08:15] Backup starts. Ada takes over.", True),
        ("1983: Founded by six. Ada takes over.", True),
        ("1983 was a good year. Ada takes over.", False),
        ("- 12 Eggs are beaten. Ada takes over.", False),
        ("- 9.30 euros is the price. Ada takes over.", False),
        ("- 15:01 The page is new.\n- The page is old. Ada takes over.", False),
        ("15:01 The page is new.\n\nThe page is old. Ada takes over.", False),
    ],
)
def test_lines_of_a_timeline_begin_with_a_time(text: str, timed: bool) -> None:
    sentences = [Sentence(own.start, own.end, text[own.start : own.end]) for own in sentence_spans(text)]
    passage = Passage("p", "d", 0, len(text), text, None, "", tuple(sentences))
    assert bool(timed_line(passage, sentences[-1])) is timed
