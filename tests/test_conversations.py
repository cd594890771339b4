"""Conversations over several documents: what the second question gets, given the first and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

import pytest
from talking import asked

from rag.chain import Chain
from rag.types import Answer, Turn

FILES = {
    "staff.md": """# Merle & Sons, a carpenter's workshop

The workshop was set up in 1974 and has 21 joiners. It makes stairs, doors and windows of oak. The director is Lena
Merle.

The van costs 40 euros a day.
""",
    "mower.md": """# Tarka 40 lawn mower: manual

The Tarka 40 is a robot mower for lawns of up to 600 square metres.

## Battery

The battery of the Tarka 40 lasts 70 minutes. Charging takes two hours.

## Error codes

| Code | Meaning | Remedy |
|---|---|---|
| F1 | Blade jammed | Take the grass out of the blade |
| F2 | Wire cut | Look for the gap in the wire |
""",
    "school.md": """# Westbrook School: who is who

The parents' council is chaired by Ines Moreau, room 12, telephone 318. The head teacher is Paul Brandt, room 2,
telephone 301. Lunch costs four pounds.
""",
    "news.txt": """The lighthouse at Orrin Head is closed to visitors because a storm broke its stairs.

The council met on Tuesday. Its next meeting is on 4 June.
""",
}


@pytest.fixture(scope="module")
def boats_and_bikes(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> Iterator[Chain]:
    files = {
        "boats.md": """# Norrel boats

A rowing boat costs 12 euros an hour. Students get a discount of ten per cent. Dogs are allowed on board.

## Damage

Whoever loses an oar pays 30 euros.
""",
        "bikes.md": """# Tavik bikes

A city bike costs 9 euros a day. Students get a discount of five per cent. Helmets are lent for nothing.

## Damage

Whoever loses a key pays 15 euros.
""",
    }
    with chain_over_files(files) as opened:
        yield opened


def first(answer: Answer) -> str:
    return answer.citations[0].quote if answer.citations else "refused"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Why is the lighthouse closed?", "The lighthouse at"),
        ("When is the next meeting?", "Its next meeting"),
        ("Who is Moreau?", "The parents' council"),
        # These two are about the row.
        ("And what do I do then?", "F2 |"),
        ("What is its remedy?", "F2 |"),
    ],
)
def test_after_a_row_was_told_only_what_asks_of_it_gets_it_again(chain: Chain, question: str, begins: str) -> None:
    assert first(asked(chain, "What does error F2 mean on the Tarka?", question)).startswith(begins)


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("Who chairs the parents' council?", "What is her telephone number?"), "318"),
        (("When was Merle & Sons set up?", "How many joiners does it have?"), "21 joiners"),
    ],
)
def test_a_sentence_that_was_quoted_and_answers_again_is_quoted_again(
    chain: Chain, questions: tuple[str, str], holds: str
) -> None:
    assert holds in first(asked(chain, *questions))


def test_else_what_was_quoted_gives_way(chain: Chain) -> None:
    told = asked(chain, "How long does the battery of the Tarka last?")
    assert "70 minutes" in first(told)
    assert "two hours" in first(asked(chain, told.question, "And how long does it charge?"))


def test_what_is_asked_again_of_another_thing_is_sought_in_the_document_spoken_of(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    files = {
        "fern.md": "# Fern\n\nThe rent is £780 a month. A deposit of £900 was paid.\n",
        "gull.md": "# Gull\n\nThe fare is £780 a month. A deposit of £300 was paid.\n",
    }
    with chain_over_files(files) as chain:

        def scores(before: str) -> dict[str, float]:
            evidence = chain.evidence("and the deposit?", [Turn(before, chain.ask(before).text, before)])
            assert evidence.query.text == "what is the deposit?"
            return {item.sentence.text: item.score for item in evidence.sentences}

        rent, fare = scores("what is the rent?"), scores("what is the fare?")
        assert rent["A deposit of £900 was paid."] > fare["A deposit of £900 was paid."]
        assert fare["A deposit of £300 was paid."] > rent["A deposit of £300 was paid."]


@pytest.mark.parametrize(
    ("before", "question", "quoted"),
    [
        (
            "What does a rowing boat cost?",
            "Is there a discount for students?",
            "Students get a discount of ten per cent.",
        ),
        (
            "What does a city bike cost?",
            "Is there a discount for students?",
            "Students get a discount of five per cent.",
        ),
        # What another document answers better is its own.
        ("What does a city bike cost?", "Are dogs allowed on board?", "Dogs are allowed on board."),
        ("What does a rowing boat cost?", "Who pays for a lost key?", "Whoever loses a key pays 15 euros."),
        (
            "What does a city bike cost?",
            "What discount for students has Norrel?",
            "Students get a discount of ten per cent.",
        ),
    ],
)
def test_of_two_documents_that_answer_alike_the_one_spoken_of_does(
    boats_and_bikes: Chain, before: str, question: str, quoted: str
) -> None:
    assert first(asked(boats_and_bikes, before, question)) == quoted


@pytest.fixture(scope="module")
def rules(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    text = """# Rules of the van

The rent is £65 a day. If the toilet is not emptied, the company charges £90 for it. A lost key costs £280.

