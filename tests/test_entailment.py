"""Claim and evidence read together: what is doubted, what is freed, and what is not read at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from eval.claims import written
from index.model.entailment import Doubt, Entailment
from index.model.weights import entailment_folder, model_folder
from rag.checking.verify import FOREIGN, REWORDED, SAYS, VERBATIM, Check, Cited, Verifier
from rag.types import Verdict
from rag.verdict.entailed import LIMITS

SALE = (
    "The council voted on Tuesday to sell the Corn Exchange, ending a dispute that has split the ruling group for "
    "almost two years."
)


@pytest.fixture(scope="module")
def entails(new_home: Callable[[], Path]) -> Entailment:
    home = new_home()
    return Entailment(entailment_folder(home), model_folder(home))


@pytest.mark.parametrize(
    ("source", "true", "false", "words"),
    [
        (SALE, "A quarrel that had lasted nearly two years is over.", "The council wants to rent it out.", "rent"),
        (
            "Her one book, Twenty Minutes, is a manual, and still useful.",
            "Her single book, Twenty Minutes, is a handbook that is still of use.",
            "Her one book, Twenty Minutes, is a memoir.",
            "memoir",
        ),
        (
            "Doctors advise against the drug if the patient is pregnant.",
            "Pregnant women should not be given the drug, according to doctors.",
            "The drug was withdrawn after two patients had died.",
            "died",
        ),
    ],
)
def test_a_claim_that_the_text_does_not_hold_is_doubted_more_and_where(
    entails: Entailment, source: str, true: str, false: str, words: str
) -> None:
    good, bad = entails(source, true), entails(source, false)
    assert good is not None
    assert bad is not None
    assert bad.odds > good.odds + 1
    assert words in bad.words
    assert bad.words in false


def test_false_claims_of_documents_that_were_not_learnt_from_are_told_from_true_ones(entails: Entailment) -> None:
    rows = list(written("calibrate"))[:300]
    odds = [found.odds for claim in rows if (found := entails(claim.source, claim.text))]
    assert len(odds) == len(rows)
    true = [one for one, claim in zip(odds, rows, strict=True) if not claim.false]
    false = [one for one, claim in zip(odds, rows, strict=True) if claim.false]
    told = sum(wrong > right for wrong in false for right in true) / (len(true) * len(false))
    assert len(true) > 100 < len(false)
    assert told > 0.8


def test_what_cannot_be_read_whole_is_not_judged_and_odd_text_does_no_harm(entails: Entailment) -> None:
    assert entails("word " * 400, "A claim.") is None
    assert entails("A text.", "word " * 400) is None
    assert entails("", "A claim.") is not None
    assert entails("A text.", "") == Doubt(entails("A text.", "").odds, "")  # type: ignore[union-attr]
    assert entails("\U0001f40b", "\U0001f40b \u0000") is not None


def test_parts_that_are_known_to_be_right_are_not_doubted(entails: Entailment) -> None:
    text, claim = "If you pay late, we give you two weeks.", "Who pays late has 14 days."
    plain, told = entails(text, claim), entails(text, claim, [(claim.index("14"), len(claim) - 1)])
    assert plain is not None
    assert told is not None
    assert told.odds < plain.odds
    assert "14" not in told.words


class Said:
    """Doubts every claim alike; remembers what it was given."""

    def __init__(self, odds: float, words: str = "on Monday") -> None:
        self.found, self.claims, self.texts = Doubt(odds, words), list[str](), list[str]()

    def __call__(self, text: str, claim: str, known: Sequence[tuple[int, int]] = ()) -> Doubt:
        self.claims.append(claim)
        self.texts.append(text)
        return self.found


SURE, UNSURE = min(LIMITS.values()) - 1, max(LIMITS.values()) + 1


def test_what_no_rule_finds_is_doubted_with_the_words() -> None:
    claim = "The council has voted to sell the Corn Exchange."
    assert Verifier().check(claim, [Cited(SALE)]) == Check(Verdict.SUPPORTED, SAYS)
    assert Verifier(entails=Said(SURE)).check(claim, [Cited(SALE)]) == Check(Verdict.SUPPORTED, SAYS)
    reason = "read together, the quotation does not seem to say “on Monday”"
    assert Verifier(entails=Said(UNSURE)).check(claim, [Cited(SALE)]) == Check(Verdict.PARTLY, reason)


@pytest.mark.parametrize(
    "claim", ["A quarrel has come to its end.", "Harlow Bridge voted to sell the Corn Exchange on Tuesday."]
)
def test_what_the_rules_flag_may_be_said_in_other_words(claim: str) -> None:
    flagged = Verifier().check(claim, [Cited(SALE)])
    assert flagged.verdict is not Verdict.SUPPORTED
    assert Verifier(entails=Said(SURE)).check(claim, [Cited(SALE)]) == Check(Verdict.SUPPORTED, REWORDED)
    assert Verifier(entails=Said(UNSURE)).check(claim, [Cited(SALE)]) == flagged


@pytest.mark.parametrize(
    ("claim", "cited", "reason"),
    [
        (SALE, SALE, VERBATIM),
        ("It “was never sold at all”.", SALE, "the quotation “was never sold at all” does not stand in what is cited"),
        (
            "Der Rat stimmte für den Verkauf.",
            SALE,
            "in another language than its quotation, so only figures and names are compared",
        ),
        (
            "Der Rat stimmte am Dienstag für den Verkauf.",
            "Der Rat stimmte am Dienstag für den Verkauf der Börse.",
            SAYS,
        ),
        ("他于1998年创立了这家公司。", "他于1998年创立了这家公司", SAYS),
        ("Совет проголосовал за продажу.", "Совет проголосовал за продажу биржи во вторник.", SAYS),
    ],
)
def test_what_is_certain_or_in_another_language_is_not_read(claim: str, cited: str, reason: str) -> None:
    said = Said(UNSURE)
    assert Verifier(entails=said).check(claim, [Cited(cited)]).reason == reason
    assert said.claims == []


@pytest.mark.parametrize("claim", ["The pier reopened in 1996.", "The pier was closed in 1994 and reopened in 1996."])
@pytest.mark.parametrize("abroad", ["Der Pier wurde 1996 wieder eröffnet.", "Пирс был снова открыт в 1996 году."])
def test_one_quotation_in_another_language_leaves_the_comparison_to_the_reader(claim: str, abroad: str) -> None:
    said = Said(UNSURE)
    english = "The pier was closed in 1994 after bad weather had broken its piles."
    check = Verifier(entails=said).check(claim, [Cited(english), Cited(abroad)])
    assert check in (Check(Verdict.PARTLY, FOREIGN), Check(Verdict.SUPPORTED, SAYS))
    assert not any(abroad in text for text in said.texts)


def test_a_claim_that_carries_is_freed_before_the_other_evidence_is_looked_into() -> None:
    other = Cited("The Corn Exchange was sold to hoteliers.")
    check = Verifier(entails=Said(SURE)).check("A quarrel has come to its end.", [Cited(SALE)], [other])
    assert check == Check(Verdict.SUPPORTED, REWORDED)


def test_what_is_contrary_by_rule_is_so_unless_it_reads_as_carried() -> None:
    claim = "On Tuesday the council chose to buy the Corn Exchange."
    flagged = Verifier().check(claim, [Cited(SALE)])
    assert flagged == Check(Verdict.UNSUPPORTED, "the source says “sell”, the answer says “buy”")
    assert Verifier(entails=Said(0.5)).check(claim, [Cited(SALE)]) == flagged
    assert Verifier(entails=Said(SURE)).check(claim, [Cited(SALE)]) == Check(Verdict.SUPPORTED, REWORDED)


def test_an_opposite_in_the_source_s_own_words_is_contrary_however_it_reads() -> None:
    check = Verifier(entails=Said(SURE)).check("The council voted on Tuesday to buy the Corn Exchange.", [Cited(SALE)])
    assert check == Check(Verdict.UNSUPPORTED, "the source says “sell”, the answer says “buy”")


def test_what_is_only_doubted_is_not_called_a_wrong_footnote() -> None:
    claim = "The council has voted to sell the Corn Exchange."
    check = Verifier(entails=Said(UNSURE, "")).check(claim, [Cited(SALE)], [Cited(f"Moreover, {SALE}")])
    assert check == Check(Verdict.PARTLY, "read together, the quotation does not seem to say this")


def test_a_doubtful_word_does_not_hide_what_is_only_supposed() -> None:
    source = "I am not sure whether lunch is included."
    check = Verifier(entails=Said(min(LIMITS.values()) - 1)).check("Lunch is included.", [Cited(source)])
    assert check == Check(Verdict.PARTLY, "“whether” in the source is missing")


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("The dispute has split the group for four years.", "two years in the source, four years in the answer"),
        ("The Corn Exchange voted to sell the council.", "“Corn Exchange” and “council” have changed places"),
    ],
)
def test_of_figures_in_the_same_words_and_of_what_is_turned_round_the_rules_have_the_last_word(
    claim: str, reason: str
) -> None:
    said = Said(SURE)
    assert Verifier(entails=said).check(claim, [Cited(SALE)]) == Verifier().check(claim, [Cited(SALE)])
    assert Verifier().check(claim, [Cited(SALE)]).reason == reason
    assert said.claims == []


def test_what_seems_to_be_said_of_another_stays_wrong_unless_it_reads_as_carried_for_sure() -> None:
    source = "Edna Marsh, who trades gas for a bank in Lindby, expects the calm to last only as long as the frost."
    claim = "The calm will last only as long as the frost, expects Edna Marsh, a gas trader for a bank in Lindby."
    flagged = Check(Verdict.UNSUPPORTED, "the source says “expects” of “calm”, the answer of “Marsh”")
    assert Verifier().check(claim, [Cited(source)]) == flagged
    assert Verifier(entails=Said(-1.0)).check(claim, [Cited(source)]) == flagged
    assert Verifier(entails=Said(SURE)).check(claim, [Cited(source)]) == Check(Verdict.SUPPORTED, REWORDED)


def test_a_figure_in_other_words_is_read_and_stays_wrong_unless_it_reads_as_carried() -> None:
    claim, reason = "The dispute lasted four years.", "two years in the source, four years in the answer"
    assert Verifier(entails=Said(0.5)).check(claim, [Cited(SALE)]) == Check(Verdict.UNSUPPORTED, reason)
    assert Verifier(entails=Said(SURE)).check(claim, [Cited(SALE)]) == Check(Verdict.SUPPORTED, REWORDED)
