"""E-mails and letters: what is told in them is quoted, and neither their outside nor who signs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from rag.chain import Chain

MAILS = """From: Ruth Alder
To: Hugo Finch
Date: Mon, 4 March 2024 09:12
Subject: Seed potatoes

Dear Hugo,

The seed potatoes were sown on Friday, and the east field is done. Did the harrow come back?

Ruth

---

From: Hugo Finch <hugo@finch.example>
To: Ruth Alder <ruth@alder.example>
Date: Tue, 5 March 2024 17:40
Subject: Re: Seed potatoes

Ruth,

It came on Saturday morning with a new tooth bar. The auction of the old tractor is set for 19 March; shall we both go?

Best regards,
Hugo
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(MAILS) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "Did the harrow come back?",
        "When is the auction of the old tractor?",
        "Who is Hugo's neighbour?",
        "Shall we go?",
    ],
)
def test_who_signs_a_mail_answers_nothing(chain: Chain, question: str) -> None:
    said = [citation.quote for citation in chain.ask(question).citations]
    assert not {"Ruth", "Hugo", "Ruth,", "Dear Hugo,", "Best regards,", "Best regards,\nHugo"} & set(said)


def test_what_is_told_before_it_asks_is_quoted(chain: Chain) -> None:
    assert "19 March" in chain.ask("When is the auction of the old tractor?").citations[0].quote
