"""What a model puts between quotation marks: found however it is written, and cited with who said it."""

from __future__ import annotations

import pytest

from index.types import Passage, Sentence
from rag.answerer import Statement
from rag.citing.cite import CitedWriter
from rag.citing.quotations import find_quotation, unfound_quotations

TEXT = (
    "The sea gave us this town, and it isn't ours to keep, the mayor wrote. "
    "The limit was raised [3] in 2020 for all boats. Section (4) holds for the north quay."
)


def passage(text: str) -> Passage:
    return Passage("p-1", "p", 0, len(text), text, None, "", (Sentence(0, len(text), text),))


@pytest.mark.parametrize(
    ("text", "unfound"),
    [
        # In single marks, as the British write, with an apostrophe within.
        ("She wrote: ‘the sea gave us this town’.", ()),
        ("She wrote: ‘and it isn’t ours to keep’.", ()),
        ("She wrote: 'and it isn't ours to keep'.", ()),
        ("She wrote: ‘the sea takes this town away’.", ("the sea takes this town away",)),
        ("She wrote: 'the sea takes this town away'.", ("the sea takes this town away",)),
        ("The boys' dogs and the girls' cats of the town.", ()),
        ("Rock 'n' roll of the '90s and don't of 'em.", ()),
        # In capitals, or in small letters.
        ("“THE SEA GAVE US THIS TOWN”, she wrote.", ()),
        ("“section (4) holds for the North Quay”", ()),
        # Around a footnote of the document's own: left out, or as the model was shown it.
        ("It says “the limit was raised in 2020 for all boats”.", ()),
        ("It says “the limit was raised (3) in 2020 for all boats”.", ()),
        # A number that is no footnote counts.
        ("It says “Section (5) holds for the north quay”.", ("Section (5) holds for the north quay",)),
    ],
)
def test_a_quotation_is_held_to_its_words_however_it_is_written(text: str, unfound: tuple[str, ...]) -> None:
    assert unfound_quotations(text, [passage(TEXT)]) == unfound


def test_a_footnote_of_the_document_within_a_quotation_is_part_of_its_place() -> None:
    found = find_quotation("limit was raised in 2020", passage(TEXT))
    assert found is not None
    assert TEXT[found.start : found.end] == "limit was raised [3] in 2020"


def test_who_said_it_alone_brings_the_sentence_that_says_who() -> None:
    said = "“The sea gave us this town, and the sea may take it back,” the mayor Tom Arkwright said at the opening."
    writer = CitedWriter([passage(said)])
    items = [*writer.feed("The mayor said: “The sea gave us this town” [1]."), *writer.close()]
    (statement,) = [item for item in items if isinstance(item, Statement)]
    assert [quote.text for quote in statement.quotes] == [said]
