"""Code in a document is one piece where it stands, and no answer to what is asked about it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

from index.text.code_lines import is_code, is_code_line
from index.text.sentences import sentence_spans

if TYPE_CHECKING:
    from rag.chain import Chain

GUIDE = """# Pumps from code

## The channel type

A channel is a queue that carries readings from one pump to another without a copy.

```python
channel = Channel(size=8)
channel.send(reading)
assert channel.size == 8
```

Here is a channel with two pumps:

    let channel = Channel::new(8);
    spawn(move || channel.send(reading));

A channel that nobody reads from keeps its last 8 readings.

### Other channels

This channel has no size. It works as the others do, and we come to it in chapter 8.

## Running it

To start a pump by hand, run the following:

```sh
$ pumpctl start --pump 3
Pump 3 started.
```

The pump stops by itself when its tank is empty.

## Faults

A fault opens the relay and is written to the log.

```
thread 'pump' panicked at src/pump.rs:60:5
   |
60 |     let fault = relay.open();
   |                 ^^^^^ fault raised here
```
"""


@pytest.mark.parametrize(
    "line",
    [
        "let slice = &a[1..3];",
        "    s.len()",
        "fn main() {",
        "}",
        "for (int i = 0; i < n; i++) {",
        "from pathlib import Path",
        "$ cargo new hello_cargo",
        ">>> print(total)",
        'println!("The total is {total} of all the readings");',
        "channel = Channel(size=8)",
        "SELECT name FROM pumps WHERE tank_id = 3;",
        "16 |     let word = first_word(&s);",
        "   ^^^^^^^^^",
        "// Wait until the tank is full.",
        "pumpctl start --pump 3 --wait",
        "<div class=\"note\"></div>",
        "#include <stdio.h>",
    ],
)  # fmt: skip
def test_lines_of_code_are_told(line: str) -> None:
    assert is_code_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "(a) the rent;",
        "(b) year(s);",
        "the deposit (see clause 4);",
        "Open from 9 a.m. to 5 p.m.",
        "Write to desk@harbour.example or see https://harbour.example/a_b?c=d.",
        "| Pump | 8 m |",
        "= = Early life = =",
        "==========",
        "Use the --quiet option when you run it at night.",
        "The first_word function returns a byte index into the string.",
        "Call `pump.start()` before the tank is full.",
        "- `pump.start()` starts it; `pump.stop()` ends it",
        "Sunday      closed",
        "Weight: 1.6 kg",
        "p = 0.03, n = 125",
        "The groups differed (p < 0.05; n = 60).",
        "Revenue rose 4% (2023: 3%), and costs fell.",
        "12:30 -> 13:15 lunch in the hall",
        "00:00:01.000 --> 00:00:04.200",
        "AT&T and Johnson & Johnson",
        "E = mc²",
        '  "max_retries": 5,',
        "max_retries = 5",
        "level: high",
        "[{'content': 'Which one?', 'role': 'user'}, {'content': 'Yes'}]",
        "Dear Ms Bell,",
        "$ 20 per night",
        "",
    ],
)
def test_other_lines_are_no_code(line: str) -> None:
    assert not is_code_line(line)


def test_a_block_of_code_is_one_piece_and_the_prose_around_it_is_none_of_it() -> None:
    found = [GUIDE[span.start : span.end] for span in sentence_spans(GUIDE)]
    assert "```python\nchannel = Channel(size=8)\nchannel.send(reading)\nassert channel.size == 8" in found
    assert "let channel = Channel::new(8);\n    spawn(move || channel.send(reading));" in found
    assert "A channel that nobody reads from keeps its last 8 readings." in found
    assert [piece for piece in found if is_code(piece)] == [
        piece for piece in found if "channel.send" in piece or "pumpctl" in piece or "relay.open" in piece
    ]


def test_lines_within_code_belong_to_it_and_a_macro_is_not_cut_at_its_mark() -> None:
    text = 'enum Coin {\n    Penny,\n    Dime,\n}\n\nassert_eq!(slice, &[2, 3]);\nprintln!("the first word");'
    found = [text[span.start : span.end] for span in sentence_spans(text)]
    assert found == [
        "enum Coin {\n    Penny,\n    Dime,\n}",
        'assert_eq!(slice, &[2, 3]);\nprintln!("the first word");',
    ]


def test_long_code_is_cut_at_the_ends_of_lines() -> None:
    text = "\n".join(f"reading_{number} = pump.read({number})" for number in range(100))
    found = [text[span.start : span.end] for span in sentence_spans(text)]
    assert len(found) > 1
    assert "\n".join(found) == text


@pytest.fixture(scope="module")
def guide(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> object:
    with chain_over_files({"guide.md": GUIDE}) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What is a channel?", "A channel is a queue"),
        ("What happens when there is a fault?", "A fault opens the relay"),
        ("When does the pump stop?", "The pump stops by itself"),
    ],
)
def test_what_is_asked_in_words_is_not_answered_by_code(guide: Chain, question: str, first: str) -> None:
    answer = guide.ask(question)
    assert answer.answered
    assert first in answer.citations[0].quote


@pytest.mark.parametrize("question", ["How do I start a pump by hand?", "What command starts a pump?"])
def test_a_sentence_that_leads_in_to_a_command_brings_it_along(guide: Chain, question: str) -> None:
    answer = guide.ask(question)
    quotes = [citation.quote for citation in answer.citations]
    assert quotes[:2] == [
        "To start a pump by hand, run the following:",
        "```sh\n$ pumpctl start --pump 3\nPump 3 started.",
    ]
    assert "“$ pumpctl start --pump 3 Pump 3 started.”" in answer.text
