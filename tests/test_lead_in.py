"""The lead-in of a quotation: what of the question it speaks to, in words that can follow "On"."""

from __future__ import annotations

import time

import pytest

from rag.quoting.lead_in import topic_of


@pytest.mark.parametrize(
    ("question", "quotation", "topic"),
    [
        ("What does Moscow demand in the ceasefire talks?", "In the ceasefire talks Moscow demands land.",
         "the ceasefire talks"),
        ("How has the US changed its policy toward Russia?", "It reversed its policy toward Russia.",
         "policy toward Russia"),
        ("When will the library open?", "The board decided to open the library in October.", "the library"),
        ("What does a blinking yellow light mean?", "A blinking yellow light: the battery is low.",
         "a blinking yellow light"),
        ("Who designed the pier of Marlow Bay?", "The pier of Marlow Bay was designed by Ada Holm.",
         "the pier of Marlow Bay"),
        # No verb, no dangling preposition and no half of a name follows "On".
        ("Why was Priya against the new date?", "Priya was against the move, since the lease ends.", "Priya"),
        ("Can I use pliers to tighten the fittings?", "Tighten the fittings by hand.", "the fittings"),
        ("Does the warranty cover frost damage?", "The warranty does not cover damage by frost.", ""),
        ("Was asbestos found?", "Asbestos was found in the cellar.", ""),
        ("Which tower was painted white in 1931?", "The tower was painted white in 1931.", ""),
        ("When was Kilbride painted in white?", "Kilbride was painted in white in 1931.", "Kilbride"),
        ("What was agreed about the landscaping?", "The board agreed to wait with the landscaping.", "the landscaping"),
        ("List the action items of the meeting", "5. Actions", ""),
        ("Is the electrical work on schedule?", "The electrical engineer is behind schedule.", ""),
        ("Which law governs the agreement?", "The law that governs it is that of England.", ""),
        ("When can I cancel?", "You can cancel at any time.", ""),
        ("Who succeeds Odile Farrow?", "Nils Abel succeeds Odile Farrow in May.", "Odile Farrow"),
        ("Which firm bought Lorne Mills?", "Hadley bought Lorne Mills in 1990.", "Lorne Mills"),
        ("When was Odile Farrow born?", "Odile Farrow was born in Hull.", "Odile Farrow"),
        ("How much has the society spent?", "The society has spent 900 pounds.", "the society"),
        ("What is the best walk in Sarnay?", "Sarnay has walks of all lengths.", "Sarnay"),
        ("Can I cancel the tenancy early?", "The tenancy may be ended early.", "the tenancy"),
        ("Why did the council reject it?", "The council rejected it for its cost.", "the council"),
        ("How do I avoid sending a parcel twice?", "What is sent twice: a parcel.", "a parcel"),
        # A name is told as a whole, and so is what it belongs to.
        ("Why did the Ringers' Guild object?", "The Ringers' Guild objected to the noise.", "the Ringers' Guild"),
        ("Who paid for the ringers' new ropes?", "The ringers paid for the work.", ""),
        ("What does the 'Hours' key do?", "The key marked Hours counts.", "Hours"),
        ("How much is a yearly Harlow ticket?", "Harlow Year costs 80 euros a year.", ""),
        ("What does the Harlow card cost?", "Harlow Year costs 80 euros.", ""),
        ("How much is a Harlow ticket?", "A Harlow ticket costs 3 euros.", "a Harlow ticket"),
        ("When was the Great Tenor cast?", "The Great Tenor was cast in 1820.", "the Great Tenor"),
        ("Was the Great Tenor repaired?", "The Great Tenor was cast in 1820.", "the Great Tenor"),
        ("Why do the wheels of the Tenor turn the frame?", "The Tenor has wheels.", "the wheels of the Tenor"),
        # What is only asked for is no topic, unless it is said of what.
        ("What is the difference between rope and chain?", "In rain there is a difference.", ""),
        ("What is the purpose of the rope?", "The purpose of the rope is safety.", "the purpose of the rope"),
        # One of a kind is not told of by many of another.
        ("Who is the chair of the Ringers?", "She thanked the Ringers for the chairs.", "the Ringers"),
        ("Who is the chair of the Ringers?", "Ada Holm is chair of the Ringers.", "the chair of the Ringers"),
        # Each of two questions in one has its verb.
        ("What does the room cost, and what does a dog cost?", "A dog costs 8 euros a night.", ""),
        ("Do I need a permit to fell an oak tree?", "Oak trees are felled in winter.", "an oak tree"),
    ],
)  # fmt: skip
def test_a_lead_in_is_good_english(question: str, quotation: str, topic: str) -> None:
    assert topic_of(question, quotation) == topic


def test_a_lead_in_takes_time_that_grows_with_the_question_alone() -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        assert topic_of("the harbour, " * times, "harbour") == "the harbour"
        return time.process_time() - began

    # Four times the length: with a search from the start for each run it would be sixteen times the work.
    assert seconds(2000) < 9 * max(min(seconds(500) for _ in range(2)), 0.05)
