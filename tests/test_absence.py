"""Sentences that name their source, and sentences that say what the sources do not tell."""

from __future__ import annotations

import pytest

from rag.checking.verify import TOLD_AFTER_ALL, Check, Cited, Verifier
from rag.types import NO_CLAIM, Verdict
from rag.verdict.claims import claim_of, plain

REPAIRS = "Repairs of the mill cost 80,000 crowns and took six months."
MILLER = "Greta Lund ran the mill until 1954."


@pytest.mark.parametrize(
    "lead_in",
    [
        "As stated in Source [1], repairs",
        "As noted in Document [1], repairs",
        "As mentioned in [1], repairs",
        "As per Source [1], repairs",
        "Per Passage [1], repairs",
        "Based on [1], repairs",
        "From Source [1], we learn that repairs",
        "In Source [1], it is stated that repairs",
        "According to Document [1], repairs",
        "Document [1] says that repairs",
    ],
)
def test_what_names_the_source_is_no_part_of_the_claim(lead_in: str) -> None:
    assert Verifier().check(f"{lead_in} of the mill cost 80,000 crowns.", [Cited(REPAIRS)]).verdict is Verdict.SUPPORTED
    wrong = Verifier().check(f"{lead_in} of the mill cost 90,000 crowns.", [Cited(REPAIRS)])
    assert wrong.reason == "80,000 in the source, 90,000 in the answer"


@pytest.mark.parametrize("figure", [r"\(80,000\)", "$80,000$", r"\[ 80,000 \]"])
def test_marks_of_mathematics_are_no_part_of_a_figure(figure: str) -> None:
    assert Verifier().check(f"Repairs of the mill cost {figure} crowns.", [Cited(REPAIRS)]).verdict is Verdict.SUPPORTED
    assert plain("It cost $80 and $90, or $5$6.") == "It cost $80 and $90, or $5$6."


def test_documents_of_the_world_are_no_source_of_ours() -> None:
    claim = "In documents, the mill is called a barn."
    assert claim_of(claim) == claim


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The sources do not say what the repairs of the mill cost [1].", REPAIRS),
        ("Source [1] does not mention how long the repairs took.", REPAIRS),
        ("Unfortunately, there is no information about the cost of the repairs [1].", REPAIRS),
        ("The documents do not say who ran the mill [1].", MILLER),
    ],
)
def test_what_is_said_to_be_missing_and_stands_in_the_quotation_is_told(claim: str, source: str) -> None:
    assert Verifier().check(claim, [Cited(source)]) == Check(Verdict.PARTLY, TOLD_AFTER_ALL)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The sources do not say what the roof of the mill cost [1].", REPAIRS),
        ("The sources do not say what the repairs of the mill cost.", ""),
        ("Source [1] does not mention who paid for the repairs.", REPAIRS),
        ("The sources do not say why the repairs took so long [1].", REPAIRS),
        ("The documents do not say when the mill was run [1].", "The mill was run by a widow."),
        ("The documents do not say who ran the mill [1].", "The mill was run by a widow."),
        ("The sources do not say what repairs cost [1].", "The report does not say what the repairs cost."),
        ("The sources do not mention the mill [1].", REPAIRS),
    ],
)
def test_what_is_said_to_be_missing_and_is_claims_nothing(claim: str, source: str) -> None:
    assert Verifier().check(claim, [Cited(source)] if source else []) == Check(Verdict.SUPPORTED, NO_CLAIM)
