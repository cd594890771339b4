"""A sentence that announces brings what it announces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import chain_over, open_library

VERGES = """# Verges

## Mowing

We see two reasons why late mowing is harmful. First, short grass leaves the queens no cover in autumn. Second, the
cuttings smother their burrows. The county mows in October.

## Limits

The study has limitations. We did not measure salt. Only one county took part.

Queens that left were counted as dead.

## Money

The tax rose for several reasons, among them the new school and the higher price of gas. It is paid in May.
"""


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    path = tmp_path_factory.mktemp("verges") / "verges.md"
    path.write_text(VERGES, encoding="utf-8")
    settings = Settings(home=new_home())
    with open_library(settings) as library:
        assert library.add([path]).ok
        yield chain_over(library, settings)


def quotes(chain: Chain, question: str) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in chain.ask(question).citations]


def test_as_many_sentences_follow_as_are_announced(chain: Chain) -> None:
    assert quotes(chain, "Why is late mowing bad?") == [
        "We see two reasons why late mowing is harmful.",
        "First, short grass leaves the queens no cover in autumn.",
        "Second, the cuttings smother their burrows.",
    ]


def test_none_of_another_paragraph(chain: Chain) -> None:
    found = quotes(chain, "What are the limitations of the study?")
    assert found == ["The study has limitations.", "We did not measure salt.", "Only one county took part."]


def test_what_is_said_in_the_same_breath_stands_alone(chain: Chain) -> None:
    assert quotes(chain, "Why did the tax rise?")[1:2] != ["It is paid in May."]
