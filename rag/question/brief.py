"""Which questions are short enough to be told by their form as a whole: "What is a weir?", "Is X larger than Y?".

Such a form has names of a few words. In a text that somebody pastes with a question it would be sought in vain, and
whatever may stand for a name be tried in every length.
"""

from __future__ import annotations

# In characters. Two names of six words and what stands around them are no longer.
BRIEF = 400


def is_brief(question: str) -> bool:
    """Whether a question is no longer than `BRIEF`."""
    return len(question) <= BRIEF
