"""Turns of an interview that ask: the next turn answers. English prompts; a question mark in any language.

A turn begins with the name of who speaks, which parts an interview from a text that asks its reader something.
"""

from __future__ import annotations

from index.text.patterns import lazy_pattern

# A speech has questions too, which nobody answers: in an interview this share of the turns asks.
_SHARE = 0.25
_SPEAKER = r"\W{0,3}[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}:\W+"
_ASKED = ("?", "？", "؟")
_CLOSING = '"”’)*_'
# "Tell me about the storm." asks without a mark.
_BIDS = lazy_pattern(
    rf"{_SPEAKER}(?:\w+,? ){{0,2}}(?i:tell (?:me|us)|describe|explain|(?:talk|walk|take) (?:me|us) through)\b[^\n]*"
)
_TURN = lazy_pattern(_SPEAKER)
_PARAGRAPH = lazy_pattern(r"\S[^\n]*(?:\n[^\n]+)*")


def asking_turns(text: str) -> frozenset[int]:
    """Where the turns end that ask, if the text is an interview, whose turns are paragraphs."""
    turns = [found for found in _PARAGRAPH.finditer(text) if _TURN.match(found[0])]
    asking = [found.end() for found in turns if is_asking_turn(found[0])]
    return frozenset(asking if len(asking) >= max(_SHARE * len(turns), 2) else ())


def is_asking_turn(text: str) -> bool:
    """Whether a turn, or a sentence with the speaker's name before it, asks the other one to speak."""
    asks = text.rstrip().rstrip(_CLOSING).endswith(_ASKED) and _TURN.match(text) is not None
    return asks or _BIDS.fullmatch(text) is not None