Swimming from the jetty is forbidden. The jetty lost two of its posts in the storm of March. The key is at the desk.
"""
    with chain_over_files({"rules.md": text}) as opened:
        yield opened


def test_how_much_that_is_may_be_told_by_what_was_just_quoted(rules: Chain) -> None:
    for question in ("How much is that?", "And how much does that cost?"):
        assert "£90" in first(asked(rules, "What happens if the toilet is not emptied?", question))


def test_why_is_not_answered_by_what_it_asks_about(rules: Chain) -> None:
    before = "Is swimming from the jetty forbidden?"
    assert first(asked(rules, before)) == "Swimming from the jetty is forbidden."
    assert first(asked(rules, before, "Why?")) != "Swimming from the jetty is forbidden."


@pytest.fixture(scope="module")
def lease(chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]]) -> Iterator[Chain]:
    text = """# Tenancy agreement

## 1. Parties

The landlord is Margaret Olusoga, of 14 Fenwick Terrace. The tenants are Daniel Reyes and Priya Nair. The agent is
Harbour Lettings, who collect the rent.

## 2. Pets

No dogs may be kept, because the lease of the building forbids them. Cats are allowed with the landlord's consent.

## 3. Repairs and complaints

Repairs are reported to Harbour Lettings. Complaints about the agent are sent to the Property Ombudsman.
There is a garage behind the house.
"""
    museums = """# Museums of Varnholm

## Glass Museum

The Glass Museum stands on the north quay. It is led by Tomas Hale. Admission is 12 euros, children pay 4. It opens at
10 and closes at 5. The café is on the roof.

## Iron Museum

The Iron Museum is in an old foundry at Mill Street. The director is Petra Lind. Entry costs 9 euros. There is
a shop but no café.
"""
    council = """# Row over bus lanes in Halberg

Mayor Erika Sand announced bus lanes on Ring Road on Monday. Work is to begin in March.

The Chamber of Commerce criticised the plan. Its president, Rolf Berg, said that shops would lose 400 parking spaces. He
called for a referendum.

The mayor answered that half of the spaces would be replaced by a garage at the station. A referendum was out of the
question, since the council had already voted.
"""
    with chain_over_files({"lease.md": text, "museums.md": museums, "council.md": council}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("questions", "holds"),
    [
        (("Can I keep a dog?", "And a cat?", "Who are the tenants?"), "Daniel Reyes"),
        (("Who is the landlord?", "Where does she live?", "Who do I complain to?"), "Ombudsman"),
    ],
)
def test_a_short_question_is_taken_as_it_is_where_the_conversation_leads_astray(
    lease: Chain, questions: tuple[str, ...], holds: str
) -> None:
    answer = asked(lease, *questions)
    assert holds in first(answer)
    assert answer.standalone_question == questions[-1]


def test_it_is_sought_in_the_document_that_is_spoken_of(lease: Chain) -> None:
    assert first(lease.ask("Is there a garage?")) == "There is a garage behind the house."
    answer = asked(lease, "What does Rolf Berg want?", "Is there a garage?")
    assert "a garage at the station" in first(answer)
    # What was quoted is what one reacts to.
    assert "a garage at the station" in first(asked(lease, "What does Rolf Berg want?", "How did the mayor respond?"))


def test_but_not_where_its_words_tell_of_what_is_asked(lease: Chain) -> None:
    answer = asked(lease, "Where is the Glass Museum?", "Is there a café?")
    assert first(answer) == "The café is on the roof."
    assert answer.standalone_question == "Is there a café? (Glass Museum)"


def test_a_short_question_is_no_surer_than_the_conversation_lets_it_be(lease: Chain) -> None:
    alone = lease.ask("Who are the tenants?")
    answer = asked(lease, "Can I keep a dog?", "And a cat?", "Who are the tenants?")
    assert first(answer) == first(alone)
    assert answer.confidence < alone.confidence


def test_what_was_just_told_of_somebody_gives_way_where_a_name_stands_for_he(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    text = """# Bridge at Calder closed after cracks are found

The road bridge over the Calder at Netherby was closed on Tuesday night after an engineer found cracks in two of its
supports. Some 18,000 vehicles use the bridge every day.

County councillor Adam Birch, who is responsible for roads, said the bridge would stay shut until at least August. He
blamed the government in London for cutting the maintenance grant by a third since 2019. The transport secretary, Fiona
Grant, rejected this. She said that the county had been given £6 million for bridges last year.

The opposition leader on the council, Maria Tennant, called for Birch to resign. He refused: "I will not run away while
the bridge is closed." The county wants to decide in May.
"""
    with chain_over_files({"bridge.md": text}) as chain:
        answer = asked(chain, "What does Adam Birch say?", "Who does he blame?")
        assert answer.standalone_question == "Who does Adam Birch blame?"
        assert "blamed the government" in first(answer)


def test_a_question_that_is_refused_alone_gets_no_answer_from_the_words_of_the_conversation(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    harbours = """# Ferry harbours

| Harbour | Passengers 2022 | Passengers 2023 |
|---|---|---|
| Kelso Harbour | 41,200 | 44,900 |
| Ardmore Harbour | 12,300 | 11,800 |

The harbour office in Kelso sells tickets from eight in the morning.
"""
    question = "What is the wifi password of the harbour office?"
    with chain_over_files({"harbours.md": harbours}) as chain:
        assert not chain.ask(question).answered
        answer = asked(chain, "How many passengers did Kelso Harbour have in 2023?", question)
        assert not answer.answered
        assert answer.standalone_question == question
