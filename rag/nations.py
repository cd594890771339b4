"""Nations by the places that their governments sit in: "Beijing" for China, "the Kremlin" for Russia."""

from __future__ import annotations

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
_UNION = "eu"
_OF_EUROPE = 5


def is_spoken_of(name: str, vocabulary: set[str]) -> bool:
    """Whether the nation of a folded name, or a seat of it, is among terms that stand in a text."""
    if name == _UNION:
        return any(term[:_OF_EUROPE] == "europe"[:_OF_EUROPE] for term in vocabulary)
    nation = SEATS.get(name, name)
    return nation in vocabulary or any(seat in vocabulary for seat, of in SEATS.items() if of == nation)
