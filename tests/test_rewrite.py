"""Follow-ups: what of an earlier answer is recognised as a quotation, and what a long conversation costs."""

from __future__ import annotations

from rag.rewrite import MOST_CARRIED, quotations, stand_alone
from rag.types import Turn


def test_quotations_are_read_without_their_lead_ins_and_whole() -> None:
    answer = "Under “The agenda”: “It wants land.” [1]\n\nAlso: “He said “yes” [3] and left.” [2]\n\nOn land: “No.” [3]"
    assert quotations(answer) == ["It wants land.", "He said “yes” [3] and left.", "No."]


def test_words_are_carried_over_once_and_not_too_many() -> None:
    turn = Turn("Moscow demands demand talks treaty border army fleet harbour winter?")
    carried = stand_alone("And what does it want?", [turn]).carried
    assert carried == ("Moscow", "demands", "talks", "treaty", "border", "army")
    assert len(carried) == MOST_CARRIED


def test_words_of_a_subject_that_was_left_are_not_carried_over() -> None:
    pump = Turn("What is the flow rate of the X200 Pro?", "4 litres.", "What is the flow rate of the X200 Pro?")
    moscow = Turn("What does Moscow demand?", "Land.", "What does Moscow demand?")
    assert stand_alone("And why does Europe worry?", [pump, moscow]).carried == ("Moscow", "demand")
    follow_up = Turn("And why?", "For safety.", "And why? (Moscow, demand)")
    assert stand_alone("Who says so?", [moscow, follow_up]).carried == ("Moscow", "demand")


def test_a_figure_gives_way_to_the_follow_up_s_own() -> None:
    rates = Turn("What is the delivery fee below £50?")
    assert stand_alone("And above £75?", [rates]).carried == ("delivery", "fee", "below")
    assert stand_alone("And for large orders?", [rates]).carried == ("delivery", "fee", "below", "50")
    pump = Turn("How heavy is the X200 pump?")
    assert "X200" in stand_alone("How much does it deliver at 20 degrees?", [pump]).carried
