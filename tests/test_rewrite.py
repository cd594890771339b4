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
