"""A claim that repeats its quotation but for a word or two is judged by these, whatever it reads like as a whole."""

from __future__ import annotations

import pytest

from index.model.entailment import Doubt
from rag.checking.verify import Cited, Verifier
from rag.types import Verdict

# Reads every claim as true.
TRUSTING = Verifier(entails=lambda evidence, claim, known: Doubt(-9.0, ""))


def verdict(source: str, claim: str) -> Verdict:
    return TRUSTING.check(claim, [Cited(source)]).verdict


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The drug was not approved.", "The drug was approved."),
        ("The drug was approved.", "The drug was not approved."),
        ("Never leave the stove burning.", "Always leave the stove burning."),
        ("The income comes from fees, not from gifts.", "The income comes from gifts, not from fees."),
        ("Sales rose from 10 to 20 million.", "Sales rose from 20 to 10 million."),
        ("The ferry is safe for cars, but it has not been tried with lorries.", "The ferry is not safe for cars."),
        ("The vaccine reduced the risk by up to 70 percent.", "The vaccine increased the risk by up to 70 percent."),
        ("All members except Kruse supported the plan.", "All members except Kruse opposed the plan."),
        ("The board lowered the lake by 6 metres.", "The board lowered the lake to 6 metres."),
        ("Sales fell by 12 percent.", "Sales fell to 12 percent."),
        # What belongs to another part of the sentence.
        ("Turnout rose from 48 percent in 2016 to 61 percent in 2020.", "Turnout was 61 percent in 2016."),
        ("In 2019 there were 14 accidents, in 2020 there were 9.", "In 2020 there were 14 accidents."),
        ("Lima exports copper and imports wheat.", "Lima imports copper."),
        ("The jury acquitted Sander of fraud but convicted him of theft.", "The jury convicted Sander of fraud."),
        ("The house was sold by Adams to Baker.", "Baker sold the house to Adams."),
        ("The money was lent to Kovac by Nemec.", "Kovac lent the money to Nemec."),
        # What another did.
        ("Marsh said it was late; Dahl blamed the wet winter.", "Helen Marsh blamed the wet winter."),
        ("The board, led by Ada Marsh, met. Rune Dahl suspects a leak.", "The consultant Ada Marsh suspects a leak."),
    ],
)
def test_what_is_turned_is_not_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The company may cut jobs.", "The company will cut jobs."),
        ("Costs could double by 2025.", "Costs will double by 2025."),
        ("The suspect allegedly stole three paintings.", "The suspect stole three paintings."),
        ("The fire was probably caused by a cable.", "The fire was caused by a cable."),
        ("Doctors hope the patient will recover.", "The patient will recover."),
        ("The study suggests that tea lowers the risk of gout.", "Tea lowers the risk of gout."),
        ("Some members opposed it.", "All members opposed it."),
        ("Most of the 23 wells showed no change.", "All of the 23 wells showed no change."),
        ("Nearly all of the 40 samples held lead.", "All of the 40 samples held lead."),
        ("He is a former minister.", "He is a minister."),
        ("She is the deputy mayor of Holm.", "She is the mayor of Holm."),
        ("Velden is the second largest port.", "Velden is the largest port."),
    ],
)
def test_what_says_more_than_the_quotation_is_not_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The seal is not broken.", "The seal is unbroken."),
        ("The shop is not open on Mondays.", "The shop is closed on Mondays."),
        ("The pool is open until 9 p.m.", "The pool is closed from 9 p.m."),
        ("The fund pays unless the claim is late.", "The fund pays if the claim is not late."),
        ("The treaty was signed on 3 May 2024.", "The treaty was signed on 2024-05-03."),
        ("A rash appeared on the arm.", "There was a rash on the arm."),
        ("Dogs may not enter the hall, except guide dogs.", "Only guide dogs may enter the hall."),
        ("The county was not a member until 1963.", "The county became a member in 1963."),
        ("Michigan received the land as a gift.", "Michigan was given the land as a gift."),
        ("It opened in 2019 and was closed on 7 May of that year.", "It was closed on 7 May 2019."),
        ("Adults pay 12 euros, children 5 euros.", "Children pay 5 euros."),
        ("Turnout rose from 48 percent in 2016 to 61 percent in 2020.", "Turnout was 61 percent in 2020."),
        ("Lima exports copper and imports wheat.", "Lima imports wheat."),
        ("Ada Marsh led the board. Later she suspected a leak.", "Ada Marsh suspected a leak."),
        ("Rune Dahl was fined by Ada Marsh.", "Ada Marsh fined Rune Dahl."),
        ("The house was sold by Adams to Baker.", "Adams sold the house to Baker."),
        ("The dam, built by Lund, was destroyed in 1944.", "The dam was destroyed in 1944."),
        ("By count, 62 per cent of the bone is sheep, but only 38 by weight.", "By count, 62 per cent is sheep."),
    ],
)
def test_what_only_says_it_otherwise_is_supported(source: str, claim: str) -> None:
    assert verdict(source, claim) is Verdict.SUPPORTED
