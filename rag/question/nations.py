"""Nations by the places that their governments sit in: "Beijing" for China, "the Kremlin" for Russia."""

from __future__ import annotations

from index.text.terms import stem

# The folded name of a seat, and of the nation that is called by it.
SEATS = {
    seat: group.split()[0]
    for group in """
    russia moscow kremlin; america washington; ukraine kyiv kiev; china beijing; britain london westminster; france
    paris elysee; germany berlin; iran tehran; japan tokyo; turkey ankara; italy rome; spain madrid; poland warsaw;
    israel jerusalem; korea seoul pyongyang; india delhi; syria damascus; egypt cairo; cuba havana
    """.split(";")
    for seat in group.split()[1:]
}
# Forms of the continent that its union is called by, by what they begin with.
_UNION, _OF_THE_UNION = "eu", "europ"


def is_spoken_of(name: str, vocabulary: set[str]) -> bool:
    """Whether the nation of a folded name, or a seat of its government, is among the terms of a text."""
    if name == _UNION:
        return any(term.startswith(_OF_THE_UNION) for term in vocabulary)
    nation = SEATS.get(name, name)
    called = [nation, *(seat for seat, of in SEATS.items() if of == nation)]
    return any(stem(word) in vocabulary for word in called)
