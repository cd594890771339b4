"""Which sentence of a passage a claim's footnote lands on."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Passage, Sentence
from rag.citing.locate import Locator

FENCED = ("```", "make chat", "```", "The page opens in a browser.")


def passage(sentences: Sequence[str]) -> Passage:
    text = "\n".join(sentences)
    starts = [text.index(sentences[0])]
    for before in sentences[:-1]:
        starts.append(starts[-1] + len(before) + 1)
    found = tuple(Sentence(at, at + len(one), one) for at, one in zip(starts, sentences, strict=True))
    return Passage("guide-1", "guide", 0, len(text), text, None, "", found)


def test_a_footnote_lands_on_no_line_that_shows_nothing() -> None:
    guide = passage(FENCED)
    located = Locator([guide]).locate("Nobody knows that.", guide)
    assert [sentence.text for sentence in located] == ["make chat"]


def test_meaning_does_not_bring_a_footnote_to_the_fence_of_code_either() -> None:
    guide = passage(FENCED)
    located = Locator([guide], lambda claim, passage: (0.9, 0.1, 0.9, 0.3)).locate("You see it in Firefox.", guide)
    assert [sentence.text for sentence in located] == ["The page opens in a browser."]
