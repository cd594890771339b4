"""Questions about the answer before: "Which page?", "Are you sure?", "Shorter please", "In German", "[9]?"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.conversation.pointed import pointed_at
from rag.conversation.rewrite import stand_alone
from rag.conversation.shown_before import numbered
from rag.passages.said import quotations
from rag.types import REFUSAL, Answer, Turn
from rag.whole.overview import Manner, Shape

FILES = {
    "dam.md": """# The dam of Oskar Valley

By: Hanne Voss

The dam of Oskar Valley is 61 metres high. It was finished in 1958. The reservoir drowned two villages.

## The danger

A crack was found in the east wall in 2021. "The wall will hold for ten years," said Jon Reyes, the engineer. The
valley council stands in the way of a new dam. Farmers pay for the water of the reservoir.

## Prices

| Water | Price |
|---|---|
| Field | £40 |
| House | £95 |
""",
    "fair.md": """# The autumn fair

By: Tom Quill

The autumn fair of Lowmoor lasts four days. The mayor Ruth Abel opens it at noon. Music is forbidden after ten.
""",
    "staff.md": """# The club

At the meeting were: Iris Bold (chair), Karl Munn (treasurer), Jane Pratt (secretary). Karl Munn reported a loss of £70.
""",
}
ANSWER = "“The first.” [1]\n\nUnder “Two”: “A second.” [2]\n\n- Teal: £540 (Price) [3]"
BEFORE = [Turn("Which boats are there?", ANSWER)]


@pytest.fixture(scope="module")
def dam(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    with chain_over_files({"dam.md": FILES["dam.md"]}) as chain:
        yield chain


def _last_two(chain: Chain, *questions: str) -> tuple[Answer, Answer]:
    return asked(chain, *questions[:-1]), asked(chain, *questions)


def test_a_row_of_a_table_has_a_footnote_too() -> None:
    assert numbered(ANSWER) == {1: "The first.", 2: "A second.", 3: "Teal: £540 (Price)"}


@pytest.mark.parametrize(
    "question",
    [
        "Are you sure?",
        "r u sure",
        "Really?",
        "hm, is that true?",
        "Where does it say that?",
        "Where does the text say so?",
        "Where is that written?",
        "Which page?",
        "ok and on which page is that",
        "What section does it stand in?",
        "Which document is that from?",
        "Source?",
        "What's your source for that?",
        "Could you quote that exactly?",
        "How do you know that?",
    ],
)
def test_where_it_stands_is_asked_of_what_was_quoted(question: str) -> None:
    pointed = pointed_at(question, BEFORE)

    assert pointed is not None
    assert (pointed.shape, pointed.manner) == (Shape.AROUND, Manner.PLACE)
    assert pointed.quotes == ("The first.", "A second.", "Teal: £540 (Price)")


@pytest.mark.parametrize(
    "question",
    [
        # Each of these may be about the thing that was spoken of.
        "Where is it from?",
        "Where is that?",
        "Which part?",
        "Which page of the passport is stamped?",
        "What is the source?",
        "What is the evidence?",
        "Who wrote it?",
        "What does it mean?",
        "Can I repeat it?",
        "One more?",
        "Longer?",
        "Which one is the longest?",
        "Is it sure that the dam will hold?",
        "Is that allowed?",
        "Two lines?",
    ],
)
def test_what_may_be_asked_of_the_matter_is_searched_for(question: str) -> None:
    assert pointed_at(question, BEFORE) is None


@pytest.mark.parametrize("question", ["Are you sure?", "Shorter please", "As a list", "In German please", "Again"])
def test_nothing_is_returned_to_where_no_answer_is_known(question: str) -> None:
    assert pointed_at(question, []) is None
    assert pointed_at(question, [Turn("How high is the dam?")]) is None
    assert pointed_at(question, [Turn("How high is the dam?", "It is about 61 metres high.")]) is None


def test_the_place_of_a_quotation_is_told_before_it(dam: Chain) -> None:
    first, place = _last_two(dam, "When was the crack found?", "Where does it say that?")

    assert place.text.startswith("So it stands in “The dam of Oskar Valley”:\n\n")
    assert "Under “The danger”: “A crack was found" in place.text
    assert [own.quote for own in place.citations] == [own.quote for own in first.citations]
    assert place.standalone_question == "Where does it say that?"


def test_a_page_is_asked_of_a_text_without_pages(dam: Chain) -> None:
    page = asked(dam, "How high is the dam?", "Which page?")

    assert page.text.startswith("So it stands in “The dam of Oskar Valley”, which has no pages:")
    assert "61 metres" in page.citations[0].quote


def test_a_row_is_shown_with_its_place(dam: Chain) -> None:
    row, place = _last_two(dam, "What is the price of water for a house?", "Are you sure?")

    assert "House: £95" in row.text
    assert "House: £95" in place.text


def test_of_several_documents_each_is_named(chain: Chain) -> None:
    said = Turn("Which?", "“The autumn fair of Lowmoor lasts four days.” [1]\n\n“It was finished in 1958.” [2]")
    place = chain.ask("Which document is that from?", [said])

    assert "The autumn fair" in place.text
    assert "The dam of Oskar Valley" in place.text
    assert len(place.citations) == 2


def test_who_says_it_stands_beside_what_is_said(dam: Chain) -> None:
    before = [Turn("Why?", "Under “The danger”: “A crack was found in the east wall in 2021.” [1]")]
    spoken = dam.ask("Who says that?", before)

    assert spoken.text.startswith("So it stands in “The dam of Oskar Valley”")
    assert any("said Jon Reyes" in own.quote for own in spoken.citations)


def test_what_is_meant_is_told_by_what_stands_around_it(dam: Chain) -> None:
    first, meant = _last_two(dam, "Who is Jon Reyes?", "What do you mean?")

    assert quotations(first.text)[0] in quotations(meant.text)
    assert any("crack" in quote for quote in quotations(meant.text))


def test_shorter_is_the_first_quotation() -> None:
    pointed = pointed_at("Shorter please", BEFORE)

    assert pointed is not None
    assert (pointed.manner, pointed.quotes) == (Manner.AGAIN, ("The first.",))


def test_an_overview_is_made_anew_in_fewer_sentences(dam: Chain) -> None:
    summary, two = _last_two(dam, "Summarise the article", "In two sentences please")
    one = asked(dam, "Summarise the article", "In two sentences please", "even shorter")

    assert len(summary.citations) > 1
    assert len(two.citations) == 2
    assert len(one.citations) == 1
    assert one.citations[0].quote in [own.quote for own in summary.citations]


def test_as_a_list_each_quotation_is_a_line(dam: Chain) -> None:
    before = [Turn("What?", "“It was finished in 1958.” [1]\n\n“The reservoir drowned two villages.” [2]")]
    listed = dam.ask("As a list", before)

    assert listed.text == "- “It was finished in 1958.” [1]\n- “The reservoir drowned two villages.” [2]"


def test_again_is_the_same_once_more(dam: Chain) -> None:
    first, again = _last_two(dam, "When was the crack found?", "Sorry, could you repeat that?")

    assert quotations(again.text) == quotations(first.text)


@pytest.mark.parametrize("question", ["In German please", "Simpler", "in your own words", "Could you rephrase that?"])
def test_other_words_are_none_of_the_documents(dam: Chain, question: str) -> None:
    answer = asked(dam, "When was the crack found?", question)

    assert not answer.answered
    assert "answers are quotations" in answer.text


def test_a_language_that_is_spoken_of_is_another_question() -> None:
    assert pointed_at("In German?", [Turn("Are there tours in English?", "“There are tours in English.” [1]")]) is None
    assert pointed_at("In German?", BEFORE) is not None


@pytest.mark.parametrize("question", ["Tell me more about [9].", "Footnote 9?", "What does citation 9 mean?"])
def test_a_footnote_that_the_answer_does_not_have_is_said_to_be_none(dam: Chain, question: str) -> None:
    answer = asked(dam, "When was the crack found?", "Again", question)

    assert not answer.answered
    assert answer.text.startswith("The answer before has no footnote 9, ")
    assert not answer.citations


def test_a_refusal_has_nothing_to_show(dam: Chain) -> None:
    answer = dam.ask("Are you sure?", [Turn("How deep is it?", REFUSAL)])

    assert not answer.answered
    assert answer.text == "The answer before quotes nothing, so there is nothing to show for it."


def test_thanks_are_passed_over(dam: Chain) -> None:
    assert "2021" in asked(dam, "When was the crack found?", "Thanks!", "Which page?").text


def test_what_was_asked_of_an_answer_is_not_carried_on(dam: Chain) -> None:
    later = asked(dam, "When was the crack found?", "Really?", "Shorter please", "And who pays for it?")

    assert "Really" not in later.standalone_question
    assert "Shorter" not in later.standalone_question


@pytest.mark.parametrize(
    ("question", "holds"),
    [("What does she write about?", "dam"), ("Does she quote anyone?", "The wall will hold for ten years")],
)
def test_what_the_author_writes_about_is_not_told_by_the_byline(chain: Chain, question: str, holds: str) -> None:
    answer = asked(chain, "Who is Hanne Voss?", "What does she write about?", question)

    assert any(holds in own.quote for own in answer.citations)
    assert not any("By:" in own.quote for own in answer.citations)
    # Tom Quill wrote the other one.
    assert {own.title for own in answer.citations} == {"The dam of Oskar Valley"}


@pytest.mark.parametrize(
    ("before", "carried"),
    [
        ("What stands in the way of the new dam?", ("new", "dam")),
        ("What kind of wall is meant by the engineer?", ("wall", "meant", "engineer")),
        ("What's the point of the reservoir?", ("reservoir",)),
        ("Where does the harvest take place?", ("harvest",)),
        ("Is the mayor against music?", ("mayor", "music")),
    ],
)
def test_turns_of_phrase_name_no_subject(before: str, carried: tuple[str, ...]) -> None:
    assert stand_alone("Who wants it?", [Turn(before)]).carried == carried


def test_i_see_is_said_to_be_polite() -> None:
    assert stand_alone("I see. And what do they pay?", [Turn("Who are the farmers?")]).text == (
        "And what do they pay? (farmers)"
    )


def test_words_that_find_nothing_else_are_not_shown_beside_a_whole_question(dam: Chain) -> None:
    answer = asked(dam, "What do farmers pay for?", "Give me an example", "Who is Jon Reyes?")

    assert answer.standalone_question == "Who is Jon Reyes?"


def test_he_is_the_one_whose_role_stands_behind_his_name(chain: Chain) -> None:
    answer = asked(chain, "Who is the treasurer?", "What did he report?")

    assert "Karl Munn" in answer.standalone_question
    assert "loss of £70" in answer.citations[0].quote


@pytest.mark.parametrize(("question", "begins"), [("How does it begin?", "The dam"), ("How does it end?", "House")])
def test_how_it_begins_and_ends_is_asked_of_the_only_text(dam: Chain, question: str, begins: str) -> None:
    assert any(own.quote.lstrip("| ").startswith(begins) for own in dam.ask(question).citations)
