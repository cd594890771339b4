"""Follow-ups that name only what differs, in place of what they replace."""

from __future__ import annotations

import pytest

from rag.ellipsis import replaced
from rag.rewrite import stand_alone
from rag.standalone import Standalone
from rag.types import Turn


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("How many books can I borrow?", "and DVDs?", "How many DVDs can I borrow?"),
        ("How much is option A?", "And option B?", "How much is option B?"),
        ("Who is the treasurer?", "and the secretary?", "Who is the secretary?"),
        ("What is the rent?", "What about deposit?", "What is the deposit?"),
        ("When does it open on Monday?", "and at weekends?", "When does it open at weekends?"),
        ("How much snow fell in Bergen in 2019?", "and in 2020?", "How much snow fell in Bergen in 2020?"),
        ("What is the delivery fee below £50?", "And above £75?", "What is the delivery fee above £75?"),
        ("What does clause 3.1 say?", "And 3.3?", "What does clause 3.3 say?"),
        ("What does clause 3.1 say?", "What about clause 7?", "What does clause 7 say?"),
        ("When was the first bridge built?", "and the second?", "When was the second bridge built?"),
        ("Who won the third race?", "And the last one?", "Who won the last race?"),
        ("What does the pea soup need?", "And the bread?", "What does the bread need?"),
        ("How much snow fell in Bergen?", "And Oslo?", "How much snow fell in Oslo?"),
        ("What is the rent of the small flat?", "And the large flat?", "What is the rent of the large flat?"),
        ("How much snow fell in Bergen?", "And in 2019?", "How much snow fell in Bergen in 2019?"),
        ("When does it open on Monday?", "And in Bergen?", "When does it open on Monday in Bergen?"),
        (
            "How many people work at the harbour?",
            "And at weekends?",
            "How many people work at the harbour at weekends?",
        ),
        ("When was the pier closed?", "And the lighthouse?", "When was the lighthouse closed?"),
        ("How long is the ferry closed?", "And the bridge?", "How long is the bridge closed?"),
        ("What is the fee?", "And next year?", "What is the fee next year?"),
        ("Who is the treasurer?", "And today?", "Who is the treasurer today?"),
        ("How many books can I borrow?", "And next year?", "How many books can I borrow next year?"),
        ("Which rooms are free today?", "And tomorrow?", "Which rooms are free tomorrow?"),
        ("How much does Anna Berg earn?", "And Monday?", "How much does Anna Berg earn on Monday?"),
        (
            "How many days of leave do I get?",
            "and after five years?",
            "How many days of leave do I get after five years?",
        ),
    ],
)
def test_the_question_before_is_asked_again_with_what_differs(before: str, question: str, asked: str) -> None:
    assert replaced(question, before) == asked
    assert stand_alone(question, [Turn(before, "", before)]) == Standalone(asked)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Who paid?", "and why?"),
        ("What does it cost?", "and who pays it?"),
        ("Where was the first one built?", "And the second one?"),
        # Either of two things may be meant.
        ("What is the notice period for the tenant?", "and the landlord?"),
        ("And Oslo? (snow, Bergen)", "And Kiel?"),
        ("Tell me about the pier.", "and then?"),
    ],
)
def test_where_the_form_does_not_tell_what_is_replaced_nothing_is(before: str, question: str) -> None:
    assert replaced(question, before) == ""
