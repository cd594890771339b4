"""What happens if something does is told behind the sentence that names it, or in each of a few documents."""

from __future__ import annotations

import pytest

from rag.chain import Chain

FILES = {
    "kelp.md": """# The kelp farm

## What comes next

In March the company applied for a second lease, of twenty hectares, on the west side of the sound. The council received
140 letters, most of them in favour. A decision is expected before Christmas. Should it be granted, the owners would
hire six full-time employees and build a drying shed beside the pier.

## The work

If the wind rises above force six, the boat stays in. The ropes are checked every nine days.
""",
    "timber.md": """# Supply agreement for timber

## 3. Termination

Either party may end this agreement with three months' notice.

## 9. Law

This agreement is governed by the law of Sweden. Disputes are heard by the courts of Umeå.
""",
    "lifts.md": """# Maintenance contract for lifts

## 3. Ending the contract

The contract may be ended with six weeks' notice to the end of a quarter.

## 8. Final provisions

This contract is governed by the law of Austria. The courts of Graz have jurisdiction.
""",
    "maps.md": """# Licence for mapping software

## 1. Grant

The licensor allows forty users to run the software on their computers.

## 7. Governing law

This licence is governed by the law of England and Wales. The parties will first try mediation.
""",
}
CONTRACTS = ["timber.md", "lifts.md", "maps.md"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What happens if they get the second lease?", "Should it be granted"),
        ("What happens if the wind rises?", "If the wind rises above force six"),
        ("What is the second lease for?", "In March the company applied"),
    ],
)
def test_what_follows_comes_before_what_is_supposed(chain: Chain, question: str, first: str) -> None:
    assert chain.ask(question, documents=["kelp.md"]).citations[0].quote.startswith(first)


def quoted_of(chain: Chain, question: str) -> set[str]:
    titles = {citation.title for citation in chain.ask(question, documents=CONTRACTS).citations}
    return {title.split()[-1] for title in titles}


def test_a_heading_of_one_document_does_not_silence_the_others(chain: Chain) -> None:
    assert quoted_of(chain, "Which law governs?") == {"timber", "lifts", "software"}


def test_a_few_documents_that_were_picked_each_have_their_say(chain: Chain) -> None:
    assert {"timber", "lifts"} <= quoted_of(chain, "How much notice is needed?")


def test_what_only_one_of_them_tells_is_told_by_that_one(chain: Chain) -> None:
    assert quoted_of(chain, "How many users may run the software?") == {"software"}
