"""A question in one word, a document in another: what `thesaurus.txt` holds, and what an answer makes of it."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from itertools import combinations

import pytest

from index.text.terms import stem
from rag.chain import Chain
from rag.question.thesaurus import other_words
from rag.verdict.opposites import EXCLUSIVE

FILES = {
    "handbook.md": """# Handbook of the harbour café

The café opens at eight and closes at six. In winter it is closed on Mondays, and on stormy days the terrace stays
empty.

The tills are counted every evening by two people, and what is in them goes to the bank on Tuesday. The key is kept by
the cook.

Remuneration is transferred on the 28th. Whoever works on a public holiday gets a day off within four weeks.

The premises were purchased from the port authority for 310,000 euros in 2004. The roof was renewed in 2011 and the
windows in 2015.

Dogs may lie under the tables. Bicycles are parked behind the shed, and scooters stay outside the gate.
"""
}

Terms = tuple[str, ...]


def terms_of(word: str) -> Terms:
    return tuple(map(stem, word.split("_")))


LINES = [
    line.split() for line in files("rag.question").joinpath("thesaurus.txt").read_text(encoding="utf-8").splitlines()
]
GROUPS = [frozenset(map(terms_of, line)) for line in LINES]


def test_a_line_has_words_and_phrases_of_two() -> None:
    for line in LINES:
        assert 2 <= len(line) <= 14, line
        assert len(set(line)) == len(line), line
        for word in line:
            assert word.replace("_", "").replace("-", "").replace("'", "").isalpha(), line
            assert word == word.casefold(), line
            assert word.count("_") <= 1, line


def test_no_line_says_what_another_one_says() -> None:
    by_term = defaultdict[Terms, list[int]](list)
    for at, group in enumerate(GROUPS):
        for terms in group:
            by_term[terms].append(at)
    for at, group in enumerate(GROUPS):
        beside = min((by_term[terms] for terms in group), key=len)
        assert not [LINES[other] for other in beside if other != at and group <= GROUPS[other]], LINES[at]


def test_no_word_is_called_by_its_opposite() -> None:
    opposites = {
        frozenset((one, other))
        for sides in EXCLUSIVE
        for first, second in combinations(sides, 2)
        for one in first
        for other in second
        if one != other
    }
    for line, group in zip(LINES, GROUPS, strict=True):
        single = [terms[0] for terms in group if len(terms) == 1]
        assert not [pair for pair in combinations(single, 2) if frozenset(pair) in opposites], line


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("fee", "charge"),
        ("buys", "bought"),
        ("bought", "purchased"),
        ("children", "child"),
        # Its stem is "happi", with which the word does not begin.
        ("happy", "glad"),
        ("tip", "gratuity"),
        ("resigned", "step_down"),
        # Irregular forms of a phrase.
        ("resigned", "stood_down"),
        ("step_down", "quit"),
    ],
)
def test_other_words(asked: str, told: str) -> None:
    assert terms_of(told) in other_words(*terms_of(asked))


def test_a_word_is_no_other_word_for_itself() -> None:
    assert terms_of("fee") not in other_words("fee")


def test_a_word_that_only_begins_as_another_has_none_of_its_words() -> None:
    # "Car" begins "carpet", "care" and "card".
    assert terms_of("rug") not in other_words("car")
    assert other_words("xyzzi") == frozenset()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When do people get their wages?", "Remuneration is transferred on the 28th."),
        ("How much did they pay for the house?", "The premises were purchased"),
    ],
)
def test_what_is_asked_in_other_words_is_found(chain: Chain, question: str, first: str) -> None:
    assert chain.ask(question).citations[0].quote.startswith(first)
