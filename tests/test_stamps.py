"""A line of a log, a chat or a programme that a date or a time opens is a sentence of its own."""

from __future__ import annotations

import pytest

from index.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[2026-03-02 08:14] Mara: The ramp is stuck", "[2026-03-02 08:16] Jon: I call the workshop"),
        ("02/03/2026, 08:14 - Mara: The ramp is stuck", "02/03/2026, 08:16 - Jon: I call the workshop"),
        ("3/2/26, 8:14 AM - Mara: The ramp is stuck", "3/2/26, 8:16 AM - Jon: I call the workshop"),
        ("[08:14] <mara> the ramp is stuck", "[08:16] <jon> i call the workshop"),
        ("2026-03-02T08:14:01Z INFO started", "2026-03-02T08:14:03Z ERROR disk full on /dev/sda"),
        ("2026-03-02 08:14:01,123 INFO started", "2026-03-02 08:14:03,456 ERROR disk full"),
        ("Mar  2 08:14:01 pier sshd[12]: Accepted key", "Mar  2 08:14:05 pier cron[4]: started"),
        ("09:00 Welcome by the mayor", "09:30 A talk on bees"),
        ("9.30–10.15 Coffee in the hall", "10.15–11.00 A talk on bees"),
        ("2026-03-02: Cleaned the pump", "2026-03-09: Changed the filter"),
    ],
)
def test_each_stamped_line_is_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first}\n{second}") == [first, second]


def test_what_goes_on_below_a_stamped_line_stays_with_it() -> None:
    text = "[08:14] Mara: the ramp is stuck\nand the pump leaks\n[08:16] Jon: on my way"
    assert sentences(text) == ["[08:14] Mara: the ramp is stuck\nand the pump leaks", "[08:16] Jon: on my way"]


@pytest.mark.parametrize(
    "text",
    [
        "The train leaves the station of Leeds in the morning at\n10:30 and reaches the coast before noon; another\n"
        "leaves at\n11:30 and is slower.",
        "It was finished on the second of March, which is to say on\n2026-03-02 in the log of the yard.",
        "Open daily\n09:00 to 17:00",
    ],
)
def test_a_time_that_a_line_happens_to_begin_with_parts_nothing(text: str) -> None:
    assert sentences(text) == [text]
