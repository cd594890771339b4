"""Claims in the form of a list's lines, "Label: value", beside sentences that say so or otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.checking.verify import Cited, Verifier
from rag.settings import Settings
from rag.types import Verdict
from rag.verdict.claims import as_sentence
from rag.wiring import make_verifier

MILL = "The mill was bought by Greta Lund in 1954 for 80,000 crowns."
TRAIN = "Trains to Skagen leave from platform 4 at 17:40."
KEEPER = "The lighthouse keeper, Oskar Vinter, retired in May 1988 after forty years of service."
CLINIC = "Doctor Amina Rahal leads the clinic, which treats 900 patients a month."
OWNER = "The owner is Tessa Quill."

FALSE = [
    (MILL, "**Buyer:** Hans Lund"),
    (MILL, "Buyer: Nils"),
    (MILL, "Price paid: 60,000 crowns"),
    (TRAIN, "**Departure:** 18:40"),
    (TRAIN, "Departs: 17:04"),
    (TRAIN, "- **Destination:** Aarhus"),
    (KEEPER, "**Keeper:** Otto Vinter"),
    (KEEPER, "Keeper – Oskar Sommer"),
    (KEEPER, "Retirement: May 1989"),
    (CLINIC, "**Director of the clinic:** Dr Lina Saab"),
    (OWNER, "Owner: Marc Quill"),
    (OWNER, "**Name:** Ann Quill"),
]

TRUE = [
    (MILL, "**Buyer:** Greta Lund"),
    (MILL, "Price paid: 80,000 crowns"),
    (TRAIN, "**Departure:** 17:40"),
    (TRAIN, "- **Destination:** Skagen"),
    (KEEPER, "**Keeper:** Oskar Vinter"),
    (KEEPER, "Years of service: forty"),
    (CLINIC, "**Director of the clinic:** Dr Amina Rahal"),
    (CLINIC, "**Head:** Amina Rahal"),
    (OWNER, "Owner – Tessa Quill"),
    (OWNER, "**Name:** Tessa Quill"),
    (
        "The firm stopped all night trains after the flood.",
        "**Trains:** The firm stopped night trains then.",
    ),
]


@pytest.fixture(scope="module")
def verifier(new_home: Callable[[], Path]) -> Verifier:
    return make_verifier(Settings(home=new_home()))


@pytest.mark.parametrize(("evidence", "claim"), FALSE)
def test_a_label_with_a_wrong_value_is_flagged(verifier: Verifier, evidence: str, claim: str) -> None:
    assert verifier.check(f"{claim} [1]", [Cited(evidence)]).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(("evidence", "claim"), TRUE)
def test_a_label_with_its_value_is_supported(verifier: Verifier, evidence: str, claim: str) -> None:
    assert verifier.check(f"{claim} [1]", [Cited(evidence)]).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Harbour master: Ada Holm", "The harbour master is Ada Holm."),
        ("The CEO: Ada Holm.", "The CEO is Ada Holm."),
        ("CEO - Ada Holm", "The CEO is Ada Holm."),
        ("Closure: 4 May 2021", "The closure is 4 May 2021."),
        # With a verb of its own, or as long as a sentence.
        ("Safety: the pier is closed", ""),
        ("Safety: The town closes the pier whenever a storm comes", ""),
        ("The pier closes at 17:40", ""),
    ],
)
def test_a_label_and_its_value_are_a_sentence(claim: str, sentence: str) -> None:
    assert as_sentence(claim) == sentence
