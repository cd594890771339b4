"""The time that a line of a timeline begins with is the time of all that it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest

from index.text.sentences import sentence_spans
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


LOCKS = """# Night at the lock

- 22:10 A barge waits at the gate. The keeper sleeps.
- 22:25 The gate opens. The barge enters. It carries gravel.
- 22:52 Pumps are switched on. Levels rise.

## The quay in years

1874: Dug by hand. Forty men dig it.

1903: Both walls are faced with stone.
"""


@pytest.fixture(scope="module")
def locks(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    hours = "".join(f"{at // 60:02}:{at % 60:02} Boat {at} passes. It is counted.\n" for at in range(0, 1440, 13))
    with chain_over_files({"lock.md": LOCKS, "book.txt": f"Book of the bridge\n\n{hours}"}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What happened at 22:25?", ["22:25 The gate opens.", "The barge enters."]),
        ("What happened in 1874?", ["1874: Dug by hand.", "Forty men dig it."]),
        ("What happened in 1903?", ["1903: Both walls are faced with stone."]),
        ("What happened at 12:47?", ["12:47 Boat 767 passes.", "It is counted."]),
    ],
)
def test_a_line_is_asked_for_by_its_time(locks: Chain, question: str, told: list[str]) -> None:
    assert quotes(locks, question)[: len(told)] == told


@pytest.mark.parametrize("question", ["What happened at 22:26?", "What happened in 1888?", "Who swam there in 1874?"])
def test_what_has_no_line_of_that_time_is_no_answer(locks: Chain, question: str) -> None:
    assert not locks.ask(question).answered


def test_what_the_question_says_itself_tells_when_it_was(locks: Chain) -> None:
    assert quotes(locks, "When did levels rise?")[:2] == ["22:52 Pumps are switched on.", "Levels rise."]


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


OUTAGE = """# The outage of the ticket gate

## Timeline

| Time | Event |
|---|---|
| 09:41 | The certificate expires. First errors. |
| 11:10 | The bank is called and says that nothing reaches it. |
| 12:20 | The authority issues a new certificate. |
| 12:53 | Payments work again. The matter is closed. |
"""


@pytest.mark.parametrize(
    ("question", "row"), [("What happened at 12:20?", "12:20"), ("What happened at 12:53 pm?", "12:53")]
)
def test_a_row_is_asked_for_by_the_time_in_its_first_cell(
    chain_of: Callable[[str], AbstractContextManager[Chain]], question: str, row: str
) -> None:
    with chain_of(OUTAGE) as chain:
        assert [quote[:5] for quote in quotes(chain, question)] == [row]
