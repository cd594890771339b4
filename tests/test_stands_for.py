"""Whom "she" and "it" stand for where a report goes on about what it named before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from index.types import Passage, Sentence
from rag.chain import Chain
from rag.passages.stands_for import said_of, stand_ins

DEPOT = """# Who pays for the tram

Tarn Bridge has wanted a tram since 2009. The depot, which the city sold last May, stands empty, and the rails end in a
field. Nobody expected the quarrel that followed.

Mayor Ottla Venn of Tarn Bridge said that the city had been patient for fourteen years and would not be hurried by
anyone now. She wants the ministry to pay half of the rolling stock before a single rail is laid. In her opinion the
first offer was an insult to those who have to walk.

Dr Piet Lomax, who teaches transport at the college, has gone through the books of nine other cities in the region. He
found that wages eat four fifths of what such lines take in. "A tram is a promise on wheels," he said. While Venn blames
the ministry, he blames those who drew the map.

The first route led along the canal and past the old brickworks in the west. It was given up in 2017, when divers came
upon a nest of otters below the lock. The second one runs past the hospital and costs twice as much.

I have lived beside the depot for eleven years. I do not believe that I shall ever hear a bell there.
"""


@pytest.fixture(scope="module")
def chain(chain_of: Callable[[str], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_of(DEPOT) as opened:
        yield opened


def passage_of(*lines: str) -> Passage:
    text = " ".join(lines)
    sentences = tuple(Sentence(text.index(line), text.index(line) + len(line), line) for line in lines)
    return Passage("p", "d", 0, len(text), text, None, "", sentences)


def meant(*lines: str) -> str:
    """The last sentence with the name for its pronoun; as it is, where none is plain."""
    stands = stand_ins(passage_of(*lines))[-1]
    return stands.put_into(lines[-1]) if stands else lines[-1]


@pytest.mark.parametrize(
    ("before", "sentence", "told"),
    [
        ("The chair, Ada Quill, spoke for an hour.", "She wants a lift.", "Ada Quill wants a lift."),
        ("The chair, Ada Quill, spoke for an hour.", "Her fear is another.", "Ada Quill’s fear is another."),
        ("Ada Quill of Holm was there.", "In her view it was late.", "In Ada Quill’s view it was late."),
        ("But Quill refused, as we all know.", "“It is late,” she said.", "“It is late,” Quill said."),
        ("Mrs Quill wrote to Holm.", "Some of her friends did.", "Some of Mrs Quill’s friends did."),
        ("The first plan led through the wood.", "It was dropped in May.", "The first plan was dropped in May."),
        ("The Harbour Board met on Monday.", "Its head has resigned.", "Harbour Board’s head has resigned."),
    ],
)
def test_a_pronoun_stands_for_who_acted_before(before: str, sentence: str, told: str) -> None:
    assert meant(before, sentence) == told


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The chair, Ada Quill, spoke for an hour.", "It is easy to laugh about her."),
        ("The chair, Ada Quill, spoke for an hour.", "A woman was walking her dog."),
        ("Mr Quill spoke for an hour.", "She left early."),
        ("The letter was an error that Norrfleet regrets.", "Its director apologised."),
        ("They met in Holm on Monday.", "She was late."),
        ("Somebody had left the door open.", "He was not found."),
        ("“Ada Quill will pay,” they had written.", "She did not read it."),
        ("Die Leiterin, Ada Quill, sprach und ging nach Hause.", "His war die Zeit nicht mehr, und das wusste er."),
    ],
)
def test_where_it_is_not_plain_nobody_is_meant(before: str, sentence: str) -> None:
    assert meant(before, sentence) == sentence


def test_the_same_one_is_meant_until_another_is_named() -> None:
    lines = [
        "Ada Quill opened the school.",
        "She had no money.",
        "By May she had pupils.",
        "Tom Hale saw it.",
        "He paid.",
    ]
    assert [stands and stands.name for stands in stand_ins(passage_of(*lines))] == [
        None, "Ada Quill", "Ada Quill", None, "Tom Hale",
    ]  # fmt: skip


def test_in_a_contrast_the_pronoun_is_not_who_is_named_in_it() -> None:
    assert meant("Dr Nora Dunn read the books.", "While Hale blames the rules, she blames the owner.") == (
        "While Hale blames the rules, Dr Nora Dunn blames the owner."
    )


def test_who_writes_says_i_outside_of_quotations() -> None:
    told = said_of(passage_of("I am not so sure of the end.", "“I am sure of the end,” Hale told the others."))
    assert ["author" in terms for terms in told] == [True, False]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does Ottla Venn demand?", "She wants the ministry to pay half"),
        ("What does the mayor of Tarn Bridge think of the offer?", "In her opinion the first offer was an insult"),
        ("What did Lomax discover in the accounts?", "He found that wages eat four fifths"),
    ],
)
def test_what_is_said_of_somebody_by_a_pronoun_answers(chain: Chain, question: str, first: str) -> None:
    found = chain.ask(question)
    assert found.citations[0].quote.replace("\n", " ").startswith(first)
