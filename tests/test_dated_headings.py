"""Headings that tell when, or which version: in a changelog the answer often stands there alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

CHANGES = """# Changelog of Quillworks

## [3.1.0] - 2024-02-12

### Added
- Spell checking works in the cells of tables.

### Removed
- Support for Windows 7.

## [3.0.0] - 2023-11-06

### Added
- A dark theme.

### Removed
- The old file format can no longer be written.

## 2.4.1 (2 October 2023)

- A crash on printing is mended.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(CHANGES) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("When was 3.0.0 released?", "[3.0.0] - 2023-11-06"),
        ("When was version 3.1 released?", "[3.1.0] - 2024-02-12"),
        ("When did 2.4.1 come out?", "2.4.1 (2 October 2023)"),
    ],
)
def test_a_heading_with_the_version_and_a_date_tells_when(chain: Chain, question: str, heading: str) -> None:
    answer = chain.ask(question)
    assert [citation.quote for citation in answer.citations] == [heading]
    text = chain.library.document(answer.citations[0].document_id).text
    assert text[answer.citations[0].start : answer.citations[0].end] == heading
    assert heading in answer.text


@pytest.mark.parametrize("question", ["When was version 4.0 released?", "When was 3.0.0 written?"])
def test_a_version_that_no_heading_has_has_no_date(chain: Chain, question: str) -> None:
    quotes = [citation.quote for citation in chain.ask(question).citations]
    assert quotes == [] or "written" in question


def test_which_version_it_was_stands_above_what_is_quoted(chain: Chain) -> None:
    assert "3.1.0" in chain.ask("Which version dropped support for Windows 7?").text
